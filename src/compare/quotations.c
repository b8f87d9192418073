/* One wording, one speaker: the same words that several articles give to different names were said by one of them.
 *
 * Method: clauses of the same terms, at least WORDING_TERMS of them, are one wording. Where articles differ on whose it is, the named person that most of
 * them name has it: an article that says "the lawmaker" is told by another who she is. Where as many name one as another, the
 * wording takes no side, for one of the articles, or our reading of it, is wrong. Without a named person the first article's source stands for all.
 * Why: without this a quotation that two articles print counts as two voices that agree. Source: own; after Suen et al., NIFTY (2013), on following
 * quotations through the news.
 */
#include "compare/compare.h"

#include <stdlib.h>
#include <xxhash.h>

enum { WORDING_TERMS = 5 };

struct wording_key { uint64_t hash; uint32_t claim; };

uint64_t quotations_wording(const struct comparison *comparison, const struct claim *claim)
{
    const struct clause *clause = &comparison->clauses[claim->first_clause];
    /* who says the contrary does not say the same, whatever words are shared */
    return clause->n_terms >= WORDING_TERMS ? XXH3_64bits_withSeed(clause->terms, clause->n_terms * sizeof *clause->terms, clause->negative) : 0;
}

static int by_wording(const void *a, const void *b)
{
    const struct wording_key *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->claim < y->claim ? -1 : x->claim > y->claim;
}

static bool has_named(const struct comparison *comparison, const struct claim *claim)
{
    int person = claim->who_person;
    return person >= 0 && comparison->records[claim->who_record]->people[person].kind == HEARSAY_KIND_PERSON;
}

/* How many of the wording's claims give it to this one's speaker. */
static size_t votes_for(const struct comparison *comparison, const struct wording_key *keys, size_t n, term_id speaker)
{
    size_t votes = 0;
    for (size_t i = 0; i < n; i++)
        votes += comparison->claims[keys[i].claim].speaker == speaker;
    return votes;
}

/* The claim whose speaker has the wording; NULL: as many name one person as another. */
static const struct claim *elect(const struct comparison *comparison, const struct wording_key *keys, size_t n)
{
    const struct claim *best = NULL;
    size_t most = 0;
    bool tied = false;
    for (size_t i = 0; i < n; i++) {
        const struct claim *claim = &comparison->claims[keys[i].claim];
        if (!has_named(comparison, claim) || (best && claim->speaker == best->speaker))
            continue;
        size_t votes = votes_for(comparison, keys, n, claim->speaker);
        tied = votes == most || (tied && votes < most);
        if (votes > most) {
            best = claim;
            most = votes;
        }
    }
    return tied ? NULL : best ? best : &comparison->claims[keys[0].claim];
}

static void settle(struct comparison *comparison, const struct wording_key *keys, size_t n)
{
    const struct claim *elected = elect(comparison, keys, n);
    struct claim model = elected ? *elected : (struct claim){0};
    for (size_t i = 0; i < n; i++) {
        struct claim *claim = &comparison->claims[keys[i].claim];
        claim->silent |= !elected;
        if (!elected || claim->speaker == model.speaker)
            continue;
        claim->speaker = model.speaker;
        claim->name = model.name;
        claim->who_record = model.who_record;
        claim->who_person = model.who_person;
        claim->told_elsewhere = true;
    }
}

/* ---- two claims of one question ---- */

enum { RUN_WORDS = 8, WHOLE_WORDS = 4, WORDS_MAX = 96 };

/* Hashes of the content's words, without case and marks. */
static size_t read_words(const struct comparison *comparison, const struct claim *claim, uint64_t words[WORDS_MAX])
{
    const struct hearsay_record *record = comparison->records[claim->record];
    size_t n = 0, at = claim->byte;
    uint64_t word = 0;
    for (uint32_t points = claim->span.end - claim->span.begin; n < WORDS_MAX && at <= record->n_bytes; at++) {
        unsigned char c = at < record->n_bytes ? (unsigned char)record->text[at] : ' ';
        points -= (c & 0xC0) != 0x80 && points > 0;
        bool letter = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0xC3;
        if (letter)
            word = (word ^ (c < 0x80 ? c | 32 : c)) * 1099511628211ull; /* FNV-1a */
        if ((!letter || points == 0) && word) {
            words[n++] = word;
            word = 0;
        }
        if (points == 0)
            break;
    }
    return n;
}

static size_t longest_run(const uint64_t *a, size_t n_a, const uint64_t *b, size_t n_b)
{
    size_t longest = 0;
    uint8_t row[WORDS_MAX + 1] = {0}; /* how long a run ends at b's word */
    for (size_t i = 0; i < n_a; i++)
        for (size_t j = n_b; j > 0; j--) {
            row[j] = a[i] == b[j - 1] ? (uint8_t)(row[j - 1] + 1) : 0;
            longest = row[j] > longest ? row[j] : longest;
        }
    return longest;
}

bool quotations_alike(const struct comparison *comparison, const struct claim *a, const struct claim *b)
{
    uint64_t x[WORDS_MAX], y[WORDS_MAX];
    size_t n_x = read_words(comparison, a, x), n_y = read_words(comparison, b, y), least = n_x < n_y ? n_x : n_y;
    size_t run = longest_run(x, n_x, y, n_y);
    bool quoted = a->direct && b->direct, whole = run == least && run >= WHOLE_WORDS;
    return run >= RUN_WORDS || (quoted && whole);
}

bool quotations_join(const struct comparison *comparison, struct claim *a, struct claim *b)
{
    bool named_a = has_named(comparison, a), named_b = has_named(comparison, b);
    if (named_a && named_b)
        return false;
    struct claim *from = named_b ? b : a, *to = named_b ? a : b;
    to->speaker = from->speaker;
    to->name = from->name;
    to->who_record = from->who_record;
    to->who_person = from->who_person;
    return to->told_elsewhere = true;
}

static bool one_speaker(const struct comparison *comparison, const struct wording_key *keys, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (comparison->claims[keys[i].claim].speaker != comparison->claims[keys[0].claim].speaker)
            return false;
    return true;
}

bool quotations_settle(struct comparison *comparison)
{
    enum { GROUP_MAX = 1000 }; /* votes are counted pair by pair */
    struct wording_key *keys = calloc(comparison->n_claims + 1, sizeof *keys);
    size_t n = 0;
    if (!keys)
        return false;
    for (uint32_t i = 0; i < comparison->n_claims; i++) {
        uint64_t hash = quotations_wording(comparison, &comparison->claims[i]);
        if (hash)
            keys[n++] = (struct wording_key){hash, i};
    }
    if (n > 1)
        qsort(keys, n, sizeof *keys, by_wording);
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && end - begin < GROUP_MAX && keys[end].hash == keys[begin].hash;)
            end++;
        if (!one_speaker(comparison, &keys[begin], end - begin))
            settle(comparison, &keys[begin], end - begin);
    }
    free(keys);
    return true;
}
