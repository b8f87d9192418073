/* 16 MiB of one thing: nothing overruns, and the time stays linear. A rule that looked for each mark anew would take hours. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../unit/tiny_vocabulary.h"
#include "words_hold.h"

enum { HOSTILE_BYTES = 16 << 20, SECONDS_MOST = 60 };

static const struct hostile {
    const char *name, *fragment;
    uint32_t n_words, n_paragraphs; /* 0: not said */
} cases[] = {
    {"one letter", "a", 1, 1},
    {"one word after the other", "he ", 0, 1},
    {"combining marks", "\xCC\x81", HOSTILE_BYTES / 2, 1},
    {"line feeds", "\n", 0, 0},
    {"a letter a line", "a\n", HOSTILE_BYTES / 2, HOSTILE_BYTES / 2},
    {"straight double marks", "\"", HOSTILE_BYTES, 1},
    {"straight single marks", "'", HOSTILE_BYTES, 1},
    {"single marks that open and never close", " 'a", 0, 1},
    {"opening single marks", " \xE2\x80\x98" "a", 0, 1},
    {"backquotes", "`", HOSTILE_BYTES, 1},
    {"full stops", ".", HOSTILE_BYTES, 1},
    {"initials", "A. ", 0, 1},
    {"end marks and closing marks", ".\"", HOSTILE_BYTES, 1},
    {"brackets", "(", HOSTILE_BYTES, 1},
    {"four bytes each", "\xF0\x9F\x98\x80", HOSTILE_BYTES / 4, 1},
    {"bytes that are no UTF-8", "\xFF", HOSTILE_BYTES, 1},
    {"NUL", "", HOSTILE_BYTES, 1},
};

static const char *fails(const struct vocabulary *vocabulary, const struct hostile *hostile, char *bytes)
{
    size_t n = strlen(hostile->fragment), length = n ? HOSTILE_BYTES / n * n : HOSTILE_BYTES;
    struct arena arena;
    struct text text;
    struct words words;
    const char *trouble = NULL;
    for (size_t i = 0; i < length; i++)
        bytes[i] = n ? hostile->fragment[i % n] : 0;
    arena_init(&arena, 0);
    clock_t begin = clock();
    if (text_check(&arena, bytes, length, &text, NULL, NULL) != HEARSAY_OK ||
        words_make(&arena, &text, vocabulary, &words) != HEARSAY_OK)
        trouble = "memory ran out";
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    printf("%-40s %6.2f s, %zu MiB\n", hostile->name, seconds, arena.used_bytes >> 20);
    if (!trouble && seconds > SECONDS_MOST)
        trouble = "it takes too long";
    if (!trouble && ((hostile->n_words && words.n_words != hostile->n_words) ||
                     (hostile->n_paragraphs && words.n_paragraphs != hostile->n_paragraphs)))
        trouble = "it is cut otherwise";
    if (!trouble)
        trouble = words_fail(&text, &words, 256);
    arena_release(&arena);
    return trouble;
}

int main(void)
{
    struct vocabulary *vocabulary = tiny_vocabulary();
    char *bytes = malloc(HOSTILE_BYTES);
    int failures = !vocabulary || !bytes;
    for (size_t i = 0; i < sizeof cases / sizeof *cases && !failures; i++) {
        const char *trouble = fails(vocabulary, &cases[i], bytes);
        if (trouble)
            printf("%s: %s\n", cases[i].name, trouble);
        failures += trouble != NULL;
    }
    free(bytes);
    vocabulary_free(vocabulary);
    return failures ? 1 : 0;
}
