/* A finished record without the scaffolding that made it. */
#ifndef HEARSAY_COMPACT_H
#define HEARSAY_COMPACT_H

#include "read/read.h"

/* A copy of the article and its record, a few times the text in size; NULL: out of memory. The old one stays the caller's. */
struct article *article_compact(const struct article *);

#endif
