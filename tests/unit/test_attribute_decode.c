/* decode.c: against every path, one by one. */
#include "attribute_case.h"

#include <math.h>

enum { T = MODEL_TAGS, N = 5 };

struct chain {
    float transition[T * T], start[T], end[T], emissions[N][T];
};

static float random_score(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / (1 << 24) * 6 - 3;
}

static void chain_make(struct chain *chain, uint32_t seed)
{
    for (int from = 0; from < T; from++)
        for (int to = 0; to < T; to++) {
            bool inside = to == TAG_I_SOURCE || to == TAG_I_CUE || to == TAG_I_CONTENT;
            chain->transition[from * T + to] = inside && from != to && from != to - 1 ? -1e4f : random_score(&seed);
        }
    for (int t = 0; t < T; t++) {
        bool inside = t == TAG_I_SOURCE || t == TAG_I_CUE || t == TAG_I_CONTENT;
        chain->start[t] = inside ? -1e4f : random_score(&seed);
        chain->end[t] = random_score(&seed);
        for (int i = 0; i < N; i++)
            chain->emissions[i][t] = random_score(&seed);
    }
}

static double path_score(const struct chain *chain, const uint8_t *tags)
{
    double s = chain->start[tags[0]] + chain->end[tags[N - 1]];
    for (int i = 0; i < N; i++)
        s += chain->emissions[i][tags[i]] + (i ? chain->transition[tags[i - 1] * T + tags[i]] : 0);
    return s;
}

static bool next_path(uint8_t *tags)
{
    for (int i = 0; i < N; i++) {
        if (++tags[i] < T)
            return true;
        tags[i] = 0;
    }
    return false;
}

static bool has_span(const uint8_t *tags, const struct span *s)
{
    int begin = 2 * (int)s->role + 1;
    for (uint32_t i = s->first; i <= s->last; i++)
        if (tags[i] != begin + (i > s->first))
            return false;
    return s->last == N - 1 || tags[s->last + 1] != begin + 1;
}

static void test_against_all_paths(void **state)
{
    for (uint32_t seed = 1; seed <= 12; seed++) {
        struct chain chain;
        struct arena arena;
        struct span_list spans;
        chain_make(&chain, seed);
        struct model_crf crf = {chain.transition, chain.start, chain.end};
        uint32_t paragraph[N] = {0};
        struct run run = {.n = N, .paragraph = paragraph};
        uint8_t back[N][T], found[N], tags[N] = {0}, best[N] = {0};
        decode_tags(&crf, (const float(*)[T])chain.emissions, N, back, found);
        arena_init(&arena, 0);
        assert_int_equal(decode_run(&arena, &crf, &run, (const float(*)[T])chain.emissions, &spans), HEARSAY_OK);
        double total = 0, top = -1e9, with[N] = {0};
        do {
            double s = path_score(&chain, tags), p = exp(s);
            if (s > top) {
                top = s;
                memcpy(best, tags, N);
            }
            total += p;
            for (uint32_t k = 0; k < spans.n; k++)
                with[k] += has_span(tags, &spans.items[k]) ? p : 0;
        } while (next_path(tags));
        assert_memory_equal(found, best, N);
        for (uint32_t k = 0; k < spans.n; k++) {
            assert_true(has_span(best, &spans.items[k]));
            assert_true(fabs(spans.items[k].p - with[k] / total) < 1e-4);
        }
        arena_release(&arena);
    }
}

/* Two paragraphs are two chains: a span does not run on. */
static void test_paragraphs(void **state)
{
    float transition[T * T] = {0}, start[T] = {0}, end[T] = {0}, emissions[N][T] = {{0}};
    uint32_t paragraph[N] = {0, 0, 0, 4, 4};
    struct model_crf crf = {transition, start, end};
    struct run run = {.n = N, .paragraph = paragraph};
    struct span_list spans;
    struct arena arena;
    for (int from = 0; from < T; from++)
        for (int to = 2; to < T; to += 2)
            transition[from * T + to] = from == to || from == to - 1 ? 0 : -1e4f;
    for (int t = 2; t < T; t += 2)
        start[t] = -1e4f;
    for (int i = 0; i < N; i++)
        emissions[i][TAG_I_CONTENT] = 9;
    arena_init(&arena, 0);
    assert_int_equal(decode_run(&arena, &crf, &run, (const float(*)[T])emissions, &spans), HEARSAY_OK);
    assert_int_equal(spans.n, 2);
    assert_int_equal(spans.items[0].first, 0);
    assert_int_equal(spans.items[0].last, 2);
    assert_int_equal(spans.items[1].first, 3);
    assert_int_equal(spans.items[1].last, 4);
    assert_int_equal(spans.items[1].role, ROLE_CONTENT);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_all_paths), cmocka_unit_test(test_paragraphs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
