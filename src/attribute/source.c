/* source: reads the words of a source ("a Justice Department spokesperson, John Smith,") and says which entity they stand for.
 *
 * Method: the words up to the first comma, relative or preposition hold the head. A name that ends them is the source; else the head noun
 * decides by list: the words of somebody ("her statement") are that person's; a document is itself, an outlet's "report" the outlet; a group or an
 * institution speaks as one; a role is looked for in an apposition, then among the titles in the article, then among unnamed sources
 * already heard ("the official"), and stays unnamed otherwise. The same list says how the source is named (shared definitions: README.md).
 * Why the surface and no parser: a source is a short noun phrase, its head stands before the first boundary in news prose, and lists are readable.
 */
#include <ctype.h>
#include <string.h>

#include "attribute/phrase.h"

enum { NAME_BYTES_MAX = 160 };

static int previous_speaker(const struct cast *c, size_t i)
{
    const struct raw_attribution *items = c->work->raw.items;
    for (size_t j = i; j-- > 0 && i - j < 30;)
        if (c->speaker[j] >= 0 && items[j].parent == items[i].parent)
            return c->speaker[j];
    return -1;
}

static int give(struct cast *c, int entity, enum hearsay_naming *naming, const char *reason, const char **why)
{
    if (entity >= 0) {
        *naming = c->entities[entity].naming;
        *why = reason;
    }
    return entity;
}

/* ---- several names: "Mr. McCabe and FBI lawyer Lisa Page" ---- */

/* An organization or place right before a person is part of the title: "FBI lawyer Lisa Page". */
static bool modifies(const struct cast *c, uint32_t i, uint32_t last)
{
    const struct mention *m = &c->mentions[c->at[i]];
    if (m->entity < 0 || c->entities[m->entity].kind == HEARSAY_KIND_PERSON)
        return false;
    for (uint32_t k = m->name_last + 1; k <= last && k < m->name_last + 6; k++) {
        if (cast_one_of(c, k, "and , or"))
            return false;
        if (c->at[k] >= 0 && c->mentions[c->at[k]].entity >= 0)
            return c->entities[c->mentions[c->at[k]].entity].kind == HEARSAY_KIND_PERSON;
    }
    return false;
}

/* After a comma: the next of a list of names, or an apposition ("Schiff, California Democrat and chairman"). */
static bool list_goes_on(const struct cast *c, uint32_t i, uint32_t last)
{
    if (i <= last && cast_is(c, i, "and"))
        i++;
    for (uint32_t k = i; k <= last && k < i + 8; k++)
        if (c->at[k] >= 0)
            return c->mentions[c->at[k]].first <= i + 1 && c->mentions[c->at[k]].entity >= 0 &&
                   c->entities[c->mentions[c->at[k]].entity].kind == HEARSAY_KIND_PERSON;
        else if (c->words[k].shape == SHAPE_PUNCT || cast_one_of(c, k, "a an"))
            return false;
    return false;
}

/* "Farrow and others", "Hale and his supporters": a group that goes by the full name. */
static int with_others(struct cast *c, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    int32_t at = c->at[p->first];
    uint32_t and = at >= 0 ? c->mentions[at].name_last + 1 : c->n;
    bool others = cast_one_of(c, and + 1, "others other") || (cast_one_of(c, and + 1, "his her its their") && (c->flags[p->last] & (LEX_GROUP | LEX_PEOPLE)));
    if (at < 0 || c->mentions[at].entity < 0 || and >= p->last || !cast_is(c, and, "and") || !others)
        return -1;
    const char *rest = cast_copy(c, and, p->last);
    char *name = rest ? arena_printf(c->arena, "%s %s", c->entities[c->mentions[at].entity].name, rest) : NULL;
    int index = cast_entity(c, HEARSAY_KIND_GROUP, name, c->lower[p->last]);
    if (index >= 0) {
        c->entities[index].plural = true;
        c->entities[index].naming = HEARSAY_NAMING_COLLECTIVE;
    }
    return give(c, index, naming, "one named, with others", why);
}

