/* All that Swift sees of Lua: one opaque sandbox, statuses and bytes. No function here ever jumps out.
 *
 * Values cross as one flat run of bytes, numbers in the machine's own order, unaligned, each value led by a tag:
 *   0 nil · 1 false · 2 true · 3 int64 · 4 double · 5 string: u32 count, bytes · 6 host value: u32 kind, i64 a, i64 b
 *   7 table: u32 pairs, then key, value, … in the stated order · 8 function: i64 reference, i32 line of definition */
#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One Lua state with its budget. Used by one thread at a time. */
typedef struct hr_sandbox hr_sandbox;

/* A flag that any thread may raise; the sandbox looks at it while Lua runs. */
typedef struct hr_flag hr_flag;

/* How an entry ended. From `HR_STEPS` on they are limits: they stay until the budget is renewed. */
typedef enum __attribute__((enum_extensibility(closed))) hr_status : int32_t {
  HR_OK = 0,
  HR_SYNTAX,
  HR_RUNTIME,
  HR_STEPS,
  HR_MEMORY,
  HR_TIME,
  HR_OUTPUT,
  HR_INTERRUPTED,
} hr_status;

/* In place of a kind where a function of two numbers has failed. */
enum { HR_NO_KIND = -1 };

/* What Lua asks of the host. */
typedef enum __attribute__((enum_extensibility(closed))) hr_operation : int32_t {
  HR_FUNCTION = 0,   /* slot: which function; arguments: its own */
  HR_METHOD,         /* kind, slot: which method; arguments: self and its own */
  HR_MISUSE,         /* kind, slot: a method whose first argument is not of the kind; no arguments */
  HR_PROPERTY,       /* kind; self, key */
  HR_SET_PROPERTY,   /* kind; self, key, value */
  HR_LENGTH,         /* kind; self */
  HR_ENTRIES,        /* kind; self; answers a list key, value, key, value, … */
  HR_DESCRIBE,       /* kind; self; answers a string */
  HR_APPLY,          /* kind; slot: which hr_operator; left, right */
  HR_CALL_VALUE,     /* kind; self and the arguments */
  HR_SOURCE_TEXT,    /* a text that a script loads; answers another in its place, nothing, or an error */
  HR_FAILED,         /* kind and field of the last `hr_read`, or HR_NO_KIND and slot of the last `hr_compute`, that failed;
                      * always answers an error */
  HR_MISSING_GLOBAL, /* the name; answers with its value, or an error */
} hr_operation;

/* The operators that a kind may define. */
typedef enum __attribute__((enum_extensibility(closed))) hr_operator : uint32_t {
  HR_ADD = 0,
  HR_SUBTRACT,
  HR_MULTIPLY,
  HR_DIVIDE,
  HR_NEGATE,
  HR_LESS,
  HR_LESS_OR_EQUAL,
  HR_MODULO,  /* this one and those below are asked about only to be refused by name */
  HR_POWER,
  HR_FLOOR_DIVIDE,
} hr_operator;

/* Bytes that grow; owned by the sandbox. */
typedef struct hr_bytes {
  uint8_t *data;
  size_t count;
  size_t capacity;
} hr_bytes;

/* Bytes that another owns; valid until the next call into the sandbox. */
typedef struct hr_span {
  const uint8_t *data;
  size_t count;
} hr_span;

/* One question to the host; everything in it is valid until the answer returns or the sandbox is entered again. */
typedef struct hr_request {
  hr_operation operation;
  uint32_t kind;
  uint32_t slot;
  hr_span arguments;
} hr_request;

/* The host's answer: true with one encoded value in `reply`, or false with the text of an error. Must not jump. */
typedef bool (*hr_answer)(void *context, const hr_request *request, hr_bytes *reply);

/* The host's answer to a call with two numbers: true with a third in `result`. `function` is what the host has put at the
 * function's slot of `hr_host.numbers`. Must not jump. */
typedef bool (*hr_compute)(void *function, double left, double right, double *result);

