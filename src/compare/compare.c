/* Records in, accounts out: claims, then questions with their sides, their relations and their origins.
 *
 * Everything that is made on the way lives in one arena and dies here; the accounts own another. Source: own; docs/compare.md.
 */
#include "compare/discover.h"

#include <stdlib.h>
#include <string.h>

enum { QUESTIONS_MAX = 10000, WORK_MAX_BYTES = 1 << 30 };

struct accounts_private {
    struct hearsay_accounts accounts; /* first: the public pointer is this one */
    struct arena arena;
};

void hearsay_accounts_free(struct hearsay_accounts *accounts)
{
    struct accounts_private *own = (struct accounts_private *)accounts;
    if (!own)
        return;
    arena_release(&own->arena);
    free(own);
}

/* The fullest name of a claim's speaker: the records' own string, which outlives the accounts. */
static const char *fullest_name(const struct comparison *comparison, const struct claim *claim)
{
    return roster_name(comparison->roster, claim->who_record, claim->who_person);
}

static const char *why_answer(const struct member *member, const struct claim *claim)
{
    if (member->answer == HEARSAY_ANSWER_UNSURE && claim->foreign)
        return "not judged: not in English";
    if (member->answer == HEARSAY_ANSWER_UNSURE)
        return member->judged ? "not judged: by the trained judge it bears on the question; no rule tells its side" : "not judged: no rule tells its side";
    if (claim->told_elsewhere)
        return "rule: the same clause; another article with the same words names the speaker";
    return "rule: the same clause";
}

/* The question's claims, relations and origins; its text is set already. */
static enum hearsay_status fill_question(const struct comparison *comparison, const int *article_origins, const struct group *group,
                                         struct arena *arena, struct hearsay_question *question)
{
    struct hearsay_claim *claims = ARENA_NEW(arena, struct hearsay_claim, group->n_members + 1);
    uint32_t *indices = ARENA_NEW(comparison->arena, uint32_t, group->n_members + 1);
    if (!claims || !indices)
        return HEARSAY_MEMORY;
    for (size_t i = 0; i < group->n_members; i++) {
        indices[i] = comparison->clauses[group->members[i].clause].claim;
        const struct claim *claim = &comparison->claims[indices[i]];
        claims[i] = (struct hearsay_claim){.article = claim->record, .attribution = claim->attribution,
                                            .speaker = fullest_name(comparison, claim), .answer = group->members[i].answer,
                                            .clause = group->members[i].judged ? claim->span : comparison->clauses[group->members[i].clause].span,
                                            .confidence = group->members[i].confidence, .why = why_answer(&group->members[i], claim)};
    }
    question->claims = claims;
    question->n_claims = group->n_members;
    enum hearsay_status status = origins_claims(comparison, article_origins, indices, claims, question);
    return status == HEARSAY_OK ? relations_make(comparison, group, indices, arena, question) : status;
}

static enum hearsay_status find_questions(struct comparison *comparison, struct accounts_private *out)
{
    struct edges edges = {0};
    struct groups groups = {0};
    enum hearsay_status status = edges_find(comparison, &edges);
    if (status == HEARSAY_OK)
        status = denials_find(comparison, &edges);
    if (status == HEARSAY_OK)
        status = groups_make(comparison, &edges, comparison->arena, &groups);
    if (status == HEARSAY_OK && comparison->judge)
        status = discover(comparison, &edges, &groups);
    edges_release(&edges);
    size_t n = groups.n < QUESTIONS_MAX ? groups.n : QUESTIONS_MAX;
    struct hearsay_question *questions = status == HEARSAY_OK ? ARENA_NEW(&out->arena, struct hearsay_question, n + 1) : NULL;
    if (!questions)
        return status == HEARSAY_OK ? HEARSAY_MEMORY : status;
    for (size_t i = 0; i < n && status == HEARSAY_OK; i++) {
        const char *text = groups.items[i].text;
        questions[i].text = text ? arena_strndup(&out->arena, text, strlen(text)) : wording_make(comparison, &out->arena, &comparison->clauses[groups.items[i].lead]);
        status = questions[i].text ? fill_question(comparison, out->accounts.origins, &groups.items[i], &out->arena, &questions[i]) : HEARSAY_MEMORY;
    }
    out->accounts.questions = questions;
    out->accounts.n_questions = n;
    return status;
}

