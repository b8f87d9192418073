/* outlet: the news outlet that a statement came through, by the words of its own sentence: "told CNN", "in an interview with the Chicago Tribune",
 * "on Fox News", "according to Reuters", "as BuzzFeed reported".
 *
 * Method: a leading word, then an outlet or somebody who works for one, within a few words and not inside the content. The outlet that publishes the
 * article is told apart: it is no link, and it ends what an outlet before it had begun. Why by the words: the phrase is a formula of the trade, and the
 * outlets are a closed list with a closed set of endings.
 */
#include "attribute/phrase.h"

/* The outlet that the name mention stands for, or that its bearer works for; OUTLET_NONE, OUTLET_PUBLISHER. */
static int outlet_of(const struct cast *c, int entity)
{
    if (entity < 0)
        return OUTLET_NONE;
    const struct entity *e = &c->entities[entity];
    int outlet = e->outlet != -1 ? entity : e->affiliation;
    return outlet < 0 ? OUTLET_NONE : c->entities[outlet].publisher ? OUTLET_PUBLISHER : outlet;
}

static int name_at(const struct cast *c, uint32_t i) { return i < c->n && c->at[i] >= 0 ? c->mentions[c->at[i]].entity : -1; }

/* An outlet within a few words after word i, not across a comma or into the content. */
static int outlet_after(const struct cast *c, const struct raw_attribution *a, uint32_t i, uint32_t end)
{
    for (uint32_t k = i + 1; k < end && k < i + 6; k++) {
        if ((a && raw_in_content(a, k)) || cast_one_of(c, k, ", . ; that"))
            return -1;
        int outlet = outlet_of(c, name_at(c, k));
        bool inside = a && k >= a->source.first && k <= a->source.last;
        if (outlet != OUTLET_NONE && (!inside || (i >= a->source.first && cast_one_of(c, i, "to told with")))) /* "one official who talked to the Times" */
            return outlet;
    }
    return -1;
}

static const char OWN_WORDS[] = "interview interviews interviewed op-ed column essay editorial segment appearance appeared appearing broadcast";

/* No newspaper. */
static bool on_air(const char *key)
{
    static const char *const words[] = {"cnn", "cnbc", "msnbc", "nbc", "abc", "cbs", "fox", "npr", "pbs", "bbc", "tv", "radio", "television"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (phrase_has_word(key, words[k]))
            return true;
    return false;
}

/* "the paper", "the news site" after "told": the outlet named last before. */
static int outlet_meant(const struct cast *c, uint32_t i)
{
    bool printed = cast_one_of(c, i + 2, "paper newspaper");
    if (!cast_is(c, i + 1, "the") || !(cast_one_of(c, i + 2, "paper newspaper network magazine outlet site website broadcaster") ||
                                       (cast_is(c, i + 2, "news") && cast_one_of(c, i + 3, "site outlet agency organization network"))))
        return -1;
    for (uint32_t k = i; k-- > 0 && i - k < 200;) {
        int outlet = outlet_of(c, name_at(c, k));
        if (outlet >= 0 && !(printed && on_air(c->entities[outlet].key)))
            return outlet;
    }
    return -1;
}

/* "CNN reported", "reports the AP", "according to The Intercept", "first reported by BuzzFeed" outside the attribution's own words. */
static int outlet_reporting(const struct cast *c, const struct raw_attribution *a, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        int outlet = raw_in_content(a, i) || (a->source.first <= i && i <= a->source.last) ? -1 : outlet_of(c, name_at(c, i));
        if (outlet < 0 || c->entities[outlet].outlet == -1)
            continue;
        uint32_t b = i, e = i; /* the name and its article */
        while (b > first && (c->at[b - 1] == c->at[i] || cast_one_of(c, b - 1, "the a a")))
            b--;
        while (e + 1 < end && c->at[e + 1] == c->at[i])
            e++;
        bool after = cast_one_of(c, e + 1, "reported reports") || (cast_is(c, e + 1, "first") && cast_is(c, e + 2, "reported")) || cast_is(c, e + 1, "report");
        bool before = b >= 2 && ((cast_is(c, b - 1, "to") && cast_is(c, b - 2, "according")) || cast_one_of(c, b - 1, "reports reported") ||
                                 (cast_is(c, b - 1, "by") && cast_one_of(c, b - 2, "reported obtained published leaked released reviewed")));
        if ((before || (after && cast_one_of(c, e + 1, "reported reports first"))) && name_at(c, i) == outlet)
            return outlet;
    }
    return -1;
}

