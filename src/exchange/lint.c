/* hearsay_lint: what a writer should look at before a draft goes out: statements that rest on one unnamed source, on none, on another article's
 * words, or whose contrary another article has.
 *
 * Method: the record's own judgements (naming, access, hearsay) for the first two; shared runs of words and the origins of `compare` for the third; its relations for the
 * fourth. A statement that a second origin supports in the draft itself, or that a second source confirms right behind it, does not rest on one; a contrary that the draft
 * tells itself is not missing. What is in doubt is left out: a linter that cries wolf is switched off. Nothing says who is right.
 */
#include "exchange/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "hearsay/context.h"
#include "report/accounts.h"
#include "report/spans.h"

enum { CONFIRMED_WITHIN = 700, SHORT_CONTENT = 40 }; /* code points: "confirmed that account", and how soon behind the statement */
static const double CONTRARY_LEAST = 0.70;            /* of a relation's confidence */

/* ---- parts ---- */

bool lint_add(struct linting *linting, const struct hearsay_finding *finding)
{
    const char *why = arena_strndup(&linting->arena, finding->why, strlen(finding->why));
    if (!why || !VECTOR_ROOM(linting->findings, linting->n, linting->capacity, LINT_FINDINGS_MAX))
        return false;
    linting->findings[linting->n] = *finding;
    linting->findings[linting->n++].why = why;
    return true;
}

const struct text *lint_text(struct linting *linting, size_t draft)
{
    struct text *text = ARENA_NEW(&linting->arena, struct text, 1);
    return text && report_text(&linting->arena, linting->lint.records[draft], text) ? text : NULL;
}

bool lint_is_statement(const struct hearsay_record *record, size_t attribution)
{
    const struct hearsay_attribution *one = &record->attributions[attribution];
    switch (one->act) {
    case HEARSAY_ACT_STATE:
    case HEARSAY_ACT_DENY:
    case HEARSAY_ACT_CONFIRM:
    case HEARSAY_ACT_CONCEDE:
    case HEARSAY_ACT_ACCUSE:
    case HEARSAY_ACT_WARN:
    case HEARSAY_ACT_BELIEVE:
    case HEARSAY_ACT_LEARN:
    case HEARSAY_ACT_HEARSAY:
        return one->parent == HEARSAY_NONE && one->n_content > 0 && !one->negated;
    default:
        return false; /* a question, an order, a wish asserts nothing */
    }
}

struct hearsay_span lint_statement(const struct hearsay_attribution *one)
{
    return (struct hearsay_span){one->content[0].begin, one->content[one->n_content - 1].end};
}

/* ---- one unnamed source, or none ---- */

/* A claim of the draft that is this attribution's. */
static bool is_claim_of(const struct hearsay_claim *claim, size_t draft, size_t attribution)
{
    return claim->article == (int)draft && claim->attribution == (int)attribution;
}

/* Another origin says the same in the drafts. */
static bool is_supported(const struct linting *linting, const struct hearsay_accounts *accounts, size_t draft, size_t attribution)
{
    for (size_t q = 0; q < accounts->n_questions; q++) {
        const struct hearsay_question *question = &accounts->questions[q];
        for (size_t i = 0; i < question->n_claims; i++) {
            const struct hearsay_claim *mine = &question->claims[i];
            if (!is_claim_of(mine, draft, attribution))
                continue;
            for (size_t k = 0; k < question->n_claims; k++) {
                const struct hearsay_claim *other = &question->claims[k];
                if (other->article < (int)linting->lint.n_drafts && other->origin != mine->origin && other->answer == mine->answer)
                    return true;
            }
        }
    }
    return false;
}

/* "The second official confirmed that account", right behind. */
static bool is_confirmed(const struct hearsay_record *record, size_t attribution)
{
    struct hearsay_span statement = lint_statement(&record->attributions[attribution]);
    for (size_t i = 0; i < record->n_attributions; i++) {
        const struct hearsay_attribution *other = &record->attributions[i];
        if (other->act != HEARSAY_ACT_CONFIRM || other->negated || !other->n_content || i == attribution)
            continue;
        struct hearsay_span content = lint_statement(other);
        if (content.begin >= statement.end && content.begin - statement.end <= CONFIRMED_WITHIN && content.end - content.begin <= SHORT_CONTENT)
            return true;
    }
    return false;
}

