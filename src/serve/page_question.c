/* The questions of a case, and one question with its sides as columns.
 *
 * Under each side the statements are grouped by origin, since ten reports of one statement are one statement: the first is shown, the
 * others can be opened. The filters work as links of a form, and without loading where script runs (page.js).
 */
#include <stdlib.h>
#include <string.h>

#include "serve/page.h"
#include "store/store.h"

enum { CLAIMS_MAX = 400, CLAIMS_USUAL = 120, QUESTIONS_MAX = 500, QUESTIONS_USUAL = 40, RELATIONS_MAX = 12 };

static const struct side {
    const char *answer, *name, *none;
} SIDES[] = {{"yes", "Yes", "Nobody says yes."}, {"no", "No", "Nobody says no."}, {"unsure", "Also on this, not judged", NULL}};
enum { N_SIDES = sizeof SIDES / sizeof *SIDES };

/* A claim and a relation with what is asked of them again and again. */
struct row {
    const json_t *json;
    const struct side *side;
    int origin;
    bool first; /* of its origin on its side */
};
struct bond {
    const json_t *json;
    int from, to;
};
struct view {
    const json_t *question;
    bool room, named, direct; /* filters */
    struct row *rows;         /* the claims that are shown, n_rows of them */
    size_t n_rows;
    struct bond *bonds;       /* the relations but those of one origin, which the groups show */
    size_t n_bonds;
    struct shelf shelf;
};

static bool answers(const json_t *claim, const struct side *side)
{
    const char *answer = text_of(claim, "answer");
    return strcmp(answer ? answer : "unsure", side->answer) == 0;
}

static int count_side(const json_t *question, const struct side *side)
{
    const json_t *claim;
    size_t i;
    int n = 0;
    json_array_foreach (json_object_get(question, "claims"), i, claim)
        n += answers(claim, side);
    return n;
}

/* "3 independent origins", "2 to 4 independent origins" */
static void put_origins(struct buffer *out, const json_t *question)
{
    const json_t *range = json_object_get(question, "origins");
    int least = (int)json_integer_value(json_array_get(range, 0)), most = (int)json_integer_value(json_array_get(range, 1));
    if (least == most)
        html_format(out, "<strong>%d</strong> independent %t", most, most == 1 ? "origin" : "origins");
    else
        html_format(out, "<strong>%d to %d</strong> independent origins", least, most);
}

static int count_articles(const json_t *question)
{
    const json_t *claims = json_object_get(question, "claims"), *claim, *before;
    size_t i, j;
    int n = 0;
    json_array_foreach (claims, i, claim) {
        const char *id = text_of(claim, "article");
        if (i >= CLAIMS_MAX)
            break;
        n++;
        for (j = 0; j < i; j++) {
            before = json_array_get(claims, j);
            if (id && text_of(before, "article") && strcmp(text_of(before, "article"), id) == 0) {
                n--;
                break;
            }
        }
    }
    return n;
}

/* ---- one claim ---- */

static const struct shelved *claim_article(struct call *call, struct view *view, const json_t *claim)
{
    int number = int_of(claim, "case_article", -1);
    return number < 0 ? NULL : shelf_get(call, &view->shelf, number);
}

static const char *claim_form(struct call *call, struct view *view, const json_t *claim)
{
    const char *form = text_of(claim, "form");
    const struct shelved *article = form ? NULL : claim_article(call, view, claim);
    return article ? text_of(shelved_attribution(article, int_of(claim, "attribution", -1)), "form") : form;
}

static bool code_is(const json_t *claim, const char *key, const char *code)
{
    const char *value = text_of(claim, key);
    return value && strcmp(value, code) == 0;
}

static bool passes(struct call *call, struct view *view, const json_t *claim)
{
    const char *form = view->direct ? claim_form(call, view, claim) : NULL;
    return (!view->room || code_is(claim, "access", "in-room")) && (!view->named || code_is(claim, "naming", "named")) &&
           (!view->direct || (form && (strcmp(form, "direct") == 0 || strcmp(form, "mixed") == 0)));
}

