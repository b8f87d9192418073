/* Which articles are compared when somebody asks a question of his own.
 *
 * To hold a question against every article of a large case takes as long as the comparison of all. So the full-text index of the statements gives those that
 * share words with the question, best first (bm25: rare words count most), and their articles are compared, whole, for a denial often needs what
 * stands before it. A case of no more than CHOSEN_MAX articles is always compared as a whole. What is left out is told (struct whole, n_all): a statement
 * that shares no word with the question can be missed there.
 * Long words are sought by how they begin ("interfered", "interference"), in place of a stemmer that the index has not.
 */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

enum { CHOSEN_MAX = 400, TERMS_MAX = 24, STATEMENTS_SEEN = 20000, LETTERS_KEPT = 5, ENDING = 3, FTS_MAX_BYTES = 8192 };

/* Words in which every question is put: they choose nothing. */
static bool is_common(const struct place_token *token)
{
    static const char words[] = " a an and any are as at be been being by can could did do does for from had has have he her his if in into is it its may might of on or"
                                " she should so than that the their them there they this to was were will with would ";
    char padded[16];
    if (token->n + 2 >= sizeof padded)
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, token->bytes, token->n);
    memcpy(padded + 1 + token->n, " ", 2);
    return strstr(words, padded) != NULL;
}

/* "word" or, of a long one, "beginn"*; bytes that go on a letter are never cut off from it. */
static void put_term(struct buffer *out, const struct place_token *token)
{
    size_t n = token->n > LETTERS_KEPT + ENDING ? token->n - ENDING : token->n > LETTERS_KEPT ? LETTERS_KEPT : token->n;
    while (n < token->n && ((unsigned char)token->bytes[n] & 0xC0) == 0x80)
        n++;
    buffer_puts(out, out->length ? " OR \"" : "\"");
    buffer_append(out, token->bytes, n);
    buffer_puts(out, n < token->n ? "\" *" : "\"");
}

static void put_terms(struct buffer *out, const char *question)
{
    struct place_token token;
    size_t at = 0, n_terms = 0, n = strlen(question);
    uint32_t point = 0;
    while (n_terms < TERMS_MAX && place_token(question, n, &at, &point, &token))
        if (!is_common(&token)) {
            put_term(out, &token);
            n_terms++;
        }
}

static void add_once(int64_t *numbers, size_t *n, int64_t article)
{
    for (size_t i = 0; i < *n; i++)
        if (numbers[i] == article)
            return;
    numbers[(*n)++] = article;
}

/* Adds at most `most` articles for one question. */
static enum hearsay_status choose(struct hearsay_case *file, const char *question, int64_t *numbers, size_t *n, size_t most)
{
    struct buffer terms;
    buffer_init(&terms, FTS_MAX_BYTES);
    put_terms(&terms, question);
    if (terms.failed || !terms.length) {
        bool failed = terms.failed;
        buffer_release(&terms);
        return failed ? case_memory(file) : HEARSAY_OK;
    }
    sqlite3_stmt *rows = sql_ask(file, "SELECT t.article FROM derived_said f CROSS JOIN derived_statement t ON t.statement = f.rowid WHERE f.derived_said MATCH ?"
                                       " ORDER BY f.rank LIMIT ?", "si", terms.data, (int64_t)STATEMENTS_SEEN);
    for (size_t end = *n + most; *n < end && sql_next(rows);)
        add_once(numbers, n, sqlite3_column_int64(rows, 0));
    enum hearsay_status status = sql_end(file, rows);
    buffer_release(&terms);
    return status;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static enum hearsay_status all(struct hearsay_case *file, int64_t *numbers, size_t most, size_t *n)
{
    sqlite3_stmt *rows = sql_ask(file, "SELECT article FROM derived_record ORDER BY article LIMIT ?", "i", (int64_t)most);
    while (sql_next(rows))
        numbers[(*n)++] = sqlite3_column_int64(rows, 0);
    return sql_end(file, rows);
}

enum hearsay_status chosen_articles(struct hearsay_case *file, const char *const *questions, size_t n_questions, int64_t **numbers, size_t *n, size_t *n_all)
{
    int64_t count = 0;
    *n = *n_all = 0;
    *numbers = NULL;
    enum hearsay_status status = sql_number(file, &count, "SELECT count(*) FROM derived_record", "");
    if (status != HEARSAY_OK)
        return status;
    *n_all = (size_t)count;
    *numbers = calloc(*n_all + 1, sizeof **numbers);
    if (!*numbers)
        return case_memory(file);
    if (!n_questions || *n_all <= CHOSEN_MAX)
        return all(file, *numbers, *n_all, n);
    for (size_t i = 0; i < n_questions && status == HEARSAY_OK; i++) {
        size_t room = *n_all - *n;
        status = choose(file, questions[i], *numbers, n, room < CHOSEN_MAX ? room : CHOSEN_MAX);
    }
    if (status == HEARSAY_OK && !*n) /* no word of it stands anywhere: any article shows that */
        status = all(file, *numbers, 1, n);
    qsort(*numbers, *n, sizeof **numbers, by_number);
    return status;
}
