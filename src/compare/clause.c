/* What a content asserts: its clauses, each with predicate, agent, patient, sign and mood.
 *
 * Method: the content is cut at sentence ends; in each piece the first finite verb group outside relative clauses is the predicate (an auxiliary,
 * or a listed verb form behind a subject); what stands before is its subject, what follows its object; a passive swaps them. Negators in the
 * subject, in the verb group or opening the object turn the sign; verbs that undo ("failed to") turn it again; "I don't think P" denies P;
 * "reports that P are false" denies P. A negation anywhere else, a condition, a question, "not only", "does not know" make the clause unsure: it
 * may stand beside others but takes no side. Without any verb the head noun is the predicate ("involvement in the attack").
 *
 * Why rules and no parser: the record carries no syntax, a wrong "opposed" is worse than a missed one, and each rule gives its reason in
 * words. Source: own; negation and implicatives after Karttunen (1971), NegEx's scopes (Chapman et al. 2001).
 */
#include "compare/unit.h"

#include <string.h>

/* ---- roles, terms ---- */

static void add_role(term_id *role, uint8_t *n, term_id term)
{
    for (uint8_t i = 0; i < *n; i++)
        if (role[i] == term)
            return;
    if (term && *n < COMPARE_ROLE_MAX)
        role[(*n)++] = term;
}

/* Content words from `begin` to the first preposition, mark or opener of another clause. */
static void read_role(const struct unit *unit, size_t begin, size_t end, term_id *role, uint8_t *n)
{
    for (size_t i = begin; i < end && i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        if (*n && (token->punct || (token->classes & (WORD_PREPOSITION | WORD_RELATIVE | WORD_SUBORDINATE))))
            return;
        if (token_is_content(token) && !token->possessive)
            add_role(role, n, token->term);
    }
}

static void read_roles(const struct unit *unit, const struct verb_group *group, size_t predicate)
{
    struct clause *clause = unit->clause;
    size_t subject = unit->begin;
    bool aside = unit_has(unit, unit->begin, WORD_PREPOSITION | WORD_SUBORDINATE) || unit_is_word(unit, unit->begin, "as");
    for (size_t i = unit->begin; aside && i < group->first; i++)
        subject = unit->tokens[i].punct == ',' ? i + 1 : subject; /* "As for the bridge, the president …" */
    read_role(unit, subject, group->first, clause->agent, &clause->n_agent);
    read_role(unit, predicate + 1, unit->end, clause->patient, &clause->n_patient);
    if (!clause->passive)
        return;
    term_id by[COMPARE_ROLE_MAX];
    uint8_t n_by = 0;
    for (size_t i = predicate; i < unit->end; i++)
        if (unit_is_word(unit, i, "by"))
            read_role(unit, i + 1, unit->end, by, &n_by);
    memcpy(clause->patient, clause->agent, sizeof by);
    clause->n_patient = clause->n_agent;
    memcpy(clause->agent, by, sizeof by);
    clause->n_agent = n_by;
}

static size_t unique_terms(const struct unit *unit, term_id extra, term_id *out)
{
    size_t n = 0;
    for (size_t i = unit->begin; i < unit->end && n + 1 < COMPARE_TERMS_MAX; i++)
        if (token_is_content(&unit->tokens[i]))
            out[n++] = unit->tokens[i].term;
    out[n++] = extra;
    return terms_sort(out, n);
}

/* ---- moods that leave a clause without a side ---- */

/* "last month", "a year ago": another time than that of what everybody speaks of. */
static bool are_time_apart(const struct token *last, const struct token *time)
{
    static const char *const TIMES[] = {"week", "month", "year", "night", "spring", "summer", "fall", "autumn", "winter", "decade"};
    for (size_t k = 0; token_written(last, "last") && k < sizeof TIMES / sizeof *TIMES; k++)
        if (token_written(time, TIMES[k]))
            return true;
    return false;
}

static bool tells_time_apart(const struct unit *unit, size_t i)
{
    return i + 1 < unit->end && are_time_apart(&unit->tokens[i], &unit->tokens[i + 1]);
}

