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
#include "compare/compare.h"

#include <string.h>

/* The verb group of a clause, token indices. */
struct verb_group {
    size_t first, head; /* first token of the group; the word behind auxiliaries, negators and adverbs */
    uint32_t last_auxiliary, modal_classes;
    bool found, subjectless, finite;
};
struct unit {
    const struct token *tokens;
    size_t begin, end;
    int n_negators; /* those that turn the sign */
    uint64_t counted[3]; /* by token: negators that were counted, COMPARE_TOKENS_MAX bits */
    struct clause *clause;
    term_id speaker;
};

static bool has(const struct unit *unit, size_t i, uint32_t classes)
{
    return i >= unit->begin && i < unit->end && (unit->tokens[i].classes & classes);
}

static bool written(const struct token *token, const char *lower)
{
    return token->n_bytes == strlen(lower) && strncasecmp(token->bytes, lower, token->n_bytes) == 0;
}

static bool is_word(const struct unit *unit, size_t i, const char *lower)
{
    return i >= unit->begin && i < unit->end && written(&unit->tokens[i], lower);
}

static bool is_content(const struct token *token)
{
    return !token->punct && token->term != 0;
}

static bool ends_with(const struct token *token, const char *ending)
{
    size_t n = strlen(ending);
    return token->n_bytes > n + 1 && strncasecmp(token->bytes + token->n_bytes - n, ending, n) == 0;
}

static void count_negator(struct unit *unit, size_t i)
{
    if (has(unit, i + 1, WORD_ONLY))
        unit->clause->unsure = true; /* "not only", "not all" */
    if (is_word(unit, i, "no") && (is_word(unit, i + 1, "doubt") || is_word(unit, i + 1, "question") || is_word(unit, i + 1, "longer"))) {
        unit->clause->unsure |= is_word(unit, i + 1, "longer");
        unit->counted[i / 64] |= 1ull << (i % 64);
        return;
    }
    bool nor = is_word(unit, i, "nor") && unit->n_negators > 0; /* "neither A nor B" denies once */
    if (!(unit->counted[i / 64] & (1ull << (i % 64)))) {
        unit->n_negators -= nor;
        unit->counted[i / 64] |= 1ull << (i % 64);
        unit->n_negators++;
    }
}

static void count_negators(struct unit *unit, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && i < unit->end; i++)
        if (has(unit, i, WORD_NEGATOR))
            count_negator(unit, i);
}

/* ---- the verb group ---- */

static bool is_auxiliary(const struct unit *unit, size_t i)
{
    const struct token *token = &unit->tokens[i];
    if (token->punct || !(token->classes & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL)) || ends_with(token, "ing"))
        return false;
    if (written(token, "been") || written(token, "done"))
        return false;
    if (written(token, "be"))
        return i == unit->begin;
    return !is_word(unit, i - 1, "to") && !(written(token, "might") && has(unit, i - 1, WORD_DETERMINER));
}

/* A verb form that may be the finite verb where it stands. */
static bool is_finite(const struct unit *unit, size_t i)
{
    const struct token *token = &unit->tokens[i], *before = i > unit->begin ? &unit->tokens[i - 1] : NULL;
    if (token->punct || !(token->classes & WORD_VERB) || (token->classes & WORD_STOP) || token->possessive || !before || before->punct ||
        ends_with(token, "ing") || token->person >= 0)
        return false;
    if (before->classes & (WORD_DETERMINER | WORD_PREPOSITION) || before->possessive || written(before, "to"))
        return false;
    bool pronoun = (before->classes & (WORD_PRONOUN | WORD_RELATIVE)) != 0;
    if (token->classes & WORD_MOSTLY_NOUN)
        return pronoun || (i >= 2 && (before->classes & WORD_ADVERB) && (unit->tokens[i - 2].classes & WORD_PRONOUN));
    return pronoun || is_content(before) || before->person >= 0 || (before->classes & (WORD_ADVERB | WORD_NEGATOR));
}

/* "had not, in fact, received", "was in fact told": what stands behind the aside that begins at `i`; `i` itself if none does. */
static size_t past_aside(const struct unit *unit, size_t i)
{
    if ((is_word(unit, i, "in") && is_word(unit, i + 1, "fact")) || (is_word(unit, i, "of") && is_word(unit, i + 1, "course")))
        return i + 2;
    if (unit->tokens[i].punct != ',' && unit->tokens[i].punct != '-')
        return i;
    for (size_t k = i + 1; k < unit->end && k <= i + 8; k++)
        if (unit->tokens[k].punct == unit->tokens[i].punct)
            return k + 1;
    return i;
}

