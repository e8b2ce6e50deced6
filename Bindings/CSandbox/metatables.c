/* Metatables for scripts: those of strings and host values stay out of reach, and what would show the collector or
 * corrupt this Lua is refused. A metatable is the script's own table, so a metamethod that is added later counts, but
 * for the sealed ones, which Lua never finds (engine.c); a finalizer counts only for what setmetatable sees. */
#include "hr_internal.h"

/* Stack: 0 in, 0 out; the metatable is at index 2. Raises: e. */
static void refuse_sealed(lua_State *L) {
  static const struct {
    const char *field;
    const char *instead;
  } sealed[] = {
      {"__gc", "finalizers do not run here; use a <close> variable"},
      {"__mode", "tables hold what they hold here; remove what is not needed by setting it to nil"},
      {"__concat", "this version of Lua computes it wrongly; write a function, or __tostring and tostring(v)"},
  };
  for (size_t i = 0; i < sizeof sealed / sizeof *sealed; i++) {
    lua_pushstring(L, sealed[i].field);
    if (lua_rawget(L, 2) != LUA_TNIL) {
      luaL_error(L, "a metatable with '%s' is refused: %s", sealed[i].field, sealed[i].instead);
    }
    lua_pop(L, 1);
  }
}

/* setmetatable(t, metatable). Stack: arguments in, 1 out. Raises: e. */
int hr_setmetatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  if (type == LUA_TTABLE) refuse_sealed(L);
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

/* getmetatable(v): of strings and host values false. Stack: arguments in, 1 out. Raises: e. */
int hr_getmetatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_type(L, 1) != LUA_TTABLE) {
    lua_settop(L, 1);
    if (lua_getmetatable(L, 1)) lua_pushboolean(L, 0);
    else lua_pushnil(L);
    return 1;
  }
  if (!lua_getmetatable(L, 1)) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushliteral(L, "__metatable");
  if (lua_rawget(L, -2) == LUA_TNIL) lua_pop(L, 1);
  return 1;
}
