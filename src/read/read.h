/* read: bytes to articles. Input kinds: plain text, NDJSON (one article a line). */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/base.h"

enum { READ_TEXT_MAX_BYTES = 16 << 20, READ_LINE_MAX_BYTES = 64 << 20 };

/* One article as it came, in its own arena. Fields that are absent are NULL. */
struct article {
    struct arena arena;
    struct text text;
    struct hearsay_record fields; /* id … title, text, n_bytes, n_points, diagnostics set; all in the arena */
};
void article_free(struct article *); /* also the struct itself */

/* A stream of articles out of one input (path or "-"). Holds one article's bytes at a time. */
struct read_stream;
enum hearsay_status read_open(const char *input, enum hearsay_format, struct read_stream **out, struct error *);
/* HEARSAY_OK and an article; HEARSAY_NOTHING at the end; anything else: this article could not be read (message in `error`, *offset its byte offset),
 * and the next call goes on behind it, unless HEARSAY_IO, which ends the stream. */
enum hearsay_status read_next(struct read_stream *, struct article **out, struct error *, uint64_t *offset);
uint64_t read_bytes_done(const struct read_stream *);
uint64_t read_bytes(const struct read_stream *); /* 0: not known */
void read_close(struct read_stream *);

#endif
