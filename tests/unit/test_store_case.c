/* The calls of the case file: what is asked of it, and what is decided. */
#include "store_desk.h"

#include <string.h>

static void test_known_again(void **state)
{
    struct desk *desk = *state;
    struct hearsay_added added;
    assert_int_equal(hearsay_case_import(desk->file, desk->lines, &added), HEARSAY_OK);
    assert_int_equal(added.added, 0);
    assert_int_equal(added.known, N_ARTICLES);
    int64_t number = 0;
    assert_int_equal(sql_number(desk->file, &number, "SELECT count(*) FROM derived_statement", ""), HEARSAY_OK);
    assert_int_equal(number, 6);
}

static void test_search(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(HITS(.words = "ferry"), 1);
    assert_int_equal(HITS(.words = "FERRY sank"), 1);
    assert_int_equal(HITS(.words = "\"ferry sank\""), 1);
    assert_int_equal(HITS(.words = "\"sank ferry\""), 0);
    assert_int_equal(HITS(.words = "ferr*"), 2);
    assert_int_equal(HITS(.words = "port"), 2);
    assert_int_equal(HITS(.words = "port", .outlet = "a"), 1);
    assert_int_equal(HITS(.words = "harvest", .outlet = "filler"), 1);
    assert_int_equal(HITS(.words = "Ilse"), 1);                         /* in the title */
    assert_int_equal(HITS(.words = "Ilse", .speaker = "A. Berg"), 0);   /* not in what was said */
    assert_int_equal(HITS(.speaker = "emil FROST"), 3);
    assert_int_equal(HITS(.words = "prize", .speaker = "Frost"), 1);
    assert_int_equal(HITS(.naming = "role"), 1);
    assert_int_equal(HITS(.form = "indirect"), 6);
    assert_int_equal(HITS(.access = "in-room"), 0);
    assert_int_equal(HITS(.after = "2024-05-02"), 2);
    assert_int_equal(HITS(.after = "2024-05-02", .before = "2024-05-02"), 1);
    json_t *root = found(desk, (struct hearsay_search){.words = "sank"}, HEARSAY_OK), *hit = json_array_get(json_object_get(root, "hits"), 0);
    const char *snippet = json_string_value(json_object_get(hit, "snippet"));
    json_t *mark = json_array_get(json_object_get(hit, "marks"), 0);
    assert_int_equal(strncmp(snippet + json_integer_value(json_array_get(mark, 0)), "sank", 4), 0);
    assert_string_equal(json_string_value(json_object_get(hit, "speaker")), "A. Berg");
    json_decref(root);
}

static void test_search_literal(void **state)
{
    static const char *const NOTHING[] = {"AND", "ferry AND sank", "ferry OR zebra", "ferry NOT zebra", "NEAR(ferry sank)", "words:ferry", "title : ferry", "zebra OR 1=1",
                                          "ferry' OR '1'='1", "\"", "\"\"", "\"\"\"", "*", "^", "()", "-", "\xFF\xFE", "%", "_", "fer%", "\xED\xA0\x80"};
    static const char *const FOUND[] = {"^ferry", "+ferry", "-ferry", "ferry)", "(ferry", "\"ferry", "ferry\"", "ferry\"\"sank", "fer*", "{ferry}", "ferry;", "\xFF""ferry", "f\xC3\xA9rry"};
    struct desk *desk = *state;
    char *json, *long_word = malloc(10 << 20);
    for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++)
        if (HITS(.words = NOTHING[i]))
            fail_msg("'%s' found something", NOTHING[i]);
    for (size_t i = 0; i < sizeof FOUND / sizeof *FOUND; i++)
        if (!HITS(.words = FOUND[i]))
            fail_msg("'%s' found nothing", FOUND[i]);
    for (size_t i = 0; i < sizeof NOTHING / sizeof *NOTHING; i++) /* in every field that is a text of one's own */
        assert_int_equal(hits(desk, (struct hearsay_search){.outlet = NOTHING[i][0] ? NOTHING[i] : "x", .words = "ferry"}), 0);
    memset(long_word, 'a', (10 << 20) - 1);
    long_word[(10 << 20) - 1] = 0;
    assert_int_equal(hearsay_case_search(desk->file, &(struct hearsay_search){.words = long_word}, &json, NULL), HEARSAY_TOO_LARGE);
    assert_null(json);
    long_word[4000] = 0;
    assert_int_equal(HITS(.words = long_word), 0);
    assert_int_equal(HITS(.speaker = long_word), 0);
    free(long_word);
}

