/* The kernel for AVX-512 with VNNI: sixteen floats a vector, int8 products four at a time into 32 bits.
 *
 * dpbusd wants one factor without a sign: the weight plus 128 (its top bit turned), 128 times the row's sum taken off beforehand.
 * Eight rows by three panels stand in 24 registers, so that a step is 24 products for 3 loads of weights and 8 of activations;
 * the three panels of a matrix 384 deep are 18 KB and stay in the first cache while the rows pass.
 */
#include <immintrin.h>

#define LANES 16
#define ATTEND_ROWS 8
#define ATTEND_VECTORS 1
#define LARGER _mm512_max_ps

#include "model/kernel_body.h"

enum { ROWS = 8 };

extern const struct kernel kernel_vnni;

static bool usable(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni");
}

/* `rows` rows by KERNEL_GROUP panels, from panel `panel`. */
INLINE void tile(int rows, const struct kernel_rows *a, uint32_t row, const struct kernel_matrix *m, uint32_t panel, float *out,
                 uint32_t stride) {
    const __m512i top_bit = _mm512_set1_epi8((char)0x80);
    const size_t n_in = m->n_in, panel_bytes = KERNEL_PANEL * n_in;
    const int8_t *left = a->value + (size_t)row * n_in, *right = m->panels + panel * panel_bytes;
    __m512i acc[ROWS][KERNEL_GROUP];
#pragma GCC unroll 8
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 3
        for (int p = 0; p < KERNEL_GROUP; p++) acc[r][p] = _mm512_set1_epi32(-128 * a->sum[row + r]);
    for (size_t k = 0; k < n_in; k += KERNEL_DEPTH) {
        __m512i w[KERNEL_GROUP];
#pragma GCC unroll 3
        for (int p = 0; p < KERNEL_GROUP; p++)
            w[p] = _mm512_xor_si512(_mm512_loadu_si512(right + p * panel_bytes + k * KERNEL_PANEL), top_bit);
#pragma GCC unroll 8
        for (int r = 0; r < rows; r++) {
            int32_t four;
            memcpy(&four, left + r * n_in + k, sizeof four);
            __m512i x = _mm512_set1_epi32(four);
#pragma GCC unroll 3
            for (int p = 0; p < KERNEL_GROUP; p++) acc[r][p] = _mm512_dpbusd_epi32(acc[r][p], w[p], x);
        }
    }
    const float *scale = m->scale + panel * KERNEL_PANEL, *bias = m->bias + panel * KERNEL_PANEL;
#pragma GCC unroll 8
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 3
        for (int p = 0; p < KERNEL_GROUP; p++)
            store(out + (size_t)r * stride + 16 * p,
                  (vf)_mm512_cvtepi32_ps(acc[r][p]) * load(scale + 16 * p) * a->scale[row + r] + load(bias + 16 * p));
}

static void multiply(const struct kernel_rows *a, uint32_t n, const struct kernel_matrix *m, uint32_t first_panel,
                     uint32_t n_panels, float *out, uint32_t stride) {
    for (uint32_t p = 0; p < n_panels; p += KERNEL_GROUP, out += KERNEL_GROUP * KERNEL_PANEL) {
        uint32_t row = 0;
        for (; row + ROWS <= n; row += ROWS) tile(ROWS, a, row, m, first_panel + p, out + (size_t)row * stride, stride);
        for (; row + 2 <= n; row += 2) tile(2, a, row, m, first_panel + p, out + (size_t)row * stride, stride);
        for (; row < n; row++) tile(1, a, row, m, first_panel + p, out + (size_t)row * stride, stride);
    }
}

KERNEL(kernel_vnni, "vnni")