/* "Dunn and Ms. Olsen": by their full names, where the two are known. */
static char *both_names(struct cast *c, uint32_t begin, uint32_t and, uint32_t last)
{
    int first = and > begin ? name_find(c, and - 1, and - 1) : -1, second = name_find(c, last, last);
    bool persons = first >= 0 && second >= 0 && c->entities[first].kind == HEARSAY_KIND_PERSON && c->entities[second].kind == HEARSAY_KIND_PERSON;
    return persons ? arena_printf(c->arena, "%s and %s", c->entities[first].name, c->entities[second].name) : NULL;
}

static int coordination(struct cast *c, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    uint32_t names = 0, persons = 0, and = 0, last_end = 0;
    for (uint32_t i = p->first; i <= p->last; i++) {
        if (cast_one_of(c, i, "who which whose including") || (cast_is(c, i, ",") && !list_goes_on(c, i + 1, p->last)))
            break;
        if (cast_is(c, i, "and") && names) {
            if (cast_one_of(c, i + 1, "his her its their others"))
                break;
            and = i;
        }
        int32_t at = c->at[i];
        if (at >= 0 && !names && i > p->first + 1 && cast_is(c, i - 1, "of") && (c->flags[i - 2] & LEX_OFFICE))
            return -1; /* "the director of Roads and Bridges, Peter Dunn" */
        if (at >= 0 && modifies(c, i, p->last))
            i = c->mentions[at].name_last;
        else if (at >= 0 && c->mentions[at].name_first == i && c->mentions[at].entity >= 0 && !cast_possessive(c, c->mentions[at].name_last)) {
            names++;
            persons += c->entities[c->mentions[at].entity].kind == HEARSAY_KIND_PERSON;
            last_end = c->mentions[at].name_last;
            i = c->mentions[at].name_last;
        }
    }
    if (!and || names < 2 || last_end < and)
        return -1;
    uint32_t begin = p->first;
    while (begin < and && cast_one_of(c, begin, "both the"))
        begin++;
    char *name = persons == names && names == 2 ? both_names(c, begin, and, last_end) : NULL, *key = cast_lower(c, begin, last_end);
    int index = cast_entity(c, HEARSAY_KIND_GROUP, name ? name : cast_copy(c, begin, last_end), key);
    if (index >= 0) {
        c->entities[index].plural = true;
        c->entities[index].naming = persons == names ? HEARSAY_NAMING_NAMED : HEARSAY_NAMING_COLLECTIVE;
    }
    return give(c, index, naming, "several named together", why);
}

/* ---- a name ---- */

static int named(struct cast *c, uint32_t word, enum hearsay_naming *naming, const char **why)
{
    int32_t at = c->at[word];
    if (at < 0)
        return -1;
    struct mention *m = &c->mentions[at];
    if (m->entity < 0) { /* a capital word that nothing else explains, and it speaks */
        int index = cast_entity(c, HEARSAY_KIND_PERSON, cast_copy(c, m->name_first, m->name_last), c->lower[m->name_last]);
        if (index < 0)
            return -1;
        c->entities[index].naming = HEARSAY_NAMING_NAMED;
        c->mentions[at].entity = index;
        c->mentions[at].why = "named here";
    }
    return give(c, c->mentions[at].entity, naming, c->mentions[at].why, why);
}

/* ---- unnamed sources ---- */

static const char *singular(struct cast *c, uint32_t head)
{
    const char *s = c->lower[head];
    size_t n = strlen(s);
    if (strcmp(s, "people") == 0)
        return "person";
    return n > 3 && s[n - 1] == 's' && s[n - 2] != 's' ? arena_strndup(c->arena, s, n - 1) : s;
}

static int heard_before(const struct cast *c, const char *key, bool plural, const struct phrase *p)
{
    int loose = -1, best = -1;
    for (size_t k = c->n_entities; k-- > 0 && c->n_entities - k < 512;) {
        const struct entity *e = &c->entities[k];
        if ((e->kind != HEARSAY_KIND_UNNAMED && !(e->kind == HEARSAY_KIND_GROUP && e->plural)) || strcmp(e->key, key) || e->first_word >= p->first)
            continue;
        bool fits = true; /* "the national security official": every word of it */
        for (uint32_t i = p->first; i < p->head; i++)
            fits &= cast_one_of(c, i, "the this that these those same first") || c->words[i].shape == SHAPE_PUNCT || phrase_has_word(e->name, c->lower[i]);
        if (fits && e->plural == plural && (best < 0 || e->last_word > c->entities[best].last_word))
            best = (int)k;
        if (fits && e->plural != plural && loose < 0)
            loose = (int)k;
    }
    return best >= 0 ? best : plural ? loose : -1;
}