static void read_group(const struct unit *unit, size_t i, struct verb_group *group)
{
    group->first = i;
    group->found = group->finite = true;
    group->last_auxiliary = 0;
    for (; i < unit->end; i++) {
        uint32_t classes = unit->tokens[i].classes;
        bool auxiliary = classes & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL) && !unit->tokens[i].punct;
        if (auxiliary) {
            group->last_auxiliary = classes & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL);
            group->modal_classes |= classes & WORD_MODAL ? 1u : 0;
        } else if (!(classes & (WORD_NEGATOR | WORD_ADVERB)) || (unit->tokens[i].classes & WORD_VERB)) {
            size_t behind = past_aside(unit, i);
            if (behind == i)
                break;
            i = behind - 1;
        }
    }
    group->head = i;
}

/* The first verb group outside relative clauses. */
static void find_group(const struct unit *unit, struct verb_group *group)
{
    int relative = 0;
    size_t i = unit->begin;
    *group = (struct verb_group){.head = unit->end, .first = unit->end};
    if (has(unit, i, WORD_SUBORDINATE) && !is_word(unit, i, "since")) /* "After A did B, C did D" */
        while (i < unit->end && unit->tokens[i].punct != ',')
            i++;
    for (; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        bool that = written(token, "that") && i > unit->begin && is_content(&unit->tokens[i - 1]);
        if (i > unit->begin && (that || (token->classes & WORD_RELATIVE))) {
            relative++;
        } else if (i > unit->begin && (token->classes & WORD_SUBORDINATE) && !written(token, "since")) {
            return;
        } else if (is_auxiliary(unit, i) || is_finite(unit, i)) {
            read_group(unit, i, group);
            if (relative-- <= 0)
                return;
            i = group->head < unit->end ? group->head : unit->end - 1;
            *group = (struct verb_group){.head = unit->end, .first = unit->end};
        }
    }
}

/* A clause without a subject: "attacked ships", "being briefed", "keep the government closed", "not to accept it". */
static void find_subjectless(const struct unit *unit, struct verb_group *group)
{
    size_t i = unit->begin;
    while (i < unit->end && (has(unit, i, WORD_NEGATOR | WORD_ADVERB) || is_word(unit, i, "to")))
        i++;
    if (i >= unit->end || unit->tokens[i].punct)
        return;
    const struct token *token = &unit->tokens[i];
    bool being = (token->classes & (WORD_BE | WORD_HAVE)) && ends_with(token, "ing");
    bool verb = (token->classes & WORD_VERB) && !(token->classes & (WORD_MOSTLY_NOUN | WORD_STOP));
    /* "reported intelligence": a participle before a noun is no verb. */
    bool adjective = (token->classes & WORD_PARTICIPLE) && i + 1 < unit->end && is_content(&unit->tokens[i + 1]) &&
                     !unit->tokens[i + 1].punct && unit->tokens[i + 1].person < 0 && !has(unit, i + 1, WORD_PREPOSITION);
    if (!being && (!verb || (adjective && i == unit->begin)))
        return;
    read_group(unit, i, group);
    group->subjectless = true;
    group->finite = false;
}

/* ---- the predicate ---- */

/* The head of the noun phrase from `i`: its last content word before a preposition, a mark or a verb. */
static size_t noun_head(const struct unit *unit, size_t i)
{
    size_t head = unit->end;
    for (; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        if (token->punct || (token->classes & (WORD_PREPOSITION | WORD_RELATIVE | WORD_SUBORDINATE | WORD_CONDITION)) || written(token, "that"))
            break;
        if (head < unit->end && (is_auxiliary(unit, i) || written(token, "and") || written(token, "or")))
            break;
        if (is_content(token) && !token->possessive)
            head = i;
    }
    return head;
}

static size_t next_content(const struct unit *unit, size_t i, size_t within)
{
    for (size_t n = 0; i < unit->end && n < within; i++, n++) {
        if (unit->tokens[i].punct == ',' || (unit->tokens[i].classes & WORD_RELATIVE))
            break;
        if (is_content(&unit->tokens[i]))
            return i;
    }
    return unit->end;
}

static bool is_verb(const struct unit *unit, size_t i)
{
    return has(unit, i, WORD_VERB);
}

