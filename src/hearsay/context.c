/* The context: a mapped model and what each thread needs to run it.
 *
 * A thread's scratch is made when the thread first has work, so that one short article does not pay for sixteen threads.
 */
#include <stdlib.h>
#include <string.h>

#include "hearsay/context.h"

#include "compare/judging.h"

struct model_scratch *context_scratch(struct hearsay *hearsay, unsigned i)
{
    if (!hearsay->scratches[i] && model_scratch_new(hearsay->model, &hearsay->scratches[i]) != HEARSAY_OK)
        hearsay->scratches[i] = NULL;
    return hearsay->scratches[i];
}

static enum hearsay_status context_open(struct hearsay *hearsay, const struct hearsay_options *options)
{
    char *path = NULL;
    hearsay->n_threads = options->n_threads ? options->n_threads : processors_usable();
    if (hearsay->n_threads > THREADS_MAX)
        return error_set(&hearsay->error, HEARSAY_ARGUMENT, "'%u' threads: at most %d can be used", hearsay->n_threads, THREADS_MAX);
    hearsay->scratches = calloc(hearsay->n_threads, sizeof(struct model_scratch *));
    if (!hearsay->scratches)
        return error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    enum hearsay_status status = model_path_find(options->model, &path, &hearsay->error);
    if (status == HEARSAY_OK)
        status = model_open(path, options->kernel, &hearsay->model, &hearsay->error);
    if (status == HEARSAY_OK && !(hearsay->judge_path = judge_path_beside(path)))
        status = error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    free(path);
    return status;
}

enum hearsay_status hearsay_new(const struct hearsay_options *options, struct hearsay **out)
{
    static const struct hearsay_options usual = {0};
    *out = calloc(1, sizeof **out);
    if (!*out)
        return HEARSAY_MEMORY;
    return context_open(*out, options ? options : &usual);
}

enum hearsay_status context_share(const struct hearsay *lender, struct hearsay **out)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return HEARSAY_MEMORY;
    (*out)->scratches = calloc(1, sizeof(struct model_scratch *));
    (*out)->n_threads = (*out)->scratches ? 1 : 0;
    (*out)->model = lender->model;
    (*out)->judge_path = lender->judge_path ? strdup(lender->judge_path) : NULL;
    (*out)->borrows = true;
    return (*out)->scratches && (!lender->judge_path || (*out)->judge_path) ? HEARSAY_OK : HEARSAY_MEMORY;
}

void hearsay_free(struct hearsay *hearsay)
{
    if (!hearsay)
        return;
    for (unsigned i = 0; hearsay->scratches && i < hearsay->n_threads; i++)
        if (hearsay->scratches[i])
            model_scratch_free(hearsay->scratches[i]);
    free(hearsay->scratches);
    if (hearsay->model && !hearsay->borrows)
        model_close(hearsay->model);
    if (hearsay->judge)
        model_close(hearsay->judge);
    judging_memo_free(hearsay->judge_memo);
    free(hearsay->judge_path);
    free(hearsay);
}

const char *hearsay_message(const struct hearsay *hearsay)
{
    return hearsay ? hearsay->error.message : hearsay_status_text(HEARSAY_MEMORY);
}

const char *hearsay_version(void)
{
    return HEARSAY_VERSION;
}
