/* Lists: articles, what a search finds, decisions; and the page that adds articles. */
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

/* ---- one statement in a list ---- */

static void put_hit_head(struct buffer *out, const json_t *hit, bool with_speaker)
{
    buffer_puts(out, "<p class=\"tags\">");
    if (with_speaker && !json_is_null(json_object_get(hit, "attribution"))) {
        put_person_link(out, text_of(hit, "speaker"));
        html_format(out, " <span class=\"act\">%t</span> ", act_words(text_of(hit, "act")));
    }
    put_tag(out, "naming", naming_words(text_of(hit, "naming")));
    put_tag(out, "access", access_words(text_of(hit, "access")));
    put_tag(out, "form", form_words(text_of(hit, "form")));
    buffer_puts(out, "</p>");
}

static void put_circumstances(struct buffer *out, const json_t *hit)
{
    static const char *const keys[][2] = {{"addressee", "to"}, {"when", "when:"}, {"where", "where:"}};
    for (size_t i = 0; i < 3; i++) {
        if (!text_of(hit, keys[i][0]))
            continue;
        html_format(out, "<span class=\"circumstance\">%t ", keys[i][1]);
        put_date(out, text_of(hit, keys[i][0])); /* what is no day stands as it is */
        buffer_puts(out, "</span> ");
    }
}

void put_hit(struct call *call, const json_t *hit, bool with_speaker)
{
    struct buffer *out = &call->out;
    int article = int_of(hit, "article", 0), attribution = int_of(hit, "attribution", -1);
    const char *outlet = text_of(hit, "outlet"), *title = text_of(hit, "title");
    const json_t *chain = json_object_get(hit, "chain");
    put_hit_head(out, hit, with_speaker);
    buffer_puts(out, "<blockquote>");
    put_snippet(call, hit);
    buffer_puts(out, "</blockquote><p class=\"where\">");
    if (attribution >= 0)
        html_format(out, "<a href=\"/articles/%d#a%d\">", article, attribution);
    else
        html_format(out, "<a href=\"/articles/%d\">", article);
    html_format(out, "%n</a> ", title && *title ? title : text_of(hit, "id"));
    if (outlet)
        html_format(out, "<span class=\"outlet\">%n</span> ", outlet);
    put_date(out, text_of(hit, "published"));
    buffer_puts(out, " ");
    put_circumstances(out, hit);
    if (json_array_size(chain) > 1) {
        buffer_puts(out, "<span class=\"chain\">through ");
        put_chain(out, NULL, chain);
        buffer_puts(out, "</span>");
    }
    buffer_puts(out, "</p>");
}

/* ---- articles ---- */

static void put_article_row(struct buffer *out, const json_t *article)
{
    const char *title = text_of(article, "title"), *outlet = text_of(article, "outlet");
    int n = int_of(article, "attributions", 0), origin = int_of(article, "origin", -1);
    html_format(out, "<tr><td class=\"date\">");
    put_date(out, text_of(article, "published"));
    html_format(out, "</td><td class=\"outlet\">%n</td><th scope=\"row\"><a href=\"/articles/%d\">%n</a></th><td class=\"number\">%d</td><td class=\"number\">",
             outlet, int_of(article, "article", 0), title && *title ? title : text_of(article, "id"), n);
    if (origin >= 0)
        html_format(out, "%d", origin);
    buffer_puts(out, "</td></tr>");
}

void page_articles(struct call *call)
{
    struct buffer *out = &call->out;
    char *json = NULL;
    size_t n = 0, i;
    unsigned offset = (unsigned)call_number(call, "offset", 0, 100000000);
    enum hearsay_status status = hearsay_case_articles(call->reader->file, SERVE_PAGE, offset, &json, &n);
    json_t *found = call_parse(call, status, json);
    const json_t *article;
    if (!found)
        return;
    const json_t *articles = json_object_get(found, "articles");
    int total = int_of(found, "total", 0);
    page_begin(call, "Articles", SECTION_ARTICLES);
    html_format(out, "<header class=\"head\"><h1>Articles</h1><p class=\"lead\">%d %t in this case.</p></header>", total, total == 1 ? "article" : "articles");
    if (json_array_size(articles) > 0) {
        buffer_puts(out, "<table class=\"list\"><thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Outlet</th><th scope=\"col\">Title</th>"
            "<th scope=\"col\" class=\"number\">Statements</th><th scope=\"col\" class=\"number\">Origin</th></tr></thead><tbody>");
        json_array_foreach (articles, i, article)
            put_article_row(out, article);
        buffer_puts(out, "</tbody></table><p class=\"note\">Articles of one origin number are copies of one another.</p>");
    }
    put_pager(call, "/articles", "", offset, SERVE_PAGE, (unsigned)json_array_size(articles), total);
    page_end(call);
    json_decref(found);
}

/* ---- search ---- */

