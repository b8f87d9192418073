/* Every attribution that states something becomes a claim with its clauses; then every term is weighed.
 *
 * Method: the act and the words of the cue say how the content is meant (denied, asked, wished, declined); contents of more than one piece are read from
 * the first piece's beginning to the last one's end. A term weighs the logarithm of how rare it is among the clauses of this comparison: what
 * every clause says tells none of them apart. Source: Sparck Jones (1972).
 */
#include "compare/compare.h"
#include "compare/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"

static struct act_sense act_sense(const struct reading *reading, const struct hearsay_attribution *attribution)
{
    enum { CUE_TOKENS_MAX = 24 };
    const float LEAST_CONFIDENCE = 0.5f; /* more likely than not somebody's statement at all */
    struct token cue[CUE_TOKENS_MAX];
    size_t n = tokens_read(reading, attribution->cue, 0, cue, CUE_TOKENS_MAX);
    struct act_sense sense = {.deny = attribution->act == HEARSAY_ACT_DENY, .accuse = attribution->act == HEARSAY_ACT_ACCUSE,
                              .silent = attribution->act == HEARSAY_ACT_REFUSE || attribution->negated || attribution->confidence < LEAST_CONFIDENCE};
    sense.responsible = terms_intern(reading->terms, "responsible", strlen("responsible"));
    sense.attitude = attribution->act == HEARSAY_ACT_WANT || attribution->act == HEARSAY_ACT_AGREE || attribution->act == HEARSAY_ACT_PROMISE ||
                     attribution->act == HEARSAY_ACT_FEEL || attribution->act == HEARSAY_ACT_DISAGREE || attribution->act == HEARSAY_ACT_ORDER;
    sense.skip = attribution->act == HEARSAY_ACT_ASK;
    sense.wish = attribution->act == HEARSAY_ACT_WANT || attribution->act == HEARSAY_ACT_ORDER || attribution->act == HEARSAY_ACT_PROMISE;
    for (size_t i = 0; i < n; i++) {
        if (cue[i].punct)
            continue;
        sense.deny |= (cue[i].classes & WORD_DENY) != 0;
        sense.accuse |= (cue[i].classes & WORD_ACCUSE) != 0;
        sense.silent |= (cue[i].classes & WORD_ACCUSE) && i > 0 && token_written(&cue[i - 1], "to"); /* "has evidence to blame" is not to blame */
        sense.silent |= (cue[i].classes & (WORD_NEGATOR | WORD_UNDO)) != 0;
    }
    if (attribution->n_content && span_holds((struct hearsay_span){attribution->content[0].begin, attribution->content[attribution->n_content - 1].end},
                                             attribution->cue))
        sense.deny = sense.silent = false; /* "Iran has denied being involved": the clause says it itself */
    sense.elides_subject = sense.deny || sense.wish || attribution->act == HEARSAY_ACT_CONCEDE || attribution->act == HEARSAY_ACT_CONFIRM;
    return sense;
}

/* "significant evidence to blame Iran": an infinitive is no act that took place. */
static bool is_infinitive(const struct reading *reading, struct hearsay_span cue)
{
    enum { BEFORE_POINTS = 12, BEFORE_TOKENS = 8 };
    struct token before[BEFORE_TOKENS];
    if (cue.begin >= cue.end || cue.end > reading->record->n_points)
        return false;
    uint32_t from = cue.begin > BEFORE_POINTS ? cue.begin - BEFORE_POINTS : 0;
    size_t n = tokens_read(reading, (struct hearsay_span){from, cue.begin}, 0, before, BEFORE_TOKENS);
    struct token first;
    bool opens = tokens_read(reading, cue, 0, &first, 1) == 1 && first.n_bytes == 2 && strncasecmp(first.bytes, "to", 2) == 0;
    bool behind = n > 0 && before[n - 1].n_bytes == 2 && strncasecmp(before[n - 1].bytes, "to", 2) == 0;
    bool went_on = n > 1 && behind && before[n - 2].n_bytes == 2 && strncasecmp(before[n - 2].bytes, "on", 2) == 0;
    return (opens || behind) && !went_on;
}

/* "the impression that Berg accepts", "whether Berg denied": the sentence says it of nobody. The words before the source, or before a cue without one. */
static bool is_supposed(const struct reading *reading, const struct hearsay_attribution *attribution)
{
    static const char *const SHELLS[] = {"appearance", "impression", "perception", "possibility", "prospect", "suggestion", "notion", "idea", "fear", "fears", "hope", "hopes",
                                         "expectation", "risk", "chance", "speculation"};
    enum { BEFORE_POINTS = 40, BEFORE_TOKENS = 16 };
    struct token before[BEFORE_TOKENS];
    bool has_source = attribution->source.begin < attribution->source.end && attribution->source.begin < attribution->cue.begin;
    uint32_t at = has_source ? attribution->source.begin : attribution->cue.begin, from = at > BEFORE_POINTS ? at - BEFORE_POINTS : 0;
    if (at > reading->record->n_points)
        return false;
    while (from < at && from > 0 && reading->record->text[reading->byte_at[from - 1]] != ' ')
        from++; /* no half word */
    size_t n = from < at ? tokens_read(reading, (struct hearsay_span){from, at}, 0, before, BEFORE_TOKENS) : 0;
    while (n && (before[n - 1].classes & WORD_DETERMINER) && !token_written(&before[n - 1], "that"))
        n--;
    if (n && (token_written(&before[n - 1], "if") || token_written(&before[n - 1], "whether") || token_written(&before[n - 1], "unless")))
        return true;
    for (size_t k = 0; n > 1 && token_written(&before[n - 1], "that") && k < sizeof SHELLS / sizeof *SHELLS; k++)
        if (token_written(&before[n - 2], SHELLS[k]))
            return true;
    return false;
}

