/* hearsay correct: what a person decides about a case.
 *
 * The words of the command line become the JSON object that the library takes; whether what they name is there, the library judges.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

struct correction {
    const char *kind;
    size_t least, most;      /* words behind the kind */
    const char *usage, *hint; /* what to look at when it is refused */
    bool (*fill)(json_t *, const char *const *words, size_t n); /* false: told */
};

/* A whole number from `*at` on, which moves behind it. */
static bool take_number(const char **at, json_int_t *out)
{
    char *end;
    errno = 0;
    *out = strtoll(*at, &end, 10);
    bool good = **at >= '0' && **at <= '9' && errno == 0;
    *at = end;
    return good;
}

/* ARTICLE:ATTRIBUTION. */
static bool fill_place(json_t *out, const char *word)
{
    json_int_t article, attribution;
    const char *at = word;
    if (take_number(&at, &article) && *at++ == ':' && take_number(&at, &attribution) && *at == 0) {
        json_object_set_new(out, "article", json_integer(article));
        json_object_set_new(out, "attribution", json_integer(attribution));
        return true;
    }
    complain("'%s' is no place; one is ARTICLE:STATEMENT, such as 3:4, as 'search' shows it", word);
    return false;
}

static bool fill_name(json_t *out, const char *key, const char *name)
{
    json_t *value = name[0] ? json_string(name) : json_null();
    if (!value)
        complain("'%s' is not UTF-8", name);
    else
        json_object_set_new(out, key, value);
    return value != NULL;
}

static bool fill_speaker(json_t *out, const char *const *words, size_t n)
{
    return fill_place(out, words[0]) && fill_name(out, "speaker", words[1]);
}

static bool fill_strike(json_t *out, const char *const *words, size_t n)
{
    return fill_place(out, words[0]);
}

static bool fill_merge(json_t *out, const char *const *words, size_t n)
{
    return fill_name(out, "speaker", words[0]) && fill_name(out, "into", words[1]);
}

static bool fill_split(json_t *out, const char *const *words, size_t n)
{
    json_t *articles = json_array();
    json_object_set_new(out, "articles", articles);
    for (size_t i = 2; i < n; i++) {
        json_int_t number;
        const char *at = words[i];
        if (!take_number(&at, &number) || *at) {
            complain("'%s' is no article's number", words[i]);
            return false;
        }
        json_array_append_new(articles, json_integer(number));
    }
    return fill_merge(out, words, n);
}

static bool fill_places(json_t *out, const char *const *words, size_t n)
{
    json_t *places = json_pack("[{}, {}]");
    json_object_set_new(out, "places", places);
    return fill_place(json_array_get(places, 0), words[0]) && fill_place(json_array_get(places, 1), words[1]);
}

static const struct correction corrections[] = {
    {"speaker", 2, 2, "PLACE NAME", "'search' shows the places as they are now", fill_speaker},
    {"not-attribution", 1, 1, "PLACE", "'search' shows the places as they are now", fill_strike},
    {"merge", 2, 2, "NAME OTHER-NAME", "'speaker NAME' shows the names in full", fill_merge},
    {"not-same", 2, 2, "NAME OTHER-NAME", "'speaker NAME' shows the names in full", fill_merge},
    {"split", 3, 10000, "NAME NEW-NAME ARTICLE...", "'speaker NAME' shows the names in full, and where", fill_split},
    {"same-question", 2, 2, "PLACE PLACE", "'accounts' shows the places as they are now", fill_places},
    {"not-opposed", 2, 2, "PLACE PLACE", "'accounts' shows the places as they are now", fill_places},
};
enum { N_CORRECTIONS = sizeof corrections / sizeof *corrections };

static const struct correction *find_correction(const char *kind, size_t n_words)
{
    size_t i = 0;
    while (i < N_CORRECTIONS && strcmp(corrections[i].kind, kind) != 0)
        i++;
    if (i == N_CORRECTIONS)
        complain("unknown correction '%s'; speaker, not-attribution, merge, not-same, split, same-question or not-opposed", kind);
    else if (n_words < corrections[i].least || n_words > corrections[i].most)
        complain("'correct %s' wants %s", kind, corrections[i].usage);
    else
        return &corrections[i];
    return NULL;
}

const char *decider(const struct arguments *arguments)
{
    const char *who = arguments->who ? arguments->who : getenv("USER");
    if (who && who[strspn(who, " \t")])
        return who;
    complain("who decides? '--who NAME' tells it, or $USER");
    return NULL;
}

/* The object that the library takes; NULL: told. */
static json_t *correction_of(const struct arguments *arguments)
{
    const struct correction *kind = find_correction(arguments->inputs[0], arguments->n_inputs - 1);
    const char *who = kind ? decider(arguments) : NULL;
    if (!who)
        return NULL;
    if (!arguments->reason) {
        complain("no reason; '--reason TEXT' tells it to those who read the log");
        return NULL;
    }
    json_t *out = json_pack("{s:s, s:b}", "kind", kind->kind, "reversed", arguments->reversed);
    if (kind->fill(out, arguments->inputs + 1, arguments->n_inputs - 1) && fill_name(out, "reason", arguments->reason) && fill_name(out, "who", who))
        return out;
    json_decref(out);
    return NULL;
}

static int decide(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    int64_t decision = 0;
    json_t *object = correction_of(arguments);
    char *json = object ? json_dumps(object, 0) : NULL;
    json_decref(object);
    if (!json)
        return EXIT_ERROR;
    enum hearsay_status status = hearsay_case_correct(file, json, &decision);
    free(json);
    if (status == HEARSAY_ARGUMENT) {
        complain("%s; %s", hearsay_message(hearsay), find_correction(arguments->inputs[0], arguments->n_inputs - 1)->hint);
        return EXIT_ERROR;
    }
    return status == HEARSAY_OK ? decision_tell(hearsay, file, arguments, decision) : case_failed(hearsay, status);
}

static int run(const struct arguments *arguments)
{
    return case_run(arguments, 0, decide);
}

const struct command command_correct = {
    .name = "correct",
    .usage = "--case FILE correct CORRECTION --reason TEXT [--who NAME]",
    .summary = "put something right in a case",
    .about = "Keeps what a person decides: it wins over what the program found, and 'undo'\n"
             "takes it back. A PLACE is ARTICLE:STATEMENT, such as 3:4, as 'search' shows it\n"
             "now; after 'not-attribution' the statements behind it in the article move up.\n"
             "CORRECTION is one of\n"
             "  speaker PLACE NAME              NAME says this; '' for nobody that is known\n"
             "  not-attribution PLACE           nobody is cited here\n"
             "  merge NAME OTHER-NAME           NAME is OTHER-NAME, in the whole case\n"
             "  not-same NAME OTHER-NAME        two, and no longer offered as one\n"
             "  split NAME NEW-NAME ARTICLE...  in these articles NAME is another\n"
             "  same-question PLACE PLACE       both answer one question; with --reversed the\n"
             "                                  one with yes where the other says no\n"
             "  not-opposed PLACE PLACE         these two do not contradict one another\n",
    .examples = "  hearsay --case story.case correct speaker 2:0 \"Jane Roe\" --reason \"her words\"\n"
                "  hearsay --case story.case correct merge \"Signe Aalto\" Aalto --reason same\n"
                "  hearsay --case story.case correct not-opposed 2:0 2:7 --reason \"other days\"\n",
    .bit = COMMAND_CORRECT,
    .run = run,
};
