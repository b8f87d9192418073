/* What must be true of the words of any text whatever. Shared by the property tests and the fuzz target. */
#ifndef TESTS_WORDS_HOLD_H
#define TESTS_WORDS_HOLD_H

#include "text/points.h"
#include "text/text.h"

/* Each gives NULL, or what does not hold. */
static inline const char *text_fails(const struct text *text)
{
    for (uint32_t i = 0; i < text->n_points; i++) {
        uint32_t n = text->byte_at[i + 1] - text->byte_at[i], point;
        bool good;
        if (n < 1 || n > 4 || utf8_decode(text->bytes + text->byte_at[i], n, &point, &good) != n || !good || point == 0)
            return "a checked text is not UTF-8";
    }
    if (text->byte_at[0] != 0 || text->byte_at[text->n_points] != text->n_bytes || text->bytes[text->n_bytes] != 0)
        return "a checked text has wrong offsets";
    return NULL;
}

static inline const char *word_fails(const struct text *text, const struct word *word)
{
    bool is_word = word->begin < word->end && point_is_word(text_point(text, word->begin));
    if (word->begin >= word->end || word->end > text->n_points)
        return "a word is empty or outside the text";
    if (word->shape < SHAPE_LOWER || word->shape > SHAPE_PUNCT || word->quote < QUOTE_OUTSIDE || word->quote > QUOTE_CLOSING)
        return "a word's shape or quotation state is none";
    for (uint32_t i = word->begin; i < word->end; i++)
        if (point_is_word(text_point(text, i)) != is_word || point_is_space(text_point(text, i)))
            return "a word holds something else";
    if (!is_word && word->end > word->begin + 1)
        return "a sign is longer than one code point";
    if (is_word && word->end < text->n_points && point_is_word(text_point(text, word->end)))
        return "a word ends too early";
    return NULL;
}

/* Between two words stands white space alone, with a line feed exactly where a paragraph ends. */
static inline const char *gap_fails(const struct text *text, uint32_t from, uint32_t to, bool new_paragraph)
{
    bool feed = false;
    for (uint32_t i = from; i < to; i++) {
        if (!point_is_space(text_point(text, i)))
            return "something stands in no word";
        feed |= text_point(text, i) == '\n';
    }
    return feed == new_paragraph ? NULL : "a paragraph ends elsewhere than at a line feed";
}

static inline const char *runs_fail(const struct word_run *runs, uint32_t n_runs, uint32_t n_words)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < n_runs; i++) {
        if (runs[i].begin != next || runs[i].end <= runs[i].begin)
            return "runs leave a gap, overlap, or are empty";
        next = runs[i].end;
    }
    return next == n_words ? NULL : "runs do not reach the last word";
}

static inline const char *neighbours_fail(const struct text *text, const struct words *words, uint32_t i)
{
    static const struct word none;
    const struct word *word = &words->words[i], *before = i ? word - 1 : &none;
    bool new_paragraph = i > 0 && word->paragraph != before->paragraph;
    const char *trouble = i ? gap_fails(text, before->end, word->begin, new_paragraph) : NULL;
    if (trouble)
        return trouble;
    if (new_paragraph && word->sentence == before->sentence)
        return "a sentence crosses a paragraph's end";
    if (i && word->first_piece <= before->first_piece)
        return "a word has no piece";
    const struct word_run *p = &words->paragraphs[word->paragraph], *s = &words->sentences[word->sentence];
    if (word->paragraph >= words->n_paragraphs || word->sentence >= words->n_sentences)
        return "an index is too large";
    return i >= p->begin && i < p->end && i >= s->begin && i < s->end ? NULL : "a word is not in its run";
}

/* `n_vocabulary`: one more than the greatest id. */
static inline const char *words_fail(const struct text *text, const struct words *words, int32_t n_vocabulary)
{
    const char *trouble = runs_fail(words->paragraphs, words->n_paragraphs, words->n_words);
    if (!trouble)
        trouble = runs_fail(words->sentences, words->n_sentences, words->n_words);
    for (uint32_t i = 0; i < words->n_words && !trouble; i++) {
        trouble = word_fails(text, &words->words[i]);
        if (!trouble)
            trouble = neighbours_fail(text, words, i);
    }
    for (uint32_t i = 0; i < words->n_pieces && !trouble; i++)
        if (words->pieces[i] < 0 || words->pieces[i] >= n_vocabulary)
            trouble = "a piece is not in the vocabulary";
    if (!trouble && words->n_words && words->words[words->n_words - 1].first_piece >= words->n_pieces)
        trouble = "the last word has no piece";
    return trouble;
}

#endif
