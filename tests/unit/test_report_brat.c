/* brat.c: standoff lines and events; flat, a token has one role. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "hearsay.h"

#define TEXT "Ann said\nBob told her \xC3\xA9 no, she said."
/*            0123 5678  9    3    8   2        4  7                       */

static const struct hearsay_span outer_content[] = {{9, 27}}, inner_content[] = {{22, 26}}, clash_content[] = {{0, 17}, {28, 31}};

static struct hearsay_record record_of(const struct hearsay_attribution *all, size_t n)
{
    return (struct hearsay_record){.id = "x", .text = TEXT, .n_bytes = sizeof TEXT - 1, .n_points = sizeof TEXT - 2, .attributions = all,
                                   .n_attributions = n};
}

static void check(const struct hearsay_record *record, bool flat, const char *wanted)
{
    char *out;
    size_t n;
    assert_int_equal(hearsay_record_brat(record, flat, &out, &n), HEARSAY_OK);
    assert_string_equal(out, wanted);
    assert_int_equal(n, strlen(wanted));
    free(out);
}

static void test_nested(void **state)
{
    const struct hearsay_attribution all[] = {
        {.parent = HEARSAY_NONE, .source = {0, 3}, .cue = {4, 8}, .content = outer_content, .n_content = 1},
        {.parent = 0, .cue = {13, 17}, .content = inner_content, .n_content = 1},
    };
    struct hearsay_record record = record_of(all, 2);
    check(&record, false,
          "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 27\tBob told her \xC3\xA9 no,\nT4\tAttribution 4 8\tsaid\n"
          "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
          "T5\tCue 13 17\ttold\nT6\tContent 22 26\t\xC3\xA9 no\nT7\tAttribution-no-source 13 17\ttold\n"
          "E2\tAttribution-no-source:T7 Content:T6 Cue:T5\n");
    check(&record, true,
          "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 27\tBob told her \xC3\xA9 no,\nT4\tAttribution 4 8\tsaid\n"
          "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n");
}

static void test_clash(void **state)
{
    const struct hearsay_attribution all[] = {
        {.parent = HEARSAY_NONE, .source = {0, 3}, .cue = {4, 8}, .content = outer_content, .n_content = 1},
        /* its content runs over the first's source and cue, its cue stands in the first's content */
        {.parent = HEARSAY_NONE, .source = {9, 12}, .cue = {13, 17}, .content = clash_content, .n_content = 2},
        /* nothing of this one's content is left */
        {.parent = HEARSAY_NONE, .source = {28, 31}, .cue = {32, 36}, .content = (struct hearsay_span[]){{4, 8}}, .n_content = 1},
    };
    struct hearsay_record record = record_of(all, 3);
    check(&record, true,
          "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 27\tBob told her \xC3\xA9 no,\nT4\tAttribution 4 8\tsaid\n"
          "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
          "T5\tContent 9 17;28 31\tBob told she\nT6\tAttribution-no-source 9 17;28 31\tBob told she\n"
          "E2\tAttribution-no-source:T6 Content:T5\n");
}

static void test_outside(void **state)
{
    const struct hearsay_attribution one = {.parent = HEARSAY_NONE, .source = {900, 3}, .cue = {4, UINT32_MAX},
                                            .content = outer_content, .n_content = 0};
    struct hearsay_record record = record_of(&one, 1), none = record_of(NULL, 0);
    check(&none, false, "");
    check(&none, true, "");
    char *out;
    assert_int_equal(hearsay_record_brat(&record, false, &out, NULL), HEARSAY_OK);
    free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nested), cmocka_unit_test(test_clash), cmocka_unit_test(test_outside)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
