/* unit: a stretch of tokens while it is read as a clause. See verb_group.c and clause.c. */
#ifndef COMPARE_UNIT_H
#define COMPARE_UNIT_H

#include "compare/compare.h"

/* The verb group of a clause, token indices. */
struct verb_group {
    size_t first, head; /* first token of the group; the word behind auxiliaries, negators and adverbs */
    uint32_t last_auxiliary, modal_classes;
    bool found, subjectless, finite;
};
struct unit {
    const struct token *tokens;
    size_t begin, end;
    int n_negators; /* those that turn the sign */
    uint64_t counted[3]; /* by token: negators that were counted, COMPARE_TOKENS_MAX bits */
    struct clause *clause;
    term_id speaker, responsible; /* the speaker's name; the concept of being responsible */
    bool deny, accuse;            /* what the cue does with the content */
    bool effort;                  /* the intent is an attempt: what was never tried was not done */
};

/* Positions outside the unit have no class and are no word. */
bool unit_has(const struct unit *, size_t i, uint32_t classes);
bool unit_is_word(const struct unit *, size_t i, const char *lower);
bool unit_is_verb(const struct unit *, size_t i);
bool token_written(const struct token *, const char *lower); /* as written, case ignored */
bool token_is_content(const struct token *);
bool token_ends_with(const struct token *, const char *ending);

void unit_count_negator(struct unit *, size_t i);
void unit_count_negators(struct unit *, size_t begin, size_t end);

void unit_find_group(const struct unit *, struct verb_group *);
/* A clause without a subject: "attacked ships", "being briefed". Leaves `found` false where there is none. */
void unit_find_subjectless(const struct unit *, struct verb_group *);
void unit_set_modality(struct unit *, const struct verb_group *);
/* The predicate's token; the unit's end: none. */
size_t unit_find_predicate(struct unit *, const struct verb_group *);
/* The head of the noun phrase from `i`; the first content word from `i` among `within` words; the unit's end: none. */
size_t unit_noun_head(const struct unit *, size_t i);
size_t unit_next_content(const struct unit *, size_t i, size_t within);

#endif
