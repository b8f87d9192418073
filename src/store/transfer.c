/* Import: our own JSONL, or what was decided in another case.
 *
 * Lines are kept some hundreds in a transaction: they are made already, so a run that is cut off loses a second's work, and running it again brings the rest.
 * A line that is no record is left out and told; it never stops the others. Decisions come from the other file read-only and checked like any case;
 * articles are found by their content, whatever their numbers, and a decision known already (by the case that it was first made in) is passed over.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "read/read.h"
#include "store/parse.h"
#include "store/store.h"

enum { LINES_TOGETHER = 200, LINE_KEEP_BYTES = 1 << 20 };

struct importing {
    struct hearsay_case *file;
    const char *path;
    struct hearsay_added *added;
    uint64_t n_lines, n_bad;
    struct error first;   /* words of the first line that was left out */
};

/* ---- records ---- */

static enum hearsay_status take_line(struct importing *in, const char *line, size_t n)
{
    struct hearsay_record *record;
    char subject[400];
    bool known;
    int64_t article;
    snprintf(subject, sizeof subject, "'%.300s': line %llu", in->path, (unsigned long long)in->n_lines);
    struct error words;
    enum hearsay_status status = parse_record(line, n, NULL, subject, &record, &words);
    if (status == HEARSAY_MEMORY)
        return case_memory(in->file);
    if (status != HEARSAY_OK) {
        if (in->n_bad++ == 0)
            in->first = words;
        return HEARSAY_OK;
    }
    status = add_record(in->file, record, "import", &known, &article);
    if (status == HEARSAY_OK)
        *(known ? &in->added->known : &in->added->added) += 1;
    hearsay_record_free(record);
    return status;
}

/* The next line without its feed; a longer one than a record may be is cut and then no JSON. False: no more. */
static bool next_line(FILE *from, struct buffer *line)
{
    char part[1 << 14];
    if (line->capacity > LINE_KEEP_BYTES)
        buffer_release(line);
    buffer_clear(line);
    bool any = false;
    while (fgets(part, sizeof part, from)) {
        size_t n = strlen(part);
        any = true;
        buffer_append(line, part, n - (n && part[n - 1] == '\n'));
        if (n && part[n - 1] == '\n')
            return true;
    }
    return any;
}

static enum hearsay_status take_lines(struct importing *in, FILE *from)
{
    struct buffer line;
    enum hearsay_status status = HEARSAY_OK;
    bool more = true;
    buffer_init(&line, READ_LINE_MAX_BYTES);
    while (more && status == HEARSAY_OK && (status = case_write(in->file)) == HEARSAY_OK) {
        struct hearsay_added before = *in->added;
        for (int i = 0; i < LINES_TOGETHER && status == HEARSAY_OK && (more = next_line(from, &line)); i++) {
            in->n_lines++;
            if (line.data && line.data[strspn(line.data, " \t\r")])
                status = take_line(in, line.failed ? "" : line.data, line.failed ? 0 : line.length);
        }
        status = case_done(in->file, status);
        if (status != HEARSAY_OK)
            *in->added = before; /* none of these was kept */
    }
    buffer_release(&line);
    if (status == HEARSAY_OK && ferror(from))
        return case_error(in->file, HEARSAY_IO, "'%.300s': cannot be read", in->path);
    return status;
}

static enum hearsay_status outcome(struct importing *in, const char *what)
{
    uint64_t good = in->added->added + in->added->known;
    if (in->n_bad && !good) {
        in->file->context->error = in->first;
        return HEARSAY_INPUT;
    }
    if (in->n_bad)
        return case_error(in->file, HEARSAY_OK, "%llu %s left out; the first: %.300s", (unsigned long long)in->n_bad, what, in->first.message);
    return good ? HEARSAY_OK : case_error(in->file, HEARSAY_NOTHING, "'%.300s': nothing to import", in->path);
}

/* ---- decisions of another case ---- */

/* The other's article here; 0: not here. */
static int64_t article_here(struct importing *in, struct hearsay_case *other, int64_t number)
{
    int64_t found = 0;
    sqlite3_stmt *row = sql_ask(other, "SELECT url, outlet, published, byline, title, text, hash FROM read_article WHERE article = ?", "i", number);
    if (sql_next(row)) {
        struct hearsay_record fields = {.url = sql_string(row, 0), .outlet = sql_string(row, 1), .published = sql_string(row, 2), .byline = sql_string(row, 3),
                                        .title = sql_string(row, 4), .text = sql_string(row, 5), .n_bytes = (size_t)sqlite3_column_bytes(row, 5)};
        found = fields.text ? known_find(in->file->db, sqlite3_column_int64(row, 6), &fields) : 0;
    }
    sqlite3_finalize(row);
    return found;
}

/* Every "article" (and "articles") of the correction becomes ours. False: one is not here. */
static bool renumber(struct importing *in, struct hearsay_case *other, json_t *object, json_t *articles)
{
    json_t *number = json_object_get(object, "article"), *several = json_object_get(object, "articles"), *places = json_object_get(object, "places");
    bool here = true;
    if (json_is_integer(number)) {
        int64_t ours = article_here(in, other, json_integer_value(number));
        here = ours > 0;
        json_integer_set(number, ours);
        json_array_append_new(articles, json_integer(ours));
    }
    for (size_t i = 0; here && i < json_array_size(several); i++) {
        int64_t ours = article_here(in, other, json_integer_value(json_array_get(several, i)));
        here = ours > 0;
        json_integer_set(json_array_get(several, i), ours);
        json_array_append_new(articles, json_integer(ours));
    }
    for (size_t i = 0; here && i < json_array_size(places); i++)
        here = renumber(in, other, json_array_get(places, i), articles);
    return here;
}

