/* What the host can ask of a sandbox: opening and closing, setting up, running, keeping and restoring. */
#include <stdlib.h>
#include <string.h>

#include "hr_entry.h"

/* Pushes the chunk of a task as a function. Stack: 0 in, 1 out. Raises: e (what is not Lua, limits). */
void hr_load_chunk(lua_State *L, hr_task *task) {
  if (task->count > HR_SOURCE) {
    task->syntax = true;
    luaL_error(L, "a script of more than %d bytes is refused", HR_SOURCE);
  }
  hr_charge(L, (int64_t)task->count / 16);
  lua_pushfstring(L, "@%s", task->name);
  int status = luaL_loadbufferx(L, task->text, task->count, lua_tostring(L, -1), "t");
  if (status == LUA_ERRMEM) hr_raise_limit(L, HR_MEMORY);
  task->syntax = status != LUA_OK;
  if (status != LUA_OK) lua_error(L);
  lua_remove(L, -2);
}

/* Stack: 1 in, 0 out. Raises: e. */
static int run_body(lua_State *L) {
  hr_load_chunk(L, hr_task_of(L));
  lua_call(L, 0, 0);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int call_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_push_reference(L, task->reference);
  int first = lua_gettop(L);
  while (task->value.count > 0) {
    luaL_checkstack(L, 8, "too many arguments");
    hr_decode(L, &task->value, 0);
  }
  lua_call(L, lua_gettop(L) - first, LUA_MULTRET);
  task->results->count = 0;
  luaL_checkstack(L, 8, "too many results");
  for (int i = first; i <= lua_gettop(L); i++) hr_encode(L, task->results, i, 0);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: m. */
static int kind_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_push_kind(L, task->kind, task->text, task->features);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int method_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_add_method(L, task->kind, task->text, task->slot);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int field_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_add_field(L, task->kind, task->text, task->slot);
  return 0;
}

/* Sets a global, past the watch over missing ones: a function of the host, or a value.
 * Stack: 1 in, 0 out. Raises: e. */
static int global_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  lua_pushglobaltable(L);
  lua_pushstring(L, task->text);
  if (task->value.count > 0) hr_decode(L, &task->value, 0);
  else if (task->numbers) hr_push_numbers(L, task->slot);
  else hr_push_function(L, task->slot);
  lua_rawset(L, -3);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: m. */
static int watch_body(lua_State *L) {
  lua_pushglobaltable(L);
  lua_createtable(L, 0, 2);
  lua_pushliteral(L, "__index");
  lua_pushcfunction(L, hr_missing_global);
  lua_rawset(L, -3);
  lua_pushliteral(L, "__metatable");
  lua_pushboolean(L, 0);
  lua_rawset(L, -3);
  lua_setmetatable(L, -2);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: m. */
static int make_body(lua_State *L) {
  hr_task *task = hr_task_of(L);
  hr_push_function(L, task->slot);
  task->reference = hr_reference(L, -1);
  return 0;
}

/* Makes the tables of the registry and the globals. Stack: 1 in, 0 out. Raises: m. */
static int open_body(lua_State *L) {
  hr_blind(L);
  for (lua_Integer place = HR_KINDS; place <= HR_IDENTITIES; place++) {
    if (place != HR_KINDS && place != HR_FUNCTIONS && place != HR_IDENTITIES) continue;
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, place);
  }
  hr_set_steppers(L);
  return hr_open_libraries(L);
}

