/* unknown.c: what may be said not to be known, and what may not. */
#include "check.h"

#include "compare_story.h"
#include "report/accounts.h"

/* One article that tells who was in the room and holds one statement; the question is that statement. */
static struct unknown find(const char *roster, enum hearsay_access access, enum hearsay_answer answer, bool same_article)
{
    static const char *const SEATED[] = {"Ana Sol", "Ben Ruiz", "Cy Moor"};
    struct story story;
    struct rosters rosters;
    story_open(&story);
    struct story_article *one = story_article(&story, "A", NULL), *two = story_article(&story, "B", NULL);
    story_say(one, "Ana Sol", "said", "the bridge was discussed")->access = access;
    story_write(same_article ? one : two, roster);
    for (size_t i = 0; i < 3; i++) {
        story_person(one, SEATED[i], HEARSAY_KIND_PERSON);
        story_person(two, SEATED[i], HEARSAY_KIND_PERSON);
    }
    struct hearsay_claim claim = {.article = 0, .attribution = 0, .speaker = "Ana Sol", .answer = answer, .origin = 1};
    struct hearsay_question question = {.text = "Was the bridge discussed?", .claims = &claim, .n_claims = 1};
    struct hearsay_accounts accounts = {.records = story.records, .origins = (const int[]){1, 2}, .n_records = 2, .questions = &question, .n_questions = 1};
    assert_true(rosters_read(&rosters, &accounts));
    struct unknown unknown = unknown_find(&rosters, &accounts, &question);
    for (size_t i = 0; i < unknown.n_silent; i++) /* names die with the story: compare here */
        unknown.silent[i] = strcmp(unknown.silent[i], "Ben Ruiz") == 0 ? "Ben Ruiz" : "another";
    rosters_release(&rosters);
    story_close(&story);
    return unknown;
}

static void test_silent(void **state)
{
    static const char *const ROSTERS[] = {"Four were in the room: Ana Sol, Ben Ruiz and two clerks. ", "The talks were attended by Ana Sol and Ben Ruiz. ",
                                          "The notes are by Ben Ruiz, who was in the room. "};
    for (size_t i = 0; i < 3; i++) {
        struct unknown unknown = find(ROSTERS[i], HEARSAY_ACCESS_IN_ROOM, HEARSAY_ANSWER_YES, true);
        assert_true(unknown.told && !unknown.no_access);
        assert_int_equal(unknown.n_silent, 1);
        assert_string_equal(unknown.silent[0], "Ben Ruiz");
    }
}

static void test_not_shown(void **state)
{
    static const char *const NONE[] = {"Ben Ruiz was not in the room: Ana Sol saw to that. ", "Nobody else was in the room with Ana Sol, who said Ben Ruiz was ill. ",
                                       "Ben Ruiz spoke of the room. ", "If Ben Ruiz, who was in the room, is right. "};
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        assert_int_equal(find(NONE[i], HEARSAY_ACCESS_IN_ROOM, HEARSAY_ANSWER_YES, true).n_silent, 0);
    const char *roster = "Four were in the room: Ana Sol, Ben Ruiz and two clerks. ";
    assert_false(find(roster, HEARSAY_ACCESS_IN_ROOM, HEARSAY_ANSWER_YES, false).told); /* another article's room may be another */
    assert_false(find(roster, HEARSAY_ACCESS_TOLD, HEARSAY_ANSWER_YES, true).told);
    assert_false(find(roster, HEARSAY_ACCESS_IN_ROOM, HEARSAY_ANSWER_UNSURE, true).told);
}

static void test_access(void **state)
{
    assert_true(find("", HEARSAY_ACCESS_TOLD, HEARSAY_ANSWER_YES, true).no_access);
    assert_true(find("", HEARSAY_ACCESS_UNKNOWN, HEARSAY_ANSWER_NO, true).no_access);
    assert_true(find("", HEARSAY_ACCESS_IN_ROOM, HEARSAY_ANSWER_UNSURE, true).no_access);
    assert_false(find("", HEARSAY_ACCESS_IN_ROOM, HEARSAY_ANSWER_NO, true).no_access);
    assert_false(find("", HEARSAY_ACCESS_DOCUMENT, HEARSAY_ANSWER_YES, true).no_access);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_silent), cmocka_unit_test(test_not_shown), cmocka_unit_test(test_access)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
