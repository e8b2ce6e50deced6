/* What is done to the Lua that the system gives, and known of its inside; all of it is checked once in a process, and a
 * Lua that is laid out otherwise is refused.
 *
 * - The seed of its hashes is pinned. Lua takes it from the clock and from addresses, and it decides where strings land
 *   in tables, and so when tables grow, the bytes in use and the steps that memory costs. Lua makes it inside
 *   lua_newstate before it hashes anything: its first block holds the state and what all threads share, and when it
 *   asks for its second, the seed is there and unused, and is written over.
 * - Two names under which Lua looks for metamethods are replaced by texts so long that Lua's own search never finds
 *   them, whenever a script writes such a field: __mode, because weak tables show the collector and can hold it for
 *   minutes, and __concat, because 5.4.4 as Debian ships it corrupts its stack where one makes the stack grow.
 * - What lies inside tables is read as inside.c says. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hr_internal.h"

enum { SEED = 96 /* bytes into what all threads share; it begins with allocator and context */ };

/* Why this Lua is refused; NULL where it is known. */
static const char *fault;

/* Whether the frames of a thread can be looked at while Lua allocates: from 5.4.5 on it turns its stack's addresses into
 * distances while the stack moves. */
static bool frames_stand;

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_frames_stand(void) { return frames_stand; }

/* A state that is being made. */
typedef struct opening {
  hr_sandbox *sandbox;
  uint8_t *first;   /* the first block */
  size_t size;      /* of the first block */
  uint32_t seed;
  bool asked;       /* the second block was asked for */
  uint8_t *pinned;  /* where the seed is */
} opening;

static void *allocate(void *context, void *block, size_t old_size, size_t new_size);

/* Where the seed lies in the first block, or NULL. Stack: 0 in, 0 out. Raises: never. */
static uint8_t *find_seed(const opening *state) {
  struct {
    lua_Alloc allocator;
    const void *context;
  } beginning = {allocate, state};
  for (size_t at = 0; at + SEED + sizeof(uint32_t) <= state->size; at += sizeof(void *)) {
    if (memcmp(state->first + at, &beginning, sizeof beginning) == 0) return state->first + at + SEED;
  }
  return NULL;
}

/* lua_Alloc while a state is made. Stack: 0 in, 0 out. Raises: never. */
static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
  opening *state = context;
  if (state->first != NULL && !state->asked) {
    state->asked = true;
    state->pinned = find_seed(state);
    if (state->pinned != NULL) memcpy(state->pinned, &state->seed, sizeof state->seed);
  }
  void *result = hr_allocate(state->sandbox, block, old_size, new_size);
  if (state->first == NULL) {
    state->first = result;
    state->size = new_size;
  }
  return result;
}

/* Makes a state with a seed; NULL where memory is refused. `*pinned` is false where the seed was not found.
 * Stack: 0 in, 0 out. Raises: never. */
static lua_State *open_state(hr_sandbox *sandbox, uint32_t seed, bool *pinned) {
  opening state = {.sandbox = sandbox, .seed = seed};
  lua_State *L = lua_newstate(allocate, &state);
  if (L == NULL) return NULL;
  lua_setallocf(L, hr_allocate, sandbox);
  *pinned = state.pinned != NULL && memcmp(state.pinned, &seed, sizeof seed) == 0;
  return L;
}

/* Makes the state of a sandbox; NULL where memory is refused. Stack: 0 in, 0 out. Raises: never. */
lua_State *hr_new_state(hr_sandbox *sandbox) {
  bool pinned;
  return open_state(sandbox, HR_SEED, &pinned);
}

/* Where the names of metamethods stand, in Lua's order: the word that points to the first. A text's own address is
 * taken for that of its object, `distance` further down. Stack: 0 in, 0 out; 3 slots. Raises: m. */
static const void **find_names(lua_State *L, size_t *distance) {
  static const char *const names[] = {"__index", "__newindex", "__gc", "__mode", "__len", "__eq", "__add"};
  enum { COUNT = sizeof names / sizeof *names, MOST = 64, REACH = 4096 };
  const char *texts[COUNT];
  for (int i = 0; i < COUNT; i++) {
    texts[i] = lua_pushstring(L, names[i]);
    lua_pop(L, 1);  /* Lua itself keeps them */
  }
  /* The main thread is part of the block that holds them. */
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  const void **block = (const void **)lua_topointer(L, -1);
  lua_pop(L, 1);
  /* Place by place, each with every distance: so nothing behind the names, and behind the block, is read. */
  for (size_t at = 0; at + COUNT <= REACH / sizeof(void *); at++) {
    for (*distance = sizeof(void *); *distance <= MOST; *distance += sizeof(void *)) {
      bool same = true;
      for (int i = 0; i < COUNT && same; i++) same = block[at + i] == texts[i] - *distance;
      if (same) return block + at;
    }
  }
  return NULL;
}

/* Puts a text that no search finds where Lua looks for the metamethod at `name`. Stack: 1 table in, 1 out. Raises: m. */
static void blind(lua_State *L, const void **name, size_t distance, const char *known, lua_Integer index) {
  static const char sealed[] = " is not looked for in a sandbox, whatever a script writes";
  lua_pushfstring(L, "__%s%s", known, sealed);
  *name = lua_tostring(L, -1) - distance;
  lua_rawseti(L, -2, index);
}

/* Seals the two metamethods; false where Lua's names for them were not found. Stack: 0 in, 0 out. Raises: m. */
static bool blind_names(lua_State *L) {
  enum { MODE = 3, CONCAT = 22 };
  size_t distance;
  const void **names = find_names(L, &distance);
  const char *concat = lua_pushstring(L, "__concat");
  lua_pop(L, 1);
  if (names == NULL || names[CONCAT] != concat - distance) return false;
  lua_createtable(L, 2, 0);
  blind(L, &names[MODE], distance, "mode", 1);
  blind(L, &names[CONCAT], distance, "concat", 2);
  lua_rawseti(L, LUA_REGISTRYINDEX, HR_BLINDS);
  return true;
}

