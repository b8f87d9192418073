/* hearsay lint: what a writer should look at before a draft goes out. */
#include <stdlib.h>

#include "cli.h"

static int write_findings(const struct arguments *arguments, const struct hearsay_lint *lint)
{
    struct hearsay_terminal terminal = output_terminal(arguments);
    bool json = arguments->format == CLI_FORMAT_JSON;
    char *out;
    size_t n;
    enum hearsay_status status = json ? hearsay_lint_json(lint, &out, &n) : hearsay_lint_terminal(lint, &terminal, &out, &n);
    if (status != HEARSAY_OK) {
        complain("the draft: %s", hearsay_status_text(status));
        return EXIT_ERROR;
    }
    bool written = output_write(out, n) && (!json || output_write("\n", 1)) && output_close();
    free(out);
    return !written ? EXIT_ERROR : lint->n_findings ? EXIT_DONE : EXIT_NOTHING;
}

static int look(struct hearsay *hearsay, const struct arguments *arguments, const struct gathering *gathering, size_t n_drafts)
{
    struct hearsay_lint *lint = NULL;
    enum hearsay_status status = hearsay_lint(hearsay, (const struct hearsay_record *const *)gathering->records, n_drafts, gathering->n, &lint);
    int exit_status = EXIT_ERROR;
    if (lint)
        exit_status = write_findings(arguments, lint);
    else
        complain("%s", hearsay_message(hearsay)[0] ? hearsay_message(hearsay) : hearsay_status_text(status));
    hearsay_lint_free(lint);
    return exit_status;
}

/* ---- against a case ---- */

static bool take_kept(void *user, struct hearsay_record *record)
{
    return gathering_take(user, record);
}

static int look_in_case(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    struct gathering gathering = {0};
    int exit_status = gather(hearsay, arguments, arguments->inputs, arguments->n_inputs, &gathering);
    size_t n_drafts = gathering.n;
    enum hearsay_status status = exit_status == EXIT_DONE ? hearsay_case_records(file, take_kept, &gathering) : HEARSAY_OK;
    if (gathering.failed)
        exit_status = EXIT_ERROR;
    else if (status != HEARSAY_OK)
        exit_status = case_failed(hearsay, status);
    else if (exit_status == EXIT_DONE)
        exit_status = look(hearsay, arguments, &gathering, n_drafts);
    gathering_release(&gathering);
    return exit_status;
}

/* ---- against other inputs ---- */

static int gather_and_look(struct hearsay *hearsay, const struct arguments *arguments, struct gathering *gathering)
{
    int exit_status = gather(hearsay, arguments, arguments->inputs, 1, gathering);
    size_t n_drafts = gathering->n;
    if (exit_status != EXIT_DONE)
        return exit_status;
    if (arguments->n_inputs > 1 && gather(hearsay, arguments, arguments->inputs + 1, arguments->n_inputs - 1, gathering) == EXIT_ERROR)
        return EXIT_ERROR;
    return look(hearsay, arguments, gathering, n_drafts);
}

static int run(const struct arguments *arguments)
{
    struct gathering gathering = {0};
    struct hearsay *hearsay;
    int exit_status = EXIT_ERROR;
    if (arguments->case_file)
        return case_run(arguments, HEARSAY_CASE_READ_ONLY, look_in_case);
    if (hearsay_new(&arguments->options, &hearsay) != HEARSAY_OK)
        complain("%s", hearsay_message(hearsay));
    else
        exit_status = gather_and_look(hearsay, arguments, &gathering);
    gathering_release(&gathering);
    hearsay_free(hearsay);
    return exit_status;
}

const struct command command_lint = {
    .name = "lint",
    .usage = "lint [--json] DRAFT [INPUT...]",
    .case_usage = "--case FILE lint [--json] DRAFT...",
    .summary = "what a draft rests on: one unnamed source, none, a copy",
    .about = "Reads DRAFT, and INPUTs that it may be copied from, and tells which of its\n"
             "statements rest on one source that is not named, on no source at all, or are\n"
             "in another article's words, and where an INPUT has the contrary and DRAFT does\n"
             "not say so. With --case every INPUT is a draft, and the articles of the case are\n"
             "what it may be copied from. What nobody is said to have said is not judged.\n"
             "Exit status 1: nothing wants a look.\n",
    .examples = "  hearsay lint examples/recall.txt\n"
                "  hearsay lint --json examples/council.txt examples/story.ndjson\n"
                "  hearsay --case story.case lint examples/recall.txt\n",
    .bit = COMMAND_LINT,
    .run = run,
};
