/* hearsay import: records of ours, or what was decided in another case. */
#include "cli.h"

static int take(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    struct hearsay_added all = {0}, added;
    int n_failed = 0, n_cut = 0; /* of cut ones some lines were taken in, and the rest not */
    for (size_t i = 0; i < arguments->n_inputs; i++) {
        enum hearsay_status status = hearsay_case_import(file, arguments->inputs[i], &added);
        all.added += added.added;
        all.known += added.known;
        if (status != HEARSAY_OK) {
            bool failed = case_failed(hearsay, status) == EXIT_ERROR;
            n_failed += failed;
            n_cut += failed && added.added + added.known > 0;
        } else if (hearsay_message(hearsay)[0]) {
            complain("%s", hearsay_message(hearsay)); /* what was left out */
        }
    }
    int exit_status = case_tell_added(arguments, &all);
    bool any = all.added + all.known > 0;
    if (n_cut)
        return EXIT_ERROR;
    return exit_status == EXIT_DONE && !any ? n_failed ? EXIT_ERROR : EXIT_NOTHING : exit_status;
}

static int run(const struct arguments *arguments)
{
    return case_run(arguments, HEARSAY_CASE_CREATE, take);
}

const struct command command_import = {
    .name = "import",
    .usage = "--case FILE import [--json] INPUT...",
    .summary = "records, or another case's decisions, into a case",
    .about = "Takes in records that 'read --json' or 'export --format jsonl' wrote, as they\n"
             "are, without reading their texts again; or the decisions of another case, for\n"
             "the articles that both have, with who made them and when. INPUT is a file, or\n"
             "'-' for records on standard input. Taking in the same twice changes nothing.\n",
    .examples = "  hearsay read --json examples/story.ndjson | hearsay --case new.case import -\n"
                "  hearsay --case story.case import colleague.case\n",
    .bit = COMMAND_IMPORT,
    .run = run,
};
