/* The encoder: one window of pieces to one vector each (docs/model.md).
 *
 * Method: activations stay float32 between the matrices and are quantized to int8 row by row before each; the weights are int8 in
 *   the mapped file. Attention goes head by head, so that one head's queries, keys and values (98 KB) stay in the second cache; the
 *   feed-forward half goes by blocks of 64 rows for the same reason. Whatever needs memory lies in the thread's scratch.
 * Why this one: a third of the float model's time and a quarter of its memory, for less than a thousandth of the score (docs/figures).
 * Sources: dynamic quantization by row, Q8BERT (Zafrir et al. 2019); a few inputs are many times larger than the rest and would leave
 *   the rest few of the 255 steps, hence a factor an input moved from activations to weights, SmoothQuant (Xiao et al. 2023).
 */
#include <stdlib.h>

#include "model/private.h"

/* ---- scratch ---- */

/* Cuts `bytes` off the block at *at (64-aligned); with `base` NULL it only measures. */
static void *cut(uint8_t *base, size_t *at, size_t bytes) {
    void *p = base ? base + *at : NULL;
    *at += (bytes + 63) / 64 * 64;
    return p;
}

static void cut_rows(uint8_t *base, size_t *at, uint32_t n, uint32_t width, struct kernel_rows *r) {
    r->value = cut(base, at, (size_t)n * width);
    r->scale = cut(base, at, n * sizeof *r->scale);
    r->sum = cut(base, at, n * sizeof *r->sum);
}

static size_t cut_all(uint8_t *base, struct model_scratch *s) {
    size_t at = 0;
    cut_rows(base, &at, MODEL_WINDOW, MODEL_WIDTH, &s->rows);
    cut_rows(base, &at, MODEL_BLOCK, MODEL_FEED, &s->feed_rows);
    s->qkv = cut(base, &at, sizeof(float) * MODEL_WINDOW * KERNEL_HEAD_ROWS);
    s->attention = cut(base, &at, sizeof(float) * KERNEL_WORK(MODEL_WINDOW));
    s->wide = cut(base, &at, sizeof(float) * MODEL_WINDOW * MODEL_WIDTH);
    s->narrow = cut(base, &at, sizeof(float) * MODEL_WINDOW * MODEL_WIDTH);
    return at;
}

_Static_assert(MODEL_BLOCK * MODEL_FEED <= MODEL_WINDOW * MODEL_WIDTH, "`wide` holds a block of the feed-forward half");
_Static_assert(MODEL_HEADS * KERNEL_HEAD == MODEL_WIDTH, "the heads share the width");

enum hearsay_status model_scratch_new(const struct model *m, struct model_scratch **out) {
    (void)m;
    struct model_scratch *s = *out = malloc(sizeof *s);
    if (!s) return HEARSAY_MEMORY;
    s->memory = aligned_alloc(64, cut_all(NULL, s));
    if (!s->memory) {
        free(s);
        *out = NULL;
        return HEARSAY_MEMORY;
    }
    cut_all(s->memory, s);
    return HEARSAY_OK;
}

void model_scratch_free(struct model_scratch *s) {
    if (!s) return;
    free(s->memory);
    free(s);
}

/* ---- forward ---- */

static uint32_t within(uint32_t i, uint32_t n) { return i < n ? i : 0; }

static void embed(const struct model_private *p, const int32_t *pieces, const uint8_t *shapes, const uint8_t *quotes, uint32_t n,
                  float *x) {
    for (uint32_t i = 0; i < n; i++, x += MODEL_WIDTH) {
        uint32_t piece = within((uint32_t)pieces[i], p->file.header.n_pieces);
        const int8_t *word = p->word + (size_t)piece * MODEL_WIDTH;
        const float *position = p->position + (size_t)i * MODEL_WIDTH;
        const float *shape = p->shape + within(shapes[i], MODEL_KINDS) * MODEL_WIDTH;
        const float *quote = p->quote + within(quotes[i], MODEL_KINDS) * MODEL_WIDTH;
        float scale = p->word_scale[piece];
        for (int d = 0; d < MODEL_WIDTH; d++) x[d] = (float)word[d] * scale + position[d] + (shape[d] + quote[d]);
    }
}

static void attention_half(const struct kernel *k, const struct model_layer *l, struct model_scratch *s, uint32_t n, float *x) {
    enum { PANELS = KERNEL_HEAD_ROWS / KERNEL_PANEL };
    k->quantize(x, l->qkv.smooth, n, MODEL_WIDTH, &s->rows);
    for (uint32_t head = 0; head < MODEL_HEADS; head++) {
        k->multiply(&s->rows, n, &l->qkv, head * PANELS, PANELS, s->qkv, KERNEL_HEAD_ROWS);
        k->attend(s->qkv, n, s->attention, s->wide + head * KERNEL_HEAD, MODEL_WIDTH);
    }
    k->quantize(s->wide, l->o.smooth, n, MODEL_WIDTH, &s->rows);
    k->multiply(&s->rows, n, &l->o, 0, MODEL_WIDTH / KERNEL_PANEL, s->narrow, MODEL_WIDTH);
    k->norm(x, s->narrow, n, l->attention_norm.gain, l->attention_norm.bias);
}

static void feed_half(const struct kernel *k, const struct model_layer *l, struct model_scratch *s, uint32_t n, float *x) {
    for (uint32_t at = 0; at < n; at += MODEL_BLOCK, x += MODEL_BLOCK * MODEL_WIDTH) {
        uint32_t m = n - at < MODEL_BLOCK ? n - at : MODEL_BLOCK;
        k->quantize(x, l->up.smooth, m, MODEL_WIDTH, &s->rows);
        k->multiply(&s->rows, m, &l->up, 0, MODEL_FEED / KERNEL_PANEL, s->wide, MODEL_FEED);
        k->gelu(s->wide, m * MODEL_FEED);
        k->quantize(s->wide, l->down.smooth, m, MODEL_FEED, &s->feed_rows);
        k->multiply(&s->feed_rows, m, &l->down, 0, MODEL_WIDTH / KERNEL_PANEL, s->narrow, MODEL_WIDTH);
        k->norm(x, s->narrow, m, l->feed_norm.gain, l->feed_norm.bias);
    }
}

void model_encode(const struct model *m, struct model_scratch *s, const int32_t *pieces, const uint8_t *shapes, const uint8_t *quotes,
                  uint32_t n, float *hidden) {
    const struct model_private *p = m->private;
    const struct kernel *k = p->kernel;
    if (n > MODEL_WINDOW) n = MODEL_WINDOW;
    if (!n) return;
    embed(p, pieces, shapes, quotes, n, hidden);
    k->norm(hidden, NULL, n, p->embeddings_norm.gain, p->embeddings_norm.bias);
    for (uint32_t i = 0; i < p->file.header.n_layers; i++) {
        attention_half(k, &p->layers[i], s, n, hidden);
        feed_half(k, &p->layers[i], s, n, hidden);
    }
}
