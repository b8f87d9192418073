/* The contract's record JSON made into a record again.
 *
 * Stored records come this way, and so does what people import: the JSON may be anybody's. Every span must lie inside the text, every index
 * inside its array, every word be one of the contract's, every count under its cap; parents must not go round in a circle.
 * What is wrong is named by its place ("attributions[3].cue") and the whole record refused: half a record would be a lie about the article.
 * Method: jansson's tree, walked once; after the first failure every step does nothing. All that is kept lives in the article's one arena.
 */
#include "store/parse.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "read/read.h"
#include "report/words.h"

enum { PEOPLE_MAX = 1 << 17, ATTRIBUTIONS_MAX = 1 << 17, SPANS_MAX = 1 << 20, STRING_MAX_BYTES = 1 << 20, DIAGNOSTICS_MOST = 16 };

struct parsing {
    struct article *article;
    struct error *error;
    const char *subject, *list; /* "people", "attributions" */
    size_t at;                  /* which one of the list */
    enum hearsay_status status; /* once it is not HEARSAY_OK nothing more is done */
};

static void refuse(struct parsing *in, enum hearsay_status status, const char *key, const char *why)
{
    if (in->status != HEARSAY_OK)
        return;
    in->status = status;
    if (in->list)
        error_set(in->error, status, "%s: %s[%zu].%s: %s", in->subject, in->list, in->at, key, why);
    else
        error_set(in->error, status, "%s: '%s': %s", in->subject, key, why);
}

static void *allocate(struct parsing *in, size_t n, size_t size)
{
    void *out = in->status == HEARSAY_OK ? arena_alloc(&in->article->arena, n, size) : NULL;
    if (!out)
        refuse(in, HEARSAY_MEMORY, "", "out of memory");
    return out;
}

static const char *string_of(struct parsing *in, const json_t *value, const char *key)
{
    if (!value || json_is_null(value) || in->status != HEARSAY_OK)
        return NULL;
    if (!json_is_string(value) || json_string_length(value) > STRING_MAX_BYTES) {
        refuse(in, HEARSAY_INPUT, key, json_is_string(value) ? "too long" : "not a string");
        return NULL;
    }
    const char *out = article_string(in->article, json_string_value(value), json_string_length(value));
    if (!out)
        refuse(in, HEARSAY_MEMORY, key, "out of memory");
    return out;
}

static const char *string_at(struct parsing *in, const json_t *object, const char *key)
{
    return string_of(in, json_object_get(object, key), key);
}

/* The array at `key`, at most `max` long; absent counts as empty. */
static const json_t *array_at(struct parsing *in, const json_t *object, const char *key, size_t max, size_t *n)
{
    const json_t *array = json_object_get(object, key);
    *n = json_array_size(array);
    if (array && !json_is_array(array))
        refuse(in, HEARSAY_INPUT, key, "not an array");
    else if (*n > max)
        refuse(in, HEARSAY_TOO_LARGE, key, "too many");
    if (in->status != HEARSAY_OK)
        *n = 0;
    return array;
}

static const char *const *strings_at(struct parsing *in, const json_t *object, const char *key, size_t *n)
{
    const json_t *array = array_at(in, object, key, SPANS_MAX, n);
    const char **out = *n ? allocate(in, *n, sizeof *out) : NULL;
    for (size_t i = 0; out && i < *n; i++) {
        out[i] = string_of(in, json_array_get(array, i), key);
        if (!out[i])
            refuse(in, HEARSAY_INPUT, key, "not a string");
    }
    return out;
}

/* [b, e] inside the text; null is the absent one. */
static struct hearsay_span span_of(struct parsing *in, const json_t *value, const char *key)
{
    const json_t *first = json_array_get(value, 0), *second = json_array_get(value, 1);
    if (!value || json_is_null(value))
        return (struct hearsay_span){0, 0};
    json_int_t begin = json_integer_value(first), end = json_integer_value(second);
    if (json_array_size(value) != 2 || !json_is_integer(first) || !json_is_integer(second)) {
        refuse(in, HEARSAY_INPUT, key, "not a pair of offsets");
    } else if (begin < 0 || begin >= end || end > (json_int_t)in->article->fields.n_points) {
        refuse(in, HEARSAY_INPUT, key, "not inside the text");
    } else {
        return (struct hearsay_span){(uint32_t)begin, (uint32_t)end};
    }
    return (struct hearsay_span){0, 0};
}

