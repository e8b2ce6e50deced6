/* utf8.codes and utf8.codepoint: this Lua's own codes passes over stray bytes, and its codepoint gives any number of
 * values at once. */
#include "hr_internal.h"

/* Stack: 0 in, 0 out. Raises: never. */
static bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/* Reads one character that begins at `at`, which must be before `end`; gives what follows it, or NULL where the bytes
 * are no character. Without `lax` it must be one of Unicode. Stack: 0 in, 0 out. Raises: never. */
static const char *read_character(const char *at, const char *end, bool lax, lua_Unsigned *character) {
  static const lua_Unsigned least[] = {0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
  unsigned char first = (unsigned char)*at++;
  if (first < 0x80) {
    *character = first;
    return at;
  }
  if (first >= 0xFE) return NULL;
  int more = __builtin_clz((unsigned)(unsigned char)~first) - 25;
  if (more < 1 || more > 5) return NULL;
  lua_Unsigned code = first & (0x3Fu >> more);
  for (int i = 0; i < more; i++, at++) {
    if (at >= end || !continues((unsigned char)*at)) return NULL;
    code = code << 6 | ((unsigned char)*at & 0x3F);
  }
  if (code < least[more]) return NULL;
  if (!lax && (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))) return NULL;
  *character = code;
  return at;
}

/* The character behind that at the position which the loop carries. Stack: 2 in, results out. Raises: e. */
static int step(lua_State *L, bool lax) {
  size_t count;
  const char *text = luaL_checklstring(L, 1, &count);
  lua_Unsigned at = (lua_Unsigned)lua_tointeger(L, 2);
  if (at > 0) {
    /* `at` counts from 1: the byte behind the character's first. */
    while (at < count && continues((unsigned char)text[at])) at++;
  }
  if (at >= count) return 0;
  lua_Unsigned character;
  const char *next = read_character(text + at, text + count, lax, &character);
  if (next == NULL || (next < text + count && continues((unsigned char)*next))) {
    return luaL_error(L, "invalid UTF-8 code");
  }
  lua_pushinteger(L, (lua_Integer)at + 1);
  lua_pushinteger(L, (lua_Integer)character);
  return 2;
}

/* Stack: 2 in, results out. Raises: e. */
static int step_strict(lua_State *L) { return step(L, false); }

/* Stack: 2 in, results out. Raises: e. */
static int step_lax(lua_State *L) { return step(L, true); }

/* utf8.codes(s, lax). Stack: arguments in, 3 out. Raises: e. */
int hr_codes(lua_State *L) {
  size_t count;
  bool lax = lua_toboolean(L, 2);
  const char *text = luaL_checklstring(L, 1, &count);
  luaL_argcheck(L, count == 0 || !continues((unsigned char)*text), 1, "invalid UTF-8 code");
  lua_pushnil(L);
  lua_pushcclosure(L, lax ? step_lax : step_strict, 1);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

/* utf8.codepoint(s, first, last, lax). Stack: arguments in, values out. Raises: e. */
int hr_codepoint(lua_State *L) {
  size_t count;
  const char *text = luaL_checklstring(L, 1, &count);
  lua_Integer first = hr_text_place(L, 2, 1, count), last = hr_text_place(L, 3, first, count);
  bool lax = lua_toboolean(L, 4);
  luaL_argcheck(L, first >= 1, 2, "out of bounds");
  luaL_argcheck(L, last <= (lua_Integer)count, 3, "out of bounds");
  if (first > last) return 0;
  if (last - first >= HR_VALUES) return luaL_error(L, "string slice too long: one call reads at most %d bytes", HR_VALUES);
  int values = 0;
  luaL_checkstack(L, (int)(last - first) + 1, "string slice too long");
  hr_charge(L, (last - first) / HR_VALUES_PER_STEP);
  for (const char *at = text + first - 1; at < text + last; values++) {
    lua_Unsigned character;
    at = read_character(at, text + count, lax, &character);
    if (at == NULL) return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, (lua_Integer)character);
  }
  return values;
}
