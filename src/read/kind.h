/* What kind of input these bytes begin. */
#ifndef READ_KIND_H
#define READ_KIND_H

#include "base/base.h"

/* HEARSAY_FORMAT_TEXT or _NDJSON; *refused says in words why bytes of another kind cannot be read, else NULL.
 * `wanted` other than AUTO is obeyed, except that bytes which are no text at all are refused all the same. */
enum hearsay_format kind_detect(const char *input, enum hearsay_format wanted, const char *head, size_t n, const char **refused);
bool kind_binary(const char *bytes, size_t n);

#endif