/* Limits with which sums stay in range. Stack: 0 in, 0 out. Raises: never. */
static hr_limits bounded(hr_limits limits) {
  if (limits.memory > INT64_MAX / 4) limits.memory = INT64_MAX / 4;
  if (limits.steps > INT64_MAX / 4) limits.steps = INT64_MAX / 4;
  if (!(limits.seconds < 1e9)) limits.seconds = 1e9;
  if (limits.depth > HR_NESTING) limits.depth = HR_NESTING;
  return limits;
}

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_limit(hr_sandbox *sandbox, hr_limits limits) {
  if (sandbox->entries > 0) return false;
  limits = bounded(limits);
  if (limits.memory > sandbox->most_memory) limits.memory = sandbox->most_memory;
  sandbox->limits = limits;
  return true;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_sandbox *hr_open(hr_limits limits, const hr_flag *interrupted) {
  static atomic_uint_fast64_t serials;
  hr_sandbox *sandbox = hr_may_allocate() ? calloc(1, sizeof *sandbox) : NULL;
  if (sandbox == NULL) return NULL;
  sandbox->serial = atomic_fetch_add(&serials, 1) + 1;
  sandbox->limits = bounded(limits);
  sandbox->most_memory = sandbox->limits.memory;
  sandbox->interrupted = interrupted;
  sandbox->guard = 1;
  sandbox->arena = hr_may_allocate() ? hr_arena_open(sandbox->limits.memory) : NULL;
  if (sandbox->arena != NULL) sandbox->L = hr_new_state(sandbox);
  if (sandbox->L != NULL) {
    *(hr_sandbox **)lua_getextraspace(sandbox->L) = sandbox;
    sandbox->at = sandbox->L;
    hr_task task = {.body = open_body};
    if (hr_enter(sandbox, &task, false) == HR_OK) {
      hr_arm(sandbox, sandbox->L);
      hr_watch(sandbox);
      return sandbox;
    }
  }
  if (sandbox->arena != NULL) hr_arena_close(sandbox->arena);
  free(sandbox);
  return NULL;
}

/* Nothing of the state needs an end of its own, so its memory is dropped as it is. Stack: 0 in, 0 out. Raises: never. */
void hr_close(hr_sandbox *sandbox) {
  hr_unwatch(sandbox);
  hr_arena_close(sandbox->arena);
  for (size_t i = 0; i <= HR_NESTING; i++) {
    free(sandbox->levels[i].arguments.data);
    free(sandbox->levels[i].reply.data);
    free(sandbox->levels[i].results.data);
  }
  free(sandbox->image.memory.data);
  free(sandbox->image.output.data);
  free(sandbox->output.data);
  free(sandbox->text.data);
  free(sandbox->value.data);
  free(sandbox->frames.data);
  free(sandbox->chunk.data);
  free(sandbox);
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_attach(hr_sandbox *sandbox, hr_host host) { sandbox->host = host; }

/* Stack: 0 in, 0 out. Raises: never. */
uint64_t hr_serial(const hr_sandbox *sandbox) { return sandbox->serial; }

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_kind(hr_sandbox *sandbox, uint32_t kind, const char *name, hr_features features) {
  hr_task task = {.body = kind_body, .kind = kind, .text = name, .features = features};
  return hr_enter(sandbox, &task, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_method(hr_sandbox *sandbox, uint32_t kind, const char *name, uint32_t slot) {
  hr_task task = {.body = method_body, .kind = kind, .text = name, .slot = slot};
  return hr_enter(sandbox, &task, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_field(hr_sandbox *sandbox, uint32_t kind, const char *name, uint32_t field) {
  hr_task task = {.body = field_body, .kind = kind, .text = name, .slot = field};
  return hr_enter(sandbox, &task, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_function(hr_sandbox *sandbox, const char *name, uint32_t slot) {
  hr_task task = {.body = global_body, .text = name, .slot = slot};
  return hr_enter(sandbox, &task, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_numbers(hr_sandbox *sandbox, const char *name, uint32_t slot) {
  hr_task task = {.body = global_body, .text = name, .slot = slot, .numbers = true};
  return hr_enter(sandbox, &task, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_value(hr_sandbox *sandbox, const char *name, hr_span value) {
  hr_task task = {.body = global_body, .text = name, .value = value};
  return hr_enter(sandbox, &task, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_watch_globals(hr_sandbox *sandbox) {
  hr_task task = {.body = watch_body};
  return hr_enter(sandbox, &task, false);
}

/* What the host keeps with the function is charged, so that a script cannot make the host grow without end.
 * Stack: 0 in, 0 out. Raises: never. */
hr_status hr_make_function(hr_sandbox *sandbox, uint32_t slot, int64_t *reference) {
  hr_task task = {.body = make_body, .slot = slot};
  hr_status status = hr_enter(sandbox, &task, false);
  if (status == HR_OK) sandbox->usage.foreign += HR_REFERENCE_COST;
  *reference = task.reference;
  return status;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_run(hr_sandbox *sandbox, const char *source, size_t count, const char *name) {
  hr_task task = {.body = run_body, .text = source, .count = count, .name = name};
  return hr_enter(sandbox, &task, true);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_call(hr_sandbox *sandbox, int64_t reference, hr_span arguments, hr_span *results) {
  hr_bytes *bytes = &sandbox->levels[sandbox->nesting].results;
  hr_task task = {.body = call_body, .reference = reference, .value = arguments, .results = bytes};
  hr_status status = hr_enter(sandbox, &task, true);
  *results = (hr_span){bytes->data, status == HR_OK ? bytes->count : 0};
  return status;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_failure hr_last_failure(const hr_sandbox *sandbox) {
  return (hr_failure){
      .text = {sandbox->text.data, sandbox->text.count},
      .value = {sandbox->value.data, sandbox->value.count},
      .frames = {sandbox->frames.data, sandbox->frames.count},
      .string_too_long = sandbox->string_too_long,
      .killed = sandbox->dead,
  };
}

/* Stack: 0 in, 0 out. Raises: never. */
int64_t hr_steps_used(const hr_sandbox *sandbox) { return sandbox->usage.steps; }

/* Stack: 0 in, 0 out. Raises: never. */
int64_t hr_memory_used(const hr_sandbox *sandbox) { return sandbox->usage.used + sandbox->usage.foreign; }

/* Stack: 0 in, 0 out. Raises: never. */
hr_span hr_output(const hr_sandbox *sandbox) { return (hr_span){sandbox->output.data, sandbox->output.count}; }

/* What a new budget means, whatever the state. Stack: 0 in, 0 out. Raises: never. */
static void forget_limits(hr_sandbox *sandbox) {
  sandbox->limit = HR_OK;
  sandbox->string_too_long = false;
  sandbox->elapsed = 0;
  sandbox->frames.count = sandbox->text.count = sandbox->value.count = 0;
}

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_renew(hr_sandbox *sandbox) {
  if (sandbox->entries > 0 || sandbox->dead) return false;
  forget_limits(sandbox);
  sandbox->usage.steps = 0;
  sandbox->usage.units = 0;
  sandbox->output.count = 0;
  hr_arm(sandbox, sandbox->L);
  return true;
}

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_keep(hr_sandbox *sandbox) {
  if (sandbox->entries > 0 || sandbox->limit != HR_OK) return false;
  hr_image *image = &sandbox->image;
  sandbox->next_index = 0;
  memset(sandbox->walked, 0, sizeof sandbox->walked);
  lua_gc(sandbox->L, LUA_GCCOLLECT);
  hr_arena_keep(sandbox->arena, &image->memory);
  image->output.count = 0;
  hr_append(&image->output, sandbox->output.data, sandbox->output.count);
  image->usage = sandbox->usage;
  return true;
}

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_restore(hr_sandbox *sandbox) {
  const hr_image *image = &sandbox->image;
  if (sandbox->entries > 0 || image->memory.count == 0) return false;
  hr_arena_restore(sandbox->arena, &image->memory);
  forget_limits(sandbox);
  sandbox->output.count = 0;
  hr_append(&sandbox->output, image->output.data, image->output.count);
  sandbox->usage = image->usage;
  sandbox->restores = (sandbox->restores + 1) & INT32_MAX;
  sandbox->at = sandbox->L;
  sandbox->dead = sandbox->enforcing = false;
  sandbox->nesting = sandbox->closing = 0;
  sandbox->next_index = 0;
  memset(sandbox->walked, 0, sizeof sandbox->walked);
  return true;
}

/* Stack: 0 in, 0 out. Raises: never. */
size_t hr_image_size(const hr_sandbox *sandbox) { return sandbox->image.memory.count; }

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_place(hr_sandbox *sandbox, hr_span *source, int32_t *line) {
  lua_Debug frame;
  int level = 0;
  if (sandbox->dead || !hr_script_frame(sandbox->at, &level, &frame)) return false;
  const char *chunk = hr_chunk_name(&frame);
  /* The text may stand in the frame itself, which goes. */
  sandbox->chunk.count = 0;
  hr_append(&sandbox->chunk, chunk, strlen(chunk));
  *source = (hr_span){sandbox->chunk.data, sandbox->chunk.count};
  *line = frame.currentline;
  return true;
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_fail_allocation_after(hr_sandbox *sandbox, int64_t count) { sandbox->fail_after = count; }
