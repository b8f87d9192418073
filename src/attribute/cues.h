/* The words of cues: lemmas and the act each names (cue_table.c), and what the rules ask of a stretch of words (cues.c). Private to this room. */
#ifndef ATTRIBUTE_CUES_H
#define ATTRIBUTE_CUES_H

#include "attribute/attribute.h"

enum { CUE_WORD_MAX = 24 };
enum cue_flag {
    CUE_WEAK = 1,  /* takes its act from a noun or verb that follows: "made a promise", "began to doubt" */
    CUE_SPEECH = 2 /* what one refuses when one refuses to say */
};
struct cue_word {
    const char *word; /* base form, lower case */
    enum hearsay_act act;
    int flags;
};
/* The entry of an inflected lower-case form, or NULL. */
const struct cue_word *cue_word_find(const char *form);
bool cue_table_sorted(void); /* for the tests */

/* The word in lower-case ASCII, typographic apostrophes as ', other code points as _; cut to fit. */
struct cue_form {
    char s[CUE_WORD_MAX + 1];
};
struct cue_form cue_form_at(const struct work *, uint32_t word);
bool cue_form_is(const struct work *, uint32_t word, const char *one_of); /* words between blanks: "not never no" */

/* Does a word of the table other than a weak one, or "according", stand among these words? */
bool cue_likely(const struct work *, struct raw_span);

#endif
