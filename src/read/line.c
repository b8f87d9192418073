/* One line of NDJSON made into an article.
 *
 * Method: the line's bytes are repaired first (bad UTF-8, NUL, half a surrogate pair written as an escape), then parsed by jansson,
 * which would refuse the whole line for any of these. One article with a broken letter is worth more than none.
 */
#include <ctype.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/line.h"
#include "read/stream.h"

struct repair {
    size_t n_bad, first; /* replacements, and the byte of the line where the first stood */
};

static void repaired(struct repair *repair, size_t at)
{
    if (repair->n_bad++ == 0)
        repair->first = at;
}

/* The four hexadecimal digits of a `\uXXXX` at `s`, or -1. */
static long escape_unit(const char *s, const char *end)
{
    long unit = 0;
    if (end - s < 6 || s[0] != '\\' || s[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (!isxdigit((unsigned char)s[i]))
            return -1;
        unit = unit * 16 + (s[i] <= '9' ? s[i] - '0' : (s[i] | 0x20) - 'a' + 10);
    }
    return unit;
}

/* At a backslash and one more ASCII byte: gives the bytes of the escape, with half a pair overwritten by U+FFFD's escape. */
static size_t repair_escape(char *s, const char *end, size_t at, struct repair *repair)
{
    long unit = escape_unit(s, end);
    if (unit < 0)
        return 2;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        long next = escape_unit(s + 6, end);
        if (next >= 0xDC00 && next <= 0xDFFF)
            return 12;
    }
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        memcpy(s, "\\uFFFD", 6);
        repaired(repair, at);
    }
    return 6;
}

/* Not NUL, which JSON does not take either. */
static bool is_ascii(char byte)
{
    return byte != 0 && !(byte & 0x80);
}

/* True when nothing needs more room: escapes are mended in place, and *repair counts what is still to be replaced. */
static bool repair_in_place(char *s, size_t n, struct repair *repair)
{
    bool fits = true;
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        if (is_ascii(s[at]) && s[at] != '\\') { /* most of most lines */
            at++;
            continue;
        }
        if (s[at] == '\\' && at + 1 < n && is_ascii(s[at + 1])) { /* an escape is ASCII; what else follows is looked at by itself */
            at += repair_escape(s + at, s + n, at, repair);
            continue;
        }
        size_t step = utf8_decode(s + at, n - at, &point, &good);
        if (!good || point == 0) {
            repaired(repair, at);
            fits = false;
        }
        at += step;
    }
    return fits;
}

/* The line with U+FFFD for each bad sequence and NUL, malloc'd. */
static char *repair_copy(const char *s, size_t n, size_t n_bad, size_t *n_out)
{
    char *copy = malloc(n + 2 * n_bad + 1), *to = copy; /* one byte becomes three at most */
    for (size_t at = 0; copy && at < n;) {
        uint32_t point;
        bool good;
        size_t step = utf8_decode(s + at, n - at, &point, &good);
        to += utf8_encode(good && point ? point : UTF8_REPLACEMENT, to);
        at += step;
    }
    *n_out = copy ? (size_t)(to - copy) : 0;
    return copy;
}

static enum hearsay_status line_parse(const struct line *line, json_t **root, struct repair *repair, const char *subject,
                                      struct error *error, uint64_t *offset)
{
    json_error_t about;
    size_t n = line->n;
    char *copy = NULL;
    if (!repair_in_place(line->bytes, line->n, repair) && !(copy = repair_copy(line->bytes, line->n, repair->n_bad, &n)))
        return error_set(error, HEARSAY_MEMORY, "%s: out of memory", subject);
    *root = json_loadb(copy ? copy : line->bytes, n, JSON_ALLOW_NUL, &about);
    free(copy);
    if (!*root) {
        size_t at = about.position > 0 && (size_t)about.position < line->n ? (size_t)about.position : 0;
        *offset = line->offset + at;
        return error_set(error, HEARSAY_INPUT, "%s: not JSON: %s (byte %zu)", subject, about.text, at);
    }
    if (json_is_object(*root))
        return HEARSAY_OK;
    json_decref(*root);
    return error_set(error, HEARSAY_INPUT, "%s: not a JSON object", subject);
}

