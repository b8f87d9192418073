/* role: who in the article is "the top prosecutor", "the senator", "the president".
 *
 * Method: every title that a person bears in the article (before the name, after it, in an apposition) is compared with the words of the role: the head
 * must agree, each further word asked for and found counts for it, each missing or left over against it; the person named more often and
 * more lately wins a tie. A name behind the role, the mark of a party and a handle say who it is outright. Offices whose holders are known by date come last. Why not the nearest name: a role is a description, and news
 * gives the description once with the name.
 */
#include <ctype.h>
#include <string.h>

#include "attribute/phrase.h"

static unsigned count_words(const char *s)
{
    unsigned n = 0;
    for (bool in = false; *s; s++) {
        bool letter = isalnum((unsigned char)*s) || (*s & 0x80);
        n += letter && !in;
        in = letter;
    }
    return n;
}

/* "Germany's foreign minister" and "German Foreign Minister". */
static bool same_country(const char *title, const char *role)
{
    const struct place *wanted = gazetteer_place(role);
    char word[32];
    if (!wanted || (wanted->kind != PLACE_COUNTRY && wanted->kind != PLACE_DEMONYM))
        return false;
    for (size_t n; *wanted->country && *title; title += n + (title[n] != 0)) {
        n = strcspn(title, " ");
        for (size_t k = 0; k < n && n < sizeof word; k++)
            word[k] = (char)tolower((unsigned char)title[k]);
        word[n < sizeof word ? n : 0] = '\0';
        const struct place *place = gazetteer_place(word);
        if (place && (place->kind == PLACE_COUNTRY || place->kind == PLACE_DEMONYM) && strcmp(place->country, wanted->country) == 0)
            return true;
    }
    return false;
}

/* How well a title fits the words of a role; below 0: not at all. */
static bool same_role(const char *title, const char *role)
{
    static const char *const short_titles[][2] = {{"senator", "sen"}, {"representative", "rep"}, {"congressman", "rep"}, {"congresswoman", "rep"},
                                                  {"general", "gen"}, {"governor", "gov"}, {"colonel", "col"}, {"lawmaker", "rep"}, {"lawmaker", "sen"}, {"lieutenant", "lt"}, {"chief", "director"}, {"sergeant", "sgt"}};
    for (size_t k = 0; k < sizeof short_titles / sizeof short_titles[0]; k++)
        if (strcmp(role, short_titles[k][0]) == 0 && phrase_has_word(title, short_titles[k][1]))
            return true;
    return phrase_has_word(title, role) || same_country(title, role);
}

static double title_fit(const struct cast *c, const struct phrase *p, const char *title)
{
    if (!same_role(title, c->lower[p->head]))
        return -1;
    double matched = 0;
    unsigned asked = 0;
    for (uint32_t i = p->first; i <= p->last; i++) {
        if (cast_one_of(c, i, ", who"))
            break;
        if (c->words[i].shape == SHAPE_PUNCT || cast_one_of(c, i, "the a an of 's s his her their its then-"))
            continue;
        asked++;
        matched += same_role(title, c->lower[i]);
    }
    if (phrase_has_word(title, "vice") && !phrase_has_word(c->lower[p->first], "vice") && matched < count_words(title))
        return -1;
    return 4 * matched - 2 * ((double)asked - matched) - (count_words(title) - matched) + 1;
}

/* The last word before `before` at which the entity is named. */
static uint32_t recent(const struct cast *c, int entity, uint32_t before)
{
    size_t names = cast_names_before(c, before), stop = names > CAST_LOOK ? names - CAST_LOOK : 0;
    for (size_t k = names; k-- > stop;)
        if (c->mentions[k].last < before && c->mentions[k].entity == entity)
            return c->mentions[k].last;
    return 0;
}

int role_holder(struct cast *c, const struct phrase *p)
{
    int best = -1;
    double best_score = 0;
    size_t n = c->n_entities < 2048 ? c->n_entities : 2048;
    for (size_t i = 0; i < n; i++) {
        const struct entity *e = &c->entities[i];
        if (e->kind != HEARSAY_KIND_PERSON)
            continue;
        double fit = phrase_has_word(e->name, c->lower[p->head]) ? 2 : -1;
        for (uint32_t t = 0; t < e->n_titles; t++) {
            double f = title_fit(c, p, e->titles[t]);
            fit = f > fit ? f : fit;
        }
        if (fit <= 0)
            continue;
        double score = fit + 0.05 * (e->n_mentions < 20 ? e->n_mentions : 20) + (e->first_word < p->first ? 0.6 : 0) +
                       (e->first_word < p->first ? 1.0 / (1 + (p->first - recent(c, (int)i, p->first)) / 40) : 0);
        if (score > best_score) {
            best_score = score;
            best = (int)i;
        }
    }
    return best;
}