static enum hearsay_status ask_questions(struct comparison *comparison, const char *const *asked, size_t n, struct accounts_private *out)
{
    struct hearsay_question *questions = ARENA_NEW(&out->arena, struct hearsay_question, n + 1);
    enum hearsay_status status = questions ? HEARSAY_OK : HEARSAY_MEMORY;
    for (size_t i = 0; i < n && status == HEARSAY_OK; i++) {
        struct clause clause;
        struct group group = {0};
        questions[i].text = arena_strndup(&out->arena, asked[i], strlen(asked[i]));
        if (!questions[i].text)
            return HEARSAY_MEMORY;
        bool read = question_read(comparison, comparison->arena, asked[i], &clause);
        if (read)
            status = groups_ask(comparison, &clause, comparison->arena, &group);
        if (read && status == HEARSAY_OK && comparison->judge)
            status = discover_answers(comparison, asked[i], &clause, &group);
        if (status == HEARSAY_OK)
            status = fill_question(comparison, out->accounts.origins, &group, &out->arena, &questions[i]);
    }
    out->accounts.questions = questions;
    out->accounts.n_questions = n;
    return status;
}

/* Whether two statements answer one question: what merely stands near is not in dispute. Of a question that was asked, whether anything was found. */
static bool accounts_meet(const struct hearsay_accounts *accounts)
{
    for (size_t i = 0; i < accounts->n_questions; i++) {
        size_t n = 0;
        for (size_t k = 0; k < accounts->questions[i].n_claims; k++)
            n += accounts->asked ? 2 : accounts->questions[i].claims[k].answer != HEARSAY_ANSWER_UNSURE;
        if (n >= 2)
            return true;
    }
    return false;
}

static enum hearsay_status compare_into(struct comparison *comparison, const char *const *questions, size_t n_questions, struct accounts_private *out)
{
    enum hearsay_status status = claims_collect(comparison);
    if (status != HEARSAY_OK)
        return status;
    return n_questions ? ask_questions(comparison, questions, n_questions, out) : find_questions(comparison, out);
}

enum hearsay_status compare_records(const struct hearsay_record *const *records, size_t n_records, const char *const *questions, size_t n_questions,
                                    const struct trained_judge *judge, struct hearsay_accounts **out, struct error *error)
{
    struct accounts_private *own = NULL;
    struct arena work;
    *out = NULL;
    if (n_records > COMPARE_RECORDS_MAX)
        return error_set(error, HEARSAY_TOO_LARGE, "%zu articles are more than can be compared at once (%d)", n_records, COMPARE_RECORDS_MAX);
    if (!(own = calloc(1, sizeof *own)))
        return error_set(error, HEARSAY_MEMORY, "no memory to compare %zu articles", n_records);
    arena_init(&own->arena, WORK_MAX_BYTES);
    arena_init(&work, (size_t)WORK_MAX_BYTES * 4);
    own->accounts.records = records;
    own->accounts.n_records = n_records;
    own->accounts.origins = origins_articles(&own->arena, records, n_records);
    struct comparison comparison = {.arena = &work, .judge = judge, .records = records, .n_records = n_records};
    own->accounts.asked = n_questions > 0;
    enum hearsay_status status = own->accounts.origins ? compare_into(&comparison, questions, n_questions, own) : HEARSAY_MEMORY;
    claims_release(&comparison);
    arena_release(&work);
    if (status != HEARSAY_OK) {
        hearsay_accounts_free(&own->accounts);
        return error_set(error, status, status == HEARSAY_TOO_LARGE ? "more than %d statements in %zu articles" : "no memory for %d statements in %zu articles",
                         COMPARE_CLAIMS_MAX, n_records);
    }
    *out = &own->accounts;
    return accounts_meet(*out) ? HEARSAY_OK : error_set(error, HEARSAY_NOTHING, "no statements of the articles meet");
}
