/* cue_table.c: the table is sorted, and inflected forms find their base. */
#include "attribute_case.h"

#include "attribute/cues.h"

static void test_sorted(void **state)
{
    assert_true(cue_table_sorted());
}

static void test_forms(void **state)
{
    static const char *const forms[][2] = {
        {"said", "say"}, {"says", "say"}, {"saying", "say"}, {"denies", "deny"}, {"denied", "deny"}, {"denying", "deny"},
        {"pledged", "pledge"}, {"pledging", "pledge"}, {"admitted", "admit"}, {"admitting", "admit"}, {"wishes", "wish"},
        {"knew", "know"}, {"claims", "claim"}, {"fears", "fear"}, {"blasted", "blast"}, {"referring", "refer"},
        {"told", "tell"}, {"wrote", "write"}, {"sought", "seek"}, {"allegations", "allegation"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const struct cue_word *entry = cue_word_find(forms[i][0]);
        if (!entry || strcmp(entry->word, forms[i][1]) != 0)
            fail_msg("'%s' gives '%s'", forms[i][0], entry ? entry->word : "nothing");
    }
    assert_null(cue_word_find(""));
    assert_null(cue_word_find("s"));
    assert_null(cue_word_find("ed"));
    assert_null(cue_word_find("table"));
    assert_null(cue_word_find("averyveryverylongwordthatnotableknowsofallthetables"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sorted), cmocka_unit_test(test_forms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
