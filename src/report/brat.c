/* A record as PolNeAR's brat standoff: text-bound lines for Source, Cue and Content, and one event an attribution.
 *
 * The event hangs on a text-bound `Attribution` over the cue (or, without one, the content); one without a source is
 * `Attribution-no-source`, as in PolNeAR's own files. A discontinuous content is one line, its pieces joined by `;`.
 * Flat, a token has one role, for those who score a tag a word: the outermost attributions alone, in order; where two
 * roles meet, the earlier keeps the token, and an attribution that has neither cue nor content left is dropped.
 */
#include <string.h>

#include "base/utf8.h"
#include "report/spans.h"
#include "report/words.h"

enum role { ROLE_NONE, ROLE_SOURCE, ROLE_CUE, ROLE_CONTENT };

struct brat {
    struct arena arena;
    struct buffer out;
    const struct hearsay_record *record;
    struct text text;
    uint8_t *role_at; /* [n_points], flat only: what each code point already is */
    unsigned n_bounds, n_events;
};

/* The pieces of one role of one attribution. */
struct pieces {
    struct hearsay_span *spans;
    size_t n;
};

static bool blank_at(const struct brat *brat, uint32_t at)
{
    return point_is_space(text_point(&brat->text, at));
}

/* Adds [begin, end) without the blanks at its ends, unless nothing else is there. */
static void add_piece(const struct brat *brat, struct pieces *pieces, uint32_t begin, uint32_t end)
{
    while (begin < end && blank_at(brat, begin))
        begin++;
    while (begin < end && blank_at(brat, end - 1))
        end--;
    if (begin < end)
        pieces->spans[pieces->n++] = (struct hearsay_span){begin, end};
}

static bool free_for(const struct brat *brat, uint32_t at, enum role role)
{
    return brat->role_at[at] == ROLE_NONE || brat->role_at[at] == role;
}

/* Adds what is left of the span once other roles have had theirs. */
static void add_free(const struct brat *brat, struct pieces *pieces, struct hearsay_span span, enum role role)
{
    for (uint32_t at = span.begin; at < span.end;) {
        uint32_t begin = at;
        while (at < span.end && free_for(brat, at, role))
            at++;
        add_piece(brat, pieces, begin, at);
        while (at < span.end && !free_for(brat, at, role))
            at++;
    }
}

/* How many pieces the spans may fall into: a free one ends where a taken one begins. */
static size_t most_pieces(const struct brat *brat, const struct hearsay_span *spans, size_t n)
{
    size_t most = n;
    for (size_t i = 0; brat->role_at && i < n; i++) {
        struct hearsay_span span = span_inside(&brat->text, spans[i]);
        for (uint32_t at = span.begin + 1; at < span.end; at++)
            most += brat->role_at[at] != brat->role_at[at - 1];
    }
    return most;
}

static bool collect(struct brat *brat, const struct hearsay_span *spans, size_t n, enum role role, struct pieces *out)
{
    *out = (struct pieces){ARENA_NEW(&brat->arena, struct hearsay_span, most_pieces(brat, spans, n)), 0};
    if (!out->spans)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct hearsay_span span = span_inside(&brat->text, spans[i]);
        if (brat->role_at)
            add_free(brat, out, span, role);
        else if (!span_empty(span))
            out->spans[out->n++] = span;
    }
    return true;
}

static void claim(struct brat *brat, const struct pieces *pieces, enum role role)
{
    for (size_t i = 0; brat->role_at && i < pieces->n; i++)
        memset(brat->role_at + pieces->spans[i].begin, role, pieces->spans[i].end - pieces->spans[i].begin);
}

/* The words of a piece on one line: line feeds and other controls become blanks. */
static void write_words(struct brat *brat, struct hearsay_span span)
{
    for (uint32_t at = span.begin; at < span.end; at++) {
        uint32_t point = text_point(&brat->text, at);
        bool breaks = point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
        size_t n = brat->text.byte_at[at + 1] - brat->text.byte_at[at];
        buffer_append(&brat->out, breaks ? " " : brat->text.bytes + brat->text.byte_at[at], breaks ? 1 : n);
    }
}

