/* lint*.c: what wants a look, and above all what does not. */
#include "check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "compare_story.h"
#include "exchange/lint.h"
#include "report/spans.h"

/* Whether a phrase is one unnamed source. */
static bool is_one(const char *phrase)
{
    struct story story;
    struct arena arena;
    struct text text;
    story_open(&story);
    arena_init(&arena, 0);
    struct story_article *article = story_article(&story, "A", NULL);
    struct hearsay_attribution *one = story_say(article, phrase, "said", "the ferry sank that night");
    one->naming = HEARSAY_NAMING_ANONYMOUS;
    one->source.end = one->source.begin + (uint32_t)strlen(phrase);
    article->people[0].kind = HEARSAY_KIND_UNNAMED;
    assert_true(report_text(&arena, &article->record, &text));
    bool found = lint_is_one_unnamed(&article->record, &text, one);
    arena_release(&arena);
    story_close(&story);
    return found;
}

static void test_one_unnamed(void **state)
{
    static const char *const ONE[] = {"a senior official",       "An aide to the premier", "one of the officials", "One of the three, who read the notes", "the second official",
                                      "another diplomat",        "a person familiar with the talks", "a source close to the family", "the official", "an official with two agencies",
                                      "an aide to Premier Jane Roe", "a Republican close to Jane Roe", "a White House aide", "the source"};
    static const char *const MORE[] = {"two officials",   "officials",   "Officials in Karsova", "several people familiar with the talks", "people briefed on it", "sources", "all three",
                                       "a number of aides", "a group of lawmakers", "the officials", "they", "a dozen diplomats", "an official and a diplomat", "12 officials",
                                       "some in the room", "the police", "current and former officials", "",
                                       /* things, whom the article names elsewhere, and anybody */
                                       "one sign", "a campaign email today", "a 1997 consent agreement", "the left", "the comedian", "the Nevada Democrat", "one",
                                       "One of the architects of the bill, Representative Jane Roe", "a columnist Jane Roe"};
    for (size_t i = 0; i < sizeof ONE / sizeof *ONE; i++)
        if (!is_one(ONE[i]))
            fail_msg("'%s' is one source", ONE[i]);
    for (size_t i = 0; i < sizeof MORE / sizeof *MORE; i++)
        if (is_one(MORE[i]))
            fail_msg("'%s' is not one source", MORE[i]);
}

static struct hearsay_lint *lint(struct story *story, size_t n_drafts, enum hearsay_status expected)
{
    struct hearsay_lint *found = NULL;
    assert_int_equal(hearsay_lint(NULL, story->records, n_drafts, story->n, &found), expected);
    assert_non_null(found);
    return found;
}

static struct hearsay_attribution *unnamed(struct story_article *article, const char *phrase, const char *cue, const char *content)
{
    struct hearsay_attribution *one = story_say(article, phrase, cue, content);
    one->naming = HEARSAY_NAMING_ANONYMOUS;
    one->source.end = one->source.begin + (uint32_t)strlen(phrase);
    article->people[one->speaker].kind = HEARSAY_KIND_UNNAMED;
    return one;
}

static void test_sources(void **state)
{
    struct story story;
    story_open(&story);
    struct story_article *draft = story_article(&story, "Draft", NULL);
    story_say(draft, "Anna Berg", "said", "the ferry sank");
    unnamed(draft, "An official", "said", "the captain was asleep that night");
    unnamed(draft, "Two officials", "said", "the lights were out at the pier");
    struct hearsay_attribution *hearsay = story_say(draft, "", "reportedly", "the owner fled to the mountains");
    hearsay->act = HEARSAY_ACT_HEARSAY;
    hearsay->naming = HEARSAY_NAMING_NONE;
    hearsay->source = (struct hearsay_span){0, 0};
    hearsay = story_say(draft, "", "reportedly", "no one was hurt");
    hearsay->act = HEARSAY_ACT_HEARSAY;
    hearsay->source = (struct hearsay_span){0, 0};
    hearsay = story_say(draft, "", "is expected", "the port to close next week"); /* a forecast, not hearsay */
    hearsay->act = HEARSAY_ACT_HEARSAY;
    hearsay->source = (struct hearsay_span){0, 0};
    unnamed(draft, "A clerk", "asked", "who would pay for the ship")->act = HEARSAY_ACT_ASK;
    struct hearsay_lint *found = lint(&story, 1, HEARSAY_OK);
    assert_int_equal(found->n_findings, 2);
    assert_int_equal(found->findings[0].doubt, HEARSAY_DOUBT_UNNAMED);
    assert_int_equal(found->findings[0].attribution, 1);
    assert_int_equal(found->findings[1].doubt, HEARSAY_DOUBT_NONE);
    assert_int_equal(found->findings[1].attribution, 3);
    assert_int_equal(found->n_statements, 6);
    hearsay_lint_free(found);
    story_close(&story);
}

