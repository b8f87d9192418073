/* hearsay log, hearsay undo: what persons decided in a case, and taking it back. */
#include <errno.h>
#include <stdlib.h>

#include "sheet.h"

static int show(const struct arguments *arguments, struct hearsay_case *file, const json_t *list)
{
    struct sheet sheet;
    sheet_begin(&sheet, arguments);
    struct decisions decisions = {.sheet = &sheet, .file = file};
    for (size_t i = 0; i < json_array_size(list); i++)
        decision_put(&decisions, json_array_get(list, i));
    decisions_end(&decisions);
    return sheet_end(&sheet, EXIT_DONE);
}

static int look(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    char *json = NULL;
    size_t n = 0;
    enum hearsay_status status = hearsay_case_log(file, &json, &n);
    if (status != HEARSAY_OK)
        return case_failed(hearsay, status);
    json_t *root = json_loadb(json, n, JSON_ALLOW_NUL, NULL);
    const json_t *list = json_object_get(root, "decisions");
    int exit_status = json_array_size(list) ? EXIT_DONE : EXIT_NOTHING;
    if (arguments->format == CLI_FORMAT_JSON)
        exit_status = case_write_json(json, n, exit_status);
    else
        free(json);
    if (arguments->format != CLI_FORMAT_JSON && exit_status == EXIT_DONE)
        exit_status = show(arguments, file, list);
    else if (arguments->format != CLI_FORMAT_JSON)
        complain("nothing has been decided in '%s'", arguments->case_file);
    json_decref(root);
    return exit_status;
}

static int run_log(const struct arguments *arguments)
{
    return case_run(arguments, HEARSAY_CASE_READ_ONLY, look);
}

/* ---- undo ---- */

static bool read_number(const char *s, int64_t *out)
{
    char *end;
    errno = 0;
    *out = strtoll(s, &end, 10);
    if (s[0] >= '1' && s[0] <= '9' && *end == 0 && errno == 0)
        return true;
    complain("'%s' is no decision's number; 'log' lists them", s);
    return false;
}

static int take_back(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    int64_t decision = 0;
    const char *who = decider(arguments);
    if (!who || (arguments->n_inputs && !read_number(arguments->inputs[0], &decision)))
        return EXIT_ERROR;
    enum hearsay_status status = hearsay_case_undo(file, decision, who, arguments->reason);
    return status == HEARSAY_OK ? decision_tell(hearsay, file, arguments, 0) : case_failed(hearsay, status);
}

static int run_undo(const struct arguments *arguments)
{
    return case_run(arguments, 0, take_back);
}

const struct command command_log = {
    .name = "log",
    .usage = "--case FILE log [--json]",
    .summary = "what persons decided in a case, by whom and why",
    .about = "Lists every decision, the oldest first, undone ones too: nothing is ever taken\n"
             "out. Exit status 1: nothing has been decided.\n",
    .examples = "  hearsay --case story.case log\n"
                "  hearsay --case story.case log --json\n",
    .bit = COMMAND_LOG,
    .run = run_log,
};

const struct command command_undo = {
    .name = "undo",
    .usage = "--case FILE undo [--json] [--reason TEXT] [--who NAME] [N]",
    .summary = "take back a decision",
    .about = "Takes back decision N of the log; without N the last correction that stands. An\n"
             "undoing is a decision too, and can be undone by its own number.\n"
             "Exit status 1: there is nothing to undo.\n",
    .examples = "  hearsay --case story.case undo\n"
                "  hearsay --case story.case undo 1 --reason \"the outlet put it right\"\n",
    .bit = COMMAND_UNDO,
    .run = run_undo,
};
