/* The float parts of a kernel, over vectors of LANES floats. Included by each kernel_*.c, which has defined
 *   LANES          1, 4, 8 or 16
 *   ATTEND_ROWS    queries held in registers at once (at most 8)
 *   ATTEND_VECTORS vectors of keys or values held for each; ATTEND_VECTORS * LANES divides 32
 *   LARGER(a, b)   if the instruction set has it in one: the larger; b when either is not a number
 *
 * Sources: exp after Cephes' expf (Moshier); erf as the rational approximation of Eigen's generic_fast_erf_float, within 3 units in
 * the last place; rounding by adding 1.5 * 2^23, after which the low bits of the float are the integer.
 * What is not a number in a weight stays harmless: no index and no conversion that C leaves undefined depends on a float's value.
 */
#include <math.h>
#include <string.h>

#include "model/kernel.h"

#define N_VECTORS (16 / LANES) /* vectors in the 16 lanes of a sum over a row */
#define ROUNDER 12582912.0f    /* 1.5 * 2^23 */
#define ROUNDER_BITS 0x4B400000u
enum { WIDTH = 384 };

#if LANES == 1
typedef float vf;
typedef uint32_t vu;
#else
typedef float vf __attribute__((vector_size(4 * LANES)));
typedef uint32_t vu __attribute__((vector_size(4 * LANES)));
typedef int8_t vb __attribute__((vector_size(LANES)));
#endif

#define INLINE static inline __attribute__((always_inline))

INLINE vf load(const float *p) {
    vf v;
    memcpy(&v, p, sizeof v);
    return v;
}

INLINE void store(float *p, vf v) { memcpy(p, &v, sizeof v); }

INLINE vu bits_of(vf v) {
    vu b;
    memcpy(&b, &v, sizeof b);
    return b;
}

INLINE vf float_of(vu b) {
    vf v;
    memcpy(&v, &b, sizeof v);
    return v;
}

INLINE vf larger(vf a, vf b) {
#ifdef LARGER
    return LARGER(a, b);
#elif LANES == 1
    return a > b ? a : b;
#else
    vu m = (vu)(a > b);
    return float_of((bits_of(a) & m) | (bits_of(b) & ~m));
#endif
}

INLINE vf magnitude(vf a) { return float_of(bits_of(a) & 0x7fffffffu); }

/* 16 lanes to one, in the one order. */
INLINE float fold_sum(const vf v[N_VECTORS]) {
    float lane[16];
    memcpy(lane, v, sizeof lane);
    for (int w = 8; w; w /= 2)
        for (int i = 0; i < w; i++) lane[i] += lane[i + w];
    return lane[0];
}

INLINE float fold_max(const vf v[N_VECTORS]) {
    float lane[16];
    memcpy(lane, v, sizeof lane);
    for (int w = 8; w; w /= 2)
        for (int i = 0; i < w; i++) lane[i] = lane[i] > lane[i + w] ? lane[i] : lane[i + w];
    return lane[0];
}

/* ---- functions of one element ---- */

/* For x <= 0; what lies below -87 counts as -87. */
INLINE vf exponential(vf x) {
    x = larger(x, (vf){0} - 87.0f);
    vf shifted = x * 1.44269504088896341f + ROUNDER;
    vf whole = shifted - ROUNDER;
    vf r = x - whole * 0.693359375f;
    r = r - whole * -2.12194440e-4f;
    vf r2 = r * r; /* pairs of terms side by side (Estrin): the chain of dependent steps is what takes the time */
    vf y = (r * 1.9875691500e-4f + 1.3981999507e-3f) * r2 + (r * 8.3334519073e-3f + 4.1665795894e-2f);
    y = y * r2 + (r * 1.6666665459e-1f + 5.0000001201e-1f);
    y = y * r2 + (r + 1.0f);
    return y * float_of((bits_of(shifted) << 23) + 0x3f800000u);
}

/* x / 2 * (1 + erf(x / sqrt 2)) */
INLINE vf gaussian_error_unit(vf x) {
    vf z = x * 0.70710678118654752f;
    z = larger(z, (vf){0} - 4.0f);
    z = -larger(-z, (vf){0} - 4.0f);
    vf s = z * z, s2 = s * s;
    vf p = s2 * -2.72614225801306e-10f + (s * 2.77068142495902e-08f + -2.10102402082508e-06f);
    p = p * s2 + (s * -5.69250639462346e-05f + -7.34990630326855e-04f);
    p = p * s2 + (s * -2.95459980854025e-03f + -1.60960333262415e-02f);
    vf q = s2 * -1.45660718464996e-05f + (s * -2.13374055278905e-04f + -1.68282697438203e-03f);
    q = q * s2 + (s * -7.37332916720468e-03f + -1.42647390514189e-02f);
    return x * 0.5f * (z * p / q + 1.0f);
}

