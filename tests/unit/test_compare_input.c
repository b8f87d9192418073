/* Records that no comparison expects: one article, no dates, dates in the future and out of order, other languages, our own output. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare_story.h"

static void test_one_article(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    struct story_article *article = story_article(&story, "A", NULL);
    story_say(article, "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(article, "Carl Dorn", "said", "Maren did not accept the offer of the port");
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    assert_int_equal(story_opposed(&story), 1);
    story_close(&story);
}

/* One speaker on both sides changed only where two dates tell the order; whatever stands as a date, nothing else follows from it. */
static size_t changes(const char *first, const char *second, size_t *opposed)
{
    struct story story;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", first), "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(story_article(&story, "B", second), "Anna Berg", "said", "Maren did not accept the offer of the port");
    story_say(story_article(&story, "C", first), "Carl Dorn", "said", "Maren accepted the offer of the port");
    story_compare(&story, NULL, 0);
    size_t n = story_count(&story, HEARSAY_RELATION_CHANGED);
    *opposed = story_opposed(&story) - n;
    story_close(&story);
    return n;
}

static void test_dates(void **state)
{
    static const char *const NONE[][2] = {{NULL, NULL}, {"2024-05-01", NULL}, {NULL, "2024-05-01"}, {"2024-05-01", "2024-05-01"}, {"", ""}, {"yesterday", "2024-05-01"}};
    size_t opposed;
    (void)state;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        assert_int_equal(changes(NONE[i][0], NONE[i][1], &opposed), 0);
    assert_int_equal(changes("2024-05-01", "2999-12-31", &opposed), 1);
    assert_int_equal(changes("2999-12-31", "1970-01-01", &opposed), 1);
    assert_true(opposed > 0);
}

/* In another language nothing is judged; English words that look like it are. */
static void test_languages(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", NULL), "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(story_article(&story, "B", NULL), "Carl Dorn", "said", "Maren did not accept the offer of the port");
    story_say(story_article(&story, "C", NULL), "Jean Roux", "said", "Maren accept offer port de la Brenz pas");
    story_say(story_article(&story, "D", NULL), "Luis Soto", "denied", "Maren accept offer port de la Brenz");
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    assert_int_equal(story_opposed(&story), 1);
    for (size_t i = 0; i < story.accounts->questions[0].n_claims; i++) {
        const struct hearsay_claim *claim = &story.accounts->questions[0].claims[i];
        bool foreign = claim->article >= 3;
        assert_int_equal(claim->answer == HEARSAY_ANSWER_UNSURE, foreign);
        if (foreign)
            assert_string_equal(claim->why, "not judged: not in English");
    }
    story_close(&story);
}

/* An article that quotes what this program printed adds no origin and no side. */
static void test_own_output(void **state)
{
    struct story story;
    char *printed = NULL;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", "2024-05-01"), "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(story_article(&story, "B", "2024-05-01"), "Carl Dorn", "said", "Maren did not accept the offer of the port");
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    int origins = story.accounts->questions[0].origins_most;
    assert_int_equal(hearsay_accounts_terminal(story.accounts, &(struct hearsay_terminal){.width = 80}, &printed, NULL), HEARSAY_OK);
    struct story_article *quoting = story_article(&story, "C", "2024-05-02");
    story_write(quoting, printed);
    free(printed);
    story_say(quoting, "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(quoting, "Carl Dorn", "said", "Maren did not accept the offer of the port");
    assert_int_equal(story_compare(&story, NULL, 0), HEARSAY_OK);
    assert_int_equal(story.accounts->questions[0].origins_most, origins);
    assert_int_equal(story_count(&story, HEARSAY_RELATION_AGREES), 0);
    assert_int_equal(story_count(&story, HEARSAY_RELATION_CHANGED), 0);
    story_close(&story);
}

/* What reads badly is not asked: a pronoun that nobody explains, a second sentence, a fragment, one voice alone. */
static size_t asked(const char *a, const char *b, char text[256])
{
    struct story story;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", NULL), "Anna Berg", "said", a);
    story_say(story_article(&story, "B", NULL), "Carl Dorn", "said", b);
    story_compare(&story, NULL, 0);
    size_t n = story.accounts->n_questions;
    snprintf(text, 256, "%s", n ? story.accounts->questions[0].text : "");
    story_close(&story);
    return n;
}

static void test_asked(void **state)
{
    static const char *const NOT[][2] = {
        {"they accepted the offer of the port", "they accepted the offer of the port"},
        {"you should accept the offer of the port", "you should accept the offer of the port"},
        {"Maren accepted the port, he wanted money", "Maren accepted the port, he wanted money"},
        {"the offer of the port", "the offer of the port"},
        {"a ship hit the port at night", "a ship from Korland with grain hit the port in the south"},
    };
    static const char *const ASKED[][3] = {
        {"Maren accepted the offer of the port", "Maren had accepted an offer of the port", "Did Maren accept the offer of the port?"},
        {"Mr. Maren accepted the offer of the port", "Maren had accepted an offer of the port", "Did Mr. Maren accept the offer of the port?"},
    };
    char text[256];
    (void)state;
    for (size_t i = 0; i < sizeof NOT / sizeof *NOT; i++)
        if (asked(NOT[i][0], NOT[i][1], text) != 0)
            fail_msg("asked: '%s'", text);
    for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++) {
        if (asked(ASKED[i][0], ASKED[i][1], text) != 1)
            fail_msg("not asked: '%s'", ASKED[i][0]);
        assert_string_equal(text, ASKED[i][2]);
    }
}

static void test_not_opposed_by_others(void **state)
{
    struct story story;
    (void)state;
    story_open(&story);
    story_chatter(&story);
    story_say(story_article(&story, "A", NULL), "Anna Berg", "said", "Maren wanted to testify to the council of Brenz");
    story_say(story_article(&story, "B", NULL), "Carl Dorn", "said", "some Maren allies did not want to testify to the council of Brenz");
    story_compare(&story, NULL, 0);
    assert_int_equal(story_opposed(&story), 0);
    story_close(&story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_article), cmocka_unit_test(test_dates), cmocka_unit_test(test_languages),
                                       cmocka_unit_test(test_own_output), cmocka_unit_test(test_asked), cmocka_unit_test(test_not_opposed_by_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
