/* Attributions inside the contents of attributions, at any depth.
 *
 * Method: the contents of all attributions of one depth are set one under another, each as paragraphs of its own, as if an article
 * consisted of them, and the same extractor runs over that; what it finds stands inside the attribution whose content it read. Then the
 * contents of those, until nothing more is found. Quotation marks that enclose a whole content are taken off first, and the single ones
 * inside are read as double ones, since that is what the sentence would look like on its own. A leading "that" goes as well.
 * Why: the training texts mark only the outermost attributions, so the model is blind inside a content, but not to the same words alone.
 * Bounds: every depth reads strictly less than the one above; NEST_DEPTH_MAX and a budget of words stop hostile texts.
 */
#include <stdlib.h>
#include <string.h>

#include "attribute/cues.h"
#include "attribute/extract.h"
#include "attribute/run.h"

enum { NEST_DEPTH_MAX = 32, NEST_WORDS_MIN = 4, NEST_BUDGET = 4 /* times the words of the article */ };
static const double NEST_LEAST = .35, NEST_PARENT_LEAST = .2;
static const double NEST_LEAST_ALONE = .6; /* without a source: mostly half sentences, "declined | to comment on his health" */

/* A run while it grows; room for RUN_WORDS_MAX words. */
struct nest {
    struct work *work;
    struct arena arena;
    uint32_t n, n_groups, n_paragraphs;
    uint32_t *word, *paragraph, *group;
    uint8_t *quote;
    int32_t *piece;
    int *parents;      /* [n_groups] */
    int32_t mark;      /* the piece of a double mark, for single ones inside */
    uint64_t budget;   /* words that may still be read */
};

static bool is_mark(const struct word *word)
{
    return word->quote == QUOTE_OPENING || word->quote == QUOTE_CLOSING;
}

/* Is every word of the content inside quotation marks? */
static bool is_quotation(const struct work *work, const struct raw_attribution *raw)
{
    for (uint32_t k = 0; k < raw->n_content; k++)
        for (uint32_t i = raw->content[k].first; i <= raw->content[k].last; i++) {
            const struct word *word = &work->words->words[i];
            if (word->shape != SHAPE_PUNCT && (word->quote == QUOTE_OUTSIDE || is_mark(word)))
                return false;
        }
    return true;
}

/* Without the marks that enclose it. */
static struct raw_span inner(const struct work *work, struct raw_span span, bool quotation)
{
    const struct word *words = work->words->words;
    while (quotation && span.first <= span.last && is_mark(&words[span.first]))
        span.first++;
    while (quotation && span.last > span.first && is_mark(&words[span.last]))
        span.last--;
    if (span.first < span.last && cue_form_is(work, span.first, "that"))
        span.first++;
    return span;
}

static bool worth_reading(const struct work *work, const struct raw_attribution *raw)
{
    uint32_t n = 0;
    bool likely = false;
    for (uint32_t k = 0; k < raw->n_content; k++) {
        n += raw->content[k].last - raw->content[k].first + 1;
        likely = likely || cue_likely(work, raw->content[k]);
    }
    return likely && n >= NEST_WORDS_MIN && n <= RUN_WORDS_MAX && raw->confidence >= NEST_PARENT_LEAST;
}

static uint32_t n_words(const struct raw_attribution *raw)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < raw->n_content; k++)
        n += raw->content[k].last - raw->content[k].first + 1;
    return n;
}

static uint8_t state_alone(uint8_t quote, bool quotation)
{
    if (!quotation || quote == QUOTE_OPENING || quote == QUOTE_CLOSING)
        return quote;
    return quote == QUOTE_SINGLE_IN_DOUBLE ? QUOTE_DOUBLE : QUOTE_OUTSIDE;
}

static void nest_push(struct nest *nest, uint32_t word, bool quotation)
{
    const struct word *w = &nest->work->words->words[word];
    uint32_t c = text_point(nest->work->text, w->begin);
    bool single = quotation && is_mark(w) && (c == '\'' || c == 0x2018 || c == 0x2019);
    nest->word[nest->n] = word;
    nest->paragraph[nest->n] = nest->n_paragraphs;
    nest->group[nest->n] = nest->n_groups;
    nest->quote[nest->n] = state_alone(w->quote, quotation);
    nest->piece[nest->n++] = single ? nest->mark : -1;
}

