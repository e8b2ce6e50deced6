/* All that Swift sees of libedit: one opaque editor of lines on a terminal, and bytes of UTF-8. No variadic function, no
 * macro, no wide character comes through here, and nothing jumps out.
 *
 * The process may stay in the C locale: while a line is read its thread has the characters of UTF-8. */
#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stddef.h>
#include <stdint.h>

/* A terminal on which lines are edited. Used by one thread at a time, but for `le_tell`; and one editor at a time, as
 * libedit's tables of the terminal are the process's. */
typedef struct le_editor le_editor;

/* How reading a line ended. */
typedef enum __attribute__((enum_extensibility(closed))) le_status : int32_t {
  LE_LINE = 0,    /* there is a line */
  LE_INTERRUPTED, /* Ctrl-C: the line is dropped */
  LE_END,         /* Ctrl-D on an empty line, or the terminal is gone */
} le_status;

/* What an editor can be told of by another thread. The number is what stands for it in a pipe. */
typedef enum __attribute__((enum_extensibility(closed))) le_event : uint8_t {
  LE_INTERRUPT = 1, /* as if Ctrl-C were typed */
  LE_RESIZED,       /* the terminal has another size */
  LE_CONTINUED,     /* the program was stopped and goes on: the terminal may be in another mode */
  LE_CLOSE,         /* no more lines are wanted: reading ends, now and from now on */
} le_event;

/* Called when Tab is typed, with the text before the cursor. It may call `le_replace` and `le_list`, nothing else here. */
typedef void (*le_completer)(void *context, const char *before, le_editor *editor);

/* An editor on two descriptors of one terminal, which stay the caller's; `remembered` is the most entries of its history.
 * NULL where there is no memory, or no more descriptors. */
le_editor *le_open(int input, int output, int remembered);

/* Gives all back. The terminal is as it was. */
void le_close(le_editor *editor);

/* Reads a line behind `prompt`. Bytes 1 in the prompt enclose what does not move the cursor. */
le_status le_read(le_editor *editor, const char *prompt, le_completer completer, void *context);

/* The line that was read, without its end; with line ends inside where it was pasted so. Valid until the next call. */
const char *le_text(const le_editor *editor, size_t *count);

/* Takes a key's bytes as if they were typed before whatever is typed next. */
void le_type(le_editor *editor, const char *bytes, size_t count);

/* Adds an entry to those that the arrow keys bring back; one like the last is not added twice. */
void le_remember(le_editor *editor, const char *entry);

/* Takes `count` characters away before the cursor, and puts `text` there. */
void le_replace(le_editor *editor, size_t count, const char *text);

/* Shows whole lines below the line that is edited, which then stands below them. */
void le_list(le_editor *editor, const char *lines);

/* Tells of something; any thread may. */
void le_tell(le_editor *editor, le_event event);

/* How many columns of the terminal a text takes; control characters, which it should not hold, take none. */
size_t le_width(const le_editor *editor, const char *text);

/* The size of a terminal; false where there is none, or it does not know. */
_Bool le_size(int descriptor, int *columns, int *rows);

#endif
