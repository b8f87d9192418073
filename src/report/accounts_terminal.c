/* Accounts for a person: each question, then who says yes, who says no and whose answer is not judged; per speaker through whom, in the room or
 * not, when, where it was printed, and the sentence with the statement in brackets; then denials, changes, origins.
 *
 * Made to be read in a minute: claims of one speaker with one answer share an entry, which names the other outlets; what all agree on follows in
 * short; what one speaker alone repeats is counted. Nothing needs colour. Nothing says who is right.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "report/accounts.h"
#include "report/flow.h"
#include "report/spans.h"
#include "report/words.h"

enum {
    DISPUTED_MAX = 20, AGREED_MAX = 10, NEAR_MAX = 10, /* questions shown; the rest is in the JSON */
    ENTRIES_MAX = 8,                    /* speakers shown for one answer */
    RELATIONS_MAX = 6,
    LEAST_WIDTH = 40,
    STATEMENT_POINTS = 400,
};

struct view {
    const struct hearsay_accounts *accounts;
    struct flow flow;
    struct arena arena;
    struct text *texts; /* by record, made when first needed */
    struct rosters rosters;
};

/* ---- parts ---- */

static const struct text *text_of(struct view *view, int article)
{
    if (!view->texts[article].bytes && !report_text(&view->arena, view->accounts->records[article], &view->texts[article]))
        return NULL;
    return &view->texts[article];
}

static void put_points(struct view *view, const struct text *text, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++)
        flow_point(&view->flow, text_point(text, at));
}

static void put_statement(struct view *view, const struct hearsay_claim *claim)
{
    const struct text *text = text_of(view, claim->article);
    if (!text)
        return;
    struct hearsay_span content = span_inside(text, claim->clause);
    struct hearsay_span sentence = sentence_around(text, content);
    bool cut = content.end - content.begin > STATEMENT_POINTS;
    uint32_t end = cut ? content.begin + STATEMENT_POINTS : content.end;
    flow_begin(&view->flow, 8, 8);
    put_points(view, text, sentence.begin, content.begin);
    flow_puts(&view->flow, "[");
    put_points(view, text, content.begin, end);
    flow_puts(&view->flow, cut ? " ...]" : "]");
    put_points(view, text, cut ? sentence.end : content.end, sentence.end);
    flow_end(&view->flow);
}

static void put_chain(struct view *view, const struct hearsay_claim *claim)
{
    const struct hearsay_attribution *attribution = claim_attribution(view->accounts, claim);
    for (size_t i = attribution->n_chain; i-- > 1;) {
        const char *name = claim_link(view->accounts, claim, i - 1);
        flow_puts(&view->flow, ", according to ");
        flow_puts(&view->flow, name ? name : "somebody");
    }
}

static void put_outlet(struct view *view, const struct hearsay_claim *claim)
{
    const struct hearsay_record *record = view->accounts->records[claim->article];
    flow_puts(&view->flow, record->outlet ? record->outlet : record->id ? record->id : record->input);
    if (record->published) {
        flow_puts(&view->flow, ", ");
        flow_text(&view->flow, record->published, strnlen(record->published, 10));
    }
}

/* Where it stands in the case, as a correction names it. */
static void put_place(struct view *view, const struct hearsay_claim *claim)
{
    char place[48];
    if (!view->accounts->numbers)
        return;
    snprintf(place, sizeof place, ", %lld:%d", (long long)view->accounts->numbers[claim->article], claim->attribution);
    flow_puts(&view->flow, place);
}

/* ---- entries: one speaker with one answer ---- */

static void put_also(struct view *view, const struct hearsay_question *question, size_t i)
{
    enum { ALSO_MAX = 4 };
    size_t also[ALSO_MAX], n_more, n = claims_also(view->accounts, question, i, also, ALSO_MAX, &n_more);
    if (n)
        flow_begin(&view->flow, 8, 8);
    for (size_t k = 0; k < n; k++) {
        flow_puts(&view->flow, k ? "; " : "Also: ");
        put_outlet(view, &question->claims[also[k]]);
        put_place(view, &question->claims[also[k]]);
    }
    if (n_more) {
        char more[48];
        snprintf(more, sizeof more, " and %zu more", n_more);
        flow_puts(&view->flow, more);
    }
    if (n)
        flow_end(&view->flow);
}

