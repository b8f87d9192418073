/* Two clauses held against each other: what they share, and whether the same is done by the same to the same.
 *
 * Method: both clauses' terms are sorted, so one walk finds what is shared, weighed by rarity. Predicate, agent and patient are compared by term; an
 * unnamed agent neither joins nor parts. Source: own.
 */
#include "compare/compare.h"

#include <string.h>

static bool in_role(const term_id *role, size_t n, term_id term)
{
    for (size_t i = 0; i < n; i++)
        if (role[i] == term)
            return true;
    return false;
}

static bool in_terms(const struct clause *clause, term_id term)
{
    for (size_t i = 0; i < clause->n_terms; i++)
        if (clause->terms[i] == term)
            return true;
    return false;
}

static bool roles_meet(const term_id *a, size_t n_a, const term_id *b, size_t n_b)
{
    for (size_t i = 0; i < n_a; i++)
        if (in_role(b, n_b, a[i]))
            return true;
    return false;
}

/* "the premier" and nothing else. */
static bool only_office(const struct comparison *comparison, const term_id *role, size_t n)
{
    return n == 1 && comparison->is_role[role[0]];
}

static float compare_roles(const struct comparison *comparison, const term_id *a, size_t n_a, const term_id *b, size_t n_b)
{
    if (!n_a || !n_b)
        return 0.5f;
    if (roles_meet(a, n_a, b, n_b))
        return 1;
    return only_office(comparison, a, n_a) != only_office(comparison, b, n_b) ? 0.5f : 0;
}

struct overlap {
    float in_a, in_b, shared, rarest;
    uint8_t n;
};

/* A term that no clause holds weighs as if one did. */
static float weight_of(const struct comparison *comparison, term_id term)
{
    float weight = comparison->weight[term];
    return weight > 0 ? weight : comparison->most;
}

static struct overlap overlap(const struct comparison *comparison, const term_id *a, size_t n_a, const term_id *b, size_t n_b)
{
    struct overlap out = {0};
    for (size_t i = 0; i < n_a; i++)
        out.in_a += weight_of(comparison, a[i]);
    for (size_t i = 0; i < n_b; i++)
        out.in_b += weight_of(comparison, b[i]);
    for (size_t i = 0, j = 0; i < n_a && j < n_b;) {
        if (a[i] != b[j]) {
            a[i] < b[j] ? i++ : j++;
            continue;
        }
        float weight = weight_of(comparison, a[i]);
        out.shared += weight;
        out.rarest = weight > out.rarest ? weight : out.rarest;
        out.n++;
        i++;
        j++;
    }
    return out;
}

static void share_terms(const struct comparison *comparison, const struct clause *a, const struct clause *b, struct meeting *out)
{
    struct overlap terms = overlap(comparison, a->terms, a->n_terms, b->terms, b->n_terms);
    float least = terms.in_a < terms.in_b ? terms.in_a : terms.in_b, both = terms.in_a + terms.in_b - terms.shared;
    out->cover = least > 0 ? terms.shared / least : 0;
    out->share = both > 0 ? terms.shared / both : 0;
    out->rarest = comparison->most > 0 ? terms.rarest / comparison->most : 0;
    out->n_shared = terms.n;
}

static void share_context(const struct comparison *comparison, const struct claim *a, const struct claim *b, struct meeting *out)
{
    struct overlap terms = overlap(comparison, a->context, a->n_context, b->context, b->n_context);
    float both = terms.in_a + terms.in_b - terms.shared;
    out->context = both > 0 ? terms.shared / both : 0;
}

/* Whether both name numbers and neither names the other's. */
static bool other_numbers(const struct comparison *comparison, const struct clause *a, const struct clause *b)
{
    int n_a = 0, n_b = 0, shared = 0;
    for (size_t i = 0; i < a->n_terms; i++) {
        n_a += comparison->is_number[a->terms[i]];
        shared += comparison->is_number[a->terms[i]] && in_terms(b, a->terms[i]);
    }
    for (size_t i = 0; i < b->n_terms; i++)
        n_b += comparison->is_number[b->terms[i]];
    return n_a && n_b && !shared;
}

void judge_meet(const struct comparison *comparison, const struct clause *a, const struct clause *b, struct meeting *out)
{
    memset(out, 0, sizeof *out);
    const struct claim *x = &comparison->claims[a->claim], *y = &comparison->claims[b->claim];
    share_terms(comparison, a, b, out);
    share_context(comparison, x, y, out);
    out->same_speaker = x->speaker && x->speaker == y->speaker;
    out->named = (x->name && in_terms(b, x->name)) || (y->name && in_terms(a, y->name));
    if (a->predicate && b->predicate) {
        out->contrary = (a->predicate_opposite && a->predicate_opposite == b->predicate) || (b->predicate_opposite && b->predicate_opposite == a->predicate);
        if (a->predicate == b->predicate || out->contrary)
            out->predicate = 1;
        else if (in_terms(a, b->predicate) || in_terms(b, a->predicate))
            out->predicate = 0.5f;
    }
    if (a->matrix != b->matrix && out->predicate == 1)
        out->predicate = 0.5f; /* to offer is not to agree */
    out->agent = compare_roles(comparison, a->agent, a->n_agent, b->agent, b->n_agent);
    out->patient = compare_roles(comparison, a->patient, a->n_patient, b->patient, b->n_patient);
    bool a_undergoes = roles_meet(b->agent, b->n_agent, a->patient, a->n_patient), b_undergoes = roles_meet(a->agent, a->n_agent, b->patient, b->n_patient);
    out->swapped = out->agent < 1 && ((a_undergoes && b_undergoes) || (out->patient < 1 && (a_undergoes || b_undergoes)));
    out->numbers = other_numbers(comparison, a, b);
    out->mood = a->modality == b->modality;
}

