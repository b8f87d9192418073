/* Speed of the text room: `bench_text MODEL FILE…` checks and cuts the files, ROUNDS times, on one thread, and prints bytes and words a
 * second of processor time. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/model.h"

enum { ROUNDS = 5, FILE_MOST = 16 << 20 };

struct tally {
    uint64_t n_bytes, n_words;
    clock_t checking, cutting;
};

static bool cut(const struct vocabulary *vocabulary, const char *bytes, size_t n, struct tally *tally)
{
    struct arena arena;
    struct text text;
    struct words words = {0};
    arena_init(&arena, 0);
    clock_t begin = clock();
    bool good = text_check(&arena, bytes, n, &text, NULL, NULL) == HEARSAY_OK;
    clock_t checked = clock();
    good = good && words_make(&arena, &text, vocabulary, &words) == HEARSAY_OK;
    tally->checking += checked - begin;
    tally->cutting += clock() - checked;
    tally->n_bytes += n;
    tally->n_words += words.n_words;
    arena_release(&arena);
    return good;
}

static bool cut_file(const struct vocabulary *vocabulary, const char *path, char *bytes, struct tally *tally)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t n = fread(bytes, 1, FILE_MOST, file);
    fclose(file);
    bool good = true;
    for (int round = 0; round < ROUNDS && good; round++)
        good = cut(vocabulary, bytes, n, tally);
    return good;
}

int main(int argc, char **argv)
{
    struct model *model = NULL;
    struct error error = {0};
    struct tally tally = {0};
    char *bytes = malloc(FILE_MOST);
    if (argc < 3 || !bytes || model_open(argv[1], NULL, &model, &error) != HEARSAY_OK) {
        fprintf(stderr, "bench_text: %s\n", argc < 3 ? "usage: bench_text MODEL FILE…" : error.message);
        free(bytes);
        return 2;
    }
    bool good = true;
    for (int i = 2; i < argc && good; i++)
        good = cut_file(model->vocabulary, argv[i], bytes, &tally);
    double checking = (double)tally.checking / CLOCKS_PER_SEC, cutting = (double)tally.cutting / CLOCKS_PER_SEC;
    printf("%.1f MB, %.2f million words: checked in %.2f s, cut in %.2f s: %.1f MB/s, %.2f million words/s\n", (double)tally.n_bytes / 1e6,
           (double)tally.n_words / 1e6, checking, cutting, (double)tally.n_bytes / 1e6 / (checking + cutting),
           (double)tally.n_words / 1e6 / (checking + cutting));
    model_close(model);
    free(bytes);
    return good ? 0 : 2;
}
