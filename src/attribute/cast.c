/* cast: the words of an article with what the lists say of them, and the growing tables of mentions and entities.
 *
 * Each word is lowered, stripped of accents and looked up once; every rule then works on flags and short strings. Entities hang in
 * buckets by their key (a last name), so that five thousand names do not meet each other. Tables are malloc'd while they grow
 * and capped; strings live in the article's arena.
 */
#include "attribute/cast.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Lower case, accents stripped, the curly apostrophe made straight. */
static char *fold(struct arena *arena, const char *s, size_t n)
{
    char *out = arena_alloc(arena, n * 2 + 1, 1), *to = out;
    const char *end = s + n;
    while (out && s < end) {
        utf8proc_int32_t point, parts[8];
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)s, end - s, &point);
        if (step <= 0) {
            s++;
            continue;
        }
        s += step;
        if (point < 0x80) {
            *to++ = (char)(point >= 'A' && point <= 'Z' ? point + 32 : point);
            continue;
        }
        if (point == 0x2019 || point == 0x2018) {
            *to++ = '\'';
            continue;
        }
        utf8proc_ssize_t n_parts = utf8proc_decompose_char(point, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, NULL);
        for (utf8proc_ssize_t k = 0; k < n_parts && k < 8 && (size_t)(to - out) + 4 <= n * 2; k++)
            to += utf8proc_encode_char(parts[k], (utf8proc_uint8_t *)to);
    }
    if (out)
        *to = '\0';
    return out;
}

char *cast_fold(struct cast *c, const char *s)
{
    char *folded = fold(c->arena, s, strlen(s));
    c->failed |= !folded;
    return folded;
}

static char *fold_words(struct cast *c, uint32_t first, uint32_t last)
{
    const struct text *text = c->work->text;
    uint32_t begin = text->byte_at[c->words[first].begin], end = text->byte_at[c->words[last].end];
    return fold(c->arena, text->bytes + begin, end - begin);
}

static enum tag_entity tag_of(const struct model *model, uint8_t label)
{
    const char *name = model && label < model->n_ner ? model->ner_labels[label] : "O";
    if (strstr(name, "PER"))
        return ENTITY_PERSON;
    if (strstr(name, "ORG"))
        return ENTITY_ORGANIZATION;
    if (strstr(name, "LOC") || strstr(name, "GPE") || strstr(name, "CITY") || strstr(name, "COUNTRY") || strstr(name, "STATE_OR"))
        return ENTITY_PLACE;
    return strcmp(name, "O") ? ENTITY_OTHER : ENTITY_NONE;
}

bool cast_init(struct cast *c, struct work *work, const struct hearsay_record *fields)
{
    size_t n = work->words->n_words, n_raw = work->raw.n;
    *c = (struct cast){.work = work, .fields = fields, .arena = work->arena, .words = work->words->words, .n = (uint32_t)n};
    c->lower = ARENA_NEW(c->arena, const char *, n + 1);
    c->flags = ARENA_NEW(c->arena, uint32_t, n + 1);
    c->tag = ARENA_NEW(c->arena, uint8_t, n + 1);
    c->at = ARENA_NEW(c->arena, int32_t, n + 1);
    c->bucket = ARENA_NEW(c->arena, int, CAST_BUCKETS);
    c->speaker = ARENA_NEW(c->arena, int, n_raw + 1);
    c->why = ARENA_NEW(c->arena, const char *, n_raw + 1);
    if (!c->lower || !c->flags || !c->tag || !c->at || !c->bucket || !c->speaker || !c->why)
        return false;
    for (int i = 0; i < CAST_BUCKETS; i++)
        c->bucket[i] = -1;
    for (uint32_t i = 0; i < c->n; i++) {
        if (!(c->lower[i] = fold_words(c, i, i)))
            return false;
        c->flags[i] = lexicon_flags(c->lower[i]);
        c->at[i] = -1;
        c->tag[i] = work->scores.ner ? (uint8_t)tag_of(work->model, work->scores.ner[i]) : ENTITY_NONE;
    }
    return true;
}

void cast_release(struct cast *c)
{
    free(c->mentions);
    free(c->entities);
    c->mentions = NULL;
    c->entities = NULL;
}

bool cast_capital(const struct cast *c, uint32_t i)
{
    if (i >= c->n)
        return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)text_point(c->work->text, c->words[i].begin));
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool cast_near(const struct cast *c, uint32_t i)
{
    return i + 1 < c->n && c->words[i + 1].begin <= c->words[i].end + 1 && c->words[i + 1].paragraph == c->words[i].paragraph;
}

bool cast_tight(const struct cast *c, uint32_t i)
{
    return i + 1 < c->n && c->words[i + 1].begin == c->words[i].end;
}

