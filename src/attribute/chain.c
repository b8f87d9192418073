/* chain: from whom the article cites down to whose statement it is.
 *
 * Method: the speakers of the attributions in whose contents this one stands, outermost first, then the speaker; before a speaker stands the
 * outlet that the words came through ("told CNN", "in an interview with the Times", "on “Face the Nation”"), if it does not publish the article
 * itself. An outlet once named goes with the same speaker's following words until another occasion is named or the
 * speaker falls silent for some paragraphs. A parent that only denies or questions somebody's claim does not vouch for it and is
 * no link. Twice the same in a row is once. Why rules: the definition of a chain is itself a list of such cases (docs/people.md).
 */
#include <string.h>

#include "attribute/cast.h"

enum { CHAIN_MAX = 24, REACH_NAME = 1, REACH_ANAPHOR = 2 /* paragraphs */ };

static bool absent(struct raw_span s) { return s.first > s.last; }

static struct raw_span anchor(const struct raw_attribution *a) { return absent(a->cue) ? absent(a->source) ? a->content[0] : a->source : a->cue; }

static bool in_content(const struct raw_attribution *a, uint32_t word)
{
    for (uint32_t k = 0; k < a->n_content; k++)
        if (a->content[k].first <= word && word <= a->content[k].last)
            return true;
    return false;
}

/* The outlet that the name mention stands for, or that its bearer works for; -1: none, or the publisher. */
static int outlet_of(const struct cast *c, int entity)
{
    if (entity < 0)
        return -1;
    const struct entity *e = &c->entities[entity];
    int outlet = e->outlet != -1 ? entity : e->affiliation;
    return outlet >= 0 && !c->entities[outlet].publisher ? outlet : -1;
}

static int name_at(const struct cast *c, uint32_t i) { return i < c->n && c->at[i] >= 0 ? c->mentions[c->at[i]].entity : -1; }

/* An outlet within a few words after word i, not across a comma or into the content. */
static int outlet_after(const struct cast *c, const struct raw_attribution *a, uint32_t i, uint32_t end)
{
    for (uint32_t k = i + 1; k < end && k < i + 6; k++) {
        if ((a && in_content(a, k)) || cast_one_of(c, k, ", . ; that"))
            return -1;
        int outlet = outlet_of(c, name_at(c, k));
        bool inside = a && k >= a->source.first && k <= a->source.last;
        if (outlet >= 0 && (!inside || (i >= a->source.first && cast_one_of(c, i, "to told with")))) /* "one official who talked to the Times" */
            return outlet;
    }
    return -1;
}

static const char OWN_WORDS[] = "interview interviews interviewed op-ed column essay editorial segment appearance appeared appearing broadcast";

/* "the paper", "the news site" after "told": the outlet named last before. */
static int outlet_meant(const struct cast *c, uint32_t i)
{
    if (!cast_is(c, i + 1, "the") || !(cast_one_of(c, i + 2, "paper newspaper network magazine outlet site website broadcaster") ||
                                       (cast_is(c, i + 2, "news") && cast_one_of(c, i + 3, "site outlet agency organization network"))))
        return -1;
    for (uint32_t k = i; k-- > 0 && i - k < 200;)
        if (outlet_of(c, name_at(c, k)) >= 0)
            return outlet_of(c, name_at(c, k));
    return -1;
}

