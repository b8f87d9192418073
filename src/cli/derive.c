/* hearsay derive: what other weights or rules found in the articles of a case, made again. */
#include <stdio.h>

#include "cli.h"

static bool step(void *user, uint64_t done, uint64_t n)
{
    progress_show(user, &(struct hearsay_progress){.n_articles = done, .bytes_done = done, .bytes = n}); /* the share is of articles here */
    return true;
}

static int tell(const struct arguments *arguments, const struct hearsay_added *read)
{
    char line[160];
    const char *format = arguments->format == CLI_FORMAT_JSON ? "{\"derived\": %llu, \"known\": %llu}\n" : "%llu read again, %llu needed not\n";
    int n = snprintf(line, sizeof line, format, (unsigned long long)read->added, (unsigned long long)read->known);
    return output_write(line, (size_t)n) && output_close() ? EXIT_DONE : EXIT_ERROR;
}

static int derive(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    struct hearsay_added read;
    struct progress progress;
    case_end_in_words();
    progress_begin(&progress);
    enum hearsay_status status = hearsay_case_derive(file, step, &progress, &read);
    progress_clear(&progress);
    if (status != HEARSAY_OK && !(status == HEARSAY_NOTHING && arguments->format == CLI_FORMAT_JSON))
        return case_failed(hearsay, status);
    int exit_status = tell(arguments, &read);
    return status == HEARSAY_NOTHING && exit_status == EXIT_DONE ? EXIT_NOTHING : exit_status;
}

static int run(const struct arguments *arguments)
{
    return case_run(arguments, 0, derive);
}

const struct command command_derive = {
    .name = "derive",
    .usage = "--case FILE derive [--json]",
    .summary = "read a case's articles again after new weights or rules",
    .about = "Reads again every article whose record was made by other weights or rules than\n"
             "those of this program, imported ones too, from the texts that the case keeps.\n"
             "What persons decided stays. A run that was cut short goes on where it stopped.\n"
             "Exit status 1: nothing was to be read again.\n",
    .examples = "  hearsay --case story.case derive\n"
                "  hearsay --case story.case derive --json\n",
    .bit = COMMAND_DERIVE,
    .run = run,
};