static void put_entry(struct view *view, const struct hearsay_question *question, size_t i, bool statement)
{
    const struct hearsay_claim *claim = &question->claims[i];
    const struct hearsay_attribution *attribution = claim_attribution(view->accounts, claim);
    flow_begin(&view->flow, 4, 6);
    flow_puts(&view->flow, "- ");
    flow_style(&view->flow, "\033[1m");
    flow_puts(&view->flow, claim_speaker(claim));
    flow_style(&view->flow, "\033[0m");
    put_chain(view, claim);
    flow_puts(&view->flow, " (");
    if (attribution->naming != HEARSAY_NAMING_ANONYMOUS || !strstr(claim_speaker(claim), "(unnamed)")) { /* not said twice */
        flow_puts(&view->flow, naming_phrase(attribution->naming));
        flow_puts(&view->flow, "; ");
    }
    flow_puts(&view->flow, access_phrase(attribution->access));
    flow_puts(&view->flow, "). ");
    put_outlet(view, claim);
    put_place(view, claim);
    if (attribution->when) {
        flow_puts(&view->flow, ". Said ");
        flow_puts(&view->flow, attribution->when);
    }
    flow_end(&view->flow);
    if (statement)
        put_statement(view, claim);
    put_also(view, question, i);
}

/* How many claims without a side bear on the question more than this one; those of a confidence stand in their order. */
static size_t count_nearer(const struct view *view, const struct hearsay_question *question, size_t claim)
{
    size_t n = 0;
    for (size_t i = 0; i < question->n_claims; i++) {
        const struct hearsay_claim *other = &question->claims[i], *this = &question->claims[claim];
        bool nearer = other->confidence > this->confidence || (other->confidence == this->confidence && i < claim);
        n += other->answer == HEARSAY_ANSWER_UNSURE && nearer && !claim_follows(view->accounts, question, i);
    }
    return n;
}

static void put_side(struct view *view, const struct hearsay_question *question, enum hearsay_answer answer, const char *title)
{
    size_t n = 0, n_more = 0;
    for (size_t i = 0; i < question->n_claims; i++) {
        if (question->claims[i].answer != answer || claim_follows(view->accounts, question, i))
            continue;
        if (n == 0) {
            flow_begin(&view->flow, 2, 2);
            flow_puts(&view->flow, title);
            flow_end(&view->flow);
        }
        n++;
        size_t before = answer == HEARSAY_ANSWER_UNSURE ? count_nearer(view, question, i) : n - 1;
        if (before < ENTRIES_MAX)
            put_entry(view, question, i, true);
        else
            n_more++;
    }
    if (n_more) {
        char more[64];
        snprintf(more, sizeof more, "... and %zu more, in --json", n_more);
        flow_begin(&view->flow, 4, 4);
        flow_puts(&view->flow, more);
        flow_end(&view->flow);
    }
}

/* ---- what stands below the sides ---- */

static void put_relations(struct view *view, const struct hearsay_question *question, enum hearsay_relation_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < question->n_relations && n < RELATIONS_MAX; i++) {
        const struct hearsay_relation *relation = &question->relations[i];
        if (relation->kind != kind || relation_follows(question, i))
            continue;
        const struct hearsay_claim *from = &question->claims[relation->from], *to = &question->claims[relation->to];
        flow_begin(&view->flow, 2, 4);
        if (kind == HEARSAY_RELATION_CHANGED) {
            flow_puts(&view->flow, "Changed: ");
            flow_puts(&view->flow, claim_speaker(from));
            flow_puts(&view->flow, ", from ");
            put_outlet(view, from);
            flow_puts(&view->flow, " to ");
            put_outlet(view, to);
        } else {
            flow_puts(&view->flow, "Denied: ");
            flow_puts(&view->flow, claim_speaker(from));
            flow_puts(&view->flow, " denies what ");
            flow_puts(&view->flow, claim_speaker(to));
            flow_puts(&view->flow, relation->reported ? " says (one article reports both)" : " says (set side by side here)");
        }
        flow_puts(&view->flow, ".");
        flow_end(&view->flow);
        n++;
    }
}

