/* json.c, record_json.c: what is written is JSON, with the contract's keys, whatever the strings hold. */
#include "check.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/json.h"

static void test_strings(void **state)
{
    struct buffer out;
    buffer_init(&out, 1000);
    json_put_text(&out, "a\"\\\n\t\x01\x7F\0z\xE2\x80\xA8\xE2\x80\xAE\xE2", 16);
    assert_string_equal(out.data, "\"a\\\"\\\\\\n\\t\\u0001\\u007f\\u0000z\\u2028\xE2\x80\xAE\xE2\"");
    buffer_clear(&out);
    json_put_string(&out, NULL);
    json_put_key(&out, "k");
    json_put_span(&out, (struct hearsay_span){3, 3});
    json_put_span(&out, (struct hearsay_span){3, 9});
    json_put_index(&out, HEARSAY_NONE);
    json_put_index(&out, 7);
    assert_string_equal(out.data, "null, \"k\": null[3, 9]null7");
    buffer_release(&out);
}

static void test_shares(void **state)
{
    static const struct { double share; const char *words; } cases[] = {
        {0, "0.000"}, {1, "1.000"}, {0.97, "0.970"}, {0.9996, "1.000"}, {-1, "0.000"}, {7, "1.000"}, {NAN, "0.000"}, {INFINITY, "0.000"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out;
        buffer_init(&out, 100);
        json_put_share(&out, cases[i].share);
        assert_string_equal(out.data, cases[i].words);
        buffer_release(&out);
    }
}

/* jansson, which had no part in writing it, reads it. */
static void test_record(void **state)
{
    static const struct hearsay_span mention = {0, 4}, content = {10, 12};
    static const char *const titles[] = {"mayor"};
    static const int chain[] = {0};
    struct hearsay_person person = {"Bell", HEARSAY_KIND_PERSON, titles, 1, &mention, NULL, 1};
    struct hearsay_attribution attribution = {
        .parent = HEARSAY_NONE, .source = {0, 4}, .cue = {5, 9}, .content = &content, .n_content = 1, .form = HEARSAY_FORM_INDIRECT,
        .act = HEARSAY_ACT_REFUSE, .negated = true, .speaker = 0, .chain = chain, .n_chain = 1, .naming = HEARSAY_NAMING_NAMED,
        .access = HEARSAY_ACCESS_IN_ROOM, .confidence = 0.5};
    struct hearsay_diagnostic diagnostic = {HEARSAY_INPUT, "'x': odd", 7};
    struct hearsay_record record = {.id = "x", .text = "Bell said no.", .n_bytes = 13, .n_points = 13, .people = &person,
                                    .n_people = 1, .attributions = &attribution, .n_attributions = 1, .diagnostics = &diagnostic,
                                    .n_diagnostics = 1};
    char *out;
    size_t n;
    assert_int_equal(hearsay_record_json(&record, &out, &n), HEARSAY_OK);
    assert_null(strchr(out, '\n'));
    json_t *root = json_loadb(out, n, 0, NULL);
    assert_non_null(root);
    int version, negated, begin, end;
    const char *text, *act, *access, *message;
    json_t *parent, *url;
    assert_int_equal(json_unpack(root, "{s:i, s:s, s:o, s:[{s:o, s:[ii], s:s, s:s, s:b}], s:[{s:s}]}", "hearsay", &version, "text", &text,
                                 "url", &url, "attributions", "parent", &parent, "cue", &begin, &end, "act", &act, "access", &access,
                                 "negated", &negated, "diagnostics", "message", &message), 0);
    assert_int_equal(version, 1);
    assert_string_equal(text, "Bell said no.");
    assert_true(json_is_null(url) && json_is_null(parent));
    assert_int_equal(begin, 5);
    assert_int_equal(end, 9);
    assert_string_equal(act, "refuse-to-say");
    assert_string_equal(access, "in-room");
    assert_string_equal(message, "'x': odd");
    assert_true(negated);
    json_decref(root);
    free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_strings), cmocka_unit_test(test_shares), cmocka_unit_test(test_record)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
