/* Windows over a run of words, the encoder on each, and the heads on every word.
 *
 * Method: the run is cut into windows of at most 256 pieces that overlap by a quarter and break between paragraphs where they can, else
 * between sentences; where a group ends nothing overlaps, since nothing behind it belongs to what stands before it. A word's vector is the mean over the windows that it stands in, and the heads run on the means.
 * Why: the encoder's attention grows with the square of the length, and news articles are longer than any affordable window. Why the mean:
 * two readings in two contexts err differently, and cost no more than choosing one of them ("max context", Devlin's run_squad 2019): every
 * figure rose by .007 to .027 (docs/figures/extraction.md); above all links, whose two ends no longer come from different windows. Why a
 * quarter: half costs 1.45 times as much and reads no better.
 * Source: docs/model.md; train/extract.py computes the same.
 */
#include <math.h>
#include <string.h>

#include "attribute/run.h"

static const double OVERLAP = .25; /* of a window with the next */

static uint32_t n_pieces(const struct work *work, const struct run *run, uint32_t i)
{
    const struct words *words = work->words;
    uint32_t w = run->word[i];
    return (w + 1 < words->n_words ? words->words[w + 1].first_piece : words->n_pieces) - words->words[w].first_piece;
}

/* The word's only code point, or 0 when it has several. */
static uint32_t symbol(const struct work *work, const struct run *run, uint32_t i)
{
    const struct word *word = &work->words->words[run->word[i]];
    return word->end - word->begin == 1 ? text_point(work->text, word->begin) : 0;
}

static bool is_one_of(uint32_t c, const uint32_t *set, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (c == set[k])
            return true;
    return false;
}
#define IS_ONE_OF(c, ...) is_one_of((c), (const uint32_t[]){__VA_ARGS__}, sizeof (uint32_t[]){__VA_ARGS__} / sizeof(uint32_t))

/* May a window break before word i inside a paragraph? After an end mark and its closing marks. */
static bool sentence_break(const struct work *work, const struct run *run, uint32_t i)
{
    if (!i || run->quote[i] == QUOTE_CLOSING || IS_ONE_OF(symbol(work, run, i), 0x201D, 0xBB, ')', ']', 0x2019))
        return false;
    uint32_t j = i - 1;
    while (j > 0 && (run->quote[j] == QUOTE_CLOSING || IS_ONE_OF(symbol(work, run, j), ')', ']')))
        j--;
    return IS_ONE_OF(symbol(work, run, j), '.', '!', '?', 0x2026);
}

static bool paragraph_break(const struct run *run, uint32_t i)
{
    return i > 0 && run->paragraph[i] != run->paragraph[i - 1];
}

/* The exclusive end of the longest run of words from `first` that fits a window, broken where it is best to break. */
static uint32_t window_end(const struct work *work, const struct run *run, uint32_t first)
{
    uint32_t size = 2, i = first, best[3] = {0};
    for (; i < run->n; i++) {
        bool between = i > first && paragraph_break(run, i);
        if (i > first)
            best[between ? 2 : sentence_break(work, run, i)] = i;
        uint32_t more = n_pieces(work, run, i) + between;
        size = more > MODEL_WINDOW ? MODEL_WINDOW + 1 : size + more;
        if (size > MODEL_WINDOW)
            break;
    }
    if (i == run->n)
        return i;
    uint32_t floor = first + (i - first) / 2; /* a far better place is not worth half a window */
    for (int rank = 2; rank >= 0; rank--)
        if (best[rank] > floor)
            return best[rank];
    return i > first ? i : first + 1;
}

/* The paragraph or sentence start nearest before the last quarter of the window, else that quarter's start; the window's end where a group ends. */
static uint32_t next_start(const struct work *work, const struct run *run, struct window window)
{
    uint32_t ahead = (uint32_t)lrint((window.end - window.first) * (1 - OVERLAP)); /* to even, as Python rounds */
    uint32_t step = window.first + (ahead ? ahead : 1), least = window.first + (step - window.first) / 2;
    if (run->group[window.end] != run->group[window.end - 1])
        return window.end;
    for (uint32_t i = step; i > least; i--)
        if (paragraph_break(run, i))
            return i;
    for (uint32_t i = step; i > least; i--)
        if (sentence_break(work, run, i))
            return i;
    return step;
}

