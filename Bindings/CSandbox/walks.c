/* pairs: how a table is gone through in the order of its keys. */
#include "hr_internal.h"

/* Goes through the keys of upvalue 1, in order, of the table that the loop carries; keys that were removed meanwhile are
 * passed over. Stack: 2 in, 2 or 1 out. Raises: e (no table). */
static int step_keys(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE) luaL_checktype(L, 1, LUA_TTABLE);
  bool begins = lua_type(L, 2) <= LUA_TNIL;
  for (uint32_t at; (at = hr_advance(L, lua_upvalueindex(1), begins)) != 0; begins = false) {
    lua_rawgeti(L, lua_upvalueindex(1), at);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) return 2;
    lua_pop(L, 2);
  }
  lua_pushnil(L);
  return 1;
}

/* Goes through a table that was an array alone when the walk began, and through no key that it got since.
 * Stack: 2 in, 2 or 1 out. Raises: e (no table, limits). */
static int step_array(lua_State *L) {
  uint32_t slots;
  if (lua_type(L, 1) != LUA_TTABLE) luaL_checktype(L, 1, LUA_TTABLE);
  hr_is_array(L, 1, &slots);
  lua_Unsigned index = (lua_Unsigned)lua_tointeger(L, 2);
  while (index < slots) {
    if ((index & 63) == 63) hr_charge(L, 64 / HR_VALUES_PER_STEP / 4);
    lua_pushinteger(L, (lua_Integer)++index);
    if (lua_rawgeti(L, 1, (lua_Integer)index) != LUA_TNIL) return 2;
    lua_pop(L, 2);
  }
  lua_pushnil(L);
  return 1;
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

/* Stack: 3 in, 3 out. Raises: never. */
static int end_of_pairs(lua_State *L, int status, lua_KContext context) {
  (void)L;
  (void)status;
  (void)context;
  return 3;
}

/* Where a table's keys are remembered, from 1. Stack: 0 in, 0 out. Raises: never. */
static int place_of(lua_State *L, int table) { return (int)(((uintptr_t)lua_topointer(L, table) >> 6) % HR_WALKED) + 1; }

/* Remembers the keys of the table at index 1, which has been gone through before: in order, as the table on top has them,
 * and as they lie in their own table, by which they are known again. Stack: 1 in, 1 out. Raises: m. */
static void remember(lua_State *L, uint32_t count) {
  int sorted = lua_gettop(L), place = place_of(L, 1);
  uint32_t *walked = &hr_of(L)->walked[place - 1], address = (uint32_t)(uintptr_t)lua_topointer(L, 1);
  if (*walked != address) {
    *walked = address;
    return;
  }
  lua_createtable(L, (int)(2 * count), 0);
  if (hr_copy_slots(L, sorted, sorted + 1, count) && hr_copy_keys(L, 1, sorted + 1, count, count)) {
    lua_rawseti(L, lua_upvalueindex(1), place);
  }
  lua_settop(L, sorted);
}

/* Pushes the keys of the table at index 1 in order as they are remembered; false where they are not, or others.
 * Stack: 0 in, 0 or 1 out. Raises: e (limits). */
static bool push_remembered(lua_State *L) {
  if (lua_rawgeti(L, lua_upvalueindex(1), place_of(L, 1)) == LUA_TTABLE) {
    uint32_t count = hr_has_keys(L, 1, 2);
    hr_charge(L, count / HR_VALUES_PER_STEP);
    if (count > 0) {
      lua_createtable(L, (int)count + 1, 0);
      if (hr_copy_slots(L, 2, 3, count)) return true;
    }
  }
  lua_settop(L, 1);
  return false;
}

/* Pushes the keys of the table at index 1 in order, with a counter behind them. Most tables that are gone through often
 * keep their keys, and are not sorted again. Stack: 0 in, 1 out. Raises: e (a key without order, limits). */
static void push_walk(lua_State *L) {
  if (!push_remembered(L)) {
    uint32_t count = hr_push_keys(L, 1, 1);
    if (count >= 2 && count <= HR_WALK) remember(L, count);
  }
  hr_advance(L, -1, true);
}

/* pairs(t): tables in the stated order, host values as the host says. Upvalue 1: the keys that are remembered.
 * Stack: arguments in, 3 out. Raises: e. */
int hr_pairs(lua_State *L) {
  const hr_value *value = NULL;
  uint32_t slots;
  bool plain = hr_is_plain(L, 1);
  if (!plain) {
    luaL_checkany(L, 1);
    value = hr_to_value(L, 1);
  }
  lua_settop(L, 1);
  if (value != NULL) {
    hr_ask(L, HR_ENTRIES, value->kind, 0, 1, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, step_entries, 2);
  } else if (!plain && luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_callk(L, 1, 3, 0, end_of_pairs);
    return 3;
  } else {
    if (!plain) luaL_checktype(L, 1, LUA_TTABLE);
    if (hr_is_array(L, 1, &slots)) {
      lua_rawgeti(L, LUA_REGISTRYINDEX, HR_STEPPERS);
    } else {
      push_walk(L);
      lua_pushcclosure(L, step_keys, 1);
    }
  }
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

/* Makes what all walks of a state share. Stack: 0 in, 0 out. Raises: m. */
void hr_set_steppers(lua_State *L) {
  lua_pushnil(L);
  lua_pushcclosure(L, step_array, 1);
  lua_rawseti(L, LUA_REGISTRYINDEX, HR_STEPPERS);
}
