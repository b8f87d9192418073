/* What kind of input these bytes begin.
 *
 * Method: the name's ending where it tells, else the first bytes. NDJSON begins with `{` and a quoted key. What is plainly
 * markup, an archive or compressed is refused in words: read as text it would give nonsense with offsets.
 * Bytes are no text when more than one of eight code points is a control character or was no UTF-8. Latin-1 prose stays well
 * below that and is read with its letters replaced and reported; images, programs and UTF-16 stay well above.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/kind.h"

enum { ODD_FREE = 16 }; /* so many are forgiven any text, or a short one could not hold a single broken word */

bool kind_binary(const char *bytes, size_t n)
{
    size_t n_points = 0, n_odd = 0;
    for (size_t at = 0; at < n; n_points++) {
        uint32_t point;
        bool good;
        if (bytes[at] >= 0x20 && bytes[at] < 0x7F) { /* most of most texts */
            at++;
            continue;
        }
        at += utf8_decode(bytes + at, n - at, &point, &good);
        n_odd += !good || (point < 0x20 && !(point >= '\t' && point <= '\r')) || point == 0x7F;
    }
    return n_odd > ODD_FREE && n_odd > n_points / 8;
}

static bool ends_with(const char *input, const char *ending)
{
    size_t n = strlen(input), m = strlen(ending);
    return n > m && strcasecmp(input + n - m, ending) == 0;
}

static const char *skip_blank(const char *s, const char *end)
{
    if (end - s >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
        s += 3;
    while (s < end && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
        s++;
    return s;
}

static bool begins(const char *s, const char *end, const char *with)
{
    size_t n = strlen(with);
    return (size_t)(end - s) >= n && strncasecmp(s, with, n) == 0;
}

static bool looks_like_json(const char *s, const char *end)
{
    if (s == end || *s != '{')
        return false;
    s = skip_blank(s + 1, end);
    return s == end || *s == '"' || *s == '}';
}

static const char *refuse(const char *s, const char *end)
{
    static const struct { const char *begins, *why; } kinds[] = {
        {"<!doctype html", "html, which this version does not read"},
        {"<html", "html, which this version does not read"},
        {"<?xml", "xml, which this version does not read"},
        {"<rss", "a feed, which this version does not read"},
        {"WARC/", "a warc archive, which this version does not read"},
        {"%PDF-", "pdf, which is not read"},
        {"{\\rtf", "rich text, which is not read"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(s, end, kinds[i].begins))
            return kinds[i].why;
    return NULL;
}

enum hearsay_format kind_detect(const char *input, enum hearsay_format wanted, const char *head, size_t n, const char **refused)
{
    const char *end = head + n, *first = skip_blank(head, end);
    *refused = NULL;
    if (n >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0))
        *refused = "utf-16, which is not read: convert it to utf-8";
    else if (n >= 2 && memcmp(head, "\x1F\x8B", 2) == 0)
        *refused = "compressed: unpack it first";
    else if (kind_binary(head, n))
        *refused = "binary, not text";
    if (*refused || wanted != HEARSAY_FORMAT_AUTO)
        return wanted;
    if (ends_with(input, ".ndjson") || ends_with(input, ".jsonl"))
        return HEARSAY_FORMAT_NDJSON;
    if (ends_with(input, ".txt"))
        return HEARSAY_FORMAT_TEXT;
    *refused = refuse(first, end);
    return looks_like_json(first, end) ? HEARSAY_FORMAT_NDJSON : HEARSAY_FORMAT_TEXT;
}
