/* The macro over vector_reserve: VECTOR_ROOM(list->items, list->n, list->capacity, MAX) && (list->items[list->n++] = x, true). */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include "base/base.h"

/* True when items[n] may be written. */
#define VECTOR_ROOM(items, n, capacity, max_items)                                                  \
    vector_reserve(&(items), (n), &(capacity), sizeof *(items), (max_items))

#endif