/* Predicates too common to join two clauses by themselves. */
static bool is_weak(const struct comparison *comparison, term_id predicate)
{
    static const char *const WEAK[] = {"be", "do", "say", "tell", "make", "get", "go", "come", "take", "give", "have", "know", "see", "look", "part",
                                       "try", "work", "use", "put", "keep", "way", "right", "think", "need", "want", "good", "wrong", "great"};
    const char *text = terms_text(comparison->terms, predicate);
    for (size_t i = 0; i < sizeof WEAK / sizeof *WEAK; i++)
        if (strcmp(text, WEAK[i]) == 0)
            return true;
    return false;
}

/* Whether the two say, sign apart, the same: the plainest case first. */
static bool same_matter(const struct comparison *comparison, const struct clause *a, const struct meeting *m, float *confidence)
{
    unsigned least = is_weak(comparison, a->predicate) ? 3 : 2;
    if (m->swapped || m->numbers || m->n_shared < 2)
        return false;
    if (m->n_shared >= 3 && m->share >= (m->predicate == 1 ? 0.6f : m->predicate > 0 ? 0.85f : 1)) {
        *confidence = 0.80f + 0.18f * m->share;
        return true;
    }
    if (m->predicate < 1 || m->agent < 0.5f || !m->mood || m->n_shared < least || m->cover < 0.5f || m->share < 0.25f || (m->patient == 0 && m->share < 0.5f))
        return false;
    *confidence = 0.55f + 0.2f * m->share + 0.1f * (m->agent == 1) + 0.1f * (m->patient == 1) + 0.05f * m->cover;
    return true;
}

/* A statement does not meet what it reports: "X warned that P" and P. */
static bool one_inside_other(const struct comparison *comparison, const struct clause *a, const struct clause *b)
{
    const struct claim *x = &comparison->claims[a->claim], *y = &comparison->claims[b->claim];
    return x->record == y->record && x->span.begin < y->span.end && y->span.begin < x->span.end;
}

/* A fragment without a verb ("the assault") asserts nothing unless it is denied, or laid at somebody's door. */
static bool asserts(const struct comparison *comparison, const struct clause *clause)
{
    return !clause->nominal || clause->denied || comparison->claims[clause->claim].accuse;
}

/* An agreement: neither a bare noun, nor of somebody who may be another, nor of different persons told or asked. */
static bool says_as_much(const struct clause *a, const struct clause *b, const struct meeting *m)
{
    bool verbal = !a->nominal && !b->nominal;
    bool certain = (!a->indefinite && !b->indefinite) || m->cover >= 0.85f;
    return (verbal || a->denied || b->denied || m->patient == 1) && certain;
}

/* The heads of two subjects: "some Trump allies" are not Trump; "the premier" may be whoever is one. */
static bool heads_meet(const struct comparison *comparison, const struct clause *a, const struct clause *b)
{
    if (!a->n_agent || !b->n_agent || a->n_agent == COMPARE_ROLE_MAX || b->n_agent == COMPARE_ROLE_MAX)
        return true;
    term_id one = a->agent[a->n_agent - 1], other = b->agent[b->n_agent - 1];
    return one == other || comparison->is_role[one] || comparison->is_role[other];
}

void judge(const struct comparison *comparison, const struct clause *a, const struct clause *b, struct judgement *out)
{
    struct meeting m;
    judge_meet(comparison, a, b, &m);
    memset(out, 0, sizeof *out);
    if (a->bare || b->bare || one_inside_other(comparison, a, b))
        return;
    out->meet = same_matter(comparison, a, &m, &out->confidence);
    if (!out->meet)
        return;
    const struct claim *x = &comparison->claims[a->claim], *y = &comparison->claims[b->claim];
    out->opposed = (a->negative != b->negative) != m.contrary;
    out->sure = asserts(comparison, a) && asserts(comparison, b) && !a->unsure && !b->unsure && !x->silent && !y->silent && m.mood && a->modality != MODALITY_HEDGED;
    out->why = m.contrary ? "the predicates exclude each other" : !out->opposed ? "the same clause" : a->denied || b->denied ? "denial" : "negation";
    /* "he did not" is told by the rest of its words alone, and only where they say the contrary */
    out->sure &= (!a->loose && !b->loose) || (out->opposed && m.cover >= 0.9f && m.n_shared >= 3);
    out->sure &= a->elsewhen == b->elsewhen;
    if (!out->opposed) {
        out->sure &= says_as_much(a, b, &m);
        return;
    }
    /* What opposes must speak of the same doer and the same thing; two signs of one speaker are more often our error than a change. */
    bool same_thing = m.patient == 1 || (m.patient > 0 && m.share >= 0.4f) || m.share >= 0.5f;
    /* A fragment without a verb ("no claims") opposes only where a denial is spoken. */
    bool said = (!a->nominal && !b->nominal) || a->denied || b->denied;
    out->sure &= said && m.predicate == 1 && m.agent >= 0.5f && heads_meet(comparison, a, b) && same_thing && m.cover >= 0.5f;
}
