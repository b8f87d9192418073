/* Word pieces into a growing list. */
#ifndef TEXT_PIECES_H
#define TEXT_PIECES_H

#include "text/text.h"

enum { PIECES_WORD_MAX = 100 }; /* a longer word is [UNK] */

/* Holds the word that is being made, already lower case and without accents. */
struct pieces {
    const struct vocabulary *vocabulary;
    int32_t *items; /* malloc'd */
    size_t n, capacity;
    bool failed;                          /* memory ran out */
    char word[PIECES_WORD_MAX * 4];
    uint16_t byte_at[PIECES_WORD_MAX + 1];
    uint32_t n_points;                    /* may pass PIECES_WORD_MAX; what is beyond it is not kept */
};

void pieces_init(struct pieces *, const struct vocabulary *);
void pieces_release(struct pieces *);
/* Appends the pieces of [begin, end). False: memory ran out. */
bool pieces_cut(struct pieces *, const struct text *, uint32_t begin, uint32_t end);
bool pieces_add_unknown(struct pieces *);
/* Copies the list into the arena. */
enum hearsay_status pieces_copy(const struct pieces *, struct arena *, int32_t **out, uint32_t *n);

#endif
