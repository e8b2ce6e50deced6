/* Limits that stay: the hook, the charges, and pcall and xpcall that do not swallow them. */
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "hr_internal.h"

struct hr_flag {
  atomic_bool raised;
};

/* Stack: 0 in, 0 out. Raises: never. */
hr_flag *hr_flag_new(void) {
  hr_flag *flag = calloc(1, sizeof *flag);
  if (flag == NULL) abort();
  return flag;
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_flag_raise(hr_flag *flag) { atomic_store(&flag->raised, true); }

/* Stack: 0 in, 0 out. Raises: never. */
void hr_flag_lower(hr_flag *flag) { atomic_store(&flag->raised, false); }

/* Stack: 0 in, 0 out. Raises: never. */
void hr_flag_free(hr_flag *flag) { free(flag); }

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_is_raised(const hr_flag *flag) { return atomic_load_explicit(&flag->raised, memory_order_relaxed); }

/* Seconds of the monotonic clock, to a few milliseconds. Stack: 0 in, 0 out. Raises: never. */
double hr_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The count hook. Stack: 0 in, 0 out. Raises: e (limits). */
static void hook(lua_State *L, lua_Debug *activation) {
  (void)activation;
  hr_sandbox *sandbox = hr_of(L);
  if (sandbox->limit != HR_OK) hr_raise_limit(L, sandbox->limit);
  sandbox->steps += HR_QUANTUM;
  if (sandbox->steps > sandbox->limits.steps) hr_raise_limit(L, HR_STEPS);
  if (hr_is_raised(sandbox->interrupted)) hr_raise_limit(L, HR_INTERRUPTED);
  if (hr_now() > sandbox->deadline) hr_raise_limit(L, HR_TIME);
}

/* Sets the hook: once for all, since setting it walks every frame; every instruction once a limit is reached.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_arm(hr_sandbox *sandbox) {
  lua_sethook(sandbox->L, hook, LUA_MASKCOUNT, sandbox->limit == HR_OK ? HR_QUANTUM : 1);
}

/* Notes the first limit that is reached, and where. Also called by the allocator. Stack: 0 in, 0 out. Raises: never. */
void hr_reach(hr_sandbox *sandbox, hr_status limit) {
  if (sandbox->limit != HR_OK) return;
  if (limit != HR_MEMORY || sandbox->frames.count == 0) hr_capture(sandbox);  /* memory: seen at the refusal */
  sandbox->text.count = 0;
  sandbox->limit = limit;
  hr_arm(sandbox);
}

/* Raises a limit with an error value that needs no memory and that no script ever holds.
 * Stack: 0 in, 1 out. Raises: e. */
int hr_raise_limit(lua_State *L, hr_status limit) {
  hr_reach(hr_of(L), limit);
  lua_pushlightuserdata(L, hr_of(L));
  return lua_error(L);
}

/* Looks at everything that may have ended the run meanwhile. Stack: 0 in, 0 out. Raises: e (limits). */
void hr_check(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  if (sandbox->limit != HR_OK) hr_raise_limit(L, sandbox->limit);
  if (hr_is_raised(sandbox->interrupted)) hr_raise_limit(L, HR_INTERRUPTED);
  if (hr_now() > sandbox->deadline) hr_raise_limit(L, HR_TIME);
}

/* Pays for work that no instruction counts. Stack: 0 in, 0 out. Raises: e (limits). */
void hr_charge(lua_State *L, int64_t steps) {
  hr_sandbox *sandbox = hr_of(L);
  if (!sandbox->enforcing) return;
  sandbox->steps += steps;
  if (sandbox->limit != HR_OK) hr_raise_limit(L, sandbox->limit);
  if (sandbox->steps > sandbox->limits.steps) hr_raise_limit(L, HR_STEPS);
}

/* What pcall and xpcall do with a failure: a limit goes on up. Stack: 0 in, 0 out. Raises: e (limits). */
static void pass_limits_on(lua_State *L, int status) {
  if (status == LUA_ERRMEM) hr_raise_limit(L, HR_MEMORY);
  hr_check(L);
}

/* pcall(f, …). Stack: arguments in, results out. Raises: e (bad argument, limits). */
int hr_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  if (status == LUA_OK) return lua_gettop(L);
  pass_limits_on(L, status);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
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
  int status = lua_pcall(L, count - 2, LUA_MULTRET, 2);
  if (status == LUA_OK) return lua_gettop(L) - 2;
  pass_limits_on(L, status);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}
