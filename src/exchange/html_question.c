/* One question on the page: sides as columns, how the statements relate, their origins, what is not known. */
#include "exchange/html.h"

#include <string.h>

#include "base/vector.h"

enum { ENTRIES_MAX = 60, ALSO_MAX = 8, RELATIONS_MAX = 40 };

/* Where a claim stands in its article; the link to it is `a`RECORD`-`OFFSET. */
static void add_place(struct exchange *exchange, const struct hearsay_claim *claim, struct page_places *places)
{
    if (VECTOR_ROOM(places->items, places->n, places->capacity, HTML_PLACES_MAX))
        places->items[places->n++] = (struct place){claim->article, claim->clause};
    else
        exchange->out.failed |= places->n < HTML_PLACES_MAX;
}

static void put_link(struct exchange *exchange, const struct hearsay_claim *claim, struct page_places *places, const char *words)
{
    add_place(exchange, claim, places);
    buffer_printf(&exchange->out, "<a href=\"#a%d-%u\">", claim->article, claim->clause.begin);
    if (words)
        buffer_puts(&exchange->out, words);
    else
        html_outlet(&exchange->out, exchange->records[claim->article], "");
    buffer_puts(&exchange->out, "</a>");
}

static void put_also(struct exchange *exchange, const struct hearsay_question *question, size_t i, struct page_places *places)
{
    size_t also[ALSO_MAX], n_more, n = claims_also(exchange->accounts, question, i, also, ALSO_MAX, &n_more);
    for (size_t k = 0; k < n; k++) {
        buffer_puts(&exchange->out, k ? "; " : "<p class=\"also\">Also in ");
        put_link(exchange, &question->claims[also[k]], places, NULL);
    }
    if (n_more)
        buffer_printf(&exchange->out, " and %zu more", n_more);
    buffer_puts(&exchange->out, n ? "</p>\n" : "");
}

static void put_who(struct exchange *exchange, const struct hearsay_claim *claim)
{
    struct buffer *out = &exchange->out;
    const struct hearsay_attribution *attribution = claim_attribution(exchange->accounts, claim);
    buffer_puts(out, "<p class=\"who\"><bdi>");
    html_put(out, claim_speaker(claim), EXCHANGE_NAME_POINTS);
    buffer_puts(out, "</bdi>");
    for (size_t i = attribution->n_chain; i-- > 1;) {
        const char *name = claim_link(exchange->accounts, claim, i - 1);
        buffer_puts(out, "<span>, according to <bdi>");
        html_put(out, name ? name : "somebody", EXCHANGE_NAME_POINTS);
        buffer_puts(out, "</bdi></span>");
    }
    buffer_puts(out, "</p>\n");
}

static void put_claim(struct exchange *exchange, const struct hearsay_question *question, size_t i, struct page_places *places)
{
    struct buffer *out = &exchange->out;
    const struct hearsay_claim *claim = &question->claims[i];
    const struct hearsay_attribution *attribution = claim_attribution(exchange->accounts, claim);
    buffer_puts(out, "<li class=\"claim\">\n");
    put_who(exchange, claim);
    buffer_printf(out, "<p class=\"how\">%s; %s. ", naming_phrase(attribution->naming), access_phrase(attribution->access));
    put_link(exchange, claim, places, NULL);
    if (attribution->when) {
        buffer_puts(out, ". Said <bdi>");
        html_day(out, attribution->when);
        buffer_puts(out, "</bdi>");
    }
    if (attribution->addressee) {
        buffer_puts(out, attribution->when ? " to <bdi>" : ". To <bdi>");
        html_put(out, attribution->addressee, EXCHANGE_NAME_POINTS);
        buffer_puts(out, "</bdi>");
    }
    buffer_printf(out, ". Origin %d.</p>\n", claim->origin);
    html_statement(exchange, (size_t)claim->article, claim->clause);
    put_also(exchange, question, i, places);
    buffer_puts(out, "</li>\n");
}

static void put_side(struct exchange *exchange, const struct hearsay_question *question, enum hearsay_answer answer, const char *title, struct page_places *places)
{
    size_t n = 0, n_more = 0;
    for (size_t i = 0; i < question->n_claims && !exchange->out.failed; i++) {
        if (question->claims[i].answer != answer || claim_follows(exchange->accounts, question, i))
            continue;
        if (n == ENTRIES_MAX) {
            n_more++;
            continue;
        }
        if (n++ == 0)
            buffer_printf(&exchange->out, "<div class=\"side\">\n<h4>%s</h4>\n<ul class=\"plain\">\n", title);
        put_claim(exchange, question, i, places);
    }
    buffer_puts(&exchange->out, n ? "</ul>\n" : "");
    if (n_more)
        buffer_printf(&exchange->out, "<p class=\"small\">and %zu more, in the JSON of the same articles</p>\n", n_more);
    buffer_puts(&exchange->out, n ? "</div>\n" : "");
}

/* ---- relations ---- */

static void put_party(struct exchange *exchange, const struct hearsay_claim *claim)
{
    buffer_puts(&exchange->out, "<bdi>");
    html_put(&exchange->out, claim_speaker(claim), EXCHANGE_NAME_POINTS);
    buffer_puts(&exchange->out, "</bdi>");
}