/* The inner verb of "want to go", "refused to say", "kept saying", "able to go"; unit->end if `p` opens no chain. */
static size_t chained(const struct unit *unit, size_t p)
{
    for (size_t i = p + 1; i < unit->end && i <= p + 6; i++) {
        const struct token *token = &unit->tokens[i];
        if (token->punct || (token->classes & WORD_RELATIVE) || written(token, "that"))
            break;
        if (written(token, "to")) {
            size_t inner = i + 1;
            while (has(unit, inner, WORD_ADVERB | WORD_BE | WORD_HAVE))
                inner++;
            return is_verb(unit, inner) ? inner : unit->end;
        }
        if (i == p + 1 && ends_with(token, "ing") && is_verb(unit, i) && !(token->classes & WORD_MOSTLY_NOUN))
            return i;
    }
    return unit->end;
}

static size_t follow_chain(struct unit *unit, size_t p)
{
    for (int depth = 0; depth < 4 && p < unit->end; depth++) {
        uint32_t classes = unit->tokens[p].classes;
        if (!(classes & (WORD_UNDO | WORD_INTENT | WORD_CHAIN)))
            break;
        size_t inner = chained(unit, p);
        if (inner >= unit->end)
            break;
        if (classes & WORD_UNDO)
            unit->n_negators++;
        else if (classes & WORD_INTENT)
            unit->clause->modality = MODALITY_INTENT;
        for (size_t i = p + 1; i < inner; i++)
            if (has(unit, i, WORD_NEGATOR))
                count_negator(unit, i);
        p = inner;
    }
    return p;
}

static void set_modality(struct unit *unit, const struct verb_group *group)
{
    struct clause *clause = unit->clause;
    for (size_t i = group->first; i < group->head && i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        if (!(token->classes & WORD_MODAL))
            continue;
        if (written(token, "should") || written(token, "must") || written(token, "ought"))
            clause->modality = MODALITY_DUTY;
        else if (token->classes & WORD_HEDGE)
            clause->modality = MODALITY_HEDGED;
        else if (written(token, "can") || written(token, "ca") || written(token, "cannot"))
            clause->modality = MODALITY_ABILITY;
        else
            clause->modality = MODALITY_FUTURE;
    }
}

/* The predicate's token, from the word behind the auxiliaries. */
static size_t find_predicate(struct unit *unit, const struct verb_group *group)
{
    size_t head = group->head;
    if (head >= unit->end)
        return unit->end;
    const struct token *token = &unit->tokens[head];
    bool participle = (token->classes & WORD_PARTICIPLE) || (is_verb(unit, head) && ends_with(token, "ed"));
    if (group->last_auxiliary & WORD_BE) {
        unit->clause->passive = participle;
        if (participle || (is_verb(unit, head) && ends_with(token, "ing")))
            return follow_chain(unit, head);
        if (written(token, "to"))
            return next_content(unit, head, 4);
        count_negators(unit, head, head + 1);
        return follow_chain(unit, next_content(unit, head, 8));
    }
    if ((group->last_auxiliary & WORD_HAVE) && (written(token, "to") || written(token, "yet")) && is_word(unit, head - 1, "yet")) {
        unit->n_negators++; /* "has yet to" */
        return follow_chain(unit, next_content(unit, head, 4));
    }
    if ((group->last_auxiliary & WORD_HAVE) && !participle) {
        count_negators(unit, head, head + 3);
        return written(token, "to") ? next_content(unit, head, 4) : noun_head(unit, head);
    }
    if (!is_verb(unit, head))
        return next_content(unit, head, 4);
    size_t p = follow_chain(unit, head);
    if (has(unit, p + 1, WORD_NEGATOR)) /* "saw no evidence" */
        count_negator(unit, p + 1);
    size_t object = has(unit, p, WORD_LIGHT) ? noun_head(unit, p + 1) : unit->end;
    return object < unit->end ? object : p;
}

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
        if (is_content(token) && !token->possessive)
            add_role(role, n, token->term);
    }
}

static void read_roles(const struct unit *unit, const struct verb_group *group, size_t predicate)
{
    struct clause *clause = unit->clause;
    read_role(unit, unit->begin, group->first, clause->agent, &clause->n_agent);
    read_role(unit, predicate + 1, unit->end, clause->patient, &clause->n_patient);
    if (!clause->passive)
        return;
    term_id by[COMPARE_ROLE_MAX];
    uint8_t n_by = 0;
    for (size_t i = predicate; i < unit->end; i++)
        if (is_word(unit, i, "by"))
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
        if (is_content(&unit->tokens[i]))
            out[n++] = unit->tokens[i].term;
    out[n++] = extra;
    return terms_sort(out, n);
}

