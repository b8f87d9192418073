/* words.c and points.c: words, paragraphs, shapes, look-ups. */
#include "check.h"

#include "cut_text.h"
#include "text/points.h"

/* The words with '|' between. */
static const char *words_of(struct cut_text *cut)
{
    char *out = arena_strndup(&cut->arena, "", 0);
    for (uint32_t i = 0; i < cut->words.n_words; i++) {
        struct hearsay_span span = words_span(&cut->words, i, i);
        out = arena_printf(&cut->arena, "%s%s%s", out, i ? "|" : "", text_copy(&cut->arena, &cut->text, span));
    }
    return out;
}

static void test_cuts(void **state)
{
    static const struct { const char *text, *words; uint32_t n_paragraphs; } cases[] = {
        {"", "", 0},
        {"\n \n\t\n", "", 0},
        {"one", "one", 1},
        {"don't: go-between, a_b 3.5%", "don|'|t|:|go|-|between|,|a_b|3|.|5|%", 1},
        {"a\n\n  b c\n\xC2\xA0\nd", "a|b|c|d", 3},
        {"e\xCC\x81t\xC3\xA9", "e|\xCC\x81|t\xC3\xA9", 1},                    /* a mark is no word character */
        {"10\xC2\xB2 \xE2\x85\xA3 \xE4\xB8\xAD\xE6\x96\x87", "10\xC2\xB2|\xE2\x85\xA3|\xE4\xB8\xAD\xE6\x96\x87", 1},
        {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80|\xF0\x9F\x98\x80", 1},
        {"a\x1C" "b\xE2\x80\xA8" "c\r\nd", "a|b|c|d", 2},                      /* a line separator is no line feed */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cut_text cut = cut_text(cases[i].text);
        assert_string_equal(words_of(&cut), cases[i].words);
        assert_int_equal(cut.words.n_paragraphs, cases[i].n_paragraphs);
        cut_release(&cut);
    }
}

static void test_shapes(void **state)
{
    static const struct { const char *word; enum text_shape shape; } cases[] = {
        {"word", SHAPE_LOWER}, {"\xE4\xB8\xAD", SHAPE_LOWER}, {"Word", SHAPE_TITLE}, {"A", SHAPE_TITLE}, {"AB", SHAPE_UPPER},
        {"\xC3\x89T\xC3\x89", SHAPE_UPPER}, {"McCain", SHAPE_MIXED}, {"iPhone", SHAPE_MIXED}, {"2016", SHAPE_DIGITS},
        {"\xE2\x85\xA3", SHAPE_DIGITS}, {"G20", SHAPE_ALNUM}, {"1st", SHAPE_ALNUM}, {"___", SHAPE_PUNCT}, {"a_b", SHAPE_LOWER},
        {"_Ab", SHAPE_TITLE}, {".", SHAPE_PUNCT}, {"\xE2\x82\xAC", SHAPE_PUNCT}, {"\xCC\x81", SHAPE_PUNCT},
        {"\xC7\x85", SHAPE_LOWER}, /* Dž: a title-case letter is not Lu */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cut_text cut = cut_text(cases[i].word);
        assert_int_equal(cut.words.n_words, 1);
        assert_int_equal(cut.words.words[0].shape, cases[i].shape);
        cut_release(&cut);
    }
}

static void test_look_ups(void **state)
{
    struct cut_text cut = cut_text("One two, three");
    assert_int_equal(words_at(&cut.words, 0), 0);
    assert_int_equal(words_at(&cut.words, 2), 0);
    assert_int_equal(words_at(&cut.words, 3), 1);
    assert_int_equal(words_at(&cut.words, 7), 2);
    assert_int_equal(words_at(&cut.words, 14), 4);
    assert_int_equal(words_at(&cut.words, UINT32_MAX), 4);
    assert_int_equal(words_span(&cut.words, 1, 2).begin, 4);
    assert_int_equal(words_span(&cut.words, 1, 2).end, 8);
    assert_true(span_empty(words_span(&cut.words, 2, 1)) && span_empty(words_span(&cut.words, 0, 4)));
    assert_true(word_is(&cut.text, &cut.words.words[0], "one"));
    assert_false(word_is(&cut.text, &cut.words.words[0], "on"));
    assert_false(word_is(&cut.text, &cut.words.words[0], "ones"));
    cut_release(&cut);
}

static void test_kinds(void **state)
{
    assert_int_equal(point_kinds('a'), POINT_LETTER | POINT_LOWER);
    assert_int_equal(point_kinds(0xC9), POINT_LETTER | POINT_UPPER);
    assert_int_equal(point_kinds(0x661), POINT_DIGIT); /* Arabic-Indic one */
    assert_true(point_is_word('_') && point_is_word(0x2460) && !point_is_word(0x301) && !point_is_word(0x903));
    assert_true(point_is_space(0x1F) && point_is_space(0x85) && !point_is_space(0x200B) && !point_is_space(0x180E));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts), cmocka_unit_test(test_shapes), cmocka_unit_test(test_look_ups), cmocka_unit_test(test_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
