/* Reads articles and prints who said what: all that a program needs of hearsay.h.
 *
 *     cc read.c $(pkg-config --cflags --libs hearsay) -o read && ./read ARTICLE...
 */
#include <stdio.h>

#include <hearsay.h>

static const char *speaker_name(const struct hearsay_record *record, const struct hearsay_attribution *attribution)
{
    return attribution->speaker == HEARSAY_NONE ? "(nobody named)" : record->people[attribution->speaker].name;
}

static bool print_record(void *user, struct hearsay_record *record)
{
    (void)user;
    for (size_t i = 0; i < record->n_attributions; i++) {
        const struct hearsay_attribution *attribution = &record->attributions[i];
        printf("%s:", speaker_name(record, attribution));
        for (size_t k = 0; k < attribution->n_content; k++) {
            size_t n;
            const char *bytes = hearsay_record_slice(record, attribution->content[k], &n);
            printf(" %.*s", (int)n, bytes);
        }
        printf("\n");
    }
    return true; /* go on; the record is freed for us, because we did not keep it */
}

static void print_trouble(void *user, const char *input, const struct hearsay_diagnostic *diagnostic)
{
    (void)user;
    (void)input;
    fprintf(stderr, "%s\n", diagnostic->message);
}

int main(int argc, char **argv)
{
    struct hearsay *hearsay;
    enum hearsay_status status = hearsay_new(NULL, &hearsay);
    if (status == HEARSAY_OK) {
        struct hearsay_reader reader = {.record = print_record, .trouble = print_trouble};
        status = hearsay_read(hearsay, (const char *const *)argv + 1, (size_t)(argc - 1), &reader);
    }
    if (status != HEARSAY_OK)
        fprintf(stderr, "%s\n", hearsay ? hearsay_message(hearsay) : hearsay_status_text(status));
    hearsay_free(hearsay);
    return status == HEARSAY_OK ? 0 : 2;
}
