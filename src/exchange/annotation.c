/* W3C Web Annotation, JSON-LD: one AnnotationPage with an annotation for each attribution and, with accounts, for each question, answer and relation.
 *
 * An attribution: its target are the content's pieces, each by position and by quotation; its bodies are the words of who speaks and how (describing), one tag
 * for each of naming, access, form and act (tagging), and the source's and the cue's own places (identifying, describing).
 * A question is motivated by `questioning`, an answer to it by `replying`, a relation by `linking`: nothing is `assessing`, for nothing is judged.
 * Positions are code points into the article's text as it was read; a page on the web that was cut or changed is found by the quotation.
 * Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
 */
#include <stdio.h>

#include "exchange/exchange.h"
#include "report/accounts.h"
#include "report/json.h"
#include "report/spans.h"
#include "report/words.h"

static void put_text(struct buffer *out, const struct text *text, uint32_t begin, uint32_t end)
{
    json_put_text(out, text->bytes + text->byte_at[begin], text->byte_at[end] - text->byte_at[begin]);
}

static void put_source(struct exchange *exchange, size_t record)
{
    struct buffer *out = &exchange->out;
    const char *url = exchange->records[record]->url;
    char uuid[37];
    if (url_is_safe(url)) {
        buffer_puts(out, "\"source\": \"");
        url_put(out, url, false);
        buffer_puts(out, "\"");
    } else {
        exchange_article_uuid(exchange, record, uuid);
        buffer_printf(out, "\"source\": \"urn:uuid:%s\"", uuid);
    }
}

/* A place in an article, by position and by quotation. `more` stands before its keys. */
static void put_place(struct exchange *exchange, size_t record, const struct text *text, struct hearsay_span span, const char *more)
{
    struct buffer *out = &exchange->out;
    span = span_inside(text, span);
    uint32_t before = span.begin > EXCHANGE_QUOTE_POINTS ? span.begin - EXCHANGE_QUOTE_POINTS : 0;
    uint32_t after = text->n_points - span.end > EXCHANGE_QUOTE_POINTS ? span.end + EXCHANGE_QUOTE_POINTS : text->n_points;
    buffer_printf(out, "{\"type\": \"SpecificResource\", %s", more);
    put_source(exchange, record);
    buffer_printf(out, ", \"selector\": [{\"type\": \"TextPositionSelector\", \"start\": %u, \"end\": %u}, {\"type\": \"TextQuoteSelector\", \"exact\": ", span.begin,
                  span.end);
    put_text(out, text, span.begin, span.end);
    json_put_key(out, "prefix");
    put_text(out, text, before, span.begin);
    json_put_key(out, "suffix");
    put_text(out, text, span.end, after);
    buffer_puts(out, "}]}");
}

static void put_tag(struct buffer *out, const char *name, const char *value)
{
    if (value)
        buffer_printf(out, ", {\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": \"%s: %s\"}", name, value);
}

/* ", according to B": from the speaker back to the one whom the article cites. */
static void add_chain(struct buffer *words, const struct hearsay_record *record, const struct hearsay_attribution *one)
{
    for (size_t i = one->n_chain; i-- > 1;) {
        int person = one->chain[i - 1];
        bool known = person >= 0 && (size_t)person < record->n_people && record->people[person].name;
        buffer_printf(words, ", according to %s", known ? record->people[person].name : "somebody");
    }
}

static void put_description(struct exchange *exchange, const struct hearsay_record *record, const struct hearsay_attribution *one)
{
    struct buffer words;
    buffer_init(&words, REPORT_MAX_BYTES);
    buffer_puts(&words, exchange_speaker(record, one));
    add_chain(&words, record, one);
    buffer_printf(&words, " (%s; %s)", naming_phrase(one->naming), access_phrase(one->access));
    exchange->out.failed |= words.failed;
    json_put_clean(&exchange->out, words.data, 4 * EXCHANGE_TITLE_POINTS);
    buffer_release(&words);
}

static void put_bodies(struct exchange *exchange, size_t record, const struct text *text, const struct hearsay_attribution *one)
{
    struct buffer *out = &exchange->out;
    buffer_puts(out, "\"body\": [{\"type\": \"TextualBody\", \"purpose\": \"describing\", \"format\": \"text/plain\", \"value\": ");
    put_description(exchange, exchange->records[record], one);
    buffer_puts(out, "}");
    put_tag(out, "act", act_word(one->act));
    put_tag(out, "negated", one->negated ? "true" : NULL);
    put_tag(out, "form", form_word(one->form));
    put_tag(out, "naming", naming_word(one->naming));
    put_tag(out, "access", access_word(one->access));
    if (!span_empty(one->source)) {
        buffer_puts(out, ", ");
        put_place(exchange, record, text, one->source, "\"purpose\": \"identifying\", ");
    }
    if (!span_empty(one->cue)) {
        buffer_puts(out, ", ");
        put_place(exchange, record, text, one->cue, "\"purpose\": \"describing\", ");
    }
    buffer_puts(out, "]");
}

static void begin_item(struct exchange *exchange, const char uuid[37], const char *motivation, bool *first)
{
    buffer_printf(&exchange->out, "%s\n{\"id\": \"urn:uuid:%s\", \"type\": \"Annotation\", \"motivation\": \"%s\", ", *first ? "" : ",", uuid, motivation);
    *first = false;
}

