/* name: finds the names in a text, their titles, and what they name.
 *
 * Method: a name is a run of words that begin with a capital, joined by initials, hyphens, apostrophes and a few connecting words. The run is cut
 * by closed lists: words that only begin a sentence fall off its left end, a title ("Deputy Attorney General") is what stands up to the
 * last word of role, the name is the rest. Lists of first names, places, outlets and words that end the names of organizations say what it
 * names; where they are silent the model's entity labels decide, and without a model the shape alone, marked as uncertain.
 * Why not the model's labels first: they break off titles and bounds inconsistently, while titles and first names are what later steps
 * (gender, roles, surnames) stand on, and without weights the rules still hold. Source: the name grammars of Nominator (Wacholder et al. 1997).
 */
#include <string.h>

#include "attribute/cast.h"

enum { NAME_WORDS_MAX = 24 };
static const char JOINERS[] = "de del della di da do dos das du van von der den ter bin ibn bint al el ben la le abu";

/* What a first word makes of a name: "Project Veritas", "Camp David". */
static const char BODY_WORDS[] = "project operation camp fort team radio studio hotel";
static bool letter(const struct cast *c, uint32_t i) { return c->words[i].end - c->words[i].begin == 1 && cast_capital(c, i); }

/* "." that belongs to the word before it: an initial, an abbreviation of rank, "Jr.". */
static bool dot_of_name(const struct cast *c, uint32_t dot)
{
    return cast_is(c, dot, ".") && cast_tight(c, dot - 1) &&
           (letter(c, dot - 1) || (c->flags[dot - 1] & LEX_HONORIFIC) || cast_one_of(c, dot - 1, "jr sr st jan feb atty asst"));
}

static bool listed_outlet(struct cast *c, uint32_t first, uint32_t last)
{
    char *key = cast_lower(c, first, last);
    return key && gazetteer_outlet(key) >= 0;
}

/* The last word of the run of capital words that begins at `first`. */
static uint32_t run_last(struct cast *c, uint32_t first)
{
    uint32_t j = first;
    while (j - first < NAME_WORDS_MAX && cast_near(c, j)) {
        uint32_t k = j + 1;
        bool tight = cast_tight(c, j), next_near = cast_near(c, k), next_tight = cast_tight(c, k);
        if (cast_capital(c, k) && c->words[k].quote == c->words[first].quote)
            j = k;
        else if (dot_of_name(c, k) && ((next_near && cast_capital(c, k + 1)) || cast_one_of(c, j, "jr sr") || (letter(c, j) && j > first)))
            j = k;
        else if (tight && next_tight && cast_one_of(c, k, "- '") && cast_capital(c, k + 1) && !cast_is(c, k + 1, "s"))
            j = k + 1;
        else if (!tight && next_near && !next_tight && cast_one_of(c, k, JOINERS) && cast_capital(c, k + 1))
            j = k + 1;
        else if (tight && next_tight && cast_one_of(c, j, "al el") && cast_is(c, k, "-") && cast_capital(c, k + 1))
            j = k + 1;
        else if (tight && next_tight && cast_is(c, k, "'") && cast_is(c, k + 1, "s") && cast_near(c, k + 1) && cast_capital(c, k + 2) &&
                 listed_outlet(c, first, k + 2))
            j = k + 2; /* "People's Daily" */
        else if (next_near && cast_is(c, k, "&") && cast_capital(c, k + 1))
            j = k + 1;
        else if (cast_is(c, k, "of") && (c->flags[j] & (LEX_ORGWORD | LEX_ROLE)) && next_near && cast_capital(c, k + 1))
            j = k + 1;
        else if (cast_is(c, k, "of") && (c->flags[j] & (LEX_ORGWORD | LEX_ROLE)) && next_near && cast_is(c, k + 1, "the") &&
                 cast_near(c, k + 1) && cast_capital(c, k + 2) && (c->flags[k + 2] & (LEX_ORGWORD | LEX_ROLE | LEX_MODIFIER)))
            j = k + 2;
        else
            break;
    }
    return j;
}

