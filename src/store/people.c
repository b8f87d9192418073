/* Speakers: one's page, and all of them. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "report/json.h"
#include "report/words.h"
#include "store/store.h"

enum { STATEMENTS_MOST = 1000, SPEAKERS_MOST = OFFERS_NAMES_MAX, OTHERS_MOST = 10 };

/* "key": [strings of the first column]. */
static enum hearsay_status put_strings(struct hearsay_case *file, struct buffer *out, const char *key, sqlite3_stmt *rows)
{
    json_put_key(out, key);
    buffer_puts(out, "[");
    for (bool first = true; sql_next(rows); first = false) {
        buffer_puts(out, first ? "" : ", ");
        json_put_string(out, sql_string(rows, 0));
    }
    buffer_puts(out, "]");
    return sql_end(file, rows);
}

#define GROUP "(SELECT speaker FROM derived_speaker WHERE same_as = ?1)"

static enum hearsay_status put_who(struct hearsay_case *file, int64_t speaker, struct buffer *out)
{
    sqlite3_stmt *row = sql_ask(file, "SELECT name, kind FROM derived_speaker WHERE speaker = ?", "i", speaker);
    if (sql_next(row)) {
        buffer_puts(out, "{\"speaker\": ");
        json_put_string(out, sql_string(row, 0));
        key_string(out, "kind", kind_word((enum hearsay_kind)sqlite3_column_int(row, 1)));
    }
    enum hearsay_status status = sql_end(file, row);
    if (status == HEARSAY_OK)
        status = put_strings(file, out, "names", sql_ask(file, "SELECT name FROM derived_speaker WHERE same_as = ?1 ORDER BY speaker <> ?1, name", "i", speaker));
    if (status == HEARSAY_OK)
        status = put_strings(file, out, "titles", sql_ask(file, "SELECT DISTINCT title FROM derived_title WHERE speaker IN " GROUP " ORDER BY title", "i", speaker));
    return status;
}

static enum hearsay_status put_statements(struct hearsay_case *file, int64_t speaker, struct buffer *out)
{
    struct hits hits;
    sqlite3_stmt *row = sql_ask(file, "SELECT count(*), count(DISTINCT article) FROM derived_statement WHERE speaker IN " GROUP, "i", speaker);
    if (sql_next(row)) {
        key_number(out, "total", row, 0);
        key_number(out, "articles", row, 1);
    }
    enum hearsay_status status = sql_end(file, row);
    if (status != HEARSAY_OK)
        return status;
    status = hits_open(&hits, file, NULL, false);
    sqlite3_stmt *rows = sql_ask(file, "SELECT statement FROM derived_statement WHERE speaker IN " GROUP " ORDER BY day DESC, statement DESC LIMIT ?2", "ii", speaker,
                                 (int64_t)STATEMENTS_MOST);
    buffer_puts(out, ", \"statements\": [");
    while (status == HEARSAY_OK && sql_next(rows))
        status = hits_statement(&hits, out, sqlite3_column_int64(rows, 0));
    buffer_puts(out, "]");
    enum hearsay_status ended = sql_end(file, rows);
    hits_close(&hits);
    return status == HEARSAY_OK ? ended : status;
}

/* What the accounts said when they were last worked out, if that is still true. */
static enum hearsay_status put_changed(struct hearsay_case *file, int64_t speaker, struct buffer *out)
{
    int64_t fresh = 0;
    enum hearsay_status status = sql_number(file, &fresh, "SELECT 1 FROM derived_kept WHERE " ACCOUNTS_KEPT_ANY " AND generation = (SELECT value FROM case_about WHERE name = 'generation')", "");
    if (status != HEARSAY_OK || !fresh) {
        buffer_puts(out, ", \"changed\": null");
        return status;
    }
    sqlite3_stmt *rows = sql_ask(file, "SELECT change FROM derived_changed WHERE speaker IN " GROUP, "i", speaker);
    buffer_puts(out, ", \"changed\": [");
    for (bool first = true; sql_next(rows); first = false) {
        buffer_puts(out, first ? "" : ", ");
        buffer_puts(out, sql_string(rows, 0));
    }
    buffer_puts(out, "]");
    return sql_end(file, rows);
}

static enum hearsay_status put_others(struct hearsay_case *file, int64_t speaker, const char *name, struct buffer *out)
{
    char key[IDENTITY_KEY_BYTES], padded[IDENTITY_KEY_BYTES + 2];
    identity_key(name, key);
    snprintf(padded, sizeof padded, " %s ", key);
    return put_strings(file, out, "others", sql_ask(file, "SELECT DISTINCT r.name FROM derived_speaker s JOIN derived_speaker r ON r.speaker = s.same_as"
                                                    " WHERE instr(' ' || s.key || ' ', ?1) > 0 AND s.same_as <> ?2"
                                                    " AND EXISTS (SELECT 1 FROM derived_statement t WHERE t.speaker = s.speaker) LIMIT ?3", "sii", padded, speaker, (int64_t)OTHERS_MOST));
}

