/* Who is who across the records: the term by which clauses name a person, and the key by which two statements have one speaker.
 *
 * Method: a person is named by the surname, unless two first names share that surname among the records ("Bill" and "Hillary" Clinton); then
 * by the full name, and a bare surname matches neither. First names that can be one ("Bob" and "Robert", "Sergei" and "Sergey") do not part a surname, and the
 * usual spellings of a Slavic ending are one ("Zelenskiy", "Zelensky"). Groups and institutions are named by the last content word of their name, and are the same
 * speaker when all content words are. An unnamed source is nobody else's: two articles' "officials" stay two.
 * Why not edit distance: a wrong merge makes one person contradict himself. Source: own.
 */
#include "attribute/gazetteer.h"
#include "compare/compare.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

struct roster_person {
    term_id term, speaker;
    const char *name;
};
struct roster {
    struct roster_person **people; /* [record][person] */
    /* By surname term: the first name it was first seen with; `shared` once a second one is met. Grown with the terms. */
    struct surname { term_id surname, first; bool shared; } *surnames;
    size_t n_slots;
    const char **names; /* by speaker: the fullest name */
};

struct name_words {
    const char *word[16];
    size_t n_bytes[16], n;
};

static bool is_suffix(const char *word, size_t n)
{
    return (n >= 2 && n <= 3) && (strncasecmp(word, "jr", 2) == 0 || strncasecmp(word, "sr", 2) == 0 || strncasecmp(word, "iii", n) == 0) &&
           (n == 2 || word[2] == '.' || word[2] == 'i' || word[2] == 'I');
}

/* The words of a name; "Jr." joins the surname by being kept as the first name's mark. */
static void split_name(const char *name, struct name_words *out)
{
    out->n = 0;
    for (const char *at = name; *at && out->n < 16;) {
        at += strspn(at, " ,()");
        size_t n = strcspn(at, " ,()");
        if (n) {
            out->word[out->n] = at;
            out->n_bytes[out->n++] = n;
        }
        at += n;
    }
}

static size_t lower(char *out, size_t max, const char *word, size_t n)
{
    size_t m = 0;
    for (size_t i = 0; i < n && m + 1 < max; i++)
        out[m++] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] + 32 : word[i]);
    if (m > 2 && out[m - 2] == '\'' && out[m - 1] == 's')
        m -= 2;
    out[m] = '\0';
    return m;
}

/* "-skiy", "-skyy", "-skyi", "-skii" are ways to write "-sky". */
static size_t one_spelling(char *word, size_t n)
{
    static const char *const endings[] = {"skiy", "skyy", "skyi", "skii"};
    for (size_t k = 0; n > 6 && k < sizeof endings / sizeof *endings; k++)
        if (strcmp(word + n - 4, endings[k]) == 0) {
            memcpy(word + n - 4, "sky", sizeof "sky");
            return n - 1;
        }
    return n;
}

/* The surname of a person's name and a mark of the first name: its initial letters, "jr" added. 0: no name. */
static term_id surname(struct terms *terms, const struct name_words *name, term_id *first)
{
    size_t last = name->n;
    char mark[80] = "";
    while (last > 0 && is_suffix(name->word[last - 1], name->n_bytes[last - 1]))
        last--;
    bool junior = last < name->n;
    *first = 0;
    if (!last)
        return 0;
    if (last > 1) {
        size_t n = lower(mark, 64, name->word[0], name->n_bytes[0]);
        if (junior)
            n += (size_t)snprintf(mark + n, sizeof mark - n, " jr");
        *first = terms_intern(terms, mark, n);
    } else if (junior) {
        *first = terms_intern(terms, "jr", 2);
    }
    char word[LEMMA_MAX];
    size_t n = one_spelling(word, lower(word, sizeof word, name->word[last - 1], name->n_bytes[last - 1]));
    return terms_intern(terms, word, n);
}

static struct surname *surname_slot(const struct roster *roster, term_id surname)
{
    size_t at = (surname * 2654435761u) & (roster->n_slots - 1);
    while (roster->surnames[at].surname && roster->surnames[at].surname != surname)
        at = (at + 1) & (roster->n_slots - 1);
    return &roster->surnames[at];
}

/* Can the first names be one person's? "donald" and "donald jr" cannot, nor can a man's and a woman's. */
static bool one_given(const struct terms *terms, term_id a, term_id b)
{
    const char *x = terms_text(terms, a), *y = terms_text(terms, b);
    char gx = gazetteer_gender(x), gy = gazetteer_gender(y);
    bool two_genders = (gx == 'm' && gy == 'f') || (gx == 'f' && gy == 'm');
    return a == b || (!two_genders && !strchr(x, ' ') && !strchr(y, ' ') && gazetteer_given_agree(x, y));
}

static void learn_surname(struct roster *roster, struct terms *terms, const struct hearsay_person *person)
{
    struct name_words name;
    split_name(person->name, &name);
    term_id first, last = surname(terms, &name, &first);
    if (!last || !first)
        return;
    struct surname *slot = surname_slot(roster, last);
    slot->surname = last;
    if (!slot->first)
        slot->first = first;
    else if (!one_given(terms, slot->first, first))
        slot->shared = true;
}