static void put_attribution(struct exchange *exchange, size_t record, const struct text *text, size_t index, bool *first)
{
    const struct hearsay_attribution *one = &exchange->records[record]->attributions[index];
    char uuid[37];
    if (!one->n_content)
        return; /* an annotation has a target */
    exchange_attribution_uuid(exchange, record, index, uuid);
    begin_item(exchange, uuid, "describing", first);
    put_bodies(exchange, record, text, one);
    buffer_puts(&exchange->out, ", \"target\": [");
    for (size_t i = 0; i < one->n_content; i++) {
        buffer_puts(&exchange->out, i ? ", " : "");
        put_place(exchange, record, text, one->content[i], "");
    }
    buffer_puts(&exchange->out, "]}");
}

/* ---- accounts ---- */

static void put_claim_place(struct exchange *exchange, const struct hearsay_claim *claim, const char *more)
{
    const struct text *text = exchange_text(exchange, (size_t)claim->article);
    if (text)
        put_place(exchange, (size_t)claim->article, text, claim->clause, more);
}

static void answer_uuid(const char question[37], size_t claim, char out[37])
{
    uuid_make(out, "answer", question, 36, claim);
}

static void put_answer(struct exchange *exchange, const char question[37], const struct hearsay_claim *claim, size_t index, bool *first)
{
    struct buffer *out = &exchange->out;
    char uuid[37];
    answer_uuid(question, index, uuid);
    begin_item(exchange, uuid, "replying", first);
    buffer_printf(out, "\"body\": [{\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": \"answer: %s\"}, ", answer_word(claim->answer));
    put_claim_place(exchange, claim, "\"purpose\": \"replying\", ");
    buffer_printf(out, "], \"target\": \"urn:uuid:%s\"}", question);
}

static void put_relation(struct exchange *exchange, const char question[37], const struct hearsay_relation *relation, size_t index, bool *first)
{
    struct buffer *out = &exchange->out, words;
    char uuid[37], from[37], to[37];
    uuid_make(uuid, "relation", question, 36, index);
    answer_uuid(question, (size_t)relation->from, from);
    answer_uuid(question, (size_t)relation->to, to);
    begin_item(exchange, uuid, "linking", first);
    buffer_init(&words, REPORT_MAX_BYTES);
    buffer_printf(&words, "%s (%s: %s; confidence %d of 100)", relation_word(relation->kind), relation->reported ? "reported" : "inferred",
                  relation->why ? relation->why : "", (int)(relation->confidence * 100 + 0.5));
    buffer_puts(out, "\"body\": [{\"type\": \"TextualBody\", \"purpose\": \"describing\", \"format\": \"text/plain\", \"value\": ");
    json_put_clean(out, words.data, EXCHANGE_TITLE_POINTS);
    out->failed |= words.failed;
    buffer_release(&words);
    buffer_printf(out, "}, \"urn:uuid:%s\"], \"target\": \"urn:uuid:%s\"}", to, from);
}

static void put_question(struct exchange *exchange, size_t index, bool *first)
{
    const struct hearsay_question *question = &exchange->accounts->questions[index];
    char uuid[37];
    if (!question->n_claims)
        return;
    exchange_question_uuid(exchange, index, uuid);
    begin_item(exchange, uuid, "questioning", first);
    buffer_puts(&exchange->out, "\"body\": {\"type\": \"TextualBody\", \"purpose\": \"questioning\", \"format\": \"text/plain\", \"value\": ");
    json_put_clean(&exchange->out, question->text, 4 * EXCHANGE_TITLE_POINTS);
    buffer_puts(&exchange->out, "}, \"target\": [");
    for (size_t i = 0; i < question->n_claims; i++) {
        buffer_puts(&exchange->out, i ? ", " : "");
        put_claim_place(exchange, &question->claims[i], "");
    }
    buffer_puts(&exchange->out, "]}");
    for (size_t i = 0; i < question->n_claims; i++)
        put_answer(exchange, uuid, &question->claims[i], i, first);
    for (size_t i = 0; i < question->n_relations; i++)
        put_relation(exchange, uuid, &question->relations[i], i, first);
}

static size_t count_items(const struct exchange *exchange)
{
    size_t n = 0;
    for (size_t i = 0; i < exchange->n_records; i++)
        for (size_t k = 0; k < exchange->records[i]->n_attributions; k++)
            n += exchange->records[i]->attributions[k].n_content > 0;
    for (size_t i = 0; exchange->accounts && i < exchange->accounts->n_questions; i++) {
        const struct hearsay_question *question = &exchange->accounts->questions[i];
        n += question->n_claims ? 1 + question->n_claims + question->n_relations : 0;
    }
    return n;
}

void exchange_annotations(struct exchange *exchange)
{
    bool first = true;
    char page[37], collection[37], of[37] = "";
    size_t n = exchange->n_records;
    if (n)
        exchange_article_uuid(exchange, 0, of);
    uuid_make(page, "page", of, n ? 36 : 0, n);
    uuid_make(collection, "collection", of, n ? 36 : 0, n);
    buffer_printf(&exchange->out,
                  "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"id\": \"urn:uuid:%s\", \"type\": \"AnnotationPage\", "
                  "\"partOf\": {\"id\": \"urn:uuid:%s\", \"type\": \"AnnotationCollection\", \"label\": \"hearsay %s\", \"total\": %zu}, "
                  "\"startIndex\": 0, \"items\": [",
                  page, collection, HEARSAY_VERSION, count_items(exchange));
    for (size_t i = 0; i < n && !exchange->out.failed; i++) {
        const struct text *text = exchange->records[i]->n_attributions ? exchange_text(exchange, i) : NULL;
        for (size_t k = 0; text && k < exchange->records[i]->n_attributions; k++)
            put_attribution(exchange, i, text, k, &first);
    }
    for (size_t i = 0; exchange->accounts && i < exchange->accounts->n_questions && !exchange->out.failed; i++)
        put_question(exchange, i, &first);
    buffer_puts(&exchange->out, "\n]}\n");
}