/* The same right behind the content, where its end may have been cut short. */
static bool time_follows(const struct reading *reading, const struct hearsay_attribution *attribution)
{
    enum { BEHIND_POINTS = 14 };
    struct token behind[4];
    uint32_t end = attribution->content[attribution->n_content - 1].end, most = reading->record->n_points;
    size_t n = tokens_read(reading, (struct hearsay_span){end, end + BEHIND_POINTS < most ? end + BEHIND_POINTS : most}, 0, behind, 4);
    return n > 1 && are_time_apart(&behind[0], &behind[1]);
}

/* "when you need money": a condition, whatever its word; "Smith's denial", "which": what is denied is not in these words. */
static bool opens_doubtful(const struct unit *unit, size_t begin)
{
    size_t head = unit_noun_head(unit, begin);
    bool when = unit_is_word(unit, begin, "when") || unit_is_word(unit, begin, "whenever") || unit_is_word(unit, begin, "once");
    bool which = unit->deny && unit_has(unit, begin, WORD_RELATIVE) && unit->end - begin <= 3;
    return when || which || (unit->deny && unit->clause->nominal && head < unit->end && unit_has(unit, head, WORD_DENY));
}

static void read_doubt(struct unit *unit)
{
    struct clause *clause = unit->clause;
    clause->unsure |= unit->begin < unit->end && opens_doubtful(unit, unit->begin);
    for (size_t i = unit->begin; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        if (unit->n_negators && !token->punct && (token->classes & WORD_PARTIAL))
            clause->unsure = true;
        clause->elsewhen |= tells_time_apart(unit, i);
        if (token->punct == '?' || (token->classes & WORD_CONDITION))
            clause->unsure = true;
        if (!token->punct && (token->classes & WORD_HEDGE))
            clause->modality = MODALITY_HEDGED;
        if ((token->classes & WORD_NEGATOR) && !token->punct && !(unit->counted[i / 64] & (1ull << (i % 64))))
            clause->unsure = true; /* a negation that is not the predicate's */
        /* "for falsely claiming": somebody's statement within the statement, and called false */
        static const char *const FALSELY[] = {"falsely", "wrongly", "mistakenly", "incorrectly", "erroneously"};
        for (size_t k = 0; k < sizeof FALSELY / sizeof *FALSELY; k++)
            clause->unsure |= token_written(token, FALSELY[k]);
        if (token_written(token, "but") && i > unit->begin)
            clause->unsure |= unit_has(unit, i + 1, WORD_NEGATOR);
    }
}

/* "reports that P are false", "the notion of P was wrong": P, denied. True when the unit was narrowed to P. */
static bool narrow_to_shell(struct unit *unit, const struct verb_group *group)
{
    size_t shell = unit->end;
    for (size_t i = unit->begin; i < group->first && shell == unit->end; i++)
        if (unit_has(unit, i, WORD_SHELL) && !unit->tokens[i].punct)
            shell = i;
    if (shell + 2 >= group->first)
        return false;
    if (!unit_is_word(unit, shell + 1, "that") && !unit_is_word(unit, shell + 1, "of") && !unit_is_word(unit, shell + 1, "about"))
        return false;
    unit->begin = shell + 2;
    unit->end = group->first;
    return true;
}

/* A denial of "the claim that P", "reports P", "Smith's story that P" denies P: the unit is narrowed to P. */
static void open_shell(struct unit *unit)
{
    enum { NOUN_PHRASE_MAX = 6 };
    for (size_t i = unit->begin; i < unit->end && i < unit->begin + NOUN_PHRASE_MAX; i++) {
        if (unit->tokens[i].punct || unit_has(unit, i, WORD_PREPOSITION | WORD_BE | WORD_HAVE | WORD_MODAL | WORD_DO))
            return;
        if (!unit_has(unit, i, WORD_SHELL))
            continue;
        bool joined = unit_is_word(unit, i + 1, "that") || unit_is_word(unit, i + 1, "of") || unit_is_word(unit, i + 1, "about");
        struct unit rest = *unit;
        struct verb_group group;
        rest.begin = i + 1 + joined;
        unit_find_group(&rest, &group);
        if (rest.begin + 2 < unit->end && (joined || group.found))
            unit->begin = rest.begin;
        return;
    }
}

