/* when: the time and the place at which a statement was made, by the words around its cue.
 *
 * Method: in the cue's sentence, outside the content, the nearest expression of time within reach of the cue. Days of the week and "yesterday" are
 * resolved against the article's date (the day on or before it), a day of a month without a year to its last occurrence; the
 * answer is an ISO date, or its known part ("2019-09"). "after the meeting" stays in the text's words. The place is a "in", "at" or "from" with a name.
 * Nothing near the cue: NULL, never the article's own date. Why words and no tagger of time: what is asked is only when something was said, and news says it
 * right beside the cue.
 */
#include <string.h>

#include "attribute/cast.h"

enum { REACH = 14 };

static bool published(const struct cast *c, struct day *out) { return day_parse(c->fields->published, out); }

/* Index of the word in a list of names, by its first three letters; -1. */
static int named(const struct cast *c, uint32_t i, const char *three, const char *full)
{
    if (i >= c->n || !cast_capital(c, i) || !(c->flags[i] & LEX_TIME) || strlen(c->lower[i]) < 3)
        return -1;
    const char *at = strstr(three, (char[]){c->lower[i][0], c->lower[i][1], c->lower[i][2], '\0'});
    return at && cast_one_of(c, i, full) ? (int)((at - three) / 3) : -1;
}
static int month_of(const struct cast *c, uint32_t i)
{
    return named(c, i, "janfebmaraprmayjunjulaugsepoctnovdec",
                 "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec");
}
static int weekday_of(const struct cast *c, uint32_t i)
{
    return named(c, i, "thufrisatsunmontuewed", "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun");
}

static const char *iso(struct cast *c, struct day d)
{
    if (!d.month)
        return arena_printf(c->arena, "%04d", d.year);
    return d.day ? arena_printf(c->arena, "%04d-%02d-%02d", d.year, d.month, d.day) : arena_printf(c->arena, "%04d-%02d", d.year, d.month);
}

static int number(const struct cast *c, uint32_t i, int least, int most)
{
    if (i >= c->n || c->words[i].shape != SHAPE_DIGITS || strlen(c->lower[i]) > 4)
        return 0;
    int n = digits_value(c->lower[i], strlen(c->lower[i]));
    return n >= least && n <= most ? n : 0;
}

/* "Nov. 20, 2019", "September": a month at word i, with what follows it. */
static const char *month_date(struct cast *c, uint32_t i)
{
    struct day d = {0, month_of(c, i) + 1, 0}, now;
    uint32_t k = i + 1 + cast_is(c, i + 1, ".");
    if ((d.day = number(c, k, 1, 31)))
        k++;
    uint32_t y = k + cast_is(c, k, ",");
    d.year = number(c, y, 1900, 2100);
    if (!d.day && !d.year && !(i > 0 && cast_one_of(c, i - 1, "in last early late since mid")))
        return NULL; /* "May" alone may be anything */
    if (!d.year) {
        if (!published(c, &now))
            return NULL;
        d.year = now.year - (d.month > now.month || (d.month == now.month && d.day > now.day));
    }
    return iso(c, d);
}

static const char *weekday_date(struct cast *c, uint32_t i)
{
    struct day now;
    if (!published(c, &now))
        return cast_copy(c, i, i);
    long day = day_number(now);
    long back = ((day % 7 + 7) % 7 - weekday_of(c, i) + 7) % 7;
    if (i > 0 && cast_is(c, i - 1, "last") && back == 0)
        back = 7;
    return iso(c, day_of_number(day - back));
}

static const char *relative_date(struct cast *c, uint32_t i)
{
    struct day now;
    bool yesterday = cast_is(c, i, "yesterday");
    if (!published(c, &now))
        return NULL;
    return iso(c, day_of_number(day_number(now) - yesterday));
}

static bool own_word(const struct raw_attribution *a, uint32_t i)
{
    return raw_in_content(a, i) || (a->source.first <= i && i <= a->source.last); /* an absent span holds no word */
}

/* Words from i on up to the end of their phrase. */
static uint32_t phrase_end(const struct cast *c, const struct raw_attribution *a, uint32_t i, uint32_t end)
{
    uint32_t k = i;
    while (k + 1 < end && k - i < 9 && (c->words[k + 1].shape != SHAPE_PUNCT || (cast_one_of(c, k + 1, "- '") && cast_tight(c, k) && cast_tight(c, k + 1))) && !own_word(a, k + 1) && !cast_one_of(c, k + 1, "that who which and but when where said told he she they while as") &&
           !(a->cue.first <= k + 1 && k + 1 <= a->cue.last) && c->words[k + 1].quote == QUOTE_OUTSIDE)
        k++;
    return k;
}

