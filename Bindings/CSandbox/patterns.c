/* Patterns that could run for minutes are refused: Lua's matcher goes back over its steps, and no hook fires in it.
 *
 * The bound is what the matcher does at worst: how many ways there are to share a text out among the items that
 * repeat. It is the same in every run, and far above what patterns do in fact. */
#include <string.h>

#include "hr_internal.h"

/* Steps of the matcher that one call may take at worst: about two seconds. */
static const double HR_MATCH = 4e8;

/* What a pattern holds that makes the matcher go back. */
typedef struct shape {
  int repeats;    /* items with * + or -, and %b */
  int options;    /* items with ? */
  bool anchored;
} shape;

/* The end of the set that starts at `at`. Stack: 0 in, 0 out. Raises: never. */
static size_t skip_set(const char *pattern, size_t count, size_t at) {
  at++;
  if (at < count && pattern[at] == '^') at++;
  do {
    if (at < count && pattern[at++] == '%') at++;
  } while (at < count && pattern[at] != ']');
  return at + 1;
}

/* The end of the item that starts at `at`; `*single` where a sign to repeat it may follow.
 * Stack: 0 in, 0 out. Raises: never. */
static size_t skip_item(const char *pattern, size_t count, size_t at, bool *single) {
  char first = pattern[at], second = at + 1 < count ? pattern[at + 1] : 0;
  *single = first != '(' && first != ')' && !(first == '%' && (second == 'b' || second == 'f'));
  if (first == '[') return skip_set(pattern, count, at);
  if (first != '%') return at + 1;
  if (second == 'b') return at + 4;
  return second == 'f' ? skip_set(pattern, count, at + 2) : at + 2;
}

/* Counts what a pattern holds. Stack: 0 in, 0 out. Raises: never. */
static shape read_shape(const char *pattern, size_t count) {
  shape result = {.anchored = count > 0 && pattern[0] == '^'};
  for (size_t at = result.anchored ? 1 : 0; at < count;) {
    bool single;
    if (pattern[at] == '%' && at + 1 < count && pattern[at + 1] == 'b') result.repeats++;
    at = skip_item(pattern, count, at, &single);
    if (!single || at >= count) continue;
    bool repeated = memchr("*+-", pattern[at], 3) != NULL;
    if (repeated) result.repeats++;
    if (pattern[at] == '?') result.options++;
    if (repeated || pattern[at] == '?') at++;
  }
  return result;
}

/* The steps a search takes at worst. Stack: 0 in, 0 out. Raises: never. */
static double worst_case(double text, const char *pattern, size_t count) {
  shape form = read_shape(pattern, count);
  double steps = 1 + (double)count / 16;
  int shares = form.repeats + (form.anchored ? 0 : 1);
  for (int i = 1; i <= shares && steps <= HR_MATCH; i++) steps *= (text + i) / i;
  for (int i = 0; i < form.options && steps <= HR_MATCH; i++) steps *= 2;
  return steps;
}

/* find, match, gmatch and gsub: Lua's (upvalue 1), but not for a search that could take too long.
 * Stack: arguments in, results out. Raises: e. */
int hr_match(lua_State *L) {
  size_t text, count;
  luaL_checklstring(L, 1, &text);
  const char *pattern = luaL_checklstring(L, 2, &count);
  bool plain = lua_type(L, 4) == LUA_TBOOLEAN && lua_toboolean(L, 4);
  double steps = plain ? (double)text * (double)count / 16 : worst_case((double)text, pattern, count);
  if (steps > HR_MATCH) {
    return luaL_error(L, "this pattern could take too long on a text of %I bytes; use fewer * + - ? or less text",
                      (lua_Integer)text);
  }
  hr_charge(L, (int64_t)text / HR_BYTES_PER_STEP);
  int results = lua_tocfunction(L, lua_upvalueindex(1))(L);
  if (steps > HR_MATCH / 1000) hr_check(L);
  return results;
}
