/* error.c: messages that fit, are UTF-8, and hold nothing that a terminal obeys. */
#include "check.h"

#include <string.h>

#include "base/base.h"

static void test_status_texts(void **state)
{
    assert_string_equal(hearsay_status_text(HEARSAY_OK), "done");
    assert_string_equal(hearsay_status_text(HEARSAY_UNSUPPORTED), "not supported here");
    assert_string_equal(hearsay_status_text((enum hearsay_status)999), "unknown status");
}

static void test_message(void **state)
{
    struct error error;
    assert_int_equal(error_set(&error, HEARSAY_IO, "cannot read '%s'", "a.txt"), HEARSAY_IO);
    assert_string_equal(error.message, "cannot read 'a.txt'");
    assert_int_equal(error_set(&error, HEARSAY_INPUT, "%s: again", error.message), HEARSAY_INPUT);
    assert_string_equal(error.message, "cannot read 'a.txt': again");
    assert_int_equal(error_set(NULL, HEARSAY_IO, "%s", "x"), HEARSAY_IO);
}

static void test_harmful_replaced(void **state)
{
    struct error error;
    error_set(&error, HEARSAY_IO, "%s", "a\033[2Jb\nc\x7F" "d\xC2\x9B" "e\xFFg\xE2\x80\xAEh é");
    assert_string_equal(error.message, "a?[2Jb?c?d?e?g?h é");
}

static void test_cut(void **state)
{
    struct error error;
    char name[2000];
    for (size_t i = 0; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "é", 2);
    name[sizeof name - 2] = 0;
    error_set(&error, HEARSAY_IO, "x%s", name);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
    error_set(&error, HEARSAY_IO, "%s", name);
    assert_int_equal(strlen(error.message), sizeof error.message - 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_texts), cmocka_unit_test(test_message), cmocka_unit_test(test_harmful_replaced),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
