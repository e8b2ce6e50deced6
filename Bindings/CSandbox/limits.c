/* Limits that stay: the hook and the charges. */
#include <stdlib.h>

#include "hr_internal.h"

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

/* What the instructions since the last hook cost beside their number: a function that was given hundreds of values copies
 * them with each call that passes them on. Stack: 0 in, 0 out; 1 slot. Raises: never. */
static int64_t cost_of_values(lua_State *L, lua_Debug *activation) {
  int count = HR_QUANTUM * 2;
  if (__builtin_expect(lua_getlocal(L, activation, -count) == NULL, 1)) return 0;
  lua_pop(L, 1);
  for (; lua_getlocal(L, activation, -2 * count) != NULL; count *= 2) lua_pop(L, 1);
  return count;
}

/* The count hook. Stack: 0 in, 0 out. Raises: e (limits). */
void hr_count(lua_State *L, lua_Debug *activation) {
  hr_sandbox *sandbox = hr_of(L);
  if (sandbox->limit != HR_OK) {
    if (sandbox->frames.count == 0) hr_capture(sandbox);
    hr_raise_limit(L, sandbox->limit);
  }
  sandbox->usage.steps += HR_QUANTUM;
  if ((++sandbox->usage.hooks & (HR_LOOK - 1)) == 0) {
    sandbox->usage.steps += HR_LOOK * cost_of_values(L, activation);
    hr_check(L);
  }
  bool called = atomic_load_explicit(&sandbox->attention, memory_order_relaxed) || hr_is_raised(sandbox->interrupted);
  if (__builtin_expect(called, 0)) hr_check(L);
  if (sandbox->usage.steps > sandbox->limits.steps) hr_raise_limit(L, HR_STEPS);
}

/* Sets the hook of a thread: once for all, since setting it walks every frame; every instruction once a limit is
 * reached. New threads take it from the one that makes them. Stack: 0 in, 0 out. Raises: never. */
void hr_arm(hr_sandbox *sandbox, lua_State *L) {
  lua_sethook(L, hr_count, LUA_MASKCOUNT, sandbox->limit == HR_OK ? HR_QUANTUM : 1);
}

/* Notes the first limit that is reached. Stack: 0 in, 0 out. Raises: never. */
static void note(hr_sandbox *sandbox, hr_status limit) {
  sandbox->text.count = sandbox->value.count = 0;
  sandbox->limit = limit;
  hr_arm(sandbox, sandbox->at);
}

/* Notes the first limit that is reached, and where. Stack: 0 in, 0 out. Raises: never. */
void hr_reach(hr_sandbox *sandbox, hr_status limit) {
  if (sandbox->limit != HR_OK) return;
  if (limit != HR_MEMORY || sandbox->frames.count == 0) hr_capture(sandbox);  /* memory: seen at the refusal */
  note(sandbox, limit);
}

/* The same while Lua allocates. Where its frames may not be looked at then, the next instruction tells the place.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_reach_in_allocator(hr_sandbox *sandbox, hr_status limit) {
  if (sandbox->limit != HR_OK) return;
  if (hr_frames_stand()) hr_capture(sandbox);
  else sandbox->frames.count = 0;
  note(sandbox, limit);
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
  if (hr_nanoseconds() > sandbox->deadline) hr_raise_limit(L, HR_TIME);
}

/* A charge that a limit does not bear. Stack: 0 in, 0 out. Raises: e (limits). */
void hr_charge_slowly(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  hr_raise_limit(L, sandbox->limit != HR_OK ? sandbox->limit : HR_STEPS);
}
