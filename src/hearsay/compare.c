/* hearsay_compare: the comparison under a context, which keeps the words when it fails and opens the judge's weights when they are first needed. */
#include "compare/judging.h"

#include "hearsay/context.h"

/* The judge's file stands beside the model's. Without one the rules judge alone, and say less; one that is there must be sound. */
static enum hearsay_status open_judge(struct hearsay *hearsay)
{
    if (hearsay->judge || !judge_is_there(hearsay))
        return HEARSAY_OK;
    enum hearsay_status status = model_open(hearsay->judge_path, model_kernel(hearsay->model), &hearsay->judge, &hearsay->error);
    if (status == HEARSAY_OK && !hearsay->judge->judges) {
        model_close(hearsay->judge);
        hearsay->judge = NULL;
        return error_set(&hearsay->error, HEARSAY_MODEL, "model file '%.300s' is no judge of questions and claims", hearsay->judge_path);
    }
    if (status == HEARSAY_OK && !(hearsay->judge_memo = judging_memo_new()))
        status = error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    return status;
}

enum hearsay_status hearsay_compare(struct hearsay *hearsay, const struct hearsay_record *const *records, size_t n_records,
                                    const char *const *questions, size_t n_questions, struct hearsay_accounts **out)
{
    *out = NULL;
    if (!hearsay)
        return compare_records(records, n_records, questions, n_questions, NULL, out, NULL);
    enum hearsay_status status = open_judge(hearsay);
    if (status != HEARSAY_OK)
        return status;
    const struct trained_judge judge = {hearsay->judge, hearsay->judge_memo, hearsay->n_threads};
    return compare_records(records, n_records, questions, n_questions, judge.model ? &judge : NULL, out, &hearsay->error);
}
