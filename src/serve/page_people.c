/* Everybody who speaks, and one person: all that was said, to whom, through whom, and what changed. */
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

enum { SPEAKERS_SHOWN = 200, STATEMENTS_USUAL = 100, STATEMENTS_MOST = 1000 };

static const char *kind_words(const char *kind)
{
    return kind && strcmp(kind, "unnamed") == 0 ? "not named" : kind;
}

/* Two names that may be one's; script adds what decides it (correct.js). */
static void put_offers(struct buffer *out, const json_t *offers)
{
    const json_t *one;
    size_t i;
    if (json_array_size(offers) == 0)
        return;
    html_format(out, "<details class=\"offers\"><summary>May be the same: %d %t of names</summary><ul>", (int)json_array_size(offers), json_array_size(offers) == 1 ? "pair" : "pairs");
    json_array_foreach (offers, i, one) {
        const json_t *counts = json_object_get(one, "statements");
        const char *speaker = text_of(one, "speaker"), *into = text_of(one, "into");
        html_format(out, "<li class=\"offer\" data-speaker=\"%t\" data-into=\"%t\">", speaker, into);
        put_person_link(out, speaker);
        html_format(out, " (%d) and ", (int)json_integer_value(json_array_get(counts, 0)));
        put_person_link(out, into);
        html_format(out, " (%d)</li>", (int)json_integer_value(json_array_get(counts, 1)));
    }
    buffer_puts(out, "</ul></details>");
}

void page_people(struct call *call)
{
    struct buffer *out = &call->out;
    char *json = NULL;
    size_t n = 0, i;
    enum hearsay_status status = hearsay_case_speakers(call->reader->file, &json, &n);
    json_t *found = call_parse(call, status, json);
    const json_t *one;
    if (!found)
        return;
    const json_t *speakers = json_object_get(found, "speakers");
    page_begin(call, "People", SECTION_PEOPLE);
    html_format(out, "<header class=\"head\"><h1>People</h1><p class=\"lead\">%d who speak in this case. Those not named are described as the articles do.</p></header>"
             "<form class=\"search\" id=\"narrow\" action=\"/person\"><label class=\"wide\">Name <input type=\"search\" name=\"name\" required maxlength=\"200\" "
             "autocomplete=\"off\"></label><button>Open</button></form>", int_of(found, "total", (int)json_array_size(speakers)));
    put_offers(out, json_object_get(found, "offers"));
    buffer_puts(out, "<table class=\"list\" id=\"people\"><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Kind</th><th scope=\"col\" class=\"number\">Statements</th>"
        "<th scope=\"col\" class=\"number\">Articles</th></tr></thead><tbody>");
    json_array_foreach (speakers, i, one) {
        if (i == SPEAKERS_SHOWN)
            break;
        buffer_puts(out, "<tr><th scope=\"row\">");
        put_person_link(out, text_of(one, "name"));
        html_format(out, "</th><td>%t</td><td class=\"number\">%d</td><td class=\"number\">%d</td></tr>", kind_words(text_of(one, "kind")),
                 int_of(one, "statements", 0), int_of(one, "articles", 0));
    }
    buffer_puts(out, "</tbody></table>");
    if (json_array_size(speakers) > SPEAKERS_SHOWN)
        html_format(out, "<p class=\"note\">The %d with the most statements are shown; write a name to open another.</p>", (int)SPEAKERS_SHOWN);
    page_end(call);
    json_decref(found);
}

/* ---- one person ---- */

static void put_strings(struct buffer *out, const char *name, const json_t *strings, const char *but)
{
    const json_t *one;
    size_t i;
    int shown = 0;
    json_array_foreach (strings, i, one) {
        const char *s = json_string_value(one);
        if (!s || (but && strcmp(s, but) == 0))
            continue;
        if (shown++ == 0)
            html_format(out, "<div><dt>%t</dt><dd>", name);
        else
            buffer_puts(out, ", ");
        html_format(out, "%n", s);
    }
    if (shown)
        buffer_puts(out, "</dd></div>");
}

static bool holds(const json_t *names, const char *name)
{
    const json_t *one;
    size_t i;
    json_array_foreach (names, i, one)
        if (name && strcmp(json_string_value(one), name) == 0)
            return true;
    return false;
}

/* Those whom the offers have already are left out. */
static void put_others(struct buffer *out, const json_t *others, const json_t *offered)
{
    const json_t *one;
    size_t i, shown = 0;
    json_array_foreach (others, i, one) {
        if (holds(offered, json_string_value(one)))
            continue;
        buffer_puts(out, shown++ ? ", " : "<p class=\"note\">The name could also mean ");
        put_person_link(out, json_string_value(one));
    }
    buffer_puts(out, shown ? ".</p>" : "");
}

