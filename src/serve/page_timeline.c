/* The timeline: two clocks. Above, when it was said; below, what time it speaks of; a line joins the two of one statement.
 *
 * Each clock has a scale of its own: what is said within a week may speak of sixty years. Days are linear between a clock's first
 * and last; statements whose days fall together at this scale are one dot with their number, larger the more there are; a dot of what was said
 * leads to the place of its first day in the list, which stands below the drawing and says the same.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

enum { ENTRIES_A_PAGE = 100, CHART_WIDTH = 960, CHART_HEIGHT = 226, CHART_MARGIN = 48, SAID_Y = 72, ABOUT_Y = 154, DOTS_MAX = 400, LABEL_APART = 84, STEP = 24 };

struct clock {
    double first, last; /* days */
    bool known;         /* there is one */
};
/* The statements at one place of a clock. */
struct dot {
    int n;
    const char *first, *last; /* their dates */
};

/* The day's number; a month or a year counts from its first day. NAN: no date. */
static double day_of(const char *date)
{
    struct day day;
    if (day_parts(date, &day) < 1)
        return NAN;
    return (double)day_number((struct day){day.year, day.month ? day.month : 1, day.day ? day.day : 1});
}

static const char *said_of(const json_t *entry)
{
    const char *said = text_of(entry, "said");
    return said ? said : text_of(entry, "published");
}

static void clock_take(struct clock *clock, const char *date)
{
    double day = day_of(date);
    if (isnan(day))
        return;
    clock->first = clock->known ? fmin(clock->first, day) : day;
    clock->last = clock->known ? fmax(clock->last, day) : day;
    clock->known = true;
}

static int place_of(const struct clock *clock, const char *date)
{
    double share = clock->last > clock->first ? (day_of(date) - clock->first) / (clock->last - clock->first) : 0.5;
    return CHART_MARGIN + STEP * (int)lround(share * ((CHART_WIDTH - 2 * CHART_MARGIN) / STEP));
}

static void put_axis(struct buffer *out, const struct clock *clock, int y, int name_y, const char *name)
{
    if (clock->known)
        html_format(out, "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", (int)CHART_MARGIN, y, CHART_WIDTH - CHART_MARGIN, y);
    html_format(out, "<text class=\"name\" x=\"8\" y=\"%d\">%t%t</text>", clock->known ? name_y : y, name, clock->known ? "" : ": no day is told");
}

/* Days are written where there is room; the last one always. */
static void put_labels(struct buffer *out, const struct dot *dots, int y)
{
    int last = -LABEL_APART, end = CHART_WIDTH - 1;
    while (end > 0 && !dots[end].n)
        end--;
    for (int x = 0; x <= end; x++) {
        if (!dots[x].n || x - last < LABEL_APART || (x != end && end - x < LABEL_APART))
            continue;
        html_format(out, "<text class=\"end\" x=\"%d\" y=\"%d\">", x, y);
        put_day(out, dots[x].first);
        buffer_puts(out, "</text>");
        last = x;
    }
}

static void put_dot(struct buffer *out, const struct dot *dot, int x, int y, bool about)
{
    struct day day;
    int radius = 3 + (int)lround(fmin(10, 2 * sqrt(dot->n)));
    bool leads = !about && day_parse(dot->first, &day);
    if (leads)
        html_format(out, "<a href=\"#day-%d-%d-%d\">", day.year, day.month, day.day);
    html_format(out, "<circle class=\"%t\" cx=\"%d\" cy=\"%d\" r=\"%d\"><title>", about ? "about" : "said", x, y, radius);
    put_day(out, dot->first);
    if (day_of(dot->first) < day_of(dot->last)) {
        buffer_puts(out, " to ");
        put_day(out, dot->last);
    }
    html_format(out, ": %d %t</title></circle>", dot->n, dot->n == 1 ? "statement" : "statements");
    if (radius >= 8)
        html_format(out, "<text class=\"count\" x=\"%d\" y=\"%d\">%d</text>", x, y + 4, dot->n);
    buffer_puts(out, leads ? "</a>" : "");
}

/* One dot for each place on a clock, as large as it has statements. */
static void put_dots(struct buffer *out, const json_t *entries, const struct clock *clock, bool about, int y, int label_y)
{
    struct dot dots[CHART_WIDTH] = {0};
    const json_t *entry;
    size_t i;
    json_array_foreach (entries, i, entry) {
        const char *date = about ? text_of(entry, "about") : said_of(entry);
        if (isnan(day_of(date)))
            continue;
        struct dot *dot = &dots[place_of(clock, date)];
        dot->first = dot->n && day_of(dot->first) <= day_of(date) ? dot->first : date;
        dot->last = dot->n++ && day_of(dot->last) >= day_of(date) ? dot->last : date;
    }
    for (int x = 0; x < CHART_WIDTH; x++)
        if (dots[x].n)
            put_dot(out, &dots[x], x, y, about);
    put_labels(out, dots, label_y);
}

