/* Who stands behind an answer: the question's claims as a drawing of who prints whom.
 *
 * Nodes: the speaker (one for each origin that his words have), those through whom the words came, the articles. Edges point from who prints or passes on to whose words
 * they are; articles of one origin are joined as copies, which is our own guess and marked so.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

struct drawing {
    json_t *nodes, *edges, *known; /* known: a node's key to its number; an edge's key to true */
};

/* The node of that key, made when there is none; `fresh`: it was. */
static json_t *node(struct drawing *in, const char *key, const char *kind, const char *label, bool *fresh)
{
    json_t *number = json_object_get(in->known, key);
    *fresh = !number;
    if (number)
        return json_array_get(in->nodes, (size_t)json_integer_value(number));
    size_t id = json_array_size(in->nodes);
    json_t *out = json_pack("{s:I, s:s, s:s?, s:n, s:n, s:n, s:n, s:n, s:n, s:[]}", "id", (json_int_t)id, "kind", kind, "label", label, "article", "outlet", "published", "naming",
                            "access", "origin", "answers");
    json_object_set_new(in->known, key, json_integer((json_int_t)id));
    json_array_append_new(in->nodes, out);
    return out;
}

static json_int_t id_of(const json_t *one)
{
    return json_integer_value(json_object_get(one, "id"));
}

static void edge(struct drawing *in, const json_t *from, const json_t *to, const char *kind, const char *answer, bool certain)
{
    char key[96];
    snprintf(key, sizeof key, "e%lld %lld %s %s", (long long)id_of(from), (long long)id_of(to), kind, answer ? answer : "");
    if (json_object_get(in->known, key))
        return;
    json_object_set_new(in->known, key, json_true());
    json_array_append_new(in->edges, json_pack("{s:I, s:I, s:s, s:s?, s:b}", "from", id_of(from), "to", id_of(to), "kind", kind, "answer", answer, "certain", certain));
}

static void add_answer(json_t *one, const char *answer)
{
    json_t *answers = json_object_get(one, "answers");
    for (size_t i = 0; answer && i < json_array_size(answers); i++)
        if (strcmp(json_string_value(json_array_get(answers, i)), answer) == 0)
            return;
    if (answer)
        json_array_append_new(answers, json_string(answer));
}

static json_t *keyed(struct drawing *in, char mark, json_int_t number, const char *name, const char *kind, bool *fresh)
{
    char *key = sqlite3_mprintf("%c%lld %s", mark, (long long)number, name ? name : "");
    json_t *out = key ? node(in, key, kind, name, fresh) : NULL;
    sqlite3_free(key);
    return out;
}

