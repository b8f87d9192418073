/* read: bytes to articles. Input kinds: plain text, NDJSON (one article a line). */
#ifndef READ_READ_H
#define READ_READ_H

#include <stdatomic.h>

#include "base/base.h"

enum { READ_TEXT_MAX_BYTES = 16 << 20, READ_LINE_MAX_BYTES = 64 << 20, ARTICLE_MAX_BYTES = 1 << 30 };

/* One article as it came, in its own arena. Fields that are absent are NULL. */
struct article {
    struct arena arena;
    struct text text;
    struct hearsay_record fields; /* id … title, text, n_bytes, n_points, diagnostics set; all in the arena */
    bool kept;                    /* the record outlives the callback that received it (src/hearsay) */
};
struct article *article_new(void);     /* NULL: out of memory */
void article_free(struct article *);   /* also the struct itself */
struct article *article_of(struct hearsay_record *); /* the article whose `fields` this is */

/* Checks `bytes` and makes them the article's text; what had to be replaced, and a text without a word, become diagnostics that
 * begin with `subject` ("'a.txt'", "'a.ndjson': line 3"). HEARSAY_TOO_LARGE and HEARSAY_INPUT (binary) refuse the text. */
enum hearsay_status article_text(struct article *, const char *bytes, size_t n, const char *subject, struct error *);
/* Adds one to the record's diagnostics; a few are kept, the rest dropped. */
void article_diagnose(struct article *, enum hearsay_status, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A checked copy of any bytes (file names may hold anything); NULL: out of memory. */
const char *article_string(struct article *, const char *s, size_t n);
bool article_blank(const struct hearsay_record *); /* nothing but white space */

/* A stream of articles out of one input (path or "-"). Holds one article's bytes at a time. `input` must outlive it. */
struct read_stream;
enum hearsay_status read_open(const char *input, enum hearsay_format, struct read_stream **out, struct error *);
/* HEARSAY_OK and an article; HEARSAY_NOTHING at the end; anything else: this article could not be read (message in `error`, *offset its byte offset),
 * and the next call goes on behind it, unless HEARSAY_IO, which ends the stream. */
enum hearsay_status read_next(struct read_stream *, struct article **out, struct error *, uint64_t *offset);
/* Once *stop is true a reader that waits for bytes gives up within a tenth of a second with HEARSAY_STOPPED. */
void read_stop_when(struct read_stream *, const atomic_bool *stop);
uint64_t read_bytes_done(const struct read_stream *);
uint64_t read_bytes(const struct read_stream *); /* 0: not known */
void read_close(struct read_stream *);

#endif
