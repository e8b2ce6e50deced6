/* What a script finds: a new table of globals with the chosen functions and nothing else. */
#include "hr_internal.h"

/* A whole number as Lua's libraries take it, written 3 or 3.0 or "3". Stack: 0 in, 0 out. Raises: never. */
static bool is_whole(lua_State *L, int index, lua_Integer *number) {
  int whole;
  *number = lua_tointegerx(L, index, &whole);
  return whole != 0;
}

/* Work that no instruction counts: what table.insert and table.remove shift. Upvalues: 1 Lua's function, 2 how many
 * arguments it has when it shifts. Stack: arguments in, results out. Raises: e. */
static int charged_by_shift(lua_State *L) {
  lua_Integer from;
  if (lua_istable(L, 1) && lua_gettop(L) == lua_tointeger(L, lua_upvalueindex(2)) && is_whole(L, 2, &from)) {
    lua_Integer shifted = (lua_Integer)((lua_Unsigned)lua_rawlen(L, 1) - (lua_Unsigned)from);
    if (shifted > 0) hr_charge(L, shifted / 4);
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Work that no instruction counts: as many values as come out. Upvalue 1: Lua's function.
 * Stack: arguments in, results out. Raises: e. */
static int charged_by_results(lua_State *L) {
  int count = lua_tocfunction(L, lua_upvalueindex(1))(L);
  hr_charge(L, count / 4);
  return count;
}

/* table.concat and table.move take a range: refuses one that is longer than any table can be here.
 * Upvalues: 1 Lua's function, 2 and 3 where the first and last index stand. Stack: arguments in, results out.
 * Raises: e. */
static int charged_by_range(lua_State *L) {
  int first = (int)lua_tointeger(L, lua_upvalueindex(2)), last = (int)lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer to;
  if (is_whole(L, last, &to)) {
    lua_Integer from = luaL_optinteger(L, first, 1);
    if (to >= from && (lua_Unsigned)to - (lua_Unsigned)from >= 10000000u) luaL_error(L, "the range is too long");
    if (to >= from) hr_charge(L, (to - from) / 4);
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* What the open standard library on top offers under a name goes, wrapped if so asked, into the table below it.
 * Stack: 0 in, 0 out. Raises: m. */
static void copy_function(lua_State *L, const char *name, lua_CFunction wrapper) {
  lua_pushstring(L, name);
  lua_pushstring(L, name);
  lua_rawget(L, -3);
  if (wrapper != NULL) lua_pushcclosure(L, wrapper, 1);
  lua_rawset(L, -4);
}

/* Pushes a table with the named functions of a standard library, which stays out of reach otherwise.
 * Stack: 0 in, 1 out. Raises: e. */
static void push_library(lua_State *L, lua_CFunction open, const char *const names[]) {
  lua_newtable(L);
  lua_pushcfunction(L, open);
  lua_call(L, 0, 1);
  for (; *names != NULL; names++) copy_function(L, *names, NULL);
}

/* Stack: 0 in, 0 out; the table is on top. Raises: m. */
static void set_function(lua_State *L, const char *name, lua_CFunction function) {
  lua_pushstring(L, name);
  lua_pushcfunction(L, function);
  lua_rawset(L, -3);
}

/* Wraps a function of the table on top; the numbers become upvalues 2 and 3. Stack: 0 in, 0 out. Raises: m. */
static void wrap(lua_State *L, const char *name, lua_CFunction wrapper, int first, int second) {
  lua_pushstring(L, name);
  lua_pushstring(L, name);
  lua_rawget(L, -3);
  lua_pushinteger(L, first);
  lua_pushinteger(L, second);
  lua_pushcclosure(L, wrapper, 3);
  lua_rawset(L, -3);
}

/* Puts a copy of the table on top where strings find their methods, so that no script can alter them.
 * Stack: 0 in, 0 out. Raises: m. */
static void seal_strings(lua_State *L) {
  int library = lua_gettop(L);
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushliteral(L, "__index");
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, library);) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -4);
  }
  lua_rawset(L, -3);
  lua_settop(L, library);
}

/* Stack: 0 in, 0 out; the globals are on top. Raises: e. */
static void set_string(lua_State *L) {
  static const char *const names[] = {"char", "len", "lower", "reverse", "sub", "upper", NULL};
  lua_pushliteral(L, "string");
  push_library(L, luaopen_string, names);
  copy_function(L, "byte", charged_by_results);
  copy_function(L, "find", hr_match);
  copy_function(L, "format", hr_format);
  copy_function(L, "gmatch", hr_match);
  copy_function(L, "gsub", hr_match);
  copy_function(L, "match", hr_match);
  copy_function(L, "rep", hr_rep);
  lua_pop(L, 1);
  seal_strings(L);
  lua_rawset(L, -3);
}

/* Stack: 0 in, 0 out; the globals are on top. Raises: e. */
static void set_table(lua_State *L) {
  static const char *const names[] = {"concat", "insert", "move", "pack", "remove", NULL};
  lua_pushliteral(L, "table");
  push_library(L, luaopen_table, names);
  copy_function(L, "unpack", charged_by_results);
  lua_pop(L, 1);
  wrap(L, "concat", charged_by_range, 3, 4);
  wrap(L, "move", charged_by_range, 2, 3);
  wrap(L, "insert", charged_by_shift, 3, 0);
  wrap(L, "remove", charged_by_shift, 2, 0);
  set_function(L, "sort", hr_sort);
  lua_rawset(L, -3);
}

/* Stack: 0 in, 0 out; the globals are on top. Raises: e. */
static void set_math(lua_State *L) {
  static const char *const names[] = {
      "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max", "maxinteger",
      "min", "mininteger", "modf", "pi", "rad", "sin", "sqrt", "tan", "tointeger", "type", "ult", NULL};
  lua_pushliteral(L, "math");
  push_library(L, luaopen_math, names);
  lua_pop(L, 1);
  lua_rawset(L, -3);
}

/* Stack: 0 in, 0 out; the globals are on top. Raises: e. */
static void set_utf8(lua_State *L) {
  static const char *const names[] = {"char", "charpattern", "codes", "len", "offset", NULL};
  lua_pushliteral(L, "utf8");
  push_library(L, luaopen_utf8, names);
  copy_function(L, "codepoint", charged_by_results);
  lua_pop(L, 1);
  lua_rawset(L, -3);
}

/* Makes the globals and puts them in the state's place for them. Stack: 0 in, 0 out. Raises: e. */
int hr_open_libraries(lua_State *L) {
  static const char *const names[] = {"assert",   "error",  "ipairs", "rawequal", "rawget",
                                      "rawlen",   "rawset", "select", "tonumber", NULL};
  push_library(L, luaopen_base, names);
  lua_pop(L, 1);
  set_function(L, "next", hr_next);
  set_function(L, "pairs", hr_pairs);
  set_function(L, "pcall", hr_pcall);
  set_function(L, "print", hr_print);
  set_function(L, "tostring", hr_tostring);
  set_function(L, "type", hr_type);
  set_function(L, "xpcall", hr_xpcall);
  set_string(L);
  set_table(L);
  set_math(L);
  set_utf8(L);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  return 0;
}
