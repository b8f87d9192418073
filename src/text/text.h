/* text: a checked text cut into paragraphs, sentences, words and word pieces. docs/model.md says exactly how. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/base.h"

/* The values are inputs of the model: docs/model.md, "Words, pieces, windows". */
enum text_shape { SHAPE_SPECIAL, SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER, SHAPE_MIXED, SHAPE_DIGITS, SHAPE_ALNUM, SHAPE_PUNCT };
enum text_quote {
    QUOTE_SPECIAL, QUOTE_OUTSIDE, QUOTE_DOUBLE, QUOTE_SINGLE, QUOTE_SINGLE_IN_DOUBLE, QUOTE_OPENING, QUOTE_CLOSING
};

struct word {
    uint32_t begin, end;           /* code points */
    uint32_t paragraph, sentence;  /* index */
    uint32_t first_piece;          /* into `pieces`; a word has at least one */
    uint8_t shape, quote;
};
/* A run of words, [begin, end). */
struct word_run {
    uint32_t begin, end;
};
/* All arrays live in the arena that `words_make` was given. */
struct words {
    struct word *words;
    uint32_t n_words;
    struct word_run *paragraphs, *sentences; /* sentences never cross paragraphs; every word is in exactly one of each */
    uint32_t n_paragraphs, n_sentences;
    int32_t *pieces;                         /* vocabulary ids */
    uint32_t n_pieces;
};

/* BERT's uncased WordPiece vocabulary, read from the model file (one piece a line); immutable, shared by threads. */
struct vocabulary;
enum hearsay_status vocabulary_new(const char *lines, size_t n_bytes, struct vocabulary **out, struct error *);
void vocabulary_free(struct vocabulary *);
int32_t vocabulary_find(const struct vocabulary *, const char *piece, size_t n); /* -1: not there */

/* Cuts `text`. HEARSAY_MEMORY is the only failure. */
enum hearsay_status words_make(struct arena *, const struct text *, const struct vocabulary *, struct words *out);

/* The reference tokenizer's pieces for a stretch of text (no [UNK] for words without a piece): what the comparison with the reference uses. */
enum hearsay_status wordpiece(struct arena *, const struct text *, struct hearsay_span, const struct vocabulary *,
                              int32_t **pieces, uint32_t *n_pieces);

struct hearsay_span words_span(const struct words *, uint32_t first, uint32_t last); /* from word `first` through word `last` */
uint32_t words_at(const struct words *, uint32_t offset); /* the first word that ends after `offset`; n_words if none */
/* Compares one word with an ASCII lower-case word, case folded. */
bool word_is(const struct text *, const struct word *, const char *lower);

#endif
