/* What time a statement is about: the first date, month or year that its words name, or a day told from the article's own.
 *
 * Method: words of letters and of digits, one after the other. "4 March 2019", "March 4, 2019", "March 2019", "March 4" (the year that is nearest to the article's day), "2019-03-04",
 * "in 2016", "yesterday", "today", "tomorrow", "last year", "next month". A bare number counts as a year from 1800 to 2099 behind "in", "since", "by", "until", "from", "of", "before", "after", "during".
 * Why so little: a timeline with a wrong date is worse than one with a gap. When a statement was made is the extractor's own finding (`when`).
 * Days are counted by Howard Hinnant's days_from_civil.
 */
#include <stdio.h>
#include <string.h>

#include "store/store.h"

enum { WORD_BYTES = 16, LOOK_BYTES = 20000 };

struct piece { char bytes[WORD_BYTES]; size_t n; int number; /* -1: none */ };

static bool valid(struct day d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31 && day_number(day_of_number(day_number(d))) == day_number(d);
}

static bool read_day(const char *s, struct day *out) { return day_parse(s, out) && valid(*out); }

void moment_day(const char *published, char out[11])
{
    struct day d;
    out[0] = 0;
    if (read_day(published, &d))
        snprintf(out, 11, "%.10s", published);
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The next run of letters or of digits; what stands before it is told by `*dash` when it is one '-' alone. False: no more. */
static bool next_word(const char *s, size_t n, size_t *at, struct piece *out, bool *dash)
{
    size_t before = *at;
    while (*at < n && !is_letter(s[*at]) && !is_digit(s[*at]))
        ++*at;
    *dash = *at == before + 1 && before > 0 && s[before] == '-';
    *out = (struct piece){.number = -1};
    if (*at >= n)
        return false;
    size_t begin = *at;
    bool number = is_digit(s[begin]);
    while (*at < n && (number ? is_digit(s[*at]) : is_letter(s[*at]))) {
        if (out->n + 1 < WORD_BYTES)
            out->bytes[out->n++] = (char)(s[*at] | (number ? 0 : 0x20));
        ++*at;
    }
    if (number && *at - begin <= 4)
        out->number = digits_value(s + begin, *at - begin);
    return true;
}

static int month_of(const struct piece *word)
{
    static const char *const NAMES[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};
    for (int i = 0; i < 12; i++)
        if (strcmp(word->bytes, NAMES[i]) == 0 || (word->n == 3 && i != 4 && strncmp(word->bytes, NAMES[i], 3) == 0) || (i == 8 && strcmp(word->bytes, "sept") == 0))
            return i + 1;
    return 0;
}

static bool is_year(const struct piece *word)
{
    return word->number >= 1800 && word->number <= 2099 && word->n == 4;
}

static bool is_day(const struct piece *word)
{
    return word->number >= 1 && word->number <= 31 && word->n <= 2;
}

static bool before_year(const struct piece *word)
{
    static const char *const WORDS[] = {"in", "since", "by", "until", "from", "of", "before", "after", "during", "to"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(word->bytes, WORDS[i]) == 0)
            return true;
    return false;
}

static bool put(char out[11], struct day d)
{
    if (d.day && !valid(d))
        return false;
    if (d.day)
        snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100, (unsigned)d.day % 100);
    else if (d.month)
        snprintf(out, 11, "%04d-%02d", d.year % 10000, d.month % 100);
    else
        snprintf(out, 11, "%04d", d.year % 10000);
    return true;
}

/* A day of a month without a year: of the years around the article's, the nearest. */
static bool put_nearest(char out[11], int month, int day, const struct day *now)
{
    struct day best = {0, 0, 0};
    long distance = 0;
    for (int year = now->year - 1; now->year && year <= now->year + 1; year++) {
        struct day d = {year, month, day};
        long far = day_number(d) - day_number(*now);
        far = far < 0 ? -far : far;
        if (valid(d) && (!best.year || far < distance)) {
            best = d;
            distance = far;
        }
    }
    return best.year && put(out, best);
}

/* "yesterday", "last year": told from the article's day. */
static bool put_relative(char out[11], const struct piece *before, const struct piece *word, const struct day *now)
{
    static const struct { const char *word; int days; } DAYS[] = {{"yesterday", -1}, {"today", 0}, {"tonight", 0}, {"tomorrow", 1}};
    int turn = strcmp(before->bytes, "last") == 0 ? -1 : strcmp(before->bytes, "next") == 0 ? 1 : 0;
    if (!now->year)
        return false;
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++)
        if (strcmp(word->bytes, DAYS[i].word) == 0)
            return put(out, day_of_number(day_number(*now) + DAYS[i].days));
    bool this_one = strcmp(before->bytes, "this") == 0;
    if ((turn || this_one) && strcmp(word->bytes, "year") == 0)
        return put(out, (struct day){now->year + turn, 0, 0});
    if ((turn || this_one) && strcmp(word->bytes, "month") == 0) {
        int months = now->year * 12 + now->month - 1 + turn;
        return put(out, (struct day){months / 12, months % 12 + 1, 0});
    }
    return false;
}

void moment_about(const char *words, size_t n, const char *published, char out[11])
{
    struct day now = {0, 0, 0};
    struct piece w[4] = {{.number = -1}, {.number = -1}, {.number = -1}, {.number = -1}}; /* before, at, and two behind */
    bool dash[4] = {false}, more = true;
    size_t at = 0;
    out[0] = 0;
    if (!read_day(published, &now))
        now.year = 0;
    n = n < LOOK_BYTES ? n : LOOK_BYTES;
    for (;;) {
        memmove(w, w + 1, 3 * sizeof *w);
        memmove(dash, dash + 1, 3 * sizeof *dash);
        if (!(more = more && next_word(words, n, &at, &w[3], &dash[3])))
            w[3] = (struct piece){.number = -1};
        if (!more && w[1].n == 0 && w[2].n == 0)
            return;
        int month = month_of(&w[1]), next_month = month_of(&w[2]);
        bool iso = is_year(&w[1]) && dash[2] && w[2].n == 2 && w[2].number >= 1 && w[2].number <= 12;
        if (iso && put(out, (struct day){w[1].number, w[2].number, dash[3] && is_day(&w[3]) ? w[3].number : 0}))
            return;
        if (is_day(&w[1]) && next_month && (is_year(&w[3]) ? put(out, (struct day){w[3].number, next_month, w[1].number}) : put_nearest(out, next_month, w[1].number, &now)))
            return;
        if (month && is_day(&w[2]) && (is_year(&w[3]) ? put(out, (struct day){w[3].number, month, w[2].number}) : put_nearest(out, month, w[2].number, &now)))
            return;
        if (month && is_year(&w[2]) && put(out, (struct day){w[2].number, month, 0}))
            return;
        if (is_year(&w[1]) && before_year(&w[0]) && !iso && put(out, (struct day){w[1].number, 0, 0}))
            return;
        if (put_relative(out, &w[0], &w[1], &now))
            return;
    }
}
