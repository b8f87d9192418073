/* Articles read by one thread, extracted by several, delivered in order to the caller's. */
#ifndef HEARSAY_POOL_H
#define HEARSAY_POOL_H

#include "hearsay/context.h"
#include "read/read.h"

/* One article on its way, or what became of it. */
struct job {
    struct article *article;      /* NULL: it could not be read, or extraction failed */
    enum hearsay_status status;   /* HEARSAY_OK: the article's record is whole */
    struct error error;           /* else the words */
    uint64_t offset;
    size_t input;                 /* index of the input */
    uint64_t bytes_done;          /* of all inputs, when it was read */
};

struct pool;
/* `reader`: its format, and what it skips. */
enum hearsay_status pool_new(struct hearsay *, const struct hearsay_reader *reader, const char *const *inputs, size_t n_inputs, struct pool **out);
/* The next job in order. HEARSAY_NOTHING: no more. HEARSAY_UNSUPPORTED: none yet, but a while has passed; call again. */
enum hearsay_status pool_next(struct pool *, struct job *out);
/* Stops what runs and gives everything back. */
void pool_free(struct pool *);

#endif
