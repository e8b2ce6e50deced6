/* Words for values, without addresses: tostring, print, type, and string.format and string.rep made safe. */
#include <string.h>

#include "hr_internal.h"

/* Pushes a value's text: numbers and strings as Lua writes them, host values as the host describes them, all else by
 * its type. Stack: 0 in, 1 out. Raises: e. */
void hr_push_text(lua_State *L, int index) {
  index = lua_absindex(L, index);
  const hr_value *value = hr_to_value(L, index);
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      /* The sign of a not-a-number differs between machines. */
      if (!lua_isinteger(L, index) && lua_tonumber(L, index) != lua_tonumber(L, index)) {
        lua_pushstring(L, "nan");
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
      lua_pushstring(L, luaL_typename(L, index));
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
    if ((int64_t)length <= sandbox->limits.output) append_safely(&sandbox->output, text, length);
    if ((int64_t)length > sandbox->limits.output || (int64_t)sandbox->output.count >= sandbox->limits.output) {
      sandbox->output.count = start;
      hr_raise_limit(L, HR_OUTPUT);
    }
  }
  hr_append(&sandbox->output, "\n", 1);
  hr_charge(L, (int64_t)(sandbox->output.count - start) / HR_BYTES_PER_STEP);
  return 0;
}

/* string.format: %s without metamethods or addresses, no %p; the rest is Lua's, called in this same frame
 * (upvalue 1). Stack: arguments in, 1 out. Raises: e. */
int hr_format(lua_State *L) {
  size_t count;
  const char *format = luaL_checklstring(L, 1, &count);
  int argument = 1;
  for (size_t i = 0; i < count; i++) {
    if (format[i] != '%') continue;
    if (++i < count && format[i] == '%') continue;
    i += strspn(format + i, "-+ #0123456789.");
    argument++;
    if (i < count && format[i] == 'p') luaL_error(L, "string.format: %%p would show an address");
    if (i >= count || format[i] != 's' || argument > lua_gettop(L) || lua_type(L, argument) == LUA_TSTRING) continue;
    hr_push_text(L, argument);
    lua_replace(L, argument);
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* string.rep: Lua's (upvalue 1), but for repeating nothing, which it does in a long loop.
 * Stack: arguments in, 1 out. Raises: e. */
int hr_rep(lua_State *L) {
  size_t count, between;
  luaL_checklstring(L, 1, &count);
  luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &between);
  if (count + between == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}
