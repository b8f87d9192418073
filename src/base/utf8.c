/* Bytes to a checked text: UTF-8 with the offset of every code point.
 *
 * Method: two passes of one decoder, the first to count and the second to write, so that the arena holds nothing to spare.
 * The decoder follows the table of well-formed byte sequences; a bad sequence ends before the first byte that cannot go on.
 * Why not utf8proc_iterate: it does not say how many bytes a bad sequence takes, and replacements must fall as in a browser.
 * Source: Unicode 15, section 3.9, table 3-7; WHATWG Encoding, "utf-8 decoder".
 */
#include <string.h>

#include "base/base.h"
#include "base/utf8.h"

/* What may follow a leading byte: how many, and the bounds of the first of them (the others: 80..BF). */
struct utf8_lead {
    uint8_t more, low, high;
};

static struct utf8_lead utf8_lead(uint8_t byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return (struct utf8_lead){1, 0x80, 0xBF};
    if (byte >= 0xE0 && byte <= 0xEF)
        return (struct utf8_lead){2, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
    if (byte >= 0xF0 && byte <= 0xF4)
        return (struct utf8_lead){3, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
    return (struct utf8_lead){0, 0, 0};
}

size_t utf8_decode(const char *s, size_t n, uint32_t *point, bool *good)
{
    uint8_t byte = (uint8_t)s[0];
    *point = byte;
    *good = true;
    if (byte < 0x80)
        return 1;
    struct utf8_lead lead = utf8_lead(byte);
    uint32_t bits = byte & (0x3F >> lead.more);
    size_t at = 1;
    for (; at <= lead.more && at < n; at++) {
        uint8_t next = (uint8_t)s[at];
        if (next < (at == 1 ? lead.low : 0x80) || next > (at == 1 ? lead.high : 0xBF))
            break;
        bits = bits << 6 | (next & 0x3F);
    }
    *good = lead.more > 0 && at == lead.more + 1u;
    *point = *good ? bits : UTF8_REPLACEMENT;
    return at;
}

size_t utf8_encode(uint32_t point, char out[UTF8_MOST_BYTES])
{
    if (point < 0x80)
        return out[0] = (char)point, 1;
    size_t more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const uint8_t marks[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--, point >>= 6)
        out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)(marks[more] | point);
    return more + 1;
}

bool point_is_space(uint32_t point)
{
    if (point <= 0x20)
        return point == 0x20 || (point >= 0x09 && point <= 0x0D) || (point >= 0x1C && point <= 0x1F);
    return point == 0x85 || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
           point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

/* One step through unchecked bytes: NUL counts as bad too, since the text is also a C string. */
static size_t check_step(const char *s, size_t n, uint32_t *point, bool *good)
{
    if ((unsigned char)(*s - 1) < 0x7F) { /* ASCII but NUL: nearly all of a text */
        *point = (unsigned char)*s;
        *good = true;
        return 1;
    }
    size_t step = utf8_decode(s, n, point, good);
    *good = *good && *point != 0;
    return step;
}

struct check_sizes {
    size_t n_bytes, n_points, n_bad, first_bad;
};

static struct check_sizes check_count(const char *bytes, size_t n)
{
    struct check_sizes sizes = {0};
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        size_t step = check_step(bytes + at, n - at, &point, &good);
        if (!good && sizes.n_bad++ == 0)
            sizes.first_bad = sizes.n_points;
        sizes.n_bytes += good ? step : 3; /* U+FFFD takes three */
        sizes.n_points++;
        at += step;
    }
    return sizes;
}

static void check_write(const char *bytes, size_t n, char *copy, uint32_t *byte_at)
{
    uint32_t written = 0;
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        size_t step = check_step(bytes + at, n - at, &point, &good);
        *byte_at++ = written;
        if (point < 0x80 && good)
            copy[written++] = (char)point;
        else
            written += (uint32_t)utf8_encode(good ? point : UTF8_REPLACEMENT, copy + written);
        at += step;
    }
    *byte_at = written;
}

enum hearsay_status text_check(struct arena *arena, const char *bytes, size_t n, struct text *out, size_t *n_bad,
                               uint32_t *first_bad)
{
    *out = (struct text){0};
    if (n > UINT32_MAX / 4) /* offsets are 32 bits wide, and each byte may become three */
        return HEARSAY_TOO_LARGE;
    struct check_sizes sizes = check_count(bytes, n);
    char *copy = ARENA_NEW(arena, char, sizes.n_bytes + 1);
    uint32_t *byte_at = ARENA_NEW(arena, uint32_t, sizes.n_points + 1);
    if (!copy || !byte_at)
        return HEARSAY_MEMORY;
    check_write(bytes, n, copy, byte_at);
    *out = (struct text){copy, sizes.n_bytes, (uint32_t)sizes.n_points, byte_at};
    if (n_bad)
        *n_bad = sizes.n_bad;
    if (first_bad)
        *first_bad = (uint32_t)sizes.first_bad;
    return HEARSAY_OK;
}

uint32_t text_point(const struct text *text, uint32_t at)
{
    uint32_t point;
    bool good;
    if (at >= text->n_points)
        return 0;
    uint32_t byte = text->byte_at[at];
    utf8_decode(text->bytes + byte, text->n_bytes - byte, &point, &good);
    return point;
}

bool span_empty(struct hearsay_span span)
{
    return span.begin >= span.end;
}

bool span_holds(struct hearsay_span outer, struct hearsay_span inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool span_overlaps(struct hearsay_span a, struct hearsay_span b)
{
    return !span_empty(a) && !span_empty(b) && a.begin < b.end && b.begin < a.end;
}

char *text_copy(struct arena *arena, const struct text *text, struct hearsay_span span)
{
    uint32_t end = span.end < text->n_points ? span.end : text->n_points, begin = span.begin < end ? span.begin : end;
    char *out = ARENA_NEW(arena, char, text->byte_at[end] - text->byte_at[begin] + 1);
    if (!out)
        return NULL;
    char *to = out;
    bool space = false;
    for (uint32_t i = begin; i < end; i++) {
        bool was = space;
        space = point_is_space(text_point(text, i));
        if (!space) {
            size_t n = text->byte_at[i + 1] - text->byte_at[i];
            memcpy(to, text->bytes + text->byte_at[i], n);
            to += n;
        } else if (!was) {
            *to++ = ' ';
        }
    }
    return out; /* the arena's zeroes end it */
}
