/* The table library: with metamethods as the manual says, and with its work paid for as it happens. */
#include <string.h>

#include "hr_internal.h"

/* Whether a value is a table without a metatable, so that reading and writing it runs no code.
 * Stack: 0 in, 0 out. Raises: never. */
bool hr_is_plain(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return false;
  if (!lua_getmetatable(L, index)) return true;
  lua_pop(L, 1);
  return false;
}

/* Whether the metatable on top has a field. Stack: 0 in, 0 out. Raises: m. */
static bool has_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  bool found = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 1);
  return found;
}

/* Checks that an argument is a table, or something that can be used as one for what is asked.
 * Stack: 0 in, 0 out. Raises: e. */
void hr_check_table(lua_State *L, int index, int uses) {
  if (lua_type(L, index) == LUA_TTABLE) return;
  if (lua_getmetatable(L, index)) {
    bool usable = (!(uses & HR_READS) || has_field(L, "__index")) && (!(uses & HR_WRITES) || has_field(L, "__newindex")) &&
                  (!(uses & HR_COUNTS) || has_field(L, "__len"));
    lua_pop(L, 1);
    if (usable) return;
  }
  luaL_checktype(L, index, LUA_TTABLE);
}

/* Pays a step for one element of a walk, which is counted in `done`. Stack: 0 in, 0 out. Raises: e (limits). */
static inline void pay(lua_State *L, lua_Unsigned *done) {
  if ((++*done & 63) != 0) return;
  hr_charge(L, 64);
  if ((*done & 4095) == 0) hr_check(L);
}

/* Moves one element. Stack: 0 in, 0 out. Raises: e. */
static inline void move_one(lua_State *L, bool plain, int from, lua_Integer source, int to, lua_Integer target) {
  if (plain) {
    lua_rawgeti(L, from, source);
    lua_rawseti(L, to, target);
  } else {
    lua_geti(L, from, source);
    lua_seti(L, to, target);
  }
}

/* Moves elements of the plain table at index 1 at once, and pays for them; false where it cannot.
 * Stack: 0 in, 0 out. Raises: e (limits). */
static bool move_at_once(lua_State *L, lua_Integer from, lua_Integer to, lua_Integer count) {
  enum { SLOTS_PER_STEP = 8 };
  if (count <= 0 || !hr_move_slots(L, 1, from, to, count)) return false;
  hr_charge(L, count / SLOTS_PER_STEP);
  return true;
}

/* table.insert(t, position, value). Stack: arguments in, 0 out. Raises: e. */
int hr_insert(lua_State *L) {
  hr_check_table(L, 1, HR_READS | HR_WRITES | HR_COUNTS);
  bool plain = hr_is_plain(L, 1);
  lua_Integer end = (lua_Integer)((lua_Unsigned)(plain ? (lua_Integer)lua_rawlen(L, 1) : luaL_len(L, 1)) + 1), position = end;
  lua_Unsigned done = 0;
  switch (lua_gettop(L)) {
    case 2: break;
    case 3:
      position = luaL_checkinteger(L, 2);
      luaL_argcheck(L, position >= 1 && (lua_Unsigned)position <= (lua_Unsigned)end, 2, "position out of bounds");
      for (lua_Integer i = end; i > position; i--) {
        pay(L, &done);
        move_one(L, plain, 1, i - 1, 1, i);
        /* The last has made room; the others follow at once where they can. */
        if (plain && i == end && move_at_once(L, position, position + 1, end - 1 - position)) break;
      }
      break;
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  if (plain) lua_rawseti(L, 1, position);
  else lua_seti(L, 1, position);
  return 0;
}

/* table.remove(t, position). Stack: arguments in, 1 out. Raises: e. */
int hr_remove(lua_State *L) {
  hr_check_table(L, 1, HR_READS | HR_WRITES | HR_COUNTS);
  bool plain = hr_is_plain(L, 1);
  lua_Integer size = plain ? (lua_Integer)lua_rawlen(L, 1) : luaL_len(L, 1), position = luaL_optinteger(L, 2, size);
  lua_Unsigned done = 0;
  /* The last element, one of those before it, or the place behind it. */
  bool within = position >= 1 && position - 1 <= size;
  luaL_argcheck(L, position == size || within, 2, "position out of bounds");
  lua_geti(L, 1, position);
  if (plain && move_at_once(L, position + 1, position, size - position)) position = size;
  for (; position < size; position++) {
    pay(L, &done);
    move_one(L, plain, 1, position + 1, 1, position);
  }
  lua_pushnil(L);
  lua_seti(L, 1, position);
  return 1;
}

/* table.move(from, first, last, to, target). Stack: arguments in, 1 out. Raises: e. */
int hr_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), start = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  lua_Unsigned done = 0;
  hr_check_table(L, 1, HR_READS);
  hr_check_table(L, target, HR_WRITES);
  bool plain = hr_is_plain(L, 1) && hr_is_plain(L, target);
  if (last >= first) {
    lua_Integer count, end;
    bool countable = !__builtin_sub_overflow(last, first, &count) && !__builtin_add_overflow(count, 1, &count);
    luaL_argcheck(L, countable, 3, "too many elements to move");
    luaL_argcheck(L, !__builtin_add_overflow(start, count - 1, &end), 4, "destination wrap around");
    bool forward = start > last || start <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
    bool done_at_once = plain && target == 1 && move_at_once(L, first, start, count);
    for (lua_Integer i = 0; i < count && !done_at_once; i++) {
      lua_Integer at = forward ? i : count - 1 - i;
      pay(L, &done);
      move_one(L, plain, 1, first + at, target, start + at);
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

/* table.unpack(t, first, last). Stack: arguments in, values out. Raises: e. */
int hr_unpack(lua_State *L) {
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
  if (first > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
  if (count >= HR_VALUES || !lua_checkstack(L, (int)++count)) {
    return luaL_error(L, "too many results to unpack: one call gives at most %d", HR_VALUES);
  }
  bool plain = hr_is_plain(L, 1);
  hr_charge(L, (int64_t)count / HR_VALUES_PER_STEP);
  for (lua_Unsigned i = 0; i < count; i++) {
    if (plain) lua_rawgeti(L, 1, (lua_Integer)((lua_Unsigned)first + i));
    else lua_geti(L, 1, (lua_Integer)((lua_Unsigned)first + i));
  }
  return (int)count;
}

/* table.concat(t, separator, first, last). Stack: arguments in, 1 out. Raises: e. */
int hr_concat(lua_State *L) {
  size_t between;
  hr_check_table(L, 1, HR_READS | HR_COUNTS);
  bool plain = hr_is_plain(L, 1);
  lua_Integer last = plain ? (lua_Integer)lua_rawlen(L, 1) : luaL_len(L, 1);
  const char *separator = luaL_optlstring(L, 2, "", &between);
  lua_Integer first = luaL_optinteger(L, 3, 1);
  last = luaL_optinteger(L, 4, last);
  lua_settop(L, 2);
  lua_Unsigned done = 0;
  hr_text text;
  hr_text_begin(L, &text);
  for (lua_Integer i = first; i <= last; i++) {
    size_t count;
    pay(L, &done);
    if (plain) lua_rawgeti(L, 1, i);
    else lua_geti(L, 1, i);
    if (!lua_isstring(L, -1)) {
      return luaL_error(L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)i);
    }
    const char *piece = lua_tolstring(L, -1, &count);
    hr_text_add(&text, piece, count);
    lua_pop(L, 1);
    if (i == last) break;  /* the last may be the last integer of all */
    hr_text_add(&text, separator, between);
  }
  hr_text_end(&text);
  return 1;
}
