/* Prints how every two clauses of a file of records meet, one pair a line, or (with "-c") every clause: what the judge's thresholds are set by.
 *
 * usage: pairs_of [-c] RECORDS.ndjson
 */
#include <stdio.h>
#include <string.h>

#include "compare/compare.h"
#include "records_json.h"

static void print_clause(const struct comparison *c, const struct clause *clause)
{
    const struct claim *claim = &c->claims[clause->claim];
    const struct hearsay_record *record = c->records[claim->record];
    printf("%s %d\t%c%c%c%c%c m%d pred=%s\tagent=", record->id, claim->attribution, clause->negative ? '-' : '+', clause->unsure ? '?' : ' ',
           clause->finite ? 'f' : ' ', clause->passive ? 'p' : ' ', clause->anaphoric ? 'a' : ' ', clause->modality, terms_text(c->terms, clause->predicate));
    for (int i = 0; i < clause->n_agent; i++)
        printf("%s ", terms_text(c->terms, clause->agent[i]));
    printf("\tpatient=");
    for (int i = 0; i < clause->n_patient; i++)
        printf("%s ", terms_text(c->terms, clause->patient[i]));
    printf("\t[");
    for (int i = 0; i < clause->n_terms; i++)
        printf("%s ", terms_text(c->terms, clause->terms[i]));
    size_t n_bytes = 0, at = 0;
    uint32_t points = 0;
    while (at < record->n_bytes && points < clause->span.begin)
        points += ((unsigned char)record->text[++at] & 0xC0) != 0x80;
    while (at + n_bytes < record->n_bytes && points < clause->span.end)
        points += ((unsigned char)record->text[at + ++n_bytes] & 0xC0) != 0x80;
    printf("]\t%.*s\n", (int)n_bytes, record->text + at);
}

static void print_pairs(const struct comparison *c)
{
    for (size_t i = 0; i < c->n_clauses; i++)
        for (size_t j = i + 1; j < c->n_clauses; j++) {
            const struct clause *a = &c->clauses[i], *b = &c->clauses[j];
            struct meeting m;
            if (a->claim == b->claim)
                continue;
            judge_meet(c, a, b, &m);
            const struct claim *x = &c->claims[a->claim], *y = &c->claims[b->claim];
            printf("%s:%d\t%s:%d\t%.3f\t%.3f\t%.3f\t%.1f\t%.1f\t%.1f\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%.3f\t%d\n", c->records[x->record]->id,
                   x->attribution, c->records[y->record]->id, y->attribution, m.cover, m.share, m.rarest, m.predicate, m.agent, m.patient, m.n_shared,
                   m.contrary, m.swapped, m.mood, a->negative, b->negative, a->unsure || x->silent, b->unsure || y->silent, a->n_terms, b->n_terms,
                   x->speaker == y->speaker, a->finite + b->finite, a->nominal + b->nominal, a->anaphoric + b->anaphoric, m.context, m.named);
        }
}

int main(int argc, char **argv)
{
    static struct records records;
    struct arena arena;
    bool clauses = argc > 2 && strcmp(argv[1], "-c") == 0;
    if (argc < 2 || !records_load(&records, argv[argc - 1]))
        return 2;
    arena_init(&arena, 0);
    struct comparison comparison = {.arena = &arena, .records = records.items, .n_records = records.n};
    enum hearsay_status status = claims_collect(&comparison);
    if (status == HEARSAY_OK && clauses)
        for (size_t i = 0; i < comparison.n_clauses; i++)
            print_clause(&comparison, &comparison.clauses[i]);
    else if (status == HEARSAY_OK)
        print_pairs(&comparison);
    claims_release(&comparison);
    arena_release(&arena);
    records_release(&records);
    return status == HEARSAY_OK ? 0 : 2;
}
