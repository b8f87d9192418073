/* One article: its text with every statement marked, and beside it who said each, through whom, with what access.
 *
 * Each statement in the text is numbered; the number leads to its card, the card back to the text, both without script.
 */
#include <stdlib.h>
#include <string.h>

#include "exchange/exchange.h"
#include "serve/page.h"

enum { PART_POINTS = 200000, CARDS_MAX = 2000, QUOTE_POINTS = 180 };

static const char *const STYLES[] = {"content", "content direct", "content mixed", "content more", "content direct more", "content mixed more"};

static const char *style_of(const json_t *attribution, bool more)
{
    const char *form = text_of(attribution, "form");
    size_t i = form && strcmp(form, "direct") == 0 ? 1 : form && strcmp(form, "mixed") == 0 ? 2 : 0;
    return STYLES[i + (more ? 3 : 0)];
}

static size_t add_mark(struct mark *marks, size_t n, const json_t *pair, struct mark mark, uint32_t n_points)
{
    if (!span_of(pair, &mark.begin, &mark.end) || mark.end > n_points)
        return n;
    marks[n] = mark;
    return n + 1;
}

static size_t marks_of(const json_t *one, uint32_t n_points, struct mark *marks)
{
    const json_t *content = json_object_get(one, "content"), *piece;
    int id = int_of(one, "id", -1);
    size_t i, n = 0, n_content = json_array_size(content);
    n = add_mark(marks, n, json_object_get(one, "source"), (struct mark){.kind = MARK_SOURCE, .attribution = id}, n_points);
    n = add_mark(marks, n, json_object_get(one, "cue"), (struct mark){.kind = MARK_CUE, .attribution = id}, n_points);
    json_array_foreach (content, i, piece) {
        struct mark mark = {.kind = MARK_CONTENT, .attribution = id, .last = i + 1 == n_content, .style = style_of(one, i > 0)};
        n = add_mark(marks, n, piece, mark, n_points);
    }
    return n;
}

static void put_text_marked(struct call *call, const struct shelved *article, uint32_t part)
{
    const json_t *all = json_object_get(article->json, "attributions"), *one;
    size_t i, room = 1, n = 0;
    struct hearsay_span range = {part * PART_POINTS, (part + 1) * PART_POINTS};
    json_array_foreach (all, i, one)
        room += 2 + json_array_size(json_object_get(one, "content"));
    struct mark *marks = ARENA_NEW(&call->arena, struct mark, room);
    if (!marks) {
        buffer_puts(&call->out, "<p>This article is too large to be marked.</p>");
        return;
    }
    json_array_foreach (all, i, one)
        n += marks_of(one, article->text.n_points, marks + n);
    marks_put(&call->out, &article->text, range, marks, n, true);
}

static void put_parts(struct call *call, const struct shelved *article, uint32_t part)
{
    uint32_t n_parts = (article->text.n_points + PART_POINTS - 1) / PART_POINTS;
    if (n_parts < 2)
        return;
    buffer_puts(&call->out, "<nav class=\"pager\" aria-label=\"Parts of a long article\">");
    if (part > 0)
        html_format(&call->out, "<a rel=\"prev\" href=\"?part=%d\">Before</a>", (int)part - 1);
    html_format(&call->out, "<span>Part %d of %d</span>", (int)part + 1, (int)n_parts);
    if (part + 1 < n_parts)
        html_format(&call->out, "<a rel=\"next\" href=\"?part=%d\">Next</a>", (int)part + 1);
    buffer_puts(&call->out, "</nav>");
}

/* ---- cards ---- */

static const char *person_name(const json_t *article, const json_t *index)
{
    return json_is_integer(index) && json_integer_value(index) >= 0
               ? text_of(json_array_get(json_object_get(article, "people"), (size_t)json_integer_value(index)), "name") : NULL;
}

/* The chain's names as a JSON array, for put_chain. */
static json_t *chain_names(const json_t *article, const json_t *attribution)
{
    json_t *names = json_array();
    const json_t *link;
    size_t i;
    json_array_foreach (json_object_get(attribution, "chain"), i, link) {
        const char *name = person_name(article, link);
        json_array_append_new(names, name ? json_string(name) : json_null());
    }
    return names;
}

static void put_row(struct buffer *out, const char *name, const char *value)
{
    if (value)
        html_format(out, "<div><dt>%t</dt><dd>%n</dd></div>", name, value);
}

static void put_evidence(struct call *call, const struct shelved *article, const json_t *one)
{
    struct hearsay_span span;
    if (!span_of(json_object_get(one, "access_evidence"), &span.begin, &span.end) || span.end > article->text.n_points)
        return;
    buffer_puts(&call->out, "<div><dt>access rests on</dt><dd>\xE2\x80\x9C");
    if (span.end - span.begin > QUOTE_POINTS)
        span.end = span.begin + QUOTE_POINTS;
    marks_put(&call->out, &article->text, span, NULL, 0, false);
    buffer_puts(&call->out, "\xE2\x80\x9D</dd></div>");
}

