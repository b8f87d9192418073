/* FollowTheMoney (Aleph): one entity a line.
 *
 * An article is an `Article`, a named speaker a `Person` or an `Organization`, found in it by a `Mention`; a statement is a `Note` on the article and its speaker; with
 * accounts, a question is a `Note` and each answer and relation an `UnknownLink` between notes, whose role says what it is. A person of full name, or an organization,
 * is one entity in all articles; a surname alone is one for each article, and whoever has no name is no entity: the note's words tell of him.
 * Source: the schemata of the followthemoney library, 4.11.
 */
#include <stdio.h>
#include <string.h>

#include "exchange/exchange.h"
#include "report/accounts.h"
#include "report/json.h"
#include "report/spans.h"
#include "report/words.h"

enum { TEXT_POINTS = 65000, ROLE_POINTS = 250 };

static void entity_begin(struct buffer *out, const char uuid[37], const char *schema)
{
    buffer_printf(out, "{\"id\": \"%s\", \"schema\": \"%s\", \"properties\": {", uuid, schema);
}

static void entity_end(struct buffer *out)
{
    buffer_puts(out, "}}\n");
}

static void key(struct buffer *out, const char *name, bool *first)
{
    buffer_printf(out, "%s\"%s\": [", *first ? "" : "], ", name);
    *first = false;
}

static void property(struct buffer *out, const char *name, const char *value, size_t most, bool *first)
{
    if (!value || !value[strspn(value, " \t\r\n")])
        return;
    key(out, name, first);
    json_put_clean(out, value, most);
}

static void reference(struct buffer *out, const char *name, const char uuid[37], bool *first)
{
    key(out, name, first);
    buffer_printf(out, "\"%s\"", uuid);
}

static void properties_end(struct buffer *out, bool first)
{
    buffer_puts(out, first ? "" : "]");
    entity_end(out);
}

static void put_article(struct exchange *exchange, size_t record)
{
    const struct hearsay_record *one = exchange->records[record];
    struct buffer *out = &exchange->out;
    struct date date;
    bool first = true;
    char uuid[37];
    exchange_article_uuid(exchange, record, uuid);
    entity_begin(out, uuid, "Article");
    property(out, "title", one->title ? one->title : one->id, EXCHANGE_TITLE_POINTS, &first);
    property(out, "publisher", one->outlet, EXCHANGE_NAME_POINTS, &first);
    property(out, "author", one->byline, EXCHANGE_NAME_POINTS, &first);
    if (date_read(one->published, &date)) {
        key(out, "publishedAt", &first);
        buffer_printf(out, "\"%04d-%02d-%02d\"", date.year, date.month, date.day);
    }
    if (url_is_safe(one->url)) {
        key(out, "sourceUrl", &first);
        buffer_puts(out, "\"");
        url_put(out, one->url, false);
        buffer_puts(out, "\"");
    }
    key(out, "bodyText", &first);
    json_put_text(out, one->text, one->n_bytes);
    properties_end(out, first);
}

/* Person or Organization; NULL: no entity. */
static const char *schema_of(const struct hearsay_person *person)
{
    bool named = person->name && person->name[0];
    return !named || person->kind == HEARSAY_KIND_UNNAMED || person->kind == HEARSAY_KIND_GROUP || person->kind == HEARSAY_KIND_DOCUMENT ? NULL
           : person->kind == HEARSAY_KIND_PERSON                                                                                        ? "Person"
                                                                                                                                        : "Organization";
}

static bool speaks(const struct hearsay_record *record, size_t person)
{
    for (size_t i = 0; i < record->n_attributions; i++)
        for (size_t k = 0; k < record->attributions[i].n_chain; k++)
            if (record->attributions[i].chain[k] == (int)person)
                return true;
    return false;
}

static void put_person(struct exchange *exchange, size_t record, size_t index)
{
    const struct hearsay_person *one = &exchange->records[record]->people[index];
    const char *schema = schema_of(one);
    struct buffer *out = &exchange->out;
    bool first = true;
    char uuid[37], article[37], mention[37];
    if (!schema || !speaks(exchange->records[record], index))
        return;
    exchange_person_uuid(exchange, record, index, uuid);
    exchange_article_uuid(exchange, record, article);
    uuid_make(mention, "mention", article, 36, index);
    entity_begin(out, uuid, schema);
    property(out, "name", one->name, EXCHANGE_NAME_POINTS, &first);
    if (one->kind == HEARSAY_KIND_PERSON && one->n_titles) {
        key(out, "position", &first);
        for (size_t i = 0; i < one->n_titles; i++) {
            buffer_puts(out, i ? ", " : "");
            json_put_clean(out, one->titles[i], EXCHANGE_NAME_POINTS);
        }
    }
    properties_end(out, first);
    first = true;
    entity_begin(out, mention, "Mention");
    reference(out, "document", article, &first);
    property(out, "name", one->name, EXCHANGE_NAME_POINTS, &first);
    reference(out, "resolved", uuid, &first);
    property(out, "detectedSchema", schema, EXCHANGE_NAME_POINTS, &first);
    properties_end(out, first);
}

static void put_keyword(struct buffer *out, const char *name, const char *value, const char *before)
{
    if (value)
        buffer_printf(out, "%s\"%s: %s\"", before, name, value);
}

