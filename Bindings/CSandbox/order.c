/* One order for keys, everywhere: numbers ascending, strings bytewise, false, true. And a sort that is stable. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hr_internal.h"

/* A key with what orders it; strings are kept alive by the table they are keys of. */
typedef struct key {
  enum { KEY_INTEGER, KEY_NUMBER, KEY_STRING, KEY_BOOLEAN } type;
  uint32_t position;
  union {
    lua_Integer integer;
    lua_Number number;
    struct {
      const char *data;
      size_t count;
    } string;
  } value;
} key;

/* Reads the key at `index`. Stack: 0 in, 0 out. Raises: e (a key without order). */
static key read_key(lua_State *L, int index, const char *reader) {
  key result = {0};
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        result.type = KEY_INTEGER;
        result.value.integer = lua_tointeger(L, index);
      } else {
        result.type = KEY_NUMBER;
        result.value.number = lua_tonumber(L, index);
      }
      break;
    case LUA_TSTRING:
      result.type = KEY_STRING;
      result.value.string.data = lua_tolstring(L, index, &result.value.string.count);
      break;
    case LUA_TBOOLEAN:
      result.type = KEY_BOOLEAN;
      result.value.integer = lua_toboolean(L, index);
      break;
    default:
      luaL_error(L, "%s needs keys that are numbers, strings or booleans; one here is a %s, which has no order", reader,
                 hr_type_name(L, index));
  }
  return result;
}

/* Compares exactly; a float that is a key is never NaN. Stack: 0 in, 0 out. Raises: never. */
static int compare_mixed(lua_Integer integer, lua_Number number) {
  if (number >= 0x1p63) return -1;
  if (number < -0x1p63) return 1;
  lua_Number floor_ = floor(number);
  lua_Integer whole = (lua_Integer)floor_;
  if (integer != whole) return integer < whole ? -1 : 1;
  return number > floor_ ? -1 : 0;
}

/* Stack: 0 in, 0 out. Raises: never. */
static int compare_numbers(const key *left, const key *right) {
  if (left->type == KEY_INTEGER && right->type == KEY_INTEGER) {
    return (left->value.integer > right->value.integer) - (left->value.integer < right->value.integer);
  }
  if (left->type == KEY_INTEGER) return compare_mixed(left->value.integer, right->value.number);
  if (right->type == KEY_INTEGER) return -compare_mixed(right->value.integer, left->value.number);
  return (left->value.number > right->value.number) - (left->value.number < right->value.number);
}

/* The order of keys, as qsort wants it. Stack: 0 in, 0 out. Raises: never. */
static int compare_keys(const void *left_pointer, const void *right_pointer) {
  const key *left = left_pointer, *right = right_pointer;
  if (left->type <= KEY_NUMBER && right->type <= KEY_NUMBER) return compare_numbers(left, right);
  if (left->type != right->type) return left->type < right->type ? -1 : 1;
  if (left->type == KEY_BOOLEAN) return (int)(left->value.integer - right->value.integer);
  size_t left_count = left->value.string.count, right_count = right->value.string.count;
  int order = memcmp(left->value.string.data, right->value.string.data,
                     left_count < right_count ? left_count : right_count);
  return order != 0 ? order : (left_count > right_count) - (left_count < right_count);
}

/* Pushes an array of the keys of the table at `table`, which must be an absolute index, in order.
 * Stack: 0 in, 1 out. Raises: e (a key without order). */
size_t hr_push_keys(lua_State *L, int table) {
  uint32_t count = 0;
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) count++;
  hr_charge(L, count);
  lua_createtable(L, (int)count, 0);
  int found = lua_gettop(L);
  key *keys = lua_newuserdatauv(L, (count + 1) * sizeof *keys, 0);
  bool sorted = true;
  uint32_t next = 0;
  for (lua_pushnil(L); next < count && lua_next(L, table); next++) {
    lua_pop(L, 1);
    keys[next] = read_key(L, -1, "pairs");
    keys[next].position = next + 1;
    if (next > 0 && sorted) sorted = compare_keys(&keys[next - 1], &keys[next]) < 0;
    lua_pushvalue(L, -1);
    lua_rawseti(L, found, next + 1);
  }
  lua_settop(L, found + 1);
  if (!sorted) {
    qsort(keys, count, sizeof *keys, compare_keys);
    lua_createtable(L, (int)count, 0);
    for (uint32_t i = 0; i < count; i++) {
      lua_rawgeti(L, found, keys[i].position);
      lua_rawseti(L, -2, i + 1);
    }
    lua_replace(L, found);
  }
  lua_settop(L, found);
  return count;
}

