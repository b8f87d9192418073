/* Runs a fuzz target without a fuzzer: `PROGRAM [SEED [ROUNDS]]`, or `PROGRAM FILE…` to run single inputs again.
 * Inputs are drawn texts, some of them changed at a few bytes; the same seed gives the same inputs everywhere. No coverage is measured:
 * this keeps the target compiling and catches what is shallow; clang's libFuzzer looks deeper. */
#include <stdio.h>
#include <stdlib.h>

#include "../property/drawn_text.h"

enum { INPUT_MOST = 2000, ROUNDS = 3000, FILE_MOST = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void run(const char *bytes, size_t n)
{
    uint8_t *exact = malloc(n ? n : 1); /* so that the sanitizer sees one byte too many */
    if (!exact)
        return;
    memcpy(exact, bytes, n);
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
}

static void run_drawn(uint64_t state, int rounds)
{
    char bytes[INPUT_MOST];
    for (int i = 0; i < rounds; i++) {
        size_t n = drawn_text(&state, bytes, sizeof bytes);
        if (i % 7 == 0 && n > 10) { /* now and then a vocabulary that is accepted */
            memcpy(bytes, "[UNK]\n", 6);
        }
        for (uint32_t k = draw(&state, 4); k > 0 && n > 0; k--)
            bytes[draw(&state, (uint32_t)n)] = (char)draw(&state, 256);
        run(bytes, n);
    }
    printf("%d inputs\n", rounds);
}

static int run_file(const char *path)
{
    char *bytes = malloc(FILE_MOST);
    FILE *file = fopen(path, "rb");
    if (bytes && file)
        run(bytes, fread(bytes, 1, FILE_MOST, file));
    int failed = !bytes || !file;
    if (file)
        fclose(file);
    free(bytes);
    return failed;
}

int main(int argc, char **argv)
{
    char *end = NULL;
    uint64_t seed = argc > 1 ? strtoull(argv[1], &end, 10) : 20161108;
    if (end && *end) {
        int failures = 0;
        for (int i = 1; i < argc; i++)
            failures += run_file(argv[i]);
        return failures ? 2 : 0;
    }
    run_drawn(seed | 1, argc > 2 ? (int)strtol(argv[2], NULL, 10) : ROUNDS);
    return 0;
}
