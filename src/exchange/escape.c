/* Strings for where they go. Everything that an article says may have been written by anybody, also by somebody who knows what opens our files.
 *
 * HTML: the five characters of markup; controls, marks that reorder a line and towers of accents are shown as what they are, not obeyed.
 * Addresses: http and https alone. CSV: a cell that a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV injection").
 */
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "exchange/exchange.h"
#include "report/json.h"

enum { MARKS_MOST = 3, ZWNJ = 0x200C, ZWJ = 0x200D, SOFT_HYPHEN = 0xAD, ELLIPSIS = 0x2026 };

uint32_t visible_point(uint32_t point)
{
    if (point_is_space(point))
        return ' ';
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_CF: /* joiners shape letters in many scripts; the rest hides or reorders */
        return point == ZWNJ || point == ZWJ || point == SOFT_HYPHEN ? point : UTF8_REPLACEMENT;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
        return UTF8_REPLACEMENT;
    default:
        return point;
    }
}

static void html_put_point(struct buffer *out, uint32_t point, unsigned *marks)
{
    char bytes[UTF8_MOST_BYTES];
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
    *marks = mark ? *marks + 1 : 0;
    uint32_t shown = *marks > MARKS_MOST ? UTF8_REPLACEMENT : visible_point(point);
    switch (shown) {
    case '&': buffer_puts(out, "&amp;"); break;
    case '<': buffer_puts(out, "&lt;"); break;
    case '>': buffer_puts(out, "&gt;"); break;
    case '"': buffer_puts(out, "&quot;"); break;
    case '\'': buffer_puts(out, "&#39;"); break;
    default: buffer_append(out, bytes, utf8_encode(shown, bytes));
    }
}

void html_put(struct buffer *out, const char *s, size_t most)
{
    unsigned marks = 0;
    size_t n = s ? strlen(s) : 0;
    for (size_t at = 0; at < n; most--) {
        uint32_t point;
        bool good;
        if (most == 0) {
            html_put_point(out, ELLIPSIS, &marks);
            return;
        }
        at += utf8_decode(s + at, n - at, &point, &good);
        html_put_point(out, point, &marks);
    }
}

void html_put_span(struct buffer *out, const struct text *text, uint32_t begin, uint32_t end)
{
    unsigned marks = 0;
    for (uint32_t at = begin; at < end && at < text->n_points; at++)
        html_put_point(out, text_point(text, at), &marks);
}

bool url_is_safe(const char *url)
{
    size_t n = url ? strnlen(url, EXCHANGE_URL_BYTES + 1) : 0;
    size_t head = n && strncasecmp(url, "http://", 7) == 0 ? 7 : n && strncasecmp(url, "https://", 8) == 0 ? 8 : 0;
    if (!head || n > EXCHANGE_URL_BYTES)
        return false;
    size_t host = strcspn(url + head, "/?#");
    if (host == 0 || memchr(url + head, '@', host) || memchr(url + head, '\\', host)) /* "paper.example@elsewhere.example" looks like another */
        return false;
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        at += utf8_decode(url + at, n - at, &point, &good);
        if (!good || point == ' ' || visible_point(point) != point)
            return false;
    }
    return true;
}

void url_put(struct buffer *out, const char *url, bool html)
{
    for (; *url; url++) {
        unsigned char byte = (unsigned char)*url;
        bool bare = byte == '%' && (!url[1] || strspn(url + 1, "0123456789abcdefABCDEF") < 2);
        if (byte == '&' && html)
            buffer_puts(out, "&amp;");
        else if (byte <= ' ' || byte >= 0x7F || bare || strchr("\"'<>\\^`{|}", byte))
            buffer_printf(out, "%%%02X", byte);
        else
            buffer_append(out, url, 1);
    }
}

static bool begins_formula(uint32_t point)
{
    return point == '=' || point == '+' || point == '-' || point == '@' || point == '|' || point == '%' || point == 0xFF1D || point == 0xFF0B ||
           point == 0xFF0D || point == 0xFF20;
}

void csv_put(struct buffer *out, const char *s, size_t n)
{
    bool blank = false, begun = false;
    buffer_append(out, "\"", 1);
    for (size_t at = 0; at < n;) {
        char bytes[UTF8_MOST_BYTES];
        uint32_t point;
        bool good;
        at += utf8_decode(s + at, n - at, &point, &good);
        uint32_t shown = visible_point(point);
        if (shown == ' ') {
            blank = begun; /* runs become one, and none stands first */
            continue;
        }
        if (!begun && begins_formula(shown))
            buffer_append(out, "'", 1);
        if (blank)
            buffer_append(out, " ", 1);
        if (shown == '"')
            buffer_append(out, "\"", 1);
        buffer_append(out, bytes, utf8_encode(shown, bytes));
        begun = true;
        blank = false;
    }
    buffer_append(out, "\"", 1);
}

void json_put_clean(struct buffer *out, const char *s, size_t most)
{
    struct buffer clean;
    size_t n = s ? strlen(s) : 0;
    bool blank = false;
    buffer_init(&clean, most * UTF8_MOST_BYTES + 8);
    for (size_t at = 0; at < n && most > 0;) {
        char bytes[UTF8_MOST_BYTES];
        uint32_t point;
        bool good;
        at += utf8_decode(s + at, n - at, &point, &good);
        uint32_t shown = visible_point(point);
        if (shown == ' ') {
            blank = clean.length > 0;
            continue;
        }
        if (--most == 0)
            shown = ELLIPSIS;
        if (blank)
            buffer_append(&clean, " ", 1);
        buffer_append(&clean, bytes, utf8_encode(shown, bytes));
        blank = false;
    }
    out->failed |= clean.failed;
    json_put_text(out, clean.data ? clean.data : "", clean.length);
    buffer_release(&clean);
}
