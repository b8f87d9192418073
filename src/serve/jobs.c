/* Additions, one after another in the background.
 *
 * A browser does not wait for a model: what it sends is put in a row, a thread takes one after another, and the page asks how far it has
 * come. Plain text is handed over with what the person told of it. Any other kind is written to a file of our own in the temporary folder,
 * under a name of our own, and read as the command line would read it; so the page takes whatever `hearsay add` takes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "read/kind.h"
#include "report/json.h"
#include "serve/serve.h"

enum { KIND_LOOKS_AT_BYTES = 64 << 10 };

static const char *const STATES[] = {"waiting", "running", "done", "failed"};

void job_clear(struct job *job)
{
    const struct hearsay_record *fields = &job->fields;
    free(job->name);
    free(job->bytes);
    const char *const strings[] = {fields->id, fields->url, fields->outlet, fields->published, fields->byline, fields->title};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        free((char *)strings[i]);
    *job = (struct job){0};
}

/* ---- the thread ---- */

/* What the callbacks of one addition need. */
struct addition {
    struct jobs *jobs;
    struct job *job;
};

static bool take_record(void *user, struct hearsay_record *record)
{
    struct addition *addition = user;
    (void)record;
    pthread_mutex_lock(&addition->jobs->lock);
    addition->job->added++;
    bool more = !addition->jobs->stop;
    pthread_mutex_unlock(&addition->jobs->lock);
    return more;
}

static void take_trouble(void *user, const char *input, const struct hearsay_diagnostic *trouble)
{
    struct addition *addition = user;
    (void)input;
    pthread_mutex_lock(&addition->jobs->lock);
    if (addition->job->troubles++ == 0)
        error_set(&addition->job->words, trouble->status, "%s", trouble->message);
    pthread_mutex_unlock(&addition->jobs->lock);
}

