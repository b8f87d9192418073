/* Accounts of the whole case: every record with its decisions, compared, and kept until something changes.
 *
 * What is kept hangs on a number that every article and every decision counts up. Articles are read in one look at the file, compared while others may
 * write, and the result is kept only if nothing came in meanwhile; it is right for what was looked at all the same.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

enum { LOOKS_ROUND_EVERY = 32 }; /* articles */

/* ---- the whole case in memory ---- */

/* Whether whoever asked still waits. */
static enum hearsay_status look_round(struct hearsay_case *file)
{
    return context_goes_on(file->context) ? HEARSAY_OK : case_error(file, HEARSAY_STOPPED, "nobody waits for it any more");
}

static enum hearsay_status load_numbers(struct hearsay_case *file, const int64_t *numbers, size_t n, struct whole *whole)
{
    enum hearsay_status status = HEARSAY_OK;
    whole->kept = calloc(n + 1, sizeof *whole->kept);
    whole->records = calloc(n + 1, sizeof *whole->records);
    if (!whole->kept || !whole->records)
        return case_memory(file);
    for (size_t i = 0; i < n && status == HEARSAY_OK; i++) {
        if (i % LOOKS_ROUND_EVERY == 0)
            status = look_round(file);
        if (status == HEARSAY_OK)
            status = kept_load(file, numbers[i], true, &whole->kept[i]);
        if (status == HEARSAY_OK)
            whole->records[whole->n++] = whole->kept[i].record;
    }
    return status;
}

static enum hearsay_status load(struct hearsay_case *file, const char *const *questions, size_t n_questions, struct whole *whole)
{
    int64_t *numbers;
    size_t n;
    whole->generation = case_generation(file);
    enum hearsay_status status = chosen_articles(file, questions, n_questions, &numbers, &n, &whole->n_all);
    if (status == HEARSAY_OK)
        status = load_numbers(file, numbers, n, whole);
    free(numbers);
    return status;
}

enum hearsay_status whole_load(struct hearsay_case *file, const char *const *questions, size_t n_questions, struct whole *whole)
{
    *whole = (struct whole){.generation = -1};
    arena_init(&whole->arena, 0);
    enum hearsay_status status = case_look(file);
    return status == HEARSAY_OK ? case_done(file, load(file, questions, n_questions, whole)) : status;
}

void whole_release(struct whole *whole)
{
    hearsay_accounts_free(whole->compared);
    for (size_t i = 0; i < whole->n; i++)
        kept_release(&whole->kept[i]);
    free(whole->kept);
    free(whole->records);
    arena_release(&whole->arena);
}

enum hearsay_status whole_compare(struct hearsay_case *file, const char *const *questions, size_t n, struct whole *whole)
{
    enum hearsay_status status = look_round(file);
    if (status != HEARSAY_OK)
        return status;
    status = hearsay_compare(file->context, whole->records, whole->n, questions, n, &whole->compared);
    if ((status != HEARSAY_OK && status != HEARSAY_NOTHING) || !whole->compared)
        return status == HEARSAY_OK ? case_memory(file) : status;
    enum hearsay_status applied = verdicts_apply(file, whole);
    return applied == HEARSAY_OK ? status : applied;
}

/* ---- JSON: the contract's, with the case's numbers in it ---- */

static void add_number(json_t *object, const char *key, json_int_t number)
{
    json_t *list = json_object_get(object, key);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_integer_value(json_array_get(list, i)) == number)
            return;
    json_array_append_new(list, json_integer(number));
}

static void add_claims(const struct whole *whole, const struct hearsay_question *question, json_t *claims)
{
    for (size_t i = 0; i < question->n_claims && i < json_array_size(claims); i++) {
        const struct hearsay_claim *claim = &question->claims[i];
        const struct kept *kept = &whole->kept[claim->article];
        json_t *object = json_array_get(claims, i);
        json_object_set_new(object, "case_article", json_integer(kept->article));
        json_object_set_new(object, "decided", json_array());
        for (size_t m = 0; m < kept->n_marks; m++)
            if (kept->marks[m].attribution == claim->attribution)
                add_number(object, "decided", kept->marks[m].decision);
    }
}

