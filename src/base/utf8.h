/* UTF-8, one code point at a time. base.h holds what works on a whole checked text. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/base.h"

enum { UTF8_REPLACEMENT = 0xFFFD, UTF8_MOST_BYTES = 4 };

/* Decodes the code point at `s` (n >= 1 bytes left) and gives the bytes it takes. A bad sequence: *good false, *point U+FFFD, and the
 * bytes of its maximal part, which WHATWG and Unicode replace by one U+FFFD. */
size_t utf8_decode(const char *s, size_t n, uint32_t *point, bool *good);

/* Writes a code point that is no surrogate and at most U+10FFFF; gives the number of bytes. */
size_t utf8_encode(uint32_t point, char out[UTF8_MOST_BYTES]);

/* White space as Python's str.isspace has it (bidirectional class WS, B or S, or category Zs), as the scorer's `\s`. */
bool point_is_space(uint32_t point);

#endif