static bool add_plain(struct linting *linting, enum hearsay_doubt doubt, size_t draft, size_t attribution, const char *why)
{
    struct hearsay_finding finding = {doubt, (int)draft, (int)attribution, lint_statement(&linting->lint.records[draft]->attributions[attribution]),
                                      HEARSAY_NONE, {0, 0}, why};
    return lint_add(linting, &finding);
}

/* "confirmed that account": what it rests on is said before it. "No injuries have been reported": nobody said anything. */
static bool says_nothing_new(const struct text *text, const struct hearsay_attribution *one)
{
    struct hearsay_span statement = span_inside(text, lint_statement(one));
    bool brief = statement.end - statement.begin <= SHORT_CONTENT;
    bool no = (text_point(text, statement.begin) | 32) == 'n' && text_point(text, statement.begin + 1) == 'o' && text_point(text, statement.begin + 2) == ' ';
    return brief && (one->act == HEARSAY_ACT_CONFIRM || (one->act == HEARSAY_ACT_HEARSAY && no));
}

static bool look_at_sources(struct linting *linting, const struct hearsay_accounts *accounts, size_t draft)
{
    const struct hearsay_record *record = linting->lint.records[draft];
    const struct text *text = lint_text(linting, draft);
    if (!text)
        return false;
    for (size_t i = 0; i < record->n_attributions; i++) {
        const struct hearsay_attribution *one = &record->attributions[i];
        if (!lint_is_statement(record, i))
            continue;
        linting->lint.n_statements++;
        if (says_nothing_new(text, one))
            continue;
        if (one->act == HEARSAY_ACT_HEARSAY && one->speaker == HEARSAY_NONE && span_empty(one->source)) {
            if (lint_was_said(text, one) && !add_plain(linting, HEARSAY_DOUBT_NONE, draft, i, "nobody is said to have said it"))
                return false;
        } else if (one->act != HEARSAY_ACT_LEARN && lint_is_one_unnamed(record, text, one) && !is_confirmed(record, i) &&
                   !is_supported(linting, accounts, draft, i)) {
            if (!add_plain(linting, HEARSAY_DOUBT_UNNAMED, draft, i, one->access == HEARSAY_ACCESS_IN_ROOM ? "one source, not named, who was there"
                                                                     : one->access == HEARSAY_ACCESS_TOLD  ? "one source, not named, who was told"
                                                                                                           : "one source, not named"))
                return false;
        }
    }
    return true;
}

/* ---- copies of whole articles, and contraries ---- */

static bool look_at_origins(struct linting *linting, const struct hearsay_accounts *accounts)
{
    for (size_t i = 0; i < linting->lint.n_drafts; i++)
        for (size_t k = linting->lint.n_drafts; k < linting->lint.n_records; k++)
            if (accounts->origins[i] == accounts->origins[k]) {
                struct hearsay_finding finding = {HEARSAY_DOUBT_COPY, (int)i, HEARSAY_NONE, {0, 0}, (int)k, {0, 0}, "the draft as a whole is one text with that article"};
                if (!lint_add(linting, &finding))
                    return false;
                break;
            }
    return true;
}

/* The drafts have an answer of their own to this side. */
static bool tells(const struct linting *linting, const struct hearsay_question *question, enum hearsay_answer answer)
{
    for (size_t i = 0; i < question->n_claims; i++)
        if (question->claims[i].article < (int)linting->lint.n_drafts && question->claims[i].answer == answer)
            return true;
    return false;
}

static bool is_told_already(const struct linting *linting, const struct hearsay_claim *mine)
{
    for (size_t i = 0; i < linting->n; i++)
        if (linting->findings[i].doubt == HEARSAY_DOUBT_CONTRARY && linting->findings[i].record == mine->article &&
            linting->findings[i].attribution == mine->attribution)
            return true;
    return false;
}

