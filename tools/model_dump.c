/* Prints what the model computes for windows given as numbers: the C side of train/reference.py.
 *
 *   model_dump MODEL [KERNEL] < windows > floats
 *
 * A window is three lines of blank-separated numbers: pieces, shapes, quote states. For each, written to standard output as raw
 * little-endian float32: hidden [n][384], then the tag head over every piece [n][7], then as float32 too the labels [n][2]. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"

struct window {
    int32_t pieces[MODEL_WINDOW];
    uint8_t shapes[MODEL_WINDOW], quotes[MODEL_WINDOW];
    uint32_t n;
};

/* The numbers of one line; -1 at the end of the input, or when there are too many. */
static int read_numbers(FILE *in, long *numbers, int max) {
    static char line[1 << 16];
    if (!fgets(line, sizeof line, in)) return -1;
    int n = 0;
    for (char *at = line, *end;; at = end) {
        long value = strtol(at, &end, 10);
        if (end == at) return n;
        if (n == max) return -1;
        numbers[n++] = value;
    }
}

static int read_window(FILE *in, struct window *w) {
    long numbers[3][MODEL_WINDOW];
    int n[3];
    for (int i = 0; i < 3; i++) n[i] = read_numbers(in, numbers[i], MODEL_WINDOW);
    if (n[0] <= 0 || n[1] != n[0] || n[2] != n[0]) return 0;
    w->n = (uint32_t)n[0];
    for (int i = 0; i < n[0]; i++) {
        w->pieces[i] = (int32_t)numbers[0][i];
        w->shapes[i] = (uint8_t)numbers[1][i];
        w->quotes[i] = (uint8_t)numbers[2][i];
    }
    return 1;
}

static void dump(const struct model *m, struct model_scratch *s, const struct window *w) {
    static float hidden[MODEL_WINDOW * MODEL_WIDTH], tags[MODEL_WINDOW * MODEL_TAGS], labels[MODEL_WINDOW * 2];
    static uint8_t pos[MODEL_WINDOW], ner[MODEL_WINDOW];
    model_encode(m, s, w->pieces, w->shapes, w->quotes, w->n, hidden);
    model_tags(m, s, hidden, w->n, tags);
    model_labels(m, s, hidden, w->n, pos, ner);
    for (uint32_t i = 0; i < w->n; i++) labels[2 * i] = pos[i], labels[2 * i + 1] = ner[i];
    fwrite(hidden, sizeof *hidden * MODEL_WIDTH, w->n, stdout);
    fwrite(tags, sizeof *tags * MODEL_TAGS, w->n, stdout);
    fwrite(labels, sizeof *labels * 2, w->n, stdout);
    fflush(stdout); /* the other side may wait for this window before it sends the next */
}

int main(int argc, char **argv) {
    struct model *m;
    struct model_scratch *s;
    struct error e = {""};
    static struct window w;
    if (argc < 2) return fputs("usage: model_dump MODEL [KERNEL] < windows > floats\n", stderr), 2;
    if (model_open(argv[1], argc > 2 ? argv[2] : NULL, &m, &e)) return fprintf(stderr, "model_dump: %s\n", e.message), 2;
    if (model_scratch_new(m, &s)) return fputs("model_dump: out of memory\n", stderr), 2;
    while (read_window(stdin, &w)) dump(m, s, &w);
    model_scratch_free(s);
    model_close(m);
    return ferror(stdout) ? 2 : 0;
}
