/* The arithmetic of the model, once for each instruction set.
 *
 * Purpose: everything that costs time in the forward pass, behind one table of functions.
 * Method: kernel_body.h holds the float parts once, written over vectors of LANES floats, and every kernel_*.c compiles it for its
 *   instruction set; only the product of int8 matrices is written anew for each. Every float result is the same sequence of IEEE
 *   operations whatever LANES is: an element's own sum runs in the order of its index, and a sum over a row runs in 16 lanes that
 *   are folded in one order. Nothing is fused, and no mathematical library is called but sqrtf, which IEEE makes exact.
 *   So all kernels give the same bits (not-a-number aside), and a record does not depend on the processor.
 * Why not one of the existing libraries: they choose the order of their sums by processor and by size.
 */
#ifndef MODEL_KERNEL_H
#define MODEL_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

enum {
    KERNEL_PANEL = 16,     /* output columns that stand together in a packed matrix */
    KERNEL_DEPTH = 4,      /* inputs that stand together for each of them */
    KERNEL_GROUP = 3,      /* panels are multiplied so many at a time: n_panels is a multiple of it */
    KERNEL_HEAD = 32,      /* floats of one attention head's query, key or value */
    KERNEL_HEAD_ROWS = 96, /* the three together */
    KERNEL_KEYS = 32       /* key counts are rounded up to a multiple of it */
};

/* Rows of int8 [n][width]: value times scale is the float; sum is that of the row's values. */
struct kernel_rows {
    int8_t *value;
    float *scale;
    int32_t *sum;
};

/* An int8 matrix [n_out][n_in] as the file holds it: panel p, then depth d, then 16 outputs of 4 inputs each:
 * panels[((p * n_in/4 + d) * 16 + o) * 4 + i] is the weight of output 16p + o for input 4d + i. */
struct kernel_matrix {
    const int8_t *panels;
    const float *scale, *bias; /* [n_out] */
    const float *smooth;       /* [n_in]: an input is multiplied by this before it is quantized; the weights are divided by it */
    uint32_t n_out, n_in;      /* multiples of 48 and of 16 */
};

struct kernel {
    const char *name;
    bool (*usable)(void);
    /* x times smooth [width], then each row by its largest magnitude to -127..127. `width` a multiple of 16. */
    void (*quantize)(const float *x, const float *smooth, uint32_t n, uint32_t width, const struct kernel_rows *out);
    /* out[i][c] = dot(rows[i], weight[16 first + c]) * weight scale * row scale + bias, c < 16 n_panels, rows of `stride` floats. */
    void (*multiply)(const struct kernel_rows *, uint32_t n, const struct kernel_matrix *, uint32_t first_panel, uint32_t n_panels,
                     float *out, uint32_t stride);
    void (*norm)(float *x /* [n][384] */, const float *add /* or NULL */, uint32_t n, const float *gain, const float *bias);
    void (*gelu)(float *x, uint32_t n); /* n a multiple of 16 */
    /* One head: qkv [n][96] → out[n][32], rows of `stride` floats. `work`: KERNEL_WORK(n) floats. */
    void (*attend)(const float *qkv, uint32_t n, float *work, float *out, uint32_t stride);
    /* out[o] = dot(weight[o], x) + bias[o]; bias may be NULL. n_in a multiple of 16. */
    void (*affine)(const float *x, uint32_t n_in, const float *weight, const float *bias, uint32_t n_out, float *out);
};
/* The keys turned, and the scores of eight queries. */
#define KERNEL_WORK(n) ((KERNEL_HEAD + 8) * (((n) + KERNEL_KEYS - 1) / KERNEL_KEYS * KERNEL_KEYS))

/* `name` NULL: the best that this processor has. NULL when there is none of that name; `*known` then says whether it exists elsewhere. */
const struct kernel *kernel_find(const char *name, bool *known);
/* The i-th kernel compiled in, best first; NULL past the last. For tests, which ask `usable` themselves. */
const struct kernel *kernel_at(unsigned i);

#endif
