/* Questions found and answered with the trained judge.
 *
 * Method: clauses that can be turned round are candidate questions, what is surely contested first (rules: negation, denial, antonyms); every candidate is
 * held against the claims nearest to it in words. Of the candidates those are kept that together answer most, each claim counted at the question
 * that it answers best: greedy cover, which is within 1 - 1/e of the best choice (Nemhauser, Wolsey & Fisher 1978). Why not clustering claims: two claims
 * that answer one question need not resemble each other. An answer is given only where the judge is sure and no rule says the contrary; else
 * the claim stands there "unsure". The number of pairs is bounded for each claim, so that time grows with the claims and not with their square.
 */
#include "compare/discover.h"

#include <stdlib.h>
#include <string.h>

#include "compare/judging.h"

enum {
    CANDIDATES_FIRST = 16, CANDIDATES_SHARE = 4, CANDIDATES_MOST = 400, /* questions held against claims: 16 and a quarter of the claims */
    CLAIMS_EACH = 72,            /* … each against so many */
    ASKED_CLAIMS = 2000,         /* for a question that a person asks */
    PAIRS_MOST = 48000,
};
/* Shares of the judge, set on stories that it was not trained on (docs/figures/compare.md). */
static const float ANSWERS = 0.5f;  /* the claim belongs to the question */
static const float SURE = 0.85f;    /* … and which side it takes can be told */
static const float GAIN_LEAST = 1.2f;

struct candidate {
    uint32_t clause;
    float worth;
    const char *text;
    bool yes;            /* what its own claim answers */
    size_t first, n;     /* its pairs */
};
struct finding {
    const struct comparison *comparison;
    struct arena *arena; /* of the comparison: all that is made on the way */
    struct candidate *candidates;
    size_t n_candidates;
    const char **texts;
    struct judging_pair *pairs;
    size_t n_pairs;
    float *covered;      /* by claim: the share at its best question so far */
};

static uint32_t lead_clause(const struct comparison *comparison, const struct claim *claim)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = claim->first_clause; i < claim->first_clause + claim->n_clauses; i++) {
        const struct clause *clause = &comparison->clauses[i];
        if (!clause->turns || clause->bare || clause->unsure || clause->nominal || clause->n_terms < 2)
            continue;
        if (best == UINT32_MAX || clause->clarity > comparison->clauses[best].clarity)
            best = i;
    }
    return best;
}

/* What meets what by the rules, for each clause: contrary statements weigh most. */
static float *contested_by_rule(const struct finding *finding, const struct edges *edges)
{
    float *worth = ARENA_NEW(finding->arena, float, finding->comparison->n_clauses + 1);
    for (size_t i = 0; worth && i < edges->n; i++) {
        float add = edges->items[i].judgement.opposed && edges->items[i].judgement.sure ? 8 : 1;
        worth[edges->items[i].from] += add;
        worth[edges->items[i].to] += add;
    }
    return worth;
}

static int by_worth(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->worth != y->worth)
        return x->worth > y->worth ? -1 : 1;
    return x->clause < y->clause ? -1 : x->clause > y->clause;
}

/* How much of a passage's rarity other passages share: what many speak of is worth asking. */
static float company(const struct comparison *comparison, const struct clause *clause, const uint32_t *uses)
{
    float sum = 0;
    for (size_t i = 0; i < clause->n_terms; i++)
        sum += uses[clause->terms[i]] > 1 ? comparison->weight[clause->terms[i]] : 0;
    return sum / (float)(clause->n_terms + 2);
}

