/* The stretches of an article that hold attributions.
 *
 * Method: the text is cut between paragraphs, and long paragraphs also behind sentences, but nowhere inside the reach of an attribution (from
 * its first source, cue or content to its last). What lies between two cuts and holds an attribution is a passage.
 * Why cut long paragraphs: some outlets send an article as one; its attributions would stand a page away from their words.
 * A sentence's end is only guessed here, from the mark, the blank and the capital behind it: a miss costs nothing but a longer passage.
 */
#include <stdlib.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "report/passage.h"
#include "report/spans.h"

enum { UNIT_POINTS = 360 }; /* a paragraph longer than this may be cut, once this much stands in the unit */

struct reach {
    uint32_t begin, end;
};

static void widen(struct reach *reach, const struct text *text, struct hearsay_span span)
{
    span = span_inside(text, span);
    if (span_empty(span))
        return;
    if (reach->begin >= reach->end)
        *reach = (struct reach){span.begin, span.end};
    if (span.begin < reach->begin)
        reach->begin = span.begin;
    if (span.end > reach->end)
        reach->end = span.end;
}

static struct reach reach_of(const struct text *text, const struct hearsay_attribution *one)
{
    struct reach reach = {0, 0};
    widen(&reach, text, one->source);
    widen(&reach, text, one->cue);
    for (size_t i = 0; i < one->n_content; i++)
        widen(&reach, text, one->content[i]);
    return reach;
}

/* held[i]: an attribution holds code points i and i + 1 together. */
static bool *held_points(struct arena *arena, const struct hearsay_record *record, const struct text *text)
{
    bool *held = ARENA_NEW(arena, bool, text->n_points + 1);
    int32_t *steps = ARENA_NEW(arena, int32_t, text->n_points + 1), depth = 0;
    if (!held || !steps)
        return NULL;
    for (size_t i = 0; i < record->n_attributions; i++) {
        struct reach reach = reach_of(text, &record->attributions[i]);
        if (reach.begin >= reach.end)
            continue;
        steps[reach.begin]++;
        steps[reach.end - 1]--;
    }
    for (uint32_t at = 0; at < text->n_points; at++)
        held[at] = (depth += steps[at]) > 0;
    return held;
}

static bool is_capital(uint32_t point)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT || category == UTF8PROC_CATEGORY_PI ||
           point == '"' || point == '\'';
}

static bool closes(uint32_t point)
{
    return point == '"' || point == '\'' || point == ')' || point == 0x201D || point == 0x2019;
}

/* Whether a sentence seems to end before the blank at `at`. */
static bool sentence_ends(const struct text *text, uint32_t at)
{
    uint32_t last = at;
    if (!point_is_space(text_point(text, at)) || !is_capital(text_point(text, at + 1)))
        return false;
    while (last > 0 && closes(text_point(text, last - 1)))
        last--;
    uint32_t mark = last > 0 ? text_point(text, last - 1) : 0;
    return mark == '.' || mark == '?' || mark == '!' || mark == 0x2026;
}

struct cutting {
    const struct text *text;
    const bool *held;
    struct unit *units;
    size_t n, capacity;
    struct arena *arena;
};

static bool cut_off(struct cutting *cutting, uint32_t begin, uint32_t end, uint32_t paragraph)
{
    while (begin < end && point_is_space(text_point(cutting->text, begin)))
        begin++;
    while (begin < end && point_is_space(text_point(cutting->text, end - 1)))
        end--;
    if (begin == end)
        return true;
    if (cutting->n == cutting->capacity) { /* doubled: an arena does not take back the old one */
        size_t capacity = cutting->capacity ? cutting->capacity * 2 : 64;
        struct unit *units = ARENA_NEW(cutting->arena, struct unit, capacity);
        if (!units)
            return false;
        for (size_t i = 0; i < cutting->n; i++)
            units[i] = cutting->units[i];
        cutting->units = units;
        cutting->capacity = capacity;
    }
    cutting->units[cutting->n++] = (struct unit){begin, end, paragraph, cutting->held[end - 1]};
    return true;
}

