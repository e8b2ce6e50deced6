/* The matcher of patterns, and what searches ask of it. */
#ifndef HR_PATTERNS_H
#define HR_PATTERNS_H

#include "hr_internal.h"

enum {
  HR_CAPTURES = 32,       /* captures of one pattern */
  HR_MATCH_DEPTH = 200,   /* items inside items, as many as Lua itself goes down */
  HR_MATCH_BLOCK = 4096,  /* units of work between two looks at the limits */
};

/* The length of a capture that has no text. */
enum { HR_OPEN = -1, HR_POSITION = -2 };

typedef struct hr_part {
  const char *start;
  ptrdiff_t length;
} hr_part;

/* One search: a text, a pattern, and the work that is not yet paid for. */
typedef struct hr_matcher {
  lua_State *L;
  const char *text;
  const char *text_end;
  const char *pattern_end;
  int64_t fuel;  /* units left until the next look; goes below zero */
  int depth;
  int count;     /* captures begun */
  hr_part captures[HR_CAPTURES];
} hr_matcher;

/* patterns.c */
hr_matcher hr_matcher_make(lua_State *L, const char *text, size_t count, const char *pattern_end);
const char *hr_match_at(hr_matcher *matcher, const char *at, const char *pattern);
void hr_settle_work(hr_matcher *matcher);
void hr_pay_slowly(hr_matcher *matcher);

/* Pays for units of matching work: comparisons of one character, or as much. Stack: 0 in, 0 out. Raises: e (limits). */
static inline void hr_pay(hr_matcher *matcher, int64_t units) {
  matcher->fuel -= units;
  if (__builtin_expect(matcher->fuel < 0, 0)) hr_pay_slowly(matcher);
}

#endif
