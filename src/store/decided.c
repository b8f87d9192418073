/* A record with the decisions of persons in it.
 *
 * The derived record is read from its JSON, checked like anything from outside, and then changed in the order in which decisions were made. A decision names a
 * place by offsets into the article's text, which never changes; the attribution meant is the one whose content covers the place best. So decisions
 * survive new weights and new rules, and one whose place is gone does nothing and is told in the log.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "read/read.h"
#include "store/parse.h"
#include "store/store.h"

enum { CHANGES_MAX = 4096, NEW_PEOPLE_MAX = 256 };

struct hearsay_span spans_hull(const struct hearsay_span *spans, size_t n)
{
    struct hearsay_span hull = {0, 0};
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || spans[i].begin < hull.begin)
            hull.begin = spans[i].begin;
        if (i == 0 || spans[i].end > hull.end)
            hull.end = spans[i].end;
    }
    return hull;
}

/* The share of the larger that both cover. */
static double likeness(struct hearsay_span a, struct hearsay_span b)
{
    uint32_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
    uint32_t one = a.end - a.begin, other = b.end - b.begin, most = one > other ? one : other;
    return end > begin && most ? (double)(end - begin) / most : 0;
}

int kept_at_place(const struct hearsay_record *record, const struct hearsay_span *spans, size_t n)
{
    struct hearsay_span place = spans_hull(spans, n);
    double best = 0.5;
    int found = HEARSAY_NONE;
    for (size_t i = 0; i < record->n_attributions; i++) {
        double share = likeness(place, spans_hull(record->attributions[i].content, record->attributions[i].n_content));
        if (share > best || (share == best && found == HEARSAY_NONE)) {
            best = share;
            found = (int)i;
        }
    }
    return found;
}

/* ---- a record in the making ---- */

struct changing {
    struct hearsay_case *file;
    struct arena *arena;
    struct hearsay_record *record;
    struct hearsay_person *people;
    struct hearsay_attribution *attributions;
    int64_t *struck_by; /* for each attribution; 0: it stands */
    struct kept *out;
    size_t mark_capacity, people_capacity;
    bool failed;
};

static void mark(struct changing *in, int attribution, int64_t decision)
{
    struct kept *out = in->out;
    if (VECTOR_ROOM(out->marks, out->n_marks, in->mark_capacity, CHANGES_MAX))
        out->marks[out->n_marks++] = (struct kept_mark){attribution, decision};
    else
        in->failed = true;
}

/* The person of that name, added at the end when the article has none. */
static int person_named(struct changing *in, const char *name)
{
    char wanted[IDENTITY_KEY_BYTES], key[IDENTITY_KEY_BYTES];
    identity_key(name, wanted);
    for (size_t i = 0; i < in->record->n_people; i++) {
        identity_key(in->people[i].name, key);
        if (strcmp(key, wanted) == 0)
            return (int)i;
    }
    char *copy = arena_strndup(in->arena, name, strlen(name));
    if (!copy || in->record->n_people == in->people_capacity) {
        in->failed = true;
        return HEARSAY_NONE;
    }
    in->people[in->record->n_people] = (struct hearsay_person){.name = copy, .kind = HEARSAY_KIND_PERSON};
    return (int)in->record->n_people++;
}

static void set_speaker(struct changing *in, struct hearsay_attribution *one, const char *name)
{
    int person = name ? person_named(in, name) : HEARSAY_NONE;
    size_t n_through = one->n_chain ? one->n_chain - 1 : 0;
    int *chain = ARENA_NEW(in->arena, int, n_through + 1);
    if (!chain) {
        in->failed = true;
        return;
    }
    if (n_through)
        memcpy(chain, one->chain, n_through * sizeof *chain);
    chain[n_through] = person;
    one->speaker = person;
    one->chain = chain;
    one->n_chain = person == HEARSAY_NONE ? 0 : n_through + 1;
}

/* From this article on the name is another's. */
static bool rename_people(struct changing *in, const char *from, const char *into)
{
    char wanted[IDENTITY_KEY_BYTES], key[IDENTITY_KEY_BYTES];
    bool found = false;
    identity_key(from, wanted);
    for (size_t i = 0; i < in->record->n_people; i++) {
        identity_key(in->people[i].name, key);
        if (strcmp(key, wanted) != 0)
            continue;
        found = true;
        in->people[i].name = arena_strndup(in->arena, into, strlen(into));
        in->failed |= !in->people[i].name;
    }
    return found;
}

