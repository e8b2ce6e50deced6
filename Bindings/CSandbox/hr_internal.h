/* What the files of CSandbox share. Every function here that may raise is called from C alone.
 *
 * Contract lines: "Stack: a in, b out" is what a function pops and pushes; "Raises: never", "m" (memory only) or
 * "e" (any error). */
#ifndef HR_INTERNAL_H
#define HR_INTERNAL_H

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>

#include "../CLua/CLua.h"

#include "CSandbox.h"

enum {
  HR_QUANTUM = 100,                /* instructions between two hooks */
  HR_LOOK = 8,                     /* hooks of which one looks at the clock and at what a function was given */
  HR_NESTING = 40,                 /* host calls inside host calls, at most */
  HR_DEPTH = 32,                   /* tables inside tables when a value crosses */
  HR_CLOSING = 8,                  /* coroutines that are closed while another is, each within the one before */
  HR_CROSSING = 8 << 20,           /* bytes of one crossing */
  HR_SOURCE = 64 << 10,            /* bytes of one chunk: Lua's own error texts recurse over its expressions */
  HR_RESERVE = 256 << 10,          /* bytes added once a limit is reached, so that unwinding can allocate */
  HR_TEXT = 16 << 10,              /* bytes of an error's text that are kept */
  HR_STRING = 1 << 20,             /* bytes of one string: what a single instruction compares or copies */
  HR_VALUES = 10000,               /* values that one call unpacks */
  HR_WALKED = 16,                  /* tables whose keys pairs remembers */
  HR_WALK = 4096,                  /* keys that are remembered of one, at most */
  HR_TRACE = 20,                   /* frames that a failure keeps */
  HR_REFERENCE_COST = 512,         /* bytes charged for what the host keeps with each function it makes */
  HR_TOLD_KINDS = 64,              /* kinds of which a bit tells whether their values are one for each number */
  HR_CALL_STEPS = 5,               /* steps charged for one call of the host */
  HR_BYTES_PER_STEP = 64,          /* bytes allocated that count as one step */
  HR_VALUES_PER_STEP = 4,          /* values moved that count as one step */
  HR_SEED = 0x48e4d2,              /* of the hashes of strings, in every sandbox */
  HR_UNITS_PER_STEP = 16,          /* units of a search's work that count as one step */
  HR_SIGNAL = SIGURG,              /* of the watchdog; the system ignores it where nobody listens */
};

/* The method of strings through which a generic `for` is given three values alone; no script can spell it by chance. */
#define HR_THREE "three values of a for"

/* Places in the registry, beside Lua's own 1 and 2. Small integers, so that no address decides where they lie. */
enum {
  HR_KINDS = LUA_RIDX_LAST + 1,    /* kind → metatable */
  HR_FUNCTIONS,                    /* reference → function, and function → reference */
  HR_BLINDS,                       /* the names that stand where Lua looks for those of sealed metamethods */
  HR_STEPPERS,                     /* the functions that pairs gives */
  HR_NEXT,                         /* the keys that next goes through, as the last call left them */
  HR_IDENTITIES,                   /* kind → a → value, of kinds whose values are one for each number */
};

/* What leads each value in the bytes that cross; the last two stand only in what is shown: see shown.c. */
enum {
  HR_TAG_NIL,
  HR_TAG_FALSE,
  HR_TAG_TRUE,
  HR_TAG_INTEGER,
  HR_TAG_NUMBER,
  HR_TAG_STRING,
  HR_TAG_VALUE,
  HR_TAG_TABLE,
  HR_TAG_FUNCTION,
  HR_TAG_TEXT,
  HR_TAG_PART,
};

/* A host value as Lua holds it: the only full userdata that a script can reach. */
typedef struct hr_value {
  int64_t a;
  int64_t b;
  uint32_t kind;
} hr_value;

/* A value as Lua lays it out in the array part of a table. */
typedef struct hr_slot {
  union {
    lua_Integer integer;
    lua_Number number;
    const void *object;
  } value;
  uint8_t tag;
} hr_slot;