/* Decisions that two of a question's claims share were about the question. */
static void add_question(const json_t *claims, json_t *question)
{
    json_t *seen = json_object();
    json_object_set_new(question, "decided", json_array());
    for (size_t i = 0; i < json_array_size(claims); i++) {
        const json_t *decided = json_object_get(json_array_get(claims, i), "decided");
        for (size_t d = 0; d < json_array_size(decided); d++) {
            char key[32];
            json_int_t number = json_integer_value(json_array_get(decided, d));
            snprintf(key, sizeof key, "%lld", (long long)number);
            if (json_object_get(seen, key))
                add_number(question, "decided", number);
            json_object_set_new(seen, key, json_true());
        }
    }
    json_decref(seen);
}

static json_t *accounts_tree(const struct whole *whole)
{
    char *json;
    size_t n;
    if (hearsay_accounts_json(whole->accounts, &json, &n) != HEARSAY_OK)
        return NULL;
    json_t *root = json_loadb(json, n, 0, NULL);
    free(json);
    const json_t *articles = json_object_get(root, "articles"), *questions = json_object_get(root, "questions");
    for (size_t i = 0; i < whole->n && i < json_array_size(articles); i++)
        json_object_set_new(json_array_get(articles, i), "article", json_integer(whole->kept[i].article));
    for (size_t i = 0; i < whole->accounts->n_questions && i < json_array_size(questions); i++) {
        json_t *question = json_array_get(questions, i), *claims = json_object_get(question, "claims");
        add_claims(whole, &whole->accounts->questions[i], claims);
        add_question(claims, question);
    }
    if (whole->accounts->asked && whole->n < whole->n_all)
        json_object_set_new(root, "chosen", json_pack("{s:I, s:I}", "articles", (json_int_t)whole->n, "of", (json_int_t)whole->n_all));
    return root;
}

/* ---- keeping ---- */

static enum hearsay_status keep_changed(struct hearsay_case *file, const json_t *question)
{
    const json_t *claims = json_object_get(question, "claims"), *relations = json_object_get(question, "relations");
    enum hearsay_status status = HEARSAY_OK;
    for (size_t i = 0; i < json_array_size(relations) && status == HEARSAY_OK; i++) {
        const json_t *one = json_array_get(relations, i);
        const char *kind = json_string_value(json_object_get(one, "kind"));
        json_t *from = json_array_get(claims, (size_t)json_integer_value(json_object_get(one, "from")));
        json_t *to = json_array_get(claims, (size_t)json_integer_value(json_object_get(one, "to")));
        const char *name = json_string_value(json_object_get(from, "speaker"));
        int64_t speaker = kind && strcmp(kind, "changed") == 0 && name ? identity_find(file, name, true) : 0;
        if (!speaker)
            continue;
        json_t *change = json_pack("{s:O, s:O, s:O, s:O, s:O, s:O}", "question", json_object_get(question, "text"), "from", from, "to", to, "basis",
                                   json_object_get(one, "basis"), "why", json_object_get(one, "why"), "confidence", json_object_get(one, "confidence"));
        char *text = change ? json_dumps(change, JSON_REAL_PRECISION(4)) : NULL;
        status = text ? sql_run(file, "INSERT INTO derived_changed VALUES (?, ?)", "is", speaker, text) : case_memory(file);
        free(text);
        json_decref(change);
    }
    return status;
}

/* By whom the accounts that are kept were made: by other rules, or with the trained judge or without, they are others. */
static const char *kept_name(const struct hearsay_case *file)
{
    return file->context && judge_is_there(file->context) ? ACCOUNTS_KEPT " judged" : ACCOUNTS_KEPT;
}

static enum hearsay_status keep_rows(struct hearsay_case *file, const struct whole *whole, const json_t *root, const char *json)
{
    const json_t *questions = json_object_get(root, "questions");
    enum hearsay_status status = sql_run(file, "DELETE FROM derived_kept WHERE " ACCOUNTS_KEPT_ANY, "");
    if (status == HEARSAY_OK)
        status = sql_run(file, "INSERT INTO derived_kept VALUES (?, ?, ?)", "sis", kept_name(file), whole->generation, json);
    if (status == HEARSAY_OK)
        status = sql_run(file, "DELETE FROM derived_origin", "");
    if (status == HEARSAY_OK)
        status = sql_run(file, "DELETE FROM derived_changed", "");
    for (size_t i = 0; i < whole->n && status == HEARSAY_OK; i++)
        status = sql_run(file, "INSERT INTO derived_origin VALUES (?, ?)", "ii", whole->kept[i].article, (int64_t)whole->accounts->origins[i]);
    for (size_t i = 0; i < json_array_size(questions) && status == HEARSAY_OK; i++)
        status = keep_changed(file, json_array_get(questions, i));
    return status;
}

