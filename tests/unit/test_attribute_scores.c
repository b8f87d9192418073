/* scores.c: windows cover a run, overlap, fit, and break where it is best to break. */
#include "attribute_case.h"

static struct run run_of(struct attribute_case *c)
{
    uint32_t n = c->words.n_words, *word = ARENA_NEW(&c->arena, uint32_t, n), *paragraph = ARENA_NEW(&c->arena, uint32_t, n);
    uint32_t *group = ARENA_NEW(&c->arena, uint32_t, n);
    uint8_t *quote = ARENA_NEW(&c->arena, uint8_t, n);
    int32_t *piece = ARENA_NEW(&c->arena, int32_t, n);
    assert_true(word && paragraph && group && quote && piece);
    for (uint32_t i = 0; i < n; i++) {
        word[i] = i;
        paragraph[i] = c->words.words[i].paragraph;
        quote[i] = c->words.words[i].quote;
        piece[i] = -1;
    }
    return (struct run){n, word, paragraph, group, quote, piece};
}

static uint32_t pieces_of(const struct attribute_case *c, struct window w)
{
    uint32_t end = w.end < c->words.n_words ? c->words.words[w.end].first_piece : c->words.n_pieces, n = 2;
    for (uint32_t i = w.first + 1; i < w.end; i++)
        n += c->words.words[i].paragraph != c->words.words[i - 1].paragraph;
    return n + end - c->words.words[w.first].first_piece;
}

static void check_windows(struct attribute_case *c, const struct window *windows, uint32_t n)
{
    assert_int_equal(windows[0].first, 0);
    assert_int_equal(windows[n - 1].end, c->words.n_words);
    for (uint32_t k = 0; k < n; k++) {
        assert_true(windows[k].end > windows[k].first);
        assert_true(pieces_of(c, windows[k]) <= MODEL_WINDOW || windows[k].end == windows[k].first + 1);
        if (k)
            assert_true(windows[k].first > windows[k - 1].first && windows[k].first <= windows[k - 1].end);
    }
}

static void test_windows(void **state)
{
    static const char *const units[] = {"word ", "A few words here. ", "A line.\n", "\n\n", "“A quotation, he said.” "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        char text[20000] = "First word. ";
        for (int i = 0; i < 700; i++)
            strcat(text, units[u]);
        struct attribute_case c;
        struct window *windows;
        uint32_t n;
        case_begin(&c, text);
        struct run run = run_of(&c);
        assert_true(scores_windows(&c.arena, &c.work, &run, &windows, &n));
        check_windows(&c, windows, n);
        case_end(&c);
    }
}

static void test_breaks_between_paragraphs(void **state)
{
    char text[4000] = "";
    struct attribute_case c;
    struct window *windows;
    uint32_t n;
    for (int i = 0; i < 20; i++)
        strcat(text, "Twenty words stand in this line. It has two sentences, which is one more than need be here.\n");
    case_begin(&c, text);
    struct run run = run_of(&c);
    assert_true(scores_windows(&c.arena, &c.work, &run, &windows, &n));
    assert_true(n > 1);
    for (uint32_t k = 0; k < n; k++) {
        assert_true(windows[k].first == 0 || run.paragraph[windows[k].first] != run.paragraph[windows[k].first - 1]);
        assert_true(windows[k].end == run.n || run.paragraph[windows[k].end] != run.paragraph[windows[k].end - 1]);
    }
    case_end(&c);
}

/* Windows share words inside a group, and none across the end of one. */
static void test_groups_do_not_overlap(void **state)
{
    char text[6000] = "";
    struct attribute_case c;
    struct window *windows;
    uint32_t n, n_overlaps = 0;
    for (int i = 0; i < 40; i++)
        strcat(text, "Twenty words stand in this line. It has two sentences, which is one more than need be here.\n");
    case_begin(&c, text);
    struct run run = run_of(&c);
    uint32_t *group = ARENA_NEW(&c.arena, uint32_t, run.n);
    assert_non_null(group);
    for (int grouped = 0; grouped < 2; grouped++, run.group = group) {
        assert_true(scores_windows(&c.arena, &c.work, &run, &windows, &n));
        check_windows(&c, windows, n);
        assert_true(n > 2);
        for (uint32_t k = 1; k < n; k++)
            n_overlaps += windows[k].first < windows[k - 1].end;
        assert_int_equal(n_overlaps, grouped ? 0 : n - 1);
        n_overlaps = 0;
        for (uint32_t i = 0; i < run.n; i++)
            group[i] = run.paragraph[i];
    }
    case_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_windows), cmocka_unit_test(test_breaks_between_paragraphs),
                                       cmocka_unit_test(test_groups_do_not_overlap)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
