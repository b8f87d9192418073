/* hearsay_compare: the comparison under a context, which keeps the words when it fails. */
#include "compare/compare.h"
#include "hearsay/context.h"

enum hearsay_status hearsay_compare(struct hearsay *hearsay, const struct hearsay_record *const *records, size_t n_records,
                                    const char *const *questions, size_t n_questions, struct hearsay_accounts **out)
{
    return compare_records(records, n_records, questions, n_questions, out, hearsay ? &hearsay->error : NULL);
}
