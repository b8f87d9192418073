/* hearsay accounts: the articles' statements set side by side. */
#include <stdlib.h>

#include "cli.h"

static enum hearsay_status render(struct hearsay *hearsay, const struct arguments *arguments, const struct hearsay_accounts *accounts, char **out, size_t *n)
{
    struct hearsay_terminal terminal = output_terminal(arguments);
    switch (arguments->format) {
    case CLI_FORMAT_JSON:
        return hearsay_accounts_json(accounts, out, n);
    case CLI_FORMAT_HTML:
        return hearsay_export(hearsay, HEARSAY_EXPORT_HTML, accounts->records, accounts->n_records, accounts, out, n);
    default:
        return hearsay_accounts_terminal(accounts, &terminal, out, n);
    }
}

/* Writes the accounts; gives the exit status. */
static int write_accounts(struct hearsay *hearsay, const struct arguments *arguments, const struct hearsay_accounts *accounts)
{
    char *out;
    size_t n;
    enum hearsay_status status = render(hearsay, arguments, accounts, &out, &n);
    if (status != HEARSAY_OK) {
        complain("the accounts: %s", hearsay_status_text(status));
        return EXIT_ERROR;
    }
    bool written = output_write(out, n) && (arguments->format != CLI_FORMAT_JSON || output_write("\n", 1)) && output_close();
    free(out);
    return written ? EXIT_DONE : EXIT_ERROR;
}

/* The whole case; what it says of the questions found is kept there as JSON. */
static enum hearsay_status render_case(struct hearsay_case *file, const struct arguments *arguments, char **out, size_t *n)
{
    struct hearsay_terminal terminal = output_terminal(arguments);
    switch (arguments->format) {
    case CLI_FORMAT_JSON:
        return hearsay_case_accounts(file, arguments->questions, arguments->n_questions, out, n);
    case CLI_FORMAT_HTML:
        return hearsay_case_accounts_export(file, HEARSAY_EXPORT_HTML, arguments->questions, arguments->n_questions, out, n);
    default:
        return hearsay_case_accounts_terminal(file, arguments->questions, arguments->n_questions, &terminal, out, n);
    }
}

static int compare_case(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    char *out = NULL;
    size_t n = 0;
    enum hearsay_status status = render_case(file, arguments, &out, &n);
    if (!out || (status != HEARSAY_OK && status != HEARSAY_NOTHING)) {
        free(out);
        return case_failed(hearsay, status);
    }
    int exit_status = status == HEARSAY_OK ? EXIT_DONE : EXIT_NOTHING;
    if (arguments->format == CLI_FORMAT_JSON)
        return case_write_json(out, n, exit_status);
    bool written = output_write(out, n) && output_close();
    free(out);
    return written ? exit_status : EXIT_ERROR;
}

static int gather_and_compare(struct hearsay *hearsay, const struct arguments *arguments, struct gathering *gathering)
{
    struct hearsay_accounts *accounts;
    int exit_status = gather(hearsay, arguments, arguments->inputs, arguments->n_inputs, gathering);
    if (exit_status != EXIT_DONE)
        return exit_status;
    enum hearsay_status status = compare_gathered(hearsay, arguments, gathering, &accounts);
    exit_status = accounts ? write_accounts(hearsay, arguments, accounts) : EXIT_ERROR;
    hearsay_accounts_free(accounts);
    return exit_status == EXIT_DONE && status == HEARSAY_NOTHING ? EXIT_NOTHING : exit_status;
}

static int run(const struct arguments *arguments)
{
    if (arguments->case_file)
        return case_run(arguments, case_flags(arguments), compare_case);
    struct gathering gathering = {0};
    struct hearsay *hearsay;
    int exit_status = EXIT_ERROR;
    if (hearsay_new(&arguments->options, &hearsay) != HEARSAY_OK)
        complain("%s", hearsay_message(hearsay));
    else
        exit_status = gather_and_compare(hearsay, arguments, &gathering);
    gathering_release(&gathering);
    hearsay_free(hearsay);
    return exit_status;
}

const struct command command_accounts = {
    .name = "accounts",
    .usage = "accounts [--json | --format html] [--question TEXT]... INPUT...",
    .case_usage = "--case FILE accounts [--json | --format html] [--question TEXT]",
    .summary = "the articles' statements side by side, question by question",
    .about = "Reads the articles together, finds the questions on which their statements meet,\n"
             "and shows for each who says yes and who no, on whose word, and from how many\n"
             "independent origins. It never says who is right. With --question or --questions\n"
             "it answers those instead. With --case it is the articles of the case, with what\n"
             "persons decided in it. Exit status 1: nothing is in dispute.\n",
    .examples = "  hearsay accounts examples/story.ndjson\n"
                "  hearsay accounts --json examples/story.ndjson\n"
                "  hearsay accounts --format html examples/story.ndjson\n"
                "  hearsay --case story.case accounts\n",
    .bit = COMMAND_ACCOUNTS,
    .run = run,
};
