/* hearsay search, hearsay timeline: statements of a case by words and by what is known of them. */
#include <stdlib.h>

#include "sheet.h"

struct kind {
    const char *list;        /* the JSON's key */
    bool by_day;
    enum hearsay_status (*ask)(struct hearsay_case *, const struct hearsay_search *, char **json, size_t *n);
};

static void put_foot(struct sheet *sheet, const json_t *root, const struct hearsay_search *search, size_t shown, bool articles)
{
    json_int_t total = number_at(root, "total");
    bool capped = json_is_true(json_object_get(root, "capped"));
    sheet_blank(sheet);
    sheet_add(sheet, "%s%lld %s%s", capped ? "more than " : "", (long long)total, articles ? "article" : "statement", plural(total));
    if (search->offset || (json_int_t)shown < total)
        sheet_add(sheet, "; these are %llu to %llu", search->offset + 1ULL, (unsigned long long)(search->offset + shown));
    if (search->offset + (json_int_t)shown < total || capped)
        sheet_add(sheet, "; '--offset %llu' shows what follows", (unsigned long long)(search->offset + shown));
    sheet_line(sheet, 0, 2);
}

static int show(const struct arguments *arguments, const struct kind *kind, char *json)
{
    struct sheet sheet;
    json_t *root = parse_json(json);
    if (!root)
        return EXIT_ERROR;
    sheet_begin(&sheet, arguments);
    struct statements statements = {.sheet = &sheet, .speaker = true, .by_day = kind->by_day};
    const json_t *list = json_object_get(root, kind->list);
    bool articles = !kind->by_day && arguments->n_inputs && !arguments->search.speaker && !arguments->search.naming && !arguments->search.access && !arguments->search.form;
    for (size_t i = 0; i < json_array_size(list); i++)
        statement_put(&statements, json_array_get(list, i));
    put_foot(&sheet, root, &arguments->search, json_array_size(list), articles);
    json_decref(root);
    return sheet_end(&sheet, EXIT_DONE);
}

static int look(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments, const struct kind *kind)
{
    struct hearsay_search search = arguments->search;
    char *words = joined_inputs(arguments, true), *json;
    size_t n;
    if (!words)
        return EXIT_ERROR;
    search.words = words;
    enum hearsay_status status = kind->ask(file, &search, &json, &n);
    free(words);
    if (json && arguments->format == CLI_FORMAT_JSON)
        return case_write_json(json, n, status == HEARSAY_OK ? EXIT_DONE : EXIT_NOTHING);
    if (status == HEARSAY_OK)
        return show(arguments, kind, json);
    free(json);
    return case_failed(hearsay, status);
}

static int search_case(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    static const struct kind kind = {"hits", false, hearsay_case_search};
    return look(hearsay, file, arguments, &kind);
}

static int lay_out(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    static const struct kind kind = {"entries", true, hearsay_case_timeline};
    return look(hearsay, file, arguments, &kind);
}

static int run_search(const struct arguments *arguments)
{
    return case_run(arguments, HEARSAY_CASE_READ_ONLY, search_case);
}

static int run_timeline(const struct arguments *arguments)
{
    return case_run(arguments, HEARSAY_CASE_READ_ONLY, lay_out);
}

const struct command command_search = {
    .name = "search",
    .usage = "--case FILE search [--json] [OPTION...] [WORD...]",
    .summary = "places in a case, by words and by who said it",
    .about = "Finds articles that have all the WORDs in text or title, the best first, and\n"
             "shows the place with the words in [brackets]. A WORD with blanks in it is a\n"
             "phrase; one that ends in '*' stands for all that begin so. With --speaker,\n"
             "--naming, --access or --form, or without words, it finds statements, and the\n"
             "WORDs must stand in them. A number such as 3:4 is a place: article 3, its\n"
             "statement 4. Exit status 1: nothing found.\n",
    .examples = "  hearsay --case story.case search bridge\n"
                "  hearsay --case story.case search \"gas contract\" --speaker Dragan\n"
                "  hearsay --case story.case search --naming anonymous --after 2024-05-15\n"
                "  hearsay --case story.case search --json 'threat*' --limit 5\n",
    .bit = COMMAND_SEARCH,
    .run = run_search,
};

const struct command command_timeline = {
    .name = "timeline",
    .usage = "--case FILE timeline [--json] [OPTION...] [WORD...]",
    .summary = "statements of a case in the order of two clocks",
    .about = "Lists statements by the day on which they were said or, where the article does\n"
             "not tell that, printed; 'about' is the time that they speak of. WORDs and\n"
             "options choose among them as in 'search'. Exit status 1: nothing found.\n",
    .examples = "  hearsay --case story.case timeline --speaker Maren\n"
                "  hearsay --case story.case timeline --after 2024-05-14 --before 2024-05-15\n"
                "  hearsay --case story.case timeline --json gas\n",
    .bit = COMMAND_TIMELINE,
    .run = run_timeline,
};