static void put_sentence(struct call *call, const struct shelved *article, const json_t *claim)
{
    struct mark mark = {.kind = MARK_CONTENT, .attribution = -1, .style = "content"};
    if (!span_of(json_object_get(claim, "content"), &mark.begin, &mark.end) || mark.end > article->text.n_points)
        return;
    struct hearsay_span range = shelf_sentence(&article->text, (struct hearsay_span){mark.begin, mark.end});
    buffer_puts(&call->out, "<blockquote>");
    if (range.begin > 0 && text_point(&article->text, range.begin - 1) != '\n' && text_point(&article->text, range.begin - 1) != ' ')
        buffer_puts(&call->out, "\xE2\x80\xA6");
    marks_put(&call->out, &article->text, range, &mark, 1, false);
    buffer_puts(&call->out, "</blockquote>");
}

static const char *relation_words(const char *kind, bool forward)
{
    static const char *const table[][3] = {{"opposes", "is opposed by", "is opposed by"}, {"agrees", "agrees with", "agrees with"},
        {"denies", "denies what was said by", "is denied by"}, {"changed", "was changed later by", "is a change from what was said by"},
        {"same-origin", "has one origin with", "has one origin with"}};
    for (size_t i = 0; kind && i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i][0], kind) == 0)
            return table[i][forward ? 1 : 2];
    return kind;
}

static void put_relation(struct call *call, struct view *view, const json_t *relation, int self)
{
    struct buffer *out = &call->out;
    int from = int_of(relation, "from", -1), to = int_of(relation, "to", -1), other = from == self ? to : from;
    const json_t *claim = json_array_get(json_object_get(view->question, "claims"), (size_t)other), *confidence = json_object_get(relation, "confidence");
    const char *kind = text_of(relation, "kind"), *speaker = text_of(claim, "speaker");
    const struct shelved *article = claim_article(call, view, claim);
    html_format(out, "<li class=\"relation\" data-kind=\"%t\" data-from=\"%d\" data-to=\"%d\">%t <a href=\"#claim-%d\">%n</a>", kind, from, to,
             relation_words(kind, from == self), other, speaker ? speaker : "somebody not named");
    if (article && text_of(article->json, "outlet"))
        html_format(out, " in %n", text_of(article->json, "outlet"));
    html_format(out, " <span class=\"basis\">(%t: %t", code_is(relation, "basis", "reported") ? "an article says so" : "we infer it",
             text_of(relation, "why"));
    if (json_is_number(confidence))
        html_format(out, ", %d of 100", (int)(json_number_value(confidence) * 100 + 0.5));
    buffer_puts(out, ")</span></li>");
}

static void put_relations(struct call *call, struct view *view, int self)
{
    int n = 0, shown = 0;
    for (size_t i = 0; i < view->n_bonds; i++)
        n += view->bonds[i].from == self || view->bonds[i].to == self;
    if (n == 0)
        return;
    html_format(&call->out, "<details class=\"relations\"><summary>How it stands to %d %t</summary><ul>", n, n == 1 ? "other" : "others");
    for (size_t i = 0; i < view->n_bonds && shown < RELATIONS_MAX; i++)
        if (view->bonds[i].from == self || view->bonds[i].to == self) {
            put_relation(call, view, view->bonds[i].json, self);
            shown++;
        }
    if (n > shown)
        html_format(&call->out, "<li>and %d more</li>", n - shown);
    buffer_puts(&call->out, "</ul></details>");
}

