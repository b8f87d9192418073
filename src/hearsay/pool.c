/* Articles read by one thread, extracted by several, delivered in order to the caller's.
 *
 * Method: a ring of jobs between three counters under one lock: read >= taken >= delivered. The reader fills the ring and waits when it is
 * full, so memory is bounded however far one slow article holds back the others; workers take jobs in order and finish them in any;
 * the caller waits for the oldest. The lock is held for the counting alone, never while reading or extracting.
 * Why a thread for reading: results must come out while the reader waits on a pipe. Threads are started as work appears, so a single
 * article starts a single worker. All of them block every signal: those are the caller's.
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "attribute/attribute.h"
#include "hearsay/compact.h"
#include "hearsay/pool.h"

enum { WAIT_MS = 200, STACK_BYTES = 4 << 20 };

struct pool_slot {
    struct job job;
    bool done;
};

struct pool {
    struct hearsay *hearsay;
    const char *const *inputs;
    size_t n_inputs;
    const struct hearsay_reader *asker;
    uint64_t bytes_before; /* of the inputs that are over; the reader's own */

    pthread_mutex_t lock;
    pthread_cond_t room, work, result;
    struct pool_slot *ring;
    size_t capacity;
    uint64_t n_read, n_taken, n_delivered; /* n_delivered <= n_taken <= n_read <= n_delivered + capacity */
    bool read_all;
    atomic_bool stop;

    pthread_t reader, *workers;
    unsigned n_workers, n_idle;
    bool reader_runs;
};

/* ---- workers ---- */

static void extract(struct hearsay *hearsay, unsigned thread, struct job *job)
{
    struct article *article = job->article;
    job->article = NULL;
    struct model_scratch *scratch = context_scratch(hearsay, thread);
    job->status = !scratch ? HEARSAY_MEMORY
                           : attribute_record(&article->arena, hearsay->model, scratch, &article->text, &article->fields);
    if (job->status == HEARSAY_OK && !(job->article = article_compact(article)))
        job->status = HEARSAY_MEMORY;
    if (job->status != HEARSAY_OK)
        error_set(&job->error, job->status, "'%.300s': article '%.100s': %s", article->fields.input, article->fields.id,
                  hearsay_status_text(job->status));
    article_free(article);
}

/* Waits for a job that wants extraction; NULL: no more will come. Called and returns with the lock held. */
static struct pool_slot *take(struct pool *pool)
{
    for (;;) {
        while (pool->n_taken < pool->n_read && !pool->stop) {
            struct pool_slot *slot = &pool->ring[pool->n_taken++ % pool->capacity];
            if (!slot->done)
                return slot;
        }
        if (pool->stop || pool->read_all)
            return NULL;
        pool->n_idle++;
        pthread_cond_wait(&pool->work, &pool->lock);
        pool->n_idle--;
    }
}

struct worker_start {
    struct pool *pool;
    unsigned thread;
};

static void *worker_run(void *argument)
{
    struct worker_start start = *(struct worker_start *)argument;
    struct pool *pool = start.pool;
    struct pool_slot *slot;
    free(argument);
    pthread_mutex_lock(&pool->lock);
    while ((slot = take(pool))) {
        pthread_mutex_unlock(&pool->lock);
        extract(pool->hearsay, start.thread, &slot->job);
        pthread_mutex_lock(&pool->lock);
        slot->done = true;
        pthread_cond_signal(&pool->result);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static bool start_thread(pthread_t *thread, void *(*run)(void *), void *argument)
{
    sigset_t all, before;
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, &attributes, run, argument) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

/* With the lock held: one more worker when all are busy. False: there is none at all, and none can be started. */
static bool enough_workers(struct pool *pool)
{
    if (pool->n_idle > pool->n_read - pool->n_taken || pool->n_workers == pool->hearsay->n_threads)
        return true;
    struct worker_start *start = malloc(sizeof *start);
    if (start) {
        *start = (struct worker_start){pool, pool->n_workers};
        if (start_thread(&pool->workers[pool->n_workers], worker_run, start))
            pool->n_workers++;
        else
            free(start);
    }
    return pool->n_workers > 0;
}

/* ---- reader ---- */

static void refuse_job(struct job *job)
{
    article_free(job->article);
    job->article = NULL;
    job->status = error_set(&job->error, HEARSAY_MEMORY, "out of memory: no thread can be started");
}

/* False: nobody wants more. */
static bool put(struct pool *pool, struct job *job)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->n_read - pool->n_delivered == pool->capacity && !pool->stop)
        pthread_cond_wait(&pool->room, &pool->lock);
    bool wanted = !pool->stop;
    if (wanted) {
        if (job->article && !enough_workers(pool))
            refuse_job(job);
        pool->ring[pool->n_read++ % pool->capacity] = (struct pool_slot){*job, job->article == NULL};
        pthread_cond_signal(job->article ? &pool->work : &pool->result);
    } else {
        article_free(job->article);
    }
    pthread_mutex_unlock(&pool->lock);
    return wanted;
}

