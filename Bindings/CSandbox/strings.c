/* What of the string library would do long work in one step, or hand out more values than a state should hold. */
#include <string.h>

#include "hr_internal.h"

/* string.rep(s, count, separator). Stack: arguments in, 1 out. Raises: e. */
int hr_rep(lua_State *L) {
  size_t count, between;
  const char *string = luaL_checklstring(L, 1, &count);
  lua_Integer times = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &between);
  if (times <= 0 || count + between == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (times > 1 && (count + between > HR_STRING || (lua_Unsigned)times > (HR_STRING + between) / (count + between))) {
    return luaL_error(L, "resulting string too large: a text here has at most %d bytes", HR_STRING);
  }
  size_t whole = (size_t)times * (count + between) - between, done = count + between;
  hr_text text;
  hr_text_begin(L, &text);
  char *bytes = hr_text_room(&text, whole + between);
  memcpy(bytes, string, count);
  memcpy(bytes + count, separator, between);
  /* What is there already is what comes next. */
  for (size_t more; done < whole; done += more) {
    more = whole - done < done ? whole - done : done;
    memcpy(bytes + done, bytes, more);
  }
  text.count = whole;
  hr_text_end(&text);
  return 1;
}

/* string.byte(s, first, last). Stack: arguments in, values out. Raises: e. */
int hr_byte(lua_State *L) {
  size_t count;
  const char *string = luaL_checklstring(L, 1, &count);
  lua_Integer first = hr_text_place(L, 2, 1, count), last = hr_text_place(L, 3, first, count);
  if (first < 1) first = 1;
  if (last > (lua_Integer)count) last = (lua_Integer)count;
  if (first > last) return 0;
  if (last - first >= HR_VALUES) return luaL_error(L, "string slice too long: one call gives at most %d bytes", HR_VALUES);
  int values = (int)(last - first) + 1;
  luaL_checkstack(L, values, "string slice too long");
  hr_charge(L, values / HR_VALUES_PER_STEP);
  for (int i = 0; i < values; i++) lua_pushinteger(L, (unsigned char)string[first - 1 + i]);
  return values;
}
