/* Records read back from the JSON that `hearsay read --json` writes, one object a line: what comparing is fed with in tests. */
#ifndef TESTS_COMPARE_RECORDS_JSON_H
#define TESTS_COMPARE_RECORDS_JSON_H

#include "base/base.h"

enum { RECORDS_MAX = 16384 };
struct records {
    struct arena arena;
    const struct hearsay_record *items[RECORDS_MAX];
    size_t n;
};
bool records_load(struct records *, const char *path); /* message on standard error */
void records_release(struct records *);

#endif
