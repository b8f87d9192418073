/* What the writers of accounts share: the sentence round a statement, the words for how a source stands, where a question belongs, and
 * what is not known about it. */
#ifndef REPORT_ACCOUNTS_H
#define REPORT_ACCOUNTS_H

#include "base/base.h"

/* ---- accounts_parts.c ---- */

const struct hearsay_attribution *claim_attribution(const struct hearsay_accounts *, const struct hearsay_claim *);
const char *claim_speaker(const struct hearsay_claim *); /* never NULL */
/* The name of a link of the claim's chain; NULL: none. */
const char *claim_link(const struct hearsay_accounts *, const struct hearsay_claim *, size_t link);
/* One speaker with one answer through as many others: one entry for a reader. */
bool claims_alike(const struct hearsay_accounts *, const struct hearsay_claim *, const struct hearsay_claim *);
/* Claim `i` stands in an entry that an earlier claim opened. Looks back a few hundred claims: enough for a person, and not the square. */
bool claim_follows(const struct hearsay_accounts *, const struct hearsay_question *, size_t i);
/* The first claims of other articles that stand in claim `i`'s entry, one an article, up to `max`, into `also`; *more: how many are left over. */
size_t claims_also(const struct hearsay_accounts *, const struct hearsay_question *, size_t i, size_t also[], size_t max, size_t *more);
/* An earlier relation of this kind joins the same two speakers; which way round matters where one denies or changes. */
bool relation_follows(const struct hearsay_question *, size_t i);

/* The sentence around a statement, as far as it is worth showing. */
struct hearsay_span sentence_around(const struct text *, struct hearsay_span content);

const char *naming_phrase(enum hearsay_naming);
const char *access_phrase(enum hearsay_access);
const char *answer_word(enum hearsay_answer);
const char *relation_word(enum hearsay_relation_kind);

enum standing { STANDING_DISPUTED, STANDING_AGREED, STANDING_NEAR, STANDING_REPEATED, STANDINGS };
enum standing question_standing(const struct hearsay_question *);

size_t count_outlets(const struct hearsay_accounts *);
size_t count_texts(const struct hearsay_accounts *); /* articles that are no copy of another */

/* ---- unknown.c ---- */

/* Who, by the articles' own words, was in one room. Names are the records' own. */
struct rosters {
    struct roster_entry { int origin; const char *name; } *items; /* by the origin of the article that says so */
    size_t n, capacity;
};
bool rosters_read(struct rosters *, const struct hearsay_accounts *); /* false: out of memory */
void rosters_release(struct rosters *);

/* The claims that answer, yes or no. */
size_t count_answers(const struct hearsay_question *);

enum { SILENT_MAX = 12 };
struct unknown {
    bool no_access;     /* nobody who was in the room, and no document, answers yes or no */
    bool told;          /* an article says who was in the room; only then can anybody be missed */
    const char *silent[SILENT_MAX];
    size_t n_silent;    /* in the room by an article's words, and not cited on this question */
};
struct unknown unknown_find(const struct rosters *, const struct hearsay_accounts *, const struct hearsay_question *);

#endif
