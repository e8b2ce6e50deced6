/* Functions that ask the host the same in every run: the code they are made of, and a call that says whom it called. */
#include "hr_entry.h"

/* lua_dump's writer. Stack: 0 in, 0 out. Raises: never. */
static int write_code(lua_State *L, const void *data, size_t count, void *bytes) {
  (void)L;
  hr_append(bytes, data, count);
  return 0;
}

/* Writes the code of a function, without its names; nothing of one that is C's. Stack: 1 in, 0 out. Raises: e. */
static int code_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_push_reference(L, task->reference);
  task->results->count = 0;
  if (!lua_iscfunction(L, -1)) lua_dump(L, write_code, task->results, 1);
  return 0;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_code(hr_sandbox *sandbox, int64_t reference, hr_span *code) {
  hr_bytes *bytes = &sandbox->levels[sandbox->nesting].results;
  hr_task task = {.body = code_body, .reference = reference, .results = bytes};
  hr_status status = hr_enter(sandbox, &task, false);
  *code = (hr_span){bytes->data, status == HR_OK ? bytes->count : 0};
  return status;
}

/* Notes what is called while a call is watched; counts as ever. Stack: 0 in, 0 out. Raises: e (limits). */
static void note_call(lua_State *L, lua_Debug *activation) {
  if (activation->event == LUA_HOOKCOUNT) {
    hr_count(L, activation);
    return;
  }
  if (activation->event != LUA_HOOKCALL && activation->event != LUA_HOOKTAILCALL) return;
  lua_getinfo(L, "f", activation);
  lua_CFunction called = lua_tocfunction(L, -1);
  bool is_script = called == NULL;
  lua_pop(L, 1);
  hr_sandbox *sandbox = hr_of(L);
  if (is_script) sandbox->scripts_called++;
  else if (!hr_is_host_function(called) && !hr_answers_for_kinds(called)) sandbox->others_called++;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int watched_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_sandbox *sandbox = hr_of(L);
  hr_push_reference(L, task->reference);
  int first = lua_gettop(L);
  while (task->value.count > 0) hr_decode(L, &task->value, 0);
  sandbox->scripts_called = sandbox->others_called = 0;
  lua_sethook(L, note_call, LUA_MASKCALL | LUA_MASKCOUNT, HR_QUANTUM);
  lua_call(L, lua_gettop(L) - first, LUA_MULTRET);
  hr_arm(sandbox, L);
  task->results->count = 0;
  for (int index = first; index <= lua_gettop(L); index++) hr_encode(L, task->results, index, 0);
  return 0;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_call_watched(hr_sandbox *sandbox, int64_t reference, hr_span arguments, hr_span *results, bool *host_alone) {
  *host_alone = false;
  if (sandbox->entries > 0) return HR_RUNTIME;
  hr_bytes *bytes = &sandbox->levels[0].results;
  hr_task task = {.body = watched_body, .reference = reference, .value = arguments, .results = bytes};
  hr_status status = hr_enter(sandbox, &task, true);
  if (!sandbox->dead) hr_arm(sandbox, sandbox->L);
  *host_alone = status == HR_OK && sandbox->scripts_called == 1 && sandbox->others_called == 0;
  *results = (hr_span){bytes->data, status == HR_OK ? bytes->count : 0};
  return status;
}

/* Lets go of a function that the host was given, where nothing else of it will be asked.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_forget(hr_sandbox *sandbox, int64_t reference) {
  lua_State *L = sandbox->at;
  uint32_t place = (uint32_t)reference;
  if (sandbox->dead || !lua_checkstack(L, 6) || (uint64_t)reference >> 32 != sandbox->restores) return;
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_FUNCTIONS);
  if (lua_rawgeti(L, -1, place) == LUA_TFUNCTION) {
    /* Both keys are there already, so that setting them takes no memory. */
    lua_pushnil(L);
    lua_rawset(L, -3);
    lua_pushnil(L);
    lua_rawseti(L, -2, place);
    if (place == (uint32_t)sandbox->usage.references) sandbox->usage.references--;
    lua_pop(L, 1);
  } else {
    lua_pop(L, 2);
  }
}
