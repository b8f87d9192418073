/* hearsay export: records and accounts in a format that other programs read. */
#include <stdlib.h>

#include "cli.h"

static enum hearsay_export format_of(const struct arguments *arguments)
{
    switch (arguments->format) {
    case CLI_FORMAT_JSONL: return HEARSAY_EXPORT_JSONL;
    case CLI_FORMAT_CSV: return HEARSAY_EXPORT_CSV;
    case CLI_FORMAT_BRAT: return HEARSAY_EXPORT_BRAT;
    case CLI_FORMAT_WEBANNOTATION: return HEARSAY_EXPORT_WEBANNOTATION;
    case CLI_FORMAT_FTM: return HEARSAY_EXPORT_FTM;
    case CLI_FORMAT_STIX: return HEARSAY_EXPORT_STIX;
    default: return HEARSAY_EXPORT_HTML;
    }
}

/* The other three hold records alone: comparing would be in vain. */
static bool wants_accounts(enum hearsay_export format)
{
    return format != HEARSAY_EXPORT_JSONL && format != HEARSAY_EXPORT_CSV && format != HEARSAY_EXPORT_BRAT;
}

static int write_out(const struct arguments *arguments, struct hearsay *hearsay, enum hearsay_status status, char *out, size_t n)
{
    if (status != HEARSAY_OK) {
        complain("%s", hearsay_message(hearsay)[0] ? hearsay_message(hearsay) : hearsay_status_text(status));
        return EXIT_ERROR;
    }
    bool written = arguments->folder ? file_write(arguments->folder, out, n) : output_write(out, n) && output_close();
    free(out);
    return written ? EXIT_DONE : EXIT_ERROR;
}

static int export_case(struct hearsay *hearsay, struct hearsay_case *file, const struct arguments *arguments)
{
    enum hearsay_export format = format_of(arguments);
    char *out = NULL;
    size_t n = 0;
    enum hearsay_status status = arguments->n_questions && wants_accounts(format)
                                     ? hearsay_case_accounts_export(file, format, arguments->questions, arguments->n_questions, &out, &n)
                                     : hearsay_case_export(file, format, &out, &n);
    if (!out && status == HEARSAY_NOTHING)
        return case_failed(hearsay, status);
    return write_out(arguments, hearsay, out && status == HEARSAY_NOTHING ? HEARSAY_OK : status, out, n);
}

static int export_inputs(struct hearsay *hearsay, const struct arguments *arguments, struct gathering *gathering)
{
    enum hearsay_export format = format_of(arguments);
    struct hearsay_accounts *accounts = NULL;
    char *out = NULL;
    size_t n = 0;
    int exit_status = gather(hearsay, arguments, arguments->inputs, arguments->n_inputs, gathering);
    if (exit_status != EXIT_DONE)
        return exit_status;
    if (wants_accounts(format)) {
        compare_gathered(hearsay, arguments, gathering, &accounts);
        if (!accounts)
            return EXIT_ERROR;
    }
    enum hearsay_status status =
        hearsay_export(hearsay, format, (const struct hearsay_record *const *)gathering->records, gathering->n, accounts, &out, &n);
    exit_status = write_out(arguments, hearsay, status, out, n);
    hearsay_accounts_free(accounts);
    return exit_status;
}

static int run(const struct arguments *arguments)
{
    struct gathering gathering = {0};
    struct hearsay *hearsay;
    int exit_status = EXIT_ERROR;
    if (arguments->format == CLI_FORMAT_TERMINAL) {
        complain("no format; '--format' html, jsonl, csv, brat, webannotation, ftm or stix");
        return EXIT_ERROR;
    }
    if (arguments->case_file)
        return case_run(arguments, HEARSAY_CASE_READ_ONLY, export_case);
    if (hearsay_new(&arguments->options, &hearsay) != HEARSAY_OK)
        complain("%s", hearsay_message(hearsay));
    else
        exit_status = export_inputs(hearsay, arguments, &gathering);
    gathering_release(&gathering);
    hearsay_free(hearsay);
    return exit_status;
}

const struct command command_export = {
    .name = "export",
    .usage = "export --format FORMAT [-o FILE] INPUT...",
    .case_usage = "--case FILE export --format FORMAT [-o FILE]",
    .summary = "records and accounts in a format that other programs read",
    .about = "Reads the articles, or takes those of a case, and writes what stands in them in\n"
             "one of these formats:\n"
             "  html           one page that opens anywhere: the accounts side by side\n"
             "  jsonl          the records of 'read --json'\n"
             "  csv            a row for each attribution, for a spreadsheet\n"
             "  brat           standoff annotations, as PolNeAR has them\n"
             "  webannotation  W3C Web Annotation, JSON-LD\n"
             "  ftm            FollowTheMoney entities (Aleph), one a line\n"
             "  stix           a STIX 2.1 bundle\n"
             "Nothing in any of them says who is right.\n",
    .examples = "  hearsay export --format html -o story.html examples/story.ndjson\n"
                "  hearsay export --format csv examples/council.txt examples/recall.txt\n"
                "  hearsay export --format stix examples/story.ndjson\n"
                "  hearsay --case story.case export --format html -o report.html\n",
    .bit = COMMAND_EXPORT,
    .run = run,
};