static void put_choice(struct call *call, const char *key, const char *label, const char *const *codes, const char *(*words)(const char *))
{
    struct buffer *out = &call->out;
    const char *chosen = call_value(call, key);
    html_format(out, "<label>%t <select name=\"%t\"><option value=\"\">any</option>", label, key);
    for (; *codes; codes++)
        html_format(out, chosen && strcmp(chosen, *codes) == 0 ? "<option value=\"%t\" selected>%t</option>" : "<option value=\"%t\">%t</option>", *codes,
                 words(*codes));
    buffer_puts(out, "</select></label>");
}

static void put_search_form(struct call *call)
{
    static const char *const namings[] = {"named", "role", "collective", "anonymous", "document", NULL};
    static const char *const accesses[] = {"in-room", "told", "document", "unknown", NULL};
    static const char *const forms[] = {"direct", "mixed", "indirect", NULL};
    struct buffer *out = &call->out;
    html_format(out, "<form class=\"search\" id=\"search\" action=\"/search\"><label class=\"wide\">Words, or \"a phrase\" "
             "<input type=\"search\" name=\"q\" value=\"%t\" maxlength=\"200\" autocomplete=\"off\"></label><label>Speaker <input name=\"speaker\" value=\"%t\" "
             "maxlength=\"200\"></label><label>Outlet <input name=\"outlet\" value=\"%t\" maxlength=\"200\"></label><label>From <input type=\"date\" "
             "name=\"after\" value=\"%t\"></label><label>To <input type=\"date\" name=\"before\" value=\"%t\"></label>",
             call_value(call, "q"), call_value(call, "speaker"), call_value(call, "outlet"), call_value(call, "after"), call_value(call, "before"));
    put_choice(call, "naming", "Named how", namings, naming_words);
    put_choice(call, "access", "Access", accesses, access_words);
    put_choice(call, "form", "Form", forms, form_words);
    buffer_puts(out, "<button>Search</button></form>");
}

/* The search's fields as a query, "q=…&speaker=…&"; what it returns lives in the call's arena. */
static const char *query_of(struct call *call)
{
    static const char *const keys[] = {"q", "speaker", "outlet", "after", "before", "naming", "access", "form"};
    struct buffer query;
    buffer_init(&query, 64 << 10);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (call_value(call, keys[i]))
            html_format(&query, "%t=%u&", keys[i], call_value(call, keys[i]));
    const char *kept = query.data ? arena_strndup(&call->arena, query.data, query.length) : NULL;
    buffer_release(&query);
    return kept ? kept : "";
}

static void put_hits(struct call *call, const struct hearsay_search *search, const json_t *found)
{
    struct buffer *out = &call->out;
    const json_t *hits = json_object_get(found, "hits"), *hit;
    size_t i;
    int total = int_of(found, "total", 0);
    html_format(out, "<p class=\"lead\" role=\"status\">%t%d %t</p><ol class=\"hits\">", json_is_true(json_object_get(found, "capped")) ? "more than " : "", total,
             total == 1 ? "place" : "places");
    json_array_foreach (hits, i, hit) {
        buffer_puts(out, "<li>");
        put_hit(call, hit, true);
        buffer_puts(out, "</li>");
    }
    buffer_puts(out, "</ol>");
    put_pager(call, "/search", query_of(call), search->offset, search->limit, (unsigned)json_array_size(hits), total);
}

void page_search(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    struct hearsay_search search = call_search(call);
    search.limit = SERVE_PAGE;
    json_t *found = NULL;
    bool asks = search.words || search.speaker || search.outlet || search.after || search.before || search.naming || search.access || search.form;
    enum hearsay_status status = asks ? hearsay_case_search(call->reader->file, &search, &json, &n) : HEARSAY_OK;
    if (json && (status == HEARSAY_OK || status == HEARSAY_NOTHING))
        found = json_loadb(json, n, 0, NULL);
    free(json);
    page_begin(call, "Search", SECTION_NONE);
    buffer_puts(&call->out, "<header class=\"head\"><h1>Search</h1></header>");
    put_search_form(call);
    buffer_puts(&call->out, "<div id=\"found\">");
    if (found)
        put_hits(call, &search, found);
    else if (asks)
        html_format(&call->out, "<p class=\"lead\">%t</p>", hearsay_message(call->reader->context));
    buffer_puts(&call->out, "</div>");
    page_end(call);
    json_decref(found);
}

/* ---- decisions ---- */

static void put_place(struct call *call, struct shelf *shelf, const json_t *place)
{
    struct buffer *out = &call->out;
    int number = int_of(place, "article", -1);
    struct hearsay_span span;
    const json_t *content = json_object_get(place, "content"), *first = json_array_get(content, 0);
    const struct shelved *article = number >= 0 ? shelf_get(call, shelf, number) : NULL;
    if (!article || !span_of(json_is_array(first) ? first : content, &span.begin, &span.end) || span.end > article->text.n_points)
        return;
    span.end = span.end - span.begin > 120 ? span.begin + 120 : span.end;
    html_format(out, "<blockquote><a href=\"/articles/%d\">", number);
    marks_put(out, &article->text, span, NULL, 0, false);
    buffer_puts(out, "</a></blockquote>");
}

