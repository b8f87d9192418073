/* A text with its attributions marked, for the tests of people: "{s0 Mr. Smith} {c0 told} Reuters that {q0 the sky is blue}." Marks nest; an
 * attribution whose cue stands inside another's content is its child. Gives the people and attributions that attribute_people finds. */
#ifndef TESTS_PEOPLE_CASE_H
#define TESTS_PEOPLE_CASE_H

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "attribute/attribute.h"
#include "attribute/extract.h"

enum { CASE_MAX = 64 };

struct people_case {
    struct arena arena;
    struct text text;
    struct words words;
    struct work work;
    struct hearsay_attribution out[CASE_MAX];
    struct hearsay_person *people;
    size_t n_people, n;
    enum hearsay_status status;
};

struct case_mark { char kind; int index; uint32_t begin, end; };

/* Strips the marks; offsets are bytes, so the tests' texts are ASCII. */
static inline size_t case_strip(const char *marked, char *plain, struct case_mark *marks)
{
    size_t n = 0, n_marks = 0, open[64], depth = 0;
    for (const char *at = marked; *at; at++) {
        if (*at == '{' && strchr("scq", at[1]) && isdigit((unsigned char)at[2]) && depth < 64 && n_marks < 3 * CASE_MAX) {
            char *end;
            marks[n_marks] = (struct case_mark){at[1], (int)strtol(at + 2, &end, 10), (uint32_t)n, 0};
            open[depth++] = n_marks++;
            at = end; /* the blank after the number */
        } else if (*at == '}' && depth) {
            marks[open[--depth]].end = (uint32_t)n;
        } else {
            plain[n++] = *at;
        }
    }
    plain[n] = '\0';
    return n_marks;
}

static inline struct raw_span case_words(const struct words *w, uint32_t begin, uint32_t end)
{
    uint32_t first = words_at(w, begin), last = first;
    while (last + 1 < w->n_words && w->words[last + 1].begin < end)
        last++;
    return first < w->n_words && begin < end ? (struct raw_span){first, last} : (struct raw_span){1, 0};
}

static inline void case_parents(struct raw_list *raw)
{
    for (size_t i = 0; i < raw->n; i++)
        for (size_t j = 0; j < raw->n; j++) {
            struct raw_attribution *a = &raw->items[i], *b = &raw->items[j];
            for (uint32_t k = 0; i != j && k < b->n_content; k++)
                if (a->cue.first <= a->cue.last && b->content[k].first <= a->cue.first && a->cue.last <= b->content[k].last &&
                    (a->parent < 0 || raw->items[a->parent].content[0].first < b->content[k].first))
                    a->parent = (int)j;
        }
}

/* Set: what plain sentences enclose is looked for first, as the program does. */
static bool case_encloses;
/* Bytes that attribute_people may take from the arena; 0: as many as it wants. */
static size_t case_room;

static inline void case_run(struct people_case *t, const char *outlet, const char *published, const char *marked)
{
    static const char pieces[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    struct vocabulary *vocabulary = NULL;
    struct error error;
    struct case_mark marks[3 * CASE_MAX];
    char *plain = malloc(strlen(marked) + 1);
    size_t bad;
    uint32_t first_bad;
    memset(t, 0, sizeof *t);
    size_t n_marks = case_strip(marked, plain, marks);
    arena_init(&t->arena, 0);
    t->status = vocabulary_new(pieces, sizeof pieces - 1, &vocabulary, &error);
    t->status = t->status ? t->status : text_check(&t->arena, plain, strlen(plain), &t->text, &bad, &first_bad);
    t->status = t->status ? t->status : words_make(&t->arena, &t->text, vocabulary, &t->words);
    vocabulary_free(vocabulary);
    free(plain);
    if (t->status)
        return;
    struct raw_attribution *items = calloc(CASE_MAX, sizeof *items);
    for (int i = 0; i < CASE_MAX; i++) {
        items[i].parent = items[i].inherits = HEARSAY_NONE;
        items[i].source = items[i].cue = (struct raw_span){1, 0};
    }
    for (size_t k = 0; k < n_marks; k++) {
        struct raw_attribution *a = &items[marks[k].index];
        struct raw_span s = case_words(&t->words, marks[k].begin, marks[k].end);
        if (marks[k].kind == 's')
            a->source = s;
        else if (marks[k].kind == 'c')
            a->cue = s;
        else
            a->content[a->n_content++] = s;
        if ((size_t)marks[k].index >= t->n)
            t->n = (size_t)marks[k].index + 1;
    }
    t->work = (struct work){.arena = &t->arena, .text = &t->text, .words = &t->words, .raw = {items, t->n, CASE_MAX}};
    case_parents(&t->work.raw);
    t->status = case_encloses ? enclose_all(&t->work) : HEARSAY_OK;
    t->n = t->work.raw.n;
    struct hearsay_record fields = {.outlet = outlet, .published = published, .text = t->text.bytes};
    if (case_room)
        t->arena.max_bytes = t->arena.used_bytes + case_room;
    t->status = attribute_people(&t->work, &fields, t->out, &t->people, &t->n_people);
}

static inline void case_free(struct people_case *t)
{
    free(t->work.raw.items);
    arena_release(&t->arena);
}

static inline const char *case_speaker(const struct people_case *t, size_t i)
{
    return t->status || t->out[i].speaker < 0 ? NULL : t->people[t->out[i].speaker].name;
}

/* "A > B" */
static inline const char *case_chain(struct people_case *t, size_t i)
{
    char *s = arena_strndup(&t->arena, "", 0);
    for (size_t k = 0; k < t->out[i].n_chain; k++)
        s = arena_printf(&t->arena, "%s%s%s", s, k ? " > " : "", t->people[t->out[i].chain[k]].name);
    return s;
}

#endif
