/* How values cross: Lua to bytes and back. */
#include <string.h>

#include "hr_internal.h"

/* Stack: 0 in, 0 out. Raises: never. */
static void append_tag(hr_bytes *bytes, uint8_t tag) { hr_append(bytes, &tag, 1); }

/* The host value at `index`, or NULL. Stack: 0 in, 0 out. Raises: never. */
hr_value *hr_to_value(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TUSERDATA ? lua_touserdata(L, index) : NULL;
}

/* The word for a value's type: Lua's own, or the name of a host value's kind. Stack: 0 in, 0 out. Raises: e. */
const char *hr_type_name(lua_State *L, int index) {
  if (hr_to_value(L, index) == NULL) return luaL_typename(L, index);
  const char *name = "value";
  if (luaL_getmetafield(L, index, "__name") == LUA_TSTRING) name = lua_tostring(L, -1);
  lua_pop(L, 1);  /* the metatable keeps the name */
  return name;
}

/* Makes a host value of a kind that was defined. Stack: 0 in, 1 out. Raises: e (unknown kind). */
static void make_value(lua_State *L, uint32_t kind, int64_t a, int64_t b) {
  hr_value *value = lua_newuserdatauv(L, sizeof *value, 0);
  *value = (hr_value){.a = a, .b = b, .kind = kind};
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_KINDS);
  if (lua_rawgeti(L, -1, kind) != LUA_TTABLE) luaL_error(L, "a host value of a kind that is not defined");
  lua_setmetatable(L, -3);
  lua_pop(L, 1);
}

/* Pushes a host value; the same one again where its kind has one for each number.
 * Stack: 0 in, 1 out. Raises: e (unknown kind). */
void hr_push_value(lua_State *L, uint32_t kind, int64_t a, int64_t b) {
  if (kind < HR_TOLD_KINDS && (hr_of(L)->identities >> kind & 1) == 0) {
    make_value(L, kind, a, b);
    return;
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_IDENTITIES);
  bool is_one = b >= 0 && b < INT32_MAX && a >= 0 && a < INT32_MAX && lua_rawgeti(L, -1, kind) == LUA_TTABLE;
  if (!is_one) {
    lua_settop(L, -2 - (lua_type(L, -1) == LUA_TNIL));
    make_value(L, kind, a, b);
    return;
  }
  lua_Integer key = (lua_Integer)((uint64_t)b << 32 | (uint64_t)a);
  if (lua_rawgeti(L, -1, key) == LUA_TNIL) {
    lua_pop(L, 1);
    make_value(L, kind, a, b);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, key);
  }
  lua_replace(L, -3);
  lua_pop(L, 1);
}

/* The reference by which the host knows the function at `index`, made at first sight.
 * Stack: 0 in, 0 out. Raises: m. */
int64_t hr_reference(lua_State *L, int index) {
  hr_sandbox *sandbox = hr_of(L);
  index = lua_absindex(L, index);
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_FUNCTIONS);
  lua_pushvalue(L, index);
  if (lua_rawget(L, -2) == LUA_TNUMBER) {
    int64_t known = lua_tointeger(L, -1);
    lua_pop(L, 2);
    return known;
  }
  lua_pop(L, 1);
  int place = ++sandbox->usage.references;
  int64_t reference = (int64_t)sandbox->restores << 32 | place;
  lua_pushvalue(L, index);
  lua_rawseti(L, -2, place);
  lua_pushvalue(L, index);
  lua_pushinteger(L, reference);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  return reference;
}

/* Pushes the function that the host knows by a reference. One that was given since the state was kept is gone once the
 * state is put back, though another may have its place. Stack: 0 in, 1 out. Raises: e. */
void hr_push_reference(lua_State *L, int64_t reference) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, HR_FUNCTIONS);
  bool known = lua_rawgeti(L, -1, (uint32_t)reference) == LUA_TFUNCTION;
  if (known) {
    lua_pushvalue(L, -1);
    known = lua_rawget(L, -3) == LUA_TNUMBER && lua_tointeger(L, -1) == reference;
    lua_pop(L, 1);
  }
  if (!known) luaL_error(L, "a function that this sandbox never gave, or that went when its state was put back");
  lua_remove(L, -2);
}

/* Stack: 0 in, 0 out. Raises: m. */
static void encode_function(lua_State *L, hr_bytes *bytes, int index) {
  lua_Debug about;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &about);
  int64_t reference = hr_reference(L, index);
  append_tag(bytes, HR_TAG_FUNCTION);
  hr_append(bytes, &reference, sizeof reference);
  hr_append_u32(bytes, about.linedefined > 0 ? (uint32_t)about.linedefined : 0);
}

