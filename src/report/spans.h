/* A record's text with the byte of every code point: what writers need that cut it up. */
#ifndef REPORT_SPANS_H
#define REPORT_SPANS_H

#include "base/base.h"

/* False: out of memory. The text lives as long as the arena and the record. */
bool report_text(struct arena *, const struct hearsay_record *, struct text *out);
/* The span, cut so that it lies inside the text. */
struct hearsay_span span_inside(const struct text *, struct hearsay_span);

#endif
