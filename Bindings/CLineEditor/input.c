/* What is typed, from bytes to characters: a pasted block comes as one key, and events of other threads as keys too. */
#include "le_internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Milliseconds for the rest of what a key sends: only a lone Escape waits for it. */
enum { REST = 50 };
/* The most bytes of one paste; what is beyond is left out. */
enum { MOST_PASTED = 4 << 20 };

static const char paste_begins[] = "\x1b[200~";
static const char paste_ends[] = "\x1b[201~";

typedef enum { NOTHING, BYTES, EVENT, GONE } arrival;

static size_t waiting(const le_editor *editor) { return editor->typed.count - editor->taken; }

static const char *ahead(const le_editor *editor) { return editor->typed.bytes + editor->taken; }

/* Takes bytes that were typed. */
static void take(le_editor *editor, size_t count) {
  editor->taken += count;
  if (waiting(editor) == 0) editor->taken = editor->typed.count = 0;
}

/* Waits for bytes, or an event, at most `milliseconds`; for ever where that is -1. */
static arrival wait_for(le_editor *editor, int milliseconds, le_event *event) {
  struct pollfd from[2] = {{editor->pipe[0], POLLIN, 0}, {fileno(editor->input), POLLIN, 0}};
  int ready = poll(from, 2, milliseconds);
  if (ready < 0) return errno == EINTR ? NOTHING : GONE;
  if (ready == 0) return NOTHING;
  if (from[0].revents) return read(editor->pipe[0], event, 1) == 1 ? EVENT : NOTHING;
  char bytes[4096];
  ssize_t count = read(fileno(editor->input), bytes, sizeof bytes);
  if (count < 0) return errno == EINTR || errno == EAGAIN ? NOTHING : GONE;
  if (count == 0 || !le_append(&editor->typed, bytes, (size_t)count)) return GONE;
  return BYTES;
}

/* Does what an event asks for; true where it is a key. */
static bool heed(le_editor *editor, le_event event, wchar_t *character) {
  switch (event) {
  case LE_INTERRUPT: *character = LE_INTERRUPT_KEY; return true;
  case LE_RESIZED: le_redraw(editor); return false;
  case LE_CONTINUED:
    /* Whoever had the terminal meanwhile may have left it in a mode of its own. */
    el_wset(editor->edit, EL_PREP_TERM, 0);
    el_wset(editor->edit, EL_PREP_TERM, 1);
    le_mark_pastes(editor, true);
    le_redraw(editor);
    return false;
  case LE_CLOSE: editor->closed = true; return false;
  }
  return false;
}

/* Whether what waits is the beginning of a marked paste; more of it is waited for where it may yet be one. */
static bool begins_paste(le_editor *editor) {
  size_t length = sizeof paste_begins - 1;
  while (waiting(editor) < length) {
    le_event event;
    if (memcmp(ahead(editor), paste_begins, waiting(editor)) != 0) return false;
    arrival came = wait_for(editor, REST, &event);
    if (came == EVENT) le_tell(editor, event);
    if (came != BYTES) return false;
  }
  return memcmp(ahead(editor), paste_begins, length) == 0;
}

/* Makes line ends of what a terminal sends for them, in place; gives the new count. */
static size_t with_line_ends(char *text, size_t count) {
  size_t made = 0;
  for (size_t at = 0; at < count; at++) {
    /* Where the terminal's driver turns each into the other, the pair stands in the other order. */
    bool pair = at + 1 < count && ((text[at] == '\r' && text[at + 1] == '\n') || (text[at] == '\n' && text[at + 1] == '\r'));
    if (pair) at++;
    text[made++] = text[at] == '\r' || pair ? '\n' : text[at];
  }
  /* The end of the last line is Enter's, which is still to be typed. */
  return made > 0 && text[made - 1] == '\n' ? made - 1 : made;
}

/* Takes a paste that has begun, to its end. Ctrl-C, which no text contains, ends one whose end was lost.
 * Gives the key that stands for it. */
static wchar_t take_paste(le_editor *editor) {
  le_bytes block = {0};
  wchar_t key = LE_PASTE_KEY;
  take(editor, sizeof paste_begins - 1);
  for (;;) {
    while (waiting(editor) == 0) {
      le_event event;
      arrival came = wait_for(editor, -1, &event);
      if (came == EVENT && event != LE_INTERRUPT) {
        wchar_t none;
        heed(editor, event, &none);
      }
      if (came == GONE || editor->closed) editor->closed = true;
      if (editor->closed || (came == EVENT && event == LE_INTERRUPT)) goto dropped;
    }
    char byte = *ahead(editor);
    take(editor, 1);
    if (byte == LE_INTERRUPT_KEY) goto dropped;
    if (block.count < MOST_PASTED + sizeof paste_ends && !le_append(&block, &byte, 1)) goto dropped;
    size_t length = sizeof paste_ends - 1;
    if (block.count >= length && memcmp(block.bytes + block.count - length, paste_ends, length) == 0) {
      block.count -= length;
      break;
    }
  }
  free(editor->pasted);
  editor->pasted = block.bytes ? le_widened(block.bytes, with_line_ends(block.bytes, block.count)) : NULL;
  free(block.bytes);
  return key;
dropped:
  free(block.bytes);
  return LE_INTERRUPT_KEY;
}

/* Takes one character of UTF-8, and waits for all of its bytes. */
static wchar_t take_character(le_editor *editor) {
  size_t length = le_length((unsigned char)*ahead(editor));
  while (waiting(editor) < length) {
    le_event event;
    arrival came = wait_for(editor, REST, &event);
    if (came == EVENT) le_tell(editor, event);
    if (came != BYTES) length = 1;
  }
  wchar_t *wide = le_widened(ahead(editor), length);
  wchar_t character = wide ? wide[0] : 0xFFFD;
  /* Bytes that are no character are taken one by one. */
  take(editor, wide && wide[0] != 0xFFFD ? length : 1);
  free(wide);
  return character;
}

int le_next(EditLine *edit, wchar_t *character) {
  le_editor *editor = le_of(edit);
  while (!editor->closed) {
    if (waiting(editor) > 0) {
      bool pastes = *ahead(editor) == paste_begins[0] && begins_paste(editor);
      *character = pastes ? take_paste(editor) : take_character(editor);
      if (*character == 0) continue;
      return editor->closed ? 0 : 1;
    }
    le_event event;
    switch (wait_for(editor, -1, &event)) {
    case NOTHING: case BYTES: break;
    case EVENT: if (heed(editor, event, character)) return 1; break;
    case GONE: editor->closed = true;
    }
  }
  *character = 0;
  return 0;
}
