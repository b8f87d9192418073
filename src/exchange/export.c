/* hearsay_export: which writer, and what the writers share: texts, ids, dates, the plain formats. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "exchange/exchange.h"
#include "hearsay/context.h"
#include "report/accounts.h"
#include "report/json.h"
#include "report/spans.h"
#include "report/words.h"

enum { TEXTS_MAX_BYTES = 64 << 20 }; /* of text tables held at once; one article's may be larger */

const struct text *exchange_text(struct exchange *exchange, size_t record)
{
    struct text *text = &exchange->texts[record];
    if (text->bytes)
        return text;
    if (exchange->text_arena.used_bytes > TEXTS_MAX_BYTES) {
        arena_release(&exchange->text_arena);
        memset(exchange->texts, 0, exchange->n_records * sizeof *exchange->texts);
    }
    if (report_text(&exchange->text_arena, exchange->records[record], text))
        return text;
    *text = (struct text){0};
    exchange->out.failed = true;
    return NULL;
}

/* ---- ids ---- */

static uint64_t article_hash(const struct hearsay_record *record)
{
    return XXH3_64bits(record->text, record->n_bytes) ^ (record->id ? XXH3_64bits(record->id, strlen(record->id)) * 3 : 0) ^
           (record->url ? XXH3_64bits(record->url, strlen(record->url)) * 5 : 0);
}

struct seen {
    uint64_t hash;
    size_t record;
};

static int by_hash(const void *a, const void *b)
{
    const struct seen *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->record > y->record) - (x->record < y->record);
}

/* The same article twice must not give one id twice. */
static bool find_twins(struct exchange *exchange)
{
    struct seen *seen = calloc(exchange->n_records + 1, sizeof *seen);
    if (!seen)
        return false;
    for (size_t i = 0; i < exchange->n_records; i++) {
        exchange->keys[i].hash = article_hash(exchange->records[i]);
        seen[i] = (struct seen){exchange->keys[i].hash, i};
    }
    qsort(seen, exchange->n_records, sizeof *seen, by_hash);
    for (size_t i = 1; i < exchange->n_records; i++)
        if (seen[i].hash == seen[i - 1].hash)
            exchange->keys[seen[i].record].twin = exchange->keys[seen[i - 1].record].twin + 1;
    free(seen);
    return true;
}

void exchange_article_uuid(const struct exchange *exchange, size_t record, char out[37])
{
    const struct article_key *key = &exchange->keys[record];
    char name[64];
    int n = snprintf(name, sizeof name, "%016llx %u", (unsigned long long)key->hash, key->twin);
    uuid_make(out, "article", name, (size_t)n, 0);
}

void exchange_attribution_uuid(const struct exchange *exchange, size_t record, size_t attribution, char out[37])
{
    char article[37];
    exchange_article_uuid(exchange, record, article);
    uuid_make(out, "attribution", article, 36, attribution);
}

void exchange_person_uuid(const struct exchange *exchange, size_t record, size_t person, char out[37])
{
    const struct hearsay_person *one = &exchange->records[record]->people[person];
    const char *name = one->name ? one->name : "";
    char article[37];
    bool everywhere = one->kind == HEARSAY_KIND_ORGANIZATION || (one->kind == HEARSAY_KIND_PERSON && strchr(name, ' '));
    if (everywhere) {
        uuid_make(out, one->kind == HEARSAY_KIND_PERSON ? "person" : "organization", name, strlen(name), 0);
        return;
    }
    exchange_article_uuid(exchange, record, article);
    uuid_make(out, "somebody", article, 36, person);
}

void exchange_question_uuid(const struct exchange *exchange, size_t question, char out[37])
{
    const char *text = exchange->accounts->questions[question].text;
    uuid_make(out, "question", text, strlen(text), question);
}

/* ---- words ---- */

bool exchange_has_speaker(const struct hearsay_record *record, const struct hearsay_attribution *attribution)
{
    return attribution->speaker >= 0 && (size_t)attribution->speaker < record->n_people;
}

const char *exchange_speaker(const struct hearsay_record *record, const struct hearsay_attribution *attribution)
{
    const char *name = exchange_has_speaker(record, attribution) ? record->people[attribution->speaker].name : NULL;
    return name ? name : "nobody is named";
}

