/* One metatable for each kind of host value; the values themselves are three numbers. What a metatable answers is one
 * function for all kinds, but for `__index`, which knows the names of its own. */
#include "hr_internal.h"

/* The host value at index 1, which a script may have replaced in a call of its own. Stack: 0 in, 0 out. Raises: e. */
static const hr_value *self_of(lua_State *L) {
  const hr_value *value = hr_to_value(L, 1);
  if (value == NULL) luaL_error(L, "a value of the host expected, got %s", luaL_typename(L, 1));
  return value;
}

/* __index(value, key): a method or a field (upvalue 1 names them), else a property. Stack: 2 in, 1 out. Raises: e. */
static int index_value(lua_State *L) {
  const hr_value *value = self_of(L);
  if (lua_type(L, 2) == LUA_TSTRING) {
    lua_pushvalue(L, 2);
    int type = lua_rawget(L, lua_upvalueindex(1));
    if (type == LUA_TFUNCTION) return 1;
    if (type == LUA_TNUMBER) return hr_read_field(L, value, (uint32_t)lua_tointeger(L, -1));
    lua_pop(L, 1);
  }
  hr_ask(L, HR_PROPERTY, value->kind, 0, 1, 2);
  return 1;
}

/* __newindex(value, key, new). Stack: 3 in, 0 out. Raises: e. */
static int assign_value(lua_State *L) {
  hr_ask(L, HR_SET_PROPERTY, self_of(L)->kind, 0, 1, 3);
  return 0;
}

/* __len(value). Stack: 1 in, 1 out. Raises: e. */
static int length_of_value(lua_State *L) {
  hr_ask(L, HR_LENGTH, self_of(L)->kind, 0, 1, 1);
  return 1;
}

/* __call(value, …). Stack: arguments in, 1 out. Raises: e. */
static int call_value(lua_State *L) {
  hr_ask(L, HR_CALL_VALUE, self_of(L)->kind, 0, 1, lua_gettop(L));
  return 1;
}

/* An operator (upvalue 1) on two operands; the left one's kind is asked if it is a host value.
 * Stack: 2 in, 1 out. Raises: e. */
static int apply_operator(lua_State *L) {
  lua_settop(L, 2);
  const hr_value *left = hr_to_value(L, 1), *right = hr_to_value(L, 2);
  if (left == NULL && right == NULL) self_of(L);
  hr_ask(L, HR_APPLY, (left != NULL ? left : right)->kind, (uint32_t)lua_tointeger(L, lua_upvalueindex(1)), 1, 2);
  return 1;
}

/* __eq: of one kind and with the same numbers. Stack: 2 in, 1 out. Raises: never. */
static int equal_values(lua_State *L) {
  const hr_value *left = hr_to_value(L, 1), *right = hr_to_value(L, 2);
  bool equal = left != NULL && right != NULL && left->kind == right->kind && left->a == right->a && left->b == right->b;
  lua_pushboolean(L, equal);
  return 1;
}

/* A method: upvalue 1 has its kind and its slot. Its first argument must be of the kind.
 * Stack: arguments in, 1 out. Raises: e. */
static int call_method(lua_State *L) {
  const hr_value *self = hr_to_value(L, 1);
  uint64_t method = (uint64_t)lua_tointeger(L, lua_upvalueindex(1));
  uint32_t kind = (uint32_t)(method >> 32), slot = (uint32_t)method;
  if (self == NULL || self->kind != kind) hr_ask(L, HR_MISUSE, kind, slot, 1, 0);
  else hr_ask(L, HR_METHOD, kind, slot, 1, lua_gettop(L));
  return 1;
}

/* Whether a function is one of those that answer for host values; `==` apart, which is the same for all of a kind.
 * Stack: 0 in, 0 out. Raises: never. */
bool hr_answers_for_kinds(lua_CFunction function) {
  return function == index_value || function == assign_value || function == length_of_value || function == call_value ||
         function == apply_operator || function == call_method;
}

/* What all kinds share, by the field of the metatable. */
enum { ASSIGN = 1, EQUAL, LENGTH, CALL, OPERATORS };

