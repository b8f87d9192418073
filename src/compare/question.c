/* A question that somebody asks, read as a clause, to hold claims against.
 *
 * Method: its opening auxiliary is put back behind the subject, names of two words become one person's term, and what no claim says is taken out: it
 * cannot count against a claim. Then it is read as any clause is. Source: own.
 */
#include "compare/compare.h"

#include <stdio.h>
#include <string.h>

/* Two words that together name one person ("hillary clinton") become that person's term. */
static void join_names(const struct comparison *comparison, struct token *tokens, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) {
        char full[2 * LEMMA_MAX];
        int length = snprintf(full, sizeof full, "%.*s %.*s", tokens[i].n_bytes > 60 ? 60 : tokens[i].n_bytes, tokens[i].bytes,
                              tokens[i + 1].n_bytes > 60 ? 60 : tokens[i + 1].n_bytes, tokens[i + 1].bytes);
        for (int k = 0; k < length; k++)
            full[k] = (char)(full[k] >= 'A' && full[k] <= 'Z' ? full[k] + 32 : full[k]);
        term_id person = terms_find(comparison->terms, full, (size_t)length);
        if (!person)
            continue;
        tokens[i].term = 0;
        tokens[i + 1].term = person;
    }
}

/* Where the auxiliary that opens a question belongs: before its verb, or before what follows the subject. */
static size_t place_of_auxiliary(const struct token *tokens, size_t n)
{
    size_t content = n > 2 ? n - 1 : 1;
    for (size_t i = 2; i < n; i++) {
        uint32_t classes = tokens[i].classes, before = tokens[i - 1].classes;
        bool verb = (classes & WORD_VERB) && !(before & (WORD_DETERMINER | WORD_PREPOSITION)) && !tokens[i - 1].possessive;
        if (verb && !((classes & WORD_MOSTLY_NOUN) && (before & WORD_DETERMINER)) && tokens[i - 1].term)
            return i;
        if ((classes & (WORD_DETERMINER | WORD_NEGATOR | WORD_ADVERB | WORD_PREPOSITION | WORD_BE | WORD_HAVE)) && (tokens[i - 1].term || before & WORD_PRONOUN))
            return i;
        if ((classes & WORD_VERB) && (before & WORD_PRONOUN))
            return i;
    }
    while (content > 1 && !tokens[content].term)
        content--;
    return content;
}

/* Takes out what no claim says: it cannot count against a claim ("Donald", where the claims say "Trump"). */
static void forget_unknown(const struct comparison *comparison, struct clause *clause)
{
    size_t known = comparison->n_terms;
    term_id *terms = (term_id *)clause->terms; /* its own, made just now */
    uint16_t n = 0;
    for (uint16_t i = 0; i < clause->n_terms; i++)
        if (terms[i] <= known && comparison->weight[terms[i]] > 0)
            terms[n++] = terms[i];
    clause->n_terms = n;
    if (clause->predicate > known)
        clause->predicate = 0;
    clause->predicate_opposite = clause->predicate_opposite <= known ? clause->predicate_opposite : 0;
    clause->matrix = clause->matrix <= known ? clause->matrix : 0;
    uint8_t n_agent = 0, n_patient = 0;
    for (uint8_t i = 0; i < clause->n_agent; i++)
        if (clause->agent[i] <= known && comparison->weight[clause->agent[i]] > 0)
            clause->agent[n_agent++] = clause->agent[i];
    for (uint8_t i = 0; i < clause->n_patient; i++)
        if (clause->patient[i] <= known && comparison->weight[clause->patient[i]] > 0)
            clause->patient[n_patient++] = clause->patient[i];
    clause->n_agent = n_agent;
    clause->n_patient = n_patient;
}

bool question_read(const struct comparison *comparison, struct arena *arena, const char *question, struct clause *out)
{
    struct hearsay_record record = {.text = question, .n_bytes = strlen(question)};
    struct reading reading = {.lexicon = comparison->lexicon, .terms = comparison->terms, .roster = comparison->roster};
    struct token tokens[COMPARE_TOKENS_MAX];
    struct act_sense sense = {.skip = false};
    for (size_t i = 0; i < record.n_bytes; i++)
        record.n_points += ((unsigned char)question[i] & 0xC0) != 0x80;
    *out = (struct clause){0};
    if (!reading_open(&reading, arena, &record, 0))
        return false;
    size_t n = tokens_read(&reading, (struct hearsay_span){0, record.n_points}, 0, tokens, COMPARE_TOKENS_MAX);
    while (n && tokens[n - 1].punct)
        n--;
    join_names(comparison, tokens, n);
    if (n > 2 && (tokens[0].classes & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL))) {
        struct token auxiliary = tokens[0];
        size_t place = place_of_auxiliary(tokens, n);
        memmove(tokens, tokens + 1, (place - 1) * sizeof *tokens);
        tokens[place - 1] = auxiliary;
    }
    if (!clause_read(arena, tokens, n, &sense, 0, out))
        return false;
    forget_unknown(comparison, out);
    return out->n_terms > 0;
}