static struct hearsay_span span_at(struct parsing *in, const json_t *object, const char *key)
{
    return span_of(in, json_object_get(object, key), key);
}

static const struct hearsay_span *spans_at(struct parsing *in, const json_t *object, const char *key, size_t *n)
{
    const json_t *array = array_at(in, object, key, SPANS_MAX, n);
    struct hearsay_span *out = *n ? allocate(in, *n, sizeof *out) : NULL;
    for (size_t i = 0; out && i < *n; i++) {
        out[i] = span_of(in, json_array_get(array, i), key);
        if (span_empty(out[i]))
            refuse(in, HEARSAY_INPUT, key, "an empty span");
    }
    return out;
}

/* An index under `n`; null is HEARSAY_NONE. */
static int index_of(struct parsing *in, const json_t *value, size_t n, const char *key)
{
    if (!value || json_is_null(value))
        return HEARSAY_NONE;
    json_int_t index = json_integer_value(value);
    if (json_is_integer(value) && index >= 0 && index < (json_int_t)n)
        return (int)index;
    refuse(in, HEARSAY_INPUT, key, "points at nothing");
    return HEARSAY_NONE;
}

/* The code whose word stands at `key`; codes from `first` on. */
static int code_among(struct parsing *in, const char *word, const char *key, int first, const char *(*word_of)(int))
{
    const char *known;
    for (int code = first; (known = word_of(code)); code++)
        if (strcmp(known, word) == 0)
            return code;
    refuse(in, HEARSAY_INPUT, key, "not one of the contract's words");
    return first;
}

static const char *kind_of(int code) { return kind_word((enum hearsay_kind)code); }
static const char *form_of(int code) { return form_word((enum hearsay_form)code); }
static const char *act_of(int code) { return act_word((enum hearsay_act)code); }
static const char *naming_of(int code) { return naming_word((enum hearsay_naming)code); }
static const char *access_of(int code) { return access_word((enum hearsay_access)code); }

static int code_at(struct parsing *in, const json_t *object, const char *key, int first, const char *(*word_of)(int))
{
    const char *word = json_string_value(json_object_get(object, key));
    if (word)
        return code_among(in, word, key, first, word_of);
    refuse(in, HEARSAY_INPUT, key, "missing");
    return first;
}

static void parse_person(struct parsing *in, const json_t *from, struct hearsay_person *to)
{
    size_t n_why;
    to->name = string_at(in, from, "name");
    if (!to->name)
        refuse(in, HEARSAY_INPUT, "name", "missing");
    to->kind = (enum hearsay_kind)code_at(in, from, "kind", 0, kind_of);
    to->titles = strings_at(in, from, "titles", &to->n_titles);
    to->mentions = spans_at(in, from, "mentions", &to->n_mentions);
    to->mention_why = strings_at(in, from, "mention_why", &n_why);
    if (to->mention_why && n_why != to->n_mentions)
        refuse(in, HEARSAY_INPUT, "mention_why", "not one for each mention");
}

static void parse_people(struct parsing *in, const json_t *root)
{
    struct hearsay_record *fields = &in->article->fields;
    const json_t *array = array_at(in, root, "people", PEOPLE_MAX, &fields->n_people);
    struct hearsay_person *people = fields->n_people ? allocate(in, fields->n_people, sizeof *people) : NULL;
    in->list = "people";
    for (in->at = 0; people && in->at < fields->n_people; in->at++)
        parse_person(in, json_array_get(array, in->at), &people[in->at]);
    in->list = NULL;
    fields->people = people;
}