/* Writes one text-bound line and gives its number. */
static unsigned write_bound(struct brat *brat, const char *name, const struct pieces *pieces)
{
    buffer_printf(&brat->out, "T%u\t%s ", ++brat->n_bounds, name);
    for (size_t i = 0; i < pieces->n; i++)
        buffer_printf(&brat->out, "%s%u %u", i ? ";" : "", pieces->spans[i].begin, pieces->spans[i].end);
    buffer_puts(&brat->out, "\t");
    for (size_t i = 0; i < pieces->n; i++) {
        buffer_puts(&brat->out, i ? " " : "");
        write_words(brat, pieces->spans[i]);
    }
    buffer_puts(&brat->out, "\n");
    return brat->n_bounds;
}

static void write_event(struct brat *brat, const struct pieces *source, const struct pieces *cue, const struct pieces *content)
{
    unsigned source_at = source->n ? write_bound(brat, "Source", source) : 0;
    unsigned cue_at = cue->n ? write_bound(brat, "Cue", cue) : 0;
    unsigned content_at = content->n ? write_bound(brat, "Content", content) : 0;
    const char *name = source->n ? "Attribution" : "Attribution-no-source";
    unsigned event_at = write_bound(brat, name, cue->n ? cue : content);
    buffer_printf(&brat->out, "E%u\t%s:T%u", ++brat->n_events, name, event_at);
    if (content_at)
        buffer_printf(&brat->out, " Content:T%u", content_at);
    if (cue_at)
        buffer_printf(&brat->out, " Cue:T%u", cue_at);
    if (source_at)
        buffer_printf(&brat->out, " Source:T%u", source_at);
    buffer_puts(&brat->out, "\n");
}

static bool write_attribution(struct brat *brat, const struct hearsay_attribution *one)
{
    struct pieces source, cue, content;
    if (brat->role_at && one->parent != HEARSAY_NONE)
        return true;
    if (brat->role_at && (!collect(brat, one->content, one->n_content, ROLE_CONTENT, &content) || !content.n))
        return content.spans != NULL; /* dropped before it takes anything */
    /* In this order, and each claimed at once: within an attribution too a token has one role. */
    if (!collect(brat, &one->source, 1, ROLE_SOURCE, &source))
        return false;
    claim(brat, &source, ROLE_SOURCE);
    if (!collect(brat, &one->cue, 1, ROLE_CUE, &cue))
        return false;
    claim(brat, &cue, ROLE_CUE);
    if (!collect(brat, one->content, one->n_content, ROLE_CONTENT, &content))
        return false;
    claim(brat, &content, ROLE_CONTENT);
    if (content.n || (cue.n && !brat->role_at))
        write_event(brat, &source, &cue, &content);
    return true;
}

static bool brat_begin(struct brat *brat, const struct hearsay_record *record, bool flat)
{
    *brat = (struct brat){.record = record};
    arena_init(&brat->arena, REPORT_MAX_BYTES);
    buffer_init(&brat->out, REPORT_MAX_BYTES);
    if (!report_text(&brat->arena, record, &brat->text))
        return false;
    if (flat)
        brat->role_at = ARENA_NEW(&brat->arena, uint8_t, brat->text.n_points);
    return !flat || brat->role_at;
}

enum hearsay_status hearsay_record_brat(const struct hearsay_record *record, bool flat, char **out, size_t *n)
{
    struct brat brat;
    bool good = brat_begin(&brat, record, flat);
    *out = NULL;
    for (size_t i = 0; good && i < record->n_attributions; i++)
        good = write_attribution(&brat, &record->attributions[i]);
    enum hearsay_status status = good ? buffer_take(&brat.out, out, n) : HEARSAY_MEMORY;
    buffer_release(&brat.out);
    arena_release(&brat.arena);
    return status;
}