static void nest_add(struct nest *nest, int index)
{
    const struct raw_attribution *raw = &nest->work->raw.items[index];
    bool quotation = is_quotation(nest->work, raw);
    for (uint32_t k = 0; k < raw->n_content; k++) {
        struct raw_span span = inner(nest->work, raw->content[k], quotation);
        for (uint32_t i = span.first; i <= span.last; i++) {
            if (i > span.first && nest->work->words->words[i].paragraph != nest->work->words->words[i - 1].paragraph)
                nest->n_paragraphs++;
            nest_push(nest, i, quotation);
        }
        nest->n_paragraphs++; /* a span never reaches over what stands between two parts of a content */
    }
    nest->parents[nest->n_groups++] = index;
}

static bool nest_begin(struct nest *nest, struct work *work, uint64_t budget)
{
    *nest = (struct nest){.work = work, .budget = budget, .mark = vocabulary_find(work->model->vocabulary, "\"", 1)};
    arena_init(&nest->arena, 0);
    nest->word = ARENA_NEW(&nest->arena, uint32_t, RUN_WORDS_MAX);
    nest->paragraph = ARENA_NEW(&nest->arena, uint32_t, RUN_WORDS_MAX);
    nest->group = ARENA_NEW(&nest->arena, uint32_t, RUN_WORDS_MAX);
    nest->quote = ARENA_NEW(&nest->arena, uint8_t, RUN_WORDS_MAX);
    nest->piece = ARENA_NEW(&nest->arena, int32_t, RUN_WORDS_MAX);
    nest->parents = ARENA_NEW(&nest->arena, int, RUN_WORDS_MAX);
    return nest->word && nest->paragraph && nest->group && nest->quote && nest->piece && nest->parents;
}

/* Keeps of what was found behind `from` what is sure enough to be shown. */
static void keep_sure(struct work *work, size_t from)
{
    size_t n = from;
    for (size_t i = from; i < work->raw.n; i++) {
        struct raw_attribution *raw = &work->raw.items[i];
        raw->confidence = confidence_of(work, raw);
        raw->why = "model, inside a content";
        double least = raw_absent(raw->source) ? NEST_LEAST_ALONE : NEST_LEAST;
        if (!raw_absent(raw->cue) && raw->confidence >= least && cue_likely(work, raw->cue))
            work->raw.items[n++] = *raw;
    }
    work->raw.n = n;
}

/* Reads what has been gathered and starts anew. */
static enum hearsay_status nest_flush(struct nest *nest)
{
    struct run run = {nest->n, nest->word, nest->paragraph, nest->group, nest->quote, nest->piece};
    struct scores scores = {0};
    struct arena arena;
    size_t from = nest->work->raw.n;
    if (!nest->n)
        return HEARSAY_OK;
    arena_init(&arena, 0);
    enum hearsay_status status = extract_run(&arena, nest->work, &run, nest->parents, &scores, &nest->work->raw);
    arena_release(&arena);
    if (!status)
        keep_sure(nest->work, from);
    nest->n = nest->n_groups = nest->n_paragraphs = 0;
    return status;
}

/* Reads the contents of the attributions first … end - 1. */
static enum hearsay_status nest_depth(struct nest *nest, size_t first, size_t end)
{
    enum hearsay_status status = HEARSAY_OK;
    for (size_t i = first; !status && i < end; i++) {
        const struct raw_attribution *raw = &nest->work->raw.items[i];
        uint32_t n = n_words(raw);
        if (!worth_reading(nest->work, raw) || n > nest->budget)
            continue;
        nest->budget -= n;
        if (nest->n + n > RUN_WORDS_MAX)
            status = nest_flush(nest);
        if (!status)
            nest_add(nest, (int)i);
    }
    return status ? status : nest_flush(nest);
}

enum hearsay_status nest_all(struct work *work)
{
    struct nest nest;
    enum hearsay_status status = HEARSAY_OK;
    size_t first = 0, end = work->raw.n;
    if (!nest_begin(&nest, work, (uint64_t)NEST_BUDGET * work->words->n_words + 64))
        status = HEARSAY_MEMORY;
    for (int depth = 0; !status && depth < NEST_DEPTH_MAX && first < end; depth++) {
        status = nest_depth(&nest, first, end);
        first = end;
        end = work->raw.n;
    }
    arena_release(&nest.arena);
    return status;
}
