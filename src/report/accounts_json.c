/* Accounts as the contract's JSON object: one line, keys in the contract's order; what we add comes behind it. */
#include "report/accounts.h"
#include "report/json.h"
#include "report/words.h"

static void key_string(struct buffer *out, const char *key, const char *value)
{
    json_put_key(out, key);
    json_put_string(out, value);
}

static void article(struct buffer *out, const struct hearsay_record *record, int origin)
{
    buffer_puts(out, "{\"id\": ");
    json_put_string(out, record->id);
    key_string(out, "outlet", record->outlet);
    key_string(out, "published", record->published);
    buffer_printf(out, ", \"origin\": %d", origin);
    key_string(out, "title", record->title);
    key_string(out, "input", record->input);
    buffer_puts(out, "}");
}

static void claim(struct buffer *out, const struct hearsay_accounts *accounts, const struct hearsay_claim *claim)
{
    const struct hearsay_record *record = accounts->records[claim->article];
    const struct hearsay_attribution *attribution = &record->attributions[claim->attribution];
    buffer_puts(out, "{\"article\": ");
    json_put_string(out, record->id);
    buffer_printf(out, ", \"attribution\": %d", claim->attribution);
    json_put_key(out, "content");
    json_put_span(out, claim->clause);
    key_string(out, "speaker", claim->speaker);
    json_put_key(out, "chain");
    buffer_puts(out, "[");
    for (size_t i = 0; i < attribution->n_chain; i++) {
        buffer_puts(out, i ? ", " : "");
        json_put_string(out, i + 1 == attribution->n_chain ? claim->speaker : claim_link(accounts, claim, i));
    }
    buffer_puts(out, "]");
    key_string(out, "naming", naming_word(attribution->naming));
    key_string(out, "access", access_word(attribution->access));
    key_string(out, "answer", answer_word(claim->answer));
    buffer_printf(out, ", \"origin\": %d", claim->origin);
    key_string(out, "why", claim->why);
    json_put_key(out, "confidence");
    if (claim->confidence > 0)
        json_put_share(out, claim->confidence);
    else
        buffer_puts(out, "null");
    json_put_key(out, "passage"); /* all that the speaker says there */
    json_put_spans(out, attribution->content, attribution->n_content);
    buffer_puts(out, "}");
}

static void relation(struct buffer *out, const struct hearsay_relation *relation)
{
    buffer_puts(out, "{\"kind\": ");
    json_put_string(out, relation_word(relation->kind));
    buffer_printf(out, ", \"from\": %d, \"to\": %d", relation->from, relation->to);
    key_string(out, "basis", relation->reported ? "reported" : "inferred");
    key_string(out, "why", relation->why);
    json_put_key(out, "confidence");
    json_put_share(out, relation->confidence);
    buffer_puts(out, "}");
}

/* `silent` is null where no article tells who was in the room. */
static void unknown(struct buffer *out, const struct unknown *unknown)
{
    json_put_key(out, "unknown");
    buffer_printf(out, "{\"no_access\": %s, \"silent\": ", unknown->no_access ? "true" : "false");
    if (!unknown->told)
        buffer_puts(out, "null}");
    for (size_t i = 0; unknown->told && i < unknown->n_silent; i++) {
        buffer_puts(out, i ? ", " : "[");
        json_put_string(out, unknown->silent[i]);
    }
    if (unknown->told)
        buffer_puts(out, unknown->n_silent ? "]}" : "[]}");
}

static void question(struct buffer *out, const struct hearsay_accounts *accounts, const struct rosters *rosters, const struct hearsay_question *question,
                     size_t id)
{
    struct unknown found = unknown_find(rosters, accounts, question);
    buffer_printf(out, "{\"id\": %zu", id);
    key_string(out, "text", question->text);
    json_put_key(out, "claims");
    buffer_puts(out, "[");
    for (size_t i = 0; i < question->n_claims; i++) {
        buffer_puts(out, i ? ", " : "");
        claim(out, accounts, &question->claims[i]);
    }
    buffer_puts(out, "]");
    json_put_key(out, "relations");
    buffer_puts(out, "[");
    for (size_t i = 0; i < question->n_relations; i++) {
        buffer_puts(out, i ? ", " : "");
        relation(out, &question->relations[i]);
    }
    buffer_printf(out, "], \"origins\": [%d, %d]", question->origins_least, question->origins_most);
    unknown(out, &found);
    buffer_puts(out, "}");
}

enum hearsay_status hearsay_accounts_json(const struct hearsay_accounts *accounts, char **text, size_t *n)
{
    struct buffer out;
    struct rosters rosters;
    *text = NULL;
    if (!rosters_read(&rosters, accounts)) {
        rosters_release(&rosters);
        return HEARSAY_MEMORY;
    }
    buffer_init(&out, REPORT_MAX_BYTES);
    buffer_puts(&out, "{\"hearsay\": 1, \"articles\": [");
    for (size_t i = 0; i < accounts->n_records; i++) {
        buffer_puts(&out, i ? ", " : "");
        article(&out, accounts->records[i], accounts->origins[i]);
    }
    buffer_puts(&out, "], \"questions\": [");
    for (size_t i = 0; i < accounts->n_questions; i++) {
        buffer_puts(&out, i ? ", " : "");
        question(&out, accounts, &rosters, &accounts->questions[i], i);
    }
    buffer_puts(&out, "]}");
    rosters_release(&rosters);
    return buffer_take(&out, text, n);
}