/* Does word i lead to the outlet that the words came through: "told CNN", "interview with", "on CBS", "published by The Intercept". */
static bool leads(const struct cast *c, uint32_t i, bool interview)
{
    if (cast_one_of(c, i, "told tells telling tell on via"))
        return true;
    if (cast_one_of(c, i, "with to from in by at for"))
        return interview || (i > 0 && cast_one_of(c, i - 1, "obtained published released reviewed leaked said statement spoke speaking says texted emailed wrote talked talking"));
    return false;
}

/* "in an op-ed", not "who wrote an op-ed". */
static bool written_column(const struct cast *c, uint32_t i, uint32_t first)
{
    if (!cast_is(c, i, "op") || !cast_is(c, i + 1, "-") || !cast_is(c, i + 2, "ed"))
        return false;
    for (uint32_t k = i; k-- > first && i - k < 7;)
        if (cast_is(c, k, "in"))
            return true;
    return false;
}

static int outlet_in(const struct cast *c, const struct raw_attribution *a, uint32_t first, uint32_t end)
{
    bool interview = false;
    for (uint32_t i = first; i < end; i++)
        interview |= !raw_in_content(a, i) && (cast_one_of(c, i, OWN_WORDS) || written_column(c, i, first));
    for (uint32_t i = first; i < end; i++) {
        if (i > first && cast_one_of(c, i, "told tells") && cast_one_of(c, i - 1, "who which") && !(a->cue.first <= i && i <= a->cue.last))
            continue; /* "…, who told CNN": another clause */
        bool at_cue = a->cue.last + 1 == i && cast_is(c, i, "to");
        int outlet = raw_in_content(a, i) || !(leads(c, i, interview) || at_cue) ? -1 : outlet_after(c, a, i, end);
        if (outlet == OUTLET_NONE && cast_one_of(c, i, "told telling tells"))
            outlet = outlet_meant(c, i);
        if (outlet != OUTLET_NONE)
            return outlet;
    }
    return outlet_reporting(c, a, first, end);
}

/* "denied that claim to the Journal": the audience stands at an end of what was taken for the content. */
static int outlet_at_edge(const struct cast *c, const struct raw_attribution *a)
{
    if (!a->n_content || raw_absent(a->cue) || cast_quoted(c, a->content[0].first))
        return OUTLET_NONE;
    uint32_t first = a->content[0].first, last = a->content[a->n_content - 1].last;
    if (cast_is(c, first, "to"))
        return outlet_after(c, NULL, first, last + 1);
    for (uint32_t k = last; k > first && last - k < 6; k--)
        if (cast_is(c, k, "to")) {
            int outlet = outlet_after(c, NULL, k, last + 1);
            return outlet != OUTLET_NONE && c->at[last] >= 0 && outlet_of(c, c->mentions[c->at[last]].entity) == outlet ? outlet : OUTLET_NONE;
        }
    return OUTLET_NONE;
}

/* Some other audience is named: the words did not come through an outlet. */
bool occasion_named(const struct cast *c, size_t i)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    struct raw_span cue = raw_anchor(a);
    struct word_run s = cast_sentence(c, cue.first);
    for (uint32_t k = s.begin; k < s.end; k++)
        if (!raw_in_content(a, k) && cast_one_of(c, k, "reporters tweeted tweet tweets twitter testified testimony lawmakers statement conference briefing hearing rally speech wrote "
                                                   "senate committee panel previously"))
            return true;
    return false;
}

/* "The Post put it so:" at the end of the paragraph before: what follows is quoted from it. */
static int outlet_introducing(const struct cast *c, const struct raw_attribution *a)
{
    uint32_t p = c->words[raw_anchor(a).first].paragraph;
    struct word_run before = p ? c->work->words->paragraphs[p - 1] : (struct word_run){0, 0};
    if (before.end <= before.begin || !cast_is(c, before.end - 1, ":"))
        return OUTLET_NONE;
    for (uint32_t k = cast_sentence(c, before.end - 1).begin; k < before.end; k++)
        if (outlet_of(c, name_at(c, k)) >= 0 && c->entities[name_at(c, k)].outlet != -1 && !cast_quoted(c, k) && !cast_possessive(c, c->mentions[c->at[k]].name_last))
            return name_at(c, k);
    return OUTLET_NONE;
}

int outlet_named(const struct cast *c, size_t i)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    struct raw_span cue = raw_anchor(a);
    struct word_run s = cast_sentence(c, cue.first);
    int outlet = raw_absent(a->cue) ? OUTLET_NONE : outlet_in(c, a, a->cue.first, s.end);
    if (outlet == OUTLET_NONE)
        outlet = outlet_at_edge(c, a);
    if (outlet == OUTLET_NONE)
        outlet = outlet_in(c, a, s.begin, s.end);
    return outlet == OUTLET_NONE && a->parent < 0 ? outlet_introducing(c, a) : outlet;
}