int entity_of_office(struct cast *c, const char *office)
{
    const char *holder = gazetteer_office_holder(office, c->fields->published);
    const char *surname = holder ? strrchr(holder, ' ') + 1 : NULL;
    for (size_t i = 0; surname && i < c->n_entities && i < 2048; i++)
        if (c->entities[i].kind == HEARSAY_KIND_PERSON && !c->entities[i].junior && strcasecmp(c->entities[i].key, surname) == 0 &&
            (!c->entities[i].given || strncasecmp(holder, c->entities[i].given, 1) == 0))
            return (int)i;
    return -1;
}

int role_office_holder(struct cast *c, const struct phrase *p)
{
    if (cast_is(c, p->head, "potus"))
        return entity_of_office(c, "president");
    if (!cast_is(c, p->head, "president") || p->first == p->head || p->last != p->head)
        return -1;
    if (cast_is(c, p->head - 1, "vice"))
        return entity_of_office(c, "vice president");
    if (p->head - p->first == 1 && cast_is(c, p->first, "the"))
        return entity_of_office(c, "president");
    return -1;
}

/* "@annberg", "@nws anchor @annberg": the person of the article whose last name the last handle holds, or -1. */
int role_by_handle(struct cast *c, const struct phrase *p)
{
    for (uint32_t k = p->last; k > p->first || k == p->first; k--) {
        bool at = text_point(c->work->text, c->words[k].begin) == '@';
        uint32_t name = at && c->words[k].end - c->words[k].begin == 1 ? k + 1 : k;
        for (size_t e = 0; at && name <= p->last && e < c->n_entities && e < 2048; e++)
            if (c->entities[e].kind == HEARSAY_KIND_PERSON && strlen(c->entities[e].key) > 3 && strstr(c->lower[name], c->entities[e].key))
                return (int)e;
        if (at || k == 0)
            break;
    }
    return -1;
}

/* "the Ohio Republican": the last person whom the article marks so: "Olsen, R-Ohio", "Olsen (R-Ohio)". */
int role_of_party(struct cast *c, const struct phrase *p)
{
    const char *party = cast_is(c, p->head, "republican") ? "r" : cast_is(c, p->head, "democrat") ? "d" : NULL;
    if (!party || !cast_is(c, p->first, "the") || p->head < p->first + 2 || !cast_capital(c, p->head - 1) || p->last != p->head)
        return -1;
    size_t names = cast_names_before(c, p->first), stop = names > CAST_LOOK ? names - CAST_LOOK : 0;
    for (size_t k = names; k-- > stop;) {
        const struct mention *m = &c->mentions[k];
        uint32_t mark = m->name_last + 2;
        if (m->entity >= 0 && c->entities[m->entity].kind == HEARSAY_KIND_PERSON && cast_one_of(c, mark - 1, ", (") && cast_is(c, mark, party) && cast_is(c, mark + 1, "-"))
            return m->entity;
    }
    return -1;
}

/* "the chief of civil police Peter Dunn": an office with its complement, and right behind it the name that ends the phrase. */
int role_named(struct cast *c, const struct phrase *p)
{
    int32_t at = c->at[p->last];
    const struct mention *m = at >= 0 ? &c->mentions[at] : NULL;
    if (!m || m->entity < 0 || m->first <= p->end + 2 || m->name_last != p->last || c->entities[m->entity].kind != HEARSAY_KIND_PERSON ||
        m->name_first == m->name_last || !(c->flags[p->head] & LEX_OFFICE) || !cast_one_of(c, p->end + 1, "of from for"))
        return -1;
    for (uint32_t i = p->end + 1; i < m->first; i++)
        if (c->words[i].shape == SHAPE_PUNCT || cast_one_of(c, i, "who that which whose and or"))
            return -1;
    return cast_one_of(c, m->first - 1, "of for to from with by in on at the a an his her their") || c->words[m->first - 1].shape == SHAPE_PUNCT ? -1 : m->entity;
}

/* The person named in the apposition that follows or precedes the comma: "the president's lawyer, Rudy Giuliani,". */
int role_apposition(struct cast *c, const struct phrase *p)
{
    for (uint32_t i = p->end + 1; i <= p->last; i++) {
        if (cast_one_of(c, i, "who whose which that"))
            return -1;
        if (!cast_one_of(c, i, ", — –") || i + 1 > p->last)
            continue;
        for (uint32_t k = i + 1; k <= p->last && k < i + 8; k++)
            if (c->at[k] >= 0 && c->mentions[c->at[k]].first <= i + 2 && c->mentions[c->at[k]].first > i && c->mentions[c->at[k]].entity >= 0 &&
                c->entities[c->mentions[c->at[k]].entity].kind == HEARSAY_KIND_PERSON)
                return c->mentions[c->at[k]].entity;
    }
    return -1;
}
