/* What the files of this room hand to one another. */
#ifndef TEXT_CUT_H
#define TEXT_CUT_H

#include "text/text.h"

/* sentences.c: words and paragraphs are there; fills the sentences and each word's index. */
enum hearsay_status sentences_make(struct arena *, const struct text *, struct words *);

#endif
