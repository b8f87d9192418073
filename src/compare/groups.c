/* Clauses that answer one question, each with its side.
 *
 * Method: union-find with parity (Aspvall, Plass & Tarjan 1979): an edge says that two clauses assert the same, or the contrary; the surest
 * edges are drawn first, an edge that contradicts what surer ones say is left out, and two groups join only when their leads meet too, so that
 * a chain of likenesses does not run from one subject to another. A clause whose side cannot be told joins the group of its surest edge as "unsure".
 * The group's lead is its clearest clause: the question is worded from it. Why not clustering by distance: sides are exact, and every join
 * has a reason that can be shown.
 */
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

enum { LEAD_SEATS = 48, ASKED_WORTH = 10000, COMPANY_WORTH = 30, CONTESTED_WORTH = 20 }; /* a lead: what it is worth */

struct forest {
    uint32_t *parent;
    uint8_t *parity;  /* against the parent: 1 says the contrary */
    uint32_t *size, *lead; /* of a root */
};

static uint32_t root_of(const struct forest *forest, uint32_t i, uint8_t *parity)
{
    uint8_t sum = 0;
    while (forest->parent[i] != i) {
        sum ^= forest->parity[i];
        /* halving keeps the paths short; the grandparent's parity is the sum of the two */
        uint32_t up = forest->parent[i];
        forest->parity[i] ^= forest->parent[up] != up ? forest->parity[up] : 0;
        sum ^= forest->parent[up] != up ? forest->parity[up] : 0;
        forest->parent[i] = forest->parent[up];
        i = forest->parent[i];
    }
    *parity = sum;
    return i;
}

static bool leads_meet(const struct comparison *comparison, uint32_t a, uint32_t b)
{
    struct meeting m;
    judge_meet(comparison, &comparison->clauses[a], &comparison->clauses[b], &m);
    return !m.swapped && !m.numbers && m.n_shared >= 2 && (m.share >= 0.4f || (m.predicate == 1 && m.share >= 0.2f && m.agent >= 0.5f));
}

static void draw(const struct comparison *comparison, struct forest *forest, const struct edge *edge)
{
    uint8_t parity_a, parity_b;
    uint32_t a = root_of(forest, edge->from, &parity_a), b = root_of(forest, edge->to, &parity_b);
    if (a == b)
        return;
    bool single = edge->judgement.pointed && (forest->size[a] == 1 || forest->size[b] == 1);
    if (!single && forest->size[a] + forest->size[b] > 2 && !leads_meet(comparison, forest->lead[a], forest->lead[b]))
        return;
    if (forest->size[a] < forest->size[b]) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    forest->parent[b] = a;
    forest->parity[b] = parity_a ^ parity_b ^ (uint8_t)edge->judgement.opposed;
    forest->size[a] += forest->size[b];
}

static int surest_first(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    if (x->judgement.sure != y->judgement.sure)
        return x->judgement.sure ? -1 : 1;
    if (x->judgement.confidence != y->judgement.confidence)
        return x->judgement.confidence > y->judgement.confidence ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* One speaker on both sides is shown only where time may explain it; anything else is more often our error than his. */
static bool speaks_against_himself(const struct comparison *comparison, const struct edge *edge)
{
    const struct claim *a = &comparison->claims[comparison->clauses[edge->from].claim], *b = &comparison->claims[comparison->clauses[edge->to].claim];
    if (!edge->judgement.opposed || !a->speaker || a->speaker != b->speaker)
        return false;
    const char *x = comparison->records[a->record]->published, *y = comparison->records[b->record]->published;
    return !x || !y || strncmp(x, y, 10) == 0 || edge->judgement.confidence < 0.8f;
}

static bool forest_open(struct forest *forest, struct arena *arena, size_t n)
{
    forest->parent = ARENA_NEW(arena, uint32_t, n + 1);
    forest->parity = ARENA_NEW(arena, uint8_t, n + 1);
    forest->size = ARENA_NEW(arena, uint32_t, n + 1);
    forest->lead = ARENA_NEW(arena, uint32_t, n + 1);
    if (!forest->parent || !forest->parity || !forest->size || !forest->lead)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        forest->parent[i] = forest->lead[i] = i;
        forest->size[i] = 1;
    }
    return true;
}