/* Ours of the other's decision that an undoing names; 0: not here. */
static int64_t undone_here(struct importing *in, struct hearsay_case *other, int64_t undoes)
{
    int64_t found = 0;
    sqlite3_stmt *row = sql_ask(other, "SELECT origin, origin_number FROM decided_decision WHERE decision = ?", "i", undoes);
    if (sql_next(row))
        sql_number(in->file, &found, "SELECT decision FROM decided_decision WHERE origin = ? AND origin_number = ?", "si", sql_string(row, 0), (int64_t)sqlite3_column_int64(row, 1));
    sqlite3_finalize(row);
    return found;
}

static enum hearsay_status take_decision(struct importing *in, struct hearsay_case *other, sqlite3_stmt *row)
{
    int64_t known = 0, undoes = sqlite3_column_int64(row, 3), own;
    enum hearsay_status status = sql_number(in->file, &known, "SELECT 1 FROM decided_decision WHERE origin = ? AND origin_number = ?", "si", sql_string(row, 0),
                                            (int64_t)sqlite3_column_int64(row, 1));
    if (status != HEARSAY_OK || known) {
        in->added->known += known != 0;
        return status;
    }
    json_t *correction = json_loads(sql_string(row, 4), 0, NULL), *articles = json_array();
    int64_t undone = undoes ? undone_here(in, other, undoes) : 0;
    bool here = correction && renumber(in, other, correction, articles) && (!undoes || undone);
    char *text = here ? json_dumps(correction, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (text) {
        struct decision one = {.origin = sql_string(row, 0), .origin_number = sqlite3_column_int64(row, 1), .undoes = undone, .kind = sql_string(row, 2), .correction = text,
                               .who = sql_string(row, 5), .reason = sql_string(row, 6), .made = sql_string(row, 7)};
        status = correct_insert(in->file, &one, articles, &own);
        in->added->added += status == HEARSAY_OK;
    } else if (in->n_bad++ == 0) {
        error_set(&in->first, HEARSAY_NOTHING, "decision %lld of '%.200s' is about an article that is not here", (long long)sqlite3_column_int64(row, 8), in->path);
    }
    free(text);
    json_decref(correction);
    json_decref(articles);
    return status;
}

static enum hearsay_status take_decisions(struct importing *in, struct hearsay_case *other)
{
    sqlite3_stmt *rows = sql_ask(other, "SELECT origin, origin_number, kind, coalesce(undoes, 0), correction, who, reason, made, decision FROM decided_decision ORDER BY decision", "");
    enum hearsay_status status = case_write(in->file);
    while (status == HEARSAY_OK && sql_next(rows))
        status = take_decision(in, other, rows);
    enum hearsay_status ended = sql_end(other, rows);
    return case_done(in->file, status == HEARSAY_OK ? ended : status);
}

static bool is_database(const char *path)
{
    static const char MAGIC[] = "SQLite format 3";
    char head[sizeof MAGIC] = "";
    FILE *from = fopen(path, "rbe");
    size_t n = from ? fread(head, 1, sizeof head, from) : 0;
    if (from)
        fclose(from);
    return n == sizeof head && memcmp(head, MAGIC, sizeof MAGIC) == 0;
}

static enum hearsay_status import_case(struct importing *in)
{
    struct hearsay_case *other;
    struct stat ours, theirs;
    if (stat(in->path, &theirs) == 0 && stat(in->file->path, &ours) == 0 && ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino)
        return case_error(in->file, HEARSAY_ARGUMENT, "'%.300s': this is the case itself", in->path);
    enum hearsay_status status = hearsay_case_open(in->file->context, in->path, HEARSAY_CASE_READ_ONLY, &other);
    if (status != HEARSAY_OK)
        return status;
    status = take_decisions(in, other);
    hearsay_case_close(other);
    return status == HEARSAY_OK ? outcome(in, "decisions") : status;
}

static enum hearsay_status import_lines(struct importing *in)
{
    FILE *from = strcmp(in->path, "-") == 0 ? stdin : fopen(in->path, "re");
    if (!from)
        return case_error(in->file, HEARSAY_IO, "'%.300s': %m", in->path);
    enum hearsay_status status = take_lines(in, from);
    if (from != stdin)
        fclose(from);
    return status == HEARSAY_OK ? outcome(in, "lines") : status;
}

enum hearsay_status hearsay_case_import(struct hearsay_case *file, const char *path, struct hearsay_added *added)
{
    struct hearsay_added own;
    struct importing in = {.file = file, .path = path, .added = added ? added : &own};
    *in.added = (struct hearsay_added){0};
    file->context->error.message[0] = 0;
    if (!path)
        return case_error(file, HEARSAY_ARGUMENT, "nothing to import is named");
    return is_database(path) ? import_case(&in) : import_lines(&in);
}
