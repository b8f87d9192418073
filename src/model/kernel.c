/* Which kernels are compiled in, best first, and the choice among them. */
#include <stddef.h>
#include <string.h>

#include "model/kernel.h"

#if defined(__x86_64__)
extern const struct kernel kernel_vnni, kernel_avx2;
#elif defined(__aarch64__)
extern const struct kernel kernel_dotprod, kernel_neon;
#endif
extern const struct kernel kernel_scalar;

static const struct kernel *const kernels[] = {
#if defined(__x86_64__)
    &kernel_vnni, &kernel_avx2,
#elif defined(__aarch64__)
    &kernel_dotprod, &kernel_neon,
#endif
    &kernel_scalar, NULL};

const struct kernel *kernel_at(unsigned i) { return i < sizeof kernels / sizeof *kernels ? kernels[i] : NULL; }

const struct kernel *kernel_find(const char *name, bool *known) {
    static const char *const names[] = {"vnni", "avx2", "dotprod", "neon", "scalar"};
    *known = false;
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++) *known |= !strcmp(name, names[i]);
    for (size_t i = 0; kernels[i]; i++)
        if ((!name || !strcmp(name, kernels[i]->name)) && kernels[i]->usable()) return kernels[i];
    return NULL;
}