/* Stack: 0 in, 0 out. Raises: m. */
void hr_blind(lua_State *L) { blind_names(L); }

/* Whether a script could still define the metamethod `field`. Stack: 0 in, 0 out. Raises: e. */
static bool is_seen(lua_State *L, const char *field) {
  lua_settop(L, 0);
  lua_newtable(L);
  lua_newtable(L);
  lua_pushstring(L, field);
  lua_pushliteral(L, "v");
  lua_rawset(L, -3);
  lua_setmetatable(L, 1);
  if (strcmp(field, "__mode") == 0) {
    lua_newtable(L);
    lua_rawseti(L, 1, 1);
    lua_gc(L, LUA_GCCOLLECT);
    return lua_rawgeti(L, 1, 1) == LUA_TNIL;
  }
  /* Not a function: a search that finds it fails with another text than one that finds nothing. */
  lua_pushliteral(L, "x");
  lua_concat(L, 2);
  return true;
}

/* Stack: 1 in, 1 out. Raises: e. */
static int try_concat(lua_State *L) { return is_seen(L, "__concat"); }

/* What is wrong with the inside of a state; NULL where nothing is. Stack: 1 in, 1 out. Raises: m. */
static int test_inside(lua_State *L) {
  const char **complaint = lua_touserdata(L, 1);
  if (!blind_names(L)) {
    *complaint = "the names of metamethods do not stand where they are known to";
  } else if (!hr_test_inside(L)) {
    *complaint = "its tables are laid out otherwise";
  } else if (is_seen(L, "__mode")) {
    *complaint = "weak tables could not be sealed";
  } else {
    lua_settop(L, 0);
    lua_pushcfunction(L, try_concat);
    const char *error = lua_pcall(L, 0, 1, 0) == LUA_OK ? NULL : lua_tostring(L, -1);
    if (error == NULL || strstr(error, "concatenate") == NULL) *complaint = "__concat could not be sealed";
  }
  return 0;
}

static const char no_memory[] = "the system gives no memory to look at it";

/* Writes down the order in which a new state goes through a table of strings; false where its seed is not pinned.
 * Stack: 0 in, 0 out. Raises: never (its memory is not limited). */
static bool note_order(uint32_t seed, hr_bytes *order, const char **complaint) {
  hr_sandbox *sandbox = calloc(1, sizeof *sandbox);
  if (sandbox == NULL) abort();
  sandbox->arena = hr_arena_open(1 << 20);
  bool pinned = false;
  lua_State *L = sandbox->arena == NULL ? NULL : open_state(sandbox, seed, &pinned);
  if (L == NULL) {
    *complaint = no_memory;
  } else {
    *(hr_sandbox **)lua_getextraspace(L) = sandbox;
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
    lua_pop(L, 1);
    lua_pushcfunction(L, test_inside);
    lua_pushlightuserdata(L, complaint);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) *complaint = "it fails where its inside is looked at";
  }
  if (sandbox->arena != NULL) hr_arena_close(sandbox->arena);
  free(sandbox);
  return pinned;
}

/* Whether two byte runs are the same. Stack: 0 in, 0 out. Raises: never. */
static bool is_same(const hr_bytes *left, const hr_bytes *right) {
  return left->count == right->count && memcmp(left->data, right->data, left->count) == 0;
}

/* Words what is wrong, with the version found. Stack: 0 in, 0 out. Raises: never. */
static void complain(const char *complaint) {
  static char text[400];
  int version = (int)strcspn(lua_ident + strcspn(lua_ident, "L"), "$");
  snprintf(text, sizeof text,
           "this Lua cannot be used: %s (found %.*s; Lua 5.4.4 is known to work, as liblua5.4-0 of Debian 12 brings it)",
           complaint, version > 60 ? 60 : version, lua_ident + strcspn(lua_ident, "L"));
  fault = text;
}

/* The self-test: the seed reads back, the same seed gives the same order and another seed another, and the inside is as
 * it is known. False where there was no memory to find out. Stack: 0 in, 0 out. Raises: never. */
static bool test(void) {
  static const char known[] = "$LuaVersion: Lua 5.4";
  if (strncmp(lua_ident, known, sizeof known - 1) != 0) {
    complain("it is no Lua 5.4");
    return true;
  }
  frames_stand = lua_ident[sizeof known - 1] == '.' && lua_ident[sizeof known] < '5';
  hr_bytes orders[3] = {{0}};
  bool pinned = true;
  const char *complaint = NULL;
  for (uint32_t i = 0; i < 3; i++) pinned = note_order(HR_SEED + i / 2, &orders[i], &complaint) && pinned;
  if (complaint == NULL && !pinned) complaint = "the seed of its hashes is not where it is known to be";
  if (complaint == NULL && (!is_same(&orders[0], &orders[1]) || is_same(&orders[0], &orders[2]))) {
    complaint = "the seed of its hashes was pinned, but tables do not follow it";
  }
  for (int i = 0; i < 3; i++) free(orders[i].data);
  if (complaint != NULL) complain(complaint);
  return complaint != no_memory;
}

/* Stack: 0 in, 0 out. Raises: never. */
const char *hr_engine_fault(void) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static bool is_tested;
  pthread_mutex_lock(&lock);
  if (!is_tested) {
    fault = NULL;
    is_tested = test();
  }
  const char *found = fault;
  pthread_mutex_unlock(&lock);
  return found;
}