/* `first` ones name their speaker as a heading; the further ones of an origin stand below it. */
static void put_claim(struct call *call, struct view *view, const json_t *claim, int index)
{
    struct buffer *out = &call->out;
    const struct shelved *article = claim_article(call, view, claim);
    const char *speaker = text_of(claim, "speaker"), *outlet = article ? text_of(article->json, "outlet") : NULL;
    int attribution = int_of(claim, "attribution", 0);
    char *content = json_dumps(json_object_get(claim, json_array_size(json_object_get(claim, "passage")) ? "passage" : "content"), JSON_COMPACT);
    html_format(out, "<li class=\"claim\" id=\"claim-%d\" data-claim=\"%d\" data-article=\"%d\" data-content=\"%t\" data-speaker=\"%t\" data-access=\"%t\" "
             "data-naming=\"%t\" data-form=\"%t\"><h4>", index, index, int_of(claim, "case_article", -1), content, speaker, text_of(claim, "access"),
             text_of(claim, "naming"), claim_form(call, view, claim));
    free(content);
    put_person_link(out, speaker);
    buffer_puts(out, "</h4><p class=\"tags\">");
    put_tag(out, "naming", naming_words(text_of(claim, "naming")));
    put_tag(out, "access", access_words(text_of(claim, "access")));
    put_tag(out, "form", form_words(claim_form(call, view, claim)));
    buffer_puts(out, "</p>");
    if (article)
        put_sentence(call, article, claim);
    if (json_array_size(json_object_get(claim, "chain")) > 1) {
        buffer_puts(out, "<p class=\"chain\">through ");
        put_chain(out, NULL, json_object_get(claim, "chain"));
        buffer_puts(out, "</p>");
    }
    html_format(out, "<p class=\"where\"><a href=\"/articles/%d#a%d\">%n</a> ", int_of(claim, "case_article", 0), attribution,
             outlet && *outlet ? outlet : text_of(claim, "article"));
    put_date(out, article ? text_of(article->json, "published") : NULL);
    buffer_puts(out, "</p>");
    put_relations(call, view, index);
    buffer_puts(out, "</li>");
}

/* ---- origins within a side ---- */

static void put_origin_group(struct call *call, struct view *view, const struct row *first)
{
    struct buffer *out = &call->out;
    size_t n = 0, shown = 0;
    const struct row *end = view->rows + view->n_rows;
    for (const struct row *row = first; row < end; row++)
        n += row->origin == first->origin && row->side == first->side && passes(call, view, row->json);
    if (n == 0)
        return;
    html_format(out, "<section class=\"origin\"><h3>Origin %d</h3><ol>", first->origin);
    for (const struct row *row = first; row < end; row++) {
        if (row->origin != first->origin || row->side != first->side || !passes(call, view, row->json))
            continue;
        if (shown++ == 1)
            html_format(out, "</ol><details class=\"others\"><summary>%d more from this origin</summary><ol>", (int)n - 1);
        put_claim(call, view, row->json, (int)(row - view->rows));
    }
    buffer_puts(out, shown > 1 ? "</ol></details></section>" : "</ol></section>");
}

static void put_side(struct call *call, struct view *view, const struct side *side)
{
    struct buffer *out = &call->out;
    int n = count_side(view->question, side), origins = 0;
    if (n == 0 && !side->none)
        return;
    for (size_t i = 0; i < view->n_rows; i++)
        origins += view->rows[i].side == side && view->rows[i].first;
    html_format(out, "<section class=\"side\" data-answer=\"%t\"><h2>%t</h2>", side->answer, side->name);
    if (n == 0)
        html_format(out, "<p class=\"none\">%t</p>", side->none);
    else
        html_format(out, "<p class=\"count\">%d %t from %d %t</p>", n, n == 1 ? "statement" : "statements", origins, origins == 1 ? "origin" : "origins");
    for (size_t i = 0; i < view->n_rows; i++)
        if (view->rows[i].side == side && view->rows[i].first)
            put_origin_group(call, view, &view->rows[i]);
    buffer_puts(out, "</section>");
}

/* ---- the page of one question ---- */

static void put_filter(struct buffer *out, const char *name, const char *words, bool on)
{
    html_format(out, on ? "<label><input type=\"checkbox\" name=\"%t\" value=\"1\" checked> %t</label>"
                     : "<label><input type=\"checkbox\" name=\"%t\" value=\"1\"> %t</label>", name, words);
}

