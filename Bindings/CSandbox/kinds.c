/* One metatable for each kind of host value; the values themselves are three numbers. */
#include "hr_internal.h"

const char hr_kinds_key = 0;

/* Stack: 0 in, 0 out. Raises: never. */
static uint32_t kind_upvalue(lua_State *L) { return (uint32_t)lua_tointeger(L, lua_upvalueindex(1)); }

/* __index(value, key): a method (upvalue 2), else a property. Stack: 2 in, 1 out. Raises: e. */
static int index_value(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TFUNCTION) return 1;
    lua_pop(L, 1);
  }
  hr_ask(L, HR_PROPERTY, kind_upvalue(L), 0, 1, 2);
  return 1;
}

/* __newindex(value, key, new). Stack: 3 in, 0 out. Raises: e. */
static int assign_value(lua_State *L) {
  hr_ask(L, HR_SET_PROPERTY, kind_upvalue(L), 0, 1, 3);
  return 0;
}

/* __len(value). Stack: 1 in, 1 out. Raises: e. */
static int length_of_value(lua_State *L) {
  hr_ask(L, HR_LENGTH, kind_upvalue(L), 0, 1, 1);
  return 1;
}

/* __call(value, …). Stack: arguments in, 1 out. Raises: e. */
static int call_value(lua_State *L) {
  hr_ask(L, HR_CALL_VALUE, kind_upvalue(L), 0, 1, lua_gettop(L));
  return 1;
}

/* An operator (upvalue 2) on two operands, one of the kind. Stack: 2 in, 1 out. Raises: e. */
static int apply_operator(lua_State *L) {
  lua_settop(L, 2);
  hr_ask(L, HR_APPLY, kind_upvalue(L), (uint32_t)lua_tointeger(L, lua_upvalueindex(2)), 1, 2);
  return 1;
}

/* __eq: of one kind and with the same numbers. Stack: 2 in, 1 out. Raises: never. */
static int equal_values(lua_State *L) {
  const hr_value *left = hr_to_value(L, 1), *right = hr_to_value(L, 2);
  bool equal = left != NULL && right != NULL && left->kind == right->kind && left->a == right->a && left->b == right->b;
  lua_pushboolean(L, equal);
  return 1;
}

/* A method: upvalue 1 the kind, 2 the slot. Its first argument must be of the kind.
 * Stack: arguments in, 1 out. Raises: e. */
static int call_method(lua_State *L) {
  const hr_value *self = hr_to_value(L, 1);
  uint32_t slot = (uint32_t)lua_tointeger(L, lua_upvalueindex(2));
  if (self == NULL || self->kind != kind_upvalue(L)) hr_ask(L, HR_MISUSE, kind_upvalue(L), slot, 1, 0);
  else hr_ask(L, HR_METHOD, self->kind, slot, 1, lua_gettop(L));
  return 1;
}

/* Sets a field of the metatable on top to a closure over the kind. Stack: 0 in, 0 out. Raises: m. */
static void set_closure(lua_State *L, const char *field, lua_CFunction function, uint32_t kind) {
  lua_pushstring(L, field);
  lua_pushinteger(L, kind);
  lua_pushcclosure(L, function, 1);
  lua_rawset(L, -3);
}

/* Stack: 0 in, 0 out. Raises: m. */
static void set_operators(lua_State *L, uint32_t kind) {
  static const struct {
    const char *field;
    hr_operator operator_;
  } operators[] = {
      {"__add", HR_ADD},    {"__sub", HR_SUBTRACT}, {"__mul", HR_MULTIPLY},      {"__div", HR_DIVIDE},
      {"__unm", HR_NEGATE}, {"__lt", HR_LESS},      {"__le", HR_LESS_OR_EQUAL},  {"__mod", HR_MODULO},
      {"__pow", HR_POWER},  {"__idiv", HR_FLOOR_DIVIDE},
  };
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    lua_pushstring(L, operators[i].field);
    lua_pushinteger(L, kind);
    lua_pushinteger(L, operators[i].operator_);
    lua_pushcclosure(L, apply_operator, 2);
    lua_rawset(L, -3);
  }
}

/* Makes the metatable of a kind. Stack: 0 in, 0 out. Raises: m. */
void hr_push_kind(lua_State *L, uint32_t kind, const char *name, hr_features features) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &hr_kinds_key);
  lua_newtable(L);
  lua_pushliteral(L, "__name");
  lua_pushstring(L, name);
  lua_rawset(L, -3);
  lua_pushliteral(L, "__index");
  lua_pushinteger(L, kind);
  lua_newtable(L);
  lua_pushcclosure(L, index_value, 2);
  lua_rawset(L, -3);
  set_closure(L, "__newindex", assign_value, kind);
  lua_pushliteral(L, "__eq");
  lua_pushcfunction(L, equal_values);
  lua_rawset(L, -3);
  if (features.length) set_closure(L, "__len", length_of_value, kind);
  if (features.call) set_closure(L, "__call", call_value, kind);
  if (features.apply) set_operators(L, kind);
  lua_rawseti(L, -2, kind);
  lua_pop(L, 1);
}

/* Adds a method to a kind. Stack: 0 in, 0 out. Raises: e (unknown kind). */
void hr_add_method(lua_State *L, uint32_t kind, const char *name, uint32_t slot) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &hr_kinds_key);
  if (lua_rawgeti(L, -1, kind) != LUA_TTABLE) luaL_error(L, "a method of a kind that is not defined");
  lua_pushliteral(L, "__index");
  lua_rawget(L, -2);
  lua_getupvalue(L, -1, 2);
  lua_pushstring(L, name);
  lua_pushinteger(L, kind);
  lua_pushinteger(L, slot);
  lua_pushcclosure(L, call_method, 2);
  lua_rawset(L, -3);
  lua_pop(L, 4);
}
