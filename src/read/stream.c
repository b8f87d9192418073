/* A stream of articles out of one input: opens, finds the kind, and hands on to plain.c or ndjson.c. */
#include <stdlib.h>
#include <string.h>

#include "read/kind.h"
#include "read/stream.h"

enum { KIND_BYTES = 512 };

const char *read_display_name(const char *input)
{
    const char *slash = strrchr(input, '/');
    if (strcmp(input, "-") == 0)
        return "stdin";
    return slash ? slash + 1 : input;
}

/* Enough to tell the kind by; a pipe may give its first bytes in pieces, but a whole line must not be kept waiting. */
static enum hearsay_status stream_head(struct read_stream *stream, struct error *error)
{
    struct source *source = &stream->source;
    while (!source->ended && source->end - source->begin < KIND_BYTES &&
           !memchr(source->block + source->begin, '\n', source->end - source->begin)) {
        enum hearsay_status status = source_more(source, error);
        if (status != HEARSAY_OK)
            return status;
    }
    return HEARSAY_OK;
}

/* The head may end inside a character, which then would count as bad. */
static size_t whole_points(const char *s, size_t n)
{
    size_t back = 0;
    while (back < 3 && back < n && (s[n - 1 - back] & 0xC0) == 0x80)
        back++;
    return back < n && (s[n - 1 - back] & 0x80) ? n - 1 - back : n;
}

static enum hearsay_status stream_kind(struct read_stream *stream, struct error *error)
{
    struct source *source = &stream->source;
    const char *refused, *head = source->block + source->begin;
    enum hearsay_status status = stream_head(stream, error);
    if (status != HEARSAY_OK)
        return status;
    size_t n = source->end - source->begin;
    stream->format = kind_detect(source->input, stream->format, head, source->ended ? n : whole_points(head, n), &refused);
    return refused ? error_set(error, HEARSAY_UNSUPPORTED, "'%.300s': looks like %s", source->input, refused) : HEARSAY_OK;
}

enum hearsay_status read_open(const char *input, enum hearsay_format format, struct read_stream **out, struct error *error)
{
    struct read_stream *stream = calloc(1, sizeof *stream);
    *out = NULL;
    if (!stream)
        return error_set(error, HEARSAY_MEMORY, "'%.300s': out of memory", input);
    stream->format = format;
    stream->source.fd = -1;
    enum hearsay_status status = source_open(&stream->source, input, error);
    if (status != HEARSAY_OK) {
        read_close(stream);
        return status;
    }
    *out = stream;
    return HEARSAY_OK;
}

static enum hearsay_status stream_begin(struct read_stream *stream, struct error *error)
{
    enum hearsay_status status = stream_kind(stream, error);
    size_t max = stream->format == HEARSAY_FORMAT_NDJSON ? READ_LINE_MAX_BYTES : READ_TEXT_MAX_BYTES;
    buffer_init(&stream->bytes, max);
    return status;
}

enum hearsay_status read_next(struct read_stream *stream, struct article **out, struct error *error, uint64_t *offset)
{
    *out = NULL;
    *offset = stream->source.done;
    if (stream->over)
        return HEARSAY_NOTHING;
    if (!stream->bytes.max) {
        enum hearsay_status status = stream_begin(stream, error);
        if (status != HEARSAY_OK) {
            stream->over = true;
            return status;
        }
    }
    enum hearsay_status status = stream->format == HEARSAY_FORMAT_NDJSON ? ndjson_next(stream, out, error, offset)
                                                                         : plain_next(stream, out, error, offset);
    stream->over |= status == HEARSAY_IO || status == HEARSAY_STOPPED || status == HEARSAY_NOTHING;
    return status;
}

void read_stop_when(struct read_stream *stream, const atomic_bool *stop)
{
    stream->source.stop = stop;
}

uint64_t read_bytes_done(const struct read_stream *stream)
{
    return stream->source.done;
}

uint64_t read_bytes(const struct read_stream *stream)
{
    return stream->source.size;
}

void read_close(struct read_stream *stream)
{
    if (!stream)
        return;
    source_close(&stream->source);
    buffer_release(&stream->bytes);
    free(stream);
}
