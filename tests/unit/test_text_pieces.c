/* pieces.c: WordPiece as BERT's uncased reference makes it. */
#include "check.h"

#include "cut_text.h"

/* The pieces of a text as one stretch, with blanks between. */
static const char *pieces_of(struct cut_text *cut)
{
    int32_t *ids;
    uint32_t n;
    char *out = arena_strndup(&cut->arena, "", 0);
    struct hearsay_span all = {0, cut->text.n_points};
    assert_int_equal(wordpiece(&cut->arena, &cut->text, all, cut->vocabulary, &ids, &n), HEARSAY_OK);
    for (uint32_t i = 0; i < n; i++) {
        const char *line = tiny_lines;
        for (int32_t k = 0; k < ids[i]; k++)
            line = strchr(line, '\n') + 1;
        out = arena_printf(&cut->arena, "%s%s%.*s", out, i ? " " : "", (int)strcspn(line, "\n"), line);
    }
    return out;
}

static void test_stretches(void **state)
{
    static const struct { const char *text, *pieces; } cases[] = {
        {"", ""},
        {" \t\n ", ""},
        {"the speaker", "the speak ##er"},
        {"The SPEAKER speaking", "the speak ##er speak ##ing"},
        {"n\xC3\xA4tional national", "national national"},              /* composed accent */
        {"na\xCC\x88tional", "national"},                               /* decomposed: one word here */
        {"he\xC2\xAD" "said", "he ##s ##a ##i ##d"},                    /* a soft hyphen vanishes */
        {"he\xE2\x80\x8Bs", "he ##s"},                                  /* and a zero-width space */
        {"he\xC2\xA0said", "he said"},
        {"he\xE2\x80\xA8said", "he said"},                              /* line separator */
        {"$5,00", "$ 5 , 0 ##0"},
        {"\xE2\x82\xAC" "5", "\xE2\x82\xAC ##5"},                       /* € is no punctuation */
        {"a_b", "a _ b"},
        {"\xE4\xB8\xAD\xE6\x96\x87", "\xE4\xB8\xAD \xE6\x96\x87"},
        {"he\xE2\x80\x9Csaid\xE2\x80\x9D", "he \xE2\x80\x9C said \xE2\x80\x9D"},
        {"heZ", "[UNK]"},                                               /* no ##z */
        {"he \xCC\x81 said", "he said"},                                /* a lone accent gives nothing */
        {"\xEF\xBF\xBD\x01", ""},
        {"\xE2\x89\xA0", "[UNK]"},                                      /* not equal: = and an accent */
        {"[UNK]", "[UNK] u ##n ##k [UNK]"},                                  /* text, never a special piece */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cut_text cut = cut_text(cases[i].text);
        assert_string_equal(pieces_of(&cut), cases[i].pieces);
        cut_release(&cut);
    }
}

static void test_hundred_and_one(void **state)
{
    char text[102];
    memset(text, 'a', 101);
    text[101] = 0;
    struct cut_text cut = cut_text(text);
    assert_string_equal(pieces_of(&cut), "[UNK]");
    cut_release(&cut);
    text[100] = 0;
    cut = cut_text(text);
    assert_int_equal(cut.words.n_pieces, 100);
    cut_release(&cut);
}

static void test_every_word_has_a_piece(void **state)
{
    struct cut_text cut = cut_text("he \xCC\x81 said\xC2\xAD.");
    static const uint32_t first[] = {0, 1, 2, 3, 4};
    assert_int_equal(cut.words.n_words, 5);
    assert_int_equal(cut.words.n_pieces, 5);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(cut.words.words[i].first_piece, first[i]);
    assert_int_equal(cut.words.pieces[1], 1);
    assert_int_equal(cut.words.pieces[3], 1);
    cut_release(&cut);
}

static void test_span_outside(void **state)
{
    struct cut_text cut = cut_text("he said");
    int32_t *ids;
    uint32_t n;
    assert_int_equal(wordpiece(&cut.arena, &cut.text, (struct hearsay_span){3, 99}, cut.vocabulary, &ids, &n), HEARSAY_OK);
    assert_int_equal(n, 1);
    assert_int_equal(wordpiece(&cut.arena, &cut.text, (struct hearsay_span){50, 99}, cut.vocabulary, &ids, &n), HEARSAY_OK);
    assert_int_equal(n, 0);
    cut_release(&cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stretches), cmocka_unit_test(test_hundred_and_one),
        cmocka_unit_test(test_every_word_has_a_piece), cmocka_unit_test(test_span_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
