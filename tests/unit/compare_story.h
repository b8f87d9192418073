/* Records built in a test: articles, and statements laid into their text as "SOURCE CUE CONTENT. ". */
#ifndef TESTS_UNIT_COMPARE_STORY_H
#define TESTS_UNIT_COMPARE_STORY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare/compare.h"

enum { STORY_ARTICLES = 256, STORY_STATEMENTS = 64, STORY_PEOPLE = 16 };

struct story_article {
    struct hearsay_record record;
    struct hearsay_attribution statements[STORY_STATEMENTS];
    struct hearsay_span contents[STORY_STATEMENTS];
    int chains[STORY_STATEMENTS];
    struct hearsay_person people[STORY_PEOPLE];
    struct hearsay_span mentions[STORY_PEOPLE][STORY_STATEMENTS];
    char names[STORY_PEOPLE][64], id[32];
    char text[8192];
};
struct story {
    struct story_article *articles; /* malloc'd */
    const struct hearsay_record *records[STORY_ARTICLES];
    size_t n;
    struct hearsay_accounts *accounts;
};

static inline void story_open(struct story *story)
{
    *story = (struct story){.articles = calloc(STORY_ARTICLES, sizeof *story->articles)};
}

static inline void story_close(struct story *story)
{
    hearsay_accounts_free(story->accounts);
    free(story->articles);
}

static inline struct story_article *story_article(struct story *story, const char *outlet, const char *published)
{
    struct story_article *article = &story->articles[story->n];
    snprintf(article->id, sizeof article->id, "a%zu", story->n);
    article->record = (struct hearsay_record){.id = article->id, .input = "test", .outlet = outlet, .published = published, .text = article->text,
                                              .people = article->people, .attributions = article->statements};
    story->records[story->n++] = &article->record;
    return article;
}

/* Plain ASCII, so that a byte is a code point. */
static inline uint32_t story_write(struct story_article *article, const char *text)
{
    uint32_t begin = (uint32_t)article->record.n_bytes;
    snprintf(article->text + begin, sizeof article->text - begin, "%s", text);
    article->record.n_bytes = strlen(article->text);
    article->record.n_points = (uint32_t)article->record.n_bytes;
    return begin;
}

static inline int story_person(struct story_article *article, const char *name, enum hearsay_kind kind)
{
    size_t n = article->record.n_people;
    for (size_t i = 0; i < n; i++)
        if (strcmp(article->people[i].name, name) == 0)
            return (int)i;
    snprintf(article->names[n], sizeof article->names[n], "%s", name);
    article->people[n] = (struct hearsay_person){.name = article->names[n], .kind = kind, .mentions = article->mentions[n]};
    return (int)article->record.n_people++;
}

/* Every place where the person's last name stands. */
static inline void story_mentions(struct story_article *article, int person)
{
    const char *last = strrchr(article->people[person].name, ' ');
    last = last ? last + 1 : article->people[person].name;
    size_t n = 0;
    for (const char *at = article->text; n < STORY_STATEMENTS && (at = strstr(at, last)); at++) {
        uint32_t begin = (uint32_t)(at - article->text);
        article->mentions[person][n++] = (struct hearsay_span){begin, begin + (uint32_t)strlen(last)};
    }
    article->people[person].n_mentions = n;
}

static inline struct hearsay_attribution *story_say(struct story_article *article, const char *source, const char *cue, const char *content)
{
    size_t n = article->record.n_attributions++;
    struct hearsay_attribution *one = &article->statements[n];
    bool named = strchr(source, ' ') != NULL || strcmp(source, "Korland") == 0;
    int person = *source ? story_person(article, source, named ? HEARSAY_KIND_PERSON : HEARSAY_KIND_UNNAMED) : HEARSAY_NONE;
    *one = (struct hearsay_attribution){.parent = HEARSAY_NONE, .speaker = person, .act = HEARSAY_ACT_STATE, .form = HEARSAY_FORM_INDIRECT,
                                        .naming = HEARSAY_NAMING_NAMED, .confidence = 0.9, .content = &article->contents[n], .n_content = 1};
    one->source.begin = story_write(article, source);
    one->source.end = story_write(article, " ");
    one->cue.begin = story_write(article, cue);
    one->cue.end = story_write(article, " ");
    article->contents[n].begin = story_write(article, content);
    article->contents[n].end = story_write(article, ". ");
    article->chains[n] = person;
    one->chain = &article->chains[n];
    one->n_chain = person >= 0;
    return one;
}

/* An article that meets nothing, so that words have a rarity. */
static inline void story_chatter(struct story *story)
{
    struct story_article *article = story_article(story, "Filler", NULL);
    static const char *const LINES[] = {"the harvest was late this year", "ferries run on Sundays again", "the choir won a prize in spring",
                                        "taxes on salt should fall", "nurses were promised a raise", "the museum sold two paintings"};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        story_say(article, "Emil Frost", "said", LINES[i]);
}

static inline enum hearsay_status story_compare(struct story *story, const char *const *questions, size_t n_questions)
{
    struct error error = {""};
    for (size_t i = 0; i < story->n; i++)
        for (size_t p = 0; p < story->articles[i].record.n_people; p++)
            story_mentions(&story->articles[i], (int)p);
    hearsay_accounts_free(story->accounts);
    return compare_records(story->records, story->n, questions, n_questions, NULL, &story->accounts, &error);
}

static inline size_t story_count(const struct story *story, enum hearsay_relation_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; story->accounts && i < story->accounts->n_questions; i++)
        for (size_t k = 0; k < story->accounts->questions[i].n_relations; k++)
            n += story->accounts->questions[i].relations[k].kind == kind;
    return n;
}

static inline size_t story_opposed(const struct story *story)
{
    return story_count(story, HEARSAY_RELATION_OPPOSES) + story_count(story, HEARSAY_RELATION_DENIES) + story_count(story, HEARSAY_RELATION_CHANGED);
}

#endif
