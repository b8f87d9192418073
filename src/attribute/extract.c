/* From words to raw attributions: the steps in their order.
 *
 * Method: the text is read in sections of whole paragraphs, at most RUN_WORDS_MAX words each, so that the memory for word vectors is
 * bounded whatever the length. A news article is one section; where a text has several, nothing links across.
 */
#include <stdlib.h>
#include <string.h>

#include "attribute/extract.h"
#include "attribute/run.h"

/* An attribution less sure than this is dropped: of those in the development set one in four is right (docs/figures/extraction.md). */
static const double LEAST_SURE = .3;

void raw_list_release(struct raw_list *list)
{
    free(list->items);
    *list = (struct raw_list){0};
}

enum hearsay_status extract_run(struct arena *arena, struct work *work, const struct run *run, const int *parents,
                                struct scores *scores, struct raw_list *list)
{
    struct span_list spans;
    struct links links;
    scores->emissions = arena_alloc(arena, run->n, sizeof *scores->emissions);
    scores->hidden = arena_alloc(arena, run->n, sizeof *scores->hidden);
    if (!scores->emissions || !scores->hidden)
        return HEARSAY_MEMORY;
    enum hearsay_status status = scores_run(arena, work, run, scores);
    if (!status)
        status = decode_run(arena, &work->model->crf, run, (const float(*)[MODEL_TAGS])scores->emissions, &spans);
    if (!status)
        status = link_run(arena, work, run, (const float(*)[MODEL_WIDTH])scores->hidden, &spans, &links);
    if (!status)
        status = link_assemble(arena, run, &spans, &links, parents, list);
    return status;
}

/* The words first..end of the article as they stand. */
static bool run_of_section(struct arena *arena, const struct words *words, uint32_t first, uint32_t end, struct run *run)
{
    uint32_t n = end - first, *word = ARENA_NEW(arena, uint32_t, n), *paragraph = ARENA_NEW(arena, uint32_t, n);
    uint32_t *group = ARENA_NEW(arena, uint32_t, n);
    uint8_t *quote = ARENA_NEW(arena, uint8_t, n);
    int32_t *piece = ARENA_NEW(arena, int32_t, n);
    if (!word || !paragraph || !group || !quote || !piece)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        word[i] = first + i;
        paragraph[i] = words->words[first + i].paragraph;
        quote[i] = words->words[first + i].quote;
        piece[i] = -1;
    }
    *run = (struct run){n, word, paragraph, group, quote, piece};
    return true;
}

/* Where the section that begins at `first` ends: after the last paragraph that fits, or inside one that no section holds. */
static uint32_t section_end(const struct words *words, uint32_t first)
{
    uint32_t end = first;
    for (uint32_t p = words->words[first].paragraph; p < words->n_paragraphs; p++) {
        if (words->paragraphs[p].end - first > RUN_WORDS_MAX)
            break;
        end = words->paragraphs[p].end;
    }
    if (end > first)
        return end;
    return words->n_words - first > RUN_WORDS_MAX ? first + RUN_WORDS_MAX : words->n_words;
}

static enum hearsay_status extract_section(struct work *work, uint32_t first, uint32_t end)
{
    struct arena arena;
    struct run run;
    struct scores scores = {.pos = work->scores.pos + first, .ner = work->scores.ner + first};
    arena_init(&arena, 0);
    enum hearsay_status status = HEARSAY_MEMORY;
    if (run_of_section(&arena, work->words, first, end, &run))
        status = extract_run(&arena, work, &run, NULL, &scores, &work->raw);
    arena_release(&arena);
    return status;
}

/* ------------------------------------------------------------------ order */

static uint32_t place(const struct raw_attribution *raw)
{
    return raw_absent(raw->cue) ? raw->content[0].first : raw->cue.first;
}

struct ranked {
    uint32_t place, was;
};

static int by_place(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x->was < y->was ? -1 : x->was > y->was;
}

/* Sorts the list by the place of the cues; indices into it follow. */
enum hearsay_status raw_list_sort(struct raw_list *list)
{
    struct ranked *order = calloc(list->n + 1, sizeof *order);
    struct raw_attribution *sorted = calloc(list->n + 1, sizeof *sorted);
    int *now = calloc(list->n + 1, sizeof *now);
    if (order && sorted && now) {
        for (size_t i = 0; i < list->n; i++)
            order[i] = (struct ranked){place(&list->items[i]), (uint32_t)i};
        qsort(order, list->n, sizeof *order, by_place);
        for (size_t i = 0; i < list->n; i++) {
            sorted[i] = list->items[order[i].was];
            now[order[i].was] = (int)i;
        }
        for (size_t i = 0; i < list->n; i++) {
            struct raw_attribution *raw = &list->items[i];
            *raw = sorted[i];
            raw->parent = raw->parent == HEARSAY_NONE ? HEARSAY_NONE : now[raw->parent];
            raw->inherits = raw->inherits == HEARSAY_NONE ? HEARSAY_NONE : now[raw->inherits];
        }
    }
    enum hearsay_status status = order && sorted && now ? HEARSAY_OK : HEARSAY_MEMORY;
    free(order);
    free(sorted);
    free(now);
    return status;
}

/* ------------------------------------------------------------------ what is sure enough */

bool raw_list_keep(struct work *work, const bool *keep)
{
    struct raw_list *list = &work->raw;
    int *now = ARENA_NEW(work->arena, int, list->n);
    size_t n = 0;
    if (!now)
        return false;
    for (size_t i = 0; i < list->n; i++)
        if (keep[i]) {
            now[i] = (int)n;
            list->items[n++] = list->items[i];
        }
    list->n = n;
    for (size_t i = 0; i < n; i++)
        if (list->items[i].inherits != HEARSAY_NONE)
            list->items[i].inherits = now[list->items[i].inherits];
    return true;
}

/* Drops what is more likely wrong than right by far, unless a quotation has its speaker from it. */
static enum hearsay_status keep_sure(struct work *work)
{
    struct raw_list *list = &work->raw;
    bool *keep = ARENA_NEW(work->arena, bool, list->n);
    if (!keep)
        return HEARSAY_MEMORY;
    for (size_t i = 0; i < list->n; i++) {
        list->items[i].confidence = confidence_of(work, &list->items[i]);
        keep[i] = list->items[i].confidence >= LEAST_SURE;
    }
    for (size_t i = 0; i < list->n; i++)
        if (keep[i] && list->items[i].inherits != HEARSAY_NONE)
            keep[list->items[i].inherits] = true;
    return raw_list_keep(work, keep) ? HEARSAY_OK : HEARSAY_MEMORY;
}

enum hearsay_status attribute_extract(struct work *work)
{
    const struct words *words = work->words;
    enum hearsay_status status = HEARSAY_OK;
    work->scores = (struct scores){.pos = ARENA_NEW(work->arena, uint8_t, words->n_words),
                                   .ner = ARENA_NEW(work->arena, uint8_t, words->n_words)};
    if (!work->scores.pos || !work->scores.ner)
        return HEARSAY_MEMORY;
    for (uint32_t first = 0, end; !status && first < words->n_words; first = end) {
        end = section_end(words, first);
        status = extract_section(work, first, end);
    }
    if (!status)
        status = inherit_all(work);
    if (!status)
        status = keep_sure(work);
    if (!status)
        status = nest_all(work);
    return status ? status : raw_list_sort(&work->raw);
}