static void put_filters(struct call *call, const struct view *view, const char *asked)
{
    struct buffer *out = &call->out;
    buffer_puts(out, "<form class=\"filters\" id=\"filters\"><fieldset><legend>Show only</legend>");
    if (asked)
        html_format(out, "<input type=\"hidden\" name=\"question\" value=\"%t\">", asked);
    put_filter(out, "room", "in the room", view->room);
    put_filter(out, "named", "named", view->named);
    put_filter(out, "direct", "quoted", view->direct);
    buffer_puts(out, "<button>Apply</button> <output id=\"shown\"></output></fieldset></form>");
}

static void put_drawing(struct call *call)
{
    json_t *origins = origins_draw(call->accounts, (int)call->number);
    if (origins)
        drawing_put(call, origins);
    json_decref(origins);
}

static void take_rows(struct view *view, const json_t *claims, size_t most)
{
    const json_t *claim;
    size_t i;
    json_array_foreach (claims, i, claim) {
        struct row *row = &view->rows[i];
        if (i == most)
            break;
        *row = (struct row){.json = claim, .origin = int_of(claim, "origin", -1), .first = true};
        for (size_t side = 0; side < N_SIDES; side++)
            row->side = answers(claim, &SIDES[side]) ? &SIDES[side] : row->side;
        for (size_t before = 0; before < i && row->first; before++)
            row->first = view->rows[before].origin != row->origin || view->rows[before].side != row->side;
        view->n_rows++;
    }
}

/* What the page asks of the question's claims and relations, taken out of the JSON once. False: no memory. */
static bool view_fill(struct call *call, struct view *view)
{
    const json_t *claims = json_object_get(view->question, "claims"), *relations = json_object_get(view->question, "relations"), *one;
    size_t i, n_claims = json_array_size(claims), most = call_value(call, "all") ? CLAIMS_MAX : CLAIMS_USUAL;
    n_claims = n_claims < most ? n_claims : most;
    view->rows = ARENA_NEW(&call->arena, struct row, n_claims + 1);
    view->bonds = ARENA_NEW(&call->arena, struct bond, json_array_size(relations) + 1);
    if (!view->rows || !view->bonds)
        return false;
    take_rows(view, claims, n_claims);
    json_array_foreach (relations, i, one)
        if (!code_is(one, "kind", "same-origin"))
            view->bonds[view->n_bonds++] = (struct bond){one, int_of(one, "from", -1), int_of(one, "to", -1)};
    return true;
}

/* That a question of one's own was held against a part of a large case. */
static void put_chosen(struct call *call)
{
    const json_t *chosen = json_object_get(call->accounts, "chosen");
    if (chosen)
        html_format(&call->out, "<p class=\"note\">Compared were the %d articles of %d whose statements share most words with the question. "
                    "What is said in other words may be missing; ask in other words too.</p>", int_of(chosen, "articles", 0), int_of(chosen, "of", 0));
}

/* As the report says it (src/exchange/html_question.c). */
static void put_unknown(struct buffer *out, const json_t *unknown)
{
    const json_t *silent = json_object_get(unknown, "silent"), *one;
    bool no_access = json_is_true(json_object_get(unknown, "no_access"));
    size_t i, n = json_array_size(silent);
    if (!no_access && !n)
        return;
    buffer_puts(out, "<section class=\"unknown\"><h2>What is not known</h2>");
    if (no_access)
        buffer_puts(out, "<p>Nobody who is known to have been in the room, and no document, answers this.</p>");
    json_array_foreach (silent, i, one) {
        buffer_puts(out, i == 0 ? "<p>In the room, by an article\xE2\x80\x99s words, and not cited on this: " : i + 1 == n ? " and " : ", ");
        put_person_link(out, json_string_value(one));
    }
    buffer_puts(out, n ? ".</p></section>" : "</section>");
}