/* "Anton Reeve denies what is said by Edvard Lunde" */
static void put_relation(struct exchange *exchange, const struct hearsay_question *question, const struct hearsay_relation *relation)
{
    static const char *const BETWEEN[] = {" says the contrary of ", " says the same as ", " denies what is said by "};
    const struct hearsay_claim *from = &question->claims[relation->from], *to = &question->claims[relation->to];
    struct buffer *out = &exchange->out;
    int percent = (int)(relation->confidence * 100 + 0.5);
    put_party(exchange, from);
    if (relation->kind == HEARSAY_RELATION_CHANGED) {
        html_outlet(out, exchange->records[from->article], " said one thing in ");
        html_outlet(out, exchange->records[to->article], " and another in ");
    } else {
        buffer_puts(out, BETWEEN[relation->kind]);
        put_party(exchange, to);
    }
    buffer_printf(out, ". <span class=\"small\">%s: ", relation->reported ? "Reported" : "Set side by side here");
    html_put(out, relation->why, EXCHANGE_TITLE_POINTS);
    buffer_printf(out, "; confidence %d of 100.</span>", percent < 0 ? 0 : percent > 100 ? 100 : percent);
}

/* The relations of these kinds, each once for two speakers, as items of a list that `head` opens; how many. */
static size_t put_relations(struct exchange *exchange, const struct hearsay_question *question, const enum hearsay_relation_kind kinds[2], const char *head)
{
    size_t n = 0, n_more = 0;
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < question->n_relations; i++) {
            const struct hearsay_relation *relation = &question->relations[i];
            if (relation->kind != kinds[k] || relation_follows(question, i))
                continue;
            if (n == RELATIONS_MAX) {
                n_more++;
                continue;
            }
            buffer_puts(&exchange->out, n++ ? "<li>" : head);
            put_relation(exchange, question, relation);
            buffer_puts(&exchange->out, "</li>\n");
        }
    if (n_more)
        buffer_printf(&exchange->out, "<li>and %zu more, in the JSON of the same articles</li>\n", n_more);
    buffer_puts(&exchange->out, n ? "</ul>\n" : "");
    return n;
}

/* Denials and changes stand open; who says the same or the contrary of whom is plain from the columns, and folded away on a screen. Which share
 * an origin is told by the number at each statement. */
static void put_all_relations(struct exchange *exchange, const struct hearsay_question *question)
{
    static const enum hearsay_relation_kind TOLD[] = {HEARSAY_RELATION_DENIES, HEARSAY_RELATION_CHANGED}, SEEN[] = {HEARSAY_RELATION_OPPOSES, HEARSAY_RELATION_AGREES};
    put_relations(exchange, question, TOLD, "<ul>\n<li>");
    if (put_relations(exchange, question, SEEN, "<details>\n<summary>Who says the same, who the contrary, and how that was found</summary>\n<ul>\n<li>"))
        buffer_puts(&exchange->out, "</details>\n");
}

/* ---- below ---- */

static void put_origins(struct buffer *out, const struct hearsay_question *question)
{
    size_t n = count_answers(question);
    if (!n)
        return;
    if (question->origins_least == question->origins_most)
        buffer_printf(out, "<p>%zu answer%s, from %d independent origin%s.</p>\n", n, n == 1 ? "" : "s", question->origins_most,
                      question->origins_most == 1 ? "" : "s");
    else
        buffer_printf(out, "<p>%zu answers, from at least %d and at most %d independent origins.</p>\n", n, question->origins_least,
                      question->origins_most);
}

static void put_unknown(struct buffer *out, const struct unknown *unknown)
{
    if (!unknown->no_access && !unknown->n_silent)
        return;
    buffer_puts(out, "<div class=\"unknown\">\n<h4>What is not known</h4>\n");
    if (unknown->no_access)
        buffer_puts(out, "<p>Nobody who is known to have been in the room, and no document, answers this.</p>\n");
    for (size_t i = 0; i < unknown->n_silent; i++) {
        buffer_puts(out, i == 0 ? "<p>In the room, by an article's words, and not cited on this: <bdi>" : i + 1 == unknown->n_silent ? " and <bdi>" : ", <bdi>");
        html_put(out, unknown->silent[i], EXCHANGE_NAME_POINTS);
        buffer_puts(out, "</bdi>");
    }
    buffer_puts(out, unknown->n_silent ? ".</p>\n</div>\n" : "</div>\n");
}

void html_question(struct exchange *exchange, const struct rosters *rosters, const struct hearsay_question *question, size_t number, struct page_places *places)
{
    struct buffer *out = &exchange->out;
    struct unknown unknown = unknown_find(rosters, exchange->accounts, question);
    buffer_printf(out, "<section id=\"q%zu\">\n<h3>%zu. ", number, number);
    html_put(out, question->text, 4 * EXCHANGE_TITLE_POINTS);
    buffer_puts(out, "</h3>\n");
    if (question->n_claims) {
        buffer_puts(out, "<div class=\"sides\">\n");
        put_side(exchange, question, HEARSAY_ANSWER_YES, "Yes", places);
        put_side(exchange, question, HEARSAY_ANSWER_NO, "No", places);
        put_side(exchange, question, HEARSAY_ANSWER_UNSURE, "Also on this, not judged", places);
        buffer_puts(out, "</div>\n");
        put_origins(out, question);
        put_all_relations(exchange, question);
    } else {
        buffer_puts(out, "<p>No statement was found that answers this.</p>\n");
    }
    put_unknown(out, &unknown);
    buffer_puts(out, "</section>\n");
}
