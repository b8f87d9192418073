/* form.c: direct, mixed, indirect, whatever the marks. */
#include "attribute_case.h"

static void expect(const char *text, const char *content, enum hearsay_form form)
{
    struct attribute_case c;
    case_begin(&c, text);
    struct raw_attribution raw = case_raw(&c, NULL, NULL, content);
    if (attribute_form(&c.work, &raw) != form)
        fail_msg("%s: form %d for %d", text, attribute_form(&c.work, &raw), form);
    case_end(&c);
}

static void test_marks(void **state)
{
    expect("\"It is over,\" he said.", "\"It is over,\"", HEARSAY_FORM_DIRECT);
    expect("“It is over,” he said.", "“It is over,”", HEARSAY_FORM_DIRECT);
    expect("‘It is over,’ he said.", "‘It is over,’", HEARSAY_FORM_DIRECT);
    expect("He said it is over.", "it is over", HEARSAY_FORM_INDIRECT);
    expect("He said it is “all over” now.", "it is “all over” now", HEARSAY_FORM_MIXED);
    expect("He said: “It is over", "“It is over", HEARSAY_FORM_DIRECT);
    expect("He said that “it is over.”", "that “it is over.”", HEARSAY_FORM_DIRECT); /* one word outside is none */
    expect("He said it’s Smith's.", "it’s Smith's", HEARSAY_FORM_INDIRECT);
}

static void test_inside_a_quotation(void **state)
{
    struct attribute_case c;
    case_begin(&c, "“He said it was done. He said, ‘Go away now.’ ” she told us.");
    struct raw_attribution outer = case_raw(&c, "she", "told us", "“He said it was done. He said, ‘Go away now.’ ”");
    c.work.raw = (struct raw_list){calloc(1, sizeof outer), 1, 1};
    assert_non_null(c.work.raw.items);
    c.work.raw.items[0] = outer;
    struct raw_attribution inner = case_raw(&c, "He", "said", "it was done");
    inner.parent = 0;
    assert_int_equal(attribute_form(&c.work, &inner), HEARSAY_FORM_INDIRECT);
    inner.content[0] = case_find(&c, "‘Go away now.’");
    assert_int_equal(attribute_form(&c.work, &inner), HEARSAY_FORM_DIRECT);
    case_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_marks), cmocka_unit_test(test_inside_a_quotation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