/* The longest stretch of the run from `first` that is a listed outlet: its last word, or UINT32_MAX. Names that are common words need "the". */
static uint32_t outlet_prefix(struct cast *c, uint32_t first, uint32_t last, int *row)
{
    static const char plain[] = "independent guardian telegraph atlantic intercept variety slate vox bild fars federalist sputnik ap ria aa rt time";
    uint32_t farthest = last - first > 4 ? first + 4 : last;
    for (uint32_t end = farthest + 1; end-- > first;) {
        char *key = cast_lower(c, first, end);
        if (!key || (*row = gazetteer_outlet(key)) < 0)
            continue;
        bool upper = c->words[first].shape == SHAPE_UPPER;
        if (end == first && cast_one_of(c, first, plain) && !upper && !(first && cast_is(c, first - 1, "the")))
            continue;
        return end;
    }
    *row = -1;
    return UINT32_MAX;
}

static bool initials(const struct cast *c, uint32_t i) { return c->words[i].shape == SHAPE_UPPER && c->words[i].end - c->words[i].begin >= 2; }

/* The last word of title in [first, last), or UINT32_MAX. A first name that is also a role ("Dean Baquet") is no title at the front. */
static uint32_t title_last(const struct cast *c, uint32_t first, uint32_t last)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t i = first; i < last; i++)
        if ((c->flags[i] & (LEX_HONORIFIC | LEX_ROLE | LEX_ROYAL)) && !cast_one_of(c, i + 1, "jr sr ii iii iv") && !(cast_is(c, i, "dean") && i == first) &&
            !(i > first && gazetteer_gender(c->lower[i - 1]) && i + 1 > last))
            found = i;
    return found;
}

/* "Secretary of State Rex": past the complement of a title that ends at `role`. */
static uint32_t after_complement(const struct cast *c, uint32_t role, uint32_t last)
{
    uint32_t i = role + 1;
    if (i <= last && cast_is(c, i, "."))
        i++;
    if (i > last || !cast_is(c, i, "of"))
        return i;
    for (uint32_t k = i + 1; k <= last; k++)
        if (gazetteer_gender(c->lower[k]) && !(c->flags[k] & LEX_ORGWORD))
            return k;
    if (last - i >= 3)
        return last - 1; /* "Secretary of State Rex Tillerson" with an unknown first name */
    return last + 1;
}

static enum name_kind kind_by_tag(const struct cast *c, uint32_t first, uint32_t last)
{
    int votes[5] = {0}, best = 0;
    for (uint32_t i = first; i <= last; i++)
        votes[c->tag[i]]++;
    for (int t = 1; t < 5; t++)
        if (votes[t] > votes[best] || (best == 0 && votes[t]))
            best = t;
    static const enum name_kind kinds[] = {NAME_UNSURE, NAME_PERSON, NAME_ORGANIZATION, NAME_PLACE, NAME_UNSURE};
    return kinds[best];
}

/* "LONDON — The", "BERLIN, Germany – The" at the head of an article: where it was written. */
static bool dateline(const struct cast *c, uint32_t first, uint32_t last)
{
    struct word_run p = c->work->words->paragraphs[c->words[first].paragraph];
    if (first != p.begin || c->words[first].paragraph > 8 || c->words[first].shape != SHAPE_UPPER || c->words[first].end - c->words[first].begin < 4)
        return false;
    for (uint32_t k = last + 1; k < p.end && k < last + 6; k++) {
        if (cast_one_of(c, k, "— – -") && !cast_tight(c, k - 1))
            return true;
        if (!cast_is(c, k, ",") && !cast_capital(c, k) && !cast_is(c, k, "."))
            return false;
    }
    return false;
}

