/* What the kinds of input share. */
#ifndef READ_STREAM_H
#define READ_STREAM_H

#include "read/read.h"
#include "read/source.h"

enum { READ_FIELD_MAX_BYTES = 64 << 10, READ_SUBJECT_BYTES = 400 };

struct read_stream {
    struct source source;
    enum hearsay_format format;
    struct buffer bytes; /* the text, or the line, that is being read */
    uint64_t n_lines;
    bool over;           /* nothing more will come */
};

/* What an article without an id is called: the path without its folders, or "stdin". */
const char *read_display_name(const char *input);
enum hearsay_status plain_next(struct read_stream *, struct article **out, struct error *, uint64_t *offset);
enum hearsay_status ndjson_next(struct read_stream *, struct article **out, struct error *, uint64_t *offset);

#endif