static bool record_sane(const struct hearsay_record *record, const struct hearsay_attribution *attribution)
{
    if (!attribution->n_content || attribution->speaker >= (int)record->n_people)
        return false;
    for (size_t i = 0; i < attribution->n_content; i++)
        if (attribution->content[i].begin >= attribution->content[i].end || attribution->content[i].end > record->n_points ||
            (i && attribution->content[i].begin < attribution->content[i - 1].end))
            return false;
    return attribution->cue.end <= record->n_points;
}

/* Whether words are of another language, by the small words that every sentence has: none of English, and two of its neighbours'. */
static bool is_foreign(const struct token *tokens, size_t n)
{
    static const char *const SMALL[] = {"de", "la", "el", "los", "las", "que", "un", "una", "por", "con", "para", "es", "del", "se", "le", "les", "des", "et", "est", "une",
                                        "dans", "pour", "qui", "sur", "pas", "der", "die", "und", "das", "ist", "nicht", "mit", "von", "zu", "den", "ein", "eine", "il",
                                        "che", "di", "non", "per", "della", "een", "het", "van", "niet", "os", "em", "uma", "com"};
    enum { WORDS_LEAST = 5 };
    const uint32_t ENGLISH = WORD_DETERMINER | WORD_PREPOSITION | WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL | WORD_NEGATOR | WORD_PRONOUN | WORD_SUBORDINATE | WORD_RELATIVE;
    size_t words = 0, small = 0;
    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (size_t k = 0; k < sizeof SMALL / sizeof *SMALL && !known && !tokens[i].punct; k++)
            known = token_written(&tokens[i], SMALL[k]);
        words += !tokens[i].punct;
        small += known;
        if (!known && !tokens[i].punct && (tokens[i].classes & ENGLISH))
            return false;
    }
    return words >= WORDS_LEAST && small >= 2;
}

static bool span_foreign(const struct reading *reading, struct hearsay_span span)
{
    struct token tokens[COMPARE_TOKENS_MAX];
    return is_foreign(tokens, tokens_read(reading, span, 0, tokens, COMPARE_TOKENS_MAX));
}

/* The passage around a content: its paragraph, COMPARE_CONTEXT_POINTS to either side. */
static bool read_context(struct comparison *comparison, const struct reading *reading, struct claim *claim)
{
    struct token tokens[COMPARE_TOKENS_MAX];
    term_id terms[COMPARE_CONTEXT_MAX];
    struct hearsay_span span = claim->span;
    for (int n = 0; n < COMPARE_CONTEXT_POINTS && span.begin > 0 && reading->record->text[reading->byte_at[span.begin - 1]] != '\n'; n++)
        span.begin--;
    for (int n = 0; n < COMPARE_CONTEXT_POINTS && span.end < reading->record->n_points && reading->record->text[reading->byte_at[span.end]] != '\n'; n++)
        span.end++;
    size_t n = tokens_read(reading, span, claim->name, tokens, COMPARE_TOKENS_MAX), kept = 0;
    for (size_t i = 0; i < n && kept < COMPARE_CONTEXT_MAX; i++)
        if (!tokens[i].punct && tokens[i].term)
            terms[kept++] = tokens[i].term;
    kept = terms_sort(terms, kept);
    term_id *copy = ARENA_NEW(comparison->arena, term_id, kept + 1);
    if (!copy)
        return false;
    memcpy(copy, terms, kept * sizeof *copy);
    claim->context = copy;
    claim->n_context = (uint16_t)kept;
    return true;
}

