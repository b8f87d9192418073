/* buffer.c: always terminated, never past its maximum, and once failed it stays so until cleared. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

static void test_grows_terminated(void **state)
{
    struct buffer buffer;
    buffer_init(&buffer, 100000);
    for (int i = 0; i < 10000; i++) {
        assert_true(buffer_append(&buffer, "0123456789", (size_t)(i % 11)));
        assert_int_equal(buffer.data[buffer.length], 0);
    }
    assert_true(buffer_printf(&buffer, "<%s:%d>", "end", 42));
    assert_string_equal(buffer.data + buffer.length - 8, "<end:42>");
    buffer_release(&buffer);
    assert_null(buffer.data);
}

static void test_maximum(void **state)
{
    struct buffer buffer;
    buffer_init(&buffer, 5);
    assert_true(buffer_puts(&buffer, "abcde"));
    assert_true(buffer_append(&buffer, NULL, 0));
    assert_false(buffer_puts(&buffer, "f"));
    assert_true(buffer.failed);
    assert_false(buffer_puts(&buffer, ""));
    assert_string_equal(buffer.data, "abcde");
    buffer_clear(&buffer);
    assert_true(buffer_puts(&buffer, "abc"));
    assert_false(buffer_printf(&buffer, "%d", 123));
    assert_string_equal(buffer.data, "abc");
    buffer_release(&buffer);
    buffer_init(&buffer, SIZE_MAX);
    assert_false(buffer_append(&buffer, "", SIZE_MAX));
    buffer_release(&buffer);
}

static void test_take(void **state)
{
    struct buffer buffer;
    char *out;
    size_t n;
    buffer_init(&buffer, 10);
    assert_int_equal(buffer_take(&buffer, &out, &n), HEARSAY_OK);
    assert_string_equal(out, "");
    free(out);
    buffer_puts(&buffer, "word");
    assert_int_equal(buffer_take(&buffer, &out, &n), HEARSAY_OK);
    assert_int_equal(n, 4);
    assert_string_equal(out, "word");
    assert_null(buffer.data);
    free(out);
    buffer_puts(&buffer, "longer than ten");
    assert_int_equal(buffer_take(&buffer, &out, NULL), HEARSAY_MEMORY);
    assert_null(out);
    assert_true(buffer_puts(&buffer, "again"));
    buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grows_terminated), cmocka_unit_test(test_maximum), cmocka_unit_test(test_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
