/* What was derived by other weights or rules than those in use, made again.
 *
 * One article after the other: read by the model outside of any transaction, its record and its index rows then replaced in one. What persons decided
 * is applied to the new record by the places it names (decided.c). A run that is cut short goes on where it stopped, for what is
 * done is no longer of other weights; the words' index hangs on the text alone and stays. Why one by one and not over all threads: the reader takes
 * inputs, and a case that is read again is a rare night's work.
 */
#include "hearsay/context.h"
#include "read/read.h"
#include "store/parse.h"
#include "store/store.h"

struct deriving {
    struct hearsay_case *file;
    char model[80];
    int64_t article, n; /* the one being read; how many there were to do */
};

#define OTHERS                                                                                                         \
    " FROM read_article a LEFT JOIN derived_record r USING (article) LEFT JOIN derived_by b USING (derivation)"       \
    " WHERE (b.model IS NOT ?1 OR b.rules IS NOT ?2)"

static enum hearsay_status next(struct deriving *in)
{
    int64_t found = 0;
    enum hearsay_status status = sql_number(in->file, &found, "SELECT a.article" OTHERS " AND a.article > ?3 ORDER BY a.article LIMIT 1", "sii", in->model,
                                            (int64_t)STORE_RULES, in->article);
    in->article = found;
    return status;
}

/* The article without what was found in it, its strings its own. */
static enum hearsay_status load_bare(struct deriving *in, struct article **out)
{
    sqlite3_stmt *row = sql_ask(in->file, "SELECT id, input, url, outlet, published, byline, title, text FROM read_article WHERE article = ?", "i", in->article);
    *out = NULL;
    if (sql_next(row)) {
        struct hearsay_record fields = {.id = sql_string(row, 0), .input = sql_string(row, 1), .url = sql_string(row, 2), .outlet = sql_string(row, 3),
                                        .published = sql_string(row, 4), .byline = sql_string(row, 5), .title = sql_string(row, 6), .text = sql_string(row, 7),
                                        .n_bytes = (size_t)sqlite3_column_bytes(row, 7)};
        *out = fields.text ? parse_blank(&fields) : NULL;
    }
    enum hearsay_status status = sql_end(in->file, row);
    return status == HEARSAY_OK && !*out ? case_memory(in->file) : status;
}

static enum hearsay_status replace(struct deriving *in, const struct hearsay_record *record)
{
    enum hearsay_status status = add_derived(in->file, record, in->model, in->article);
    if (status == HEARSAY_OK)
        status = shelve_again(in->file, in->article);
    return status == HEARSAY_OK ? case_changed(in->file) : status;
}

static enum hearsay_status derive_one(struct deriving *in)
{
    struct article *bare;
    struct hearsay_record *record = NULL;
    enum hearsay_status status = load_bare(in, &bare);
    if (status != HEARSAY_OK)
        return status;
    status = hearsay_read_article(in->file->context, &bare->fields, &record);
    if (status == HEARSAY_OK && (status = case_write(in->file)) == HEARSAY_OK)
        status = case_done(in->file, replace(in, record));
    hearsay_record_free(record);
    article_free(bare);
    return status;
}

enum hearsay_status hearsay_case_derive(struct hearsay_case *file, bool (*step)(void *user, uint64_t done, uint64_t n), void *user, struct hearsay_added *added)
{
    struct hearsay_added own;
    struct deriving in = {.file = file};
    int64_t all = 0;
    added = added ? added : &own;
    *added = (struct hearsay_added){0};
    if (file->read_only)
        return case_error(file, HEARSAY_IO, "'%.300s': opened to be read, not written", file->path);
    add_model_name(file->context, in.model);
    enum hearsay_status status = sql_number(file, &all, "SELECT count(*) FROM read_article", "");
    if (status == HEARSAY_OK)
        status = sql_number(file, &in.n, "SELECT count(*)" OTHERS, "si", in.model, (int64_t)STORE_RULES);
    added->known = (uint64_t)(all - in.n);
    while (status == HEARSAY_OK && (status = next(&in)) == HEARSAY_OK && in.article) {
        status = derive_one(&in);
        added->added += status == HEARSAY_OK;
        if (status == HEARSAY_OK && step && !step(user, added->added, (uint64_t)in.n))
            return HEARSAY_STOPPED;
    }
    if (status == HEARSAY_OK && !added->added)
        return case_error(file, HEARSAY_NOTHING, "'%.300s': %s", file->path, all ? "all articles were read by the weights in use" : "no article in this case");
    return status;
}
