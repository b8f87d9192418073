/* Copies among the articles, and how many independent origins stand behind a question's claims.
 *
 * Method, articles: every run of five words is hashed; an article keeps its 256 smallest hashes (a bottom-k sketch), from which resemblance and
 * containment of two articles are estimated. Articles that share a hash are candidates. Two are copies of one text when they resemble by half, when one
 * holds four fifths of the other, or when both credit one agency and a third is shared. Why sketches: articles are compared in time that grows with their number, not
 * its square. Source: Broder (1997); bottom-k after Cohen & Kaplan (2007).
 *
 * Method, claims: edges between claims are certain (one speaker; copies of one article and no named speaker; one cited outlet behind both;
 * one wording) or possible (both sources unnamed, or names that may be one's). The most origins are counted with the certain edges, the least with all.
 */
#include "compare/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { SHINGLE_WORDS = 5, SKETCH = 256, BUCKET_MAX = 32, PAIRS_MAX = 64 };

struct sketch {
    uint64_t hashes[SKETCH]; /* ascending */
    uint32_t n, n_shingles;
    int agency;              /* index of the credited agency, from 1; 0: none */
};

static void sketch_add(struct sketch *sketch, uint64_t hash)
{
    uint32_t at = sketch->n;
    sketch->n_shingles++;
    if (at == SKETCH && hash >= sketch->hashes[SKETCH - 1])
        return;
    while (at > 0 && sketch->hashes[at - 1] > hash)
        at--;
    if (at > 0 && sketch->hashes[at - 1] == hash)
        return;
    uint32_t last = sketch->n < SKETCH ? sketch->n++ : SKETCH - 1;
    memmove(&sketch->hashes[at + 1], &sketch->hashes[at], (last - at) * sizeof hash);
    sketch->hashes[at] = hash;
}

/* The agency that the text's first or last 300 bytes credit. */
static int credited_agency(const struct hearsay_record *record)
{
    static const char *const CREDITS[] = {"(AP)", "(Reuters)", "(AFP)", "Associated Press", "Thomson Reuters", "Agence France-Presse", "(UPI)", "(Bloomberg)"};
    static const int AGENCY[] = {1, 2, 3, 1, 2, 3, 4, 5};
    char edge[604];
    size_t n = record->n_bytes < 300 ? record->n_bytes : 300;
    memcpy(edge, record->text, n);
    edge[n] = '\n';
    memcpy(edge + n + 1, record->text + record->n_bytes - n, n);
    edge[2 * n + 1] = '\0';
    for (size_t i = 0; i < sizeof CREDITS / sizeof *CREDITS; i++)
        if (memmem(edge, 2 * n + 1, CREDITS[i], strlen(CREDITS[i])))
            return AGENCY[i];
    return 0;
}

static void sketch_read(struct sketch *sketch, const struct hearsay_record *record)
{
    uint64_t window[SHINGLE_WORDS];
    uint64_t word = 0;
    uint32_t n = 0;
    for (size_t i = 0; i <= record->n_bytes; i++) {
        unsigned char c = i < record->n_bytes ? (unsigned char)record->text[i] : ' ';
        bool letter = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0xC3;
        if (letter) {
            word = (word ^ (c < 0x80 ? c | 32 : c)) * 1099511628211ull; /* FNV-1a */
        } else if (word) {
            window[n++ % SHINGLE_WORDS] = word;
            word = 0;
            if (n >= SHINGLE_WORDS) {
                uint64_t run[SHINGLE_WORDS];
                for (uint32_t k = 0; k < SHINGLE_WORDS; k++)
                    run[k] = window[(n + k) % SHINGLE_WORDS];
                sketch_add(sketch, XXH3_64bits(run, sizeof run));
            }
        }
    }
    sketch->agency = record->n_bytes ? credited_agency(record) : 0;
}

