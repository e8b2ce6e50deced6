/* Opening, closing and entering a sandbox. Every entry is two protected calls, one in the other, because this Lua can
 * raise a memory error outside the inner one while it words another error. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "hr_internal.h"

const char hr_functions_key = 0;

/* What one entry does, and what it brings back. */
typedef struct entry {
  lua_CFunction body;
  hr_status status;
  bool syntax;
  const char *text;     /* the source, or a name */
  size_t count;
  const char *name;     /* of the chunk */
  uint32_t kind;
  uint32_t slot;
  int32_t reference;
  hr_features features;
  hr_span value;
  hr_bytes *results;
} entry;

/* Stack: 0 in, 0 out. Raises: never. */
static entry *entry_of(lua_State *L) { return lua_touserdata(L, 1); }

/* Says how a protected call ended, and notes the text where no handler could. Stack: 1 in, 0 out. Raises: never. */
static hr_status conclude(lua_State *L, const entry *entered, int status) {
  hr_sandbox *sandbox = hr_of(L);
  if (status == LUA_OK) return HR_OK;
  if (status == LUA_ERRMEM) hr_reach(sandbox, HR_MEMORY);
  if (status == LUA_ERRERR && sandbox->limit == HR_OK) {
    static const char text[] = "error while handling an error";
    sandbox->text.count = sandbox->frames.count = 0;
    hr_append(&sandbox->text, text, sizeof text - 1);
  }
  lua_pop(L, 1);
  if (sandbox->limit != HR_OK) return sandbox->limit;
  return entered->syntax ? HR_SYNTAX : HR_RUNTIME;
}

/* The outer protected call: makes the inner one, with the message handler. Stack: 1 in, 0 out. Raises: m. */
static int outer(lua_State *L) {
  entry *entered = entry_of(L);
  lua_pushcfunction(L, hr_handler);
  lua_pushcfunction(L, entered->body);
  lua_pushlightuserdata(L, entered);
  entered->status = conclude(L, entered, lua_pcall(L, 1, 0, 2));
  return 0;
}

