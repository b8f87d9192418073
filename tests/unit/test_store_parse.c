/* parse.c: what was written is read again, byte for byte; what nobody of us wrote is refused with the place. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "store/parse.h"

static const char TEXT[] = "Mr. B\xC3\xA9ll \"said\"\nno, Ann told him.";

static struct hearsay_record *sample(struct hearsay_record *record)
{
    static const struct hearsay_span mentions[] = {{4, 8}, {20, 23}}, inner[] = {{16, 18}}, outer[] = {{0, 8}, {9, 32}};
    static const char *const titles[] = {"mayor"}, *const why[] = {"named here"};
    static const int chain[] = {1, 0};
    static const struct hearsay_person people[] = {
        {"B\xC3\xA9ll", HEARSAY_KIND_PERSON, titles, 1, mentions, why, 1}, {"Ann", HEARSAY_KIND_UNNAMED, NULL, 0, mentions + 1, NULL, 1}};
    static const struct hearsay_attribution attributions[] = {
        {.parent = 1, .source = {4, 8}, .cue = {9, 15}, .content = inner, .n_content = 1, .form = HEARSAY_FORM_MIXED, .act = HEARSAY_ACT_REFUSE,
         .negated = true, .speaker = 0, .chain = chain, .n_chain = 2, .naming = HEARSAY_NAMING_ROLE, .access = HEARSAY_ACCESS_TOLD,
         .access_evidence = {24, 28}, .addressee = "him", .when = "2019-03-04", .where = "there", .why = "rule", .confidence = 0.125},
        {.parent = HEARSAY_NONE, .content = outer, .n_content = 2, .speaker = HEARSAY_NONE, .act = HEARSAY_ACT_HEARSAY, .confidence = 1}};
    static const struct hearsay_diagnostic diagnostic = {HEARSAY_INPUT, "'x': odd", 7};
    *record = (struct hearsay_record){.id = "x", .input = "x.txt", .outlet = "A \"B\"\x7F", .text = TEXT, .n_bytes = sizeof TEXT - 1, .n_points = 34, .people = people,
        .n_people = 2, .attributions = attributions, .n_attributions = 2, .diagnostics = &diagnostic, .n_diagnostics = 1};
    return record;
}

static void test_round_trip(void **state)
{
    struct hearsay_record record, *again;
    struct error error;
    char *first, *second;
    size_t n;
    assert_int_equal(hearsay_record_json(sample(&record), &first, &n), HEARSAY_OK);
    assert_int_equal(parse_record(first, n, NULL, "'x'", &again, &error), HEARSAY_OK);
    assert_int_equal(hearsay_record_json(again, &second, NULL), HEARSAY_OK);
    assert_string_equal(first, second);
    hearsay_record_free(again);
    free(second);
    struct hearsay_record bare = record; /* what is stored leaves the text out */
    char *stored;
    bare.text = "";
    bare.n_bytes = 0;
    assert_int_equal(hearsay_record_json(&bare, &stored, &n), HEARSAY_OK);
    assert_int_equal(parse_record(stored, n, &record, "'x'", &again, &error), HEARSAY_OK);
    assert_int_equal(hearsay_record_json(again, &second, NULL), HEARSAY_OK);
    assert_string_equal(first, second);
    hearsay_record_free(again);
    free(first);
    free(second);
    free(stored);
}

#define HEAD "{\"hearsay\": 1, \"id\": \"x\", \"text\": \"Bell said no.\", "
#define REST "\"form\": \"direct\", \"act\": \"state\", \"access\": \"unknown\""
#define ONE(more) HEAD "\"people\": [{\"name\": \"Bell\", \"kind\": \"person\"}], \"attributions\": [{" more "}]}"

