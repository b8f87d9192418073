/* record.c, extract.c, nest.c with drawn weights: whatever the model says, the record is sound and the same twice. */
#include "attribute_case.h"

#include "random_model.h"

static const char *const sentences[] = {
    "“He said it was done,” she told reporters, “and he believed it.” ", "According to the report, no one knew that he lied.\n\n",
    "He reportedly claimed that she said that they believed it was over.\n", "“It is over, and it was never closed\n", "Smith's claim is false. ",
    "‘Stop,’ he said. ", "...", "\"", "\n\n\n", "é ü 中文字 said that ", "The aides said the president had promised to resign. "};

static void check_attribution(const struct hearsay_record *r, const struct hearsay_attribution *a)
{
    const struct hearsay_span spans[] = {a->source, a->cue};
    assert_true(a->n_content > 0);
    for (size_t k = 0; k < 2; k++)
        assert_true(spans[k].begin <= spans[k].end && spans[k].end <= r->n_points);
    for (size_t k = 0; k < a->n_content; k++) {
        assert_true(a->content[k].begin < a->content[k].end && a->content[k].end <= r->n_points);
        assert_true(k == 0 || a->content[k - 1].end <= a->content[k].begin);
    }
    assert_true(a->confidence >= 0 && a->confidence <= 1);
    assert_true(a->speaker >= HEARSAY_NONE && a->speaker < (int)r->n_people);
    assert_true(a->n_chain == 0 || a->chain[a->n_chain - 1] == a->speaker);
}

/* Everything of a child stands inside the contents of its parent, and going up ends. */
static void check_parent(const struct hearsay_record *r, size_t i)
{
    const struct hearsay_attribution *a = &r->attributions[i];
    size_t steps = 0;
    for (int p = a->parent; p != HEARSAY_NONE; p = r->attributions[p].parent) {
        assert_true(p >= 0 && (size_t)p < r->n_attributions);
        assert_true(++steps <= r->n_attributions);
    }
    if (a->parent == HEARSAY_NONE)
        return;
    const struct hearsay_attribution *up = &r->attributions[a->parent];
    for (size_t k = 0; k < a->n_content; k++) {
        bool inside = false;
        for (size_t j = 0; j < up->n_content; j++)
            inside = inside || span_holds(up->content[j], a->content[k]);
        assert_true(inside);
    }
}

static void read_text(const struct model *model, struct model_scratch *scratch, const char *bytes, struct arena *arena,
                      struct hearsay_record *record)
{
    struct text text;
    size_t n_bad;
    uint32_t first_bad;
    assert_int_equal(text_check(arena, bytes, strlen(bytes), &text, &n_bad, &first_bad), HEARSAY_OK);
    *record = (struct hearsay_record){.text = text.bytes, .n_bytes = text.n_bytes, .n_points = text.n_points};
    assert_int_equal(attribute_record(arena, model, scratch, &text, record), HEARSAY_OK);
}

static void check_text(const struct model *model, struct model_scratch *scratch, const char *bytes)
{
    struct arena arena, again;
    struct hearsay_record record, twice;
    arena_init(&arena, 0);
    arena_init(&again, 0);
    read_text(model, scratch, bytes, &arena, &record);
    read_text(model, scratch, bytes, &again, &twice);
    assert_int_equal(record.n_attributions, twice.n_attributions);
    for (size_t i = 0; i < record.n_attributions; i++) {
        check_attribution(&record, &record.attributions[i]);
        check_parent(&record, i);
        assert_int_equal(record.attributions[i].content[0].begin, twice.attributions[i].content[0].begin);
        assert_true(record.attributions[i].confidence == twice.attributions[i].confidence);
    }
    arena_release(&arena);
    arena_release(&again);
}

static void test_sound(void **state)
{
    for (uint32_t seed = 1; seed <= 6; seed++) {
        struct model *model;
        struct model_scratch *scratch;
        char path[64], text[12000];
        uint32_t draw = seed;
        random_model_file(path, 1, seed);
        assert_int_equal(model_open(path, NULL, &model, NULL), HEARSAY_OK);
        unlink(path);
        assert_int_equal(model_scratch_new(model, &scratch), HEARSAY_OK);
        for (int n = 0; n < 130; n = n * 2 + 1) {
            *text = 0;
            for (int i = 0; i < n; i++)
                strcat(text, sentences[random_bits(&draw) % (sizeof sentences / sizeof *sentences)]);
            check_text(model, scratch, text);
        }
        model_scratch_free(scratch);
        model_close(model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sound)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
