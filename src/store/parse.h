/* The contract's record JSON made into a record again. */
#ifndef STORE_PARSE_H
#define STORE_PARSE_H

#include "base/base.h"

/* Takes what `hearsay_record_json` writes, and refuses everything else: HEARSAY_INPUT with words that begin with `subject` and name the place.
 * `fields` (may be NULL): text and fields are these, and not those of the JSON, which may leave them out.
 * The record is given back with hearsay_record_free. */
enum hearsay_status parse_record(const char *json, size_t n, const struct hearsay_record *fields, const char *subject,
                                 struct hearsay_record **out, struct error *);

/* An article of its own with copies of the fields and the text, nothing in it. NULL: out of memory. */
struct article;
struct article *parse_blank(const struct hearsay_record *fields);

#endif
