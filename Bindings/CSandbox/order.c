/* One order for keys, everywhere: numbers ascending, strings bytewise, false, true, host values by their kind and numbers.
 * Keys of other types have none that is the same in every run, and are an error. */
#include <math.h>
#include <string.h>

#include "hr_internal.h"

/* In which group a key stands; within the groups of numbers floats and integers mix. */
enum { NUMBERS, STRINGS, FALSEHOOD, TRUTH, VALUES, WITHOUT_ORDER };

/* A key with the first thing that orders it. */
typedef struct ranked {
  uint64_t first;
  hr_slot key;
} ranked;

enum { FEW = 48 /* keys that are sorted without memory of their own */ };

/* Stack: 0 in, 0 out. Raises: never. */
static int group_of(const hr_slot *key) {
  switch (key->tag) {
    case HR_SLOT_INTEGER: case HR_SLOT_NUMBER: return NUMBERS;
    case HR_SLOT_SHORT: case HR_SLOT_LONG: return STRINGS;
    case HR_SLOT_FALSE: return FALSEHOOD;
    case HR_SLOT_TRUE: return TRUTH;
    case HR_SLOT_VALUE: return VALUES;
    default: return WITHOUT_ORDER;
  }
}

/* Says which type has no order. Stack: 0 in, 0 out. Raises: e. */
static int refuse(lua_State *L, const hr_slot *key, const char *reader) {
  return luaL_error(L, "%s needs keys that are numbers, strings, booleans or values of the host; one here is a %s, which "
                    "has no order: keep such keys in a list", reader, lua_typename(L, key->tag & 15));
}

/* Compares exactly; a float that is a key is never NaN. Stack: 0 in, 0 out. Raises: never. */
static int compare_mixed(lua_Integer integer, lua_Number number) {
  if (!(number < 0x1p63)) return -1;
  if (number < -0x1p63) return 1;
  lua_Number floor_ = floor(number);
  lua_Integer whole = (lua_Integer)floor_;
  if (integer != whole) return integer < whole ? -1 : 1;
  return number > floor_ ? -1 : 0;
}

/* Stack: 0 in, 0 out. Raises: never. */
static int compare_numbers(const hr_slot *left, const hr_slot *right) {
  lua_Integer a = left->value.integer, b = right->value.integer;
  lua_Number x = left->value.number, y = right->value.number;
  bool whole = left->tag == HR_SLOT_INTEGER, other_whole = right->tag == HR_SLOT_INTEGER;
  if (whole && other_whole) return (a > b) - (a < b);
  if (whole) return compare_mixed(a, y);
  if (other_whole) return -compare_mixed(b, x);
  return (x > y) - (x < y);
}

/* Stack: 0 in, 0 out. Raises: never. */
static int compare_texts(const hr_slot *left, const hr_slot *right) {
  size_t count, other_count;
  const char *text = hr_slot_text(left, &count), *other = hr_slot_text(right, &other_count);
  int order = memcmp(text, other, count < other_count ? count : other_count);
  return order != 0 ? order : (count > other_count) - (count < other_count);
}

