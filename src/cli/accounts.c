/* hearsay accounts: the articles' statements set side by side. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"

enum { RECORDS_MAX = 1 << 20 };

/* The records of all inputs, kept until they have been compared. */
struct gathering {
    struct hearsay_record **records;
    size_t n, capacity;
    struct progress progress;
    bool failed;
};

static bool take_record(void *user, struct hearsay_record *record)
{
    struct gathering *gathering = user;
    progress_clear(&gathering->progress);
    for (size_t i = 0; i < record->n_diagnostics; i++)
        complain("%s", record->diagnostics[i].message);
    if (gathering->n == gathering->capacity) {
        size_t capacity = gathering->capacity ? gathering->capacity * 2 : 64;
        struct hearsay_record **grown = capacity > RECORDS_MAX ? NULL : realloc(gathering->records, capacity * sizeof *grown);
        if (!grown) {
            if (capacity > RECORDS_MAX)
                complain("more than %d articles to compare", RECORDS_MAX);
            else
                complain("out of memory");
            return !(gathering->failed = true);
        }
        gathering->records = grown;
        gathering->capacity = capacity;
    }
    hearsay_record_keep(record);
    gathering->records[gathering->n++] = record;
    return true;
}

static void take_trouble(void *user, const char *input, const struct hearsay_diagnostic *trouble)
{
    struct gathering *gathering = user;
    (void)input; /* the message names it */
    progress_clear(&gathering->progress);
    complain("%s", trouble->message);
}

static void take_progress(void *user, const struct hearsay_progress *state)
{
    struct gathering *gathering = user;
    progress_show(&gathering->progress, state);
}

static void gathering_release(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->n; i++)
        hearsay_record_free(gathering->records[i]);
    free(gathering->records);
}

/* Writes the accounts; gives the exit status. */
static int write_accounts(const struct arguments *arguments, const struct hearsay_accounts *accounts)
{
    char *out;
    size_t n;
    struct hearsay_terminal terminal = output_terminal(arguments);
    bool json = arguments->format == CLI_FORMAT_JSON;
    enum hearsay_status status = json ? hearsay_accounts_json(accounts, &out, &n) : hearsay_accounts_terminal(accounts, &terminal, &out, &n);
    if (status != HEARSAY_OK) {
        complain("the accounts: %s", hearsay_status_text(status));
        return EXIT_ERROR;
    }
    bool written = output_write(out, n) && (!json || output_write("\n", 1)) && output_close();
    free(out);
    return written ? EXIT_DONE : EXIT_ERROR;
}

static int compare(struct hearsay *hearsay, const struct arguments *arguments, const struct gathering *gathering)
{
    struct hearsay_accounts *accounts = NULL;
    enum hearsay_status status =
        hearsay_compare(hearsay, (const struct hearsay_record *const *)gathering->records, gathering->n, arguments->questions,
                        arguments->n_questions, &accounts);
    int exit_status = EXIT_ERROR;
    if (status != HEARSAY_OK && status != HEARSAY_NOTHING)
        complain("%s", hearsay_message(hearsay)[0] ? hearsay_message(hearsay) : hearsay_status_text(status));
    else if (accounts)
        exit_status = write_accounts(arguments, accounts);
    hearsay_accounts_free(accounts);
    return exit_status == EXIT_DONE && status == HEARSAY_NOTHING ? EXIT_NOTHING : exit_status;
}

static int gather_and_compare(struct hearsay *hearsay, const struct arguments *arguments, struct gathering *gathering)
{
    struct hearsay_reader reader = {arguments->as, take_record, take_trouble, gathering->progress.wanted ? take_progress : NULL,
                                    gathering};
    enum hearsay_status status = hearsay_read(hearsay, arguments->inputs, arguments->n_inputs, &reader);
    progress_clear(&gathering->progress);
    if (gathering->failed)
        return EXIT_ERROR;
    if (status == HEARSAY_OK)
        return compare(hearsay, arguments, gathering);
    if (status == HEARSAY_MEMORY)
        complain("%s", hearsay_message(hearsay));
    return status == HEARSAY_NOTHING ? EXIT_NOTHING : EXIT_ERROR;
}

static int run(const struct arguments *arguments)
{
    struct gathering gathering = {0};
    struct hearsay *hearsay;
    int exit_status = EXIT_ERROR;
    progress_begin(&gathering.progress);
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
    .usage = "accounts [--json] [--question TEXT]... INPUT...",
    .summary = "the articles' statements side by side, question by question",
    .about = "Reads the articles together, finds the questions on which their statements meet,\n"
             "and shows for each who says yes and who no, on whose word, and from how many\n"
             "independent origins. It never says who is right. With --question or --questions\n"
             "it answers those instead. Exit status 1: nothing is in dispute.\n",
    .examples = "  hearsay accounts examples/story.ndjson\n"
                "  hearsay accounts --json examples/story.ndjson\n",
    .bit = COMMAND_ACCOUNTS,
    .run = run,
};