static void parse_whose_word(struct parsing *in, const json_t *from, struct hearsay_attribution *to)
{
    size_t n_people = in->article->fields.n_people;
    const json_t *array = array_at(in, from, "chain", SPANS_MAX, &to->n_chain);
    int *chain = to->n_chain ? allocate(in, to->n_chain, sizeof *chain) : NULL;
    to->speaker = index_of(in, json_object_get(from, "speaker"), n_people, "speaker");
    for (size_t i = 0; chain && i < to->n_chain; i++) {
        chain[i] = index_of(in, json_array_get(array, i), n_people, "chain");
        if (chain[i] == HEARSAY_NONE)
            refuse(in, HEARSAY_INPUT, "chain", "points at nothing");
    }
    if (chain && chain[to->n_chain - 1] != to->speaker)
        refuse(in, HEARSAY_INPUT, "chain", "does not end with the speaker");
    to->chain = chain;
    const json_t *naming = json_object_get(from, "naming");
    to->naming = naming && !json_is_null(naming) ? (enum hearsay_naming)code_at(in, from, "naming", 1, naming_of) : HEARSAY_NAMING_NONE;
    to->access = (enum hearsay_access)code_at(in, from, "access", 0, access_of);
    to->access_evidence = span_at(in, from, "access_evidence");
}

static void parse_attribution(struct parsing *in, const json_t *from, struct hearsay_attribution *to)
{
    double confidence = json_number_value(json_object_get(from, "confidence"));
    to->parent = index_of(in, json_object_get(from, "parent"), in->article->fields.n_attributions, "parent");
    to->source = span_at(in, from, "source");
    to->cue = span_at(in, from, "cue");
    to->content = spans_at(in, from, "content", &to->n_content);
    to->form = (enum hearsay_form)code_at(in, from, "form", 0, form_of);
    to->act = (enum hearsay_act)code_at(in, from, "act", 0, act_of);
    to->negated = json_is_true(json_object_get(from, "negated"));
    parse_whose_word(in, from, to);
    to->addressee = string_at(in, from, "addressee");
    to->when = string_at(in, from, "when");
    to->where = string_at(in, from, "where");
    to->why = string_at(in, from, "why");
    to->confidence = isfinite(confidence) ? fmin(fmax(confidence, 0), 1) : 0;
}

/* A parent's parents end. Each is walked once: `seen` is the number of the walk that came by, and a walk that meets itself is a circle. */
static void check_parents(struct parsing *in, const struct hearsay_attribution *all, size_t n)
{
    uint32_t *seen = n ? allocate(in, n, sizeof *seen) : NULL;
    for (size_t i = 0; seen && i < n; i++) {
        int at = (int)i;
        while (at != HEARSAY_NONE && seen[at] == 0) {
            seen[at] = (uint32_t)i + 1;
            at = all[at].parent;
        }
        in->at = i;
        if (at != HEARSAY_NONE && seen[at] == i + 1)
            refuse(in, HEARSAY_INPUT, "parent", "stands inside itself");
    }
}

static void parse_attributions(struct parsing *in, const json_t *root)
{
    struct hearsay_record *fields = &in->article->fields;
    const json_t *array = array_at(in, root, "attributions", ATTRIBUTIONS_MAX, &fields->n_attributions);
    struct hearsay_attribution *all = fields->n_attributions ? allocate(in, fields->n_attributions, sizeof *all) : NULL;
    in->list = "attributions";
    for (in->at = 0; all && in->at < fields->n_attributions; in->at++)
        parse_attribution(in, json_array_get(array, in->at), &all[in->at]);
    if (all && in->status == HEARSAY_OK)
        check_parents(in, all, fields->n_attributions);
    in->list = NULL;
    fields->attributions = all;
}

static void parse_diagnostics(struct parsing *in, const json_t *root)
{
    size_t n;
    const json_t *array = array_at(in, root, "diagnostics", SPANS_MAX, &n);
    in->article->fields.n_diagnostics = 0; /* those that were written say it already */
    for (size_t i = 0; i < n && i < DIAGNOSTICS_MOST; i++) {
        const json_t *one = json_array_get(array, i);
        const char *message = json_string_value(json_object_get(one, "message"));
        json_int_t offset = json_integer_value(json_object_get(one, "offset"));
        if (message)
            article_diagnose(in->article, HEARSAY_INPUT, offset > 0 ? (uint64_t)offset : 0, "%s", message);
    }
}

