/* What the files of CSandbox share. Every function here that may raise is called from C alone.
 *
 * Contract lines: "Stack: a in, b out" is what a function pops and pushes; "Raises: never", "m" (memory only) or
 * "e" (any error). */
#ifndef HR_INTERNAL_H
#define HR_INTERNAL_H

#include "../CLua/CLua.h"

#include "CSandbox.h"

enum {
  HR_QUANTUM = 100,                /* instructions between two hooks */
  HR_NESTING = 40,                 /* host calls inside host calls */
  HR_DEPTH = 32,                   /* tables inside tables when a value crosses */
  HR_CROSSING = 8 << 20,           /* bytes of one crossing */
  HR_SOURCE = 64 << 10,            /* bytes of one chunk: Lua's own error texts recurse over its expressions */
  HR_RESERVE = 256 << 10,          /* bytes added once a limit is reached, so that unwinding can allocate */
  HR_TEXT = 16 << 10,              /* bytes of an error's text that are kept */
  HR_TRACE = 20,                   /* script frames that a failure keeps */
  HR_REFERENCE_COST = 512,         /* bytes charged for what the host keeps with each function it makes */
  HR_CALL_STEPS = 5,               /* steps charged for one call of the host */
  HR_BYTES_PER_STEP = 64,          /* bytes allocated that count as one step */
  HR_SEED = 0x48e4d2,              /* of the hashes of strings, in every sandbox */
  HR_UNITS_PER_STEP = 16,          /* units of a search's work that count as one step */
};

/* A host value as Lua holds it: the only full userdata that a script can reach. */
typedef struct hr_value {
  int64_t a;
  int64_t b;
  uint32_t kind;
} hr_value;

/* What one level of host nesting writes into. */
typedef struct hr_level {
  hr_bytes arguments;
  hr_bytes reply;
  hr_bytes results;
} hr_level;

struct hr_sandbox {
  lua_State *L;
  uint64_t serial;
  hr_answer answer;
  void *context;
  const hr_flag *interrupted;

  hr_limits limits;
  hr_status limit;      /* the limit that was reached; sticky */
  bool enforcing;       /* Lua itself runs, so the allocator may refuse and work is charged */
  int64_t steps;
  int64_t units;        /* of searches, too few for a step so far */
  int64_t used;         /* bytes that Lua holds */
  int64_t foreign;      /* bytes charged for what the host holds on Lua's behalf */
  double elapsed;       /* seconds used by entries that have ended */
  double deadline;      /* on the monotonic clock, while an entry runs */
  bool stock_patterns;  /* for tests: Lua's own find, match, gmatch and gsub */
  int64_t fail_after;   /* for tests: 0 off, else countdown; -1 failing */

  int entries;          /* entries running */
  int nesting;          /* host calls running */
  int references;       /* functions the host has been given */
  hr_level levels[HR_NESTING + 1];
  hr_bytes output;
  hr_bytes text;        /* of the last failure */
  hr_bytes frames;      /* of the last failure */
};

/* Keys of the registry; their addresses are what counts. */
extern const char hr_kinds_key;      /* kind → metatable */
extern const char hr_functions_key;  /* reference → function, and function → reference */

/* The sandbox that a state belongs to. Stack: 0 in, 0 out. Raises: never. */
static inline hr_sandbox *hr_of(lua_State *L) { return *(hr_sandbox **)lua_getextraspace(L); }

/* allocator.c */
void *hr_allocate(void *context, void *block, size_t old_size, size_t new_size);
void hr_append_u32(hr_bytes *bytes, uint32_t value);
void hr_release(hr_bytes *bytes);

/* seed.c */
lua_State *hr_new_state(hr_sandbox *sandbox);

/* limits.c */
void hr_reach(hr_sandbox *sandbox, hr_status limit);
int hr_raise_limit(lua_State *L, hr_status limit);
void hr_check(lua_State *L);
void hr_charge(lua_State *L, int64_t steps);
void hr_arm(hr_sandbox *sandbox);
double hr_now(void);
bool hr_is_raised(const hr_flag *flag);
int hr_pcall(lua_State *L);
int hr_xpcall(lua_State *L);

/* trace.c */
void hr_capture(hr_sandbox *sandbox);
bool hr_script_frame(lua_State *L, int *level, lua_Debug *frame);
int hr_handler(lua_State *L);

/* values.c */
void hr_encode(lua_State *L, hr_bytes *bytes, int index, int depth);
void hr_decode(lua_State *L, hr_span *span, int depth);
void hr_push_value(lua_State *L, uint32_t kind, int64_t a, int64_t b);
hr_value *hr_to_value(lua_State *L, int index);
const char *hr_type_name(lua_State *L, int index);

/* order.c */
size_t hr_push_keys(lua_State *L, int table);
int hr_next(lua_State *L);
int hr_pairs(lua_State *L);
int hr_sort(lua_State *L);

/* host.c */
void hr_ask(lua_State *L, hr_operation operation, uint32_t kind, uint32_t slot, int first, int count);
void hr_push_function(lua_State *L, uint32_t slot);
int hr_missing_global(lua_State *L);

/* kinds.c */
void hr_push_kind(lua_State *L, uint32_t kind, const char *name, hr_features features);
void hr_add_method(lua_State *L, uint32_t kind, const char *name, uint32_t slot);

/* text.c */
void hr_push_text(lua_State *L, int index);
int hr_tostring(lua_State *L);
int hr_type(lua_State *L);
int hr_print(lua_State *L);
int hr_format(lua_State *L);
int hr_rep(lua_State *L);

/* searches.c */
int hr_find(lua_State *L);
int hr_gmatch(lua_State *L);
int hr_gsub(lua_State *L);
int hr_match(lua_State *L);

/* libraries.c */
int hr_open_libraries(lua_State *L);

#endif
