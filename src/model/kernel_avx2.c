/* The kernel for AVX2: eight floats a vector, int8 products through 16 bits.
 *
 * maddubs wants one factor without a sign: the weight's magnitude, its sign given to the activation. Weights lie in -128..127 and
 * activations in -127..127, so a pair sums to 32,512 at most and never saturates: the integers are exact.
 */
#include <immintrin.h>

#define LANES 8
#define ATTEND_ROWS 4
#define ATTEND_VECTORS 2
#define LARGER _mm256_max_ps

#include "model/kernel_body.h"

enum { ROWS = 4 };

extern const struct kernel kernel_avx2;

static bool usable(void) { return __builtin_cpu_supports("avx2"); }

/* `rows` rows by one panel; acc[r][h]: columns 8h .. 8h + 7. */
INLINE void tile(int rows, const int8_t *left, uint32_t n_in, const int8_t *right, __m256i acc[ROWS][2]) {
    const __m256i ones = _mm256_set1_epi16(1);
    for (int r = 0; r < rows; r++) acc[r][0] = acc[r][1] = _mm256_setzero_si256();
    for (uint32_t k = 0; k < n_in; k += KERNEL_DEPTH, right += KERNEL_PANEL * KERNEL_DEPTH) {
        __m256i w0 = _mm256_loadu_si256((const __m256i *)right), w1 = _mm256_loadu_si256((const __m256i *)(right + 32));
        __m256i m0 = _mm256_abs_epi8(w0), m1 = _mm256_abs_epi8(w1);
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            int32_t four;
            memcpy(&four, left + (size_t)r * n_in + k, sizeof four);
            __m256i x = _mm256_set1_epi32(four);
            __m256i p0 = _mm256_maddubs_epi16(m0, _mm256_sign_epi8(x, w0)), p1 = _mm256_maddubs_epi16(m1, _mm256_sign_epi8(x, w1));
            acc[r][0] = _mm256_add_epi32(acc[r][0], _mm256_madd_epi16(p0, ones));
            acc[r][1] = _mm256_add_epi32(acc[r][1], _mm256_madd_epi16(p1, ones));
        }
    }
}

INLINE void tile_out(int rows, const struct kernel_rows *a, uint32_t row, const struct kernel_matrix *m, uint32_t panel, float *out,
                     uint32_t stride) {
    __m256i acc[ROWS][2];
    tile(rows, a->value + (size_t)row * m->n_in, m->n_in, m->panels + (size_t)panel * KERNEL_PANEL * m->n_in, acc);
    const float *scale = m->scale + panel * KERNEL_PANEL, *bias = m->bias + panel * KERNEL_PANEL;
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++)
        for (int h = 0; h < 2; h++)
            store(out + (size_t)r * stride + 8 * h,
                  (vf)_mm256_cvtepi32_ps(acc[r][h]) * load(scale + 8 * h) * a->scale[row + r] + load(bias + 8 * h));
}

static void multiply(const struct kernel_rows *a, uint32_t n, const struct kernel_matrix *m, uint32_t first_panel,
                     uint32_t n_panels, float *out, uint32_t stride) {
    for (uint32_t p = 0; p < n_panels; p++, out += KERNEL_PANEL) {
        uint32_t row = 0;
        for (; row + ROWS <= n; row += ROWS) tile_out(ROWS, a, row, m, first_panel + p, out + (size_t)row * stride, stride);
        for (; row < n; row++) tile_out(1, a, row, m, first_panel + p, out + (size_t)row * stride, stride);
    }
}

KERNEL(kernel_avx2, "avx2")
