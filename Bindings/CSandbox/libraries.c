/* What a script finds: a new table of globals, built name by name from one list and from nothing else. */
#include <string.h>

#include "hr_internal.h"

/* How a function of Lua's own pays for work that no instruction counts. */
typedef enum payment { OURS, FREE, BY_ARGUMENTS, BY_TEXT } payment;

typedef struct row {
  const char *library;  /* "_G" for the globals themselves */
  const char *name;
  lua_CFunction ours;
  payment payment;      /* of Lua's own, where `ours` is NULL */
} row;

static const row rows[] = {
    {"_G", "assert", NULL, FREE},          {"_G", "error", hr_error, OURS},
    {"_G", "getmetatable", hr_getmetatable, OURS}, {"_G", "ipairs", hr_ipairs, OURS},
    {"_G", "load", hr_load, OURS},         {"_G", "next", hr_next, OURS},
    {"_G", "pairs", hr_pairs, OURS},       {"_G", "pcall", hr_pcall, OURS},
    {"_G", "print", hr_print, OURS},       {"_G", "rawequal", NULL, FREE},
    {"_G", "rawget", NULL, FREE},          {"_G", "rawlen", NULL, FREE},
    {"_G", "rawset", NULL, FREE},          {"_G", "select", NULL, BY_ARGUMENTS},
    {"_G", "setmetatable", hr_setmetatable, OURS}, {"_G", "tonumber", NULL, BY_TEXT},
    {"_G", "tostring", hr_tostring, OURS}, {"_G", "type", hr_type, OURS},
    {"_G", "xpcall", hr_xpcall, OURS},

    {"string", "byte", hr_byte, OURS},     {"string", "char", NULL, BY_ARGUMENTS},
    {"string", "find", hr_find, OURS},     {"string", "format", hr_format, OURS},
    {"string", "gmatch", hr_gmatch, OURS}, {"string", "gsub", hr_gsub, OURS},
    {"string", "len", NULL, FREE},         {"string", "lower", NULL, FREE},
    {"string", "match", hr_match, OURS},   {"string", "pack", NULL, BY_ARGUMENTS},
    {"string", "packsize", NULL, BY_TEXT}, {"string", "rep", hr_rep, OURS},
    {"string", "reverse", NULL, FREE},     {"string", "sub", NULL, FREE},
    {"string", "unpack", NULL, BY_TEXT},   {"string", "upper", NULL, FREE},

    {"table", "concat", hr_concat, OURS},  {"table", "insert", hr_insert, OURS},
    {"table", "move", hr_move, OURS},      {"table", "pack", NULL, BY_ARGUMENTS},
    {"table", "remove", hr_remove, OURS},  {"table", "sort", hr_sort, OURS},
    {"table", "unpack", hr_unpack, OURS},

    {"math", "abs", NULL, FREE},   {"math", "acos", NULL, FREE},  {"math", "asin", NULL, FREE},
    {"math", "atan", NULL, FREE},  {"math", "ceil", NULL, FREE},  {"math", "cos", NULL, FREE},
    {"math", "deg", NULL, FREE},   {"math", "exp", NULL, FREE},   {"math", "floor", NULL, FREE},
    {"math", "fmod", NULL, FREE},  {"math", "huge", NULL, FREE},  {"math", "log", NULL, FREE},
    {"math", "max", NULL, BY_ARGUMENTS}, {"math", "maxinteger", NULL, FREE}, {"math", "min", NULL, BY_ARGUMENTS},
    {"math", "mininteger", NULL, FREE},  {"math", "modf", NULL, FREE},  {"math", "pi", NULL, FREE},
    {"math", "rad", NULL, FREE},   {"math", "sin", NULL, FREE},   {"math", "sqrt", NULL, FREE},
    {"math", "tan", NULL, FREE},   {"math", "tointeger", NULL, FREE}, {"math", "type", NULL, FREE},
    {"math", "ult", NULL, FREE},

    {"utf8", "char", NULL, BY_ARGUMENTS},  {"utf8", "charpattern", NULL, FREE},
    {"utf8", "codepoint", hr_codepoint, OURS}, {"utf8", "codes", hr_codes, OURS},
    {"utf8", "len", NULL, BY_TEXT},        {"utf8", "offset", NULL, BY_TEXT},
};

/* The libraries, and what opens Lua's own. */
static const struct {
  const char *name;
  lua_CFunction open;
} libraries[] = {
    {"_G", luaopen_base}, {"string", luaopen_string}, {"table", luaopen_table},
    {"math", luaopen_math}, {"utf8", luaopen_utf8},
};