static void take_progress(void *user, const struct hearsay_progress *progress)
{
    struct addition *addition = user;
    pthread_mutex_lock(&addition->jobs->lock);
    addition->job->bytes_done = progress->bytes_done;
    pthread_mutex_unlock(&addition->jobs->lock);
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done <= 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

static enum hearsay_status add_file(struct jobs *jobs, struct hearsay_case *file, struct job *job, struct hearsay_added *added)
{
    const char *folder = getenv("TMPDIR");
    char path[4096];
    struct addition addition = {jobs, job};
    struct hearsay_reader reader = {.format = HEARSAY_FORMAT_AUTO, .record = take_record, .trouble = take_trouble, .progress = take_progress, .user = &addition};
    int n = snprintf(path, sizeof path, "%s/hearsay-upload-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = n < (int)sizeof path ? mkstemp(path) : -1;
    if (fd < 0)
        return HEARSAY_IO;
    bool written = write_all(fd, job->bytes, job->n_bytes);
    close(fd);
    enum hearsay_status status = written ? hearsay_case_add(file, (const char *[]){path}, 1, &reader, added) : HEARSAY_IO;
    unlink(path);
    return status;
}

static void run_job(struct jobs *jobs, struct hearsay_case *file, struct job *job)
{
    struct hearsay_added added = {0};
    enum hearsay_status status;
    job->fields.text = job->bytes;
    job->fields.n_bytes = job->n_bytes;
    status = job->plain ? hearsay_case_add_article(file, &job->fields, &added) : add_file(jobs, file, job, &added);
    pthread_mutex_lock(&jobs->lock);
    job->added = added.added;
    job->known = added.known;
    job->bytes_done = job->n_bytes;
    job->state = status == HEARSAY_OK ? JOB_DONE : JOB_FAILED;
    if (status != HEARSAY_OK && !job->words.message[0]) {
        const char *words = hearsay_message(jobs->context);
        error_set(&job->words, status, "%s", words && *words ? words : hearsay_status_text(status));
    }
    free(job->bytes);
    job->bytes = NULL;
    pthread_mutex_unlock(&jobs->lock);
}

/* The one that waits longest; NULL: none. */
static struct job *next_job(struct jobs *jobs)
{
    struct job *first = NULL;
    for (size_t i = 0; i < sizeof jobs->all / sizeof *jobs->all; i++) {
        struct job *job = &jobs->all[i];
        if (job->number && job->state == JOB_WAITING && (!first || job->number < first->number))
            first = job;
    }
    return first;
}

struct start {
    struct jobs *jobs;
    struct hearsay_case *file;
};

static void *work(void *user)
{
    struct start *start = user;
    struct jobs *jobs = start->jobs;
    struct hearsay_case *file = start->file;
    struct job *job;
    free(start);
    pthread_mutex_lock(&jobs->lock);
    while (!jobs->stop) {
        job = next_job(jobs);
        if (!job) {
            pthread_cond_wait(&jobs->changed, &jobs->lock);
            continue;
        }
        job->state = JOB_RUNNING;
        pthread_mutex_unlock(&jobs->lock);
        run_job(jobs, file, job);
        pthread_mutex_lock(&jobs->lock);
    }
    pthread_mutex_unlock(&jobs->lock);
    hearsay_case_close(file);
    return NULL;
}

enum hearsay_status jobs_begin(struct jobs *jobs, struct hearsay *context, const char *path)
{
    struct start *start = malloc(sizeof *start);
    if (!start)
        return error_set(NULL, HEARSAY_MEMORY, "out of memory");
    *start = (struct start){.jobs = jobs};
    jobs->context = context;
    jobs->path = path;
    enum hearsay_status status = hearsay_case_open(context, path, HEARSAY_CASE_CREATE, &start->file);
    if (status != HEARSAY_OK) {
        free(start);
        return status;
    }
    struct hearsay_case *file = start->file;
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->changed, NULL);
    jobs->begun = pthread_create(&jobs->thread, NULL, work, start) == 0;
    if (jobs->begun)
        return HEARSAY_OK;
    hearsay_case_close(file);
    free(start);
    return HEARSAY_MEMORY;
}

void jobs_end(struct jobs *jobs)
{
    if (jobs->begun) {
        pthread_mutex_lock(&jobs->lock);
        jobs->stop = true;
        pthread_cond_signal(&jobs->changed);
        pthread_mutex_unlock(&jobs->lock);
        pthread_join(jobs->thread, NULL);
    }
    for (size_t i = 0; i < sizeof jobs->all / sizeof *jobs->all; i++)
        job_clear(&jobs->all[i]);
    pthread_cond_destroy(&jobs->changed);
    pthread_mutex_destroy(&jobs->lock);
}

/* ---- what requests ask ---- */

/* A place for one more: an empty one, else the oldest that is over. NULL: none, or too many wait. */
static struct job *free_place(struct jobs *jobs)
{
    struct job *place = NULL;
    size_t waiting = 0;
    for (size_t i = 0; i < sizeof jobs->all / sizeof *jobs->all; i++) {
        struct job *job = &jobs->all[i];
        bool over = job->state == JOB_DONE || job->state == JOB_FAILED;
        waiting += job->number && !over;
        if ((!job->number || over) && (!place || job->number < place->number))
            place = job;
    }
    return waiting < SERVE_JOBS_MAX ? place : NULL;
}

unsigned jobs_put(struct jobs *jobs, struct job *job)
{
    const char *refused = NULL;
    size_t head = job->n_bytes < KIND_LOOKS_AT_BYTES ? job->n_bytes : KIND_LOOKS_AT_BYTES;
    unsigned number = 0;
    if (!job->plain)
        job->plain = kind_detect("the upload", HEARSAY_FORMAT_AUTO, job->bytes, head, &refused) == HEARSAY_FORMAT_TEXT && !refused;
    pthread_mutex_lock(&jobs->lock);
    struct job *place = free_place(jobs);
    if (place) {
        job_clear(place);
        *place = *job;
        *job = (struct job){0};
        number = place->number = ++jobs->n_made;
        place->state = JOB_WAITING;
        pthread_cond_signal(&jobs->changed);
    }
    pthread_mutex_unlock(&jobs->lock);
    if (!place)
        job_clear(job);
    return number;
}

static void put_job(const struct job *job, struct buffer *out)
{
    buffer_printf(out, "{\"job\": %u, \"state\": \"%s\"", job->number, STATES[job->state]);
    json_put_key(out, "name");
    json_put_string(out, job->name);
    buffer_printf(out, ", \"bytes\": %zu, \"bytes_done\": %llu, \"added\": %llu, \"known\": %llu, \"troubles\": %llu", job->n_bytes,
                  (unsigned long long)job->bytes_done, (unsigned long long)job->added, (unsigned long long)job->known,
                  (unsigned long long)job->troubles);
    json_put_key(out, "message");
    json_put_string(out, job->words.message[0] ? job->words.message : NULL);
    buffer_puts(out, "}");
}

bool jobs_busy(struct jobs *jobs)
{
    bool busy = false;
    pthread_mutex_lock(&jobs->lock);
    for (size_t i = 0; i < sizeof jobs->all / sizeof *jobs->all; i++)
        busy |= jobs->all[i].number && jobs->all[i].state <= JOB_RUNNING;
    pthread_mutex_unlock(&jobs->lock);
    return busy;
}

bool jobs_json(struct jobs *jobs, unsigned number, struct buffer *out)
{
    bool found = number == 0;
    pthread_mutex_lock(&jobs->lock);
    unsigned first = number ? number : jobs->n_made > SERVE_JOBS_MAX * 2 ? jobs->n_made - SERVE_JOBS_MAX * 2 : 1;
    if (!number)
        buffer_puts(out, "{\"jobs\": [");
    const char *between = "";
    for (unsigned n = first; n <= (number ? number : jobs->n_made); n++) {
        for (size_t i = 0; i < sizeof jobs->all / sizeof *jobs->all; i++) {
            if (jobs->all[i].number != n)
                continue;
            buffer_puts(out, between);
            put_job(&jobs->all[i], out);
            between = ", ";
            found = true;
        }
    }
    if (!number)
        buffer_puts(out, "]}");
    pthread_mutex_unlock(&jobs->lock);
    return found;
}
