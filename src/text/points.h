/* What kind of code point this is, as the words, the shapes and the quotation marks ask it. */
#ifndef TEXT_POINTS_H
#define TEXT_POINTS_H

#include "base/base.h"
#include "base/utf8.h"

/* Python's `\w`: the categories L* and N*, and `_`. Marks are not word characters. */
bool point_is_word(uint32_t point);
bool point_is_letter(uint32_t point); /* L* */
bool point_is_digit(uint32_t point);  /* N* */
bool point_is_upper(uint32_t point);  /* Lu */
bool point_is_lower(uint32_t point);  /* Ll */

#endif