/* The article of this number; they stand in the order of their numbers, thousands of them. NULL: not there. */
static const json_t *article_at(const json_t *articles, json_int_t number)
{
    size_t low = 0, high = json_array_size(articles);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const json_t *one = json_array_get(articles, middle);
        json_int_t here = json_integer_value(json_object_get(one, "article"));
        if (here == number)
            return one;
        if (here < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static json_t *article_node(struct drawing *in, const json_t *articles, json_int_t number)
{
    bool fresh;
    json_t *out = keyed(in, 'a', number, "", "article", &fresh);
    const json_t *one = fresh && out ? article_at(articles, number) : NULL;
    if (one) {
        json_t *outlet = json_object_get(one, "outlet");
        json_object_set(out, "label", json_is_string(outlet) ? outlet : json_object_get(one, "id"));
        json_object_set(out, "article", json_object_get(one, "article"));
        json_object_set(out, "outlet", outlet);
        json_object_set(out, "published", json_object_get(one, "published"));
        json_object_set(out, "origin", json_object_get(one, "origin"));
    }
    return out;
}

/* A speaker of several claims was in the room if one of them says so, and so on down. */
static void take_access(json_t *speaker, const json_t *claim)
{
    static const char *const RANKS[] = {"in-room", "told", "document"};
    const char *had = json_string_value(json_object_get(speaker, "access")), *has = json_string_value(json_object_get(claim, "access"));
    for (size_t i = 0; had && i < sizeof RANKS / sizeof *RANKS; i++) {
        if (strcmp(had, RANKS[i]) == 0)
            return;
        if (has && strcmp(has, RANKS[i]) == 0)
            break;
    }
    json_object_set(speaker, "access", json_object_get(claim, "access"));
}

static void draw_claim(struct drawing *in, const json_t *articles, const json_t *claim)
{
    bool fresh;
    const json_t *chain = json_object_get(claim, "chain");
    const char *answer = json_string_value(json_object_get(claim, "answer"));
    json_int_t origin = json_integer_value(json_object_get(claim, "origin"));
    json_t *last = article_node(in, articles, json_integer_value(json_object_get(claim, "case_article")));
    json_t *speaker = keyed(in, 's', origin, json_string_value(json_object_get(claim, "speaker")), "speaker", &fresh);
    for (size_t i = 0; last && i + 1 < json_array_size(chain); i++) {
        const char *name = json_string_value(json_array_get(chain, i));
        json_t *through = keyed(in, 't', 0, name ? name : "somebody", "through", &fresh);
        if (through)
            edge(in, last, through, "cites", answer, true);
        last = through;
    }
    if (!last || !speaker)
        return;
    json_object_set(speaker, "naming", json_object_get(claim, "naming"));
    take_access(speaker, claim);
    json_object_set(speaker, "origin", json_object_get(claim, "origin"));
    add_answer(speaker, answer);
    edge(in, last, speaker, "cites", answer, true);
}

/* Articles of one origin: each after the first copies, or both copy what we do not have. */
static void draw_copies(struct drawing *in)
{
    for (size_t i = 0; i < json_array_size(in->nodes); i++) {
        const json_t *later = json_array_get(in->nodes, i), *origin = json_object_get(later, "origin");
        for (size_t j = 0; j < i && json_is_integer(json_object_get(later, "article")); j++) {
            const json_t *earlier = json_array_get(in->nodes, j);
            if (!json_is_integer(json_object_get(earlier, "article")) || !json_equal(json_object_get(earlier, "origin"), origin))
                continue;
            edge(in, later, earlier, "copies", NULL, false);
            break;
        }
    }
}

json_t *origins_draw(const json_t *accounts, int question)
{
    const json_t *one = json_array_get(json_object_get(accounts, "questions"), (size_t)question), *claims = json_object_get(one, "claims");
    const json_t *counts = json_object_get(one, "origins");
    struct drawing in = {json_array(), json_array(), json_object()};
    for (size_t i = 0; i < json_array_size(claims); i++)
        draw_claim(&in, json_object_get(accounts, "articles"), json_array_get(claims, i));
    draw_copies(&in);
    json_decref(in.known);
    return json_pack("{s:O, s:i, s:O, s:O, s:o, s:o}", "question", json_object_get(one, "text"), "id", question, "least", json_array_get(counts, 0), "most", json_array_get(counts, 1),
                     "nodes", in.nodes, "edges", in.edges);
}

enum hearsay_status hearsay_case_origins(struct hearsay_case *file, int question, char **json, size_t *n)
{
    char *text = NULL;
    *json = NULL;
    enum hearsay_status status = hearsay_case_accounts(file, NULL, 0, &text, NULL);
    json_t *accounts = text ? json_loads(text, 0, NULL) : NULL;
    free(text);
    if (status == HEARSAY_OK && (question < 0 || (size_t)question >= json_array_size(json_object_get(accounts, "questions"))))
        status = case_error(file, HEARSAY_NOTHING, "there is no question %d", question);
    if (status == HEARSAY_OK) {
        json_t *root = origins_draw(accounts, question);
        *json = root ? json_dumps(root, JSON_REAL_PRECISION(4)) : NULL;
        json_decref(root);
        status = *json ? HEARSAY_OK : case_memory(file);
    }
    json_decref(accounts);
    if (*json && n)
        *n = strlen(*json);
    return status;
}
