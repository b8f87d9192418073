/* hearsay speaker: all that one said in a case, to whom, through whom, and where it changed; without a name, who speaks, and who may be one. */
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

enum { COMPANY_SHOWN = 5, SPEAKERS_SHOWN = 50, OFFERS_SHOWN = 10 };

/* Adds one to the count of a name. */
static void count(json_t *counts, const char *name)
{
    json_object_set_new(counts, name, json_integer(number_at(counts, name) + 1));
}

/* "To: reporters (12), Maren (3) and 4 more", the most first; names of one count as they came. */
static void put_counts(struct sheet *sheet, const char *title, json_t *counts)
{
    size_t n = json_object_size(counts);
    for (size_t shown = 0; shown < n && shown < COMPANY_SHOWN; shown++) {
        const char *name, *best = NULL;
        json_t *number;
        json_int_t most = 0;
        json_object_foreach(counts, name, number)
            if (json_integer_value(number) > most) {
                most = json_integer_value(number);
                best = name;
            }
        sheet_add(sheet, "%s %s (%lld)", shown ? "," : title, best, (long long)most);
        json_object_set_new(counts, best, json_integer(0));
    }
    if (n > COMPANY_SHOWN)
        sheet_add(sheet, " and %zu more", n - COMPANY_SHOWN);
    sheet_line(sheet, 0, 4);
    json_decref(counts);
}

static void put_company(struct sheet *sheet, const json_t *statements)
{
    json_t *to = json_object(), *through = json_object();
    for (size_t i = 0; i < json_array_size(statements); i++) {
        const json_t *one = json_array_get(statements, i), *chain = json_object_get(one, "chain");
        if (text_at(one, "addressee"))
            count(to, text_at(one, "addressee"));
        for (size_t k = 0; k + 1 < json_array_size(chain); k++)
            if (json_string_value(json_array_get(chain, k)))
                count(through, json_string_value(json_array_get(chain, k)));
    }
    put_counts(sheet, "To:", to);
    put_counts(sheet, "Through:", through);
}

static void put_names(struct sheet *sheet, const char *title, const json_t *names, const char *but)
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(names); i++) {
        const char *name = json_string_value(json_array_get(names, i));
        if (name && (!but || strcmp(name, but) != 0))
            sheet_add(sheet, "%s %s", n++ ? ";" : title, name);
    }
    sheet_line(sheet, 0, 4);
}

static void put_head(struct sheet *sheet, const json_t *root)
{
    const json_t *titles = json_object_get(root, "titles"), *decided = json_object_get(root, "decided");
    const char *name = text_at(root, "speaker"), *kind = text_at(root, "kind");
    sheet_add(sheet, "%s", name);
    for (size_t i = 0; i < json_array_size(titles); i++)
        sheet_add(sheet, ", %s", json_string_value(json_array_get(titles, i)));
    if (kind && strcmp(kind, "person") != 0)
        sheet_add(sheet, strcmp(kind, "unnamed") == 0 ? " · a description, not one person" : " · %s", kind);
    sheet_line(sheet, 0, 2);
    sheet_say(sheet, 0, 0, "%lld statement%s in %lld article%s", (long long)number_at(root, "total"), plural(number_at(root, "total")),
              (long long)number_at(root, "articles"), plural(number_at(root, "articles")));
    put_names(sheet, "Also called:", json_object_get(root, "names"), name);
    for (size_t i = 0; i < json_array_size(decided); i++)
        sheet_add(sheet, "%s %lld", i ? "," : "By decision", (long long)json_integer_value(json_array_get(decided, i)));
    sheet_line(sheet, 0, 4);
    put_names(sheet, "May be the same as:", json_object_get(root, "may_be"), NULL);
    put_names(sheet, "The name could also mean:", json_object_get(root, "others"), NULL);
}

static void add_claim(struct sheet *sheet, const char *word, const json_t *claim)
{
    const char *answer = text_at(claim, "answer");
    sheet_add(sheet, "%s %s (%lld:%lld)", word, answer, (long long)number_at(claim, "case_article"), (long long)number_at(claim, "attribution"));
}

static void put_changed(struct sheet *sheet, const json_t *root)
{
    const json_t *changed = json_object_get(root, "changed");
    sheet_blank(sheet);
    if (!json_is_array(changed)) {
        sheet_say(sheet, 0, 4, "Changed: not worked out since the case last changed; 'accounts' does it");
        return;
    }
    if (json_array_size(changed) == 0)
        sheet_say(sheet, 0, 4, "Changed: nothing that was found");
    for (size_t i = 0; i < json_array_size(changed); i++) {
        const json_t *one = json_array_get(changed, i);
        sheet_add(sheet, "Changed: %s", text_at(one, "question"));
        add_claim(sheet, " From", json_object_get(one, "from"));
        add_claim(sheet, " to", json_object_get(one, "to"));
        sheet_line(sheet, 0, 4);
    }
}

