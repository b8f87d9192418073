/* The kernel for 64-bit ARM: four floats a vector. Compiled twice: as "neon", with products through 16 bits (a pair of int8 products
 * is at most 127 * 128 each and is widened before it is summed), and with -march=armv8.2-a+dotprod as "dotprod". */
#include <arm_neon.h>
#include <sys/auxv.h>

#define LANES 4
#define ATTEND_ROWS 4
#define ATTEND_VECTORS 4

#include "model/kernel_body.h"

enum { ROWS = 4, CAPABILITY_DOTPROD = 1 << 20 /* HWCAP_ASIMDDP */ };

#ifdef __ARM_FEATURE_DOTPROD
extern const struct kernel kernel_dotprod;
static bool usable(void) { return getauxval(AT_HWCAP) & CAPABILITY_DOTPROD; }
INLINE int32x4_t dot(int32x4_t sum, int8x16_t w, int8x16_t x) { return vdotq_s32(sum, w, x); }
#else
extern const struct kernel kernel_neon;
static bool usable(void) { return true; }
/* sum[o] += w[4o .. 4o + 3] . x[4o .. 4o + 3] */
INLINE int32x4_t dot(int32x4_t sum, int8x16_t w, int8x16_t x) {
    int32x4_t low = vpaddlq_s16(vmull_s8(vget_low_s8(w), vget_low_s8(x))), high = vpaddlq_s16(vmull_high_s8(w, x));
    return vaddq_s32(sum, vpaddq_s32(low, high));
}
#endif

INLINE void tile(int rows, const struct kernel_rows *a, uint32_t row, const struct kernel_matrix *m, uint32_t panel, float *out,
                 uint32_t stride) {
    const size_t n_in = m->n_in;
    const int8_t *left = a->value + (size_t)row * n_in, *right = m->panels + (size_t)panel * KERNEL_PANEL * n_in;
    int32x4_t acc[ROWS][4];
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (int q = 0; q < 4; q++) acc[r][q] = vdupq_n_s32(0);
    for (size_t k = 0; k < n_in; k += KERNEL_DEPTH, right += KERNEL_PANEL * KERNEL_DEPTH) {
        int8x16_t w[4];
#pragma GCC unroll 4
        for (int q = 0; q < 4; q++) w[q] = vld1q_s8(right + 16 * q);
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            int32_t four;
            memcpy(&four, left + r * n_in + k, sizeof four);
            int8x16_t x = vreinterpretq_s8_s32(vdupq_n_s32(four));
#pragma GCC unroll 4
            for (int q = 0; q < 4; q++) acc[r][q] = dot(acc[r][q], w[q], x);
        }
    }
    const float *scale = m->scale + panel * KERNEL_PANEL, *bias = m->bias + panel * KERNEL_PANEL;
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (int q = 0; q < 4; q++)
            store(out + (size_t)r * stride + 4 * q,
                  (vf)vcvtq_f32_s32(acc[r][q]) * load(scale + 4 * q) * a->scale[row + r] + load(bias + 4 * q));
}

static void multiply(const struct kernel_rows *a, uint32_t n, const struct kernel_matrix *m, uint32_t first_panel,
                     uint32_t n_panels, float *out, uint32_t stride) {
    for (uint32_t p = 0; p < n_panels; p++, out += KERNEL_PANEL) {
        uint32_t row = 0;
        for (; row + ROWS <= n; row += ROWS) tile(ROWS, a, row, m, first_panel + p, out + (size_t)row * stride, stride);
        for (; row < n; row++) tile(1, a, row, m, first_panel + p, out + (size_t)row * stride, stride);
    }
}

#ifdef __ARM_FEATURE_DOTPROD
KERNEL(kernel_dotprod, "dotprod")
#else
KERNEL(kernel_neon, "neon")
#endif
