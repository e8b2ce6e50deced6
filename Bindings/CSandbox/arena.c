/* The memory of one Lua state: a region of its own, in which Lua's blocks lie from the first byte on without a gap.
 *
 * - A state can be kept as an image, the bytes in use, and put back by one copy: all pointers in it stay right.
 * - A state that was ended at a random instruction is dropped whole, with no walk through what may be half written.
 * - Every region begins on a multiple of 4 GiB, and Lua hashes no more than 32 bits of an address: tables with keys that
 *   are tables or functions lie and grow alike in every sandbox of every process.
 *
 * Blocks come in classes of size, each with a list of free ones; a new one is taken from the top of the region. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "hr_internal.h"

enum {
  GRAIN = 16,
  SMALL = 512,            /* bytes up to which there is a class for every 16; above, four for each doubling */
  CLASSES = 128,
  KEPT = 4 << 20,         /* bytes of a region that is waiting which stay in memory */
  SLACK = 16 << 20,       /* address space beyond twice the limit, for what the host sets up */
  WAITING = 4,            /* regions that wait for their next sandbox */
};

static const size_t alignment = (size_t)1 << 32;
static const size_t largest = ((size_t)1 << 32) - (1 << 20);

/* The first bytes of a region. Free blocks are told by their distance from it, and begin with that of the next. */
struct hr_arena {
  size_t size;
  size_t top;
  uint32_t free[CLASSES];
};

/* Tools that watch memory are told of every block: HIDE what nobody may touch, LEND what has no content yet, SHOW what has.
 * They are the address sanitizer and, where HR_MEMCHECK is defined, valgrind, which looks into Lua's own code, too. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define HIDE(block, count) __asan_poison_memory_region(block, count)
#define LEND(block, count) __asan_unpoison_memory_region(block, count)
#define SHOW(block, count) __asan_unpoison_memory_region(block, count)
#endif
#endif
#ifdef HR_MEMCHECK
#include <valgrind/memcheck.h>
#define HIDE(block, count) (void)VALGRIND_MAKE_MEM_NOACCESS(block, count)
#define LEND(block, count) (void)VALGRIND_MAKE_MEM_UNDEFINED(block, count)
#define SHOW(block, count) (void)VALGRIND_MAKE_MEM_DEFINED(block, count)
#endif
#ifndef HIDE
#define HIDE(block, count) ((void)0)
#define LEND(block, count) ((void)0)
#define SHOW(block, count) ((void)0)
#endif

/* Regions that wait, all of one process. */
static struct {
  pthread_mutex_t lock;
  int count;
  hr_arena *regions[WAITING];
} waiting = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* The class of a size, and the bytes of a block of it. Stack: 0 in, 0 out. Raises: never. */
static inline int class_of(size_t count, size_t *size) {
  if (count <= SMALL) {
    int class = (int)((count + GRAIN - 1) / GRAIN);
    *size = (size_t)class * GRAIN;
    return class;
  }
  int bits = 63 - __builtin_clzll(count - 1);
  size_t step = (size_t)1 << (bits - 2);
  *size = (count + step - 1) & ~(step - 1);
  return SMALL / GRAIN + (bits - 9) * 4 + (int)(*size / step) - 4;
}

/* Maps a region that begins on a multiple of 4 GiB; NULL where the system gives none.
 * Stack: 0 in, 0 out. Raises: never. */
