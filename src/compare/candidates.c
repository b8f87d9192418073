/* Which pairs of clauses are looked at: those that share a rare term.
 *
 * Method: an inverted index from term to clauses, read and grown in one pass; for each clause the earlier ones that it shares terms with are
 * scored by the rarity of what is shared, and the best COMPARE_CANDIDATES_MAX are judged. Of a term's clauses only the first
 * COMPARE_POSTING_MAX are kept, so that the pairs grow with the clauses and not with their square; a term that common tells little, and copies
 * of one statement still meet through its first copies. Source: text-book inverted file; the cap after near-duplicate detection practice.
 */
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

enum { EDGES_MAX = 1 << 26 };

struct posting {
    uint32_t *clauses; /* malloc'd */
    uint32_t n, capacity;
};
struct search {
    const struct comparison *comparison;
    struct posting *postings;  /* by term */
    float *score;              /* by clause; 0: not touched */
    uint32_t *touched;
    size_t n_touched;
};

static bool search_open(struct search *search, const struct comparison *comparison)
{
    search->comparison = comparison;
    search->postings = calloc(terms_count(comparison->terms) + 1, sizeof *search->postings);
    search->score = calloc(comparison->n_clauses + 1, sizeof *search->score);
    search->touched = calloc(comparison->n_clauses + 1, sizeof *search->touched);
    return search->postings && search->score && search->touched;
}

static void search_close(struct search *search)
{
    for (size_t i = 0; search->postings && i <= terms_count(search->comparison->terms); i++)
        free(search->postings[i].clauses);
    free(search->postings);
    free(search->score);
    free(search->touched);
}

static void touch_clauses(struct search *search, const struct clause *clause)
{
    const struct comparison *comparison = search->comparison;
    for (size_t k = 0; k < clause->n_terms; k++) {
        const struct posting *posting = &search->postings[clause->terms[k]];
        float weight = comparison->weight[clause->terms[k]];
        for (uint32_t i = 0; i < posting->n; i++) {
            uint32_t other = posting->clauses[i];
            if (comparison->clauses[other].claim == clause->claim)
                continue;
            if (search->score[other] == 0)
                search->touched[search->n_touched++] = other;
            search->score[other] += weight;
        }
    }
}

/* The best of the touched, best first; their scores are cleared for the next clause. */
static size_t best_candidates(struct search *search, uint32_t best[COMPARE_CANDIDATES_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < search->n_touched; i++) {
        uint32_t clause = search->touched[i];
        size_t at = n;
        if (n == COMPARE_CANDIDATES_MAX && search->score[best[--at]] >= search->score[clause])
            continue;
        for (; at > 0 && search->score[best[at - 1]] < search->score[clause]; at--)
            best[at] = best[at - 1];
        best[at] = clause;
        n += n < COMPARE_CANDIDATES_MAX;
    }
    for (size_t i = 0; i < search->n_touched; i++)
        search->score[search->touched[i]] = 0;
    return n;
}

static bool add_posting(struct search *search, uint32_t index)
{
    const struct clause *clause = &search->comparison->clauses[index];
    for (size_t k = 0; k < clause->n_terms; k++) {
        struct posting *posting = &search->postings[clause->terms[k]];
        if (posting->n == COMPARE_POSTING_MAX)
            continue;
        if (posting->n == posting->capacity) {
            uint32_t capacity = posting->capacity ? posting->capacity * 2 : 4;
            uint32_t *grown = realloc(posting->clauses, capacity * sizeof *grown);
            if (!grown)
                return false;
            posting->clauses = grown;
            posting->capacity = capacity;
        }
        posting->clauses[posting->n++] = index;
    }
    return true;
}

static enum hearsay_status judge_clause(struct search *search, uint32_t index, struct edges *edges)
{
    const struct clause *clause = &search->comparison->clauses[index];
    uint32_t best[COMPARE_CANDIDATES_MAX];
    search->n_touched = 0;
    touch_clauses(search, clause);
    size_t n = best_candidates(search, best);
    for (size_t i = 0; i < n; i++) {
        struct edge edge = {.from = index, .to = best[i]};
        edges->n_judged++;
        judge(search->comparison, clause, &search->comparison->clauses[best[i]], &edge.judgement);
        if (!edge.judgement.meet)
            continue;
        if (!VECTOR_ROOM(edges->items, edges->n, edges->capacity, EDGES_MAX))
            return HEARSAY_MEMORY;
        edges->items[edges->n++] = edge;
    }
    return HEARSAY_OK;
}

enum hearsay_status edges_find(const struct comparison *comparison, struct edges *edges)
{
    struct search search = {0};
    enum hearsay_status status = search_open(&search, comparison) ? HEARSAY_OK : HEARSAY_MEMORY;
    for (size_t i = 0; status == HEARSAY_OK && i < comparison->n_clauses; i++) {
        status = judge_clause(&search, (uint32_t)i, edges);
        if (status == HEARSAY_OK && !add_posting(&search, (uint32_t)i))
            status = HEARSAY_MEMORY;
    }
    search_close(&search);
    return status;
}

void edges_release(struct edges *edges)
{
    free(edges->items);
    *edges = (struct edges){0};
}
