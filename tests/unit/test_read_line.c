/* line.c: one line of NDJSON; broken bytes are mended, broken JSON is told with its place. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "read/line.h"

static struct error error;
static uint64_t offset;

static enum hearsay_status parse(const char *bytes, size_t n, struct article **out)
{
    char *copy = malloc(n + 1); /* exactly as large as the line, for the address sanitizer */
    assert_non_null(copy);
    memcpy(copy, bytes, n);
    struct line line = {"dir/a.ndjson", copy, n, 3, 1000};
    enum hearsay_status status = line_article(&line, out, &error, &offset);
    free(copy);
    return status;
}

#define PARSE(text, out) parse("" text, sizeof(text) - 1, out)

static void test_fields(void **state)
{
    struct article *article;
    assert_int_equal(PARSE("{\"id\": \"x\", \"url\": \"u\", \"outlet\": \"o\", \"published\": \"2024-01-02\", \"byline\": \"b\","
                           " \"title\": \"t\", \"text\": \"caf\xC3\xA9 \\ud83d\\ude00\", \"more\": [1, {\"text\": 2}]}", &article),
                     HEARSAY_OK);
    const struct hearsay_record *fields = &article->fields;
    assert_string_equal(fields->id, "x");
    assert_string_equal(fields->input, "dir/a.ndjson");
    assert_string_equal(fields->url, "u");
    assert_string_equal(fields->outlet, "o");
    assert_string_equal(fields->published, "2024-01-02");
    assert_string_equal(fields->byline, "b");
    assert_string_equal(fields->title, "t");
    assert_string_equal(fields->text, "caf\xC3\xA9 \xF0\x9F\x98\x80");
    assert_int_equal(fields->n_points, 6);
    assert_int_equal(fields->n_diagnostics, 0);
    article_free(article);
}

static void test_absent(void **state)
{
    struct article *article;
    assert_int_equal(PARSE("{\"text\": \"a\", \"title\": null, \"outlet\": \"\", \"url\": 5}", &article), HEARSAY_OK);
    assert_string_equal(article->fields.id, "a.ndjson:3");
    assert_null(article->fields.title);
    assert_null(article->fields.outlet);
    assert_null(article->fields.url);
    assert_int_equal(article->fields.n_diagnostics, 1);
    assert_non_null(strstr(article->fields.diagnostics[0].message, "'url' is not a string"));
    article_free(article);
    assert_int_equal(PARSE("{\"text\": \"a\", \"id\": 42}", &article), HEARSAY_OK);
    assert_string_equal(article->fields.id, "42");
    article_free(article);
}

static void test_mended(void **state)
{
    static const struct { const char *line; size_t n; const char *text; uint32_t first; } cases[] = {
#define LINE(inside) "{\"text\": \"" inside "\"}", sizeof("{\"text\": \"" inside "\"}") - 1
        {LINE("ab\xFF" "c\xE2\x80"), "ab\xEF\xBF\xBD" "c\xEF\xBF\xBD", 2},
        {LINE("a\0b"), "a\xEF\xBF\xBD" "b", 1},
        {LINE("a\\ud800b"), "a\xEF\xBF\xBD" "b", 1},
        {LINE("\\udc00\\ud800\\u0041"), "\xEF\xBF\xBD\xEF\xBF\xBD" "A", 0},
        {LINE("a\\u0000"), "a\xEF\xBF\xBD", 1},
        {LINE("\\\\ud800 \xFF"), "\\ud800 \xEF\xBF\xBD", 7},
#undef LINE
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct article *article;
        assert_int_equal(parse(cases[i].line, cases[i].n, &article), HEARSAY_OK);
        assert_string_equal(article->fields.text, cases[i].text);
        assert_int_equal(article->fields.n_diagnostics, 1);
        assert_int_equal(article->fields.diagnostics[0].offset, cases[i].first);
        assert_non_null(strstr(article->fields.diagnostics[0].message, "'dir/a.ndjson': line 3: "));
        article_free(article);
    }
}

static void test_refused(void **state)
{
    static const char *const lines[] = {"{", "[1]", "5", "\"text\"", "{}", "{\"text\": 5}", "{\"text\": null}", "{\"text\": \"a\"",
                                        "{\"text\": \"a\"} x", "{\"text\": \"\\u12\"}", "{\"text\": \"a\\", "\\", "{\"text\": 1e999}"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct article *article;
        assert_int_equal(parse(lines[i], strlen(lines[i]), &article), HEARSAY_INPUT);
        assert_null(article);
        assert_non_null(strstr(error.message, "'dir/a.ndjson': line 3: "));
        assert_in_range(offset, 1000, 1000 + strlen(lines[i]));
    }
}

static void test_deep(void **state)
{
    enum { DEPTH = 200000 };
    struct article *article;
    char *line = malloc(DEPTH);
    assert_non_null(line);
    memset(line, '[', DEPTH);
    memcpy(line, "{\"text\":", 8);
    assert_int_equal(parse(line, DEPTH, &article), HEARSAY_INPUT);
    free(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fields), cmocka_unit_test(test_absent), cmocka_unit_test(test_mended),
                                       cmocka_unit_test(test_refused), cmocka_unit_test(test_deep)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
