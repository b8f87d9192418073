/* The articles at the page's end: whose they are, which are copies of one text, and the passages that the page cites, with the statements marked.
 *
 * A cited passage is the paragraph, of a very long one so much to either side; what lies between is left out and shown as left out.
 */
#include "exchange/html.h"

#include <stdlib.h>
#include <string.h>

#include "report/words.h"

enum { PASSAGE_POINTS = 1200, COPIES_MAX = 6, ROWS_MAX = 5000 };

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->record != y->record)
        return x->record < y->record ? -1 : 1;
    if (x->span.begin != y->span.begin)
        return x->span.begin < y->span.begin ? -1 : 1;
    return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

/* ---- the head of an article ---- */

static void put_title(struct exchange *exchange, size_t index)
{
    const struct hearsay_record *record = exchange->records[index];
    struct buffer *out = &exchange->out;
    bool link = url_is_safe(record->url);
    buffer_puts(out, "<h3 dir=\"auto\">");
    if (link) {
        buffer_puts(out, "<a rel=\"noreferrer noopener\" href=\"");
        url_put(out, record->url, true);
        buffer_puts(out, "\">");
    }
    html_put(out, record->title && record->title[0] ? record->title : record->id, EXCHANGE_TITLE_POINTS);
    buffer_puts(out, link ? "</a></h3>\n" : "</h3>\n");
}

/* Copies are few: they are looked for among the neighbours that an origin's number points to, each article once. */
static void put_copies(struct exchange *exchange, size_t index)
{
    const struct hearsay_accounts *accounts = exchange->accounts;
    size_t n = 0;
    for (size_t i = 0; i < index && n < COPIES_MAX; i++)
        if (accounts->origins[i] == accounts->origins[index])
            html_outlet(&exchange->out, exchange->records[i], n++ ? "; " : ". One text with ");
}

static void put_head(struct exchange *exchange, size_t index)
{
    const struct hearsay_record *record = exchange->records[index];
    struct buffer *out = &exchange->out;
    put_title(exchange, index);
    html_outlet(out, record, "<p class=\"how\">");
    if (record->byline) {
        buffer_puts(out, ". By <bdi>");
        html_put(out, record->byline, EXCHANGE_NAME_POINTS);
        buffer_puts(out, "</bdi>");
    }
    if (exchange->accounts)
        put_copies(exchange, index);
    buffer_puts(out, ".</p>\n");
}

/* ---- passages ---- */

static struct hearsay_span passage_of(const struct text *text, struct hearsay_span span)
{
    struct hearsay_span passage = span;
    while (passage.begin > 0 && span.begin - passage.begin < PASSAGE_POINTS && text_point(text, passage.begin - 1) != '\n')
        passage.begin--;
    while (passage.end < text->n_points && passage.end - span.end < PASSAGE_POINTS && text_point(text, passage.end) != '\n')
        passage.end++;
    return passage;
}

/* Text [begin, end) with its line ends as paragraphs. */
static void put_lines(struct buffer *out, const struct text *text, uint32_t begin, uint32_t end, bool marked)
{
    while (begin < end) {
        uint32_t line = begin;
        while (line < end && text_point(text, line) != '\n')
            line++;
        html_put_span(out, text, begin, line);
        while (line < end && (text_point(text, line) == '\n' || text_point(text, line) == '\r'))
            line++;
        if (line < end || (line > begin && text_point(text, line - 1) == '\n'))
            buffer_puts(out, marked ? "</mark></p>\n<p dir=\"auto\"><mark>" : "</p>\n<p dir=\"auto\">");
        begin = line;
    }
}

/* The passage with the places in it; those that overlap are one mark, but each beginning has its anchor. Gives how many places it took. */
static size_t put_passage(struct exchange *exchange, const struct text *text, const struct place *places, size_t n, size_t index)
{
    struct buffer *out = &exchange->out;
    struct hearsay_span passage = passage_of(text, places[0].span);
    size_t taken = 1;
    for (; taken < n; taken++) {
        struct hearsay_span more = passage_of(text, places[taken].span);
        if (more.begin > passage.end)
            break;
        passage.end = more.end > passage.end ? more.end : passage.end;
    }
    uint32_t at = passage.begin, marked_to = 0;
    bool left_out = at > 0 && text_point(text, at - 1) != '\n';
    buffer_puts(out, left_out ? "<p dir=\"auto\">… " : "<p dir=\"auto\">");
    for (size_t i = 0; i < taken; i++) {
        struct hearsay_span span = places[i].span;
        bool again = i > 0 && places[i - 1].span.begin == span.begin;
        if (marked_to && span.begin > marked_to) {
            put_lines(out, text, at, marked_to, true);
            buffer_puts(out, "</mark>");
            at = marked_to;
            marked_to = 0;
        }
        put_lines(out, text, at, span.begin, marked_to > 0);
        at = span.begin;
        if (!again)
            buffer_printf(out, "<span class=\"at\" id=\"a%zu-%u\"></span>", index, span.begin);
        if (!marked_to && span.end > span.begin)
            buffer_puts(out, "<mark>");
        if (span.end > span.begin && span.end > marked_to)
            marked_to = span.end;
    }
    if (marked_to) {
        put_lines(out, text, at, marked_to, true);
        buffer_puts(out, "</mark>");
        at = marked_to;
    }
    put_lines(out, text, at, passage.end, false);
    buffer_puts(out, passage.end < text->n_points && text_point(text, passage.end) != '\n' ? " …</p>\n" : "</p>\n");
    return taken;
}

