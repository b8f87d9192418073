/* escape.c: whatever an article says, it is text where it goes. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/exchange.h"

static struct buffer out;

static void begin(void)
{
    buffer_release(&out);
    buffer_init(&out, 1 << 20);
}

static const char *html(const char *s, size_t most)
{
    begin();
    html_put(&out, s, most);
    return out.data ? out.data : "";
}

static void test_html(void **state)
{
    static const char *const CASES[][2] = {
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\" onload='x' & ]]>", "&quot; onload=&#39;x&#39; &amp; ]]&gt;"},
        {"a\xE2\x80\xAE" "b", "a\xEF\xBF\xBD" "b"},                             /* right-to-left override */
        {"a\xE2\x81\xA6" "b\xF3\xA0\x81\x81", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD"}, /* isolate, tag character */
        {"a\x1B[31m\x07", "a\xEF\xBF\xBD[31m\xEF\xBF\xBD"},
        {"a\tb\nc\xC2\xA0" "d", "a b c d"},
        {"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", "e\xCC\x81\xCC\x81\xCC\x81\xEF\xBF\xBD\xEF\xBF\xBD"}, /* a tower of accents */
        {"\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7", "\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7"}, /* a joiner that letters need */
        {"", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(html(CASES[i][0], 1000), CASES[i][1]);
    assert_string_equal(html("abcdef", 3), "abc\xE2\x80\xA6");
    assert_string_equal(html("abc", 3), "abc");
    assert_string_equal(html(NULL, 3), "");
}

static void test_url(void **state)
{
    static const char *const GOOD[] = {"http://a.example", "https://a.example/b?c=d&e=f#g", "HTTPS://A.example/", "http://[::1]/x", "https://m\xC3\xBCnchen.example/",
                                       "http://a.example/b@c", "http://localhost:80"};
    static const char *const BAD[] = {"", "javascript:alert(1)", "data:text/html,x", "//a.example", "http://", "http:///a", "http://?a", " http://a.example", "http://a b",
                                      "http://a.example/\n", "http://a.example@b.example/", "http://a.example\\@b/", "ftp://a.example", "file:///etc/passwd",
                                      "http://a.example/\xE2\x80\xAE", "http://a\xFF", "java\tscript:x"};
    char big[EXCHANGE_URL_BYTES + 32];
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        assert_true(url_is_safe(GOOD[i]));
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(url_is_safe(BAD[i]));
    assert_false(url_is_safe(NULL));
    memset(big, 'a', sizeof big);
    memcpy(big, "http://", 7);
    big[sizeof big - 1] = 0;
    assert_false(url_is_safe(big));
    begin();
    url_put(&out, "http://a.example/\"><x>'&y=%41%zz\xC3\xBC{|}", true);
    assert_string_equal(out.data, "http://a.example/%22%3E%3Cx%3E%27&amp;y=%41%25zz%C3%BC%7B%7C%7D");
    begin();
    url_put(&out, "http://a.example/?b&c%", false);
    assert_string_equal(out.data, "http://a.example/?b&c%25");
}

static void test_csv(void **state)
{
    static const char *const CASES[][2] = {
        {"=1+1", "\"'=1+1\""},     {"+1", "\"'+1\""},       {"-1", "\"'-1\""},       {"@SUM(A1)", "\"'@SUM(A1)\""}, {"  =1", "\"'=1\""},
        {"\t=1", "\"'=1\""},       {"\r\n=1", "\"'=1\""},   {"a=1", "\"a=1\""},      {"a \"b\"", "\"a \"\"b\"\"\""}, {"\"=1\"", "\"\"\"=1\"\"\""},
        {"a\r\nb", "\"a b\""},     {" a  b ", "\"a b\""},   {"", "\"\""},            {"\xEF\xBC\x9D" "1", "\"'\xEF\xBC\x9D" "1\""},
        {"\xE2\x80\xAE=1", "\"\xEF\xBF\xBD=1\""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        begin();
        csv_put(&out, CASES[i][0], strlen(CASES[i][0]));
        assert_string_equal(out.data, CASES[i][1]);
    }
}

static void test_json(void **state)
{
    begin();
    json_put_clean(&out, " a\n\n \"b\"\x01\xE2\x80\xAE ", 100);
    assert_string_equal(out.data, "\"a \\\"b\\\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    begin();
    json_put_clean(&out, "abcdef", 4);
    assert_string_equal(out.data, "\"abc\xE2\x80\xA6\"");
    begin();
    json_put_clean(&out, NULL, 4);
    assert_string_equal(out.data, "\"\"");
}

static void test_dates(void **state)
{
    static const char *const BAD[] = {"", "2024", "2024-5-1", "2024-13-01", "2024-02-30", "2023-02-29", "0000-01-01", "20240-01-1", "2024/05/01", "yesterday"};
    struct date date;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(date_read(BAD[i], &date));
    assert_false(date_read(NULL, &date));
    assert_true(date_read("2024-02-29T10:00:00Z", &date));
    assert_true(date.year == 2024 && date.month == 2 && date.day == 29);
}

/* Against Python's uuid.uuid5 and hashlib; the second name is longer than a block of SHA-1. */
static void test_uuid(void **state)
{
    char id[37], again[37];
    char name[200];
    memset(name, 'n', sizeof name);
    uuid_make(id, "article", "a", 1, 0);
    assert_string_equal(id, "245ae9b7-a795-5b01-99a6-cabeeb1ad52c");
    uuid_make(id, "question", name, sizeof name, 12345678901ull);
    assert_string_equal(id, "ef133165-078e-50b2-8f12-915f68a77b88");
    uuid_make(again, "question", name, sizeof name - 1, 12345678901ull);
    assert_string_not_equal(id, again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_html), cmocka_unit_test(test_url),   cmocka_unit_test(test_csv),
                                       cmocka_unit_test(test_json), cmocka_unit_test(test_dates), cmocka_unit_test(test_uuid)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    buffer_release(&out);
    return failed;
}
