/* Where a place stands with respect to quotation marks, within one paragraph, from left to right. */
#ifndef TEXT_QUOTES_H
#define TEXT_QUOTES_H

#include "text/text.h"

struct quotes {
    const struct text *text;
    uint32_t begin, end;          /* the paragraph */
    bool in_double, in_single;
    uint32_t given_at;            /* the last mark whose state was set; for `` and '' the second of the two */
    uint8_t given;                /* QUOTE_OPENING or QUOTE_CLOSING */
    bool searched;                /* last_close is known */
    uint32_t last_close;          /* the last single mark of the paragraph that may close; `begin` when there is none */
};

void quotes_begin(struct quotes *, const struct text *, uint32_t begin, uint32_t end);
/* State of the word that begins at `at`; words must be asked for from left to right. */
enum text_quote quotes_state(struct quotes *, uint32_t at);

#endif
