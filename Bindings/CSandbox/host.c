/* Trampolines: how Lua asks the host, and how the host's errors become Lua's once its frames are gone. */
#include "hr_internal.h"

/* The host's code begins: nothing is refused or charged, and no jump leaves it. Stack: 0 in, 0 out. Raises: never. */
static inline void enter_host(hr_sandbox *sandbox) {
  sandbox->enforcing = false;
  hr_enter_guard(sandbox);
}

/* What the host used on Lua's behalf is measured, and limits reached meanwhile are raised.
 * Stack: 0 in, 0 out. Raises: e (limits). */
static void settle(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  hr_check(L);
  if (sandbox->usage.used + sandbox->usage.foreign <= sandbox->limits.memory) return;
  lua_gc(L, LUA_GCCOLLECT);
  if (sandbox->usage.used + sandbox->usage.foreign <= sandbox->limits.memory) return;
  hr_capture(sandbox);
  hr_raise_limit(L, HR_MEMORY);
}

/* The host's code has returned. Stack: 0 in, 0 out. Raises: e (limits); may not return. */
static inline void leave_host(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  hr_leave_guard(sandbox, 0);
  sandbox->enforcing = true;
  bool over = sandbox->usage.used + sandbox->usage.foreign > sandbox->limits.memory;
  bool called = atomic_load_explicit(&sandbox->attention, memory_order_relaxed) || hr_is_raised(sandbox->interrupted);
  if (__builtin_expect(sandbox->limit != HR_OK || over || called, 0)) settle(L);
}

/* Pays for one more host call, and finds room for what crosses. Stack: 0 in, 0 out. Raises: e. */
static inline hr_level *next_level(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  int depth = sandbox->limits.depth;
  if (sandbox->nesting >= depth) luaL_error(L, "host calls are nested more than %d deep", depth);
  hr_charge(L, HR_CALL_STEPS);
  return &sandbox->levels[sandbox->nesting];
}

