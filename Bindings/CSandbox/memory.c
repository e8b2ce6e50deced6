/* The allocator, which counts what Lua holds and refuses beyond the limit, and the bytes that cross. */
#include <stdlib.h>
#include <string.h>

#include "hr_internal.h"

/* For tests: how many allocations of this thread still succeed while a sandbox opens; below 0 all. */
static __thread int64_t countdown = -1;

/* Stack: 0 in, 0 out. Raises: never. */
void hr_fail_opening_after(int64_t count) { countdown = count; }

/* Stack: 0 in, 0 out. Raises: never. */
bool hr_may_allocate(void) {
  if (countdown < 0) return true;
  return countdown > 0 && countdown-- > 0;
}

/* Whether an allocation that grows must be refused: only while Lua itself runs, never on the host's account.
 * Stack: 0 in, 0 out. Raises: never. */
static inline bool refuses(hr_sandbox *sandbox, int64_t growth) {
  if (!sandbox->enforcing) return __builtin_expect(countdown >= 0, 0) && !hr_may_allocate();
  if (__builtin_expect(sandbox->fail_after != 0, 0)) {
    if (sandbox->fail_after > 0 && --sandbox->fail_after == 0) sandbox->fail_after = -1;
    if (sandbox->fail_after < 0 && sandbox->limit == HR_OK) return true;
  }
  int64_t reserve = sandbox->limit == HR_OK ? 0 : HR_RESERVE;
  return sandbox->usage.used + sandbox->usage.foreign + growth > sandbox->limits.memory + reserve;
}

/* Work done by memory is work: bytes count as steps, and a refusal, which costs Lua a whole collection, a quarter
 * of all there are. Stack: 0 in, 0 out. Raises: never. */
static inline void charge_bytes(hr_sandbox *sandbox, int64_t bytes) {
  sandbox->usage.steps += bytes / HR_BYTES_PER_STEP;
  if (__builtin_expect(sandbox->usage.steps > sandbox->limits.steps, 0)) hr_reach_in_allocator(sandbox, HR_STEPS);
}

/* Notes why and where memory is refused. Stack: 0 in, 0 out. Raises: never. */
static void *refuse(hr_sandbox *sandbox, bool string_too_long) {
  if (!sandbox->enforcing || sandbox->limit != HR_OK) return NULL;
  lua_Debug frame;
  int level = 0;
  /* A refusal while Lua unwinds has no frame left; the one before it knew the place. */
  if (hr_frames_stand() && hr_script_frame(sandbox->at, &level, &frame)) hr_capture(sandbox);
  sandbox->string_too_long = string_too_long;
  charge_bytes(sandbox, sandbox->usage.used / 4);
  return NULL;
}

/* lua_Alloc. A block of the same size, too, is charged: Lua asks for one when it has counted a whole table in vain.
 * Stack: 0 in, 0 out. Raises: never. */
void *hr_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  hr_sandbox *sandbox = context;
  size_t before = block == NULL ? 0 : old_size;
  if (new_size == 0) {
    if (block != NULL) hr_arena_resize(sandbox->arena, block, before, 0);
    sandbox->usage.used -= (int64_t)before;
    return NULL;
  }
  int64_t growth = (int64_t)new_size - (int64_t)before;
  if (growth > 0) {
    bool is_string = block == NULL && old_size == LUA_TSTRING;
    if (__builtin_expect(is_string && sandbox->enforcing && new_size > HR_STRING + 64, 0)) return refuse(sandbox, true);
    if (__builtin_expect(new_size > (size_t)INT64_MAX / 4 || refuses(sandbox, growth), 0)) return refuse(sandbox, false);
  }
  void *result = hr_arena_resize(sandbox->arena, block, before, new_size);
  if (__builtin_expect(result == NULL, 0)) return refuse(sandbox, false);
  sandbox->usage.used += growth;
  if (sandbox->enforcing && growth >= 0) charge_bytes(sandbox, (int64_t)new_size);
  return result;
}

/* Makes room for `count` bytes more. No jump may leave the C library's memory half changed.
 * Stack: 0 in, 0 out. Raises: never. */
static void reserve(hr_bytes *bytes, size_t count) {
  hr_sandbox *running = hr_running();
  int before = running == NULL ? 1 : hr_enter_guard(running);
  size_t capacity = bytes->capacity < 256 ? 256 : bytes->capacity;
  while (capacity - bytes->count < count) capacity *= 2;
  uint8_t *data = realloc(bytes->data, capacity);
  if (data == NULL) abort();
  bytes->data = data;
  bytes->capacity = capacity;
  if (running != NULL) hr_leave_guard(running, before);
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_append(hr_bytes *bytes, const void *data, size_t count) {
  if (count == 0) return;
  if (bytes->capacity - bytes->count < count) reserve(bytes, count);
  memcpy(bytes->data + bytes->count, data, count);
  bytes->count += count;
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_append_u32(hr_bytes *bytes, uint32_t value) { hr_append(bytes, &value, sizeof value); }

/* A tag, a count and so many bytes. Stack: 0 in, 0 out. Raises: never. */
void hr_append_text(hr_bytes *bytes, uint8_t tag, const char *text, size_t count) {
  hr_append(bytes, &tag, 1);
  hr_append_u32(bytes, (uint32_t)count);
  hr_append(bytes, text, count);
}

/* Empties bytes for the next use, and gives back what one large value left behind.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_release(hr_bytes *bytes) {
  bytes->count = 0;
  if (bytes->capacity <= 64 << 10) return;
  hr_sandbox *running = hr_running();
  int before = running == NULL ? 1 : hr_enter_guard(running);
  free(bytes->data);
  *bytes = (hr_bytes){0};
  if (running != NULL) hr_leave_guard(running, before);
}
