/* Bytes of one input, a block at a time. */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include <stdatomic.h>

#include "base/base.h"

enum { SOURCE_BLOCK_BYTES = 64 << 10 };

struct source {
    const char *input;       /* a path, or "-" */
    int fd;
    char *block;             /* [SOURCE_BLOCK_BYTES]; block[begin, end) is not yet taken */
    size_t begin, end;
    uint64_t done, size;     /* bytes taken, and bytes in all (0: not known) */
    bool ended;              /* no bytes follow block[end] */
    const atomic_bool *stop; /* may be NULL */
};

/* Opens; nothing is read yet. On failure everything is given back. */
enum hearsay_status source_open(struct source *, const char *input, struct error *);
/* Reads until something stands in the block, or the input has ended. */
enum hearsay_status source_fill(struct source *, struct error *);
/* Reads behind what stands in the block. */
enum hearsay_status source_more(struct source *, struct error *);
void source_take(struct source *, size_t n); /* the first n bytes of the block are done with */
void source_close(struct source *);

#endif