static bool look_at_relation(struct linting *linting, const struct hearsay_question *question, const struct hearsay_relation *relation)
{
    const struct hearsay_claim *mine = &question->claims[relation->from], *other = &question->claims[relation->to];
    int n_drafts = (int)linting->lint.n_drafts;
    char why[256];
    if ((relation->kind != HEARSAY_RELATION_OPPOSES && relation->kind != HEARSAY_RELATION_DENIES) || relation->confidence < CONTRARY_LEAST)
        return true;
    if (mine->article >= n_drafts) {
        const struct hearsay_claim *swap = mine;
        mine = other;
        other = swap;
    }
    if (mine->article >= n_drafts || other->article < n_drafts || tells(linting, question, other->answer) || is_told_already(linting, mine))
        return true;
    snprintf(why, sizeof why, "%.150s has the contrary (%.60s)", claim_speaker(other), relation->why ? relation->why : "");
    struct hearsay_finding finding = {HEARSAY_DOUBT_CONTRARY, mine->article, mine->attribution, mine->clause, other->article, other->clause, why};
    return lint_add(linting, &finding);
}

static bool look_at_contraries(struct linting *linting, const struct hearsay_accounts *accounts)
{
    for (size_t q = 0; q < accounts->n_questions; q++)
        for (size_t i = 0; i < accounts->questions[q].n_relations; i++)
            if (!look_at_relation(linting, &accounts->questions[q], &accounts->questions[q].relations[i]))
                return false;
    return true;
}

/* ---- the whole ---- */

static int by_place(const void *a, const void *b)
{
    const struct hearsay_finding *x = a, *y = b;
    if (x->record != y->record)
        return x->record < y->record ? -1 : 1;
    if (x->statement.begin != y->statement.begin)
        return x->statement.begin < y->statement.begin ? -1 : 1;
    if (x->attribution != y->attribution)
        return x->attribution < y->attribution ? -1 : 1;
    return (x->doubt > y->doubt) - (x->doubt < y->doubt);
}

static enum hearsay_status look(struct hearsay *hearsay, struct linting *linting)
{
    struct hearsay_accounts *accounts = NULL;
    enum hearsay_status status = hearsay_compare(hearsay, linting->lint.records, linting->lint.n_records, NULL, 0, &accounts);
    bool good = accounts && look_at_origins(linting, accounts);
    for (size_t i = 0; good && i < linting->lint.n_drafts; i++)
        good = look_at_sources(linting, accounts, i);
    good = good && look_at_contraries(linting, accounts);
    hearsay_accounts_free(accounts);
    if (!good)
        return status == HEARSAY_OK || status == HEARSAY_NOTHING ? HEARSAY_MEMORY : status;
    status = lint_copies(linting);
    if (linting->n)
        qsort(linting->findings, linting->n, sizeof *linting->findings, by_place);
    linting->lint.findings = linting->findings;
    linting->lint.n_findings = linting->n;
    return status;
}

enum hearsay_status hearsay_lint(struct hearsay *hearsay, const struct hearsay_record *const *records, size_t n_drafts, size_t n_records,
                                 struct hearsay_lint **out)
{
    struct error *error = hearsay ? &hearsay->error : NULL;
    *out = NULL;
    if (n_drafts > n_records)
        return error_set(error, HEARSAY_ARGUMENT, "more drafts than records");
    struct linting *linting = calloc(1, sizeof *linting);
    if (!linting)
        return error_set(error, HEARSAY_MEMORY, "out of memory");
    arena_init(&linting->arena, 0);
    linting->lint = (struct hearsay_lint){.records = records, .n_drafts = n_drafts, .n_records = n_records};
    enum hearsay_status status = look(hearsay, linting);
    if (status != HEARSAY_OK) {
        hearsay_lint_free(&linting->lint);
        return error_set(error, status, "the draft: %s", hearsay_status_text(status));
    }
    *out = &linting->lint;
    return linting->n ? HEARSAY_OK : error_set(error, HEARSAY_NOTHING, "nothing in the draft wants a look");
}

void hearsay_lint_free(struct hearsay_lint *lint)
{
    struct linting *linting = (struct linting *)lint; /* its first member */
    if (!linting)
        return;
    arena_release(&linting->arena);
    free(linting->findings);
    free(linting);
}