static void put_may_be(struct buffer *out, const char *name, const json_t *may_be)
{
    const json_t *one;
    size_t i;
    if (json_array_size(may_be) == 0)
        return;
    buffer_puts(out, "<div class=\"offers\"><p>May be the same as</p><ul>");
    json_array_foreach (may_be, i, one) {
        html_format(out, "<li class=\"offer\" data-speaker=\"%t\" data-into=\"%t\">", name, json_string_value(one));
        put_person_link(out, json_string_value(one));
        buffer_puts(out, "</li>");
    }
    buffer_puts(out, "</ul></div>");
}

static void put_changed_claim(struct call *call, struct shelf *shelf, const char *word, const json_t *claim)
{
    struct buffer *out = &call->out;
    int number = int_of(claim, "case_article", -1);
    const struct shelved *article = number >= 0 ? shelf_get(call, shelf, number) : NULL;
    struct hearsay_span span;
    html_format(out, "<div><dt>%t</dt><dd>", word);
    if (article && span_of(json_object_get(claim, "content"), &span.begin, &span.end) && span.end <= article->text.n_points) {
        html_format(out, "<blockquote><a href=\"/articles/%d#a%d\">", number, int_of(claim, "attribution", 0));
        marks_put(out, &article->text, shelf_sentence(&article->text, span), NULL, 0, false);
        buffer_puts(out, "</a></blockquote> ");
        html_format(out, "%n ", text_of(article->json, "outlet"));
        put_date(out, text_of(article->json, "published"));
    }
    buffer_puts(out, "</dd></div>");
}

static void put_changed(struct call *call, const json_t *changed)
{
    struct buffer *out = &call->out;
    struct shelf shelf = {0};
    const json_t *one;
    size_t i;
    if (json_array_size(changed) == 0)
        return;
    buffer_puts(out, "<section class=\"changed\"><h2>What changed</h2><ol>");
    json_array_foreach (changed, i, one) {
        html_format(out, "<li><h3>%n</h3><dl>", text_of(one, "question"));
        put_changed_claim(call, &shelf, "earlier", json_object_get(one, "from"));
        put_changed_claim(call, &shelf, "later", json_object_get(one, "to"));
        html_format(out, "</dl><p class=\"basis\">%t</p></li>", text_of(one, "why"));
    }
    buffer_puts(out, "</ol></section>");
    shelf_release(&shelf);
}

static void put_person(struct call *call, const json_t *person)
{
    struct buffer *out = &call->out;
    const char *name = text_of(person, "speaker");
    const json_t *statements = json_object_get(person, "statements"), *one;
    size_t i;
    size_t most = call_value(call, "all") ? STATEMENTS_MOST : STATEMENTS_USUAL;
    int total = int_of(person, "total", (int)json_array_size(statements));
    page_begin(call, name ? name : "Person", SECTION_PEOPLE);
    html_format(out, "<header class=\"head person\" data-person=\"%t\"><p class=\"kicker\">%t</p><h1>%n</h1><p class=\"strap\">%d %t in %d %t</p><dl>", name,
             kind_words(text_of(person, "kind")), name, total, total == 1 ? "statement" : "statements", int_of(person, "articles", 0),
             int_of(person, "articles", 0) == 1 ? "article" : "articles");
    put_strings(out, "titles", json_object_get(person, "titles"), NULL);
    put_strings(out, "also called", json_object_get(person, "names"), name);
    buffer_puts(out, "</dl>");
    put_may_be(out, name, json_object_get(person, "may_be"));
    put_others(out, json_object_get(person, "others"), json_object_get(person, "may_be"));
    buffer_puts(out, "</header>");
    put_changed(call, json_object_get(person, "changed"));
    buffer_puts(out, "<h2 class=\"rule\">Statements, the newest first</h2><ol class=\"hits\">");
    json_array_foreach (statements, i, one) {
        if (i == most)
            break;
        html_format(out, "<li data-article=\"%d\" data-outlet=\"%t\">", int_of(one, "article", 0), text_of(one, "outlet"));
        put_hit(call, one, false);
        buffer_puts(out, "</li>");
    }
    buffer_puts(out, "</ol>");
    if (i < json_array_size(statements))
        html_format(out, "<p class=\"note\">The newest %d are shown. <a href=\"/person?name=%u&amp;all=1\">Show more</a></p>", (int)i, name);
    else if (total > (int)i)
        html_format(out, "<p class=\"note\">The newest %d are shown; a search finds the others.</p>", (int)i);
    page_end(call);
}

void page_person(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    const char *name = call_value(call, "name");
    if (!name) {
        call_refuse(call, MHD_HTTP_BAD_REQUEST, "Write a name.");
        return;
    }
    enum hearsay_status status = hearsay_case_speaker(call->reader->file, name, &json, &n);
    json_t *person = call_parse(call, status, json);
    if (person)
        put_person(call, person);
    json_decref(person);
}