/* Attaches clauses without a side: `unsure_of[i]` is the clause whose group `i` stands in. */
static void attach_unsure(const struct comparison *comparison, struct forest *forest, const struct edges *edges, uint32_t *unsure_of)
{
    uint8_t parity;
    for (uint32_t i = 0; i < comparison->n_clauses; i++)
        unsure_of[i] = UINT32_MAX;
    for (size_t i = 0; i < edges->n; i++) {
        const struct edge *edge = &edges->items[i];
        if (edge->judgement.sure)
            continue;
        uint32_t ends[2] = {edge->from, edge->to};
        for (int k = 0; k < 2; k++) {
            uint32_t loose = ends[k], fixed = ends[1 - k];
            bool alone = forest->size[root_of(forest, loose, &parity)] == 1 && unsure_of[loose] == UINT32_MAX;
            bool grouped = forest->size[root_of(forest, fixed, &parity)] > 1;
            if (alone && grouped)
                unsure_of[loose] = fixed;
        }
    }
}

struct seat { uint32_t root, clause; uint8_t parity; bool unsure; };

static int by_root(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->root != y->root)
        return x->root < y->root ? -1 : 1;
    return x->clause < y->clause ? -1 : x->clause > y->clause;
}

static size_t take_seats(const struct comparison *comparison, struct forest *forest, const uint32_t *unsure_of, struct seat *seats)
{
    size_t n = 0;
    for (uint32_t i = 0; i < comparison->n_clauses; i++) {
        struct seat seat = {.clause = i};
        bool unsure = unsure_of[i] != UINT32_MAX;
        seat.root = root_of(forest, unsure ? unsure_of[i] : i, &seat.parity);
        seat.unsure = unsure;
        if (forest->size[seat.root] > 1)
            seats[n++] = seat;
    }
    if (n > 1)
        qsort(seats, n, sizeof *seats, by_root);
    return n;
}

static void count_sides(const struct comparison *comparison, struct arena *arena, struct group *group)
{
    group->n_yes = group->n_no = 0;
    term_id *speakers = ARENA_NEW(arena, term_id, group->n_members + 1), *records = ARENA_NEW(arena, term_id, group->n_members + 1);
    for (size_t i = 0; speakers && records && i < group->n_members; i++) {
        const struct claim *claim = &comparison->claims[comparison->clauses[group->members[i].clause].claim];
        speakers[i] = claim->speaker;
        records[i] = (term_id)claim->record + 1;
        group->n_yes += group->members[i].answer == HEARSAY_ANSWER_YES;
        group->n_no += group->members[i].answer == HEARSAY_ANSWER_NO;
    }
    if (!speakers || !records)
        return;
    group->n_speakers = terms_sort(speakers, group->n_members);
    group->n_records = terms_sort(records, group->n_members);
}

/* Contested before agreed, then by how many take part. */
static float rank_of(const struct group *group)
{
    size_t lesser = group->n_yes < group->n_no ? group->n_yes : group->n_no;
    return (lesser ? 1000.0f : 0) + 10.0f * (float)(lesser < 20 ? lesser : 20) + 2.0f * (float)group->n_speakers + (float)group->n_records;
}

void group_count(const struct comparison *comparison, struct arena *arena, struct group *group)
{
    count_sides(comparison, arena, group);
    group->rank = rank_of(group);
}

/* A statement and what it reports are one answer: the one that is put more clearly stays. True: `seat` adds nothing. */
static bool is_doubled(const struct comparison *comparison, struct group *group, uint32_t clause)
{
    const struct claim *claim = &comparison->claims[comparison->clauses[clause].claim];
    for (size_t i = group->n_members; i-- > 0 && group->n_members - i <= 16;) {
        const struct clause *other = &comparison->clauses[group->members[i].clause];
        const struct claim *theirs = &comparison->claims[other->claim];
        if (theirs->record != claim->record)
            return false;
        if (other->claim == comparison->clauses[clause].claim || theirs->span.end <= claim->span.begin || claim->span.end <= theirs->span.begin)
            continue;
        if (other->clarity < comparison->clauses[clause].clarity)
            group->members[i].clause = clause;
        return true;
    }
    return false;
}