static hr_arena *map_region(size_t size) {
  size_t reserved = size + alignment;
  uint8_t *whole = mmap(NULL, reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (whole == MAP_FAILED) return NULL;
  uint8_t *base = (uint8_t *)(((uintptr_t)whole + alignment - 1) & ~(uintptr_t)(alignment - 1));
  if (base > whole) munmap(whole, (size_t)(base - whole));
  size_t behind = reserved - (size_t)(base - whole) - size;
  if (behind > 0) munmap(base + size, behind);
  if (mprotect(base, size, PROT_READ | PROT_WRITE) == 0) return (hr_arena *)base;
  munmap(base, size);
  return NULL;
}

/* A region that waits and is of this size; NULL where there is none. Stack: 0 in, 0 out. Raises: never. */
static hr_arena *take_waiting(size_t size) {
  hr_arena *found = NULL;
  pthread_mutex_lock(&waiting.lock);
  for (int i = waiting.count - 1; i >= 0 && found == NULL; i--) {
    if (waiting.regions[i]->size != size) continue;
    found = waiting.regions[i];
    waiting.regions[i] = waiting.regions[--waiting.count];
  }
  pthread_mutex_unlock(&waiting.lock);
  return found;
}

/* Stack: 0 in, 0 out. Raises: never. */
hr_arena *hr_arena_open(int64_t limit) {
  size_t size = limit > (int64_t)(largest / 2 - SLACK) ? largest : (size_t)limit * 2 + SLACK;
  size = (size + 0xffff) & ~(size_t)0xffff;
  hr_arena *arena = take_waiting(size);
  if (arena == NULL) arena = map_region(size);
  if (arena == NULL) return NULL;
  arena->size = size;
  hr_arena_clear(arena);
  return arena;
}

/* Forgets every block. Stack: 0 in, 0 out. Raises: never. */
void hr_arena_clear(hr_arena *arena) {
  arena->top = (sizeof *arena + 63) & ~(size_t)63;
  memset(arena->free, 0, sizeof arena->free);
  HIDE((uint8_t *)arena + arena->top, arena->size - arena->top);
}

/* Gives the pages from `from` to `to` back to the system. Stack: 0 in, 0 out. Raises: never. */
static void give_back(hr_arena *arena, size_t from, size_t to) {
  from = (from + 0xfff) & ~(size_t)0xfff;
  if (from < to) madvise((uint8_t *)arena + from, to - from, MADV_DONTNEED);
}

/* Stack: 0 in, 0 out. Raises: never. */
void hr_arena_close(hr_arena *arena) {
  size_t used = arena->top;
  SHOW(arena, arena->size);
  give_back(arena, KEPT, used);
  bool waits = false;
  pthread_mutex_lock(&waiting.lock);
  if (waiting.count < WAITING) {
    waiting.regions[waiting.count++] = arena;
    waits = true;
  }
  pthread_mutex_unlock(&waiting.lock);
  if (!waits) munmap(arena, arena->size);
}

/* Stack: 0 in, 0 out. Raises: never. */
static inline void *take(hr_arena *arena, size_t count) {
  size_t size;
  int class = class_of(count, &size);
  uint32_t free = arena->free[class];
  if (free != 0) {
    uint8_t *block = (uint8_t *)arena + free;
    SHOW(block, sizeof free);
    memcpy(&arena->free[class], block, sizeof free);
    LEND(block, count);
    return block;
  }
  if (arena->size - arena->top < size) return NULL;
  uint8_t *block = (uint8_t *)arena + arena->top;
  arena->top += size;
  LEND(block, count);
  return block;
}

/* Stack: 0 in, 0 out. Raises: never. */
static inline void give(hr_arena *arena, void *block, size_t count) {
  size_t size;
  int class = class_of(count, &size);
  size_t at = (size_t)((uint8_t *)block - (uint8_t *)arena);
  if (at + size == arena->top) {
    arena->top = at;
    HIDE(block, size);
    return;
  }
  SHOW(block, sizeof(uint32_t));
  memcpy(block, &arena->free[class], sizeof(uint32_t));
  arena->free[class] = (uint32_t)at;
  HIDE(block, size);
}

/* Tells tools that a block has another size where it is; what it gained has no content yet.
 * Stack: 0 in, 0 out. Raises: never. */
static inline void *stay(void *block, size_t old_count, size_t new_count) {
  if (new_count > old_count) LEND((uint8_t *)block + old_count, new_count - old_count);
  else HIDE((uint8_t *)block + new_count, old_count - new_count);
  return block;
}

/* As lua_Alloc, but for what is counted: NULL where the region is full. A block that shrinks is always given.
 * Stack: 0 in, 0 out. Raises: never. */
void *hr_arena_resize(hr_arena *arena, void *block, size_t old_count, size_t new_count) {
  if (block == NULL) return new_count == 0 ? NULL : take(arena, new_count);
  if (new_count == 0) {
    give(arena, block, old_count);
    return NULL;
  }
  size_t old_size, new_size;
  int new_class = class_of(new_count, &new_size);
  if (class_of(old_count, &old_size) == new_class) return stay(block, old_count, new_count);
  size_t at = (size_t)((uint8_t *)block - (uint8_t *)arena);
  if (at + old_size == arena->top && arena->free[new_class] == 0 && arena->size - at >= new_size) {
    /* The last block grows and shrinks where it is, unless one that was freed before would do: the region must not
     * grow with every table that does. */
    arena->top = at + new_size;
    return stay(block, old_count, new_count);
  }
  void *moved = take(arena, new_count);
  if (moved == NULL) return new_count < old_count ? stay(block, old_count, new_count) : NULL;
  memcpy(moved, block, old_count < new_count ? old_count : new_count);
  give(arena, block, old_count);
  return moved;
}

/* Stack: 0 in, 0 out. Raises: never. */
size_t hr_arena_used(const hr_arena *arena) { return arena->top; }

/* Writes down the bytes in use. Stack: 0 in, 0 out. Raises: never. */
void hr_arena_keep(hr_arena *arena, hr_bytes *image) {
  SHOW(arena, arena->top);
  image->count = 0;
  hr_append(image, arena, arena->top);
}

/* Puts the bytes of an image back; what lies above them means nothing any more, and goes back to the system where it is
 * much. Stack: 0 in, 0 out. Raises: never. */
void hr_arena_restore(hr_arena *arena, const hr_bytes *image) {
  size_t used = arena->top;
  SHOW(arena, image->count);
  memcpy(arena, image->data, image->count);
  if (used > image->count) HIDE((uint8_t *)arena + image->count, used - image->count);
  if (used > image->count + (1 << 20)) give_back(arena, image->count, used);
}
