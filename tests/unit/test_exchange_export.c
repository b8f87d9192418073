/* export.c and the writers: every format is what it says whatever the records hold, is the same twice, and keeps what can be kept. */
#include "check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "compare_story.h"
#include "exchange/exchange.h"

enum { N_FORMATS = HEARSAY_EXPORT_STIX + 1 };

static const char HOSTILE[] = "</script><script>x()</script>\"'<b>&amp;]]>";

/* Two sides on one question, a hostile article, one article twice, one without a date or a name. */
static void build(struct story *story)
{
    static const char *const LINES[] = {"the harvest was late this year", "ferries run on Sundays again", "the choir won a prize in spring"};
    story_open(story);
    struct story_article *filler = story_article(story, "Filler", "2024-05-01");
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        story_say(filler, "Emil Frost", "said", LINES[i]);
    story_say(story_article(story, "A", "2024-05-01"), "Anna Berg", "said", "Maren accepted the offer of the port");
    story_say(story_article(story, "B", "2024-05-02"), "Carl Dorn", "said", "Maren did not accept the offer of the port");
    struct story_article *hostile = story_article(story, HOSTILE, "not a date");
    hostile->record.title = HOSTILE;
    hostile->record.byline = "=cmd()";
    hostile->record.url = "javascript:alert(1)";
    story_say(hostile, "Eve <i>Evil", "said", "<img src=x onerror=alert(1)> Maren accepted the offer of the port");
    hostile->statements[0].when = "\" onmouseover=\"x";
    struct story_article *bare = story_article(story, NULL, NULL);
    story_write(bare, "Nothing was said here by anybody. ");
    for (int i = 0; i < 2; i++) { /* the very same article twice */
        struct story_article *twin = story_article(story, "Twin", "2024-05-03");
        strcpy(twin->id, "twin");
        story_say(twin, "Anna Berg", "said", "the ferry sank");
    }
    assert_int_equal(story_compare(story, NULL, 0), HEARSAY_OK);
}

static char *export_as(const struct story *story, enum hearsay_export format, bool accounts)
{
    char *out = NULL;
    size_t n = 0;
    assert_int_equal(hearsay_export(NULL, format, story->records, story->n, accounts ? story->accounts : NULL, &out, &n), HEARSAY_OK);
    assert_int_equal(strlen(out), n);
    return out;
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (; (text = strstr(text, what)); text += strlen(what))
        n++;
    return n;
}

static void test_same_twice(void **state)
{
    struct story story;
    build(&story);
    for (int format = 0; format < N_FORMATS; format++)
        for (int accounts = 0; accounts < 2; accounts++) {
            char *one = export_as(&story, (enum hearsay_export)format, accounts), *two = export_as(&story, (enum hearsay_export)format, accounts);
            assert_string_equal(one, two);
            assert_true(strlen(one) > 0);
            free(one);
            free(two);
        }
    story_close(&story);
}

static void test_html(void **state)
{
    static const char *const NEVER[] = {"<script", "<img", "<b>", "<i>", "javascript:", "\" onmouseover", "onerror=alert(1)>"};
    struct story story;
    build(&story);
    for (int accounts = 0; accounts < 2; accounts++) {
        char *page = export_as(&story, HEARSAY_EXPORT_HTML, accounts);
        for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
            assert_null(strstr(page, NEVER[i]));
        assert_non_null(strstr(page, "&lt;script&gt;"));
        assert_int_equal(count(page, "<p"), count(page, "</p>"));
        assert_int_equal(count(page, "<mark>"), count(page, "</mark>"));
        assert_int_equal(count(page, "<section"), count(page, "</section>"));
        assert_int_equal(count(page, "<bdi>"), count(page, "</bdi>"));
        assert_int_equal(count(page, "<main>"), 1);
        free(page);
    }
    char *page = export_as(&story, HEARSAY_EXPORT_HTML, true);
    assert_non_null(strstr(page, "Anna Berg"));
    assert_non_null(strstr(page, "Where accounts differ"));
    free(page);
    story_close(&story);
}

/* Every link inside the page leads somewhere, and no id stands twice. */
static void test_html_links(void **state)
{
    struct story story;
    build(&story);
    char *page = export_as(&story, HEARSAY_EXPORT_HTML, true), id[80];
    size_t n = 0;
    for (const char *at = page; (at = strstr(at, "href=\"#")); n++) {
        at += 7;
        snprintf(id, sizeof id, "id=\"%.*s\"", (int)strcspn(at, "\""), at);
        assert_int_equal(count(page, id), 1);
    }
    assert_true(n >= 3); /* the question, and a claim on either side */
    free(page);
    story_close(&story);
}

static void test_csv(void **state)
{
    struct story story;
    build(&story);
    char *csv = export_as(&story, HEARSAY_EXPORT_CSV, true);
    size_t rows = 1;
    for (size_t i = 0; i < story.n; i++)
        rows += story.records[i]->n_attributions;
    assert_int_equal(count(csv, "\r\n"), rows);
    assert_int_equal(count(csv, "\n"), rows);
    assert_null(strstr(csv, ",\"="));
    free(csv);
    story_close(&story);
}

