/* What lies inside Lua's tables, read where its interface offers no way that is as quick: whether a table is an array
 * alone, and all of its keys at once. engine.c lets no script run where `hr_test_inside` finds it otherwise.
 *
 * Nothing is written but into a table that was just made, and elements are moved within theirs. */
#include <string.h>

#include "hr_internal.h"

/* What the collector manages begins so; more fields of one byte may follow without a gap. */
#define OBJECT        \
  const void *chain; \
  uint8_t type;      \
  uint8_t marked

enum { BLACK = 1 << 5, SIZE_IS_A_HINT = 1 << 7, TYPE = 15 };

/* A pair in the hash part of a table. */
typedef struct node {
  uint64_t value;
  uint8_t value_tag;
  uint8_t key_tag;
  int next;
  uint64_t key;
} node;

typedef struct table {
  OBJECT;
  uint8_t flags;
  uint8_t node_bits;
  uint32_t size;
  hr_slot *array;
  const node *nodes;
  const node *last_free;
} table;

typedef struct string {
  OBJECT;
  uint8_t extra;
  uint8_t short_count;
  uint32_t hash;
  size_t long_count;
  char text[];
} string;

/* A userdata with user values has them before its bytes; those of the host have none. */
typedef struct userdata {
  OBJECT;
  uint16_t values;
  size_t count;
  const void *metatable;
  hr_value value;
} userdata;

/* Stack: 0 in, 0 out. Raises: never. */
static const table *inside(lua_State *L, int index) { return lua_topointer(L, index); }

/* The slots of the array part. Stack: 0 in, 0 out. Raises: never. */
static uint32_t array_size(const table *of) {
  uint32_t size = of->size;
  bool is_hint = (of->flags & SIZE_IS_A_HINT) != 0 && (size & (size - 1)) != 0;
  return is_hint ? (uint32_t)2 << (31 - __builtin_clz(size)) : size;
}

/* The pairs that the hash part has room for; a table without one shares a node that is no room.
 * Stack: 0 in, 0 out. Raises: never. */
static uint32_t node_count(const table *of) { return of->last_free == NULL ? 0 : (uint32_t)1 << of->node_bits; }

/* Whether the table has no hash part, and how many slots its array part has. Stack: 0 in, 0 out. Raises: never. */
bool hr_is_array(lua_State *L, int index, uint32_t *slots) {
  const table *of = inside(L, index);
  *slots = array_size(of);
  return of->last_free == NULL;
}

/* How many keys a table has. Stack: 0 in, 0 out. Raises: never. */
uint32_t hr_count_keys(lua_State *L, int index) {
  const table *of = inside(L, index);
  uint32_t count = 0, slots = array_size(of), nodes = node_count(of);
  for (uint32_t i = 0; i < slots; i++) count += (of->array[i].tag & TYPE) != LUA_TNIL;
  for (uint32_t i = 0; i < nodes; i++) count += (of->nodes[i].value_tag & TYPE) != LUA_TNIL;
  return count;
}

/* Counts a walk through the array part of a table, whose last slot is the counter: the place of the next element, from
 * 1, or 0 behind the last. With `anew` the walk begins; at its first sight that gives the slot its number.
 * Stack: 0 in, 0 out. Raises: never. */
uint32_t hr_advance(lua_State *L, int index, bool anew) {
  const table *of = inside(L, index);
  uint32_t last = of->size - 1;
  hr_slot *counter = &of->array[last];
  if (__builtin_expect(anew, 0)) {
    bool first_sight = counter->tag != HR_SLOT_INTEGER;
    *counter = (hr_slot){.value.integer = 0, .tag = HR_SLOT_INTEGER};
    if (first_sight) return 0;
  }
  if (counter->value.integer >= last) return 0;
  return (uint32_t)++counter->value.integer;
}

/* How many slots and nodes a table has: what counting its keys costs. Stack: 0 in, 0 out. Raises: never. */
uint32_t hr_table_size(lua_State *L, int index) {
  const table *of = inside(L, index);
  return array_size(of) + node_count(of);
}

/* The array part of a table. Stack: 0 in, 0 out. Raises: never. */
hr_slot *hr_slots(lua_State *L, int index) { return inside(L, index)->array; }

