/* merge: the mentions of one person, organization or outlet become one entity.
 *
 * Method: the fullest names first, then the shorter ones. Two full names are one person when last names are equal and first names are equal, one an
 * initial or a short form of the other, or within one letter in six of each other (transliteration). A bare surname goes to the
 * person of that surname whose gender its honorific allows; of several to the one named most often before. A bare first name goes to a person only if it
 * is no surname here and fits just one. Organizations merge by whole name, by initials ("FBI"), or as the last word of an outlet ("the Times").
 * Nothing else is merged. Why two passes: a name is often given in full only after its first short mention.
 */
#include <stdlib.h>
#include <string.h>

#include "attribute/cast.h"

enum { NAMESAKES_MAX = 64 }; /* people of one surname that a name is compared with */

/* Short forms; each row is one set of names. */
static const char *const short_forms[] = {
    "robert rob bob bobby robby", "william will bill billy willie", "james jim jimmy jamie", "michael mike mick mickey", "joseph joe joey",
    "rudolph rudy rudolf", "richard rick dick rich ricky", "charles chuck charlie", "steven steve stephen", "thomas tom tommy",
    "daniel dan danny", "david dave", "jeffrey jeff geoffrey geoff", "kenneth ken kenny", "matthew matt", "nicholas nick", "patrick pat patricia",
    "samuel sam samantha", "edward ed eddie ted teddy", "timothy tim", "anthony tony", "alexander alex alexandra aleksandr sasha", "andrew andy drew",
    "benjamin ben bibi", "bernard bernie", "christopher chris christine", "donald don donnie", "gregory greg", "john jack johnny jon jonathan",
    "lawrence larry", "elizabeth liz beth betsy betty", "katherine kate kathy katie kathleen", "deborah debbie deb debra", "susan sue suzanne",
    "valerie val", "zachary zach zack", "ronald ron ronnie", "raymond ray", "peter pete", "phillip phil philip", "walter walt", "frederick fred",
    "leonard len lenny", "martin marty", "gerald gerry jerry", "jerome jerry", "douglas doug", "francis frank", "harold hal harry", "henry hank harry",
    "eugene gene", "vincent vince", "albert al", "alan al", "alfred al fred", "nathaniel nate nathan", "joshua josh", "jacob jake", "margaret maggie meg peggy",
    "barbara barb", "cynthia cindy", "jennifer jen jenny", "jessica jess", "pamela pam", "rebecca becky", "victoria vicky", "virginia ginny", "judith judy",
    "dorothy dot", "mitchell mitch", "vladimir volodymyr", "sergei sergey serhiy", "yuri yury", "dmitri dmitry dmytro", "mohammed mohammad muhammad mohamed",
};

static bool same_set(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b);
    for (size_t i = 0; i < sizeof short_forms / sizeof short_forms[0]; i++) {
        bool has_a = false, has_b = false;
        for (const char *at = short_forms[i]; *at;) {
            size_t n = strcspn(at, " ");
            has_a |= n == na && memcmp(at, a, n) == 0;
            has_b |= n == nb && memcmp(at, b, n) == 0;
            at += n + (at[n] == ' ');
        }
        if (has_a && has_b)
            return true;
    }
    return false;
}

/* One letter changed, added or left out, in names of five letters or more: Sergei and Sergey. */
static bool one_letter_apart(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b), head = 0, tail = 0;
    if (na < 5 || nb < 5 || na + 1 < nb || nb + 1 < na)
        return false;
    while (a[head] && a[head] == b[head])
        head++;
    while (tail < na - head && tail < nb - head && a[na - 1 - tail] == b[nb - 1 - tail])
        tail++;
    return na - head - tail <= 1 && nb - head - tail <= 1;
}

bool gazetteer_given_agree(const char *a, const char *b)
{
    if (!a || !b || strcmp(a, b) == 0)
        return true;
    if (!a[1] || !b[1])
        return a[0] == b[0];
    return same_set(a, b) || one_letter_apart(a, b);
}

static bool genders_agree(char a, char b) { return !a || !b || a == b; }

/* The last word of a person's name: "Jr." and "III" are passed over. */
static uint32_t surname_word(const struct cast *c, uint32_t first, uint32_t last, bool *junior)
{
    *junior = false;
    while (last > first && (cast_is(c, last, ".") || cast_one_of(c, last, "jr sr ii iii iv"))) {
        *junior |= cast_one_of(c, last, "jr iii");
        last--;
    }
    return last;
}

