/* The trained judge of (question, claim): what it reads, and its answers to many pairs at once. docs/judge.md. */
#ifndef COMPARE_JUDGING_H
#define COMPARE_JUDGING_H

#include "compare/compare.h"
#include "model/model.h"

enum { JUDGING_PIECES = 128, JUDGING_QUESTION = 40, JUDGING_SPEAKER = 12, JUDGING_REACH = 260 /* code points of context to either side */ };

/* Pieces with their shapes: of a question, a speaker, or a passage. */
struct judging_words {
    int32_t pieces[JUDGING_PIECES];
    uint8_t shapes[JUDGING_PIECES], parts[JUDGING_PIECES];
    uint8_t n;
};

/* One pair to be judged, and the answer. */
struct judging_pair {
    uint32_t question, claim; /* index into the texts below, and into the comparison's claims */
    float beside, yes, no;
    uint64_t key; /* of the input */
};

/* Answers that were given, for one thread at a time: who compares again after a correction waits for what is new alone. NULL: out of memory. */
struct judging_memo *judging_memo_new(void);
void judging_memo_free(struct judging_memo *);

/* Judges every pair over the judge's threads; the answers do not depend on how many there are. HEARSAY_MEMORY is the only failure. */
enum hearsay_status judging_run(const struct comparison *, const char *const *questions, size_t n_questions, struct judging_pair *, size_t n_pairs);

#endif