/* A field's value that needs no bytes. */
typedef enum __attribute__((enum_extensibility(closed))) hr_scalar_type : uint32_t {
  HR_NIL = 0,
  HR_BOOLEAN,  /* a */
  HR_INTEGER,  /* a */
  HR_NUMBER,   /* number */
  HR_VALUE,    /* kind, a, b */
} hr_scalar_type;

typedef struct hr_scalar {
  hr_scalar_type type;
  uint32_t kind;
  int64_t a;
  int64_t b;
  double number;
} hr_scalar;

/* Where the value of a field is. */
typedef enum __attribute__((enum_extensibility(closed))) hr_reading : uint32_t {
  HR_IS_SCALAR = 0,
  HR_IS_ENCODED,  /* in the reply */
  HR_HAS_FAILED,
} hr_reading;

/* The host's answer to a field of a value: a kind's own fields are numbered when they are defined. Must not jump. */
typedef hr_reading (*hr_read)(void *context, uint32_t kind, uint32_t field, int64_t a, int64_t b, hr_scalar *scalar,
                              hr_bytes *reply);

/* Who answers a sandbox. */
typedef struct hr_host {
  hr_answer answer;
  hr_compute compute;
  hr_read read;
  void *context;
  void *const *numbers;  /* the host's own word for each function of two numbers, by its slot */
} hr_host;

/* What may be used: virtual machine instructions, bytes, bytes, seconds of wall time, host calls within host calls. And
 * what random numbers begin with. */
typedef struct hr_limits {
  int64_t steps;
  int64_t memory;
  int64_t output;
  double seconds;
  int32_t depth;
  uint64_t seed;
} hr_limits;

/* Which operations a kind has; what it lacks gives Lua's own error. */
typedef struct hr_features {
  bool length;
  bool apply;
  bool call;
  bool identity;  /* two values with the same numbers are the same value, also as keys */
} hr_features;

/* What is known of the last failure. `text` is empty for limits; `value` is the error value, encoded, where it is no text
 * and could cross. `frames`: i32 line, 0 for a function without one; u32 count, chunk; u32 count, name; innermost
 * first. */
typedef struct hr_failure {
  hr_span text;
  hr_span value;
  hr_span frames;
  bool string_too_long;  /* the memory was refused for one string */
  bool killed;           /* the run was left where no hook could end it; its state is gone */
} hr_failure;

/* Flags. The flag must outlive every sandbox that was given it. */
hr_flag *hr_flag_new(void);
void hr_flag_raise(hr_flag *flag);
void hr_flag_lower(hr_flag *flag);
void hr_flag_free(hr_flag *flag);

/* Why no sandbox can be opened with this Lua; NULL where one can. */
const char *hr_engine_fault(void);

/* Opens a sandbox with the libraries in place; NULL where the system gives no memory. */
hr_sandbox *hr_open(hr_limits limits, const hr_flag *interrupted);
void hr_close(hr_sandbox *sandbox);

/* A number no other sandbox of this process has. */
uint64_t hr_serial(const hr_sandbox *sandbox);

/* Says who answers; before anything is defined or run. */
void hr_attach(hr_sandbox *sandbox, hr_host host);

/* Setting up. Kinds come before values of that kind. */
hr_status hr_define_kind(hr_sandbox *sandbox, uint32_t kind, const char *name, hr_features features);
hr_status hr_define_method(hr_sandbox *sandbox, uint32_t kind, const char *name, uint32_t slot);
hr_status hr_define_field(hr_sandbox *sandbox, uint32_t kind, const char *name, uint32_t field);
hr_status hr_define_numbers(hr_sandbox *sandbox, const char *name, uint32_t slot);
hr_status hr_define_function(hr_sandbox *sandbox, const char *name, uint32_t slot);
hr_status hr_define_value(hr_sandbox *sandbox, const char *name, hr_span value);
hr_status hr_watch_globals(hr_sandbox *sandbox);

/* Makes host function `slot` a Lua value and gives its reference; `HR_RUNTIME` when there are too many. */
hr_status hr_make_function(hr_sandbox *sandbox, uint32_t slot, int64_t *reference);

/* Runs `source` as one text chunk shown as `name`. */
hr_status hr_run(hr_sandbox *sandbox, const char *source, size_t count, const char *name);

