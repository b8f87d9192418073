/* Records: who owns them, and the bytes of their spans. */
#include "base/base.h"
#include "read/read.h"

void hearsay_record_keep(struct hearsay_record *record)
{
    article_of(record)->kept = true;
}

void hearsay_record_free(struct hearsay_record *record)
{
    if (record)
        article_free(article_of(record));
}

/* From byte `at` over `n` code points, never past the end. */
static size_t skip_points(const struct hearsay_record *record, size_t at, uint32_t n)
{
    for (; at < record->n_bytes; at++)
        if ((record->text[at] & 0xC0) != 0x80 && n-- == 0)
            break;
    return at;
}

/* Counts from the text's head, so that it serves any record, also one that a caller put together; an article is short. */
const char *hearsay_record_slice(const struct hearsay_record *record, struct hearsay_span span, size_t *n)
{
    size_t begin = skip_points(record, 0, span.begin);
    size_t end = span.end > span.begin ? skip_points(record, begin, span.end - span.begin) : begin;
    *n = end - begin;
    return record->text + begin;
}
