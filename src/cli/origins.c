/* hearsay origins: who stands behind each answer to a question of a case.
 *
 * For a person it is a list made from the accounts: each side, on it each origin, and below that the articles that print it and through whom. (The drawing
 * that the library makes for the page is what --json gives.)
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sheet.h"

/* ---- which question ---- */

/* Every word of `wanted` stands in the text; case does not matter. */
static bool has_words(const char *text, const char *wanted)
{
    char word[256];
    for (; *(wanted += strspn(wanted, " \t\n")); wanted += strcspn(wanted, " \t\n")) {
        size_t n = strcspn(wanted, " \t\n");
        if (n >= sizeof word)
            return false;
        memcpy(word, wanted, n);
        word[n] = 0;
        if (!strcasestr(text, word))
            return false;
    }
    return true;
}

static bool is_number(const char *s, size_t *out)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(s, &end, 10);
    *out = number;
    return s[0] >= '0' && s[0] <= '9' && *end == 0 && errno == 0;
}

/* The question that is meant: by its number, its whole text, or words of it. False: told. */
static bool find_question(const json_t *questions, const char *wanted, size_t *found)
{
    size_t n = 0, most = json_array_size(questions);
    if (is_number(wanted, found)) {
        if (*found >= most)
            complain("there is no question %s; 'origins' without one lists them", wanted);
        return *found < most;
    }
    for (size_t i = 0; i < most; i++) {
        const char *text = text_at(json_array_get(questions, i), "text");
        if (text && strcasecmp(text, wanted) == 0) {
            *found = i;
            return true;
        }
        if (text && has_words(text, wanted) && n++ == 0)
            *found = i;
    }
    if (n == 0)
        complain("no question has '%s'; 'origins' without one lists them", wanted);
    else if (n > 1)
        complain("%zu questions have '%s'; 'origins' without one lists them with their numbers", n, wanted);
    return n == 1;
}

/* ---- for a person ---- */

static void add_counts(struct sheet *sheet, const json_t *question)
{
    const json_t *counts = json_object_get(question, "origins");
    long long least = json_integer_value(json_array_get(counts, 0)), most = json_integer_value(json_array_get(counts, 1));
    const json_t *claim;
    size_t i, n = 0;
    json_array_foreach (json_object_get(question, "claims"), i, claim)
        n += text_at(claim, "answer") && strcmp(text_at(claim, "answer"), "unsure") != 0;
    if (least == most)
        sheet_add(sheet, "%lld origin%s for %zu statement%s", most, plural(most), n, plural((json_int_t)n));
    else
        sheet_add(sheet, "at least %lld, at most %lld origins for %zu statements", least, most, n);
}

static int list_questions(const struct arguments *arguments, const json_t *questions)
{
    struct sheet sheet;
    sheet_begin(&sheet, arguments);
    for (size_t i = 0; i < json_array_size(questions); i++) {
        const json_t *one = json_array_get(questions, i);
        sheet_add(&sheet, "%zu · %s · ", i, text_at(one, "text"));
        add_counts(&sheet, one);
        sheet_line(&sheet, 0, 4);
    }
    return sheet_end(&sheet, EXIT_DONE);
}

static bool is_of(const json_t *claim, const char *answer, json_int_t origin)
{
    const char *own = text_at(claim, "answer");
    return own && strcmp(own, answer) == 0 && number_at(claim, "origin") == origin;
}

/* Whether a claim before i is of the same side and origin and has the same value there. */
static bool seen_before(const json_t *claims, size_t i, const char *key)
{
    const json_t *one = json_array_get(claims, i);
    for (size_t k = 0; k < i; k++) {
        const json_t *other = json_array_get(claims, k);
        if (is_of(other, text_at(one, "answer"), number_at(one, "origin")) && (!key || json_equal(json_object_get(one, key), json_object_get(other, key))))
            return true;
    }
    return false;
}

static const json_t *article_of(const json_t *articles, json_int_t number)
{
    for (size_t i = 0; i < json_array_size(articles); i++)
        if (number_at(json_array_get(articles, i), "article") == number)
            return json_array_get(articles, i);
    return NULL;
}

/* The first article of this side and origin that is one text with claim i's article. */
static const json_t *copied_from(const json_t *articles, const json_t *claims, size_t i)
{
    const json_t *one = json_array_get(claims, i), *own = article_of(articles, number_at(one, "case_article"));
    for (size_t k = 0; k < i; k++) {
        const json_t *claim = json_array_get(claims, k), *other = article_of(articles, number_at(claim, "case_article"));
        if (other != own && number_at(other, "origin") == number_at(own, "origin") && is_of(claim, text_at(one, "answer"), number_at(one, "origin")))
            return other;
    }
    return NULL;
}

