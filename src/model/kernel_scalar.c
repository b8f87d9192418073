/* The kernel in plain C: the one that every other is compared with, for processors that have none of their own. */
#define LANES 1
#define ATTEND_ROWS 1
#define ATTEND_VECTORS 16

#include "model/kernel_body.h"

extern const struct kernel kernel_scalar;

static bool usable(void) { return true; }

static void multiply(const struct kernel_rows *a, uint32_t n, const struct kernel_matrix *m, uint32_t first_panel,
                     uint32_t n_panels, float *out, uint32_t stride) {
    for (uint32_t p = first_panel; p < first_panel + n_panels; p++) {
        const float *scale = m->scale + p * KERNEL_PANEL, *bias = m->bias + p * KERNEL_PANEL;
        for (uint32_t row = 0; row < n; row++) {
            const int8_t *left = a->value + (size_t)row * m->n_in, *right = m->panels + (size_t)p * KERNEL_PANEL * m->n_in;
            int32_t sum[KERNEL_PANEL] = {0};
            for (uint32_t k = 0; k < m->n_in; k += KERNEL_DEPTH, left += KERNEL_DEPTH, right += KERNEL_PANEL * KERNEL_DEPTH)
                for (int o = 0; o < KERNEL_PANEL; o++)
                    for (int i = 0; i < KERNEL_DEPTH; i++) sum[o] += left[i] * right[o * KERNEL_DEPTH + i];
            float *to = out + (size_t)row * stride + (p - first_panel) * KERNEL_PANEL;
            for (int o = 0; o < KERNEL_PANEL; o++) to[o] = (float)sum[o] * scale[o] * a->scale[row] + bias[o];
        }
    }
}

KERNEL(kernel_scalar, "scalar")
