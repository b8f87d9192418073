/* Interned terms: every distinct string has one small number, so that clauses are compared by integers.
 *
 * Method: open addressing over XXH3, doubled when three quarters full; strings live in the arena. Why own and not a library's: twenty lines,
 * and ids are dense, so that counts for each term are plain arrays.
 */
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { TERMS_MAX = 1 << 23 };

struct terms {
    struct arena *arena;
    term_id *slots;
    size_t n_slots, n, capacity;
    const char **texts; /* by id; [0] is "" */
    bool failed;
};

struct terms *terms_new(struct arena *arena)
{
    struct terms *terms = ARENA_NEW(arena, struct terms, 1);
    if (!terms)
        return NULL;
    *terms = (struct terms){.arena = arena, .n_slots = 1024, .capacity = 512};
    terms->slots = ARENA_NEW(arena, term_id, terms->n_slots);
    terms->texts = ARENA_NEW(arena, const char *, terms->capacity + 1);
    if (!terms->slots || !terms->texts)
        return NULL;
    terms->texts[0] = "";
    return terms;
}

static term_id *terms_slot(const struct terms *terms, const char *word, size_t n)
{
    size_t at = XXH3_64bits(word, n) & (terms->n_slots - 1);
    for (;; at = (at + 1) & (terms->n_slots - 1)) {
        term_id id = terms->slots[at];
        if (!id || (strncmp(terms->texts[id], word, n) == 0 && terms->texts[id][n] == '\0'))
            return &terms->slots[at];
    }
}

/* The old tables stay in the arena: together they are no larger than the last. */
static bool terms_grow(struct terms *terms)
{
    size_t n_slots = terms->n_slots * 2;
    term_id *slots = ARENA_NEW(terms->arena, term_id, n_slots);
    const char **texts = ARENA_NEW(terms->arena, const char *, n_slots / 2 + 1);
    if (!slots || !texts || terms->n >= TERMS_MAX)
        return false;
    memcpy(texts, terms->texts, (terms->n + 1) * sizeof *texts);
    terms->texts = texts;
    terms->slots = slots;
    terms->n_slots = n_slots;
    terms->capacity = n_slots / 2;
    for (term_id id = 1; id <= terms->n; id++)
        *terms_slot(terms, texts[id], strlen(texts[id])) = id;
    return true;
}

term_id terms_intern(struct terms *terms, const char *word, size_t n)
{
    if (n == 0 || terms->failed)
        return 0;
    term_id *slot = terms_slot(terms, word, n);
    if (*slot)
        return *slot;
    if (terms->n + 1 >= terms->capacity) {
        if (!terms_grow(terms)) {
            terms->failed = true;
            return 0;
        }
        slot = terms_slot(terms, word, n);
    }
    const char *copy = arena_strndup(terms->arena, word, n);
    if (!copy) {
        terms->failed = true;
        return 0;
    }
    terms->texts[++terms->n] = copy;
    *slot = (term_id)terms->n;
    return *slot;
}

term_id terms_find(const struct terms *terms, const char *word, size_t n)
{
    return n ? *terms_slot(terms, word, n) : 0;
}

static int by_id(const void *a, const void *b)
{
    term_id x = *(const term_id *)a, y = *(const term_id *)b;
    return x < y ? -1 : x > y;
}

size_t terms_sort(term_id *ids, size_t n)
{
    size_t kept = 0;
    if (n > 1)
        qsort(ids, n, sizeof *ids, by_id);
    for (size_t i = 0; i < n; i++)
        if (ids[i] && (!kept || ids[kept - 1] != ids[i]))
            ids[kept++] = ids[i];
    return kept;
}

bool terms_failed(const struct terms *terms)
{
    return terms->failed;
}

size_t terms_count(const struct terms *terms)
{
    return terms->n;
}

const char *terms_text(const struct terms *terms, term_id id)
{
    return id <= terms->n ? terms->texts[id] : "";
}