/* Enters Lua. The budget is enforced while `scripts` run, not for setting up. Stack: 0 in, 0 out. Raises: never. */
static hr_status enter(hr_sandbox *sandbox, entry *entered, bool scripts) {
  lua_State *L = sandbox->L;
  if (sandbox->limit != HR_OK && scripts) return sandbox->limit;
  if (!lua_checkstack(L, 8)) return HR_RUNTIME;
  bool enforcing = sandbox->enforcing;
  double start = 0;
  if (sandbox->entries++ == 0 && scripts) {
    start = hr_now();
    sandbox->deadline = start + sandbox->limits.seconds - sandbox->elapsed;
  }
  sandbox->enforcing = scripts;
  lua_pushcfunction(L, hr_handler);
  lua_pushcfunction(L, outer);
  lua_pushlightuserdata(L, entered);
  int status = lua_pcall(L, 1, 0, lua_gettop(L) - 2);
  if (status != LUA_OK) entered->status = conclude(L, entered, status);
  lua_pop(L, 1);
  sandbox->enforcing = enforcing;
  if (--sandbox->entries == 0 && scripts) sandbox->elapsed += hr_now() - start;
  return entered->status;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int run_body(lua_State *L) {
  entry *entered = entry_of(L);
  if (entered->count > HR_SOURCE) {
    entered->syntax = true;
    return luaL_error(L, "a script of more than %d bytes is refused", HR_SOURCE);
  }
  hr_charge(L, (int64_t)entered->count / 16);
  lua_pushfstring(L, "@%s", entered->name);
  int status = luaL_loadbufferx(L, entered->text, entered->count, lua_tostring(L, -1), "t");
  if (status == LUA_ERRMEM) return hr_raise_limit(L, HR_MEMORY);
  entered->syntax = status != LUA_OK;
  if (status != LUA_OK) return lua_error(L);
  lua_call(L, 0, 0);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int call_body(lua_State *L) {
  entry *entered = entry_of(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &hr_functions_key);
  if (lua_rawgeti(L, -1, entered->reference) != LUA_TFUNCTION) luaL_error(L, "a function that this sandbox never gave");
  int first = lua_gettop(L);
  while (entered->value.count > 0) {
    luaL_checkstack(L, 8, "too many arguments");
    hr_decode(L, &entered->value, 0);
  }
  lua_call(L, lua_gettop(L) - first, LUA_MULTRET);
  entered->results->count = 0;
  luaL_checkstack(L, 8, "too many results");
  for (int i = first; i <= lua_gettop(L); i++) hr_encode(L, entered->results, i, 0);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: m. */
static int kind_body(lua_State *L) {
  entry *entered = entry_of(L);
  hr_push_kind(L, entered->kind, entered->text, entered->features);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: e. */
static int method_body(lua_State *L) {
  entry *entered = entry_of(L);
  hr_add_method(L, entered->kind, entered->text, entered->slot);
  return 0;
}

/* Sets a global, past the watch over missing ones: a function of the host, or a value.
 * Stack: 1 in, 0 out. Raises: e. */
static int global_body(lua_State *L) {
  entry *entered = entry_of(L);
  lua_pushglobaltable(L);
  lua_pushstring(L, entered->text);
  if (entered->value.count == 0) hr_push_function(L, entered->slot);
  else hr_decode(L, &entered->value, 0);
  lua_rawset(L, -3);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: m. */
static int watch_body(lua_State *L) {
  lua_pushglobaltable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "__index");
  lua_pushcfunction(L, hr_missing_global);
  lua_rawset(L, -3);
  lua_setmetatable(L, -2);
  return 0;
}

/* Stack: 1 in, 0 out. Raises: m. */
static int make_body(lua_State *L) {
  entry *entered = entry_of(L);
  hr_sandbox *sandbox = hr_of(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &hr_functions_key);
  hr_push_function(L, entered->slot);
  lua_rawseti(L, -2, sandbox->references + 1);
  entered->reference = ++sandbox->references;
  return 0;
}

/* Makes the tables of the registry and the globals. Stack: 1 in, 0 out. Raises: m. */
static int open_body(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &hr_kinds_key);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &hr_functions_key);
  return hr_open_libraries(L);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_sandbox *hr_open(hr_limits limits, const hr_flag *interrupted) {
  static atomic_uint_fast64_t serials;
  hr_sandbox *sandbox = calloc(1, sizeof *sandbox);
  if (sandbox == NULL) abort();
  sandbox->serial = atomic_fetch_add(&serials, 1) + 1;
  sandbox->limits = limits;
  if (limits.memory > INT64_MAX / 4) sandbox->limits.memory = INT64_MAX / 4;  /* so that sums with it stay in range */
  sandbox->interrupted = interrupted;
  sandbox->L = hr_new_state(sandbox);
  *(hr_sandbox **)lua_getextraspace(sandbox->L) = sandbox;
  entry entered = {.body = open_body};
  if (enter(sandbox, &entered, false) != HR_OK) abort();
  hr_arm(sandbox);
  return sandbox;
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_close(hr_sandbox *sandbox) {
  lua_close(sandbox->L);
  for (size_t i = 0; i <= HR_NESTING; i++) {
    free(sandbox->levels[i].arguments.data);
    free(sandbox->levels[i].reply.data);
    free(sandbox->levels[i].results.data);
  }
  free(sandbox->output.data);
  free(sandbox->text.data);
  free(sandbox->frames.data);
  free(sandbox);
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_attach(hr_sandbox *sandbox, hr_answer answer, void *context) {
  sandbox->answer = answer;
  sandbox->context = context;
}

/* Stack: 0 in, 0 out. Raises: never. */
uint64_t hr_serial(const hr_sandbox *sandbox) { return sandbox->serial; }

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_kind(hr_sandbox *sandbox, uint32_t kind, const char *name, hr_features features) {
  entry entered = {.body = kind_body, .kind = kind, .text = name, .features = features};
  return enter(sandbox, &entered, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_method(hr_sandbox *sandbox, uint32_t kind, const char *name, uint32_t slot) {
  entry entered = {.body = method_body, .kind = kind, .text = name, .slot = slot};
  return enter(sandbox, &entered, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_function(hr_sandbox *sandbox, const char *name, uint32_t slot) {
  entry entered = {.body = global_body, .text = name, .slot = slot};
  return enter(sandbox, &entered, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_define_value(hr_sandbox *sandbox, const char *name, hr_span value) {
  entry entered = {.body = global_body, .text = name, .value = value};
  return enter(sandbox, &entered, false);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_watch_globals(hr_sandbox *sandbox) {
  entry entered = {.body = watch_body};
  return enter(sandbox, &entered, false);
}

/* What the host keeps with the function is charged, so that a script cannot make the host grow without end.
 * Stack: 0 in, 0 out. Raises: never. */
hr_status hr_make_function(hr_sandbox *sandbox, uint32_t slot, int32_t *reference) {
  entry entered = {.body = make_body, .slot = slot};
  sandbox->foreign += HR_REFERENCE_COST;
  hr_status status = enter(sandbox, &entered, false);
  *reference = entered.reference;
  return status;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_run(hr_sandbox *sandbox, const char *source, size_t count, const char *name) {
  entry entered = {.body = run_body, .text = source, .count = count, .name = name};
  return enter(sandbox, &entered, true);
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_status hr_call(hr_sandbox *sandbox, int32_t reference, hr_span arguments, hr_span *results) {
  hr_bytes *bytes = &sandbox->levels[sandbox->nesting].results;
  entry entered = {.body = call_body, .reference = reference, .value = arguments, .results = bytes};
  hr_status status = enter(sandbox, &entered, true);
  *results = (hr_span){bytes->data, status == HR_OK ? bytes->count : 0};
  return status;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_failure hr_last_failure(const hr_sandbox *sandbox) {
  return (hr_failure){{sandbox->text.data, sandbox->text.count}, {sandbox->frames.data, sandbox->frames.count}};
}

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_place(hr_sandbox *sandbox, hr_span *source, int32_t *line) {
  lua_Debug frame;
  int level = 0;
  if (!hr_script_frame(sandbox->L, &level, &frame)) return false;
  *source = (hr_span){(const uint8_t *)frame.source + 1, strlen(frame.source + 1)};
  *line = frame.currentline;
  return true;
}

/* Stack: 0 in, 0 out. Raises: never. */
int64_t hr_steps_used(const hr_sandbox *sandbox) { return sandbox->steps; }

/* Stack: 0 in, 0 out. Raises: never. */
int64_t hr_memory_used(const hr_sandbox *sandbox) { return sandbox->used + sandbox->foreign; }

/* Stack: 0 in, 0 out. Raises: never. */
hr_span hr_output(const hr_sandbox *sandbox) { return (hr_span){sandbox->output.data, sandbox->output.count}; }

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_renew(hr_sandbox *sandbox) {
  if (sandbox->entries > 0) return false;
  sandbox->limit = HR_OK;
  sandbox->steps = 0;
  sandbox->units = 0;
  sandbox->elapsed = 0;
  sandbox->output.count = 0;
  hr_arm(sandbox);
  return true;
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_fail_allocation_after(hr_sandbox *sandbox, int64_t count) { sandbox->fail_after = count; }