static bool list_candidates(struct finding *finding, const struct edges *edges)
{
    const struct comparison *comparison = finding->comparison;
    float *worth = contested_by_rule(finding, edges);
    uint32_t *uses = ARENA_NEW(finding->arena, uint32_t, terms_count(comparison->terms) + 1);
    finding->candidates = ARENA_NEW(finding->arena, struct candidate, comparison->n_claims + 1);
    if (!worth || !uses || !finding->candidates)
        return false;
    for (size_t i = 0; i < comparison->n_clauses; i++)
        for (size_t k = 0; k < comparison->clauses[i].n_terms; k++)
            uses[comparison->clauses[i].terms[k]]++;
    for (size_t i = 0; i < comparison->n_claims; i++) {
        uint32_t clause = lead_clause(comparison, &comparison->claims[i]);
        if (clause == UINT32_MAX || comparison->claims[i].silent)
            continue;
        const struct clause *words = &comparison->clauses[clause];
        finding->candidates[finding->n_candidates++] = (struct candidate){
            .clause = clause, .yes = !words->negative,
            .worth = worth[clause] + 3 * (float)(words->denied || words->negative) + (float)words->clarity / 10 + company(comparison, words, uses)};
    }
    if (finding->n_candidates > 1)
        qsort(finding->candidates, finding->n_candidates, sizeof *finding->candidates, by_worth);
    size_t most = CANDIDATES_FIRST + comparison->n_claims / CANDIDATES_SHARE;
    most = most > CANDIDATES_MOST ? CANDIDATES_MOST : most;
    finding->n_candidates = finding->n_candidates < most ? finding->n_candidates : most;
    return true;
}

/* Words each candidate; one text is asked once. */
static bool word_candidates(struct finding *finding)
{
    size_t n = 0;
    for (size_t i = 0; i < finding->n_candidates; i++) {
        struct candidate *candidate = &finding->candidates[i];
        bool known = false;
        candidate->text = wording_make(finding->comparison, finding->arena, &finding->comparison->clauses[candidate->clause]);
        if (!candidate->text)
            return false;
        for (size_t k = 0; k < n && !known; k++)
            known = strcmp(finding->candidates[k].text, candidate->text) == 0;
        if (!known)
            finding->candidates[n++] = *candidate;
    }
    finding->n_candidates = n;
    return true;
}

struct near { uint32_t claim; float score; };

static int nearest_first(const void *a, const void *b)
{
    const struct near *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->claim < y->claim ? -1 : x->claim > y->claim;
}

static float shared_weight(const struct comparison *comparison, const term_id *a, size_t n_a, const term_id *b, size_t n_b)
{
    float sum = 0;
    for (size_t i = 0, j = 0; i < n_a && j < n_b;) {
        if (a[i] == b[j]) {
            sum += a[i] <= comparison->n_terms ? comparison->weight[a[i]] : 0;
            i++;
            j++;
        } else {
            a[i] < b[j] ? i++ : j++;
        }
    }
    return sum;
}

/* The claims nearest to a question's terms: by their own words, and half as much by the words around them. Ascending order of nearness. */
static size_t nearest_claims(const struct comparison *comparison, const struct clause *asked, struct near *near, size_t most)
{
    size_t n = 0;
    for (uint32_t i = 0; i < comparison->n_claims; i++) {
        const struct claim *claim = &comparison->claims[i];
        float own = 0;
        for (uint32_t k = claim->first_clause; k < claim->first_clause + claim->n_clauses; k++)
            own += shared_weight(comparison, asked->terms, asked->n_terms, comparison->clauses[k].terms, comparison->clauses[k].n_terms);
        near[n++] = (struct near){i, own + 0.5f * shared_weight(comparison, asked->terms, asked->n_terms, claim->context, claim->n_context)};
    }
    if (n > 1)
        qsort(near, n, sizeof *near, nearest_first);
    return n < most ? n : most;
}

static enum hearsay_status judge_candidates(struct finding *finding)
{
    const struct comparison *comparison = finding->comparison;
    struct near *near = malloc((comparison->n_claims + 1) * sizeof *near);
    finding->pairs = ARENA_NEW(finding->arena, struct judging_pair, PAIRS_MOST);
    finding->texts = ARENA_NEW(finding->arena, const char *, finding->n_candidates + 1);
    if (!near || !finding->pairs || !finding->texts) {
        free(near);
        return HEARSAY_MEMORY;
    }
    for (size_t q = 0; q < finding->n_candidates; q++) {
        struct candidate *candidate = &finding->candidates[q];
        size_t n = nearest_claims(comparison, &comparison->clauses[candidate->clause], near, CLAIMS_EACH);
        finding->texts[q] = candidate->text;
        candidate->first = finding->n_pairs;
        for (size_t i = 0; i < n && finding->n_pairs < PAIRS_MOST; i++)
            finding->pairs[finding->n_pairs++] = (struct judging_pair){.question = (uint32_t)q, .claim = near[i].claim};
        candidate->n = finding->n_pairs - candidate->first;
    }
    free(near);
    return judging_run(comparison, finding->texts, finding->n_candidates, finding->pairs, finding->n_pairs);
}

