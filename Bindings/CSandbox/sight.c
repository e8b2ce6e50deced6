/* What stands in a state, only looked at: nothing of a script runs, no metamethod is asked, and Lua is given nothing to
 * keep, so that the state is the same afterwards, to the byte.
 *
 * A table comes in the bytes of shown.c, its pairs in no order; of what is in it only the types are told. */
#include <string.h>

#include "hr_entry.h"

enum {
  KEYS = 1000,       /* keys that are told of one table */
  SCANNED = 100000,  /* pairs of one table that are looked at */
  KEY = 200,         /* bytes of a key; a longer one is not told */
};

/* Whether the key at the stack's top but one is the one asked for. Stack: 0 in, 0 out. Raises: never. */
static bool is_key(lua_State *L, const hr_step *step) {
  if (step->name == NULL) return lua_isinteger(L, -2) && lua_tointeger(L, -2) == step->number;
  if (lua_type(L, -2) != LUA_TSTRING) return false;
  size_t count;
  const char *name = lua_tolstring(L, -2, &count);
  return count == step->count && memcmp(name, step->name, count) == 0;
}

/* Puts in the place of the table on top what it holds under a key; false where it holds nothing there, and then it stays.
 * A key is searched, as making it for Lua to find would be memory of Lua's. Stack: 1 in, 1 out. Raises: never. */
static bool step_into(lua_State *L, const hr_step *step) {
  int scanned = 0;
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    if (is_key(L, step)) {
      lua_replace(L, -3);
      lua_pop(L, 1);
      return true;
    }
    if (++scanned == SCANNED) {
      lua_pop(L, 2);
      return false;
    }
    lua_pop(L, 1);
  }
  return false;
}

/* The value on top by its type, a host value by its numbers. Stack: 0 in, 0 out. Raises: never. */
static void append_type(lua_State *L, hr_bytes *bytes) {
  const hr_value *value = hr_to_value(L, -1);
  if (value == NULL) {
    const char *type = luaL_typename(L, -1);
    hr_append_text(bytes, HR_TAG_TEXT, type, strlen(type));
    return;
  }
  static const uint8_t tag = HR_TAG_VALUE;
  hr_append(bytes, &tag, 1);
  hr_append_u32(bytes, value->kind);
  hr_append(bytes, &value->a, sizeof value->a);
  hr_append(bytes, &value->b, sizeof value->b);
}

/* The key at the stack's top but one; false where it is none that is told. Stack: 0 in, 0 out. Raises: never. */
static bool append_key(lua_State *L, hr_bytes *bytes) {
  if (lua_isinteger(L, -2)) {
    static const uint8_t tag = HR_TAG_INTEGER;
    lua_Integer number = lua_tointeger(L, -2);
    hr_append(bytes, &tag, 1);
    hr_append(bytes, &number, sizeof number);
    return true;
  }
  if (lua_type(L, -2) != LUA_TSTRING || lua_rawlen(L, -2) > KEY) return false;
  size_t count;
  const char *name = lua_tolstring(L, -2, &count);
  hr_append_text(bytes, HR_TAG_STRING, name, count);
  return true;
}

/* The keys of the table on top. Stack: 0 in, 0 out. Raises: never. */
static void append_keys(lua_State *L, hr_bytes *bytes) {
  static const uint8_t tag = HR_TAG_PART;
  uint32_t told = 0;
  hr_append(bytes, &tag, 1);
  size_t place = bytes->count;
  hr_append_u32(bytes, 0);
  hr_append_u32(bytes, 0);
  int scanned = 0;
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    if (append_key(L, bytes)) {
      append_type(L, bytes);
      told++;
    }
    lua_pop(L, 1);
    if (told < KEYS && ++scanned < SCANNED) continue;
    lua_pop(L, 1);
    break;
  }
  memcpy(bytes->data + place, &told, sizeof told);
}

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_look(hr_sandbox *sandbox, const hr_step *steps, size_t count, size_t *taken, hr_span *seen) {
  if (sandbox->entries > 0 || sandbox->dead) return false;
  lua_State *L = sandbox->L;
  hr_bytes *bytes = &sandbox->levels[0].results;
  bytes->count = 0;
  *taken = 0;
  lua_pushglobaltable(L);
  while (*taken < count && lua_istable(L, -1) && step_into(L, &steps[*taken])) ++*taken;
  if (lua_istable(L, -1)) append_keys(L, bytes);
  else append_type(L, bytes);
  lua_pop(L, 1);
  *seen = (hr_span){bytes->data, bytes->count};
  return true;
}
