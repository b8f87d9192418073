/* hearsay read: the record of each article, as it is found. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"

struct reading {
    const struct arguments *arguments;
    struct hearsay_terminal terminal;
    struct folder *folder;
    struct progress progress;
    uint64_t n_written, n_attributions;
    bool failed; /* output failed, and that was told */
};

static enum hearsay_status render(const struct reading *reading, const struct hearsay_record *record, char **out, size_t *n)
{
    switch (reading->arguments->format) {
    case CLI_FORMAT_JSON:
        return hearsay_record_json(record, out, n);
    case CLI_FORMAT_BRAT:
        return hearsay_record_brat(record, reading->arguments->flat, out, n);
    default:
        return hearsay_record_terminal(record, &reading->terminal, out, n);
    }
}

/* On standard output a line feed ends a JSON object, and a blank line stands between articles of the other forms. */
static bool write_stream(struct reading *reading, char **out, size_t n)
{
    bool json = reading->arguments->format == CLI_FORMAT_JSON;
    char *whole = realloc(*out, n + 2);
    if (!whole) {
        complain("out of memory");
        return false;
    }
    *out = whole;
    if (json)
        whole[n++] = '\n';
    if (!json && reading->n_written && !output_write("\n", 1))
        return false;
    return output_write(whole, n);
}

static bool write_file(struct reading *reading, const struct hearsay_record *record, const char *out, size_t n)
{
    static const char *const endings[] = {".hearsay.txt", ".json", ".ann"};
    return folder_write(reading->folder, record->id, endings[reading->arguments->format], out, n);
}

static bool take_record(void *user, struct hearsay_record *record)
{
    struct reading *reading = user;
    char *out;
    size_t n;
    progress_clear(&reading->progress);
    for (size_t i = 0; i < record->n_diagnostics; i++)
        complain("%s", record->diagnostics[i].message);
    enum hearsay_status status = render(reading, record, &out, &n);
    if (status != HEARSAY_OK) {
        complain("'%s': %s", record->id, hearsay_status_text(status));
        return !(reading->failed = true);
    }
    reading->failed = !(reading->folder ? write_file(reading, record, out, n) : write_stream(reading, &out, n));
    free(out);
    reading->n_written++;
    reading->n_attributions += record->n_attributions;
    return !reading->failed;
}

static void take_trouble(void *user, const char *input, const struct hearsay_diagnostic *trouble)
{
    struct reading *reading = user;
    (void)input; /* the message names it */
    progress_clear(&reading->progress);
    complain("%s", trouble->message);
}

static void take_progress(void *user, const struct hearsay_progress *state)
{
    struct reading *reading = user;
    progress_show(&reading->progress, state);
}

static int outcome(struct reading *reading, enum hearsay_status status)
{
    if (reading->failed || (!reading->folder && !output_close()))
        return EXIT_ERROR;
    if (status == HEARSAY_OK)
        return reading->n_attributions ? EXIT_DONE : EXIT_NOTHING;
    return status == HEARSAY_NOTHING ? EXIT_NOTHING : EXIT_ERROR;
}

static int run(const struct arguments *arguments)
{
    struct reading reading = {.arguments = arguments, .terminal = output_terminal(arguments)};
    struct hearsay *hearsay;
    int exit_status = EXIT_ERROR;
    enum hearsay_status status = hearsay_new(&arguments->options, &hearsay);
    progress_begin(&reading.progress);
    if (status != HEARSAY_OK) {
        complain("%s", hearsay_message(hearsay));
    } else if (!arguments->folder || (reading.folder = folder_open(arguments->folder))) {
        struct hearsay_reader reader = {.format = arguments->as, .record = take_record, .trouble = take_trouble,
                                        .progress = reading.progress.wanted ? take_progress : NULL, .user = &reading};
        status = hearsay_read(hearsay, arguments->inputs, arguments->n_inputs, &reader);
        progress_clear(&reading.progress);
        if (status == HEARSAY_MEMORY && !reading.n_written)
            complain("%s", hearsay_message(hearsay));
        exit_status = outcome(&reading, status);
    }
    folder_close(reading.folder);
    hearsay_free(hearsay);
    return exit_status;
}

const struct command command_read = {
    .name = "read",
    .usage = "read [--json | --format brat] [--flat] [-o DIR] INPUT...",
    .summary = "who said what in each article, on whose word",
    .about = "Reads each INPUT (a file, or '-' for standard input): plain text, one article\n"
             "a file, or NDJSON, one article a line. Shows for each article the passages in\n"
             "which somebody is cited, and below each who said what, through whom.\n"
             "One bad input never stops the others: it is told on standard error.\n",
    .examples = "  hearsay read examples/council.txt\n"
                "  hearsay read --json examples/story.ndjson\n"
                "  hearsay read --format brat -o annotations examples/council.txt\n"
                "  cat examples/recall.txt | hearsay read --width 60 -\n",
    .bit = COMMAND_READ,
    .run = run,
};
