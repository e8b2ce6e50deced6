/* Lua's patterns (§6.4.1 of its manual), matched by going back where a choice fails, as Lua does, but paid for in steps:
 * each item tried and each character compared is a unit of work. A pattern is read as it is matched, so that a fault
 * in it is told only once it is reached. */
#include <string.h>

#include "hr_patterns.h"

/* The classes of characters, the same in every locale. */
enum { CONTROL = 1, SPACE = 2, PUNCTUATION = 4, DIGIT = 8, UPPER = 16, LOWER = 32, HEX = 64, ZERO = 128 };

static const uint8_t classes[256] = {
    [0] = CONTROL | ZERO,      [1 ... 8] = CONTROL,       [9 ... 13] = CONTROL | SPACE, [14 ... 31] = CONTROL,     [' '] = SPACE,
    ['!' ... '/'] = PUNCTUATION, ['0' ... '9'] = DIGIT | HEX, [':' ... '@'] = PUNCTUATION, ['A' ... 'F'] = UPPER | HEX,
    ['G' ... 'Z'] = UPPER,     ['[' ... '`'] = PUNCTUATION,  ['a' ... 'f'] = LOWER | HEX, ['g' ... 'z'] = LOWER,
    ['{' ... '~'] = PUNCTUATION, [127] = CONTROL};

/* What one item of a pattern stands for, until its end. */
typedef struct item {
  const char *at;
  const char *end;
  int64_t cost;  /* units for one character compared with it */
} item;

/* Stack: 0 in, 0 out. Raises: never. */
hr_matcher hr_matcher_make(lua_State *L, const char *text, size_t count, const char *pattern_end) {
  return (hr_matcher){
      .L = L, .text = text, .text_end = text + count, .pattern_end = pattern_end, .fuel = HR_MATCH_BLOCK};
}

/* Turns the work done so far into steps; what is less than one is kept for the next search.
 * Stack: 0 in, 0 out. Raises: e (limits). */
void hr_settle_work(hr_matcher *matcher) {
  hr_sandbox *sandbox = hr_of(matcher->L);
  int64_t units = sandbox->usage.units + HR_MATCH_BLOCK - matcher->fuel;
  matcher->fuel = HR_MATCH_BLOCK;
  sandbox->usage.units = units % HR_UNITS_PER_STEP;
  hr_charge(matcher->L, units / HR_UNITS_PER_STEP);
}

/* Stack: 0 in, 0 out. Raises: e (limits). */
void hr_pay_slowly(hr_matcher *matcher) {
  hr_settle_work(matcher);
  hr_check(matcher->L);
}

/* A fault of the pattern. Stack: 0 in, 0 out. Raises: v. */
static void refuse(hr_matcher *matcher, const char *fault) {
  hr_settle_work(matcher);
  luaL_error(matcher->L, "%s", fault);
}

/* Which class a letter names; 0 for none. Stack: 0 in, 0 out. Raises: never. */
static uint8_t class_of(uint8_t letter) {
  switch (letter | 32) {
    case 'a': return UPPER | LOWER;
    case 'c': return CONTROL;
    case 'd': return DIGIT;
    case 'g': return UPPER | LOWER | DIGIT | PUNCTUATION;
    case 'l': return LOWER;
    case 'p': return PUNCTUATION;
    case 's': return SPACE;
    case 'u': return UPPER;
    case 'w': return UPPER | LOWER | DIGIT;
    case 'x': return HEX;
    case 'z': return ZERO;  /* an old one that Lua still knows */
    default: return 0;
  }
}

/* Whether `%letter` stands for a character. Stack: 0 in, 0 out. Raises: never. */
static bool in_class(uint8_t character, uint8_t letter) {
  uint8_t members = (classes[letter] & (UPPER | LOWER)) != 0 ? class_of(letter) : 0;
  if (members == 0) return character == letter;
  return ((classes[character] & members) != 0) == ((classes[letter] & LOWER) != 0);
}

/* Whether the set from `[` at `at` to `]` before `end` holds a character. Stack: 0 in, 0 out. Raises: never. */
static bool in_set(uint8_t character, const char *at, const char *end) {
  const char *last = end - 1;
  bool found = true;
  if (*++at == '^') {
    found = false;
    at++;
  }
  while (at < last) {
    if (*at == '%') {
      if (in_class(character, (uint8_t)at[1])) return found;
      at += 2;
    } else if (at[1] == '-' && at + 2 < last) {
      if ((uint8_t)at[0] <= character && character <= (uint8_t)at[2]) return found;
      at += 3;
    } else {
      if ((uint8_t)*at == character) return found;
      at++;
    }
  }
  return !found;
}

