/* Inputs into the case: each article in a transaction of its own, known ones passed over before the model sees them.
 *
 * The library's reading thread asks for each article whether it is known, on a connection of its own, so that it sees what other
 * processes keep meanwhile; the caller's thread keeps what comes out. Two programs that add the same article at the same moment both read it and one of them keeps it.
 */
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/private.h"
#include "store/store.h"

/* Which weights: their version and the checksum of the file's head, which covers those of all tensors. */
void add_model_name(const struct hearsay *context, char out[80])
{
    const struct model *model = context->model;
    if (model)
        snprintf(out, 80, "%.40s %016" PRIx64, model->version ? model->version : "?", model->private->file.header.checksum);
    else
        snprintf(out, 80, "none");
}

/* ---- one record ---- */

static enum hearsay_status insert_article(struct hearsay_case *file, const struct hearsay_record *r, int64_t hash, int64_t *article)
{
    char now[32];
    store_now(now);
    enum hearsay_status status =
        sql_run(file, "INSERT INTO read_article (hash, id, input, url, outlet, published, byline, title, text, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "isssssssts",
                hash, r->id, r->input, r->url, r->outlet, r->published, r->byline, r->title, r->text, r->n_bytes, now);
    *article = sqlite3_last_insert_rowid(file->db);
    return status;
}

/* The record's JSON without text and fields, which stand in read_article. */
enum hearsay_status add_derived(struct hearsay_case *file, const struct hearsay_record *record, const char *model, int64_t article)
{
    struct hearsay_record bare = *record;
    char *json;
    size_t n;
    int64_t derivation = 0;
    bare.id = bare.input = bare.url = bare.outlet = bare.published = bare.byline = bare.title = NULL;
    bare.text = "";
    bare.n_bytes = 0;
    if (hearsay_record_json(&bare, &json, &n) != HEARSAY_OK)
        return case_memory(file);
    enum hearsay_status status = sql_run(file, "INSERT OR IGNORE INTO derived_by (model, rules) VALUES (?, ?)", "si", model, (int64_t)STORE_RULES);
    if (status == HEARSAY_OK)
        status = sql_number(file, &derivation, "SELECT derivation FROM derived_by WHERE model = ? AND rules = ?", "si", model, (int64_t)STORE_RULES);
    if (status == HEARSAY_OK)
        status = sql_run(file, "INSERT OR REPLACE INTO derived_record VALUES (?, ?, ?)", "iit", article, derivation, json, n);
    free(json);
    return status;
}

enum hearsay_status add_record(struct hearsay_case *file, const struct hearsay_record *record, const char *model, bool *known, int64_t *article)
{
    int64_t hash = known_hash(record);
    *article = known_find(file->db, hash, record);
    *known = *article > 0;
    if (*article)
        return *known ? HEARSAY_OK : sql_failed(file);
    enum hearsay_status status = insert_article(file, record, hash, article);
    if (status == HEARSAY_OK)
        status = add_derived(file, record, model, *article);
    if (status == HEARSAY_OK)
        status = sql_run(file, "INSERT INTO derived_words (rowid, title, text) VALUES (?, ?, ?)", "ist", *article, record->title, record->text, record->n_bytes);
    if (status == HEARSAY_OK)
        status = shelve(file, &(struct kept){.record = (struct hearsay_record *)record, .article = *article}); /* only looked at */
    return status == HEARSAY_OK ? case_changed(file) : status;
}

/* ---- whole inputs ---- */

struct adding {
    struct hearsay_case *file;
    const struct hearsay_reader *reader; /* the caller's; may be NULL */
    struct hearsay_added *added;
    sqlite3 *looking;                    /* the reading thread's own */
    atomic_uint_fast64_t known;
    char model[80];
    enum hearsay_status failed;
    struct error words;                  /* of that */
};

/* On the library's reading thread. */
static bool is_known(void *user, const struct hearsay_record *fields)
{
    struct adding *adding = user;
    bool known = known_find(adding->looking, known_hash(fields), fields) > 0;
    adding->known += known;
    return known;
}

static bool keep_record(void *user, struct hearsay_record *record)
{
    struct adding *adding = user;
    bool known = false;
    int64_t article;
    enum hearsay_status status = case_write(adding->file);
    if (status == HEARSAY_OK)
        status = case_done(adding->file, add_record(adding->file, record, adding->model, &known, &article));
    adding->failed = status;
    if (status != HEARSAY_OK) {
        adding->words = adding->file->context->error;
        return false;
    }
    *(known ? &adding->added->known : &adding->added->added) += 1;
    return known || !adding->reader || !adding->reader->record || adding->reader->record(adding->reader->user, record);
}

static void tell_trouble(void *user, const char *input, const struct hearsay_diagnostic *trouble)
{
    struct adding *adding = user;
    if (adding->reader && adding->reader->trouble)
        adding->reader->trouble(adding->reader->user, input, trouble);
}

static void tell_progress(void *user, const struct hearsay_progress *progress)
{
    struct adding *adding = user;
    if (adding->reader && adding->reader->progress)
        adding->reader->progress(adding->reader->user, progress);
}

enum hearsay_status hearsay_case_add(struct hearsay_case *file, const char *const *inputs, size_t n_inputs, const struct hearsay_reader *reader,
                                     struct hearsay_added *added)
{
    struct hearsay_added own;
    struct adding adding = {.file = file, .reader = reader, .added = added ? added : &own, .failed = HEARSAY_OK};
    *adding.added = (struct hearsay_added){0};
    if (file->read_only)
        return case_error(file, HEARSAY_IO, "'%.300s': opened to be read, not written", file->path);
    add_model_name(file->context, adding.model);
    int code = sqlite3_open_v2(file->path, &adding.looking, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_busy_timeout(adding.looking, 1000);
    struct hearsay_reader ours = {.format = reader ? reader->format : HEARSAY_FORMAT_AUTO, .record = keep_record, .trouble = tell_trouble,
                                  .progress = reader && reader->progress ? tell_progress : NULL, .user = &adding, .skip = code == SQLITE_OK ? is_known : NULL};
    enum hearsay_status status = hearsay_read(file->context, inputs, n_inputs, &ours);
    sqlite3_close(adding.looking);
    adding.added->known += adding.known;
    if (adding.failed != HEARSAY_OK) { /* the reading ended with "stopped by the caller"; these are the words of what stopped it */
        file->context->error = adding.words;
        return adding.failed;
    }
    return status != HEARSAY_OK && status != HEARSAY_STOPPED && adding.added->known > 0 ? HEARSAY_OK : status;
}

enum hearsay_status hearsay_case_add_article(struct hearsay_case *file, const struct hearsay_record *fields, struct hearsay_added *added)
{
    struct hearsay_added own;
    struct hearsay_record *record;
    bool known = false;
    int64_t article;
    char model[80];
    added = added ? added : &own;
    *added = (struct hearsay_added){0};
    if (!fields || !fields->text)
        return case_error(file, HEARSAY_ARGUMENT, "the article has no text");
    if (known_find(file->db, known_hash(fields), fields) > 0) {
        added->known = 1;
        return HEARSAY_OK;
    }
    enum hearsay_status status = hearsay_read_article(file->context, fields, &record);
    if (status != HEARSAY_OK)
        return status;
    add_model_name(file->context, model);
    status = case_write(file);
    if (status == HEARSAY_OK)
        status = case_done(file, add_record(file, record, model, &known, &article));
    if (status == HEARSAY_OK)
        *(known ? &added->known : &added->added) = 1;
    hearsay_record_free(record);
    return status;
}
