/* The encoder and its heads: against a plain forward pass in double, on every kernel alike, over threads, without allocating. */
#include <math.h>
#include <pthread.h>

#include "check.h"
#include "model/kernel.h"
#include "model/model.h"
#include "model/private.h"
#include "random_model.h"

/* Counts what is allocated, by standing before the C library; the sanitizers stand there themselves. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define COUNTED 1
static size_t n_allocations;
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void *malloc(size_t n) { return __atomic_add_fetch(&n_allocations, 1, __ATOMIC_RELAXED), __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return __atomic_add_fetch(&n_allocations, 1, __ATOMIC_RELAXED), __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return __atomic_add_fetch(&n_allocations, 1, __ATOMIC_RELAXED), __libc_realloc(p, n); }
void *aligned_alloc(size_t to, size_t n) { return __atomic_add_fetch(&n_allocations, 1, __ATOMIC_RELAXED), __libc_memalign(to, n); }
#else
#define COUNTED 0
static size_t n_allocations;
#endif

enum { LAYERS = 2, N = 21 };

static char path[64];

static int setup(void **state) {
    (void)state;
    random_model_file(path, LAYERS, 3);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    return unlink(path);
}

static struct model *open_model(const char *kernel) {
    struct model *m;
    struct error e = {""};
    if (model_open(path, kernel, &m, &e)) fail_msg("%s", e.message);
    return m;
}

static struct model_scratch *scratch(const struct model *m) {
    struct model_scratch *s;
    assert_int_equal(model_scratch_new(m, &s), HEARSAY_OK);
    return s;
}

struct window {
    int32_t pieces[MODEL_WINDOW];
    uint8_t shapes[MODEL_WINDOW], quotes[MODEL_WINDOW];
};

static struct window draw(uint32_t seed) {
    struct window w;
    for (int i = 0; i < MODEL_WINDOW; i++) {
        w.pieces[i] = (int32_t)(random_bits(&seed) % RANDOM_PIECES);
        w.shapes[i] = (uint8_t)(random_bits(&seed) % 8);
        w.quotes[i] = (uint8_t)(random_bits(&seed) % 7);
    }
    return w;
}

/* ---- the plain forward pass: nothing quantized but the weights, all sums in double ---- */

static double matrix_at(const struct kernel_matrix *m, uint32_t o, uint32_t k) {
    return m->panels[((size_t)(o / 16) * (m->n_in / 4) + k / 4) * 64 + o % 16 * 4 + k % 4] * (double)m->scale[o];
}

static void plain_multiply(const struct kernel_matrix *m, const double *x, double *out) {
    for (uint32_t o = 0; o < m->n_out; o++) {
        out[o] = m->bias[o];
        for (uint32_t k = 0; k < m->n_in; k++) out[o] += matrix_at(m, o, k) * m->smooth[k] * x[k];
    }
}

static void plain_norm(double *x, const struct model_norm *n) {
    double mean = 0, variance = 0;
    for (int d = 0; d < 384; d++) mean += x[d] / 384;
    for (int d = 0; d < 384; d++) variance += (x[d] - mean) * (x[d] - mean) / 384;
    for (int d = 0; d < 384; d++) x[d] = (x[d] - mean) / sqrt(variance + 1e-12) * n->gain[d] + n->bias[d];
}

static void plain_attention(const struct model_layer *l, double (*x)[384], int n) {
    static double qkv[N][1152], made[N][384], out[384];
    for (int i = 0; i < n; i++) plain_multiply(&l->qkv, x[i], qkv[i]);
    memset(made, 0, sizeof made);
    for (int i = 0; i < n; i++)
        for (int head = 0; head < 12; head++) {
            double weight[N], sum = 0;
            for (int j = 0; j < n; j++) {
                double score = 0;
                for (int d = 0; d < 32; d++) score += qkv[i][head * 96 + d] * qkv[j][head * 96 + 32 + d];
                sum += weight[j] = exp(score / sqrt(32));
            }
            for (int j = 0; j < n; j++)
                for (int d = 0; d < 32; d++) made[i][head * 32 + d] += weight[j] / sum * qkv[j][head * 96 + 64 + d];
        }
    for (int i = 0; i < n; i++) {
        plain_multiply(&l->o, made[i], out);
        for (int d = 0; d < 384; d++) x[i][d] += out[d];
        plain_norm(x[i], &l->attention_norm);
    }
}

