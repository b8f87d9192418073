/* What stands near a question, by the trained judge: more statements beside those that rules have joined, and more questions.
 *
 * Method: the questions that rules found come first. Then clauses that can be turned round and asked are candidate questions, what is surely contested
 * first (negation, denial, antonyms). Every question is held against the claims nearest to it in words. Of the candidates those are kept that together
 * take in most claims, each claim counted where it fits best: greedy cover, within 1 - 1/e of the best choice (Nemhauser, Wolsey & Fisher 1978).
 * The judge never gives a side: on stories that it had not seen its "opposed" was right one time in three (docs/figures/compare.md). What it
 * adds stands "unsure", as not judged; sides are the rules' alone. The number of pairs is bounded, so that time does not grow with the square.
 */
#include "compare/discover.h"

#include <stdlib.h>
#include <string.h>

#include "compare/judging.h"

enum {
    RULED_MOST = 60,             /* questions of rules that are held against claims; the most contested */
    CANDIDATES_FIRST = 12, CANDIDATES_SHARE = 8, CANDIDATES_MOST = 60, /* … and others: 12 and an eighth of the claims */
    CLAIMS_EACH = 40,            /* … each against so many */
    ASKED_CLAIMS = 300,          /* for a question that a person asks */
    AFTER_RULES = 10000,         /* what rules found is shown first */
};
/* Shares of the judge, set on stories that it was not trained on (docs/figures/compare.md). */
static const float BEARS = 0.3f;      /* the claim bears on the question */
static const float GAIN_LEAST = 1.5f; /* a further question takes in so much */

struct candidate {
    uint32_t clause;
    float worth;
    const char *text;
    const struct group *group; /* that rules made; NULL: none */
    size_t first, n;           /* its pairs */
};
struct finding {
    const struct comparison *comparison;
    struct arena *arena; /* of the comparison: all that is made on the way */
    struct candidate *candidates;
    size_t n_candidates, n_ruled; /* the first are the questions of rules */
    const char **texts;
    struct judging_pair *pairs;
    size_t n_pairs;
    float *covered;      /* by claim: the share at its best question so far; TAKEN: it stands there */
};

static const float TAKEN = 2;

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

/* The questions of rules, their claims taken. */
static bool list_ruled(struct finding *finding, const struct groups *groups)
{
    finding->candidates = ARENA_NEW(finding->arena, struct candidate, groups->n + finding->comparison->n_claims + 1);
    if (!finding->candidates)
        return false;
    for (size_t i = 0; i < groups->n; i++) {
        const struct group *group = &groups->items[i];
        const char *text = wording_make(finding->comparison, finding->arena, &finding->comparison->clauses[group->lead]);
        if (!text)
            return false;
        finding->candidates[finding->n_candidates++] = (struct candidate){.clause = group->lead, .text = text, .group = group};
        for (size_t k = 0; k < group->n_members; k++)
            finding->covered[finding->comparison->clauses[group->members[k].clause].claim] = TAKEN;
    }
    finding->n_ruled = finding->n_candidates;
    return true;
}

static bool list_candidates(struct finding *finding, const struct edges *edges)
{
    const struct comparison *comparison = finding->comparison;
    float *worth = contested_by_rule(finding, edges);
    uint32_t *uses = ARENA_NEW(finding->arena, uint32_t, terms_count(comparison->terms) + 1);
    if (!worth || !uses)
        return false;
    for (size_t i = 0; i < comparison->n_clauses; i++)
        for (size_t k = 0; k < comparison->clauses[i].n_terms; k++)
            uses[comparison->clauses[i].terms[k]]++;
    for (size_t i = 0; i < comparison->n_claims; i++) {
        uint32_t clause = lead_clause(comparison, &comparison->claims[i]);
        if (clause == UINT32_MAX || comparison->claims[i].silent || finding->covered[i] > 0)
            continue;
        const struct clause *words = &comparison->clauses[clause];
        finding->candidates[finding->n_candidates++] = (struct candidate){
            .clause = clause,
            .worth = worth[clause] + 3 * (float)(words->denied || words->negative) + (float)words->clarity / 10 + company(comparison, words, uses)};
    }
    if (finding->n_candidates > finding->n_ruled + 1)
        qsort(finding->candidates + finding->n_ruled, finding->n_candidates - finding->n_ruled, sizeof *finding->candidates, by_worth);
    return true;
}