/* What each denial without words of its own points to; UINT32_MAX: nothing. */
static uint32_t *find_pointed(const struct comparison *comparison, const struct edges *edges, struct arena *arena)
{
    uint32_t *pointed = ARENA_NEW(arena, uint32_t, comparison->n_clauses + 1);
    for (size_t i = 0; pointed && i < comparison->n_clauses; i++)
        pointed[i] = UINT32_MAX;
    for (size_t i = 0; pointed && i < edges->n; i++)
        if (edges->items[i].judgement.pointed)
            pointed[edges->items[i].from] = edges->items[i].to;
    return pointed;
}

static bool meets_lead(const struct comparison *comparison, uint32_t lead, uint32_t clause, bool opposed, float least)
{
    struct judgement judgement;
    if (clause == lead)
        return !opposed;
    judge(comparison, &comparison->clauses[lead], &comparison->clauses[clause], &judgement);
    return judgement.meet && judgement.sure && judgement.opposed == opposed && judgement.confidence >= least;
}

/* A side is given only by what the clause itself says against the lead, or by a denial that points to the lead or its like: a chain of
 * likenesses brings statements together, and gives none of them a side. */
static bool holds_side(const struct comparison *comparison, const uint32_t *pointed, const struct seat *lead, const struct seat *seat)
{
    const float SIDE_SURE = 0.68f, LIKE_SURE = 0.88f;
    bool opposed = seat->parity != lead->parity;
    uint32_t meant = pointed[seat->clause];
    if (meant != UINT32_MAX)
        return meets_lead(comparison, lead->clause, meant, !opposed, LIKE_SURE);
    if (pointed[lead->clause] != UINT32_MAX)
        return meets_lead(comparison, pointed[lead->clause], seat->clause, !opposed, LIKE_SURE);
    return meets_lead(comparison, lead->clause, seat->clause, opposed, SIDE_SURE);
}

/* How many of the first seats take a side against a lead; many more where both sides are taken. */
static float company_of(const struct comparison *comparison, const uint32_t *pointed, const struct seat *lead, const struct seat *seats, size_t n)
{
    size_t sides[2] = {0, 0};
    for (size_t i = 0; i < n && i < LEAD_SEATS; i++)
        if (&seats[i] != lead && !seats[i].unsure && holds_side(comparison, pointed, lead, &seats[i]))
            sides[seats[i].parity != lead->parity]++;
    return (float)(sides[0] + sides[1]) + (sides[1] ? CONTESTED_WORTH : 0);
}

/* The clause that the question is worded from: one that a reader could be asked about, then one that most others answer, then the clearest. */
static const struct seat *choose_lead(const struct comparison *comparison, const uint32_t *pointed, const struct seat *seats, size_t n)
{
    const struct seat *lead = NULL;
    float best = 0;
    for (size_t i = 0; i < n; i++) {
        const struct clause *clause = &comparison->clauses[seats[i].clause];
        float worth = (float)clause->clarity;
        if (seats[i].unsure)
            continue;
        if (i < LEAD_SEATS)
            worth += ASKED_WORTH * (float)wording_asks(comparison, clause) + COMPANY_WORTH * company_of(comparison, pointed, &seats[i], seats, n);
        if (!lead || worth > best) {
            lead = &seats[i];
            best = worth;
        }
    }
    return lead;
}

static bool same_day(const struct comparison *comparison, const struct claim *a, const struct claim *b)
{
    const char *x = comparison->records[a->record]->published, *y = comparison->records[b->record]->published;
    return !x || !y || strncmp(x, y, 10) == 0;
}

/* One speaker on both sides on one day is more often our error than his: then neither statement is given a side. */
static void part_self_opposed(const struct comparison *comparison, struct group *group)
{
    enum { SELF_REACH = 64 };
    for (size_t i = 0; i < group->n_members; i++)
        for (size_t j = i + 1; j < group->n_members && j < i + SELF_REACH; j++) {
            struct member *a = &group->members[i], *b = &group->members[j];
            const struct claim *x = &comparison->claims[comparison->clauses[a->clause].claim], *y = &comparison->claims[comparison->clauses[b->clause].claim];
            bool opposed = a->answer != b->answer && a->answer != HEARSAY_ANSWER_UNSURE && b->answer != HEARSAY_ANSWER_UNSURE;
            if (opposed && x->speaker && x->speaker == y->speaker && same_day(comparison, x, y))
                a->answer = b->answer = HEARSAY_ANSWER_UNSURE;
        }
}

