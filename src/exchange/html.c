/* HTML: one page that opens anywhere and needs nothing: no script, no network, its style inside.
 *
 * Questions first, their sides as columns; each statement with its speaker, through whom it came, how the source is named, whether he was there, outlet and day, and its
 * sentence with the statement marked, linked to its place in the article at the page's end. Then how statements relate and why, on how many origins they stand, what is not known.
 * Of an article stand here the passages that are cited, not the whole: the page is meant to be passed on. Nothing says who is right.
 * Escaping: html_put for every string that is not ours; links are url_is_safe; a policy in the head forbids whatever could run or load.
 */
#include "exchange/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DISPUTED_MAX = 200, AGREED_MAX = 100, NEAR_MAX = 100, REPEATED_MAX = 100, SPEAKERS_OF_ROW_MAX = 3, STATEMENT_POINTS = 1200 };

/* ---- small words ---- */

/* A day in words where it is one; else as it came. */
void html_day(struct buffer *out, const char *published)
{
    static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    struct date date;
    if (date_read(published, &date) && (!published[10] || published[10] == 'T' || published[10] == ' '))
        buffer_printf(out, "<time datetime=\"%04d-%02d-%02d\">%d %s %d</time>", date.year, date.month, date.day, date.day, MONTHS[date.month - 1], date.year);
    else
        html_put(out, published, EXCHANGE_NAME_POINTS);
}

void html_outlet(struct buffer *out, const struct hearsay_record *record, const char *before)
{
    buffer_puts(out, before);
    buffer_puts(out, "<bdi>");
    html_put(out, record->outlet ? record->outlet : record->id, EXCHANGE_NAME_POINTS);
    buffer_puts(out, "</bdi>");
    if (record->published) {
        buffer_puts(out, ", ");
        html_day(out, record->published);
    }
}

void html_statement(struct exchange *exchange, size_t record, struct hearsay_span content)
{
    const struct text *text = exchange_text(exchange, record);
    struct buffer *out = &exchange->out;
    if (!text)
        return;
    content.end = content.end > text->n_points ? text->n_points : content.end;
    content.begin = content.begin > content.end ? content.end : content.begin;
    struct hearsay_span sentence = sentence_around(text, content);
    bool cut = content.end - content.begin > STATEMENT_POINTS;
    uint32_t end = cut ? content.begin + STATEMENT_POINTS : content.end;
    buffer_puts(out, "<blockquote dir=\"auto\">");
    html_put_span(out, text, sentence.begin, content.begin);
    buffer_puts(out, "<mark>");
    html_put_span(out, text, content.begin, end);
    buffer_puts(out, cut ? " …</mark>" : "</mark>");
    if (!cut)
        html_put_span(out, text, content.end, sentence.end);
    buffer_puts(out, "</blockquote>\n");
}

/* ---- the head ---- */

