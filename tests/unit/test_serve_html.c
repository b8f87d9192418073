/* html.c: whatever a string holds, it is text where it goes. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "serve/html.h"

static struct buffer out;

static const char *formatted(const char *format, const char *s)
{
    buffer_release(&out);
    buffer_init(&out, 1 << 20);
    html_format(&out, format, s);
    return out.data ? out.data : "";
}

static void test_text(void **state)
{
    static const char *const CASES[][2] = {
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\" onload='x' & ]]>", "&quot; onload=&#39;x&#39; &amp; ]]&gt;"},
        {"a\xE2\x80\xAE" "b", "a\xE2\x9F\xA6U+202E\xE2\x9F\xA7" "b"},                 /* right-to-left override, shown by its number */
        {"a\xEF\xBB\xBF\xE2\x80\x8B", "a\xE2\x9F\xA6U+FEFF\xE2\x9F\xA7\xE2\x9F\xA6U+200B\xE2\x9F\xA7"},
        {"\x1B[31m\x7F", "\xE2\x9F\xA6U+001B\xE2\x9F\xA7[31m\xE2\x9F\xA6U+007F\xE2\x9F\xA7"},
        {"a\nb\tc\xC2\xA0" "d", "a\nb\tc\xC2\xA0" "d"},
        {"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81" "f", "e\xCC\x81\xCC\x81\xCC\x81" "f"}, /* a tower of accents is cut */
        {"\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7", "\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7"}, /* a joiner that letters need */
        {"a\xFF" "b", "a\xEF\xBF\xBD" "b"},
        {"%t %n %%", "%t %n %%"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(formatted("%t", CASES[i][0]), CASES[i][1]);
    assert_string_equal(formatted("<b title=\"%t\">", NULL), "<b title=\"\">");
    assert_string_equal(formatted("100%% %n", "<"), "100% <bdi>&lt;</bdi>");
}

static void test_short(void **state)
{
    char name[2000];
    memset(name, '<', sizeof name - 1);
    name[sizeof name - 1] = 0;
    assert_int_equal(strlen(formatted("%s", name)), 200 * strlen("&lt;") + strlen("\xE2\x80\xA6"));
    name[200] = 0;
    assert_int_equal(strlen(formatted("%s", name)), 200 * strlen("&lt;"));
}

static void test_address(void **state)
{
    assert_string_equal(formatted("%u", "a b&c=d\"<\xC3\xA9/?#"), "a%20b%26c%3Dd%22%3C%C3%A9%2F%3F%23");
    assert_string_equal(formatted("%a", "https://a.example/?b=1&c=\"x\""), "https://a.example/?b=1&amp;c=%22x%22");
}

static void test_json(void **state)
{
    static const char *const BAD[] = {"[]", "[1]", "[2, 1]", "[3, 3]", "[-1, 4]", "[1, 5000000000]", "[\"1\", 2]", "[1.5, 2]", "{}", "[null, 1]"};
    uint32_t begin = 7, end = 7;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        json_t *pair = json_loads(BAD[i], 0, NULL);
        assert_non_null(pair);
        assert_false(span_of(pair, &begin, &end));
        json_decref(pair);
    }
    assert_int_equal(begin, 7);
    json_t *object = json_loads("{\"n\": 3, \"s\": \"x\", \"big\": 9999999999, \"at\": [2, 9]}", 0, NULL);
    assert_true(span_of(json_object_get(object, "at"), &begin, &end) && begin == 2 && end == 9);
    assert_int_equal(int_of(object, "n", -1), 3);
    assert_int_equal(int_of(object, "big", -1), -1);
    assert_int_equal(int_of(object, "s", -1), -1);
    assert_null(text_of(object, "n"));
    assert_string_equal(text_of(object, "s"), "x");
    assert_null(text_of(NULL, "s"));
    json_decref(object);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_short), cmocka_unit_test(test_address), cmocka_unit_test(test_json)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    buffer_release(&out);
    return failed;
}