static void put_question(struct call *call, const json_t *question, const char *asked)
{
    struct buffer *out = &call->out;
    struct view view = {.question = question, .room = call_value(call, "room"), .named = call_value(call, "named"),
                        .direct = call_value(call, "direct")};
    const char *text = text_of(question, "text");
    int n = (int)json_array_size(json_object_get(question, "claims")), articles = count_articles(question);
    if (!view_fill(call, &view)) {
        call_refuse(call, MHD_HTTP_INTERNAL_SERVER_ERROR, NULL);
        return;
    }
    page_begin(call, text ? text : "Question", SECTION_QUESTIONS);
    html_format(out, "<header class=\"head question\" data-question=\"%t\" data-id=\"%d\"><p class=\"kicker\">Question</p><h1>%n</h1><p class=\"strap\">", text,
             asked ? -1 : (int)call->number, text);
    html_format(out, "%d %t in %d %t, ", n, n == 1 ? "statement" : "statements", articles, articles == 1 ? "article" : "articles");
    put_origins(out, question);
    buffer_puts(out, "</p></header>");
    put_old(call);
    put_filters(call, &view, asked);
    buffer_puts(out, "<div class=\"sides\" id=\"sides\">");
    for (size_t i = 0; i < N_SIDES; i++)
        put_side(call, &view, &SIDES[i]);
    buffer_puts(out, "</div>");
    if (n > (int)view.n_rows)
        html_format(out, asked || view.n_rows == CLAIMS_MAX ? "<p class=\"note\">The first %d statements are shown.</p>"
                                                        : "<p class=\"note\">The first %d statements are shown. <a href=\"?all=1\">Show more</a></p>", (int)view.n_rows);
    put_chosen(call);
    put_unknown(out, json_object_get(question, "unknown"));
    if (!asked)
        put_drawing(call);
    page_end(call);
    shelf_release(&view.shelf);
}

void page_question(struct call *call)
{
    const json_t *question = call_question(call);
    if (question)
        put_question(call, question, NULL);
}

/* A question of one's own: worked out for this request alone. */
void page_ask(struct call *call)
{
    char *json = NULL;
    size_t n = 0;
    const char *asked = call_value(call, "question");
    if (!asked) {
        call_refuse(call, MHD_HTTP_BAD_REQUEST, "Write a question that can be answered by yes or no.");
        return;
    }
    enum hearsay_status status = hearsay_case_accounts(call->reader->file, &asked, 1, &json, &n);
    call->accounts = call_parse(call, status, json);
    const json_t *question = call->accounts ? call_question(call) : NULL;
    if (question)
        put_question(call, question, asked);
}

/* ---- the front page ---- */

/* The first statement of a side, quoted; one by somebody in the room before others. */
static void put_lead_quote(struct call *call, struct view *view, const struct side *side)
{
    const json_t *claims = json_object_get(view->question, "claims"), *claim, *chosen = NULL;
    size_t i;
    json_array_foreach (claims, i, claim)
        if (answers(claim, side) && (!chosen || (!code_is(chosen, "access", "in-room") && code_is(claim, "access", "in-room"))))
            chosen = claim;
    const struct shelved *article = claim_article(call, view, chosen);
    if (!article)
        return;
    put_sentence(call, article, chosen);
    html_format(&call->out, "<span class=\"where\"><a href=\"/articles/%d#a%d\">%n</a> ", int_of(chosen, "case_article", 0), int_of(chosen, "attribution", 0),
                text_of(article->json, "outlet") ? text_of(article->json, "outlet") : text_of(chosen, "article"));
    put_date(&call->out, text_of(article->json, "published"));
    buffer_puts(&call->out, "</span>");
}

/* Who says it, one line a side; in the leading question with a sentence. */
static void put_side_line(struct call *call, struct view *view, const struct side *side, bool leads)
{
    struct buffer *out = &call->out;
    const json_t *question = view->question;
    const json_t *claims = json_object_get(question, "claims"), *claim;
    json_t *names = json_object(); /* who was named already */
    size_t i;
    int shown = 0;
    if (count_side(question, side) == 0) {
        json_decref(names);
        return;
    }
    html_format(out, "<div class=\"voices\" data-answer=\"%t\"><dt>%t</dt><dd>", side->answer, side->name);
    json_array_foreach (claims, i, claim) {
        const char *speaker = text_of(claim, "speaker");
        if (!speaker || !answers(claim, side) || json_object_get(names, speaker))
            continue;
        json_object_set_new(names, speaker, json_true());
        if (shown++ < 6)
            html_format(out, shown > 1 ? ", %n" : "%n", speaker);
    }
    json_decref(names);
    if (shown > 6)
        html_format(out, " and %d more", shown - 6);
    buffer_puts(out, shown ? "" : "nobody named");
    if (leads && side->none)
        put_lead_quote(call, view, side);
    buffer_puts(out, "</dd></div>");
}