/* A question that a claim was turned into is answered by that claim: the rule that turned it knows how. */
static void answer_own(struct finding *finding)
{
    for (size_t q = 0; q < finding->n_candidates; q++)
        for (size_t i = finding->candidates[q].first; i < finding->candidates[q].first + finding->candidates[q].n; i++) {
            struct judging_pair *pair = &finding->pairs[i];
            if (pair->claim != finding->comparison->clauses[finding->candidates[q].clause].claim)
                continue;
            pair->beside = 0.03f;
            pair->yes = finding->candidates[q].yes ? 0.97f : 0;
            pair->no = finding->candidates[q].yes ? 0 : 0.97f;
        }
}

static float share_of(const struct judging_pair *pair)
{
    return 1 - pair->beside >= ANSWERS ? 1 - pair->beside : 0;
}

static float gain_of(const struct finding *finding, const struct candidate *candidate)
{
    float gain = 0, yes = 0, no = 0;
    for (size_t i = candidate->first; i < candidate->first + candidate->n; i++) {
        const struct judging_pair *pair = &finding->pairs[i];
        float more = share_of(pair) - finding->covered[pair->claim];
        if (more <= 0)
            continue;
        gain += more;
        yes += pair->yes >= SURE ? more : 0;
        no += pair->no >= SURE ? more : 0;
    }
    float contested = yes < no ? yes : no;
    return gain + 0.5f * (contested > 4 ? 4 : contested) + 0.02f * (float)finding->comparison->clauses[candidate->clause].clarity;
}

static void cover(struct finding *finding, const struct candidate *candidate)
{
    for (size_t i = candidate->first; i < candidate->first + candidate->n; i++) {
        float share = share_of(&finding->pairs[i]), *covered = &finding->covered[finding->pairs[i].claim];
        *covered = share > *covered ? share : *covered;
    }
}

/* Chosen candidates are moved to the front; how many. */
static size_t choose(struct finding *finding)
{
    size_t n = 0;
    for (; n < finding->n_candidates; n++) {
        size_t best = n;
        float most = 0;
        for (size_t q = n; q < finding->n_candidates; q++) {
            float gain = gain_of(finding, &finding->candidates[q]);
            if (gain > most) {
                most = gain;
                best = q;
            }
        }
        if (most < GAIN_LEAST)
            break;
        struct candidate swap = finding->candidates[n];
        finding->candidates[n] = finding->candidates[best];
        finding->candidates[best] = swap;
        cover(finding, &finding->candidates[n]);
    }
    return n;
}

/* The clause of a claim that shares most with the question: it is what a rule looks at. */
static uint32_t answering_clause(const struct comparison *comparison, const struct clause *asked, uint32_t index)
{
    const struct claim *claim = &comparison->claims[index];
    uint32_t best = claim->first_clause;
    float most = -1;
    for (uint32_t k = claim->first_clause; k < claim->first_clause + claim->n_clauses; k++) {
        float shared = shared_weight(comparison, asked->terms, asked->n_terms, comparison->clauses[k].terms, comparison->clauses[k].n_terms);
        if (shared > most) {
            most = shared;
            best = k;
        }
    }
    return best;
}

static struct member member_of(const struct comparison *comparison, const struct clause *asked, const struct judging_pair *pair)
{
    bool silent = comparison->claims[pair->claim].silent;
    struct member member = {.clause = answering_clause(comparison, asked, pair->claim), .answer = HEARSAY_ANSWER_UNSURE, .judged = true};
    member.confidence = pair->yes > pair->no ? pair->yes : pair->no;
    if (!silent && member.confidence >= SURE)
        member.answer = pair->yes > pair->no ? HEARSAY_ANSWER_YES : HEARSAY_ANSWER_NO;
    return member;
}

