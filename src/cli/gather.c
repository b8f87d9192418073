/* The records of all inputs, kept until something is done with them together. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"

enum { RECORDS_MAX = 1 << 20 };

bool gathering_take(struct gathering *gathering, struct hearsay_record *record)
{
    if (gathering->n == gathering->capacity) {
        size_t capacity = gathering->capacity ? gathering->capacity * 2 : 64;
        struct hearsay_record **grown = capacity > RECORDS_MAX ? NULL : realloc(gathering->records, capacity * sizeof *grown);
        if (!grown) {
            if (capacity > RECORDS_MAX)
                complain("more than %d articles to compare", RECORDS_MAX);
            else
                complain("out of memory");
            hearsay_record_free(record);
            return !(gathering->failed = true);
        }
        gathering->records = grown;
        gathering->capacity = capacity;
    }
    gathering->records[gathering->n++] = record;
    return true;
}

static bool take_record(void *user, struct hearsay_record *record)
{
    struct gathering *gathering = user;
    progress_clear(&gathering->progress);
    for (size_t i = 0; i < record->n_diagnostics; i++)
        complain("%s", record->diagnostics[i].message);
    hearsay_record_keep(record);
    return gathering_take(gathering, record);
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

int gather(struct hearsay *hearsay, const struct arguments *arguments, const char *const *inputs, size_t n_inputs, struct gathering *gathering)
{
    progress_begin(&gathering->progress);
    struct hearsay_reader reader = {.format = arguments->as, .record = take_record, .trouble = take_trouble,
                                    .progress = gathering->progress.wanted ? take_progress : NULL, .user = gathering};
    enum hearsay_status status = hearsay_read(hearsay, inputs, n_inputs, &reader);
    progress_clear(&gathering->progress);
    if (gathering->failed)
        return EXIT_ERROR;
    if (status == HEARSAY_MEMORY)
        complain("%s", hearsay_message(hearsay));
    return status == HEARSAY_OK ? EXIT_DONE : status == HEARSAY_NOTHING ? EXIT_NOTHING : EXIT_ERROR;
}

void gathering_release(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->n; i++)
        hearsay_record_free(gathering->records[i]);
    free(gathering->records);
}

enum hearsay_status compare_gathered(struct hearsay *hearsay, const struct arguments *arguments, const struct gathering *gathering,
                                     struct hearsay_accounts **accounts)
{
    *accounts = NULL;
    enum hearsay_status status = hearsay_compare(hearsay, (const struct hearsay_record *const *)gathering->records, gathering->n,
                                                 arguments->questions, arguments->n_questions, accounts);
    if ((status == HEARSAY_OK || status == HEARSAY_NOTHING) && *accounts)
        return status;
    complain("%s", hearsay_message(hearsay)[0] ? hearsay_message(hearsay) : hearsay_status_text(status));
    hearsay_accounts_free(*accounts);
    *accounts = NULL;
    return status == HEARSAY_OK || status == HEARSAY_NOTHING ? HEARSAY_MEMORY : status;
}
