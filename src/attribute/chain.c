/* chain: from whom the article cites down to whose statement it is.
 *
 * Method: the speakers of the attributions in whose contents this one stands, outermost first, then the speaker; before a speaker stands the
 * outlet that the words came through (outlet.c), if it does not publish the article itself, and the one who spoke for the speaker ("through a
 * spokeswoman"). An outlet once named goes with the same speaker's next words until another occasion is named, and
 * with an unnamed source for good, since nobody else has heard it. Words in a post that the article shows are the poster's.
 * A parent that only denies or questions somebody's claim does not vouch for it and is no link. Twice the same in a row is once.
 * Why rules: the definition of a chain is itself a list of such cases (docs/people.md).
 */
#include <string.h>

#include "attribute/cast.h"

enum { CHAIN_MAX = 24, REACH_NAME = 1, REACH_ANAPHOR = 2 /* paragraphs */, POST_WORDS_MAX = 90, NEIGHBOURS = 64 };

/* ---- the outlet that goes on ---- */

/* What is known of the words of each attribution (outlet, occasion) and of each speaker, once for the article. */
bool chain_prepare(struct cast *c)
{
    size_t n = c->work->raw.n;
    c->outlet = ARENA_NEW(c->arena, int, n + 1);
    c->occasion = ARENA_NEW(c->arena, bool, n + 1);
    c->habit = ARENA_NEW(c->arena, struct habit, c->n_entities + 1);
    if (!c->outlet || !c->occasion || !c->habit)
        return false;
    c->n_habits = c->n_entities;
    for (size_t e = 0; e < c->n_entities; e++)
        c->habit[e].outlet = OUTLET_NONE;
    for (size_t i = 0; i < n; i++) {
        c->outlet[i] = outlet_named(c, i);
        c->occasion[i] = occasion_named(c, i);
        if (c->speaker[i] < 0 || c->work->raw.items[i].parent >= 0)
            continue;
        struct habit *h = &c->habit[c->speaker[i]];
        if (c->outlet[i] == OUTLET_NONE || c->outlet[i] == c->speaker[i])
            continue;
        h->several |= h->outlet != OUTLET_NONE && h->outlet != c->outlet[i];
        h->outlet = h->outlet == OUTLET_NONE ? c->outlet[i] : h->outlet;
    }
    return true;
}

/* The outlet at the head of the chain in whose contents attribution j stands. */
static int outlet_above(const struct cast *c, size_t j)
{
    int outlet = OUTLET_NONE;
    const struct raw_list *raw = &c->work->raw;
    for (int p = raw->items[j].parent, steps = 0; p >= 0 && (size_t)p < raw->n && steps < CHAIN_MAX; p = raw->items[p].parent, steps++)
        outlet = c->speaker[p] >= 0 && c->entities[c->speaker[p]].outlet != -1 ? c->speaker[p] : c->outlet[p];
    return outlet >= 0 && c->entities[outlet].publisher ? OUTLET_NONE : outlet;
}

/* The outlet of an earlier attribution of the same speaker that still holds here. */
static int outlet_before(const struct cast *c, size_t i)
{
    const struct raw_list *raw = &c->work->raw;
    const struct raw_attribution *self = &raw->items[i];
    uint32_t here = c->words[raw_anchor(self).first].paragraph;
    uint32_t reach = raw_absent(self->source) || pronoun_is(c, self->source.first) ? REACH_ANAPHOR : REACH_NAME;
    for (size_t j = i; j-- > 0 && i - j < NEIGHBOURS;) {
        uint32_t there = c->words[raw_anchor(&raw->items[j]).first].paragraph;
        if (here > there + reach)
            break;
        if (c->speaker[j] != c->speaker[i])
            continue;
        int outlet = c->outlet[j] != OUTLET_NONE ? c->outlet[j] : outlet_above(c, j);
        if (outlet != OUTLET_NONE)
            return outlet;
        if (c->occasion[j])
            return OUTLET_NONE;
    }
    return OUTLET_NONE;
}

/* The outlet that an unnamed source spoke to: nobody else has heard it, so it holds for the whole article. */
static int outlet_of_habit(const struct cast *c, size_t i)
{
    int speaker = c->speaker[i];
    if ((size_t)speaker >= c->n_habits || c->entities[speaker].kind != HEARSAY_KIND_UNNAMED || c->habit[speaker].several)
        return OUTLET_NONE;
    return c->habit[speaker].outlet;
}

static int link_outlet(const struct cast *c, size_t i)
{
    int outlet = c->outlet[i];
    bool open = outlet == OUTLET_NONE && c->speaker[i] >= 0 && !c->occasion[i];
    if (open && c->entities[c->speaker[i]].kind == HEARSAY_KIND_PERSON)
        outlet = outlet_before(c, i);
    if (open && outlet == OUTLET_NONE)
        outlet = outlet_of_habit(c, i);
    return outlet < 0 || outlet == c->speaker[i] ? -1 : outlet;
}

/* ---- posts shown in the article: "… — Ann Berg (@annberg) May 3, 2019" ---- */

static bool signature(const struct cast *c, uint32_t dash, int *who)
{
    *who = -1;
    if (!cast_one_of(c, dash, "— – -") || dash + 1 >= c->n)
        return false;
    for (uint32_t k = dash + 1; k < dash + 14 && k < c->n && c->words[k].paragraph == c->words[dash].paragraph; k++) {
        if (c->at[k] >= 0 && *who < 0 && k <= dash + 2)
            *who = c->mentions[c->at[k]].entity;
        if (cast_is(c, k, "(") && k + 1 < c->n && text_point(c->work->text, c->words[k + 1].begin) == '@')
            return *who >= 0;
    }
    return false;
}

