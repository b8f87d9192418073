/* Where sources, cues and contents begin and end, in the order in which a reader meets them. */
#include <stdlib.h>

#include "report/marks.h"
#include "report/spans.h"

static int compare(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_place(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    if (x->at != y->at)
        return compare(x->at, y->at);
    if (x->opens != y->opens)
        return x->opens ? 1 : -1;
    if (x->other != y->other) /* opening: the longer first; closing: the one opened last first. Both: the greater other end */
        return compare(y->other, x->other);
    if (x->role != y->role) /* of one extent: content outside, source inside */
        return x->opens ? compare(x->role, y->role) : compare(y->role, x->role);
    return x->opens ? compare(x->attribution, y->attribution) : compare(y->attribution, x->attribution);
}

static void add(struct marks *marks, const struct text *text, struct hearsay_span span, enum mark_role role, size_t attribution)
{
    span = span_inside(text, span);
    if (span_empty(span))
        return;
    marks->items[marks->n++] = (struct mark){span.begin, span.end, true, (uint8_t)role, attribution};
    marks->items[marks->n++] = (struct mark){span.end, span.begin, false, (uint8_t)role, attribution};
}

static bool same_source(const struct mark *a, const struct mark *b)
{
    return a->role == MARK_SOURCE && b->role == MARK_SOURCE && a->at == b->at && a->other == b->other && a->opens == b->opens;
}

static void drop_repeats(struct marks *marks)
{
    size_t n = 0;
    for (size_t i = 0; i < marks->n; i++)
        if (n == 0 || !same_source(&marks->items[n - 1], &marks->items[i]))
            marks->items[n++] = marks->items[i];
    marks->n = n;
}

bool marks_make(struct arena *arena, const struct hearsay_record *record, const struct text *text, struct marks *out)
{
    size_t most = 0;
    for (size_t i = 0; i < record->n_attributions; i++)
        most += 2 * (2 + record->attributions[i].n_content);
    *out = (struct marks){ARENA_NEW(arena, struct mark, most), 0};
    if (!out->items)
        return false;
    for (size_t i = 0; i < record->n_attributions; i++) {
        const struct hearsay_attribution *one = &record->attributions[i];
        add(out, text, one->source, MARK_SOURCE, i);
        add(out, text, one->cue, MARK_CUE, i);
        for (size_t k = 0; k < one->n_content; k++)
            add(out, text, one->content[k], MARK_CONTENT, i);
    }
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, by_place);
    drop_repeats(out);
    return true;
}