static int show(const struct arguments *arguments, char *json)
{
    struct sheet sheet;
    json_t *root = parse_json(json);
    if (!root)
        return EXIT_ERROR;
    const json_t *list = json_object_get(root, "statements");
    sheet_begin(&sheet, arguments);
    struct statements statements = {.sheet = &sheet};
    put_head(&sheet, root);
    put_company(&sheet, list);
    put_changed(&sheet, root);
    sheet_blank(&sheet);
    for (size_t i = 0; i < json_array_size(list); i++)
        statement_put(&statements, json_array_get(list, i));
    if ((json_int_t)json_array_size(list) < number_at(root, "total")) {
        sheet_blank(&sheet);
        sheet_say(&sheet, 0, 2, "These are the newest %zu; 'search --speaker' with --before finds the others", json_array_size(list));
    }
    json_decref(root);
    return sheet_end(&sheet, EXIT_DONE);
}

/* ---- without a name ---- */

static void put_offers(struct sheet *sheet, const json_t *offers)
{
    for (size_t i = 0; i < json_array_size(offers) && i < OFFERS_SHOWN; i++) {
        const json_t *one = json_array_get(offers, i), *counts = json_object_get(one, "statements");
        if (i == 0) {
            sheet_blank(sheet);
            sheet_say(sheet, 0, 4, "May be one ('correct merge' says so, 'correct not-same' that they are two):");
        }
        sheet_say(sheet, 0, 4, "%s (%lld) and %s (%lld)", text_at(one, "speaker"), (long long)json_integer_value(json_array_get(counts, 0)), text_at(one, "into"),
                  (long long)json_integer_value(json_array_get(counts, 1)));
    }
    if (json_array_size(offers) > OFFERS_SHOWN)
        sheet_say(sheet, 0, 4, "and more; --json has them");
}

static int list(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    struct sheet sheet;
    char *json = NULL;
    size_t n = 0;
    enum hearsay_status status = hearsay_case_speakers(file, &json, &n);
    if (status != HEARSAY_OK) {
        free(json);
        return case_failed(hearsay, status);
    }
    if (arguments->format == CLI_FORMAT_JSON)
        return case_write_json(json, n, EXIT_DONE);
    json_t *root = parse_json(json);
    if (!root)
        return EXIT_ERROR;
    const json_t *speakers = json_object_get(root, "speakers");
    sheet_begin(&sheet, arguments);
    for (size_t i = 0; i < json_array_size(speakers) && i < SPEAKERS_SHOWN; i++) {
        const json_t *one = json_array_get(speakers, i);
        sheet_say(&sheet, 0, 4, "%s (%lld)", text_at(one, "name"), (long long)number_at(one, "statements"));
    }
    if (number_at(root, "total") > SPEAKERS_SHOWN)
        sheet_say(&sheet, 0, 4, "These have the most statements, of %lld; --json has all", (long long)number_at(root, "total"));
    put_offers(&sheet, json_object_get(root, "offers"));
    json_decref(root);
    return sheet_end(&sheet, EXIT_DONE);
}

static int look(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    if (arguments->n_inputs == 0)
        return list(hearsay, file, arguments);
    char *name = joined_inputs(arguments, false), *json = NULL;
    size_t n = 0;
    if (!name)
        return EXIT_ERROR;
    enum hearsay_status status = hearsay_case_speaker(file, name, &json, &n);
    free(name);
    if (status != HEARSAY_OK)
        return case_failed(hearsay, status);
    return arguments->format == CLI_FORMAT_JSON ? case_write_json(json, n, EXIT_DONE) : show(arguments, json);
}

static int run(const struct arguments *arguments)
{
    return case_run(arguments, HEARSAY_CASE_READ_ONLY, look);
}

const struct command command_speaker = {
    .name = "speaker",
    .usage = "--case FILE speaker [--json] [NAME]",
    .summary = "all that one said in a case, to whom, through whom",
    .about = "Shows all that NAME said, the newest first: to whom, through whom, in the room\n"
             "or not, and what changed between one time and another. A part of the name will\n"
             "do ('Roe'); of several the one that says most is meant, and the others are\n"
             "told. Without NAME it lists who speaks, and which two names may be one's: no two\n"
             "are made one unless a person says so. Exit status 1: nobody of that name speaks.\n",
    .examples = "  hearsay --case story.case speaker Dragan\n"
                "  hearsay --case story.case speaker\n"
                "  hearsay --case story.case speaker --json \"Ilse Maren\"\n",
    .bit = COMMAND_SPEAKER,
    .run = run,
};