static size_t read_spans(const json_t *content, struct hearsay_span *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(content) && n < max; i++) {
        const json_t *pair = json_array_get(content, i);
        out[n++] = (struct hearsay_span){(uint32_t)json_integer_value(json_array_get(pair, 0)), (uint32_t)json_integer_value(json_array_get(pair, 1))};
    }
    return n;
}

static void apply(struct changing *in, int64_t decision, const char *kind, const json_t *correction)
{
    enum { SPANS = 64 };
    struct hearsay_span spans[SPANS];
    const char *speaker = json_string_value(json_object_get(correction, "speaker")), *into = json_string_value(json_object_get(correction, "into"));
    if (strcmp(kind, "split") == 0) {
        if (speaker && into && rename_people(in, speaker, into))
            mark(in, HEARSAY_NONE, decision);
        return;
    }
    const json_t *places = json_object_get(correction, "places"); /* of a decision about two: it shows here, and counts in the accounts (verdicts.c) */
    for (size_t i = 0; i < json_array_size(places); i++) {
        const json_t *place = json_array_get(places, i);
        size_t n = read_spans(json_object_get(place, "content"), spans, SPANS);
        int at = json_integer_value(json_object_get(place, "article")) == in->out->article ? kept_at_place(in->record, spans, n) : HEARSAY_NONE;
        if (at != HEARSAY_NONE)
            mark(in, at, decision);
    }
    size_t n = read_spans(json_object_get(correction, "content"), spans, SPANS);
    int at = kept_at_place(in->record, spans, n);
    if (at == HEARSAY_NONE)
        return;
    if (strcmp(kind, "speaker") == 0)
        set_speaker(in, &in->attributions[at], speaker);
    else if (strcmp(kind, "not-attribution") == 0)
        in->struck_by[at] = decision;
    else
        return;
    mark(in, at, decision);
}

/* Those that stand and bear on the article, in the order in which they were made. */
static enum hearsay_status apply_all(struct changing *in, int64_t article)
{
    sqlite3_stmt *ask = sql_ask(in->file, "SELECT decision, kind, correction FROM decided_bears JOIN derived_stands USING (decision)"
                                          " JOIN decided_decision USING (decision) WHERE article = ? ORDER BY decision", "i", article);
    while (!in->failed && sql_next(ask)) {
        json_t *correction = json_loads(sql_string(ask, 2), 0, NULL);
        if (correction)
            apply(in, sqlite3_column_int64(ask, 0), sql_string(ask, 1), correction);
        json_decref(correction);
    }
    return sql_end(in->file, ask);
}

/* Names that persons agreed on, for all that were merged. */
static enum hearsay_status apply_merges(struct changing *in)
{
    int64_t merges = 0;
    enum hearsay_status status = sql_number(in->file, &merges, "SELECT 1 FROM derived_speaker WHERE same_as <> speaker LIMIT 1", "");
    sqlite3_stmt *ask = status == HEARSAY_OK && merges ? sql_ask(in->file, "SELECT r.name FROM derived_speaker s JOIN derived_speaker r ON r.speaker = s.same_as"
                                                       " WHERE s.key = ? AND s.same_as <> s.speaker", "") : NULL;
    for (size_t i = 0; ask && i < in->record->n_people; i++) {
        char key[IDENTITY_KEY_BYTES];
        identity_person_key(&in->people[i], key);
        if (!sql_bind(in->file, ask, "s", key) || !sql_next(ask))
            continue;
        in->people[i].name = arena_strndup(in->arena, sql_string(ask, 0), (size_t)sqlite3_column_bytes(ask, 0));
        in->failed |= !in->people[i].name;
    }
    return merges ? sql_end(in->file, ask) : status;
}

