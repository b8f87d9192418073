/* Many small allocations that die together.
 *
 * Method: a list of zeroed blocks; the newest hands out its space from the left. A block is twice the one before, from 4 KiB to
 * 1 MiB, or exactly as large as one request that would not fit such a block; a large request leaves the block in use where it is.
 * Why: an article is one lifetime. Freeing its parts one by one costs time, and every missed part is a leak.
 * Under the address sanitizer what is not handed out is poisoned, and a poisoned gap follows every allocation.
 * Source: Hanson, "Fast allocation and deallocation of memory based on object lifetimes", 1990; lexbor's mem.c for the poison.
 */
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
enum { ARENA_GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(address, n) ((void)(address), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(address, n) ((void)(address), (void)(n))
enum { ARENA_GAP = 0 };
#endif

enum { ARENA_ALIGN = 16, ARENA_BLOCK_LEAST = 4 << 10, ARENA_BLOCK_MOST = 1 << 20 };

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    alignas(ARENA_ALIGN) char data[];
};
_Static_assert(alignof(max_align_t) >= ARENA_ALIGN, "calloc aligns the blocks");

void arena_init(struct arena *arena, size_t max_bytes)
{
    *arena = (struct arena){.max_bytes = max_bytes};
}

void arena_release(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block) {
        struct arena_block *next = block->next;
        ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
        free(block);
        block = next;
    }
    arena->blocks = NULL;
    arena->used_bytes = 0;
}

static struct arena_block *block_new(size_t size)
{
    struct arena_block *block = calloc(1, sizeof *block + size);
    if (!block)
        return NULL;
    block->size = size;
    ASAN_POISON_MEMORY_REGION(block->data, size);
    return block;
}

/* A block with room for `size` more bytes, or NULL. The head of the list is the block in use. */
static struct arena_block *block_for(struct arena *arena, size_t size)
{
    struct arena_block *head = arena->blocks, *block;
    if (head && head->size - head->used >= size)
        return head;
    size_t normal = head ? head->size * 2 : ARENA_BLOCK_LEAST;
    if (normal > ARENA_BLOCK_MOST)
        normal = ARENA_BLOCK_MOST;
    block = block_new(size > normal ? size : normal);
    if (!block)
        return NULL;
    if (head && size > normal) { /* full from the start: goes behind the head, whose rest is still good */
        block->next = head->next;
        head->next = block;
    } else {
        block->next = head;
        arena->blocks = block;
    }
    return block;
}

void *arena_alloc(struct arena *arena, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || bytes > PTRDIFF_MAX - 2 * ARENA_ALIGN - sizeof(struct arena_block))
        return NULL;
    size_t rounded = bytes ? (bytes + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN : ARENA_ALIGN;
    if (arena->max_bytes && rounded > arena->max_bytes - arena->used_bytes)
        return NULL;
    struct arena_block *block = block_for(arena, rounded + ARENA_GAP);
    if (!block)
        return NULL;
    char *out = block->data + block->used;
    block->used += rounded + ARENA_GAP;
    arena->used_bytes += rounded;
    ASAN_UNPOISON_MEMORY_REGION(out, bytes);
    return out;
}

char *arena_strndup(struct arena *arena, const char *s, size_t n)
{
    if (n == SIZE_MAX)
        return NULL;
    char *out = arena_alloc(arena, n + 1, 1);
    if (out && n)
        memcpy(out, s, n);
    return out;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *out = n < 0 ? NULL : arena_alloc(arena, (size_t)n + 1, 1);
    if (!out)
        return NULL;
    va_start(args, format);
    vsnprintf(out, (size_t)n + 1, format, args);
    va_end(args);
    return out;
}