static void test_hostile(void **state)
{
    static const struct { const char *json, *words; enum hearsay_status status; } cases[] = {
        {"", "not JSON", HEARSAY_INPUT},
        {"[]", "not a record", HEARSAY_INPUT},
        {"{\"hearsay\": \"1\"}", "not a record", HEARSAY_INPUT},
        {"{\"hearsay\": 2, \"text\": \"x\"}", "another version", HEARSAY_UNSUPPORTED},
        {"{\"hearsay\": 1}", "'text': missing", HEARSAY_INPUT},
        {"{\"hearsay\": 1, \"text\": \" \"}", "white space", HEARSAY_NOTHING},
        {HEAD "\"people\": {}}", "'people': not an array", HEARSAY_INPUT},
        {HEAD "\"people\": [7]}", "people[0].name: missing", HEARSAY_INPUT},
        {HEAD "\"people\": [{\"name\": \"x\", \"kind\": \"god\"}]}", "people[0].kind: not one", HEARSAY_INPUT},
        {HEAD "\"people\": [{\"name\": \"x\", \"kind\": \"person\", \"mentions\": [[0, 14]]}]}", "not inside the text", HEARSAY_INPUT},
        {HEAD "\"people\": [{\"name\": \"x\", \"kind\": \"person\", \"mentions\": [[3, 3]]}]}", "not inside the text", HEARSAY_INPUT},
        {HEAD "\"people\": [{\"name\": \"x\", \"kind\": \"person\", \"mentions\": [[0, 99999999999]]}]}", "not inside the text", HEARSAY_INPUT},
        {HEAD "\"people\": [{\"name\": \"x\", \"kind\": \"person\", \"mentions\": [null]}]}", "an empty span", HEARSAY_INPUT},
        {HEAD "\"people\": [{\"name\": \"x\", \"kind\": \"person\", \"mentions\": [[0, 1]], \"mention_why\": [\"a\", \"b\"]}]}", "not one for each", HEARSAY_INPUT},
        {ONE("\"form\": \"direct\""), "act: missing", HEARSAY_INPUT},
        {ONE(REST ", \"speaker\": 1"), "speaker: points at nothing", HEARSAY_INPUT},
        {ONE(REST ", \"speaker\": 0, \"chain\": [-1]"), "chain: points at nothing", HEARSAY_INPUT},
        {ONE(REST ", \"chain\": [0]"), "does not end with the speaker", HEARSAY_INPUT},
        {ONE(REST ", \"parent\": 0"), "stands inside itself", HEARSAY_INPUT},
        {ONE(REST ", \"cue\": [5, 9, 10]"), "not a pair", HEARSAY_INPUT},
        {ONE(REST ", \"cue\": [5.0, 9]"), "not a pair", HEARSAY_INPUT},
        {ONE(REST ", \"naming\": \"famous\""), "naming: not one", HEARSAY_INPUT},
        {ONE(REST ", \"when\": 7"), "when: not a string", HEARSAY_INPUT},
        {HEAD "\"attributions\": [{" REST ", \"parent\": 1}, {" REST ", \"parent\": 2}, {" REST ", \"parent\": 0}]}", "stands inside itself", HEARSAY_INPUT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hearsay_record *record;
        struct error error = {""};
        assert_int_equal(parse_record(cases[i].json, strlen(cases[i].json), NULL, "'x'", &record, &error), cases[i].status);
        assert_null(record);
        assert_non_null(strstr(error.message, cases[i].words));
    }
}

static void test_least(void **state)
{
    struct hearsay_record *record;
    struct error error;
    const char *json = ONE(REST ", \"confidence\": 7, \"naming\": null, \"content\": [[10, 12]]");
    assert_int_equal(parse_record(json, strlen(json), NULL, "'x'", &record, &error), HEARSAY_OK);
    assert_int_equal(record->n_attributions, 1);
    assert_true(record->attributions[0].confidence == 1.0);
    assert_int_equal(record->attributions[0].speaker, HEARSAY_NONE);
    assert_int_equal(record->attributions[0].naming, HEARSAY_NAMING_NONE);
    hearsay_record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip), cmocka_unit_test(test_hostile), cmocka_unit_test(test_least)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
