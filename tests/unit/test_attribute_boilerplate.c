/* boilerplate.c: what is hidden, that every offset stays, and what is left alone. */
#include "check.h"

#include <string.h>

#include "attribute/attribute.h"

static void hides(const char *given, const char *hidden)
{
    struct arena arena;
    struct text text;
    size_t n_bad;
    uint32_t first_bad;
    arena_init(&arena, 0);
    assert_int_equal(text_check(&arena, given, strlen(given), &text, &n_bad, &first_bad), HEARSAY_OK);
    const struct text *out = boilerplate_hidden(&arena, &text);
    assert_non_null(out);
    assert_int_equal(out->n_points, text.n_points);
    if (hidden)
        assert_string_equal(out->bytes, hidden);
    else
        assert_ptr_equal(out, &text);
    arena_release(&arena);
}

static void test_hidden(void **state)
{
    (void)state;
    hides("Rep. Ann Berg Ann BergSenate votes MORE (D-Ohio) said no.", "Rep. Ann Berg                           (D-Ohio) said no.");
    hides("Rep. Ann Berg Ann Marie BergMORE (D-Ohio) said no.", "Rep. Ann Berg                    (D-Ohio) said no.");
    hides("So.\nAdvertisement:\nNo.", "So.\n              \nNo.");
    hides("Ann Berg Ann BergVote MORE and Carl Hale Carl HaleVote MORE left.", "Ann Berg                   and Carl Hale                    left.");
    hides("Rep. Ann Berg Ann Berg5 \xe2\x80\x98things\xe2\x80\x99 MORE said.", "Rep. Ann Berg                         said."); /* a code point of three bytes is one blank */
    hides("One.\n\nADVERTISEMENT\n\nTwo.", "One.\n\n             \n\nTwo.");
}

static void test_left_alone(void **state)
{
    static const char *const texts[] = {"", "MORE", " MORE", "Ann Berg wants MORE of it.", "Mr. McBride of McBride wants MORE.", "AD 79 saw it.", "The ADVERTISEMENT ran.",
                                        "BergSenate MORE", "a MORE MORE MORE MORE", "Berg BergMORE"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hides(texts[i], NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hidden), cmocka_unit_test(test_left_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