/* Stack: 0 in, 0 out. Raises: never. */
static int compare_values(const hr_slot *left, const hr_slot *right) {
  const hr_value *a = hr_slot_value(left), *b = hr_slot_value(right);
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

/* The order of keys. Stack: 0 in, 0 out. Raises: never. */
static int compare_keys(const hr_slot *left, const hr_slot *right) {
  int group = group_of(left), other_group = group_of(right);
  if (group != other_group) return group < other_group ? -1 : 1;
  switch (group) {
    case NUMBERS: return compare_numbers(left, right);
    case STRINGS: return compare_texts(left, right);
    case VALUES: return compare_values(left, right);
    default: return 0;
  }
}

/* Stack: 0 in, 0 out. Raises: never. */
static int compare_ranked(const ranked *a, const ranked *b) {
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return compare_keys(&a->key, &b->key);
}

/* How many bytes all texts begin with alike. Stack: 0 in, 0 out. Raises: never. */
static size_t common_start(const ranked *keys, uint32_t count) {
  size_t common;
  const char *first = hr_slot_text(&keys[0].key, &common);
  for (uint32_t i = 1; i < count && common > 0; i++) {
    size_t length, same = 0;
    const char *text = hr_slot_text(&keys[i].key, &length);
    if (length < common) common = length;
    while (same < common && text[same] == first[same]) same++;
    common = same;
  }
  return common;
}

/* The eight bytes of a text from `start` on, as a number that orders as they do. Stack: 0 in, 0 out. Raises: never. */
static uint64_t bytes_of(const hr_slot *key, size_t start) {
  size_t count;
  const char *text = hr_slot_text(key, &count);
  size_t left = count - start;
  uint64_t bytes = 0;
  memcpy(&bytes, text + start, left < 8 ? left : 8);
  return __builtin_bswap64(bytes);
}

/* Gives each key of one group the number that orders it first. Stack: 0 in, 0 out. Raises: never. */
static void rank(ranked *keys, uint32_t count, int group) {
  if (group == STRINGS) {
    size_t start = common_start(keys, count);
    for (uint32_t i = 0; i < count; i++) keys[i].first = bytes_of(&keys[i].key, start);
  } else if (group == NUMBERS) {
    bool whole = true;
    for (uint32_t i = 0; i < count; i++) whole = whole && keys[i].key.tag == HR_SLOT_INTEGER;
    for (uint32_t i = 0; whole && i < count; i++) {
      keys[i].first = (uint64_t)keys[i].key.value.integer ^ (uint64_t)1 << 63;
    }
  }
}

/* Puts keys of one group in order; their `first` is 0 where nothing was ranked. Stack: 0 in, 0 out. Raises: never. */
static void sort_few(ranked *keys, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    ranked key = keys[i];
    uint32_t at = i;
    for (; at > 0 && compare_ranked(&key, &keys[at - 1]) < 0; at--) keys[at] = keys[at - 1];
    keys[at] = key;
  }
}

/* Lets the key at `at` sink to its place in a heap of `count`. Stack: 0 in, 0 out. Raises: never. */
static void sink(ranked *keys, uint32_t at, uint32_t count) {
  ranked key = keys[at];
  for (uint64_t child; (child = 2 * (uint64_t)at + 1) < count; at = (uint32_t)child) {
    if (child + 1 < count && compare_ranked(&keys[child], &keys[child + 1]) < 0) child++;
    if (compare_ranked(&key, &keys[child]) >= 0) break;
    keys[at] = keys[child];
  }
  keys[at] = key;
}

/* Puts many keys in order that their first bytes do not tell apart, in place and in bounded time.
 * Stack: 0 in, 0 out. Raises: never. */
static void sort_alike(ranked *keys, uint32_t count) {
  for (uint32_t at = count / 2; at-- > 0;) sink(keys, at, count);
  for (uint32_t last = count; last-- > 1;) {
    ranked largest = keys[0];
    keys[0] = keys[last];
    keys[last] = largest;
    sink(keys, 0, last);
  }
}

/* Puts many keys in order by the bytes of `first`, the last first, and then those that are alike in it.
 * Stack: 0 in, 0 out. Raises: never. */
static void sort_many(ranked *keys, ranked *other, uint32_t count) {
  uint64_t differing = 0;
  for (uint32_t i = 1; i < count; i++) differing |= keys[i].first ^ keys[0].first;
  ranked *from = keys, *to = other;
  for (int shift = 0; shift < 64; shift += 8) {
    if ((differing >> shift & 255) == 0) continue;
    uint32_t places[256] = {0}, total = 0;
    for (uint32_t i = 0; i < count; i++) places[from[i].first >> shift & 255]++;
    for (int byte = 0; byte < 256; byte++) {
      uint32_t here = places[byte];
      places[byte] = total;
      total += here;
    }
    for (uint32_t i = 0; i < count; i++) to[places[from[i].first >> shift & 255]++] = from[i];
    ranked *swap = from;
    from = to;
    to = swap;
  }
  if (from != keys) memcpy(keys, from, count * sizeof *keys);
  for (uint32_t low = 0, high; low < count; low = high) {
    for (high = low + 1; high < count && keys[high].first == keys[low].first;) high++;
    if (high - low <= FEW) sort_few(keys + low, high - low);
    else sort_alike(keys + low, high - low);
  }
}

/* Puts `count` keys in order, with as much memory beside them at `other` where they are many.
 * Stack: 0 in, 0 out. Raises: never. */
