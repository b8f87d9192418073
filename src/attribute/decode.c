/* From scores to spans: the chain's best path in every paragraph, and how probable each span of it is.
 *
 * Method: Viterbi for the path; forward and backward sums in the log domain for the normalizer; the probability of a span is that of
 * all paths that begin it, stay inside it and leave it exactly there. So a span's number speaks of both its ends at once, which
 * the product of its words' marginals does not.
 * Source: Lafferty, McCallum, Pereira 2001 (CRF); Culotta, McCallum 2004 (confidence of a field by constrained forward-backward).
 */
#include <math.h>
#include <string.h>

#include "attribute/run.h"

static double log_sum(const double *x, int n)
{
    double top = x[0], sum = 0;
    for (int i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (int i = 0; i < n; i++)
        sum += exp(x[i] - top);
    return top + log(sum);
}

static float step(const struct model_crf *crf, int from, int to)
{
    return crf->transition[from * MODEL_TAGS + to];
}

void decode_tags(const struct model_crf *crf, const float (*emissions)[MODEL_TAGS], uint32_t n, uint8_t (*back)[MODEL_TAGS],
                 uint8_t *tags)
{
    double score[MODEL_TAGS], next[MODEL_TAGS];
    if (!n)
        return;
    for (int t = 0; t < MODEL_TAGS; t++)
        score[t] = crf->start[t] + emissions[0][t];
    for (uint32_t i = 1; i < n; i++) {
        for (int t = 0; t < MODEL_TAGS; t++) {
            int best = 0;
            for (int f = 1; f < MODEL_TAGS; f++)
                if (score[f] + step(crf, f, t) > score[best] + step(crf, best, t))
                    best = f;
            back[i][t] = (uint8_t)best;
            next[t] = score[best] + step(crf, best, t) + emissions[i][t];
        }
        memcpy(score, next, sizeof score);
    }
    int last = 0;
    for (int t = 1; t < MODEL_TAGS; t++)
        if (score[t] + crf->end[t] > score[last] + crf->end[last])
            last = t;
    for (uint32_t i = n; i-- > 0; last = i ? back[i][last] : last)
        tags[i] = (uint8_t)last;
}

/* Log sums over all paths up to and with a tag (forward), and behind it (backward). */
struct sums {
    double (*forward)[MODEL_TAGS], (*backward)[MODEL_TAGS], total;
};

static void sums_fill(const struct model_crf *crf, const float (*emissions)[MODEL_TAGS], uint32_t n, struct sums *sums)
{
    double terms[MODEL_TAGS];
    for (int t = 0; t < MODEL_TAGS; t++) {
        sums->forward[0][t] = crf->start[t] + emissions[0][t];
        sums->backward[n - 1][t] = crf->end[t];
    }
    for (uint32_t i = 1; i < n; i++)
        for (int t = 0; t < MODEL_TAGS; t++) {
            for (int f = 0; f < MODEL_TAGS; f++)
                terms[f] = sums->forward[i - 1][f] + step(crf, f, t);
            sums->forward[i][t] = log_sum(terms, MODEL_TAGS) + emissions[i][t];
        }
    for (uint32_t i = n - 1; i-- > 0;)
        for (int f = 0; f < MODEL_TAGS; f++) {
            for (int t = 0; t < MODEL_TAGS; t++)
                terms[t] = step(crf, f, t) + emissions[i + 1][t] + sums->backward[i + 1][t];
            sums->backward[i][f] = log_sum(terms, MODEL_TAGS);
        }
    for (int t = 0; t < MODEL_TAGS; t++)
        terms[t] = sums->forward[n - 1][t] + crf->end[t];
    sums->total = log_sum(terms, MODEL_TAGS);
}

static float span_probability(const struct model_crf *crf, const float (*emissions)[MODEL_TAGS], uint32_t n, const struct sums *sums,
                              uint32_t first, uint32_t last, int begin)
{
    int inside = begin + 1, at = begin;
    double inner = sums->forward[first][begin], leave[MODEL_TAGS];
    for (uint32_t i = first + 1; i <= last; i++, at = inside)
        inner += step(crf, at, inside) + emissions[i][inside];
    if (last == n - 1)
        return (float)exp(inner + crf->end[at] - sums->total);
    int k = 0;
    for (int t = 0; t < MODEL_TAGS; t++)
        if (t != inside)
            leave[k++] = step(crf, at, t) + emissions[last + 1][t] + sums->backward[last + 1][t];
    double p = exp(inner + log_sum(leave, k) - sums->total);
    return (float)(p < 1 ? p : 1);
}

/* The spans of one paragraph, from word `at` of the run. */
static void paragraph_spans(const struct model_crf *crf, const float (*emissions)[MODEL_TAGS], const uint8_t *tags, uint32_t n,
                            uint32_t at, const struct sums *sums, struct span_list *out)
{
    for (uint32_t i = 0; i < n; i++) {
        int begin = tags[i];
        if (begin != TAG_B_SOURCE && begin != TAG_B_CUE && begin != TAG_B_CONTENT)
            continue;
        uint32_t last = i;
        while (last + 1 < n && tags[last + 1] == begin + 1)
            last++;
        out->items[out->n++] = (struct span){at + i, at + last, (enum role)(begin / 2),
                                             span_probability(crf, emissions, n, sums, i, last, begin)};
        i = last;
    }
}
_Static_assert(TAG_B_SOURCE / 2 == ROLE_SOURCE && TAG_B_CUE / 2 == ROLE_CUE && TAG_B_CONTENT / 2 == ROLE_CONTENT,
               "a role is half its first tag");

enum hearsay_status decode_run(struct arena *arena, const struct model_crf *crf, const struct run *run,
                               const float (*emissions)[MODEL_TAGS], struct span_list *out)
{
    uint8_t(*back)[MODEL_TAGS] = arena_alloc(arena, run->n, sizeof *back), *tags = ARENA_NEW(arena, uint8_t, run->n);
    struct sums sums = {.forward = arena_alloc(arena, run->n, sizeof *sums.forward),
                        .backward = arena_alloc(arena, run->n, sizeof *sums.backward)};
    *out = (struct span_list){.items = ARENA_NEW(arena, struct span, run->n)};
    if (!back || !tags || !sums.forward || !sums.backward || !out->items)
        return HEARSAY_MEMORY;
    for (uint32_t first = 0, end; first < run->n; first = end) {
        for (end = first + 1; end < run->n && run->paragraph[end] == run->paragraph[first];)
            end++;
        decode_tags(crf, emissions + first, end - first, back, tags);
        sums_fill(crf, emissions + first, end - first, &sums);
        paragraph_spans(crf, emissions + first, tags, end - first, first, &sums, out);
    }
    return HEARSAY_OK;
}
