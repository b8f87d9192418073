/* arena.c: zeroed, aligned, capped, and good again after its release. */
#include "check.h"

#include <string.h>

#include "base/base.h"

static void test_zeroed_aligned_apart(void **state)
{
    struct arena arena;
    arena_init(&arena, 0);
    unsigned char *before = NULL;
    for (size_t n = 0; n < 3000; n += 7) {
        unsigned char *got = arena_alloc(&arena, n, 1);
        assert_non_null(got);
        assert_int_equal((uintptr_t)got % 16, 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(got[i], 0);
        memset(got, 0xAA, n);
        assert_ptr_not_equal(got, before);
        before = got;
    }
    arena_release(&arena);
}

static void test_large_keeps_the_block_in_use(void **state)
{
    struct arena arena;
    arena_init(&arena, 0);
    char *a = arena_alloc(&arena, 16, 1);
    char *large = arena_alloc(&arena, 3 << 20, 1);
    char *b = arena_alloc(&arena, 16, 1);
    assert_non_null(large);
    assert_true(b > a && b - a <= 64);
    arena_release(&arena);
    assert_null(arena.blocks);
}

static void test_cap(void **state)
{
    struct arena arena;
    arena_init(&arena, 64);
    assert_non_null(arena_alloc(&arena, 1, 1)); /* counts as 16 */
    assert_null(arena_alloc(&arena, 49, 1));
    assert_non_null(arena_alloc(&arena, 48, 1));
    assert_null(arena_alloc(&arena, 0, 1));
    assert_int_equal(arena.used_bytes, 64);
    arena_release(&arena);
    assert_non_null(arena_alloc(&arena, 64, 1));
    arena_release(&arena);
}

static void test_overflow(void **state)
{
    struct arena arena;
    arena_init(&arena, 0);
    assert_null(arena_alloc(&arena, SIZE_MAX / 2, 3));
    assert_null(arena_alloc(&arena, SIZE_MAX, 1));
    assert_null(arena_alloc(&arena, PTRDIFF_MAX, 1));
    assert_null(arena_strndup(&arena, "", SIZE_MAX));
    arena_release(&arena);
}

static void test_strings(void **state)
{
    struct arena arena;
    arena_init(&arena, 64);
    assert_string_equal(arena_strndup(&arena, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(&arena, NULL, 0), "");
    assert_string_equal(arena_printf(&arena, "%d-%s", 7, "x"), "7-x");
    assert_null(arena_printf(&arena, "%100d", 7));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zeroed_aligned_apart), cmocka_unit_test(test_large_keeps_the_block_in_use),
        cmocka_unit_test(test_cap), cmocka_unit_test(test_overflow), cmocka_unit_test(test_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
