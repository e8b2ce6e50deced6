/* Calls that a limit passes through, chunks that a script loads, and ipairs. */
#include <string.h>

#include "hr_internal.h"

/* What pcall and xpcall do with a failure: a limit goes on up. Stack: 0 in, 0 out. Raises: e (limits). */
static void pass_limits_on(lua_State *L, int status) {
  if (status == LUA_ERRMEM) hr_raise_limit(L, HR_MEMORY);
  hr_check(L);
}

/* How a protected call ends, also where it was left by a yield in between; `kept` values below are not results.
 * Stack: results in, results out. Raises: e (limits). */
static int finish(lua_State *L, int status, lua_KContext kept) {
  if (status == LUA_OK || status == LUA_YIELD) {
    if (hr_of(L)->limit != HR_OK) hr_check(L);
    return lua_gettop(L) - (int)kept;
  }
  pass_limits_on(L, status);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

/* pcall(f, …). Stack: arguments in, results out. Raises: e (bad argument, limits). */
int hr_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish);
  return finish(L, status, 0);
}

/* The message handler of xpcall: the script's own, unless a limit was reached.
 * Stack: 1 in, 1 out. Raises: e. */
static int script_handler(lua_State *L) {
  if (hr_of(L)->limit != HR_OK) return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

/* xpcall(f, handler, …). Stack: arguments in, results out. Raises: e (bad argument, limits). */
int hr_xpcall(lua_State *L) {
  int count = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, script_handler, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, finish);
  return finish(L, status, 2);
}

/* The text that a reader gives in pieces, until an empty one or none. Stack: 1 in, 1 out. Raises: e. */
static int read_pieces(lua_State *L) {
  size_t total = 0;
  lua_newtable(L);
  for (lua_Integer piece = 1;; piece++) {
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    size_t count = 0;
    if (lua_isnil(L, -1)) break;
    if (!lua_isstring(L, -1)) luaL_error(L, "reader function must return a string");
    lua_tolstring(L, -1, &count);
    if (count == 0) break;
    total += count;
    if (total > HR_SOURCE) luaL_error(L, "a text of more than %d bytes is not loaded", HR_SOURCE);
    lua_rawseti(L, 2, piece);
  }
  lua_settop(L, 2);
  lua_pushcfunction(L, hr_concat);
  lua_insert(L, -2);
  lua_call(L, 1, 1);
  return 1;
}

/* Pushes how a loaded chunk is called: never as a file, so that no script can pass for another.
 * Stack: 0 in, 1 out. Raises: m. */
static const char *push_chunk_name(lua_State *L, const char *name) {
  char clean[80];
  size_t count = 0;
  if (*name == '@' || *name == '=') name++;
  for (; *name != 0 && count < sizeof clean - 1; name++) clean[count++] = *name == 0x1b || *name == 0x7f ? '?' : *name;
  lua_pushlstring(L, clean, count);
  return lua_tostring(L, -1);
}

/* Asks the host whether a text may run: it answers with an error, with another text, or with nothing.
 * Stack: 0 in, 0 out; the text is at index 1. Raises: e. */
static void ask_for_source(lua_State *L) {
  if (hr_of(L)->host.answer == NULL) return;
  hr_ask(L, HR_SOURCE_TEXT, 0, 0, 1, 1);
  if (lua_type(L, -1) == LUA_TSTRING) lua_replace(L, 1);
  else lua_pop(L, 1);
}

/* The protected part of load: a refusal of the host is a result, as Lua's own is.
 * Stack: arguments in, 1 out. Raises: e. */
static int load_text(lua_State *L) {
  size_t count;
  lua_tolstring(L, 1, &count);
  if (count > HR_SOURCE) luaL_error(L, "a text of more than %d bytes is not loaded", HR_SOURCE);
  ask_for_source(L);
  const char *text = lua_tolstring(L, 1, &count);
  hr_charge(L, (int64_t)count / 2);
  const char *name = lua_tostring(L, 2);
  int status = luaL_loadbufferx(L, text, count, name, "t");
  if (status == LUA_ERRMEM) return hr_raise_limit(L, HR_MEMORY);
  return status == LUA_OK ? 1 : lua_error(L);
}

/* Calls a C function that may fail with `count` arguments; a failure that is no limit becomes load's two results.
 * Stack: function and arguments in, 1 or 2 out. Raises: e (limits). */
static bool attempt(lua_State *L, int count) {
  int status = lua_pcall(L, count, 1, 0);
  if (status == LUA_OK) return true;
  pass_limits_on(L, status);
  luaL_pushfail(L);
  lua_insert(L, -2);
  return false;
}

/* load(text or function, name, mode, environment): text alone. Stack: arguments in, results out. Raises: e. */
int hr_load(lua_State *L) {
  bool has_environment = !lua_isnone(L, 4), is_text = lua_isstring(L, 1);
  const char *mode = luaL_optstring(L, 3, "bt");
  if (!is_text) luaL_checktype(L, 1, LUA_TFUNCTION);
  const char *name = luaL_optstring(L, 2, is_text ? lua_tostring(L, 1) : "=(load)");
  if (strchr(mode, 't') == NULL) {
    luaL_pushfail(L);
    lua_pushfstring(L, "attempt to load a text chunk (mode is '%s')", mode);
    return 2;
  }
  lua_settop(L, 4);
  push_chunk_name(L, name);
  if (!is_text) {
    lua_pushcfunction(L, read_pieces);
    lua_pushvalue(L, 1);
    if (!attempt(L, 1)) return 2;
    lua_replace(L, 1);
  }
  lua_pushcfunction(L, load_text);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 5);
  if (!attempt(L, 2)) return 2;
  if (has_environment) {
    lua_pushvalue(L, 4);
    if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  }
  return 1;
}

/* error(value, level): Lua looks for the level frame by frame, which is paid for. Upvalue 1: Lua's own.
 * Stack: arguments in, none out. Raises: e. */
int hr_error(lua_State *L) {
  lua_Integer level = lua_isinteger(L, 2) ? lua_tointeger(L, 2) : 1;
  if (level > HR_TRACE) hr_charge(L, level < LUAI_MAXSTACK ? level / 8 : LUAI_MAXSTACK / 8);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Stack: 2 in, 2 or 1 out. Raises: e. */
static int step_array(lua_State *L) {
  lua_Integer index = (lua_Integer)((lua_Unsigned)luaL_checkinteger(L, 2) + 1);
  lua_pushinteger(L, index);
  return lua_geti(L, 1, index) == LUA_TNIL ? 1 : 2;
}

/* ipairs(t); upvalue 1: its step, which has an address of the state's own. Stack: arguments in, 3 out. Raises: e. */
int hr_ipairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_isnil(L, lua_upvalueindex(1))) {
    lua_pushnil(L);
    lua_pushcclosure(L, step_array, 1);
    lua_replace(L, lua_upvalueindex(1));
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

/* What a generic `for` is given where its body is left by `break` past a captured variable: 5.4.4 then fails to close a
 * fourth value, and later closes whatever lies in its place. Stack: arguments in, 3 out. Raises: e. */
int hr_three(lua_State *L) {
  if (!lua_isnoneornil(L, 4)) {
    luaL_error(L, "this 'for' has a fourth value, to be closed, and a 'break' past a captured local: this Lua cannot "
                  "close it; leave the loop by 'goto'");
  }
  lua_settop(L, 3);
  return 3;
}
