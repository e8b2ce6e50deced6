/* The allocator, which counts what Lua holds and refuses beyond the limit, and the bytes that cross. */
#include <stdlib.h>
#include <string.h>

#include "hr_internal.h"

/* Whether an allocation that grows must be refused: only while Lua itself runs, never on the host's account.
 * Stack: 0 in, 0 out. Raises: never. */
static bool refuses(hr_sandbox *sandbox, int64_t growth) {
  if (!sandbox->enforcing) return false;
  if (sandbox->fail_after > 0 && --sandbox->fail_after == 0) sandbox->fail_after = -1;
  if (sandbox->fail_after < 0 && sandbox->limit == HR_OK) return true;
  int64_t reserve = sandbox->limit == HR_OK ? 0 : HR_RESERVE;
  return sandbox->used + sandbox->foreign + growth > sandbox->limits.memory + reserve;
}

/* Work done by memory is work: the bytes of new strings count as steps, and a refusal, which costs Lua a whole
 * collection, as many as the bytes it walks. Tables do not count: when they grow depends on the seed of their hashes,
 * and steps must be the same in every run. Stack: 0 in, 0 out. Raises: never. */
static void charge_bytes(hr_sandbox *sandbox, int64_t bytes) {
  sandbox->steps += bytes / HR_BYTES_PER_STEP;
  if (sandbox->limit == HR_OK && sandbox->steps > sandbox->limits.steps) hr_reach(sandbox, HR_STEPS);
}

/* lua_Alloc. Where the system has no memory left, the process ends: Lua's setup and the host cannot go on.
 * Stack: 0 in, 0 out. Raises: never. */
void *hr_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  hr_sandbox *sandbox = context;
  int64_t before = block == NULL ? 0 : (int64_t)old_size;
  if (new_size == 0) {
    free(block);
    sandbox->used -= before;
    return NULL;
  }
  int64_t growth = (int64_t)new_size - before;
  if (growth > 0 && (new_size > (size_t)INT64_MAX / 4 || refuses(sandbox, growth))) {
    if (sandbox->limit == HR_OK) {
      lua_Debug frame;
      int level = 0;
      /* A refusal while Lua unwinds has no frame left; the one before it knew the place. */
      if (hr_script_frame(sandbox->L, &level, &frame)) hr_capture(sandbox);
      charge_bytes(sandbox, sandbox->used);
    }
    return NULL;
  }
  void *result = realloc(block, new_size);
  if (result == NULL) {
    if (growth <= 0) return block;  /* Lua relies on it that shrinking cannot fail */
    abort();
  }
  sandbox->used += growth;
  if (sandbox->enforcing && block == NULL && old_size == LUA_TSTRING) charge_bytes(sandbox, growth);
  return result;
}

/* Makes room for `count` bytes more. Stack: 0 in, 0 out. Raises: never. */
static void reserve(hr_bytes *bytes, size_t count) {
  if (bytes->capacity - bytes->count >= count) return;
  size_t capacity = bytes->capacity < 256 ? 256 : bytes->capacity;
  while (capacity - bytes->count < count) capacity *= 2;
  uint8_t *data = realloc(bytes->data, capacity);
  if (data == NULL) abort();
  bytes->data = data;
  bytes->capacity = capacity;
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_append(hr_bytes *bytes, const void *data, size_t count) {
  if (count == 0) return;
  reserve(bytes, count);
  memcpy(bytes->data + bytes->count, data, count);
  bytes->count += count;
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_append_u32(hr_bytes *bytes, uint32_t value) { hr_append(bytes, &value, sizeof value); }

/* Empties bytes for the next use, and gives back what one large value left behind.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_release(hr_bytes *bytes) {
  bytes->count = 0;
  if (bytes->capacity <= 64 << 10) return;
  free(bytes->data);
  *bytes = (hr_bytes){0};
}
