/* The timeline: two clocks. Above, when it was said; below, what time it speaks of; a line joins the two of one statement.
 *
 * Each clock has a scale of its own: what is said within a week may speak of sixty years. Days are linear between a clock's first
 * and last; statements of one day are one dot, larger the more there are. Below the drawing the same as a list, by day.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

enum { ENTRIES_A_PAGE = 200, CHART_WIDTH = 960, CHART_HEIGHT = 190, CHART_MARGIN = 48, SAID_Y = 58, ABOUT_Y = 140, DOTS_MAX = 400 };

struct clock {
    double first, last; /* days */
    const char *first_words, *last_words;
};

/* Days since 1 March of the year 0 (Gregorian); a month or a year counts from its first day. NAN: no date. */
static double day_of(const char *date)
{
    int year = 0, month = 1, day = 1;
    if (day_parts(date, &year, &month, &day) < 1 || month < 1 || month > 12 || day < 1 || day > 31 || year < 1)
        return NAN;
    int y = month <= 2 ? year - 1 : year, m = month <= 2 ? month + 9 : month - 3;
    return 365.0 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
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
    if (!clock->first_words || day < clock->first)
        clock->first = day, clock->first_words = date;
    if (!clock->last_words || day > clock->last)
        clock->last = day, clock->last_words = date;
}

static int place_of(const struct clock *clock, const char *date)
{
    double share = clock->last > clock->first ? (day_of(date) - clock->first) / (clock->last - clock->first) : 0.5;
    return CHART_MARGIN + (int)lround(share * (CHART_WIDTH - 2 * CHART_MARGIN));
}

static void put_ends(struct buffer *out, const struct clock *clock, int y, int words_y, const char *name)
{
    html_format(out, "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/><text class=\"name\" x=\"%d\" y=\"%d\">%t</text>", (int)CHART_MARGIN, y,
             CHART_WIDTH - CHART_MARGIN, y, (int)CHART_MARGIN, words_y < y ? words_y - 18 : words_y + 18, name);
    html_format(out, "<text class=\"end\" x=\"%d\" y=\"%d\">", (int)CHART_MARGIN, words_y);
    html_format(out, "%t</text>", clock->first_words ? clock->first_words : "no day is told");
    if (clock->last > clock->first)
        html_format(out, "<text class=\"end last\" x=\"%d\" y=\"%d\">%t</text>", CHART_WIDTH - CHART_MARGIN, words_y, clock->last_words);
}

/* One dot for each place on a clock, as large as it has statements. */
static void put_dots(struct buffer *out, const json_t *entries, const struct clock *clock, bool about, int y)
{
    int counts[CHART_WIDTH] = {0};
    const json_t *entry;
    size_t i;
    json_array_foreach (entries, i, entry) {
        const char *date = about ? text_of(entry, "about") : said_of(entry);
        if (isnan(day_of(date)))
            continue;
        int x = place_of(clock, date);
        counts[x]++;
    }
    for (int x = 0; x < CHART_WIDTH; x++)
        if (counts[x])
            html_format(out, "<circle class=\"%t\" cx=\"%d\" cy=\"%d\" r=\"%d\"><title>%d</title></circle>", about ? "about" : "said", x, y,
                     3 + (int)lround(fmin(9, 2 * sqrt(counts[x]))), counts[x]);
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
             "role=\"img\" aria-label=\"Two clocks: when it was said, and what time it is about. The list below says the same.\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\">", (int)CHART_WIDTH, (int)CHART_HEIGHT, (int)CHART_WIDTH, (int)CHART_HEIGHT);
    json_array_foreach (entries, i, entry)
        if (i < DOTS_MAX && !isnan(day_of(said_of(entry))) && !isnan(day_of(text_of(entry, "about"))))
            html_format(out, "<line class=\"join\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", place_of(&said, said_of(entry)), (int)SAID_Y,
                     place_of(&about, text_of(entry, "about")), (int)ABOUT_Y);
    put_ends(out, &said, SAID_Y, SAID_Y - 20, "when it was said");
    put_ends(out, &about, ABOUT_Y, ABOUT_Y + 28, "what time it is about");
    put_dots(out, entries, &said, false, SAID_Y);
    put_dots(out, entries, &about, true, ABOUT_Y);
    buffer_puts(out, "</svg></div>");
}

static void put_entries(struct call *call, const json_t *entries)
{
    struct buffer *out = &call->out;
    const json_t *entry;
    size_t i;
    const char *day = NULL;
    json_array_foreach (entries, i, entry) {
        const char *said = said_of(entry);
        if (i == 0 || strcmp(said ? said : "", day ? day : "") != 0) {
            buffer_puts(out, i ? "</ol></section>" : "");
            buffer_puts(out, "<section class=\"day\"><h2>");
            put_date(out, said);
            buffer_puts(out, said ? "</h2><ol class=\"hits\">" : "No day told</h2><ol class=\"hits\">");
        }
        day = said;
        buffer_puts(out, "<li>");
        put_hit(call, entry, true);
        if (text_of(entry, "about")) {
            buffer_puts(out, "<p class=\"about\">about ");
            put_date(out, text_of(entry, "about"));
            buffer_puts(out, "</p>");
        }
        if (!text_of(entry, "said") && said)
            buffer_puts(out, "<p class=\"about\">day of publication; the text does not tell when it was said</p>");
        buffer_puts(out, "</li>");
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
    put_entries(call, entries);
    put_pager(call, "/timeline", query_of(call), search.offset, (unsigned)json_array_size(entries), total);
    page_end(call);
    json_decref(found);
}
