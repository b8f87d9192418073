/* What the linter found, for a terminal and as JSON. */
#include <stdio.h>
#include <string.h>

#include "exchange/exchange.h"
#include "report/accounts.h"
#include "report/flow.h"
#include "report/json.h"
#include "report/spans.h"
#include "report/words.h"

enum { LEAST_WIDTH = 40, STATEMENT_POINTS = 400 };

static const char *doubt_word(enum hearsay_doubt doubt)
{
    static const char *const WORDS[] = {"one-unnamed-source", "no-source", "copy", "contrary"};
    return WORDS[doubt];
}

/* Paragraphs are runs of lines that are not blank, numbered from 1. */
static unsigned paragraph_of(const struct text *text, uint32_t at)
{
    unsigned n = 1;
    bool inside = false, blank = true;
    for (uint32_t i = 0; i < at && i < text->n_points; i++) {
        uint32_t point = text_point(text, i);
        if (point == '\n') {
            if (blank && inside) {
                n++;
                inside = false;
            }
            blank = true;
        } else if (point != ' ' && point != '\t' && point != '\r') {
            inside = true;
            blank = false;
        }
    }
    return n;
}

static const char *source_name(const struct hearsay_record *record, int attribution)
{
    if (attribution < 0)
        return NULL;
    int speaker = record->attributions[attribution].speaker;
    return speaker >= 0 && (size_t)speaker < record->n_people ? record->people[speaker].name : NULL;
}

/* ---- JSON ---- */

static void put_string(struct buffer *out, const char *name, const char *value)
{
    json_put_key(out, name);
    json_put_string(out, value);
}

static void put_other(struct buffer *out, const struct hearsay_lint *lint, const struct hearsay_finding *finding)
{
    json_put_key(out, "other");
    if (finding->other < 0) {
        buffer_puts(out, "null");
        return;
    }
    const struct hearsay_record *other = lint->records[finding->other];
    buffer_puts(out, "{\"article\": ");
    json_put_string(out, other->id);
    put_string(out, "outlet", other->outlet);
    put_string(out, "published", other->published);
    json_put_key(out, "at");
    json_put_span(out, finding->other_at);
    buffer_puts(out, "}");
}

static void put_finding(struct buffer *out, const struct hearsay_lint *lint, const struct hearsay_finding *finding)
{
    const struct hearsay_record *record = lint->records[finding->record];
    buffer_printf(out, "{\"kind\": \"%s\"", doubt_word(finding->doubt));
    put_string(out, "draft", record->id);
    json_put_key(out, "attribution");
    json_put_index(out, finding->attribution);
    json_put_key(out, "content");
    json_put_span(out, finding->statement);
    put_string(out, "source", source_name(record, finding->attribution));
    put_string(out, "why", finding->why);
    put_other(out, lint, finding);
    buffer_puts(out, "}");
}

enum hearsay_status hearsay_lint_json(const struct hearsay_lint *lint, char **text, size_t *n)
{
    struct buffer out;
    buffer_init(&out, REPORT_MAX_BYTES);
    buffer_puts(&out, "{\"hearsay\": 1, \"drafts\": [");
    for (size_t i = 0; i < lint->n_drafts; i++) {
        buffer_puts(&out, i ? ", " : "");
        json_put_string(&out, lint->records[i]->id);
    }
    buffer_printf(&out, "], \"statements\": %zu, \"findings\": [", lint->n_statements);
    for (size_t i = 0; i < lint->n_findings; i++) {
        buffer_puts(&out, i ? ", " : "");
        put_finding(&out, lint, &lint->findings[i]);
    }
    buffer_puts(&out, "]}");
    return buffer_take(&out, text, n);
}

/* ---- terminal ---- */

struct page {
    const struct hearsay_lint *lint;
    struct buffer out;
    struct flow flow;
    struct arena arena;
    struct text text; /* of the draft being shown */
    int draft;
};

static void put_points(struct page *page, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++)
        flow_point(&page->flow, text_point(&page->text, at));
}