/* Whether the unit only points to a statement: "the allegation", "such claims", "Smith's account", "it". */
static bool is_anaphor(const struct unit *unit)
{
    enum { ANAPHOR_MAX = 7 };
    struct verb_group group;
    size_t head = unit_noun_head(unit, unit->begin);
    if (unit->end - unit->begin > ANAPHOR_MAX)
        return false;
    if (unit->begin < unit->end && unit->end - unit->begin <= 2 &&
        (unit_is_word(unit, unit->begin, "it") || unit_is_word(unit, unit->begin, "that") || unit_is_word(unit, unit->begin, "this") ||
         unit_is_word(unit, unit->begin, "them") || unit_is_word(unit, unit->begin, "doing")))
        return true;
    unit_find_group(unit, &group);
    if (!unit_has(unit, head, WORD_SHELL) || (group.found && group.first < head) || unit_is_word(unit, head + 1, "of"))
        return false;
    unit->clause->plural = token_ends_with(&unit->tokens[head], "s");
    return true;
}

/* ---- one clause ---- */

/* Whether the subject tells who is meant: "it" does not, nor does "a member". */
static void read_subject(struct unit *unit, const struct verb_group *group)
{
    static const char *const ANY[] = {"a", "an", "another", "some", "one", "two", "several", "many"};
    bool named = false, pronoun = false;
    for (size_t i = unit->begin; i < group->first && i < unit->end; i++) {
        named |= token_is_content(&unit->tokens[i]);
        pronoun |= unit_has(unit, i, WORD_PRONOUN) && !unit->tokens[i].punct;
    }
    unit->clause->loose = pronoun && !named;
    for (size_t k = 0; k < sizeof ANY / sizeof *ANY; k++)
        unit->clause->indefinite |= named && unit_is_word(unit, unit->begin, ANY[k]);
}

static void analyse(struct unit *unit, int depth);

static void analyse_rest(struct unit *unit, size_t begin, int depth)
{
    unit->begin = begin;
    if (unit_is_word(unit, begin, "that"))
        unit->begin++;
    unit->clause->modality = MODALITY_FACT;
    unit->clause->passive = false;
    analyse(unit, depth + 1);
}

static bool subject_is_speaker(const struct unit *unit, const struct verb_group *group)
{
    for (size_t i = unit->begin; i < group->first; i++)
        if ((unit->tokens[i].classes & WORD_FIRST) || (unit->speaker && unit->tokens[i].term == unit->speaker))
            return true;
    return false;
}

/* Verbs that say how their clause is meant, and leave it to be read: "I think", "I don't know if", "Iran has denied being". True: done. */
static bool analyse_outer(struct unit *unit, const struct verb_group *group, size_t predicate, int depth)
{
    uint32_t classes = unit->tokens[predicate].classes;
    bool clause_follows = predicate + 1 < unit->end && !unit_has(unit, predicate + 1, WORD_PREPOSITION);
    if ((classes & WORD_IGNORANT) && unit->n_negators % 2)
        unit->clause->unsure = true;
    if (depth > 3 || !subject_is_speaker(unit, group))
        return false;
    if ((classes & WORD_RAISE) && clause_follows && predicate + 2 < unit->end) {
        struct unit inner = *unit;
        struct verb_group verb;
        inner.begin = predicate + 1 + (size_t)unit_is_word(unit, predicate + 1, "that");
        unit_find_group(&inner, &verb);
        if (!verb.found)
            return false;
        analyse_rest(unit, predicate + 1, depth);
        return true;
    }
    if ((classes & WORD_DENY) && clause_follows) {
        unit->n_negators++;
        unit->clause->denied = true;
        analyse_rest(unit, predicate + 1, depth);
        return true;
    }
    return false;
}