static void put_count(struct buffer *out, size_t n, const char *what)
{
    buffer_printf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

/* The first and the last day among the articles. */
static void put_days(struct exchange *exchange)
{
    const char *first = NULL, *last = NULL;
    struct date date;
    for (size_t i = 0; i < exchange->n_records; i++) {
        const char *published = exchange->records[i]->published;
        if (!date_read(published, &date))
            continue;
        first = !first || strncmp(published, first, 10) < 0 ? published : first;
        last = !last || strncmp(published, last, 10) > 0 ? published : last;
    }
    if (!first)
        return;
    buffer_puts(&exchange->out, ", ");
    html_day(&exchange->out, first);
    if (strncmp(first, last, 10) != 0) {
        buffer_puts(&exchange->out, " to ");
        html_day(&exchange->out, last);
    }
}

static void put_head(struct exchange *exchange)
{
    struct buffer *out = &exchange->out;
    const char *title = exchange->accounts ? "Accounts side by side" : "Who said what";
    buffer_printf(out,
                  "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta name=\"generator\" content=\"hearsay %s\">\n<title>%s: %zu article%s</title>\n<style>\n%s</style>\n</head>\n<body>\n",
                  HEARSAY_VERSION, title, exchange->n_records, exchange->n_records == 1 ? "" : "s", html_style);
    buffer_printf(out, "<header>\n<h1>%s</h1>\n<p class=\"lead\">", title);
    put_count(out, exchange->n_records, "article");
    if (exchange->accounts) {
        buffer_puts(out, " from ");
        put_count(out, count_outlets(exchange->accounts), "outlet");
        put_days(exchange);
        buffer_puts(out, "; ");
        put_count(out, count_texts(exchange->accounts), "text");
        buffer_puts(out, count_texts(exchange->accounts) == 1 ? " that is no copy of another" : " that are no copy of another");
    } else {
        put_days(exchange);
    }
    buffer_puts(out, ".</p>\n<p class=\"small\">Marked words are the statement; around them stands the sentence in which it was printed. "
                     "Statements were found and set side by side by a program, which errs. Who is right is not said here.</p>\n</header>\n");
}

/* ---- contents ---- */

static void put_counts(struct buffer *out, const struct hearsay_question *question)
{
    size_t n[3] = {0};
    for (size_t i = 0; i < question->n_claims; i++)
        n[question->claims[i].answer]++;
    buffer_printf(out, " <span class=\"small\">yes %zu, no %zu", n[HEARSAY_ANSWER_YES], n[HEARSAY_ANSWER_NO]);
    if (n[HEARSAY_ANSWER_UNSURE])
        buffer_printf(out, ", not judged %zu", n[HEARSAY_ANSWER_UNSURE]);
    buffer_puts(out, "</span>");
}

static bool in_section(const struct hearsay_accounts *accounts, size_t question, enum standing standing)
{
    return accounts->asked || question_standing(&accounts->questions[question]) == standing;
}

static size_t put_links(struct exchange *exchange, enum standing standing, size_t most, size_t number)
{
    const struct hearsay_accounts *accounts = exchange->accounts;
    size_t n = 0;
    for (size_t i = 0; i < accounts->n_questions && n < most; i++) {
        if (!in_section(accounts, i, standing))
            continue;
        n++;
        buffer_printf(&exchange->out, "<li><a href=\"#q%zu\">", ++number);
        html_put(&exchange->out, accounts->questions[i].text, EXCHANGE_TITLE_POINTS);
        buffer_puts(&exchange->out, "</a>");
        put_counts(&exchange->out, &accounts->questions[i]);
        buffer_puts(&exchange->out, "</li>\n");
    }
    return number;
}

static void put_contents(struct exchange *exchange)
{
    buffer_puts(&exchange->out, "<nav aria-label=\"Contents\">\n<ol>\n");
    size_t number = put_links(exchange, STANDING_DISPUTED, DISPUTED_MAX, 0);
    if (!exchange->accounts->asked)
        put_links(exchange, STANDING_NEAR, NEAR_MAX, put_links(exchange, STANDING_AGREED, AGREED_MAX, number));
    buffer_puts(&exchange->out, "</ol>\n</nav>\n");
}

/* ---- sections ---- */

static size_t count_standing(const struct hearsay_accounts *accounts, enum standing standing)
{
    size_t n = 0;
    for (size_t i = 0; i < accounts->n_questions; i++)
        n += in_section(accounts, i, standing);
    return n;
}

static void put_section(struct exchange *exchange, const struct rosters *rosters, enum standing standing, const char *title, size_t most, size_t *number,
                        struct page_places *places)
{
    const struct hearsay_accounts *accounts = exchange->accounts;
    size_t n = 0, all = count_standing(accounts, standing);
    if (!all)
        return;
    buffer_printf(&exchange->out, "<section>\n<h2>%s</h2>\n", title);
    for (size_t i = 0; i < accounts->n_questions && n < most && !exchange->out.failed; i++)
        if (in_section(accounts, i, standing)) {
            html_question(exchange, rosters, &accounts->questions[i], ++*number, places);
            n++;
        }
    if (all > n)
        buffer_printf(&exchange->out, "<p class=\"small\">%zu more such questions stand in the JSON of the same articles.</p>\n", all - n);
    buffer_puts(&exchange->out, "</section>\n");
}

static void put_repeated_row(struct exchange *exchange, const struct hearsay_question *question)
{
    struct buffer *out = &exchange->out;
    buffer_puts(out, "<tr><td data-h=\"What\">");
    html_put(out, question->text, EXCHANGE_TITLE_POINTS);
    buffer_puts(out, "</td><td data-h=\"Who\"><bdi>");
    html_put(out, question->n_claims ? claim_speaker(&question->claims[0]) : NULL, EXCHANGE_NAME_POINTS);
    buffer_puts(out, "</bdi></td><td data-h=\"Where\">");
    int shown[SPEAKERS_OF_ROW_MAX];
    size_t n = 0;
    for (size_t i = 0; i < question->n_claims && n < SPEAKERS_OF_ROW_MAX; i++) {
        bool again = false;
        for (size_t k = 0; k < n; k++)
            again |= shown[k] == question->claims[i].article;
        if (again)
            continue;
        html_outlet(out, exchange->records[question->claims[i].article], n ? "; " : "");
        shown[n++] = question->claims[i].article;
    }
    buffer_puts(out, "</td></tr>\n");
}

static void put_repeated(struct exchange *exchange)
{
    const struct hearsay_accounts *accounts = exchange->accounts;
    size_t n = 0, all = count_standing(accounts, STANDING_REPEATED);
    if (accounts->asked || !all)
        return;
    buffer_puts(&exchange->out, "<section>\n<h2>Said by one, printed in several places</h2>\n<table class=\"rows\">\n"
                                "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Who</th><th scope=\"col\">Where</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < accounts->n_questions && n < REPEATED_MAX; i++)
        if (question_standing(&accounts->questions[i]) == STANDING_REPEATED) {
            put_repeated_row(exchange, &accounts->questions[i]);
            n++;
        }
    buffer_puts(&exchange->out, "</tbody>\n</table>\n");
    if (all > n)
        buffer_printf(&exchange->out, "<p class=\"small\">%zu more stand in the JSON of the same articles.</p>\n", all - n);
    buffer_puts(&exchange->out, "</section>\n");
}

static void put_foot(struct exchange *exchange)
{
    buffer_printf(&exchange->out,
                  "<section>\n<h2>The words used here</h2>\n<dl>\n"
                  "<dt>named; by role, not by name; not named; a body, not a person; a document</dt><dd>How the article presents the one whose words these are.</dd>\n"
                  "<dt>in the room; was told; from a document; access not known</dt><dd>Whether, by the article's own words, the speaker could know at first hand.</dd>\n"
                  "<dt>according to</dt><dd>Through whom the words reached the article, from the speaker back to the one whom the article cites.</dd>\n"
                  "<dt>origin</dt><dd>Statements of one number go back to one source: one speaker, one quotation, one agency text. Unnamed sources may be the same person, so "
                  "the number of origins is a range.</dd>\n"
                  "<dt>reported; set side by side here</dt><dd>An article itself says how the two statements relate; or the program does, for the reason given.</dd>\n"
                  "<dt>also on this, not judged</dt><dd>On the same question, or near it, but whether it says yes or no was not certain enough to say.</dd>\n"
                  "</dl>\n</section>\n</main>\n<footer><p>Made by hearsay %s.</p></footer>\n</body>\n</html>\n",
                  HEARSAY_VERSION);
}

/* ---- the page ---- */

static void put_accounts(struct exchange *exchange)
{
    const struct hearsay_accounts *accounts = exchange->accounts;
    struct page_places places = {0};
    struct rosters rosters;
    size_t number = 0;
    if (!rosters_read(&rosters, accounts)) {
        rosters_release(&rosters);
        exchange->out.failed = true;
        return;
    }
    if (accounts->n_questions)
        put_contents(exchange);
    buffer_puts(&exchange->out, "<main>\n");
    if (accounts->n_left_out)
        buffer_printf(&exchange->out, "<p>The case has %zu more articles, whose statements share fewer words with what was asked; they were not compared.</p>\n", accounts->n_left_out);
    if (accounts->asked) {
        put_section(exchange, &rosters, STANDING_DISPUTED, "The questions asked", SIZE_MAX, &number, &places);
    } else {
        put_section(exchange, &rosters, STANDING_DISPUTED, "Where accounts differ", DISPUTED_MAX, &number, &places);
        put_section(exchange, &rosters, STANDING_AGREED, "Told alike by more than one", AGREED_MAX, &number, &places);
        put_section(exchange, &rosters, STANDING_NEAR, "Told by one, with what others say near it", NEAR_MAX, &number, &places);
    }
    if (!count_standing(accounts, STANDING_DISPUTED))
        buffer_puts(&exchange->out, "<p>No question was found on which these articles' statements differ.</p>\n");
    put_repeated(exchange);
    html_articles(exchange, &places);
    put_foot(exchange);
    rosters_release(&rosters);
    free(places.items);
}

void exchange_html(struct exchange *exchange)
{
    put_head(exchange);
    if (exchange->accounts) {
        put_accounts(exchange);
    } else {
        buffer_puts(&exchange->out, "<main>\n");
        html_records(exchange);
        put_foot(exchange);
    }
}