static void put_sentence(struct page *page, struct hearsay_span statement)
{
    statement = span_inside(&page->text, statement);
    struct hearsay_span sentence = sentence_around(&page->text, statement);
    bool cut = statement.end - statement.begin > STATEMENT_POINTS;
    uint32_t end = cut ? statement.begin + STATEMENT_POINTS : statement.end;
    flow_begin(&page->flow, 4, 4);
    put_points(page, sentence.begin, statement.begin);
    flow_puts(&page->flow, "[");
    put_points(page, statement.begin, end);
    flow_puts(&page->flow, cut ? " ...]" : "]");
    put_points(page, cut ? sentence.end : statement.end, sentence.end);
    flow_end(&page->flow);
}

static void put_outlet(struct page *page, const struct hearsay_record *record)
{
    flow_puts(&page->flow, record->outlet ? record->outlet : record->id);
    if (record->published) {
        flow_puts(&page->flow, ", ");
        flow_text(&page->flow, record->published, strnlen(record->published, 10));
    }
}

static void put_head(struct page *page, const struct hearsay_finding *finding)
{
    static const char *const HEADS[] = {"One unnamed source", "No source", "Another article's words", "Contrary elsewhere"};
    const struct hearsay_record *record = page->lint->records[finding->record];
    const char *source = source_name(record, finding->attribution);
    char paragraph[32];
    flow_begin(&page->flow, 0, 4);
    if (finding->attribution >= 0) {
        snprintf(paragraph, sizeof paragraph, "Paragraph %u. ", paragraph_of(&page->text, finding->statement.begin));
        flow_puts(&page->flow, paragraph);
    }
    flow_style(&page->flow, "\033[1m");
    flow_puts(&page->flow, HEADS[finding->doubt]);
    flow_style(&page->flow, "\033[0m");
    if (finding->doubt == HEARSAY_DOUBT_UNNAMED && source) {
        flow_puts(&page->flow, ": ");
        flow_puts(&page->flow, source);
    }
    if (finding->other >= 0) {
        flow_puts(&page->flow, ": ");
        put_outlet(page, page->lint->records[finding->other]);
    }
    flow_puts(&page->flow, ". (");
    flow_puts(&page->flow, finding->why);
    flow_puts(&page->flow, ")");
    flow_end(&page->flow);
}

static bool show_draft(struct page *page, const struct hearsay_finding *finding)
{
    if (page->draft == finding->record)
        return true;
    arena_release(&page->arena);
    page->draft = finding->record;
    return report_text(&page->arena, page->lint->records[finding->record], &page->text);
}

static void put_summary(struct page *page)
{
    char words[160];
    const struct hearsay_lint *lint = page->lint;
    size_t n = 0;
    for (size_t i = 0; i < lint->n_findings; i++) /* findings of one statement stand together */
        n += lint->findings[i].attribution >= 0 && (i == 0 || lint->findings[i].attribution != lint->findings[i - 1].attribution ||
                                                    lint->findings[i].record != lint->findings[i - 1].record);
    snprintf(words, sizeof words, "%zu of %zu statements want a look.", n, lint->n_statements);
    flow_begin(&page->flow, 0, 0);
    flow_puts(&page->flow, words);
    flow_end(&page->flow);
}

enum hearsay_status hearsay_lint_terminal(const struct hearsay_lint *lint, const struct hearsay_terminal *terminal, char **text, size_t *n)
{
    struct page page = {.lint = lint, .draft = HEARSAY_NONE};
    bool good = true;
    *text = NULL;
    buffer_init(&page.out, REPORT_MAX_BYTES);
    arena_init(&page.arena, 0);
    flow_init(&page.flow, &page.out, terminal->width < LEAST_WIDTH ? LEAST_WIDTH : terminal->width, terminal->colour);
    put_summary(&page);
    for (size_t i = 0; good && i < lint->n_findings; i++) {
        good = show_draft(&page, &lint->findings[i]);
        if (!good)
            break;
        buffer_puts(&page.out, "\n");
        put_head(&page, &lint->findings[i]);
        if (lint->findings[i].attribution >= 0)
            put_sentence(&page, lint->findings[i].statement);
    }
    page.out.failed |= !good;
    flow_release(&page.flow);
    arena_release(&page.arena);
    return buffer_take(&page.out, text, n);
}