static void gelu(float *x, uint32_t n) {
    for (uint32_t i = 0; i < n; i += LANES) store(x + i, gaussian_error_unit(load(x + i)));
}

/* ---- rows ---- */

INLINE float row_magnitude(const float *x, const float *smooth, uint32_t width) {
    vf m[N_VECTORS] = {0};
    for (uint32_t i = 0; i < width; i += 16)
        for (int v = 0; v < N_VECTORS; v++) {
            uint32_t at = i + (uint32_t)v * LANES;
            m[v] = larger(magnitude(load(x + at) * load(smooth + at)), m[v]);
        }
    return fold_max(m);
}

static void quantize(const float *x, const float *smooth, uint32_t n, uint32_t width, const struct kernel_rows *out) {
    for (uint32_t row = 0; row < n; row++, x += width) {
        float top = row_magnitude(x, smooth, width);
        float to = top > 1e-30f ? 127.0f / top : 0.0f; /* a smaller row would divide by nearly nothing: it counts as zero */
        int8_t *q = out->value + (size_t)row * width;
        vu sum = {0};
        for (uint32_t i = 0; i < width; i += LANES) {
            vu whole = bits_of(load(x + i) * load(smooth + i) * to + ROUNDER) - ROUNDER_BITS;
#if LANES == 1
            q[i] = (int8_t)whole;
            sum += (uint32_t)(int32_t)q[i];
#else
            vb narrow = __builtin_convertvector(whole, vb);
            memcpy(q + i, &narrow, sizeof narrow);
            sum += whole;
#endif
        }
        uint32_t lane[LANES], total = 0;
        memcpy(lane, &sum, sizeof lane);
        for (int i = 0; i < LANES; i++) total += lane[i];
        out->sum[row] = (int32_t)total;
        out->scale[row] = top > 1e-30f ? top / 127.0f : 0.0f;
    }
}

static void norm(float *x, const float *add, uint32_t n, const float *gain, const float *bias) {
    for (uint32_t row = 0; row < n; row++, x += WIDTH) {
        vf sum[N_VECTORS] = {0}, square[N_VECTORS] = {0};
        for (uint32_t i = 0; i < WIDTH; i += 16)
            for (uint32_t v = 0, at = i; v < N_VECTORS; v++, at += LANES) {
                vf value = load(x + at);
                if (add) value = value + load(add + (size_t)row * WIDTH + at);
                store(x + at, value);
                sum[v] = sum[v] + value;
            }
        float mean = fold_sum(sum) * (1.0f / WIDTH);
        for (uint32_t i = 0; i < WIDTH; i += 16)
            for (uint32_t v = 0, at = i; v < N_VECTORS; v++, at += LANES) {
                vf away = load(x + at) - mean;
                square[v] = square[v] + away * away;
            }
        float to = 1.0f / sqrtf(fold_sum(square) * (1.0f / WIDTH) + 1e-12f);
        for (uint32_t i = 0; i < WIDTH; i += LANES) store(x + i, (load(x + i) - mean) * to * load(gain + i) + load(bias + i));
    }
}

static void affine(const float *x, uint32_t n_in, const float *weight, const float *bias, uint32_t n_out, float *out) {
    for (uint32_t o = 0; o < n_out; o++, weight += n_in) {
        vf sum[N_VECTORS] = {0};
        for (uint32_t i = 0; i < n_in; i += 16)
            for (uint32_t v = 0, at = i; v < N_VECTORS; v++, at += LANES) sum[v] = sum[v] + load(x + at) * load(weight + at);
        out[o] = bias ? fold_sum(sum) + bias[o] : fold_sum(sum);
    }
}

/* ---- attention, one head ---- */

enum { TILE = ATTEND_VECTORS * LANES };

/* out[r][0..TILE) = sum over k < depth, in order, of a[r][k] * b[k][0..TILE), for ATTEND_ROWS rows: both of attention's products.
 * Sixteen sums at once hide the latency of the addition. */
INLINE void tile_product(const float *const a[ATTEND_ROWS], const float *b, uint32_t b_stride, uint32_t depth,
                         float *const out[ATTEND_ROWS], uint32_t at) {
    vf sum[ATTEND_ROWS][ATTEND_VECTORS];
#pragma GCC unroll 8
    for (int r = 0; r < ATTEND_ROWS; r++)
#pragma GCC unroll 16
        for (int v = 0; v < ATTEND_VECTORS; v++) sum[r][v] = (vf){0};
    for (uint32_t k = 0; k < depth; k++, b += b_stride) {
        vf right[ATTEND_VECTORS];
#pragma GCC unroll 16
        for (int v = 0; v < ATTEND_VECTORS; v++) right[v] = load(b + v * LANES);
#pragma GCC unroll 8
        for (int r = 0; r < ATTEND_ROWS; r++)
#pragma GCC unroll 16
            for (int v = 0; v < ATTEND_VECTORS; v++) sum[r][v] = sum[r][v] + right[v] * a[r][k];
    }
#pragma GCC unroll 8
    for (int r = 0; r < ATTEND_ROWS; r++)
#pragma GCC unroll 16
        for (int v = 0; v < ATTEND_VECTORS; v++) store(out[r] + at + v * LANES, sum[r][v]);
}

