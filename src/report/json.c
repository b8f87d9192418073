/* JSON, value by value, into a buffer.
 *
 * Why not a tree of jansson's: a record is written once, in the contract's order, and half of it is text that would be copied twice.
 * Strings are UTF-8 already; what JSON forbids is escaped, and so are DEL and the two line separators, which trouble
 * terminals and line readers.
 */
#include <math.h>
#include <string.h>

#include "report/json.h"

/* The bytes at `s` that may stand as they are. */
static size_t plain_bytes(const char *s, size_t n)
{
    size_t i = 0;
    for (; i < n; i++) {
        unsigned char byte = (unsigned char)s[i];
        if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F)
            break;
        if (byte == 0xE2 && n - i >= 3 && s[i + 1] == '\x80' && (s[i + 2] == '\xA8' || s[i + 2] == '\xA9'))
            break;
    }
    return i;
}

/* Escapes what stands at `s`; gives the bytes it took. */
static size_t escape(struct buffer *out, const char *s)
{
    static const char shorts[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *known = memchr(shorts, *s, sizeof shorts - 1);
    if ((unsigned char)*s == 0xE2) {
        buffer_puts(out, s[2] == '\xA8' ? "\\u2028" : "\\u2029");
        return 3;
    }
    if (known)
        buffer_append(out, (char[]){'\\', letters[known - shorts]}, 2);
    else
        buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)*s);
    return 1;
}

void json_put_text(struct buffer *out, const char *s, size_t n)
{
    buffer_append(out, "\"", 1);
    for (size_t at = 0; at < n;) {
        size_t plain = plain_bytes(s + at, n - at);
        buffer_append(out, s + at, plain);
        at += plain;
        if (at < n)
            at += escape(out, s + at);
    }
    buffer_append(out, "\"", 1);
}

void json_put_string(struct buffer *out, const char *s)
{
    if (s)
        json_put_text(out, s, strlen(s));
    else
        buffer_puts(out, "null");
}

void json_put_span(struct buffer *out, struct hearsay_span span)
{
    if (span_empty(span))
        buffer_puts(out, "null");
    else
        buffer_printf(out, "[%u, %u]", span.begin, span.end);
}

void json_put_spans(struct buffer *out, const struct hearsay_span *spans, size_t n)
{
    buffer_puts(out, "[");
    for (size_t i = 0; i < n; i++) {
        buffer_puts(out, i ? ", " : "");
        json_put_span(out, spans[i]);
    }
    buffer_puts(out, "]");
}

void json_put_index(struct buffer *out, int index)
{
    if (index == HEARSAY_NONE)
        buffer_puts(out, "null");
    else
        buffer_printf(out, "%d", index);
}

void json_put_share(struct buffer *out, double share)
{
    int thousandths = isfinite(share) ? (int)lround(fmin(fmax(share, 0), 1) * 1000) : 0;
    buffer_printf(out, "%d.%03d", thousandths / 1000, thousandths % 1000);
}

void json_put_key(struct buffer *out, const char *key)
{
    buffer_printf(out, ", \"%s\": ", key);
}
