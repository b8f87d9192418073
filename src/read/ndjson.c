/* NDJSON: one article a line, lines of any number, one in memory at a time. */
#include <inttypes.h>
#include <string.h>

#include "read/line.h"
#include "read/stream.h"

enum { LINE_KEEP_BYTES = 1 << 20 }; /* a buffer grown past this by one long line is given back */

/* The next line into `stream->bytes`, its feed taken but left out. *ended: the input gave no more lines; *fits: else it was passed over. */
static enum hearsay_status next_line(struct read_stream *stream, struct error *error, bool *ended, bool *fits)
{
    struct source *source = &stream->source;
    *ended = *fits = true;
    if (stream->bytes.capacity > LINE_KEEP_BYTES)
        buffer_release(&stream->bytes);
    buffer_clear(&stream->bytes);
    for (;;) {
        enum hearsay_status status = source_fill(source, error);
        size_t n = source->end - source->begin;
        if (status != HEARSAY_OK || n == 0)
            return status;
        const char *from = source->block + source->begin, *feed = memchr(from, '\n', n);
        *ended = false;
        size_t taken = feed ? (size_t)(feed - from) : n;
        *fits &= buffer_append(&stream->bytes, from, taken);
        source_take(source, taken + (feed != NULL));
        if (feed)
            return HEARSAY_OK;
    }
}

static bool line_blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && !(s[i] >= '\t' && s[i] <= '\r'))
            return false;
    return true;
}

/* A byte order mark at the head of the file is none of JSON's business. */
static size_t mark_bytes(const struct read_stream *stream)
{
    return stream->n_lines == 1 && stream->bytes.length >= 3 && memcmp(stream->bytes.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

enum hearsay_status ndjson_next(struct read_stream *stream, struct article **out, struct error *error, uint64_t *offset)
{
    for (;;) {
        bool ended, fits;
        uint64_t begin = *offset = stream->source.done;
        enum hearsay_status status = next_line(stream, error, &ended, &fits);
        if (status != HEARSAY_OK || ended)
            return status == HEARSAY_OK ? HEARSAY_NOTHING : status;
        stream->n_lines++;
        if (!fits)
            return error_set(error, HEARSAY_TOO_LARGE, "'%.300s': line %" PRIu64 ": over %d MiB, or more than memory holds",
                             stream->source.input, stream->n_lines, READ_LINE_MAX_BYTES >> 20);
        size_t mark = mark_bytes(stream);
        if (line_blank(stream->bytes.data + mark, stream->bytes.length - mark))
            continue;
        struct line line = {stream->source.input, stream->bytes.data + mark, stream->bytes.length - mark, stream->n_lines,
                            begin + mark};
        return line_article(&line, out, error, offset);
    }
}
