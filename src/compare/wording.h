/* wording: a clause while it is made a question. wording.c turns it, asking.c tells whether a reader could be asked it. Private to the two. */
#ifndef COMPARE_WORDING_H
#define COMPARE_WORDING_H

#include "compare/compare.h"

#include <string.h>

enum { SHORT_FORM_MAX = 3, NAMED_MAX = 2 };

struct wording {
    const struct comparison *comparison;
    const struct clause *clause;
    const struct claim *claim;
    const struct hearsay_record *record;
    struct token tokens[COMPARE_TOKENS_MAX];
    size_t n, group;
    int named[NAMED_MAX]; /* people whose name stands in the question already */
    size_t n_named;
    bool flawed;          /* a reader could not be asked this */
    const char *support;  /* "do", "does", "did": the question opens with it, where the clause has no auxiliary; NULL: it has one */
    char lemma[LEMMA_MAX]; /* of the verb that then stands in its base form */
    const struct token *last; /* what was put last, word for word */
    struct buffer out;
};

static inline bool written(const struct token *token, const char *lower)
{
    return token->n_bytes == strlen(lower) && strncasecmp(token->bytes, lower, token->n_bytes) == 0;
}

static inline bool ends_with(const struct token *token, const char *ending)
{
    size_t n = strlen(ending);
    return token->n_bytes > n && strncasecmp(token->bytes + token->n_bytes - n, ending, n) == 0;
}

static inline bool is_one_of(const struct token *token, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (written(token, words[i]))
            return true;
    return false;
}

#define IS_ONE_OF(token, words) is_one_of(token, words, sizeof words / sizeof *words)

/* ---- wording.c ---- */

/* The name that stands for a pronoun; NULL: it is none, or nobody that could be named. */
const char *wording_name(const struct wording *, const struct token *);

/* ---- asking.c ---- */

bool wording_finite(const struct token *); /* an auxiliary that must have a subject: "is", "had", "would" */

/* 0: a reader could be asked it; 1: but for a "he" or "her"; 2: he could not. */
int wording_flaw(const struct wording *);

#endif
