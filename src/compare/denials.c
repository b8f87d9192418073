/* What a denial denies, in the article that reports it.
 *
 * Method: from each denial back over the statements before it, the nearest that it can mean: one whose speaker the denial names ("denied Smith's
 * account"), or one that charges the denier ("Smith was behind the attack. Smith denied it"). Too far back, by
 * the same speaker, itself a denial: not meant. Why nearest: a denial stands beside what it answers, or names it. Source: own.
 */
#include "compare/compare.h"

#include "base/vector.h"

enum { LOOK_BACK_CLAIMS = 24, NEXT_POINTS = 250, NEAR_POINTS = 700, FAR_POINTS = 1500, EDGES_MAX = 1 << 26 };

static bool has_term(const struct clause *clause, term_id term)
{
    for (size_t i = 0; i < clause->n_terms; i++)
        if (term && clause->terms[i] == term)
            return true;
    return false;
}

/* Whether the denial names whose statement it denies; the denier's own name stands in it as its subject and names nobody. */
static bool names_source(const struct comparison *comparison, const struct clause *denial, const struct claim *claim)
{
    const struct hearsay_record *record = comparison->records[claim->record];
    const struct hearsay_attribution *attribution = &record->attributions[claim->attribution];
    term_id denier = comparison->claims[denial->claim].name;
    if (claim->name != denier && has_term(denial, claim->name))
        return true;
    for (size_t i = 0; i < attribution->n_chain; i++) {
        int link = attribution->chain[i];
        term_id name = link >= 0 && link < (int)record->n_people ? roster_term(comparison->roster, claim->record, link) : 0;
        if (name != denier && has_term(denial, name))
            return true;
    }
    return false;
}

static bool has_role(const struct clause *clause, term_id name)
{
    for (size_t i = 0; i < clause->n_agent; i++)
        if (name && clause->agent[i] == name)
            return true;
    return false;
}

/* Whether the clause lays something at the denier's door. A denial of "involvement" answers nothing but a charge. */
static bool charges(const struct comparison *comparison, const struct clause *denial, const struct clause *clause, term_id denier, uint32_t distance)
{
    bool accuses = comparison->claims[clause->claim].accuse, doer = has_role(clause, denier);
    if (clause->predicate == comparison->responsible)
        return doer;
    return (accuses && has_term(clause, denier) && (doer || distance <= NEXT_POINTS)) || (doer && denial->anaphoric && !comparison->claims[clause->claim].direct && distance <= NEXT_POINTS && clause->finite && clause->modality == MODALITY_FACT);
}

/* How surely `clause` is what `denial` means; 0: it is not. */
static float means(const struct comparison *comparison, const struct clause *denial, const struct clause *clause, uint32_t distance)
{
    const struct claim *denier = &comparison->claims[denial->claim], *claim = &comparison->claims[clause->claim];
    if (clause->denied || clause->negative || clause->unsure || clause->anaphoric || clause->n_terms < 2 ||
        (clause->nominal && !claim->accuse) || claim->silent ||
        clause->modality == MODALITY_HEDGED || (denier->speaker && denier->speaker == claim->speaker))
        return 0;
    bool charged = charges(comparison, denial, clause, denier->name, distance);
    bool plain = claim->n_clauses == 1 && distance <= NEXT_POINTS;
    if (denial->anaphoric && names_source(comparison, denial, claim)) /* "the claims" of one source may be any of many */
        return charged ? 0.9f : !denial->plural && plain ? 0.8f : 0;
    return denial->bare && distance <= NEAR_POINTS && charged ? 0.8f : 0;
}

static bool add_edge(struct edges *edges, uint32_t denial, uint32_t clause, float confidence)
{
    if (!VECTOR_ROOM(edges->items, edges->n, edges->capacity, EDGES_MAX))
        return false;
    edges->items[edges->n++] = (struct edge){.from = denial, .to = clause,
                                             .judgement = {true, true, true, true, confidence, "a denial of what the article reports before it"}};
    return true;
}

/* The nearest meant clause before a denial. */
static bool find_meant(const struct comparison *comparison, uint32_t index, struct edges *edges)
{
    const struct clause *denial = &comparison->clauses[index];
    const struct claim *denier = &comparison->claims[denial->claim];
    uint32_t best = 0;
    float sureness = 0;
    for (uint32_t n = 0, at = denial->claim; at > 0 && n < LOOK_BACK_CLAIMS; n++) {
        const struct claim *claim = &comparison->claims[--at];
        if (claim->record != denier->record)
            break;
        if (claim->span.end > denier->span.begin) /* it stands inside, or behind */
            continue;
        uint32_t distance = denier->span.begin - claim->span.end;
        for (uint32_t k = 0; k < claim->n_clauses && distance <= FAR_POINTS; k++) {
            float sure = means(comparison, denial, &comparison->clauses[claim->first_clause + k], distance);
            if (sure > sureness) {
                sureness = sure;
                best = claim->first_clause + k;
            }
        }
    }
    return sureness == 0 || add_edge(edges, index, best, sureness);
}

enum hearsay_status denials_find(const struct comparison *comparison, struct edges *edges)
{
    for (uint32_t i = 0; i < comparison->n_clauses; i++) {
        const struct clause *clause = &comparison->clauses[i];
        bool denies = clause->denied && clause->bare && !clause->unsure && !comparison->claims[clause->claim].silent;
        if (denies && !find_meant(comparison, i, edges))
            return HEARSAY_MEMORY;
    }
    return HEARSAY_OK;
}
