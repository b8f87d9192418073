/* Every allocation of base and text fails once: the Nth, for N = 1, 2, 3 … until the work gets by without. Then the same with the
 * arena's cap. Each time the work must end with HEARSAY_MEMORY (or a failed buffer), leave nothing behind (the leak check of the
 * address sanitizer sees it), and give what it always gives once memory is back.
 * The linker puts the functions below in the place of the C library's (--wrap). Method: SQLite, "How SQLite is tested", 3.1.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/tiny_vocabulary.h"
#include "base/vector.h"

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);

static long until_failure = -1; /* -1: none fails */

static bool fails_now(void)
{
    return until_failure > 0 && --until_failure == 0;
}

void *__wrap_malloc(size_t n) { return fails_now() ? NULL : __real_malloc(n); }
void *__wrap_calloc(size_t n, size_t size) { return fails_now() ? NULL : __real_calloc(n, size); }
void *__wrap_realloc(void *old, size_t n) { return fails_now() ? NULL : __real_realloc(old, n); }

static const char sample[] = "\"Is it?\" he asked. Mr. Smith said: 'No.'\n\nThe U.S. e\xCC\x81lan \xFF speaks, nationally speaking.\n";

static enum hearsay_status cut(struct arena *arena)
{
    struct vocabulary *vocabulary;
    struct text text;
    struct words words;
    int32_t *pieces;
    uint32_t n;
    enum hearsay_status status = vocabulary_new(tiny_lines, strlen(tiny_lines), &vocabulary, NULL);
    if (status == HEARSAY_OK)
        status = text_check(arena, sample, strlen(sample), &text, NULL, NULL);
    if (status == HEARSAY_OK)
        status = words_make(arena, &text, vocabulary, &words);
    if (status == HEARSAY_OK)
        status = wordpiece(arena, &text, (struct hearsay_span){0, text.n_points}, vocabulary, &pieces, &n);
    if (status == HEARSAY_OK)
        status = text_copy(arena, &text, (struct hearsay_span){0, text.n_points}) &&
                 arena_printf(arena, "%u words", words.n_words) ? HEARSAY_OK : HEARSAY_MEMORY;
    vocabulary_free(vocabulary);
    return status;
}

static enum hearsay_status write(void)
{
    struct buffer buffer;
    char *out, **lines = NULL;
    size_t n_lines = 0, capacity = 0;
    buffer_init(&buffer, 100000);
    for (int i = 0; i < 100; i++) {
        buffer_printf(&buffer, "%d: %s", i, sample);
        if (VECTOR_ROOM(lines, n_lines, capacity, 1000))
            lines[n_lines++] = NULL;
    }
    free(lines);
    enum hearsay_status status = buffer_take(&buffer, &out, NULL);
    free(out);
    return status == HEARSAY_OK && n_lines < 100 ? HEARSAY_MEMORY : status;
}

/* One piece of work with the Nth allocation failing and the arena capped (0: not). */
static enum hearsay_status attempt(bool cutting, long nth, size_t cap)
{
    struct arena arena;
    arena_init(&arena, cap);
    until_failure = nth;
    enum hearsay_status status = cutting ? cut(&arena) : write();
    until_failure = -1;
    arena_release(&arena);
    return status;
}

/* 1 when something else than OK or MEMORY came, or no end was reached. */
static int sweep(const char *name, bool cutting, bool by_cap)
{
    enum { STEPS_MOST = 100000 };
    long n = 0, failed = 0, step = by_cap ? 16 : 1;
    enum hearsay_status status;
    do {
        n += step;
        status = by_cap ? attempt(cutting, -1, (size_t)n) : attempt(cutting, n, 0);
        failed += status == HEARSAY_MEMORY;
    } while (status == HEARSAY_MEMORY && n < STEPS_MOST);
    printf("%s: %ld failures, then %s\n", name, failed, hearsay_status_text(status));
    return status != HEARSAY_OK || failed == 0;
}

int main(void)
{
    int failures = attempt(true, -1, 0) != HEARSAY_OK || attempt(false, -1, 0) != HEARSAY_OK;
    failures += sweep("cutting, the Nth allocation", true, false);
    failures += sweep("cutting, the arena's cap", true, true);
    failures += sweep("writing, the Nth allocation", false, false);
    return failures ? 1 : 0;
}
