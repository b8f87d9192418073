/* The context behind `struct hearsay`. */
#ifndef HEARSAY_CONTEXT_H
#define HEARSAY_CONTEXT_H

#include "base/base.h"
#include "model/model.h"

enum { THREADS_MAX = 256 };

struct hearsay {
    struct error error;
    struct model *model;
    struct model *judge;             /* of (question, claim); NULL until something is compared */
    struct judging_memo *judge_memo; /* what it answered; with the judge */
    char *judge_path;                /* malloc'd; there need not be such a file */
    unsigned n_threads;
    struct model_scratch **scratches; /* [n_threads], each made when its thread first has work */
    bool (*goes_on)(void *user);      /* asked now and then by what takes long over a case; false: nobody waits for it. NULL: always true */
    void *goes_on_user;
    bool borrows;                     /* the model is another context's, which outlives this one */
};

/* A context of one thread that uses the model of `lender`; `lender` must outlive it. For a server's many threads. */
enum hearsay_status context_share(const struct hearsay *lender, struct hearsay **out);

static inline bool context_goes_on(const struct hearsay *hearsay)
{
    return !hearsay->goes_on || hearsay->goes_on(hearsay->goes_on_user);
}

/* Thread `i`'s scratch; NULL: out of memory. Each `i` is one thread's own while a read runs. */
struct model_scratch *context_scratch(struct hearsay *, unsigned i);

/* processors.c: how many threads this process may keep busy, at least 1. */
unsigned processors_usable(void);

/* model_path.c: the model file's path (malloc'd), looked for as docs/hearsay.1 says. `folder` may be NULL. */
enum hearsay_status model_path_find(const char *folder, char **path, struct error *);

/* The judge's path beside the model's; NULL: out of memory. */
char *judge_path_beside(const char *model_path);
bool judge_is_there(const struct hearsay *); /* a file at its path, sound or not */

/* data_folder.c: where `make install` puts the model file. */
const char *data_folder(void);

#endif
