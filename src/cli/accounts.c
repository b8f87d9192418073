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
    .summary = "the articles' statements side by side, question by question",
    .about = "Reads the articles together, finds the questions on which their statements meet,\n"
             "and shows for each who says yes and who no, on whose word, and from how many\n"
             "independent origins. It never says who is right. With --question or --questions\n"
             "it answers those instead. Exit status 1: nothing is in dispute.\n",
    .examples = "  hearsay accounts examples/story.ndjson\n"
                "  hearsay accounts --json examples/story.ndjson\n"
                "  hearsay accounts --format html examples/story.ndjson\n",
    .bit = COMMAND_ACCOUNTS,
    .run = run,
};
