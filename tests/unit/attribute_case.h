/* A text with its words, and spans found by what they say, for the tests of the attribute room. No model: the rules need none. */
#ifndef TESTS_ATTRIBUTE_CASE_H
#define TESTS_ATTRIBUTE_CASE_H

#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "attribute/run.h"

struct attribute_case {
    struct arena arena;
    struct vocabulary *vocabulary;
    struct text text;
    struct words words;
    struct model model; /* empty but for the vocabulary */
    struct work work;
};

static inline void case_begin(struct attribute_case *c, const char *text)
{
    static const char lines[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n\"\na\nb\n";
    size_t n_bad;
    uint32_t first_bad;
    memset(c, 0, sizeof *c);
    arena_init(&c->arena, 0);
    assert_int_equal(vocabulary_new(lines, sizeof lines - 1, &c->vocabulary, NULL), HEARSAY_OK);
    assert_int_equal(text_check(&c->arena, text, strlen(text), &c->text, &n_bad, &first_bad), HEARSAY_OK);
    assert_int_equal(words_make(&c->arena, &c->text, c->vocabulary, &c->words), HEARSAY_OK);
    c->model.vocabulary = c->vocabulary;
    c->work = (struct work){.arena = &c->arena, .model = &c->model, .text = &c->text, .words = &c->words};
}

static inline void case_end(struct attribute_case *c)
{
    raw_list_release(&c->work.raw);
    vocabulary_free(c->vocabulary);
    arena_release(&c->arena);
}

/* The words of `what`, as they stand first in the text; absent for NULL. */
static inline struct raw_span case_find(const struct attribute_case *c, const char *what)
{
    if (!what)
        return RAW_ABSENT;
    const char *at = strstr(c->text.bytes, what);
    assert_non_null(at);
    uint32_t begin = 0, end = 0;
    while (c->text.byte_at[begin] < (uint32_t)(at - c->text.bytes))
        begin++;
    for (end = begin; c->text.byte_at[end] < (uint32_t)(at - c->text.bytes) + strlen(what);)
        end++;
    return (struct raw_span){words_at(&c->words, begin), words_at(&c->words, end - 1)};
}

static inline struct raw_attribution case_raw(const struct attribute_case *c, const char *source, const char *cue, const char *content)
{
    struct raw_attribution raw = {.source = case_find(c, source), .cue = case_find(c, cue), .parent = HEARSAY_NONE,
                                  .inherits = HEARSAY_NONE, .p_cue = 1, .p_content = 1, .p_source = 1, .p_content_link = 1,
                                  .p_source_link = 1, .confidence = 1};
    if (content)
        raw.content[raw.n_content++] = case_find(c, content);
    return raw;
}

#endif
