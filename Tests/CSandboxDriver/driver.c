/* CSandbox from C alone, for tools that cannot read a Swift build: valgrind, and the random kills of `make check-memory`.
 *
 *   driver FILE…              runs the cases of hostile corpus files, and an innocent script after each
 *   driver --kills N [SEED]   ends N runs at random moments, and runs an innocent script after each
 *   driver --allocations      lets every single allocation fail in turn, while sandboxes open and while scripts run
 *   driver --restores N       puts a kept state back N times, and says what one took
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "CSandbox.h"

static const char *const words[] = {"ok", "syntax", "error", "steps", "memory", "time", "output", "interrupted"};

#ifdef HR_MEMCHECK
enum { SECONDS = 300 };  /* valgrind takes its time */
#else
enum { SECONDS = 10 };
#endif

static hr_limits plain_limits(void) {
  return (hr_limits){.steps = 10000000, .memory = 64 << 20, .output = 1 << 20, .seconds = SECONDS, .depth = 40};
}

static int complaints;

static void complain(const char *file, const char *name, const char *what, const char *detail) {
  fprintf(stderr, "%s: %s: %s %s\n", file, name, what, detail);
  complaints++;
}

static hr_status run(hr_sandbox *sandbox, const char *source, size_t count) {
  return hr_run(sandbox, source, count, "script.lua");
}

/* Whether a sandbox computes what it must, host calls included. */
static bool is_well(hr_sandbox *sandbox) {
  static const char source[] =
      "local t = {} for i = 1, 100 do t[i] = ('x'):rep(i % 7) .. i end table.sort(t)\n"
      "local n = 0 for k, v in pairs({a = 1, b = 2, [3] = 3}) do n = n + v end\n"
      "print(#table.concat(t), n, ask and ask(3) or 3)";
  hr_status status = run(sandbox, source, sizeof source - 1);
  hr_span output = hr_output(sandbox);
  static const char expected[] = "489\t6\t3\n";
  return status == HR_OK && output.count >= sizeof expected - 1 &&
         memcmp(output.data + output.count - (sizeof expected - 1), expected, sizeof expected - 1) == 0;
}

/* The last function that was passed to the host. */
static int64_t last_function;

/* Answers a function with its first argument, after doing something that takes memory of the C library. */
static hr_reading answer(void *context, const hr_request *request, hr_scalar *scalar, hr_bytes *reply) {
  (void)context;
  if (request->operation == HR_SOURCE_TEXT) {
    scalar->type = HR_NIL;
    return HR_IS_SCALAR;
  }
  void *block = malloc(1000);
  memset(block, 1, 1000);
  free(block);
  if (request->arguments.count == 0) {
    *scalar = (hr_scalar){.type = HR_LIST, .kind = 1, .count = 3};
    return HR_IS_SCALAR;
  }
  enum { FUNCTION = 8 };
  const uint8_t *first = request->arguments.data;
  if (*first == FUNCTION) memcpy(&last_function, first + 1, sizeof last_function);
  hr_append(reply, first, request->arguments.count);
  return HR_IS_ENCODED;
}

static bool compute(void *function, double left, double right, double *result) {
  (void)function;
  *result = left + right;
  return true;
}

static hr_reading read_field(void *context, uint32_t kind, uint32_t field, int64_t a, int64_t b, hr_scalar *scalar,
                             hr_bytes *reply) {
  (void)context;
  (void)kind;
  (void)field;
  (void)reply;
  *scalar = (hr_scalar){.type = HR_INTEGER, .a = a + b};
  return HR_IS_SCALAR;
}

/* A sandbox with a host function, a function of numbers and a kind of value; NULL where memory was refused. */
static hr_sandbox *open_with_host(hr_limits limits, hr_flag *flag) {
  hr_sandbox *sandbox = hr_open(limits, flag);
  if (sandbox == NULL) return NULL;
  static void *const numbers[] = {NULL};
  hr_attach(sandbox, (hr_host){answer, compute, read_field, NULL, numbers});
  uint8_t thing[21] = {6, 1};
  hr_features all = {true, true, true, true};
  if (hr_define_kind(sandbox, 1, "thing", all) == HR_OK && hr_define_method(sandbox, 1, "grow", 0) == HR_OK &&
      hr_define_field(sandbox, 1, "size", 0) == HR_OK && hr_define_function(sandbox, "ask", 0) == HR_OK &&
      hr_define_numbers(sandbox, "add", 0) == HR_OK &&
      hr_define_value(sandbox, "thing", (hr_span){thing, sizeof thing}) == HR_OK) {
    return sandbox;
  }
  hr_close(sandbox);
  return NULL;
}

/* --- the corpus */