static void note(struct cast *c, struct mention *m, int entity, const char *why)
{
    struct entity *e = &c->entities[entity];
    m->entity = entity;
    m->why = why;
    e->n_mentions++;
    if (m->first < e->first_word)
        e->first_word = m->first;
    e->last_word = m->last;
    if (!e->gender && m->gender)
        e->gender = m->gender;
    e->certain |= m->certain;
    if (m->first < m->name_first && !(m->name_first - m->first <= 2 && cast_one_of(c, m->first, "mr mrs ms miss mx"))) {
        uint32_t end = m->name_first - 1;
        while (end > m->first && cast_one_of(c, end, ", "))
            end--;
        cast_title(c, entity, cast_copy(c, m->first, end));
    }
}

static int new_person(struct cast *c, const struct mention *m, uint32_t surname, bool junior)
{
    uint32_t last = m->name_last;
    const char *name = cast_copy(c, m->name_first, last);
    int index = cast_entity(c, HEARSAY_KIND_PERSON, name, c->lower[surname]);
    if (index >= 0) {
        struct entity *e = &c->entities[index];
        e->naming = HEARSAY_NAMING_NAMED;
        bool joined = surname == m->name_first + 2 && cast_is(c, m->name_first + 1, "-"); /* "the Olsen-Dunn talks": no first name */
        e->given = surname > m->name_first && !joined ? c->lower[m->name_first] : NULL;
        e->n_name_words = last - m->name_first + 1;
        e->junior = junior;
        e->gender = m->gender;
    }
    return index;
}

/* "Wasserman Schultz" after "Debbie Wasserman Schultz", "Dunn Jr." after "Peter Dunn Jr.": a surname of several words, or with its suffix, ends the full name. */
static bool ends_full_name(struct cast *c, const struct mention *m, const struct entity *e)
{
    char *words = cast_copy(c, m->name_first, m->name_last);
    size_t n = words ? strlen(words) : 0, full = strlen(e->name);
    return n && full > n && e->name[full - n - 1] == ' ' && strcasecmp(e->name + full - n, words) == 0;
}

/* The person that a name of several words belongs to. */
static int full_person(struct cast *c, const struct mention *m)
{
    bool junior;
    uint32_t surname = surname_word(c, m->name_first, m->name_last, &junior);
    const char *key = c->lower[surname], *given = c->lower[m->name_first];
    int looked = 0;
    for (int i = c->bucket[cast_hash(key)]; i >= 0 && looked < NAMESAKES_MAX; i = c->entities[i].next) {
        struct entity *e = &c->entities[i];
        looked += strcmp(e->key, key) == 0;
        if (e->kind != HEARSAY_KIND_PERSON || strcmp(e->key, key) || e->junior != junior || !genders_agree(e->gender, m->gender))
            continue;
        if (!gazetteer_gender(given) && ends_full_name(c, m, e))
            return i;
        if (!e->given || !gazetteer_given_agree(e->given, given))
            continue;
        uint32_t n = m->name_last - m->name_first + 1;
        char *fuller = n > e->n_name_words ? cast_copy(c, m->name_first, m->name_last) : NULL;
        if (fuller) {
            e->name = fuller;
            e->n_name_words = n;
        }
        return i;
    }
    return new_person(c, m, surname, junior);
}

/* Of the persons of this surname the best for a mention of it alone. */
static int by_surname(struct cast *c, const char *key, const struct mention *m)
{
    int best = -1, looked = 0;
    const char *president = gazetteer_office_holder("president", c->fields->published);
    bool of_president = president && strcasecmp(strrchr(president, ' ') + 1, key) == 0; /* then the bare surname is no son's */
    for (int i = c->bucket[cast_hash(key)]; i >= 0 && looked++ < 16 * NAMESAKES_MAX; i = c->entities[i].next) {
        struct entity *e = &c->entities[i];
        if (e->kind != HEARSAY_KIND_PERSON || strcmp(e->key, key) || !genders_agree(e->gender, m->gender) || (e->junior && of_president))
            continue;
        if (best < 0 || e->n_mentions > c->entities[best].n_mentions ||
            (e->n_mentions == c->entities[best].n_mentions && e->first_word < c->entities[best].first_word))
            best = i;
    }
    return best;
}

/* The one person with this first name, or -1. */
static int by_given(struct cast *c, const char *given)
{
    int found = -1;
    size_t n = c->n_entities < 512 ? c->n_entities : 512;
    for (size_t i = 0; i < n; i++)
        if (c->entities[i].kind == HEARSAY_KIND_PERSON && c->entities[i].given && strcmp(c->entities[i].given, given) == 0) {
            if (found >= 0)
                return -1;
            found = (int)i;
        }
    return found;
}