/* What a run without a title names, by the lists. */
static enum name_kind kind_by_list(struct cast *c, struct mention *m)
{
    uint32_t first = m->name_first, last = m->name_last, n = last - first + 1;
    char given = gazetteer_gender(c->lower[first]);
    char *key = cast_lower(c, first, last);
    const struct place *place = key ? gazetteer_place(key) : NULL;
    if (place)
        return place->kind == PLACE_DEMONYM ? NAME_UNSURE : NAME_PLACE;
    if ((c->flags[last] & LEX_GROUP) && !(n == 2 && given))
        return NAME_GROUP;
    if (n >= 2 && given && (!(c->flags[last] & LEX_ORGWORD) || (n == 2 && cast_one_of(c, last, "church park post press house")))) {
        m->gender = given == 'u' ? 0 : given;
        return NAME_PERSON;
    }
    if (c->flags[last] & LEX_ORGWORD)
        return NAME_ORGANIZATION;
    for (uint32_t i = first; i < last; i++)
        if ((c->flags[i] & LEX_ORGWORD) && i + 1 <= last && (cast_is(c, i + 1, "of") || cast_is(c, i + 1, "for")))
            return NAME_ORGANIZATION;
    if ((n == 1 && initials(c, first)) || (n >= 2 && cast_one_of(c, first, BODY_WORDS)))
        return NAME_ORGANIZATION;
    return NAME_UNSURE;
}

static bool outlet_by_ending(const struct cast *c, const struct mention *m)
{
    return (m->name_last > m->name_first &&
            cast_one_of(c, m->name_last, "times post tribune herald gazette chronicle globe magazine news journal tv radio sentinel enquirer examiner inquirer dispatch courier")) ||
           (m->name_last > m->name_first + 2 && cast_is(c, m->name_last - 1, "-") && cast_one_of(c, m->name_last - 2, "journal star times post news herald"));
}

static void set_kind(struct cast *c, struct mention *m)
{
    m->kind = dateline(c, m->first, m->name_last) ? NAME_PLACE : kind_by_list(c, m);
    m->certain = m->kind != NAME_UNSURE;
    if (m->kind == NAME_UNSURE) {
        m->kind = kind_by_tag(c, m->name_first, m->name_last);
        m->certain = m->by_label = m->kind != NAME_UNSURE;
    }
    uint32_t n = m->name_last - m->name_first + 1;
    if (m->kind == NAME_UNSURE && n >= 2 && n <= 4 && !gazetteer_place(c->lower[m->name_first]) && !cast_is(c, m->name_first, "u"))
        m->kind = NAME_PERSON; /* by shape alone */
    bool paper = m->name_first > 0 && cast_is(c, m->name_first - 1, "the") && m->first == m->name_first; /* "the Sun Sentinel" */
    if ((m->kind == NAME_ORGANIZATION || (m->kind == NAME_PERSON && paper)) && outlet_by_ending(c, m)) {
        m->kind = NAME_OUTLET;
        m->certain = true;
    }
}

static char title_gender(const struct cast *c, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        if (c->flags[i] & LEX_FEMALE)
            return 'f';
        if (c->flags[i] & LEX_MALE)
            return 'm';
    }
    return 0;
}

/* A person with a title: [first, role] is the title, [name, last] the name. */
static void set_titled(struct cast *c, struct mention *m, uint32_t role, uint32_t name)
{
    m->kind = NAME_PERSON;
    m->certain = true;
    m->name_first = (c->flags[role] & LEX_ROYAL) && name == m->last ? role : name;
    m->gender = title_gender(c, m->first, role);
    if (!m->gender) {
        char g = gazetteer_gender(c->lower[name]);
        m->gender = name < m->last && g != 'u' ? g : 0;
    }
}

/* Walks back over a title in lower case: "national security adviser" before a name. */
static uint32_t title_before(const struct cast *c, uint32_t first)
{
    uint32_t i = first;
    while (i > 0 && first - i < 6 && cast_near(c, i - 1) && c->words[i - 1].sentence == c->words[first].sentence) {
        uint32_t k = i - 1;
        bool role = c->flags[k] & (LEX_ROLE | LEX_HONORIFIC);
        if (i == first ? !role || cast_capital(c, k) : !((c->flags[k] & (LEX_MODIFIER | LEX_ROLE | LEX_ORGNOUN)) || cast_capital(c, k)))
            break;
        if ((c->flags[k] & LEX_FUNC) && !(c->flags[k] & LEX_MODIFIER))
            break;
        i = k;
        if (c->at[k] >= 0)
            break;
    }
    return i;
}

/* Cuts what is no name off the ends: words that begin a sentence, days, a party and state ("R-Wyoming"). False: nothing is left. */
static bool only_opens(const struct cast *c, uint32_t i) { return (c->flags[i] & LEX_FUNC) && !(cast_is(c, i, "us") && c->words[i].shape == SHAPE_UPPER); }