/* The set that begins at `at`; every member costs. Stack: 0 in, 0 out. Raises: e (malformed, limits). */
static item read_set(hr_matcher *matcher, const char *at) {
  const char *end = at + 1;
  if (end < matcher->pattern_end && *end == '^') end++;
  do {
    if (end >= matcher->pattern_end) refuse(matcher, "malformed pattern (missing ']')");
    if (*end++ == '%' && end < matcher->pattern_end) end++;
  } while (end >= matcher->pattern_end || *end != ']');
  item set = {at, end + 1, 1 + (end - at) / 4};
  hr_pay(matcher, set.cost);
  return set;
}

/* The item for one character that begins at `at`. Stack: 0 in, 0 out. Raises: e (malformed, limits). */
static item read_item(hr_matcher *matcher, const char *at) {
  if (*at == '[') return read_set(matcher, at);
  if (*at != '%') return (item){at, at + 1, 1};
  if (at + 1 == matcher->pattern_end) refuse(matcher, "malformed pattern (ends with '%')");
  return (item){at, at + 2, 1};
}

/* Whether an item stands for a character. Stack: 0 in, 0 out. Raises: never. */
static bool holds(const item *what, uint8_t character) {
  switch (*what->at) {
    case '.': return true;
    case '%': return in_class(character, (uint8_t)what->at[1]);
    case '[': return in_set(character, what->at, what->end);
    default: return (uint8_t)*what->at == character;
  }
}

/* Whether the text goes on with an item. Stack: 0 in, 0 out. Raises: e (limits). */
static bool goes_on(hr_matcher *matcher, const item *what, const char *at) {
  hr_pay(matcher, what->cost);
  return at < matcher->text_end && holds(what, (uint8_t)*at);
}

/* The end of the longest run of an item, no further than `end`. Stack: 0 in, 0 out. Raises: never. */
static const char *run_until(const item *what, const char *at, const char *end) {
  uint8_t letter = (uint8_t)what->at[1];
  switch (*what->at) {
    case '.': return end;
    case '[':
      while (at < end && in_set((uint8_t)*at, what->at, what->end)) at++;
      return at;
    case '%': {
      uint8_t members = (classes[letter] & (UPPER | LOWER)) != 0 ? class_of(letter) : 0;
      bool wanted = (classes[letter] & LOWER) != 0;
      if (members == 0) {
        while (at < end && (uint8_t)*at == letter) at++;
      } else {
        while (at < end && ((classes[(uint8_t)*at] & members) != 0) == wanted) at++;
      }
      return at;
    }
    default:
      while (at < end && *at == *what->at) at++;
      return at;
  }
}

/* The end of the longest run of an item, paid for in blocks. Stack: 0 in, 0 out. Raises: e (limits). */
static const char *run(hr_matcher *matcher, const item *what, const char *at) {
  ptrdiff_t block = HR_MATCH_BLOCK / what->cost + 1;
  while (true) {
    const char *stop = matcher->text_end - at > block ? at + block : matcher->text_end;
    const char *end = run_until(what, at, stop);
    hr_pay(matcher, (end - at + 1) * what->cost);
    at = end;
    if (end < stop || stop == matcher->text_end) return at;
  }
}

/* As many as there are, then fewer. Stack: 0 in, 0 out. Raises: e. */
static const char *match_most(hr_matcher *matcher, const item *what, const char *at, const char *rest) {
  for (const char *last = run(matcher, what, at); last >= at; last--) {
    const char *end = hr_match_at(matcher, last, rest);
    if (end != NULL) return end;
  }
  return NULL;
}

/* As few as will do, then more. Stack: 0 in, 0 out. Raises: e. */
static const char *match_least(hr_matcher *matcher, const item *what, const char *at, const char *rest) {
  while (true) {
    const char *end = hr_match_at(matcher, at, rest);
    if (end != NULL) return end;
    if (!goes_on(matcher, what, at)) return NULL;
    at++;
  }
}

/* `(`. Stack: 0 in, 0 out. Raises: e. */
static const char *match_open(hr_matcher *matcher, const char *at, const char *pattern) {
  bool position = pattern + 1 < matcher->pattern_end && pattern[1] == ')';
  if (matcher->count >= HR_CAPTURES) refuse(matcher, "too many captures");
  matcher->captures[matcher->count++] = (hr_part){at, position ? HR_POSITION : HR_OPEN};
  const char *end = hr_match_at(matcher, at, pattern + (position ? 2 : 1));
  if (end == NULL) matcher->count--;
  return end;
}

/* `)`: ends the last capture that is open. Stack: 0 in, 0 out. Raises: e. */
static const char *match_close(hr_matcher *matcher, const char *at, const char *pattern) {
  int last = matcher->count - 1;
  while (last >= 0 && matcher->captures[last].length != HR_OPEN) last--;
  if (last < 0) refuse(matcher, "invalid pattern capture");
  hr_part *capture = &matcher->captures[last];
  capture->length = at - capture->start;
  const char *end = hr_match_at(matcher, at, pattern + 1);
  if (end == NULL) capture->length = HR_OPEN;
  return end;
}

