/* Records in, accounts out: who meets whom, what is opposed, and above all what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <time.h>

#include "compare_story.h"

static size_t opposed_of(const char *cue_a, const char *a, const char *cue_b, const char *b)
{
    struct story story;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", "2024-05-01"), "Anna Berg", cue_a, a);
    story_say(story_article(&story, "B", "2024-05-01"), "Carl Dorn", cue_b, b);
    story_compare(&story, NULL, 0);
    size_t n = story_opposed(&story);
    story_close(&story);
    return n;
}

static void test_opposed(void **state)
{
    static const char *const ALL[][4] = {
        {"said", "Maren accepted the offer of the port", "said", "Maren did not accept the offer of the port"},
        {"said", "Maren accepted the offer of the port", "denied", "Maren accepted the offer of the port"},
        {"said", "Maren was briefed on the matter", "said", "nobody briefed Maren on the matter"},
        {"said", "the troops crossed the river at night", "said", "reports that the troops crossed the river at night are false"},
        {"said", "Maren accepted the offer of the port", "said", "Maren rejected the offer of the port"},
        {"said", "Maren seized the northern port of Brenz", "denied", "Maren ever tried to seize the northern port of Brenz"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        if (opposed_of(ALL[i][0], ALL[i][1], ALL[i][2], ALL[i][3]) != 1)
            fail_msg("not opposed: '%s' and '%s %s'", ALL[i][1], ALL[i][2], ALL[i][3]);
}

/* What looks like a contradiction and is none. */
static void test_not_opposed(void **state)
{
    static const char *const ALL[][4] = {
        {"said", "the army attacked the rebels", "said", "the rebels did not attack the army"},
        {"said", "Maren offered to reopen the bridge", "said", "Maren did not agree to reopen the bridge"},
        {"said", "Maren did not seize the northern port of Brenz", "said", "Maren tried to seize the northern port of Brenz"},
        {"said", "Maren ordered the strike", "said", "Maren did not directly order the strike"},
        {"said", "Maren should accept the offer of the port", "said", "Maren did not accept the offer of the port"},
        {"said", "Maren may have accepted the offer of the port", "said", "Maren did not accept the offer of the port"},
        {"said", "Maren accepted the offer of the port", "would not say", "Maren accepted the offer of the port"},
        {"said", "Maren accepted the offer of the port", "said", "the guards did not sleep at the port"},
        {"said", "three ships were hit off the coast", "said", "seven ships were not hit off the coast"},
        {"said", "Maren accepted the offer of the port", "said", "Maren accepted the offer of the port"},
        {"said", "Maren did not accept the offer of the port", "denied", "Maren accepted the offer of the port"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        if (opposed_of(ALL[i][0], ALL[i][1], ALL[i][2], ALL[i][3]) != 0)
            fail_msg("opposed: '%s' and '%s %s'", ALL[i][1], ALL[i][2], ALL[i][3]);
}

/* What is put into somebody's mouth as an impression or a condition takes no side. */
static void test_supposed(void **state)
{
    static const char *const BEFORE[] = {"It left the impression that ", "Nobody asked whether the ", "There were fears that ", "It came out that "};
    (void)state;
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
        struct story story;
        story_open(&story);
        story_chatter(&story);
        story_say(story_article(&story, "A", "2024-05-01"), "Anna Berg", "said", "Maren accepted the offer of the port");
        struct story_article *article = story_article(&story, "B", "2024-05-01");
        story_write(article, BEFORE[i]);
        story_say(article, "Carl Dorn", "thinks", "Maren did not accept the offer of the port");
        story_compare(&story, NULL, 0);
        assert_int_equal(story_opposed(&story), i == 3);
        story_close(&story);
    }
}

static void test_agree_and_question(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", "2024-05-01"), "Anna Berg", "said", "Maren had accepted the offer of the port");
    story_say(story_article(&story, "B", "2024-05-02"), "Carl Dorn", "said", "Maren accepted the offer of the port");
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    assert_int_equal(story.accounts->n_questions, 1);
    assert_int_equal(story_count(&story, HEARSAY_RELATION_AGREES), 1);
    assert_string_equal(story.accounts->questions[0].text, "Had Maren accepted the offer of the port?");
    assert_int_equal(story.accounts->questions[0].origins_least, 2);
    assert_int_equal(story.accounts->questions[0].origins_most, 2);
    story_close(&story);
}

/* Where two share a surname, the bare one may be either's: no agreement, and perhaps one origin. */
static void test_names_that_may_be_one(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", "2024-05-01"), "Anna Berg", "said", "Maren had accepted the offer of the port");
    story_say(story_article(&story, "B", "2024-05-02"), "Berg", "said", "Maren accepted the offer of the port");
    story_say(story_article(&story, "C", "2024-05-02"), "Carl Berg", "said", "the lake froze over in winter");
    story_say(story_article(&story, "D", "2024-05-03"), "Dora Lind", "said", "Maren accepted the offer of the port");
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    assert_int_equal(story.accounts->n_questions, 1);
    assert_int_equal(story_count(&story, HEARSAY_RELATION_AGREES), 2);
    assert_int_equal(story.accounts->questions[0].origins_least, 2);
    assert_int_equal(story.accounts->questions[0].origins_most, 3);
    story_close(&story);
}

static void test_pointing_denial(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    struct story_article *article = story_article(&story, "A", "2024-05-01");
    story_say(article, "Anna Berg", "said", "Dorn was moving untaxed fuel over the bridge");
    story_say(article, "Carl Dorn", "denies", "this");
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    assert_int_equal(story_count(&story, HEARSAY_RELATION_DENIES), 1);
    assert_true(story.accounts->questions[0].relations[0].from == 1);
    story_close(&story);
}

static void test_change_of_position(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", "2024-05-09"), "Anna Berg", "said", "Maren did not accept the offer of the port");
    story_say(story_article(&story, "B", "2024-05-01"), "Anna Berg", "said", "Maren did accept the offer of the port");
    story_say(story_article(&story, "C", "2024-05-01"), "Carl Dorn", "said", "Maren accepted the offer of the port");
    story_compare(&story, NULL, 0);
    size_t n = 0;
    for (size_t i = 0; i < story.accounts->n_questions; i++)
        for (size_t k = 0; k < story.accounts->questions[i].n_relations; k++) {
            const struct hearsay_question *question = &story.accounts->questions[i];
            if (question->relations[k].kind != HEARSAY_RELATION_CHANGED)
                continue;
            n++;
            assert_string_equal(story.records[question->claims[question->relations[k].from].article]->published, "2024-05-01");
        }
    assert_int_equal(n, 1);
    story_close(&story);
}

/* The same article twenty times is one origin and one speaker's word. */
static void test_copies(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    for (int i = 0; i < 20; i++) {
        struct story_article *article = story_article(&story, "Copy", NULL);
        story_write(article, "The port of Brenz was closed to all ships on Monday after a night of talks that ended without a joint statement by the two sides. ");
        story_say(article, "Anna Berg", "said", "Maren accepted the offer of the port");
        story_say(article, "Carl Dorn", "said", "Maren did not accept the offer of the port");
    }
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    for (size_t i = 0; i < story.n; i++)
        assert_int_equal(story.accounts->origins[i], 1);
    assert_int_equal(story.accounts->questions[0].n_claims, 40);
    assert_int_equal(story.accounts->questions[0].origins_most, 2);
    story_close(&story);
}

static void test_own_question(void **state)
{
    static const char *const ASKED[] = {"Did Maren accept the offer of the port?", "", "banana", "Does?", "Was it?", "\xFF\xFF?"};
    struct story story;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", NULL), "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(story_article(&story, "B", NULL), "Carl Dorn", "denied", "Maren accepted the offer of the port");
    assert_int_equal(story_compare(&story, ASKED, 6), HEARSAY_OK);
    assert_int_equal(story.accounts->n_questions, 6);
    const struct hearsay_question *question = &story.accounts->questions[0];
    assert_int_equal(question->n_claims, 2);
    assert_int_equal(question->claims[0].answer, HEARSAY_ANSWER_YES);
    assert_int_equal(question->claims[1].answer, HEARSAY_ANSWER_NO);
    for (size_t i = 1; i < 6; i++)
        assert_int_equal(story.accounts->questions[i].n_claims, 0);
    story_close(&story);
}

static void test_nothing(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_NOTHING);
    assert_non_null(story.accounts);
    story_article(&story, NULL, NULL); /* empty text, no id but ours, nobody */
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_NOTHING);
    story_chatter(&story);
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_NOTHING);
    char *text = NULL;
    assert_int_equal(hearsay_accounts_json(story.accounts, &text, NULL), HEARSAY_OK);
    assert_non_null(strstr(text, "\"questions\": []"));
    free(text);
    assert_int_equal(hearsay_accounts_terminal(story.accounts, &(struct hearsay_terminal){.width = 1}, &text, NULL), HEARSAY_OK);
    free(text);
    story_close(&story);
}