typedef struct kase {
  char name[200], ends[60], says[300];
  hr_limits limits;
} kase;

static int64_t number_behind(const char *line, const char *key) {
  const char *at = strstr(line, key);
  return at == NULL ? 0 : (int64_t)atof(at + strlen(key));
}

static void read_budget(kase *of, const char *line) {
  int64_t found;
  if ((found = number_behind(line, "steps=")) > 0) of->limits.steps = found;
  if ((found = number_behind(line, "memory=")) > 0) of->limits.memory = found;
  if ((found = number_behind(line, "output=")) > 0) of->limits.output = found;
  const char *seconds = strstr(line, "seconds=");
  if (seconds != NULL) of->limits.seconds = atof(seconds + 8);
}

static bool is_among(const char *ends, const char *word) {
  const char *at = strstr(ends, word);
  size_t count = strlen(word);
  return at != NULL && (at == ends || at[-1] == '|') && (at[count] == 0 || at[count] == '|');
}

static void run_case(const char *file, const kase *of, const char *source, size_t count) {
  hr_flag *flag = hr_flag_new();
  hr_sandbox *sandbox = hr_open(of->limits, flag);
  const char *ended = words[run(sandbox, source, count)];
  if (!is_among(of->ends, ended)) complain(file, of->name, "ended with", ended);
  hr_span text = hr_last_failure(sandbox).text;
  if (of->says[0] != 0 && memmem(text.data, text.count, of->says, strlen(of->says)) == NULL) {
    char said[200];
    snprintf(said, sizeof said, "%.*s", (int)text.count, (const char *)text.data);
    complain(file, of->name, "said", said);
  }
  hr_close(sandbox);
  sandbox = hr_open(plain_limits(), flag);
  if (!is_well(sandbox)) complain(file, of->name, "left the next sandbox", "unwell");
  hr_close(sandbox);
  hr_flag_free(flag);
}

static void copy_value(char *to, size_t room, const char *line, const char *key) {
  if (strncmp(line, key, strlen(key)) != 0) return;
  snprintf(to, room, "%s", line + strlen(key));
  to[strcspn(to, "\n")] = 0;
}

static int run_file(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) return perror(path), 1;
  char *source = NULL, *line = NULL;
  size_t room = 0, count = 0, size = 0;
  kase of = {0};
  int cases = 0;
  for (ssize_t length; (length = getline(&line, &room, file)) >= 0 || of.name[0] != 0;) {
    bool begins = length < 0 || strncmp(line, "--@ case: ", 10) == 0;
    if (begins && of.name[0] != 0) {
      run_case(path, &of, source, count);
      cases++;
    }
    if (length < 0) break;
    if (begins) {
      of = (kase){.limits = plain_limits()};
      count = 0;
    }
    copy_value(of.name, sizeof of.name, line, "--@ case: ");
    copy_value(of.ends, sizeof of.ends, line, "--@ ends: ");
    copy_value(of.says, sizeof of.says, line, "--@ says: ");
    if (strncmp(line, "--@ budget: ", 12) == 0) read_budget(&of, line);
    if (strncmp(line, "--@ ", 4) == 0) continue;
    if (count + (size_t)length > size) source = realloc(source, size = 2 * (count + (size_t)length));
    memcpy(source + count, line, (size_t)length);
    count += (size_t)length;
  }
  printf("%s: %d cases\n", path, cases);
  free(source);
  free(line);
  fclose(file);
  return 0;
}

/* --- kills */

static const char *const victims[] = {
    "while true do end",
    "local t = {} while true do t[#t + 1] = {} if #t > 1000 then t = {} end end",
    "while true do local s = ('x'):rep(1000) .. 'y' end",
    "while true do ask('x') end",
    "while true do ask(('x'):rep(5000)) end",
    "while true do add(1, 2) end",
    "while true do local n = thing.size end",
    "while true do thing:grow({1, 2, {3}}) end",
    "local t = {} for i = 1, 1 << 40 do t[i << 40] = i end",
    "local t = {} for i = 1, 200 do t['k' .. i] = i end while true do for k, v in pairs(t) do t[k] = v end end",
    "while true do string.format('%99.99f %s %q', 1e300, 'x', 'y') end",
    "while true do pcall(error, {}) end",
    "while true do coroutine.wrap(function() coroutine.yield(ask(1)) end)() end",
    "while true do local t = {5, 3, 4, 1} table.sort(t, function(a, b) return ask(a) < b end) end",
    "while true do load('return 1 + 1')() end",
    "local n = 0 while n < 100 do n = n + 1 print('a line that is printed') end",
    "local function f(n) if n == 0 then return ask(1) end return f(n - 1) end while true do f(100) end",
    "while true do ('x'):rep(300):find('.-.-b') end",
    "while true do setmetatable({}, {__index = function() return ask() end}).x = nil end",
    "while true do for a, b in ('k=v, k2=v2'):gmatch('(%w+)=(%w+)') do ask(a) end end",
};