static void plain_feed(const struct model_layer *l, double *x) {
    double up[1536], down[384];
    plain_multiply(&l->up, x, up);
    for (int k = 0; k < 1536; k++) up[k] *= .5 * (1 + erf(up[k] / sqrt(2)));
    plain_multiply(&l->down, up, down);
    for (int d = 0; d < 384; d++) x[d] += down[d];
    plain_norm(x, &l->feed_norm);
}

static void plain_encode(const struct model *m, const struct window *w, int n, double (*x)[384]) {
    const struct model_private *p = m->private;
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < 384; d++)
            x[i][d] = p->word[w->pieces[i] * 384 + d] * (double)p->word_scale[w->pieces[i]] + p->position[i * 384 + d] +
                      p->shape[w->shapes[i] * 384 + d] + p->quote[w->quotes[i] * 384 + d];
        plain_norm(x[i], &p->embeddings_norm);
    }
    for (uint32_t k = 0; k < LAYERS; k++) {
        plain_attention(&p->layers[k], x, n);
        for (int i = 0; i < n; i++) plain_feed(&p->layers[k], x[i]);
    }
}

static void test_plain(void **state) {
    (void)state;
    static double expected[N][384];
    static float hidden[N * 384], emissions[N * MODEL_TAGS];
    struct model *m = open_model(NULL);
    struct model_scratch *s = scratch(m);
    struct window w = draw(1);
    model_encode(m, s, w.pieces, w.shapes, w.quotes, N, hidden);
    plain_encode(m, &w, N, expected);
    double apart = 0, size = 0;
    for (int i = 0; i < N * 384; i++) apart += fabs(hidden[i] - expected[i / 384][i % 384]), size += fabs(expected[i / 384][i % 384]);
    if (apart / size > .04) fail_msg("the vectors are %.3f of their size away from the plain forward pass", apart / size);
    model_tags(m, s, hidden, N, emissions);
    for (int i = 0; i < N * MODEL_TAGS; i++) {
        double sum = m->private->tag.bias[i % 7];
        for (int d = 0; d < 384; d++) sum += (double)m->private->tag.weight[i % 7 * 384 + d] * hidden[i / 7 * 384 + d];
        assert_true(fabs(sum - emissions[i]) < 1e-4);
    }
    model_scratch_free(s);
    model_close(m);
}

static void test_links(void **state) {
    (void)state;
    static float hidden[2 * 384], left[MODEL_LINK], right[MODEL_LINK];
    struct model *m = open_model(NULL);
    struct model_scratch *s = scratch(m);
    struct window w = draw(2);
    model_encode(m, s, w.pieces, w.shapes, w.quotes, 2, hidden);
    model_span(m, s, SPAN_SOURCE_CUE, hidden, hidden + 384, left);
    model_span(m, s, SPAN_SOURCE, hidden + 384, hidden + 384, right);
    const struct model_private *p = m->private;
    double score = 0, null = p->source_null.bias[0];
    for (int i = 0; i < MODEL_LINK; i++) {
        double sum = p->span[SPAN_SOURCE_CUE].bias[i];
        for (int d = 0; d < 768; d++) sum += (double)p->span[SPAN_SOURCE_CUE].weight[i * 768 + d] * hidden[d];
        assert_true(fabs(sum / 2 * (1 + erf(sum / sqrt(2))) - left[i]) < 1e-4);
        for (int j = 0; j < MODEL_LINK; j++) score += (double)left[i] * p->source_bilinear[i * MODEL_LINK + j] * right[j];
        null += (double)left[i] * p->source_null.weight[i];
    }
    assert_true(fabs(model_link_source(m, left, right) - score) < 1e-3 * (1 + fabs(score)));
    assert_true(fabs(model_null_source(m, left) - null) < 1e-3 * (1 + fabs(null)));
    model_scratch_free(s);
    model_close(m);
}

/* ---- every kernel the same bits, whatever the window's size ---- */

static void test_kernels(void **state) {
    (void)state;
    static const uint32_t sizes[] = {1, 2, 7, 8, 17, 65, 256};
    float *first = malloc(sizeof *first * MODEL_WINDOW * 384), *hidden = malloc(sizeof *hidden * MODEL_WINDOW * 384);
    struct model *scalar = open_model("scalar");
    struct model_scratch *s = scratch(scalar);
    for (unsigned k = 0; kernel_at(k); k++) {
        if (!kernel_at(k)->usable()) continue;
        struct model *m = open_model(kernel_at(k)->name);
        assert_string_equal(model_kernel(m), kernel_at(k)->name);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct window w = draw((uint32_t)i);
            model_encode(scalar, s, w.pieces, w.shapes, w.quotes, sizes[i], first);
            model_encode(m, s, w.pieces, w.shapes, w.quotes, sizes[i], hidden);
            assert_memory_equal(first, hidden, sizes[i] * 384 * sizeof *first);
        }
        model_close(m);
    }
    model_scratch_free(s);
    model_close(scalar);
    free(first);
    free(hidden);
}