static const struct {
  const char *field;
  hr_operator operator_;
} operators[] = {
    {"__add", HR_ADD},    {"__sub", HR_SUBTRACT}, {"__mul", HR_MULTIPLY},      {"__div", HR_DIVIDE},
    {"__unm", HR_NEGATE}, {"__lt", HR_LESS},      {"__le", HR_LESS_OR_EQUAL},  {"__mod", HR_MODULO},
    {"__pow", HR_POWER},  {"__idiv", HR_FLOOR_DIVIDE},
};

enum { OPERATOR_COUNT = sizeof operators / sizeof *operators };

/* Stack: 1 table in, 1 out. Raises: m. */
static void set_shared(lua_State *L, lua_Integer index, lua_CFunction function, lua_Integer upvalue) {
  lua_pushinteger(L, upvalue);
  lua_pushcclosure(L, function, 1);
  lua_rawseti(L, -2, index);
}

/* Pushes the table of what all kinds share, made with the first. Stack: 0 in, 1 out. Raises: m. */
static void push_shared(lua_State *L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_KINDS);
  if (lua_rawgeti(L, -1, -1) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_createtable(L, OPERATORS + OPERATOR_COUNT, 0);
    set_shared(L, ASSIGN, assign_value, 0);
    set_shared(L, EQUAL, equal_values, 0);
    set_shared(L, LENGTH, length_of_value, 0);
    set_shared(L, CALL, call_value, 0);
    for (int i = 0; i < OPERATOR_COUNT; i++) set_shared(L, OPERATORS + i, apply_operator, operators[i].operator_);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, -1);
  }
  lua_remove(L, -2);
}

/* Gives the metatable below the shared table on top a field of that. Stack: 2 in, 2 out. Raises: m. */
static void set_field(lua_State *L, const char *field, lua_Integer shared) {
  lua_pushstring(L, field);
  lua_rawgeti(L, -2, shared);
  lua_rawset(L, -4);
}

/* Makes the metatable of a kind. Stack: 0 in, 0 out. Raises: m. */
void hr_push_kind(lua_State *L, uint32_t kind, const char *name, hr_features features) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_KINDS);
  lua_newtable(L);
  lua_pushliteral(L, "__name");
  lua_pushstring(L, name);
  lua_rawset(L, -3);
  lua_pushliteral(L, "__index");
  lua_newtable(L);
  lua_pushcclosure(L, index_value, 1);
  lua_rawset(L, -3);
  push_shared(L);
  set_field(L, "__newindex", ASSIGN);
  set_field(L, "__eq", EQUAL);
  if (features.length) set_field(L, "__len", LENGTH);
  if (features.call) set_field(L, "__call", CALL);
  for (int i = 0; features.apply && i < OPERATOR_COUNT; i++) set_field(L, operators[i].field, OPERATORS + i);
  lua_pop(L, 1);
  if (features.identity) {
    if (kind < HR_TOLD_KINDS) hr_of(L)->identities |= (uint64_t)1 << kind;
    lua_rawgeti(L, LUA_REGISTRYINDEX, HR_IDENTITIES);
    lua_newtable(L);
    lua_rawseti(L, -2, kind);
    lua_pop(L, 1);
  }
  lua_rawseti(L, -2, kind);
  lua_pop(L, 1);
}

/* Pushes the table of the names that a kind knows. Stack: 0 in, 1 out. Raises: e (unknown kind). */
static void push_names(lua_State *L, uint32_t kind) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_KINDS);
  if (lua_rawgeti(L, -1, kind) != LUA_TTABLE) luaL_error(L, "a name of a kind that is not defined");
  lua_pushliteral(L, "__index");
  lua_rawget(L, -2);
  lua_getupvalue(L, -1, 1);
  lua_replace(L, -4);
  lua_pop(L, 2);
}

/* Adds a method to a kind. Stack: 0 in, 0 out. Raises: e (unknown kind). */
void hr_add_method(lua_State *L, uint32_t kind, const char *name, uint32_t slot) {
  push_names(L, kind);
  lua_pushstring(L, name);
  lua_pushinteger(L, (lua_Integer)((uint64_t)kind << 32 | slot));
  lua_pushcclosure(L, call_method, 1);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

/* Adds a field to a kind. Stack: 0 in, 0 out. Raises: e (unknown kind). */
void hr_add_field(lua_State *L, uint32_t kind, const char *name, uint32_t field) {
  push_names(L, kind);
  lua_pushstring(L, name);
  lua_pushinteger(L, field);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}