/* "Disavowing Obama": a verb that begins the sentence. */
static bool doing(const struct cast *c, uint32_t i)
{
    size_t n = strlen(c->lower[i]);
    return n > 5 && strcmp(c->lower[i] + n - 3, "ing") == 0 && cast_verb(c, i) && !gazetteer_gender(c->lower[i]);
}

static bool trim(const struct cast *c, uint32_t *first, uint32_t *last)
{
    while (*first <= *last && ((only_opens(c, *first) && !gazetteer_gender(c->lower[*first])) || (c->flags[*first] & LEX_TIME && *first < *last && !cast_one_of(c, *first + 1, "times telegraph mirror mail herald express sentinel")) ||
                               cast_one_of(c, *first, ". - &")))
        (*first)++;
    if (*first < *last && (only_opens(c, *first) || doing(c, *first) || cast_one_of(c, *first, "former ex")) && cast_sentence_start(c, *first))
        (*first)++;
    while (*first < *last && c->words[*first].shape == SHAPE_UPPER && c->words[*first].end - c->words[*first].begin > 5 &&
           c->words[*last].shape != SHAPE_UPPER)
        (*first)++; /* "WASHINGTON Donald Trump", "WATCHED Mr. Smith": set in capitals, no part of the name */
    while (*last > *first && (c->flags[*last] & LEX_TIME) && !(gazetteer_gender(c->lower[*last - 1]) || (c->flags[*last - 1] & LEX_ROLE)))
        (*last)--;
    return *first <= *last && !(*first == *last && ((c->flags[*first] & LEX_TIME) || only_opens(c, *first))) && !(*first == *last && letter(c, *first));
}

/* One run to at most two mentions ("CNN's" aside, an outlet may stand before a person: "Fox News host Sean"). */
static bool run_mention(struct cast *c, uint32_t first, uint32_t last)
{
    if (!trim(c, &first, &last) || (cast_one_of(c, first, "r d i") && cast_is(c, first + 1, "-") && last > first)) /* "R-Wyoming" */
        return true;
    for (uint32_t k = first + 1; k < last; k++) /* "the European Union Gordon Sondland": two names that touch */
        if (gazetteer_gender(c->lower[k]) && (c->flags[k - 1] & LEX_ORGWORD) && !(c->flags[k] & (LEX_ORGWORD | LEX_ROLE)) && !(c->flags[last] & (LEX_ORGWORD | LEX_ROLE)) &&
            !cast_is(c, k + 1, "of"))
            return run_mention(c, first, k - 1) && run_mention(c, k, last);
    if (first > 0 && last > first + 1 && cast_one_of(c, first - 1, "from of in") && gazetteer_place(c->lower[first]) && gazetteer_gender(c->lower[first + 1]))
        return run_mention(c, first, first) && run_mention(c, first + 1, last); /* "the senator from Ohio Karen Olsen" */
    int row;
    uint32_t outlet = UINT32_MAX;
    if (first == last && cast_near(c, last) && cast_one_of(c, last + 1, "magazine newspaper")) { /* "People magazine" */
        char *key = cast_lower(c, first, last + 1);
        if (key && (row = gazetteer_outlet(key)) >= 0)
            outlet = ++last;
    }
    if (outlet == UINT32_MAX)
        outlet = outlet_prefix(c, first, last, &row);
    uint32_t role = title_last(c, first, last);
    struct mention *m = cast_mention(c, first, last);
    if (!m)
        return !c->failed;
    if (outlet == last) {
        m->kind = NAME_OUTLET;
        m->outlet = row;
        m->certain = true;
    } else if (role != UINT32_MAX && !((c->flags[last] & LEX_ORGWORD) && last - role < 2 && !(c->flags[role] & LEX_HONORIFIC)) &&
               !(c->flags[last] & LEX_GROUP)) {
        uint32_t name = after_complement(c, role, last);
        if (name > last || (cast_is(c, role, "lt") && cast_is(c, last, "governor")) || ((c->flags[last] & LEX_ROLE) && name == last && !(c->flags[role] & (LEX_HONORIFIC | LEX_ROYAL)))) {
            c->n_mentions--; /* an office without a name is no name */
            return true;
        }
        set_titled(c, m, role, name);
    } else if ((c->flags[last] & LEX_ROLE) && !(last - first == 1 && gazetteer_gender(c->lower[first])) && !(c->flags[last] & LEX_ORGWORD)) {
        c->n_mentions--;
        return true;
    } else {
        set_kind(c, m);
        if (m->kind == NAME_PERSON) {
            uint32_t begin = title_before(c, first);
            if (begin < first) {
                m->certain = true;
                m->first = begin;
                char g = title_gender(c, begin, first - 1);
                m->gender = g ? g : m->gender;
            }
        } else if (m->kind == NAME_UNSURE && title_before(c, first) < first) {
            m->first = title_before(c, first); /* "spokeswoman Grisham" */
            m->kind = NAME_PERSON;
            m->certain = true;
            m->gender = title_gender(c, m->first, first - 1);
        }
    }
    for (uint32_t i = m->name_first; i <= m->name_last; i++)
        c->at[i] = (int32_t)(m - c->mentions);
    return true;
}