/* Ids out of range are read as 0, and what comes out does not depend on what the scratch held. */
static void test_hostile_ids(void **state) {
    (void)state;
    static float first[8 * 384], second[8 * 384];
    struct model *m = open_model(NULL);
    struct model_scratch *s = scratch(m);
    struct window w = draw(1), wild = w;
    w.pieces[1] = 0, wild.pieces[1] = -1;
    w.pieces[2] = 0, wild.pieces[2] = INT32_MAX;
    w.pieces[3] = 0, wild.pieces[3] = INT32_MIN;
    w.pieces[4] = 0, wild.pieces[4] = RANDOM_PIECES;
    w.shapes[5] = 0, wild.shapes[5] = 8;
    w.quotes[5] = 0, wild.quotes[5] = 255;
    model_encode(m, s, w.pieces, w.shapes, w.quotes, 8, first);
    memset(s->wide, 0xff, 256 * 384 * sizeof *s->wide);
    memset(s->narrow, 0xff, 256 * 384 * sizeof *s->narrow);
    memset(s->attention, 0xff, KERNEL_WORK(256) * sizeof *s->attention);
    memset(s->qkv, 0xff, 256 * 96 * sizeof *s->qkv);
    model_encode(m, s, wild.pieces, wild.shapes, wild.quotes, 8, second);
    assert_memory_equal(first, second, sizeof first);
    model_encode(m, s, NULL, NULL, NULL, 0, NULL);
    model_scratch_free(s);
    model_close(m);
}

/* ---- threads ---- */

struct job {
    const struct model *model;
    uint32_t seed;
    float hidden[2][MODEL_WINDOW * 384];
};

static void *run(void *user) {
    struct job *j = user;
    struct model_scratch *s = scratch(j->model);
    for (uint32_t i = 0; i < 2; i++) {
        struct window w = draw(j->seed + i);
        model_encode(j->model, s, w.pieces, w.shapes, w.quotes, MODEL_WINDOW - i * 99, j->hidden[i]);
    }
    model_scratch_free(s);
    return NULL;
}

static void test_threads(void **state) {
    (void)state;
    struct model *m = open_model(NULL);
    struct job *serial = calloc(2, sizeof *serial), *parallel = calloc(2, sizeof *parallel);
    pthread_t thread[2];
    for (uint32_t i = 0; i < 2; i++) {
        serial[i] = (struct job){.model = m, .seed = i * 100};
        parallel[i] = serial[i];
        run(&serial[i]);
    }
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&thread[i], NULL, run, &parallel[i]), 0);
    for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
    for (int i = 0; i < 2; i++) assert_memory_equal(serial[i].hidden, parallel[i].hidden, sizeof serial[i].hidden);
    free(serial);
    free(parallel);
    model_close(m);
}

static void test_no_allocation(void **state) {
    (void)state;
    static float hidden[MODEL_WINDOW * 384], emissions[MODEL_WINDOW * 7], span[MODEL_LINK];
    static uint8_t pos[MODEL_WINDOW], ner[MODEL_WINDOW];
    if (!COUNTED) skip();
    struct model *m = open_model(NULL);
    struct model_scratch *s = scratch(m);
    struct window w = draw(1);
    size_t before = n_allocations;
    assert_true(before > 0); /* the counter stands where it should */
    model_encode(m, s, w.pieces, w.shapes, w.quotes, MODEL_WINDOW, hidden);
    model_tags(m, s, hidden, MODEL_WINDOW, emissions);
    model_labels(m, s, hidden, MODEL_WINDOW, pos, ner);
    model_span(m, s, SPAN_CONTENT, hidden, hidden, span);
    model_link_content(m, span, span);
    model_null_content(m, span);
    assert_int_equal(n_allocations, before);
    model_scratch_free(s);
    model_close(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain),       cmocka_unit_test(test_links),   cmocka_unit_test(test_kernels),
                                       cmocka_unit_test(test_hostile_ids), cmocka_unit_test(test_threads), cmocka_unit_test(test_no_allocation)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