/* next(t, k): the pair that follows k in the order, found by looking at every key.
 * Stack: arguments in, results out. Raises: e. */
int hr_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  bool first = lua_isnil(L, 2);
  key after = first ? (key){0} : read_key(L, 2, "next");
  lua_pushnil(L);  /* 3: the best so far */
  key best = {0};
  bool found = false;
  int64_t seen = 0;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1), seen++) {
    key candidate = read_key(L, -2, "next");
    if (!first && compare_keys(&candidate, &after) <= 0) continue;
    if (found && compare_keys(&candidate, &best) >= 0) continue;
    best = candidate;
    found = true;
    lua_pushvalue(L, -2);
    lua_replace(L, 3);
  }
  hr_charge(L, seen);
  if (!found) return 1;
  lua_pushvalue(L, 3);
  lua_rawget(L, 1);
  return 2;
}

/* Goes through the keys of upvalue 1, from upvalue 2 on, of the table that the loop carries; keys that were removed
 * meanwhile are passed over. Stack: 2 in, 2 or 1 out. Raises: never. */
static int step_keys(lua_State *L) {
  lua_Integer index = lua_tointeger(L, lua_upvalueindex(2));
  lua_pushvalue(L, lua_upvalueindex(3));
  int table = lua_gettop(L);
  for (;;) {
    index++;
    if (lua_rawgeti(L, lua_upvalueindex(1), index) == LUA_TNIL) return 1;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, table) != LUA_TNIL) break;
    lua_pop(L, 2);
  }
  lua_pushinteger(L, index);
  lua_replace(L, lua_upvalueindex(2));
  return 2;
}

/* Goes through the list key, value, key, value, … of upvalue 1. Stack: 2 in, 2 or 1 out. Raises: never. */
static int step_entries(lua_State *L) {
  lua_Integer index = lua_tointeger(L, lua_upvalueindex(2));
  lua_pushinteger(L, index + 2);
  lua_replace(L, lua_upvalueindex(2));
  if (lua_rawgeti(L, lua_upvalueindex(1), index + 1) == LUA_TNIL) return 1;
  lua_rawgeti(L, lua_upvalueindex(1), index + 2);
  return 2;
}

/* pairs(t): tables in the stated order, host values as the host says. Stack: arguments in, 3 out. Raises: e. */
int hr_pairs(lua_State *L) {
  const hr_value *value = hr_to_value(L, 1);
  lua_settop(L, 1);
  if (value != NULL) {
    hr_ask(L, HR_ENTRIES, value->kind, 0, 1, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, step_entries, 2);
  } else {
    luaL_checktype(L, 1, LUA_TTABLE);
    hr_push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, step_keys, 3);
  }
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

/* Whether the value at `left` must come before that at `right`: by argument 2 or by `<`.
 * Stack: 0 in, 0 out. Raises: e. */
static bool comes_before(lua_State *L, int left, int right) {
  hr_charge(L, 1);
  if (lua_isnil(L, 2)) return lua_compare(L, left, right, LUA_OPLT);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, left);
  lua_pushvalue(L, right);
  lua_call(L, 2, 1);
  bool result = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return result;
}

/* Merges the sorted runs [low, middle) and [middle, high) of table `from` into table `to`.
 * Stack: 0 in, 0 out. Raises: e. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer left = low, right = middle;
  for (lua_Integer next = low; next < high; next++) {
    bool take_right = left >= middle;
    if (!take_right && right < high) {
      lua_rawgeti(L, from, left);
      lua_rawgeti(L, from, right);
      int top = lua_gettop(L);
      take_right = comes_before(L, top, top - 1);
      lua_pop(L, 2);
    }
    lua_rawgeti(L, from, take_right ? right++ : left++);
    lua_rawseti(L, to, next);
  }
}

/* table.sort(t, before): a stable merge sort, so equal elements stay as they were and every run gives one order.
 * Stack: arguments in, 0 out. Raises: e. */
int hr_sort(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
  hr_charge(L, count);
  lua_createtable(L, (int)count, 0);
  lua_createtable(L, (int)count, 0);
  int from = 3, to = 4;
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, from, i);
  }
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      lua_Integer middle = low + width, end = count + 1;
      lua_Integer high = middle + width;
      merge(L, from, to, low, middle < end ? middle : end, high < end ? high : end);
    }
    int swap = from;
    from = to;
    to = swap;
  }
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, from, i);
    lua_rawseti(L, 1, i);
  }
  return 0;
}
