/* An editor's life, and reading one line. */
#include "le_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What libedit calls its user; it would name lines of an .editrc, which is not read. */
static const char name[] = "headroom";

static wchar_t *prompt_of(EditLine *edit) { return le_of(edit)->prompt; }

/* A stream on a descriptor of its own. */
static FILE *stream(int descriptor, const char *mode) {
  int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (own < 0) return NULL;
  FILE *file = fdopen(own, mode);
  if (!file) close(own);
  return file;
}

/* Makes room, so that long entries of the history come back whole: libedit cuts them to the room that it has. */
static void make_room(EditLine *edit) {
  enum { ROOM = 16 << 10 };
  wchar_t *spaces = malloc((ROOM + 1) * sizeof *spaces);
  if (!spaces) return;
  wmemset(spaces, L' ', ROOM);
  spaces[ROOM] = 0;
  if (el_winsertstr(edit, spaces) == 0) el_deletestr(edit, ROOM);
  free(spaces);
}

/* Whether the terminal can be written on elsewhere than at the end. */
static bool moves(EditLine *edit) {
  char *up = NULL, capability[] = "up";
  return el_get(edit, EL_GETTC, capability, &up) == 0 && up && *up;
}

/* Opens libedit's part; false where that cannot be. */
static bool open_edit(le_editor *editor, int remembered) {
  HistEventW event;
  editor->edit = el_init(name, editor->input, editor->output, editor->output);
  editor->history = history_winit();
  if (!editor->edit || !editor->history) return false;
  EditLine *edit = editor->edit;
  editor->moves = moves(edit);
  history_w(editor->history, &event, H_SETSIZE, remembered);
  history_w(editor->history, &event, H_SETUNIQUE, 1);
  el_wset(edit, EL_CLIENTDATA, editor);
  el_wset(edit, EL_SIGNAL, 0);
  el_wset(edit, EL_EDITOR, L"emacs");
  el_wset(edit, EL_PROMPT_ESC, prompt_of, L'\1');
  el_wset(edit, EL_HIST, history_w, editor->history);
  el_wset(edit, EL_GETCFN, le_next);
  /* Ctrl-C, Ctrl-Z and Ctrl-S come as keys, in their order among the others. */
  el_wset(edit, EL_SETTY, L"-d", L"-isig", L"-ixon", NULL);
  make_room(edit);
  return le_bind(editor);
}

le_editor *le_open(int input, int output, int remembered) {
  le_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->pipe[0] = editor->pipe[1] = -1;
  editor->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t before = editor->locale ? uselocale(editor->locale) : (locale_t)0;
  editor->input = stream(input, "r");
  editor->output = stream(output, "w");
  bool opened = pipe2(editor->pipe, O_CLOEXEC | O_NONBLOCK) == 0 && editor->input && editor->output
    && le_append(&editor->text, "", 0) && open_edit(editor, remembered);
  if (before) uselocale(before);
  if (opened) return editor;
  le_close(editor);
  return NULL;
}

void le_close(le_editor *editor) {
  if (editor->edit) el_end(editor->edit);
  if (editor->history) history_wend(editor->history);
  if (editor->input) fclose(editor->input);
  if (editor->output) fclose(editor->output);
  for (int i = 0; i < 2; i++) {
    if (editor->pipe[i] >= 0) close(editor->pipe[i]);
  }
  if (editor->locale) freelocale(editor->locale);
  free(editor->prompt);
  free(editor->pasted);
  free(editor->listing);
  free(editor->text.bytes);
  free(editor->typed.bytes);
  free(editor);
}

/* Keeps the line that libedit gives, without its end. */
static le_status keep(le_editor *editor, const wchar_t *line, int count) {
  if (editor->interrupted) return LE_INTERRUPTED;
  if (!line || count <= 0) return LE_END;
  size_t length = (size_t)count;
  if (line[length - 1] == L'\n') length--;
  return le_narrow(&editor->text, line, length) ? LE_LINE : LE_INTERRUPTED;
}

le_status le_read(le_editor *editor, const char *prompt, le_completer completer, void *context) {
  if (editor->closed) return LE_END;
  free(editor->prompt);
  editor->prompt = le_widened(prompt, strlen(prompt));
  if (!editor->prompt) return LE_END;
  editor->completer = completer;
  editor->context = context;
  editor->interrupted = false;
  locale_t before = editor->locale ? uselocale(editor->locale) : (locale_t)0;
  el_resize(editor->edit);
  /* Before the prompt is seen, so that whoever waits for it finds keys read as keys. */
  el_wset(editor->edit, EL_PREP_TERM, 1);
  le_mark_pastes(editor, true);
  int count = 0;
  const wchar_t *line = el_wgets(editor->edit, &count);
  le_status status = keep(editor, line, count);
  le_mark_pastes(editor, false);
  /* Enter has moved to a new line; the end has not. */
  if (status == LE_END) fputs("\n", editor->output);
  fflush(editor->output);
  if (before) uselocale(before);
  return status;
}

const char *le_text(const le_editor *editor, size_t *count) {
  *count = editor->text.count;
  return editor->text.bytes;
}

void le_type(le_editor *editor, const char *bytes, size_t count) { le_append(&editor->typed, bytes, count); }

void le_remember(le_editor *editor, const char *entry) {
  HistEventW event;
  wchar_t *wide = le_widened(entry, strlen(entry));
  if (wide) history_w(editor->history, &event, H_ENTER, wide);
  free(wide);
}

void le_replace(le_editor *editor, size_t count, const char *text) {
  wchar_t *wide = le_widened(text, strlen(text));
  if (!wide) return;
  if (count > 0) el_deletestr(editor->edit, (int)count);
  el_winsertstr(editor->edit, wide);
  free(wide);
}

void le_list(le_editor *editor, const char *lines) {
  free(editor->listing);
  editor->listing = strdup(lines);
}

void le_tell(le_editor *editor, le_event event) {
  /* The pipe is full only where thousands of events wait, which say the same. */
  while (write(editor->pipe[1], &event, 1) < 0 && errno == EINTR) continue;
}

size_t le_width(const le_editor *editor, const char *text) {
  wchar_t *wide = le_widened(text, strlen(text));
  if (!wide) return 0;
  locale_t before = editor->locale ? uselocale(editor->locale) : (locale_t)0;
  size_t columns = 0;
  for (const wchar_t *at = wide; *at; at++) {
    int width = wcwidth(*at);
    if (width > 0) columns += (size_t)width;
  }
  if (before) uselocale(before);
  free(wide);
  return columns;
}

_Bool le_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}