/* The words that first spoke of "the source", though they were no source themselves: the nearest earlier phrase with this head. */
static bool first_spoken(const struct cast *c, const char *key, const struct phrase *p, struct phrase *out)
{
    size_t n = strlen(key);
    for (uint32_t i = p->first; i-- > 0 && p->first - i < 600;) {
        bool same = strcmp(c->lower[i], key) == 0 || (strncmp(c->lower[i], key, n) == 0 && strcmp(c->lower[i] + n, "s") == 0) ||
                    (strcmp(key, "person") == 0 && cast_is(c, i, "people"));
        if (!same)
            continue;
        struct word_run s = cast_sentence(c, i);
        uint32_t b = i, e = i;
        while (b > s.begin && i - b < 6 && c->words[b - 1].shape != SHAPE_PUNCT && !cast_one_of(c, b - 1, "to by from of and that told said with for in on as but while"))
            if (cast_one_of(c, --b, "a an the one two three four another some"))
                break;
        bool described = cast_one_of(c, i + 1, "familiar with who close briefed privy in at informed knowledgeable");
        if (cast_one_of(c, b, "the this that these those") || !(described || b < i))
            continue;
        while (described && e + 1 < s.end && e - i < 10 && !cast_one_of(c, e + 1, ", . ; said told says tell tells : who that"))
            e++;
        *out = (struct phrase){.first = b, .last = e, .end = i, .head = i, .indefinite = cast_one_of(c, b, "a an one two three four another")};
        return true;
    }
    return false;
}

/* A readable name of an unnamed source: its words up to a comma or a relative clause, without the article. */
static char *readable(struct cast *c, const struct phrase *p)
{
    uint32_t first = p->first, last = p->last;
    struct word_run s = cast_sentence(c, last);
    if (p->last == p->head && cast_one_of(c, last + 1, "familiar informed briefed privy knowledgeable close") && cast_one_of(c, last + 2, "with on about to of")) /* cut short by the extractor */
        while (last + 1 < s.end && last - p->head < 8 && !cast_one_of(c, last + 1, ", . ; : said says told that who and but") && !cast_quoted(c, last + 1))
            last++;
    while (first < last && (cast_one_of(c, first, "a an the this that these those") || c->words[first].shape == SHAPE_PUNCT))
        first++;
    for (uint32_t i = p->end + 1; i <= p->last && last == p->last; i++)
        if (c->words[i].quote == QUOTE_CLOSING || cast_one_of(c, i, ", who whom whose which — – ; ( last earlier") || ((c->flags[i] & LEX_TIME) && cast_capital(c, i)) || i - first > 14) {
            last = i - 1;
            break;
        }
    while (last > p->head && cast_one_of(c, last, "with of in at on to from by about for the a an his her their familiar informed briefed privy knowledgeable close"))
        last--; /* "officials familiar with" */
    char *name = cast_copy(c, first, last);
    static const char *const unsaid[] = {"anonymous ", "unnamed ", "unidentified "}; /* "(unnamed)" stands behind it anyway */
    for (size_t k = 0; name && k < sizeof unsaid / sizeof unsaid[0]; k++) {
        char *at = strcasestr(name, unsaid[k]);
        if (at && (at == name || at[-1] == ' '))
            memmove(at, at + strlen(unsaid[k]), strlen(at + strlen(unsaid[k])) + 1);
    }
    if (name && name[0] >= 'a' && name[0] <= 'z')
        name[0] = (char)(name[0] - 32);
    return name;
}

