/* What keys do beyond what libedit does by itself, and drawing around it. */
#include "le_internal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

le_editor *le_of(EditLine *edit) {
  void *editor = NULL;
  el_wget(edit, EL_CLIENTDATA, &editor);
  return editor;
}

void le_mark_pastes(le_editor *editor, bool marks) {
  if (!editor->moves) return;
  fputs(marks ? "\x1b[?2004h" : "\x1b[?2004l", editor->output);
  fflush(editor->output);
}

/* The rows between that of the first character of the prompt and that of the cursor, in `columns`. */
static int rows_above(le_editor *editor, int columns) {
  const LineInfoW *line = el_wline(editor->edit);
  int row = 0, column = 0;
  bool hidden = false;
  const wchar_t *parts[] = {editor->prompt, line->buffer};
  for (int part = 0; part < 2; part++) {
    for (const wchar_t *at = parts[part]; part == 0 ? *at != 0 : at < line->cursor; at++) {
      if (part == 0 && *at == 1) hidden = !hidden;
      if (hidden || (part == 0 && *at == 1)) continue;
      int width = *at == L'\t' ? 8 - column % 8 : wcwidth(*at);
      /* A control character is shown as ^X. */
      if (width < 0) width = 2;
      if (*at == L'\n' || column + width > columns) {
        row++;
        column = 0;
      }
      if (*at != L'\n') column += width;
    }
  }
  return column >= columns ? row + 1 : row;
}

void le_redraw(le_editor *editor) {
  int columns, rows;
  if (editor->moves && le_size(fileno(editor->input), &columns, &rows)) {
    int up = rows_above(editor, columns);
    if (up >= rows) up = rows - 1;
    if (up > 0) fprintf(editor->output, "\x1b[%dA", up);
    fputs("\r\x1b[J", editor->output);
  } else {
    fputs("\n", editor->output);
  }
  el_resize(editor->edit);
  el_wset(editor->edit, EL_REFRESH);
}

/* Where the cursor stands, in characters. */
static int cursor(EditLine *edit) {
  const LineInfoW *line = el_wline(edit);
  return (int)(line->cursor - line->buffer);
}

/* Puts the cursor behind the last character; gives how far it moved. */
static int move_to_end(EditLine *edit) {
  const LineInfoW *line = el_wline(edit);
  int count = (int)(line->lastchar - line->cursor);
  if (count > 0) el_cursor(edit, count);
  return count;
}

static unsigned char on_tab(EditLine *edit, int key) {
  (void)key;
  le_editor *editor = le_of(edit);
  const LineInfoW *line = el_wline(edit);
  le_bytes before = {0};
  if (editor->completer && le_narrow(&before, line->buffer, (size_t)(line->cursor - line->buffer))) {
    /* The program's own characters are those of its locale. */
    locale_t ours = uselocale(LC_GLOBAL_LOCALE);
    editor->completer(editor->context, before.bytes, editor);
    uselocale(ours);
  }
  free(before.bytes);
  if (editor->listing) {
    /* The list goes below the last row, so the cursor goes there first, and libedit has to draw that. */
    editor->cursor = cursor(edit);
    move_to_end(edit);
    wchar_t next[] = {LE_LIST_KEY, 0};
    el_wpush(edit, next);
  }
  return CC_REFRESH;
}

static unsigned char on_list(EditLine *edit, int key) {
  (void)key;
  le_editor *editor = le_of(edit);
  if (!editor->listing) return CC_NORM;
  fprintf(editor->output, "\n%s", editor->listing);
  free(editor->listing);
  editor->listing = NULL;
  el_cursor(edit, editor->cursor - cursor(edit));
  el_wset(edit, EL_REFRESH);
  return CC_NORM;
}

static unsigned char on_paste(EditLine *edit, int key) {
  (void)key;
  le_editor *editor = le_of(edit);
  if (!editor->pasted) return CC_NORM;
  int status = el_winsertstr(edit, editor->pasted);
  free(editor->pasted);
  editor->pasted = NULL;
  return status == 0 ? CC_REFRESH : CC_ERROR;
}

static unsigned char on_interrupt(EditLine *edit, int key) {
  (void)key;
  le_of(edit)->interrupted = true;
  move_to_end(edit);
  el_winsertstr(edit, L"^C");
  el_wpush(edit, L"\n");
  return CC_REFRESH;
}

static unsigned char on_end(EditLine *edit, int key) {
  (void)key;
  const LineInfoW *line = el_wline(edit);
  if (line->lastchar == line->buffer) return CC_EOF;
  if (line->cursor == line->lastchar) return CC_NORM;
  el_cursor(edit, 1);
  el_deletestr(edit, 1);
  return CC_REFRESH;
}

static unsigned char on_suspend(EditLine *edit, int key) {
  (void)key;
  le_editor *editor = le_of(edit);
  le_mark_pastes(editor, false);
  el_wset(edit, EL_PREP_TERM, 0);
  /* The whole group stops, as the terminal's driver would do it; the line is drawn again when it goes on. */
  kill(0, SIGTSTP);
  el_wset(edit, EL_PREP_TERM, 1);
  le_mark_pastes(editor, true);
  le_redraw(editor);
  return CC_NORM;
}

/* Not all terminals' descriptions name these keys. */
static const wchar_t *const bindings[][2] = {
  {L"^R", L"em-inc-search-prev"},        {L"^S", L"em-inc-search-next"},     {L"\\e[3~", L"ed-delete-next-char"},
  {L"\\e[H", L"ed-move-to-beg"},         {L"\\e[F", L"ed-move-to-end"},      {L"\\e[1~", L"ed-move-to-beg"},
  {L"\\e[4~", L"ed-move-to-end"},        {L"\\eOH", L"ed-move-to-beg"},      {L"\\eOF", L"ed-move-to-end"},
  {L"\\e[1;5C", L"em-next-word"},        {L"\\e[1;5D", L"ed-prev-word"},     {L"\\e[5~", L"ed-search-prev-history"},
  {L"\\e[6~", L"ed-search-next-history"},
};

static const struct {
  const wchar_t *key, *name, *help;
  unsigned char (*function)(EditLine *, int);
} functions[] = {
  {L"^I", L"le-complete", L"Completes what is before the cursor", on_tab},
  {L"^C", L"le-interrupt", L"Drops the line", on_interrupt},
  {L"^D", L"le-end", L"Ends the input, or deletes a character", on_end},
  {L"^Z", L"le-suspend", L"Stops the program", on_suspend},
  {L"^^", L"le-list", L"Shows what was to be listed", on_list},
  {L"^_", L"le-paste", L"Puts in what was pasted", on_paste},
};

bool le_bind(le_editor *editor) {
  EditLine *edit = editor->edit;
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    if (el_wset(edit, EL_ADDFN, functions[i].name, functions[i].help, functions[i].function) != 0) return false;
    if (el_wset(edit, EL_BIND, functions[i].key, functions[i].name, NULL) != 0) return false;
  }
  for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
    if (el_wset(edit, EL_BIND, bindings[i][0], bindings[i][1], NULL) != 0) return false;
  }
  return true;
}