static void put_chart(struct call *call, const json_t *entries)
{
    struct buffer *out = &call->out;
    struct clock said = {0}, about = {0};
    const json_t *entry;
    size_t i;
    json_array_foreach (entries, i, entry) {
        clock_take(&said, said_of(entry));
        clock_take(&about, text_of(entry, "about"));
    }
    html_format(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Timeline, drawn\"><svg class=\"clocks\" xmlns=\"http://www.w3.org/2000/svg\" "
             "role=\"group\" aria-label=\"Two clocks: when it was said, and what time it is about. The list below says the same.\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\">", (int)CHART_WIDTH, (int)CHART_HEIGHT, (int)CHART_WIDTH, (int)CHART_HEIGHT);
    json_array_foreach (entries, i, entry)
        if (i < DOTS_MAX && !isnan(day_of(said_of(entry))) && !isnan(day_of(text_of(entry, "about"))))
            html_format(out, "<line class=\"join\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", place_of(&said, said_of(entry)), (int)SAID_Y,
                     place_of(&about, text_of(entry, "about")), (int)ABOUT_Y);
    put_axis(out, &said, SAID_Y, 18, "when it was said");
    put_axis(out, &about, ABOUT_Y, CHART_HEIGHT - 10, "what time it is about");
    put_dots(out, entries, &said, false, SAID_Y, SAID_Y - 24);
    put_dots(out, entries, &about, true, ABOUT_Y, ABOUT_Y + 34);
    buffer_puts(out, "</svg></div>");
}

static void put_entry(struct call *call, const json_t *entry)
{
    struct buffer *out = &call->out;
    buffer_puts(out, "<li>");
    put_hit(call, entry, true);
    if (text_of(entry, "about")) {
        buffer_puts(out, "<p class=\"about\">about ");
        put_date(out, text_of(entry, "about"));
        buffer_puts(out, "</p>");
    }
    if (!text_of(entry, "said") && said_of(entry))
        buffer_puts(out, "<p class=\"about\">day of publication; the text does not tell when it was said</p>");
    buffer_puts(out, "</li>");
}

/* The head of a day. Only the first section of a day has its name, also where dates of another form came between. */
static void put_day_head(struct buffer *out, const char *said, double *latest)
{
    struct day day;
    if (day_parse(said, &day) && day_of(said) > *latest) {
        *latest = day_of(said);
        html_format(out, "<section class=\"day\" id=\"day-%d-%d-%d\"><h2>", day.year, day.month, day.day);
    } else {
        buffer_puts(out, "<section class=\"day\"><h2>");
    }
    put_date(out, said);
    buffer_puts(out, said ? "</h2><ol class=\"hits\">" : "No day told</h2><ol class=\"hits\">");
}

static bool same_day(const char *one, const char *other)
{
    double a = day_of(one), b = day_of(other);
    return isnan(a) || isnan(b) ? strcmp(one ? one : "", other ? other : "") == 0 : a == b && strncmp(one, other, 7) == 0;
}

static void put_entries(struct call *call, const json_t *entries)
{
    struct buffer *out = &call->out;
    const json_t *entry;
    const char *day = NULL;
    double latest = -INFINITY;
    size_t i;
    json_array_foreach (entries, i, entry) {
        const char *said = said_of(entry);
        if (i == 0 || !same_day(said, day)) {
            buffer_puts(out, i ? "</ol></section>" : "");
            put_day_head(out, said, &latest);
        }
        day = said;
        put_entry(call, entry);
    }
    buffer_puts(out, i ? "</ol></section>" : "");
}

static void put_form(struct call *call)
{
    html_format(&call->out, "<form class=\"search\" action=\"/timeline\"><label class=\"wide\">Words <input type=\"search\" name=\"q\" maxlength=\"200\" value=\"%t\"></label>"
             "<label>Speaker <input name=\"speaker\" maxlength=\"200\" value=\"%t\"></label><label>From <input type=\"date\" name=\"after\" value=\"%t\"></label>"
             "<label>To <input type=\"date\" name=\"before\" value=\"%t\"></label><button>Show</button></form>", call_value(call, "q"),
             call_value(call, "speaker"), call_value(call, "after"), call_value(call, "before"));
}

static const char *query_of(struct call *call)
{
    static const char *const keys[] = {"q", "speaker", "after", "before"};
    struct buffer query;
    buffer_init(&query, 32 << 10);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (call_value(call, keys[i]))
            html_format(&query, "%t=%u&", keys[i], call_value(call, keys[i]));
    const char *kept = query.data ? arena_strndup(&call->arena, query.data, query.length) : NULL;
    buffer_release(&query);
    return kept ? kept : "";
}

void page_timeline(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    struct hearsay_search search = call_search(call);
    search.limit = ENTRIES_A_PAGE;
    enum hearsay_status status = hearsay_case_timeline(call->reader->file, &search, &json, &n);
    if (status == HEARSAY_NOTHING && !json)
        json = strdup("{\"total\": 0, \"entries\": []}");
    json_t *found = call_parse(call, status, json);
    if (!found)
        return;
    const json_t *entries = json_object_get(found, "entries");
    int total = int_of(found, "total", 0);
    page_begin(call, "Timeline", SECTION_TIMELINE);
    html_format(&call->out, "<header class=\"head\"><h1>Timeline</h1><p class=\"lead\">%d %t on two clocks: when it was said, and what time it is about.</p></header>",
             total, total == 1 ? "statement" : "statements");
    put_form(call);
    if (json_array_size(entries) > 0)
        put_chart(call, entries);
    if ((int)json_array_size(entries) < total)
        html_format(&call->out, "<p class=\"note\">Drawn and listed are %d of %d; choose days, words or a speaker for others, or turn the page below.</p>",
                    (int)json_array_size(entries), total);
    put_entries(call, entries);
    put_pager(call, "/timeline", query_of(call), search.offset, ENTRIES_A_PAGE, (unsigned)json_array_size(entries), total);
    page_end(call);
    json_decref(found);
}
