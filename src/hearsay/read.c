/* Reading: inputs in, records out, in order. The work is done in pool.c; here is what the caller sees of it. */
#include <string.h>
#include <sys/stat.h>

#include "attribute/attribute.h"
#include "hearsay/compact.h"
#include "hearsay/pool.h"

/* What a read has come to so far. */
struct tally {
    struct hearsay_progress progress;
    enum hearsay_status first_trouble; /* HEARSAY_OK: none */
    struct error words;                /* of that trouble */
};

/* Runs of bytes between blanks: near enough for a line of progress. */
static uint64_t count_words(const char *text, size_t n)
{
    uint64_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < n; i++) {
        bool blank = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r');
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

/* The bytes of all inputs; 0 when one is no plain file. */
static uint64_t count_bytes(const char *const *inputs, size_t n)
{
    uint64_t bytes = 0;
    struct stat about;
    for (size_t i = 0; i < n; i++) {
        if (stat(inputs[i], &about) != 0)
            continue; /* will be told when its turn comes */
        if (!S_ISREG(about.st_mode))
            return 0;
        bytes += (uint64_t)about.st_size;
    }
    return bytes;
}

static void deliver_trouble(const struct hearsay_reader *reader, const char *input, const struct job *job, struct tally *tally)
{
    struct hearsay_diagnostic diagnostic = {job->status, job->error.message, job->offset};
    /* Trouble with one input outweighs another's emptiness. */
    if (tally->first_trouble == HEARSAY_OK || (tally->first_trouble == HEARSAY_NOTHING && job->status != HEARSAY_NOTHING)) {
        tally->first_trouble = job->status;
        tally->words = job->error;
    }
    if (reader->trouble)
        reader->trouble(reader->user, input, &diagnostic);
}

static bool deliver_record(const struct hearsay_reader *reader, struct article *article, struct tally *tally)
{
    tally->progress.n_articles++;
    tally->progress.n_words += count_words(article->fields.text, article->fields.n_bytes);
    bool more = !reader->record || reader->record(reader->user, &article->fields);
    if (!article->kept)
        article_free(article);
    return more;
}

static bool deliver(const struct hearsay_reader *reader, const char *const *inputs, struct job *job, struct tally *tally)
{
    bool more = true;
    tally->progress.input = job->input;
    tally->progress.bytes_done = job->bytes_done;
    if (job->article)
        more = deliver_record(reader, job->article, tally);
    else
        deliver_trouble(reader, inputs[job->input], job, tally);
    if (reader->progress)
        reader->progress(reader->user, &tally->progress);
    return more;
}

static enum hearsay_status outcome(struct hearsay *hearsay, const struct tally *tally)
{
    if (tally->progress.n_articles > 0)
        return HEARSAY_OK;
    if (tally->first_trouble == HEARSAY_OK)
        return error_set(&hearsay->error, HEARSAY_NOTHING, "nothing to read");
    hearsay->error = tally->words;
    return tally->first_trouble;
}

enum hearsay_status hearsay_read(struct hearsay *hearsay, const char *const *inputs, size_t n_inputs,
                                 const struct hearsay_reader *reader)
{
    struct tally tally = {.progress = {.n_inputs = n_inputs}};
    struct pool *pool;
    struct job job;
    bool more = true;
    enum hearsay_status status;
    hearsay->error.message[0] = 0;
    if (!hearsay->model)
        return error_set(&hearsay->error, HEARSAY_ARGUMENT, "this context has no model");
    if (reader->progress)
        tally.progress.bytes = count_bytes(inputs, n_inputs);
    if (pool_new(hearsay, reader, inputs, n_inputs, &pool) != HEARSAY_OK)
        return error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory: reading cannot begin");
    while (more && (status = pool_next(pool, &job)) != HEARSAY_NOTHING) {
        if (status == HEARSAY_OK)
            more = deliver(reader, inputs, &job, &tally);
        else if (reader->progress)
            reader->progress(reader->user, &tally.progress);
    }
    pool_free(pool);
    return more ? outcome(hearsay, &tally) : error_set(&hearsay->error, HEARSAY_STOPPED, "stopped by the caller");
}

/* ---- one article that the caller holds ---- */

/* Copies a field, whose strings the caller may free; absent stays absent. False: out of memory. */
static bool copy_field(struct article *article, const char *from, const char **to)
{
    *to = from ? article_string(article, from, strlen(from)) : NULL;
    return !from || *to;
}

static bool copy_fields(struct article *article, const struct hearsay_record *from)
{
    struct hearsay_record *to = &article->fields;
    return copy_field(article, from->id, &to->id) && copy_field(article, from->input, &to->input) &&
           copy_field(article, from->url, &to->url) && copy_field(article, from->outlet, &to->outlet) &&
           copy_field(article, from->published, &to->published) && copy_field(article, from->byline, &to->byline) &&
           copy_field(article, from->title, &to->title);
}

static enum hearsay_status read_into(struct hearsay *hearsay, const struct hearsay_record *fields, struct article *article)
{
    if (!copy_fields(article, fields))
        return error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    enum hearsay_status status = article_text(article, fields->text, fields->n_bytes, "the article", &hearsay->error);
    struct model_scratch *scratch = context_scratch(hearsay, 0);
    if (status != HEARSAY_OK)
        return status;
    if (!scratch)
        return error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    status = attribute_record(&article->arena, hearsay->model, scratch, &article->text, &article->fields);
    return status == HEARSAY_OK ? status : error_set(&hearsay->error, status, "the article: %s", hearsay_status_text(status));
}

enum hearsay_status hearsay_read_article(struct hearsay *hearsay, const struct hearsay_record *fields, struct hearsay_record **out)
{
    *out = NULL;
    hearsay->error.message[0] = 0;
    if (!hearsay->model || !fields || !fields->text)
        return error_set(&hearsay->error, HEARSAY_ARGUMENT, !hearsay->model ? "this context has no model" : "the article has no text");
    struct article *article = article_new();
    enum hearsay_status status = article ? read_into(hearsay, fields, article)
                                         : error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    if (status != HEARSAY_OK) {
        article_free(article);
        return status;
    }
    struct article *compact = article_compact(article);
    article_free(article);
    if (!compact)
        return error_set(&hearsay->error, HEARSAY_MEMORY, "out of memory");
    *out = &compact->fields;
    return HEARSAY_OK;
}
