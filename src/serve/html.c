/* Writing HTML: the one place where strings of others become part of a page.
 *
 * Method: a format of our own whose directives escape for where they stand, so that a page is written as one reads it and an
 * unescaped string cannot be written at all. The five signs & < > " ' are escaped everywhere, which serves text and
 * quoted attributes alike. What would hide, reorder or command (exchange/escape.c tells which) is shown by its number: an article cannot
 * reorder the page around it, and a reader sees that it tried. Towers of accents are cut, names that never end too.
 * Source: OWASP, Cross Site Scripting Prevention; Boucher and Anderson, Trojan Source (2021), for the bidi controls.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "exchange/exchange.h"
#include "serve/html.h"

enum { NAME_POINTS = 200, MARKS_MOST = 3 };

/* What is done with a code point: 0 shown as it is, '#' its number, '-' left out. `marks` counts those in a row that stand above or below a letter. */
static char point_fate(uint32_t point, unsigned *marks)
{
    if (point < 0x80) {
        *marks = 0;
        return (point < 0x20 && point != '\n' && point != '\t' && point != '\r') || point == 0x7F ? '#' : 0;
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    *marks = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ? *marks + 1 : 0;
    if (*marks > MARKS_MOST)
        return '-';
    return visible_point(point) == UTF8_REPLACEMENT && point != UTF8_REPLACEMENT ? '#' : 0;
}

static const char *entity(unsigned char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void html_text(struct buffer *out, const char *s, size_t n)
{
    size_t plain = 0; /* where the bytes begin that were not yet written */
    unsigned marks = 0;
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        size_t length = utf8_decode(s + at, n - at, &point, &good);
        const char *name = length == 1 ? entity((unsigned char)s[at]) : NULL;
        char fate = good ? point_fate(point, &marks) : '?';
        if (name || fate) {
            buffer_append(out, s + plain, at - plain);
            if (name)
                buffer_puts(out, name);
            else if (fate == '#')
                buffer_printf(out, "\xE2\x9F\xA6U+%04X\xE2\x9F\xA7", (unsigned)point);
            else if (fate == '?')
                buffer_puts(out, "\xEF\xBF\xBD");
            plain = at + length;
        }
        at += length;
    }
    buffer_append(out, s + plain, n - plain);
}

/* The first code points, and dots where there are more. */
static void put_short(struct buffer *out, const char *s)
{
    size_t at = 0, n = s ? strlen(s) : 0;
    for (int points = 0; at < n && points < NAME_POINTS; points++) {
        uint32_t point;
        bool good;
        at += utf8_decode(s + at, n - at, &point, &good);
    }
    html_text(out, s ? s : "", at);
    buffer_puts(out, at < n ? "\xE2\x80\xA6" : "");
}

void html_url_component(struct buffer *out, const char *s)
{
    static const char digits[] = "0123456789ABCDEF";
    for (; *s; s++) {
        unsigned char byte = (unsigned char)*s;
        bool plain = (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte && strchr("-._~", byte));
        if (plain)
            buffer_append(out, s, 1);
        else
            buffer_append(out, (char[]){'%', digits[byte >> 4], digits[byte & 15]}, 3);
    }
}

static void put_text(struct buffer *out, const char *s)
{
    if (s)
        html_text(out, s, strlen(s));
}

static void directive(struct buffer *out, char letter, va_list *args)
{
    const char *s;
    switch (letter) {
    case 't':
        put_text(out, va_arg(*args, const char *));
        break;
    case 'n':
        buffer_puts(out, "<bdi>");
        put_short(out, va_arg(*args, const char *));
        buffer_puts(out, "</bdi>");
        break;
    case 's':
        put_short(out, va_arg(*args, const char *));
        break;
    case 'a':
        url_put(out, va_arg(*args, const char *), true);
        break;
    case 'u':
        s = va_arg(*args, const char *);
        html_url_component(out, s ? s : "");
        break;
    case 'd':
        buffer_printf(out, "%d", va_arg(*args, int));
        break;
    case 'l':
        buffer_printf(out, "%lld", va_arg(*args, long long));
        break;
    default:
        buffer_append(out, "%", 1);
    }
}

void html_format(struct buffer *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    for (const char *sign; (sign = strchr(format, '%')) && sign[1]; format = sign + 2) {
        buffer_append(out, format, (size_t)(sign - format));
        directive(out, sign[1], &args);
    }
    buffer_puts(out, format);
    va_end(args);
}

const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

int int_of(const json_t *object, const char *key, int usual)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) && json_integer_value(value) <= INT32_MAX && json_integer_value(value) >= INT32_MIN
               ? (int)json_integer_value(value) : usual;
}

bool span_of(const json_t *pair, uint32_t *begin, uint32_t *end)
{
    const json_t *first = json_array_get(pair, 0), *second = json_array_get(pair, 1);
    if (!json_is_integer(first) || !json_is_integer(second))
        return false;
    json_int_t b = json_integer_value(first), e = json_integer_value(second);
    if (b < 0 || e <= b || e > UINT32_MAX)
        return false;
    *begin = (uint32_t)b;
    *end = (uint32_t)e;
    return true;
}