static enum hearsay_status add_claim(struct comparison *comparison, const struct reading *reading, size_t index)
{
    const struct hearsay_attribution *attribution = &reading->record->attributions[index];
    struct clause clauses[COMPARE_UNITS_MAX];
    if (!record_sane(reading->record, attribution))
        return HEARSAY_OK;
    struct act_sense sense = act_sense(reading, attribution);
    if (sense.skip || is_infinitive(reading, attribution->cue))
        return HEARSAY_OK;
    sense.silent |= is_supposed(reading, attribution);
    if (!VECTOR_ROOM(comparison->claims, comparison->n_claims, comparison->claim_capacity, COMPARE_CLAIMS_MAX))
        return comparison->n_claims >= COMPARE_CLAIMS_MAX ? HEARSAY_TOO_LARGE : HEARSAY_MEMORY;
    struct hearsay_span span = {attribution->content[0].begin, attribution->content[attribution->n_content - 1].end};
    if (span.begin >= span.end)
        return HEARSAY_OK;
    term_id name = roster_term(comparison->roster, reading->index, attribution->speaker);
    size_t n = clauses_read(reading, comparison->arena, attribution, &sense, name, clauses);
    if (!n)
        return HEARSAY_OK;
    struct claim *claim = &comparison->claims[comparison->n_claims];
    *claim = (struct claim){.record = reading->index, .attribution = (int)index, .span = span, .byte = reading->byte_at[span.begin],
                            .name = name,
                            .speaker = roster_speaker(comparison->roster, reading->index, attribution->speaker),
                            .who_record = reading->index, .who_person = attribution->speaker,
                            .first_clause = (uint32_t)comparison->n_clauses, .n_clauses = (uint32_t)n,
                            .direct = attribution->form == HEARSAY_FORM_DIRECT, .deny = sense.deny, .accuse = sense.accuse, .silent = sense.silent};
    claim->foreign = span_foreign(reading, span);
    claim->silent |= claim->foreign;
    if (!read_context(comparison, reading, claim))
        return HEARSAY_MEMORY;
    for (size_t i = 0; i < n; i++) {
        if (!VECTOR_ROOM(comparison->clauses, comparison->n_clauses, comparison->clause_capacity, (size_t)COMPARE_CLAIMS_MAX * 4))
            return HEARSAY_MEMORY;
        clauses[i].claim = (uint32_t)comparison->n_claims;
        comparison->clauses[comparison->n_clauses++] = clauses[i];
    }
    comparison->n_claims++;
    return HEARSAY_OK;
}

static bool weigh_terms(struct comparison *comparison)
{
    size_t n = terms_count(comparison->terms) + 1;
    comparison->weight = ARENA_NEW(comparison->arena, float, n);
    comparison->is_number = ARENA_NEW(comparison->arena, uint8_t, n);
    comparison->is_role = ARENA_NEW(comparison->arena, uint8_t, n);
    if (!comparison->weight || !comparison->is_number || !comparison->is_role)
        return false;
    for (size_t i = 0; i < comparison->n_clauses; i++)
        for (size_t k = 0; k < comparison->clauses[i].n_terms; k++)
            comparison->weight[comparison->clauses[i].terms[k]] += 1;
    for (term_id i = 1; i < n; i++) {
        const char *text = terms_text(comparison->terms, i);
        const struct lexeme *word = lexicon_find(comparison->lexicon, text, strlen(text));
        comparison->is_role[i] = word && lexicon_is_role(word);
        comparison->is_number[i] = (text[0] >= '0' && text[0] <= '9') || (word && (word->classes & WORD_NUMBER));
    }
    comparison->n_terms = n - 1;
    comparison->most = logf((float)(comparison->n_clauses + 1)) + 0.2f;
    for (size_t i = 1; i < n; i++)
        if (comparison->weight[i] > 0)
            comparison->weight[i] = logf((float)(comparison->n_clauses + 1) / comparison->weight[i]) + 0.2f;
    return true;
}

enum hearsay_status claims_collect(struct comparison *comparison)
{
    comparison->lexicon = lexicon_new(comparison->arena);
    comparison->terms = terms_new(comparison->arena);
    if (!comparison->lexicon || !comparison->terms)
        return HEARSAY_MEMORY;
    comparison->responsible = terms_intern(comparison->terms, "responsible", strlen("responsible"));
    comparison->roster = roster_new(comparison->arena, comparison->terms, comparison->lexicon, comparison->records, comparison->n_records);
    if (!comparison->roster)
        return HEARSAY_MEMORY;
    for (size_t r = 0; r < comparison->n_records; r++) {
        struct arena local;
        struct reading reading = {.lexicon = comparison->lexicon, .terms = comparison->terms, .roster = comparison->roster};
        enum hearsay_status status = HEARSAY_OK;
        arena_init(&local, 0);
        if (!reading_open(&reading, &local, comparison->records[r], (int)r))
            status = HEARSAY_MEMORY;
        for (size_t i = 0; status == HEARSAY_OK && i < comparison->records[r]->n_attributions; i++)
            status = add_claim(comparison, &reading, i);
        arena_release(&local);
        if (status != HEARSAY_OK)
            return status;
    }
    return weigh_terms(comparison) && quotations_settle(comparison) && !terms_failed(comparison->terms) ? HEARSAY_OK : HEARSAY_MEMORY;
}

void claims_release(struct comparison *comparison)
{
    free(comparison->claims);
    free(comparison->clauses);
    comparison->claims = NULL;
    comparison->clauses = NULL;
    comparison->n_claims = comparison->n_clauses = 0;
}
