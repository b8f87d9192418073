/* Search and timeline: filters into SQL, a page of numbers out of it, each made into a hit.
 *
 * The SQL is put together from constants of this file; every value is bound. Numbers come first and alone, so that sorting carries no texts; only the
 * page's own rows are then read. FTS5 leads where there are words, else the index of days.
 */
#include <stdio.h>
#include <string.h>

#include "report/words.h"
#include "store/store.h"

enum { VALUES_MAX = 12, SQL_MAX_BYTES = 4096 };

struct asking {
    struct hearsay_case *file;
    struct buffer from;               /* FROM … WHERE … */
    struct { const char *text; int64_t number; } values[VALUES_MAX]; /* text NULL: the number */
    size_t n_values;
    struct query query;
    bool has_words, statements;
    char after[11], before[11], outlet[IDENTITY_KEY_BYTES];
};

static void add(struct asking *in, const char *condition, const char *text, int64_t number)
{
    buffer_puts(&in->from, condition);
    if (in->n_values < VALUES_MAX) {
        in->values[in->n_values].text = text;
        in->values[in->n_values++].number = number;
    }
}

static enum hearsay_status add_day(struct asking *in, const char *condition, const char *given, char kept[11], const char *name)
{
    if (!given)
        return HEARSAY_OK;
    moment_day(given, kept);
    if (!kept[0] || given[10])
        return case_error(in->file, HEARSAY_ARGUMENT, "'%s' is a day such as 2017-07-07", name);
    add(in, condition, kept, 0);
    return HEARSAY_OK;
}

static const char *naming_of(int code) { return naming_word((enum hearsay_naming)code); }
static const char *access_of(int code) { return access_word((enum hearsay_access)code); }
static const char *form_of(int code) { return form_word((enum hearsay_form)code); }

static enum hearsay_status add_code(struct asking *in, const char *condition, const char *given, int first, const char *(*word_of)(int), const char *name)
{
    const char *word;
    if (!given)
        return HEARSAY_OK;
    for (int code = first; (word = word_of(code)); code++)
        if (strcmp(word, given) == 0) {
            add(in, condition, NULL, code);
            return HEARSAY_OK;
        }
    return case_error(in->file, HEARSAY_ARGUMENT, "'%.60s' is no %s", given, name);
}

/* What is common to both kinds of rows; `t` names the row that has day and outlet. */
static enum hearsay_status add_filters(struct asking *in, const struct hearsay_search *search)
{
    enum hearsay_status status = add_day(in, " AND t.day >= ?", search->after, in->after, "after");
    if (status == HEARSAY_OK)
        status = add_day(in, " AND t.day <= ?", search->before, in->before, "before");
    if (status == HEARSAY_OK && search->outlet) {
        identity_outlet_key(search->outlet, in->outlet);
        add(in, " AND t.outlet = ?", in->outlet, 0);
    }
    return status;
}

static enum hearsay_status add_statement_filters(struct asking *in, const struct hearsay_search *search)
{
    if (search->speaker) {
        int64_t speaker = identity_find(in->file, search->speaker, true);
        if (!speaker)
            return case_error(in->file, HEARSAY_NOTHING, "nobody called '%.100s' speaks in this case", search->speaker);
        add(in, " AND t.speaker IN (SELECT speaker FROM derived_speaker WHERE same_as = ?)", NULL, speaker);
    }
    enum hearsay_status status = add_code(in, " AND t.naming = ?", search->naming, 1, naming_of, "way of naming");
    if (status == HEARSAY_OK)
        status = add_code(in, " AND t.access = ?", search->access, 0, access_of, "kind of access");
    return status == HEARSAY_OK ? add_code(in, " AND t.form = ?", search->form, 0, form_of, "form") : status;
}

static enum hearsay_status build(struct asking *in, const struct hearsay_search *search, bool statements)
{
    in->has_words = search->words && search->words[strspn(search->words, " \t\r\n")];
    in->statements = statements || !in->has_words || search->speaker || search->naming || search->access || search->form;
    enum hearsay_status status = in->has_words ? query_read(in->file, search->words, &in->query) : HEARSAY_OK;
    if (status != HEARSAY_OK)
        return status;
    if (!in->has_words)
        buffer_puts(&in->from, " FROM derived_statement t WHERE 1");
    else if (in->statements)
        add(in, " FROM derived_said f CROSS JOIN derived_statement t ON t.statement = f.rowid WHERE f.derived_said MATCH ?", in->query.fts.data, 0);
    else
        add(in, " FROM derived_words f CROSS JOIN derived_shelf t ON t.article = f.rowid WHERE f.derived_words MATCH ?", in->query.fts.data, 0);
    status = add_filters(in, search);
    return status == HEARSAY_OK && in->statements ? add_statement_filters(in, search) : status;
}