/* Stack: 0 in, 0 out. Raises: e (depth, size, keys without order). */
static void encode_table(lua_State *L, hr_bytes *bytes, int index, int depth) {
  if (depth >= HR_DEPTH) {
    luaL_error(L, "a table nested more than %d deep, or in itself, cannot go to the host", HR_DEPTH);
  }
  luaL_checkstack(L, 8, "value nested too deeply");
  size_t count = hr_push_keys(L, index, 0);
  int keys = lua_gettop(L);
  append_tag(bytes, HR_TAG_TABLE);
  hr_append_u32(bytes, (uint32_t)count);
  for (size_t i = 1; i <= count; i++) {
    lua_rawgeti(L, keys, (lua_Integer)i);
    hr_encode(L, bytes, -1, depth + 1);
    lua_rawget(L, index);
    hr_encode(L, bytes, -1, depth + 1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* Appends the value at `index`. Stack: 0 in, 0 out. Raises: e (what cannot cross). */
void hr_encode(lua_State *L, hr_bytes *bytes, int index, int depth) {
  index = lua_absindex(L, index);
  switch (lua_type(L, index)) {
    case LUA_TNIL:
      append_tag(bytes, HR_TAG_NIL);
      break;
    case LUA_TBOOLEAN:
      append_tag(bytes, lua_toboolean(L, index) ? HR_TAG_TRUE : HR_TAG_FALSE);
      break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        lua_Integer integer = lua_tointeger(L, index);
        append_tag(bytes, HR_TAG_INTEGER);
        hr_append(bytes, &integer, sizeof integer);
      } else {
        lua_Number number = lua_tonumber(L, index);
        append_tag(bytes, HR_TAG_NUMBER);
        hr_append(bytes, &number, sizeof number);
      }
      break;
    case LUA_TSTRING: {
      size_t count;
      const char *string = lua_tolstring(L, index, &count);
      if (count > HR_CROSSING) luaL_error(L, "a string of %I bytes cannot go to the host", (lua_Integer)count);
      hr_append_text(bytes, HR_TAG_STRING, string, count);
      break;
    }
    case LUA_TUSERDATA: {
      const hr_value *value = lua_touserdata(L, index);
      uint8_t coded[1 + sizeof value->kind + sizeof value->a + sizeof value->b] = {HR_TAG_VALUE};
      memcpy(coded + 1, &value->kind, sizeof value->kind);
      memcpy(coded + 5, &value->a, sizeof value->a);
      memcpy(coded + 13, &value->b, sizeof value->b);
      hr_append(bytes, coded, sizeof coded);
      break;
    }
    case LUA_TTABLE:
      encode_table(L, bytes, index, depth);
      break;
    case LUA_TFUNCTION:
      encode_function(L, bytes, index);
      break;
    default:
      luaL_error(L, "a %s cannot go to the host", luaL_typename(L, index));
  }
  if (bytes->count > HR_CROSSING) luaL_error(L, "more than %d bytes cannot go to the host at once", HR_CROSSING);
}

/* Takes `count` bytes off the front of `span`. Stack: 0 in, 0 out. Raises: e (too few left). */
static const uint8_t *take(lua_State *L, hr_span *span, size_t count) {
  if (span->count < count) luaL_error(L, "the host's value is cut short");
  const uint8_t *data = span->data;
  span->data += count;
  span->count -= count;
  return data;
}

/* Stack: 0 in, 0 out. Raises: e (too few bytes). */
static uint32_t take_u32(lua_State *L, hr_span *span) {
  uint32_t value;
  memcpy(&value, take(L, span, sizeof value), sizeof value);
  return value;
}

/* Stack: 0 in, 0 out. Raises: e (too few bytes). */
static int64_t take_i64(lua_State *L, hr_span *span) {
  int64_t value;
  memcpy(&value, take(L, span, sizeof value), sizeof value);
  return value;
}

/* Pushes a table; pairs whose key or value is nil are passed over. Stack: 0 in, 1 out. Raises: e. */
static void decode_table(lua_State *L, hr_span *span, int depth) {
  if (depth >= 2 * HR_DEPTH) luaL_error(L, "the host's value is nested more than %d deep", 2 * HR_DEPTH);
  luaL_checkstack(L, 8, "value nested too deeply");
  uint32_t count = take_u32(L, span);
  lua_newtable(L);
  for (uint32_t i = 0; i < count; i++) {
    hr_decode(L, span, depth + 1);
    hr_decode(L, span, depth + 1);
    bool usable = !lua_isnil(L, -2) && !(lua_isnumber(L, -2) && lua_tonumber(L, -2) != lua_tonumber(L, -2));
    if (usable) lua_rawset(L, -3);
    else lua_pop(L, 2);
  }
}

/* Takes one value off the front of `span` and pushes it. Stack: 0 in, 1 out. Raises: e (unknown kind, depth). */
void hr_decode(lua_State *L, hr_span *span, int depth) {
  switch (*take(L, span, 1)) {
    case HR_TAG_NIL:
      lua_pushnil(L);
      break;
    case HR_TAG_FALSE:
      lua_pushboolean(L, 0);
      break;
    case HR_TAG_TRUE:
      lua_pushboolean(L, 1);
      break;
    case HR_TAG_INTEGER:
      lua_pushinteger(L, take_i64(L, span));
      break;
    case HR_TAG_NUMBER: {
      lua_Number number;
      memcpy(&number, take(L, span, sizeof number), sizeof number);
      lua_pushnumber(L, number);
      break;
    }
    case HR_TAG_STRING: {
      uint32_t count = take_u32(L, span);
      lua_pushlstring(L, (const char *)take(L, span, count), count);
      break;
    }
    case HR_TAG_VALUE: {
      uint32_t kind = take_u32(L, span);
      int64_t a = take_i64(L, span);
      hr_push_value(L, kind, a, take_i64(L, span));
      break;
    }
    case HR_TAG_TABLE:
      decode_table(L, span, depth);
      break;
    case HR_TAG_FUNCTION: {
      int64_t reference = take_i64(L, span);
      take_u32(L, span);
      hr_push_reference(L, reference);
      break;
    }
    default:
      luaL_error(L, "the host's value has an unknown tag");
  }
}
