/* What holds of every text, over texts drawn from a fixed seed: `test_text_properties [SEED [ROUNDS]]`. */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/tiny_vocabulary.h"
#include "drawn_text.h"
#include "words_hold.h"

enum { TEXT_MOST = 600, ROUNDS = 4000 };

struct drawn {
    struct arena arena;
    struct text text;
    struct words words;
};

static const char *make(struct drawn *d, const struct vocabulary *vocabulary, const char *bytes, size_t n)
{
    size_t n_bad;
    uint32_t first_bad;
    arena_init(&d->arena, 0);
    if (text_check(&d->arena, bytes, n, &d->text, &n_bad, &first_bad) != HEARSAY_OK)
        return "the text was refused";
    if (n_bad && text_point(&d->text, first_bad) != UTF8_REPLACEMENT)
        return "the first bad place is elsewhere";
    return words_make(&d->arena, &d->text, vocabulary, &d->words) == HEARSAY_OK ? NULL : "the words were refused";
}

/* Checking a checked text changes nothing. */
static const char *check_again_fails(struct drawn *d)
{
    struct text again;
    size_t n_bad;
    if (text_check(&d->arena, d->text.bytes, d->text.n_bytes, &again, &n_bad, NULL) != HEARSAY_OK || n_bad)
        return "a checked text is bad";
    return strcmp(again.bytes, d->text.bytes) || again.n_points != d->text.n_points ? "a checked text changed" : NULL;
}

/* A paragraph by itself gives what it gives among others: nothing is carried over. */
static const char *paragraph_fails(struct drawn *d, const struct vocabulary *vocabulary, uint32_t p)
{
    const struct word_run run = d->words.paragraphs[p];
    const struct word *first = &d->words.words[run.begin];
    uint32_t from = first->begin, to = d->words.words[run.end - 1].end;
    struct drawn alone;
    while (from > 0 && text_point(&d->text, from - 1) != '\n')
        from--;
    const char *trouble = make(&alone, vocabulary, d->text.bytes + d->text.byte_at[from], d->text.byte_at[to] - d->text.byte_at[from]);
    if (!trouble && alone.words.n_words != run.end - run.begin)
        trouble = "a paragraph by itself has other words";
    for (uint32_t i = 0; i < alone.words.n_words && !trouble; i++) {
        const struct word *a = &alone.words.words[i], *b = first + i;
        if (a->begin + from != b->begin || a->shape != b->shape || a->quote != b->quote ||
            a->sentence != b->sentence - first->sentence || a->first_piece != b->first_piece - first->first_piece)
            trouble = "a paragraph by itself is cut otherwise";
    }
    arena_release(&alone.arena);
    return trouble;
}

/* Pieces of the whole are the pieces of the left part and of the right part, wherever white space parts them. */
static const char *pieces_fail(struct drawn *d, const struct vocabulary *vocabulary, uint32_t at)
{
    int32_t *whole, *left, *right;
    uint32_t n, n_left, n_right;
    if (wordpiece(&d->arena, &d->text, (struct hearsay_span){0, d->text.n_points}, vocabulary, &whole, &n) != HEARSAY_OK ||
        wordpiece(&d->arena, &d->text, (struct hearsay_span){0, at}, vocabulary, &left, &n_left) != HEARSAY_OK ||
        wordpiece(&d->arena, &d->text, (struct hearsay_span){at, d->text.n_points}, vocabulary, &right, &n_right) != HEARSAY_OK)
        return "the pieces were refused";
    if (n != n_left + n_right || memcmp(whole, left, n_left * sizeof *left) ||
        memcmp(whole + n_left, right, n_right * sizeof *right))
        return "pieces depend on what stands beyond white space";
    return NULL;
}

static const char *round_fails(const struct vocabulary *vocabulary, const char *bytes, size_t n, uint64_t *state)
{
    struct drawn d;
    const char *trouble = make(&d, vocabulary, bytes, n);
    if (!trouble)
        trouble = text_fails(&d.text);
    if (!trouble)
        trouble = words_fail(&d.text, &d.words, 256);
    if (!trouble)
        trouble = check_again_fails(&d);
    if (!trouble && d.words.n_paragraphs)
        trouble = paragraph_fails(&d, vocabulary, draw(state, d.words.n_paragraphs));
    uint32_t at = d.text.n_points ? draw(state, d.text.n_points) : 0;
    if (!trouble && text_point(&d.text, at) == ' ')
        trouble = pieces_fail(&d, vocabulary, at);
    arena_release(&d.arena);
    return trouble;
}

int main(int argc, char **argv)
{
    uint64_t state = argc > 1 ? strtoull(argv[1], NULL, 10) | 1 : 20161108;
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : ROUNDS, failures = 0;
    struct vocabulary *vocabulary = tiny_vocabulary();
    for (int i = 0; i < rounds && vocabulary && !failures; i++) {
        char bytes[TEXT_MOST];
        uint64_t begin = state;
        size_t n = drawn_text(&state, bytes, sizeof bytes);
        const char *trouble = round_fails(vocabulary, bytes, n, &state);
        if (trouble) {
            printf("state %llu: %s:\n%.*s\n", (unsigned long long)begin, trouble, (int)n, bytes);
            failures++;
        }
    }
    printf("%d texts\n", rounds);
    failures += !vocabulary;
    vocabulary_free(vocabulary);
    return failures ? 1 : 0;
}