static int unnamed(struct cast *c, const struct phrase *p, enum hearsay_kind kind, enum hearsay_naming as, bool plural, bool marked,
                   enum hearsay_naming *naming, const char **why)
{
    const char *key = singular(c, p->head);
    if (!key)
        return -1;
    bool bare_plural = plural && !p->indefinite && p->first == p->head;
    bool short_definite = cast_one_of(c, p->first, "the this that these those") && p->last - p->first <= 2;
    if (kind == HEARSAY_KIND_UNNAMED && (short_definite || bare_plural)) {
        int known = heard_before(c, key, plural, p);
        if (known >= 0)
            return give(c, known, naming, "the unnamed source heard before", why);
        struct phrase earlier;
        bool ordinal = cast_one_of(c, p->first + 1, "second third fourth other"); /* one more than was spoken of */
        if (short_definite && !ordinal && first_spoken(c, key, p, &earlier))
            return unnamed(c, &earlier, kind, as, plural, marked, naming, why);
    }
    char *name = readable(c, p);
    if (name && marked)
        name = arena_printf(c->arena, "%s (unnamed)", name);
    for (size_t k = c->n_entities; name && k-- > 0 && c->n_entities - k < 256;)
        if (!p->indefinite && c->entities[k].kind == kind && strcasecmp(c->entities[k].name, name) == 0)
            return give(c, (int)k, naming, "the same words", why);
    int index = cast_entity(c, kind, name, key);
    if (index >= 0) {
        struct entity *e = &c->entities[index];
        e->naming = as;
        e->plural = plural;
        e->first_word = p->first;
        e->certain = c->flags[p->head] & (LEX_ROLE | LEX_ANON | LEX_OFFICE | LEX_PEOPLE | LEX_GROUP | LEX_MALE | LEX_FEMALE);
        e->gender = c->flags[p->head] & LEX_FEMALE ? 'f' : c->flags[p->head] & LEX_MALE ? 'm' : 0;
    }
    return give(c, index, naming, "not named", why);
}

/* "one of the officials": one of those heard before, who are named with their own words: "One of the officials briefed on the call". */
static int one_of_them(struct cast *c, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    const char *key = singular(c, p->head);
    struct phrase group = {.first = p->head, .last = p->head, .end = p->head, .head = p->head};
    bool bare = p->last == p->head && p->head - p->first <= 3;
    int among = key && bare ? heard_before(c, key, true, &group) : -1;
    int index = unnamed(c, p, HEARSAY_KIND_UNNAMED, HEARSAY_NAMING_ANONYMOUS, !cast_one_of(c, p->first, "one another"), true, naming, why);
    if (index < 0 || among < 0 || among == index)
        return index;
    const char *whole = c->entities[among].name;
    const char *of = strncasecmp(whole, "two ", 4) == 0 ? whole + 4 : strncasecmp(whole, "three ", 6) == 0 ? whole + 6 : whole;
    char *name = arena_printf(c->arena, "%s of the %s", c->lower[p->first], of);
    if (name && strlen(name) < NAME_BYTES_MAX && islower((unsigned char)*name)) {
        char *whose = name + strlen(c->lower[p->first]) + 8;
        *name = (char)toupper((unsigned char)*name);
        if (isupper((unsigned char)*whose) && islower((unsigned char)whose[1]) && (lexicon_flags(c->lower[p->head]) & LEX_PEOPLE) && strncasecmp(whose, c->lower[p->head], strlen(c->lower[p->head])) == 0)
            *whose = (char)tolower((unsigned char)*whose); /* "the People familiar with" */
        c->entities[index].name = name;
    }
    return index;
}

/* ---- words and documents ---- */

static int recent_outlet(const struct cast *c, uint32_t before)
{
    int publisher = -1;
    size_t names = cast_names_before(c, before), stop = names > CAST_LOOK ? names - CAST_LOOK : 0;
    for (size_t k = names; k-- > stop;) {
        const struct mention *m = &c->mentions[k];
        if (m->last >= before || m->entity < 0 || c->entities[m->entity].outlet == -1)
            continue;
        if (!c->entities[m->entity].publisher)
            return m->entity;
        publisher = publisher < 0 ? m->entity : publisher;
    }
    return publisher;
}