static void resolve_named(struct roster *roster, struct terms *terms, const struct hearsay_person *person, struct roster_person *out)
{
    struct name_words name;
    split_name(person->name, &name);
    term_id first, last = surname(terms, &name, &first);
    out->term = last;
    if (last && surname_slot(roster, last)->shared && first) {
        if (one_given(terms, surname_slot(roster, last)->first, first))
            first = surname_slot(roster, last)->first;
        char full[256];
        int n = snprintf(full, sizeof full, "%s %s", terms_text(terms, first), terms_text(terms, last));
        out->term = terms_intern(terms, full, n < (int)sizeof full ? (size_t)n : sizeof full - 1);
    }
    out->speaker = out->term;
}

/* A group or an institution: named by its last content word, the same speaker by all of them. */
/* "Trump", taken for an institution by one article, where others know a person of that one surname. */
static bool is_known_surname(struct roster *roster, struct terms *terms, const struct hearsay_person *person, struct roster_person *out)
{
    struct name_words name;
    term_id first, last;
    split_name(person->name, &name);
    if (person->kind == HEARSAY_KIND_UNNAMED || name.n != 1 || !(last = surname(terms, &name, &first)))
        return false;
    const struct surname *slot = surname_slot(roster, last);
    if (slot->surname != last || !slot->first || slot->shared)
        return false;
    out->term = out->speaker = last;
    return true;
}

static void resolve_other(struct terms *terms, const struct lexicon *lexicon, const struct hearsay_person *person, int record,
                          size_t index, struct roster_person *out)
{
    struct name_words name;
    char key[512] = "+";
    size_t used = 1;
    split_name(person->name, &name);
    for (size_t i = 0; i < name.n; i++) {
        char word[LEMMA_MAX];
        struct normal_word normal;
        size_t n = lower(word, sizeof word, name.word[i], name.n_bytes[i]);
        lexicon_normal(lexicon, word, n, &normal);
        if (normal.classes & WORD_STOP)
            continue;
        out->term = terms_intern(terms, normal.concept, strlen(normal.concept));
        int more = snprintf(key + used, sizeof key - used, " %s", normal.concept);
        used = used + (size_t)more < sizeof key ? used + (size_t)more : sizeof key - 1;
    }
    if (person->kind == HEARSAY_KIND_UNNAMED)
        used = (size_t)snprintf(key, sizeof key, "?%d %zu", record, index);
    out->speaker = terms_intern(terms, key, used);
}

static bool has_name(const struct hearsay_person *person)
{
    return person->kind == HEARSAY_KIND_PERSON && person->name;
}

/* A longer name is fuller, up to a length that no name has. */
static bool is_fuller(const char *name, const char *than)
{
    enum { NAME_MAX_BYTES = 80 };
    size_t n = strlen(name);
    return !than || (n > strlen(than) && n <= NAME_MAX_BYTES);
}

static bool learn_names(struct roster *roster, struct arena *arena, struct terms *terms, const struct hearsay_record *const *records, size_t n)
{
    roster->names = ARENA_NEW(arena, const char *, terms_count(terms) + 1);
    if (!roster->names)
        return false;
    for (size_t i = 0; i < n; i++)
        for (size_t p = 0; p < records[i]->n_people; p++) {
            const char *name = records[i]->people[p].name, **best = &roster->names[roster->people[i][p].speaker];
            roster->people[i][p].name = name;
            if (name && has_name(&records[i]->people[p]) && is_fuller(name, *best))
                *best = name;
        }
    return true;
}

struct roster *roster_new(struct arena *arena, struct terms *terms, const struct lexicon *lexicon, const struct hearsay_record *const *records,
                          size_t n)
{
    struct roster *roster = ARENA_NEW(arena, struct roster, 1);
    size_t n_people = 0;
    for (size_t i = 0; i < n; i++)
        n_people += records[i]->n_people;
    if (!roster || !(roster->people = ARENA_NEW(arena, struct roster_person *, n + 1)))
        return NULL;
    for (roster->n_slots = 64; roster->n_slots < n_people * 2;)
        roster->n_slots *= 2;
    if (!(roster->surnames = ARENA_NEW(arena, struct surname, roster->n_slots)))
        return NULL;
    for (size_t i = 0; i < n; i++)
        for (size_t p = 0; p < records[i]->n_people; p++)
            if (has_name(&records[i]->people[p]))
                learn_surname(roster, terms, &records[i]->people[p]);
    for (size_t i = 0; i < n; i++) {
        if (!(roster->people[i] = ARENA_NEW(arena, struct roster_person, records[i]->n_people + 1)))
            return NULL;
        for (size_t p = 0; p < records[i]->n_people; p++) {
            const struct hearsay_person *person = &records[i]->people[p];
            if (has_name(person))
                resolve_named(roster, terms, person, &roster->people[i][p]);
            else if (person->name && !is_known_surname(roster, terms, person, &roster->people[i][p]))
                resolve_other(terms, lexicon, person, (int)i, p, &roster->people[i][p]);
        }
    }
    return learn_names(roster, arena, terms, records, n) ? roster : NULL;
}

const char *roster_name(const struct roster *roster, int record, int person)
{
    if (person < 0)
        return NULL;
    const struct roster_person *own = &roster->people[record][person];
    return own->speaker && roster->names[own->speaker] ? roster->names[own->speaker] : own->name;
}

term_id roster_term(const struct roster *roster, int record, int person)
{
    return person < 0 ? 0 : roster->people[record][person].term;
}

term_id roster_speaker(const struct roster *roster, int record, int person)
{
    return person < 0 ? 0 : roster->people[record][person].speaker;
}
