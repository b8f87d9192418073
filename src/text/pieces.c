/* Word pieces: text cleaned, lower-cased, stripped of accents, cut at punctuation, and matched greedily with the vocabulary.
 *
 * Method: one pass over the code points; each goes through cleaning, canonical decomposition and lower case into a word of at most 100
 * code points, which is matched when white space, punctuation or a CJK ideograph ends it. Nothing else is kept, so that the memory
 * needed does not depend on the text.
 * Why not BERT's passes one after the other: four copies of the text, for the same result.
 * Known differences from the reference, which carries Unicode 8 tables beside newer ones: marks and punctuation that were added to Unicode
 * since are stripped or cut here, and marks that take up room are not put into canonical order. "[CLS]" and the like in a text are
 * text here, never special pieces.
 * Source: Devlin et al. 2019 (BERT, tokenization.py); Hugging Face tokenizers, normalizers/bert.rs, models/wordpiece.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "base/vector.h"
#include "text/pieces.h"
#include "text/points.h"
#include "text/vocabulary.h"

enum { PIECES_MOST = INT32_MAX / 4, DECOMPOSED_MOST = 16 };

void pieces_init(struct pieces *pieces, const struct vocabulary *vocabulary)
{
    pieces->vocabulary = vocabulary;
    pieces->items = NULL;
    pieces->n = pieces->capacity = 0;
    pieces->n_points = 0;
    pieces->byte_at[0] = 0;
    pieces->failed = false;
}

void pieces_release(struct pieces *pieces)
{
    free(pieces->items);
    pieces->items = NULL;
}

static void add(struct pieces *pieces, int32_t id)
{
    if (!pieces->failed && VECTOR_ROOM(pieces->items, pieces->n, pieces->capacity, PIECES_MOST))
        pieces->items[pieces->n++] = id;
    else
        pieces->failed = true;
}

bool pieces_add_unknown(struct pieces *pieces)
{
    add(pieces, vocabulary_unknown(pieces->vocabulary));
    return !pieces->failed;
}

/* The longest piece that begins at code point `from` of the word; its end in *to. */
static int32_t longest(const struct pieces *pieces, uint32_t from, uint32_t *to)
{
    uint32_t most_bytes = vocabulary_longest(pieces->vocabulary), begin = pieces->byte_at[from];
    for (uint32_t end = pieces->n_points; end > from; end--) {
        uint32_t n = pieces->byte_at[end] - begin;
        int32_t id = n > most_bytes ? -1 : vocabulary_part(pieces->vocabulary, pieces->word + begin, n, from > 0);
        *to = end;
        if (id >= 0)
            return id;
    }
    return -1;
}

/* Ends the word: all of its pieces, or [UNK] when some part of it is not in the vocabulary. */
static void finish(struct pieces *pieces)
{
    size_t n_before = pieces->n;
    uint32_t from = 0;
    if (pieces->n_points > PIECES_WORD_MAX) {
        pieces_add_unknown(pieces);
    } else {
        while (from < pieces->n_points) {
            int32_t id = longest(pieces, from, &from);
            if (id < 0) {
                pieces->n = n_before;
                pieces_add_unknown(pieces);
                break;
            }
            add(pieces, id);
        }
    }
    pieces->n_points = 0;
}

static void keep(struct pieces *pieces, uint32_t point)
{
    uint32_t n = pieces->n_points++;
    if (n < PIECES_WORD_MAX) {
        char *to = pieces->word + pieces->byte_at[n];
        size_t length = 1;
        if (point < 0x80)
            *to = (char)point;
        else
            length = utf8_encode(point, to);
        pieces->byte_at[n + 1] = (uint16_t)(pieces->byte_at[n] + length);
    }
}

static void keep_alone(struct pieces *pieces, uint32_t point)
{
    finish(pieces);
    keep(pieces, point);
    finish(pieces);
}

static bool ascii_punctuation(uint32_t point)
{
    return (point >= '!' && point <= '/') || (point >= ':' && point <= '@') || (point >= '[' && point <= '`') ||
           (point >= '{' && point <= '~');
}

static void cut_ascii(struct pieces *pieces, uint32_t point)
{
    if (point >= 'A' && point <= 'Z')
        keep(pieces, point + 'a' - 'A');
    else if (ascii_punctuation(point))
        keep_alone(pieces, point);
    else if (point == ' ' || point == '\t' || point == '\n' || point == '\r')
        finish(pieces);
    else if (point > ' ' && point < 0x7F)
        keep(pieces, point);
}

/* The blocks that the reference calls Chinese characters; its extension E begins at 2B920, not at 2B820. */
static bool ideograph(uint32_t point)
{
    return (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3400 && point <= 0x4DBF) ||
           (point >= 0x20000 && point <= 0x2A6DF) || (point >= 0x2A700 && point <= 0x2B73F) ||
           (point >= 0x2B740 && point <= 0x2B81F) || (point >= 0x2B920 && point <= 0x2CEAF) ||
           (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x2F800 && point <= 0x2FA1F);
}

/* A code point after decomposition. */
static void cut_decomposed(struct pieces *pieces, uint32_t point)
{
    if (point < 0x80) {
        cut_ascii(pieces, point);
        return;
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    if (category == UTF8PROC_CATEGORY_MN)
        return;
    if (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO)
        keep_alone(pieces, point);
    else
        keep(pieces, (uint32_t)utf8proc_tolower((utf8proc_int32_t)point));
}

static void cut_other(struct pieces *pieces, uint32_t point)
{
    utf8proc_int32_t parts[DECOMPOSED_MOST];
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    if (point == UTF8_REPLACEMENT || (category >= UTF8PROC_CATEGORY_CC && category <= UTF8PROC_CATEGORY_CO))
        return;
    if (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP) {
        finish(pieces);
        return;
    }
    bool alone = ideograph(point);
    if (alone)
        finish(pieces);
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)point, parts, DECOMPOSED_MOST, UTF8PROC_DECOMPOSE, NULL);
    for (utf8proc_ssize_t i = 0; i < n && i < DECOMPOSED_MOST; i++)
        cut_decomposed(pieces, (uint32_t)parts[i]);
    if (alone)
        finish(pieces);
}

bool pieces_cut(struct pieces *pieces, const struct text *text, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++) {
        uint32_t point = point_at(text, at);
        if (point < 0x80)
            cut_ascii(pieces, point);
        else
            cut_other(pieces, point);
    }
    finish(pieces);
    return !pieces->failed;
}

enum hearsay_status pieces_copy(const struct pieces *pieces, struct arena *arena, int32_t **out, uint32_t *n)
{
    *out = pieces->failed ? NULL : ARENA_NEW(arena, int32_t, pieces->n);
    *n = *out ? (uint32_t)pieces->n : 0;
    if (!*out)
        return HEARSAY_MEMORY;
    if (pieces->n)
        memcpy(*out, pieces->items, pieces->n * sizeof **out);
    return HEARSAY_OK;
}

enum hearsay_status wordpiece(struct arena *arena, const struct text *text, struct hearsay_span span,
                              const struct vocabulary *vocabulary, int32_t **out, uint32_t *n)
{
    struct pieces pieces;
    uint32_t end = span.end < text->n_points ? span.end : text->n_points;
    pieces_init(&pieces, vocabulary);
    pieces_cut(&pieces, text, span.begin, end);
    enum hearsay_status status = pieces_copy(&pieces, arena, out, n);
    pieces_release(&pieces);
    return status;
}
