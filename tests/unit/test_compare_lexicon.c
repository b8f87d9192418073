/* Words: lemmas, concepts, classes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "compare/lexicon.h"

static struct normal_word normal(const char *word)
{
    struct arena arena;
    struct normal_word out;
    arena_init(&arena, 0);
    const struct lexicon *lexicon = lexicon_new(&arena);
    assert_non_null(lexicon);
    lexicon_normal(lexicon, word, strlen(word), &out);
    arena_release(&arena);
    return out;
}

static void test_lemmas(void **state)
{
    static const char *const PAIRS[][2] = {{"denied", "deny"}, {"went", "go"}, {"accepting", "accept"}, {"stopped", "stop"}, {"heard", "hear"}, {"told", "tell"},
                                           {"allegations", "allegation"}, {"countries", "country"}, {"crisis", "crisis"}, {"makes", "make"}, {"tries", "try"}, {"hoped", "hope"},
                                           {"hopped", "hop"}, {"hoping", "hope"}, {"hats", "hat"}, {"hates", "hate"}, {"loss", "loss"}, {"loses", "lose"}, {"visited", "visit"},
                                           {"talks", "talk"}, {"passes", "pass"}, {"denies", "deny"}};
    (void)state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        assert_string_equal(normal(PAIRS[i][0]).lemma, PAIRS[i][1]);
}

static void test_concepts_meet(void **state)
{
    static const char *const PAIRS[][2] = {{"denial", "denied"}, {"acceptance", "accepted"}, {"interference", "meddled"}, {"involvement", "responsible"},
                                           {"russian", "moscow"}, {"briefing", "briefed"}, {"quit", "resignation"}, {"interfere", "interfering"}};
    (void)state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        assert_string_equal(normal(PAIRS[i][0]).concept, normal(PAIRS[i][1]).concept);
    assert_string_not_equal(normal("general").concept, normal("generate").concept);
}

static void test_classes(void **state)
{
    (void)state;
    assert_true(normal("denied").classes & WORD_DENY);
    assert_true(normal("nobody").classes & WORD_NEGATOR);
    assert_true(normal("attacks").classes & WORD_MOSTLY_NOUN);
    assert_false(normal("attacked").classes & WORD_MOSTLY_NOUN);
    assert_true(normal("allegations").classes & WORD_SHELL);
    assert_true(normal("refused").classes & WORD_UNDO);
    assert_string_equal(normal("accepted").opposite, "reject");
}

static void test_hostile_words(void **state)
{
    char word[4096];
    struct normal_word out;
    (void)state;
    memset(word, 's', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    out = normal(word);
    assert_true(strlen(out.lemma) < LEMMA_MAX);
    assert_string_equal(normal("s").lemma, "s");
    assert_string_equal(normal("ed").lemma, "ed");
    assert_string_equal(normal("ing").lemma, "ing");
    assert_string_equal(normal("\xFF\xFE").concept, "\xFF\xFE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lemmas), cmocka_unit_test(test_concepts_meet), cmocka_unit_test(test_classes),
                                       cmocka_unit_test(test_hostile_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
