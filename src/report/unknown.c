/* What is not known about a question: whether anybody with access answers it, and who was in the room and is not cited on it.
 *
 * Method: a roster is what an article says in so many words: "… were in the room: the ministers, Ana Sol and Ben Ruiz", "attended by …",
 * "Ana Sol, who was at the table". Taken are people of the record whose full name (two words at least) stands in that sentence at the
 * place where the phrase puts those present; a sentence that negates or excepts gives none. A roster bears on a question when the same article, or a copy of it,
 * holds a statement by a person of full name that answers the question from in the room; else nothing is said (`told` is false).
 * Why so little: the access of a speaker is judged by a model, and "was there and kept silent" must rest on words that a reader can
 * look up. What is meant is no more than: in these articles nothing was found. Source: own.
 */
#include "report/accounts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/vector.h"

enum { ROSTERS_MAX = 1 << 16, SENTENCE_MOST_BYTES = 600, ENTRIES_OF_RECORD_MAX = 24 };

/* ---- rosters ---- */

static const char *const BEFORE_LIST[] = {"in the room:",      "in the room were ", "in the room with ", "at the table:", "at the table were ",
                                          "at the table with ", "attended by ",      "Those present were ", "present were: "};
static const char *const BEHIND_NAME[] = {", who was in the room", ", who was also in the room", ", who was at the table", ", who attended the meeting",
                                          ", who sat in on the meeting"};
static const char *const TURNS[] = {" not ", "n't ", "n’t ", " never ", " no one", " nobody ", " except ", " without ", " neither ", " no other", " denied ", " if "};

/* The bytes of the sentence around byte `at`, roughly: to the next full stop or line. */
static void sentence_bytes(const struct hearsay_record *record, size_t at, size_t *begin, size_t *end)
{
    *begin = *end = at;
    while (*begin > 0 && at - *begin < SENTENCE_MOST_BYTES && record->text[*begin - 1] != '\n' &&
           !(record->text[*begin - 1] == ' ' && *begin > 1 && strchr(".?!", record->text[*begin - 2]) && record->text[*begin - 2]))
        --*begin;
    while (*end < record->n_bytes && *end - at < SENTENCE_MOST_BYTES && record->text[*end] != '\n' &&
           !(record->text[*end] == '.' && (*end + 1 == record->n_bytes || record->text[*end + 1] == ' ' || record->text[*end + 1] == '\n')))
        ++*end;
}

static bool turned(const char *s, size_t n)
{
    char sentence[2 * SENTENCE_MOST_BYTES + 2] = " "; /* so that its first word has a blank before it */
    n = n < 2 * SENTENCE_MOST_BYTES ? n : 2 * SENTENCE_MOST_BYTES;
    for (size_t i = 0; i < n; i++)
        sentence[i + 1] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] | 32) : s[i];
    for (size_t i = 0; i < sizeof TURNS / sizeof *TURNS; i++)
        if (memmem(sentence, n + 1, TURNS[i], strlen(TURNS[i])))
            return true;
    return false;
}

static bool is_full_name(const struct hearsay_person *person)
{
    const char *blank = person->name ? strchr(person->name, ' ') : NULL;
    return person->kind == HEARSAY_KIND_PERSON && blank && blank[1] >= 'A' && person->name[0] >= 'A' && person->name[0] <= 'Z';
}

static bool add_entry(struct rosters *rosters, int origin, const char *name)
{
    if (!VECTOR_ROOM(rosters->items, rosters->n, rosters->capacity, ROSTERS_MAX))
        return rosters->n == ROSTERS_MAX; /* full: the rest is not told */
    rosters->items[rosters->n++] = (struct roster_entry){origin, name};
    return true;
}

/* Adds the people whose full name stands in bytes [begin, end); `whole`: a name must end at `end`. */
static bool add_names(struct rosters *rosters, const struct hearsay_record *record, int origin, size_t begin, size_t end, bool whole)
{
    for (size_t i = 0; i < record->n_people; i++) {
        const struct hearsay_person *person = &record->people[i];
        if (!is_full_name(person))
            continue;
        size_t n = strlen(person->name);
        if (whole ? end - begin < n || memcmp(record->text + end - n, person->name, n) != 0
                  : end - begin < n || !memmem(record->text + begin, end - begin, person->name, n))
            continue;
        if (!add_entry(rosters, origin, person->name))
            return false;
    }
    return true;
}

