/* hearsay add: articles into a case. */
#include <stdio.h>

#include "cli.h"

static bool take_record(void *user, struct hearsay_record *record)
{
    progress_clear(user);
    for (size_t i = 0; i < record->n_diagnostics; i++)
        complain("%s", record->diagnostics[i].message);
    return true;
}

static void take_trouble(void *user, const char *input, const struct hearsay_diagnostic *trouble)
{
    (void)input; /* the message names it */
    progress_clear(user);
    complain("%s", trouble->message);
}

static void take_progress(void *user, const struct hearsay_progress *state)
{
    progress_show(user, state);
}

static enum hearsay_status add(struct hearsay_case *kept, const struct arguments *arguments, struct hearsay_added *added)
{
    struct progress progress;
    progress_begin(&progress);
    struct hearsay_reader reader = {.format = arguments->as, .record = take_record, .trouble = take_trouble,
                                    .progress = progress.wanted ? take_progress : NULL, .user = &progress};
    enum hearsay_status status = hearsay_case_add(kept, arguments->inputs, arguments->n_inputs, &reader, added);
    progress_clear(&progress);
    return status;
}

static int tell(const struct arguments *arguments, const struct hearsay_added *added)
{
    char line[160];
    const char *format = arguments->format == CLI_FORMAT_JSON ? "{\"added\": %llu, \"known\": %llu}\n" : "%llu added, %llu known already\n";
    int n = snprintf(line, sizeof line, format, (unsigned long long)added->added, (unsigned long long)added->known);
    return output_write(line, (size_t)n) && output_close() ? EXIT_DONE : EXIT_ERROR;
}

static int run(const struct arguments *arguments)
{
    struct hearsay *hearsay;
    struct hearsay_case *kept = NULL;
    struct hearsay_added added = {0};
    enum hearsay_status status = hearsay_new(&arguments->options, &hearsay);
    if (status == HEARSAY_OK)
        status = hearsay_case_open(hearsay, arguments->case_file, HEARSAY_CASE_CREATE, &kept);
    if (status == HEARSAY_OK)
        status = add(kept, arguments, &added);
    int exit_status = kept ? tell(arguments, &added) : EXIT_ERROR;
    if (status != HEARSAY_OK && status != HEARSAY_NOTHING && hearsay_message(hearsay)[0])
        complain("%s", hearsay_message(hearsay));
    hearsay_case_close(kept);
    hearsay_free(hearsay);
    return status == HEARSAY_OK ? exit_status : status == HEARSAY_NOTHING && exit_status == EXIT_DONE ? EXIT_NOTHING : EXIT_ERROR;
}

const struct command command_add = {
    .name = "add",
    .usage = "--case FILE add [--json] INPUT...",
    .summary = "read articles into a case",
    .about = "Reads the articles and keeps them in the case, each whole or not at all. The case is\n"
             "made if it is not there. What it has already is not read again, so a run that was\n"
             "cut short is simply run again.\n",
    .examples = "  hearsay --case story.case add examples/story.ndjson\n"
                "  hearsay --case story.case add --json examples/council.txt\n",
    .bit = COMMAND_ADD,
    .run = run,
};
