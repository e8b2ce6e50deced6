/* What a chunk gives, as a person is shown it: any value crosses, and a table is cut where it is large, deep or in itself.
 *
 * In the bytes stand two tags more than in values that are passed on:
 *   9 a value that only its text stands for: u32 count, bytes · 10 table: u32 pairs, u32 pairs left off, then the pairs
 * A function has no reference, so that showing it keeps nothing. */
#include <string.h>

#include "hr_entry.h"

enum {
  RESULTS = 20,      /* results that are shown, */
  PAIRS = 1000,      /* pairs of a table that is a result, */
  INNER_PAIRS = 20,  /* and of one inside it */
  DEEP = 5,          /* tables inside tables */
  VALUES = 5000,     /* values in all */
  TEXT = 4096,       /* bytes of a text inside a table */
};

/* A string, with dots in place of what is too long of it. Stack: 0 in, 0 out. Raises: never. */
static void show_string(lua_State *L, hr_bytes *bytes, int index, int depth) {
  static const char dots[] = "\xE2\x80\xA6";
  size_t count, most = depth == 0 ? HR_STRING : TEXT;
  const char *text = lua_tolstring(L, index, &count);
  if (count <= most) {
    hr_append_text(bytes, HR_TAG_STRING, text, count);
    return;
  }
  /* No character of several bytes is cut. */
  while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80) most--;
  static const uint8_t tag = HR_TAG_STRING;
  hr_append(bytes, &tag, 1);
  hr_append_u32(bytes, (uint32_t)(most + sizeof dots - 1));
  hr_append(bytes, text, most);
  hr_append(bytes, dots, sizeof dots - 1);
}

/* Stack: 0 in, 0 out. Raises: never. */
static void show_function(lua_State *L, hr_bytes *bytes, int index) {
  static const int64_t none = 0;
  static const uint8_t tag = HR_TAG_FUNCTION;
  lua_Debug about;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &about);
  hr_append(bytes, &tag, 1);
  hr_append(bytes, &none, sizeof none);
  hr_append_u32(bytes, about.linedefined > 0 ? (uint32_t)about.linedefined : 0);
}

static void show(lua_State *L, hr_bytes *bytes, int index, int depth, int *left);

/* Whether a table has a text of its own, or is cut to one. Stack: 0 in, 0 out. Raises: e (its own text). */
static bool show_as_text(lua_State *L, hr_bytes *bytes, int index, int depth) {
  if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
    size_t count;
    lua_pop(L, 1);
    hr_push_text(L, index);
    const char *text = lua_tolstring(L, -1, &count);
    hr_append_text(bytes, HR_TAG_TEXT, text, count < TEXT ? count : TEXT);
    lua_pop(L, 1);
    return true;
  }
  static const char cut[] = "{\xE2\x80\xA6}", unordered[] = "a table whose keys have no order";
  if (!hr_has_order(L, index)) hr_append_text(bytes, HR_TAG_TEXT, unordered, sizeof unordered - 1);
  else if (depth >= DEEP) hr_append_text(bytes, HR_TAG_TEXT, cut, sizeof cut - 1);
  else return false;
  return true;
}

/* Stack: 0 in, 0 out. Raises: e (limits, the text that a table has for itself). */
static void show_table(lua_State *L, hr_bytes *bytes, int index, int depth, int *left) {
  static const uint8_t tag = HR_TAG_PART;
  luaL_checkstack(L, 8, "value nested too deeply");
  if (show_as_text(L, bytes, index, depth)) return;
  uint32_t count = hr_push_keys(L, index, 0), most = depth == 0 ? PAIRS : INNER_PAIRS;
  int keys = lua_gettop(L);
  if (most > count) most = count;
  if (*left < 2 * (int)most) most = *left > 0 ? (uint32_t)*left / 2 : 0;
  hr_append(bytes, &tag, 1);
  hr_append_u32(bytes, most);
  hr_append_u32(bytes, count - most);
  for (uint32_t i = 1; i <= most; i++) {
    lua_rawgeti(L, keys, (lua_Integer)i);
    show(L, bytes, -1, depth + 1, left);
    lua_rawget(L, index);
    show(L, bytes, -1, depth + 1, left);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* Appends the value at `index`. Stack: 0 in, 0 out. Raises: e (limits, the text that a table has for itself). */
static void show(lua_State *L, hr_bytes *bytes, int index, int depth, int *left) {
  index = lua_absindex(L, index);
  *left -= 1;
  hr_charge(L, 1);
  switch (lua_type(L, index)) {
    case LUA_TSTRING:
      show_string(L, bytes, index, depth);
      break;
    case LUA_TTABLE:
      show_table(L, bytes, index, depth, left);
      break;
    case LUA_TFUNCTION:
      show_function(L, bytes, index);
      break;
    case LUA_TTHREAD:
      hr_append_text(bytes, HR_TAG_TEXT, "a coroutine", strlen("a coroutine"));
      break;
    default:
      hr_encode(L, bytes, index, depth);
  }
}

/* Keeps the first result under its global name, past the watch over missing ones. Stack: 0 in, 0 out. Raises: m. */
static void keep_first(lua_State *L, const char *name, int first) {
  if (lua_isnil(L, first)) return;
  lua_pushglobaltable(L);
  lua_pushstring(L, name);
  lua_pushvalue(L, first);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

/* Stack: 1 in, 0 out. Raises: e. */
static int evaluate_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_load_chunk(L, task);
  int first = lua_gettop(L), left = VALUES;
  lua_call(L, 0, LUA_MULTRET);
  int count = lua_gettop(L) - first + 1;
  luaL_checkstack(L, 8, "too many results");
  if (count > 0) keep_first(L, task->kept_as, first);
  task->results->count = 0;
  for (int i = 0; i < count && i < RESULTS; i++) show(L, task->results, first + i, 0, &left);
  if (count > RESULTS) hr_append_text(task->results, HR_TAG_TEXT, "\xE2\x80\xA6", 3);
  return 0;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_evaluate(hr_sandbox *sandbox, const char *source, size_t count, const char *name, const char *kept_as,
                      hr_span *results) {
  hr_bytes *bytes = &sandbox->levels[sandbox->nesting].results;
  hr_task task = {
      .body = evaluate_body, .text = source, .count = count, .name = name, .kept_as = kept_as, .results = bytes};
  hr_status status = hr_enter(sandbox, &task, true);
  *results = (hr_span){bytes->data, status == HR_OK ? bytes->count : 0};
  return status;
}
