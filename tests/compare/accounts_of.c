/* Sets a file of records side by side, without a model: what comparing alone makes of records that somebody else wrote.
 *
 * usage: accounts_of [-t] [-j JUDGE.hear] [-q QUESTION]… RECORDS.ndjson      (-t: for a terminal; else JSON; without -j by rule alone)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare/compare.h"
#include "model/model.h"
#include "records_json.h"

int main(int argc, char **argv)
{
    static struct records records;
    const char *questions[64];
    size_t n_questions = 0;
    bool terminal = false;
    struct model *judge = NULL;
    struct error error = {""};
    int i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        terminal |= strcmp(argv[i], "-t") == 0;
        if (strcmp(argv[i], "-j") == 0 && i + 1 < argc && model_open(argv[++i], NULL, &judge, &error) != HEARSAY_OK) {
            fprintf(stderr, "%s\n", error.message);
            return 2;
        }
        if (strcmp(argv[i], "-q") == 0 && i + 1 < argc && n_questions < 64)
            questions[n_questions++] = argv[++i];
    }
    if (i >= argc || !records_load(&records, argv[i]))
        return 2;
    struct hearsay_accounts *accounts = NULL;
    enum hearsay_status status = compare_records(records.items, records.n, questions, n_questions, judge ? &(struct trained_judge){.model = judge, .n_threads = 2} : NULL, &accounts, &error);
    char *text = NULL;
    if (!accounts) {
        fprintf(stderr, "%s\n", error.message);
    } else {
        status = terminal ? hearsay_accounts_terminal(accounts, &(struct hearsay_terminal){.width = 80}, &text, NULL)
                          : hearsay_accounts_json(accounts, &text, NULL);
        if (status == HEARSAY_OK)
            puts(text);
    }
    free(text);
    hearsay_accounts_free(accounts);
    model_close(judge);
    records_release(&records);
    return status == HEARSAY_OK ? 0 : 2;
}
