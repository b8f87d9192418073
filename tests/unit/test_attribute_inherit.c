/* inherit.c: who speaks where no cue stands, and what nobody is named for. */
#include "attribute_case.h"

#include "attribute/extract.h"

static void add(struct attribute_case *c, const char *source, const char *cue, const char *content)
{
    struct raw_list *list = &c->work.raw;
    list->items = realloc(list->items, (list->n + 1) * sizeof *list->items);
    assert_non_null(list->items);
    list->capacity = list->n + 1;
    list->items[list->n++] = case_raw(c, source, cue, content);
}

static void test_same_paragraph(void **state)
{
    struct attribute_case c;
    case_begin(&c, "“It is over now,” she said. “We all go home.”\n");
    add(&c, "she", "said", "“It is over now,”");
    add(&c, NULL, NULL, "“We all go home.”");
    assert_int_equal(inherit_all(&c.work), HEARSAY_OK);
    assert_int_equal(c.work.raw.n, 2);
    assert_int_equal(c.work.raw.items[1].inherits, 0);
    assert_true(raw_absent(c.work.raw.items[1].source));
    case_end(&c);
}

static void test_unclaimed_is_dropped(void **state)
{
    struct attribute_case c;
    case_begin(&c, "It was late in the day.\n\n“We all go home,” said he.");
    add(&c, NULL, NULL, "It was late in the day");
    add(&c, "he", "said", "“We all go home,”");
    assert_int_equal(inherit_all(&c.work), HEARSAY_OK);
    assert_int_equal(c.work.raw.n, 1);
    assert_false(raw_absent(c.work.raw.items[0].cue));
    case_end(&c);
}

/* Never closed, re-opened: the same utterance. Closed and opened: another statement of the same speaker. */
static void test_next_paragraph(void **state)
{
    struct attribute_case c;
    case_begin(&c, "She said: “It is over for us.\n\n“We all go home at last.”\n\n“There is nothing more here.”\n\nIt rained.");
    add(&c, "She", "said:", "“It is over for us.");
    assert_int_equal(inherit_all(&c.work), HEARSAY_OK);
    assert_int_equal(c.work.raw.n, 2);
    assert_int_equal(c.work.raw.items[0].n_content, 2);
    assert_int_equal(c.work.raw.items[1].inherits, 0);
    assert_int_equal(c.work.raw.items[1].n_content, 1);
    case_end(&c);
}

/* An index stays right when what stands before it is dropped. */
static void test_indices_follow(void **state)
{
    struct attribute_case c;
    case_begin(&c, "It was late.\n\n“It is over now,” she said. “We all go home.”\n");
    add(&c, NULL, NULL, "It was late");
    add(&c, "she", "said", "“It is over now,”");
    add(&c, NULL, NULL, "“We all go home.”");
    assert_int_equal(inherit_all(&c.work), HEARSAY_OK);
    assert_int_equal(c.work.raw.n, 2);
    assert_int_equal(c.work.raw.items[1].inherits, 0);
    case_end(&c);
}

static void test_keep(void **state)
{
    struct attribute_case c;
    case_begin(&c, "He wept, they say. “It is over now,” she said. “We all go home.”\n");
    add(&c, "they", "say", "He wept");
    add(&c, "she", "said", "“It is over now,”");
    add(&c, NULL, NULL, "“We all go home.”");
    assert_int_equal(inherit_all(&c.work), HEARSAY_OK);
    assert_int_equal(c.work.raw.items[2].inherits, 1);
    assert_true(raw_list_keep(&c.work, (const bool[]){false, true, true}));
    assert_int_equal(c.work.raw.n, 2);
    assert_int_equal(c.work.raw.items[1].inherits, 0);
    assert_true(raw_list_keep(&c.work, (const bool[]){false, false}));
    assert_int_equal(c.work.raw.n, 0);
    case_end(&c);
}

static void test_hearsay(void **state)
{
    static const struct {
        const char *text, *source, *cue, *content;
        bool hearsay;
    } examples[] = {{"He is believed to have left.", NULL, "is believed", "to have left", true},
                    {"It was reported that he left.", NULL, "was reported", "that he left", true},
                    {"Rumors that he left went round.", NULL, "Rumors", "that he left", true},
                    {"It was revealed that he left.", NULL, "was revealed", "that he left", true},
                    {"His departure was announced on Monday.", NULL, "was announced", "His departure", true},
                    {"Bell, long accused of fraud, left.", NULL, "long accused of", "fraud", true},
                    {"Asked of it, he wept, and accused Bell of fraud.", NULL, "accused", "Bell of fraud", false},
                    {"She revealed that he left.", NULL, "revealed", "that he left", false},
                    {"She was told that he left.", "She", "was told", "that he left", false},
                    {"She reported that he left.", "She", "reported", "that he left", false},
                    {"Asked if he left, she nodded.", NULL, "Asked", "if he left", false}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct attribute_case c;
        case_begin(&c, examples[i].text);
        add(&c, examples[i].source, examples[i].cue, examples[i].content);
        assert_int_equal(inherit_all(&c.work), HEARSAY_OK);
        assert_int_equal(c.work.raw.items[0].hearsay, examples[i].hearsay);
        case_end(&c);
    }
}

static void test_hearsay_by_rule(void **state)
{
    struct attribute_case c;
    case_begin(&c, "It rained, and the minister reportedly left by the back door, wet.");
    assert_int_equal(inherit_all(&c.work), HEARSAY_OK);
    assert_int_equal(c.work.raw.n, 1);
    struct raw_attribution *raw = &c.work.raw.items[0];
    struct raw_span before = case_find(&c, "the minister"), behind = case_find(&c, "left by the back door");
    assert_true(raw->hearsay && raw->n_content == 2 && raw_absent(raw->source));
    assert_memory_equal(&raw->content[0], &before, sizeof before);
    assert_memory_equal(&raw->content[1], &behind, sizeof behind);
    case_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_paragraph), cmocka_unit_test(test_unclaimed_is_dropped),
                                       cmocka_unit_test(test_next_paragraph), cmocka_unit_test(test_indices_follow),
                                       cmocka_unit_test(test_keep), cmocka_unit_test(test_hearsay), cmocka_unit_test(test_hearsay_by_rule)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
