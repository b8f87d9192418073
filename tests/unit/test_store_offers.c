/* Names that may be one's: offered, decided, and not offered again. */
#include "store_desk.h"

/* A case of persons who each say one thing, an article each. */
static void people(struct desk *desk, const char *const *names, size_t n)
{
    struct hearsay_added added;
    struct story story;
    char path[128], words[64];
    story_open(&story);
    for (size_t i = 0; i < n; i++) {
        snprintf(words, sizeof words, "bridge number %zu is closed", i);
        struct story_article *article = story_article(&story, "Offers", "2024-06-01");
        story_say(article, names[i], "said", words);
        article->people[0].kind = HEARSAY_KIND_PERSON; /* a surname alone is one too */
    }
    snprintf(path, sizeof path, "%s/offers.jsonl", desk->folder);
    write_lines(&story, path);
    assert_int_equal(hearsay_case_import(desk->file, path, &added), HEARSAY_OK);
    assert_int_equal(added.added, n);
    story_close(&story);
}

/* Is this pair among the offers? NULL for `into`: how many begin with `speaker`. */
static size_t offered(struct desk *desk, const char *speaker, const char *into)
{
    char *json;
    size_t i, n = 0;
    const json_t *one;
    assert_int_equal(hearsay_case_speakers(desk->file, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json);
    json_array_foreach (json_object_get(root, "offers"), i, one)
        n += (!speaker || strcmp(json_string_value(json_object_get(one, "speaker")), speaker) == 0) &&
             (!into || strcmp(json_string_value(json_object_get(one, "into")), into) == 0);
    json_decref(root);
    return n;
}

static bool may_be(struct desk *desk, const char *name, const char *other)
{
    char *json;
    size_t i;
    bool has = false;
    const json_t *one;
    assert_int_equal(hearsay_case_speaker(desk->file, name, &json, NULL), HEARSAY_OK);
    json_t *root = tree(json);
    json_array_foreach (json_object_get(root, "may_be"), i, one)
        has |= strcmp(json_string_value(one), other) == 0;
    json_decref(root);
    return has;
}

static void test_offered_not_made(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(offered(desk, NULL, NULL), 1);
    assert_int_equal(offered(desk, "A. Berg", "Anna Berg"), 1);
    assert_true(may_be(desk, "A. Berg", "Anna Berg") && may_be(desk, "Anna Berg", "A. Berg"));
    assert_int_equal(says(desk, "Anna Berg"), 1);
}

static void test_decided(void **state)
{
    struct desk *desk = *state;
    int64_t apart = correct(desk, "\"kind\": \"not-same\", \"speaker\": \"Anna Berg\", \"into\": \"A. Berg\"");
    assert_int_equal(offered(desk, NULL, NULL), 0);
    assert_false(may_be(desk, "A. Berg", "Anna Berg"));
    assert_int_equal(says(desk, "Anna Berg"), 1);
    assert_true(decision_has(desk, apart, "applies"));
    undo(desk, apart);
    assert_int_equal(offered(desk, NULL, NULL), 1);
    correct(desk, "\"kind\": \"merge\", \"speaker\": \"A. Berg\", \"into\": \"Anna Berg\"");
    assert_int_equal(offered(desk, NULL, NULL), 0);
    assert_int_equal(says(desk, "A. Berg"), 2);
}

static void test_which(void **state)
{
    static const char *const NAMES[] = {"Roe", "Jane Roe", "Paul Roe", "Sergei Halvorsen", "Sergey Halvorsen", "Ivar Kislyak", "Ivar Kisliak", "Lind", "Lind Jr.",
                                        "Tom Ash", "Tim Ash", "Mara Quist", "Mara Quast-Weber", "José Muñoz", "Jose Munoz Vega", "J. Muñoz"};
    struct desk *desk = *state;
    people(desk, NAMES, sizeof NAMES / sizeof *NAMES);
    assert_int_equal(offered(desk, "Roe", NULL), 0); /* two could be meant … */
    assert_true(may_be(desk, "Roe", "Jane Roe") && may_be(desk, "Roe", "Paul Roe")); /* … which its page tells */
    assert_false(may_be(desk, "Jane Roe", "Paul Roe"));
    assert_int_equal(offered(desk, "Sergey Halvorsen", "Sergei Halvorsen") + offered(desk, "Sergei Halvorsen", "Sergey Halvorsen"), 1);
    assert_int_equal(offered(desk, "Ivar Kislyak", "Ivar Kisliak") + offered(desk, "Ivar Kisliak", "Ivar Kislyak"), 1);
    assert_int_equal(offered(desk, "J. Muñoz", "José Muñoz"), 1); /* accents count for nothing */
    assert_false(may_be(desk, "Tom Ash", "Tim Ash"));             /* too short to be a slip */
    assert_false(may_be(desk, "Mara Quist", "Mara Quast-Weber"));
    assert_false(may_be(desk, "José Muñoz", "Jose Munoz Vega"));
}

static void test_refused(void **state)
{
    static const char *const BAD[] = {SIGNED "\"kind\": \"not-same\", \"speaker\": \"Anna Berg\", \"into\": \"Nobody\"}",
                                      SIGNED "\"kind\": \"not-same\", \"speaker\": \"Anna Berg\", \"into\": \"anna berg\"}",
                                      SIGNED "\"kind\": \"not-same\", \"speaker\": \"Nobody\", \"into\": \"Anna Berg\"}", SIGNED "\"kind\": \"not-same\"}"};
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_int_equal(hearsay_case_correct(desk->file, BAD[i], NULL), HEARSAY_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_DESK(test_offered_not_made), WITH_DESK(test_decided), WITH_DESK(test_which), WITH_DESK(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