/* Spans that lie: outside the text, reversed, out of order; people that do not exist. */
static void test_broken_records(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    struct story_article *article = story_article(&story, "A", "not a date");
    struct hearsay_attribution *one = story_say(article, "Anna Berg", "said", "Maren accepted the offer of the port");
    one->speaker = 99;
    article->contents[0] = (struct hearsay_span){4000, 9000};
    one = story_say(article, "Anna Berg", "said", "Maren accepted the offer of the port");
    article->contents[1] = (struct hearsay_span){20, 10};
    one = story_say(article, "Carl Dorn", "denied", "Maren accepted the offer of the port");
    one->cue = (struct hearsay_span){5000, 6000};
    article->chains[2] = 77;
    story_say(article, "", "", "Maren did not accept the offer of the port");
    enum hearsay_status status = story_compare(&story, NULL, 0);
    assert_true(status == HEARSAY_OK || status == HEARSAY_NOTHING);
    story_close(&story);
}

/* A comparison of a whole archive stays a matter of seconds. */
static void test_many(void **state)
{
    enum { RECORDS = 2000, EACH = 10 };
    struct hearsay_record *records = calloc(RECORDS, sizeof *records);
    const struct hearsay_record **list = calloc(RECORDS, sizeof *list);
    struct hearsay_attribution *statements = calloc(RECORDS * EACH, sizeof *statements);
    struct hearsay_span *contents = calloc(RECORDS * EACH, sizeof *contents);
    char *texts = calloc(RECORDS, 1024);
    struct hearsay_accounts *accounts = NULL;
    clock_t begin = clock();
    (void)state;
    for (int i = 0; i < RECORDS; i++) {
        char *text = texts + (size_t)i * 1024;
        size_t n = 0;
        for (int k = 0; k < EACH; k++) {
            struct hearsay_span *span = &contents[i * EACH + k];
            span->begin = (uint32_t)n;
            n += (size_t)snprintf(text + n, 1024 - n, "the minister %s offer number %d of port %d", k % 2 ? "accepted" : "did not accept", (i * 7 + k) % 997, k);
            span->end = (uint32_t)n;
            n += (size_t)snprintf(text + n, 1024 - n, ". ");
            statements[i * EACH + k] = (struct hearsay_attribution){.parent = -1, .speaker = -1, .content = span, .n_content = 1};
        }
        records[i] = (struct hearsay_record){.id = "same id", .text = text, .n_bytes = n, .n_points = (uint32_t)n, .attributions = &statements[i * EACH], .n_attributions = EACH};
        list[i] = &records[i];
    }
    enum hearsay_status status = compare_records(list, RECORDS, NULL, 0, NULL, &accounts, NULL);
    assert_true(status == HEARSAY_OK || status == HEARSAY_NOTHING);
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 60);
    hearsay_accounts_free(accounts);
    free(texts);
    free(contents);
    free(statements);
    free(list);
    free(records);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_opposed), cmocka_unit_test(test_not_opposed), cmocka_unit_test(test_supposed), cmocka_unit_test(test_agree_and_question), cmocka_unit_test(test_names_that_may_be_one),
                                       cmocka_unit_test(test_pointing_denial), cmocka_unit_test(test_change_of_position), cmocka_unit_test(test_copies),
                                       cmocka_unit_test(test_own_question), cmocka_unit_test(test_nothing), cmocka_unit_test(test_broken_records),
                                       cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
