/* A correction checked, put into its shortest form, and kept.
 *
 * Each kind has a function that looks whether what it names is there and gives the fields that are kept; anything else in the object is left out. Places are kept as
 * offsets, never as row numbers. The same correction twice is one decision. Keeping it, working out what stands and writing the index rows
 * of the articles that it bears on are one transaction.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

enum { CORRECTION_MAX_BYTES = 1 << 20, WORDS_MAX_BYTES = 4096, NAME_MAX_BYTES = 400, SPANS_MAX = 64, ARTICLES_MAX = 10000 };

struct correction {
    struct hearsay_case *file;
    const json_t *given;
    json_t *kept;        /* what is kept of it */
    json_t *articles;    /* that it bears on */
};

static enum hearsay_status refuse(struct correction *in, const char *why)
{
    return case_error(in->file, HEARSAY_ARGUMENT, "the correction: %s", why);
}

/* A string that says something, not too long. */
static const char *string_at(const json_t *object, const char *key, size_t max)
{
    const json_t *value = json_object_get(object, key);
    const char *words = json_string_value(value);
    if (!words || json_string_length(value) > max || strlen(words) != json_string_length(value))
        return NULL;
    return words[strspn(words, " \t\r\n")] ? words : NULL;
}

static const char *name_at(const json_t *object, const char *key)
{
    char folded[IDENTITY_KEY_BYTES];
    const char *name = string_at(object, key, NAME_MAX_BYTES);
    identity_key(name, folded);
    return folded[0] ? name : NULL;
}

/* ---- places ---- */

static bool read_pair(const json_t *pair, const struct hearsay_record *record, struct hearsay_span *out)
{
    const json_t *first = json_array_get(pair, 0), *second = json_array_get(pair, 1);
    json_int_t begin = json_integer_value(first), end = json_integer_value(second);
    if (json_array_size(pair) != 2 || !json_is_integer(first) || !json_is_integer(second) || begin < 0 || begin >= end || end > (json_int_t)record->n_points)
        return false;
    *out = (struct hearsay_span){(uint32_t)begin, (uint32_t)end};
    return true;
}

/* [b, e] or [[b, e], …]; 0: neither. */
static size_t read_content(const json_t *content, const struct hearsay_record *record, struct hearsay_span spans[SPANS_MAX])
{
    size_t n = json_array_size(content);
    if (json_is_integer(json_array_get(content, 0)))
        return read_pair(content, record, &spans[0]) ? 1 : 0;
    for (size_t i = 0; i < n && n <= SPANS_MAX; i++)
        if (!read_pair(json_array_get(content, i), record, &spans[i]))
            return 0;
    return n <= SPANS_MAX ? n : 0;
}

/* The content's offsets as an array; NULL: no attribution is meant. *number: the one that is. */
static json_t *place_content(const json_t *place, const struct hearsay_record *record, int *number)
{
    struct hearsay_span spans[SPANS_MAX];
    const json_t *attribution = json_object_get(place, "attribution"), *content = json_object_get(place, "content");
    const struct hearsay_span *all = spans;
    size_t n = 0;
    *number = HEARSAY_NONE;
    if (content && !json_is_null(content)) {
        n = read_content(content, record, spans);
        *number = n ? kept_at_place(record, spans, n) : HEARSAY_NONE;
    } else if (json_is_integer(attribution) && json_integer_value(attribution) >= 0 && json_integer_value(attribution) < (json_int_t)record->n_attributions) {
        *number = (int)json_integer_value(attribution);
        all = record->attributions[*number].content;
        n = record->attributions[*number].n_content;
    }
    json_t *out = *number == HEARSAY_NONE || n == 0 ? NULL : json_array();
    for (size_t i = 0; out && i < n; i++)
        json_array_append_new(out, json_pack("[ii]", (int)all[i].begin, (int)all[i].end));
    return out;
}

/* Puts "article" and "content" into `out`. */
static enum hearsay_status take_place(struct correction *in, const json_t *place, json_t *out, int *number)
{
    const json_t *article = json_object_get(place, "article");
    struct kept kept;
    if (!json_is_integer(article))
        return refuse(in, "'article' is the case's number of an article");
    enum hearsay_status status = kept_load(in->file, json_integer_value(article), false, &kept);
    if (status != HEARSAY_OK)
        return status == HEARSAY_NOTHING ? refuse(in, "no such article") : status;
    json_t *content = place_content(place, kept.record, number);
    kept_release(&kept);
    if (!content)
        return refuse(in, "no attribution stands at this place");
    if (json_object_set_new(out, "article", json_integer(json_integer_value(article))) != 0 || json_object_set_new(out, "content", content) != 0 ||
        json_array_append_new(in->articles, json_integer(json_integer_value(article))) != 0)
        return case_memory(in->file);
    return HEARSAY_OK;
}