/* Estimates by the smallest hashes of both together. */
static void resemble(const struct sketch *a, const struct sketch *b, double *jaccard, double *contained)
{
    uint32_t i = 0, j = 0, both = 0, seen = 0;
    while (seen < SKETCH && i < a->n && j < b->n) {
        seen++;
        if (a->hashes[i] == b->hashes[j]) {
            both++;
            i++;
            j++;
        } else {
            a->hashes[i] < b->hashes[j] ? i++ : j++;
        }
    }
    *jaccard = seen ? (double)both / seen : 0;
    double total = (double)a->n_shingles + b->n_shingles, least = a->n_shingles < b->n_shingles ? a->n_shingles : b->n_shingles;
    *contained = least > 0 ? *jaccard / (1 + *jaccard) * total / least : 0;
}

static bool are_copies(const struct sketch *a, const struct sketch *b)
{
    double jaccard, contained;
    if (a->n < 8 || b->n < 8)
        return false; /* too short to tell */
    resemble(a, b, &jaccard, &contained);
    return jaccard >= 0.5 || contained >= 0.8 || (a->agency && a->agency == b->agency && contained >= 0.33);
}

static int find_root(int *parent, int i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static void join(int *parent, int a, int b)
{
    a = find_root(parent, a);
    b = find_root(parent, b);
    if (a != b)
        parent[a > b ? a : b] = a > b ? b : a;
}

struct key { uint64_t hash; int item; };

static int by_hash(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

/* Joins copies among articles that share a hash; of a hash that many share, each is held against the few before it. */
static void join_copies(int *parent, const struct sketch *sketches, const struct key *keys, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = 1; k <= 4 && k <= i && keys[i - k].hash == keys[i].hash; k++) {
            int a = keys[i].item, b = keys[i - k].item;
            if (find_root(parent, a) != find_root(parent, b) && are_copies(&sketches[a], &sketches[b]))
                join(parent, a, b);
        }
}

/* Numbers the roots from 1 in the order of their first item. */
static void number_roots(int *parent, int *number, size_t n)
{
    int next = 1;
    for (size_t i = 0; i < n; i++) {
        int root = find_root(parent, (int)i);
        number[i] = root == (int)i ? next++ : number[root]; /* a root is its group's first */
    }
}

int *origins_articles(struct arena *arena, const struct hearsay_record *const *records, size_t n)
{
    int *number = ARENA_NEW(arena, int, n + 1);
    struct sketch *sketches = calloc(n + 1, sizeof *sketches);
    int *parent = calloc(n + 1, sizeof *parent);
    struct key *keys = calloc(n * 32 + 1, sizeof *keys);
    size_t n_keys = 0;
    for (size_t i = 0; number && sketches && parent && keys && i < n; i++) {
        parent[i] = (int)i;
        sketch_read(&sketches[i], records[i]);
        for (uint32_t k = 0; k < sketches[i].n && k < 32; k++)
            keys[n_keys++] = (struct key){sketches[i].hashes[k], (int)i};
    }
    bool ready = number && sketches && parent && keys;
    if (ready) {
        qsort(keys, n_keys, sizeof *keys, by_hash);
        join_copies(parent, sketches, keys, n_keys);
        number_roots(parent, number, n);
    }
    free(sketches);
    free(parent);
    free(keys);
    return ready ? number : NULL;
}

/* ---- claims ---- */

static const struct hearsay_attribution *attribution_of(const struct comparison *comparison, const struct claim *claim)
{
    return &comparison->records[claim->record]->attributions[claim->attribution];
}

static bool is_unnamed(const struct comparison *comparison, const struct claim *claim)
{
    const struct hearsay_attribution *attribution = attribution_of(comparison, claim);
    return attribution->speaker < 0 || comparison->records[claim->record]->people[attribution->speaker].kind == HEARSAY_KIND_UNNAMED;
}

enum { EDGE_KINDS = 4 };
/* The keys by which a claim is certainly of one origin with others; 0: none of that kind. */
static void certain_keys(const struct comparison *comparison, const int *article_origins, const struct claim *claim, uint64_t keys[EDGE_KINDS])
{
    const struct hearsay_attribution *attribution = attribution_of(comparison, claim);
    char text[128];
    memset(keys, 0, EDGE_KINDS * sizeof *keys);
    if (claim->speaker)
        keys[0] = XXH3_64bits(text, (size_t)snprintf(text, sizeof text, "speaker %u", claim->speaker));
    if (is_unnamed(comparison, claim))
        keys[1] = XXH3_64bits(text, (size_t)snprintf(text, sizeof text, "article %d", article_origins[claim->record]));
    if (is_unnamed(comparison, claim) && attribution->n_chain > 1 && attribution->chain[0] >= 0 &&
        attribution->chain[0] < (int)comparison->records[claim->record]->n_people) {
        term_id cited = roster_speaker(comparison->roster, claim->record, attribution->chain[0]);
        keys[2] = cited ? XXH3_64bits(text, (size_t)snprintf(text, sizeof text, "cited %u", cited)) : 0;
    }
    keys[3] = quotations_wording(comparison, claim);
}

static void join_keys(int *parent, struct key *keys, size_t n)
{
    if (n > 1)
        qsort(keys, n, sizeof *keys, by_hash);
    for (size_t i = 1; i < n; i++)
        if (keys[i].hash == keys[i - 1].hash)
            join(parent, keys[i].item, keys[i - 1].item);
}

/* How many of them a statement that answers goes back to: what stands beside a question backs neither answer. */
static int count_answering(int *parent, const struct hearsay_claim *claims, size_t n, bool *seen)
{
    int roots = 0;
    memset(seen, 0, n * sizeof *seen);
    for (size_t i = 0; i < n; i++) {
        int root = find_root(parent, (int)i);
        roots += claims[i].answer != HEARSAY_ANSWER_UNSURE && !seen[root];
        seen[root] |= claims[i].answer != HEARSAY_ANSWER_UNSURE;
    }
    return roots;
}

static void join_unnamed(const struct comparison *comparison, const uint32_t *claims, int *parent, size_t n)
{
    int first = -1;
    for (size_t i = 0; i < n; i++)
        if (is_unnamed(comparison, &comparison->claims[claims[i]])) {
            if (first >= 0)
                join(parent, first, (int)i);
            first = first < 0 ? (int)i : first;
        }
}

/* "Trump" and "Donald Trump" may be one. */
static void join_names(const struct hearsay_claim *claims, int *parent, size_t n)
{
    enum { NAMES_REACH = 64 };
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && j < i + NAMES_REACH; j++)
            if (names_may_be_one(claims[i].speaker, claims[j].speaker))
                join(parent, (int)i, (int)j);
}