static sqlite3_stmt *ask(struct asking *in, const char *what, const char *tail, int64_t limit, int64_t offset)
{
    char sql[SQL_MAX_BYTES];
    snprintf(sql, sizeof sql, "%s%s%s", what, in->from.data, tail);
    sqlite3_stmt *rows = sql_ask(in->file, sql, "");
    int at = 1;
    for (size_t i = 0; rows && i < in->n_values; i++, at++) {
        if (in->values[i].text)
            sqlite3_bind_text(rows, at, in->values[i].text, -1, SQLITE_STATIC);
        else
            sqlite3_bind_int64(rows, at, in->values[i].number);
    }
    if (rows) {
        sqlite3_bind_int64(rows, at, limit);
        sqlite3_bind_int64(rows, at + 1, offset);
    }
    return rows;
}

static enum hearsay_status put_total(struct asking *in, struct buffer *out)
{
    int64_t total = 0;
    sqlite3_stmt *rows = ask(in, "SELECT count(*) FROM (SELECT 1", " LIMIT ? OFFSET ?)", STORE_TOTAL_MAX + 1, 0);
    if (sql_next(rows))
        total = sqlite3_column_int64(rows, 0);
    bool capped = total > STORE_TOTAL_MAX;
    buffer_printf(out, "{\"total\": %lld, \"capped\": %s", (long long)(capped ? STORE_TOTAL_MAX : total), capped ? "true" : "false");
    return sql_end(in->file, rows);
}

static enum hearsay_status put_page(struct asking *in, const struct hearsay_search *search, bool timeline, struct buffer *out, struct hits *hits)
{
    unsigned limit = !search->limit ? STORE_LIMIT_USUAL : search->limit > STORE_LIMIT_MAX ? STORE_LIMIT_MAX : search->limit;
    const char *order = timeline ? " ORDER BY t.clock, t.statement LIMIT ? OFFSET ?"
                        : in->has_words ? " ORDER BY f.rank LIMIT ? OFFSET ?" : " ORDER BY t.day DESC, t.statement DESC LIMIT ? OFFSET ?";
    enum hearsay_status status = hits_open(hits, in->file, in->has_words ? &in->query : NULL, timeline);
    sqlite3_stmt *rows = status == HEARSAY_OK ? ask(in, in->statements ? "SELECT t.statement" : "SELECT t.article", order, limit, search->offset) : NULL;
    while (status == HEARSAY_OK && sql_next(rows))
        status = (in->statements ? hits_statement : hits_article)(hits, out, sqlite3_column_int64(rows, 0));
    enum hearsay_status ended = status == HEARSAY_OK || rows ? sql_end(in->file, rows) : status;
    hits_close(hits);
    return status == HEARSAY_OK ? ended : status;
}

static enum hearsay_status find(struct hearsay_case *file, const struct hearsay_search *search, bool timeline, char **json, size_t *n)
{
    struct asking in = {.file = file};
    struct hits hits = {.n = 0};
    struct buffer out;
    *json = NULL;
    buffer_init(&in.from, SQL_MAX_BYTES / 2);
    buffer_init(&out, STORE_JSON_MAX);
    enum hearsay_status status = case_look(file);
    if (status == HEARSAY_OK)
        status = build(&in, search, timeline);
    const char *list = timeline ? "entries" : "hits";
    if (status == HEARSAY_OK) {
        status = put_total(&in, &out);
        buffer_printf(&out, ", \"%s\": [", list);
        if (status == HEARSAY_OK)
            status = put_page(&in, search, timeline, &out, &hits);
        buffer_puts(&out, "]}");
        if (status == HEARSAY_OK && !hits.n)
            status = case_error(file, HEARSAY_NOTHING, "nothing found");
    } else if (status == HEARSAY_NOTHING) {
        buffer_printf(&out, "{\"total\": 0, \"capped\": false, \"%s\": []}", list);
    }
    status = case_done(file, status);
    buffer_release(&in.from);
    buffer_release(&in.query.fts);
    return store_give(file, &out, status, json, n);
}

enum hearsay_status hearsay_case_search(struct hearsay_case *file, const struct hearsay_search *search, char **json, size_t *n)
{
    return find(file, search, false, json, n);
}

enum hearsay_status hearsay_case_timeline(struct hearsay_case *file, const struct hearsay_search *search, char **json, size_t *n)
{
    return find(file, search, true, json, n);
}
