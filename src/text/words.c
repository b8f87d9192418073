/* A checked text to words, with their paragraphs, shapes, quotation states, sentences and pieces.
 *
 * Method: two passes of one scanner, the first to count, the second to fill arrays of exactly that size. A word is what the referee of
 * PolNeAR scores takes for one, Python's `\w+|[^\w\s]`, so that a tag a word can express every span that can be scored.
 * Why a piece list for each word by itself: training cuts word by word too; the accents and format characters that would glue two
 * words together for the reference are words of their own here.
 * docs/model.md is the rule; train/words.py computes the same.
 */
#include <string.h>

#include "text/cut.h"
#include "text/pieces.h"
#include "text/points.h"
#include "text/quotes.h"

/* The next word that begins before `limit`, from *at on; *at moves behind it. */
static bool next_word(const struct text *text, uint32_t *at, uint32_t limit, struct word *out)
{
    uint32_t i = *at, point = 0;
    while (i < limit && point_is_space(point = point_at(text, i)))
        i++;
    if (i == limit) {
        *at = i;
        return false;
    }
    out->begin = i++;
    if (point_is_word(point))
        while (i < limit && point_is_word(point_at(text, i)))
            i++;
    out->end = *at = i;
    return true;
}

static uint32_t line_end(const struct text *text, uint32_t begin)
{
    const char *from = text->bytes + text->byte_at[begin];
    uint32_t i = begin;
    while (i < text->n_points && *from != '\n')
        from = text->bytes + text->byte_at[++i];
    return i;
}

/* Letters are L*, digits N*; anything else in a word (`_`) does not count. */
static enum text_shape shape(const struct text *text, const struct word *word)
{
    uint32_t n_letters = 0, n_upper = 0, n_digits = 0;
    bool first_upper = false;
    for (uint32_t i = word->begin; i < word->end; i++) {
        unsigned kinds = point_kinds(point_at(text, i));
        bool upper = kinds & POINT_UPPER;
        first_upper |= upper && n_letters == 0;
        n_letters += (kinds & POINT_LETTER) != 0;
        n_upper += upper;
        n_digits += (kinds & POINT_DIGIT) != 0;
    }
    if (n_letters == 0)
        return n_digits ? SHAPE_DIGITS : SHAPE_PUNCT;
    if (n_digits)
        return SHAPE_ALNUM;
    if (n_upper == 0)
        return SHAPE_LOWER;
    if (n_upper == n_letters)
        return n_upper > 1 ? SHAPE_UPPER : SHAPE_TITLE;
    return n_upper == 1 && first_upper ? SHAPE_TITLE : SHAPE_MIXED;
}

static void count(const struct text *text, struct words *out)
{
    struct word word;
    for (uint32_t at = 0; at < text->n_points; at++) { /* past the line feed */
        uint32_t end = line_end(text, at), before = out->n_words;
        while (next_word(text, &at, end, &word))
            out->n_words++;
        out->n_paragraphs += out->n_words > before;
    }
}

static void fill(const struct text *text, struct words *out)
{
    uint32_t n = 0, paragraph = 0;
    for (uint32_t at = 0; at < text->n_points; at++) {
        struct quotes quotes;
        uint32_t end = line_end(text, at), first = n;
        quotes_begin(&quotes, text, at, end);
        while (next_word(text, &at, end, &out->words[n])) {
            struct word *word = &out->words[n++];
            word->paragraph = paragraph;
            word->shape = (uint8_t)shape(text, word);
            word->quote = (uint8_t)quotes_state(&quotes, word->begin);
        }
        if (n > first)
            out->paragraphs[paragraph++] = (struct word_run){first, n};
    }
}

static enum hearsay_status cut_pieces(struct arena *arena, const struct text *text, const struct vocabulary *vocabulary,
                                      struct words *out)
{
    struct pieces pieces;
    bool good = true;
    pieces_init(&pieces, vocabulary);
    for (uint32_t i = 0; i < out->n_words && good; i++) {
        struct word *word = &out->words[i];
        word->first_piece = (uint32_t)pieces.n;
        good = pieces_cut(&pieces, text, word->begin, word->end) &&
               (pieces.n > word->first_piece || pieces_add_unknown(&pieces));
    }
    enum hearsay_status status = pieces_copy(&pieces, arena, &out->pieces, &out->n_pieces);
    pieces_release(&pieces);
    return status;
}

static enum hearsay_status make(struct arena *arena, const struct text *text, const struct vocabulary *vocabulary,
                                struct words *out)
{
    count(text, out);
    out->words = ARENA_NEW(arena, struct word, out->n_words);
    out->paragraphs = ARENA_NEW(arena, struct word_run, out->n_paragraphs);
    if (!out->words || !out->paragraphs)
        return HEARSAY_MEMORY;
    fill(text, out);
    enum hearsay_status status = sentences_make(arena, text, out);
    return status == HEARSAY_OK ? cut_pieces(arena, text, vocabulary, out) : status;
}

enum hearsay_status words_make(struct arena *arena, const struct text *text, const struct vocabulary *vocabulary,
                               struct words *out)
{
    *out = (struct words){0};
    enum hearsay_status status = make(arena, text, vocabulary, out);
    if (status != HEARSAY_OK)
        *out = (struct words){0};
    return status;
}

struct hearsay_span words_span(const struct words *words, uint32_t first, uint32_t last)
{
    if (first > last || last >= words->n_words)
        return (struct hearsay_span){0, 0};
    return (struct hearsay_span){words->words[first].begin, words->words[last].end};
}

uint32_t words_at(const struct words *words, uint32_t offset)
{
    uint32_t low = 0, high = words->n_words;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (words->words[middle].end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

bool word_is(const struct text *text, const struct word *word, const char *lower)
{
    const char *bytes = text->bytes + text->byte_at[word->begin];
    size_t n = text->byte_at[word->end] - text->byte_at[word->begin];
    if (strlen(lower) != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];
        if ((c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c) != lower[i])
            return false;
    }
    return true;
}
