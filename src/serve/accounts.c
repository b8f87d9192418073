/* The accounts of the case, kept parsed between requests and made again in the background when something changes.
 *
 * Of a few hundred articles they are megabytes of JSON, which take longer to parse than a page may take to come; and to work them out anew may take
 * longer still. So a thread with a case of its own makes them once for each change (the case's generation tells one from another), and every page borrows
 * the one tree. Who asks after a change waits a moment, which is all it takes in a small case; in a large one, or while articles come in,
 * the last accounts are shown and said to be old. While articles come in they are made now and then: a quarter of the time at most.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hearsay/context.h"
#include "serve/serve.h"
#include "store/store.h"

#if !JSON_HAVE_ATOMIC_BUILTINS && !JSON_HAVE_SYNC_BUILTINS
#error "trees of JSON are borrowed by several threads at once: jansson must count references atomically"
#endif

enum { QUICK_MS = 1500, PATIENT_MS = 10000, REST_TIMES = 3 };

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Waits until something changes or `until` comes. The lock is held. */
static void wait_until(struct accounts *accounts, double until)
{
    struct timespec time = {.tv_sec = (time_t)until};
    time.tv_nsec = (long)((until - (double)time.tv_sec) * 1e9);
    pthread_cond_timedwait(&accounts->changed, &accounts->lock, &time);
}

/* ---- the thread ---- */

/* Makes them once, without the lock. */
static json_t *make(struct accounts *accounts, int64_t *generation, enum hearsay_status *status)
{
    char *json = NULL;
    size_t n = 0;
    json_t *made = NULL;
    *generation = case_generation(accounts->reader.file); /* what comes in meanwhile is for the next time */
    *status = hearsay_case_accounts(accounts->reader.file, NULL, 0, &json, &n);
    if (*status == HEARSAY_NOTHING && !json)
        made = json_pack("{s:[], s:[]}", "articles", "questions");
    else if (json && (*status == HEARSAY_OK || *status == HEARSAY_NOTHING))
        made = json_loadb(json, n, 0, NULL);
    free(json);
    return made;
}

static void make_and_keep(struct accounts *accounts)
{
    int64_t generation;
    enum hearsay_status status;
    double begun = seconds_now();
    pthread_mutex_unlock(&accounts->lock);
    json_t *made = make(accounts, &generation, &status);
    pthread_mutex_lock(&accounts->lock);
    accounts->ended = seconds_now();
    accounts->seconds = accounts->ended - begun;
    if (made && generation >= 0) {
        json_decref(accounts->json);
        accounts->json = made;
        accounts->has = generation;
    } else {
        json_decref(made);
        accounts->wanted = accounts->has; /* the next who asks tries again */
        accounts->n_failed++;
        accounts->failed = error_set(&accounts->words, status == HEARSAY_OK ? HEARSAY_MEMORY : status, "%s", hearsay_message(accounts->reader.context));
    }
    pthread_cond_broadcast(&accounts->changed);
}

static void *work(void *user)
{
    struct accounts *accounts = user;
    pthread_mutex_lock(&accounts->lock);
    while (!accounts->stop) {
        double rest = accounts->ended + REST_TIMES * accounts->seconds;
        if (accounts->wanted <= accounts->has)
            pthread_cond_wait(&accounts->changed, &accounts->lock);
        else if (accounts->json && jobs_busy(accounts->jobs) && seconds_now() < rest)
            wait_until(accounts, rest);
        else
            make_and_keep(accounts);
    }
    pthread_mutex_unlock(&accounts->lock);
    return NULL;
}

/* Asked by the thread while it reads a large case: the server may have been told to end. */
static bool goes_on(void *user)
{
    struct accounts *accounts = user;
    pthread_mutex_lock(&accounts->lock);
    bool stop = accounts->stop;
    pthread_mutex_unlock(&accounts->lock);
    return !stop;
}

enum hearsay_status accounts_begin(struct accounts *accounts, struct hearsay *model, const char *path, struct jobs *jobs, struct error *error)
{
    pthread_condattr_t clock;
    *accounts = (struct accounts){.jobs = jobs, .has = -1, .wanted = -1};
    enum hearsay_status status = reader_open(model, path, SERVE_READER_FLAGS, &accounts->reader, error);
    if (status != HEARSAY_OK)
        return status;
    accounts->reader.context->goes_on = goes_on;
    accounts->reader.context->goes_on_user = accounts;
    pthread_mutex_init(&accounts->lock, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&accounts->changed, &clock);
    pthread_condattr_destroy(&clock);
    accounts->begun = pthread_create(&accounts->thread, NULL, work, accounts) == 0;
    return accounts->begun ? HEARSAY_OK : error_set(error, HEARSAY_MEMORY, "out of memory");
}

void accounts_end(struct accounts *accounts)
{
    if (!accounts->begun)
        return;
    pthread_mutex_lock(&accounts->lock);
    accounts->stop = true;
    pthread_cond_broadcast(&accounts->changed);
    pthread_mutex_unlock(&accounts->lock);
    pthread_join(accounts->thread, NULL);
    reader_close(&accounts->reader);
    json_decref(accounts->json);
    pthread_cond_destroy(&accounts->changed);
    pthread_mutex_destroy(&accounts->lock);
}

/* ---- what requests ask ---- */

static int64_t generation_now(struct server *server)
{
    enum hearsay_status status;
    struct reader *reader = readers_take(&server->readers, &status);
    int64_t generation = reader ? case_generation(reader->file) : -1;
    if (reader)
        readers_give(&server->readers, reader);
    return generation;
}

/* How long to wait for newer ones: not at all where that would be in vain. The lock is held. */
static double patience(const struct accounts *accounts, bool patient)
{
    if (patient)
        return PATIENT_MS / 1e3;
    bool vain = accounts->json && (accounts->seconds > QUICK_MS / 1e3 || jobs_busy(accounts->jobs));
    return vain ? 0 : QUICK_MS / 1e3;
}

/* Has them made for this generation, if they are older. The lock is held. */
static void want(struct accounts *accounts, int64_t generation)
{
    if (accounts->wanted >= generation)
        return;
    accounts->wanted = generation;
    pthread_cond_broadcast(&accounts->changed);
}

enum hearsay_status accounts_take(struct server *server, bool patient, json_t **out, bool *old, struct error *error)
{
    struct accounts *accounts = &server->accounts;
    int64_t generation = generation_now(server);
    enum hearsay_status status = HEARSAY_OK;
    if (generation < 0)
        return error_set(error, HEARSAY_IO, "the case file cannot be read just now");
    pthread_mutex_lock(&accounts->lock);
    double until = seconds_now() + patience(accounts, patient);
    unsigned n_failed = accounts->n_failed;
    want(accounts, generation);
    while (accounts->has < generation && accounts->n_failed == n_failed && seconds_now() < until)
        wait_until(accounts, until);
    *old = accounts->has < generation;
    *out = patient && *old ? NULL : json_incref(accounts->json);
    if (!*out && accounts->n_failed != n_failed)
        status = error_set(error, accounts->failed, "%s", accounts->words.message);
    else if (!*out)
        status = error_set(error, HEARSAY_STOPPED, "The accounts are being worked out; look again in a moment.");
    pthread_mutex_unlock(&accounts->lock);
    return status;
}

void accounts_want(struct server *server)
{
    int64_t generation = generation_now(server);
    pthread_mutex_lock(&server->accounts.lock);
    want(&server->accounts, generation);
    pthread_mutex_unlock(&server->accounts.lock);
}