/* Tags of slots that are looked at; Lua adds 64 where the collector minds the value. */
enum {
  HR_SLOT_FALSE = LUA_TBOOLEAN,
  HR_SLOT_TRUE = LUA_TBOOLEAN | 16,
  HR_SLOT_INTEGER = LUA_TNUMBER,
  HR_SLOT_NUMBER = LUA_TNUMBER | 16,
  HR_SLOT_SHORT = LUA_TSTRING | 64,
  HR_SLOT_LONG = LUA_TSTRING | 16 | 64,
  HR_SLOT_VALUE = LUA_TUSERDATA | 64,
};

/* A text that is being made; see buffer.c. */
typedef struct hr_text {
  lua_State *L;
  char *bytes;
  size_t count;
  size_t capacity;
  int place;
  char few[512];
} hr_text;

/* What one level of host nesting writes into. */
typedef struct hr_level {
  hr_bytes arguments;
  hr_bytes reply;
  hr_bytes results;
} hr_level;

/* What one entry needs, on the stack of the function that enters. */
typedef struct hr_entry {
  struct hr_entry *outer;
  lua_State *L;
  sigjmp_buf jump;
} hr_entry;

typedef struct hr_arena hr_arena;

/* What a state has used so far. */
typedef struct hr_usage {
  int64_t steps;
  int64_t units;        /* of searches, too few for a step so far */
  uint32_t hooks;       /* counts hooks, so that some look closer than others */
  int64_t used;         /* bytes that Lua holds */
  int64_t foreign;      /* bytes charged for what the host holds on Lua's behalf */
  int references;       /* functions the host has been given */
} hr_usage;

/* What a state starts from again: its memory, and what is kept of it outside. */
typedef struct hr_image {
  hr_bytes memory;
  hr_bytes output;
  uint64_t identities;  /* a bit for each of the first kinds, set where their values are one for each number */
  hr_usage usage;
} hr_image;

struct hr_sandbox {
  lua_State *L;
  lua_State *at;        /* the thread that runs, of those of the state */
  hr_arena *arena;
  hr_image image;
  uint64_t serial;
  hr_host host;
  const hr_flag *interrupted;

  hr_limits limits;
  int64_t most_memory;  /* what the region was made for */
  hr_status limit;      /* the limit that was reached; sticky */
  bool dead;            /* left by a jump: nothing of the state may be looked at */
  bool enforcing;       /* Lua itself runs, so the allocator may refuse and work is charged */
  bool string_too_long; /* why memory was refused, where it was for one string */
  uint64_t identities;  /* a bit for each of the first kinds, set where their values are one for each number */
  hr_usage usage;
  int64_t elapsed;      /* nanoseconds used by entries that have ended */
  int64_t deadline;     /* on the monotonic clock, while an entry runs */
  bool stock_patterns;  /* for tests: Lua's own find, match, gmatch and gsub */
  int64_t fail_after;   /* for tests: 0 off, else countdown; -1 failing */

  int entries;          /* entries running */
  int nesting;          /* host calls running */
  int closing;          /* coroutines being closed, each within the one before */
  uint32_t restores;    /* how often a state was put back; part of a reference, so that no old one fits a new function */
  uint32_t walked[HR_WALKED];  /* which table pairs went through last, by where its keys are remembered */
  lua_Integer next_index;/* where in its keys the last call of next was; 0 nowhere */
  int scripts_called;   /* of a call that is watched: functions of scripts, */
  int others_called;    /* and those of C that are not the host's */
  hr_entry *entry;      /* the innermost */
  hr_level levels[HR_NESTING + 1];
  hr_bytes output;
  hr_bytes text;        /* of the last failure */
  hr_bytes value;       /* of the last failure, encoded; empty where it is a text */
  hr_bytes frames;      /* of the last failure */
  hr_bytes chunk;       /* the name that `hr_place` gave */

  /* The watchdog's. */
  volatile sig_atomic_t guard;  /* above 0: in the host, or in the C library's memory, where no jump may begin */
  _Atomic hr_status kill;       /* why the run is to be left at once */
  atomic_int state;
  atomic_int_fast64_t soft_end; /* nanoseconds of the monotonic clock */
  atomic_int_fast64_t kill_at;  /* 0 while nothing runs */
  atomic_bool attention;        /* the time is over */
  int64_t heard;                /* when the watchdog saw the interruption */
  pthread_t thread;
  hr_sandbox *outer;            /* the sandbox whose host code entered this one */
  hr_sandbox *next;             /* of the watchdog's list */
};

