/* What persons decided about questions, in the accounts: "same question", "not opposed".
 *
 * The comparison knows nothing of the case. Its questions are copied into an arena and changed there, decision after decision: two
 * questions become one, with the sides of the second turned round where it asks the contrary; a contradiction that somebody took back goes out. A statement that
 * answered nothing joins as unsure. Origins are counted anew: no fewer than either question had, no more than there are different ones.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

enum { SPANS_MAX = 64 };

struct applying {
    struct whole *whole;
    struct arena *arena;
    struct hearsay_question *questions;
    size_t n;
    bool failed;
};

static bool read_place(const struct whole *whole, const json_t *place, int *record, int *attribution)
{
    struct hearsay_span spans[SPANS_MAX];
    json_int_t article = json_integer_value(json_object_get(place, "article"));
    const json_t *content = json_object_get(place, "content");
    size_t n = 0, low = 0, high = whole->n;
    for (; n < json_array_size(content) && n < SPANS_MAX; n++) {
        const json_t *pair = json_array_get(content, n);
        spans[n] = (struct hearsay_span){(uint32_t)json_integer_value(json_array_get(pair, 0)), (uint32_t)json_integer_value(json_array_get(pair, 1))};
    }
    while (low < high) { /* articles stand in the order of their numbers */
        size_t middle = low + (high - low) / 2;
        if (whole->kept[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == whole->n || whole->kept[low].article != article)
        return false;
    *record = (int)low;
    *attribution = kept_at_place(whole->records[low], spans, n);
    return *attribution != HEARSAY_NONE;
}

bool verdicts_places(const struct whole *whole, const json_t *correction, int record[2], int attribution[2])
{
    const json_t *places = json_object_get(correction, "places");
    return read_place(whole, json_array_get(places, 0), &record[0], &attribution[0]) && read_place(whole, json_array_get(places, 1), &record[1], &attribution[1]);
}

static bool is_claim(const struct hearsay_claim *claim, int record, int attribution)
{
    return claim->article == record && claim->attribution == attribution;
}

/* The question that the statement answers, or n. */
static size_t question_of(const struct applying *in, int record, int attribution)
{
    for (size_t q = 0; q < in->n; q++)
        for (size_t c = 0; c < in->questions[q].n_claims; c++)
            if (is_claim(&in->questions[q].claims[c], record, attribution))
                return q;
    return in->n;
}

static int count_origins(const struct hearsay_claim *claims, size_t n)
{
    int count = 0;
    for (size_t i = 0; i < n; i++) {
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = claims[j].origin == claims[i].origin && claims[j].answer != HEARSAY_ANSWER_UNSURE;
        count += !seen && claims[i].answer != HEARSAY_ANSWER_UNSURE;
    }
    return count;
}

static void recount(struct hearsay_question *question, int least)
{
    question->origins_most = count_origins(question->claims, question->n_claims);
    question->origins_least = least < question->origins_most ? least : question->origins_most;
}

static enum hearsay_answer turned(enum hearsay_answer answer)
{
    return answer == HEARSAY_ANSWER_YES ? HEARSAY_ANSWER_NO : answer == HEARSAY_ANSWER_NO ? HEARSAY_ANSWER_YES : answer;
}

/* Whether two statements surely come from one mouth: one speaker, or nobody named in copies of one article. */
static bool one_voice(const struct whole *whole, const struct hearsay_claim *a, const struct hearsay_claim *b)
{
    if (a->speaker && b->speaker)
        return strcmp(a->speaker, b->speaker) == 0;
    return !a->speaker && !b->speaker && whole->compared->origins[a->article] == whole->compared->origins[b->article];
}

/* The numbers of origins are given question by question: those behind the first `n_first` claims move up, and meet where one voice speaks in both. */
static void join_origins(const struct whole *whole, struct hearsay_claim *claims, size_t n_first, size_t n)
{
    int next = 0;
    for (size_t i = 0; i < n_first; i++)
        next = claims[i].origin >= next ? claims[i].origin + 1 : next;
    for (size_t i = n_first; i < n; i++)
        claims[i].origin += next;
    for (size_t i = n_first; i < n; i++)
        for (size_t j = 0; j < n_first; j++) {
            int from = claims[i].origin, to = claims[j].origin;
            for (size_t k = 0; k < n && from != to && one_voice(whole, &claims[i], &claims[j]); k++)
                claims[k].origin = claims[k].origin == from ? to : claims[k].origin;
        }
}

/* The second question's claims and relations go behind those of the first; the second goes out. */
static void join(struct applying *in, size_t first, size_t second, bool reversed)
{
    struct hearsay_question *a = &in->questions[first], *b = &in->questions[second];
    struct hearsay_claim *claims = ARENA_NEW(in->arena, struct hearsay_claim, a->n_claims + b->n_claims + 1);
    struct hearsay_relation *relations = ARENA_NEW(in->arena, struct hearsay_relation, a->n_relations + b->n_relations + 1);
    if (!claims || !relations) {
        in->failed = true;
        return;
    }
    for (size_t i = 0; i < a->n_claims + b->n_claims; i++)
        claims[i] = i < a->n_claims ? a->claims[i] : b->claims[i - a->n_claims];
    join_origins(in->whole, claims, a->n_claims, a->n_claims + b->n_claims);
    for (size_t i = a->n_claims; reversed && i < a->n_claims + b->n_claims; i++)
        claims[i].answer = turned(claims[i].answer);
    for (size_t i = 0; i < a->n_relations + b->n_relations; i++) {
        relations[i] = i < a->n_relations ? a->relations[i] : b->relations[i - a->n_relations];
        relations[i].from += i < a->n_relations ? 0 : (int)a->n_claims;
        relations[i].to += i < a->n_relations ? 0 : (int)a->n_claims;
    }
    a->claims = claims;
    a->n_claims += b->n_claims;
    a->relations = relations;
    a->n_relations += b->n_relations;
    recount(a, a->origins_least > b->origins_least ? a->origins_least : b->origins_least);
    memmove(b, b + 1, (in->n - second - 1) * sizeof *b);
    in->n--;
}

