/* Growing arrays: doubled, never past a maximum. vector.h keeps the macro that callers use. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { VECTOR_LEAST = 8 };

bool vector_reserve(void *items, size_t n, size_t *capacity, size_t size, size_t max_items)
{
    if (n >= max_items)
        return false;
    if (n < *capacity)
        return true;
    size_t wanted = *capacity > max_items / 2 ? max_items : *capacity * 2, bytes;
    if (wanted < VECTOR_LEAST)
        wanted = VECTOR_LEAST < max_items ? VECTOR_LEAST : max_items;
    if (wanted <= n)
        wanted = n + 1;
    if (__builtin_mul_overflow(wanted, size, &bytes))
        return false;
    void *old, *grown;
    memcpy(&old, items, sizeof old); /* `items` is the address of a pointer of any type */
    grown = realloc(old, bytes);
    if (!grown)
        return false;
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}
