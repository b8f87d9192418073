/* How a statement is turned into a question, and which are not asked at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare_story.h"

/* The question that the statement is turned into; empty: none that a reader could be asked. `before` stands in the article somewhere. */
static void asked(const char *cue, const char *content, const char *before, char text[256])
{
    struct story story;
    struct arena arena;
    enum asking asks = ASKING_NOT;
    const char *question = "";
    story_open(&story);
    arena_init(&arena, 0);
    story_write(story_article(&story, "A", NULL), before);
    story_say(story.articles, "Anna Berg", cue, content);
    story_mentions(story.articles, 0);
    struct comparison comparison = {.arena = &arena, .records = story.records, .n_records = 1};
    assert_int_equal(claims_collect(&comparison), HEARSAY_OK);
    for (size_t i = 0; i < comparison.n_clauses && asks == ASKING_NOT; i++)
        question = wording_ask(&comparison, &arena, &comparison.clauses[i], &asks);
    snprintf(text, 256, "%s", asks == ASKING_NOT ? "" : question);
    claims_release(&comparison);
    arena_release(&arena);
    story_close(&story);
}

static void check(const char *cue, const char *content, const char *before, const char *question)
{
    char text[256];
    asked(cue, content, before, text);
    if (strcmp(text, question) != 0)
        fail_msg("'%s %s': asked '%s', not '%s'", cue, content, text, question);
}

static void test_turned(void **state)
{
    static const char *const ALL[][2] = {
        {"the minister did nothing wrong in the port", "Did the minister do anything wrong in the port?"},
        {"Maren had overheard the envoy at the port", "Had Maren overheard the envoy at the port?"},
        {"Maren has finally outspent the envoy in Brenz", "Has Maren finally outspent the envoy in Brenz?"},
        {"it's been raining on the port of Brenz for weeks to come", ""},
        {"Maren hoped the port would open in Brenz", "Did Maren hope the port would open in Brenz?"},
        {"the protesters' targets were the port and the bridge", "Were the protesters' targets the port and the bridge?"},
        {"the U.S.'s offer included the port of Brenz", "Did the U.S.'s offer include the port of Brenz?"},
        {"the U.S.-led fleet left the port of Brenz", "Is it so that the U.S.-led fleet left the port of Brenz?"},
        {"Maren opposed the offer of the port - a decision of despair", "Did Maren oppose the offer of the port \xE2\x80\x94 a decision of despair?"},
        {"Maren closed the air- and seaport of Brenz", "Did Maren close the air- and seaport of Brenz?"},
        {"Dorn shot himself at the port of Brenz", "Did Dorn shoot himself at the port of Brenz?"},
        {"it would be wrong to close the port", "Would it be wrong to close the port?"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        check("said", ALL[i][0], "", ALL[i][1]);
}

/* A second predicate is left out. */
static void test_cut(void **state)
{
    static const char *const ALL[][2] = {
        {"Maren raised the case of the port of Brenz, and that Dorn took note", "Did Maren raise the case of the port of Brenz?"},
        {"Maren had closed the port of Brenz and had been sorry", "Had Maren closed the port of Brenz?"},
        {"the goal was not to close the port of Brenz, but to sell it", "Was the goal to close the port of Brenz?"},
        {"Maren threatened the envoy at the port and got involved in trouble", "Did Maren threaten the envoy at the port?"},
        {"Maren closed the port and the bridge of Brenz", "Did Maren close the port and the bridge of Brenz?"},
        {"Maren met those who closed the port and are sorry", "Did Maren meet those who closed the port and are sorry?"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        check("said", ALL[i][0], "", ALL[i][1]);
}

/* The capital of a sentence's first word goes, a name's stays. */
static void test_capitals(void **state)
{
    (void)state;
    check("said", "Police arrested forty men at the port", "", "Did police arrest forty men at the port?");
    check("said", "Fishermen closed the port of Brenz", "The fishermen were tired. ", "Did fishermen close the port of Brenz?");
    check("said", "Korlanders closed the port of Brenz", "The fishermen were tired. ", "Did Korlanders close the port of Brenz?");
}

/* What is no clause, though a word in it looks like a verb, and what cannot stand alone. */
static void test_not_asked(void **state)
{
    static const char *const ALL[] = {
        "a new port repeal bill of Brenz", "the information collected by the envoy of Brenz", "the officer involved in the attack on the port is a member",
        "the policy designed for the port has now failed in Brenz", "the newly disclosed letters of the envoy of Brenz", "the reason why Maren closed the port of Brenz",
        "the ships left Brenz and hundreds more were hit near the port", "the port of Brenz was closed, their work was called off",
        "even with the envoy at the port the men have doubts", "Maren's wishes for closer ties with Brenz",
        "it is going to close the port of Brenz", "I consider myself a star of the port",
    };
    (void)state;
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        check("said", ALL[i], "", "");
}

/* Behind a cue that takes no clause stands a noun. */
static void test_cues(void **state)
{
    (void)state;
    check("issued", "the order closed the port of Brenz", "", "");
    check("testified about", "the order closed the port of Brenz", "", "");
    check("issued word", "that the order closed the port of Brenz", "", "Did the order close the port of Brenz?");
    check("has claimed", "the order closed the port of Brenz", "", "Did the order close the port of Brenz?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_turned), cmocka_unit_test(test_cut), cmocka_unit_test(test_capitals), cmocka_unit_test(test_not_asked),
                                       cmocka_unit_test(test_cues)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
