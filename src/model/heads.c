/* The light heads over word vectors: tags, labels, span vectors and link scores. All float32: they are small, and near ties decide. */
#include <math.h>
#include <string.h>

#include "model/private.h"

void model_tags(const struct model *m, struct model_scratch *s, const float *h, uint32_t n, float *emissions) {
    (void)s;
    const struct model_private *p = m->private;
    for (uint32_t i = 0; i < n; i++)
        p->kernel->affine(h + (size_t)i * MODEL_WIDTH, MODEL_WIDTH, p->tag.weight, p->tag.bias, MODEL_TAGS,
                          emissions + (size_t)i * MODEL_TAGS);
}

static uint8_t best_label(const struct kernel *k, const struct model_dense *d, size_t n_labels, const float *h) {
    float score[MODEL_MAX_LABELS];
    uint8_t best = 0;
    k->affine(h, MODEL_WIDTH, d->weight, d->bias, (uint32_t)n_labels, score);
    for (size_t i = 1; i < n_labels; i++)
        if (score[i] > score[best]) best = (uint8_t)i;
    return best;
}

void model_labels(const struct model *m, struct model_scratch *s, const float *h, uint32_t n, uint8_t *pos, uint8_t *ner) {
    (void)s;
    const struct model_private *p = m->private;
    for (uint32_t i = 0; i < n; i++, h += MODEL_WIDTH) {
        pos[i] = best_label(p->kernel, &p->pos, m->n_pos, h);
        ner[i] = best_label(p->kernel, &p->ner, m->n_ner, h);
    }
}

void model_span(const struct model *m, struct model_scratch *s, enum model_span_head head, const float *h_first, const float *h_last,
                float *out) {
    const struct model_private *p = m->private;
    const struct model_dense *d = &p->span[head];
    float *both = s->narrow;
    memcpy(both, h_first, MODEL_WIDTH * sizeof *both);
    memcpy(both + MODEL_WIDTH, h_last, MODEL_WIDTH * sizeof *both);
    p->kernel->affine(both, 2 * MODEL_WIDTH, d->weight, d->bias, MODEL_LINK, out);
    p->kernel->gelu(out, MODEL_LINK);
}

/* left' bilinear right */
static float link_score(const struct kernel *k, const float *bilinear, const float *left, const float *right) {
    float turned[MODEL_LINK], score;
    k->affine(right, MODEL_LINK, bilinear, NULL, MODEL_LINK, turned);
    k->affine(left, MODEL_LINK, turned, NULL, 1, &score);
    return score;
}

static float null_score(const struct kernel *k, const struct model_dense *d, const float *span) {
    float score;
    k->affine(span, MODEL_LINK, d->weight, d->bias, 1, &score);
    return score;
}

float model_link_content(const struct model *m, const float *content, const float *cue) {
    return link_score(m->private->kernel, m->private->content_bilinear, content, cue);
}

float model_link_source(const struct model *m, const float *cue, const float *source) {
    return link_score(m->private->kernel, m->private->source_bilinear, cue, source);
}

float model_null_content(const struct model *m, const float *content) {
    return null_score(m->private->kernel, &m->private->content_null, content);
}

float model_null_source(const struct model *m, const float *cue) {
    return null_score(m->private->kernel, &m->private->source_null, cue);
}

void model_judge(const struct model *m, struct model_scratch *s, const int32_t *pieces, const uint8_t *shapes, const uint8_t *parts, uint32_t n,
                 float *hidden, float answer[3]) {
    float most, sum = 0;
    model_encode(m, s, pieces, shapes, parts, n, hidden);
    m->private->kernel->affine(hidden, MODEL_WIDTH, m->private->judge.weight, m->private->judge.bias, 3, answer);
    most = fmaxf(answer[0], fmaxf(answer[1], answer[2]));
    for (int i = 0; i < 3; i++) sum += answer[i] = expf(answer[i] - most);
    for (int i = 0; i < 3; i++) answer[i] /= sum;
}