static const char *time_at(struct cast *c, const struct raw_attribution *a, uint32_t i, uint32_t end)
{
    if (weekday_of(c, i) >= 0)
        return weekday_date(c, i);
    if (month_of(c, i) >= 0)
        return month_date(c, i);
    if (cast_one_of(c, i, "yesterday today tonight"))
        return relative_date(c, i);
    if (cast_is(c, i, "in") && number(c, i + 1, 1900, 2100))
        return iso(c, (struct day){number(c, i + 1, 1900, 2100), 0, 0});
    if (cast_one_of(c, i, "last earlier this") && (cast_one_of(c, i + 1, "week month year summer fall spring winter night morning") ||
                                                   (cast_is(c, i + 1, "this") && cast_one_of(c, i + 2, "week month year"))))
        return cast_copy(c, i, i + 1 + (cast_is(c, i, "earlier") && cast_is(c, i + 1, "this")));
    if (cast_one_of(c, i, "after before during following") && cast_one_of(c, i + 1, "the a an his her their its") && i + 2 < end && !own_word(a, i + 2))
        return cast_copy(c, i, phrase_end(c, a, i, end));
    return NULL;
}

static uint32_t distance(struct raw_span cue, uint32_t i) { return i < cue.first ? cue.first - i : i > cue.last ? i - cue.last : 0; }

static bool stops(const struct cast *c, uint32_t i) { return cast_one_of(c, i, ", ; : . — – that who which where after before while when as because"); }

/* Is word i in the cue's own clause: what follows the cue up to the next comma, what stands between the source and the cue, or the opening
 * of the sentence up to its first comma ("On Friday, …", "Speaking in Doha, …"). Elsewhere times and places belong to somebody's office or to other events. */
static bool in_clause(const struct cast *c, const struct raw_attribution *a, struct word_run s, uint32_t i)
{
    if (a->cue.first <= i && i <= a->cue.last)
        return true;
    if (i > a->cue.last) {
        for (uint32_t k = a->cue.last + 1; k < i; k++)
            if (own_word(a, k) ? k > a->source.last : stops(c, k))
                return false;
        return true;
    }
    bool opening = true, near_cue = true;
    for (uint32_t k = s.begin; k < i; k++)
        opening &= !stops(c, k) && !own_word(a, k);
    for (uint32_t k = i + 1; k < a->cue.first; k++)
        near_cue &= !stops(c, k) && !(own_word(a, k) && (k < a->source.first || k > a->source.last));
    return near_cue || (opening && cast_one_of(c, s.begin, "on in at earlier speaking last yesterday today late during after before following appearing testifying monday tuesday wednesday "
                                                           "thursday friday saturday sunday asked"));
}

const char *when_said(struct cast *c, size_t index)
{
    const struct raw_attribution *a = &c->work->raw.items[index];
    const char *best = NULL;
    uint32_t nearest = REACH + 1;
    if (raw_absent(a->cue))
        return NULL;
    struct word_run s = cast_sentence(c, a->cue.first);
    for (uint32_t i = s.begin; i < s.end; i++) {
        uint32_t far = distance(a->cue, i);
        if (far >= nearest || own_word(a, i) || c->words[i].quote == QUOTE_DOUBLE || !in_clause(c, a, s, i))
            continue;
        const char *when = time_at(c, a, i, s.end);
        if (when) {
            best = when;
            nearest = far;
        }
    }
    return best;
}

/* "in Hamburg", "at the White House", "at a news conference": the name first, then the occasion. */
const char *where_said(struct cast *c, size_t index)
{
    const struct raw_attribution *a = &c->work->raw.items[index];
    const char *occasion = NULL;
    if (raw_absent(a->cue))
        return NULL;
    struct word_run s = cast_sentence(c, a->cue.first);
    for (uint32_t i = s.begin; i + 1 < s.end; i++) {
        if (distance(a->cue, i) > REACH || own_word(a, i) || own_word(a, i + 1) || c->words[i].quote == QUOTE_DOUBLE || !in_clause(c, a, s, i) || !cast_one_of(c, i, "in at from aboard outside inside"))
            continue;
        uint32_t name = i + 1 + cast_one_of(c, i + 1, "the a an his her their");
        int32_t at = name < s.end ? c->at[name] : -1;
        bool place = at >= 0 && (c->mentions[at].kind == NAME_PLACE || (cast_one_of(c, i, "at inside outside in") && cast_one_of(c, c->mentions[at].name_last, "house office tower palace kremlin pentagon hotel")));
        if (place && !cast_possessive(c, c->mentions[at].name_last) && !(c->flags[c->mentions[at].name_last + 1 < c->n ? c->mentions[at].name_last + 1 : 0] & (LEX_ROLE | LEX_PEOPLE)))
            return cast_copy(c, c->mentions[at].name_first, c->mentions[at].name_last);
        uint32_t last = phrase_end(c, a, i, s.end);
        for (uint32_t k = name; !occasion && cast_is(c, i, "at") && k <= last; k++)
            if (cast_one_of(c, k, "conference briefing rally hearing summit event dinner lunch speech ceremony session"))
                occasion = cast_copy(c, i + 1, k);
    }
    return occasion;
}
