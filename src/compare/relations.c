/* How the claims of one question relate, each with its reason.
 *
 * Method: a yes and a no oppose; where one of the two denies what the other says, it is a denial, from the one who denies. One speaker on
 * both sides, in his own words, on two dates, is a change, from the earlier to the later. Two speakers of one answer agree, unless
 * their words have one origin, or their names may be one person's. Every relation is ours (inferred) unless one article holds both statements and words the second as a denial.
 * Only so many relations are written for one question; claims of one origin and one answer stand for one another first.
 */
#include "compare/compare.h"

#include <string.h>

enum { RELATIONS_MAX = 2000 };

struct pair_view {
    const struct comparison *comparison;
    const struct hearsay_claim *a, *b;
    const struct claim *x, *y;
    const struct clause *p, *q;
};

static bool own_words(const struct pair_view *pair)
{
    const struct hearsay_attribution *a = &pair->comparison->records[pair->x->record]->attributions[pair->x->attribution];
    const struct hearsay_attribution *b = &pair->comparison->records[pair->y->record]->attributions[pair->y->attribution];
    return a->n_chain <= 1 && b->n_chain <= 1;
}

static bool is_document(const struct comparison *comparison, const struct claim *claim)
{
    return claim->who_person >= 0 && comparison->records[claim->who_record]->people[claim->who_person].kind == HEARSAY_KIND_DOCUMENT;
}

/* A link that both come through: whoever cites his source does not confirm it. */
static bool share_link(const struct pair_view *pair)
{
    const struct comparison *comparison = pair->comparison;
    const struct hearsay_attribution *a = &comparison->records[pair->x->record]->attributions[pair->x->attribution];
    const struct hearsay_attribution *b = &comparison->records[pair->y->record]->attributions[pair->y->attribution];
    int n_a = (int)comparison->records[pair->x->record]->n_people, n_b = (int)comparison->records[pair->y->record]->n_people;
    for (size_t i = 0; i < a->n_chain; i++)
        for (size_t j = 0; j < b->n_chain; j++) {
            bool sane = a->chain[i] >= 0 && a->chain[i] < n_a && b->chain[j] >= 0 && b->chain[j] < n_b;
            term_id one = sane ? roster_speaker(comparison->roster, pair->x->record, a->chain[i]) : 0;
            if (one && one == roster_speaker(comparison->roster, pair->y->record, b->chain[j]))
                return true;
        }
    return false;
}

static const char *date_of(const struct pair_view *pair, const struct claim *claim)
{
    return pair->comparison->records[claim->record]->published;
}

/* Negative: a before b; 0: no telling. */
static int compare_dates(const struct pair_view *pair)
{
    const char *x = date_of(pair, pair->x), *y = date_of(pair, pair->y);
    return x && y && strlen(x) >= 10 && strlen(y) >= 10 ? strncmp(x, y, 10) : 0;
}

static bool relate(const struct pair_view *pair, int i, int j, const struct judgement *judgement, struct hearsay_relation *out)
{
    bool linked = share_link(pair);
    bool same_speaker = pair->x->speaker && pair->x->speaker == pair->y->speaker;
    *out = (struct hearsay_relation){.from = i, .to = j, .confidence = judgement->confidence, .why = judgement->why};
    if (pair->a->answer == pair->b->answer) {
        const float REPEATED = 0.95f; /* an article that says a thing twice does not confirm it */
        if (!same_speaker && pair->x->record == pair->y->record && judgement->meet && judgement->confidence >= REPEATED)
            return false;
        if (!same_speaker && names_may_be_one(pair->a->speaker, pair->b->speaker))
            return false;
        if (is_document(pair->comparison, pair->x) || is_document(pair->comparison, pair->y)) /* "reports": of whom, they do not say */
            return false;
        out->kind = pair->a->origin == pair->b->origin || linked ? HEARSAY_RELATION_SAME_ORIGIN : HEARSAY_RELATION_AGREES;
        out->why = out->kind == HEARSAY_RELATION_SAME_ORIGIN ? same_speaker ? "one speaker" : linked ? "one cites the other, or both cite one" : "one source or one quotation" : "the same clause, other speakers";
        if (!judgement->meet && out->kind == HEARSAY_RELATION_AGREES) {
            out->why = "one answer to one question, other speakers: the trained judge";
            out->confidence = pair->a->confidence * pair->b->confidence;
        }
        return judgement->meet || out->confidence > 0 || out->kind == HEARSAY_RELATION_SAME_ORIGIN;
    }
    if (same_speaker) {
        int order = compare_dates(pair);
        if (!order || !own_words(pair) || !(judgement->sure && judgement->opposed))
            return false;
        out->kind = HEARSAY_RELATION_CHANGED;
        out->from = order < 0 ? i : j;
        out->to = order < 0 ? j : i;
        out->why = "one speaker, two dates, opposite answers";
        return true;
    }
    bool a_denies = pair->p->denied && !pair->q->denied, b_denies = pair->q->denied && !pair->p->denied;
    out->kind = a_denies || b_denies ? HEARSAY_RELATION_DENIES : HEARSAY_RELATION_OPPOSES;
    if (b_denies) {
        out->from = j;
        out->to = i;
    }
    out->reported = out->kind == HEARSAY_RELATION_DENIES && pair->x->record == pair->y->record && judgement->sure;
    if (!judgement->sure || !judgement->opposed) {
        out->why = "opposite answers to one question";
        out->confidence = 0.6;
    }
    return true;
}

enum hearsay_status relations_make(const struct comparison *comparison, const struct group *group, const uint32_t *claims,
                                   struct arena *arena, struct hearsay_question *question)
{
    size_t n = question->n_claims, most = n < 64 ? n * (n - (n > 0)) / 2 : RELATIONS_MAX;
    struct hearsay_relation *relations = ARENA_NEW(arena, struct hearsay_relation, (most < RELATIONS_MAX ? most : RELATIONS_MAX) + 1);
    if (!relations)
        return HEARSAY_MEMORY;
    for (size_t i = 0; i < n && question->n_relations < RELATIONS_MAX; i++)
        for (size_t j = i + 1; j < n && question->n_relations < RELATIONS_MAX && j < i + 512; j++) {
            const struct hearsay_claim *a = &question->claims[i], *b = &question->claims[j];
            if (a->answer == HEARSAY_ANSWER_UNSURE || b->answer == HEARSAY_ANSWER_UNSURE)
                continue;
            struct pair_view pair = {comparison, a, b, &comparison->claims[claims[i]], &comparison->claims[claims[j]], 
                                     &comparison->clauses[group->members[i].clause], &comparison->clauses[group->members[j].clause]};
            struct judgement judgement;
            judge(comparison, pair.p, pair.q, &judgement);
            if (relate(&pair, (int)i, (int)j, &judgement, &relations[question->n_relations]))
                question->n_relations++;
        }
    question->relations = relations;
    return HEARSAY_OK;
}
