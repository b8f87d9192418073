/* Statements as JSON: what a search, a speaker's page and the timeline list. Every statement is prepared once for a page of them. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "report/json.h"
#include "report/words.h"
#include "store/store.h"

enum { CONTENT_MAX = 64 };

#define ARTICLE_COLUMNS "a.article, a.id, a.outlet, a.published, a.title, a.text"

void key_string(struct buffer *out, const char *key, const char *value)
{
    json_put_key(out, key);
    json_put_string(out, value);
}

void key_column(struct buffer *out, const char *key, sqlite3_stmt *row, int column)
{
    key_string(out, key, sql_string(row, column));
}

void key_number(struct buffer *out, const char *key, sqlite3_stmt *row, int column)
{
    json_put_key(out, key);
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        buffer_puts(out, "null");
    else
        buffer_printf(out, "%lld", (long long)sqlite3_column_int64(row, column));
}

enum hearsay_status hits_open(struct hits *hits, struct hearsay_case *file, const struct query *query, bool moments)
{
    *hits = (struct hits){.file = file, .query = query, .moments = moments};
    hits->statement = sql_ask(file, "SELECT " ARTICLE_COLUMNS ", t.number, t.begin_point, t.end_point, t.begin_byte, t.facts, t.through, r.name, r.kind, t.said, t.about"
                                    " FROM derived_statement t JOIN read_article a ON a.article = t.article LEFT JOIN derived_speaker s ON s.speaker = t.speaker"
                                    " LEFT JOIN derived_speaker r ON r.speaker = s.same_as WHERE t.statement = ?", "");
    hits->article = sql_ask(file, "SELECT " ARTICLE_COLUMNS " FROM read_article a WHERE a.article = ?", "");
    hits->innermost = sql_ask(file, "SELECT statement FROM derived_statement WHERE article = ? AND begin_point <= ? AND end_point >= ? ORDER BY end_point - begin_point LIMIT 1", "");
    hits->decided = sql_ask(file, "SELECT decision FROM derived_applied WHERE article = ? AND number = ?", "");
    hits->name = sql_ask(file, "SELECT r.name FROM derived_speaker s JOIN derived_speaker r ON r.speaker = s.same_as WHERE s.speaker = ?", "");
    return hits->statement && hits->article && hits->innermost && hits->decided && hits->name ? HEARSAY_OK : HEARSAY_IO;
}

void hits_close(struct hits *hits)
{
    sqlite3_finalize(hits->statement);
    sqlite3_finalize(hits->article);
    sqlite3_finalize(hits->innermost);
    sqlite3_finalize(hits->decided);
    sqlite3_finalize(hits->name);
}

/* ---- parts ---- */

static void put_head(struct hits *hits, struct buffer *out, sqlite3_stmt *row)
{
    buffer_printf(out, "%s{\"article\": %lld", hits->n++ ? ", " : "", (long long)sqlite3_column_int64(row, 0));
    key_column(out, "id", row, 1);
    key_column(out, "outlet", row, 2);
    key_column(out, "published", row, 3);
    key_column(out, "title", row, 4);
}

static void put_place(struct buffer *out, struct hearsay_span span, const struct place *place)
{
    json_put_key(out, "span");
    json_put_span(out, span);
    json_put_key(out, "snippet");
    json_put_text(out, place->snippet.data ? place->snippet.data : "", place->snippet.length);
    json_put_key(out, "marks");
    json_put_spans(out, place->marks, place->n_marks);
}

static void put_names(struct hits *hits, struct buffer *out, const char *through, const char *speaker)
{
    json_t *rows = through ? json_loads(through, 0, NULL) : NULL;
    bool first = true;
    json_put_key(out, "chain");
    buffer_puts(out, "[");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        bool bound = sql_bind(hits->file, hits->name, "i", (int64_t)json_integer_value(json_array_get(rows, i)));
        if (!bound || !sql_next(hits->name))
            continue;
        buffer_puts(out, first ? "" : ", ");
        json_put_string(out, sql_string(hits->name, 0));
        first = false;
    }
    if (speaker) {
        buffer_puts(out, first ? "" : ", ");
        json_put_string(out, speaker);
    }
    buffer_puts(out, "]");
    json_decref(rows);
}

static void put_decided(struct hits *hits, struct buffer *out, int64_t article, int64_t number)
{
    bool bound = sql_bind(hits->file, hits->decided, "ii", article, number);
    json_put_key(out, "decided");
    buffer_puts(out, "[");
    for (bool first = true; bound && sql_next(hits->decided); first = false)
        buffer_printf(out, "%s%lld", first ? "" : ", ", (long long)sqlite3_column_int64(hits->decided, 0));
    buffer_puts(out, "]");
}

/* Everything behind "marks" of the statement in the row. */
static void put_statement(struct hits *hits, struct buffer *out, sqlite3_stmt *row)
{
    const char *speaker = sql_string(row, 12), *facts = sql_string(row, 10);
    key_string(out, "speaker", speaker);
    key_string(out, "kind", speaker ? kind_word((enum hearsay_kind)sqlite3_column_int(row, 13)) : NULL);
    put_names(hits, out, sql_string(row, 11), speaker);
    buffer_puts(out, ", ");
    buffer_puts(out, facts ? facts : "\"content\": []");
    put_decided(hits, out, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 6));
    if (hits->moments) {
        key_column(out, "said", row, 14);
        key_column(out, "about", row, 15);
    }
}