/* What is no attribution goes out; numbers close up; what stood inside it stands inside what it stood in. */
static void strike(struct changing *in)
{
    size_t n = in->record->n_attributions, kept = 0;
    int *number = ARENA_NEW(in->arena, int, n + 1);
    struct kept *out = in->out;
    out->struck = ARENA_NEW(in->arena, struct kept_struck, n + 1);
    if (!number || !out->struck) {
        in->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        number[i] = in->struck_by[i] ? HEARSAY_NONE : (int)kept++;
    struct hearsay_attribution *closed = ARENA_NEW(in->arena, struct hearsay_attribution, kept + 1);
    for (size_t i = 0; closed && i < n; i++) {
        struct hearsay_attribution one = in->attributions[i];
        while (one.parent != HEARSAY_NONE && in->struck_by[one.parent])
            one.parent = in->attributions[one.parent].parent;
        one.parent = one.parent == HEARSAY_NONE ? HEARSAY_NONE : number[one.parent];
        if (in->struck_by[i])
            out->struck[out->n_struck++] = (struct kept_struck){one, in->struck_by[i]};
        else
            closed[number[i]] = one;
    }
    in->failed |= !closed;
    for (size_t i = 0; i < out->n_marks; i++)
        if (out->marks[i].attribution != HEARSAY_NONE)
            out->marks[i].attribution = number[out->marks[i].attribution];
    in->record->attributions = closed;
    in->record->n_attributions = closed ? kept : 0;
}

static enum hearsay_status change(struct hearsay_case *file, int64_t article, bool merged, struct kept *out)
{
    struct hearsay_record *record = out->record;
    struct arena *arena = &article_of(record)->arena;
    struct changing in = {.file = file, .arena = arena, .record = record, .out = out, .people_capacity = record->n_people + NEW_PEOPLE_MAX};
    in.people = ARENA_NEW(arena, struct hearsay_person, in.people_capacity);
    in.attributions = ARENA_NEW(arena, struct hearsay_attribution, record->n_attributions + 1);
    in.struck_by = ARENA_NEW(arena, int64_t, record->n_attributions + 1);
    if (!in.people || !in.attributions || !in.struck_by)
        return case_memory(file);
    if (record->n_people)
        memcpy(in.people, record->people, record->n_people * sizeof *in.people);
    if (record->n_attributions)
        memcpy(in.attributions, record->attributions, record->n_attributions * sizeof *in.attributions);
    record->people = in.people;
    record->attributions = in.attributions;
    enum hearsay_status status = apply_all(&in, article);
    if (status == HEARSAY_OK && merged)
        status = apply_merges(&in);
    if (status == HEARSAY_OK && !in.failed)
        strike(&in);
    return status == HEARSAY_OK && in.failed ? case_memory(file) : status;
}

static enum hearsay_status parse_row(struct hearsay_case *file, sqlite3_stmt *row, struct kept *out)
{
    char subject[400];
    struct hearsay_record fields = {
        .id = sql_string(row, 0), .input = sql_string(row, 1), .url = sql_string(row, 2), .outlet = sql_string(row, 3), .published = sql_string(row, 4),
        .byline = sql_string(row, 5), .title = sql_string(row, 6), .text = sql_string(row, 7), .n_bytes = (size_t)sqlite3_column_bytes(row, 7)};
    const char *record = sql_string(row, 8);
    size_t n = (size_t)sqlite3_column_bytes(row, 8);
    if (!fields.text || !record)
        return case_memory(file);
    snprintf(out->added, sizeof out->added, "%s", sql_string(row, 9));
    snprintf(out->model, sizeof out->model, "%s", sql_string(row, 10));
    out->rules = sqlite3_column_int64(row, 11);
    snprintf(subject, sizeof subject, "'%.300s': article %lld", file->path, (long long)out->article);
    return parse_record(record, n, &fields, subject, &out->record, &file->context->error);
}

enum hearsay_status kept_load(struct hearsay_case *file, int64_t article, bool merged, struct kept *out)
{
    *out = (struct kept){.article = article};
    sqlite3_stmt *row = sql_ask(file, "SELECT id, input, url, outlet, published, byline, title, text, record, added, model, rules FROM read_article"
                                      " JOIN derived_record USING (article) JOIN derived_by USING (derivation) WHERE article = ?", "i", article);
    enum hearsay_status status = HEARSAY_NOTHING;
    if (sql_next(row))
        status = parse_row(file, row, out);
    if (status == HEARSAY_OK || status == HEARSAY_NOTHING) {
        enum hearsay_status ended = sql_end(file, row);
        status = ended == HEARSAY_OK ? status : ended;
    } else {
        sqlite3_finalize(row);
    }
    if (status == HEARSAY_NOTHING)
        case_error(file, status, "'%.300s': no article %lld", file->path, (long long)article);
    if (status == HEARSAY_OK)
        status = change(file, article, merged, out);
    if (status != HEARSAY_OK)
        kept_release(out);
    return status;
}

void kept_release(struct kept *kept)
{
    hearsay_record_free(kept->record);
    free(kept->marks);
    *kept = (struct kept){.article = kept->article};
}