bool scores_windows(struct arena *arena, const struct work *work, const struct run *run, struct window **out, uint32_t *n)
{
    struct window *windows = ARENA_NEW(arena, struct window, run->n); /* each starts at a later word */
    *out = windows;
    *n = 0;
    if (!windows)
        return false;
    for (uint32_t first = 0; first < run->n; first = next_start(work, run, windows[*n - 1])) {
        windows[(*n)++] = (struct window){first, window_end(work, run, first)};
        if (windows[*n - 1].end == run->n)
            break;
    }
    return true;
}

/* One window's input and output; made once a run. */
struct pane {
    int32_t pieces[MODEL_WINDOW];
    uint8_t shapes[MODEL_WINDOW], quotes[MODEL_WINDOW];
    uint32_t n;
    uint32_t start[MODEL_WINDOW];            /* each word's first piece */
    float hidden[MODEL_WINDOW][MODEL_WIDTH]; /* of pieces */
};
enum { PIECE_CLS = 101, PIECE_SEP = 102 }; /* fixed in BERT's vocabulary */

static void pane_push(struct pane *pane, int32_t piece, uint8_t shape, uint8_t quote)
{
    if (pane->n == MODEL_WINDOW - 1) /* a word longer than a window is cut; the last place is [SEP]'s */
        return;
    pane->pieces[pane->n] = piece;
    pane->shapes[pane->n] = shape;
    pane->quotes[pane->n++] = quote;
}

static void pane_fill(struct pane *pane, const struct work *work, const struct run *run, struct window window)
{
    pane->n = 0;
    pane_push(pane, PIECE_CLS, SHAPE_SPECIAL, QUOTE_SPECIAL);
    for (uint32_t i = window.first; i < window.end; i++) {
        const struct word *word = &work->words->words[run->word[i]];
        if (i > window.first && paragraph_break(run, i))
            pane_push(pane, PIECE_SEP, SHAPE_SPECIAL, QUOTE_SPECIAL);
        pane->start[i - window.first] = pane->n;
        uint32_t n = run->piece[i] >= 0 ? 1 : n_pieces(work, run, i);
        for (uint32_t k = 0; k < n; k++)
            pane_push(pane, run->piece[i] >= 0 ? run->piece[i] : work->words->pieces[word->first_piece + k], word->shape,
                      run->quote[i]);
    }
    pane->pieces[pane->n] = PIECE_SEP;
    pane->shapes[pane->n] = SHAPE_SPECIAL;
    pane->quotes[pane->n++] = QUOTE_SPECIAL;
}

/* Adds the vectors of the window's words to their sums. */
static void pane_add(const struct pane *pane, struct window window, float (*sums)[MODEL_WIDTH], uint32_t *n_windows)
{
    for (uint32_t i = window.first; i < window.end; i++) {
        const float *hidden = pane->hidden[pane->start[i - window.first]];
        for (int k = 0; k < MODEL_WIDTH; k++)
            sums[i][k] += hidden[k];
        n_windows[i]++;
    }
}

/* Sums to means; every word stands in a window. */
static void means(float (*sums)[MODEL_WIDTH], const uint32_t *n_windows, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (int k = 0; n_windows[i] > 1 && k < MODEL_WIDTH; k++)
            sums[i][k] /= (float)n_windows[i];
}

/* The heads on all words, a window's worth at a time. */
static void heads(const struct work *work, uint32_t n, struct scores *out)
{
    for (uint32_t first = 0; first < n; first += MODEL_WINDOW) {
        uint32_t here = n - first < MODEL_WINDOW ? n - first : MODEL_WINDOW;
        model_tags(work->model, work->scratch, out->hidden[first], here, out->emissions[first]);
        if (out->pos)
            model_labels(work->model, work->scratch, out->hidden[first], here, out->pos + first, out->ner + first);
    }
}

enum hearsay_status scores_run(struct arena *arena, const struct work *work, const struct run *run, struct scores *out)
{
    struct window *windows;
    uint32_t n_windows, *n_around = ARENA_NEW(arena, uint32_t, run->n);
    struct pane *pane = ARENA_NEW(arena, struct pane, 1);
    if (!pane || !n_around || !scores_windows(arena, work, run, &windows, &n_windows))
        return HEARSAY_MEMORY;
    memset(out->hidden, 0, run->n * sizeof *out->hidden);
    for (uint32_t k = 0; k < n_windows; k++) {
        pane_fill(pane, work, run, windows[k]);
        model_encode(work->model, work->scratch, pane->pieces, pane->shapes, pane->quotes, pane->n, pane->hidden[0]);
        pane_add(pane, windows[k], out->hidden, n_around);
    }
    means(out->hidden, n_around, run->n);
    heads(work, run->n, out);
    return HEARSAY_OK;
}
