/* when.c and addressee.c: dates against the article's own, places, and to whom. 14 June 2019 was a Friday. */
#include "check.h"

#include "people_case.h"

static void check(const char *marked, const char *when, const char *where, const char *addressee)
{
    struct people_case t;
    case_run(&t, NULL, "2019-06-14", marked);
    assert_int_equal(t.status, HEARSAY_OK);
    const char *want[] = {when, where, addressee}, *got[] = {t.out[0].when, t.out[0].where, t.out[0].addressee};
    for (int k = 0; k < 3; k++) {
        if (!want[k])
            assert_null(got[k]);
        else {
            assert_non_null(got[k]);
            assert_string_equal(got[k], want[k]);
        }
    }
    case_free(&t);
}

static void test_when(void **state)
{
    check("{s0 Peter Dunn} {c0 said} on Wednesday {q0 it rained}.", "2019-06-12", NULL, NULL);
    check("{s0 Peter Dunn} {c0 said} Friday {q0 it rained}.", "2019-06-14", NULL, NULL);
    check("On Saturday, {s0 Peter Dunn} {c0 said} {q0 it rained}.", "2019-06-08", NULL, NULL);
    check("{s0 Peter Dunn} {c0 said} yesterday that {q0 it rained}.", "2019-06-13", NULL, NULL);
    check("{s0 Peter Dunn} {c0 said} on Nov. 20 that {q0 it rained}.", "2018-11-20", NULL, NULL);
    check("{s0 Peter Dunn} {c0 said} on May 3, 2016, that {q0 it rained}.", "2016-05-03", NULL, NULL);
    check("{s0 Peter Dunn} {c0 said} in March that {q0 it rained}.", "2019-03", NULL, NULL);
    check("{s0 Peter Dunn} {c0 said} after the meeting that {q0 it rained}.", "after the meeting", NULL, NULL);
    check("{s0 Peter Dunn} {c0 said} {q0 it rained on Monday}.", NULL, NULL, NULL);
    check("{s0 Peter Dunn, who was born in 1950,} {c0 said} {q0 it rained}.", NULL, NULL, NULL);
}

static void test_where_and_to_whom(void **state)
{
    check("{s0 Peter Dunn} {c0 told} reporters in Geneva on Thursday that {q0 it rained}.", "2019-06-13", "Geneva", "reporters");
    check("{s0 Peter Dunn} {c0 said} at a news conference that {q0 it rained}.", NULL, "a news conference", NULL);
    check("{s0 Peter Dunn} {c0 told} Karen Olsen of the council that {q0 it rained}.", NULL, NULL, "Karen Olsen");
    check("{s0 Peter Dunn} {c0 told} him {q0 it rained}.", NULL, NULL, "him");
    check("{s0 Peter Dunn, the envoy in Geneva,} {c0 said} {q0 it rained}.", NULL, NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_when), cmocka_unit_test(test_where_and_to_whom)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