/* Whose: the last name, or a possessive pronoun, among the words, the genitive before the head first. */
static int owner(struct cast *c, size_t i, const struct phrase *p, const char **why)
{
    for (uint32_t k = p->head; k-- > p->first;)
        if (c->at[k] >= 0 && c->mentions[c->at[k]].entity >= 0)
            return c->mentions[c->at[k]].entity;
    for (uint32_t k = p->first; k < p->head; k++)
        if (cast_one_of(c, k, "his her their its my our"))
            return pronoun_resolve(c, i, k, why);
    bool papers = cast_one_of(c, p->head, "emails messages texts tweets letters posts"); /* "leaked emails from X's account" are papers */
    for (uint32_t k = p->end + 1; k <= p->last; k++)
        if (cast_one_of(c, k, "by") || (!papers && cast_one_of(c, k, "from of")))
            return name_find(c, k, p->last);
    return -1;
}

/* "the statement" after "Berg's office issued a statement": who spoke in the sentence that first named it. */
static int issuer(const struct cast *c, size_t i, const struct phrase *p)
{
    const struct raw_attribution *items = c->work->raw.items;
    for (uint32_t k = p->first; k-- > 0 && p->first - k < 400;) {
        if (strcmp(c->lower[k], c->lower[p->head]) || cast_quoted(c, k) || cast_one_of(c, k - (k > 0), "the this that"))
            continue;
        struct word_run s = cast_sentence(c, k);
        for (size_t j = i; j-- > 0 && i - j < 40;)
            if (c->speaker[j] >= 0 && items[j].parent == items[i].parent && items[j].source.first >= s.begin && items[j].source.first < s.end)
                return c->speaker[j];
    }
    return -1;
}

static int statement(struct cast *c, size_t i, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    const char *reason = NULL;
    int entity = owner(c, i, p, &reason);
    if (entity < 0 && cast_one_of(c, p->first, "the this that a"))
        entity = issuer(c, i, p);
    if (entity < 0 && cast_one_of(c, p->first, "the this that a"))
        entity = previous_speaker(c, i);
    return give(c, entity, naming, "the words of its author", why);
}

/* "Berg's memoir, "The Long Night",": a book goes by its title. NULL: none is given. */
static char *book_title(struct cast *c, const struct phrase *p)
{
    uint32_t k = p->end + 1, end = cast_sentence(c, p->head).end;
    while (k < end && (cast_is(c, k, ",") || c->words[k].quote == QUOTE_OPENING) && k <= p->end + 2)
        k++;
    bool marked = k > p->end + 1 && k < end && c->words[k - 1].quote == QUOTE_OPENING;
    if (!cast_one_of(c, p->head, "book memoir memoirs novel biography documentary film") || k >= end || !cast_capital(c, k) || (!marked && (k > p->last || !cast_is(c, k - 1, ","))))
        return NULL;
    uint32_t last = k;
    while (last + 1 < end && last - k < 12 && (marked ? cast_quoted(c, last + 1) : !cast_one_of(c, last + 1, ", ; . said says")))
        last++;
    while (last > k && c->words[last].shape == SHAPE_PUNCT)
        last--;
    return last > k ? cast_copy(c, k, last) : NULL;
}

/* A book of which the title has been given before: "the book", "his memoir". */
static int titled_before(const struct cast *c, const struct phrase *p)
{
    for (size_t k = c->n_entities; k-- > 0 && c->n_entities - k < 512;)
        if (c->entities[k].kind == HEARSAY_KIND_DOCUMENT && c->entities[k].n_titles && c->entities[k].first_word < p->first && cast_one_of(c, p->head, "book memoir memoirs novel biography documentary film"))
            return (int)k;
    return -1;
}

/* The outlet named last, if one has been heard within a few statements. */
static int outlet_heard(const struct cast *c, size_t i, uint32_t before)
{
    for (size_t j = i; j-- > 0 && i - j < 12;)
        if (c->speaker[j] >= 0 && c->entities[c->speaker[j]].outlet != -1)
            return recent_outlet(c, before);
    size_t names = cast_names_before(c, before), stop = names > 64 ? names - 64 : 0;
    for (size_t k = names; k-- > stop && c->words[c->mentions[k].last].paragraph + 2 >= c->words[before].paragraph;)
        if (c->mentions[k].entity >= 0 && c->entities[c->mentions[k].entity].outlet != -1 && !c->entities[c->mentions[k].entity].publisher)
            return c->mentions[k].entity;
    return -1;
}