enum { VICTIMS = sizeof victims / sizeof *victims };

typedef struct killer {
  hr_sandbox *sandbox;
  atomic_int turn;       /* counts runs; below 0 the end */
  atomic_int done;       /* the last run that a kill was sent to */
  atomic_uint wait;      /* loops to wait for the next kill */
} killer;

static void *kill_often(void *context) {
  killer *of = context;
  int seen = 0;
  for (int turn; (turn = atomic_load(&of->turn)) >= 0;) {
    if (turn == seen) continue;
    seen = turn;
    unsigned wait = atomic_load(&of->wait);
    struct timespec start, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do clock_gettime(CLOCK_MONOTONIC, &now);
    while ((now.tv_sec - start.tv_sec) * 1000000000L + now.tv_nsec - start.tv_nsec < (long)wait);
    hr_kill(of->sandbox, HR_TIME);
    atomic_store(&of->done, turn);
  }
  return NULL;
}

static uint64_t next_random(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> 33;
}

static int run_kills(long count, uint64_t seed) {
  hr_flag *flag = hr_flag_new();
  hr_limits limits = plain_limits();
  limits.steps = INT64_MAX / 2;
  limits.seconds = 0.5;
  killer of = {.sandbox = open_with_host(limits, flag)};
  hr_keep(of.sandbox);
  pthread_t thread;
  pthread_create(&thread, NULL, kill_often, &of);
  long ended[8] = {0}, killed = 0;
  for (long i = 1; i <= count; i++) {
    const char *victim = victims[next_random(&seed) % VICTIMS];
    /* Most kills fall into the run, some before it begins or after a short one has ended. */
    atomic_store(&of.wait, (unsigned)(next_random(&seed) % 120000));
    atomic_store(&of.turn, (int)i);
    hr_status status = run(of.sandbox, victim, strlen(victim));
    ended[status]++;
    killed += hr_last_failure(of.sandbox).killed;
    if (!hr_restore(of.sandbox)) complain("kills", victim, "left a state", "that could not be put back");
    if (!is_well(of.sandbox)) {
      /* The kill may come only now, when the innocent script runs: then it is the one that was ended. */
      bool late = hr_last_failure(of.sandbox).killed;
      while (atomic_load(&of.done) != i) {}
      hr_restore(of.sandbox);
      if (!late || !is_well(of.sandbox)) complain("kills", victim, "left the next script", "wrong");
    }
    hr_restore(of.sandbox);
    while (atomic_load(&of.done) != i) {}
  }
  atomic_store(&of.turn, -1);
  pthread_join(thread, NULL);
  hr_close(of.sandbox);
  hr_flag_free(flag);
  printf("%ld runs: %ld left by a jump, %ld ended by themselves\n", count, killed, ended[HR_OK]);
  return 0;
}

/* --- allocations */

static const char every_value[] =
    "local t = {1, 'two', {three = 3}, thing} for k, v in pairs(t) do ask(v) end\n"
    "thing:grow(1, 'x', {}) local n = thing.size + #thing + add(1, 2) thing.size = 4 local s = tostring(thing)\n"
    "local c = coroutine.wrap(function(...) for i = 1, 5 do coroutine.yield(('y'):rep(i * 100)) end end) c() c()\n"
    "print(pcall(error, {code = 1}), s .. n, string.format('%5.2f %q', 1.5, 'q'), ('abc'):gsub('%w', {a = 'z'}))\n"
    "local m = setmetatable({}, {__index = function(_, k) return k .. k end, __close = function() end})\n"
    "do local x <close> = m end table.sort({3, 1, 2}) table.concat({'a', 'b', ('c'):rep(2000)}, ',')\n"
    "local f = load('local a = ... return function() a = a .. \"x\" return a end') f('p')()\n"
    "for k, v in pairs(thing) do end for p, c in utf8.codes('h\\u{e9}') do end return m.abc, m < m == nil or t";