static void test_search_refused(void **state)
{
    static const struct hearsay_search BAD[] = {{.after = "yesterday"}, {.after = "2024-05-02x"}, {.before = ""}, {.naming = "famous"}, {.access = ""}, {.form = "loud"}};
    struct desk *desk = *state;
    char *json;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        assert_int_equal(hearsay_case_search(desk->file, &BAD[i], &json, NULL), HEARSAY_ARGUMENT);
        assert_null(json);
        assert_true(hearsay_message(desk->context)[0]);
    }
    json_decref(found(desk, (struct hearsay_search){.speaker = "Nobody Else"}, HEARSAY_NOTHING));
    json_t *page = found(desk, (struct hearsay_search){.limit = 2, .offset = 5}, HEARSAY_OK);
    assert_int_equal(json_integer_value(json_object_get(page, "total")), 6);
    assert_int_equal(size_and_drop(page, "hits"), 1);
}

static void test_speaker(void **state)
{
    struct desk *desk = *state;
    char *json;
    assert_int_equal(says(desk, "anna berg"), 1);
    assert_int_equal(says(desk, "Frost"), 3);
    assert_int_equal(says(desk, "Nobody"), 0);
    assert_int_equal(says(desk, ""), 0);
    assert_int_equal(hearsay_case_speaker(desk->file, NULL, &json, NULL), HEARSAY_NOTHING);
    assert_int_equal(hearsay_case_speaker(desk->file, "Berg", &json, NULL), HEARSAY_OK);
    json_t *root = tree(json);
    assert_true(json_is_null(json_object_get(root, "changed"))); /* the accounts were never worked out */
    assert_int_equal(size_and_drop(root, "others"), 1);
    assert_int_equal(hearsay_case_speakers(desk->file, &json, NULL), HEARSAY_OK);
    root = tree(json);
    assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(root, "speakers"), 0), "name")), "Emil Frost");
    assert_int_equal(size_and_drop(root, "speakers"), 4);
}