static int document(struct cast *c, size_t i, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    if (cast_one_of(c, p->head, "report story article reporting") && cast_one_of(c, p->first, "the its this a") && p->end - p->first <= 5) {
        int outlet = name_find(c, p->first, p->last);
        if (outlet < 0 || c->entities[outlet].outlet == -1)
            outlet = p->last != p->end ? -1 : cast_is(c, p->head, "report") ? outlet_heard(c, i, p->first) : recent_outlet(c, p->first);
        if (outlet >= 0 && c->entities[outlet].outlet != -1)
            return give(c, outlet, naming, "the report of an outlet", why);
    }
    char *title = book_title(c, p);
    int book = title ? -1 : p->definite ? titled_before(c, p) : -1;
    if (book >= 0)
        return give(c, book, naming, "the book named before", why);
    book = unnamed(c, p, HEARSAY_KIND_DOCUMENT, HEARSAY_NAMING_DOCUMENT, false, false, naming, why);
    if (book >= 0 && title) {
        c->entities[book].name = title;
        cast_title(c, book, c->lower[p->head]);
    }
    return book;
}

static int institution(struct cast *c, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    if (cast_one_of(c, p->head, "paper newspaper network magazine outlet publication broadcaster station website") && p->end - p->first <= 2) {
        int outlet = recent_outlet(c, p->first);
        if (outlet >= 0)
            return give(c, outlet, naming, "the outlet named before", why);
    }
    size_t names = cast_names_before(c, p->first), stop = names > CAST_LOOK ? names - CAST_LOOK : 0;
    if (p->definite && p->end - p->first <= 1)
        for (size_t k = names; k-- > stop;) {
            const struct mention *m = &c->mentions[k];
            if (m->last < p->first && m->entity >= 0 && c->entities[m->entity].kind == HEARSAY_KIND_ORGANIZATION &&
                phrase_has_word(c->entities[m->entity].key, c->lower[p->head]))
                return give(c, m->entity, naming, "the institution named before", why);
        }
    return unnamed(c, p, HEARSAY_KIND_ORGANIZATION, HEARSAY_NAMING_COLLECTIVE, false, false, naming, why);
}

/* "the lawmaker", "the GOP senator" after "another senator": of these there are many, and the one just heard is meant. */
static bool like_role(const char *key, const char *head)
{
    static const char *const many[] = {"senator", "congressman", "congresswoman", "republican", "democrat", "lawmaker"};
    for (size_t k = 0; k < sizeof many / sizeof many[0]; k++)
        if (strcmp(key, head) == 0 && strcmp(key, many[k]) == 0)
            return true;
    return strcmp(head, "lawmaker") == 0 && (strcmp(key, "senator") == 0 || strncmp(key, "congress", 8) == 0 || strcmp(key, "representative") == 0);
}

static int role(struct cast *c, size_t i, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    int entity = role_apposition(c, p);
    if (entity < 0)
        entity = role_named(c, p);
    if (entity < 0)
        entity = role_of_party(c, p);
    if (entity >= 0)
        return give(c, entity, naming, "apposition", why);
    bool short_definite = cast_one_of(c, p->first, "the this that") && p->last == p->head;
    if (short_definite && (c->flags[p->head] & LEX_ANON)) {
        entity = heard_before(c, c->lower[p->head], false, p);
        if (entity >= 0)
            return give(c, entity, naming, "the unnamed source heard before", why);
    }
    int spoke = p->definite && p->head - p->first <= 2 && p->last == p->head ? previous_speaker(c, i) : -1;
    if (spoke >= 0 && c->entities[spoke].kind == HEARSAY_KIND_UNNAMED && !c->entities[spoke].plural && like_role(c->entities[spoke].key, c->lower[p->head]))
        return give(c, spoke, naming, "the unnamed source just heard", why);
    bool one_of_many = (c->flags[p->head] & LEX_ANON) && !(c->flags[p->head] & LEX_OFFICE) && !cast_one_of(c, p->head, "republican democrat lawmaker");
    if (p->definite && !(one_of_many && p->last != p->head) && (entity = role_holder(c, p)) >= 0)
        return give(c, entity, naming, "role", why);
    if ((entity = role_office_holder(c, p)) >= 0)
        return give(c, entity, naming, "who held the office then", why);
    bool office = (c->flags[p->head] & LEX_OFFICE) && !(c->flags[p->head] & LEX_ANON && p->indefinite);
    return unnamed(c, p, HEARSAY_KIND_UNNAMED, office ? HEARSAY_NAMING_ROLE : HEARSAY_NAMING_ANONYMOUS, false, true, naming, why);
}