static void put_quote(struct call *call, const struct shelved *article, const json_t *one)
{
    const json_t *piece;
    size_t i;
    uint32_t left = QUOTE_POINTS;
    buffer_puts(&call->out, "<blockquote>");
    json_array_foreach (json_object_get(one, "content"), i, piece) {
        struct hearsay_span span;
        if (left == 0 || !span_of(piece, &span.begin, &span.end) || span.end > article->text.n_points)
            continue;
        bool cut = span.end - span.begin > left;
        span.end = cut ? span.begin + left : span.end;
        left -= span.end - span.begin;
        buffer_puts(&call->out, i ? " \xE2\x80\xA6 " : "");
        marks_put(&call->out, &article->text, span, NULL, 0, false);
        buffer_puts(&call->out, cut ? "\xE2\x80\xA6" : "");
    }
    buffer_puts(&call->out, "</blockquote>");
}

static void put_card(struct call *call, const struct shelved *article, const json_t *one)
{
    struct buffer *out = &call->out;
    int id = int_of(one, "id", 0), parent = int_of(one, "parent", -1);
    const char *speaker = person_name(article->json, json_object_get(one, "speaker"));
    const json_t *confidence = json_object_get(one, "confidence");
    json_t *names = chain_names(article->json, one);
    char *content = json_dumps(json_object_get(one, "content"), JSON_COMPACT);
    html_format(out, "<li class=\"card\" id=\"c%d\" tabindex=\"-1\" data-article=\"%l\" data-content=\"%t\" data-speaker=\"%t\"><h3><span class=\"number\">%d</span> ",
             id, article->number, content, speaker, id + 1);
    free(content);
    put_person_link(out, speaker);
    html_format(out, " <span class=\"act\">%t%t</span></h3><p class=\"tags\">", json_is_true(json_object_get(one, "negated")) ? "not: " : "",
             act_words(text_of(one, "act")));
    put_tag(out, "naming", naming_words(text_of(one, "naming")));
    put_tag(out, "access", access_words(text_of(one, "access")));
    put_tag(out, "form", form_words(text_of(one, "form")));
    if (json_array_size(json_object_get(one, "decided")) > 0)
        put_tag(out, "decided", "corrected");
    buffer_puts(out, "</p>");
    put_quote(call, article, one);
    buffer_puts(out, "<dl><div class=\"chain\"><dt>chain</dt><dd>");
    put_chain(out, text_of(article->json, "outlet"), names);
    buffer_puts(out, "</dd></div>");
    put_row(out, "to", text_of(one, "addressee"));
    if (text_of(one, "when")) {
        buffer_puts(out, "<div><dt>when</dt><dd>");
        put_date(out, text_of(one, "when"));
        buffer_puts(out, "</dd></div>");
    }
    put_row(out, "where", text_of(one, "where"));
    put_evidence(call, article, one);
    if (parent >= 0)
        html_format(out, "<div><dt>told within</dt><dd><a href=\"#c%d\">statement %d</a></dd></div>", parent, parent + 1);
    if (json_is_number(confidence))
        html_format(out, "<div><dt>how sure we are</dt><dd>%d of 100 such readings are right</dd></div>", (int)(json_number_value(confidence) * 100 + 0.5));
    html_format(out, "</dl><p class=\"actions\"><a href=\"#a%d\">In the text</a> <a class=\"closes\" href=\"#text\">Close</a></p></li>", id);
    json_decref(names);
}

static void put_cards(struct call *call, const struct shelved *article)
{
    const json_t *all = json_object_get(article->json, "attributions"), *one;
    size_t i, n = json_array_size(all);
    html_format(&call->out, "<aside class=\"cards\" aria-label=\"Who said it\"><h2>%d statements</h2>", (int)n);
    if (n == 0)
        buffer_puts(&call->out, "<p>Nobody is cited in this article.</p>");
    buffer_puts(&call->out, "<ol>");
    json_array_foreach (all, i, one) {
        if (i == CARDS_MAX)
            break;
        put_card(call, article, one);
    }
    buffer_puts(&call->out, "</ol></aside>");
}

static void put_head(struct call *call, const json_t *article, const char *title)
{
    struct buffer *out = &call->out;
    const char *outlet = text_of(article, "outlet"), *byline = text_of(article, "byline"), *url = text_of(article, "url");
    html_format(out, "<header class=\"head\"><p class=\"kicker\">%n</p><h1>%n</h1><p class=\"byline\">", outlet ? outlet : "outlet not known", title);
    if (byline)
        html_format(out, "%n \xC2\xB7 ", byline);
    put_date(out, text_of(article, "published"));
    if (url_is_safe(url))
        html_format(out, " \xC2\xB7 <a href=\"%a\" rel=\"noreferrer noopener external\">where it was published</a>", url);
    else if (url)
        html_format(out, " \xC2\xB7 %n", url);
    buffer_puts(out, "</p></header>");
}

void page_article(struct call *call)
{
    struct shelf shelf = {0};
    const struct shelved *article = shelf_get(call, &shelf, call->number);
    if (!article) {
        call_refuse(call, MHD_HTTP_NOT_FOUND, "This case has no such article.");
        return;
    }
    uint32_t part = (uint32_t)call_number(call, "part", 0, 1000);
    const char *title = text_of(article->json, "title");
    title = title && *title ? title : text_of(article->json, "id");
    page_begin(call, title ? title : "Article", SECTION_ARTICLES);
    put_head(call, article->json, title);
    buffer_puts(&call->out, "<div class=\"reading\"><article id=\"text\" class=\"text\" aria-label=\"The article, statements marked\">");
    put_text_marked(call, article, part);
    put_parts(call, article, part);
    buffer_puts(&call->out, "</article>");
    put_cards(call, article);
    buffer_puts(&call->out, "</div>");
    page_end(call);
    shelf_release(&shelf);
}