static void put_passages(struct exchange *exchange, const struct place *places, size_t n, size_t index)
{
    const struct text *text = exchange_text(exchange, index);
    if (!text)
        return;
    buffer_puts(&exchange->out, "<div class=\"text\">\n");
    for (size_t i = 0; i < n;) {
        if (i)
            buffer_puts(&exchange->out, "<p class=\"gap\" aria-label=\"left out\">[…]</p>\n");
        i += put_passage(exchange, text, places + i, n - i, index);
    }
    buffer_puts(&exchange->out, "</div>\n");
}

/* An article that nothing links to: a line. */
static void put_line(struct exchange *exchange, size_t index)
{
    const struct hearsay_record *record = exchange->records[index];
    html_outlet(&exchange->out, record, "<li>");
    if (record->title) {
        buffer_puts(&exchange->out, ": <bdi>");
        html_put(&exchange->out, record->title, EXCHANGE_TITLE_POINTS);
        buffer_puts(&exchange->out, "</bdi>");
    }
    buffer_puts(&exchange->out, "</li>\n");
}

static void clip_places(struct exchange *exchange, struct page_places *places)
{
    for (size_t i = 0; i < places->n; i++) {
        struct hearsay_span *span = &places->items[i].span;
        uint32_t n = exchange->records[places->items[i].record]->n_points;
        span->begin = span->begin > n ? n : span->begin;
        span->end = span->end > n ? n : span->end < span->begin ? span->begin : span->end;
    }
    if (places->n)
        qsort(places->items, places->n, sizeof *places->items, by_place);
}

void html_articles(struct exchange *exchange, struct page_places *places)
{
    size_t at = 0, n_others = 0;
    clip_places(exchange, places);
    buffer_puts(&exchange->out, "<section>\n<h2>The articles, as far as they are cited here</h2>\n");
    for (size_t i = 0; i < exchange->n_records && !exchange->out.failed; i++) {
        size_t begin = at;
        while (at < places->n && places->items[at].record == (int)i)
            at++;
        n_others += at == begin;
        if (at == begin)
            continue;
        buffer_printf(&exchange->out, "<article id=\"a%zu\">\n", i);
        put_head(exchange, i);
        put_passages(exchange, places->items + begin, at - begin, i);
        buffer_puts(&exchange->out, "</article>\n");
    }
    if (n_others)
        buffer_puts(&exchange->out, "<h3>Read, and cited on no question above</h3>\n<ul>\n");
    at = 0;
    for (size_t i = 0; i < exchange->n_records && n_others && !exchange->out.failed; i++) {
        size_t begin = at;
        while (at < places->n && places->items[at].record == (int)i)
            at++;
        if (at == begin)
            put_line(exchange, i);
    }
    buffer_puts(&exchange->out, n_others ? "</ul>\n</section>\n" : "</section>\n");
}

/* ---- without accounts: every attribution ---- */

static void put_row(struct exchange *exchange, size_t index, const struct hearsay_attribution *one)
{
    const struct hearsay_record *record = exchange->records[index];
    struct buffer *out = &exchange->out;
    buffer_puts(out, "<tr><td data-h=\"Who\"><bdi>");
    html_put(out, exchange_speaker(record, one), EXCHANGE_NAME_POINTS);
    buffer_puts(out, "</bdi>");
    for (size_t i = one->n_chain; i-- > 1;) {
        int person = one->chain[i - 1];
        bool known = person >= 0 && (size_t)person < record->n_people && record->people[person].name;
        buffer_puts(out, ", according to <bdi>");
        html_put(out, known ? record->people[person].name : "somebody", EXCHANGE_NAME_POINTS);
        buffer_puts(out, "</bdi>");
    }
    buffer_printf(out, "</td><td data-h=\"How\">%s; %s; %s%s</td><td data-h=\"What\">", naming_phrase(one->naming), access_phrase(one->access),
                  one->negated ? "not: " : "", act_word(one->act));
    if (one->n_content)
        html_statement(exchange, index, (struct hearsay_span){one->content[0].begin, one->content[one->n_content - 1].end});
    buffer_puts(out, "</td></tr>\n");
}

void html_records(struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->n_records && !exchange->out.failed; i++) {
        const struct hearsay_record *record = exchange->records[i];
        size_t n = record->n_attributions < ROWS_MAX ? record->n_attributions : ROWS_MAX;
        buffer_printf(&exchange->out, "<article id=\"a%zu\">\n", i);
        put_head(exchange, i);
        if (n)
            buffer_puts(&exchange->out, "<div class=\"table\"><table class=\"rows\">\n<thead><tr><th scope=\"col\">Who</th><th scope=\"col\">How</th>"
                                        "<th scope=\"col\">What</th></tr></thead>\n<tbody>\n");
        for (size_t k = 0; k < n; k++)
            put_row(exchange, i, &record->attributions[k]);
        buffer_puts(&exchange->out, n ? "</tbody>\n</table></div>\n" : "<p>Nobody is cited.</p>\n");
        if (n < record->n_attributions)
            buffer_printf(&exchange->out, "<p class=\"small\">and %zu more</p>\n", record->n_attributions - n);
        buffer_puts(&exchange->out, "</article>\n");
    }
}