/* "blamed Iran for the attack": whoever is blamed is said to be responsible. */
static void analyse_blame(struct unit *unit)
{
    struct clause *clause = unit->clause;
    size_t behind = unit->begin, blamed = unit_noun_head(unit, unit->begin);
    while (behind < unit->end && !unit_is_word(unit, behind, "for") && !unit_is_word(unit, behind, "of"))
        behind++;
    clause->predicate = unit->responsible;
    clause->nominal = true;
    for (size_t i = unit->begin; i < behind; i++) /* "Iran-backed militias" are not Iran, however the name is found in them */
        clause->unsure |= memchr(unit->tokens[i].bytes, '-', unit->tokens[i].n_bytes) != NULL;
    if (blamed < unit->end) /* the head alone: "Iran-backed militias" are not Iran */
        add_role(clause->agent, &clause->n_agent, unit->tokens[blamed].term);
    if (behind < unit->end)
        read_role(unit, behind, unit->end, clause->patient, &clause->n_patient);
}

static void analyse_nominal(struct unit *unit)
{
    struct clause *clause = unit->clause;
    size_t head = unit_noun_head(unit, unit->begin);
    clause->nominal = true;
    if (head >= unit->end)
        head = unit_next_content(unit, unit->begin, unit->end - unit->begin);
    unit_count_negators(unit, unit->begin, head);
    if (head < unit->end) {
        clause->predicate = unit->tokens[head].term;
        clause->predicate_opposite = unit->tokens[head].opposite;
        read_role(unit, head + 1, unit->end, clause->patient, &clause->n_patient);
    }
}

/* "wasn't, and still hasn't been": a verb group is denied once. */
static void count_group(struct unit *unit, const struct verb_group *group)
{
    int before = unit->n_negators;
    unit_count_negators(unit, group->first, group->head);
    if (unit->n_negators > before + 1)
        unit->n_negators = before + 1;
}

static void analyse(struct unit *unit, int depth)
{
    struct clause *clause = unit->clause;
    struct verb_group group;
    while (unit->begin < unit->end && (unit->tokens[unit->begin].punct || unit_is_word(unit, unit->begin, "and") || unit_is_word(unit, unit->begin, "but") ||
                                       unit_is_word(unit, unit->begin, "that") || unit_is_word(unit, unit->begin, "so")))
        unit->begin++;
    if (unit->deny && depth == 0)
        open_shell(unit);
    clause->anaphoric = is_anaphor(unit);
    unit_find_group(unit, &group);
    if (!group.found)
        unit_find_subjectless(unit, &group);
    if (!group.found && unit->accuse && !clause->anaphoric) {
        analyse_blame(unit);
        return;
    }
    if (!group.found) {
        analyse_nominal(unit);
        return;
    }
    unit_set_modality(unit, &group);
    unit_count_negators(unit, unit->begin, group.first);
    count_group(unit, &group);
    size_t predicate = unit_find_predicate(unit, &group);
    if (predicate >= unit->end) {
        clause->unsure = true;
        return;
    }
    if (unit_has(unit, predicate, WORD_FALSE)) {
        if (depth < 3 && narrow_to_shell(unit, &group)) {
            unit->n_negators++;
            clause->denied = true;
            analyse_rest(unit, unit->begin, depth);
            return;
        }
        /* "that report is false": what it denies was said elsewhere */
        if (unit_has(unit, group.first - 1, WORD_SHELL)) {
            unit->n_negators++;
            clause->anaphoric = clause->denied = true;
        }
    }
    if (analyse_outer(unit, &group, predicate, depth))
        return;
    clause->unsure |= unit_has(unit, predicate, WORD_ACCUSE); /* "whom Smith blames": that Smith blames him is not that he is to blame */
    clause->finite = group.finite;
    clause->said_begin = unit->tokens[unit->begin].begin;
    clause->group_begin = unit->tokens[group.first].begin;
    clause->said_end = unit->tokens[unit->end - 1].end;
    clause->predicate = unit->tokens[predicate].term;
    clause->predicate_opposite = unit->tokens[predicate].opposite;
    read_roles(unit, &group, predicate);
    read_subject(unit, &group);
}

