/* A small case in a folder of its own, made of records written here, so that no weights are needed; and what tests ask of it. */
#ifndef TESTS_UNIT_STORE_DESK_H
#define TESTS_UNIT_STORE_DESK_H

#include "check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compare_story.h"
#include "store/store.h"

enum { FILLER = 1, A, B, C, N_ARTICLES = C };

struct desk {
    char folder[64], path[96], lines[96];
    struct hearsay *context; /* without weights: a case needs none to be asked */
    struct hearsay_case *file;
    struct story story;
};

static inline void build(struct story *story)
{
    static const char *const LINES[] = {"the harvest was late this year", "ferries run on Sundays again", "the choir won a prize in spring"};
    story_open(story);
    struct story_article *filler = story_article(story, "The Filler", "2024-05-01");
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        story_say(filler, "Emil Frost", "said", LINES[i]);
    story_say(story_article(story, "A", "2024-05-02"), "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(story_article(story, "B", "2024-05-03T10:00:00Z"), "Carl Dorn", "said", "Maren did not accept the offer of the port");
    struct story_article *c = story_article(story, "C", NULL);
    c->record.title = "Ferry \"Ilse\" & pier";
    story_say(c, "A. Berg", "said", "the ferry sank near the pier on Monday");
    c->statements[0].naming = HEARSAY_NAMING_ROLE;
    c->statements[0].when = "2024-04-29";
}

static inline void write_lines(const struct story *story, const char *path)
{
    FILE *to = fopen(path, "w");
    assert_non_null(to);
    for (size_t i = 0; i < story->n; i++) {
        char *json;
        assert_int_equal(hearsay_record_json(story->records[i], &json, NULL), HEARSAY_OK);
        fprintf(to, "%s\n", json);
        free(json);
    }
    fclose(to);
}

static inline int open_desk(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    struct hearsay_added added;
    strcpy(desk->folder, "/tmp/hearsay-store-XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    snprintf(desk->path, sizeof desk->path, "%s/s.case", desk->folder);
    snprintf(desk->lines, sizeof desk->lines, "%s/s.jsonl", desk->folder);
    assert_int_equal(hearsay_new(&(struct hearsay_options){.model = "/nowhere", .n_threads = 1}, &desk->context), HEARSAY_MODEL);
    build(&desk->story);
    write_lines(&desk->story, desk->lines);
    assert_int_equal(hearsay_case_open(desk->context, desk->path, HEARSAY_CASE_CREATE, &desk->file), HEARSAY_OK);
    assert_int_equal(hearsay_case_import(desk->file, desk->lines, &added), HEARSAY_OK);
    assert_int_equal(added.added, N_ARTICLES);
    *state = desk;
    return 0;
}

static inline int close_desk(void **state)
{
    struct desk *desk = *state;
    char command[128];
    hearsay_case_close(desk->file);
    hearsay_free(desk->context);
    story_close(&desk->story);
    snprintf(command, sizeof command, "rm -rf '%s'", desk->folder);
    assert_int_equal(system(command), 0);
    free(desk);
    return 0;
}

/* ---- asking ---- */

static inline json_t *tree(char *json)
{
    json_t *root = json ? json_loads(json, 0, NULL) : NULL;
    assert_non_null(root);
    free(json);
    return root;
}

static inline size_t size_and_drop(json_t *root, const char *key)
{
    size_t n = json_array_size(json_object_get(root, key));
    json_decref(root);
    return n;
}

static inline json_t *found(struct desk *desk, struct hearsay_search search, enum hearsay_status wanted)
{
    char *json;
    size_t n;
    assert_int_equal(hearsay_case_search(desk->file, &search, &json, &n), wanted);
    assert_int_equal(n, strlen(json));
    return tree(json);
}

static inline size_t hits(struct desk *desk, struct hearsay_search search)
{
    char *json = NULL;
    enum hearsay_status status = hearsay_case_search(desk->file, &search, &json, NULL);
    assert_true(status == HEARSAY_OK || status == HEARSAY_NOTHING);
    json_t *root = tree(json);
    size_t total = (size_t)json_integer_value(json_object_get(root, "total"));
    assert_int_equal(total > 0, status == HEARSAY_OK);
    assert_int_equal(size_and_drop(root, "hits"), total);
    return total;
}

#define HITS(...) hits(desk, (struct hearsay_search){__VA_ARGS__})

/* How much somebody says; 0: nobody of the name. */
static inline size_t says(struct desk *desk, const char *name)
{
    char *json;
    if (hearsay_case_speaker(desk->file, name, &json, NULL) != HEARSAY_OK)
        return 0;
    json_t *root = tree(json);
    assert_int_equal(json_integer_value(json_object_get(root, "total")), json_array_size(json_object_get(root, "statements")));
    return size_and_drop(root, "statements");
}

static inline json_t *article(struct desk *desk, int64_t number)
{
    char *json;
    assert_int_equal(hearsay_case_article(desk->file, number, &json, NULL), HEARSAY_OK);
    return tree(json);
}

static inline int64_t correct(struct desk *desk, const char *fields)
{
    char correction[512];
    int64_t decision = 0;
    snprintf(correction, sizeof correction, "{%s, \"who\": \"me\", \"reason\": \"I know\"}", fields);
    enum hearsay_status status = hearsay_case_correct(desk->file, correction, &decision);
    if (status != HEARSAY_OK)
        fail_msg("%s: %s", fields, hearsay_message(desk->context));
    return decision;
}

static inline void undo(struct desk *desk, int64_t decision)
{
    if (hearsay_case_undo(desk->file, decision, "me", "no") != HEARSAY_OK)
        fail_msg("%s", hearsay_message(desk->context));
}

static inline json_t *decisions(struct desk *desk)
{
    char *json;
    assert_int_equal(hearsay_case_log(desk->file, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json), *list = json_incref(json_object_get(root, "decisions"));
    json_decref(root);
    return list;
}

static inline bool decision_has(struct desk *desk, int64_t decision, const char *key)
{
    json_t *all = decisions(desk);
    bool has = json_is_true(json_object_get(json_array_get(all, (size_t)decision - 1), key));
    json_decref(all);
    return has;
}

/* How many relations of the kind the accounts have. */
static inline size_t relations(struct desk *desk, const char *kind)
{
    char *json;
    enum hearsay_status status = hearsay_case_accounts(desk->file, NULL, 0, &json, NULL);
    assert_true(status == HEARSAY_OK || status == HEARSAY_NOTHING);
    json_t *root = tree(json), *question, *relation;
    size_t n = 0, q, r;
    json_array_foreach (json_object_get(root, "questions"), q, question)
        json_array_foreach (json_object_get(question, "relations"), r, relation)
            n += strcmp(json_string_value(json_object_get(relation, "kind")), kind) == 0;
    json_decref(root);
    return n;
}

static inline int64_t kept_generation(struct desk *desk)
{
    int64_t generation = -1;
    assert_int_equal(sql_number(desk->file, &generation, "SELECT generation FROM derived_kept", ""), HEARSAY_OK);
    return generation;
}

#define SIGNED "{\"who\": \"me\", \"reason\": \"r\", "
#define WITH_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)

#endif