/* Each line, or the whole, is JSON for a reader that had no part in it; ids stand once. */
static void test_json_formats(void **state)
{
    struct story story;
    build(&story);
    for (int accounts = 0; accounts < 2; accounts++) {
        static const enum hearsay_export WHOLE[] = {HEARSAY_EXPORT_WEBANNOTATION, HEARSAY_EXPORT_STIX}, LINES[] = {HEARSAY_EXPORT_JSONL, HEARSAY_EXPORT_FTM};
        for (int i = 0; i < 2; i++) {
            char *out = export_as(&story, WHOLE[i], accounts);
            json_t *object = json_loads(out, JSON_REJECT_DUPLICATES, NULL);
            assert_non_null(object);
            json_decref(object);
            free(out);
            out = export_as(&story, LINES[i], accounts);
            for (char *line = strtok(out, "\n"); line; line = strtok(NULL, "\n")) {
                object = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
                assert_non_null(object);
                json_decref(object);
            }
            free(out);
        }
    }
    story_close(&story);
}

static void test_stix(void **state)
{
    struct story story;
    build(&story);
    char *out = export_as(&story, HEARSAY_EXPORT_STIX, true);
    json_t *bundle = json_loads(out, 0, NULL), *objects = json_object_get(bundle, "objects"), *ids = json_object();
    size_t i, k, n_opinions = 0, n_undated = 0;
    json_t *object, *ref;
    json_array_foreach(objects, i, object) {
        const char *id = json_string_value(json_object_get(object, "id"));
        assert_null(json_object_get(ids, id)); /* the same article twice too */
        json_object_set_new(ids, id, json_true());
    }
    json_array_foreach(objects, i, object) {
        json_array_foreach(json_object_get(object, "object_refs"), k, ref) assert_non_null(json_object_get(ids, json_string_value(ref)));
        const char *opinion = json_string_value(json_object_get(object, "opinion"));
        assert_true(!opinion || !strcmp(opinion, "agree") || !strcmp(opinion, "disagree"));
        n_opinions += opinion != NULL;
        n_undated += !strcmp(json_string_value(json_object_get(object, "type")), "grouping");
    }
    assert_true(n_opinions > 0);
    assert_int_equal(n_undated, 2); /* "not a date" and none */
    json_decref(ids);
    json_decref(bundle);
    free(out);
    story_close(&story);
}

static void test_arguments(void **state)
{
    struct story story;
    build(&story);
    char *out = (char *)"untouched";
    size_t n;
    assert_int_equal(hearsay_export(NULL, (enum hearsay_export)99, story.records, story.n, NULL, &out, &n), HEARSAY_ARGUMENT);
    assert_null(out);
    assert_int_equal(hearsay_export(NULL, HEARSAY_EXPORT_HTML, story.records + 1, story.n - 1, story.accounts, &out, &n), HEARSAY_ARGUMENT);
    for (int format = 0; format < N_FORMATS; format++) { /* nothing at all is still the format */
        assert_int_equal(hearsay_export(NULL, (enum hearsay_export)format, story.records, 0, NULL, &out, &n), HEARSAY_OK);
        free(out);
    }
    story_close(&story);
}

/* Spans that lie outside the text, from a caller who made the record: cut, not read. */
static void test_wild_spans(void **state)
{
    struct story story;
    story_open(&story);
    struct story_article *article = story_article(&story, "A", "2024-05-01");
    struct hearsay_attribution *one = story_say(article, "Anna Berg", "said", "the ferry sank");
    article->contents[0] = (struct hearsay_span){5, 4000000000u};
    one->source = (struct hearsay_span){900, 20};
    one->cue = (struct hearsay_span){100000, 100001};
    one->speaker = 77;
    for (int format = 0; format < N_FORMATS; format++)
        if (format != HEARSAY_EXPORT_JSONL)
            free(export_as(&story, (enum hearsay_export)format, false));
    story_close(&story);
}

/* A record need not have a name of its own. */
static void test_no_id(void **state)
{
    struct story story;
    build(&story);
    for (size_t i = 0; i < story.n; i++)
        ((struct hearsay_record *)story.records[i])->id = NULL;
    for (int format = 0; format < N_FORMATS; format++)
        for (int accounts = 0; accounts < 2; accounts++)
            free(export_as(&story, (enum hearsay_export)format, accounts));
    story_close(&story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_twice), cmocka_unit_test(test_html),      cmocka_unit_test(test_html_links),
                                       cmocka_unit_test(test_csv),        cmocka_unit_test(test_json_formats), cmocka_unit_test(test_stix),
                                       cmocka_unit_test(test_arguments),  cmocka_unit_test(test_wild_spans), cmocka_unit_test(test_no_id)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
