/* hearsay add: articles into a case.
 *
 * Every article is a transaction of its own, so an interrupt may end the program at once, wherever it is; it only says that nothing is lost. What was begun
 * the file takes back when it is opened next.
 */
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

static int add_and_tell(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    struct hearsay_added added;
    case_end_in_words();
    enum hearsay_status status = add(file, arguments, &added);
    int exit_status = case_tell_added(arguments, &added);
    if (status == HEARSAY_OK || exit_status == EXIT_ERROR)
        return exit_status;
    if (status == HEARSAY_NOTHING || !hearsay_message(hearsay)[0]) /* what could not be read was told */
        return status == HEARSAY_NOTHING ? EXIT_NOTHING : EXIT_ERROR;
    return case_failed(hearsay, status);
}

static int run(const struct arguments *arguments)
{
    return case_run(arguments, HEARSAY_CASE_CREATE, add_and_tell);
}

const struct command command_add = {
    .name = "add",
    .usage = "--case FILE add [--json] INPUT...",
    .summary = "read articles into a case",
    .about = "Reads the articles and keeps them in the case, each whole or not at all. The\n"
             "case is made if it is not there. What it has already is not read again, so a\n"
             "run that was cut short is simply run again.\n",
    .examples = "  hearsay --case story.case add examples/story.ndjson\n"
                "  hearsay --case story.case add --json examples/council.txt\n",
    .bit = COMMAND_ADD,
    .run = run,
};
