/* All kernels of this processor give the same bits, on drawn and on extreme inputs; and they give what they should. */
#include <math.h>

#include "check.h"
#include "model/kernel.h"
#include "random_model.h"

enum { ROWS = 67, WIDTH = 384, FEED = 1536 };

static void *block(size_t n, size_t size) {
    void *p = calloc(n, size); /* exactly sized, so that the address sanitizer sees one step too far */
    assert_non_null(p);
    return p;
}

static float *floats(size_t n, float size, uint32_t seed) {
    float *x = block(n, sizeof *x);
    for (size_t i = 0; i < n; i++) x[i] = size * random_float(&seed);
    return x;
}

static struct kernel_rows rows_new(uint32_t n, uint32_t width) {
    return (struct kernel_rows){block((size_t)n * width, 1), block(n, sizeof(float)), block(n, sizeof(int32_t))};
}

static void rows_free(struct kernel_rows *r) {
    free(r->value);
    free(r->scale);
    free(r->sum);
}

/* ---- quantize ---- */

static void quantize_is_equal(const float *x, const float *smooth, uint32_t n, uint32_t width) {
    struct kernel_rows first = {0};
    for (unsigned i = 0; kernel_at(i); i++) {
        if (!kernel_at(i)->usable()) continue;
        struct kernel_rows r = rows_new(n, width);
        kernel_at(i)->quantize(x, smooth, n, width, &r);
        if (!first.value) {
            first = r;
            continue;
        }
        assert_memory_equal(r.value, first.value, (size_t)n * width);
        assert_memory_equal(r.scale, first.scale, n * sizeof(float));
        assert_memory_equal(r.sum, first.sum, n * sizeof(int32_t));
        rows_free(&r);
    }
    for (uint32_t row = 0; row < n; row++) {
        int32_t sum = 0;
        float top = 0;
        for (uint32_t k = 0; k < width; k++) {
            int value = first.value[(size_t)row * width + k];
            sum += value;
            float input = x[(size_t)row * width + k] * smooth[k];
            top = fmaxf(top, fabsf(input));
            assert_in_range(value + 127, 0, 254);
            if (isfinite(top)) assert_true(fabsf((float)value * first.scale[row] - input) <= .51f * first.scale[row] + 1e-30f);
        }
        assert_int_equal(sum, first.sum[row]);
    }
    rows_free(&first);
}

static void test_quantize(void **state) {
    (void)state;
    float *x = floats(ROWS * FEED, 3, 1), *smooth = floats(FEED, 2, 2);
    quantize_is_equal(x, smooth, ROWS, WIDTH);
    quantize_is_equal(x, smooth, ROWS, FEED);
    quantize_is_equal(x, smooth, 1, 16);
    for (int i = 0; i < 16; i++) smooth[i] = 1;
    memset(x, 0, 16 * sizeof *x);
    x[17] = 3e38f;   /* a row with one giant */
    x[32] = 1e-38f;  /* a row of next to nothing */
    for (int i = 33; i < 48; i++) x[i] = 0;
    for (int i = 48; i < 64; i++) x[i] = i % 2 ? 5 : -5;
    for (int i = 64; i < 80; i++) x[i] = ((float)i - 71.5f) * 2; /* every value halfway between two integers when doubled */
    quantize_is_equal(x, smooth, 5, 16);
    free(x);
    free(smooth);
}

/* ---- multiply ---- */

static void multiply_is_exact(const struct kernel_rows *a, uint32_t n, const struct kernel_matrix *m, uint32_t first, uint32_t n_panels) {
    uint32_t columns = n_panels * KERNEL_PANEL, stride = columns + 5;
    for (unsigned i = 0; kernel_at(i); i++) {
        if (!kernel_at(i)->usable()) continue;
        float *out = block((size_t)(n - 1) * stride + columns, sizeof *out);
        kernel_at(i)->multiply(a, n, m, first, n_panels, out, stride);
        for (uint32_t row = 0; row < n; row++)
            for (uint32_t c = 0; c < columns; c++) {
                uint32_t o = first * KERNEL_PANEL + c;
                const int8_t *w = m->panels + ((size_t)(o / 16) * m->n_in / 4 * 16 + o % 16) * 4;
                int32_t sum = 0;
                for (uint32_t k = 0; k < m->n_in; k++) sum += a->value[(size_t)row * m->n_in + k] * w[(size_t)(k / 4) * 64 + k % 4];
                float expected = (float)sum * m->scale[o] * a->scale[row] + m->bias[o];
                assert_memory_equal(&out[(size_t)row * stride + c], &expected, sizeof expected);
            }
        free(out);
    }
}