/* A field's string, checked, in the arena; NULL when it is absent, null or empty. */
static const char *field(struct article *article, const json_t *root, const char *name, const char *subject)
{
    const json_t *value = json_object_get(root, name);
    if (json_is_integer(value) && strcmp(name, "id") == 0)
        return arena_printf(&article->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (!value || json_is_null(value) || (json_is_string(value) && json_string_length(value) == 0))
        return NULL;
    if (!json_is_string(value)) {
        article_diagnose(article, HEARSAY_INPUT, 0, "%s: '%s' is not a string and was left out", subject, name);
        return NULL;
    }
    if (json_string_length(value) > READ_FIELD_MAX_BYTES) {
        article_diagnose(article, HEARSAY_TOO_LARGE, 0, "%s: '%s' is over %d KiB and was left out", subject, name,
                         READ_FIELD_MAX_BYTES >> 10);
        return NULL;
    }
    return article_string(article, json_string_value(value), json_string_length(value));
}

/* Where the first replacement character stands in the text: the place of the first repaired byte, as near as it can be told. */
static uint32_t first_replacement(const struct text *text)
{
    for (uint32_t i = 0; i < text->n_points; i++)
        if (text_point(text, i) == UTF8_REPLACEMENT)
            return i;
    return 0;
}

static enum hearsay_status line_fields(struct article *article, const json_t *root, const struct line *line, const char *subject,
                                       struct error *error)
{
    struct hearsay_record *fields = &article->fields;
    const json_t *text = json_object_get(root, "text");
    if (!json_is_string(text))
        return error_set(error, HEARSAY_INPUT, text ? "%s: 'text' is not a string" : "%s: no 'text'", subject);
    enum hearsay_status status = article_text(article, json_string_value(text), json_string_length(text), subject, error);
    if (status != HEARSAY_OK)
        return status;
    fields->input = article_string(article, line->input, strlen(line->input));
    fields->id = field(article, root, "id", subject);
    fields->url = field(article, root, "url", subject);
    fields->outlet = field(article, root, "outlet", subject);
    fields->published = field(article, root, "published", subject);
    fields->byline = field(article, root, "byline", subject);
    fields->title = field(article, root, "title", subject);
    if (!fields->id) {
        char *id = arena_printf(&article->arena, "%s:%" PRIu64, read_display_name(line->input), line->number);
        fields->id = id ? article_string(article, id, strlen(id)) : NULL;
    }
    if (!fields->id || !fields->input)
        return error_set(error, HEARSAY_MEMORY, "%s: out of memory", subject);
    return HEARSAY_OK;
}

enum hearsay_status line_article(const struct line *line, struct article **out, struct error *error, uint64_t *offset)
{
    struct repair repair = {0};
    char subject[READ_SUBJECT_BYTES];
    json_t *root = NULL;
    *out = NULL;
    *offset = line->offset;
    snprintf(subject, sizeof subject, "'%.300s': line %" PRIu64, line->input, line->number);
    enum hearsay_status status = line_parse(line, &root, &repair, subject, error, offset);
    if (status != HEARSAY_OK)
        return status;
    struct article *article = article_new();
    status = article ? line_fields(article, root, line, subject, error)
                     : error_set(error, HEARSAY_MEMORY, "%s: out of memory", subject);
    json_decref(root);
    if (status != HEARSAY_OK) {
        article_free(article);
        return status;
    }
    if (repair.n_bad)
        article_diagnose(article, HEARSAY_INPUT, first_replacement(&article->text),
                         "%s: %zu bad byte sequence%s replaced, the first at byte %zu of the line", subject, repair.n_bad,
                         repair.n_bad == 1 ? "" : "s", repair.first);
    *out = article;
    return HEARSAY_OK;
}
