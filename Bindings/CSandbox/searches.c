/* string.find, match, gmatch and gsub over our own matcher. Upvalue 1 of each is Lua's function, for tests that compare
 * the two. */
#include <string.h>

#include "hr_patterns.h"

/* Whether a test asks for Lua's own function. Stack: 0 in, 0 out. Raises: never. */
static bool asks_for_stock(lua_State *L) { return __builtin_expect(hr_of(L)->stock_patterns, 0); }

/* Lua's own function in this same frame. Stack: arguments in, results out. Raises: e. */
static int call_stock(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

/* Where a search begins, from 0; more than `count` where it is behind the end. Stack: 0 in, 0 out. Raises: e. */
static size_t start_of(lua_State *L, int index, size_t count) {
  lua_Integer start = luaL_optinteger(L, index, 1);
  if (start > 0) return (size_t)start - 1;
  return start == 0 || start < -(lua_Integer)count ? 0 : count + (size_t)start;
}

/* Pushes capture `index`, from 0; the whole match is the first where the pattern has none.
 * Stack: 0 in, 1 out. Raises: e. */
static void push_capture(hr_matcher *matcher, int index, const char *start, const char *end) {
  lua_State *L = matcher->L;
  if (index >= matcher->count) {
    if (index > 0) {
      hr_settle_work(matcher);
      luaL_error(L, "invalid capture index %%%d", index + 1);
    }
    lua_pushlstring(L, start, (size_t)(end - start));
    return;
  }
  const hr_part *capture = &matcher->captures[index];
  if (capture->length == HR_OPEN) {
    hr_settle_work(matcher);
    luaL_error(L, "unfinished capture");
  }
  if (capture->length == HR_POSITION) {
    lua_pushinteger(L, capture->start - matcher->text + 1);
  } else {
    lua_pushlstring(L, capture->start, (size_t)capture->length);
  }
}

/* Pushes all captures; with `start`, the whole match where there are none. Stack: 0 in, result out. Raises: e. */
static int push_captures(hr_matcher *matcher, const char *start, const char *end) {
  int count = matcher->count == 0 && start != NULL ? 1 : matcher->count;
  luaL_checkstack(matcher->L, count, "too many captures");
  for (int i = 0; i < count; i++) push_capture(matcher, i, start, end);
  return count;
}

/* Begins a match anew. Stack: 0 in, 0 out. Raises: e. */
static const char *match_anew(hr_matcher *matcher, const char *at, const char *pattern) {
  matcher->count = 0;
  return hr_match_at(matcher, at, pattern);
}

/* Whether two texts are the same, paid for as far as they are compared, in blocks of 64 bytes.
 * Stack: 0 in, 0 out. Raises: e (limits). */
static bool is_same(hr_matcher *matcher, const char *left, const char *right, size_t count) {
  for (size_t done = 0; done < count; done += HR_BYTES_PER_STEP) {
    size_t block = count - done < HR_BYTES_PER_STEP ? count - done : HR_BYTES_PER_STEP;
    hr_pay(matcher, block == HR_BYTES_PER_STEP ? HR_UNITS_PER_STEP : 2);
    if (memcmp(left + done, right + done, block) != 0) return false;
  }
  return true;
}

/* Where `sought` is found from `at` on, or NULL. Stack: 0 in, 0 out. Raises: e (limits). */
static const char *find_plain(hr_matcher *matcher, const char *at, const char *sought, size_t count) {
  if (count == 0) return at;
  while ((size_t)(matcher->text_end - at) >= count) {
    size_t left = (size_t)(matcher->text_end - at) - (count - 1);
    if (left > HR_MATCH_BLOCK) left = HR_MATCH_BLOCK;
    const char *first = memchr(at, *sought, left);
    size_t passed = first == NULL ? left : (size_t)(first - at);
    hr_pay(matcher, (int64_t)passed / (HR_BYTES_PER_STEP / HR_UNITS_PER_STEP) + 1);
    if (first != NULL && is_same(matcher, first + 1, sought + 1, count - 1)) return first;
    at += first == NULL ? left : passed + 1;
  }
  return NULL;
}

/* Whether a pattern stands for itself alone. Stack: 0 in, 0 out. Raises: never. */
static bool is_plain(const char *pattern, size_t count) {
  for (size_t i = 0; i < count; i++) {
    switch (pattern[i]) {
      case '^': case '$': case '*': case '+': case '?': case '.': case '(': case '[': case '%': case '-': return false;
      default: break;
    }
  }
  return true;
}

/* find and match. Stack: arguments in, results out. Raises: e. */
static int search(lua_State *L, bool find) {
  size_t count, sought;
  const char *text = luaL_checklstring(L, 1, &count);
  const char *pattern = luaL_checklstring(L, 2, &sought);
  size_t start = start_of(L, 3, count);
  if (start > count) {
    lua_pushnil(L);
    return 1;
  }
  hr_matcher matcher = hr_matcher_make(L, text, count, pattern + sought);
  const char *at = text + start, *end = NULL;
  if (find && (lua_toboolean(L, 4) || is_plain(pattern, sought))) {
    hr_pay(&matcher, (int64_t)sought / HR_UNITS_PER_STEP);
    at = find_plain(&matcher, at, pattern, sought);
    if (at != NULL) end = at + sought;
  } else {
    bool anchored = sought > 0 && *pattern == '^';
    while ((end = match_anew(&matcher, at, pattern + anchored)) == NULL && !anchored && at < matcher.text_end) at++;
  }
  hr_settle_work(&matcher);
  if (end == NULL) {
    lua_pushnil(L);
    return 1;
  }
  if (!find) return push_captures(&matcher, at, end);
  lua_pushinteger(L, at - text + 1);
  lua_pushinteger(L, end - text);
  return 2 + push_captures(&matcher, NULL, NULL);
}

/* string.find. Stack: arguments in, results out. Raises: e. */
int hr_find(lua_State *L) { return asks_for_stock(L) ? call_stock(L) : search(L, true); }

/* string.match. Stack: arguments in, results out. Raises: e. */
int hr_match(lua_State *L) { return asks_for_stock(L) ? call_stock(L) : search(L, false); }

/* What gmatch gives: the next match. Upvalues: 1 the text, 2 the pattern, 3 where to go on, 4 where the last match
 * ended, -1 before the first. Stack: arguments in, results out. Raises: e. */
static int next_match(lua_State *L) {
  size_t count, sought;
  const char *text = lua_tolstring(L, lua_upvalueindex(1), &count);
  const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &sought);
  size_t start = (size_t)lua_tointeger(L, lua_upvalueindex(3));
  ptrdiff_t last = lua_tointeger(L, lua_upvalueindex(4));
  hr_matcher matcher = hr_matcher_make(L, text, count, pattern + sought);
  for (; start <= count; start++) {
    const char *end = match_anew(&matcher, text + start, pattern);
    if (end == NULL || end - text == last) continue;
    hr_settle_work(&matcher);
    lua_pushinteger(L, end - text);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return push_captures(&matcher, text + start, end);
  }
  hr_settle_work(&matcher);
  return 0;
}