/* `%bxy`: the end of what x opens and y closes. Stack: 0 in, 0 out. Raises: e (malformed, limits). */
static const char *match_balance(hr_matcher *matcher, const char *at, const char *pattern) {
  if (matcher->pattern_end - pattern < 4) refuse(matcher, "malformed pattern (missing arguments to '%b')");
  char opens = pattern[2], closes = pattern[3];
  if (at >= matcher->text_end || *at != opens) return NULL;
  size_t open = 1;
  while (++at < matcher->text_end) {
    hr_pay(matcher, 1);
    if (*at == closes) {
      if (--open == 0) return at + 1;
    } else if (*at == opens) {
      open++;
    }
  }
  return NULL;
}

/* `%f[set]`: the end of the item where the set begins to hold. Stack: 0 in, 0 out. Raises: e (malformed, limits). */
static const char *match_frontier(hr_matcher *matcher, const char *at, const char *pattern) {
  pattern += 2;
  if (pattern >= matcher->pattern_end || *pattern != '[') refuse(matcher, "missing '[' after '%f' in pattern");
  item set = read_set(matcher, pattern);
  hr_pay(matcher, 2 * set.cost);
  uint8_t before = at == matcher->text ? 0 : (uint8_t)at[-1];
  uint8_t here = at == matcher->text_end ? 0 : (uint8_t)*at;
  return !holds(&set, before) && holds(&set, here) ? set.end : NULL;
}

/* `%1`: the end of the same text again. Stack: 0 in, 0 out. Raises: e (no such capture, limits). */
static const char *match_again(hr_matcher *matcher, const char *at, char digit) {
  int index = digit - '1';
  if (index < 0 || index >= matcher->count || matcher->captures[index].length == HR_OPEN) {
    hr_settle_work(matcher);
    luaL_error(matcher->L, "invalid capture index %%%d", index + 1);
  }
  const hr_part *capture = &matcher->captures[index];
  if (capture->length == HR_POSITION || matcher->text_end - at < capture->length) return NULL;
  hr_pay(matcher, capture->length / 16);
  return memcmp(capture->start, at, (size_t)capture->length) == 0 ? at + capture->length : NULL;
}

/* What an item for one character and the sign after it lead to. `*at` and `*pattern` go on where nothing is left open
 * behind them; else the answer is in `*end`, and the result is false. Stack: 0 in, 0 out. Raises: e. */
static bool match_item(hr_matcher *matcher, const char **at, const char **pattern, const char **end) {
  item what = read_item(matcher, *pattern);
  const char *rest = what.end + 1;
  *end = NULL;
  switch (what.end < matcher->pattern_end ? *what.end : 0) {
    case '*':
      *end = match_most(matcher, &what, *at, rest);
      return false;
    case '+':
      if (goes_on(matcher, &what, *at)) *end = match_most(matcher, &what, *at + 1, rest);
      return false;
    case '-':
      *end = match_least(matcher, &what, *at, rest);
      return false;
    case '?':
      if (goes_on(matcher, &what, *at)) *end = hr_match_at(matcher, *at + 1, rest);
      *pattern = rest;
      return *end == NULL;
    default:
      if (!goes_on(matcher, &what, *at)) return false;
      *at += 1;
      *pattern = what.end;
      return true;
  }
}

/* The end of the text from `at` on that a pattern stands for, or NULL. Stack: 0 in, 0 out. Raises: e. */
const char *hr_match_at(hr_matcher *matcher, const char *at, const char *pattern) {
  if (matcher->depth >= HR_MATCH_DEPTH) refuse(matcher, "pattern too complex");
  matcher->depth++;
  const char *end = NULL;
  for (bool going = true; going;) {
    hr_pay(matcher, 1);
    if (pattern == matcher->pattern_end) {
      end = at;
      break;
    }
    char second = pattern + 1 < matcher->pattern_end ? pattern[1] : 0;
    if (*pattern == '(') {
      end = match_open(matcher, at, pattern);
      break;
    } else if (*pattern == ')') {
      end = match_close(matcher, at, pattern);
      break;
    } else if (*pattern == '$' && pattern + 1 == matcher->pattern_end) {
      end = at == matcher->text_end ? at : NULL;
      break;
    } else if (*pattern == '%' && second == 'b') {
      at = match_balance(matcher, at, pattern);
      pattern += 4;
      going = at != NULL;
    } else if (*pattern == '%' && second == 'f') {
      pattern = match_frontier(matcher, at, pattern);
      going = pattern != NULL;
    } else if (*pattern == '%' && (classes[(uint8_t)second] & DIGIT) != 0) {
      at = match_again(matcher, at, second);
      pattern += 2;
      going = at != NULL;
    } else {
      going = match_item(matcher, &at, &pattern, &end);
    }
  }
  matcher->depth--;
  return end;
}
