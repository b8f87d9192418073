/* What the word pieces ask of the vocabulary. */
#ifndef TEXT_VOCABULARY_H
#define TEXT_VOCABULARY_H

#include "text/text.h"

/* The piece with these bytes ("##" left out) that begins a word or continues one; -1: not there. */
int32_t vocabulary_part(const struct vocabulary *, const char *bytes, size_t n, bool continues);
int32_t vocabulary_unknown(const struct vocabulary *); /* [UNK] */
uint32_t vocabulary_longest(const struct vocabulary *); /* bytes of the longest piece, "##" left out */

#endif
