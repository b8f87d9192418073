/* What one content asserts: sign, certainty, predicate, roles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare_story.h"

enum sign { YES, NO, UNSURE };
struct expectation {
    const char *cue, *content, *predicate;
    enum sign sign;
};

static void check(const struct expectation *expected)
{
    struct story story;
    struct arena arena;
    story_open(&story);
    arena_init(&arena, 0);
    story_say(story_article(&story, "A", NULL), "Anna Berg", expected->cue, expected->content);
    story_mentions(&story.articles[0], 0);
    struct comparison comparison = {.arena = &arena, .records = story.records, .n_records = story.n};
    assert_int_equal(claims_collect(&comparison), HEARSAY_OK);
    if (comparison.n_clauses < 1)
        fail_msg("no clause in '%s'", expected->content);
    const struct clause *clause = &comparison.clauses[0];
    enum sign sign = clause->unsure || comparison.claims[0].silent || clause->modality == MODALITY_HEDGED ? UNSURE : clause->negative ? NO : YES;
    if (sign != expected->sign)
        fail_msg("'%s %s': sign %d, not %d", expected->cue, expected->content, sign, expected->sign);
    if (expected->predicate && strcmp(terms_text(comparison.terms, clause->predicate), expected->predicate) != 0)
        fail_msg("'%s': predicate '%s', not '%s'", expected->content, terms_text(comparison.terms, clause->predicate), expected->predicate);
    claims_release(&comparison);
    arena_release(&arena);
    story_close(&story);
}

static void check_all(const struct expectation *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check(&all[i]);
}

static void test_signs(void **state)
{
    static const struct expectation ALL[] = {
        {"said", "the minister accepted the offer", "accept", YES},
        {"said", "the minister did not accept the offer", "accept", NO},
        {"said", "the minister didn't accept the offer", "accept", NO},
        {"said", "nobody briefed the minister", "brief", NO},
        {"said", "neither the minister nor the deputy was briefed", "brief", NO},
        {"said", "he wasn't, and still hasn't been, briefed on the matter", "brief", NO},
        {"said", "the minister had not, in fact, received any briefing on the matter", "brief", NO},
        {"said", "he received no briefing on the matter", "brief", NO},
        {"said", "the office has yet to authorize any step", "authoriz", NO},
        {"said", "the minister failed to sign the letter", "sign", NO},
        {"said", "the office lacks the authority to close the port", "author", NO},
        {"said", "there is no doubt that the minister signed the letter", NULL, YES},
        {"said", "I don't think the minister signed the letter", "sign", NO},
        {"said", "I think the minister signed the letter", "sign", YES},
        {"denied", "the minister had been briefed", "brief", NO},
        {"denied", "being briefed", "brief", NO},
        {"denied", "the claim that the minister signed the letter", "sign", NO},
        {"said", "reports that the minister signed the letter are false", "sign", NO},
    };
    (void)state;
    check_all(ALL, sizeof ALL / sizeof *ALL);
}

static void test_doubt_takes_no_side(void **state)
{
    static const struct expectation ALL[] = {
        {"said", "the minister did not directly order the strike", NULL, UNSURE},
        {"said", "the minister may have signed the letter", NULL, UNSURE},
        {"said", "if the minister signed the letter the deal was off", NULL, UNSURE},
        {"asked aloud", "did the minister sign the letter?", NULL, UNSURE},
        {"said", "not only the minister signed the letter", NULL, UNSURE},
        {"said", "I don't know who signed the letter", NULL, UNSURE},
        {"would not say", "the minister signed the letter", NULL, UNSURE},
        {"declined to confirm", "the minister signed the letter", NULL, UNSURE},
        {"said", "the minister never signed until the court ruled", NULL, UNSURE},
        {"questioned", "the minister signed the letter", NULL, UNSURE},
    };
    (void)state;
    check_all(ALL, sizeof ALL / sizeof *ALL);
}

static void test_hostile_contents(void **state)
{
    static const char *const ALL[] = {"?", "not not not not never no", "the the the", "that that that that", "\"\"\"\"", "a", "'s 's 's n't n't",
                                      "reports that reports that reports that reports are false are false are false", "he he he had had had been been been",
                                      "I think I think I think I think I think I think I think it", "who which that who which that was"};
    (void)state;
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        struct story story;
        story_open(&story);
        story_say(story_article(&story, "A", NULL), "Anna Berg", "said", ALL[i]);
        story_say(story_article(&story, "B", NULL), "Carl Dorn", "denied", ALL[i]);
        enum hearsay_status status = story_compare(&story, NULL, 0);
        assert_true(status == HEARSAY_OK || status == HEARSAY_NOTHING);
        story_close(&story);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_signs), cmocka_unit_test(test_doubt_takes_no_side), cmocka_unit_test(test_hostile_contents)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