static const char *without_the(const char *key) { return strncmp(key, "the ", 4) == 0 ? key + 4 : key; }

static int by_key(struct cast *c, const char *key)
{
    for (int i = c->bucket[cast_hash(key)]; i >= 0; i = c->entities[i].next)
        if (c->entities[i].kind != HEARSAY_KIND_PERSON && strcmp(c->entities[i].key, key) == 0 && c->entities[i].kind != HEARSAY_KIND_UNNAMED)
            return i;
    return -1;
}

/* An outlet publishes this article when the record's outlet or host names it. */
static bool publishes(const struct cast *c, int row, const char *name)
{
    const char *outlet = c->fields->outlet, *url = c->fields->url;
    if (row >= 0 && url) {
        const char *host = strstr(url, gazetteer_outlets[row].host);
        if (host && (host == url || host[-1] == '.' || host[-1] == '/'))
            return true;
    }
    if (!outlet)
        return false;
    const char *bare = strncmp(name, "The ", 4) == 0 ? name + 4 : name;
    return strcasestr(outlet, bare) != NULL;
}

int entity_outlet(struct cast *c, int row)
{
    const struct outlet *o = &gazetteer_outlets[row];
    char *key = arena_strndup(c->arena, o->aliases, strcspn(o->aliases, ";"));
    if (!key)
        return -1;
    int index = by_key(c, key);
    if (index < 0 && (index = cast_entity(c, HEARSAY_KIND_ORGANIZATION, o->name, key)) >= 0) {
        c->entities[index].naming = HEARSAY_NAMING_COLLECTIVE;
        c->entities[index].certain = true;
    }
    if (index >= 0) {
        c->entities[index].outlet = row;
        c->entities[index].publisher = publishes(c, row, o->name);
    }
    return index;
}

static bool initials_of(const char *full, const char *key)
{
    bool start = true;
    for (; *full; full++) {
        if (start && strncmp(full, "of ", 3) && strncmp(full, "the ", 4) && strncmp(full, "and ", 4) && strncmp(full, "for ", 4)) {
            if (*key != *full)
                return false;
            key++;
        }
        start = *full == ' ' || *full == '-';
    }
    return !*key;
}

/* The full name that a run of capitals abbreviates. */
static int by_initials(struct cast *c, const char *key)
{
    size_t n = c->n_entities < 512 ? c->n_entities : 512;
    for (size_t i = 0; strlen(key) >= 2 && i < n; i++)
        if (c->entities[i].kind == HEARSAY_KIND_ORGANIZATION && strchr(c->entities[i].key, ' ') && initials_of(c->entities[i].key, key))
            return (int)i;
    return -1;
}

/* "the Times": an outlet already named whose name ends so. */
static int by_outlet_ending(struct cast *c, const char *key)
{
    size_t n = c->n_entities < 512 ? c->n_entities : 512, k = strlen(key);
    int found = -1;
    for (size_t i = 0; i < n; i++) {
        const struct entity *e = &c->entities[i];
        size_t m = strlen(e->key);
        if (e->outlet != -1 && m > k && e->key[m - k - 1] == ' ' && strcmp(e->key + m - k, key) == 0 &&
            (found < 0 || c->entities[found].publisher))
            found = (int)i;
    }
    return found;
}

/* "the Journal-Constitution". */
static int by_hyphened_ending(struct cast *c, const struct mention *m)
{
    const char *key = cast_lower(c, m->name_first, m->name_last);
    return key && strchr(key, '-') && !strchr(key, ' ') ? by_outlet_ending(c, key) : -1;
}

