/* Whether two names may be one's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

static void test_one(void **state)
{
    static const char *const ONE[][2] = {{"Roe", "Jane Roe"}, {"Jane Roe", "Jane M. Roe"}, {"J. Roe", "Jane Roe"}, {"Karim Roe", "Ali Karim Roe"}, {"Vestria", "The Vestria"},
                                         {"jane roe", "Jane Roe"}, {"Roe", "Jane Roe Jr."}, {"Jane Roe Jr.", "J. Roe Jr."}, {"Roe", "Roe"}};
    (void)state;
    for (size_t i = 0; i < sizeof ONE / sizeof *ONE; i++) {
        if (!names_may_be_one(ONE[i][0], ONE[i][1]) || !names_may_be_one(ONE[i][1], ONE[i][0]))
            fail_msg("%s, %s", ONE[i][0], ONE[i][1]);
    }
}

static void test_two(void **state)
{
    static const char *const TWO[][2] = {{"Jane Roe", "John Roe"}, {"Jane Roe", "Jane Rowe"}, {"Jane Roe", "Jane Roe Jr."}, {"Ali Karim Roe", "Karim Ali Roe"}, {"Jane", "Jane Roe"},
                                         {"Officials (unnamed)", "Officials (unnamed)"}, {"", "Jane Roe"}, {"", ""}, {" ,.", "Roe"}, {"Jr.", "Jane Roe"}, {"R", "Roe"}};
    (void)state;
    for (size_t i = 0; i < sizeof TWO / sizeof *TWO; i++) {
        if (names_may_be_one(TWO[i][0], TWO[i][1]) || names_may_be_one(TWO[i][1], TWO[i][0]))
            fail_msg("%s, %s", TWO[i][0], TWO[i][1]);
    }
    assert_false(names_may_be_one(NULL, "Roe"));
    assert_false(names_may_be_one("a b c d e f g h i j k l m n o p q r s t u v w x y z", "z"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one), cmocka_unit_test(test_two)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
