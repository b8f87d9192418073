/* Writing HTML: the one place where strings of others become part of a page.
 *
 * Method: a format of our own whose directives escape for where they stand, so that a page is written as one reads it and an
 * unescaped string cannot be written at all. The five signs & < > " ' are escaped everywhere, which serves text and
 * quoted attributes alike. Characters that steer the direction of writing, and control characters, are shown by their
 * number: an article cannot reorder the page around it, and a reader sees that it tried.
 * Source: OWASP, Cross Site Scripting Prevention; Boucher and Anderson, Trojan Source (2021), for the bidi controls.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "serve/html.h"

static bool point_steers(uint32_t point)
{
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0x200E || point == 0x200F ||
           point == 0x061C;
}

static bool point_unshown(uint32_t point)
{
    return (point < 0x20 && point != '\n' && point != '\t' && point != '\r') || (point >= 0x7F && point < 0xA0);
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
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        size_t length = utf8_decode(s + at, n - at, &point, &good);
        const char *name = length == 1 ? entity((unsigned char)s[at]) : NULL;
        if (name || !good || point_steers(point) || point_unshown(point)) {
            buffer_append(out, s + plain, at - plain);
            if (name)
                buffer_puts(out, name);
            else if (good)
                buffer_printf(out, "\xE2\x9F\xA6U+%04X\xE2\x9F\xA7", (unsigned)point);
            else
                buffer_puts(out, "\xEF\xBF\xBD");
            plain = at + length;
        }
        at += length;
    }
    buffer_append(out, s + plain, n - plain);
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
        put_text(out, va_arg(*args, const char *));
        buffer_puts(out, "</bdi>");
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

bool html_link_safe(const char *url)
{
    return url && (strncasecmp(url, "https://", 8) == 0 || strncasecmp(url, "http://", 7) == 0);
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
