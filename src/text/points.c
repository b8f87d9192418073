/* Kinds of code points: a table for ASCII, utf8proc's categories for the rest.
 *
 * Python's `\w` is str.isalnum() or `_`, and isalnum() is a letter (L*) or what has a numeric value; in every version of
 * Unicode so far the code points with a numeric value that are no letters are exactly N*. utf8proc 2.8 knows Unicode 15,
 * Python 3.11 knows 14: the 4,388 word characters that are new in 15 are words here and single signs there.
 */
#include <utf8proc.h>

#include "text/points.h"

#define L POINT_LETTER | POINT_LOWER
#define U POINT_LETTER | POINT_UPPER
#define D POINT_DIGIT
const uint8_t point_ascii_kinds[128] = {
    ['0'] = D, D, D, D, D, D, D, D, D, D,
    ['A'] = U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    ['_'] = POINT_UNDERSCORE,
    ['a'] = L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
};
#undef L
#undef U
#undef D

unsigned point_kinds_beyond_ascii(uint32_t point)
{
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_LU:
        return POINT_LETTER | POINT_UPPER;
    case UTF8PROC_CATEGORY_LL:
        return POINT_LETTER | POINT_LOWER;
    case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO:
        return POINT_LETTER;
    case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO:
        return POINT_DIGIT;
    default:
        return 0;
    }
}