/* Lua's function (upvalue 1), for as many arguments as a script gives it. Stack: arguments in, results out. Raises: e. */
static int paid_by_arguments(lua_State *L) {
  int count = lua_gettop(L);
  if (count >= 2 * HR_VALUES_PER_STEP) hr_charge(L, count / HR_VALUES_PER_STEP);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Lua's function (upvalue 1), for the text that is its first argument. Stack: arguments in, results out. Raises: e. */
static int paid_by_text(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING) {
    size_t count = (size_t)lua_rawlen(L, 1);
    if (count >= HR_BYTES_PER_STEP) hr_charge(L, (int64_t)count / (HR_BYTES_PER_STEP / 8));
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Pushes what a name stands for; Lua's open library is at `theirs`. A function is never a bare address, which would
 * decide where it lies as a key of a table: it has an upvalue, and so an object of the state's own.
 * Stack: 0 in, some out, the last of which counts. Raises: m. */
static void push_row(lua_State *L, const row *from, int theirs) {
  lua_pushstring(L, from->name);
  lua_rawget(L, theirs);
  switch (from->payment) {
    case OURS:
      /* The matcher's tests compare it with Lua's own. */
      if (from->ours == hr_pairs) lua_createtable(L, HR_WALKED, 0);
      else if (!lua_isfunction(L, -1) || from->ours == hr_ipairs) lua_pushnil(L);
      lua_pushcclosure(L, from->ours, 1);
      break;
    case FREE:
      if (!lua_iscfunction(L, -1)) break;
      lua_pushnil(L);
      lua_pushcclosure(L, lua_tocfunction(L, -2), 1);
      break;
    case BY_ARGUMENTS: lua_pushcclosure(L, paid_by_arguments, 1); break;
    case BY_TEXT: lua_pushcclosure(L, paid_by_text, 1); break;
  }
}

/* Puts the functions of a library into the table on top. Stack: 1 in, 1 out. Raises: e. */
static void fill(lua_State *L, const char *library, lua_CFunction open) {
  int table = lua_gettop(L);
  lua_pushcfunction(L, open);
  lua_call(L, 0, 1);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (strcmp(rows[i].library, library) != 0) continue;
    push_row(L, &rows[i], table + 1);
    lua_setfield(L, table, rows[i].name);
    lua_settop(L, table + 1);
  }
  lua_settop(L, table);
}

/* Lua's arithmetic on a text that is a number (upvalue 1), which reads all of it. Stack: 2 in, 1 out. Raises: e. */
static int paid_arithmetic(lua_State *L) {
  for (int i = 1; i <= 2; i++) {
    size_t count = lua_type(L, i) == LUA_TSTRING ? (size_t)lua_rawlen(L, i) : 0;
    if (count >= HR_BYTES_PER_STEP) hr_charge(L, (int64_t)count / (HR_BYTES_PER_STEP / 8));
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Pushes a copy of the table at `from`. Stack: 0 in, 1 out. Raises: m. */
static void push_copy(lua_State *L, int from) {
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, from);) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -4);
  }
}

/* Gives strings a table of methods that no script can reach to alter; what the LoopGuard writes into a script is a
 * method too. Stack: 1 table in, 1 out. Raises: m. */
static void seal_strings(lua_State *L) {
  static const char *const arithmetic[] = {"__add", "__sub", "__mul", "__mod", "__pow", "__div", "__idiv", "__unm"};
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  for (size_t i = 0; i < sizeof arithmetic / sizeof *arithmetic; i++) {
    lua_getfield(L, -1, arithmetic[i]);
    lua_pushcclosure(L, paid_arithmetic, 1);
    lua_setfield(L, -2, arithmetic[i]);
  }
  lua_pushliteral(L, "__index");
  lua_pushvalue(L, -4);
  lua_pushliteral(L, HR_THREE);
  lua_pushnil(L);
  lua_pushcclosure(L, hr_three, 1);
  lua_rawset(L, -3);
  lua_rawset(L, -3);
  lua_pop(L, 2);
}

/* Stack: 0 in, 0 out; the globals are on top. Raises: m. */
static void set_coroutines(lua_State *L) {
  lua_pushliteral(L, "coroutine");
  lua_newtable(L);
  for (const luaL_Reg *each = hr_coroutines; each->name != NULL; each++) {
    lua_pushstring(L, each->name);
    lua_pushnil(L);
    lua_pushcclosure(L, each->func, 1);
    lua_rawset(L, -3);
  }
  lua_rawset(L, -3);
}

/* Makes the globals and puts them in the state's place for them. Lua words some errors by the names of functions, which it
 * seeks among the loaded libraries: these are copies, so that nothing a script does to its own is sought or told.
 * Stack: 0 in, 0 out. Raises: e. */
int hr_open_libraries(lua_State *L) {
  lua_newtable(L);
  int globals = lua_gettop(L);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  int loaded = globals + 1;
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    bool are_globals = i == 0;
    if (are_globals) lua_pushvalue(L, globals);
    else lua_newtable(L);
    fill(L, libraries[i].name, libraries[i].open);
    if (strcmp(libraries[i].name, "math") == 0) hr_open_random(L);
    push_copy(L, loaded + 1);
    if (strcmp(libraries[i].name, "string") == 0) seal_strings(L);
    lua_setfield(L, loaded, libraries[i].name);
    if (!are_globals) lua_setfield(L, globals, libraries[i].name);
    lua_settop(L, loaded);
  }
  lua_settop(L, globals);
  set_coroutines(L);
  lua_pushvalue(L, globals);
  lua_setfield(L, globals, "_G");
  lua_pushliteral(L, LUA_VERSION);
  lua_setfield(L, globals, "_VERSION");
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  return 0;
}