/* Is this name of the decision one of the speaker's? */
static bool names_group(struct hearsay_case *file, const json_t *correction, const char *field, int64_t speaker)
{
    const char *name = json_string_value(json_object_get(correction, field));
    return name && identity_find(file, name, false) == speaker;
}

static enum hearsay_status put_decided(struct hearsay_case *file, int64_t speaker, struct buffer *out)
{
    bool first = true;
    sqlite3_stmt *rows = sql_ask(file, "SELECT decision, correction FROM derived_stands JOIN decided_decision USING (decision) WHERE kind IN ('merge', 'not-same', 'split') ORDER BY decision", "");
    buffer_puts(out, ", \"decided\": [");
    while (sql_next(rows)) {
        json_t *correction = json_loads(sql_string(rows, 1), 0, NULL);
        if (names_group(file, correction, "speaker", speaker) || names_group(file, correction, "into", speaker)) {
            buffer_printf(out, "%s%lld", first ? "" : ", ", (long long)sqlite3_column_int64(rows, 0));
            first = false;
        }
        json_decref(correction);
    }
    buffer_puts(out, "]}");
    return sql_end(file, rows);
}

static enum hearsay_status put_speaker(struct hearsay_case *file, const char *name, struct buffer *out)
{
    int64_t speaker = name ? identity_find(file, name, true) : 0;
    if (!speaker)
        return case_error(file, HEARSAY_NOTHING, "nobody called '%.100s' speaks in this case", name ? name : "");
    enum hearsay_status status = put_who(file, speaker, out);
    if (status == HEARSAY_OK)
        status = put_statements(file, speaker, out);
    if (status == HEARSAY_OK)
        status = put_changed(file, speaker, out);
    if (status == HEARSAY_OK)
        status = put_others(file, speaker, name, out);
    if (status == HEARSAY_OK)
        status = offers_of(file, speaker, out);
    return status == HEARSAY_OK ? put_decided(file, speaker, out) : status;
}

enum hearsay_status hearsay_case_speaker(struct hearsay_case *file, const char *name, char **json, size_t *n)
{
    struct buffer out;
    *json = NULL;
    buffer_init(&out, STORE_JSON_MAX);
    enum hearsay_status status = case_look(file);
    if (status == HEARSAY_OK)
        status = case_done(file, put_speaker(file, name, &out));
    if (status == HEARSAY_OK)
        return store_give(file, &out, status, json, n);
    buffer_release(&out);
    return status;
}

static enum hearsay_status put_listed(struct hearsay_case *file, struct buffer *out, struct offers *offers, int64_t *listed)
{
    bool whole = true;
    sqlite3_stmt *rows = sql_ask(file, "SELECT r.name, r.kind, count(*) n, count(DISTINCT t.article), r.speaker, r.key FROM derived_statement t JOIN derived_speaker s USING (speaker)"
                                       " JOIN derived_speaker r ON r.speaker = s.same_as GROUP BY r.speaker ORDER BY n DESC, r.name LIMIT ?", "i", (int64_t)SPEAKERS_MOST);
    for (; whole && sql_next(rows); ++*listed) {
        enum hearsay_kind kind = (enum hearsay_kind)sqlite3_column_int(rows, 1);
        buffer_puts(out, *listed ? ", {\"name\": " : "{\"name\": ");
        json_put_string(out, sql_string(rows, 0));
        key_string(out, "kind", kind_word(kind));
        key_number(out, "statements", rows, 2);
        key_number(out, "articles", rows, 3);
        buffer_puts(out, "}");
        whole = offers_add(offers, sqlite3_column_int64(rows, 4), sql_string(rows, 0), sql_string(rows, 5), kind, sqlite3_column_int64(rows, 2));
    }
    enum hearsay_status status = sql_end(file, rows);
    return whole ? status : case_memory(file);
}

static enum hearsay_status put_speakers(struct hearsay_case *file, struct buffer *out)
{
    int64_t total = 0, listed = 0;
    struct offers offers;
    enum hearsay_status status = sql_number(file, &total, "SELECT count(DISTINCT s.same_as) FROM derived_speaker s WHERE EXISTS (SELECT 1 FROM derived_statement t WHERE t.speaker = s.speaker)", "");
    if (status != HEARSAY_OK)
        return status;
    offers_open(&offers, file);
    buffer_printf(out, "{\"total\": %lld, \"speakers\": [", (long long)total);
    status = put_listed(file, out, &offers, &listed);
    buffer_puts(out, "]");
    if (status == HEARSAY_OK)
        status = offers_put(&offers, out);
    buffer_puts(out, "}");
    offers_close(&offers);
    return status == HEARSAY_OK && !listed ? case_error(file, HEARSAY_NOTHING, "nobody speaks in this case") : status;
}

enum hearsay_status hearsay_case_speakers(struct hearsay_case *file, char **json, size_t *n)
{
    struct buffer out;
    *json = NULL;
    buffer_init(&out, STORE_JSON_MAX);
    enum hearsay_status status = case_look(file);
    if (status == HEARSAY_OK)
        status = case_done(file, put_speakers(file, &out));
    return store_give(file, &out, status, json, n);
}