struct hr_flag {
  atomic_bool raised;
};

/* Stack: 0 in, 0 out. Raises: never. */
static inline bool hr_is_raised(const hr_flag *flag) {
  return atomic_load_explicit(&flag->raised, memory_order_relaxed);
}

/* The sandbox that a state belongs to. Stack: 0 in, 0 out. Raises: never. */
static inline hr_sandbox *hr_of(lua_State *L) { return *(hr_sandbox **)lua_getextraspace(L); }

/* arena.c */
hr_arena *hr_arena_open(int64_t limit);
void hr_arena_clear(hr_arena *arena);
void hr_arena_close(hr_arena *arena);
void *hr_arena_resize(hr_arena *arena, void *block, size_t old_count, size_t new_count);
size_t hr_arena_used(const hr_arena *arena);
void hr_arena_keep(hr_arena *arena, hr_bytes *image);
void hr_arena_restore(hr_arena *arena, const hr_bytes *image);

/* watchdog.c */
int64_t hr_nanoseconds(void);
hr_sandbox *hr_running(void);
void hr_watch(hr_sandbox *sandbox);
void hr_unwatch(hr_sandbox *sandbox);
void hr_begin_run(hr_sandbox *sandbox, int64_t soft_end, int64_t kill_at);
void hr_end_run(hr_sandbox *sandbox);
_Noreturn void hr_leave_run(hr_sandbox *sandbox);

/* Enters a stretch that no jump may leave; gives what `hr_leave_guard` puts back. Stack: 0 in, 0 out. Raises: never. */
static inline int hr_enter_guard(hr_sandbox *sandbox) {
  int before = sandbox->guard;
  sandbox->guard = 1;
  atomic_signal_fence(memory_order_seq_cst);
  return before;
}

/* Leaves a guarded stretch, and then the run if its end was asked for meanwhile.
 * Stack: 0 in, 0 out. Raises: never; may not return. */
static inline void hr_leave_guard(hr_sandbox *sandbox, int before) {
  sandbox->guard = before;
  atomic_signal_fence(memory_order_seq_cst);
  bool asked = atomic_load_explicit(&sandbox->kill, memory_order_relaxed) != HR_OK;
  if (__builtin_expect(asked, 0) && before == 0) hr_leave_run(sandbox);
}

/* memory.c */
void *hr_allocate(void *context, void *block, size_t old_size, size_t new_size);
void hr_append_u32(hr_bytes *bytes, uint32_t value);
void hr_append_text(hr_bytes *bytes, uint8_t tag, const char *text, size_t count);
bool hr_may_allocate(void);
void hr_release(hr_bytes *bytes);

/* engine.c */
lua_State *hr_new_state(hr_sandbox *sandbox);
void hr_blind(lua_State *L);
bool hr_frames_stand(void);

/* inside.c */
uint32_t hr_table_size(lua_State *L, int index);
bool hr_visit_key(lua_State *L, int index, uint32_t *at, hr_slot *key);
bool hr_test_inside(lua_State *L);
bool hr_is_array(lua_State *L, int index, uint32_t *slots);
uint32_t hr_count_keys(lua_State *L, int index);
uint32_t hr_advance(lua_State *L, int index, bool anew);
bool hr_copy_keys(lua_State *L, int index, int keys, uint32_t from, uint32_t count);
bool hr_copy_slots(lua_State *L, int index, int copy, uint32_t count);
uint32_t hr_has_keys(lua_State *L, int index, int keys);
bool hr_move_slots(lua_State *L, int index, lua_Integer from, lua_Integer to, lua_Integer count);
hr_slot *hr_slots(lua_State *L, int index);
const char *hr_slot_text(const hr_slot *slot, size_t *count);
const hr_value *hr_slot_value(const hr_slot *slot);

/* limits.c */
void hr_reach(hr_sandbox *sandbox, hr_status limit);
void hr_reach_in_allocator(hr_sandbox *sandbox, hr_status limit);
int hr_raise_limit(lua_State *L, hr_status limit);
void hr_check(lua_State *L);
void hr_charge_slowly(lua_State *L);
void hr_count(lua_State *L, lua_Debug *activation);
void hr_arm(hr_sandbox *sandbox, lua_State *L);

