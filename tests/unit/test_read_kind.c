/* kind.c: what an input's name and first bytes say of it. */
#include "check.h"

#include <string.h>

#include "read/kind.h"

struct kind_case {
    const char *input, *head;
    enum hearsay_format wanted, found;
    const char *refused; /* a word of the reason; NULL: it is read */
};

static void test_kinds(void **state)
{
    static const struct kind_case cases[] = {
        {"a.txt", "Bell said no.", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, NULL},
        {"a.txt", "{\"text\": \"\"}", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, NULL},
        {"a.NDJSON", "\n", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_NDJSON, NULL},
        {"a.jsonl", "", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_NDJSON, NULL},
        {"-", "\xEF\xBB\xBF\n {\n\"text\"", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_NDJSON, NULL},
        {"-", "{sic} he said", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, NULL},
        {"-", "{\"text\"", HEARSAY_FORMAT_TEXT, HEARSAY_FORMAT_TEXT, NULL},
        {"-", "", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, NULL},
        {"page", "\n<!DOCTYPE HTML><html>", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, "html"},
        {"page.txt", "<html>", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, NULL},
        {"page", "<html>", HEARSAY_FORMAT_TEXT, HEARSAY_FORMAT_TEXT, NULL},
        {"crawl", "WARC/1.0\r\n", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, "warc"},
        {"a.txt", "\xFF\xFEH", HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_AUTO, "utf-16"},
        {"a.txt", "\x1F\x8B\x08", HEARSAY_FORMAT_TEXT, HEARSAY_FORMAT_TEXT, "compressed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *refused;
        const struct kind_case *one = &cases[i];
        assert_int_equal(kind_detect(one->input, one->wanted, one->head, strlen(one->head), &refused), one->found);
        assert_int_equal(!one->refused, !refused);
        if (refused)
            assert_non_null(strstr(refused, one->refused));
    }
}

static void test_binary(void **state)
{
    char bytes[1024];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    assert_true(kind_binary(bytes, sizeof bytes));
    memset(bytes, 0, sizeof bytes);
    assert_true(kind_binary(bytes, 100));
    assert_false(kind_binary(bytes, 0));
    const char *broken = "a mayor \xFF\xFE said \xE2\x80 it \xC0\xAF";
    assert_false(kind_binary(broken, strlen(broken)));
    for (size_t i = 0; i < sizeof bytes; i++) /* prose in Latin-1: every twelfth letter is no UTF-8 */
        bytes[i] = i % 12 ? 'e' : (char)0xE9;
    assert_false(kind_binary(bytes, sizeof bytes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kinds), cmocka_unit_test(test_binary)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