/* A second source that confirms right behind, or says the same, takes it off the list. */
static void test_confirmed(void **state)
{
    struct story story;
    story_open(&story);
    struct story_article *draft = story_article(&story, "Draft", NULL);
    unnamed(draft, "An official", "said", "the captain was asleep that night");
    unnamed(draft, "A second official", "confirmed", "that account")->act = HEARSAY_ACT_CONFIRM;
    hearsay_lint_free(lint(&story, 1, HEARSAY_NOTHING));
    story_close(&story);
}

static const struct hearsay_finding *copy_of(const struct hearsay_lint *found, int attribution)
{
    for (size_t i = 0; i < found->n_findings; i++)
        if (found->findings[i].doubt == HEARSAY_DOUBT_COPY && found->findings[i].attribution == attribution)
            return &found->findings[i];
    return NULL;
}

static void test_copies(void **state)
{
    struct story story;
    story_open(&story);
    struct story_article *draft = story_article(&story, "Draft", NULL), *other = story_article(&story, "Other", "2024-05-01");
    story_say(draft, "Anna Berg", "said", "the old ferry had sunk in shallow water near the northern pier");
    story_say(draft, "Anna Berg", "said", "nobody had thought of asking the harbour master about it");
    story_say(draft, "Carl Dorn", "said", "\"we heard the very same words from her at the very same briefing\"");
    story_write(other, "It was raining. ");
    story_say(other, "Anna Berg", "said", "the old ferry had sunk in shallow water near the northern pier");
    story_say(other, "Mr. Dorn", "added", "\"we heard the very same words from her at the very same briefing\"");
    struct hearsay_lint *found = lint(&story, 1, HEARSAY_OK);
    const struct hearsay_finding *copy = copy_of(found, 0);
    assert_non_null(copy);
    assert_int_equal(copy->other, 1);
    assert_memory_equal(other->text + copy->other_at.begin, "Anna Berg said the old ferry", 28);
    assert_int_equal(copy->other_at.end - copy->other_at.begin, strlen("Anna Berg said the old ferry had sunk in shallow water near the northern pier"));
    assert_null(copy_of(found, 1)); /* the writer's own */
    assert_null(copy_of(found, 2)); /* the speaker's, and both heard it */
    hearsay_lint_free(found);
    story_close(&story);
}

static void test_contrary(void **state)
{
    static const char *const LINES[] = {"the harvest was late this year", "ferries run on Sundays again", "the choir won a prize in spring", "taxes on salt should fall"};
    for (int told = 0; told < 2; told++) {
        struct story story;
        story_open(&story);
        struct story_article *draft = story_article(&story, "Draft", "2024-05-02");
        story_say(draft, "Anna Berg", "said", "Maren accepted the offer of the port");
        if (told) /* the draft has both sides itself */
            story_say(draft, "Carl Dorn", "said", "Maren did not accept the offer of the port");
        struct story_article *other = story_article(&story, "Other", "2024-05-01");
        story_say(other, "Carl Dorn", "said", "Maren did not accept the offer of the port");
        for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
            story_say(other, "Emil Frost", "said", LINES[i]);
        for (size_t i = 0; i < story.n; i++)
            for (size_t p = 0; p < story.articles[i].record.n_people; p++)
                story_mentions(&story.articles[i], (int)p);
        struct hearsay_lint *found = NULL;
        hearsay_lint(NULL, story.records, 1, story.n, &found);
        size_t n = 0;
        for (size_t i = 0; i < found->n_findings; i++)
            n += found->findings[i].doubt == HEARSAY_DOUBT_CONTRARY;
        assert_int_equal(n, told ? 0 : 1);
        hearsay_lint_free(found);
        story_close(&story);
    }
}

static void test_written(void **state)
{
    struct story story;
    struct hearsay_terminal terminal = {60, false};
    char *out;
    size_t n;
    story_open(&story);
    struct story_article *draft = story_article(&story, "Draft", NULL);
    story_write(draft, "One.\n\nTwo.\n\n");
    unnamed(draft, "An official", "said", "the captain \x1B[31m was asleep that night");
    struct hearsay_lint *found = lint(&story, 1, HEARSAY_OK);
    assert_int_equal(hearsay_lint_terminal(found, &terminal, &out, &n), HEARSAY_OK);
    assert_non_null(strstr(out, "1 of 1 statements"));
    assert_non_null(strstr(out, "Paragraph 3. One unnamed source: An official"));
    assert_null(strchr(out, '\x1B'));
    free(out);
    assert_int_equal(hearsay_lint_json(found, &out, &n), HEARSAY_OK);
    json_t *object = json_loads(out, JSON_REJECT_DUPLICATES, NULL), *finding = json_array_get(json_object_get(object, "findings"), 0);
    assert_string_equal(json_string_value(json_object_get(finding, "kind")), "one-unnamed-source");
    assert_true(json_is_null(json_object_get(finding, "other")));
    json_decref(object);
    free(out);
    hearsay_lint_free(found);
    hearsay_lint_free(NULL);
    story_close(&story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_unnamed), cmocka_unit_test(test_sources), cmocka_unit_test(test_confirmed),
                                       cmocka_unit_test(test_copies),      cmocka_unit_test(test_contrary), cmocka_unit_test(test_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