/* ---- kinds ---- */

static enum hearsay_status take_speaker(struct correction *in)
{
    int number;
    const json_t *speaker = json_object_get(in->given, "speaker");
    const char *name = name_at(in->given, "speaker");
    if (!speaker || (!json_is_null(speaker) && !name))
        return refuse(in, "'speaker' is a name, or null for nobody");
    json_object_set_new(in->kept, "speaker", name ? json_string(name) : json_null());
    return take_place(in, in->given, in->kept, &number);
}

static enum hearsay_status take_strike(struct correction *in)
{
    int number;
    return take_place(in, in->given, in->kept, &number);
}

static enum hearsay_status take_names(struct correction *in)
{
    const char *speaker = name_at(in->given, "speaker"), *into = name_at(in->given, "into");
    char one[IDENTITY_KEY_BYTES], other[IDENTITY_KEY_BYTES];
    if (!speaker || !into)
        return refuse(in, "'speaker' and 'into' are names");
    identity_key(speaker, one);
    identity_key(into, other);
    if (strcmp(one, other) == 0)
        return refuse(in, "'speaker' and 'into' are the same name");
    if (!identity_find(in->file, speaker, false))
        return refuse(in, "nobody of the name in 'speaker' speaks in this case");
    json_object_set_new(in->kept, "speaker", json_string(speaker));
    json_object_set_new(in->kept, "into", json_string(into));
    return HEARSAY_OK;
}

static enum hearsay_status take_merge(struct correction *in)
{
    enum hearsay_status status = take_names(in);
    if (status != HEARSAY_OK)
        return status;
    int64_t one = identity_find(in->file, json_string_value(json_object_get(in->kept, "speaker")), false);
    return one == identity_find(in->file, json_string_value(json_object_get(in->kept, "into")), false) ? refuse(in, "the two are one already") : HEARSAY_OK;
}

static enum hearsay_status take_apart(struct correction *in)
{
    enum hearsay_status status = take_merge(in);
    if (status != HEARSAY_OK)
        return status;
    return identity_find(in->file, json_string_value(json_object_get(in->kept, "into")), false) ? HEARSAY_OK : refuse(in, "nobody of the name in 'into' speaks in this case");
}

static bool has_person(const struct hearsay_record *record, const char *name)
{
    char wanted[IDENTITY_KEY_BYTES], key[IDENTITY_KEY_BYTES];
    identity_key(name, wanted);
    for (size_t i = 0; i < record->n_people; i++) {
        identity_key(record->people[i].name, key);
        if (strcmp(key, wanted) == 0)
            return true;
    }
    return false;
}

static enum hearsay_status take_split(struct correction *in)
{
    enum hearsay_status status = take_names(in);
    const json_t *articles = json_object_get(in->given, "articles");
    size_t n = json_array_size(articles);
    if (status == HEARSAY_OK && (n == 0 || n > ARTICLES_MAX))
        return refuse(in, "'articles' are the numbers of those in which the name means another");
    for (size_t i = 0; i < n && status == HEARSAY_OK; i++) {
        struct kept kept;
        json_int_t number = json_integer_value(json_array_get(articles, i));
        status = kept_load(in->file, number, false, &kept);
        if (status != HEARSAY_OK)
            return status == HEARSAY_NOTHING ? refuse(in, "no such article") : status;
        bool there = has_person(kept.record, json_string_value(json_object_get(in->kept, "speaker")));
        kept_release(&kept);
        if (!there)
            return refuse(in, "one of the articles knows nobody of this name");
        json_array_append_new(in->articles, json_integer(number));
    }
    if (status == HEARSAY_OK)
        json_object_set(in->kept, "articles", in->articles);
    return status;
}

static enum hearsay_status take_two(struct correction *in)
{
    const json_t *places = json_object_get(in->given, "places");
    json_t *kept = json_array();
    int number[2] = {HEARSAY_NONE, HEARSAY_NONE};
    enum hearsay_status status = json_array_size(places) == 2 ? HEARSAY_OK : refuse(in, "'places' are two places");
    for (size_t i = 0; i < 2 && status == HEARSAY_OK; i++) {
        json_t *place = json_object();
        json_array_append_new(kept, place);
        status = take_place(in, json_array_get(places, i), place, &number[i]);
    }
    if (status == HEARSAY_OK && json_integer_value(json_array_get(in->articles, 0)) == json_integer_value(json_array_get(in->articles, 1)) && number[0] == number[1])
        status = refuse(in, "the two places are one statement");
    json_object_set_new(in->kept, "places", kept);
    return status;
}

