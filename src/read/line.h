/* One line of NDJSON made into an article. */
#ifndef READ_LINE_H
#define READ_LINE_H

#include "read/read.h"

struct line {
    const char *input;
    char *bytes; /* without the line feed; may be changed in place */
    size_t n;
    uint64_t number, offset; /* the first is 1; bytes before it in the input */
};

/* An article, or the reason why not with the byte offset into the input. */
enum hearsay_status line_article(const struct line *, struct article **out, struct error *, uint64_t *offset);

#endif
