/* Decisions for a person: what was decided, on which words, by whom, why, and whether it stands. */
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

enum { WORDS_SHOWN = 100 };

/* ---- the words that a place means ---- */

/* The record with that number, fetched when it is another than the last. */
static const json_t *record_at(struct decisions *in, json_int_t article)
{
    char *json = NULL;
    if (in->article == article)
        return in->record;
    json_decref(in->record);
    in->record = hearsay_case_article(in->file, article, &json, NULL) == HEARSAY_OK ? json_loads(json, JSON_ALLOW_NUL, NULL) : NULL;
    in->article = article;
    free(json);
    return in->record;
}

/* The byte where character n begins, or the end. */
static size_t byte_of(const char *text, size_t from, json_int_t n)
{
    for (; n > 0 && text[from]; n--)
        do
            from++;
        while (((unsigned char)text[from] & 0xC0) == 0x80);
    return from;
}

/* About WORDS_SHOWN bytes, to the end of a word. */
static void add_words(struct sheet *sheet, const char *text, json_int_t begin, json_int_t end)
{
    size_t first = byte_of(text, 0, begin), last = byte_of(text, first, end - begin), shown = last;
    if (last - first > WORDS_SHOWN)
        for (shown = first + WORDS_SHOWN; shown < last && text[shown] != ' ' && text[shown] != '\n'; shown++)
            ;
    sheet_add(sheet, "%.*s%s", (int)(shown - first), text + first, shown < last ? " ..." : "");
}

static void add_place(struct decisions *in, const json_t *place)
{
    json_int_t article = number_at(place, "article");
    const json_t *record = record_at(in, article), *content = json_object_get(place, "content"), *first = json_array_get(content, 0);
    const char *text = text_at(record, "text");
    if (!text) {
        sheet_add(in->sheet, "a place in article %lld", (long long)article);
        return;
    }
    sheet_add(in->sheet, "[");
    add_words(in->sheet, text, json_integer_value(json_array_get(first, 0)), json_integer_value(json_array_get(first, 1)));
    sheet_add(in->sheet, "%s] (", json_array_size(content) > 1 ? " ..." : "");
    add_outlet(in->sheet, record, "id");
    sheet_add(in->sheet, "; article %lld)", (long long)article);
}

/* ---- what was decided ---- */

static void add_speaker(struct decisions *in, const json_t *one)
{
    const char *speaker = text_at(one, "speaker");
    add_place(in, one);
    if (speaker)
        sheet_add(in->sheet, " is said by %s.", speaker);
    else
        sheet_add(in->sheet, " is said by nobody that is known.");
}

static void add_strike(struct decisions *in, const json_t *one)
{
    add_place(in, one);
    sheet_add(in->sheet, " is nobody's statement.");
}

static void add_merge(struct decisions *in, const json_t *one)
{
    sheet_add(in->sheet, "'%s' is '%s', one and the same.", text_at(one, "speaker"), text_at(one, "into"));
}

static void add_apart(struct decisions *in, const json_t *one)
{
    sheet_add(in->sheet, "'%s' is not '%s'.", text_at(one, "speaker"), text_at(one, "into"));
}

static void add_split(struct decisions *in, const json_t *one)
{
    const json_t *articles = json_object_get(one, "articles");
    sheet_add(in->sheet, "'%s' is another, '%s', in article", text_at(one, "speaker"), text_at(one, "into"));
    for (size_t i = 0; i < json_array_size(articles); i++)
        sheet_add(in->sheet, "%s %lld", i ? "," : plural((json_int_t)json_array_size(articles)), (long long)json_integer_value(json_array_get(articles, i)));
    sheet_add(in->sheet, ".");
}

static void add_two(struct decisions *in, const json_t *one)
{
    const json_t *places = json_object_get(one, "places");
    add_place(in, json_array_get(places, 0));
    sheet_add(in->sheet, " and ");
    add_place(in, json_array_get(places, 1));
}

static void add_question(struct decisions *in, const json_t *one)
{
    add_two(in, one);
    sheet_add(in->sheet, " answer one question%s.", json_is_true(json_object_get(one, "reversed")) ? ", the one with yes where the other says no" : "");
}

static void add_unopposed(struct decisions *in, const json_t *one)
{
    add_two(in, one);
    sheet_add(in->sheet, " do not contradict one another.");
}

static void add_undo(struct decisions *in, const json_t *one)
{
    sheet_add(in->sheet, "Decision %lld is undone.", (long long)number_at(one, "undoes"));
}

static void add_what(struct decisions *in, const json_t *one)
{
    static const struct { const char *kind; void (*add)(struct decisions *, const json_t *); } kinds[] = {
        {"speaker", add_speaker}, {"not-attribution", add_strike}, {"merge", add_merge}, {"not-same", add_apart}, {"split", add_split},
        {"same-question", add_question}, {"not-opposed", add_unopposed}, {"undo", add_undo}};
    const char *kind = text_at(one, "kind");
    for (size_t i = 0; kind && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i].kind) == 0)
            kinds[i].add(in, one);
}

void decision_put(struct decisions *in, const json_t *one)
{
    const char *made = text_at(one, "made"), *reason = text_at(one, "reason");
    bool stands = json_is_true(json_object_get(one, "stands"));
    json_int_t undone_by = number_at(one, "undone_by");
    sheet_add(in->sheet, "%lld · %.10s %.5s UTC · %s", (long long)number_at(one, "decision"), made ? made : "", made && strlen(made) > 16 ? made + 11 : "", text_at(one, "who"));
    if (!stands)
        sheet_add(in->sheet, undone_by ? " · undone by %lld" : " · undone", (long long)undone_by);
    else if (!json_is_true(json_object_get(one, "applies")))
        sheet_add(in->sheet, " · its place is not found now");
    sheet_line(in->sheet, 0, 4);
    add_what(in, one);
    sheet_line(in->sheet, 4, 4);
    if (reason && reason[0])
        sheet_say(in->sheet, 4, 4, "Because: %s", reason);
}

void decisions_end(struct decisions *in)
{
    json_decref(in->record);
    in->record = NULL;
    in->article = 0;
}

json_t *decision_of(struct hearsay *hearsay, struct hearsay_case *file, json_int_t number)
{
    char *json = NULL;
    enum hearsay_status status = hearsay_case_log(file, &json, NULL);
    if (status != HEARSAY_OK)
        case_failed(hearsay, status);
    json_t *root = status == HEARSAY_OK ? parse_json(json) : NULL, *found = NULL;
    const json_t *list = json_object_get(root, "decisions");
    for (size_t i = json_array_size(list); i-- > 0 && !found;)
        if (!number || number_at(json_array_get(list, i), "decision") == number)
            found = json_incref(json_array_get(list, i));
    json_decref(root);
    return found;
}

static int write_entry(const struct arguments *arguments, struct hearsay_case *file, const json_t *entry)
{
    struct sheet sheet;
    if (arguments->format == CLI_FORMAT_JSON) {
        char *json = json_dumps(entry, 0);
        return json ? case_write_json(json, strlen(json), EXIT_DONE) : EXIT_ERROR;
    }
    sheet_begin(&sheet, arguments);
    struct decisions decisions = {.sheet = &sheet, .file = file};
    decision_put(&decisions, entry);
    decisions_end(&decisions);
    return sheet_end(&sheet, EXIT_DONE);
}

int decision_tell(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments, json_int_t number)
{
    json_t *entry = decision_of(hearsay, file, number);
    int exit_status = entry ? write_entry(arguments, file, entry) : EXIT_ERROR;
    json_decref(entry);
    return exit_status;
}
