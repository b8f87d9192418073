/* driver: runs attribute_people alone, on spans that are given instead of extracted, so that people, chains, naming and access can be
 * measured apart from extraction. Standard input: one JSON object a line, {"id", "outlet", "url", "published", "text",
 * "attributions": [{"source": [b, e] or null, "cue": …, "content": [[b, e], …], "parent": index or null}]}; standard output: the same with what was found.
 * Run by score.py; no model is needed. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attribute/attribute.h"

static struct raw_span words_of(const struct words *w, json_t *pair)
{
    if (!json_is_array(pair) || json_array_size(pair) != 2)
        return (struct raw_span){1, 0};
    uint32_t b = (uint32_t)json_integer_value(json_array_get(pair, 0)), e = (uint32_t)json_integer_value(json_array_get(pair, 1));
    if (b >= e)
        return (struct raw_span){1, 0};
    uint32_t first = words_at(w, b), last = first;
    while (last + 1 < w->n_words && w->words[last + 1].begin < e)
        last++;
    return first < w->n_words ? (struct raw_span){first, last} : (struct raw_span){1, 0};
}

static struct raw_list read_raw(const struct words *w, json_t *list)
{
    size_t n = json_array_size(list);
    struct raw_list raw = {calloc(n + 1, sizeof *raw.items), n, n};
    for (size_t i = 0; raw.items && i < n; i++) {
        json_t *from = json_array_get(list, i), *content = json_object_get(from, "content"), *parent = json_object_get(from, "parent");
        struct raw_attribution *to = &raw.items[i];
        to->source = words_of(w, json_object_get(from, "source"));
        to->cue = words_of(w, json_object_get(from, "cue"));
        for (size_t k = 0; k < json_array_size(content) && k < RAW_CONTENT_MAX; k++)
            to->content[to->n_content++] = words_of(w, json_array_get(content, k));
        to->parent = json_is_integer(parent) ? (int)json_integer_value(parent) : HEARSAY_NONE;
        to->inherits = HEARSAY_NONE;
        to->hearsay = json_is_true(json_object_get(from, "hearsay"));
    }
    return raw;
}

static json_t *string_or_null(const char *s) { return s ? json_string(s) : json_null(); }

static json_t *result(const struct hearsay_attribution *a, const struct hearsay_person *people, const struct text *text, struct arena *arena)
{
    static const char *const naming[] = {"", "named", "role", "collective", "anonymous", "document"};
    static const char *const access[] = {"unknown", "in-room", "told", "document"};
    json_t *chain = json_array();
    for (size_t k = 0; k < a->n_chain; k++)
        json_array_append_new(chain, json_string(people[a->chain[k]].name));
    char *evidence = span_empty(a->access_evidence) ? NULL : text_copy(arena, text, a->access_evidence);
    return json_pack("{s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o}", "speaker", string_or_null(a->speaker < 0 ? NULL : people[a->speaker].name), "chain", chain,
                     "naming", a->naming ? json_string(naming[a->naming]) : json_null(), "access", access[a->access],
                     "evidence", string_or_null(evidence), "addressee", string_or_null(a->addressee), "when", string_or_null(a->when),
                     "where", string_or_null(a->where));
}

static json_t *cast_of(const struct hearsay_person *people, size_t n, const struct text *text, struct arena *arena)
{
    json_t *list = json_array();
    for (size_t p = 0; p < n; p++) {
        json_t *mentions = json_array(), *titles = json_array();
        for (size_t k = 0; k < people[p].n_mentions; k++)
            json_array_append_new(mentions, json_pack("[i, i, s, s]", people[p].mentions[k].begin, people[p].mentions[k].end,
                                                      people[p].mention_why[k], text_copy(arena, text, people[p].mentions[k])));
        for (size_t k = 0; k < people[p].n_titles; k++)
            json_array_append_new(titles, json_string(people[p].titles[k]));
        json_array_append_new(list, json_pack("{s:s, s:i, s:o, s:o}", "name", people[p].name, "kind", people[p].kind, "titles", titles, "mentions", mentions));
    }
    return list;
}

static int one(json_t *article, const struct vocabulary *vocabulary)
{
    struct arena arena;
    struct text text;
    struct words words;
    size_t bad, n_people = 0;
    uint32_t first_bad;
    json_t *body = json_object_get(article, "text");
    arena_init(&arena, 0);
    if (text_check(&arena, json_string_value(body), json_string_length(body), &text, &bad, &first_bad) ||
        words_make(&arena, &text, vocabulary, &words))
        return 1;
    struct work work = {.arena = &arena, .text = &text, .words = &words, .raw = read_raw(&words, json_object_get(article, "attributions"))};
    struct hearsay_record fields = {.outlet = json_string_value(json_object_get(article, "outlet")), .url = json_string_value(json_object_get(article, "url")),
                                    .byline = json_string_value(json_object_get(article, "byline")),
                                    .published = json_string_value(json_object_get(article, "published")), .text = text.bytes};
    struct hearsay_attribution *out = calloc(work.raw.n + 1, sizeof *out);
    struct hearsay_person *people = NULL;
    if (!out || attribute_people(&work, &fields, out, &people, &n_people))
        return 1;
    json_t *list = json_array();
    for (size_t i = 0; i < work.raw.n; i++)
        json_array_append_new(list, result(&out[i], people, &text, &arena));
    json_t *o = json_pack("{s:O, s:o, s:o}", "id", json_object_get(article, "id"), "people", cast_of(people, n_people, &text, &arena), "attributions", list);
    json_dumpf(o, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(o);
    free(out);
    free(work.raw.items);
    arena_release(&arena);
    return 0;
}

int main(void)
{
    struct vocabulary *vocabulary = NULL;
    struct error error;
    static const char pieces[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    if (vocabulary_new(pieces, sizeof pieces - 1, &vocabulary, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 2;
    }
    char *line = NULL;
    size_t room = 0;
    int status = 0;
    while (!status && getline(&line, &room, stdin) > 0) {
        json_error_t why;
        json_t *article = json_loads(line, 0, &why);
        status = article ? one(article, vocabulary) : 2;
        json_decref(article);
    }
    free(line);
    vocabulary_free(vocabulary);
    return status;
}
