/* The steps of attribute_extract, private to this room. Each works on work->raw, which it may lengthen, shorten or amend. */
#ifndef ATTRIBUTE_EXTRACT_H
#define ATTRIBUTE_EXTRACT_H

#include "attribute/attribute.h"

/* extract.c: by the place of the cues; indices into the list follow. */
enum hearsay_status raw_list_sort(struct raw_list *);

/* inherit.c: contents that no cue claimed become quotations of a speaker known from before, or are dropped; hearsay is marked. */
enum hearsay_status inherit_all(struct work *);

/* extract.c: leaves those attributions whose `keep` is set; whatever one inherits from must be among them. False: memory. */
bool raw_list_keep(struct work *, const bool *keep);

/* nest.c: appends the attributions inside the contents of those there are. */
enum hearsay_status nest_all(struct work *);

/* enclose.c: outer and inner attributions, where a plain sentence leaves no choice; the list stays in the order of the cues. */
enum hearsay_status enclose_all(struct work *);

/* confidence.c: the probability that an attribution is right, from the probabilities behind it. */
double confidence_of(const struct work *, const struct raw_attribution *);

#endif