static int fail_allocations(void) {
  hr_flag *flag = hr_flag_new();
  long opening = 0, running = 0;
  for (;; opening++) {
    hr_fail_opening_after(opening);
    hr_sandbox *sandbox = open_with_host(plain_limits(), flag);
    hr_fail_opening_after(-1);
    if (sandbox == NULL) continue;
    if (!is_well(sandbox)) complain("allocations", "opening", "left a sandbox", "unwell");
    hr_close(sandbox);
    break;
  }
  for (;; running++) {
    hr_sandbox *sandbox = open_with_host(plain_limits(), flag);
    hr_keep(sandbox);
    hr_fail_allocation_after(sandbox, running + 1);
    hr_status status = run(sandbox, every_value, sizeof every_value - 1);
    hr_fail_allocation_after(sandbox, 0);
    if (status != HR_MEMORY && status != HR_RUNTIME) complain("allocations", "running", "ended with", words[status]);
    if (!hr_restore(sandbox) || !is_well(sandbox)) complain("allocations", "running", "left a sandbox", "unwell");
    hr_close(sandbox);
    if (status == HR_RUNTIME) break;  /* all succeeded: its last line compares what has no order */
  }
  hr_flag_free(flag);
  printf("%ld allocations at opening and %ld while running failed in turn\n", opening, running);
  return 0;
}

/* --- what a host asks of a state between runs */

static const char shown[] =
    "deep = {} deep.deep = deep for i = 1, 3000 do deep[i] = {i, ('x'):rep(i % 50)} end\n"
    "made = coroutine.wrap(function() end) setmetatable(deep, {__index = function() error('asked') end})\n"
    "return {1, 'two', thing, list = ask(), deep = deep}, made, nil";

static int ask_states(void) {
  hr_flag *flag = hr_flag_new();
  hr_sandbox *sandbox = open_with_host(plain_limits(), flag);
  hr_span results, seen, code;
  if (hr_evaluate(sandbox, shown, sizeof shown - 1, "shown.lua", "_", &results) != HR_OK || results.count == 0) {
    complain("states", "a value", "was", "not shown");
  }
  const hr_step steps[] = {{"_", 1, 0}, {"deep", 4, 0}, {"deep", 4, 0}, {NULL, 0, 3000}, {NULL, 0, 2}, {"none", 4, 0}};
  for (size_t count = 0; count <= sizeof steps / sizeof *steps; count++) {
    size_t taken = 0;
    if (!hr_look(sandbox, steps, count, &taken, &seen) || taken > count || (count < 6 && taken != count)) {
      complain("states", "a look", "led", "elsewhere");
    }
  }
  static const char passing[] = "ask(function(value) thing:grow(value) value = thing.size return value end)";
  if (run(sandbox, passing, sizeof passing - 1) != HR_OK) complain("states", "a function", "was not", "passed");
  uint8_t one[9] = {3, 1};
  bool host_alone = false;
  if (hr_code(sandbox, last_function, &code) != HR_OK || code.count == 0 ||
      hr_call_watched(sandbox, last_function, (hr_span){one, sizeof one}, &results, &host_alone) != HR_OK || !host_alone) {
    complain("states", "a function", "was not", "watched");
  }
  hr_forget(sandbox, last_function);
  if (hr_code(sandbox, last_function, &code) == HR_OK) complain("states", "a function", "was not", "forgotten");
  if (!is_well(sandbox)) complain("states", "", "left a sandbox", "unwell");
  hr_close(sandbox);
  hr_flag_free(flag);
  printf("values shown, tables looked through, a function read, watched and forgotten\n");
  return 0;
}

/* --- restores */

static int run_restores(long count) {
  hr_flag *flag = hr_flag_new();
  hr_sandbox *sandbox = open_with_host(plain_limits(), flag);
  hr_keep(sandbox);
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (long i = 0; i < count; i++) hr_restore(sandbox);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double spent = (double)(end.tv_sec - start.tv_sec) * 1e9 + (double)(end.tv_nsec - start.tv_nsec);
  printf("%.0f ns to put %zu bytes back\n", spent / (double)count, hr_image_size(sandbox));
  if (!is_well(sandbox)) complain("restores", "", "left a sandbox", "unwell");
  hr_close(sandbox);
  hr_flag_free(flag);
  return 0;
}

int main(int count, char **arguments) {
  if (hr_engine_fault() != NULL) return fprintf(stderr, "%s\n", hr_engine_fault()), 2;
  if (count < 2) return fprintf(stderr, "usage: driver FILE… | --kills N [SEED] | --allocations | --states | --restores N\n"), 2;
  int failed = 0;
  if (strcmp(arguments[1], "--kills") == 0 && count > 2) {
    failed = run_kills(atol(arguments[2]), count > 3 ? strtoull(arguments[3], NULL, 10) : 1);
  } else if (strcmp(arguments[1], "--allocations") == 0) {
    failed = fail_allocations();
  } else if (strcmp(arguments[1], "--states") == 0) {
    failed = ask_states();
  } else if (strcmp(arguments[1], "--restores") == 0 && count > 2) {
    failed = run_restores(atol(arguments[2]));
  } else {
    for (int i = 1; i < count; i++) failed |= run_file(arguments[i]);
  }
  return failed != 0 || complaints > 0;
}
