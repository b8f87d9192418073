/* sentences.c and abbreviations.c: a '|' stands where a sentence ends inside a paragraph. The lists are looked at from inside. */
#include "check.h"

#include "cut_text.h"
#include "text/abbreviations.c"

/* The text with '|' before every word that begins a sentence, but the first of a paragraph. */
static const char *marked(struct cut_text *cut)
{
    const struct words *words = &cut->words;
    const char *bytes = cut->text.bytes;
    uint32_t done = 0;
    char *out = arena_strndup(&cut->arena, "", 0);
    for (uint32_t i = 1; i < words->n_words; i++) {
        bool begins = words->words[i].sentence != words->words[i - 1].sentence;
        if (begins && words->words[i].paragraph == words->words[i - 1].paragraph) {
            uint32_t at = cut->text.byte_at[words->words[i].begin];
            out = arena_printf(&cut->arena, "%s%.*s|", out, (int)(at - done), bytes + done);
            done = at;
        }
    }
    return arena_printf(&cut->arena, "%s%s", out, bytes + done);
}

/* Each case is the text as it should be cut. */
static void test_cuts(void **state)
{
    static const char *const cases[] = {
        "One sentence",
        "He left. |She stayed! |Did they? |Yes.",
        "A line\nAnother line. |Two\n\nThree",
        /* titles, initials, abbreviations */
        "Mr. Smith met Sen. Jane Q. Doe and Lt. Gen. Roe. |They spoke.",
        "He met then-Sen. Doe, Rep. Roe (D-Mass.) and others. |It was late.",
        "The U.S. Senate voted. |It left the U.S. |The vote was close.",
        "Acme Inc. shares fell. |He joined Acme Inc. |The firm grew.",
        "It began at 5 p.m. Tuesday. |It ended at 9 p.m. |Police came at 3 a.m. EST.",
        "He wrote as J.M. Doe in Roe v. Doe. |It won.",
        "On Jan. 5 he left. |See No. 3 and fig. 4. |Did he? |No. |He did not.",
        "The cat sat. |The dog ran.",
        "SPRINGFIELD, Ill. \xE2\x80\x94 The mayor left. |He ran.",
        "MANCHESTER, N.H. - It was cold. |Very.",
        "Apples, pears, etc. were sold. |They cost $3.50 each. |$5 was paid.",
        "Go to example.com. |It is free. |Version 2.0.1 is out.",
        "1. The first item.\n2. The second. |It is longer.",
        /* quotations */
        "\"Is it?\" he asked. |\"It is.\" |She left.",
        "\xE2\x80\x9CIs it over?\xE2\x80\x9D Smith asked. |\xE2\x80\x9CNo!\xE2\x80\x9D |The room fell silent.",
        "\xE2\x80\x9CHow can we help?\xE2\x80\x9D Mayor Jane Doe told reporters. |He left.",
        "\xE2\x80\x9CI went. |I saw.\xE2\x80\x9D |He left.",
        "He said: \"I am done.\" |Then he left.",
        "She said, \xE2\x80\x9CHe told me, \xE2\x80\x98Go.\xE2\x80\x99\xE2\x80\x9D |I went.",
        "``It is so,'' he said. |``I saw it.'' |He left.",
        "They chanted \"Lock the door!\" at the rally. |Nobody did.",
        "He left. |\"We stay,\" she said.",
        /* a mark that closes a quotation of an earlier paragraph */
        "\"One\nTwo.\" |Then he left.",
        /* brackets */
        "He left (she stayed.) |They met.",
        "He left. |(She stayed.) |They met.",
        /* ellipses */
        "I think... we should. |Well... |He left.",
        "It was \xE2\x80\xA6 Smith who left.",
        "\xE2\x80\x9CWe will see\xE2\x80\xA6\xE2\x80\x9D Smith said. |He left.",
        "... and then it ended. |It did.",
        "What?! |No!!! |Yes.",
        /* what follows */
        "He uses it. |iPhone sales grew.",
        "Yahoo! is a firm. |It is old.",
        "Done. |\xE2\x80\xA2 Next",
        "He said.|The end came. |\xD0\x94\xD0\xB0. |\xD0\x9D\xD0\xB5\xD1\x82.",
        "\xE4\xB8\xAD\xE6\x96\x87\xE3\x80\x82|\xE4\xB8\xAD\xE6\x96\x87\xE3\x80\x82",
    };
    int failures = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plain[512];
        size_t n = 0;
        for (const char *c = cases[i]; *c; c++)
            if (*c != '|')
                plain[n++] = *c;
        plain[n] = 0;
        struct cut_text cut = cut_text(plain);
        const char *got = marked(&cut);
        if (strcmp(got, cases[i]) != 0) {
            print_error("want %s\n got %s\n", cases[i], got);
            failures++;
        }
        cut_release(&cut);
    }
    assert_int_equal(failures, 0);
}

static void test_runs(void **state)
{
    struct cut_text cut = cut_text("One. Two.\n\nThree. Four five.\n");
    const struct words *words = &cut.words;
    uint32_t next = 0;
    assert_int_equal(words->n_sentences, 4);
    for (uint32_t i = 0; i < words->n_sentences; i++) {
        assert_int_equal(words->sentences[i].begin, next);
        assert_true(words->sentences[i].end > next);
        next = words->sentences[i].end;
    }
    assert_int_equal(next, words->n_words);
    cut_release(&cut);
}

static void test_lists_are_sorted(void **state)
{
#define SORTED(table, form)                                                                         \
    for (size_t i = 1; i < sizeof(table) / sizeof *(table); i++)                                    \
        assert_true(strcmp((table)[i - 1] form, (table)[i] form) < 0)
    SORTED(abbreviations, .form);
    SORTED(beginners, );
    SORTED(speaking, );
    SORTED(times, );
#undef SORTED
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts), cmocka_unit_test(test_runs), cmocka_unit_test(test_lists_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