int chain_poster(const struct cast *c, uint32_t word)
{
    for (uint32_t k = word + 1; k < c->n && k - word < POST_WORDS_MAX && c->words[k].paragraph == c->words[word].paragraph; k++) {
        int who;
        if (signature(c, k, &who))
            return who;
    }
    return -1;
}

/* ---- those who speak for the speaker ---- */

static const char VOICES[] = "spokesman spokeswoman spokesperson spokespeople lawyer lawyers attorney attorneys representative representatives publicist aide press office";

/* "Berg, through a spokeswoman, denied", "denied through his lawyer": who carried the words, or -1. */
static int voice(struct cast *c, size_t i)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    struct word_run s = cast_sentence(c, raw_anchor(a).first);
    for (uint32_t k = s.begin; k + 1 < s.end; k++) {
        if (!cast_is(c, k, "through") || raw_in_content(a, k) || cast_quoted(c, k))
            continue;
        for (uint32_t head = k + 1; head < k + 8 && head < s.end && !cast_one_of(c, head, ", ; who that"); head++)
            if (cast_one_of(c, head, VOICES) && !(head + 1 < s.end && (cast_one_of(c, head + 1, VOICES) || c->at[head + 1] >= 0))) {
                enum hearsay_naming naming;
                const char *why;
                return source_resolve(c, i, (struct raw_span){k + 1, head}, &naming, &why);
            }
    }
    return -1;
}

/* A parent that rejects a claim does not pass it on. */
static bool vouches(const struct cast *c, size_t parent, size_t child)
{
    const struct raw_attribution *p = &c->work->raw.items[parent], *a = &c->work->raw.items[child];
    if (raw_absent(p->cue) || raw_absent(a->cue))
        return true;
    bool rejects = false, noun = false;
    for (uint32_t i = p->cue.first; i <= p->cue.last; i++)
        rejects |= cast_one_of(c, i, "denied deny denies denying disputed dispute disputes disputing rejected reject rejects rejecting dismissed dismiss dismisses "
                                     "dismissing questioned doubted doubts refuted rebutted rebutting rebuffed challenged contradicted blasted slammed criticized denounced discredit downplayed downplay mocked ridiculed undercut contradicting disputing dismissing skepticism");
    for (uint32_t i = a->cue.first; i <= a->cue.last; i++)
        noun |= (c->flags[i] & (LEX_STATEMENT | LEX_DOC)) != 0;
    for (uint32_t i = a->source.first; !raw_absent(a->source) && i <= a->source.last; i++)
        noun |= (c->flags[i] & LEX_DOC) != 0;
    return !(rejects && noun);
}

/* The attribution and those above it, innermost first. */
static size_t ancestors(const struct cast *c, size_t i, int *order)
{
    size_t depth = 0;
    int child = (int)i;
    for (int j = (int)i; j >= 0 && (size_t)j < c->work->raw.n && depth < CHAIN_MAX; j = c->work->raw.items[j].parent) {
        bool cycle = false;
        for (size_t k = 0; k < depth; k++)
            cycle |= order[k] == j;
        if (cycle || (j != (int)i && !vouches(c, (size_t)j, (size_t)child)))
            break;
        order[depth++] = j;
        child = j;
    }
    return depth;
}

/* Adds a link unless it stands last already. */
static size_t add(int *links, size_t n, int entity) { return entity < 0 || (n && links[n - 1] == entity) ? n : (links[n] = entity, n + 1); }

static bool among(const int *links, size_t n, int entity)
{
    for (size_t k = 0; k < n; k++)
        if (links[k] == entity)
            return true;
    return false;
}

/* "according to the Post and the Tribune": an outlet among those that stand last already. */
static bool part_of(const struct cast *c, const int *links, size_t n, int outlet)
{
    const struct entity *last = n ? &c->entities[links[n - 1]] : NULL;
    return last && last->kind == HEARSAY_KIND_GROUP && strcasestr(last->name, c->entities[outlet].name);
}

static size_t link_one(struct cast *c, size_t j, bool own, int *links, size_t n)
{
    int speaker = c->speaker[j];
    if (speaker < 0 || (n && links[n - 1] == speaker))
        return n;
    int outlet = n ? c->outlet[j] : link_outlet(c, j), poster = n ? -1 : chain_poster(c, raw_anchor(&c->work->raw.items[j]).first);
    bool quoted = c->entities[speaker].kind == HEARSAY_KIND_PERSON && c->entities[speaker].naming == HEARSAY_NAMING_NAMED; /* then the post shows what all could hear */
    if (poster >= 0 && !quoted && poster != speaker && !among(links, n, poster))
        n = add(links, n, poster);
    else if (outlet >= 0 && outlet != speaker && !among(links, n, outlet) && !part_of(c, links, n, outlet))
        n = add(links, n, outlet);
    if (own && c->entities[speaker].kind == HEARSAY_KIND_PERSON) {
        int by = voice(c, j);
        n = by == speaker ? n : add(links, n, by);
    }
    return c->entities[speaker].publisher && !own ? n : add(links, n, speaker);
}

bool chain_make(struct cast *c, size_t i, struct hearsay_attribution *out)
{
    int links[CHAIN_MAX * 3], order[CHAIN_MAX];
    size_t depth = ancestors(c, i, order), n = 0;
    while (depth-- > 0)
        n = link_one(c, (size_t)order[depth], order[depth] == (int)i, links, n);
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
