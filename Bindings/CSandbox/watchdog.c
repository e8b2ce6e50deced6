/* The last line: what no hook can interrupt is left by a jump. One instruction that rehashes a table, or one cycle of the
 * collector, can take minutes, and neither looks at anything meanwhile.
 *
 * A thread looks every few milliseconds at the sandboxes that run. One that is long past its time gets a signal, whose
 * handler jumps back to where C entered Lua: over frames of Lua and of this target alone, never over the host's. Inside
 * the host, and inside the C library's own memory, the jump waits until they are left. After it nothing of the state is
 * looked at: its region is dropped whole, or an image is put back. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "hr_internal.h"

/* Where a sandbox stands, seen from other threads. */
enum { IDLE, RUNNING, SIGNALLED };

enum {
  LOOK = 5000000,         /* nanoseconds between two looks */
  PATIENCE = 500000000,   /* nanoseconds that an interruption waits for a hook */
  LOOKS_TO_SLEEP = 200,   /* looks that find nothing running until the thread sleeps */
};

/* What runs on this thread: read by the handler, so it must not be found through a call that may allocate. */
static __thread hr_sandbox *volatile running __attribute__((tls_model("initial-exec")));
static __thread bool hears __attribute__((tls_model("initial-exec")));

static struct {
  pthread_once_t once;
  pthread_mutex_t lock;
  pthread_cond_t woken;
  hr_sandbox *first;
  atomic_bool asleep;
  struct sigaction before;
} dog = {.once = PTHREAD_ONCE_INIT, .lock = PTHREAD_MUTEX_INITIALIZER, .woken = PTHREAD_COND_INITIALIZER};

/* Stack: 0 in, 0 out. Raises: never. */
int64_t hr_nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The sandbox whose entry is the innermost of this thread, or NULL. Stack: 0 in, 0 out. Raises: never. */
hr_sandbox *hr_running(void) { return running; }

/* Leaves the innermost entry, for good. Stack: any. Raises: never; jumps over frames of C alone. */
_Noreturn void hr_leave_run(hr_sandbox *sandbox) {
  sandbox->guard = 1;  /* no second jump until the first has landed */
  siglongjmp(sandbox->entry->jump, 1);
}

/* Stack: any. Raises: never. */
static void on_signal(int number, siginfo_t *information, void *machine) {
  hr_sandbox *sandbox = running;
  if (sandbox == NULL || atomic_load_explicit(&sandbox->kill, memory_order_relaxed) == HR_OK) {
    if (dog.before.sa_flags & SA_SIGINFO) {
      if (dog.before.sa_sigaction != NULL) dog.before.sa_sigaction(number, information, machine);
    } else if (dog.before.sa_handler != SIG_DFL && dog.before.sa_handler != SIG_IGN) {
      dog.before.sa_handler(number);
    }
    return;
  }
  if (sandbox->guard == 0) hr_leave_run(sandbox);
}

/* Asks for the end of a run whose time is over, or whose interruption no hook has heard.
 * Stack: 0 in, 0 out. Raises: never. */
static void look_at(hr_sandbox *sandbox, int64_t now) {
  int64_t end = atomic_load(&sandbox->kill_at);
  if (end == 0) return;
  if (now > atomic_load(&sandbox->soft_end)) atomic_store(&sandbox->attention, true);
  if (now > end) {
    hr_kill(sandbox, HR_TIME);
  } else if (hr_is_raised(sandbox->interrupted)) {
    if (sandbox->heard == 0) sandbox->heard = now;
    if (now > sandbox->heard + PATIENCE) hr_kill(sandbox, HR_INTERRUPTED);
  } else {
    sandbox->heard = 0;
  }
}

/* Looks at all; whether any runs. The lock is held. Stack: 0 in, 0 out. Raises: never. */
static bool look(void) {
  bool found = false;
  int64_t now = hr_nanoseconds();
  for (hr_sandbox *each = dog.first; each != NULL; each = each->next) {
    if (atomic_load(&each->kill_at) == 0) continue;
    found = true;
    look_at(each, now);
  }
  return found;
}

/* The thread. Stack: none. Raises: never. */
static void *watch(void *context) {
  int quiet = 0;
  for (;;) {
    struct timespec pause = {.tv_nsec = LOOK};
    nanosleep(&pause, NULL);
    pthread_mutex_lock(&dog.lock);
    quiet = look() ? 0 : quiet + 1;
    if (quiet >= LOOKS_TO_SLEEP) {
      atomic_store(&dog.asleep, true);
      /* A run that begins now either sees that this sleeps, or is seen here. */
      if (!look()) pthread_cond_wait(&dog.woken, &dog.lock);
      atomic_store(&dog.asleep, false);
      quiet = 0;
    }
    pthread_mutex_unlock(&dog.lock);
  }
  return context;
}

/* Stack: 0 in, 0 out. Raises: never. */
static void begin(void) {
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  sigaction(HR_SIGNAL, &action, &dog.before);
  /* The thread itself hears no signal of the process. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  if (pthread_create(&thread, NULL, watch, NULL) == 0) pthread_detach(thread);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_watch(hr_sandbox *sandbox) {
  pthread_once(&dog.once, begin);
  pthread_mutex_lock(&dog.lock);
  sandbox->next = dog.first;
  dog.first = sandbox;
  pthread_mutex_unlock(&dog.lock);
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_unwatch(hr_sandbox *sandbox) {
  pthread_mutex_lock(&dog.lock);
  hr_sandbox **place = &dog.first;
  while (*place != sandbox) place = &(*place)->next;
  *place = sandbox->next;
  pthread_mutex_unlock(&dog.lock);
}

/* The outermost entry begins: from here on the run can be ended. Stack: 0 in, 0 out. Raises: never. */
void hr_begin_run(hr_sandbox *sandbox, int64_t soft_end, int64_t kill_at) {
  if (!hears) {
    sigset_t own;
    sigemptyset(&own);
    sigaddset(&own, HR_SIGNAL);
    pthread_sigmask(SIG_UNBLOCK, &own, NULL);
    hears = true;
  }
  sandbox->thread = pthread_self();
  sandbox->outer = running;
  running = sandbox;
  atomic_store_explicit(&sandbox->attention, false, memory_order_relaxed);
  atomic_store_explicit(&sandbox->soft_end, soft_end, memory_order_relaxed);
  atomic_store(&sandbox->kill_at, kill_at);
  atomic_store(&sandbox->state, RUNNING);
  if (atomic_load(&dog.asleep)) {
    pthread_mutex_lock(&dog.lock);
    pthread_cond_signal(&dog.woken);
    pthread_mutex_unlock(&dog.lock);
  }
}

/* The outermost entry ends: a signal that is under way is waited for, and means nothing afterwards.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_end_run(hr_sandbox *sandbox) {
  atomic_store_explicit(&sandbox->kill_at, 0, memory_order_relaxed);
  for (int expected = RUNNING; !atomic_compare_exchange_weak(&sandbox->state, &expected, IDLE); expected = RUNNING) {
    sched_yield();
  }
  atomic_store(&sandbox->kill, HR_OK);
  running = sandbox->outer;
}

/* Ends the run of a sandbox from any thread, at whatever it does; nothing where none runs.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_kill(hr_sandbox *sandbox, hr_status reason) {
  int expected = RUNNING;
  if (!atomic_compare_exchange_strong(&sandbox->state, &expected, SIGNALLED)) return;
  atomic_store(&sandbox->kill, reason);
  pthread_kill(sandbox->thread, HR_SIGNAL);
  atomic_store(&sandbox->state, RUNNING);
}