/* ---- moods that leave a clause without a side ---- */

static void read_doubt(struct unit *unit)
{
    struct clause *clause = unit->clause;
    for (size_t i = unit->begin; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        if (unit->n_negators && !token->punct && (token->classes & WORD_PARTIAL))
            clause->unsure = true;
        if (token->punct == '?' || (token->classes & WORD_CONDITION))
            clause->unsure = true;
        if (!token->punct && (token->classes & WORD_HEDGE))
            clause->modality = MODALITY_HEDGED;
        if ((token->classes & WORD_NEGATOR) && !token->punct && !(unit->counted[i / 64] & (1ull << (i % 64))))
            clause->unsure = true; /* a negation that is not the predicate's */
        if (written(token, "but") && i > unit->begin)
            clause->unsure |= has(unit, i + 1, WORD_NEGATOR);
    }
}

/* "reports that P are false", "the notion of P was wrong": P, denied. True when the unit was narrowed to P. */
static bool narrow_to_shell(struct unit *unit, const struct verb_group *group)
{
    size_t shell = unit->end;
    for (size_t i = unit->begin; i < group->first && shell == unit->end; i++)
        if (has(unit, i, WORD_SHELL) && !unit->tokens[i].punct)
            shell = i;
    if (shell + 2 >= group->first)
        return false;
    if (!is_word(unit, shell + 1, "that") && !is_word(unit, shell + 1, "of") && !is_word(unit, shell + 1, "about"))
        return false;
    unit->begin = shell + 2;
    unit->end = group->first;
    return true;
}

/* Whether the unit is nothing but words that stand for a statement: "the allegation", "such claims", "it". */
static bool is_anaphor(const struct unit *unit)
{
    size_t n_shell = 0;
    for (size_t i = unit->begin; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        bool pronoun = (token->classes & (WORD_PRONOUN | WORD_DETERMINER)) && (written(token, "it") || written(token, "that") || written(token, "this"));
        n_shell += !token->punct && ((token->classes & WORD_SHELL) || pronoun);
        if (is_content(token) && !(token->classes & (WORD_SHELL | WORD_FALSE | WORD_ADVERB)))
            return false;
    }
    return n_shell > 0;
}

/* ---- one clause ---- */

static void analyse(struct unit *unit, int depth);

