/* Cases open for reading: as many as answers are made at once.
 *
 * A case and its context belong to one thread at a time, so a request takes one, uses it, gives it back. They are opened when first
 * needed and stay open. Why not one for each connection: opening costs, and a browser holds six connections.
 */
#include <string.h>
#include <time.h>

#include "hearsay/context.h"
#include "serve/serve.h"

enum { WAIT_SECONDS = 10 };

enum hearsay_status reader_open(struct hearsay *model, const char *path, unsigned flags, struct reader *reader, struct error *error)
{
    *reader = (struct reader){0};
    enum hearsay_status status = context_share(model, &reader->context);
    if (status != HEARSAY_OK)
        return error_set(error, status, "out of memory");
    status = hearsay_case_open(reader->context, path, flags, &reader->file);
    if (status != HEARSAY_OK) {
        error_set(error, status, "%s", hearsay_message(reader->context));
        reader_close(reader);
    }
    return status;
}

void reader_close(struct reader *reader)
{
    if (reader->file)
        hearsay_case_close(reader->file);
    hearsay_free(reader->context);
    *reader = (struct reader){0};
}

bool readers_init(struct readers *readers, struct hearsay *model, const char *path)
{
    pthread_condattr_t clock;
    *readers = (struct readers){.path = path, .model = model};
    if (pthread_mutex_init(&readers->lock, NULL) != 0)
        return false;
    bool good = pthread_condattr_init(&clock) == 0;
    if (good) {
        pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
        good = pthread_cond_init(&readers->freed, &clock) == 0;
        pthread_condattr_destroy(&clock);
    }
    if (!good)
        pthread_mutex_destroy(&readers->lock);
    return good;
}

void readers_release(struct readers *readers)
{
    for (int i = 0; i < SERVE_READERS; i++)
        reader_close(&readers->all[i]);
    pthread_cond_destroy(&readers->freed);
    pthread_mutex_destroy(&readers->lock);
}

/* An open one before one still to be opened. -1: all are taken. */
static int free_place(const struct readers *readers)
{
    int unopened = -1;
    for (int i = 0; i < SERVE_READERS; i++) {
        if (!readers->taken[i] && readers->all[i].file)
            return i;
        if (!readers->taken[i] && unopened < 0)
            unopened = i;
    }
    return unopened;
}

struct reader *readers_take(struct readers *readers, enum hearsay_status *status)
{
    struct timespec until;
    int place, waited = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += WAIT_SECONDS;
    pthread_mutex_lock(&readers->lock);
    while ((place = free_place(readers)) < 0 && waited == 0)
        waited = pthread_cond_timedwait(&readers->freed, &readers->lock, &until);
    if (place >= 0)
        readers->taken[place] = true;
    pthread_mutex_unlock(&readers->lock);
    if (place < 0)
        return *status = HEARSAY_IO, NULL;
    struct reader *reader = &readers->all[place];
    struct error words;
    *status = reader->file ? HEARSAY_OK : reader_open(readers->model, readers->path, SERVE_READER_FLAGS, reader, &words);
    if (*status == HEARSAY_OK)
        return reader;
    readers_give(readers, reader);
    return NULL;
}

void readers_give(struct readers *readers, struct reader *reader)
{
    pthread_mutex_lock(&readers->lock);
    readers->taken[reader - readers->all] = false;
    pthread_cond_signal(&readers->freed);
    pthread_mutex_unlock(&readers->lock);
}
