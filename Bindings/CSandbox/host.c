/* Trampolines: how Lua asks the host, and how the host's errors become Lua's once its frames are gone. */
#include "hr_internal.h"

/* After the host: what it used on Lua's behalf is measured, and limits reached meanwhile are raised.
 * Stack: 0 in, 0 out. Raises: e (limits). */
static void settle(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  hr_check(L);
  if (sandbox->used + sandbox->foreign <= sandbox->limits.memory) return;
  lua_gc(L, LUA_GCCOLLECT);
  if (sandbox->used + sandbox->foreign <= sandbox->limits.memory) return;
  hr_capture(sandbox);
  hr_raise_limit(L, HR_MEMORY);
}

/* Asks the host with `count` arguments from stack index `first` on, and pushes the answer.
 * Stack: 0 in, 1 out. Raises: e (the host's error, what cannot cross, limits). */
void hr_ask(lua_State *L, hr_operation operation, uint32_t kind, uint32_t slot, int first, int count) {
  hr_sandbox *sandbox = hr_of(L);
  if (sandbox->nesting >= HR_NESTING) luaL_error(L, "host calls are nested more than %d deep", HR_NESTING);
  hr_charge(L, HR_CALL_STEPS);
  luaL_checkstack(L, 8, "host call");
  hr_level *level = &sandbox->levels[sandbox->nesting];
  level->arguments.count = 0;
  for (int i = 0; i < count; i++) hr_encode(L, &level->arguments, first + i, 0);

  hr_request request = {operation, kind, slot, {level->arguments.data, level->arguments.count}};
  level->reply.count = 0;
  sandbox->nesting++;
  sandbox->enforcing = false;
  bool answered = sandbox->answer(sandbox->context, &request, &level->reply);
  sandbox->enforcing = true;
  sandbox->nesting--;

  settle(L);
  hr_span reply = {level->reply.data, level->reply.count};
  if (!answered) {
    lua_pushlstring(L, (const char *)reply.data, reply.count);
    lua_error(L);
  }
  hr_decode(L, &reply, 0);
  hr_release(&level->arguments);
  hr_release(&level->reply);
}

/* A function of the host; upvalue 1: its slot. Stack: arguments in, 1 out. Raises: e. */
static int call_function(lua_State *L) {
  hr_ask(L, HR_FUNCTION, 0, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)), 1, lua_gettop(L));
  return 1;
}

/* Stack: 0 in, 1 out. Raises: m. */
void hr_push_function(lua_State *L, uint32_t slot) {
  lua_pushinteger(L, slot);
  lua_pushcclosure(L, call_function, 1);
}

/* __index of the globals: a name that nothing defines. Stack: 2 in, 1 out. Raises: e (the host's error). */
int hr_missing_global(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) {
    lua_pushnil(L);
    return 1;
  }
  hr_ask(L, HR_MISSING_GLOBAL, 0, 0, 2, 1);
  return 1;
}
