/* One entry into Lua: what it is to do, and what comes back. */
#ifndef HR_ENTRY_H
#define HR_ENTRY_H

#include "hr_internal.h"

typedef struct hr_task {
  lua_CFunction body;
  hr_status status;
  bool syntax;
  bool numbers;
  const char *text;     /* the source, or a name */
  size_t count;
  const char *name;     /* of the chunk */
  const char *kept_as;  /* the global under which its first result is kept */
  uint32_t kind;
  uint32_t slot;
  int64_t reference;
  hr_features features;
  hr_span value;
  hr_bytes *results;
} hr_task;

/* The task of a body. Stack: 0 in, 0 out. Raises: never. */
static inline hr_task *hr_task_of(lua_State *L) { return lua_touserdata(L, 1); }

/* sandbox.c */
void hr_load_chunk(lua_State *L, hr_task *task);

/* entry.c */
hr_status hr_enter(hr_sandbox *sandbox, hr_task *task, bool scripts);

#endif
