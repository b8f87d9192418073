/* quotes.c: each rule of docs/model.md, "Quote state, exactly". One digit a word is the state wanted. */
#include "check.h"

#include "cut_text.h"

static void test_states(void **state)
{
    static const struct { const char *text, *states; } cases[] = {
        {"a b", "11"},
        {"he: \xE2\x80\x9Cgo on\xE2\x80\x9D now", "11" "5226" "1"},
        {"he: \"go on,\" now", "11" "52226" "1"},
        {"\"go on", "522"},                                             /* never closed: to the paragraph's end */
        {"\"go on\nnow", "5221"},                                       /* and no farther */
        {"on\xE2\x80\x9D now", "111"},                                  /* closes nothing */
        {"\"a \"b\" c", "525261"},                                      /* opening while open keeps it open */
        {"\xE2\x80\x9C" "a \xE2\x80\x9C" "b\xE2\x80\x9D c", "525261"},
        {"``go on'' now", "55" "22" "66" "1"},
        {"don't stop", "1111"},
        {"the boys' day", "1111"},                                      /* an apostrophe: nothing to close */
        {"he 'went on' now", "1533" "61"},
        {"'tis late", "111"},                                           /* nothing later may close it */
        {"\xE2\x80\x98tis late\xE2\x80\x99 he", "53361"},
        {"\"he 'went on,' now\"", "52" "5444" "6" "2" "6"},
        {"\"he 'went on\" now", "52" "222" "61"},                       /* no single opens that nothing could close */
        {"\"he 'went on\" now' then", "52" "544" "61" "11"},             /* the double closes the single as well */
        {"he said ''go on'' now", "1155" "33" "61" "1"},                /* '' opens no double; the marks count one by one */
        {"\xC2\xAB" "go\xC2\xBB \xE2\x80\x9Eon\xE2\x80\x9D", "526526"},
        {"(\"go\")", "15261"},
        {"a \" b", "152"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cut_text cut = cut_text(cases[i].text);
        char got[64] = {0};
        for (uint32_t k = 0; k < cut.words.n_words; k++)
            got[k] = (char)('0' + cut.words.words[k].quote);
        assert_string_equal(got, cases[i].states);
        cut_release(&cut);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_states)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