void exchange_put_content(struct exchange *exchange, const struct text *text, const struct hearsay_attribution *attribution)
{
    struct buffer words;
    buffer_init(&words, text->n_bytes + 8 * (attribution->n_content + 1));
    for (size_t i = 0; i < attribution->n_content; i++) {
        struct hearsay_span span = span_inside(text, attribution->content[i]);
        buffer_puts(&words, i ? " … " : "");
        buffer_append(&words, text->bytes + text->byte_at[span.begin], text->byte_at[span.end] - text->byte_at[span.begin]);
    }
    exchange->out.failed |= words.failed;
    json_put_text(&exchange->out, words.data ? words.data : "", words.length);
    buffer_release(&words);
}

bool date_read(const char *s, struct date *date)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!s || strspn(s, "0123456789") != 4 || s[4] != '-' || strspn(s + 5, "0123456789") != 2 || s[7] != '-' || strspn(s + 8, "0123456789") != 2)
        return false;
    *date = (struct date){(int)strtol(s, NULL, 10), (int)strtol(s + 5, NULL, 10), (int)strtol(s + 8, NULL, 10)};
    bool leap = (date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;
    return date->year > 0 && date->month >= 1 && date->month <= 12 && date->day >= 1 &&
           date->day <= DAYS[date->month - 1] + (leap && date->month == 2);
}

/* ---- the formats that the report room writes ---- */

/* Appends what a writer of one record made. */
static void append(struct exchange *exchange, enum hearsay_status status, char *made, size_t n)
{
    if (status == HEARSAY_OK)
        buffer_append(&exchange->out, made, n);
    else
        exchange->out.failed = true;
    free(made);
}

void exchange_jsonl(struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->n_records && !exchange->out.failed; i++) {
        char *made = NULL;
        size_t n = 0;
        enum hearsay_status status = hearsay_record_json(exchange->records[i], &made, &n);
        append(exchange, status, made, n);
        buffer_puts(&exchange->out, "\n");
    }
}

void exchange_brat(struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->n_records && !exchange->out.failed; i++) {
        char *made = NULL;
        size_t n = 0;
        buffer_puts(&exchange->out, "# article ");
        json_put_clean(&exchange->out, exchange->records[i]->id, EXCHANGE_TITLE_POINTS); /* quoted: an id may hold anything */
        buffer_puts(&exchange->out, "\n");
        enum hearsay_status status = hearsay_record_brat(exchange->records[i], false, &made, &n);
        append(exchange, status, made, n);
    }
}

/* ---- the public face ---- */

enum hearsay_status hearsay_export(struct hearsay *hearsay, enum hearsay_export format, const struct hearsay_record *const *records, size_t n_records,
                                   const struct hearsay_accounts *accounts, char **out, size_t *n)
{
    static void (*const WRITERS[])(struct exchange *) = {exchange_html,        exchange_jsonl, exchange_csv, exchange_brat,
                                                         exchange_annotations, exchange_ftm,   exchange_stix};
    struct error *error = hearsay ? &hearsay->error : NULL;
    *out = NULL;
    if (accounts && (accounts->n_records != n_records || (n_records && accounts->records[0] != records[0])))
        return error_set(error, HEARSAY_ARGUMENT, "the accounts are not those of these records");
    if ((size_t)format >= sizeof WRITERS / sizeof *WRITERS)
        return error_set(error, HEARSAY_ARGUMENT, "no such export format: %d", (int)format);
    struct exchange exchange = {.records = records, .n_records = n_records, .accounts = accounts};
    exchange.texts = calloc(n_records + 1, sizeof *exchange.texts);
    exchange.keys = calloc(n_records + 1, sizeof *exchange.keys);
    buffer_init(&exchange.out, REPORT_MAX_BYTES);
    arena_init(&exchange.text_arena, 0);
    enum hearsay_status status = HEARSAY_MEMORY;
    if (exchange.texts && exchange.keys && find_twins(&exchange)) {
        WRITERS[format](&exchange);
        bool full = exchange.out.length > REPORT_MAX_BYTES / 2;
        status = buffer_take(&exchange.out, out, n);
        if (status != HEARSAY_OK && full)
            status = HEARSAY_TOO_LARGE;
    }
    buffer_release(&exchange.out);
    arena_release(&exchange.text_arena);
    free(exchange.texts);
    free(exchange.keys);
    return status == HEARSAY_OK ? status : error_set(error, status, "the export: %s", hearsay_status_text(status));
}
