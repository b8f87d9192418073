/* STIX 2.1: one bundle of identities, notes, opinions and reports.
 *
 * A speaker is an `identity`; a statement a `note` that refers to its speaker and is told by a `report`, the article; with accounts, a question is a
 * report of the notes that answer it, and a relation an `opinion` whose author is a speaker: "disagree" where he opposes or denies, "agree" where he says
 * alike. The opinion is his, as the articles have it; the program has none, and writes no scale but these two.
 * An article without a day has no `report`, which needs one, but a `grouping`. `created` is the article's day (none: 1970-01-01, labelled undated), so that
 * the same articles give the same bundle. Ids are UUIDs of version 5 in our own namespace.
 * Source: STIX Version 2.1, OASIS Standard, 10 June 2021.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/exchange.h"
#include "report/accounts.h"
#include "report/json.h"
#include "report/spans.h"
#include "report/words.h"

static const char UNDATED[] = "1970-01-01T00:00:00.000Z";

/* A set of ids already written: identities are met in many articles. Open addressing, a power of two, at most half full. */
struct written {
    char (*ids)[37];
    size_t n, capacity;
};

struct stix {
    struct exchange *exchange;
    struct buffer *out;
    struct written written;
    char system[37]; /* who made the bundle */
    bool first;
};

static bool put_in(char (*ids)[37], size_t capacity, const char id[37])
{
    size_t at = (size_t)strtoull((char[]){id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], 0}, NULL, 16) & (capacity - 1);
    for (; ids[at][0]; at = (at + 1) & (capacity - 1))
        if (memcmp(ids[at], id, 37) == 0)
            return false;
    memcpy(ids[at], id, 37);
    return true;
}

/* True: it was not yet written. */
static bool take(struct stix *stix, const char id[37])
{
    struct written *written = &stix->written;
    if (written->n * 2 >= written->capacity) {
        size_t capacity = written->capacity ? written->capacity * 2 : 256;
        char(*grown)[37] = calloc(capacity, sizeof *grown);
        if (!grown) {
            stix->out->failed = true;
            return false;
        }
        for (size_t i = 0; i < written->capacity; i++)
            if (written->ids[i][0])
                put_in(grown, capacity, written->ids[i]);
        free(written->ids);
        written->ids = grown;
        written->capacity = capacity;
    }
    bool fresh = put_in(written->ids, written->capacity, id);
    written->n += fresh;
    return fresh;
}

/* ---- objects ---- */

static void time_of(const struct hearsay_record *record, char out[32])
{
    struct date date;
    if (date_read(record->published, &date))
        snprintf(out, 32, "%04d-%02d-%02dT00:00:00.000Z", date.year, date.month, date.day);
    else
        snprintf(out, 32, "%s", UNDATED);
}

static void begin(struct stix *stix, const char *type, const char uuid[37], const char *time)
{
    buffer_printf(stix->out, "%s\n{\"type\": \"%s\", \"spec_version\": \"2.1\", \"id\": \"%s--%s\", \"created_by_ref\": \"identity--%s\", \"created\": \"%s\", \"modified\": \"%s\"",
                  stix->first ? "" : ",", type, type, uuid, stix->system, time, time);
    stix->first = false;
}

static void key_clean(struct stix *stix, const char *name, const char *value, size_t most)
{
    json_put_key(stix->out, name);
    json_put_clean(stix->out, value, most);
}

static void put_label(struct buffer *out, const char *name, const char *value, bool *first)
{
    if (value)
        buffer_printf(out, "%s\"%s: %s\"", *first ? "" : ", ", name, value);
    *first &= !value;
}

static int percent(double share)
{
    return share > 0 ? share < 1 ? (int)(share * 100 + 0.5) : 100 : 0;
}

static const char *class_of(enum hearsay_kind kind)
{
    static const char *const CLASSES[] = {"individual", "organization", "group", NULL, "unspecified"};
    return CLASSES[kind];
}

/* A document speaks, but is nobody's identity. */
static bool is_identity(const struct hearsay_record *record, int person)
{
    return person >= 0 && (size_t)person < record->n_people && record->people[person].name && record->people[person].name[0] &&
           class_of(record->people[person].kind);
}

static void put_identity(struct stix *stix, size_t record, int person)
{
    const struct hearsay_record *article = stix->exchange->records[record];
    char uuid[37];
    if (!is_identity(article, person))
        return;
    exchange_person_uuid(stix->exchange, record, (size_t)person, uuid);
    if (!take(stix, uuid))
        return;
    /* One person is met in many articles: the identity has no article's day. */
    begin(stix, "identity", uuid, UNDATED);
    key_clean(stix, "name", article->people[person].name, EXCHANGE_NAME_POINTS);
    buffer_printf(stix->out, ", \"identity_class\": \"%s\"}", class_of(article->people[person].kind));
}

