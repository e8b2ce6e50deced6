/* What the files of this target share. */
#ifndef LE_INTERNAL_H
#define LE_INTERNAL_H

/* For pipe2, wcwidth and the locales of threads; so this comes before any other header. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <histedit.h>
#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

#include "CLineEditor.h"

/* Keys that nobody has: they carry to libedit what was pasted, and what is to be listed. */
enum { LE_PASTE_KEY = 0x1F, LE_LIST_KEY = 0x1E, LE_INTERRUPT_KEY = 0x03 };

/* Bytes that grow. */
typedef struct {
  char *bytes;
  size_t count, room;
} le_bytes;

struct le_editor {
  EditLine *edit;
  HistoryW *history;
  FILE *input, *output;
  locale_t locale;       /* UTF-8; 0 where the system has none */
  int pipe[2];           /* events, a byte each */
  wchar_t *prompt;       /* of the line that is read */
  le_bytes text;         /* the line that was read */
  le_bytes typed;        /* read from the terminal, not yet taken; begins at `taken` */
  size_t taken;
  wchar_t *pasted;       /* a block that was pasted, until its key is taken */
  char *listing;         /* lines to be shown, until their key is taken */
  int cursor;            /* where the cursor goes after a listing */
  bool interrupted, closed, moves;
  le_completer completer;
  void *context;
};

/* bytes.c */
/* Adds bytes, and a 0 that is not counted; false where there is no memory. */
bool le_append(le_bytes *bytes, const char *more, size_t count);
/* The characters of UTF-8, each bad byte as U+FFFD, with a 0 at the end; NULL where there is no memory. */
wchar_t *le_widened(const char *text, size_t count);
/* Puts characters as UTF-8 in the place of what was there; false where there is no memory. */
bool le_narrow(le_bytes *bytes, const wchar_t *text, size_t count);
/* How many bytes the character has that begins with `first`: 1 to 4; 1 for a byte that begins none. */
size_t le_length(unsigned char first);

/* input.c */
/* The next character that was typed, for libedit: 1, or 0 at the end. */
int le_next(EditLine *edit, wchar_t *character);

/* keys.c */
/* Gives keys their meaning; false where there is no memory. */
bool le_bind(le_editor *editor);
/* Tells the terminal that pasted text is to be marked, or that it is not. */
void le_mark_pastes(le_editor *editor, bool marks);
/* Draws the line again where the terminal may show it otherwise than libedit believes. */
void le_redraw(le_editor *editor);
/* The editor of a handle of libedit. */
le_editor *le_of(EditLine *edit);

#endif