/* Visits the keys of a table from `*at` on, which begins with 0; false behind the last.
 * Stack: 0 in, 0 out. Raises: never. */
bool hr_visit_key(lua_State *L, int index, uint32_t *at, hr_slot *key) {
  const table *of = inside(L, index);
  uint32_t slots = array_size(of), nodes = node_count(of);
  for (; *at < slots; *at += 1) {
    if ((of->array[*at].tag & TYPE) == LUA_TNIL) continue;
    *key = (hr_slot){.value.integer = ++*at, .tag = HR_SLOT_INTEGER};
    return true;
  }
  for (; *at - slots < nodes; *at += 1) {
    const node *each = &of->nodes[*at - slots];
    if ((each->value_tag & TYPE) == LUA_TNIL) continue;
    key->value.integer = (lua_Integer)each->key;
    key->tag = each->key_tag;
    *at += 1;
    return true;
  }
  return false;
}

/* Copies the `count` keys of a table into the array part of the new table at `keys`, from slot `from` on, for which it has
 * room. False where the collector has already gone through that table: it would not hear of what is written there.
 * Stack: 0 in, 0 out. Raises: never. */
bool hr_copy_keys(lua_State *L, int index, int keys, uint32_t from, uint32_t count) {
  const table *to = inside(L, keys), *of = inside(L, index);
  if ((to->marked & BLACK) != 0 || array_size(to) < from + count) return false;
  uint32_t slots = array_size(of), nodes = node_count(of);
  hr_slot *at = to->array + from, *end = at + count;
  for (uint32_t i = 0; i < slots && at < end; i++) {
    if ((of->array[i].tag & TYPE) == LUA_TNIL) continue;
    *at++ = (hr_slot){.value.integer = (lua_Integer)i + 1, .tag = HR_SLOT_INTEGER};
  }
  for (const node *each = of->nodes; each < of->nodes + nodes && at < end; each++) {
    if ((each->value_tag & TYPE) == LUA_TNIL) continue;
    at->value.integer = (lua_Integer)each->key;
    at++->tag = each->key_tag;
  }
  return at == end;
}

/* Copies the first `count` slots of one table's array part into a new table's, on the same condition.
 * Stack: 0 in, 0 out. Raises: never. */
bool hr_copy_slots(lua_State *L, int index, int copy, uint32_t count) {
  const table *to = inside(L, copy), *of = inside(L, index);
  if ((to->marked & BLACK) != 0 || array_size(to) < count) return false;
  memcpy(to->array, of->array, count * sizeof *to->array);
  return true;
}

/* Whether a table has just the keys that stand in the second half of the array part at `keys`, in the same places; then
 * how many, and 0 otherwise. Stack: 0 in, 0 out. Raises: never. */
uint32_t hr_has_keys(lua_State *L, int index, int keys) {
  const table *known = inside(L, keys), *of = inside(L, index);
  const hr_slot *at = known->array + known->size / 2, *end = known->array + known->size;
  uint32_t slots = array_size(of), nodes = node_count(of);
  for (uint32_t i = 0; i < slots; i++) {
    if ((of->array[i].tag & TYPE) == LUA_TNIL) continue;
    if (at == end || at->tag != HR_SLOT_INTEGER || at->value.integer != (lua_Integer)i + 1) return 0;
    at++;
  }
  for (const node *each = of->nodes; each < of->nodes + nodes; each++) {
    if ((each->value_tag & TYPE) == LUA_TNIL) continue;
    if (at == end || at->value.integer != (lua_Integer)each->key || at->tag != each->key_tag) return 0;
    at++;
  }
  return at == end ? known->size / 2 : 0;
}

/* Moves `count` elements of a table within its array part, at once; false where they lie elsewhere. The collector has
 * marked what a table holds or will go through it again, so it need not hear. Stack: 0 in, 0 out. Raises: never. */
bool hr_move_slots(lua_State *L, int index, lua_Integer from, lua_Integer to, lua_Integer count) {
  const table *of = inside(L, index);
  lua_Integer size = array_size(of);
  if (from < 1 || to < 1 || count > size || from > size - count + 1 || to > size - count + 1) return false;
  memmove(of->array + to - 1, of->array + from - 1, (size_t)count * sizeof *of->array);
  return true;
}

