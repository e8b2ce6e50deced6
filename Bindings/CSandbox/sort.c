/* table.sort: a merge sort that is stable, so that equal elements stay as they were and every run gives one order, and that
 * ends whatever a comparison says. Elements are sorted in a copy: where a comparison fails, the table is as it was. */
#include <string.h>

#include "hr_internal.h"

/* Tells whether element `left` must come before element `right`; both count from 0. Raises as it is documented. */
typedef struct sorting {
  lua_State *L;
  int copy;                /* where the copy stands on the stack */
  bool has_comparison;     /* at index 2 */
  const hr_slot *slots;    /* of the copy; its array part is never written to while it is sorted */
  int64_t compared;        /* since the last charge */
} sorting;

enum { COMPARED_PER_CHARGE = 256, PLAIN_PER_STEP = 8 };

/* By the script's function. Stack: 0 in, 0 out. Raises: e. */
static bool before_by_script(sorting *of, uint32_t left, uint32_t right) {
  lua_State *L = of->L;
  hr_charge(L, 1);
  lua_pushvalue(L, 2);
  lua_rawgeti(L, of->copy, (lua_Integer)left + 1);
  lua_rawgeti(L, of->copy, (lua_Integer)right + 1);
  lua_call(L, 2, 1);
  bool result = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return result;
}

/* By `<`, with metamethods. Stack: 0 in, 0 out. Raises: e. */
static bool before_by_order(sorting *of, uint32_t left, uint32_t right) {
  lua_State *L = of->L;
  hr_charge(L, 1);
  lua_rawgeti(L, of->copy, (lua_Integer)left + 1);
  lua_rawgeti(L, of->copy, (lua_Integer)right + 1);
  bool result = lua_compare(L, -2, -1, LUA_OPLT);
  lua_pop(L, 2);
  return result;
}

/* By `<` between numbers or between strings, where Lua runs no code. Stack: 0 in, 0 out. Raises: e (limits). */
static bool before_plainly(sorting *of, uint32_t left, uint32_t right) {
  const hr_slot *a = &of->slots[left], *b = &of->slots[right];
  if (++of->compared >= COMPARED_PER_CHARGE) {
    of->compared = 0;
    hr_charge(of->L, COMPARED_PER_CHARGE / PLAIN_PER_STEP);
  }
  if (a->tag == HR_SLOT_INTEGER && b->tag == HR_SLOT_INTEGER) return a->value.integer < b->value.integer;
  if (a->tag == HR_SLOT_NUMBER && b->tag == HR_SLOT_NUMBER) return a->value.number < b->value.number;
  return before_by_order(of, left, right);
}

/* How two elements are compared. Stack: 0 in, 0 out. Raises: as it says itself. */
typedef bool (*comparison)(sorting *of, uint32_t left, uint32_t right);

/* Whether all elements are numbers. Stack: 0 in, 0 out. Raises: never. */
static bool are_numbers(const hr_slot *slots, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (slots[i].tag != HR_SLOT_INTEGER && slots[i].tag != HR_SLOT_NUMBER) return false;
  }
  return true;
}

/* Merges the sorted runs [low, middle) and [middle, high) of `from` into `to`. Stack: 0 in, 0 out. Raises: e. */
static void merge(sorting *of, comparison before, const uint32_t *from, uint32_t *to, uint32_t low, uint32_t middle,
                  uint32_t high) {
  uint32_t left = low, right = middle;
  /* Runs that are in order already, as most are in a sorted table, are taken as they stand. */
  if (right < high && !before(of, from[right], from[right - 1])) right = high;
  if (right == high) {
    memcpy(to + low, from + low, (high - low) * sizeof *to);
    return;
  }
  for (uint32_t next = low; next < high; next++) {
    bool take_right = left >= middle || (right < high && before(of, from[right], from[left]));
    to[next] = take_right ? from[right++] : from[left++];
  }
}

/* Sorts short runs where they stand. Stack: 0 in, 0 out. Raises: e. */
static void sort_run(sorting *of, comparison before, uint32_t *order, uint32_t low, uint32_t high) {
  for (uint32_t i = low + 1; i < high; i++) {
    uint32_t element = order[i], at = i;
    for (; at > low && before(of, element, order[at - 1]); at--) order[at] = order[at - 1];
    order[at] = element;
  }
}

/* Puts the numbers of elements in order; gives those of two arrays where they lie at last.
 * Stack: 0 in, 0 out. Raises: e. */
static const uint32_t *sort(sorting *of, comparison before, uint32_t *order, uint32_t *other, uint32_t count) {
  enum { RUN = 8 };
  for (uint32_t low = 0; low < count; low += RUN) {
    sort_run(of, before, order, low, count - low < RUN ? count : low + RUN);
  }
  for (uint64_t width = RUN; width < count; width *= 2) {
    for (uint64_t low = 0; low < count; low += 2 * width) {
      uint64_t middle = low + width < count ? low + width : count, high = middle + width < count ? middle + width : count;
      merge(of, before, order, other, (uint32_t)low, (uint32_t)middle, (uint32_t)high);
    }
    uint32_t *swap = order;
    order = other;
    other = swap;
  }
  return order;
}

/* table.sort(t, before). Stack: arguments in, 0 out. Raises: e. */
int hr_sort(lua_State *L) {
  hr_check_table(L, 1, HR_READS | HR_WRITES | HR_COUNTS);
  lua_Integer length = luaL_len(L, 1);
  if (length < 2) return 0;
  luaL_argcheck(L, length < INT32_MAX, 1, "array too big");
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  uint32_t count = (uint32_t)length;
  bool plain = hr_is_plain(L, 1);
  if (plain && count > hr_table_size(L, 1)) return luaL_error(L, "attempt to compare nil with nil");
  lua_createtable(L, (int)count, 0);
  for (uint32_t i = 1; i <= count; i++) {
    if (i % 64 == 0) hr_charge(L, 64 / HR_VALUES_PER_STEP);
    if (plain) lua_rawgeti(L, 1, i);
    else lua_geti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  uint32_t *order = lua_newuserdatauv(L, 2 * (size_t)count * sizeof *order, 0);
  for (uint32_t i = 0; i < count; i++) order[i] = i;
  sorting of = {.L = L, .copy = 3, .slots = hr_slots(L, 3)};
  comparison before = before_by_order;
  if (!lua_isnil(L, 2)) before = before_by_script;
  else if (are_numbers(of.slots, count)) before = before_plainly;
  const uint32_t *sorted = sort(&of, before, order, order + count, count);
  for (uint32_t i = 0; i < count; i++) {
    if (i % 64 == 0) hr_charge(L, 64 / HR_VALUES_PER_STEP);
    lua_rawgeti(L, 3, (lua_Integer)sorted[i] + 1);
    if (plain) lua_rawseti(L, 1, (lua_Integer)i + 1);
    else lua_seti(L, 1, (lua_Integer)i + 1);
  }
  return 0;
}