static void put_headline(struct call *call, const json_t *question, size_t i, bool leads)
{
    struct buffer *out = &call->out;
    struct view view = {.question = question};
    int id = int_of(question, "id", (int)i), n = (int)json_array_size(json_object_get(question, "claims"));
    html_format(out, "<li class=\"headline%t\" data-question=\"%t\"><div><h2><a href=\"/questions/%d\">%n</a></h2><p class=\"strap\">%d %t, ",
                leads ? " lead-story" : "", text_of(question, "text"), id, text_of(question, "text"), n, n == 1 ? "statement" : "statements");
    put_origins(out, question);
    buffer_puts(out, "</p></div><dl>");
    for (size_t side = 0; side < N_SIDES; side++)
        put_side_line(call, &view, &SIDES[side], leads);
    buffer_puts(out, "</dl></li>");
    shelf_release(&view.shelf);
}

static void put_empty(struct call *call)
{
    buffer_puts(&call->out, "<header class=\"head\"><h1>No accounts meet yet</h1><p class=\"lead\">A question appears here when two articles let people speak "
        "to the same thing.</p></header><p><a class=\"button\" href=\"/add\">Add articles</a></p>");
}

static bool disputed(const json_t *question)
{
    return count_side(question, &SIDES[0]) > 0 && count_side(question, &SIDES[1]) > 0;
}

static void put_questions(struct call *call, const json_t *questions)
{
    struct buffer *out = &call->out;
    const json_t *question;
    size_t i;
    int n_disputed = 0, shown = 0, most = call_value(call, "all") ? QUESTIONS_MAX : QUESTIONS_USUAL;
    json_array_foreach (questions, i, question)
        n_disputed += disputed(question);
    html_format(out, "<header class=\"head front\"><h1>Where the accounts part</h1><p class=\"lead\">%d %t on which people disagree, %d on which one side alone is heard.</p>"
             "</header>", n_disputed, n_disputed == 1 ? "question" : "questions", (int)json_array_size(questions) - n_disputed);
    for (int pass = n_disputed ? 0 : 1; pass < 2; pass++) {
        bool leads = pass == 0;
        html_format(out, pass ? "<h2 class=\"rule\">Said on one side alone</h2><ol class=\"headlines agreed\">" : "<ol class=\"headlines\">");
        json_array_foreach (questions, i, question)
            if (shown < most && disputed(question) == (pass == 0))
                put_headline(call, question, i, leads), leads = false, shown++;
        buffer_puts(out, "</ol>");
        if (n_disputed == (int)json_array_size(questions) || shown == most)
            break;
    }
    if (shown < (int)json_array_size(questions)) {
        html_format(out, "<p class=\"note\">%d of %d questions are shown.", shown, (int)json_array_size(questions));
        buffer_puts(out, most == QUESTIONS_USUAL ? " <a href=\"/?all=1\">Show more</a></p>" : "</p>");
    }
}

void page_questions(struct call *call)
{
    const json_t *questions = json_object_get(call->accounts, "questions");
    page_begin(call, "Questions", SECTION_QUESTIONS);
    if (json_array_size(questions) == 0)
        put_empty(call);
    else
        put_questions(call, questions);
    put_old(call);
    buffer_puts(&call->out, "<form class=\"ask\" action=\"/ask\"><label for=\"ask\">Ask the articles a question of yes or no</label>"
        "<div><input id=\"ask\" name=\"question\" required maxlength=\"300\"><button>Ask</button></div></form>");
    page_end(call);
}
