/* The verb group of a clause, the predicate behind it, and the negators that turn its sign.
 *
 * Method: an auxiliary, or a listed verb form behind a subject, opens the first verb group outside relative clauses; asides are stepped over. Behind
 * it stands the predicate: the last verb of a chain ("refused to accept"), the complement of "be", the noun of "have" or of a light verb ("received
 * no briefing"). Source: own; implicatives after Karttunen (1971).
 */
#include "compare/unit.h"

#include <string.h>

bool unit_has(const struct unit *unit, size_t i, uint32_t classes)
{
    return i >= unit->begin && i < unit->end && (unit->tokens[i].classes & classes);
}

bool token_written(const struct token *token, const char *lower)
{
    return token->n_bytes == strlen(lower) && strncasecmp(token->bytes, lower, token->n_bytes) == 0;
}

bool unit_is_word(const struct unit *unit, size_t i, const char *lower)
{
    return i >= unit->begin && i < unit->end && token_written(&unit->tokens[i], lower);
}

bool token_is_content(const struct token *token)
{
    return !token->punct && token->term != 0;
}

bool token_ends_with(const struct token *token, const char *ending)
{
    size_t n = strlen(ending);
    return token->n_bytes > n + 1 && strncasecmp(token->bytes + token->n_bytes - n, ending, n) == 0;
}

void unit_count_negator(struct unit *unit, size_t i)
{
    if (unit_has(unit, i + 1, WORD_ONLY))
        unit->clause->unsure = true; /* "not only", "not all" */
    if (unit_is_word(unit, i, "no") && (unit_is_word(unit, i + 1, "doubt") || unit_is_word(unit, i + 1, "question") || unit_is_word(unit, i + 1, "longer"))) {
        unit->clause->unsure |= unit_is_word(unit, i + 1, "longer");
        unit->counted[i / 64] |= 1ull << (i % 64);
        return;
    }
    bool nor = unit_is_word(unit, i, "nor") && unit->n_negators > 0; /* "neither A nor B" denies once */
    if (!(unit->counted[i / 64] & (1ull << (i % 64)))) {
        unit->n_negators -= nor;
        unit->counted[i / 64] |= 1ull << (i % 64);
        unit->n_negators++;
    }
}

void unit_count_negators(struct unit *unit, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && i < unit->end; i++)
        if (unit_has(unit, i, WORD_NEGATOR))
            unit_count_negator(unit, i);
}

/* ---- the verb group ---- */

static bool is_auxiliary(const struct unit *unit, size_t i)
{
    const struct token *token = &unit->tokens[i];
    if (token->punct || !(token->classes & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL)) || token_ends_with(token, "ing"))
        return false;
    if (token_written(token, "been") || token_written(token, "done"))
        return false;
    if (token_written(token, "be"))
        return i == unit->begin;
    return !unit_is_word(unit, i - 1, "to") && !(token_written(token, "might") && unit_has(unit, i - 1, WORD_DETERMINER));
}

/* A verb form that may be the finite verb where it stands. */
static bool is_finite(const struct unit *unit, size_t i)
{
    const struct token *token = &unit->tokens[i], *before = i > unit->begin ? &unit->tokens[i - 1] : NULL;
    if (token->punct || !(token->classes & WORD_VERB) || (token->classes & WORD_STOP) || token->possessive || !before || before->punct ||
        token_ends_with(token, "ing") || token->person >= 0)
        return false;
    if (token->bytes[0] >= 'A' && token->bytes[0] <= 'Z') /* "Trump" is a name, "Speaks" stands in a heading */
        return false;
    if (before->classes & (WORD_DETERMINER | WORD_PREPOSITION) || before->possessive || token_written(before, "to"))
        return false;
    bool pronoun = (before->classes & (WORD_PRONOUN | WORD_RELATIVE)) != 0;
    bool object = token_ends_with(token, "s") && (unit_has(unit, i + 1, WORD_DETERMINER) || unit_is_word(unit, i + 1, "no")); /* "lacks the" */
    if ((token->classes & WORD_MOSTLY_NOUN) && object && token_is_content(before))
        return true;
    if (token->classes & WORD_MOSTLY_NOUN)
        return pronoun || (i >= 2 && (before->classes & WORD_ADVERB) && (unit->tokens[i - 2].classes & WORD_PRONOUN));
    return pronoun || token_is_content(before) || before->person >= 0 || (before->classes & (WORD_ADVERB | WORD_NEGATOR));
}

