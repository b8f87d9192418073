/* See records_json.h. Trusts its input: it is a test's own. */
#include "records_json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *string_of(struct arena *arena, json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value ? arena_strndup(arena, value, strlen(value)) : NULL;
}

static struct hearsay_span span_of(json_t *pair)
{
    struct hearsay_span span = {0, 0};
    if (json_array_size(pair) == 2) {
        span.begin = (uint32_t)json_integer_value(json_array_get(pair, 0));
        span.end = (uint32_t)json_integer_value(json_array_get(pair, 1));
    }
    return span;
}

static struct hearsay_span *spans_of(struct arena *arena, json_t *list, size_t *n)
{
    *n = json_array_size(list);
    struct hearsay_span *spans = ARENA_NEW(arena, struct hearsay_span, *n + 1);
    for (size_t i = 0; i < *n; i++)
        spans[i] = span_of(json_array_get(list, i));
    return spans;
}

static int choice(json_t *object, const char *key, const char *const *names, int n)
{
    const char *value = json_string_value(json_object_get(object, key));
    for (int i = 0; value && i < n; i++)
        if (strcmp(value, names[i]) == 0)
            return i;
    return 0;
}

static int index_of(json_t *value)
{
    return json_is_integer(value) ? (int)json_integer_value(value) : HEARSAY_NONE;
}

static void person_of(struct arena *arena, json_t *from, struct hearsay_person *out)
{
    static const char *const KINDS[] = {"person", "organization", "group", "document", "unnamed"};
    out->name = string_of(arena, from, "name");
    out->kind = (enum hearsay_kind)choice(from, "kind", KINDS, 5);
    out->mentions = spans_of(arena, json_object_get(from, "mentions"), &out->n_mentions);
}

static void attribution_of(struct arena *arena, json_t *from, struct hearsay_attribution *out)
{
    static const char *const FORMS[] = {"direct", "mixed", "indirect"};
    static const char *const NAMINGS[] = {"", "named", "role", "collective", "anonymous", "document"};
    static const char *const ACCESSES[] = {"unknown", "in-room", "told", "document"};
#define X(code, name) name,
    static const char *const ACTS[] = {HEARSAY_ACT_TABLE(X)};
#undef X
    json_t *chain = json_object_get(from, "chain");
    out->parent = index_of(json_object_get(from, "parent"));
    out->source = span_of(json_object_get(from, "source"));
    out->cue = span_of(json_object_get(from, "cue"));
    out->content = spans_of(arena, json_object_get(from, "content"), &out->n_content);
    out->form = (enum hearsay_form)choice(from, "form", FORMS, 3);
    out->act = (enum hearsay_act)choice(from, "act", ACTS, (int)(sizeof ACTS / sizeof *ACTS));
    out->negated = json_is_true(json_object_get(from, "negated"));
    out->speaker = index_of(json_object_get(from, "speaker"));
    out->n_chain = json_array_size(chain);
    int *links = ARENA_NEW(arena, int, out->n_chain + 1);
    for (size_t i = 0; i < out->n_chain; i++)
        links[i] = index_of(json_array_get(chain, i));
    out->chain = links;
    out->naming = (enum hearsay_naming)choice(from, "naming", NAMINGS, 6);
    out->access = (enum hearsay_access)choice(from, "access", ACCESSES, 4);
    out->confidence = json_number_value(json_object_get(from, "confidence"));
}

static struct hearsay_record *record_of(struct arena *arena, json_t *from)
{
    struct hearsay_record *record = ARENA_NEW(arena, struct hearsay_record, 1);
    json_t *people = json_object_get(from, "people"), *attributions = json_object_get(from, "attributions");
    record->id = string_of(arena, from, "id");
    record->url = string_of(arena, from, "url");
    record->outlet = string_of(arena, from, "outlet");
    record->published = string_of(arena, from, "published");
    record->title = string_of(arena, from, "title");
    record->text = string_of(arena, from, "text");
    record->n_bytes = strlen(record->text);
    for (size_t i = 0; i < record->n_bytes; i++)
        record->n_points += ((unsigned char)record->text[i] & 0xC0) != 0x80;
    record->n_people = json_array_size(people);
    record->n_attributions = json_array_size(attributions);
    struct hearsay_person *persons = ARENA_NEW(arena, struct hearsay_person, record->n_people + 1);
    struct hearsay_attribution *made = ARENA_NEW(arena, struct hearsay_attribution, record->n_attributions + 1);
    for (size_t i = 0; i < record->n_people; i++)
        person_of(arena, json_array_get(people, i), &persons[i]);
    for (size_t i = 0; i < record->n_attributions; i++)
        attribution_of(arena, json_array_get(attributions, i), &made[i]);
    record->people = persons;
    record->attributions = made;
    return record;
}

bool records_load(struct records *records, const char *path)
{
    FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    char *line = NULL;
    size_t size = 0;
    arena_init(&records->arena, 0);
    records->n = 0;
    if (!file) {
        perror(path);
        return false;
    }
    while (records->n < RECORDS_MAX && getline(&line, &size, file) > 0) {
        json_error_t error;
        json_t *object = json_loads(line, 0, &error);
        if (!object) {
            fprintf(stderr, "%s: %s\n", path, error.text);
            continue;
        }
        records->items[records->n++] = record_of(&records->arena, object);
        json_decref(object);
    }
    free(line);
    if (file != stdin)
        fclose(file);
    return true;
}

void records_release(struct records *records)
{
    arena_release(&records->arena);
    records->n = 0;
}
