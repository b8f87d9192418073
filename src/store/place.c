/* Where words stand in a text, and the text around.
 *
 * FTS5 says which texts hold the words, and, since it keeps no copy of them, not where. So the few texts of a page of hits are cut once more, in the way of its
 * unicode61 (letters, digits and private use are words; case and accents dropped), and the window with the most different words wins, the first of several.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "store/store.h"

enum { WINDOW_POINTS = 240, BEFORE_POINTS = 70, SNIPPET_POINTS = 280, SNIPPET_MAX_BYTES = 8192, FOUND_MAX = 4096 };

static bool is_word(uint32_t point, bool inside)
{
    if (point < 0x80)
        return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)point);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) || (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO) || c == UTF8PROC_CATEGORY_CO ||
           (inside && c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME);
}

/* Adds the folded point to the token; what does not fit is left out. */
static void put_folded(struct place_token *token, uint32_t point)
{
    utf8proc_int32_t parts[8];
    int boundary = 0;
    if (point < 0x80) {
        if (token->n < sizeof token->bytes)
            token->bytes[token->n++] = (char)(point >= 'A' && point <= 'Z' ? point + 32 : point);
        return;
    }
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)point, parts, 8, UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 8; i++) {
        char bytes[UTF8_MOST_BYTES];
        size_t step = utf8_encode((uint32_t)parts[i], bytes);
        if (token->n + step > sizeof token->bytes)
            return;
        memcpy(token->bytes + token->n, bytes, step);
        token->n += step;
    }
}

bool place_token(const char *s, size_t n, size_t *at, uint32_t *point, struct place_token *out)
{
    bool inside = false;
    while (*at < n) {
        uint32_t code = (unsigned char)s[*at];
        bool good = true;
        size_t step = code < 0x80 ? 1 : utf8_decode(s + *at, n - *at, &code, &good);
        bool word = good && is_word(code, inside);
        if (inside && !word)
            break;
        if (word && !inside) {
            *out = (struct place_token){.begin = *point, .begin_byte = *at};
            inside = true;
        }
        if (word)
            put_folded(out, code);
        *at += step;
        ++*point;
    }
    if (inside)
        out->end = *point;
    return inside;
}

/* The index of the query's word, or -1. */
static int match(const struct query *query, const struct place_token *token)
{
    for (size_t i = 0; i < query->n_words; i++) {
        const struct query_word *word = &query->words[i];
        if ((word->prefix ? token->n >= word->n : token->n == word->n) && memcmp(word->bytes, token->bytes, word->n) == 0)
            return (int)i;
    }
    return -1;
}

bool place_matches(const struct query *query, const struct place_token *token)
{
    return match(query, token) >= 0;
}

struct found { struct hearsay_span span; size_t byte; int word; };

/* How many different words stand from `first` on within the window, and where the last of them ends. */
static unsigned count_from(const struct found *found, size_t n, size_t first, uint32_t *end)
{
    uint64_t seen = 0;
    for (size_t i = first; i < n && found[i].span.end <= found[first].span.begin + WINDOW_POINTS; i++) {
        uint64_t bit = (uint64_t)1 << found[i].word;
        if (!(seen & bit))
            *end = found[i].span.end;
        seen |= bit;
    }
    return (unsigned)__builtin_popcountll(seen);
}

bool place_find(const char *text, size_t n, const struct query *query, struct hearsay_span *out, size_t *byte)
{
    struct place_token token;
    size_t at = 0, n_found = 0;
    uint32_t point = 0;
    unsigned best = 0;
    struct found *found = malloc(FOUND_MAX * sizeof *found);
    while (found && n_found < FOUND_MAX && place_token(text, n, &at, &point, &token)) {
        int word = match(query, &token);
        if (word >= 0)
            found[n_found++] = (struct found){{token.begin, token.end}, token.begin_byte, word};
    }
    for (size_t i = 0; i < n_found; i++) {
        uint32_t end = 0;
        unsigned count = count_from(found, n_found, i, &end);
        if (count > best) {
            best = count;
            *out = (struct hearsay_span){found[i].span.begin, end};
            *byte = found[i].byte;
        }
    }
    free(found);
    return best > 0;
}

