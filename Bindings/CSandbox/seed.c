/* The seed of Lua's hashes, pinned: Lua takes it from the clock and from addresses, and it decides where strings land in
 * tables, and so when tables grow, the bytes in use and the steps that memory costs.
 *
 * Lua 5.4.4 makes the seed inside lua_newstate before it hashes anything. Its first block holds the state and what all
 * threads share; by the time it asks for its second, the seed is there and unused, and is written over. Nothing is
 * written unless version and layout are those known, and a self-test decides, once in a process, whether it works. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "hr_internal.h"

/* Where Lua 5.4.4 keeps things, in bytes, on machines of 64 bits. */
enum {
  BLOCK_SIZE = 1624,             /* of the first block */
  SHARED_POINTER = LUA_EXTRASPACE + 24,  /* in the first block: the pointer to what all threads share */
  SHARED = 208,                  /* in the first block: what all threads share; it begins with allocator and context */
  SEED = SHARED + 96,            /* in the first block */
};

/* Why the seed is not pinned; NULL where it is. */
static const char *fault;

/* A state that is being made. */
typedef struct opening {
  hr_sandbox *sandbox;
  uint8_t *first;   /* the first block */
  size_t size;      /* of the first block */
  uint32_t seed;
  bool asked;       /* the second block was asked for */
  bool pinned;
} opening;

static void *allocate(void *context, void *block, size_t old_size, size_t new_size);

/* Whether the first block is laid out as in the version that is known. Stack: 0 in, 0 out. Raises: never. */
static bool is_known(const opening *state) {
  if (state->size != BLOCK_SIZE) return false;
  const uint8_t *shared = state->first + SHARED;
  lua_Alloc allocator = allocate;
  const void *context = state;
  return memcmp(state->first + SHARED_POINTER, &shared, sizeof shared) == 0 &&
         memcmp(shared, &allocator, sizeof allocator) == 0 &&
         memcmp(shared + sizeof allocator, &context, sizeof context) == 0;
}

/* lua_Alloc while a state is made. Stack: 0 in, 0 out. Raises: never. */
static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
  opening *state = context;
  if (state->first != NULL && !state->asked) {
    state->asked = true;
    state->pinned = is_known(state);
    if (state->pinned) memcpy(state->first + SEED, &state->seed, sizeof state->seed);
  }
  void *result = hr_allocate(state->sandbox, block, old_size, new_size);
  if (state->first == NULL) {
    state->first = result;
    state->size = new_size;
  }
  return result;
}

/* Makes a state with a seed; `*pinned` is false where the layout is not known, and then the seed is Lua's own.
 * Stack: 0 in, 0 out. Raises: never. */
static lua_State *open_state(hr_sandbox *sandbox, uint32_t seed, bool *pinned) {
  opening state = {.sandbox = sandbox, .seed = seed};
  lua_State *L = lua_newstate(allocate, &state);
  if (L == NULL) abort();
  lua_setallocf(L, hr_allocate, sandbox);
  *pinned = state.pinned && memcmp(state.first + SEED, &seed, sizeof seed) == 0;
  return L;
}

/* Writes down the order in which a new state goes through a table of strings; false where its seed is not pinned.
 * Stack: 0 in, 0 out. Raises: never (its memory is not limited). */
static bool note_order(uint32_t seed, hr_bytes *order) {
  hr_sandbox *sandbox = calloc(1, sizeof *sandbox);
  if (sandbox == NULL) abort();
  bool pinned;
  lua_State *L = open_state(sandbox, seed, &pinned);
  lua_newtable(L);
  for (int i = 0; i < 64; i++) {
    lua_pushfstring(L, "name %d", i);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
    size_t count;
    const char *name = lua_tolstring(L, -2, &count);
    hr_append(order, name, count);
  }
  lua_close(L);
  free(sandbox);
  return pinned;
}

/* Whether two byte runs are the same. Stack: 0 in, 0 out. Raises: never. */
static bool is_same(const hr_bytes *left, const hr_bytes *right) {
  return left->count == right->count && memcmp(left->data, right->data, left->count) == 0;
}

/* The self-test: the seed reads back, the same seed gives the same order, and another seed another.
 * Stack: 0 in, 0 out. Raises: never. */
static void test(void) {
  static const char known[] = "$LuaVersion: Lua 5.4.4 ";
  if (strncmp(lua_ident, known, sizeof known - 1) != 0) {
    fault = "the hash seed can be pinned in Lua 5.4.4 alone, and this is another version";
    return;
  }
  hr_bytes orders[3] = {{0}};
  bool pinned = true;
  for (uint32_t i = 0; i < 3; i++) pinned = note_order(HR_SEED + i / 2, &orders[i]) && pinned;
  if (!pinned) {
    fault = "the hash seed is not where Lua 5.4.4 keeps it on machines that are known";
  } else if (!is_same(&orders[0], &orders[1]) || is_same(&orders[0], &orders[2])) {
    fault = "the hash seed was pinned, but tables do not follow it";
  }
  for (int i = 0; i < 3; i++) free(orders[i].data);
}

/* Stack: 0 in, 0 out. Raises: never. */
const char *hr_seed_fault(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, test);
  return fault;
}

/* Makes the state of a sandbox. Stack: 0 in, 0 out. Raises: never. */
lua_State *hr_new_state(hr_sandbox *sandbox) {
  bool pinned;
  if (hr_seed_fault() == NULL) return open_state(sandbox, HR_SEED, &pinned);
  lua_State *L = lua_newstate(hr_allocate, sandbox);
  if (L == NULL) abort();
  return L;
}
