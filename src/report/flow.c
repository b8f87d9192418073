/* Words set into lines of a terminal.
 *
 * Method: first fit. A word is gathered until a blank shows that it is over, then set on this line or the next; one that is wider than a
 * line is cut. Columns are those of utf8proc_charwidth: wide characters take two, combining marks none.
 * Why not let everything through that is not a control character: an article can be written by anybody. Marks that reorder
 * the line, joiners that hide between letters and towers of accents would let a name look like another.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "report/flow.h"

enum { WORD_MAX_BYTES = 1 << 16 };

uint32_t flow_visible(uint32_t point)
{
    if (point_is_space(point))
        return ' ';
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return UTF8_REPLACEMENT;
    default:
        return point;
    }
}

void flow_init(struct flow *flow, struct buffer *out, unsigned width, bool colour)
{
    *flow = (struct flow){.out = out, .width = width, .colour = colour};
    buffer_init(&flow->word, WORD_MAX_BYTES);
}

void flow_release(struct flow *flow)
{
    buffer_release(&flow->word);
}

void flow_begin(struct flow *flow, unsigned first, unsigned rest)
{
    flow->lead = first;
    flow->indent = rest;
    flow->column = 0;
    flow->gap = false;
}

static void pad(struct flow *flow, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        buffer_append(flow->out, " ", 1);
    flow->column += n;
}

static void line_end(struct flow *flow)
{
    buffer_append(flow->out, "\n", 1);
    flow->column = 0;
    flow->lead = flow->indent;
}

/* Sets the word gathered so far. */
static void set_word(struct flow *flow)
{
    if (flow->word.length == 0)
        return;
    bool begun = flow->column > 0;
    if (begun && flow->word_width > 0 && flow->column + flow->gap + flow->word_width > flow->width) {
        line_end(flow);
        begun = false;
    }
    if (!begun)
        pad(flow, flow->lead);
    else if (flow->gap)
        pad(flow, 1);
    buffer_append(flow->out, flow->word.data, flow->word.length);
    flow->column += flow->word_width;
    flow->out->failed |= flow->word.failed;
    buffer_clear(&flow->word);
    flow->word_width = 0;
    flow->gap = false;
}

/* The columns of a character, which is replaced where it would be one mark too many. */
static unsigned columns(struct flow *flow, uint32_t *point)
{
    int n = utf8proc_charwidth((utf8proc_int32_t)*point);
    if (n <= 0 && flow->n_marks++ >= FLOW_MARKS_MAX) {
        *point = UTF8_REPLACEMENT;
        return 1;
    }
    if (n > 0)
        flow->n_marks = 0;
    return n > 0 ? (unsigned)n : 0;
}

void flow_point(struct flow *flow, uint32_t point)
{
    char bytes[UTF8_MOST_BYTES];
    uint32_t shown = flow_visible(point);
    if (shown == ' ') {
        set_word(flow);
        flow->gap = flow->column > 0;
        flow->n_marks = 0;
        return;
    }
    unsigned wide = columns(flow, &shown);
    if (flow->indent + flow->word_width + wide > flow->width)
        set_word(flow);
    buffer_append(&flow->word, bytes, utf8_encode(shown, bytes));
    flow->word_width += wide;
}

void flow_text(struct flow *flow, const char *s, size_t n)
{
    for (size_t at = 0; at < n;) {
        uint32_t point;
        bool good;
        at += utf8_decode(s + at, n - at, &point, &good);
        flow_point(flow, point);
    }
}

void flow_puts(struct flow *flow, const char *s)
{
    if (s)
        flow_text(flow, s, strlen(s));
}

void flow_fixed(struct flow *flow, const char *words, unsigned columns)
{
    unsigned wide = 0;
    for (const char *s = words; *s; s++) /* each of our own characters takes one column */
        wide += (*s & 0xC0) != 0x80;
    pad(flow, flow->lead);
    buffer_append(flow->out, flow->word.data, flow->word.length); /* a style, if anything */
    buffer_clear(&flow->word);
    buffer_puts(flow->out, words);
    flow->column += wide;
    pad(flow, columns > wide ? columns - wide : 0);
}

void flow_style(struct flow *flow, const char *ansi)
{
    if (flow->colour)
        buffer_puts(&flow->word, ansi);
}

void flow_end(struct flow *flow)
{
    set_word(flow);
    if (flow->column > 0)
        line_end(flow);
    flow->column = 0;
    flow->n_marks = 0;
    flow->gap = false;
}
