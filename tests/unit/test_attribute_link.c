/* link.c: the features of a pair, and how spans and links become attributions. */
#include "attribute_case.h"

static void test_features(void **state)
{
    struct span cue = {10, 11, ROLE_CUE, 1};
    static const struct {
        uint32_t first, last;
        uint8_t distance;
    } contents[] = {{8, 9, 0}, {7, 8, 1}, {3, 7, 2}, {2, 6, 3}, {0, 2, 4}, {12, 14, 10}, {13, 14, 11}, {20, 21, 15}, {300, 301, 19}};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct span content = {contents[i].first, contents[i].last, ROLE_CONTENT, 1};
        assert_int_equal(link_features(&content, &cue, 0, 0).distance, contents[i].distance);
    }
    struct span content = {12, 14, ROLE_CONTENT, 1};
    struct link_features f = link_features(&content, &cue, 7, 5);
    assert_int_equal(f.between, 3);
    assert_int_equal(f.paragraph, 2);
}

/* "She said A. B. He C" : one cue with two contents, one source for two cues, one content that nobody claims, one cue in vain. */
static void test_assemble(void **state)
{
    struct span items[] = {{0, 0, ROLE_SOURCE, .9f}, {1, 1, ROLE_CUE, .8f}, {2, 3, ROLE_CONTENT, .7f}, {5, 6, ROLE_CONTENT, .6f},
                           {7, 7, ROLE_CUE, .5f}, {8, 8, ROLE_CONTENT, .4f}, {9, 9, ROLE_CUE, .3f}, {10, 11, ROLE_CONTENT, .2f}};
    uint32_t partner[] = {UINT32_MAX, 0, 1, 1, 0, 4, 0, UINT32_MAX}, word[12], group[12] = {0};
    float p[] = {0, .95f, .85f, .75f, .65f, .55f, .45f, .35f};
    for (uint32_t i = 0; i < 12; i++)
        word[i] = 100 + i;
    struct span_list spans = {items, 8};
    uint32_t second[] = {UINT32_MAX, UINT32_MAX, 4, UINT32_MAX, 0, UINT32_MAX, 0, UINT32_MAX};
    struct links links = {partner, second, p, p};
    struct run run = {.n = 12, .word = word, .group = group};
    struct raw_list list = {0};
    struct arena arena;
    arena_init(&arena, 0);
    assert_int_equal(link_assemble(&arena, &run, &spans, &links, NULL, &list), HEARSAY_OK);
    assert_int_equal(list.n, 3);
    assert_int_equal(list.items[0].n_content, 2);
    assert_int_equal(list.items[0].source.first, 100);
    assert_int_equal(list.items[0].cue.last, 101);
    assert_int_equal(list.items[0].content[1].first, 105);
    assert_int_equal(list.items[0].content[1].last, 106);
    assert_int_equal(list.items[0].parent, HEARSAY_NONE);
    assert_true(list.items[0].p_content == .6f && list.items[0].p_content_link == .75f && list.items[0].p_source_link == .95f);
    assert_int_equal(list.items[1].source.first, 100);
    assert_int_equal(list.items[1].cue.first, 107);
    assert_true(raw_absent(list.items[2].cue) && raw_absent(list.items[2].source));
    assert_int_equal(list.items[2].content[0].first, 110);
    raw_list_release(&list);
    arena_release(&arena);
}

static void test_too_many_contents(void **state)
{
    enum { CONTENTS = RAW_CONTENT_MAX + 5 };
    struct span items[CONTENTS + 1] = {{0, 0, ROLE_CUE, 1}};
    uint32_t partner[CONTENTS + 1] = {UINT32_MAX}, word[2 * CONTENTS + 3], group[2 * CONTENTS + 3] = {0};
    float p[CONTENTS + 1] = {1};
    for (uint32_t i = 0; i < 2 * CONTENTS + 3; i++)
        word[i] = i;
    for (uint32_t i = 1; i <= CONTENTS; i++) {
        items[i] = (struct span){2 * i, 2 * i, ROLE_CONTENT, 1};
        partner[i] = 0;
    }
    struct span_list spans = {items, CONTENTS + 1};
    struct links links = {partner, partner, p, p};
    struct run run = {.n = 2 * CONTENTS + 3, .word = word, .group = group};
    struct raw_list list = {0};
    struct arena arena;
    int parents[] = {7};
    arena_init(&arena, 0);
    assert_int_equal(link_assemble(&arena, &run, &spans, &links, parents, &list), HEARSAY_OK);
    assert_int_equal(list.n, 1);
    assert_int_equal(list.items[0].n_content, RAW_CONTENT_MAX);
    assert_int_equal(list.items[0].parent, 7);
    raw_list_release(&list);
    arena_release(&arena);
}

/* "A," she said. "B," he said: B chose "she said", which has A; "he said" would be in vain. */
static void test_cue_in_vain(void **state)
{
    struct span items[] = {{0, 0, ROLE_CONTENT, 1}, {2, 2, ROLE_CUE, 1}, {4, 4, ROLE_CONTENT, 1}, {6, 6, ROLE_CUE, 1}, {8, 8, ROLE_CUE, 1}};
    uint32_t partner[] = {1, UINT32_MAX, 1, UINT32_MAX, UINT32_MAX}, second[] = {3, UINT32_MAX, 3, UINT32_MAX, UINT32_MAX};
    uint32_t n_contents[] = {0, 2, 0, 0, 0};
    float p[] = {.9f, 0, .7f, 0, 0}, p_second[] = {.05f, 0, .2f, 0, 0};
    struct span_list spans = {items, 5};
    struct links links = {partner, second, p, p_second};
    link_fill_cues(&spans, &links, n_contents);
    assert_int_equal(partner[0], 1);
    assert_int_equal(partner[2], 3);
    assert_true(p[2] == .2f);
    assert_int_equal(n_contents[1], 1);
    assert_int_equal(n_contents[3], 1);
    assert_int_equal(n_contents[4], 0);
    p_second[0] = 0; /* the last content of a cue is never taken, nor one that hardly thought of it */
    n_contents[3] = 0;
    partner[2] = UINT32_MAX;
    p_second[2] = .001f;
    link_fill_cues(&spans, &links, n_contents);
    assert_int_equal(n_contents[3], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_features), cmocka_unit_test(test_assemble),
                                       cmocka_unit_test(test_too_many_contents), cmocka_unit_test(test_cue_in_vain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