static void put_system(struct stix *stix)
{
    uuid_make(stix->system, "system", "hearsay", 7, 0);
    begin(stix, "identity", stix->system, UNDATED);
    buffer_printf(stix->out, ", \"name\": \"hearsay %s\", \"identity_class\": \"system\", \"description\": \"Keeps who said what, on whose word. Judges nobody.\"}",
                  HEARSAY_VERSION);
}

/* The identities of the chain, the speaker last. */
static void put_refs(struct stix *stix, size_t record, const struct hearsay_attribution *one, const char container[64])
{
    const struct hearsay_record *article = stix->exchange->records[record];
    buffer_printf(stix->out, ", \"object_refs\": [\"%s\"", container);
    for (size_t i = 0; i < one->n_chain; i++) {
        char uuid[37];
        bool again = false;
        for (size_t k = 0; k < i; k++)
            again |= one->chain[k] == one->chain[i];
        if (again || !is_identity(article, one->chain[i]))
            continue;
        exchange_person_uuid(stix->exchange, record, (size_t)one->chain[i], uuid);
        buffer_printf(stix->out, ", \"identity--%s\"", uuid);
    }
    buffer_puts(stix->out, "]");
}

static void container_id(const struct stix *stix, size_t record, char out[64])
{
    char uuid[37];
    struct date date;
    exchange_article_uuid(stix->exchange, record, uuid);
    snprintf(out, 64, "%s--%s", date_read(stix->exchange->records[record]->published, &date) ? "report" : "grouping", uuid);
}

static void put_note(struct stix *stix, size_t record, const struct text *text, size_t index)
{
    const struct hearsay_record *article = stix->exchange->records[record];
    const struct hearsay_attribution *one = &article->attributions[index];
    bool first = true;
    char uuid[37], time[32], container[64];
    exchange_attribution_uuid(stix->exchange, record, index, uuid);
    time_of(article, time);
    container_id(stix, record, container);
    for (size_t i = 0; i < one->n_chain; i++)
        put_identity(stix, record, one->chain[i]);
    begin(stix, "note", uuid, time);
    buffer_puts(stix->out, ", \"labels\": [");
    put_label(stix->out, "act", act_word(one->act), &first);
    put_label(stix->out, "form", form_word(one->form), &first);
    put_label(stix->out, "naming", naming_word(one->naming), &first);
    put_label(stix->out, "access", access_word(one->access), &first);
    put_label(stix->out, "negated", one->negated ? "true" : NULL, &first);
    buffer_printf(stix->out, "], \"confidence\": %d", percent(one->confidence));
    key_clean(stix, "abstract", exchange_speaker(article, one), EXCHANGE_NAME_POINTS);
    json_put_key(stix->out, "content");
    exchange_put_content(stix->exchange, text, one);
    if (exchange_has_speaker(article, one)) {
        buffer_puts(stix->out, ", \"authors\": [");
        json_put_clean(stix->out, exchange_speaker(article, one), EXCHANGE_NAME_POINTS);
        buffer_puts(stix->out, "]");
    }
    put_refs(stix, record, one, container);
    buffer_puts(stix->out, "}");
}

/* The head of a report or, without a day, of a grouping. */
static void begin_container(struct stix *stix, const char uuid[37], const char *time)
{
    bool dated = strcmp(time, UNDATED) != 0;
    begin(stix, dated ? "report" : "grouping", uuid, time);
    if (dated)
        buffer_printf(stix->out, ", \"published\": \"%s\"", time);
    else
        buffer_puts(stix->out, ", \"context\": \"unspecified\", \"labels\": [\"undated\"]");
}

static void put_references(struct stix *stix, const struct hearsay_record *record)
{
    buffer_puts(stix->out, ", \"external_references\": [{\"source_name\": ");
    json_put_clean(stix->out, record->outlet && record->outlet[0] ? record->outlet : "article", EXCHANGE_NAME_POINTS);
    buffer_puts(stix->out, ", \"external_id\": ");
    json_put_clean(stix->out, record->id, EXCHANGE_TITLE_POINTS);
    if (url_is_safe(record->url)) {
        buffer_puts(stix->out, ", \"url\": \"");
        url_put(stix->out, record->url, false);
        buffer_puts(stix->out, "\"");
    }
    buffer_puts(stix->out, "}]");
}

static void put_article(struct stix *stix, size_t record)
{
    const struct hearsay_record *article = stix->exchange->records[record];
    char uuid[37], note[37], time[32];
    exchange_article_uuid(stix->exchange, record, uuid);
    time_of(article, time);
    begin_container(stix, uuid, time);
    key_clean(stix, "name", article->title && article->title[0] ? article->title : article->id, EXCHANGE_TITLE_POINTS);
    put_references(stix, article);
    buffer_printf(stix->out, ", \"object_refs\": [");
    for (size_t i = 0; i < article->n_attributions; i++) {
        exchange_attribution_uuid(stix->exchange, record, i, note);
        buffer_printf(stix->out, "%s\"note--%s\"", i ? ", " : "", note);
    }
    /* At least one is required. */
    buffer_printf(stix->out, article->n_attributions ? "]}" : "\"identity--%s\"]}", stix->system);
}