/* One wording is one speaker's; where two named persons are said to have spoken it, one reading is wrong, and neither takes a side. */
static void part_shared_wording(const struct comparison *comparison, struct group *group)
{
    enum { WORDING_REACH = 64 };
    for (size_t i = 0; i < group->n_members; i++)
        for (size_t j = i + 1; j < group->n_members && j < i + WORDING_REACH; j++) {
            struct member *a = &group->members[i], *b = &group->members[j];
            struct claim *x = &comparison->claims[comparison->clauses[a->clause].claim], *y = &comparison->claims[comparison->clauses[b->clause].claim];
            if (a->answer != b->answer || a->answer == HEARSAY_ANSWER_UNSURE || x->speaker == y->speaker || !quotations_alike(comparison, x, y))
                continue;
            if (!quotations_join(comparison, x, y))
                a->answer = b->answer = HEARSAY_ANSWER_UNSURE;
        }
}

/* Where nobody contradicts, statements are told to agree by fewer signs than a contradiction has: they must be plainer. */
static void part_vague_agreement(const struct comparison *comparison, struct group *group)
{
    const float AGREE_SURE = 0.8f;
    size_t n[3] = {0};
    for (size_t i = 0; i < group->n_members; i++)
        n[group->members[i].answer]++;
    if (n[HEARSAY_ANSWER_YES] && n[HEARSAY_ANSWER_NO])
        return;
    for (size_t i = 0; i < group->n_members; i++) {
        struct member *member = &group->members[i];
        if (member->answer != HEARSAY_ANSWER_UNSURE && !meets_lead(comparison, group->lead, member->clause, false, AGREE_SURE))
            member->answer = HEARSAY_ANSWER_UNSURE;
    }
}

/* One member a claim: a claim that stands on both sides by two clauses stands on none. */
static bool seat_members(const struct comparison *comparison, struct arena *arena, const uint32_t *pointed, const struct seat *seats, size_t n,
                         struct group *group)
{
    const struct seat *lead = choose_lead(comparison, pointed, seats, n);
    group->members = ARENA_NEW(arena, struct member, n);
    if (!lead || !group->members)
        return false;
    group->lead = lead->clause;
    /* A question that only quotes the lead asks whether its words hold; one that was turned round is put in the affirmative. */
    const struct clause *words = &comparison->clauses[lead->clause];
    bool lead_negative = words->turns ? words->negative : words->flipped;
    for (size_t i = 0; i < n; i++) {
        bool yes = (seats[i].parity == lead->parity) != lead_negative;
        bool sided = !seats[i].unsure && holds_side(comparison, pointed, lead, &seats[i]);
        enum hearsay_answer answer = !sided ? HEARSAY_ANSWER_UNSURE : yes ? HEARSAY_ANSWER_YES : HEARSAY_ANSWER_NO;
        struct member *last = group->n_members ? &group->members[group->n_members - 1] : NULL;
        if (is_doubled(comparison, group, seats[i].clause))
            continue;
        if (last && comparison->clauses[last->clause].claim == comparison->clauses[seats[i].clause].claim)
            last->answer = last->answer == HEARSAY_ANSWER_UNSURE ? answer : answer == HEARSAY_ANSWER_UNSURE || answer == last->answer ? last->answer : HEARSAY_ANSWER_UNSURE;
        else
            group->members[group->n_members++] = (struct member){.clause = seats[i].clause, .answer = answer};
    }
    part_shared_wording(comparison, group);
    part_self_opposed(comparison, group);
    part_vague_agreement(comparison, group);
    group_count(comparison, arena, group);
    return true;
}

static int by_rank(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    return x->lead < y->lead ? -1 : x->lead > y->lead;
}

void groups_rank(struct groups *groups)
{
    if (groups->n > 1)
        qsort(groups->items, groups->n, sizeof *groups->items, by_rank);
}

