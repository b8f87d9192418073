/* A record for a person in a terminal: the article's head, then each passage that holds attributions, its words marked, and
 * below it who said what on whose word. Colour adds to the marks and never replaces them.
 */
#include "report/page.h"
#include "report/spans.h"
#include "report/words.h"

enum { WIDTH_LEAST = 40, WIDTH_MOST = 100000, MARGIN_LEAST = 6 /* up to 999 */ };

static void blank_line(struct page *page)
{
    buffer_append(&page->out, "\n", 1);
}

static void styled_line(struct page *page, const char *style, const char *words, unsigned rest)
{
    flow_begin(&page->flow, 0, rest);
    flow_style(&page->flow, style);
    flow_puts(&page->flow, words);
    flow_style(&page->flow, STYLE_NONE);
    flow_end(&page->flow);
}

static void put_head(struct page *page)
{
    const struct hearsay_record *record = page->record;
    const char *const parts[] = {record->outlet, record->published, record->byline, record->title ? record->id : NULL};
    styled_line(page, STYLE_STRONG, record->title ? record->title : record->id, 0);
    flow_begin(&page->flow, 0, 0);
    for (size_t i = 0, n = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i])
            continue;
        flow_puts(&page->flow, n++ ? " · " : "");
        flow_puts(&page->flow, parts[i]);
    }
    flow_end(&page->flow);
    if (record->n_attributions)
        styled_line(page, STYLE_FAINT, "{who} <how>¹ [what]¹; below each passage the numbers say on whose word", 0);
}

static void put_notes(struct page *page)
{
    for (size_t i = 0; i < page->record->n_diagnostics; i++) {
        flow_begin(&page->flow, 0, 2);
        flow_puts(&page->flow, "Note: ");
        flow_puts(&page->flow, page->record->diagnostics[i].message);
        flow_end(&page->flow);
    }
}

static bool page_begin(struct page *page, const struct hearsay_record *record, const struct hearsay_terminal *terminal)
{
    unsigned width = terminal->width < WIDTH_LEAST ? WIDTH_LEAST : terminal->width > WIDTH_MOST ? WIDTH_MOST : terminal->width;
    *page = (struct page){.record = record};
    arena_init(&page->arena, REPORT_MAX_BYTES);
    buffer_init(&page->out, REPORT_MAX_BYTES);
    flow_init(&page->flow, &page->out, width, terminal->colour);
    page->margin = MARGIN_LEAST;
    for (size_t n = record->n_attributions; n >= 1000; n /= 10)
        page->margin++;
    return report_text(&page->arena, record, &page->text) && passages_make(&page->arena, record, &page->text, &page->passages) &&
           marks_make(&page->arena, record, &page->text, &page->marks);
}

static void page_write(struct page *page)
{
    put_head(page);
    for (size_t i = 0; i < page->passages.n_passages; i++) {
        blank_line(page);
        page_passage(page, &page->passages.passages[i]);
        blank_line(page);
        page_list(page, &page->passages.passages[i]);
    }
    blank_line(page);
    if (!page->record->n_attributions)
        styled_line(page, STYLE_NONE, "Nobody is cited in this article.", 0);
    page_speakers(page);
    put_notes(page);
}

enum hearsay_status hearsay_record_terminal(const struct hearsay_record *record, const struct hearsay_terminal *terminal, char **out,
                                            size_t *n)
{
    struct page page;
    bool good = page_begin(&page, record, terminal);
    *out = NULL;
    if (good)
        page_write(&page);
    enum hearsay_status status = good ? buffer_take(&page.out, out, n) : HEARSAY_MEMORY;
    buffer_release(&page.out);
    flow_release(&page.flow);
    arena_release(&page.arena);
    return status;
}