static void put_names(struct buffer *out, const json_t *decision)
{
    const char *speaker = text_of(decision, "speaker"), *into = text_of(decision, "into"), *kind = text_of(decision, "kind");
    bool parted = kind && strcmp(kind, "not-same") == 0;
    if (speaker && into)
        html_format(out, parted ? "<p>%n, %n</p>" : "<p>%n \xE2\x86\x92 %n</p>", speaker, into);
    else if (speaker)
        html_format(out, "<p>speaker: %n</p>", speaker);
}

static const char *decision_words(const char *kind)
{
    static const char *const table[][2] = {{"speaker", "Another speaker"}, {"merge", "Two names, one person"}, {"not-same", "Two names, two persons"}, {"split", "One name, two persons"},
        {"not-attribution", "Not a statement"}, {"same-question", "The same question"}, {"not-opposed", "No contradiction"}, {"undo", "Undone"}};
    for (size_t i = 0; kind && i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i][0], kind) == 0)
            return table[i][1];
    return kind;
}

/* "2026-01-31T12:00:00Z" */
static void put_moment(struct buffer *out, const char *made)
{
    put_date(out, made);
    if (made && strlen(made) == 20 && made[10] == 'T') {
        buffer_puts(out, ", ");
        html_text(out, made + 11, strlen("12:00"));
        buffer_puts(out, " UTC");
    }
}

static void put_decision(struct call *call, struct shelf *shelf, const json_t *decision)
{
    struct buffer *out = &call->out;
    const json_t *place;
    size_t i;
    bool stands = json_is_true(json_object_get(decision, "stands"));
    int number = int_of(decision, "decision", 0);
    html_format(out, "<li class=\"decision %t\" data-decision=\"%d\"><h2>%d. %t</h2>", stands ? "stands" : "undone", number, number,
             decision_words(text_of(decision, "kind")));
    if (int_of(decision, "undoes", 0))
        html_format(out, "<p>decision %d</p>", int_of(decision, "undoes", 0));
    put_names(out, decision);
    put_place(call, shelf, decision);
    json_array_foreach (json_object_get(decision, "places"), i, place)
        put_place(call, shelf, place);
    html_format(out, "<p class=\"reason\">%n</p><p class=\"where\">%n, ", text_of(decision, "reason"), text_of(decision, "who"));
    put_moment(out, text_of(decision, "made"));
    if (!stands)
        html_format(out, ", undone by decision %d", int_of(decision, "undone_by", 0));
    else if (json_is_false(json_object_get(decision, "applies")))
        buffer_puts(out, ", its place is not found at present");
    buffer_puts(out, "</p></li>");
}

void page_log(struct call *call)
{
    struct buffer *out = &call->out;
    struct shelf shelf = {0};
    char *json = NULL;
    size_t n = 0;
    enum hearsay_status status = hearsay_case_log(call->reader->file, &json, &n);
    if (status == HEARSAY_NOTHING && !json)
        json = strdup("{\"decisions\": []}");
    json_t *log = call_parse(call, status, json);
    if (!log)
        return;
    const json_t *decisions = json_object_get(log, "decisions");
    page_begin(call, "Corrections", SECTION_LOG);
    html_format(out, "<header class=\"head\"><h1>Corrections</h1><p class=\"lead\">%t</p></header><ol class=\"decisions\" reversed>",
             json_array_size(decisions) ? "Every decision of a person, the latest first. Undoing is a decision too; nothing is ever removed."
                                        : "Nobody has corrected anything yet. Statements, people and contradictions can be corrected where they stand.");
    for (size_t i = json_array_size(decisions); i-- > 0;)
        put_decision(call, &shelf, json_array_get(decisions, i));
    buffer_puts(out, "</ol>");
    page_end(call);
    json_decref(log);
    shelf_release(&shelf);
}

/* ---- adding ---- */

void page_add(struct call *call)
{
    page_begin(call, "Add articles", SECTION_ADD);
    buffer_puts(&call->out, "<header class=\"head\"><h1>Add articles</h1><p class=\"lead\">Plain text, or NDJSON with one article a line. What the case has "
        "already is passed over.</p></header><noscript><p class=\"note\">Adding on this page needs script; <code>hearsay --case FILE add INPUT</code> does "
        "not.</p></noscript><div class=\"adding needs-script\"><div class=\"drop\" id=\"drop\"><p>Drop files here</p><p><label class=\"button\" for=\"files\">Choose files"
        "</label><input id=\"files\" type=\"file\" multiple class=\"unseen\"></p></div><form id=\"paste\"><h2>Or paste one</h2><label>Title <input name=\"title\" "
        "maxlength=\"300\"></label><div class=\"row\"><label>Outlet <input name=\"outlet\" maxlength=\"200\"></label><label>Published <input type=\"date\" "
        "name=\"published\"></label></div><label>Address <input type=\"url\" name=\"url\" maxlength=\"900\"></label><label>Text <textarea name=\"text\" rows=\"12\" "
        "required></textarea></label><button>Add</button></form></div><section class=\"jobs\" aria-labelledby=\"jobs-title\"><h2 id=\"jobs-title\">Under way</h2>"
        "<ol id=\"jobs\"></ol><p id=\"nojobs\">Nothing is being added.</p></section>");
    page_end(call);
}
