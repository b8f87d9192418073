/* flow.c: no line is wider than it may be, and nothing that a terminal obeys comes through. */
#include "check.h"

#include <string.h>
#include <utf8proc.h>

#include "report/flow.h"

static void set(struct buffer *out, unsigned width, bool colour, const char *words)
{
    struct flow flow;
    buffer_clear(out);
    flow_init(&flow, out, width, colour);
    flow_begin(&flow, 0, 2);
    flow_puts(&flow, words);
    flow_end(&flow);
    flow_release(&flow);
}

static void test_lines(void **state)
{
    struct buffer out;
    buffer_init(&out, 10000);
    set(&out, 10, false, "  one two\n three\t four  ");
    assert_string_equal(out.data, "one two\n  three\n  four\n");
    set(&out, 10, false, "abcdefghijklmnop");
    assert_string_equal(out.data, "abcdefgh\n  ijklmnop\n");
    set(&out, 10, false, "");
    assert_string_equal(out.data, "");
    set(&out, 8, false, "a\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97\xE7\xAC\xA6"); /* characters of two columns */
    assert_string_equal(out.data, "a\xE4\xB8\xAD\xE6\x96\x87\n  \xE5\xAD\x97\xE7\xAC\xA6\n");
    buffer_release(&out);
}

static void test_harmless(void **state)
{
    static const struct { const char *words, *shown; } cases[] = {
        {"a\x1b[31mb", "a\xEF\xBF\xBD[31mb\n"},                       /* an escape */
        {"a\xC2\x9B" "31mb", "a\xEF\xBF\xBD" "31mb\n"},               /* its one-byte form */
        {"a\xE2\x80\xAE" "b", "a\xEF\xBF\xBD" "b\n"},                 /* right-to-left override */
        {"a\xE2\x80\x8B" "b", "a\xEF\xBF\xBD" "b\n"},                 /* zero-width blank */
        {"a\rb\x7F", "a b\xEF\xBF\xBD\n"},
        {"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81x", "e\xCC\x81\xCC\x81\xCC\x81\xEF\xBF\xBDx\n"}, /* a tower of accents */
        {"\xFF", "\xEF\xBF\xBD\n"},
    };
    struct buffer out;
    buffer_init(&out, 10000);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set(&out, 80, false, cases[i].words);
        assert_string_equal(out.data, cases[i].shown);
    }
    buffer_release(&out);
}

/* Every code point there is: what comes out is printable. */
static void test_all_points(void **state)
{
    for (uint32_t point = 0; point < 0x110000; point++) {
        uint32_t shown = flow_visible(point);
        utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)shown);
        assert_true(shown == ' ' || shown == 0xFFFD || shown == point);
        assert_true(category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_CS &&
                    category != UTF8PROC_CATEGORY_ZL && category != UTF8PROC_CATEGORY_ZP);
    }
}

static void test_styles(void **state)
{
    struct buffer out;
    struct flow flow;
    buffer_init(&out, 1000);
    for (int colour = 0; colour < 2; colour++) {
        buffer_clear(&out);
        flow_init(&flow, &out, 10, colour);
        flow_begin(&flow, 0, 0);
        flow_puts(&flow, "abcd ");
        flow_style(&flow, "\033[1m");
        flow_puts(&flow, "efghi"); /* fits: a style takes no column */
        flow_style(&flow, "\033[0m");
        flow_end(&flow);
        assert_string_equal(out.data, colour ? "abcd \033[1mefghi\033[0m\n" : "abcd efghi\n");
        flow_release(&flow);
    }
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_harmless), cmocka_unit_test(test_all_points),
                                       cmocka_unit_test(test_styles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
