/* A passage in the article's words, with its attributions marked so that it reads without colour:
 *
 *     {Mr Hale} <told>¹ the council [that {the mayor} <had said>² [“nothing of the kind”]²]¹
 *
 * Braces hold the source, angle brackets the cue, square brackets the content. The raised number after a cue and behind a content says
 * which belong together, and where the list below tells more, as a footnote does. A source needs none: the list names it.
 */
#include <stdio.h>

#include "report/page.h"

static void raised(struct flow *flow, size_t number)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (number >= 10)
        raised(flow, number / 10);
    flow_puts(flow, digits[number % 10]);
}

static void put_mark(struct page *page, const struct mark *mark)
{
    static const char *const signs[MARK_ROLES][2] = {{"]", "["}, {">", "<"}, {"}", "{"}};
    flow_puts(&page->flow, signs[mark->role][mark->opens]);
    if (!mark->opens && mark->role != MARK_SOURCE)
        raised(&page->flow, mark->attribution + 1);
    if (mark->opens)
        page->open[mark->role]++;
    else if (page->open[mark->role])
        page->open[mark->role]--;
}

static void put_style(struct page *page)
{
    flow_style(&page->flow, STYLE_NONE);
    if (page->open[MARK_SOURCE])
        flow_style(&page->flow, STYLE_STRONG);
    else if (page->open[MARK_CUE])
        flow_style(&page->flow, STYLE_CUE);
    else if (page->open[MARK_CONTENT])
        flow_style(&page->flow, STYLE_CONTENT);
}

/* The marks up to `at`: those that close belong to the word before, those that open to the one behind. */
static void put_marks(struct page *page, uint32_t at, bool closing_alone)
{
    size_t before = page->next_mark;
    while (page->next_mark < page->marks.n) {
        const struct mark *mark = &page->marks.items[page->next_mark];
        if (mark->at > at || (closing_alone && mark->opens && mark->at == at))
            break;
        put_mark(page, mark);
        page->next_mark++;
    }
    if (page->next_mark > before)
        put_style(page);
}

static void put_unit(struct page *page, const struct unit *unit)
{
    for (uint32_t at = unit->begin; at < unit->end; at++) {
        put_marks(page, at, false);
        flow_point(&page->flow, text_point(&page->text, at));
    }
    put_marks(page, unit->end, true);
}

/* A new paragraph has its number in the margin; a further piece of one has none. */
static void begin_unit(struct page *page, const struct unit *unit, bool numbered)
{
    char words[32];
    flow_begin(&page->flow, numbered ? 0 : page->margin, page->margin);
    if (!numbered)
        return;
    snprintf(words, sizeof words, "¶%*u", (int)page->margin - 3, unit->paragraph);
    flow_style(&page->flow, STYLE_FAINT);
    flow_fixed(&page->flow, words, page->margin);
    flow_style(&page->flow, STYLE_NONE);
}

void page_passage(struct page *page, const struct passage *passage)
{
    const struct unit *first = &page->passages.units[passage->first_unit];
    for (size_t i = 0; i < passage->n_units; i++) {
        const struct unit *unit = first + i;
        begin_unit(page, unit, i == 0 || unit->paragraph != unit[-1].paragraph);
        put_unit(page, unit);
        flow_end(&page->flow);
    }
}
