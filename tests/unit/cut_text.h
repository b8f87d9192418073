/* A text and its words, for the tests of the text room. */
#ifndef TESTS_CUT_TEXT_H
#define TESTS_CUT_TEXT_H

#include "tiny_vocabulary.h"

struct cut_text {
    struct arena arena;
    struct text text;
    struct words words;
    struct vocabulary *vocabulary;
};

static inline struct cut_text cut_text(const char *bytes)
{
    struct cut_text cut = {.vocabulary = tiny_vocabulary()};
    arena_init(&cut.arena, 0);
    assert_non_null(cut.vocabulary);
    assert_int_equal(text_check(&cut.arena, bytes, strlen(bytes), &cut.text, NULL, NULL), HEARSAY_OK);
    assert_int_equal(words_make(&cut.arena, &cut.text, cut.vocabulary, &cut.words), HEARSAY_OK);
    return cut;
}

static inline void cut_release(struct cut_text *cut)
{
    vocabulary_free(cut->vocabulary);
    arena_release(&cut->arena);
}

#endif