static enum hearsay_status collect(const struct comparison *comparison, struct arena *arena, const uint32_t *pointed, const struct seat *seats, size_t n, struct groups *groups)
{
    size_t n_groups = 0;
    for (size_t i = 0; i < n; i++)
        n_groups += i == 0 || seats[i].root != seats[i - 1].root;
    groups->items = ARENA_NEW(arena, struct group, n_groups + 1);
    if (!groups->items)
        return HEARSAY_MEMORY;
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && seats[end].root == seats[begin].root;)
            end++;
        struct group group = {0};
        if (!seat_members(comparison, arena, pointed, &seats[begin], end - begin, &group))
            return HEARSAY_MEMORY;
        /* One voice is no question on which accounts meet; what could not be asked in words is not shown. */
        bool contested = group.n_yes && group.n_no, met = contested || (group.n_speakers >= 2 && group.n_yes + group.n_no > 0);
        enum asking asks = met ? wording_asks(comparison, &comparison->clauses[group.lead]) : ASKING_NOT;
        if (group.n_members >= 2 && asks >= (contested ? ASKING_LOOSELY : ASKING_WELL))
            groups->items[groups->n++] = group;
    }
    groups_rank(groups);
    return HEARSAY_OK;
}

enum hearsay_status groups_make(const struct comparison *comparison, struct edges *edges, struct arena *arena, struct groups *groups)
{
    struct forest forest;
    uint32_t *unsure_of = ARENA_NEW(arena, uint32_t, comparison->n_clauses + 1);
    struct seat *seats = ARENA_NEW(arena, struct seat, comparison->n_clauses + 1);
    const uint32_t *pointed = find_pointed(comparison, edges, arena);
    if (!unsure_of || !seats || !pointed || !forest_open(&forest, arena, comparison->n_clauses))
        return HEARSAY_MEMORY;
    if (edges->n > 1)
        qsort(edges->items, edges->n, sizeof *edges->items, surest_first);
    for (size_t i = 0; i < edges->n && edges->items[i].judgement.sure; i++)
        if (!speaks_against_himself(comparison, &edges->items[i]))
            draw(comparison, &forest, &edges->items[i]);
    attach_unsure(comparison, &forest, edges, unsure_of);
    return collect(comparison, arena, pointed, seats, take_seats(comparison, &forest, unsure_of, seats), groups);
}

/* How a clause answers the asked one; UNSURE with *meets false: beside the point. */
static enum hearsay_answer answer_to(const struct comparison *comparison, const struct clause *asked, const struct clause *clause, bool *meets)
{
    struct meeting m;
    judge_meet(comparison, asked, clause, &m);
    bool near = m.n_shared >= 2 || (m.n_shared == asked->n_terms && m.n_shared);
    *meets = near && !m.swapped && m.cover >= 0.5f && (m.predicate == 1 || m.share >= 0.35f);
    bool plain = m.cover >= 0.75f && m.n_shared >= 3 && !clause->loose && !clause->elsewhen; /* a question is not the text's: what shares half of it may answer another */
    bool sure = m.predicate == 1 && m.agent >= 0.5f && m.patient >= 0.5f && m.mood && !clause->unsure && !comparison->claims[clause->claim].silent;
    if (!*meets || !sure)
        return HEARSAY_ANSWER_UNSURE;
    bool yes = (asked->negative == clause->negative) != m.contrary;
    return yes ? HEARSAY_ANSWER_YES : plain ? HEARSAY_ANSWER_NO : HEARSAY_ANSWER_UNSURE;
}

enum hearsay_status groups_ask(const struct comparison *comparison, const struct clause *asked, struct arena *arena, struct group *group)
{
    struct member *members = ARENA_NEW(arena, struct member, comparison->n_claims + 1);
    if (!members)
        return HEARSAY_MEMORY;
    *group = (struct group){.members = members, .lead = UINT32_MAX};
    for (uint32_t i = 0; i < comparison->n_clauses; i++) {
        bool meets;
        enum hearsay_answer answer = answer_to(comparison, asked, &comparison->clauses[i], &meets);
        struct member *last = group->n_members ? &members[group->n_members - 1] : NULL;
        if (!meets)
            continue;
        if (last && comparison->clauses[last->clause].claim == comparison->clauses[i].claim) {
            if (last->answer == HEARSAY_ANSWER_UNSURE)
                *last = (struct member){.clause = i, .answer = answer};
        } else {
            members[group->n_members++] = (struct member){.clause = i, .answer = answer};
        }
    }
    count_sides(comparison, arena, group);
    return HEARSAY_OK;
}