static void sort_keys(ranked *keys, ranked *other, uint32_t count) {
  uint32_t sizes[WITHOUT_ORDER] = {0}, places[WITHOUT_ORDER], total = 0;
  for (uint32_t i = 0; i < count; i++) sizes[group_of(&keys[i].key)]++;
  for (int group = 0; group < WITHOUT_ORDER; group++) {
    places[group] = total;
    total += sizes[group];
  }
  if (sizes[group_of(&keys[0].key)] < count) {
    for (uint32_t i = 0; i < count; i++) other[places[group_of(&keys[i].key)]++] = keys[i];
    memcpy(keys, other, count * sizeof *keys);
  }
  for (int group = 0; group < WITHOUT_ORDER; keys += sizes[group++]) {
    if (sizes[group] < 2) continue;
    rank(keys, sizes[group], group);
    if (sizes[group] <= FEW) sort_few(keys, sizes[group]);
    else sort_many(keys, other, sizes[group]);
  }
}

/* Whether keys are in order as they stand; refuses those without one, and pays for long texts, which may be compared as
 * far as they go. Stack: 0 in, 0 out. Raises: e. */
static bool are_sorted(lua_State *L, const hr_slot *slots, uint32_t count) {
  bool sorted = true;
  for (uint32_t i = 0; i < count; i++) {
    if (group_of(&slots[i]) == WITHOUT_ORDER) refuse(L, &slots[i], "pairs");
    if (slots[i].tag == HR_SLOT_LONG) {
      size_t length;
      hr_slot_text(&slots[i], &length);
      hr_charge(L, (int64_t)length / (HR_BYTES_PER_STEP / 8));
    }
    if (i > 0 && sorted) sorted = compare_keys(&slots[i - 1], &slots[i]) < 0;
  }
  return sorted;
}

/* Sorts the array part of the new table on top, which holds keys of a table that is not written to meanwhile.
 * Stack: 0 in, 0 out. Raises: e. */
static void sort_slots(lua_State *L, uint32_t count) {
  ranked few[2 * FEW];
  ranked *keys = few;
  if (are_sorted(L, hr_slots(L, -1), count)) return;
  if (count > FEW) {
    hr_charge(L, count / 2);
    keys = lua_newuserdatauv(L, 2 * (size_t)count * sizeof *keys, 0);
    lua_insert(L, -2);
  }
  hr_slot *slots = hr_slots(L, -1);
  for (uint32_t i = 0; i < count; i++) keys[i] = (ranked){0, slots[i]};
  sort_keys(keys, keys + count, count);
  for (uint32_t i = 0; i < count; i++) slots[i] = keys[i].key;
  if (count > FEW) lua_remove(L, -2);
}

/* Pushes an array of the keys of the table at `table`, which must be an absolute index, in order, with room for `more`
 * slots behind them. Stack: 0 in, 1 out. Raises: e (a key without order). */
uint32_t hr_push_keys(lua_State *L, int table, uint32_t more) {
  hr_charge(L, hr_table_size(L, table) / HR_VALUES_PER_STEP);
  uint32_t count = hr_count_keys(L, table);
  for (;;) {
    lua_createtable(L, (int)(count + more), 0);
    if (count == 0 || hr_copy_keys(L, table, lua_gettop(L), 0, count)) break;
    lua_pop(L, 1);  /* the collector was there first: another time it is not */
  }
  if (count > 0) sort_slots(L, count);
  return count;
}

/* Whether every key of the table at `table` has a place in the order. Stack: 0 in, 0 out. Raises: e (limits). */
bool hr_has_order(lua_State *L, int table) {
  uint32_t at = 0;
  hr_slot key;
  hr_charge(L, hr_table_size(L, table) / HR_VALUES_PER_STEP);
  while (hr_visit_key(L, table, &at, &key)) {
    if (group_of(&key) == WITHOUT_ORDER) return false;
  }
  return true;
}

/* The least key of a table that is above `after`, or the least of all where that is NULL; false where there is none.
 * Stack: 0 in, 0 out. Raises: e (a key without order). */
static bool least_key(lua_State *L, int table, const hr_slot *after, hr_slot *least) {
  uint32_t at = 0;
  bool found = false;
  hr_slot key;
  hr_charge(L, hr_table_size(L, table) / HR_VALUES_PER_STEP);
  while (hr_visit_key(L, table, &at, &key)) {
    if (group_of(&key) == WITHOUT_ORDER) refuse(L, &key, "next");
    if (after != NULL && compare_keys(&key, after) <= 0) continue;
    if (found && compare_keys(&key, least) >= 0) continue;
    *least = key;
    found = true;
  }
  return found;
}