/* Pays for work that no instruction counts. Stack: 0 in, 0 out. Raises: e (limits). */
static inline void hr_charge(lua_State *L, int64_t steps) {
  hr_sandbox *sandbox = hr_of(L);
  if (__builtin_expect(!sandbox->enforcing, 0)) return;
  sandbox->usage.steps += steps;
  if (__builtin_expect(sandbox->limit != HR_OK || sandbox->usage.steps > sandbox->limits.steps, 0)) hr_charge_slowly(L);
}

/* calls.c */
int hr_pcall(lua_State *L);
int hr_xpcall(lua_State *L);
int hr_error(lua_State *L);
int hr_load(lua_State *L);
int hr_ipairs(lua_State *L);
int hr_three(lua_State *L);

/* coroutines.c */
extern const luaL_Reg hr_coroutines[];

/* metatables.c */
int hr_getmetatable(lua_State *L);
int hr_setmetatable(lua_State *L);

/* trace.c */
void hr_capture(hr_sandbox *sandbox);
const char *hr_chunk_name(const lua_Debug *frame);
bool hr_script_frame(lua_State *L, int *level, lua_Debug *frame);
int hr_handler(lua_State *L);

/* values.c */
void hr_encode(lua_State *L, hr_bytes *bytes, int index, int depth);
void hr_decode(lua_State *L, hr_span *span, int depth);
int64_t hr_reference(lua_State *L, int index);
void hr_push_reference(lua_State *L, int64_t reference);
void hr_push_value(lua_State *L, uint32_t kind, int64_t a, int64_t b);
hr_value *hr_to_value(lua_State *L, int index);
const char *hr_type_name(lua_State *L, int index);

/* order.c */
uint32_t hr_push_keys(lua_State *L, int table, uint32_t more);
bool hr_has_order(lua_State *L, int table);
int hr_next(lua_State *L);

/* walks.c */
int hr_pairs(lua_State *L);
void hr_set_steppers(lua_State *L);

/* sort.c */
int hr_sort(lua_State *L);

/* host.c */
void hr_ask(lua_State *L, hr_operation operation, uint32_t kind, uint32_t slot, int first, int count);
void hr_push_function(lua_State *L, uint32_t slot);
void hr_push_numbers(lua_State *L, uint32_t slot);
int hr_read_field(lua_State *L, const hr_value *value, uint32_t field);
int hr_missing_global(lua_State *L);
bool hr_is_host_function(lua_CFunction function);

/* kinds.c */
void hr_push_kind(lua_State *L, uint32_t kind, const char *name, hr_features features);
bool hr_answers_for_kinds(lua_CFunction function);
void hr_add_method(lua_State *L, uint32_t kind, const char *name, uint32_t slot);
void hr_add_field(lua_State *L, uint32_t kind, const char *name, uint32_t field);

/* text.c */
void hr_push_text(lua_State *L, int index);
int hr_tostring(lua_State *L);
int hr_type(lua_State *L);
int hr_print(lua_State *L);

/* format.c */
int hr_format(lua_State *L);

/* searches.c */
int hr_find(lua_State *L);
int hr_gmatch(lua_State *L);
int hr_gsub(lua_State *L);
int hr_match(lua_State *L);

/* buffer.c */
void hr_text_begin(lua_State *L, hr_text *text);
char *hr_text_room(hr_text *text, size_t count);
void hr_text_add(hr_text *text, const char *bytes, size_t count);
void hr_text_add_value(hr_text *text);
void hr_text_end(hr_text *text);
lua_Integer hr_text_place(lua_State *L, int argument, lua_Integer otherwise, size_t count);

/* strings.c */
int hr_rep(lua_State *L);
int hr_byte(lua_State *L);

/* tables.c */
enum { HR_READS = 1, HR_WRITES = 2, HR_COUNTS = 4 };
bool hr_is_plain(lua_State *L, int index);
void hr_check_table(lua_State *L, int index, int uses);
int hr_concat(lua_State *L);
int hr_insert(lua_State *L);
int hr_move(lua_State *L);
int hr_remove(lua_State *L);
int hr_unpack(lua_State *L);

/* random.c */
void hr_open_random(lua_State *L);

/* unicode.c */
int hr_codes(lua_State *L);
int hr_codepoint(lua_State *L);

/* libraries.c */
int hr_open_libraries(lua_State *L);

#endif
