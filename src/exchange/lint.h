/* What the files of the linter share. */
#ifndef EXCHANGE_LINT_H
#define EXCHANGE_LINT_H

#include "base/base.h"

enum {
    LINT_FINDINGS_MAX = 1 << 16,
    LINT_RUN_WORDS = 8,    /* a run of words that two articles share is a copy from so many on … */
    LINT_PLAIN_WORDS = 5,  /* … of which so many are the writer's, not a quotation's … */
    LINT_INSIDE_WORDS = 4, /* … and so many stand in the statement */
};

/* One comparison of drafts with articles; owns all that the result shows. */
struct linting {
    struct hearsay_lint lint; /* first: the caller's handle */
    struct arena arena;
    struct hearsay_finding *findings; /* malloc'd */
    size_t n, capacity;
};

/* False: out of memory (or more findings than anybody reads). `why` is copied. */
bool lint_add(struct linting *, const struct hearsay_finding *);
/* The draft's text; NULL: out of memory. */
const struct text *lint_text(struct linting *, size_t draft);

/* A statement that could be a finding: the outermost attributions with a content. */
bool lint_is_statement(const struct hearsay_record *, size_t attribution);
struct hearsay_span lint_statement(const struct hearsay_attribution *);

/* lint_copy.c: statements whose words are another article's. */
enum hearsay_status lint_copies(struct linting *);
/* lint_source.c: the source is one, and not named, by the words that name it. */
bool lint_is_one_unnamed(const struct hearsay_record *, const struct text *, const struct hearsay_attribution *);
/* The cue says that somebody said it: "reportedly", not "is expected". */
bool lint_was_said(const struct text *, const struct hearsay_attribution *);

#endif
