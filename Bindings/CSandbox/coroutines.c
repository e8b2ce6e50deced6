/* Coroutines through which limits pass. A thread takes the hook of the one that makes it, so that all count; each resume
 * pays for the instructions that a short life would not be asked for. */
#include "hr_internal.h"

enum { RESUME_STEPS = HR_QUANTUM / 2 };

/* Stack: 0 in, 0 out. Raises: e. */
static lua_State *checked_thread(lua_State *L) {
  lua_State *thread = lua_tothread(L, 1);
  luaL_argexpected(L, thread, 1, "coroutine");
  return thread;
}

/* What a thread is doing. Stack: 0 in, 0 out. Raises: never. */
static const char *status_of(lua_State *L, lua_State *thread) {
  lua_Debug frame;
  if (L == thread) return "running";
  switch (lua_status(thread)) {
    case LUA_YIELD: return "suspended";
    case LUA_OK:
      if (lua_getstack(thread, 0, &frame)) return "normal";
      return lua_gettop(thread) == 0 ? "dead" : "suspended";
    default: return "dead";
  }
}

/* Closes a thread's variables; more than a few that are closed each within another would outgrow the stack of C, which
 * this Lua does not count here. Stack: 0 in, 0 out. Raises: e. */
static int close_thread(lua_State *L, lua_State *thread) {
  hr_sandbox *sandbox = hr_of(L);
  if (sandbox->closing >= HR_CLOSING) luaL_error(L, "C stack overflow: coroutines that close coroutines");
  sandbox->closing++;
  lua_State *before = sandbox->at;
  sandbox->at = thread;
  int status = lua_resetthread(thread);
  sandbox->at = before;
  sandbox->closing--;
  return status;
}

/* Runs a thread with the `count` values on top of `L`, and moves what it gives or its error back: how many values, or
 * below 0 for an error. Stack: count in, result out. Raises: e (limits). */
static int resume(lua_State *L, lua_State *thread, int count) {
  hr_sandbox *sandbox = hr_of(L);
  hr_charge(L, RESUME_STEPS + count / HR_VALUES_PER_STEP);
  int given = 0;
  if (!lua_checkstack(thread, count)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, thread, count);
  lua_State *before = sandbox->at;
  sandbox->at = thread;
  int status = lua_resume(thread, L, count, &given);
  sandbox->at = before;
  if (status == LUA_ERRMEM) hr_reach(sandbox, HR_MEMORY);
  if (sandbox->limit != HR_OK) {
    hr_arm(sandbox, L);
    hr_raise_limit(L, sandbox->limit);
  }
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(thread, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, given + 1)) {
    lua_pop(thread, given);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(thread, L, given);
  return given;
}

/* coroutine.create(f). Stack: arguments in, 1 out. Raises: e. */
static int create(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *thread = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, thread, 1);
  return 1;
}

/* coroutine.resume(co, …). Stack: arguments in, results out. Raises: e. */
static int resume_thread(lua_State *L) {
  lua_State *thread = checked_thread(L);
  int given = resume(L, thread, lua_gettop(L) - 1);
  lua_pushboolean(L, given >= 0);
  lua_insert(L, given < 0 ? -2 : -(given + 1));
  return given < 0 ? 2 : given + 1;
}

/* What wrap gives. Upvalue 1: the thread. An error closes it, and tells the line that called.
 * Stack: arguments in, results out. Raises: e. */
static int call_wrapped(lua_State *L) {
  lua_State *thread = lua_tothread(L, lua_upvalueindex(1));
  int given = resume(L, thread, lua_gettop(L));
  if (given >= 0) return given;
  int status = lua_status(thread);
  if (status != LUA_OK && status != LUA_YIELD) {
    status = close_thread(L, thread);
    hr_check(L);
    lua_xmove(thread, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

/* coroutine.wrap(f). Stack: arguments in, 1 out. Raises: e. */
static int wrap(lua_State *L) {
  create(L);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

/* coroutine.yield(…). Stack: arguments in, what resume passes out. Raises: e (outside a coroutine). */
static int yield(lua_State *L) { return lua_yield(L, lua_gettop(L)); }

/* coroutine.status(co). Stack: arguments in, 1 out. Raises: e. */
static int status(lua_State *L) {
  lua_pushstring(L, status_of(L, checked_thread(L)));
  return 1;
}

/* coroutine.isyieldable(co). Stack: arguments in, 1 out. Raises: e. */
static int is_yieldable(lua_State *L) {
  lua_State *thread = lua_isnone(L, 1) ? L : checked_thread(L);
  lua_pushboolean(L, lua_isyieldable(thread));
  return 1;
}

/* coroutine.running(). Stack: arguments in, 2 out. Raises: never. */
static int running(lua_State *L) {
  lua_pushboolean(L, lua_pushthread(L));
  return 2;
}

/* coroutine.close(co). Stack: arguments in, results out. Raises: e. */
static int close_coroutine(lua_State *L) {
  lua_State *thread = checked_thread(L);
  const char *doing = status_of(L, thread);
  if (*doing == 'n' || *doing == 'r') return luaL_error(L, "cannot close a %s coroutine", doing);
  int ended = close_thread(L, thread);
  if (ended == LUA_ERRMEM) hr_raise_limit(L, HR_MEMORY);
  hr_check(L);
  lua_pushboolean(L, ended == LUA_OK);
  if (ended == LUA_OK) return 1;
  lua_xmove(thread, L, 1);
  return 2;
}

const luaL_Reg hr_coroutines[] = {
    {"close", close_coroutine},   {"create", create}, {"isyieldable", is_yieldable}, {"resume", resume_thread},
    {"running", running}, {"status", status}, {"wrap", wrap},               {"yield", yield},
    {NULL, NULL},
};