/* Pushes key `at` of the keys that next keeps and the value under it in the table at index 1, or of those behind it;
 * nothing where all are gone. Stack: 0 in, results out. Raises: never. */
static int push_pair(lua_State *L, int keys, lua_Integer *at) {
  for (; lua_rawgeti(L, keys, *at) != LUA_TNIL; *at += 1) {
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) return 2;
    lua_pop(L, 2);
  }
  return 1;
}

/* The pair that follows an index in a table that is an array alone. Stack: 0 in, results out. Raises: e (limits). */
static int next_of_array(lua_State *L, uint32_t slots, lua_Integer index) {
  for (lua_Unsigned i = (lua_Unsigned)index; i < slots; i++) {
    if ((i & 63) == 63) hr_charge(L, 64 / HR_VALUES_PER_STEP);
    if (lua_rawgeti(L, 1, (lua_Integer)i + 1) != LUA_TNIL) {
      lua_pushinteger(L, (lua_Integer)i + 1);
      lua_insert(L, -2);
      return 2;
    }
    lua_pop(L, 1);
  }
  lua_pushnil(L);
  return 1;
}

/* next(t) begins: the least key, and the others in order for the calls that follow.
 * Stack: 0 in, results out. Raises: e. */
static int next_of_all(lua_State *L, const hr_slot *after) {
  hr_sandbox *sandbox = hr_of(L);
  hr_slot least;
  sandbox->next_index = 0;
  if (!least_key(L, 1, after, &least)) {
    lua_pushnil(L);
    return 1;
  }
  hr_push_keys(L, 1, 0);
  int keys = lua_gettop(L);
  lua_Integer at = 1;
  for (const hr_slot *slots = hr_slots(L, keys); compare_keys(&slots[at - 1], &least) < 0;) at++;
  lua_pushvalue(L, 1);
  lua_rawseti(L, keys, 0);  /* whose keys they are */
  lua_pushvalue(L, keys);
  lua_rawseti(L, LUA_REGISTRYINDEX, HR_NEXT);
  sandbox->next_index = at;
  return push_pair(L, keys, &sandbox->next_index);
}

/* next(t, k): the pair that follows k in the order. A walk by next sorts once: as long as a call goes on from the key that
 * the last one gave, it takes the one behind it. Stack: arguments in, results out. Raises: e. */
int hr_next(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  uint32_t slots;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  bool first = lua_isnil(L, 2);
  bool is_nan = lua_type(L, 2) == LUA_TNUMBER && lua_tonumber(L, 2) != lua_tonumber(L, 2);
  if (is_nan) return luaL_error(L, "invalid key to 'next'");
  if (hr_is_array(L, 1, &slots) && (first || lua_isinteger(L, 2))) {
    lua_Integer index = lua_tointeger(L, 2);
    if (!first && (index < 1 || index > slots)) return luaL_error(L, "invalid key to 'next'");
    return next_of_array(L, slots, index);
  }
  if (first) {
    /* Most often only asked whether there is any: no walk is prepared. */
    hr_slot least;
    sandbox->next_index = 0;
    if (!least_key(L, 1, NULL, &least)) return 1;
    lua_createtable(L, 1, 0);
    *hr_slots(L, -1) = least;
    lua_rawgeti(L, -1, 1);
    lua_pushvalue(L, -1);
    lua_rawget(L, 1);
    return 2;
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_NEXT);
  if (sandbox->next_index > 0 && lua_istable(L, 3) && lua_rawgeti(L, 3, 0) == LUA_TTABLE && lua_rawequal(L, 4, 1) &&
      lua_rawgeti(L, 3, sandbox->next_index) != LUA_TNIL && lua_rawequal(L, 5, 2)) {
    sandbox->next_index++;
    return push_pair(L, 3, &sandbox->next_index);
  }
  lua_settop(L, 2);
  lua_createtable(L, 1, 0);
  lua_pushvalue(L, 2);
  lua_rawseti(L, 3, 1);
  const hr_slot *after = hr_slots(L, 3);
  if (group_of(after) == WITHOUT_ORDER) refuse(L, after, "next");
  return next_of_all(L, after);
}
