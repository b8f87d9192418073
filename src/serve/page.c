/* The frame of every page, and the words for the contract's codes. */
#include <stdio.h>
#include <string.h>

#include "serve/page.h"

static const struct {
    enum section section;
    const char *path, *name;
} SECTIONS[] = {
    {SECTION_QUESTIONS, "/", "Questions"}, {SECTION_ARTICLES, "/articles", "Articles"}, {SECTION_PEOPLE, "/people", "People"},
    {SECTION_TIMELINE, "/timeline", "Timeline"}, {SECTION_LOG, "/log", "Corrections"},
};

static void navigation(struct buffer *out, enum section here)
{
    buffer_puts(out, "<nav aria-label=\"Main\"><ul>");
    for (size_t i = 0; i < sizeof SECTIONS / sizeof *SECTIONS; i++)
        if (SECTIONS[i].section == here)
            html_format(out, "<li><a href=\"%t\" aria-current=\"page\">%t</a></li>", SECTIONS[i].path, SECTIONS[i].name);
        else
            html_format(out, "<li><a href=\"%t\">%t</a></li>", SECTIONS[i].path, SECTIONS[i].name);
    buffer_puts(out, "</ul></nav>");
}

void page_begin(struct call *call, const char *title, enum section section)
{
    struct buffer *out = &call->out;
    const char *asked = section == SECTION_NONE ? call_value(call, "q") : NULL;
    html_format(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
             "<meta name=\"hearsay-token\" content=\"%t\"><title>%s \xC2\xB7 hearsay</title>"
             "<link rel=\"stylesheet\" href=\"/style.css\"><link rel=\"icon\" href=\"/icon.svg\">"
             "<script src=\"/page.js\" defer></script><script src=\"/correct.js\" defer></script></head>\n<body>"
             "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"mast\"><div class=\"brand\"><a href=\"/\">hearsay</a>"
             "<span class=\"case\">%n</span></div>", call->server->token, title, call->server->name);
    navigation(out, section);
    html_format(out, "<form class=\"find\" role=\"search\" action=\"/search\"><label class=\"unseen\" for=\"find\">Search the case</label>"
             "<input id=\"find\" type=\"search\" name=\"q\" placeholder=\"Search\" maxlength=\"200\" autocomplete=\"off\" value=\"%t\">"
             "<button class=\"unseen\" tabindex=\"-1\">Search</button></form><a class=\"button add\" href=\"/add\">Add articles</a></header>\n"
             "<main id=\"main\" tabindex=\"-1\">", asked);
}

void page_end(struct call *call)
{
    buffer_puts(&call->out, "</main>\n<footer><p>Who said what, on whose word. Nothing here says who is right.</p>"
        "<p>Report: <a href=\"/api/export?format=html\">print</a>, <a href=\"/api/export?format=html&amp;save=1\">save</a>. Export: "
        "<a href=\"/api/export?format=jsonl\">JSON lines</a>, <a href=\"/api/export?format=csv\">CSV</a>, "
        "<a href=\"/api/export?format=webannotation\">Web Annotation</a>, <a href=\"/api/export?format=ftm\">FollowTheMoney</a>, "
        "<a href=\"/api/export?format=stix\">STIX</a>. <a href=\"/api/openapi.yaml\">Interface</a></p></footer>\n"
        "<div id=\"told\" class=\"told\" role=\"status\" aria-live=\"polite\"></div></body></html>\n");
}

void page_refusal(struct call *call, unsigned code, const char *words)
{
    const char *reason = MHD_get_reason_phrase_for(code);
    page_begin(call, reason, SECTION_ADD);
    html_format(&call->out, "<h1>%t</h1><p class=\"lead\">%t</p><p><a href=\"/\">To the questions of this case</a></p>", reason,
             words && *words ? words : "There is nothing at this address.");
    page_end(call);
}

void page_wait(struct call *call, const char *words)
{
    call->code = MHD_HTTP_SERVICE_UNAVAILABLE;
    call->again = 1;
    page_begin(call, "One moment", SECTION_QUESTIONS);
    html_format(&call->out, "<h1>One moment</h1><p class=\"lead\" role=\"status\">%t</p>", words);
    page_end(call);
}

void put_old(struct call *call)
{
    if (call->accounts_old)
        buffer_puts(&call->out, "<p class=\"note old\" role=\"status\">Something came in since; newer accounts are being worked out. <a href=\"\">Look again</a></p>");
}

/* ---- words ---- */

struct words {
    const char *code, *words;
};

static const char *look_up(const struct words *table, const char *code)
{
    for (; code && table->code; table++)
        if (strcmp(table->code, code) == 0)
            return table->words;
    return code;
}