static void put_origins(struct view *view, const struct hearsay_question *question)
{
    char text[128];
    size_t n = count_answers(question);
    if (!n)
        return;
    if (question->origins_least == question->origins_most)
        snprintf(text, sizeof text, "Origins: %d for %zu statement%s.", question->origins_most, n,
                 n == 1 ? "" : "s");
    else
        snprintf(text, sizeof text, "Origins: at least %d, at most %d for %zu statements.", question->origins_least, question->origins_most,
                 n);
    flow_begin(&view->flow, 2, 4);
    flow_puts(&view->flow, text);
    if (view->accounts->numbers && !view->accounts->asked) { /* `origins` takes it */
        snprintf(text, sizeof text, " Question %td of the case.", question - view->accounts->questions);
        flow_puts(&view->flow, text);
    }
    flow_end(&view->flow);
}

/* "A, B and C" */
static void put_names(struct view *view, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        flow_puts(&view->flow, i == 0 ? "" : i + 1 == n ? " and " : ", ");
        flow_puts(&view->flow, names[i]);
    }
}

static void put_unknown(struct view *view, const struct hearsay_question *question)
{
    struct unknown unknown = unknown_find(&view->rosters, view->accounts, question);
    if (!unknown.no_access && !unknown.n_silent)
        return;
    flow_begin(&view->flow, 2, 4);
    flow_puts(&view->flow, "Not known: ");
    if (unknown.no_access)
        flow_puts(&view->flow, "nobody who is known to have been in the room, and no document, answers this.");
    if (unknown.n_silent) {
        flow_puts(&view->flow, unknown.no_access ? " In the room, by an article's words, and not cited on this: "
                                                 : "in the room, by an article's words, and not cited on this: ");
        put_names(view, unknown.silent, unknown.n_silent);
        flow_puts(&view->flow, ".");
    }
    flow_end(&view->flow);
}

static void blank(struct view *view)
{
    buffer_append(view->flow.out, "\n", 1);
}

static void put_title(struct view *view, const struct hearsay_question *question, size_t number)
{
    char mark[24];
    snprintf(mark, sizeof mark, "%zu. ", number);
    flow_begin(&view->flow, 0, 3);
    flow_style(&view->flow, "\033[1m");
    flow_puts(&view->flow, mark);
    flow_puts(&view->flow, question->text);
    flow_style(&view->flow, "\033[0m");
    flow_end(&view->flow);
}

static void put_question(struct view *view, const struct hearsay_question *question, size_t number)
{
    blank(view);
    put_title(view, question, number);
    if (!question->n_claims) {
        flow_begin(&view->flow, 2, 2);
        flow_puts(&view->flow, "No statement found that answers this.");
        flow_end(&view->flow);
        return;
    }
    put_side(view, question, HEARSAY_ANSWER_YES, "YES");
    put_side(view, question, HEARSAY_ANSWER_NO, "NO");
    put_side(view, question, HEARSAY_ANSWER_UNSURE, "ALSO ON THIS, NOT JUDGED");
    put_relations(view, question, HEARSAY_RELATION_DENIES);
    put_relations(view, question, HEARSAY_RELATION_CHANGED);
    put_origins(view, question);
    put_unknown(view, question);
}

/* ---- the whole ---- */