enum hearsay_status origins_claims(const struct comparison *comparison, const int *article_origins, const uint32_t *claims, struct hearsay_claim *out,
                                   struct hearsay_question *question)
{
    size_t n = question->n_claims, n_keys = 0;
    int *parent = calloc(n + 1, sizeof *parent), *number = calloc(n + 1, sizeof *number);
    bool *seen = calloc(n + 1, sizeof *seen);
    struct key *keys = calloc(n * EDGE_KINDS + 1, sizeof *keys);
    bool ready = parent && number && keys && seen;
    for (size_t i = 0; ready && i < n; i++) {
        uint64_t hashes[EDGE_KINDS];
        parent[i] = (int)i;
        certain_keys(comparison, article_origins, &comparison->claims[claims[i]], hashes);
        for (int k = 0; k < EDGE_KINDS; k++)
            if (hashes[k])
                keys[n_keys++] = (struct key){hashes[k], (int)i};
    }
    if (ready) {
        join_keys(parent, keys, n_keys);
        number_roots(parent, number, n);
        for (size_t i = 0; i < n; i++)
            out[i].origin = number[i];
        question->origins_most = count_answering(parent, out, n, seen);
        join_unnamed(comparison, claims, parent, n);
        join_names(out, parent, n);
        question->origins_least = count_answering(parent, out, n, seen);
    }
    free(seen);
    free(parent);
    free(number);
    free(keys);
    return ready ? HEARSAY_OK : HEARSAY_MEMORY;
}
