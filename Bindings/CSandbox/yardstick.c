/* What a host call in C alone costs, for the benchmark to hold the others against. */
#include <string.h>

#include "hr_internal.h"

/* Stack: arguments in, 1 out. Raises: e. */
static int add_numbers(lua_State *L) {
  lua_pushnumber(L, luaL_checknumber(L, 1) + luaL_checknumber(L, 2));
  return 1;
}

/* Stack: 2 in, 1 out. Raises: e. */
static int index_thing(lua_State *L) {
  size_t count;
  const int64_t *thing = luaL_checkudata(L, 1, "yardstick");
  const char *name = luaL_checklstring(L, 2, &count);
  if (count != 4 || memcmp(name, "size", 4) != 0) return luaL_error(L, "no field '%s'", name);
  lua_pushinteger(L, *thing);
  return 1;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int define(lua_State *L) {
  const struct { const char *name; bool numbers; } *what = lua_touserdata(L, 1);
  lua_pushglobaltable(L);
  lua_pushstring(L, what->name);
  if (what->numbers) {
    lua_pushnil(L);
    lua_pushcclosure(L, add_numbers, 1);
  } else {
    *(int64_t *)lua_newuserdatauv(L, sizeof(int64_t), 0) = 7;
    luaL_newmetatable(L, "yardstick");
    lua_pushcfunction(L, index_thing);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
  }
  lua_rawset(L, -3);
  return 0;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_yardstick(hr_sandbox *sandbox, const char *name, bool numbers) {
  struct { const char *name; bool numbers; } what = {name, numbers};
  lua_State *L = sandbox->L;
  lua_pushcfunction(L, define);
  lua_pushlightuserdata(L, &what);
  if (lua_pcall(L, 1, 0, 0) == LUA_OK) return HR_OK;
  lua_pop(L, 1);
  return HR_RUNTIME;
}