/* Row values and weights by `pattern`: 0 drawn, 1 the largest of one sign, 2 of alternating signs, 3 the smallest against the smallest. */
static void fill(int8_t *a, size_t n, int pattern, int lowest, uint32_t seed) {
    for (size_t i = 0; i < n; i++) {
        int drawn = (int)(random_bits(&seed) % (uint32_t)(128 - lowest)) + lowest;
        a[i] = (int8_t)(pattern == 0 ? drawn : pattern == 1 ? 127 : pattern == 2 ? (i % 2 ? 127 : lowest) : lowest);
    }
}

static void test_multiply(void **state) {
    (void)state;
    const uint32_t shapes[][2] = {{48, 16}, {96, WIDTH}, {48, FEED}};
    for (int s = 0; s < 3; s++)
        for (int pattern = 0; pattern < 4; pattern++) {
            uint32_t n_out = shapes[s][0], n_in = shapes[s][1];
            struct kernel_rows a = rows_new(ROWS, n_in);
            int8_t *panels = block((size_t)n_out * n_in, 1);
            float *scale = floats(n_out, .01f, 3), *bias = floats(n_out, 1, 4);
            fill(a.value, (size_t)ROWS * n_in, pattern, -127, 5);
            fill(panels, (size_t)n_out * n_in, pattern, -128, 6);
            for (uint32_t row = 0; row < ROWS; row++) {
                a.scale[row] = (float)row / 64;
                for (uint32_t k = 0; k < n_in; k++) a.sum[row] += a.value[(size_t)row * n_in + k];
            }
            struct kernel_matrix m = {panels, scale, bias, NULL, n_out, n_in};
            for (uint32_t n = 1; n < 12; n++) multiply_is_exact(&a, n, &m, n_out / 16 - 3, 3);
            multiply_is_exact(&a, ROWS, &m, 0, n_out / 16);
            rows_free(&a);
            free(panels);
            free(scale);
            free(bias);
        }
}

/* ---- floats ---- */

static void test_gelu(void **state) {
    (void)state;
    enum { N = 4096 };
    float *x = block(N, sizeof *x), *first = NULL;
    for (unsigned i = 0; kernel_at(i); i++) {
        if (!kernel_at(i)->usable()) continue;
        for (int j = 0; j < N; j++) x[j] = ((float)j - N / 2) / 256;
        x[0] = -3e38f, x[1] = 3e38f, x[2] = -0.0f, x[3] = 1e-40f;
        kernel_at(i)->gelu(x, N);
        if (!first) memcpy(first = block(N, sizeof *x), x, N * sizeof *x);
        assert_memory_equal(x, first, N * sizeof *x);
    }
    for (int j = 4; j < N; j++) {
        double at = ((double)j - N / 2) / 256;
        assert_true(fabs(first[j] - at / 2 * (1 + erf(at / sqrt(2)))) < 1e-6);
    }
    free(x);
    free(first);
}

static void norm_is_right(const float *given, const float *add, const float *gain, const float *bias, const float *made) {
    double mean = 0, variance = 0;
    for (int i = 0; i < WIDTH; i++) mean += ((double)given[i] + (add ? add[i] : 0)) / WIDTH;
    for (int i = 0; i < WIDTH; i++) variance += pow((double)given[i] + (add ? add[i] : 0) - mean, 2) / WIDTH;
    for (int i = 0; i < WIDTH; i++) {
        double expected = ((double)given[i] + (add ? add[i] : 0) - mean) / sqrt(variance + 1e-12) * gain[i] + bias[i];
        assert_true(fabs(made[i] - expected) < 1e-5);
    }
}

