/* vocabulary.c: pieces found as lines number them; bad files refused in words. */
#include "check.h"

#include "text/vocabulary.h"
#include "tiny_vocabulary.h"

static void test_every_line_is_found(void **state)
{
    struct vocabulary *vocabulary = tiny_vocabulary();
    int32_t id = 0;
    assert_non_null(vocabulary);
    for (const char *line = tiny_lines; *line; id++) {
        size_t n = strcspn(line, "\n");
        assert_int_equal(vocabulary_find(vocabulary, line, n), id);
        line += n + 1;
    }
    assert_int_equal(vocabulary_find(vocabulary, "absent", 6), -1);
    assert_int_equal(vocabulary_find(vocabulary, "##z", 3), -1);
    assert_int_equal(vocabulary_find(vocabulary, "", 0), -1);
    assert_int_equal(vocabulary_find(vocabulary, "er", 2), -1);
    assert_true(vocabulary_part(vocabulary, "er", 2, true) >= 0);
    assert_int_equal(vocabulary_unknown(vocabulary), 1);
    assert_int_equal(vocabulary_longest(vocabulary), strlen("national"));
    vocabulary_free(vocabulary);
}

static void test_line_ends(void **state)
{
    struct vocabulary *vocabulary;
    static const char lines[] = "[UNK]\r\nab\r\n##c";
    assert_int_equal(vocabulary_new(lines, strlen(lines), &vocabulary, NULL), HEARSAY_OK);
    assert_int_equal(vocabulary_find(vocabulary, "ab", 2), 1);
    assert_int_equal(vocabulary_find(vocabulary, "##c", 3), 2);
    vocabulary_free(vocabulary);
}

static void test_refused(void **state)
{
    static const struct { const char *lines, *message; } cases[] = {
        {"", "vocabulary without '[UNK]'"},
        {"a\nb\n", "vocabulary without '[UNK]'"},
        {"[UNK]\n\nb\n", "vocabulary line 2 is empty or stands twice"},
        {"[UNK]\na\na\n", "vocabulary line 3 is empty or stands twice"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocabulary *vocabulary;
        struct error error;
        assert_int_equal(vocabulary_new(cases[i].lines, strlen(cases[i].lines), &vocabulary, &error), HEARSAY_MODEL);
        assert_null(vocabulary);
        assert_string_equal(error.message, cases[i].message);
    }
    struct vocabulary *vocabulary;
    assert_int_equal(vocabulary_new("", SIZE_MAX, &vocabulary, NULL), HEARSAY_MODEL);
    vocabulary_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_line_is_found), cmocka_unit_test(test_line_ends), cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