/* Where a rule says that two claims state the same, or the contrary, and the judge says otherwise, the less sure of the two is left open. */
static void heed_rules(const struct comparison *comparison, struct group *group)
{
    for (size_t i = 0; i < group->n_members; i++)
        for (size_t j = i + 1; j < group->n_members; j++) {
            struct member *a = &group->members[i], *b = &group->members[j];
            struct judgement judgement;
            if (a->answer == HEARSAY_ANSWER_UNSURE || b->answer == HEARSAY_ANSWER_UNSURE)
                continue;
            judge(comparison, &comparison->clauses[a->clause], &comparison->clauses[b->clause], &judgement);
            if (judgement.meet && judgement.sure && judgement.opposed != (a->answer != b->answer))
                (a->confidence < b->confidence ? a : b)->answer = HEARSAY_ANSWER_UNSURE;
        }
}

static int by_clause(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    return x->clause < y->clause ? -1 : x->clause > y->clause;
}

static bool make_group(struct finding *finding, const struct candidate *candidate, struct group *group)
{
    const struct comparison *comparison = finding->comparison;
    const struct clause *asked = &comparison->clauses[candidate->clause];
    *group = (struct group){.lead = candidate->clause, .text = candidate->text, .members = ARENA_NEW(finding->arena, struct member, candidate->n + 1)};
    if (!group->members)
        return false;
    for (size_t i = candidate->first; i < candidate->first + candidate->n; i++) {
        const struct judging_pair *pair = &finding->pairs[i];
        float share = share_of(pair);
        if (share > 0 && share >= finding->covered[pair->claim]) {
            finding->covered[pair->claim] = 2; /* taken */
            group->members[group->n_members++] = member_of(comparison, asked, pair);
        }
    }
    if (group->n_members > 1)
        qsort(group->members, group->n_members, sizeof *group->members, by_clause);
    heed_rules(comparison, group);
    group_count(comparison, finding->arena, group);
    return true;
}

static bool is_worth_showing(const struct group *group)
{
    return group->n_members >= 2 && (group->n_records >= 2 || group->n_speakers >= 2);
}

enum hearsay_status discover(const struct comparison *comparison, const struct edges *edges, struct groups *groups)
{
    struct finding finding = {.comparison = comparison, .arena = comparison->arena};
    *groups = (struct groups){0};
    finding.covered = ARENA_NEW(finding.arena, float, comparison->n_claims + 1);
    if (!finding.covered || !list_candidates(&finding, edges) || !word_candidates(&finding))
        return HEARSAY_MEMORY;
    enum hearsay_status status = judge_candidates(&finding);
    if (status != HEARSAY_OK)
        return status;
    answer_own(&finding);
    size_t n = choose(&finding);
    groups->items = ARENA_NEW(finding.arena, struct group, n + 1);
    if (!groups->items)
        return HEARSAY_MEMORY;
    for (size_t q = 0; q < n; q++) {
        struct group *group = &groups->items[groups->n];
        if (!make_group(&finding, &finding.candidates[q], group))
            return HEARSAY_MEMORY;
        groups->n += is_worth_showing(group);
    }
    groups_rank(groups);
    return HEARSAY_OK;
}

enum hearsay_status discover_answers(const struct comparison *comparison, const char *question, const struct clause *asked, struct group *group)
{
    struct near *near = ARENA_NEW(comparison->arena, struct near, comparison->n_claims + 1);
    struct judging_pair *pairs = ARENA_NEW(comparison->arena, struct judging_pair, ASKED_CLAIMS);
    *group = (struct group){.lead = UINT32_MAX, .members = ARENA_NEW(comparison->arena, struct member, ASKED_CLAIMS)};
    if (!near || !pairs || !group->members)
        return HEARSAY_MEMORY;
    size_t n = nearest_claims(comparison, asked, near, ASKED_CLAIMS);
    for (size_t i = 0; i < n; i++)
        pairs[i] = (struct judging_pair){.claim = near[i].claim};
    enum hearsay_status status = judging_run(comparison, &question, 1, pairs, n);
    for (size_t i = 0; i < n && status == HEARSAY_OK; i++)
        if (share_of(&pairs[i]) > 0)
            group->members[group->n_members++] = member_of(comparison, asked, &pairs[i]);
    if (group->n_members > 1)
        qsort(group->members, group->n_members, sizeof *group->members, by_clause);
    heed_rules(comparison, group);
    group_count(comparison, comparison->arena, group);
    return status;
}