static bool read_phrase(struct rosters *rosters, const struct hearsay_record *record, int origin, const char *phrase, bool behind)
{
    size_t n = strlen(phrase);
    const char *from = record->text, *end = record->text + record->n_bytes, *found;
    for (int times = 0; times < ENTRIES_OF_RECORD_MAX && (found = memmem(from, (size_t)(end - from), phrase, n)); times++) {
        size_t at = (size_t)(found - record->text), first, last;
        sentence_bytes(record, at, &first, &last);
        from = found + n;
        if (turned(record->text + first, last - first))
            continue;
        if (behind ? !add_names(rosters, record, origin, first, at, true) : !add_names(rosters, record, origin, at + n, last > at + n ? last : at + n, false))
            return false;
    }
    return true;
}

static int by_origin(const void *a, const void *b)
{
    const struct roster_entry *x = a, *y = b;
    return x->origin != y->origin ? (x->origin > y->origin) - (x->origin < y->origin) : strcmp(x->name, y->name);
}

bool rosters_read(struct rosters *rosters, const struct hearsay_accounts *accounts)
{
    *rosters = (struct rosters){0};
    bool good = true;
    for (size_t i = 0; good && i < accounts->n_records; i++) {
        const struct hearsay_record *record = accounts->records[i];
        for (size_t k = 0; good && k < sizeof BEFORE_LIST / sizeof *BEFORE_LIST; k++)
            good = read_phrase(rosters, record, accounts->origins[i], BEFORE_LIST[k], false);
        for (size_t k = 0; good && k < sizeof BEHIND_NAME / sizeof *BEHIND_NAME; k++)
            good = read_phrase(rosters, record, accounts->origins[i], BEHIND_NAME[k], true);
    }
    if (rosters->n)
        qsort(rosters->items, rosters->n, sizeof *rosters->items, by_origin);
    return good;
}

void rosters_release(struct rosters *rosters)
{
    free(rosters->items);
    *rosters = (struct rosters){0};
}

/* ---- one question ---- */

static const char *surname(const char *name)
{
    const char *blank = strrchr(name, ' ');
    return blank ? blank + 1 : name;
}

/* Whoever has the surname has spoken: a name missed here costs less than one that is wrongly told. */
static bool same_person(const char *a, const char *b)
{
    return a && b && strcasecmp(surname(a), surname(b)) == 0;
}

static bool is_cited(const struct hearsay_accounts *accounts, const struct hearsay_question *question, const char *name)
{
    for (size_t i = 0; i < question->n_claims; i++) {
        const struct hearsay_claim *claim = &question->claims[i];
        if (same_person(claim->speaker, name))
            return true;
        for (size_t k = 0; k < claim_attribution(accounts, claim)->n_chain; k++)
            if (same_person(claim_link(accounts, claim, k), name))
                return true;
    }
    return false;
}

static bool listed(const struct unknown *unknown, const char *name)
{
    for (size_t i = 0; i < unknown->n_silent; i++)
        if (same_person(unknown->silent[i], name))
            return true;
    return false;
}

/* The first roster entry of an origin; rosters->n: none. */
static size_t first_of(const struct rosters *rosters, int origin)
{
    size_t low = 0, high = rosters->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rosters->items[middle].origin < origin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rosters->n && rosters->items[low].origin == origin ? low : rosters->n;
}

static void add_silent(const struct rosters *rosters, const struct hearsay_accounts *accounts, const struct hearsay_question *question, int origin,
                       struct unknown *out)
{
    for (size_t i = first_of(rosters, origin); i < rosters->n && rosters->items[i].origin == origin; i++) {
        const char *name = rosters->items[i].name;
        out->told = true;
        if (out->n_silent < SILENT_MAX && !listed(out, name) && !is_cited(accounts, question, name))
            out->silent[out->n_silent++] = name;
    }
}

struct unknown unknown_find(const struct rosters *rosters, const struct hearsay_accounts *accounts, const struct hearsay_question *question)
{
    struct unknown unknown = {.no_access = true};
    int last = HEARSAY_NONE; /* claims come by article: most origins are looked up once */
    for (size_t i = 0; i < question->n_claims; i++) {
        const struct hearsay_claim *claim = &question->claims[i];
        enum hearsay_access access = claim_attribution(accounts, claim)->access;
        int origin = accounts->origins[claim->article];
        if (claim->answer == HEARSAY_ANSWER_UNSURE || (access != HEARSAY_ACCESS_IN_ROOM && access != HEARSAY_ACCESS_DOCUMENT))
            continue;
        unknown.no_access = false;
        if (access == HEARSAY_ACCESS_IN_ROOM && origin != last && claim->speaker && strchr(claim->speaker, ' ') && !strchr(claim->speaker, '('))
            add_silent(rosters, accounts, question, last = origin, &unknown);
    }
    return unknown;
}
