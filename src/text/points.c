/* Kinds of code points: a table for ASCII, utf8proc's categories for the rest.
 *
 * Python's `\w` is str.isalnum() or `_`, and isalnum() is a letter (L*) or what has a numeric value; in every version of
 * Unicode so far the code points with a numeric value that are no letters are exactly N*. utf8proc 2.8 knows Unicode 15,
 * Python 3.11 knows 14: the 4,388 word characters that are new in 15 are words here and single signs there.
 */
#include <utf8proc.h>

#include "text/points.h"

enum { LOWER = 1, UPPER = 2, DIGIT = 4, UNDERSCORE = 8 };

#define L LOWER
#define U UPPER
#define D DIGIT
static const uint8_t ascii_kinds[128] = {
    ['0'] = D, D, D, D, D, D, D, D, D, D,
    ['A'] = U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    ['_'] = UNDERSCORE,
    ['a'] = L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
};
#undef L
#undef U
#undef D

static bool category_is_letter(utf8proc_category_t category)
{
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool category_is_digit(utf8proc_category_t category)
{
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool point_is_word(uint32_t point)
{
    if (point < 128)
        return ascii_kinds[point];
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return category_is_letter(category) || category_is_digit(category);
}

bool point_is_letter(uint32_t point)
{
    return point < 128 ? ascii_kinds[point] & (LOWER | UPPER) : category_is_letter(utf8proc_category((utf8proc_int32_t)point));
}

bool point_is_digit(uint32_t point)
{
    return point < 128 ? ascii_kinds[point] & DIGIT : category_is_digit(utf8proc_category((utf8proc_int32_t)point));
}

bool point_is_upper(uint32_t point)
{
    return point < 128 ? ascii_kinds[point] & UPPER : utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_LU;
}

bool point_is_lower(uint32_t point)
{
    return point < 128 ? ascii_kinds[point] & LOWER : utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_LL;
}
