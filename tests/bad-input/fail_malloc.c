/* Preloaded before the C library: fails the Nth allocation (FAIL_AT), or that and all after it (FAIL_ON=1). The method is SQLite's:
 * run the same command with N = 1, 2, 3 … and see that each ends in words, never in a crash. Allocations that jansson asks for itself are
 * spared: 2.14 reads behind a failed one in json_loadb, whoever calls it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static atomic_long count, fail_at = -1;
static atomic_int fail_on;

static int spared(void *caller)
{
    Dl_info where;
    return dladdr(caller, &where) && where.dli_fname && strstr(where.dli_fname, "jansson");
}

static int fails(void *caller)
{
    long n = ++count, at = fail_at;
    if (at < 0)
        return 0;
    if ((n == at || (fail_on && n > at)) && !spared(caller)) {
        errno = ENOMEM;
        return 1;
    }
    return 0;
}

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT"), *on = getenv("FAIL_ON");
    count = 0;
    fail_on = on && *on == '1';
    fail_at = at ? strtol(at, NULL, 10) : -1;
}

void *malloc(size_t n) { return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size); }
void *realloc(void *old, size_t n) { return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, n); }