static const char *speaker_name(const struct hearsay_record *record, int speaker)
{
    return speaker == HEARSAY_NONE ? NULL : record->people[speaker].name;
}

/* A statement that answered nothing so far. */
static void join_statement(struct applying *in, size_t question, int record, int attribution)
{
    struct hearsay_question *a = &in->questions[question];
    const struct hearsay_attribution *one = &in->whole->records[record]->attributions[attribution];
    struct hearsay_claim *claims = ARENA_NEW(in->arena, struct hearsay_claim, a->n_claims + 1);
    int origin = 0;
    if (!claims) {
        in->failed = true;
        return;
    }
    for (size_t i = 0; i < a->n_claims; i++) {
        claims[i] = a->claims[i];
        origin = claims[i].origin >= origin ? claims[i].origin + 1 : origin;
    }
    claims[a->n_claims++] = (struct hearsay_claim){.article = record, .attribution = attribution, .clause = spans_hull(one->content, one->n_content),
                                                  .speaker = speaker_name(in->whole->records[record], one->speaker), .answer = HEARSAY_ANSWER_UNSURE, .origin = origin};
    a->claims = claims;
    recount(a, a->origins_least);
}

static void same_question(struct applying *in, const int record[2], const int attribution[2], bool reversed)
{
    size_t first = question_of(in, record[0], attribution[0]), second = question_of(in, record[1], attribution[1]);
    if (first < in->n && second < in->n && first != second)
        join(in, first < second ? first : second, first < second ? second : first, reversed);
    else if (first < in->n && second == in->n)
        join_statement(in, first, record[1], attribution[1]);
    else if (second < in->n && first == in->n)
        join_statement(in, second, record[0], attribution[0]);
}

static void not_opposed(struct applying *in, const int record[2], const int attribution[2])
{
    for (size_t q = 0; q < in->n; q++) {
        struct hearsay_question *question = &in->questions[q];
        struct hearsay_relation *relations = ARENA_NEW(in->arena, struct hearsay_relation, question->n_relations + 1);
        size_t kept = 0;
        if (!relations) {
            in->failed = true;
            return;
        }
        for (size_t i = 0; i < question->n_relations; i++) {
            const struct hearsay_relation *one = &question->relations[i];
            const struct hearsay_claim *from = &question->claims[one->from], *to = &question->claims[one->to];
            bool meant = (is_claim(from, record[0], attribution[0]) && is_claim(to, record[1], attribution[1])) ||
                         (is_claim(from, record[1], attribution[1]) && is_claim(to, record[0], attribution[0]));
            if (!meant || (one->kind != HEARSAY_RELATION_OPPOSES && one->kind != HEARSAY_RELATION_DENIES))
                relations[kept++] = *one;
        }
        question->relations = relations;
        question->n_relations = kept;
    }
}

static void apply(struct applying *in, const char *kind, const json_t *correction)
{
    int record[2], attribution[2];
    if (!verdicts_places(in->whole, correction, record, attribution))
        return;
    if (strcmp(kind, "same-question") == 0)
        same_question(in, record, attribution, json_is_true(json_object_get(correction, "reversed")));
    else
        not_opposed(in, record, attribution);
}

enum hearsay_status verdicts_apply(struct hearsay_case *file, struct whole *whole)
{
    const struct hearsay_accounts *compared = whole->compared;
    struct applying in = {.whole = whole, .arena = &whole->arena, .n = compared->n_questions};
    whole->accounts = ARENA_NEW(in.arena, struct hearsay_accounts, 1);
    in.questions = ARENA_NEW(in.arena, struct hearsay_question, in.n + 1);
    if (!whole->accounts || !in.questions)
        return case_memory(file);
    if (in.n)
        memcpy(in.questions, compared->questions, in.n * sizeof *in.questions);
    sqlite3_stmt *rows = sql_ask(file, "SELECT kind, correction FROM derived_stands JOIN decided_decision USING (decision)"
                                       " WHERE kind IN ('same-question', 'not-opposed') ORDER BY decision", "");
    while (!in.failed && sql_next(rows)) {
        json_t *correction = json_loads(sql_string(rows, 1), 0, NULL);
        apply(&in, sql_string(rows, 0), correction);
        json_decref(correction);
    }
    *whole->accounts = *compared;
    whole->accounts->questions = in.questions;
    whole->accounts->n_questions = in.n;
    enum hearsay_status status = sql_end(file, rows);
    return in.failed ? case_memory(file) : status;
}