static void put_head(struct view *view, const size_t count[STANDINGS])
{
    char text[256];
    const struct hearsay_accounts *accounts = view->accounts;
    int n = snprintf(text, sizeof text, "%zu article%s, %zu outlet%s, %zu text%s that %s no copy of another.", accounts->n_records,
                     accounts->n_records == 1 ? "" : "s", count_outlets(accounts), count_outlets(accounts) == 1 ? "" : "s", count_texts(accounts),
                     count_texts(accounts) == 1 ? "" : "s", count_texts(accounts) == 1 ? "is" : "are");
    if (!accounts->asked)
        snprintf(text + n, sizeof text - (size_t)n, " Accounts differ on %zu question%s and agree on %zu.", count[STANDING_DISPUTED],
                 count[STANDING_DISPUTED] == 1 ? "" : "s", count[STANDING_AGREED]);
    flow_begin(&view->flow, 0, 0);
    flow_puts(&view->flow, text);
    flow_end(&view->flow);
    flow_begin(&view->flow, 0, 0);
    flow_puts(&view->flow, "Statement in [brackets]; who is right is not said here.");
    if (accounts->numbers)
        flow_puts(&view->flow, " Numbers such as 3:4 are places: article 3, its statement 4.");
    flow_end(&view->flow);
    if (accounts->n_left_out) {
        snprintf(text, sizeof text, "The case has %zu more articles, whose statements share fewer words with what was asked; they were not compared.", accounts->n_left_out);
        flow_begin(&view->flow, 0, 0);
        flow_puts(&view->flow, text);
        flow_end(&view->flow);
    }
}

static void put_section(struct view *view, enum standing standing, size_t max, size_t *number)
{
    size_t n = 0, n_more = 0;
    for (size_t i = 0; i < view->accounts->n_questions; i++) {
        const struct hearsay_question *question = &view->accounts->questions[i];
        if (question_standing(question) != standing)
            continue;
        if (n++ < max)
            put_question(view, question, ++*number);
        else
            n_more++;
    }
    if (n_more) {
        char text[80];
        snprintf(text, sizeof text, "... and %zu more such questions, in --json.", n_more);
        blank(view);
        flow_begin(&view->flow, 0, 0);
        flow_puts(&view->flow, text);
        flow_end(&view->flow);
    }
}

/* The caller's own questions, every one, in the caller's order. */
static void put_answers(struct view *view)
{
    put_head(view, (const size_t[STANDINGS]){0});
    for (size_t i = 0; i < view->accounts->n_questions; i++)
        put_question(view, &view->accounts->questions[i], i + 1);
}

static void put_heading(struct view *view, const char *words)
{
    blank(view);
    flow_begin(&view->flow, 0, 0);
    flow_puts(&view->flow, words);
    flow_end(&view->flow);
}

static void put_accounts(struct view *view)
{
    size_t count[STANDINGS] = {0}, number = 0;
    for (size_t i = 0; i < view->accounts->n_questions; i++)
        count[question_standing(&view->accounts->questions[i])]++;
    put_head(view, count);
    put_section(view, STANDING_DISPUTED, DISPUTED_MAX, &number);
    if (count[STANDING_AGREED]) {
        put_heading(view, "-- Told alike by more than one --");
        put_section(view, STANDING_AGREED, AGREED_MAX, &number);
    }
    if (count[STANDING_NEAR]) {
        put_heading(view, "-- Told by one; what others say near it is not judged --");
        put_section(view, STANDING_NEAR, NEAR_MAX, &number);
    }
    if (count[STANDING_REPEATED]) {
        char text[120];
        snprintf(text, sizeof text, "%zu more statement%s of one speaker, repeated in several places, in --json.", count[STANDING_REPEATED],
                 count[STANDING_REPEATED] == 1 ? "" : "s");
        blank(view);
        flow_begin(&view->flow, 0, 0);
        flow_puts(&view->flow, text);
        flow_end(&view->flow);
    }
}

enum hearsay_status hearsay_accounts_terminal(const struct hearsay_accounts *accounts, const struct hearsay_terminal *terminal, char **text, size_t *n)
{
    struct buffer out;
    struct view view = {.accounts = accounts};
    buffer_init(&out, REPORT_MAX_BYTES);
    arena_init(&view.arena, 0);
    view.texts = ARENA_NEW(&view.arena, struct text, accounts->n_records + 1);
    if (!view.texts || !rosters_read(&view.rosters, accounts)) {
        rosters_release(&view.rosters);
        arena_release(&view.arena);
        return HEARSAY_MEMORY;
    }
    flow_init(&view.flow, &out, terminal->width < LEAST_WIDTH ? LEAST_WIDTH : terminal->width, terminal->colour);
    if (accounts->asked)
        put_answers(&view);
    else
        put_accounts(&view);
    flow_release(&view.flow);
    rosters_release(&view.rosters);
    arena_release(&view.arena);
    return buffer_take(&out, text, n);
}