static bool cut_units(struct cutting *cutting)
{
    const struct text *text = cutting->text;
    uint32_t begin = 0, paragraph = 0;
    bool fresh = true; /* nothing of this paragraph has been seen but blanks */
    for (uint32_t at = 0; at <= text->n_points; at++) {
        uint32_t point = text_point(text, at);
        bool feed = at == text->n_points || point == '\n';
        if (fresh && !feed && !point_is_space(point)) {
            paragraph++;
            fresh = false;
        }
        bool cut = feed || (at - begin >= UNIT_POINTS && !cutting->held[at ? at - 1 : 0] && sentence_ends(text, at));
        if (cut && !cut_off(cutting, begin, at, paragraph))
            return false;
        if (cut)
            begin = at;
        fresh |= feed;
    }
    return true;
}

/* The unit in which a code point stands, or the one before it. */
static size_t unit_at(const struct passages *passages, uint32_t point)
{
    size_t low = 0, high = passages->n_units;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (passages->units[middle].begin <= point)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct root {
    size_t unit, attribution; /* the first unit of its passage */
};

static int by_place(const void *a, const void *b)
{
    const struct root *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return x->attribution < y->attribution ? -1 : x->attribution > y->attribution;
}

static bool is_root(const struct hearsay_record *record, size_t i)
{
    int parent = record->attributions[i].parent;
    return parent < 0 || (size_t)parent >= record->n_attributions || (size_t)parent == i;
}

/* Links each attribution to those inside its content, in order. */
static bool link_children(struct arena *arena, const struct hearsay_record *record, struct passages *out)
{
    out->first_child = ARENA_NEW(arena, int, record->n_attributions);
    out->next = ARENA_NEW(arena, int, record->n_attributions);
    if (!out->first_child || !out->next)
        return false;
    for (size_t i = 0; i < record->n_attributions; i++)
        out->first_child[i] = out->next[i] = HEARSAY_NONE;
    for (size_t i = record->n_attributions; i-- > 0;) {
        if (is_root(record, i))
            continue;
        int parent = record->attributions[i].parent;
        out->next[i] = out->first_child[parent];
        out->first_child[parent] = (int)i;
    }
    return true;
}

static size_t first_of_passage(const struct passages *passages, size_t unit)
{
    while (unit > 0 && passages->units[unit - 1].joined)
        unit--;
    return unit;
}

static size_t passage_units(const struct passages *passages, size_t first)
{
    size_t last = first;
    while (last + 1 < passages->n_units && passages->units[last].joined)
        last++;
    return last - first + 1;
}

static bool gather(struct arena *arena, const struct hearsay_record *record, const struct text *text, struct passages *out)
{
    struct root *roots = ARENA_NEW(arena, struct root, record->n_attributions);
    size_t *order = ARENA_NEW(arena, size_t, record->n_attributions), n = 0;
    out->passages = ARENA_NEW(arena, struct passage, record->n_attributions);
    if (!roots || !order || !out->passages)
        return false;
    for (size_t i = 0; out->n_units && i < record->n_attributions; i++)
        if (is_root(record, i))
            roots[n++] = (struct root){first_of_passage(out, unit_at(out, reach_of(text, &record->attributions[i]).begin)), i};
    if (n)
        qsort(roots, n, sizeof *roots, by_place);
    for (size_t i = 0; i < n; i++) {
        struct passage *last = out->n_passages ? &out->passages[out->n_passages - 1] : NULL;
        order[i] = roots[i].attribution;
        if (!last || last->first_unit != roots[i].unit) {
            last = &out->passages[out->n_passages++];
            *last = (struct passage){roots[i].unit, passage_units(out, roots[i].unit), &order[i], 0};
        }
        last->n_roots++;
    }
    return true;
}

bool passages_make(struct arena *arena, const struct hearsay_record *record, const struct text *text, struct passages *out)
{
    *out = (struct passages){0};
    struct cutting cutting = {.text = text, .held = held_points(arena, record, text), .arena = arena};
    if (!cutting.held || !cut_units(&cutting))
        return false;
    out->units = cutting.units;
    out->n_units = cutting.n;
    return link_children(arena, record, out) && gather(arena, record, text, out);
}
