/* Where the time of a reading goes: `bench_stages MODEL FILE…` reads each text on one thread and prints the processor time of cutting
 * it into words, of the encoder, of what else extraction does, and of people, chains, naming and access.
 *
 * Method: the linker puts a stopwatch in front of each stage (--wrap), so that what is timed is the program's own path through them. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "attribute/attribute.h"

enum { FILE_MOST = 16 << 20 };
enum stage { WORDS, ENCODER, EXTRACTION, PEOPLE, N_STAGES };
static double seconds[N_STAGES]; /* one thread alone: a bench may */
static uint64_t n_pieces;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

enum hearsay_status __real_words_make(struct arena *, const struct text *, const struct vocabulary *, struct words *);
enum hearsay_status __wrap_words_make(struct arena *, const struct text *, const struct vocabulary *, struct words *);
enum hearsay_status __wrap_words_make(struct arena *arena, const struct text *text, const struct vocabulary *vocabulary, struct words *words)
{
    double begin = now();
    enum hearsay_status status = __real_words_make(arena, text, vocabulary, words);
    seconds[WORDS] += now() - begin;
    return status;
}

void __real_model_encode(const struct model *, struct model_scratch *, const int32_t *, const uint8_t *, const uint8_t *, uint32_t, float *);
void __wrap_model_encode(const struct model *, struct model_scratch *, const int32_t *, const uint8_t *, const uint8_t *, uint32_t, float *);
void __wrap_model_encode(const struct model *m, struct model_scratch *s, const int32_t *pieces, const uint8_t *shapes, const uint8_t *quotes,
                         uint32_t n, float *hidden)
{
    double begin = now();
    __real_model_encode(m, s, pieces, shapes, quotes, n, hidden);
    seconds[ENCODER] += now() - begin;
    n_pieces += n;
}

enum hearsay_status __real_attribute_extract(struct work *);
enum hearsay_status __wrap_attribute_extract(struct work *);
enum hearsay_status __wrap_attribute_extract(struct work *work)
{
    double begin = now();
    enum hearsay_status status = __real_attribute_extract(work);
    seconds[EXTRACTION] += now() - begin;
    return status;
}

enum hearsay_status __real_attribute_people(struct work *, const struct hearsay_record *, struct hearsay_attribution *, struct hearsay_person **,
                                            size_t *);
enum hearsay_status __wrap_attribute_people(struct work *, const struct hearsay_record *, struct hearsay_attribution *, struct hearsay_person **,
                                            size_t *);
enum hearsay_status __wrap_attribute_people(struct work *work, const struct hearsay_record *fields, struct hearsay_attribution *out,
                                            struct hearsay_person **people, size_t *n_people)
{
    double begin = now();
    enum hearsay_status status = __real_attribute_people(work, fields, out, people, n_people);
    seconds[PEOPLE] += now() - begin;
    return status;
}

static bool read_text(const struct model *model, struct model_scratch *scratch, const char *bytes, size_t n)
{
    struct arena arena;
    struct text text;
    struct hearsay_record record = {0};
    arena_init(&arena, 0);
    bool good = text_check(&arena, bytes, n, &text, NULL, NULL) == HEARSAY_OK &&
                attribute_record(&arena, model, scratch, &text, &record) == HEARSAY_OK;
    arena_release(&arena);
    return good;
}

static bool read_file(const struct model *model, struct model_scratch *scratch, const char *path, char *bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t n = fread(bytes, 1, FILE_MOST, file);
    fclose(file);
    return read_text(model, scratch, bytes, n);
}

static void report(double all)
{
    double rest = seconds[EXTRACTION] - seconds[ENCODER];
    printf("%.2f s of processor time: words %.2f %%, encoder %.1f %% (%.0f pieces/s), the rest of extraction %.2f %%, people %.2f %%\n", all,
           100 * seconds[WORDS] / all, 100 * seconds[ENCODER] / all, (double)n_pieces / seconds[ENCODER], 100 * rest / all,
           100 * seconds[PEOPLE] / all);
}

int main(int argc, char **argv)
{
    struct model *model = NULL;
    struct model_scratch *scratch = NULL;
    struct error error = {0};
    char *bytes = malloc(FILE_MOST);
    if (argc < 3 || !bytes || model_open(argv[1], NULL, &model, &error) != HEARSAY_OK || model_scratch_new(model, &scratch) != HEARSAY_OK) {
        fprintf(stderr, "bench_stages: %s\n", argc < 3 ? "usage: bench_stages MODEL FILE…" : error.message);
        free(bytes);
        model_close(model);
        return 2;
    }
    double begin = now();
    bool good = true;
    for (int i = 2; i < argc && good; i++)
        good = read_file(model, scratch, argv[i], bytes);
    report(now() - begin);
    model_scratch_free(scratch);
    model_close(model);
    free(bytes);
    return good ? 0 : 2;
}