static bool plural_word(const struct cast *c, uint32_t i)
{
    const char *s = c->lower[i];
    size_t n = strlen(s);
    return n > 3 && s[n - 1] == 's' && s[n - 2] != 's' && s[n - 2] != 'u' && s[n - 2] != 'i';
}

/* "FBI officials", "intelligence officials": the institution speaks; not "two officials", not "officials familiar with". */
static bool institutional(const struct cast *c, const struct phrase *p)
{
    if (!cast_one_of(c, p->head, "officials executives") || p->first == p->head || p->indefinite || p->last > p->end || cast_one_of(c, p->first, "the top senior former current unnamed"))
        return false;
    if (cast_one_of(c, p->head - 1, "intelligence security administration"))
        return true;
    int32_t at = c->at[p->head - 1];
    return at >= 0 && c->mentions[at].entity >= 0 && c->entities[c->mentions[at].entity].kind == HEARSAY_KIND_ORGANIZATION &&
           !c->entities[c->mentions[at].entity].place;
}

static int party(struct cast *c, const struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    bool republican = cast_is(c, p->head, "republican");
    int index = cast_entity(c, HEARSAY_KIND_GROUP, republican ? "Republicans" : "Democrats", republican ? "republicans" : "democrats");
    if (index >= 0) {
        c->entities[index].plural = true;
        c->entities[index].naming = HEARSAY_NAMING_COLLECTIVE;
    }
    return give(c, index, naming, "a party by its adjective", why);
}

/* Who is known by this last name with a first name, or -1. */
static int by_last_name(const struct cast *c, const char *key)
{
    for (int e = c->bucket[cast_hash(key)], looked = 0; e >= 0 && looked < 64; e = c->entities[e].next, looked++)
        if (c->entities[e].kind == HEARSAY_KIND_PERSON && c->entities[e].given && strcmp(c->entities[e].key, key) == 0)
            return e;
    return -1;
}

static int by_head(struct cast *c, size_t i, struct phrase *p, enum hearsay_naming *naming, const char **why)
{
    uint32_t flags = c->flags[p->head];
    bool qualified = p->head > p->first && c->at[p->head - 1] >= 0;
    if (cast_is(c, p->head, "intelligence") && !qualified)
        flags = LEX_DOC;
    if (flags & LEX_STATEMENT) {
        int entity = statement(c, i, p, naming, why);
        if (entity >= 0)
            return entity;
        return document(c, i, p, naming, why);
    }
    if (p->first < p->head && cast_one_of(c, p->first, "one two three another neither each both") && cast_is(c, p->first + 1, "of"))
        return one_of_them(c, p, naming, why);
    if (p->first == p->head && cast_one_of(c, p->head, "republican democrat democratic"))
        return party(c, p, naming, why);
    if ((flags & LEX_PEOPLE) && institutional(c, p))
        return unnamed(c, p, HEARSAY_KIND_GROUP, HEARSAY_NAMING_COLLECTIVE, true, false, naming, why);
    if (cast_is(c, p->head, "people") && p->head > p->first && p->last == p->head && gazetteer_place(c->lower[p->head - 1]))
        return unnamed(c, p, HEARSAY_KIND_GROUP, HEARSAY_NAMING_COLLECTIVE, true, false, naming, why); /* "the American people" */
    if (p->first == p->last && cast_one_of(c, p->head, "others many all"))
        return unnamed(c, p, HEARSAY_KIND_GROUP, HEARSAY_NAMING_COLLECTIVE, true, false, naming, why);
    if (flags & LEX_PEOPLE)
        return unnamed(c, p, HEARSAY_KIND_UNNAMED, HEARSAY_NAMING_ANONYMOUS, true, true, naming, why);
    if (flags & LEX_GROUP)
        return unnamed(c, p, HEARSAY_KIND_GROUP, HEARSAY_NAMING_COLLECTIVE, true, false, naming, why);
    if (flags & (LEX_OFFICE | LEX_ANON | LEX_ROLE))
        return role(c, i, p, naming, why);
    if ((flags & LEX_DOC) && !cast_is(c, p->head, "chapter"))
        return document(c, i, p, naming, why);
    if (flags & (LEX_DOC | LEX_ORGNOUN | LEX_ORGWORD))
        return institution(c, p, naming, why);
    if (plural_word(c, p->head))
        return unnamed(c, p, HEARSAY_KIND_GROUP, HEARSAY_NAMING_COLLECTIVE, true, false, naming, why);
    int entity = role_apposition(c, p);
    if (entity < 0)
        entity = name_find(c, p->first, p->last);
    if (entity >= 0)
        return give(c, entity, naming, "the name among its words", why);
    if (p->first == p->head && p->last <= p->head + 1 && c->words[p->head].shape == SHAPE_DIGITS) /* "62% believe": of a poll */
        return -1;
    if (p->first == p->last && cast_capital(c, p->head) && (entity = by_last_name(c, c->lower[p->head])) >= 0)
        return give(c, entity, naming, "surname", why);
    if (p->first == p->last && (flags & LEX_FUNC) && !cast_one_of(c, p->head, "those most"))
        return -1; /* "Let's" */
    return unnamed(c, p, HEARSAY_KIND_UNNAMED, HEARSAY_NAMING_ANONYMOUS, false, true, naming, why);
}

