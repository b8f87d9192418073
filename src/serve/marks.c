/* A text with places marked, nested and even crossing, as well-formed HTML.
 *
 * Method: the text is walked from boundary to boundary with a stack of what is open. When something ends that is not on top, what
 * stands above it is closed and opened again; at a paragraph's end everything is. The first piece of a content carries its
 * name (id), so that a link can lead to it; its number stands as a link behind its last piece.
 */
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

enum { MARKS_DEEP = 32 };

struct walk {
    struct buffer *out;
    const struct text *text;
    const struct mark *open[MARKS_DEEP];
    bool named[MARKS_DEEP]; /* its beginning was written */
    size_t n_open;
};

static int by_place(const void *one, const void *other)
{
    const struct mark *a = one, *b = other;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : (a->attribution > b->attribution) - (a->attribution < b->attribution);
}

static void open_tag(struct walk *walk, size_t i)
{
    const struct mark *mark = walk->open[i];
    bool first = !walk->named[i];
    walk->named[i] = true;
    if (mark->kind != MARK_CONTENT) {
        html_format(walk->out, mark->kind == MARK_CUE ? "<span class=\"cue\">" : "<span class=\"source\">");
        return;
    }
    html_format(walk->out, "<mark class=\"%t\"", mark->style ? mark->style : "content");
    if (mark->attribution >= 0) {
        html_format(walk->out, " data-statement=\"%d\"", mark->attribution);
        if (first && mark->style && !strstr(mark->style, "more"))
            html_format(walk->out, " id=\"a%d\"", mark->attribution);
    }
    buffer_puts(walk->out, ">");
}

static void close_tag(struct walk *walk, size_t i)
{
    buffer_puts(walk->out, walk->open[i]->kind == MARK_CONTENT ? "</mark>" : "</span>");
}

static void close_all(struct walk *walk)
{
    for (size_t i = walk->n_open; i-- > 0;)
        close_tag(walk, i);
}

static void open_all(struct walk *walk)
{
    for (size_t i = 0; i < walk->n_open; i++)
        open_tag(walk, i);
}

static void put_number(struct walk *walk, const struct mark *mark)
{
    if (mark->kind == MARK_CONTENT && mark->last)
        html_format(walk->out, "<a class=\"number\" href=\"#c%d\" data-statement=\"%d\" aria-label=\"Statement %d: who said it\">%d</a>", mark->attribution,
                 mark->attribution, mark->attribution + 1, mark->attribution + 1);
}

/* Ends all that ends at or before `at`. */
static void end_marks(struct walk *walk, uint32_t at)
{
    size_t lowest = walk->n_open;
    for (size_t i = walk->n_open; i-- > 0;)
        if (walk->open[i]->end <= at)
            lowest = i;
    size_t n_open = walk->n_open, kept = lowest;
    for (size_t i = n_open; i-- > lowest;)
        close_tag(walk, i);
    for (size_t i = lowest; i < n_open; i++)
        if (walk->open[i]->end <= at)
            put_number(walk, walk->open[i]);
    for (size_t i = lowest; i < n_open; i++) {
        if (walk->open[i]->end <= at)
            continue;
        walk->open[kept] = walk->open[i];
        walk->named[kept] = walk->named[i];
        open_tag(walk, kept++);
    }
    walk->n_open = kept;
}

static uint32_t next_stop(const struct walk *walk, const struct mark *mark, const struct mark *end, uint32_t to)
{
    if (mark < end && mark->begin < to)
        to = mark->begin;
    for (size_t i = 0; i < walk->n_open; i++)
        if (walk->open[i]->end < to)
            to = walk->open[i]->end;
    return to;
}

/* The text in [from, to), where nothing begins or ends; its line feeds part paragraphs. */
static void put_run(struct walk *walk, uint32_t from, uint32_t to, bool paragraphs)
{
    const struct text *text = walk->text;
    for (uint32_t at = from; at < to;) {
        const char *begin = text->bytes + text->byte_at[at], *end = text->bytes + text->byte_at[to];
        const char *feed = paragraphs ? memchr(begin, '\n', (size_t)(end - begin)) : NULL;
        html_text(walk->out, begin, (size_t)((feed ? feed : end) - begin));
        if (!feed)
            return;
        while (at < to && text->bytes + text->byte_at[at] < feed)
            at++;
        while (at < to && text_point(text, at) == '\n')
            at++;
        close_all(walk);
        buffer_puts(walk->out, "</p>\n<p>");
        open_all(walk);
    }
}

void marks_put(struct buffer *out, const struct text *text, struct hearsay_span range, struct mark *marks, size_t n, bool paragraphs)
{
    struct walk walk = {.out = out, .text = text};
    const struct mark *mark = marks, *end = marks + n;
    uint32_t to = range.end < text->n_points ? range.end : text->n_points;
    if (n)
        qsort(marks, n, sizeof *marks, by_place);
    if (paragraphs)
        buffer_puts(out, "<p>");
    for (uint32_t at = range.begin; at < to;) {
        end_marks(&walk, at);
        for (; mark < end && mark->begin <= at; mark++) {
            if (mark->end <= at || walk.n_open == MARKS_DEEP)
                continue;
            walk.open[walk.n_open] = mark;
            walk.named[walk.n_open] = mark->begin < at;
            open_tag(&walk, walk.n_open++);
        }
        uint32_t stop = next_stop(&walk, mark, end, to);
        put_run(&walk, at, stop, paragraphs);
        at = stop;
    }
    end_marks(&walk, to);
    close_all(&walk);
    if (paragraphs)
        buffer_puts(out, "</p>");
}

/* Whether the snippet ends where a sentence does. */
static bool ends_whole(const struct text *text)
{
    static const uint32_t ENDS[] = {'.', '!', '?', '"', 0x201D, 0x2019};
    uint32_t last = text->n_points ? text_point(text, text->n_points - 1) : '.';
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (last == ENDS[i])
            return true;
    return false;
}

void put_snippet(struct call *call, const json_t *hit)
{
    const json_t *pairs = json_object_get(hit, "marks"), *pair;
    const char *s = text_of(hit, "snippet");
    struct text text;
    size_t n_bad, n = 0, i;
    uint32_t first_bad, place, end;
    struct mark *marks = ARENA_NEW(&call->arena, struct mark, json_array_size(pairs) + 1);
    if (!s || !marks || text_check(&call->arena, s, strlen(s), &text, &n_bad, &first_bad) != HEARSAY_OK)
        return;
    json_array_foreach (pairs, i, pair) {
        struct mark mark = {.kind = MARK_CONTENT, .attribution = -1, .style = "found"};
        if (span_of(pair, &mark.begin, &mark.end) && mark.end <= text.n_points)
            marks[n++] = mark;
    }
    /* Less stands before the place than in the article: it was cut. */
    if (n && span_of(json_object_get(hit, "span"), &place, &end) && place > marks[0].begin)
        buffer_puts(&call->out, "\xE2\x80\xA6 ");
    marks_put(&call->out, &text, (struct hearsay_span){0, text.n_points}, marks, n, false);
    buffer_puts(&call->out, ends_whole(&text) ? "" : " \xE2\x80\xA6");
}
