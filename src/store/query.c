/* A person's words into a query of FTS5 that means them and nothing else.
 *
 * Every word, and every phrase between double quotes, is put into quotes of its own, so that no operator of FTS5's (AND, NEAR, ^, -, :, parentheses) is ever seen as
 * one; quotes cannot stand inside, for they end a phrase. A star at a word's end, outside the quotes, means all words that begin so. The folded words are kept
 * for finding the place in the text afterwards.
 */
#include <string.h>

#include "base/utf8.h"
#include "store/store.h"

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* One word or phrase; what holds no letter or digit asks for nothing. False: too many. */
static bool take(struct query *query, const char *s, size_t n, bool phrase)
{
    bool prefix = !phrase && n > 1 && s[n - 1] == '*';
    struct place_token token;
    size_t at = 0, first = query->n_words;
    uint32_t point = 0;
    while (place_token(s, n, &at, &point, &token)) {
        if (query->n_words == QUERY_TERMS_MAX)
            return false;
        struct query_word *word = &query->words[query->n_words++];
        memcpy(word->bytes, token.bytes, token.n);
        word->n = token.n;
        word->prefix = false;
    }
    if (query->n_words == first)
        return true;
    query->words[query->n_words - 1].prefix = prefix;
    buffer_puts(&query->fts, query->fts.length ? " \"" : "\"");
    for (size_t i = 0; i < n; i++)
        if (s[i] != 0)
            buffer_append(&query->fts, s + i, 1);
    return buffer_puts(&query->fts, prefix ? "\" *" : "\"");
}

/* Bytes that are no UTF-8 become blanks, so that FTS5 and we cut alike. */
static void mend(char *s, size_t n)
{
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        size_t step = utf8_decode(s + at, n - at, &point, &good);
        if (!good)
            memset(s + at, ' ', step);
        at += step;
    }
}

enum hearsay_status query_read(struct hearsay_case *file, const char *given, struct query *query)
{
    char words[QUERY_BYTES_MAX + 1];
    size_t n = strnlen(given, QUERY_BYTES_MAX + 1);
    query->n_words = 0;
    buffer_init(&query->fts, 3 * QUERY_BYTES_MAX);
    if (n > QUERY_BYTES_MAX)
        return case_error(file, HEARSAY_TOO_LARGE, "a search of more than %d bytes", QUERY_BYTES_MAX);
    memcpy(words, given, n);
    words[n] = 0;
    mend(words, n);
    for (size_t at = 0; at < n;) {
        bool phrase = words[at] == '"', taken;
        size_t begin = at += phrase;
        while (at < n && words[at] != '"' && (phrase || !is_blank(words[at])))
            at++;
        taken = take(query, words + begin, at - begin, phrase);
        at += at < n && (phrase || is_blank(words[at]));
        if (!taken)
            return case_error(file, HEARSAY_TOO_LARGE, "a search of more than %d words", QUERY_TERMS_MAX);
    }
    if (query->fts.failed)
        return case_memory(file);
    return query->n_words ? HEARSAY_OK : case_error(file, HEARSAY_NOTHING, "no word to look for");
}
