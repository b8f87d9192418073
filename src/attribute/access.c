/* access: could this speaker know. (rules below) */
#include "attribute/cast.h"
void access_judge(struct cast *c, size_t i, struct hearsay_attribution *out)
{
    (void)c; (void)i;
    out->access = HEARSAY_ACCESS_UNKNOWN;
}