/* An article in which nothing stands is told, not extracted. */
static void refuse_blank(struct job *job)
{
    const struct hearsay_record *fields = &job->article->fields;
    if (!article_blank(fields))
        return;
    const char *words = fields->n_diagnostics ? fields->diagnostics[fields->n_diagnostics - 1].message : "nothing but white space";
    job->status = error_set(&job->error, HEARSAY_NOTHING, "%s", words);
    job->offset = 0;
    article_free(job->article);
    job->article = NULL;
}

/* The jobs of one open stream. False: nobody wants more. */
static bool read_stream_jobs(struct pool *pool, struct read_stream *stream, size_t input)
{
    for (uint64_t n = 0;; n++) {
        struct job job = {.input = input};
        job.status = read_next(stream, &job.article, &job.error, &job.offset);
        job.bytes_done = pool->bytes_before + read_bytes_done(stream);
        if (job.status == HEARSAY_NOTHING && n > 0)
            return true;
        if (job.status == HEARSAY_NOTHING)
            error_set(&job.error, HEARSAY_NOTHING, "'%.300s': empty", pool->inputs[input]);
        if (job.article)
            refuse_blank(&job);
        if (job.article && pool->asker->skip && pool->asker->skip(pool->asker->user, &job.article->fields)) {
            article_free(job.article);
            continue;
        }
        if (job.status == HEARSAY_STOPPED || !put(pool, &job))
            return false;
    }
}

static bool read_input(struct pool *pool, size_t input)
{
    struct read_stream *stream;
    struct job job = {.input = input, .bytes_done = pool->bytes_before};
    job.status = read_open(pool->inputs[input], pool->asker->format, &stream, &job.error);
    if (job.status != HEARSAY_OK)
        return put(pool, &job);
    read_stop_when(stream, &pool->stop);
    bool wanted = read_stream_jobs(pool, stream, input);
    pool->bytes_before += read_bytes_done(stream);
    read_close(stream);
    return wanted;
}

static void *reader_run(void *argument)
{
    struct pool *pool = argument;
    for (size_t i = 0; i < pool->n_inputs && read_input(pool, i); i++)
        ;
    pthread_mutex_lock(&pool->lock);
    pool->read_all = true;
    pthread_cond_broadcast(&pool->work);
    pthread_cond_signal(&pool->result);
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* ---- the caller ---- */

static bool pool_rooms(struct pool *pool, struct hearsay *hearsay)
{
    pool->capacity = 2 * (size_t)hearsay->n_threads + 2;
    pool->ring = calloc(pool->capacity, sizeof *pool->ring);
    pool->workers = calloc(hearsay->n_threads, sizeof *pool->workers);
    return pool->ring && pool->workers;
}

enum hearsay_status pool_new(struct hearsay *hearsay, const struct hearsay_reader *reader, const char *const *inputs, size_t n_inputs,
                             struct pool **out)
{
    struct pool *pool = *out = calloc(1, sizeof *pool);
    if (!pool)
        return HEARSAY_MEMORY;
    pool->hearsay = hearsay;
    pool->asker = reader;
    pool->inputs = inputs;
    pool->n_inputs = n_inputs;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->room, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->result, NULL);
    if (pool_rooms(pool, hearsay))
        pool->reader_runs = start_thread(&pool->reader, reader_run, pool);
    if (pool->reader_runs)
        return HEARSAY_OK;
    pool_free(pool);
    *out = NULL;
    return HEARSAY_MEMORY;
}

static bool oldest_done(const struct pool *pool)
{
    return pool->n_delivered < pool->n_read && pool->ring[pool->n_delivered % pool->capacity].done;
}

enum hearsay_status pool_next(struct pool *pool, struct job *out)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += WAIT_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    int waited = 0;
    pthread_mutex_lock(&pool->lock);
    while (!oldest_done(pool) && !(pool->read_all && pool->n_delivered == pool->n_read) && waited == 0)
        waited = pthread_cond_timedwait(&pool->result, &pool->lock, &until);
    enum hearsay_status status = HEARSAY_UNSUPPORTED;
    if (oldest_done(pool)) {
        *out = pool->ring[pool->n_delivered++ % pool->capacity].job;
        if (pool->n_taken < pool->n_delivered) /* an input that could not be read, which no worker came across */
            pool->n_taken = pool->n_delivered;
        pthread_cond_signal(&pool->room);
        status = HEARSAY_OK;
    } else if (pool->read_all && pool->n_delivered == pool->n_read) {
        status = HEARSAY_NOTHING;
    }
    pthread_mutex_unlock(&pool->lock);
    return status;
}

void pool_free(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stop = true;
    pthread_cond_broadcast(&pool->room);
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    if (pool->reader_runs)
        pthread_join(pool->reader, NULL);
    for (unsigned i = 0; i < pool->n_workers; i++) /* the reader, which starts them, is gone */
        pthread_join(pool->workers[i], NULL);
    for (; pool->n_delivered < pool->n_read; pool->n_delivered++)
        article_free(pool->ring[pool->n_delivered % pool->capacity].job.article);
    pthread_cond_destroy(&pool->result);
    pthread_cond_destroy(&pool->work);
    pthread_cond_destroy(&pool->room);
    pthread_mutex_destroy(&pool->lock);
    free(pool->workers);
    free(pool->ring);
    free(pool);
}
