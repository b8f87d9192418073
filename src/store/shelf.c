/* The articles of a case, and one of them. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/json.h"
#include "store/store.h"

enum hearsay_status hearsay_case_articles(struct hearsay_case *file, unsigned limit, unsigned offset, char **json, size_t *n)
{
    struct buffer out;
    int64_t total = 0;
    bool first = true;
    *json = NULL;
    buffer_init(&out, STORE_JSON_MAX);
    limit = !limit ? STORE_LIMIT_USUAL : limit > STORE_LIMIT_MAX ? STORE_LIMIT_MAX : limit;
    enum hearsay_status status = case_look(file);
    if (status != HEARSAY_OK)
        return status;
    status = sql_number(file, &total, "SELECT count(*) FROM derived_shelf", "");
    sqlite3_stmt *rows = sql_ask(file,
        "SELECT a.article, a.id, a.title, a.outlet, a.published, a.url, a.byline, a.input, a.added, s.n_attributions,"
        " CASE WHEN (SELECT generation FROM derived_kept WHERE " ACCOUNTS_KEPT_ANY ") = (SELECT value FROM case_about WHERE name = 'generation') THEN o.origin END"
        " FROM derived_shelf s JOIN read_article a USING (article) LEFT JOIN derived_origin o USING (article) ORDER BY a.article LIMIT ? OFFSET ?", "ii", (int64_t)limit, (int64_t)offset);
    static const char *const KEYS[] = {"id", "title", "outlet", "published", "url", "byline", "input", "added"};
    buffer_printf(&out, "{\"total\": %lld, \"articles\": [", (long long)total);
    for (; sql_next(rows); first = false) {
        buffer_printf(&out, "%s{\"article\": %lld", first ? "" : ", ", (long long)sqlite3_column_int64(rows, 0));
        for (int i = 0; i < 8; i++)
            key_column(&out, KEYS[i], rows, i + 1);
        key_number(&out, "attributions", rows, 9);
        key_number(&out, "origin", rows, 10);
        buffer_puts(&out, "}");
    }
    buffer_puts(&out, "]}");
    enum hearsay_status ended = sql_end(file, rows);
    status = status == HEARSAY_OK ? ended : status;
    if (status == HEARSAY_OK && first)
        status = case_error(file, HEARSAY_NOTHING, total ? "no more articles" : "no article in this case");
    return store_give(file, &out, case_done(file, status), json, n);
}

/* ---- one article ---- */

static json_t *tree_of(const struct hearsay_record *record)
{
    char *json;
    size_t n;
    if (hearsay_record_json(record, &json, &n) != HEARSAY_OK)
        return NULL;
    json_t *root = json_loadb(json, n, 0, NULL);
    free(json);
    return root;
}

static void add_decided(json_t *attributions, const struct kept *kept)
{
    size_t i;
    json_t *one;
    json_array_foreach (attributions, i, one)
        json_object_set_new(one, "decided", json_array());
    for (i = 0; i < kept->n_marks; i++)
        if (kept->marks[i].attribution != HEARSAY_NONE)
            json_array_append_new(json_object_get(json_array_get(attributions, (size_t)kept->marks[i].attribution), "decided"), json_integer(kept->marks[i].decision));
}

/* What was struck, written as a record of its own would have it. */
static json_t *struck_tree(const struct kept *kept)
{
    struct hearsay_record record = *kept->record;
    struct hearsay_attribution *all = calloc(kept->n_struck + 1, sizeof *all);
    for (size_t i = 0; all && i < kept->n_struck; i++)
        all[i] = kept->struck[i].attribution;
    record.attributions = all;
    record.n_attributions = all ? kept->n_struck : 0;
    record.text = "";
    record.n_bytes = 0;
    json_t *root = all ? tree_of(&record) : NULL, *struck = json_incref(json_object_get(root, "attributions"));
    free(all);
    json_decref(root);
    for (size_t i = 0; i < json_array_size(struck); i++)
        json_object_set_new(json_array_get(struck, i), "decided", json_pack("[I]", (json_int_t)kept->struck[i].decision));
    return struck ? struck : json_array();
}

enum hearsay_status hearsay_case_article(struct hearsay_case *file, int64_t article, char **json, size_t *n)
{
    struct kept kept;
    *json = NULL;
    enum hearsay_status status = case_look(file);
    if (status == HEARSAY_OK)
        status = case_done(file, kept_load(file, article, true, &kept));
    if (status != HEARSAY_OK)
        return status;
    json_t *root = tree_of(kept.record);
    add_decided(json_object_get(root, "attributions"), &kept);
    json_object_set_new(root, "article", json_integer(article));
    json_object_set_new(root, "added", json_string(kept.added));
    json_object_set_new(root, "model", json_string(kept.model));
    json_object_set_new(root, "rules", json_integer(kept.rules));
    json_object_set_new(root, "struck", struck_tree(&kept));
    *json = root ? json_dumps(root, JSON_REAL_PRECISION(4)) : NULL;
    json_decref(root);
    kept_release(&kept);
    if (*json && n)
        *n = strlen(*json);
    return *json ? HEARSAY_OK : case_memory(file);
}