/* A single capital word at the front of a sentence is a name only if it is one elsewhere: then a later pass (merge.c) finds its entity;
 * here it must at least not be an ordinary word of this article. */
static bool ordinary(const struct cast *c, uint32_t i)
{
    if (!cast_sentence_start(c, i) || c->tag[i] == ENTITY_PERSON || c->tag[i] == ENTITY_ORGANIZATION)
        return false;
    if (c->flags[i] & ~(uint32_t)(LEX_ORGWORD | LEX_GROUP))
        return true;
    uint32_t from = i > 2000 ? i - 2000 : 0, to = i + 2000 < c->n ? i + 2000 : c->n, lower = 0, capital = 0;
    for (uint32_t k = from; k < to; k++)
        if (strcmp(c->lower[k], c->lower[i]) == 0) {
            lower += !cast_capital(c, k);
            capital += cast_capital(c, k) && !cast_sentence_start(c, k);
        }
    return lower > capital;
}

/* A paragraph in which nearly every word has a capital is a headline: only a first name and the word after it are sure to be a name there. */
static bool headline(const struct cast *c, uint32_t i)
{
    struct word_run p = c->work->words->paragraphs[c->words[i].paragraph];
    uint32_t n = 0, capitals = 0, end = p.end - p.begin > 40 ? p.begin + 40 : p.end;
    for (uint32_t k = p.begin; k < end; k++) {
        bool counts = c->words[k].shape != SHAPE_PUNCT && !(c->flags[k] & LEX_FUNC);
        n += counts;
        capitals += counts && cast_capital(c, k);
    }
    return n >= 5 && capitals * 10 >= n * 9;
}

static bool headline_names(struct cast *c, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        char given = gazetteer_gender(c->lower[i]);
        if (i < last && given && cast_capital(c, i + 1) && !(c->flags[i] & LEX_FUNC) && !(c->flags[i + 1] & (LEX_FUNC | LEX_ORGWORD)) && cast_near(c, i)) {
            if (!run_mention(c, i, i + 1))
                return false;
            i++;
        } else if (c->tag[i] == ENTITY_PERSON && !run_mention(c, i, i)) {
            return false;
        }
    }
    return true;
}

bool names_find(struct cast *c)
{
    uint32_t paragraph = UINT32_MAX;
    bool in_headline = false;
    for (uint32_t i = 0; i < c->n && !c->failed;) {
        if (c->words[i].paragraph != paragraph) {
            paragraph = c->words[i].paragraph;
            in_headline = headline(c, i);
        }
        bool number = c->words[i].shape == SHAPE_DIGITS && i + 1 < c->n && cast_near(c, i) && cast_capital(c, i + 1);
        if (!cast_capital(c, i) && !number) {
            i++;
            continue;
        }
        uint32_t last = number ? i + 1 : run_last(c, i);
        int row = -1;
        if (number && outlet_prefix(c, i, last, &row) != last) {
            i++;
            continue;
        }
        bool done = in_headline ? headline_names(c, i, last) : (last == i && ordinary(c, i)) || run_mention(c, i, last);
        if (!done)
            return false;
        i = last + 1;
    }
    c->n_names = c->n_mentions;
    return !c->failed;
}