/* One article of an origin: its statements' places, through whom, whose copy. */
static void put_article(struct sheet *sheet, const json_t *articles, const json_t *claims, size_t i)
{
    const json_t *one = json_array_get(claims, i), *copied = copied_from(articles, claims, i);
    const json_t *chain = json_object_get(one, "chain"), *article = article_of(articles, number_at(one, "case_article"));
    add_outlet(sheet, article, "id");
    for (size_t k = i, n = 0; k < json_array_size(claims); k++) {
        const json_t *claim = json_array_get(claims, k);
        if (number_at(claim, "case_article") == number_at(one, "case_article") && is_of(claim, text_at(one, "answer"), number_at(one, "origin")))
            sheet_add(sheet, "%s%lld:%lld", n++ ? ", " : " · ", (long long)number_at(claim, "case_article"), (long long)number_at(claim, "attribution"));
    }
    for (size_t k = json_array_size(chain); k-- > 1;) {
        const char *through = json_string_value(json_array_get(chain, k - 1));
        sheet_add(sheet, ", through %s", through ? through : "somebody");
    }
    if (copied) {
        sheet_add(sheet, ", one text with ");
        add_outlet(sheet, copied, "id");
    }
    sheet_line(sheet, 6, 8);
}

static void put_origin(struct sheet *sheet, const json_t *articles, const json_t *claims, size_t first)
{
    const json_t *one = json_array_get(claims, first);
    for (size_t i = first, n = 0; i < json_array_size(claims); i++) {
        const json_t *claim = json_array_get(claims, i);
        const char *speaker = text_at(claim, "speaker");
        if (!is_of(claim, text_at(one, "answer"), number_at(one, "origin")) || seen_before(claims, i, "speaker"))
            continue;
        sheet_add(sheet, "%s%s (%s; %s)", n++ ? ", " : "- ", speaker ? speaker : "no source", naming_said(text_at(claim, "naming")), access_said(text_at(claim, "access")));
    }
    sheet_line(sheet, 4, 6);
    for (size_t i = first; i < json_array_size(claims); i++)
        if (is_of(json_array_get(claims, i), text_at(one, "answer"), number_at(one, "origin")) && !seen_before(claims, i, "case_article"))
            put_article(sheet, articles, claims, i);
}

static void put_side(struct sheet *sheet, const json_t *articles, const json_t *claims, const char *answer, const char *title)
{
    bool headed = false;
    for (size_t i = 0; i < json_array_size(claims); i++) {
        const char *own = text_at(json_array_get(claims, i), "answer");
        if (!own || strcmp(own, answer) != 0 || seen_before(claims, i, NULL))
            continue;
        if (!headed)
            sheet_say(sheet, 2, 2, "%s", title);
        headed = true;
        put_origin(sheet, articles, claims, i);
    }
}

static int show(const struct arguments *arguments, const json_t *root, size_t number)
{
    struct sheet sheet;
    const json_t *question = json_array_get(json_object_get(root, "questions"), number);
    const json_t *articles = json_object_get(root, "articles"), *claims = json_object_get(question, "claims");
    sheet_begin(&sheet, arguments);
    sheet_say(&sheet, 0, 4, "%zu · %s", number, text_at(question, "text"));
    add_counts(&sheet, question);
    sheet_line(&sheet, 2, 4);
    put_side(&sheet, articles, claims, "yes", "YES");
    put_side(&sheet, articles, claims, "no", "NO");
    put_side(&sheet, articles, claims, "unsure", "ALSO ON THIS, NOT JUDGED");
    return sheet_end(&sheet, EXIT_DONE);
}

static int answer(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments, const json_t *root, const char *wanted)
{
    const json_t *questions = json_object_get(root, "questions");
    bool is_json = arguments->format == CLI_FORMAT_JSON;
    size_t number = 0, n;
    char *json;
    if (!wanted[0] && is_json) {
        complain("no question; 'hearsay --case %s origins' lists them", arguments->case_file);
        return EXIT_ERROR;
    }
    if (!wanted[0])
        return list_questions(arguments, questions);
    if (!find_question(questions, wanted, &number))
        return EXIT_NOTHING;
    if (!is_json)
        return show(arguments, root, number);
    enum hearsay_status status = hearsay_case_origins(file, (int)number, &json, &n);
    return status == HEARSAY_OK ? case_write_json(json, n, EXIT_DONE) : case_failed(hearsay, status);
}

static int look(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    char *json = NULL, *wanted = joined_inputs(arguments, false);
    size_t n;
    int exit_status = EXIT_ERROR;
    enum hearsay_status status = wanted ? hearsay_case_accounts(file, NULL, 0, &json, &n) : HEARSAY_MEMORY;
    if (wanted && status != HEARSAY_OK) {
        free(json);
        exit_status = case_failed(hearsay, status);
    } else if (wanted) {
        json_t *root = parse_json(json);
        if (root)
            exit_status = answer(hearsay, file, arguments, root, wanted);
        json_decref(root);
    }
    free(wanted);
    return exit_status;
}

static int run(const struct arguments *arguments)
{
    return case_run(arguments, case_flags(arguments), look);
}

const struct command command_origins = {
    .name = "origins",
    .usage = "--case FILE origins [--json] [QUESTION]",
    .summary = "who stands behind each answer to a question of a case",
    .about = "Shows who stands behind each answer to QUESTION, which is its number or words of\n"
             "its text: the origins of each side, and below each the articles that print it,\n"
             "through whom, and which of them are one text. Without QUESTION it lists the\n"
             "questions of the case with their numbers.\n"
             "Exit status 1: no such question, or nothing is in dispute.\n",
    .examples = "  hearsay --case story.case origins\n"
                "  hearsay --case story.case origins 0\n"
                "  hearsay --case story.case origins \"reopen the bridge to trucks\"\n"
                "  hearsay --case story.case origins --json 0\n",
    .bit = COMMAND_ORIGINS,
    .run = run,
};
