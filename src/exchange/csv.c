/* CSV (RFC 4180): a row an attribution, a header row, every cell in quotes, CRLF. For people who count in a spreadsheet.
 *
 * Cells are one line each and never a formula (escape.c); offsets are code points into the article's text. A content in several pieces has " … " between
 * them, and its offsets as `b-e b-e`. A chain reads from the article to the speaker, " > " between.
 */
#include <stdio.h>
#include <string.h>

#include "exchange/exchange.h"
#include "report/spans.h"
#include "report/words.h"

static const char *const COLUMNS[] = {"article", "outlet", "published", "url", "title", "attribution", "parent", "speaker", "speaker_kind", "chain",
                                      "source", "cue", "content", "form", "act", "negated", "naming", "access", "access_evidence", "addressee",
                                      "when", "where", "source_at", "cue_at", "content_at", "confidence", "why"};

static void cell(struct buffer *out, const char *s)
{
    buffer_puts(out, ",");
    csv_put(out, s ? s : "", s ? strlen(s) : 0);
}

static void cell_of(struct buffer *out, const struct buffer *made)
{
    buffer_puts(out, ",");
    csv_put(out, made->data ? made->data : "", made->length);
    out->failed |= made->failed;
}

static void add_span(struct buffer *made, const struct text *text, struct hearsay_span span)
{
    span = span_inside(text, span);
    buffer_append(made, text->bytes + text->byte_at[span.begin], text->byte_at[span.end] - text->byte_at[span.begin]);
}

static void cell_span(struct buffer *out, struct buffer *made, const struct text *text, struct hearsay_span span)
{
    buffer_clear(made);
    add_span(made, text, span);
    cell_of(out, made);
}

static void cell_chain(struct buffer *out, struct buffer *made, const struct hearsay_record *record, const struct hearsay_attribution *one)
{
    buffer_clear(made);
    for (size_t i = 0; i < one->n_chain; i++) {
        int person = one->chain[i];
        buffer_puts(made, i ? " > " : "");
        buffer_puts(made, person >= 0 && (size_t)person < record->n_people && record->people[person].name ? record->people[person].name : "?");
    }
    cell_of(out, made);
}

static void cell_content(struct buffer *out, struct buffer *made, const struct text *text, const struct hearsay_attribution *one)
{
    buffer_clear(made);
    for (size_t i = 0; i < one->n_content; i++) {
        buffer_puts(made, i ? " … " : "");
        add_span(made, text, one->content[i]);
    }
    cell_of(out, made);
}

static void cells_at(struct buffer *out, const struct hearsay_attribution *one)
{
    const struct hearsay_span spans[] = {one->source, one->cue};
    for (int i = 0; i < 2; i++)
        if (span_empty(spans[i]))
            buffer_puts(out, ",\"\"");
        else
            buffer_printf(out, ",\"%u-%u\"", spans[i].begin, spans[i].end);
    buffer_puts(out, ",\"");
    for (size_t i = 0; i < one->n_content; i++)
        buffer_printf(out, "%s%u-%u", i ? " " : "", one->content[i].begin, one->content[i].end);
    buffer_puts(out, "\"");
}

static void row(struct buffer *out, struct buffer *made, const struct hearsay_record *record, const struct text *text, size_t index)
{
    const struct hearsay_attribution *one = &record->attributions[index];
    bool speaks = exchange_has_speaker(record, one);
    int thousandths = (int)(one->confidence * 1000 + 0.5);
    csv_put(out, record->id ? record->id : "", record->id ? strlen(record->id) : 0);
    cell(out, record->outlet);
    cell(out, record->published);
    cell(out, record->url);
    cell(out, record->title);
    buffer_printf(out, ",\"%zu\"", index);
    if (one->parent == HEARSAY_NONE)
        buffer_puts(out, ",\"\"");
    else
        buffer_printf(out, ",\"%d\"", one->parent);
    cell(out, speaks ? record->people[one->speaker].name : NULL);
    cell(out, speaks ? kind_word(record->people[one->speaker].kind) : NULL);
    cell_chain(out, made, record, one);
    cell_span(out, made, text, one->source);
    cell_span(out, made, text, one->cue);
    cell_content(out, made, text, one);
    cell(out, form_word(one->form));
    cell(out, act_word(one->act));
    cell(out, one->negated ? "true" : "false");
    cell(out, naming_word(one->naming));
    cell(out, access_word(one->access));
    cell_span(out, made, text, one->access_evidence);
    cell(out, one->addressee);
    cell(out, one->when);
    cell(out, one->where);
    cells_at(out, one);
    buffer_printf(out, ",\"%d.%03d\"", thousandths / 1000, thousandths % 1000);
    cell(out, one->why);
    buffer_puts(out, "\r\n");
}

void exchange_csv(struct exchange *exchange)
{
    struct buffer made;
    buffer_init(&made, REPORT_MAX_BYTES);
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        buffer_printf(&exchange->out, "%s\"%s\"", i ? "," : "", COLUMNS[i]);
    buffer_puts(&exchange->out, "\r\n");
    for (size_t i = 0; i < exchange->n_records && !exchange->out.failed; i++) {
        const struct hearsay_record *record = exchange->records[i];
        const struct text *text = record->n_attributions ? exchange_text(exchange, i) : NULL;
        for (size_t k = 0; text && k < record->n_attributions; k++)
            row(&exchange->out, &made, record, text, k);
    }
    buffer_release(&made);
}