static int organization(struct cast *c, const struct mention *m, const char **why)
{
    const char *key = cast_lower(c, m->name_first, m->name_last);
    if (!key)
        return -1;
    key = without_the(key);
    bool one_word = m->name_first == m->name_last;
    const struct place *place = m->kind == NAME_PLACE ? gazetteer_place(key) : NULL;
    if (place && (place->kind == PLACE_COUNTRY || strcmp(key, "washington") == 0) && *place->country)
        key = cast_fold(c, place->country); /* "U.S." is the United States; so is "Washington", which is also a man, a state and a paper */
    if (!key)
        return -1;
    int index = by_key(c, key);
    *why = "the same name";
    if (index < 0 && one_word && (index = by_initials(c, key)) >= 0)
        *why = "initials of the full name";
    if (index < 0 && one_word && cast_one_of(c, m->name_first, "times post journal herald tribune globe chronicle gazette") &&
        (index = by_outlet_ending(c, key)) >= 0)
        *why = "short form of an outlet's name";
    if (index >= 0)
        return index;
    *why = "named here";
    bool article = m->name_first > 0 && cast_is(c, m->name_first - 1, "the");
    char *name = cast_copy(c, m->name_first, m->name_last);
    if (place && strcmp(place->country, "United States") == 0 && (place->kind == PLACE_COUNTRY || strcmp(key, "united states") == 0))
        name = arena_strndup(c->arena, "The United States", 17);
    else if (article && name)
        name = arena_printf(c->arena, "The %s", name);
    index = cast_entity(c, m->kind == NAME_GROUP ? HEARSAY_KIND_GROUP : HEARSAY_KIND_ORGANIZATION, name, key);
    if (index >= 0) {
        struct entity *e = &c->entities[index];
        e->naming = HEARSAY_NAMING_COLLECTIVE;
        e->plural = m->kind == NAME_GROUP;
        e->place = m->kind == NAME_PLACE;
        if (m->kind == NAME_OUTLET) {
            e->outlet = -2;
            e->publisher = publishes(c, -1, name);
        }
    }
    return index;
}

/* "MSNBC's Rachel Maddow", "Fox News host Sean Hannity": whom a journalist works for. */
static void affiliate(struct cast *c, const struct mention *m)
{
    if (m->entity < 0 || !m->first)
        return;
    uint32_t k = m->name_first - (m->name_first > 0);
    for (uint32_t steps = 0; steps < 5 && k > 0; steps++, k--) {
        int32_t at = c->at[k];
        if (at >= 0 && c->mentions[at].entity >= 0 && c->entities[c->mentions[at].entity].outlet != -1) {
            c->entities[m->entity].affiliation = c->mentions[at].entity;
            return;
        }
        if (!cast_one_of(c, k, "' s host anchor reporter correspondent columnist editor journalist moderator chief political white house news") )
            return;
    }
}

/* "Tulsi Gabbard said she": a person whose gender no list tells has that of the pronouns that follow the name before any other name does. */
static void gender_by_pronouns(struct cast *c)
{
    int *votes = ARENA_NEW(c->arena, int, c->n_entities + 1);
    c->failed |= !votes;
    for (size_t i = 0; votes && i < c->n_names; i++) {
        const struct mention *m = &c->mentions[i];
        if (m->entity < 0 || c->entities[m->entity].kind != HEARSAY_KIND_PERSON || cast_quoted(c, m->name_last) || cast_possessive(c, m->name_last))
            continue;
        struct word_run s = cast_sentence(c, m->name_last);
        uint32_t end = s.end;
        if (m->first > s.begin + 1)
            continue;
        for (uint32_t k = m->name_last + 1; k < end && (c->at[k] < 0 || c->mentions[c->at[k]].kind != NAME_PERSON) && !cast_quoted(c, k); k++)
            if (cast_one_of(c, k, "he his himself she her herself")) {
                votes[m->entity] += cast_one_of(c, k, "he his himself") ? 1 : -1;
                break;
            }
    }
    for (size_t e = 0; votes && e < c->n_entities; e++)
        if (!c->entities[e].gender && votes[e])
            c->entities[e].gender = votes[e] > 0 ? 'm' : 'f';
}

static bool single(const struct mention *m) { return m->name_first == m->name_last; }

static void merge_single(struct cast *c, struct mention *m)
{
    const char *key = c->lower[m->name_first];
    int index = by_surname(c, key, m);
    if (index >= 0) {
        note(c, m, index, c->entities[index].given ? "surname" : "the same name");
        return;
    }
    if (m->kind == NAME_UNSURE || m->first == m->name_first) {
        index = by_given(c, key);
        if (index >= 0 && (m->kind == NAME_UNSURE || m->kind == NAME_PERSON)) {
            note(c, m, index, "first name");
            return;
        }
    }
    if (m->kind == NAME_PERSON && (index = new_person(c, m, m->name_first, false)) >= 0) {
        note(c, m, index, "named here");
    } else if (m->kind == NAME_UNSURE) {
        index = by_initials(c, key);
        if (index < 0 && cast_one_of(c, m->name_first, "times post journal herald tribune globe chronicle gazette"))
            index = by_outlet_ending(c, key);
        if (index >= 0)
            note(c, m, index, "short form of the full name");
    }
}