/* "CNN reported", "reports the AP", "according to The Intercept", "first reported by BuzzFeed" outside the attribution's own words. */
static int outlet_reporting(const struct cast *c, const struct raw_attribution *a, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        int outlet = in_content(a, i) || (a->source.first <= i && i <= a->source.last) ? -1 : outlet_of(c, name_at(c, i));
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

static int outlet_in(const struct cast *c, const struct raw_attribution *a, uint32_t first, uint32_t end)
{
    bool interview = false;
    for (uint32_t i = first; i < end; i++)
        interview |= !in_content(a, i) && cast_one_of(c, i, OWN_WORDS);
    for (uint32_t i = first; i < end; i++) {
        bool at_cue = a->cue.last + 1 == i && cast_is(c, i, "to");
        int outlet = in_content(a, i) || !(leads(c, i, interview) || at_cue) ? -1 : outlet_after(c, a, i, end);
        if (outlet < 0 && cast_one_of(c, i, "told telling tells"))
            outlet = outlet_meant(c, i);
        if (outlet >= 0)
            return outlet;
    }
    return outlet_reporting(c, a, first, end);
}

/* Some other audience is named: the words did not come through an outlet. */
static bool other_occasion(const struct cast *c, const struct raw_attribution *a)
{
    struct raw_span cue = anchor(a);
    struct word_run s = cast_sentence(c, cue.first);
    for (uint32_t i = s.begin; i < s.end; i++)
        if (!in_content(a, i) && cast_one_of(c, i, "reporters tweeted tweet tweets twitter testified testimony lawmakers statement conference briefing hearing rally speech letter wrote "
                                                   "senate committee panel previously denied"))
            return true;
    return false;
}

static int outlet_here(const struct cast *c, const struct raw_attribution *a)
{
    struct raw_span cue = anchor(a);
    struct word_run s = cast_sentence(c, cue.first);
    int outlet = absent(a->cue) ? -1 : outlet_in(c, a, a->cue.first, s.end);
    return outlet >= 0 ? outlet : outlet_in(c, a, s.begin, s.end);
}

/* The outlet of an earlier attribution of the same speaker that still holds here. */
static int outlet_before(const struct cast *c, size_t i)
{
    const struct raw_list *raw = &c->work->raw;
    const struct raw_attribution *self = &raw->items[i];
    uint32_t here = c->words[anchor(self).first].paragraph;
    uint32_t reach = absent(self->source) || pronoun_is(c, self->source.first) ? REACH_ANAPHOR : REACH_NAME;
    for (size_t j = i; j-- > 0 && i - j < 64;) {
        const struct raw_attribution *a = &raw->items[j];
        uint32_t there = c->words[anchor(a).first].paragraph;
        if (here > there + reach)
            break;
        if (c->speaker[j] != c->speaker[i])
            continue;
        int outlet = outlet_here(c, a);
        if (outlet >= 0)
            return outlet;
        if (other_occasion(c, a))
            return -1;
    }
    return -1;
}

static int link_outlet(const struct cast *c, size_t i)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    int outlet = outlet_here(c, a);
    if (outlet < 0 && c->speaker[i] >= 0 && !other_occasion(c, a) && c->entities[c->speaker[i]].kind == HEARSAY_KIND_PERSON) {
        outlet = outlet_before(c, i);
    }
    return outlet == c->speaker[i] ? -1 : outlet;
}

/* A parent that rejects a claim does not pass it on. */
static bool vouches(const struct cast *c, size_t parent, size_t child)
{
    const struct raw_attribution *p = &c->work->raw.items[parent], *a = &c->work->raw.items[child];
    if (absent(p->cue) || absent(a->cue))
        return true;
    bool rejects = false, noun = false;
    for (uint32_t i = p->cue.first; i <= p->cue.last; i++)
        rejects |= cast_one_of(c, i, "denied deny denies denying disputed dispute disputes disputing rejected reject rejects rejecting dismissed dismiss dismisses "
                                     "dismissing questioned doubted doubts refuted rebutted rebutting rebuffed challenged contradicted blasted slammed criticized");
    for (uint32_t i = a->cue.first; i <= a->cue.last; i++)
        noun |= (c->flags[i] & (LEX_STATEMENT | LEX_DOC)) != 0;
    for (uint32_t i = a->source.first; !absent(a->source) && i <= a->source.last; i++)
        noun |= (c->flags[i] & LEX_DOC) != 0;
    return !(rejects && noun);
}

bool chain_make(struct cast *c, size_t i, struct hearsay_attribution *out)
{
    int links[CHAIN_MAX * 2], order[CHAIN_MAX];
    size_t depth = 0, n = 0;
    int child = (int)i;
    for (int j = (int)i; j >= 0 && depth < CHAIN_MAX; j = c->work->raw.items[j].parent) {
        bool cycle = false;
        for (size_t k = 0; k < depth; k++)
            cycle |= order[k] == j;
        if (cycle || (j != (int)i && !vouches(c, (size_t)j, (size_t)child)))
            break;
        order[depth++] = j;
        child = j;
    }
    while (depth-- > 0) {
        int speaker = c->speaker[order[depth]];
        if (speaker < 0)
            continue;
        if (n && links[n - 1] == speaker)
            continue;
        int outlet = n ? outlet_here(c, &c->work->raw.items[order[depth]]) : link_outlet(c, (size_t)order[depth]);
        bool known = outlet == speaker || outlet < 0;
        for (size_t k = 0; k < n; k++)
            known |= links[k] == outlet;
        if (!known)
            links[n++] = outlet;
        if ( !(c->entities[speaker].publisher && order[depth] != (int)i))
            links[n++] = speaker;
    }
    if (c->speaker[i] < 0 || !n)
        return true;
    int *chain = ARENA_NEW(c->arena, int, n);
    if (!chain)
        return false;
    memcpy(chain, links, n * sizeof *chain);
    out->chain = chain;
    out->n_chain = n;
    return true;
}