static enum hearsay_status take_question(struct correction *in)
{
    json_object_set_new(in->kept, "reversed", json_boolean(json_is_true(json_object_get(in->given, "reversed"))));
    return take_two(in);
}

static const struct {
    const char *kind;
    enum hearsay_status (*take)(struct correction *);
} KINDS[] = {{"speaker", take_speaker}, {"not-attribution", take_strike}, {"merge", take_merge}, {"not-same", take_apart},
             {"split", take_split},     {"same-question", take_question}, {"not-opposed", take_two}};

/* ---- keeping ---- */

enum hearsay_status correct_insert(struct hearsay_case *file, const struct decision *one, const json_t *articles, int64_t *decision)
{
    int64_t number = 0;
    enum hearsay_status status = sql_number(file, &number, "SELECT 1 + coalesce(max(decision), 0) FROM decided_decision", "");
    if (status == HEARSAY_OK)
        status = sql_run(file, "INSERT INTO decided_decision SELECT ?1, coalesce(?2, (SELECT value FROM case_about WHERE name = 'uid')), coalesce(nullif(?3, 0), ?1), ?4, nullif(?5, 0), ?6, ?7, ?8, ?9",
                         "isisissss", number, one->origin, one->origin_number, one->kind, one->undoes, one->correction, one->who, one->reason, one->made);
    for (size_t i = 0; i < json_array_size(articles) && status == HEARSAY_OK; i++)
        status = sql_run(file, "INSERT OR IGNORE INTO decided_bears VALUES (?, ?)", "ii", (int64_t)json_integer_value(json_array_get(articles, i)), number);
    if (status == HEARSAY_OK)
        status = log_settle(file, number);
    if (status == HEARSAY_OK)
        status = case_changed(file);
    *decision = number;
    return status;
}

static enum hearsay_status keep(struct correction *in, const char *kind, int64_t *decision)
{
    char now[32];
    int64_t same = 0;
    char *kept = json_dumps(in->kept, JSON_COMPACT | JSON_SORT_KEYS);
    if (!kept)
        return case_memory(in->file);
    store_now(now);
    enum hearsay_status status = sql_number(in->file, &same, "SELECT decision FROM derived_stands JOIN decided_decision USING (decision) WHERE kind = ? AND correction = ?",
                                            "ss", kind, kept);
    if (status == HEARSAY_OK && same) {
        *decision = same;
    } else if (status == HEARSAY_OK) {
        struct decision one = {.kind = kind, .correction = kept, .who = string_at(in->given, "who", WORDS_MAX_BYTES),
                               .reason = string_at(in->given, "reason", WORDS_MAX_BYTES), .made = now};
        status = correct_insert(in->file, &one, in->articles, decision);
    }
    free(kept);
    return status;
}

static enum hearsay_status take(struct correction *in, int64_t *decision)
{
    const char *kind = json_string_value(json_object_get(in->given, "kind"));
    size_t i = 0, n = sizeof KINDS / sizeof *KINDS;
    while (kind && i < n && strcmp(KINDS[i].kind, kind) != 0)
        i++;
    if (!kind || i == n)
        return refuse(in, "'kind' is one of speaker, merge, not-same, split, not-attribution, same-question, not-opposed");
    if (!string_at(in->given, "who", WORDS_MAX_BYTES) || !string_at(in->given, "reason", WORDS_MAX_BYTES))
        return refuse(in, "'who' decided and for what 'reason' must be told");
    enum hearsay_status status = case_write(in->file);
    if (status != HEARSAY_OK)
        return status;
    status = KINDS[i].take(in);
    if (status == HEARSAY_OK)
        status = keep(in, KINDS[i].kind, decision);
    return case_done(in->file, status);
}

enum hearsay_status hearsay_case_correct(struct hearsay_case *file, const char *correction, int64_t *decision)
{
    int64_t own;
    json_error_t about;
    size_t n = correction ? strnlen(correction, CORRECTION_MAX_BYTES + 1) : 0;
    json_t *given = n && n <= CORRECTION_MAX_BYTES ? json_loadb(correction, n, 0, &about) : NULL;
    struct correction in = {file, given, json_object(), json_array()};
    enum hearsay_status status = !json_is_object(given)          ? refuse(&in, "not a JSON object")
                                 : !in.kept || !in.articles ? case_memory(file)
                                                                 : take(&in, decision ? decision : &own);
    json_decref(given);
    json_decref(in.kept);
    json_decref(in.articles);
    return status;
}
