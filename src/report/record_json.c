/* A record as the contract's JSON: one line, keys in the contract's order; what we add comes behind it. */
#include "report/json.h"
#include "report/words.h"

static void strings(struct buffer *out, const char *const *all, size_t n)
{
    buffer_puts(out, "[");
    for (size_t i = 0; i < n; i++) {
        buffer_puts(out, i ? ", " : "");
        json_put_string(out, all[i]);
    }
    buffer_puts(out, "]");
}

static void key_string(struct buffer *out, const char *key, const char *value)
{
    json_put_key(out, key);
    json_put_string(out, value);
}

static void person(struct buffer *out, const struct hearsay_person *person, size_t id)
{
    buffer_printf(out, "{\"id\": %zu", id);
    key_string(out, "name", person->name ? person->name : "");
    key_string(out, "kind", kind_word(person->kind));
    json_put_key(out, "titles");
    strings(out, person->titles, person->n_titles);
    json_put_key(out, "mentions");
    json_put_spans(out, person->mentions, person->n_mentions);
    if (person->mention_why) {
        json_put_key(out, "mention_why");
        strings(out, person->mention_why, person->n_mentions);
    }
    buffer_puts(out, "}");
}

static void spans(struct buffer *out, const struct hearsay_attribution *one)
{
    json_put_key(out, "source");
    json_put_span(out, one->source);
    json_put_key(out, "cue");
    json_put_span(out, one->cue);
    json_put_key(out, "content");
    json_put_spans(out, one->content, one->n_content);
}

static void whose_word(struct buffer *out, const struct hearsay_attribution *one)
{
    json_put_key(out, "speaker");
    json_put_index(out, one->speaker);
    json_put_key(out, "chain");
    buffer_puts(out, "[");
    for (size_t i = 0; i < one->n_chain; i++)
        buffer_printf(out, "%s%d", i ? ", " : "", one->chain[i]);
    buffer_puts(out, "]");
    key_string(out, "naming", naming_word(one->naming));
    key_string(out, "access", access_word(one->access));
    json_put_key(out, "access_evidence");
    json_put_span(out, one->access_evidence);
}

static void attribution(struct buffer *out, const struct hearsay_attribution *one, size_t id)
{
    buffer_printf(out, "{\"id\": %zu", id);
    json_put_key(out, "parent");
    json_put_index(out, one->parent);
    spans(out, one);
    key_string(out, "form", form_word(one->form));
    key_string(out, "act", act_word(one->act));
    json_put_key(out, "negated");
    buffer_puts(out, one->negated ? "true" : "false");
    whose_word(out, one);
    key_string(out, "addressee", one->addressee);
    key_string(out, "when", one->when);
    key_string(out, "where", one->where);
    json_put_key(out, "confidence");
    json_put_share(out, one->confidence);
    key_string(out, "why", one->why);
    buffer_puts(out, "}");
}

static void diagnostic(struct buffer *out, const struct hearsay_diagnostic *one)
{
    buffer_puts(out, "{\"message\": ");
    json_put_string(out, one->message);
    buffer_printf(out, ", \"offset\": %llu}", (unsigned long long)one->offset);
}

static void fields(struct buffer *out, const struct hearsay_record *record)
{
    buffer_puts(out, "{\"hearsay\": 1");
    key_string(out, "id", record->id);
    key_string(out, "input", record->input);
    key_string(out, "url", record->url);
    key_string(out, "outlet", record->outlet);
    key_string(out, "published", record->published);
    key_string(out, "byline", record->byline);
    key_string(out, "title", record->title);
    json_put_key(out, "text");
    json_put_text(out, record->text, record->n_bytes);
}

enum hearsay_status hearsay_record_json(const struct hearsay_record *record, char **to, size_t *n)
{
    struct buffer out;
    buffer_init(&out, REPORT_MAX_BYTES);
    fields(&out, record);
    buffer_puts(&out, ", \"people\": [");
    for (size_t i = 0; i < record->n_people; i++) {
        buffer_puts(&out, i ? ", " : "");
        person(&out, &record->people[i], i);
    }
    buffer_puts(&out, "], \"attributions\": [");
    for (size_t i = 0; i < record->n_attributions; i++) {
        buffer_puts(&out, i ? ", " : "");
        attribution(&out, &record->attributions[i], i);
    }
    buffer_puts(&out, "], \"diagnostics\": [");
    for (size_t i = 0; i < record->n_diagnostics; i++) {
        buffer_puts(&out, i ? ", " : "");
        diagnostic(&out, &record->diagnostics[i]);
    }
    buffer_puts(&out, "]}");
    return buffer_take(&out, to, n);
}
