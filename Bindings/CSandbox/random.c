/* math.random and math.randomseed: the generator xoshiro256** (Blackman and Vigna, in the public domain), which Lua 5.4 uses
 * too, begun with the sandbox's seed. The same seed gives the same numbers on every machine. */
#include "hr_internal.h"

typedef struct generator {
  uint64_t state[4];
} generator;

/* Stack: 0 in, 0 out. Raises: never. */
static generator *generator_of(lua_State *L) { return lua_touserdata(L, lua_upvalueindex(1)); }

/* Stack: 0 in, 0 out. Raises: never. */
static uint64_t rotate(uint64_t bits, int count) { return bits << count | bits >> (64 - count); }

/* The next 64 bits. Stack: 0 in, 0 out. Raises: never. */
static uint64_t draw(generator *from) {
  uint64_t *state = from->state;
  uint64_t result = rotate(state[1] * 5, 7) * 9, shifted = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate(state[3], 45);
  return result;
}

/* Stack: 0 in, 0 out. Raises: never. */
static void seed(generator *from, uint64_t first, uint64_t second) {
  *from = (generator){{first, 0xFF, second, 0}};
  for (int i = 0; i < 16; i++) draw(from);
}

/* A number from 0 to `last`, each as likely: what is too large is drawn again. Stack: 0 in, 0 out. Raises: never. */
static uint64_t draw_up_to(generator *from, uint64_t bits, uint64_t last) {
  uint64_t mask = last == 0 ? 0 : ~(uint64_t)0 >> __builtin_clzll(last);
  while ((bits & mask) > last) bits = draw(from);
  return bits & mask;
}

/* math.random(), (0), (high) or (low, high). Stack: arguments in, 1 out. Raises: e. */
static int draw_number(lua_State *L) {
  generator *from = generator_of(L);
  lua_Integer low = 1, high;
  uint64_t bits = draw(from);
  switch (lua_gettop(L)) {
    case 0:
      lua_pushnumber(L, (lua_Number)(bits >> 11) * 0x1p-53);
      return 1;
    case 1:
      high = luaL_checkinteger(L, 1);
      if (high == 0) {
        lua_pushinteger(L, (lua_Integer)bits);
        return 1;
      }
      break;
    case 2:
      low = luaL_checkinteger(L, 1);
      high = luaL_checkinteger(L, 2);
      break;
    default: return luaL_error(L, "wrong number of arguments");
  }
  luaL_argcheck(L, low <= high, lua_gettop(L), "interval is empty");
  lua_pushinteger(L, (lua_Integer)(draw_up_to(from, bits, (uint64_t)high - (uint64_t)low) + (uint64_t)low));
  return 1;
}

/* math.randomseed(seed, second): gives the two parts of the seed. Stack: arguments in, 2 out. Raises: e. */
static int begin_anew(lua_State *L) {
  if (lua_isnone(L, 1)) return luaL_error(L, "math.randomseed needs a number here: every run draws the same numbers");
  lua_Integer first = luaL_checkinteger(L, 1), second = luaL_optinteger(L, 2, 0);
  seed(generator_of(L), (uint64_t)first, (uint64_t)second);
  lua_pushinteger(L, first);
  lua_pushinteger(L, second);
  return 2;
}

/* Puts both into the table on top. Stack: 0 in, 0 out. Raises: m. */
void hr_open_random(lua_State *L) {
  generator *from = lua_newuserdatauv(L, sizeof *from, 0);
  seed(from, hr_of(L)->limits.seed, 0);
  lua_pushliteral(L, "random");
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, draw_number, 1);
  lua_rawset(L, -4);
  lua_pushliteral(L, "randomseed");
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, begin_anew, 1);
  lua_rawset(L, -4);
  lua_pop(L, 1);
}