/* ---- accounts ---- */

static void put_opinion(struct stix *stix, const struct hearsay_question *question, const char uuid[37], size_t index)
{
    const struct hearsay_relation *relation = &question->relations[index];
    const struct hearsay_claim *from = &question->claims[relation->from], *to = &question->claims[relation->to];
    bool against = relation->kind == HEARSAY_RELATION_OPPOSES || relation->kind == HEARSAY_RELATION_DENIES;
    char opinion[37], note[37], time[32];
    struct buffer words;
    if ((!against && relation->kind != HEARSAY_RELATION_AGREES) || !from->speaker)
        return;
    uuid_make(opinion, "opinion", uuid, 36, index);
    exchange_attribution_uuid(stix->exchange, (size_t)to->article, (size_t)to->attribution, note);
    time_of(stix->exchange->records[from->article], time);
    begin(stix, "opinion", opinion, time);
    buffer_init(&words, REPORT_MAX_BYTES);
    buffer_printf(&words, "As the articles have it: %s %s (%s: %s). On: %s", from->speaker, relation_word(relation->kind),
                  relation->reported ? "reported" : "inferred", relation->why ? relation->why : "", question->text);
    key_clean(stix, "explanation", words.data, 4 * EXCHANGE_TITLE_POINTS);
    stix->out->failed |= words.failed;
    buffer_release(&words);
    buffer_printf(stix->out, ", \"confidence\": %d, \"authors\": [", percent(relation->confidence));
    json_put_clean(stix->out, from->speaker, EXCHANGE_NAME_POINTS);
    buffer_printf(stix->out, "], \"opinion\": \"%s\", \"object_refs\": [\"note--%s\"]}", against ? "disagree" : "agree", note);
}

/* The latest day of the articles that answer. */
static void question_time(const struct stix *stix, const struct hearsay_question *question, char out[32])
{
    snprintf(out, 32, "%s", UNDATED);
    for (size_t i = 0; i < question->n_claims; i++) {
        char time[32];
        time_of(stix->exchange->records[question->claims[i].article], time);
        if (strcmp(time, out) > 0)
            memcpy(out, time, sizeof time);
    }
}

static void put_question(struct stix *stix, size_t index)
{
    const struct hearsay_question *question = &stix->exchange->accounts->questions[index];
    char uuid[37], note[37], time[32];
    if (!question->n_claims)
        return; /* a report must refer to something */
    exchange_question_uuid(stix->exchange, index, uuid);
    question_time(stix, question, time);
    for (size_t i = 0; i < question->n_relations; i++)
        put_opinion(stix, question, uuid, i);
    begin_container(stix, uuid, time);
    key_clean(stix, "name", question->text, EXCHANGE_TITLE_POINTS);
    buffer_printf(stix->out, ", \"description\": \"%zu statements answer, from at least %d and at most %d independent origins. Who is right is not said.\"",
                  count_answers(question), question->origins_least, question->origins_most);
    buffer_puts(stix->out, ", \"object_refs\": [");
    for (size_t i = 0; i < question->n_claims; i++) {
        const struct hearsay_claim *claim = &question->claims[i];
        bool again = i > 0 && claim->article == claim[-1].article && claim->attribution == claim[-1].attribution;
        exchange_attribution_uuid(stix->exchange, (size_t)claim->article, (size_t)claim->attribution, note);
        if (!again)
            buffer_printf(stix->out, "%s\"note--%s\"", i ? ", " : "", note);
    }
    buffer_puts(stix->out, "]}");
}

void exchange_stix(struct exchange *exchange)
{
    struct stix stix = {.exchange = exchange, .out = &exchange->out, .first = true};
    char bundle[37], of[37] = "";
    if (exchange->n_records)
        exchange_article_uuid(exchange, 0, of);
    uuid_make(bundle, "bundle", of, strlen(of), exchange->n_records);
    buffer_printf(stix.out, "{\"type\": \"bundle\", \"id\": \"bundle--%s\", \"objects\": [", bundle);
    put_system(&stix);
    for (size_t i = 0; i < exchange->n_records && !stix.out->failed; i++) {
        const struct hearsay_record *record = exchange->records[i];
        const struct text *text = record->n_attributions ? exchange_text(exchange, i) : NULL;
        for (size_t k = 0; text && k < record->n_attributions; k++)
            put_note(&stix, i, text, k);
        put_article(&stix, i);
    }
    for (size_t i = 0; exchange->accounts && i < exchange->accounts->n_questions && !stix.out->failed; i++)
        put_question(&stix, i);
    buffer_puts(stix.out, "\n]}\n");
    free(stix.written.ids);
}