static void analyse_rest(struct unit *unit, size_t begin, int depth)
{
    unit->begin = begin;
    if (is_word(unit, begin, "that"))
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
    bool clause_follows = predicate + 1 < unit->end && !has(unit, predicate + 1, WORD_PREPOSITION);
    if ((classes & WORD_IGNORANT) && unit->n_negators % 2)
        unit->clause->unsure = true;
    if (depth > 3 || !subject_is_speaker(unit, group))
        return false;
    if ((classes & WORD_RAISE) && clause_follows && predicate + 2 < unit->end) {
        struct unit inner = *unit;
        struct verb_group verb;
        inner.begin = predicate + 1 + (size_t)is_word(unit, predicate + 1, "that");
        find_group(&inner, &verb);
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

static void analyse_nominal(struct unit *unit)
{
    struct clause *clause = unit->clause;
    size_t head = noun_head(unit, unit->begin);
    clause->nominal = true;
    if (head >= unit->end)
        head = next_content(unit, unit->begin, unit->end - unit->begin);
    count_negators(unit, unit->begin, head);
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
    count_negators(unit, group->first, group->head);
    if (unit->n_negators > before + 1)
        unit->n_negators = before + 1;
}

static void analyse(struct unit *unit, int depth)
{
    struct clause *clause = unit->clause;
    struct verb_group group;
    while (unit->begin < unit->end && (unit->tokens[unit->begin].punct || is_word(unit, unit->begin, "and") || is_word(unit, unit->begin, "but") ||
                                       is_word(unit, unit->begin, "that") || is_word(unit, unit->begin, "so")))
        unit->begin++;
    clause->anaphoric = is_anaphor(unit);
    find_group(unit, &group);
    if (!group.found)
        find_subjectless(unit, &group);
    if (!group.found) {
        analyse_nominal(unit);
        return;
    }
    set_modality(unit, &group);
    count_negators(unit, unit->begin, group.first);
    count_group(unit, &group);
    size_t predicate = find_predicate(unit, &group);
    if (predicate >= unit->end) {
        clause->unsure = true;
        return;
    }
    if (has(unit, predicate, WORD_FALSE)) {
        if (depth < 3 && narrow_to_shell(unit, &group)) {
            unit->n_negators++;
            clause->denied = true;
            analyse_rest(unit, unit->begin, depth);
            return;
        }
        clause->anaphoric |= subject_is_speaker(unit, &group) == false && group.first < unit->end && has(unit, group.first - 1, WORD_SHELL | WORD_PRONOUN);
    }
    if (analyse_outer(unit, &group, predicate, depth))
        return;
    clause->finite = group.finite;
    clause->said_begin = unit->tokens[unit->begin].begin;
    clause->group_begin = unit->tokens[group.first].begin;
    clause->said_end = unit->tokens[unit->end - 1].end;
    clause->predicate = unit->tokens[predicate].term;
    clause->predicate_opposite = unit->tokens[predicate].opposite;
    read_roles(unit, &group, predicate);
}

/* How well the clause would word a question: its subject a name, its verb finite, itself short, plain and without an "I". */
static uint8_t clarity_of(const struct unit *unit)
{
    const struct clause *clause = unit->clause;
    size_t n = unit->end - unit->begin;
    int clarity = 10;
    bool named = false;
    if (!clause->finite || clause->unsure || !clause->predicate)
        return 0;
    for (size_t i = unit->begin; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        clarity -= 2 * ((token->classes & WORD_FIRST) != 0);
        clarity -= (token->classes & WORD_PRONOUN) && token->term == 0;
        if (token->begin < clause->group_begin)
            named |= is_content(token);
    }
    clarity += named ? 6 : -6;
    clarity += n >= 4 && n <= 24 ? 4 : -3;
    clarity -= 2 * unit->n_negators;
    clarity -= clause->modality == MODALITY_FACT ? 0 : 3;
    return (uint8_t)(clarity < 1 ? 1 : clarity);
}

/* Reads one piece into `out`; false when it says nothing that could be compared. */
static bool read_clause(struct arena *arena, const struct token *tokens, size_t begin, size_t end,
                        const struct act_sense *sense, term_id speaker, struct clause *out)
{
    struct unit unit = {.tokens = tokens, .begin = begin, .end = end, .clause = out, .speaker = speaker};
    term_id terms[COMPARE_TERMS_MAX];
    *out = (struct clause){.span = {tokens[begin].begin, tokens[end - 1].end}, .n_tokens = (uint16_t)(end - begin)};
    analyse(&unit, 0);
    read_doubt(&unit);
    out->clarity = clarity_of(&unit);
    if (sense->deny) {
        unit.n_negators++;
        out->denied = true;
    }
    if (sense->wish && out->modality == MODALITY_FACT)
        out->modality = MODALITY_INTENT;
    if (sense->elides_subject && !out->finite && speaker && !out->n_agent && !out->passive)
        add_role(out->agent, &out->n_agent, speaker);
    else if (sense->elides_subject && !out->finite && speaker && !out->n_patient && out->passive)
        add_role(out->patient, &out->n_patient, speaker);
    out->negative = unit.n_negators % 2;
    out->n_terms = (uint16_t)unique_terms(&unit, sense->elides_subject && !out->finite ? speaker : 0, terms);
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
        if (written(before, SHORT[k]))
            return false;
    return before->n_bytes > 1 && before->end == tokens[i].begin;
}

size_t clauses_read(const struct reading *reading, struct arena *arena, struct hearsay_span span, const struct act_sense *sense,
                    term_id speaker_term, struct clause *out)
{
    struct token tokens[COMPARE_TOKENS_MAX];
    size_t n = tokens_read(reading, span, speaker_term, tokens, COMPARE_TOKENS_MAX), n_clauses = 0;
    for (size_t begin = 0; begin < n && n_clauses < COMPARE_UNITS_MAX;) {
        size_t end = begin;
        while (end < n && !ends_sentence(tokens, end, n))
            end++;
        if (end < n && tokens[end].punct == '?')
            end++; /* the mark says what the clause is */
        if (end > begin && read_clause(arena, tokens, begin, end, sense, speaker_term, &out[n_clauses]))
            n_clauses++;
        begin = end < n && tokens[end].punct ? end + 1 : end;
    }
    return n_clauses;
}