/* The bytes of a string in a slot. Stack: 0 in, 0 out. Raises: never. */
const char *hr_slot_text(const hr_slot *slot, size_t *count) {
  const string *of = slot->value.object;
  *count = slot->tag == HR_SLOT_SHORT ? of->short_count : of->long_count;
  return of->text;
}

/* The host value in a slot. Stack: 0 in, 0 out. Raises: never. */
const hr_value *hr_slot_value(const hr_slot *slot) { return &((const userdata *)slot->value.object)->value; }

/* Whether the table at `index` and Lua's own way through it tell the same keys. Stack: 0 in, 0 out; 4 slots. Raises: m. */
static bool tells_the_same(lua_State *L, int index) {
  uint32_t count = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) count++;
  if (hr_count_keys(L, index) != count) return false;
  lua_createtable(L, (int)count, 0);
  int keys = lua_gettop(L);
  lua_gc(L, LUA_GCSTOP);
  bool same = hr_copy_keys(L, index, keys, 0, count);
  lua_gc(L, LUA_GCRESTART);
  lua_pushnil(L);
  for (uint32_t i = 1; same && lua_next(L, index); i++) {
    lua_pop(L, 1);
    lua_rawgeti(L, keys, i);
    same = lua_rawequal(L, -1, -2);
    lua_pop(L, 1);
  }
  lua_settop(L, keys - 1);
  return same;
}

/* Whether strings and host values are read right. Stack: 0 in, 0 out. Raises: m. */
static bool reads_objects(lua_State *L) {
  static const char texts[] = "a short one\0and one that is longer than forty bytes, as Lua keeps them apart";
  hr_slot *slots = NULL;
  lua_createtable(L, 3, 0);
  size_t counts[] = {5, sizeof texts - 1};
  for (int i = 0; i < 2; i++) {
    lua_pushlstring(L, texts, counts[i]);
    lua_rawseti(L, -2, i + 1);
  }
  hr_value *value = lua_newuserdatauv(L, sizeof *value, 0);
  lua_rawseti(L, -2, 3);
  slots = hr_slots(L, -1);
  bool right = slots[0].tag == HR_SLOT_SHORT && slots[1].tag == HR_SLOT_LONG && slots[2].tag == HR_SLOT_VALUE;
  for (int i = 0; right && i < 2; i++) {
    size_t count;
    const char *text = hr_slot_text(&slots[i], &count);
    right = count == counts[i] && memcmp(text, texts, count) == 0;
  }
  right = right && hr_slot_value(&slots[2]) == value;
  lua_pop(L, 1);
  return right;
}

/* Whether tables lie as this file says: empty ones, arrays with and without holes, of sizes that Lua only hints at, and
 * hashes with keys of every kind. Stack: 0 in, 0 out. Raises: m. */
bool hr_test_inside(lua_State *L) {
  lua_newtable(L);
  int of = lua_gettop(L);
  uint32_t slots;
  bool right = hr_is_array(L, of, &slots) && slots == 0 && tells_the_same(L, of);
  for (int i = 1; i <= 40; i++) {
    lua_pushboolean(L, i % 2);
    lua_rawseti(L, of, i);
    right = right && hr_is_array(L, of, &slots) == (hr_table_size(L, of) == slots) && tells_the_same(L, of);
  }
  for (int i = 40; i > 30; i--) {
    lua_pushnil(L);
    lua_rawseti(L, of, i);
    lua_rawlen(L, of);  /* makes Lua write a hint */
    right = right && tells_the_same(L, of);
  }
  for (int i = 0; i < 20; i++) {
    lua_pushfstring(L, "name %d", i);
    lua_pushnumber(L, i + 0.5);
    lua_pushboolean(L, 1);
    lua_rawset(L, of);
    lua_pushboolean(L, 0);
    lua_rawset(L, of);
    right = right && !hr_is_array(L, of, &slots) && tells_the_same(L, of);
  }
  lua_pushboolean(L, 1);
  lua_newtable(L);
  lua_rawset(L, of);
  lua_pushboolean(L, 1);
  lua_rawseti(L, of, -7);
  right = right && tells_the_same(L, of) && reads_objects(L);
  lua_settop(L, of - 1);
  return right;
}
