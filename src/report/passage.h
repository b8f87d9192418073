/* The stretches of an article that hold attributions, each whole: what a person is shown of it. */
#ifndef REPORT_PASSAGE_H
#define REPORT_PASSAGE_H

#include "base/base.h"

/* One paragraph, or a few sentences of a long one. */
struct unit {
    uint32_t begin, end;  /* code points, blanks at the ends left out */
    uint32_t paragraph;   /* the first is 1 */
    bool joined;          /* an attribution reaches from here into the next unit */
};

/* Units that belong together because an attribution runs through them, and the attributions that stand in them. */
struct passage {
    size_t first_unit, n_units;
    const size_t *roots; /* attributions that are not inside another's content, in order */
    size_t n_roots;
};

struct passages {
    struct unit *units;
    size_t n_units;
    struct passage *passages;
    size_t n_passages;
    int *first_child, *next; /* for each attribution, HEARSAY_NONE: none */
};

/* False: out of memory. Everything lives in the arena. */
bool passages_make(struct arena *, const struct hearsay_record *, const struct text *, struct passages *out);

#endif
