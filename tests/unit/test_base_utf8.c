/* utf8.c: bad bytes replaced as in a browser, offsets that hold, spans. */
#include "check.h"

#include <string.h>

#include "base/base.h"
#include "base/utf8.h"

#define R "\xEF\xBF\xBD"

static void check_one(const char *in, size_t n, const char *wanted, size_t n_bad, uint32_t first_bad)
{
    struct arena arena;
    struct text text;
    size_t bad;
    uint32_t first;
    arena_init(&arena, 0);
    assert_int_equal(text_check(&arena, in, n, &text, &bad, &first), HEARSAY_OK);
    assert_string_equal(text.bytes, wanted);
    assert_int_equal(text.n_bytes, strlen(wanted));
    assert_int_equal(bad, n_bad);
    assert_int_equal(first, first_bad);
    assert_int_equal(text.byte_at[text.n_points], text.n_bytes);
    arena_release(&arena);
}

/* Wanted strings follow Unicode 15, tables 3-8 to 3-11, and the WHATWG decoder. */
static void test_replacement(void **state)
{
    static const struct { const char *in; size_t n; const char *wanted; size_t n_bad; uint32_t first; } cases[] = {
        {"", 0, "", 0, 0},
        {"abc", 3, "abc", 0, 0},
        {"a\0b", 3, "a" R "b", 1, 1},
        {"\xEF\xBB\xBFx", 4, "\xEF\xBB\xBFx", 0, 0},
        {"é\x80", 3, "é" R, 1, 1},
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 9, R R R R R R R R "A", 8, 0},
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", 9, R R R R R R R R "A", 8, 0},
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 9, R R R R R "A" R R "B", 7, 0},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9, R R R R "A", 4, 0},
        {"x\xF0\x9F\x98", 4, "x" R, 1, 1},
        {"\xF0\x9F\x98\x80", 4, "\xF0\x9F\x98\x80", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_one(cases[i].in, cases[i].n, cases[i].wanted, cases[i].n_bad, cases[i].first);
}

static void test_every_code_point(void **state)
{
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        char bytes[UTF8_MOST_BYTES];
        uint32_t back;
        bool good;
        if (point >= 0xD800 && point < 0xE000)
            continue;
        size_t n = utf8_encode(point, bytes);
        assert_int_equal(utf8_decode(bytes, n, &back, &good), n);
        assert_true(good && back == point);
        if (n > 1) {
            utf8_decode(bytes, n - 1, &back, &good);
            assert_false(good);
        }
    }
}

static void test_points_and_copy(void **state)
{
    struct arena arena;
    struct text text;
    arena_init(&arena, 0);
    assert_int_equal(text_check(&arena, "a é\t\n\xC2\xA0ü€", 13, &text, NULL, NULL), HEARSAY_OK);
    assert_int_equal(text.n_points, 8);
    assert_int_equal(text_point(&text, 2), 0xE9);
    assert_int_equal(text_point(&text, 7), 0x20AC);
    assert_int_equal(text_point(&text, 8), 0);
    assert_string_equal(text_copy(&arena, &text, (struct hearsay_span){0, 8}), "a é ü€");
    assert_string_equal(text_copy(&arena, &text, (struct hearsay_span){3, 99}), " ü€");
    assert_string_equal(text_copy(&arena, &text, (struct hearsay_span){50, 99}), "");
    arena_release(&arena);
}

static void test_too_large(void **state)
{
    struct arena arena;
    struct text text;
    arena_init(&arena, 0);
    assert_int_equal(text_check(&arena, "", (size_t)UINT32_MAX, &text, NULL, NULL), HEARSAY_TOO_LARGE);
    assert_int_equal(text.n_points, 0);
    arena_release(&arena);
}

static void test_spans(void **state)
{
    struct hearsay_span a = {2, 5}, b = {3, 4}, c = {5, 7}, none = {4, 4};
    assert_true(span_empty(none) && !span_empty(a));
    assert_true(span_holds(a, b) && !span_holds(b, a) && !span_holds(a, c));
    assert_true(span_overlaps(a, b) && span_overlaps(b, a) && !span_overlaps(a, c) && !span_overlaps(a, none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replacement), cmocka_unit_test(test_every_code_point),
        cmocka_unit_test(test_points_and_copy), cmocka_unit_test(test_too_large), cmocka_unit_test(test_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
