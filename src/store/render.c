/* The whole case as a text: for a person at a terminal, as a report; and its records one after the other, for who wants to do his own.
 *
 * What is kept of the accounts is JSON (accounts.c), and a page for a person wants the articles' texts beside it. So the case is loaded and
 * compared here each time; it is the comparison that is quick, and the reading that the case saves.
 */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

/* ---- accounts ---- */

static enum hearsay_status render(struct hearsay_case *file, const struct whole *whole, const struct hearsay_terminal *terminal, enum hearsay_export format, char **out, size_t *n)
{
    struct hearsay_accounts shown = *whole->accounts;
    int64_t *numbers = calloc(whole->n + 1, sizeof *numbers);
    if (!numbers)
        return case_memory(file);
    for (size_t i = 0; i < whole->n; i++)
        numbers[i] = whole->kept[i].article;
    shown.numbers = numbers;
    shown.n_left_out = shown.asked ? whole->n_all - whole->n : 0;
    enum hearsay_status status = terminal ? hearsay_accounts_terminal(&shown, terminal, out, n)
                                          : hearsay_export(file->context, format, whole->records, whole->n, &shown, out, n);
    free(numbers);
    return status;
}

static enum hearsay_status accounts(struct hearsay_case *file, const char *const *questions, size_t n_questions, const struct hearsay_terminal *terminal,
                                    enum hearsay_export format, char **out, size_t *n)
{
    struct whole whole;
    *out = NULL;
    enum hearsay_status status = whole_load(file, questions, n_questions, &whole);
    if (status == HEARSAY_OK && whole.n == 0)
        status = case_error(file, HEARSAY_NOTHING, "'%.300s': no article in this case", file->path);
    else if (status == HEARSAY_OK)
        status = whole_compare(file, questions, n_questions, &whole);
    if (whole.accounts && (status == HEARSAY_OK || status == HEARSAY_NOTHING)) {
        enum hearsay_status rendered = render(file, &whole, terminal, format, out, n);
        status = rendered == HEARSAY_OK ? status : rendered;
    }
    if (*out && !n_questions)
        whole_keep(file, &whole);
    whole_release(&whole);
    return status;
}

enum hearsay_status hearsay_case_accounts_terminal(struct hearsay_case *file, const char *const *questions, size_t n_questions,
                                                   const struct hearsay_terminal *terminal, char **out, size_t *n)
{
    return accounts(file, questions, n_questions, terminal, HEARSAY_EXPORT_HTML, out, n);
}

enum hearsay_status hearsay_case_accounts_export(struct hearsay_case *file, enum hearsay_export format, const char *const *questions, size_t n_questions,
                                                 char **out, size_t *n)
{
    return accounts(file, questions, n_questions, NULL, format, out, n);
}

/* ---- records ---- */

enum hearsay_status hearsay_case_records(struct hearsay_case *file, bool (*record)(void *user, struct hearsay_record *), void *user)
{
    struct whole whole;
    enum hearsay_status status = whole_load(file, NULL, 0, &whole);
    for (size_t i = 0; i < whole.n && status == HEARSAY_OK; i++) {
        struct hearsay_record *given = whole.kept[i].record;
        whole.kept[i].record = NULL;
        if (!record(user, given))
            status = HEARSAY_STOPPED;
    }
    whole_release(&whole);
    return status;
}
