/* Days as numbers and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

static void test_numbers(void **state)
{
    (void)state;
    assert_int_equal(day_number((struct day){1970, 1, 1}), 0);
    assert_int_equal(day_number((struct day){2000, 3, 1}), 11017);
    assert_int_equal(day_number((struct day){1969, 12, 31}), -1);
    assert_int_equal(day_number((struct day){2024, 3, 1}) - day_number((struct day){2024, 2, 28}), 2);
    assert_int_equal(day_number((struct day){1900, 3, 1}) - day_number((struct day){1900, 2, 28}), 1);
}

static void test_round(void **state)
{
    (void)state;
    for (long number = -800000; number < 800000; number += 17) {
        struct day d = day_of_number(number);
        assert_in_range(d.month, 1, 12);
        assert_in_range(d.day, 1, 31);
        assert_int_equal(day_number(d), number);
    }
}

static void test_read(void **state)
{
    static const char *const NONE[] = {"", "2017-07", "2017-07-0", "2017/07/07", "2017-13-01", "2017-00-01", "2017-01-00", "2017-01-32", "x017-01-01", "17-07-2017 "};
    struct day d;
    (void)state;
    assert_true(day_parse("2017-07-09T10:00:00Z", &d));
    assert_int_equal(d.year, 2017);
    assert_int_equal(d.month, 7);
    assert_int_equal(d.day, 9);
    assert_false(day_parse(NULL, &d));
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        if (day_parse(NONE[i], &d))
            fail_msg("a day: '%s'", NONE[i]);
}

static void test_digits(void **state)
{
    (void)state;
    assert_int_equal(digits_value("2017", 4), 2017);
    assert_int_equal(digits_value("2017", 2), 20);
    assert_int_equal(digits_value("20a7", 4), -1);
    assert_int_equal(digits_value("999999999", 9), 999999999);
    assert_int_equal(digits_value("9999999999", 10), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers), cmocka_unit_test(test_round), cmocka_unit_test(test_read), cmocka_unit_test(test_digits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
