/* What stands, what was undone, and the log of it all.
 *
 * An undoing is a decision that names another. It always comes later, so one walk from the last to the first tells what stands: a decision stands unless an
 * undoing that stands names it. An undoing can therefore be undone.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/json.h"
#include "store/store.h"

enum { DECISIONS_MAX = 1 << 24 };

static enum hearsay_status settle_all(struct hearsay_case *file)
{
    int64_t most = 0;
    enum hearsay_status status = sql_number(file, &most, "SELECT coalesce(max(decision), 0) FROM decided_decision", "");
    bool *undone = status == HEARSAY_OK && most < DECISIONS_MAX ? calloc((size_t)most + 1, sizeof *undone) : NULL;
    if (!undone)
        return status == HEARSAY_OK ? case_memory(file) : status;
    status = sql_run(file, "DELETE FROM derived_stands", "");
    sqlite3_stmt *all = sql_ask(file, "SELECT decision, coalesce(undoes, 0) FROM decided_decision ORDER BY decision DESC", "");
    while (status == HEARSAY_OK && sql_next(all)) {
        int64_t decision = sqlite3_column_int64(all, 0), undoes = sqlite3_column_int64(all, 1);
        if (decision < 0 || decision > most || undone[decision])
            continue;
        if (undoes > 0 && undoes < decision)
            undone[undoes] = true;
        status = sql_run(file, "INSERT INTO derived_stands VALUES (?)", "i", decision);
    }
    enum hearsay_status ended = sql_end(file, all);
    free(undone);
    return status == HEARSAY_OK ? ended : status;
}

/* What an undoing, or the undoing of one, is about in the end. */
static int64_t root_of(struct hearsay_case *file, int64_t decision)
{
    int64_t root = decision;
    sql_number(file, &root, "WITH RECURSIVE chain (d, undoes) AS (SELECT decision, undoes FROM decided_decision WHERE decision = ?"
                            " UNION ALL SELECT o.decision, o.undoes FROM decided_decision o JOIN chain c ON o.decision = c.undoes)"
                            " SELECT d FROM chain WHERE undoes IS NULL", "i", decision);
    return root;
}

/* A new decision stands: nothing can have undone it yet. Only an undoing changes what stands of the others. */
static enum hearsay_status settle(struct hearsay_case *file, int64_t decision, int64_t root)
{
    return decision == root ? sql_run(file, "INSERT INTO derived_stands VALUES (?)", "i", decision) : settle_all(file);
}

enum hearsay_status log_settle(struct hearsay_case *file, int64_t decision)
{
    int64_t root = root_of(file, decision), merges = 0;
    enum hearsay_status status = settle(file, decision, root);
    sqlite3_stmt *articles = sql_ask(file, "SELECT article FROM decided_bears WHERE decision = ?", "i", root);
    while (status == HEARSAY_OK && sql_next(articles))
        status = shelve_again(file, sqlite3_column_int64(articles, 0));
    enum hearsay_status ended = sql_end(file, articles);
    status = status == HEARSAY_OK ? ended : status;
    if (status == HEARSAY_OK)
        status = sql_number(file, &merges, "SELECT kind = 'merge' FROM decided_decision WHERE decision = ?", "i", root);
    return status == HEARSAY_OK && merges ? identity_merge(file) : status;
}