/* scores[0..n_padded) to exp((score - top) / sqrt 32), zero past n; returns 1 / their sum. */
INLINE float soften(float *scores, uint32_t n, uint32_t n_padded) {
    const float scale = 0.17677669529663688f;
    const uint32_t n_whole = n / 16 * 16;
    for (uint32_t j = n; j < n_padded; j++) scores[j] = scores[0];
    vf top[N_VECTORS], sum[N_VECTORS] = {0};
    for (int v = 0; v < N_VECTORS; v++) top[v] = load(scores + v * LANES);
    for (uint32_t j = 16; j < n_padded; j += 16)
        for (int v = 0; v < N_VECTORS; v++) top[v] = larger(load(scores + j + v * LANES), top[v]);
    float most = fold_max(top);
    for (uint32_t j = 0; j < n_whole; j += 16)
        for (int v = 0; v < N_VECTORS; v++) {
            vf weight = exponential((load(scores + j + v * LANES) - most) * scale);
            store(scores + j + v * LANES, weight);
            sum[v] = sum[v] + weight;
        }
    for (uint32_t j = n_whole; j < n_padded; j += LANES) store(scores + j, exponential((load(scores + j) - most) * scale));
    for (uint32_t j = n; j < n_padded; j++) scores[j] = 0;
    for (uint32_t j = n_whole; j < n_padded; j += 16)
        for (int v = 0; v < N_VECTORS; v++) sum[v] = sum[v] + load(scores + j + v * LANES);
    return 1.0f / fold_sum(sum);
}

static void turn_keys(const float *qkv, uint32_t n, uint32_t n_padded, float *keys) {
    for (uint32_t d = 0; d < KERNEL_HEAD; d++, keys += n_padded) {
        for (uint32_t j = 0; j < n; j++) keys[j] = qkv[j * KERNEL_HEAD_ROWS + KERNEL_HEAD + d];
        for (uint32_t j = n; j < n_padded; j++) keys[j] = 0;
    }
}

static void attend(const float *qkv, uint32_t n, float *work, float *out, uint32_t stride) {
    uint32_t n_padded = (n + KERNEL_KEYS - 1) / KERNEL_KEYS * KERNEL_KEYS;
    float *keys = work, *scores = work + KERNEL_HEAD * n_padded;
    const float *values = qkv + 2 * KERNEL_HEAD;
    turn_keys(qkv, n, n_padded, keys);
    for (uint32_t i = 0; i < n; i += ATTEND_ROWS) {
        const float *query[ATTEND_ROWS], *weight[ATTEND_ROWS];
        float *score[ATTEND_ROWS], *sum[ATTEND_ROWS], made[ATTEND_ROWS][KERNEL_HEAD];
        for (uint32_t r = 0; r < ATTEND_ROWS; r++) { /* past the last query: the last once more */
            query[r] = qkv + (size_t)(i + r < n ? i + r : n - 1) * KERNEL_HEAD_ROWS;
            weight[r] = score[r] = scores + r * n_padded;
            sum[r] = made[r];
        }
        for (uint32_t j = 0; j < n_padded; j += TILE) tile_product(query, keys + j, n_padded, KERNEL_HEAD, score, j);
        float share[ATTEND_ROWS];
        for (uint32_t r = 0; r < ATTEND_ROWS; r++) share[r] = soften(score[r], n, n_padded);
        for (uint32_t d = 0; d < KERNEL_HEAD; d += TILE) tile_product(weight, values + d, KERNEL_HEAD_ROWS, n, sum, d);
        for (uint32_t r = 0; r < ATTEND_ROWS && i + r < n; r++)
            for (uint32_t d = 0; d < KERNEL_HEAD; d += LANES)
                store(out + (size_t)(i + r) * stride + d, load(made[r] + d) * share[r]);
    }
}

/* ---- the table ---- */

#define KERNEL(variable, kernel_name)                                                                                              \
    const struct kernel variable = {.name = kernel_name, .usable = usable, .quantize = quantize, .multiply = multiply,             \
                                    .norm = norm, .gelu = gelu, .attend = attend, .affine = affine};