/* Runs a chunk as `hr_run` does. `results` holds what it gives when the status is `HR_OK`, as a person is shown it: see
 * shown.c. Its first result, unless that is nil, is kept under the global name `kept_as`. */
hr_status hr_evaluate(hr_sandbox *sandbox, const char *source, size_t count, const char *name, const char *kept_as,
                      hr_span *results);

/* A key by which a table is looked into: a text, or where `name` is NULL a number. */
typedef struct hr_step {
  const char *name;
  size_t count;
  int64_t number;
} hr_step;

/* Looks where raw keys lead from the globals on, through plain tables: how many of the keys were `taken`, and what is `seen`
 * there: see sight.c. Nothing of the state changes. Only between entries, and where there is a state; false otherwise. */
bool hr_look(hr_sandbox *sandbox, const hr_step *steps, size_t count, size_t *taken, hr_span *seen);

/* Calls a referenced function; `results` holds its encoded results when the status is `HR_OK`. */
hr_status hr_call(hr_sandbox *sandbox, int64_t reference, hr_span arguments, hr_span *results);

/* The code of a referenced function as Lua's own dump without names; empty for one that is no script's. */
hr_status hr_code(hr_sandbox *sandbox, int64_t reference, hr_span *code);

/* Calls a referenced function as `hr_call` does, only between entries, and says whether it called nobody but the host:
 * no function of a script beside itself, and none of the libraries. */
hr_status hr_call_watched(hr_sandbox *sandbox, int64_t reference, hr_span arguments, hr_span *results, bool *host_alone);

/* Forgets a function that the host was given: its reference is worth nothing from then on. */
void hr_forget(hr_sandbox *sandbox, int64_t reference);

/* After a status other than `HR_OK`. */
hr_failure hr_last_failure(const hr_sandbox *sandbox);

/* The innermost script line that is running; false when none is. */
bool hr_place(hr_sandbox *sandbox, hr_span *source, int32_t *line);

/* What was used and printed so far. */
int64_t hr_steps_used(const hr_sandbox *sandbox);
int64_t hr_memory_used(const hr_sandbox *sandbox);
hr_span hr_output(const hr_sandbox *sandbox);

/* Keeps the state as it is now as what `hr_restore` puts back: what scripts defined, what was used and printed so far.
 * Only between entries, and where no limit was reached; false otherwise. */
bool hr_keep(hr_sandbox *sandbox);

/* Puts back what was kept last, also after a limit or a kill. Only between entries, and where something was kept; false
 * otherwise. `hr_image_size`: the bytes of it, 0 where nothing was kept. */
bool hr_restore(hr_sandbox *sandbox);
size_t hr_image_size(const hr_sandbox *sandbox);

/* Ends the run of a sandbox at whatever it does, from any thread; nothing where none runs. Its state is gone then. */
void hr_kill(hr_sandbox *sandbox, hr_status reason);

/* Sets other limits from now on: the memory at most that of the opening, and random numbers go on as they are.
 * Only between entries; false inside one. */
bool hr_limit(hr_sandbox *sandbox, hr_limits limits);

/* Forgets used steps, time and output, and a limit that was reached. Only between entries; false inside one, and
 * where the state is gone. */
bool hr_renew(hr_sandbox *sandbox);

/* Appends to the bytes of a reply. */
void hr_append(hr_bytes *bytes, const void *data, size_t count);

/* For tests: the `count`-th refusable allocation from now on and those after it fail until Lua has given up. */
void hr_fail_allocation_after(hr_sandbox *sandbox, int64_t count);

/* For tests: `count` allocations of this thread still succeed while sandboxes open and are set up; below 0 all do. */
void hr_fail_opening_after(int64_t count);

/* For benchmarks: makes a function of C's own the global `name`: `numbers` adds two, or gives the first number of a host
 * value's field by Lua's customary check of its type. */
hr_status hr_define_yardstick(hr_sandbox *sandbox, const char *name, bool numbers);

/* For tests: scripts get Lua's own find, match, gmatch and gsub, which cost no steps and may take for ever. */
void hr_use_stock_patterns(hr_sandbox *sandbox, bool stock);

#endif
