/* Words for values, without addresses: tostring, print and type. */
#include <string.h>

#include "hr_internal.h"

/* Pushes the text that a script's own table has for itself; false where it has none. Stack: 0 in, 0 or 1 out. Raises: e. */
static bool push_own_text(lua_State *L, int index) {
  if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return true;
  }
  int type = luaL_getmetafield(L, index, "__name");
  if (type == LUA_TSTRING) return true;
  if (type != LUA_TNIL) lua_pop(L, 1);
  return false;
}

/* Pushes a value's text: numbers and strings as Lua writes them, host values as the host describes them, tables as their
 * metatable says, all else by its type. Stack: 0 in, 1 out. Raises: e. */
void hr_push_text(lua_State *L, int index) {
  index = lua_absindex(L, index);
  luaL_checkstack(L, 8, "text");
  const hr_value *value = hr_to_value(L, index);
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      /* The sign of a not-a-number differs between machines. */
      if (!lua_isinteger(L, index) && lua_tonumber(L, index) != lua_tonumber(L, index)) {
        lua_pushliteral(L, "nan");
        break;
      } /* fall through */
    case LUA_TSTRING:
      lua_pushvalue(L, index);
      lua_tolstring(L, -1, NULL);
      break;
    case LUA_TBOOLEAN:
      lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
      break;
    case LUA_TUSERDATA:
      hr_ask(L, HR_DESCRIBE, value->kind, 0, index, 1);
      break;
    default:
      if (lua_type(L, index) != LUA_TTABLE || !push_own_text(L, index)) lua_pushstring(L, luaL_typename(L, index));
  }
}

/* tostring(v). Stack: arguments in, 1 out. Raises: e. */
int hr_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  hr_push_text(L, 1);
  return 1;
}

/* type(v): Lua's word, or the name of a host value's kind. Stack: arguments in, 1 out. Raises: e. */
int hr_type(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushstring(L, hr_type_name(L, 1));
  return 1;
}

/* Appends text that a terminal may be shown: control characters, of one byte or two, are written as \u{…}.
 * Stack: 0 in, 0 out. Raises: never. */
static void append_safely(hr_bytes *bytes, const char *text, size_t count) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)text[i];
    bool two = byte == 0xC2 && i + 1 < count && ((unsigned char)text[i + 1] & 0xE0) == 0x80;
    if (two) byte = (unsigned char)text[++i];
    if (two || (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
      char escaped[6] = {'\\', 'u', '{', digits[byte >> 4], digits[byte & 15], '}'};
      hr_append(bytes, escaped, sizeof escaped);
    } else {
      hr_append(bytes, text + i, 1);
    }
  }
}

/* print(…): into the sandbox's output; a call that does not fit writes nothing and reaches the limit.
 * Stack: arguments in, 0 out. Raises: e. */
int hr_print(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  int count = lua_gettop(L);
  for (int i = 1; i <= count; i++) {
    hr_push_text(L, i);
    lua_replace(L, i);
  }
  size_t start = sandbox->output.count;
  for (int i = 1; i <= count; i++) {
    size_t length;
    const char *text = lua_tolstring(L, i, &length);
    if (i > 1) hr_append(&sandbox->output, "\t", 1);
    hr_charge(L, (int64_t)length / HR_BYTES_PER_STEP);
    if ((int64_t)length <= sandbox->limits.output) append_safely(&sandbox->output, text, length);
    if ((int64_t)length > sandbox->limits.output || (int64_t)sandbox->output.count >= sandbox->limits.output) {
      sandbox->output.count = start;
      hr_raise_limit(L, HR_OUTPUT);
    }
  }
  if ((int64_t)sandbox->output.count >= sandbox->limits.output) hr_raise_limit(L, HR_OUTPUT);
  hr_append(&sandbox->output, "\n", 1);
  return 0;
}
