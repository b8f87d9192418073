/* What kind of code point this is, as the words, the shapes and the quotation marks ask it. */
#ifndef TEXT_POINTS_H
#define TEXT_POINTS_H

#include "base/base.h"
#include "base/utf8.h"

enum point_kind { POINT_LOWER = 1, POINT_UPPER = 2, POINT_DIGIT = 4, POINT_UNDERSCORE = 8, POINT_LETTER = 16 };

extern const uint8_t point_ascii_kinds[128];
unsigned point_kinds_beyond_ascii(uint32_t point);

/* The kinds of a code point, added up: POINT_LETTER L*, POINT_UPPER Lu, POINT_LOWER Ll, POINT_DIGIT N*. */
static inline unsigned point_kinds(uint32_t point)
{
    return point < 128 ? point_ascii_kinds[point] : point_kinds_beyond_ascii(point);
}

/* Python's `\w`: the categories L* and N*, and `_`. Marks are not word characters. */
static inline bool point_is_word(uint32_t point)
{
    return point_kinds(point) != 0;
}

/* text_point without its call for ASCII; `at` must be less than n_points. */
static inline uint32_t point_at(const struct text *text, uint32_t at)
{
    unsigned char byte = (unsigned char)text->bytes[text->byte_at[at]];
    return byte < 128 ? byte : text_point(text, at);
}

#endif
