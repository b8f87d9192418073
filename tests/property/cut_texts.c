/* Cuts texts for a comparison with another implementation. Usage: cut_texts VOCABULARY <TEXTS >CUTS
 *
 * In: for each text its length in bytes as a 32-bit number, then the bytes. Out, in numbers of 32 bits, for each text:
 * n_words, n_pieces, n_whole; n_words times begin, end, paragraph, sentence, shape, quote, first_piece; n_pieces ids of the words' pieces;
 * n_whole ids of the text cut as one stretch. The machine's byte order, both ways.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/vector.h"
#include "text/text.h"

enum { TEXT_MAX_BYTES = 64 << 20 };

static void write_numbers(const void *numbers, size_t n)
{
    fwrite(numbers, 4, n, stdout);
}

static void write_words(const struct words *words)
{
    for (uint32_t i = 0; i < words->n_words; i++) {
        const struct word *w = &words->words[i];
        uint32_t row[] = {w->begin, w->end, w->paragraph, w->sentence, w->shape, w->quote, w->first_piece};
        write_numbers(row, sizeof row / sizeof *row);
    }
}

static bool cut(const struct vocabulary *vocabulary, const char *bytes, size_t n)
{
    struct arena arena;
    struct text text;
    struct words words;
    int32_t *whole;
    uint32_t n_whole;
    arena_init(&arena, 0);
    bool good = text_check(&arena, bytes, n, &text, NULL, NULL) == HEARSAY_OK &&
                words_make(&arena, &text, vocabulary, &words) == HEARSAY_OK &&
                wordpiece(&arena, &text, (struct hearsay_span){0, text.n_points}, vocabulary, &whole, &n_whole) == HEARSAY_OK;
    if (good) {
        uint32_t head[] = {words.n_words, words.n_pieces, n_whole};
        write_numbers(head, 3);
        write_words(&words);
        write_numbers(words.pieces, words.n_pieces);
        write_numbers(whole, n_whole);
    }
    arena_release(&arena);
    return good;
}

static struct vocabulary *read_vocabulary(const char *path)
{
    static char lines[16 << 20];
    struct vocabulary *vocabulary = NULL;
    struct error error = {0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t n = fread(lines, 1, sizeof lines, file);
    fclose(file);
    if (vocabulary_new(lines, n, &vocabulary, &error) != HEARSAY_OK)
        fprintf(stderr, "cut_texts: %s\n", error.message);
    return vocabulary;
}

int main(int argc, char **argv)
{
    struct vocabulary *vocabulary = argc == 2 ? read_vocabulary(argv[1]) : NULL;
    char *bytes = malloc(TEXT_MAX_BYTES);
    uint32_t n;
    bool good = vocabulary && bytes;
    while (good && fread(&n, sizeof n, 1, stdin) == 1)
        good = n <= TEXT_MAX_BYTES && fread(bytes, 1, n, stdin) == n && cut(vocabulary, bytes, n);
    free(bytes);
    vocabulary_free(vocabulary);
    return good && fflush(stdout) == 0 ? 0 : 2;
}