/* "Democrats in Congress", "Republicans on the committee": some of a group, which goes by its whole phrase. */
static bool some_of_group(const struct cast *c, const struct phrase *p)
{
    return c->mentions[c->at[p->head]].kind == NAME_GROUP && p->last > p->end + 1 && cast_one_of(c, p->end + 1, "in on at from");
}

/* "WASHINGTON (AP) — A senator": the words of the source begin after the dateline. */
static uint32_t after_dateline(const struct cast *c, struct raw_span source)
{
    uint32_t open = source.first;
    if (source.first > source.last || source.last >= c->n || !cast_sentence_start(c, source.first))
        return source.first;
    while (open < source.last && open - source.first < 6 && !cast_is(c, open, "("))
        open++;
    if (!cast_is(c, open, "(") || open + 3 > source.last || !cast_is(c, open + 2, ")") || c->at[open + 1] < 0)
        return source.first;
    return open + 3;
}

int source_resolve(struct cast *c, size_t i, struct raw_span source, enum hearsay_naming *naming, const char **why)
{
    struct phrase p = {.first = after_dateline(c, source), .last = source.last};
    *naming = HEARSAY_NAMING_NONE;
    *why = NULL;
    if (source.first > source.last || source.last >= c->n || !phrase_trim(c, &p))
        return -1;
    if (pronoun_is(c, p.first) && (p.last == p.first || cast_one_of(c, p.first + 1, "himself herself themselves itself , alone personally") || (cast_is(c, p.first + 1, "for") && cast_is(c, p.first + 2, "one")) || cast_one_of(c, p.first, "who which whom"))) {
        const char *reason;
        int entity = pronoun_resolve(c, i, p.first, &reason);
        return give(c, entity, naming, reason, why);
    }
    int handle = role_by_handle(c, &p);
    if (handle >= 0)
        return give(c, handle, naming, "a name in a handle", why);
    phrase_segment(c, &p);
    int entity = with_others(c, &p, naming, why);
    if (entity < 0)
        entity = coordination(c, &p, naming, why);
    if (entity < 0 && cast_is(c, p.head, "potus"))
        entity = give(c, role_office_holder(c, &p), naming, "who held the office then", why);
    if (entity < 0 && c->at[p.head] >= 0 && !(c->flags[p.head] & (LEX_STATEMENT | LEX_DOC)))
        entity = some_of_group(c, &p) ? unnamed(c, &p, HEARSAY_KIND_GROUP, HEARSAY_NAMING_COLLECTIVE, true, false, naming, why) : named(c, p.head, naming, why);
    return entity >= 0 ? entity : by_head(c, i, &p, naming, why);
}