static void test_timeline(void **state)
{
    struct desk *desk = *state;
    char *json;
    assert_int_equal(hearsay_case_timeline(desk->file, &(struct hearsay_search){0}, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json), *entries = json_object_get(root, "entries"), *first = json_array_get(entries, 0), *last = json_array_get(entries, 5);
    assert_int_equal(json_array_size(entries), 6);
    assert_string_equal(json_string_value(json_object_get(first, "said")), "2024-04-29");
    assert_string_equal(json_string_value(json_object_get(first, "speaker")), "A. Berg");
    assert_string_equal(json_string_value(json_object_get(last, "speaker")), "Carl Dorn");
    json_decref(root);
}

static void test_articles(void **state)
{
    struct desk *desk = *state;
    char *json;
    assert_int_equal(hearsay_case_articles(desk->file, 2, 1, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json), *first = json_array_get(json_object_get(root, "articles"), 0);
    assert_int_equal(json_integer_value(json_object_get(first, "article")), A);
    assert_true(json_is_null(json_object_get(first, "origin")));
    assert_int_equal(size_and_drop(root, "articles"), 2);
    assert_int_equal(hearsay_case_articles(desk->file, 2, 99, &json, NULL), HEARSAY_NOTHING);
    free(json);
    assert_int_equal(hearsay_case_article(desk->file, 99, &json, NULL), HEARSAY_NOTHING);
    assert_null(json);
}

static void test_speaker_corrected(void **state)
{
    static const char EVE[] = "\"kind\": \"speaker\", \"article\": 2, \"attribution\": 0, \"speaker\": \"Eve Fox\"";
    struct desk *desk = *state;
    assert_int_equal(correct(desk, EVE), 1);
    assert_int_equal(says(desk, "Eve Fox"), 1);
    assert_int_equal(says(desk, "Anna Berg"), 0);
    assert_int_equal(HITS(.speaker = "Eve Fox"), 1);
    assert_int_equal(correct(desk, EVE), 1); /* the same is one decision */
    undo(desk, 1);
    assert_int_equal(says(desk, "Anna Berg"), 1);
    assert_int_equal(says(desk, "Eve Fox"), 0);
    assert_false(decision_has(desk, 1, "stands"));
    undo(desk, 2); /* the undoing */
    assert_int_equal(says(desk, "Eve Fox"), 1);
    assert_true(decision_has(desk, 1, "stands"));
    assert_true(decision_has(desk, 1, "applies"));
    undo(desk, 0);
    assert_int_equal(says(desk, "Anna Berg"), 1);
    assert_int_equal(hearsay_case_undo(desk->file, 0, "me", "no"), HEARSAY_NOTHING);
    assert_int_equal(hearsay_case_undo(desk->file, 1, "me", "no"), HEARSAY_ARGUMENT);
    assert_int_equal(hearsay_case_undo(desk->file, 9, "me", "no"), HEARSAY_ARGUMENT);
    assert_int_equal(hearsay_case_undo(desk->file, 3, " ", "no"), HEARSAY_ARGUMENT);
    correct(desk, "\"kind\": \"speaker\", \"article\": 2, \"attribution\": 0, \"speaker\": null");
    assert_int_equal(says(desk, "Anna Berg"), 0);
    json_t *all = decisions(desk); /* nothing ever leaves it */
    assert_int_equal(json_array_size(all), 5);
    json_decref(all);
}

static void test_strike(void **state)
{
    struct desk *desk = *state;
    int64_t decision = correct(desk, "\"kind\": \"not-attribution\", \"article\": 1, \"attribution\": 1");
    json_t *root = article(desk, FILLER);
    assert_int_equal(json_array_size(json_object_get(root, "attributions")), 2);
    assert_int_equal(size_and_drop(root, "struck"), 1);
    assert_int_equal(says(desk, "Emil Frost"), 2);
    assert_int_equal(HITS(.words = "Sundays", .speaker = "Frost"), 0);
    assert_int_equal(HITS(.words = "Sundays"), 1); /* the article is there all the same */
    undo(desk, decision);
    assert_int_equal(says(desk, "Emil Frost"), 3);
    assert_int_equal(size_and_drop(article(desk, FILLER), "attributions"), 3);
}

static void test_merge_and_split(void **state)
{
    struct desk *desk = *state;
    int64_t merge = correct(desk, "\"kind\": \"merge\", \"speaker\": \"A. Berg\", \"into\": \"Anna Berg\"");
    assert_int_equal(says(desk, "Anna Berg"), 2);
    assert_int_equal(says(desk, "A. Berg"), 2);
    int64_t split = correct(desk, "\"kind\": \"split\", \"speaker\": \"Anna Berg\", \"into\": \"Anna Berg (judge)\", \"articles\": [2]");
    assert_int_equal(says(desk, "Anna Berg (judge)"), 1);
    assert_int_equal(says(desk, "Anna Berg"), 1);
    undo(desk, split);
    assert_int_equal(says(desk, "Anna Berg"), 2);
    undo(desk, merge);
    assert_int_equal(says(desk, "Anna Berg"), 1);
    assert_int_equal(says(desk, "A. Berg"), 1);
}

static void test_questions(void **state)
{
    static const char PLACES[] = "\"places\": [{\"article\": 2, \"attribution\": 0}, {\"article\": 3, \"attribution\": 0}]";
    struct desk *desk = *state;
    char fields[256], *json;
    size_t opposed = relations(desk, "opposes");
    assert_true(opposed > 0);
    snprintf(fields, sizeof fields, "\"kind\": \"not-opposed\", %s", PLACES);
    int64_t decision = correct(desk, fields);
    assert_int_equal(relations(desk, "opposes"), opposed - 1);
    assert_true(decision_has(desk, decision, "applies"));
    undo(desk, decision);
    assert_int_equal(relations(desk, "opposes"), opposed);
    correct(desk, "\"kind\": \"same-question\", \"places\": [{\"article\": 2, \"attribution\": 0}, {\"article\": 4, \"attribution\": 0}]");
    assert_int_equal(hearsay_case_accounts(desk->file, NULL, 0, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json), *claims = json_object_get(json_array_get(json_object_get(root, "questions"), 0), "claims"), *claim;
    size_t i, from_c = 0;
    json_array_foreach (claims, i, claim)
        from_c += json_integer_value(json_object_get(claim, "case_article")) == C;
    assert_int_equal(from_c, 1);
    json_decref(root);
}

static bool goes_on(void *user)
{
    return (*(int *)user)++ < 1;
}

/* Nobody waits any more: the work ends, and the next who asks has it all the same. */
static void test_abandoned(void **state)
{
    static const char *const QUESTION = "Did Maren accept the offer of the port?";
    struct desk *desk = *state;
    char *json = NULL;
    int asked = 0;
    desk->context->goes_on = goes_on;
    desk->context->goes_on_user = &asked;
    assert_int_equal(hearsay_case_accounts(desk->file, &QUESTION, 1, &json, NULL), HEARSAY_STOPPED);
    assert_null(json);
    assert_int_equal(asked, 2); /* when it began to read, and before it compared */
    assert_int_equal(hearsay_case_accounts(desk->file, NULL, 0, &json, NULL), HEARSAY_STOPPED);
    assert_int_equal(hearsay_case_export(desk->file, HEARSAY_EXPORT_CSV, &json, NULL), HEARSAY_STOPPED);
    desk->context->goes_on = NULL;
    assert_int_equal(hearsay_case_accounts(desk->file, &QUESTION, 1, &json, NULL), HEARSAY_OK);
    free(json);
}

static void test_refused(void **state)
{
    static const char *const BAD[] = {
        "", "[]", "{}", "{\"kind\": \"praise\"}", "{\"kind\": 3}", "{\"kind\": \"speaker\", \"article\": 2, \"attribution\": 0, \"speaker\": \"X\"}",
        "{\"who\": \"me\", \"reason\": \" \", \"kind\": \"not-attribution\", \"article\": 2, \"attribution\": 0}",
        SIGNED "\"kind\": \"speaker\", \"article\": 99, \"attribution\": 0, \"speaker\": \"X\"}", SIGNED "\"kind\": \"speaker\", \"article\": 2, \"attribution\": 7, \"speaker\": \"X\"}",
        SIGNED "\"kind\": \"speaker\", \"article\": 2, \"attribution\": -1, \"speaker\": \"X\"}", SIGNED "\"kind\": \"speaker\", \"article\": 2, \"attribution\": 0}",
        SIGNED "\"kind\": \"speaker\", \"article\": 2, \"attribution\": 0, \"speaker\": \"...\"}", SIGNED "\"kind\": \"speaker\", \"article\": 2, \"content\": [9, 2], \"speaker\": \"X\"}",
        SIGNED "\"kind\": \"speaker\", \"article\": 2, \"content\": [0, 99999], \"speaker\": \"X\"}", SIGNED "\"kind\": \"speaker\", \"article\": \"2\", \"attribution\": 0, \"speaker\": \"X\"}",
        SIGNED "\"kind\": \"merge\", \"speaker\": \"Nobody\", \"into\": \"Anna Berg\"}", SIGNED "\"kind\": \"merge\", \"speaker\": \"Anna Berg\", \"into\": \"anna berg\"}",
        SIGNED "\"kind\": \"split\", \"speaker\": \"Anna Berg\", \"into\": \"X\", \"articles\": []}", SIGNED "\"kind\": \"split\", \"speaker\": \"Anna Berg\", \"into\": \"X\", \"articles\": [1]}",
        SIGNED "\"kind\": \"not-opposed\", \"places\": [{\"article\": 2, \"attribution\": 0}]}",
        SIGNED "\"kind\": \"not-opposed\", \"places\": [{\"article\": 2, \"attribution\": 0}, {\"article\": 2, \"attribution\": 0}]}"};
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        if (hearsay_case_correct(desk->file, BAD[i], NULL) != HEARSAY_ARGUMENT)
            fail_msg("%s", BAD[i]);
        assert_true(hearsay_message(desk->context)[0]);
    }
    assert_int_equal(hearsay_case_correct(desk->file, NULL, NULL), HEARSAY_ARGUMENT);
    json_t *all = decisions(desk);
    assert_int_equal(json_array_size(all), 0);
    json_decref(all);
}

/* A decision names a place; when the article is read otherwise, it goes with the place and not with the number. */
static void test_survives(void **state)
{
    struct desk *desk = *state;
    struct story_article *filler = &desk->story.articles[0];
    struct hearsay_record fewer = filler->record;
    fewer.attributions = filler->statements + 2; /* other weights found the last alone */
    fewer.n_attributions = 1;
    int64_t decision = correct(desk, "\"kind\": \"speaker\", \"article\": 1, \"attribution\": 2, \"speaker\": \"Eve Fox\"");
    for (int turn = 0; turn < 2; turn++) {
        assert_int_equal(case_write(desk->file), HEARSAY_OK);
        assert_int_equal(add_derived(desk->file, turn ? &filler->record : &fewer, turn ? "third" : "second", FILLER), HEARSAY_OK);
        assert_int_equal(case_done(desk->file, shelve_again(desk->file, FILLER)), HEARSAY_OK);
        assert_int_equal(says(desk, "Eve Fox"), 1);
        assert_int_equal(says(desk, "Emil Frost"), turn ? 2 : 0);
        assert_true(decision_has(desk, decision, "applies"));
    }
    fewer.n_attributions = 0;
    assert_int_equal(case_write(desk->file), HEARSAY_OK);
    assert_int_equal(add_derived(desk->file, &fewer, "fourth", FILLER), HEARSAY_OK);
    assert_int_equal(case_done(desk->file, shelve_again(desk->file, FILLER)), HEARSAY_OK);
    assert_int_equal(says(desk, "Eve Fox"), 0);
    assert_true(decision_has(desk, decision, "stands")); /* its place is gone: kept and told, never lost */
    assert_false(decision_has(desk, decision, "applies"));
}

static void test_accounts_kept(void **state)
{
    static const char MARK[] = "{\"hearsay\": 1, \"articles\": [], \"questions\": [{}]}";
    struct desk *desk = *state;
    char *first, *second;
    assert_int_equal(hearsay_case_accounts(desk->file, NULL, 0, &first, NULL), HEARSAY_OK);
    assert_int_equal(kept_generation(desk), case_generation(desk->file));
    assert_int_equal(sql_run(desk->file, "UPDATE derived_kept SET json = ?", "s", MARK), HEARSAY_OK); /* what is kept is what is given */
    assert_int_equal(hearsay_case_accounts(desk->file, NULL, 0, &second, NULL), HEARSAY_OK);
    assert_string_equal(second, MARK);
    free(second);
    undo(desk, correct(desk, "\"kind\": \"not-attribution\", \"article\": 1, \"attribution\": 1"));
    assert_true(kept_generation(desk) < case_generation(desk->file));
    assert_int_equal(hearsay_case_accounts(desk->file, NULL, 0, &second, NULL), HEARSAY_OK);
    assert_string_equal(first, second);
    free(second);
    free(first);
    const char *own = "Did Maren accept the offer of the port?";
    assert_int_equal(hearsay_case_accounts(desk->file, &own, 1, &first, NULL), HEARSAY_OK);
    assert_int_equal(size_and_drop(tree(first), "questions"), 1);
    assert_int_equal(kept_generation(desk), case_generation(desk->file)); /* questions of one's own are not kept, and spoil nothing */
}

static void test_origins(void **state)
{
    struct desk *desk = *state;
    char *json;
    assert_int_equal(hearsay_case_origins(desk->file, 0, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json);
    assert_true(json_array_size(json_object_get(root, "edges")) >= 2);
    assert_true(size_and_drop(root, "nodes") >= 4); /* two articles, two speakers */
    assert_int_equal(hearsay_case_origins(desk->file, 99, &json, NULL), HEARSAY_NOTHING);
    assert_null(json);
    assert_int_equal(hearsay_case_origins(desk->file, -1, &json, NULL), HEARSAY_NOTHING);
}

static char *exported(struct hearsay_case *file)
{
    char *out;
    assert_int_equal(hearsay_case_export(file, HEARSAY_EXPORT_JSONL, &out, NULL), HEARSAY_OK);
    return out;
}

static void test_exchange(void **state)
{
    struct desk *desk = *state;
    struct hearsay_case *other;
    struct hearsay_added added;
    char path[96], *json;
    snprintf(path, sizeof path, "%s/other.case", desk->folder);
    assert_int_equal(hearsay_case_open(desk->context, path, HEARSAY_CASE_CREATE, &other), HEARSAY_OK);
    assert_int_equal(hearsay_case_import(other, desk->lines, &added), HEARSAY_OK);
    char *ours = exported(desk->file), *theirs = exported(other);
    assert_string_equal(ours, theirs);
    free(ours);
    free(theirs);
    correct(desk, "\"kind\": \"merge\", \"speaker\": \"A. Berg\", \"into\": \"Anna Berg\"");
    correct(desk, "\"kind\": \"speaker\", \"article\": 1, \"attribution\": 2, \"speaker\": \"Eve Fox\"");
    undo(desk, 1);
    for (unsigned turn = 0; turn < 2; turn++) {
        assert_int_equal(hearsay_case_import(other, desk->path, &added), HEARSAY_OK);
        assert_int_equal(added.added, turn ? 0 : 3);
        assert_int_equal(added.known, turn ? 3 : 0);
    }
    ours = exported(desk->file);
    theirs = exported(other);
    assert_string_equal(ours, theirs);
    free(ours);
    free(theirs);
    assert_int_equal(hearsay_case_log(other, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json), *one = json_array_get(json_object_get(root, "decisions"), 1);
    assert_string_equal(json_string_value(json_object_get(one, "who")), "me");
    json_decref(root);
    assert_int_equal(hearsay_case_import(desk->file, desk->path, &added), HEARSAY_ARGUMENT); /* itself */
    assert_int_equal(hearsay_case_import(desk->file, "/nowhere", &added), HEARSAY_IO);
    assert_int_equal(hearsay_case_import(desk->file, "/proc/self/exe", &added), HEARSAY_INPUT);
    hearsay_case_close(other);
}

static void test_written_once(void **state)
{
    static const char *const FORBIDDEN[] = {"UPDATE read_article SET text = 'x'", "DELETE FROM read_article", "UPDATE decided_decision SET who = 'x'",
                                            "DELETE FROM decided_decision", "DELETE FROM decided_bears", "UPDATE decided_bears SET article = 1"};
    struct desk *desk = *state;
    correct(desk, "\"kind\": \"not-attribution\", \"article\": 1, \"attribution\": 1");
    for (size_t i = 0; i < sizeof FORBIDDEN / sizeof *FORBIDDEN; i++)
        assert_int_equal(sql_run(desk->file, FORBIDDEN[i], ""), HEARSAY_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DESK(test_known_again), WITH_DESK(test_search), WITH_DESK(test_search_literal), WITH_DESK(test_search_refused), WITH_DESK(test_speaker),
        WITH_DESK(test_timeline), WITH_DESK(test_abandoned), WITH_DESK(test_articles), WITH_DESK(test_speaker_corrected), WITH_DESK(test_strike), WITH_DESK(test_merge_and_split),
        WITH_DESK(test_questions), WITH_DESK(test_refused), WITH_DESK(test_survives), WITH_DESK(test_accounts_kept), WITH_DESK(test_origins),
        WITH_DESK(test_exchange), WITH_DESK(test_written_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
