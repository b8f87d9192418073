/* access: could this speaker know what the statement is about: there in person, told, by document, or not shown.
 *
 * Method: signs are looked for in the text (access_signs.c); each weighs for or against each of the four, as whole numbers that a regression found on
 * the open stories without the development story (access_weights.c). The heaviest wins; the sign that weighed most for it
 * names its words as the evidence. Nothing in the text: unknown. Why a weighing: no single sign settles it ("I" in an opinion, a
 * spokesman who was there), and a table of weights can be read and told. Source: a linear model in the manner of scorecards. */
#include "attribute/access.h"

static struct hearsay_span evidence_of(const struct cast *c, const struct access_signs *s, int best)
{
    int strongest = -1;
    for (int k = 0; k < N_ACCESS_SIGNS; k++)
        if (s->has[k] && s->shown[k].first <= s->shown[k].last && access_weights[k][best] > access_weights[k][HEARSAY_ACCESS_UNKNOWN] &&
            (strongest < 0 || access_weights[k][best] > access_weights[strongest][best]))
            strongest = k;
    if (strongest < 0)
        return (struct hearsay_span){0, 0};
    struct raw_span shown = s->shown[strongest];
    if (shown.first == shown.last) { /* one word is shown with its sentence */
        struct word_run r = cast_sentence(c, shown.first);
        shown = (struct raw_span){r.begin, r.end - 1};
    }
    return words_span(c->work->words, shown.first, shown.last);
}

static struct hearsay_span source_of(const struct cast *c, size_t i)
{
    struct raw_span source = c->work->raw.items[i].source;
    return source.first > source.last ? (struct hearsay_span){0, 0} : words_span(c->work->words, source.first, source.last);
}

#ifdef HEARSAY_TRACE_ACCESS /* tests/people/fit_access.py reads the signs from such a build */
#include <stdio.h>
static void trace(const struct access_signs *s)
{
    for (int k = 0; k < N_ACCESS_SIGNS; k++)
        fputc(s->has[k] ? '1' : '0', stderr);
    fputc('\n', stderr);
}
#else
#define trace(s) ((void)0)
#endif

void access_judge(struct cast *c, size_t i, struct hearsay_attribution *out)
{
    struct access_signs signs;
    access_signs_find(c, i, out, &signs);
    trace(&signs);
    out->access = HEARSAY_ACCESS_UNKNOWN;
    if (c->speaker[i] < 0)
        return;
    int sum[4] = {0}, best = HEARSAY_ACCESS_UNKNOWN;
    for (int k = 0; k < N_ACCESS_SIGNS; k++)
        for (int j = 0; signs.has[k] && j < 4; j++)
            sum[j] += access_weights[k][j];
    for (int j = 0; j < 4; j++)
        if (sum[j] > sum[best])
            best = j;
    out->access = (enum hearsay_access)best;
    if (best == HEARSAY_ACCESS_UNKNOWN)
        return;
    out->access_evidence = evidence_of(c, &signs, best);
    if (out->access_evidence.begin == out->access_evidence.end)
        out->access_evidence = source_of(c, i);
}
