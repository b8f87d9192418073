/* Where sources, cues and contents begin and end, in the order in which a reader meets them. */
#ifndef REPORT_MARKS_H
#define REPORT_MARKS_H

#include "base/base.h"

enum mark_role { MARK_CONTENT, MARK_CUE, MARK_SOURCE, MARK_ROLES };

struct mark {
    uint32_t at, other;  /* this end and the other one, code points */
    bool opens;
    uint8_t role;        /* enum mark_role */
    size_t attribution;
};
struct marks {
    struct mark *items;  /* sorted: at one place what closes stands before what opens, the inner closes first and opens last */
    size_t n;
};

/* False: out of memory. A source that serves several attributions is marked once. */
bool marks_make(struct arena *, const struct hearsay_record *, const struct text *, struct marks *out);

#endif