/* An outlet goes by the fullest form of its usual name that the text gives ("CBS", "CBS News"); abbreviations and programmes say nothing of that. */
static void name_outlet(struct cast *c, int index, const struct mention *m)
{
    struct entity *e = &c->entities[index];
    const char *usual = gazetteer_outlets[m->outlet].name, *bare = strncmp(usual, "The ", 4) == 0 ? usual + 4 : usual;
    char *written = cast_copy(c, m->name_first, m->name_last);
    if (!written)
        return;
    const char *bare_written = strncasecmp(written, "the ", 4) == 0 ? written + 4 : written;
    size_t n = strlen(bare_written);
    bool part = n < strlen(bare) && strncasecmp(bare, bare_written, n) == 0 && bare[n] == ' ';
    char *with_article = part && bare != usual ? arena_printf(c->arena, "The %s", bare_written) : NULL;
    if (part && e->n_mentions == 0)
        e->name = bare == usual || !with_article ? bare_written : with_article;
    else if (!part && (strcasecmp(bare, bare_written) == 0 || e->n_mentions == 0))
        e->name = usual;
}

static void merge_organization(struct cast *c, struct mention *m)
{
    const char *why = "listed outlet";
    int index = m->outlet >= 0 ? entity_outlet(c, m->outlet) : organization(c, m, &why);
    if (index >= 0 && m->outlet >= 0)
        name_outlet(c, index, m);
    if (index >= 0)
        note(c, m, index, why);
}

/* "Times" and "Journal" alone end the names of outlets; that pass comes after the full names. */
static bool short_organization(const struct cast *c, const struct mention *m) { return single(m) && m->outlet < 0 && (c->flags[m->name_first] & LEX_ORGWORD); }

/* A name of one word that the model labels now a person, now an organization is what most of its labels say. */
static void vote(struct cast *c)
{
    struct ballot { const char *key; int persons, others; } *box = ARENA_NEW(c->arena, struct ballot, CAST_BUCKETS);
    for (int pass = 0; box && pass < 2; pass++)
        for (size_t i = 0; i < c->n_names; i++) {
            struct mention *m = &c->mentions[i];
            if (!single(m) || !m->by_label)
                continue;
            struct ballot *b = &box[cast_hash(c->lower[m->name_first])];
            b->key = b->key ? b->key : c->lower[m->name_first];
            if (strcmp(b->key, c->lower[m->name_first]))
                continue;
            if (pass == 0)
                *(m->kind == NAME_PERSON ? &b->persons : &b->others) += 1;
            else if (b->persons > b->others)
                m->kind = NAME_PERSON;
        }
    c->failed |= !box;
}

bool names_merge(struct cast *c)
{
    vote(c);
    for (size_t i = 0; i < c->n_names && !c->failed; i++) {
        struct mention *m = &c->mentions[i];
        int namesake = m->kind == NAME_PLACE && single(m) ? by_surname(c, c->lower[m->name_first], m) : -1;
        if (namesake >= 0 && c->entities[namesake].given) {
            m->kind = NAME_PERSON; /* "Jordan", of Jim Jordan */
            continue;
        }
        int paper = m->kind != NAME_PLACE && !single(m) && m->first > 0 && cast_is(c, m->first - 1, "the") ? by_hyphened_ending(c, m) : -1;
        if (paper >= 0) {
            note(c, m, paper, "short form of an outlet's name");
            continue;
        }
        bool organization_like = m->kind == NAME_ORGANIZATION || m->kind == NAME_OUTLET || m->kind == NAME_PLACE || m->kind == NAME_GROUP;
        if (m->kind == NAME_PERSON && !single(m)) {
            int index = full_person(c, m);
            if (index >= 0)
                note(c, m, index, c->entities[index].n_mentions ? "the same name" : "named here");
        } else if (organization_like && !short_organization(c, m) && !(single(m) && m->kind == NAME_ORGANIZATION)) {
            merge_organization(c, m);
        }
    }
    for (size_t i = 0; i < c->n_names && !c->failed; i++) {
        struct mention *m = &c->mentions[i];
        if (m->entity >= 0)
            continue;
        if (m->kind == NAME_ORGANIZATION || m->kind == NAME_PLACE || m->kind == NAME_GROUP || m->kind == NAME_OUTLET)
            merge_organization(c, m);
        else
            merge_single(c, m);
    }
    for (size_t i = 0; i < c->n_names && !c->failed; i++)
        if (c->mentions[i].entity >= 0 && c->entities[c->mentions[i].entity].kind == HEARSAY_KIND_PERSON)
            affiliate(c, &c->mentions[i]);
    gender_by_pronouns(c);
    return !c->failed;
}

int name_find(struct cast *c, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last && i < c->n; i++)
        if (c->at[i] >= 0 && c->mentions[c->at[i]].entity >= 0)
            return c->mentions[c->at[i]].entity;
    return -1;
}