/* Not to be able to keep it is no failure: it was worked out all the same. */
static void keep(struct hearsay_case *file, const struct whole *whole, const json_t *root, const char *json)
{
    struct error words = file->context->error;
    if (!file->read_only && case_write(file) == HEARSAY_OK)
        case_done(file, case_generation(file) == whole->generation ? keep_rows(file, whole, root, json) : HEARSAY_OK);
    file->context->error = words;
}

void whole_keep(struct hearsay_case *file, const struct whole *whole)
{
    json_t *root = accounts_tree(whole);
    char *json = root ? json_dumps(root, JSON_REAL_PRECISION(4)) : NULL;
    if (json)
        keep(file, whole, root, json);
    free(json);
    json_decref(root);
}

static enum hearsay_status kept_accounts(struct hearsay_case *file, char **json, size_t *n)
{
    sqlite3_stmt *row = sql_ask(file, "SELECT json FROM derived_kept WHERE name = ? AND generation = (SELECT value FROM case_about WHERE name = 'generation')", "s",
                                kept_name(file));
    bool memory = true;
    if (sql_next(row)) {
        size_t length = (size_t)sqlite3_column_bytes(row, 0);
        *json = sqlite3_column_text(row, 0) ? strndup(sql_string(row, 0), length) : NULL;
        memory = *json != NULL;
        if (n)
            *n = length;
    }
    enum hearsay_status status = sql_end(file, row);
    return status == HEARSAY_OK && !memory ? case_memory(file) : status;
}

static bool says_nothing(const char *json)
{
    static const char EMPTY[] = "\"questions\": []";
    return strstr(json, EMPTY) != NULL;
}

static enum hearsay_status work_out(struct hearsay_case *file, const char *const *questions, size_t n_questions, char **json)
{
    struct whole whole;
    enum hearsay_status status = whole_load(file, questions, n_questions, &whole);
    if (status == HEARSAY_OK)
        status = whole_compare(file, questions, n_questions, &whole);
    if (status == HEARSAY_OK || status == HEARSAY_NOTHING) {
        json_t *root = accounts_tree(&whole);
        *json = root ? json_dumps(root, JSON_REAL_PRECISION(4)) : NULL;
        if (!*json)
            status = case_memory(file);
        else if (!n_questions)
            keep(file, &whole, root, *json);
        json_decref(root);
    }
    whole_release(&whole);
    return status;
}

enum hearsay_status hearsay_case_accounts(struct hearsay_case *file, const char *const *questions, size_t n_questions, char **json, size_t *n)
{
    *json = NULL;
    enum hearsay_status status = n_questions ? HEARSAY_OK : kept_accounts(file, json, n);
    if (status != HEARSAY_OK)
        return status;
    if (*json)
        return says_nothing(*json) ? case_error(file, HEARSAY_NOTHING, "no statements of the articles meet") : HEARSAY_OK;
    status = work_out(file, questions, n_questions, json);
    if (*json && n)
        *n = strlen(*json);
    return status;
}

enum hearsay_status hearsay_case_export(struct hearsay_case *file, enum hearsay_export format, char **out, size_t *n)
{
    struct whole whole;
    bool compared = format == HEARSAY_EXPORT_HTML || format == HEARSAY_EXPORT_STIX || format == HEARSAY_EXPORT_FTM || format == HEARSAY_EXPORT_WEBANNOTATION;
    *out = NULL;
    enum hearsay_status status = whole_load(file, NULL, 0, &whole);
    if (status == HEARSAY_OK && whole.n == 0)
        status = case_error(file, HEARSAY_NOTHING, "no article in this case");
    if (status == HEARSAY_OK && compared)
        status = whole_compare(file, NULL, 0, &whole);
    if (status == HEARSAY_OK || (status == HEARSAY_NOTHING && whole.accounts))
        status = hearsay_export(file->context, format, whole.records, whole.n, whole.accounts, out, n);
    whole_release(&whole);
    return status;
}