/* string.gmatch. Stack: arguments in, 1 out. Raises: e. */
int hr_gmatch(lua_State *L) {
  if (asks_for_stock(L)) return call_stock(L);
  size_t count;
  luaL_checklstring(L, 1, &count);
  luaL_checklstring(L, 2, NULL);
  size_t start = start_of(L, 3, count);
  lua_settop(L, 2);
  lua_pushinteger(L, (lua_Integer)(start > count ? count + 1 : start));
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

/* Adds the replacement string, with what its % stand for. Stack: 0 in, 0 out. Raises: e. */
static void add_string(hr_matcher *matcher, hr_text *buffer, const char *start, const char *end) {
  lua_State *L = matcher->L;
  size_t count;
  const char *at = lua_tolstring(L, 3, &count);
  const char *last = at + count;
  hr_pay(matcher, (int64_t)count / HR_UNITS_PER_STEP + 1);
  while (true) {
    const char *mark = memchr(at, '%', (size_t)(last - at));
    hr_text_add(buffer, at, (size_t)((mark == NULL ? last : mark) - at));
    if (mark == NULL) return;
    char sign = mark + 1 < last ? mark[1] : 0;
    hr_pay(matcher, 1);
    if (sign == '%') {
      hr_text_add(buffer, "%", 1);
    } else if (sign == '0') {
      hr_text_add(buffer, start, (size_t)(end - start));
    } else if (sign >= '1' && sign <= '9') {
      push_capture(matcher, sign - '1', start, end);
      hr_text_add_value(buffer);
    } else {
      hr_settle_work(matcher);
      luaL_error(L, "invalid use of '%%' in replacement string");
    }
    at = mark + 2;
  }
}

/* Adds what takes the place of one match; false where it stays. Stack: 0 in, 0 out. Raises: e. */
static bool replace(hr_matcher *matcher, hr_text *buffer, const char *start, const char *end, int type) {
  lua_State *L = matcher->L;
  switch (type) {
    case LUA_TFUNCTION: {
      hr_settle_work(matcher);
      lua_pushvalue(L, 3);
      lua_call(L, push_captures(matcher, start, end), 1);
      break;
    }
    case LUA_TTABLE:
      push_capture(matcher, 0, start, end);
      lua_gettable(L, 3);
      break;
    default:
      add_string(matcher, buffer, start, end);
      return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    hr_text_add(buffer, start, (size_t)(end - start));
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  hr_text_add_value(buffer);
  return true;
}

/* string.gsub. Stack: arguments in, 2 out. Raises: e. */
int hr_gsub(lua_State *L) {
  if (asks_for_stock(L)) return call_stock(L);
  size_t count, sought;
  const char *text = luaL_checklstring(L, 1, &count);
  const char *pattern = luaL_checklstring(L, 2, &sought);
  int type = lua_type(L, 3);
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)count + 1), done = 0;
  luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                   "string/function/table");
  bool anchored = sought > 0 && *pattern == '^', changed = false;
  hr_matcher matcher = hr_matcher_make(L, text, count, pattern + sought);
  const char *at = text, *last = NULL;
  hr_text buffer;
  hr_text_begin(L, &buffer);
  while (done < most) {
    const char *end = match_anew(&matcher, at, pattern + anchored);
    if (end != NULL && end != last) {
      done++;
      if (replace(&matcher, &buffer, at, end, type)) changed = true;
      at = last = end;
    } else if (at < matcher.text_end) {
      hr_text_add(&buffer, at++, 1);
    } else {
      break;
    }
    if (anchored) break;
  }
  hr_settle_work(&matcher);
  if (changed) {
    hr_text_add(&buffer, at, (size_t)(matcher.text_end - at));
    hr_text_end(&buffer);
  } else {
    lua_pushvalue(L, 1);
  }
  lua_pushinteger(L, done);
  return 2;
}

/* For tests. Stack: 0 in, 0 out. Raises: never. */
void hr_use_stock_patterns(hr_sandbox *sandbox, bool stock) { sandbox->stock_patterns = stock; }