/* Words the candidates that a reader could be asked, the worthiest first, until there are enough; one text is asked once. */
static bool word_candidates(struct finding *finding)
{
    size_t n = finding->n_ruled, most = n + CANDIDATES_FIRST + finding->comparison->n_claims / CANDIDATES_SHARE;
    most = most > n + CANDIDATES_MOST ? n + CANDIDATES_MOST : most;
    for (size_t i = n; i < finding->n_candidates && n < most; i++) {
        struct candidate candidate = finding->candidates[i];
        enum asking asks;
        candidate.text = wording_ask(finding->comparison, finding->arena, &finding->comparison->clauses[candidate.clause], &asks);
        if (!candidate.text)
            return false;
        bool known = false;
        for (size_t k = 0; k < n && !known; k++)
            known = strcmp(finding->candidates[k].text, candidate.text) == 0;
        if (!known && asks == ASKING_WELL)
            finding->candidates[n++] = candidate;
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
        if (claim->foreign)
            continue;
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
    finding->pairs = ARENA_NEW(finding->arena, struct judging_pair, finding->n_candidates * CLAIMS_EACH + 1);
    finding->texts = ARENA_NEW(finding->arena, const char *, finding->n_candidates + 1);
    if (!near || !finding->pairs || !finding->texts) {
        free(near);
        return HEARSAY_MEMORY;
    }
    for (size_t q = 0; q < finding->n_candidates; q++) {
        struct candidate *candidate = &finding->candidates[q];
        bool asked = q < RULED_MOST || q >= finding->n_ruled;
        size_t n = asked ? nearest_claims(comparison, &comparison->clauses[candidate->clause], near, CLAIMS_EACH) : 0;
        finding->texts[q] = candidate->text;
        candidate->first = finding->n_pairs;
        for (size_t i = 0; i < n; i++)
            finding->pairs[finding->n_pairs++] = (struct judging_pair){.question = (uint32_t)q, .claim = near[i].claim};
        candidate->n = finding->n_pairs - candidate->first;
    }
    free(near);
    return judging_run(comparison, finding->texts, finding->n_candidates, finding->pairs, finding->n_pairs);
}

static uint32_t own_claim(const struct finding *finding, const struct candidate *candidate)
{
    return finding->comparison->clauses[candidate->clause].claim;
}

static float share_of(const struct finding *finding, const struct candidate *candidate, const struct judging_pair *pair)
{
    if (pair->claim == own_claim(finding, candidate)) /* it was turned into the question */
        return 1;
    return 1 - pair->beside >= BEARS ? 1 - pair->beside : 0;
}

static float gain_of(const struct finding *finding, const struct candidate *candidate)
{
    float gain = 0;
    for (size_t i = candidate->first; i < candidate->first + candidate->n; i++) {
        float more = share_of(finding, candidate, &finding->pairs[i]) - finding->covered[finding->pairs[i].claim];
        gain += more > 0 ? more : 0;
    }
    return gain + 0.02f * (float)finding->comparison->clauses[candidate->clause].clarity;
}

static void cover(struct finding *finding, const struct candidate *candidate)
{
    for (size_t i = candidate->first; i < candidate->first + candidate->n; i++) {
        float share = share_of(finding, candidate, &finding->pairs[i]), *covered = &finding->covered[finding->pairs[i].claim];
        *covered = share > *covered ? share : *covered;
    }
}

/* Chosen candidates are moved to the front, behind those of rules; how many with those. */
static size_t choose(struct finding *finding)
{
    size_t n = finding->n_ruled;
    for (size_t q = 0; q < n; q++)
        cover(finding, &finding->candidates[q]);
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
    return (struct member){.clause = answering_clause(comparison, asked, pair->claim), .answer = HEARSAY_ANSWER_UNSURE, .judged = true, .confidence = 1 - pair->beside};
}

static int by_clause(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    return x->clause < y->clause ? -1 : x->clause > y->clause;
}

/* The member that a claim overlaps: of a statement and what it reports, one is shown. NULL: none. */
static struct member *overlapped(const struct comparison *comparison, const struct group *group, const struct claim *claim)
{
    for (size_t i = 0; i < group->n_members; i++) {
        const struct claim *other = &comparison->claims[comparison->clauses[group->members[i].clause].claim];
        if (other->record == claim->record && other->span.begin < claim->span.end && claim->span.begin < other->span.end)
            return &group->members[i];
    }
    return NULL;
}

/* Lays a claim beside the others, or in the place of one that it overlaps and that bears less. */
static void add_member(const struct comparison *comparison, struct group *group, struct member member)
{
    struct member *other = overlapped(comparison, group, &comparison->claims[comparison->clauses[member.clause].claim]);
    if (!other)
        group->members[group->n_members++] = member;
    else if (other->judged && other->confidence < member.confidence)
        *other = member;
}

/* Members that rules gave, or the claim that was turned into the question, and what the judge lays beside them. */
static bool make_group(struct finding *finding, const struct candidate *candidate, struct group *group)
{
    const struct comparison *comparison = finding->comparison;
    const struct clause *asked = &comparison->clauses[candidate->clause];
    size_t n_ruled = candidate->group ? candidate->group->n_members : 1;
    struct member *members = ARENA_NEW(finding->arena, struct member, n_ruled + candidate->n + 1);
    if (!members)
        return false;
    if (candidate->group)
        memcpy(members, candidate->group->members, n_ruled * sizeof *members);
    else
        members[0] = (struct member){.clause = candidate->clause, .answer = asked->negative ? HEARSAY_ANSWER_NO : HEARSAY_ANSWER_YES};
    *group = (struct group){.lead = candidate->clause, .text = candidate->text, .members = members, .n_members = n_ruled};
    for (size_t i = candidate->first; i < candidate->first + candidate->n; i++) {
        const struct judging_pair *pair = &finding->pairs[i];
        float share = share_of(finding, candidate, pair);
        bool best = share > 0 && share >= finding->covered[pair->claim];
        if (best)
            finding->covered[pair->claim] = TAKEN;
        if (best && pair->claim != own_claim(finding, candidate))
            add_member(comparison, group, member_of(comparison, asked, pair));
    }
    if (group->n_members > 1)
        qsort(group->members, group->n_members, sizeof *group->members, by_clause);
    group_count(comparison, finding->arena, group);
    group->rank += candidate->group ? AFTER_RULES + candidate->group->rank - group->rank : 0;
    return true;
}

static bool is_worth_showing(const struct group *group)
{
    return group->n_members >= 2 && group->n_speakers >= 2;
}

enum hearsay_status discover(const struct comparison *comparison, const struct edges *edges, struct groups *groups)
{
    struct finding finding = {.comparison = comparison, .arena = comparison->arena};
    struct groups found = {0};
    finding.covered = ARENA_NEW(finding.arena, float, comparison->n_claims + 1);
    if (!finding.covered || !list_ruled(&finding, groups) || !list_candidates(&finding, edges) || !word_candidates(&finding))
        return HEARSAY_MEMORY;
    enum hearsay_status status = judge_candidates(&finding);
    if (status != HEARSAY_OK)
        return status;
    size_t n = choose(&finding);
    found.items = ARENA_NEW(finding.arena, struct group, n + 1);
    if (!found.items)
        return HEARSAY_MEMORY;
    for (size_t q = 0; q < n; q++) {
        struct group *group = &found.items[found.n];
        if (!make_group(&finding, &finding.candidates[q], group))
            return HEARSAY_MEMORY;
        found.n += q < finding.n_ruled || is_worth_showing(group);
    }
    groups_rank(&found);
    *groups = found;
    return HEARSAY_OK;
}

static bool stands_in(const struct comparison *comparison, const struct group *group, size_t n, uint32_t claim)
{
    for (size_t i = 0; i < n; i++)
        if (comparison->clauses[group->members[i].clause].claim == claim)
            return true;
    return false;
}

enum hearsay_status discover_answers(const struct comparison *comparison, const char *question, const struct clause *asked, struct group *group)
{
    struct near *near = ARENA_NEW(comparison->arena, struct near, comparison->n_claims + 1);
    struct judging_pair *pairs = ARENA_NEW(comparison->arena, struct judging_pair, ASKED_CLAIMS);
    struct member *members = ARENA_NEW(comparison->arena, struct member, group->n_members + ASKED_CLAIMS);
    if (!near || !pairs || !members)
        return HEARSAY_MEMORY;
    size_t n = nearest_claims(comparison, asked, near, ASKED_CLAIMS), n_ruled = group->n_members;
    for (size_t i = 0; i < n; i++)
        pairs[i] = (struct judging_pair){.claim = near[i].claim};
    memcpy(members, group->members, n_ruled * sizeof *members);
    group->members = members;
    enum hearsay_status status = judging_run(comparison, &question, 1, pairs, n);
    for (size_t i = 0; i < n && status == HEARSAY_OK; i++)
        if (1 - pairs[i].beside >= BEARS && !stands_in(comparison, group, n_ruled, pairs[i].claim))
            add_member(comparison, group, member_of(comparison, asked, &pairs[i]));
    if (group->n_members > 1)
        qsort(group->members, group->n_members, sizeof *group->members, by_clause);
    group_count(comparison, comparison->arena, group);
    return status;
}