/* How well the clause would word a question: its subject a name, its verb finite, itself short, plain and without an "I". */
static uint8_t clarity_of(const struct unit *unit)
{
    const struct clause *clause = unit->clause;
    size_t n = unit->end - unit->begin;
    int clarity = 10;
    bool named = false, turns = true;
    if (!clause->finite || !clause->predicate)
        return 0;
    for (size_t i = unit->begin; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        clarity -= 2 * ((token->classes & WORD_FIRST) != 0);
        clarity -= (token->classes & WORD_PRONOUN) && token->term == 0;
        if (token->begin >= clause->group_begin)
            continue;
        named |= token_is_content(token);
        turns &= !(token->classes & (WORD_NEGATOR | WORD_RELATIVE)) && !token_written(token, "we") && !token_written(token, "how") && (!token->punct || token->punct == '.');
    }
    unit->clause->turns = turns && unit->tokens[unit->begin].begin < clause->group_begin;
    clarity += named ? 6 : -6;
    clarity -= turns ? 0 : 5;
    clarity += n >= 4 && n <= 24 ? 4 : -3;
    clarity -= 2 * unit->n_negators;
    clarity -= clause->modality == MODALITY_FACT ? 0 : 3;
    return (uint8_t)(clarity < 1 ? 1 : clarity);
}

/* Reads one piece into `out`; false when it says nothing that could be compared. */
static bool read_clause(struct arena *arena, const struct token *tokens, size_t begin, size_t end,
                        const struct act_sense *sense, term_id speaker, struct clause *out)
{
    struct unit unit = {.tokens = tokens, .begin = begin, .end = end, .clause = out, .speaker = speaker,
                        .deny = sense->deny, .accuse = sense->accuse, .responsible = sense->responsible};
    term_id terms[COMPARE_TERMS_MAX];
    *out = (struct clause){.span = {tokens[begin].begin, tokens[end - 1].end}, .n_tokens = (uint16_t)(end - begin)};
    analyse(&unit, 0);
    read_doubt(&unit);
    out->clarity = clarity_of(&unit);
    if (sense->deny) {
        out->unsure |= unit.n_negators > 0; /* who denies what is "not" so is seldom what the sentence means */
        unit.n_negators++;
        out->denied = true;
    }
    if (sense->wish && out->modality == MODALITY_FACT)
        out->modality = MODALITY_INTENT;
    out->negative = unit.n_negators % 2;
    if (out->negative && unit.effort && out->modality == MODALITY_INTENT) { /* "denied that it ever tried to interfere" denies that it did */
        out->modality = MODALITY_FACT;
        out->matrix = 0;
    }
    out->flipped = sense->deny;
    bool elided = (sense->elides_subject || out->denied) && !out->finite && speaker;
    if (elided && !out->n_agent && !out->passive)
        add_role(out->agent, &out->n_agent, speaker);
    else if (elided && !out->n_patient && out->passive)
        add_role(out->patient, &out->n_patient, speaker);
    size_t n_terms = unique_terms(&unit, elided ? speaker : 0, terms);
    if (out->predicate == sense->responsible && n_terms < COMPARE_TERMS_MAX)
        terms[n_terms++] = out->predicate;
    out->n_terms = (uint16_t)terms_sort(terms, n_terms);
    bool vague = out->denied && out->nominal && n_terms < (elided ? 3u : 2u); /* "denied any meddling": in what? */
    bool general = out->predicate && out->predicate == sense->responsible && !out->n_patient; /* "blamed Iran", "denied involvement": for what? */
    out->bare = general || vague || (out->denied && (out->anaphoric || !out->predicate));
    term_id *kept = ARENA_NEW(arena, term_id, (size_t)out->n_terms + 1);
    if (!kept)
        return false;
    memcpy(kept, terms, out->n_terms * sizeof *kept);
    out->terms = kept;
    return out->n_terms > 0 || out->anaphoric;
}

static bool ends_sentence(const struct token *tokens, size_t i, size_t n)
{
    if (tokens[i].punct == '?' || tokens[i].punct == '!' || tokens[i].punct == ';')
        return true;
    if (tokens[i].punct != '.')
        return false;
    if (i == 0 || i + 1 == n)
        return true;
    const struct token *before = &tokens[i - 1];
    static const char *const SHORT[] = {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "st", "jr", "sr", "vs", "prof"};
    for (size_t k = 0; k < sizeof SHORT / sizeof *SHORT; k++)
        if (token_written(before, SHORT[k]))
            return false;
    return before->punct || (before->n_bytes > 1 && before->end == tokens[i].begin);
}

