/* A text that grows while it is made. Its bytes lie in userdata that the collector frees, so that nothing is left behind
 * where an error or a coroutine that never goes on ends the making. */
#include <string.h>

#include "hr_internal.h"

/* Stack: 0 in, 1 out: the place of the bytes, which must stay. Raises: never. */
void hr_text_begin(lua_State *L, hr_text *text) {
  text->L = L;
  text->bytes = text->few;
  text->count = 0;
  text->capacity = sizeof text->few;
  lua_pushnil(L);
  text->place = lua_gettop(L);
}

/* Makes room for `count` bytes more. Stack: 0 in, 0 out. Raises: e (too long, memory). */
char *hr_text_room(hr_text *text, size_t count) {
  if (text->capacity - text->count >= count) return text->bytes + text->count;
  if (count > HR_STRING || text->count + count > HR_STRING) {
    luaL_error(text->L, "resulting string too large: a text here has at most %d bytes", HR_STRING);
  }
  size_t capacity = text->capacity * 2;
  while (capacity - text->count < count) capacity *= 2;
  char *bytes = lua_newuserdatauv(text->L, capacity, 0);
  memcpy(bytes, text->bytes, text->count);
  lua_replace(text->L, text->place);
  text->bytes = bytes;
  text->capacity = capacity;
  return bytes + text->count;
}

/* Adds bytes. Stack: 0 in, 0 out. Raises: e (too long, memory). */
void hr_text_add(hr_text *text, const char *bytes, size_t count) {
  if (count == 0) return;
  memcpy(hr_text_room(text, count), bytes, count);
  text->count += count;
}

/* Adds the string or number on top. Stack: 1 in, 0 out. Raises: e (too long, memory). */
void hr_text_add_value(hr_text *text) {
  size_t count;
  const char *bytes = lua_tolstring(text->L, -1, &count);
  hr_text_add(text, bytes, count);
  lua_pop(text->L, 1);
}

/* Pushes the text. Stack: 0 in, 1 out. Raises: m. */
void hr_text_end(hr_text *text) { lua_pushlstring(text->L, text->bytes, text->count); }

/* A place in a text of `count` bytes that an argument names, from the end where it is below 0.
 * Stack: 0 in, 0 out. Raises: e. */
lua_Integer hr_text_place(lua_State *L, int argument, lua_Integer otherwise, size_t count) {
  lua_Integer at = luaL_optinteger(L, argument, otherwise);
  if (at >= 0) return at;
  return at < -(lua_Integer)count ? 0 : (lua_Integer)count + at + 1;
}
