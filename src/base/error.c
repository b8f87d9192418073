/* Status codes and the words for the last failure.
 *
 * Messages carry file names and pieces of input, which may hold anything: what a terminal would obey, and what is not UTF-8,
 * becomes '?'. A message that is too long ends before the code point that does not fit.
 */
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "base/utf8.h"

const char *hearsay_status_text(enum hearsay_status status)
{
    static const char *const texts[] = {
#define X(code, text) [HEARSAY_##code] = text,
        HEARSAY_STATUS_TABLE(X)
#undef X
    };
    return (size_t)status < sizeof texts / sizeof *texts ? texts[status] : "unknown status";
}

/* Controls of C0 and C1, and the marks that reorder what a terminal shows. */
static bool harmful(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x200E && point <= 0x200F) ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

static void copy_harmless(char *to, size_t room, const char *from, size_t n)
{
    size_t length = 0;
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        size_t step = utf8_decode(from + at, n - at, &point, &good);
        bool keep = good && !harmful(point);
        size_t wanted = keep ? step : 1;
        if (wanted >= room - length)
            break;
        memcpy(to + length, keep ? from + at : "?", wanted);
        length += wanted;
        at += step;
    }
    to[length] = 0;
}

enum hearsay_status error_set(struct error *error, enum hearsay_status status, const char *format, ...)
{
    char raw[2 * sizeof error->message]; /* its own memory: an argument may be the old message */
    va_list args;
    if (!error)
        return status;
    va_start(args, format);
    int n = vsnprintf(raw, sizeof raw, format, args);
    va_end(args);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof raw ? (size_t)n : sizeof raw - 1;
    copy_harmless(error->message, sizeof error->message, raw, length);
    return status;
}