bool cast_sentence_start(const struct cast *c, uint32_t i)
{
    return i == 0 || c->work->words->sentences[c->words[i].sentence].begin == i || c->words[i - 1].quote == QUOTE_OPENING ||
           cast_one_of(c, i - 1, ": \" “ – — ) ]");
}

bool cast_quoted(const struct cast *c, uint32_t i)
{
    uint8_t quote = i < c->n ? c->words[i].quote : QUOTE_OUTSIDE;
    return quote == QUOTE_DOUBLE || quote == QUOTE_SINGLE || quote == QUOTE_SINGLE_IN_DOUBLE;
}

bool cast_is(const struct cast *c, uint32_t i, const char *lower)
{
    return i < c->n && strcmp(c->lower[i], lower) == 0;
}

bool cast_one_of(const struct cast *c, uint32_t i, const char *list)
{
    if (i >= c->n)
        return false;
    const char *word = c->lower[i];
    size_t n = strlen(word);
    for (const char *at = list; n && (at = strstr(at, word)); at += n)
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

bool cast_possessive(const struct cast *c, uint32_t last)
{
    if (!cast_tight(c, last) || !cast_is(c, last + 1, "'"))
        return false;
    size_t n = strlen(c->lower[last]);
    return (cast_tight(c, last + 1) && cast_is(c, last + 2, "s")) || (n && c->lower[last][n - 1] == 's');
}

char *cast_copy(struct cast *c, uint32_t first, uint32_t last)
{
    char *s = text_copy(c->arena, c->work->text, words_span(c->work->words, first, last));
    c->failed |= !s;
    return s;
}

char *cast_lower(struct cast *c, uint32_t first, uint32_t last)
{
    char *s = fold_words(c, first, last);
    c->failed |= !s;
    return s;
}

struct mention *cast_mention(struct cast *c, uint32_t first, uint32_t last)
{
    if (!vector_reserve(&c->mentions, c->n_mentions, &c->mention_capacity, sizeof *c->mentions, CAST_MENTIONS_MAX)) {
        c->failed |= c->n_mentions < CAST_MENTIONS_MAX;
        return NULL;
    }
    struct mention *m = &c->mentions[c->n_mentions++];
    *m = (struct mention){.first = first, .last = last, .name_first = first, .name_last = last, .entity = -1, .outlet = -1};
    return m;
}

size_t cast_names_before(const struct cast *c, uint32_t word)
{
    size_t low = 0, high = c->n_names;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->mentions[middle].first < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t cast_hash(const char *key)
{
    uint32_t h = 2166136261u;
    for (; *key; key++)
        h = (h ^ (uint8_t)*key) * 16777619u;
    return h & (CAST_BUCKETS - 1);
}

int cast_entity(struct cast *c, enum hearsay_kind kind, const char *name, const char *key)
{
    if (!name || !key ||
        !vector_reserve(&c->entities, c->n_entities, &c->entity_capacity, sizeof *c->entities, CAST_ENTITIES_MAX)) {
        c->failed |= !name || !key || c->n_entities < CAST_ENTITIES_MAX;
        return -1;
    }
    uint32_t h = cast_hash(key);
    int index = (int)c->n_entities++;
    c->entities[index] = (struct entity){.kind = kind, .name = name, .key = key, .outlet = -1, .affiliation = -1, .id = -1,
                                         .next = c->bucket[h], .first_word = UINT32_MAX};
    c->bucket[h] = index;
    return index;
}

void cast_title(struct cast *c, int entity, const char *title)
{
    struct entity *e = &c->entities[entity];
    for (uint32_t i = 0; title && i < e->n_titles; i++)
        if (strcmp(e->titles[i], title) == 0)
            return;
    if (title && e->n_titles < CAST_TITLES_MAX)
        e->titles[e->n_titles++] = title;
}

void cast_mark(struct cast *c, int entity, uint32_t first, uint32_t last, const char *why)
{
    struct mention *m = entity < 0 || first > last ? NULL : cast_mention(c, first, last);
    if (m) {
        m->entity = entity;
        m->of_source = true;
        m->why = why;
    }
}

bool cast_verb(const struct cast *c, uint32_t i)
{
    const struct model *model = c->work->model;
    return model && c->work->scores.pos && i < c->n && c->work->scores.pos[i] < model->n_pos && model->pos_labels[c->work->scores.pos[i]][0] == 'V';
}

struct word_run cast_sentence(const struct cast *c, uint32_t i)
{
    return c->n ? c->work->words->sentences[c->words[i < c->n ? i : c->n - 1].sentence] : (struct word_run){0, 0};
}