/* "had not, in fact, received", "was in fact told": what stands behind the aside that begins at `i`; `i` itself if none does. */
static size_t past_aside(const struct unit *unit, size_t i)
{
    if ((unit_is_word(unit, i, "in") && unit_is_word(unit, i + 1, "fact")) || (unit_is_word(unit, i, "of") && unit_is_word(unit, i + 1, "course")))
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

/* "the work he did": a pronoun right behind the noun of a noun phrase that opens the clause. */
static bool is_reduced_relative(const struct unit *unit, size_t i)
{
    const struct token *token = &unit->tokens[i];
    bool subject = token_written(token, "he") || token_written(token, "she") || token_written(token, "they") || token_written(token, "i") || token_written(token, "we");
    return subject && unit_has(unit, unit->begin, WORD_DETERMINER) && token_is_content(&unit->tokens[i - 1]);
}

/* The first verb group outside relative clauses. */
void unit_find_group(const struct unit *unit, struct verb_group *group)
{
    int relative = 0;
    size_t i = unit->begin;
    *group = (struct verb_group){.head = unit->end, .first = unit->end};
    if (unit_has(unit, i, WORD_SUBORDINATE) && !unit_is_word(unit, i, "since")) /* "After A did B, C did D" */
        while (i < unit->end && unit->tokens[i].punct != ',')
            i++;
    for (; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        bool that = token_written(token, "that") && i > unit->begin && token_is_content(&unit->tokens[i - 1]);
        if (i > unit->begin && (that || (token->classes & WORD_RELATIVE))) {
            relative++;
        } else if (i > unit->begin + 1 && is_reduced_relative(unit, i)) {
            relative++;
        } else if (i > unit->begin && (token->classes & WORD_SUBORDINATE) && !token_written(token, "since")) {
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
void unit_find_subjectless(const struct unit *unit, struct verb_group *group)
{
    size_t i = unit->begin;
    while (i < unit->end && (unit_has(unit, i, WORD_NEGATOR | WORD_ADVERB) || unit_is_word(unit, i, "to")))
        i++;
    if (i >= unit->end || unit->tokens[i].punct)
        return;
    const struct token *token = &unit->tokens[i];
    bool being = (token->classes & (WORD_BE | WORD_HAVE)) && token_ends_with(token, "ing");
    bool verb = (token->classes & WORD_VERB) && !(token->classes & (WORD_MOSTLY_NOUN | WORD_STOP));
    /* "reported intelligence": a participle before a noun is no verb. */
    bool adjective = (token->classes & WORD_PARTICIPLE) && i + 1 < unit->end && token_is_content(&unit->tokens[i + 1]) &&
                     !unit->tokens[i + 1].punct && unit->tokens[i + 1].person < 0 && !unit_has(unit, i + 1, WORD_PREPOSITION);
    if (!being && (!verb || (adjective && i == unit->begin)))
        return;
    read_group(unit, i, group);
    group->subjectless = true;
    group->finite = false;
}

/* ---- the predicate ---- */

/* The head of the noun phrase from `i`: its last content word before a preposition, a mark or a verb. */
size_t unit_noun_head(const struct unit *unit, size_t i)
{
    size_t head = unit->end;
    for (; i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        if (token->punct || (token->classes & (WORD_PREPOSITION | WORD_RELATIVE | WORD_SUBORDINATE | WORD_CONDITION)) || token_written(token, "that"))
            break;
        if (head < unit->end && (is_auxiliary(unit, i) || token_written(token, "and") || token_written(token, "or")))
            break;
        if (token_is_content(token) && !token->possessive)
            head = i;
    }
    return head;
}

size_t unit_next_content(const struct unit *unit, size_t i, size_t within)
{
    for (size_t n = 0; i < unit->end && n < within; i++, n++) {
        if (unit->tokens[i].punct == ',' || (unit->tokens[i].classes & WORD_RELATIVE))
            break;
        if (token_is_content(&unit->tokens[i]))
            return i;
    }
    return unit->end;
}

bool unit_is_verb(const struct unit *unit, size_t i)
{
    return unit_has(unit, i, WORD_VERB);
}

/* The inner verb of "want to go", "refused to say", "kept saying", "able to go"; unit->end if `p` opens no chain. */
static size_t chained(const struct unit *unit, size_t p)
{
    for (size_t i = p + 1; i < unit->end && i <= p + 6; i++) {
        const struct token *token = &unit->tokens[i];
        if (token->punct || (token->classes & WORD_RELATIVE) || token_written(token, "that"))
            break;
        if (token_written(token, "to")) {
            size_t inner = i + 1;
            while (unit_has(unit, inner, WORD_ADVERB | WORD_BE | WORD_HAVE))
                inner++;
            return unit_is_verb(unit, inner) ? inner : unit->end;
        }
        if (i == p + 1 && token_ends_with(token, "ing") && unit_is_verb(unit, i) && !(token->classes & WORD_MOSTLY_NOUN))
            return i;
    }
    return unit->end;
}

static bool is_effort(const struct token *token)
{
    static const char *const FORMS[] = {"try", "tries", "tried", "trying", "attempt", "attempts", "attempted", "attempting", "seek", "seeks", "sought", "seeking"};
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (token_written(token, FORMS[i]))
            return true;
    return false;
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
        else if (classes & WORD_INTENT) {
            unit->clause->modality = MODALITY_INTENT;
            unit->clause->matrix = unit->tokens[p].term;
            unit->effort = is_effort(&unit->tokens[p]);
        }
        for (size_t i = p + 1; i < inner; i++)
            if (unit_has(unit, i, WORD_NEGATOR))
                unit_count_negator(unit, i);
        p = inner;
    }
    return p;
}

void unit_set_modality(struct unit *unit, const struct verb_group *group)
{
    struct clause *clause = unit->clause;
    for (size_t i = group->first; i < group->head && i < unit->end; i++) {
        const struct token *token = &unit->tokens[i];
        if (!(token->classes & WORD_MODAL))
            continue;
        if (token_written(token, "should") || token_written(token, "must") || token_written(token, "ought"))
            clause->modality = MODALITY_DUTY;
        else if (token->classes & WORD_HEDGE)
            clause->modality = MODALITY_HEDGED;
        else if (token_written(token, "can") || token_written(token, "ca") || token_written(token, "cannot"))
            clause->modality = MODALITY_ABILITY;
        else
            clause->modality = MODALITY_FUTURE;
    }
}

/* The predicate's token, from the word behind the auxiliaries. */
size_t unit_find_predicate(struct unit *unit, const struct verb_group *group)
{
    size_t head = group->head;
    if (head >= unit->end)
        return unit->end;
    const struct token *token = &unit->tokens[head];
    bool participle = (token->classes & WORD_PARTICIPLE) || (unit_is_verb(unit, head) && token_ends_with(token, "ed"));
    if (group->last_auxiliary & WORD_BE) {
        unit->clause->passive = participle;
        if (participle || (unit_is_verb(unit, head) && token_ends_with(token, "ing")))
            return follow_chain(unit, head);
        if (token_written(token, "to"))
            return unit_next_content(unit, head, 4);
        unit_count_negators(unit, head, head + 1);
        return follow_chain(unit, unit_next_content(unit, head, 8));
    }
    if ((group->last_auxiliary & WORD_HAVE) && (token_written(token, "to") || token_written(token, "yet")) && unit_is_word(unit, head - 1, "yet")) {
        unit->n_negators++; /* "has yet to" */
        return follow_chain(unit, unit_next_content(unit, head, 4));
    }
    if ((group->last_auxiliary & WORD_HAVE) && !participle) {
        unit_count_negators(unit, head, head + 3);
        return token_written(token, "to") ? unit_next_content(unit, head, 4) : unit_noun_head(unit, head);
    }
    if (!unit_is_verb(unit, head))
        return unit_next_content(unit, head, 4);
    if (unit->tokens[head].n_bytes >= 4 && strncasecmp(unit->tokens[head].bytes, "lack", 4) == 0) { /* "lacks the authority" has none */
        size_t lacked = unit_noun_head(unit, head + 1);
        unit->n_negators += lacked < unit->end;
        return lacked < unit->end ? lacked : head;
    }
    size_t p = follow_chain(unit, head);
    if (unit_has(unit, p + 1, WORD_NEGATOR)) /* "saw no evidence" */
        unit_count_negator(unit, p + 1);
    size_t object = unit_has(unit, p, WORD_LIGHT) ? unit_noun_head(unit, p + 1) : unit->end;
    return object < unit->end ? object : p;
}
