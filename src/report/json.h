/* JSON, value by value, into a buffer. */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "base/base.h"

void json_put_string(struct buffer *, const char *s);               /* NULL becomes null */
void json_put_text(struct buffer *, const char *s, size_t n);       /* n bytes of UTF-8 */
void json_put_span(struct buffer *, struct hearsay_span);           /* [b, e]; null when absent */
void json_put_spans(struct buffer *, const struct hearsay_span *, size_t n);
void json_put_index(struct buffer *, int index);                    /* HEARSAY_NONE becomes null */
void json_put_share(struct buffer *, double share);                 /* 0 to 1, three decimals, whatever the locale */
void json_put_key(struct buffer *, const char *key);                /* ,"key": */

#endif