static void test_norm(void **state) {
    (void)state;
    float *x = floats(ROWS * WIDTH, 4, 1), *add = floats(ROWS * WIDTH, 2, 2), *gain = floats(WIDTH, 1, 3), *bias = floats(WIDTH, 1, 4);
    for (int i = 0; i < WIDTH; i++) x[i] = .5f, add[i] = 0; /* a row without variance */
    for (int with = 0; with < 2; with++) {
        float *first = NULL;
        for (unsigned i = 0; kernel_at(i); i++) {
            if (!kernel_at(i)->usable()) continue;
            float *made = block(ROWS * WIDTH, sizeof *made);
            memcpy(made, x, ROWS * WIDTH * sizeof *made);
            kernel_at(i)->norm(made, with ? add : NULL, ROWS, gain, bias);
            for (int row = 0; row < ROWS; row++) norm_is_right(x + row * WIDTH, with ? add + row * WIDTH : NULL, gain, bias, made + row * WIDTH);
            if (first) assert_memory_equal(made, first, ROWS * WIDTH * sizeof *made);
            if (first) free(made);
            else first = made;
        }
        free(first);
    }
    free(x), free(add), free(gain), free(bias);
}

/* One query's output of one head, in double. */
static void attend_right(const float *qkv, uint32_t n, uint32_t query, double out[KERNEL_HEAD]) {
    double score[256], top = -1e300, sum = 0;
    for (uint32_t j = 0; j < n; j++) {
        score[j] = 0;
        for (int d = 0; d < 32; d++) score[j] += (double)qkv[query * 96 + d] * qkv[j * 96 + 32 + d] / sqrt(32);
        top = fmax(top, score[j]);
    }
    memset(out, 0, KERNEL_HEAD * sizeof *out);
    for (uint32_t j = 0; j < n; j++) sum += score[j] = exp(score[j] - top);
    for (uint32_t j = 0; j < n; j++)
        for (int d = 0; d < 32; d++) out[d] += score[j] / sum * qkv[j * 96 + 64 + d];
}

static void attend_is_equal(float size, uint32_t n) {
    float *qkv = floats((size_t)n * 96, size, n), *first = NULL;
    double expected[KERNEL_HEAD];
    for (unsigned i = 0; kernel_at(i); i++) {
        if (!kernel_at(i)->usable()) continue;
        float *work = block(KERNEL_WORK(n), sizeof *work), *out = block((size_t)(n - 1) * 40 + 32, sizeof *out);
        kernel_at(i)->attend(qkv, n, work, out, 40);
        for (uint32_t row = 0; row < n && !first; row++) {
            attend_right(qkv, n, row, expected);
            for (int d = 0; d < 32; d++) assert_true(fabs(out[row * 40 + d] - expected[d]) <= 2e-5 * size * (1 + size * size));
        }
        if (first) assert_memory_equal(out, first, ((size_t)(n - 1) * 40 + 32) * sizeof *out);
        if (first) free(out);
        else first = out;
        free(work);
    }
    free(first);
    free(qkv);
}

static void test_attend(void **state) {
    (void)state;
    for (uint32_t n = 1; n < 40; n++) attend_is_equal(1, n);
    attend_is_equal(3, 256);
    attend_is_equal(20, 255); /* one key takes all */
    attend_is_equal(0, 33);   /* all keys alike */
}

static void test_affine(void **state) {
    (void)state;
    enum { IN = 768, OUT = 13 };
    float *x = floats(IN, 1, 1), *w = floats(IN * OUT, 1, 2), *bias = floats(OUT, 1, 3), first[OUT], out[OUT];
    for (unsigned i = 0, n = 0; kernel_at(i); i++) {
        if (!kernel_at(i)->usable()) continue;
        kernel_at(i)->affine(x, IN, w, bias, OUT, out);
        if (n++ == 0) memcpy(first, out, sizeof out);
        assert_memory_equal(out, first, sizeof out);
    }
    for (int o = 0; o < OUT; o++) {
        double sum = bias[o];
        for (int k = 0; k < IN; k++) sum += (double)x[k] * w[o * IN + k];
        assert_true(fabs(sum - first[o]) < 1e-4);
    }
    free(x), free(w), free(bias);
}

static void test_find(void **state) {
    (void)state;
    bool known;
    assert_non_null(kernel_find(NULL, &known));
    assert_string_equal(kernel_find("scalar", &known)->name, "scalar");
    assert_true(known);
    assert_null(kernel_find("mmx", &known));
    assert_false(known);
    assert_null(kernel_find("", &known));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quantize), cmocka_unit_test(test_multiply), cmocka_unit_test(test_gelu),
                                       cmocka_unit_test(test_norm),     cmocka_unit_test(test_attend),   cmocka_unit_test(test_affine),
                                       cmocka_unit_test(test_find)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