/* Stack: 0 in, 1 out. Raises: e (unknown kind, memory). */
static void push_list(lua_State *L, const hr_scalar *scalar) {
  lua_createtable(L, (int)scalar->count, 0);
  for (uint32_t i = 0; i < scalar->count; i++) {
    hr_push_value(L, scalar->kind, scalar->a, scalar->b + i);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* Pushes what the host gave without bytes. Stack: 0 in, 1 out. Raises: e. */
static void push_scalar(lua_State *L, const hr_scalar *scalar) {
  switch (scalar->type) {
    case HR_NIL: lua_pushnil(L); break;
    case HR_BOOLEAN: lua_pushboolean(L, scalar->a != 0); break;
    case HR_INTEGER: lua_pushinteger(L, scalar->a); break;
    case HR_NUMBER: lua_pushnumber(L, scalar->number); break;
    case HR_VALUE: hr_push_value(L, scalar->kind, scalar->a, scalar->b); break;
    case HR_LIST: push_list(L, scalar); break;
  }
}

/* Asks the host with `count` arguments from stack index `first` on, and pushes the answer.
 * Stack: 0 in, 1 out. Raises: e (the host's error, what cannot cross, limits). */
void hr_ask(lua_State *L, hr_operation operation, uint32_t kind, uint32_t slot, int first, int count) {
  hr_sandbox *sandbox = hr_of(L);
  hr_level *level = next_level(L);
  luaL_checkstack(L, 8, "host call");
  level->arguments.count = 0;
  for (int i = 0; i < count; i++) hr_encode(L, &level->arguments, first + i, 0);

  hr_request request = {operation, kind, slot, {level->arguments.data, level->arguments.count}};
  level->reply.count = 0;
  enter_host(sandbox);
  sandbox->nesting++;  /* calls within this one have levels of their own */
  hr_scalar scalar;
  hr_reading reading = sandbox->host.answer(sandbox->host.context, &request, &scalar, &level->reply);
  sandbox->nesting--;
  leave_host(L);
  hr_release(&level->arguments);
  if (__builtin_expect(reading == HR_IS_SCALAR, 1)) {
    push_scalar(L, &scalar);
    return;
  }
  hr_span reply = {level->reply.data, level->reply.count};
  if (reading == HR_HAS_FAILED) {
    lua_pushlstring(L, (const char *)reply.data, reply.count);
    lua_error(L);
  }
  hr_decode(L, &reply, 0);
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

/* Calls the host's function of two numbers in a slot. Stack: arguments in, 1 out. Raises: e. */
static inline int call_with_numbers(lua_State *L, uint32_t slot) {
  hr_sandbox *sandbox = hr_of(L);
  lua_Number left = luaL_checknumber(L, 1), right = luaL_checknumber(L, 2), result = 0;
  hr_charge(L, HR_CALL_STEPS);
  hr_enter_guard(sandbox);
  bool answered = sandbox->host.compute(sandbox->host.numbers[slot], left, right, &result);
  hr_leave_guard(sandbox, 0);
  /* Numbers take no memory of Lua's, so the allocator may stay as it is, and an interruption waits for the next hook. */
  bool called = atomic_load_explicit(&sandbox->attention, memory_order_relaxed);
  if (__builtin_expect(sandbox->limit != HR_OK || called, 0)) settle(L);
  if (__builtin_expect(!answered, 0)) hr_ask(L, HR_FAILED, (uint32_t)HR_NO_KIND, slot, 1, 0);
  lua_pushnumber(L, result);
  return 1;
}

/* A function of two numbers; upvalue 1: its slot. Stack: arguments in, 1 out. Raises: e. */
static int call_numbers(lua_State *L) {
  return call_with_numbers(L, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

/* The first few know their slots themselves, which costs less than asking for an upvalue. */
static int call_numbers_0(lua_State *L) { return call_with_numbers(L, 0); }
static int call_numbers_1(lua_State *L) { return call_with_numbers(L, 1); }
static int call_numbers_2(lua_State *L) { return call_with_numbers(L, 2); }
static int call_numbers_3(lua_State *L) { return call_with_numbers(L, 3); }

/* Stack: 0 in, 1 out. Raises: m. */
void hr_push_numbers(lua_State *L, uint32_t slot) {
  static const lua_CFunction known[] = {call_numbers_0, call_numbers_1, call_numbers_2, call_numbers_3};
  lua_pushinteger(L, slot);
  lua_pushcclosure(L, slot < sizeof known / sizeof *known ? known[slot] : call_numbers, 1);
}

/* Pushes a field of a host value. Stack: 0 in, 1 out. Raises: e (the host's error, limits). */
int hr_read_field(lua_State *L, const hr_value *value, uint32_t field) {
  hr_sandbox *sandbox = hr_of(L);
  hr_level *level = next_level(L);
  hr_value self = *value;
  hr_scalar scalar;
  level->reply.count = 0;
  enter_host(sandbox);
  sandbox->nesting++;
  const hr_host *host = &sandbox->host;
  hr_reading reading = host->read(host->context, self.kind, field, self.a, self.b, &scalar, &level->reply);
  sandbox->nesting--;
  leave_host(L);
  if (__builtin_expect(reading == HR_IS_SCALAR, 1)) {
    push_scalar(L, &scalar);
  } else if (reading == HR_IS_ENCODED) {
    hr_span reply = {level->reply.data, level->reply.count};
    hr_decode(L, &reply, 0);
    hr_release(&level->reply);
  } else {
    hr_ask(L, HR_FAILED, self.kind, field, 1, 0);
  }
  return 1;
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

/* Whether a function does nothing but ask the host. Stack: 0 in, 0 out. Raises: never. */
bool hr_is_host_function(lua_CFunction function) {
  return function == call_function || function == call_numbers || function == call_numbers_0 ||
         function == call_numbers_1 || function == call_numbers_2 || function == call_numbers_3;
}
