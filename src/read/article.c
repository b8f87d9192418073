/* One article: its arena, its checked text, and what was wrong with it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/kind.h"
#include "read/read.h"

enum { DIAGNOSTICS_MAX = 16 };

struct article *article_new(void)
{
    struct article *article = calloc(1, sizeof *article);
    if (article)
        arena_init(&article->arena, ARTICLE_MAX_BYTES);
    return article;
}

void article_free(struct article *article)
{
    if (!article)
        return;
    arena_release(&article->arena);
    free(article);
}

struct article *article_of(struct hearsay_record *record)
{
    return (struct article *)((char *)record - offsetof(struct article, fields));
}

void article_diagnose(struct article *article, enum hearsay_status status, uint64_t offset, const char *format, ...)
{
    struct hearsay_record *fields = &article->fields;
    struct error words;
    char raw[sizeof words.message];
    va_list args;
    va_start(args, format);
    vsnprintf(raw, sizeof raw, format, args);
    va_end(args);
    error_set(&words, status, "%s", raw);
    if (!fields->diagnostics)
        fields->diagnostics = ARENA_NEW(&article->arena, struct hearsay_diagnostic, DIAGNOSTICS_MAX);
    char *message = arena_strndup(&article->arena, words.message, strlen(words.message));
    if (!fields->diagnostics || !message || fields->n_diagnostics == DIAGNOSTICS_MAX)
        return;
    /* The array is the article's own; only its readers see it as constant. */
    struct hearsay_diagnostic *all = (struct hearsay_diagnostic *)fields->diagnostics;
    all[fields->n_diagnostics++] = (struct hearsay_diagnostic){status, message, offset};
}

const char *article_string(struct article *article, const char *s, size_t n)
{
    struct text checked;
    return text_check(&article->arena, s, n, &checked, NULL, NULL) == HEARSAY_OK ? checked.bytes : NULL;
}

bool article_blank(const struct hearsay_record *record)
{
    for (size_t at = 0; at < record->n_bytes;) {
        uint32_t point;
        bool good;
        at += utf8_decode(record->text + at, record->n_bytes - at, &point, &good);
        if (!point_is_space(point) && point != 0xFEFF)
            return false;
    }
    return true;
}

enum hearsay_status article_text(struct article *article, const char *bytes, size_t n, const char *subject, struct error *error)
{
    size_t n_bad = 0;
    uint32_t first_bad = 0;
    if (n > READ_TEXT_MAX_BYTES)
        return error_set(error, HEARSAY_TOO_LARGE, "%s: the text is over %d MiB", subject, READ_TEXT_MAX_BYTES >> 20);
    if (kind_binary(bytes, n))
        return error_set(error, HEARSAY_INPUT, "%s: binary, not text", subject);
    if (text_check(&article->arena, bytes, n, &article->text, &n_bad, &first_bad) != HEARSAY_OK)
        return error_set(error, HEARSAY_MEMORY, "%s: out of memory", subject);
    article->fields.text = article->text.bytes;
    article->fields.n_bytes = article->text.n_bytes;
    article->fields.n_points = article->text.n_points;
    if (n_bad)
        article_diagnose(article, HEARSAY_INPUT, first_bad, "%s: %zu bad byte sequence%s replaced, the first at code point %u",
                         subject, n_bad, n_bad == 1 ? "" : "s", first_bad);
    if (n == 0)
        article_diagnose(article, HEARSAY_NOTHING, 0, "%s: empty", subject);
    else if (article_blank(&article->fields))
        article_diagnose(article, HEARSAY_NOTHING, 0, "%s: nothing but white space", subject);
    return HEARSAY_OK;
}