/* "Tomas Dragan, according to one of the officials" */
static void name_note(struct buffer *words, const struct hearsay_record *record, const struct hearsay_attribution *one)
{
    buffer_puts(words, exchange_speaker(record, one));
    for (size_t i = one->n_chain; i-- > 1;) {
        int person = one->chain[i - 1];
        bool known = person >= 0 && (size_t)person < record->n_people && record->people[person].name;
        buffer_printf(words, ", according to %s", known ? record->people[person].name : "somebody");
    }
}

static void put_statement(struct exchange *exchange, size_t record, const struct text *text, size_t index)
{
    const struct hearsay_record *article = exchange->records[record];
    const struct hearsay_attribution *one = &article->attributions[index];
    struct buffer *out = &exchange->out, words;
    bool first = true;
    char uuid[37], other[37];
    exchange_attribution_uuid(exchange, record, index, uuid);
    buffer_init(&words, REPORT_MAX_BYTES);
    name_note(&words, article, one);
    entity_begin(out, uuid, "Note");
    property(out, "name", words.data, EXCHANGE_TITLE_POINTS, &first);
    out->failed |= words.failed;
    buffer_release(&words);
    key(out, "description", &first);
    exchange_put_content(exchange, text, one);
    key(out, "entity", &first);
    exchange_article_uuid(exchange, record, other);
    buffer_printf(out, "\"%s\"", other);
    if (exchange_has_speaker(article, one) && schema_of(&article->people[one->speaker])) {
        char person[37];
        exchange_person_uuid(exchange, record, (size_t)one->speaker, person);
        buffer_printf(out, ", \"%s\"", person);
    }
    reference(out, "proof", other, &first);
    property(out, "publisher", article->outlet, EXCHANGE_NAME_POINTS, &first);
    key(out, "keywords", &first);
    put_keyword(out, "act", act_word(one->act), "");
    put_keyword(out, "form", form_word(one->form), ", ");
    put_keyword(out, "naming", naming_word(one->naming), ", ");
    put_keyword(out, "access", access_word(one->access), ", ");
    put_keyword(out, "negated", one->negated ? "true" : NULL, ", ");
    properties_end(out, first);
}

/* ---- accounts ---- */

static void put_link(struct exchange *exchange, const char uuid[37], const char subject[37], const char object[37], const char *role)
{
    struct buffer *out = &exchange->out;
    bool first = true;
    entity_begin(out, uuid, "UnknownLink");
    reference(out, "subject", subject, &first);
    reference(out, "object", object, &first);
    property(out, "role", role, ROLE_POINTS, &first);
    properties_end(out, first);
}

static void claim_note(struct exchange *exchange, const struct hearsay_claim *claim, char out[37])
{
    exchange_attribution_uuid(exchange, (size_t)claim->article, (size_t)claim->attribution, out);
}

static void put_answers(struct exchange *exchange, const struct hearsay_question *question, const char uuid[37])
{
    char link[37], note[37], other[37], role[ROLE_POINTS + 64];
    for (size_t i = 0; i < question->n_claims; i++) {
        uuid_make(link, "answer", uuid, 36, i);
        claim_note(exchange, &question->claims[i], note);
        snprintf(role, sizeof role, "answers: %s", answer_word(question->claims[i].answer));
        put_link(exchange, link, note, uuid, role);
    }
    for (size_t i = 0; i < question->n_relations; i++) {
        const struct hearsay_relation *relation = &question->relations[i];
        uuid_make(link, "relation", uuid, 36, i);
        claim_note(exchange, &question->claims[relation->from], note);
        claim_note(exchange, &question->claims[relation->to], other);
        if (strcmp(note, other) == 0)
            continue; /* two clauses of one statement */
        snprintf(role, sizeof role, "%s (%s, confidence %d of 100: %.200s)", relation_word(relation->kind), relation->reported ? "reported" : "inferred",
                 (int)(relation->confidence * 100 + 0.5), relation->why ? relation->why : "");
        put_link(exchange, link, note, other, role);
    }
}

static void put_question(struct exchange *exchange, size_t index)
{
    const struct hearsay_question *question = &exchange->accounts->questions[index];
    char uuid[37], range[120];
    bool first = true;
    exchange_question_uuid(exchange, index, uuid);
    entity_begin(&exchange->out, uuid, "Note");
    property(&exchange->out, "name", question->text, EXCHANGE_TITLE_POINTS, &first);
    property(&exchange->out, "description", question->text, TEXT_POINTS, &first);
    snprintf(range, sizeof range, "%zu answers from at least %d and at most %d independent origins", count_answers(question), question->origins_least,
             question->origins_most);
    property(&exchange->out, "summary", range, ROLE_POINTS, &first);
    property(&exchange->out, "keywords", "question", ROLE_POINTS, &first);
    properties_end(&exchange->out, first);
    put_answers(exchange, question, uuid);
}

void exchange_ftm(struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->n_records && !exchange->out.failed; i++) {
        const struct hearsay_record *record = exchange->records[i];
        const struct text *text = record->n_attributions ? exchange_text(exchange, i) : NULL;
        put_article(exchange, i);
        for (size_t k = 0; k < record->n_people; k++)
            put_person(exchange, i, k);
        for (size_t k = 0; text && k < record->n_attributions; k++)
            put_statement(exchange, i, text, k);
    }
    for (size_t i = 0; exchange->accounts && i < exchange->accounts->n_questions && !exchange->out.failed; i++)
        put_question(exchange, i);
}