static void parse_fields(struct parsing *in, const json_t *root)
{
    struct hearsay_record *fields = &in->article->fields;
    const json_t *text = json_object_get(root, "text");
    if (!json_is_string(text)) {
        refuse(in, HEARSAY_INPUT, "text", text ? "not a string" : "missing");
        return;
    }
    in->status = article_text(in->article, json_string_value(text), json_string_length(text), in->subject, in->error);
    if (in->status == HEARSAY_OK && article_blank(fields))
        refuse(in, HEARSAY_NOTHING, "text", "nothing but white space");
    fields->id = string_at(in, root, "id");
    fields->input = string_at(in, root, "input");
    fields->url = string_at(in, root, "url");
    fields->outlet = string_at(in, root, "outlet");
    fields->published = string_at(in, root, "published");
    fields->byline = string_at(in, root, "byline");
    fields->title = string_at(in, root, "title");
}

/* ---- an article with the fields that the caller has ---- */

static bool copy_field(struct article *article, const char *from, const char **to)
{
    *to = from ? arena_strndup(&article->arena, from, strlen(from)) : NULL;
    return !from || *to;
}

static uint32_t count_points(const char *s, size_t n)
{
    uint32_t points = 0;
    for (size_t i = 0; i < n; i++)
        points += (s[i] & 0xC0) != 0x80;
    return points;
}

struct article *parse_blank(const struct hearsay_record *from)
{
    struct article *article = article_new();
    struct hearsay_record *to = article ? &article->fields : NULL;
    if (!to)
        return NULL;
    to->text = arena_strndup(&article->arena, from->text, from->n_bytes);
    to->n_bytes = from->n_bytes;
    to->n_points = count_points(from->text, from->n_bytes);
    article->text = (struct text){.bytes = to->text, .n_bytes = to->n_bytes, .n_points = to->n_points};
    if (to->text && copy_field(article, from->id, &to->id) && copy_field(article, from->input, &to->input) &&
        copy_field(article, from->url, &to->url) && copy_field(article, from->outlet, &to->outlet) &&
        copy_field(article, from->published, &to->published) && copy_field(article, from->byline, &to->byline) &&
        copy_field(article, from->title, &to->title))
        return article;
    article_free(article);
    return NULL;
}

static void parse_root(struct parsing *in, const json_t *root, bool has_fields)
{
    const json_t *version = json_object_get(root, "hearsay");
    if (!json_is_object(root) || !json_is_integer(version)) {
        refuse(in, HEARSAY_INPUT, "hearsay", "not a record of this program");
        return;
    }
    if (json_integer_value(version) != 1)
        refuse(in, HEARSAY_UNSUPPORTED, "hearsay", "a record of another version");
    if (in->status == HEARSAY_OK && !has_fields)
        parse_fields(in, root);
    parse_people(in, root);
    parse_attributions(in, root);
    if (in->status == HEARSAY_OK)
        parse_diagnostics(in, root);
}

enum hearsay_status parse_record(const char *json, size_t n, const struct hearsay_record *fields, const char *subject,
                                 struct hearsay_record **out, struct error *error)
{
    json_error_t about;
    *out = NULL;
    json_t *root = json_loadb(json, n, JSON_ALLOW_NUL, &about);
    if (!root)
        return error_set(error, HEARSAY_INPUT, "%s: not JSON: %s (byte %d)", subject, about.text, about.position);
    struct parsing in = {fields ? parse_blank(fields) : article_new(), error, subject, NULL, 0, HEARSAY_OK};
    if (in.article)
        parse_root(&in, root, fields != NULL);
    else
        in.status = error_set(error, HEARSAY_MEMORY, "%s: out of memory", subject);
    json_decref(root);
    if (in.status == HEARSAY_OK)
        *out = &in.article->fields;
    else
        article_free(in.article);
    return in.status;
}
