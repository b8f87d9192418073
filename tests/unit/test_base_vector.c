/* vector.c: grows by doubling, stops at its maximum. */
#include "check.h"

#include <stdlib.h>

#include "base/vector.h"

static void test_grows_to_the_maximum(void **state)
{
    for (size_t max = 0; max < 40; max++) {
        int *items = NULL;
        size_t n = 0, capacity = 0;
        while (VECTOR_ROOM(items, n, capacity, max)) {
            items[n] = (int)n;
            n++;
        }
        assert_int_equal(n, max);
        assert_true(capacity <= max);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(items[i], i);
        free(items);
    }
}

static void test_overflow(void **state)
{
    char *items = NULL;
    size_t capacity = 0;
    assert_false(vector_reserve(&items, SIZE_MAX / 4, &capacity, 16, SIZE_MAX));
    assert_null(items);
    assert_int_equal(capacity, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_grows_to_the_maximum), cmocka_unit_test(test_overflow)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