const char *naming_words(const char *naming)
{
    static const struct words table[] = {{"named", "named"}, {"role", "by role"}, {"collective", "as a body"}, {"anonymous", "unnamed"},
                                         {"document", "a document"}, {NULL, NULL}};
    return look_up(table, naming);
}

const char *access_words(const char *access)
{
    static const struct words table[] = {{"in-room", "in the room"}, {"told", "was told"}, {"document", "from a document"},
                                         {"unknown", "access not said"}, {NULL, NULL}};
    return look_up(table, access);
}

const char *form_words(const char *form)
{
    static const struct words table[] = {{"direct", "quoted"}, {"mixed", "partly quoted"}, {"indirect", "in other words"}, {NULL, NULL}};
    return look_up(table, form);
}

const char *act_words(const char *act)
{
    static const struct words table[] = {{"state", "says"}, {"ask", "asks"}, {"deny", "denies"}, {"confirm", "confirms"}, {"promise", "promises"},
        {"order", "orders"}, {"believe", "believes"}, {"want", "wants"}, {"feel", "feels"}, {"agree", "agrees"}, {"disagree", "disagrees"},
        {"concede", "concedes"}, {"accuse", "accuses"}, {"warn", "warns"}, {"refuse-to-say", "refuses to say"}, {"learn", "learns"},
        {"hearsay", "passes on"}, {NULL, NULL}};
    return look_up(table, act);
}

/* ---- small parts ---- */

void put_tag(struct buffer *out, const char *kind, const char *words)
{
    if (words)
        html_format(out, "<span class=\"tag %t\">%t</span> ", kind, words);
}

void put_person_link(struct buffer *out, const char *name)
{
    if (name && *name)
        html_format(out, "<a class=\"person\" href=\"/person?name=%u\">%n</a>", name, name);
    else
        buffer_puts(out, "<span class=\"nobody\">nobody named</span>");
}

void put_chain(struct buffer *out, const char *outlet, const json_t *names)
{
    static const char ARROW[] = " <span class=\"arrow\"><span aria-hidden=\"true\">\xE2\x86\x92</span><span class=\"unseen\">citing</span></span> ";
    const json_t *name;
    size_t i;
    if (outlet && *outlet)
        html_format(out, "%n", outlet);
    json_array_foreach (names, i, name) {
        if (i || (outlet && *outlet))
            buffer_puts(out, ARROW);
        if (json_is_string(name))
            html_format(out, "%n", json_string_value(name));
        else
            buffer_puts(out, "someone");
    }
}

/* "2019", "2019-03" or "2019-03-04", whatever follows a day: how many of the three there are. */
int day_parts(const char *date, struct day *out)
{
    size_t n = date ? strnlen(date, 11) : 0;
    if (day_parse(date, out))
        return 3;
    *out = (struct day){n >= 4 ? digits_value(date, 4) : -1, n == 7 && date[4] == '-' ? digits_value(date + 5, 2) : 0, 0};
    if (out->year < 0 || (n != 4 && n != 7) || out->month < 0 || out->month > 12 || (n == 7 && out->month == 0))
        return 0;
    return n == 7 ? 2 : 1;
}

void put_day(struct buffer *out, const char *date)
{
    static const char *const MONTHS[] = {"Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"};
    struct day day;
    if (day_parse(date, &day))
        html_format(out, "%d %t %d", day.day, MONTHS[day.month - 1], day.year);
    else
        html_format(out, "%t", date);
}

void put_date(struct buffer *out, const char *date)
{
    struct day day;
    bool whole = day_parse(date, &day);
    if (!date)
        return;
    if (whole)
        html_format(out, "<time datetime=\"%t\">", date);
    buffer_puts(out, whole ? "" : "<bdi>");
    put_day(out, date);
    buffer_puts(out, whole ? "</time>" : "</bdi>");
}

void put_pager(struct call *call, const char *path, const char *query, unsigned offset, unsigned page, unsigned shown, long long total)
{
    struct buffer *out = &call->out;
    if (offset == 0 && (long long)shown >= total)
        return;
    html_format(out, "<nav class=\"pager\" aria-label=\"Pages\">");
    if (offset > 0)
        html_format(out, "<a rel=\"prev\" href=\"%t?%toffset=%d\">Before</a>", path, query, offset > page ? (int)(offset - page) : 0);
    html_format(out, "<span>%d to %d of %l</span>", (int)offset + (shown > 0), (int)(offset + shown), total);
    if ((long long)(offset + shown) < total && shown > 0)
        html_format(out, "<a rel=\"next\" href=\"%t?%toffset=%d\">Next</a>", path, query, (int)(offset + shown));
    buffer_puts(out, "</nav>");
}