static void put_no_statement(struct buffer *out)
{
    static const char *const KEYS[] = {"speaker", "kind", "naming", "access", "form", "act", "negated", "addressee", "when", "where", "confidence"};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        key_string(out, KEYS[i], NULL);
    buffer_puts(out, ", \"chain\": [], \"content\": [], \"decided\": []");
}

static size_t read_content(const char *facts, struct hearsay_span spans[CONTENT_MAX])
{
    char *object = sqlite3_mprintf("{%s}", facts ? facts : "");
    json_t *root = object ? json_loads(object, 0, NULL) : NULL;
    const json_t *content = json_object_get(root, "content");
    size_t n = 0;
    for (; n < json_array_size(content) && n < CONTENT_MAX; n++) {
        const json_t *pair = json_array_get(content, n);
        spans[n] = (struct hearsay_span){(uint32_t)json_integer_value(json_array_get(pair, 0)), (uint32_t)json_integer_value(json_array_get(pair, 1))};
    }
    json_decref(root);
    sqlite3_free(object);
    return n;
}

/* ---- hits ---- */

/* Where in the statement the words stand, if they stand in its content; else its beginning. */
static void find_inside(const struct hits *hits, const char *text, size_t n, struct hearsay_span hull, struct hearsay_span *where, size_t *byte)
{
    struct hearsay_span found;
    size_t at, end = *byte;
    for (uint32_t points = hull.end - hull.begin; end < n; end++)
        if ((text[end] & 0xC0) != 0x80 && points-- == 0)
            break;
    *where = hull;
    if (!hits->query || !place_find(text + *byte, end - *byte, hits->query, &found, &at))
        return;
    *where = (struct hearsay_span){hull.begin + found.begin, hull.begin + found.end};
    *byte += at;
}

enum hearsay_status hits_statement(struct hits *hits, struct buffer *out, int64_t statement)
{
    sqlite3_stmt *row = hits->statement;
    struct hearsay_span content[CONTENT_MAX], where;
    struct place place = {.n_marks = 0};
    if (!sql_bind(hits->file, row, "i", statement))
        return HEARSAY_IO;
    if (sql_next(row)) {
        const char *text = sql_string(row, 5);
        size_t n = (size_t)sqlite3_column_bytes(row, 5), byte = (size_t)sqlite3_column_int64(row, 9);
        struct hearsay_span hull = {(uint32_t)sqlite3_column_int64(row, 7), (uint32_t)sqlite3_column_int64(row, 8)};
        size_t n_content = read_content(sql_string(row, 10), content);
        byte = byte < n ? byte : n;
        find_inside(hits, text ? text : "", n, hull, &where, &byte);
        place_snippet(text ? text : "", n, where, byte, hits->query, content, n_content, &place);
        put_head(hits, out, row);
        buffer_printf(out, ", \"attribution\": %lld", (long long)sqlite3_column_int64(row, 6));
        put_place(out, hull, &place);
        put_statement(hits, out, row);
        buffer_puts(out, "}");
        buffer_release(&place.snippet);
    }
    return sqlite3_reset(row) == SQLITE_OK ? HEARSAY_OK : sql_failed(hits->file);
}

/* The innermost statement around the span; 0: none. */
static int64_t innermost(struct hits *hits, int64_t article, struct hearsay_span span)
{
    if (span_empty(span) || !sql_bind(hits->file, hits->innermost, "iii", article, (int64_t)span.begin, (int64_t)span.end))
        return 0;
    int64_t statement = sql_next(hits->innermost) ? sqlite3_column_int64(hits->innermost, 0) : 0;
    sqlite3_reset(hits->innermost);
    return statement;
}

enum hearsay_status hits_article(struct hits *hits, struct buffer *out, int64_t article)
{
    sqlite3_stmt *row = hits->article;
    struct hearsay_span span = {0, 0};
    struct place place = {.n_marks = 0};
    size_t byte = 0;
    if (!sql_bind(hits->file, row, "i", article))
        return HEARSAY_IO;
    if (sql_next(row)) {
        const char *text = sql_string(row, 5);
        size_t n = (size_t)sqlite3_column_bytes(row, 5);
        if (hits->query && text)
            place_find(text, n, hits->query, &span, &byte); /* nowhere: the words stand in the title */
        place_snippet(text ? text : "", n, span, byte, hits->query, NULL, 0, &place);
        int64_t statement = innermost(hits, article, span);
        bool said = statement && sql_bind(hits->file, hits->statement, "i", statement) && sql_next(hits->statement);
        put_head(hits, out, row);
        json_put_key(out, "attribution");
        if (said)
            buffer_printf(out, "%lld", (long long)sqlite3_column_int64(hits->statement, 6));
        else
            buffer_puts(out, "null");
        put_place(out, span, &place);
        if (said)
            put_statement(hits, out, hits->statement);
        else
            put_no_statement(out);
        buffer_puts(out, "}");
        buffer_release(&place.snippet);
    }
    return sqlite3_reset(row) == SQLITE_OK ? HEARSAY_OK : sql_failed(hits->file);
}