/* ---- the text around ---- */

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Copies points with white space made single; a mark begins where a span does. `map` gets the snippet's offset of every point copied. */
static void copy_points(const char *text, size_t from, size_t n, uint32_t n_points, uint32_t *map, struct buffer *out)
{
    uint32_t written = 0, seen = 0;
    bool blank = true; /* none at the head */
    for (size_t at = from; at < n && seen < n_points;) {
        uint32_t code;
        bool good;
        size_t step = utf8_decode(text + at, n - at, &code, &good);
        bool space = is_blank(text[at]);
        map[seen++] = written;
        if (!space || !blank) {
            buffer_append(out, space ? " " : text + at, space ? 1 : step);
            written++;
        }
        blank = space;
        at += step;
    }
    for (; seen <= n_points; seen++) /* the text ended before */
        map[seen] = written;
}

static void add_mark(struct place *out, uint32_t begin, uint32_t end)
{
    if (begin < end && out->n_marks < sizeof out->marks / sizeof *out->marks)
        out->marks[out->n_marks++] = (struct hearsay_span){begin, end};
}

static void mark_words(struct place *out, const struct query *query)
{
    struct place_token token;
    size_t at = 0;
    uint32_t point = 0;
    while (place_token(out->snippet.data, out->snippet.length, &at, &point, &token))
        if (place_matches(query, &token))
            add_mark(out, token.begin, token.end);
}

/* One point back. */
static size_t step_back(const char *text, size_t at)
{
    do
        at--;
    while (at > 0 && (text[at] & 0xC0) == 0x80);
    return at;
}

/* The bytes of `n_points` points. */
static size_t bytes_of(const char *text, size_t n, uint32_t n_points)
{
    size_t at = 0;
    for (; at < n; at++)
        if ((text[at] & 0xC0) != 0x80 && n_points-- == 0)
            break;
    return at;
}

bool place_snippet(const char *text, size_t n, struct hearsay_span span, size_t byte, const struct query *query, const struct hearsay_span *spans, size_t n_spans,
                   struct place *out)
{
    uint32_t map[BEFORE_POINTS + SNIPPET_POINTS + BEFORE_POINTS + 1] = {0};
    uint32_t length = span.end - span.begin > SNIPPET_POINTS ? SNIPPET_POINTS : span.end - span.begin, begin = span.begin;
    size_t from = byte < n ? byte : n;
    while (from > 0 && begin > 0 && span.begin - begin < BEFORE_POINTS) {
        from = step_back(text, from);
        begin--;
    }
    while (from > 0 && begin < span.begin && !is_blank(text[from])) { /* a word is shown whole or not at all */
        from += bytes_of(text + from, n - from, 1);
        begin++;
    }
    uint32_t inside = span.begin - begin + length, shown = inside + BEFORE_POINTS;
    size_t end = from + bytes_of(text + from, n - from, shown);
    while (end < n && end > from && shown > inside && !is_blank(text[end])) {
        end = step_back(text, end);
        shown--;
    }
    out->n_marks = 0;
    buffer_init(&out->snippet, SNIPPET_MAX_BYTES);
    copy_points(text, from, end, shown, map, &out->snippet);
    while (out->snippet.length && out->snippet.data[out->snippet.length - 1] == ' ')
        out->snippet.data[--out->snippet.length] = 0;
    if (query && out->snippet.data)
        mark_words(out, query);
    for (size_t i = 0; !query && i < n_spans; i++) {
        uint32_t b = spans[i].begin > begin ? spans[i].begin - begin : 0, e = spans[i].end > begin ? spans[i].end - begin : 0;
        add_mark(out, map[b < shown ? b : shown], map[e < shown ? e : shown]);
    }
    return !out->snippet.failed;
}
