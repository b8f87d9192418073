/* Fuzz target for base and text: any bytes as a text, as a vocabulary, and as a message. Traps when something does not hold.
 * Linked with driver.c it is a test of fixed length; with clang's -fsanitize=fuzzer it runs as long as one likes. */
#include <stddef.h>
#include <stdint.h>

#include "../property/words_hold.h"
#include "../unit/tiny_vocabulary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void holds(bool good)
{
    if (!good)
        __builtin_trap();
}

static void cut(const char *bytes, size_t n, const struct vocabulary *vocabulary, int32_t n_vocabulary)
{
    struct arena arena;
    struct text text;
    struct words words;
    int32_t *pieces;
    uint32_t n_pieces;
    arena_init(&arena, 0);
    holds(text_check(&arena, bytes, n, &text, NULL, NULL) == HEARSAY_OK && !text_fails(&text));
    holds(words_make(&arena, &text, vocabulary, &words) == HEARSAY_OK && !words_fail(&text, &words, n_vocabulary));
    struct hearsay_span part = {text.n_points / 3, text.n_points / 3 * 2};
    holds(wordpiece(&arena, &text, part, vocabulary, &pieces, &n_pieces) == HEARSAY_OK);
    holds(text_copy(&arena, &text, part) != NULL);
    arena_release(&arena);
}

static void speak(const char *bytes, size_t n)
{
    struct arena arena;
    struct error error;
    struct text text;
    size_t n_bad;
    arena_init(&arena, 0);
    char *words = arena_strndup(&arena, bytes, n);
    holds(words != NULL);
    error_set(&error, HEARSAY_INPUT, "'%s'", words);
    holds(text_check(&arena, error.message, strlen(error.message), &text, &n_bad, NULL) == HEARSAY_OK && n_bad == 0);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const char *bytes = (const char *)data;
    struct vocabulary *tiny = tiny_vocabulary(), *drawn;
    holds(tiny != NULL);
    cut(bytes, n, tiny, 256);
    if (vocabulary_new(bytes, n, &drawn, NULL) == HEARSAY_OK)
        cut(bytes, n, drawn, (int32_t)n + 1);
    speak(bytes, n);
    vocabulary_free(drawn);
    vocabulary_free(tiny);
    return 0;
}