static enum hearsay_status undo(struct hearsay_case *file, int64_t decision, const char *who, const char *reason)
{
    int64_t there = 0, stands = 0, own;
    char now[32];
    enum hearsay_status status = HEARSAY_OK;
    if (decision == 0)
        status = sql_number(file, &decision, "SELECT max(decision) FROM derived_stands JOIN decided_decision USING (decision) WHERE kind <> 'undo'", "");
    if (status == HEARSAY_OK && decision == 0)
        return case_error(file, HEARSAY_NOTHING, "there is nothing to undo");
    if (status == HEARSAY_OK)
        status = sql_number(file, &there, "SELECT 1 FROM decided_decision WHERE decision = ?", "i", decision);
    if (status == HEARSAY_OK)
        status = sql_number(file, &stands, "SELECT 1 FROM derived_stands WHERE decision = ?", "i", decision);
    if (status != HEARSAY_OK)
        return status;
    if (!stands)
        return case_error(file, HEARSAY_ARGUMENT, there ? "decision %lld is undone already" : "there is no decision %lld", (long long)decision);
    store_now(now);
    struct decision one = {.kind = "undo", .undoes = decision, .correction = "{}", .who = who, .reason = reason ? reason : "", .made = now};
    return correct_insert(file, &one, NULL, &own);
}

enum hearsay_status hearsay_case_undo(struct hearsay_case *file, int64_t decision, const char *who, const char *reason)
{
    enum { MOST = 4096 };
    if (!who || !who[strspn(who, " \t\r\n")] || strlen(who) > MOST || (reason && strlen(reason) > MOST))
        return case_error(file, HEARSAY_ARGUMENT, "who undoes it must be told, in less than %d bytes, and so the reason", MOST);
    enum hearsay_status status = case_write(file);
    return status == HEARSAY_OK ? case_done(file, undo(file, decision, who, reason)) : status;
}

/* ---- the log ---- */

/* The fields of a correction as they were kept: its JSON without the braces. */
static void put_fields(struct buffer *out, const char *correction)
{
    size_t n = correction ? strlen(correction) : 0;
    if (n > 2) {
        buffer_puts(out, ", ");
        buffer_append(out, correction + 1, n - 2);
    }
}

static void put_decision(struct buffer *out, sqlite3_stmt *row)
{
    buffer_printf(out, "{\"decision\": %lld", (long long)sqlite3_column_int64(row, 0));
    key_column(out, "kind", row, 1);
    put_fields(out, sql_string(row, 2));
    key_number(out, "undoes", row, 3);
    key_column(out, "who", row, 4);
    key_column(out, "reason", row, 5);
    key_column(out, "made", row, 6);
    json_put_key(out, "stands");
    buffer_puts(out, sqlite3_column_int(row, 7) ? "true" : "false");
    key_number(out, "undone_by", row, 8);
    json_put_key(out, "applies");
    buffer_puts(out, sqlite3_column_int(row, 7) && sqlite3_column_int(row, 9) ? "true" : "false");
    key_column(out, "id", row, 10);
    buffer_puts(out, "}");
}

enum hearsay_status hearsay_case_log(struct hearsay_case *file, char **json, size_t *n)
{
    struct buffer out;
    buffer_init(&out, STORE_JSON_MAX);
    *json = NULL;
    sqlite3_stmt *rows = sql_ask(file,
        "SELECT d.decision, d.kind, d.correction, d.undoes, d.who, d.reason, d.made, s.decision IS NOT NULL,"
        " (SELECT u.decision FROM decided_decision u JOIN derived_stands us ON us.decision = u.decision WHERE u.undoes = d.decision),"
        " d.kind IN ('merge', 'not-same', 'undo') OR (SELECT count(*) FROM derived_applied a WHERE a.decision = d.decision) >= CASE WHEN d.kind IN ('same-question', 'not-opposed') THEN 2 ELSE 1 END,"
        " (SELECT a.id FROM decided_bears b JOIN read_article a ON a.article = b.article WHERE b.decision = d.decision ORDER BY a.article LIMIT 1)"
        " FROM decided_decision d LEFT JOIN derived_stands s ON s.decision = d.decision ORDER BY d.decision", "");
    buffer_puts(&out, "{\"decisions\": [");
    for (bool first = true; sql_next(rows); first = false) {
        buffer_puts(&out, first ? "" : ", ");
        put_decision(&out, rows);
    }
    buffer_puts(&out, "]}");
    return store_give(file, &out, sql_end(file, rows), json, n);
}
