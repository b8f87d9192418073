/* terminal.c and what it stands on: marks in reading order, passages whole, every attribution listed once, no line too wide. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "hearsay.h"

#define TEXT "A head line\n\nBell, the mayor, said that Orr had told her no.\n\nNothing is cited here.\n\nIt was reported.\n"

static const struct hearsay_span outer[] = {{35, 60}}, inner[] = {{57, 59}}, last[] = {{86, 88}};
static const char *const titles[] = {"Ms.", "mayor"};
static const struct hearsay_person people[] = {{.name = "Bell", .titles = titles, .n_titles = 2}, {.name = "Orr\033[2J"}};
static const int chain[] = {0, 1};
static const struct hearsay_attribution attributions[] = {
    {.parent = HEARSAY_NONE, .source = {13, 28}, .cue = {30, 34}, .content = outer, .n_content = 1, .speaker = 0, .chain = chain,
     .n_chain = 1, .form = HEARSAY_FORM_INDIRECT, .naming = HEARSAY_NAMING_NAMED, .access = HEARSAY_ACCESS_IN_ROOM, .confidence = 0.9},
    {.parent = 0, .source = {40, 43}, .cue = {44, 52}, .content = inner, .n_content = 1, .speaker = 1, .chain = chain, .n_chain = 2,
     .addressee = "Bell", .when = "Friday", .act = HEARSAY_ACT_DENY, .negated = true},
    {.parent = HEARSAY_NONE, .cue = {93, 101}, .content = last, .n_content = 1, .speaker = HEARSAY_NONE},
};

static struct hearsay_record record_of(const char *text, const struct hearsay_attribution *all, size_t n)
{
    struct hearsay_record record = {.id = "an-id", .outlet = "Out\nlet", .published = "2024-05-06", .title = "A \x1b[31mtitle", .text = text,
                                    .n_bytes = strlen(text), .people = people, .n_people = 2, .attributions = all, .n_attributions = n};
    for (size_t i = 0; i < record.n_bytes; i++)
        record.n_points += (text[i] & 0xC0) != 0x80;
    return record;
}

static char *show(const struct hearsay_record *record, unsigned width, bool colour)
{
    char *out;
    struct hearsay_terminal terminal = {width, colour};
    assert_int_equal(hearsay_record_terminal(record, &terminal, &out, NULL), HEARSAY_OK);
    return out;
}

static void test_words(void **state)
{
    struct hearsay_record record = record_of(TEXT, attributions, 3);
    char *out = show(&record, 200, false);
    static const char *const wanted[] = {
        "A \xEF\xBF\xBD[31mtitle\n", "Out let · 2024-05-06 · an-id\n",
        "¶  2  {Bell, the mayor}, <said>¹ [that {Orr} <had told>² her [no]².]¹\n",
        "   1  Ms. Bell, mayor\n      said: that Orr had told her no.\n      statement · paraphrased · named · was there · 90 % sure\n",
        "       2  Orr\xEF\xBF\xBD[2J, through Bell\n          had told (to Bell; Friday): no\n",
        "denial · did not take place", "¶  4  [It]³ was <reported>³.\n", "   3  (no source)\n",
        "On whose word: Bell · Orr\xEF\xBF\xBD[2J\n",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!strstr(out, wanted[i]))
            fail_msg("not in the page: %s\n%s", wanted[i], out);
    assert_null(strstr(out, "Nothing is cited"));
    assert_null(strchr(out, '\033'));
    free(out);
}

/* The columns of the widest line, our own colours left out. */
static unsigned widest(const char *s)
{
    unsigned columns = 0, most = 0;
    for (size_t n = strlen(s), at = 0; at < n;) {
        uint32_t point;
        bool good;
        if (s[at] == '\033') {
            at += strcspn(s + at, "m") + 1;
            continue;
        }
        at += utf8_decode(s + at, n - at, &point, &good);
        assert_true(good);
        columns = point == '\n' ? 0 : columns + (unsigned)utf8proc_charwidth((utf8proc_int32_t)point);
        most = columns > most ? columns : most;
    }
    return most;
}

static void test_widths(void **state)
{
    static const unsigned widths[] = {0, 40, 41, 60, 80, 200, UINT32_MAX};
    struct hearsay_record record = record_of(TEXT, attributions, 3);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        for (int colour = 0; colour < 2; colour++) {
            char *out = show(&record, widths[i], colour);
            assert_true(widest(out) <= (widths[i] < 40 ? 40 : widths[i]));
            assert_true(colour == (strchr(out, '\033') != NULL));
            free(out);
        }
    }
}

static uint32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Spans drawn at random, in and out of the text, with parents before and behind: every attribution that can be reached is
 * listed, every line fits, nothing is overrun. */
static void test_drawn(void **state)
{
    static const char text[] = "One. “Two three” four said.\nFive six? Seven eight. \n\nNine ten, said \xE4\xB8\xAD\xE6\x96\x87.\n";
    uint32_t seed = 7;
#define DRAW(n) (draw(&seed) % (n))
    for (int round = 0; round < 2000; round++) {
        struct hearsay_attribution all[6];
        struct hearsay_span content[6][3];
        size_t n = DRAW(7);
        for (size_t i = 0; i < n; i++) {
            for (size_t k = 0; k < 3; k++) {
                uint32_t begin = DRAW(80);
                content[i][k] = (struct hearsay_span){begin, begin + DRAW(30)};
            }
            all[i] = (struct hearsay_attribution){.parent = (int)(DRAW(8)) - 2, .source = content[i][2], .cue = content[i][1],
                                                  .content = content[i], .n_content = DRAW(4), .speaker = (int)(DRAW(4)) - 1};
            if (all[i].parent >= (int)i) /* a parent stands before its children here, or not at all */
                all[i].parent = HEARSAY_NONE;
        }
        struct hearsay_record record = record_of(text, all, n);
        char *out = show(&record, 40 + DRAW(60), round % 3 == 0);
        assert_true(widest(out) <= 100);
        size_t listed = 0;
        for (const char *at = out; (at = strchr(at, '%')); at++)
            listed++;
        assert_int_equal(listed, n);
        free(out);
        assert_int_equal(hearsay_record_brat(&record, round % 2, &out, NULL), HEARSAY_OK);
        free(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words), cmocka_unit_test(test_widths), cmocka_unit_test(test_drawn)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
