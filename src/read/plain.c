/* Plain text: the whole input is one article, its text the content unchanged. */
#include <stdio.h>
#include <string.h>

#include "read/stream.h"

static enum hearsay_status plain_bytes(struct read_stream *stream, struct error *error)
{
    struct source *source = &stream->source;
    for (;;) {
        enum hearsay_status status = source_fill(source, error);
        size_t n = source->end - source->begin;
        if (status != HEARSAY_OK || n == 0)
            return status;
        if (!buffer_append(&stream->bytes, source->block + source->begin, n)) {
            if (n <= stream->bytes.max - stream->bytes.length)
                return error_set(error, HEARSAY_MEMORY, "'%.300s': out of memory", source->input);
            return error_set(error, HEARSAY_TOO_LARGE, "'%.300s': the text is over %d MiB", source->input,
                             READ_TEXT_MAX_BYTES >> 20);
        }
        source_take(source, n);
    }
}

/* The file's name without folder and without `.txt`, so that NAME.txt gives NAME.ann. */
static const char *plain_id(struct article *article, const char *input)
{
    const char *name = read_display_name(input);
    size_t n = strlen(name);
    return article_string(article, name, n > 4 && strcmp(name + n - 4, ".txt") == 0 ? n - 4 : n);
}

static enum hearsay_status plain_article(struct read_stream *stream, struct article *article, struct error *error)
{
    char subject[READ_SUBJECT_BYTES];
    const char *input = stream->source.input;
    snprintf(subject, sizeof subject, "'%.300s'", input);
    enum hearsay_status status = article_text(article, stream->bytes.data ? stream->bytes.data : "", stream->bytes.length, subject,
                                              error);
    if (status != HEARSAY_OK)
        return status;
    article->fields.id = plain_id(article, input);
    article->fields.input = article_string(article, input, strlen(input));
    if (!article->fields.id || !article->fields.input)
        return error_set(error, HEARSAY_MEMORY, "%s: out of memory", subject);
    return HEARSAY_OK;
}

enum hearsay_status plain_next(struct read_stream *stream, struct article **out, struct error *error, uint64_t *offset)
{
    enum hearsay_status status = plain_bytes(stream, error);
    stream->over = true;
    *offset = stream->source.done;
    if (status != HEARSAY_OK)
        return status;
    *offset = 0;
    struct article *article = article_new();
    status = article ? plain_article(stream, article, error)
                     : error_set(error, HEARSAY_MEMORY, "'%.300s': out of memory", stream->source.input);
    buffer_release(&stream->bytes);
    if (status != HEARSAY_OK) {
        article_free(article);
        return status;
    }
    *out = article;
    return HEARSAY_OK;
}
