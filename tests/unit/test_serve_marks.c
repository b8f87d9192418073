/* marks.c: marks that nest, cross, touch and run over paragraphs come out as well-formed HTML that holds the text and no more. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "serve/page.h"

enum { MARKS = 12, ROUNDS = 400 };

static const char TEXT[] = "He said <she> told them that it\nwould \xC3\xA9nd & that\n\nnobody \"knew\" of it.";

static void check_well_formed(const char *html, char *plain)
{
    char open[256][8];
    size_t depth = 0;
    for (const char *at = html; *at;) {
        if (*at != '<') {
            if (*at != '\n') /* they part paragraphs, and how many there are is not shown */
                *plain++ = *at;
            at++;
            continue;
        }
        const char *end = strchr(at, '>');
        assert_non_null(end);
        size_t n = strcspn(at + 1, " >");
        if (at[1] == '/') {
            assert_true(depth > 0);
            assert_memory_equal(open[--depth], at + 2, n - 1);
        } else {
            assert_true(n < sizeof open[0] && depth < sizeof open / sizeof *open);
            memcpy(open[depth], at + 1, n);
            open[depth++][n] = 0;
        }
        at = end + 1;
    }
    assert_int_equal(depth, 0);
    *plain = 0;
}

static struct text text_of_case(struct arena *arena)
{
    struct text text;
    arena_init(arena, 0);
    assert_int_equal(text_check(arena, TEXT, strlen(TEXT), &text, NULL, NULL), HEARSAY_OK);
    return text;
}

static void test_any_marks(void **state)
{
    struct arena arena;
    struct text text = text_of_case(&arena);
    uint64_t seed = 6;
    for (int round = 0; round < ROUNDS; round++) {
        struct mark marks[MARKS];
        struct buffer out;
        char plain[4096], bare[4096];
        for (int i = 0; i < MARKS; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint32_t begin = (uint32_t)(seed >> 33) % text.n_points, n = (uint32_t)(seed >> 20) % 30;
            marks[i] = (struct mark){.begin = begin, .end = begin + n > text.n_points ? text.n_points : begin + n, .kind = (enum mark_kind)((seed >> 40) % 3),
                                     .attribution = -1, .style = "content"};
        }
        buffer_init(&out, 1 << 16);
        marks_put(&out, &text, (struct hearsay_span){0, text.n_points}, marks, (size_t)(round % MARKS), true);
        check_well_formed(out.data, plain);
        buffer_clear(&out);
        marks_put(&out, &text, (struct hearsay_span){0, text.n_points}, NULL, 0, true);
        check_well_formed(out.data, bare);
        assert_string_equal(plain, bare);
        buffer_release(&out);
    }
    arena_release(&arena);
}

static void test_nested(void **state)
{
    struct arena arena;
    struct text text = text_of_case(&arena);
    struct mark marks[] = {{.begin = 8, .end = 31, .kind = MARK_CONTENT, .attribution = 0, .last = true, .style = "content"},
                           {.begin = 24, .end = 31, .kind = MARK_CONTENT, .attribution = 1, .last = true, .style = "content direct"}};
    struct buffer out;
    buffer_init(&out, 1 << 16);
    marks_put(&out, &text, (struct hearsay_span){0, 31}, marks, 2, false);
    assert_string_equal(out.data, "He said <mark class=\"content\" data-statement=\"0\" id=\"a0\">&lt;she&gt; told them <mark class=\"content direct\" data-statement=\"1\" id=\"a1\">that it</mark></mark>"
                                  "<a class=\"number\" href=\"#c0\" data-statement=\"0\" aria-label=\"Statement 1: who said it\">1</a>"
                                  "<a class=\"number\" href=\"#c1\" data-statement=\"1\" aria-label=\"Statement 2: who said it\">2</a>");
    buffer_release(&out);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_marks), cmocka_unit_test(test_nested)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
