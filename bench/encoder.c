/* Word pieces a second through the encoder, and where the time goes.
 *
 *   encoder MODEL [SECONDS [THREADS [PIECES]]]
 *
 * For every kernel that this processor can run: windows of PIECES (default 256) invented pieces, SECONDS (default 3) long, on THREADS (default 1).
 * What the pieces are makes no difference to the speed. Prints also the time to open the model: from the call to a usable model. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/kernel.h"
#include "model/model.h"

enum { MAX_THREADS = 64 };

struct work {
    const struct model *model;
    double seconds;
    uint32_t n;
    uint64_t n_pieces;
    double took;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *run(void *user) {
    struct work *w = user;
    struct model_scratch *s;
    int32_t pieces[MODEL_WINDOW];
    uint8_t shapes[MODEL_WINDOW], quotes[MODEL_WINDOW];
    float *hidden = malloc(sizeof *hidden * MODEL_WINDOW * MODEL_WIDTH);
    if (!hidden || model_scratch_new(w->model, &s)) return NULL;
    for (uint32_t i = 0; i < MODEL_WINDOW; i++) {
        pieces[i] = (int32_t)((1000 + i * 2654435761u) % 20000);
        shapes[i] = (uint8_t)(1 + i % 7);
        quotes[i] = (uint8_t)(1 + i % 6);
    }
    double start = now();
    do {
        model_encode(w->model, s, pieces, shapes, quotes, w->n, hidden);
        w->n_pieces += w->n;
        w->took = now() - start;
    } while (w->took < w->seconds);
    model_scratch_free(s);
    free(hidden);
    return NULL;
}

static void measure(const struct model *m, double seconds, int n_threads, uint32_t n) {
    pthread_t thread[MAX_THREADS];
    struct work work[MAX_THREADS];
    double rate = 0;
    for (int i = 0; i < n_threads; i++) {
        work[i] = (struct work){.model = m, .seconds = seconds, .n = n};
        pthread_create(&thread[i], NULL, run, &work[i]);
    }
    for (int i = 0; i < n_threads; i++) {
        pthread_join(thread[i], NULL);
        rate += (double)work[i].n_pieces / work[i].took;
    }
    printf("%-8s %d thread%s, windows of %u: %10.0f pieces/s\n", model_kernel(m), n_threads, n_threads == 1 ? " " : "s", (unsigned)n, rate);
}

int main(int argc, char **argv) {
    if (argc < 2) return fputs("usage: encoder MODEL [SECONDS [THREADS [PIECES]]]\n", stderr), 2;
    double seconds = argc > 2 ? strtod(argv[2], NULL) : 3;
    long n_threads = argc > 3 ? strtol(argv[3], NULL, 10) : 1, n = argc > 4 ? strtol(argv[4], NULL, 10) : MODEL_WINDOW;
    if (n_threads < 1 || n_threads > MAX_THREADS || n < 1 || n > MODEL_WINDOW) return fputs("encoder: unusable argument\n", stderr), 2;
    for (unsigned i = 0; kernel_at(i); i++) {
        struct model *m;
        struct error e = {""};
        if (!kernel_at(i)->usable()) continue;
        double start = now();
        if (model_open(argv[1], kernel_at(i)->name, &m, &e)) return fprintf(stderr, "encoder: %s\n", e.message), 2;
        if (i == 0) printf("opened in %.1f ms\n", 1e3 * (now() - start));
        measure(m, seconds, (int)n_threads, (uint32_t)n);
        model_close(m);
    }
    return 0;
}