bool clause_read(struct arena *arena, const struct token *tokens, size_t n, const struct act_sense *sense, term_id speaker, struct clause *out)
{
    return n > 0 && read_clause(arena, tokens, 0, n, sense, speaker, out);
}

/* Whether a sentence ends in the text between two pieces of a content: '"…," he said. "…"'. */
static bool gap_ends_sentence(const struct reading *reading, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++)
        if (strchr(".?!\n", reading->record->text[reading->byte_at[at]]))
            return true;
    return false;
}

/* The tokens of all pieces, with a full stop where a sentence ends between two. */
static size_t read_pieces(const struct reading *reading, const struct hearsay_attribution *attribution, term_id speaker, struct token *tokens)
{
    size_t n = 0;
    for (size_t i = 0; i < attribution->n_content; i++) {
        struct hearsay_span piece = attribution->content[i];
        if (i && n < COMPARE_TOKENS_MAX && n && gap_ends_sentence(reading, attribution->content[i - 1].end, piece.begin))
            tokens[n] = (struct token){.begin = tokens[n - 1].end, .end = tokens[n - 1].end, .bytes = ".", .n_bytes = 1, .punct = '.', .person = HEARSAY_NONE}, n++;
        n += tokens_read(reading, piece, speaker, tokens + n, COMPARE_TOKENS_MAX - n);
    }
    return n;
}

/* ", and I gave no date": a clause of its own begins behind the conjunction. */
static bool opens_clause(const struct token *tokens, size_t i, size_t n)
{
    if (tokens[i].punct != ',' || i + 3 >= n)
        return false;
    bool joined = token_written(&tokens[i + 1], "and") || token_written(&tokens[i + 1], "but") || token_written(&tokens[i + 1], "so");
    static const char *const SUBJECTS[] = {"i", "he", "she", "they", "we", "it", "there"};
    for (size_t k = 0; joined && k < sizeof SUBJECTS / sizeof *SUBJECTS; k++)
        if (token_written(&tokens[i + 2], SUBJECTS[k]))
            return true;
    return false;
}

/* "She said she saw it": one and the same, where the source is no more than that pronoun. */
static void read_own_pronoun(const struct reading *reading, const struct hearsay_attribution *attribution, term_id speaker, struct token *tokens, size_t n)
{
    struct token source[2];
    if (attribution->source.begin >= attribution->source.end || attribution->source.end > reading->record->n_points ||
        tokens_read(reading, attribution->source, 0, source, 2) != 1 || !(token_written(&source[0], "he") || token_written(&source[0], "she")))
        return;
    for (size_t i = 0; i < n; i++)
        if (!tokens[i].punct && !tokens[i].term && tokens[i].person < 0 && tokens[i].n_bytes == source[0].n_bytes &&
            strncasecmp(tokens[i].bytes, source[0].bytes, tokens[i].n_bytes) == 0)
            tokens[i].term = speaker;
}

size_t clauses_read(const struct reading *reading, struct arena *arena, const struct hearsay_attribution *attribution, const struct act_sense *sense,
                    term_id speaker_term, struct clause *out)
{
    struct token tokens[COMPARE_TOKENS_MAX];
    size_t n = read_pieces(reading, attribution, speaker_term, tokens), n_clauses = 0;
    if (attribution->form == HEARSAY_FORM_INDIRECT)
        read_own_pronoun(reading, attribution, speaker_term, tokens, n);
    if (sense->attitude && attribution->parent >= 0 && n && token_written(&tokens[0], "to"))
        return 0;
    for (size_t begin = 0; begin < n && n_clauses < COMPARE_UNITS_MAX;) {
        size_t end = begin;
        while (end < n && !ends_sentence(tokens, end, n) && !opens_clause(tokens, end, n))
            end++;
        if (end < n && tokens[end].punct == '?')
            end++; /* the mark says what the clause is */
        if (end > begin && read_clause(arena, tokens, begin, end, sense, speaker_term, &out[n_clauses]))
            n_clauses++;
        begin = end < n && tokens[end].punct ? end + 1 : end;
    }
    if (n_clauses)
        out[n_clauses - 1].elsewhen |= time_follows(reading, attribution);
    return n_clauses;
}
