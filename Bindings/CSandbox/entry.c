/* Entering Lua. Every entry is two protected calls, one in the other, because this Lua can raise a memory error outside
 * the inner one while it words another error; and around both a place to which the watchdog's jump leads. */
#include <locale.h>

#include "hr_entry.h"

/* Seconds after the end of its time at which a run is left that no hook has ended: half of its time, but neither so few
 * that a busy machine has not let it come to its next hook, nor more than a person would wait. */
static const double least_grace = 0.1, most_grace = 0.25;

/* Numbers are written and read, and strings compared, as in the locale of C, whatever the host has set.
 * Stack: 0 in, 0 out. Raises: never. */
static locale_t plain_locale(void) {
  static _Atomic(locale_t) known;
  locale_t found = atomic_load(&known);
  if (found != (locale_t)0) return found;
  locale_t made = newlocale(LC_ALL_MASK, "C", (locale_t)0), none = (locale_t)0;
  if (atomic_compare_exchange_strong(&known, &none, made)) return made;
  freelocale(made);
  return none;
}

/* Says how a protected call ended, and notes the text where no handler could. Stack: 1 in, 0 out. Raises: never. */
static hr_status conclude(lua_State *L, const hr_task *task, int status) {
  hr_sandbox *sandbox = hr_of(L);
  if (status == LUA_OK) return HR_OK;
  if (status == LUA_ERRMEM && sandbox->enforcing) hr_reach(sandbox, HR_MEMORY);
  if (status == LUA_ERRERR && sandbox->limit == HR_OK) {
    static const char text[] = "error while handling an error";
    sandbox->text.count = sandbox->value.count = sandbox->frames.count = 0;
    hr_append(&sandbox->text, text, sizeof text - 1);
  }
  lua_pop(L, 1);
  if (sandbox->limit != HR_OK) return sandbox->limit;
  if (status == LUA_ERRMEM) return HR_MEMORY;
  return task->syntax ? HR_SYNTAX : HR_RUNTIME;
}

/* The outer protected call: makes the inner one, with the message handler. Stack: 1 in, 0 out. Raises: m. */
static int outer(lua_State *L) {
  hr_task *task = hr_task_of(L);
  lua_pushcfunction(L, hr_handler);
  lua_pushcfunction(L, task->body);
  lua_pushlightuserdata(L, task);
  task->status = conclude(L, task, lua_pcall(L, 1, 0, 2));
  return 0;
}

/* Both calls. Stack: 0 in, 0 out. Raises: never. */
static void call_protected(lua_State *L, hr_task *task) {
  lua_pushcfunction(L, hr_handler);
  lua_pushcfunction(L, outer);
  lua_pushlightuserdata(L, task);
  int status = lua_pcall(L, 1, 0, lua_gettop(L) - 2);
  if (status != LUA_OK) task->status = conclude(L, task, status);
  lua_pop(L, 1);
}

/* The watchdog has left the run: nothing of the state is looked at any more. Stack: any. Raises: never. */
static void land(hr_sandbox *sandbox, hr_task *task) {
  sandbox->dead = true;
  if (sandbox->limit == HR_OK) sandbox->limit = atomic_load(&sandbox->kill);
  sandbox->text.count = sandbox->value.count = sandbox->frames.count = 0;
  task->status = sandbox->limit;
}

/* A time on the monotonic clock, some seconds after another. Stack: 0 in, 0 out. Raises: never. */
static int64_t after(int64_t start, double seconds) { return start + (int64_t)(seconds * 1e9); }

/* The clock of the outermost entry begins. Stack: 0 in, 0 out. Raises: never. */
static int64_t begin_time(hr_sandbox *sandbox) {
  int64_t start = hr_nanoseconds();
  double seconds = sandbox->limits.seconds;
  sandbox->deadline = after(start, seconds) - sandbox->elapsed;
  double more = seconds / 2 < least_grace ? least_grace : seconds / 2 > most_grace ? most_grace : seconds / 2;
  hr_begin_run(sandbox, sandbox->deadline, after(sandbox->deadline, more));
  return start;
}

/* The C library's function for sigsetjmp, which a compiler must know to return twice, by whatever name it goes. */
__attribute__((returns_twice)) int __sigsetjmp(struct __jmp_buf_tag *place, int with_mask);

/* Makes both calls; false where the watchdog's jump ended them. In a frame of its own, in which nothing changes between the
 * two returns. Stack: 0 in, 0 out. Raises: never. */
static __attribute__((noinline)) bool call_until_left(hr_sandbox *sandbox, hr_entry *entry, hr_task *task) {
  if (sigsetjmp(entry->jump, 0) != 0) return false;
  hr_leave_guard(sandbox, 0);
  call_protected(entry->L, task);
  hr_enter_guard(sandbox);
  return true;
}

/* Runs scripts: on the budget, in the plain locale, and so that the watchdog can end them.
 * Stack: 0 in, 0 out. Raises: never. */
static void run_scripts(hr_sandbox *sandbox, hr_task *task) {
  hr_entry entry = {.outer = sandbox->entry, .L = sandbox->at};
  bool outermost = sandbox->entries++ == 0;
  int64_t start = outermost ? begin_time(sandbox) : 0;
  int nesting = sandbox->nesting, closing = sandbox->closing;
  bool enforcing = sandbox->enforcing;
  int guard = sandbox->guard;
  locale_t before = uselocale(plain_locale());
  sandbox->entry = &entry;
  sandbox->enforcing = true;
  if (!call_until_left(sandbox, &entry, task)) land(sandbox, task);
  sandbox->guard = guard;
  sandbox->enforcing = enforcing;
  sandbox->entry = entry.outer;
  sandbox->at = entry.L;
  sandbox->nesting = nesting;
  sandbox->closing = closing;
  uselocale(before);
  sandbox->entries--;
  if (!outermost) return;
  hr_end_run(sandbox);
  sandbox->elapsed += hr_nanoseconds() - start;
}

/* Enters Lua. The budget is enforced while `scripts` run, not for setting up. Stack: 0 in, 0 out. Raises: never. */
hr_status hr_enter(hr_sandbox *sandbox, hr_task *task, bool scripts) {
  if (sandbox->dead || (sandbox->limit != HR_OK && scripts)) return sandbox->limit;
  if (!lua_checkstack(sandbox->at, 8)) return HR_MEMORY;
  if (scripts) {
    run_scripts(sandbox, task);
  } else {
    bool enforcing = sandbox->enforcing;
    sandbox->enforcing = false;
    call_protected(sandbox->at, task);
    sandbox->enforcing = enforcing;
  }
  return task->status;
}
