/* Whether a reader who has read none of the articles could be asked a question.
 *
 * Method: closed rules over the clause's tokens, each for one way in which a clause turned round reads badly: a pronoun that nothing explains, a
 * second sentence, words cut off, no subject. Why rules: what is not asked is not shown, and the reason must be one that can be read.
 * Precision first: what is doubtful is not asked. Source: own, from reading the questions that were asked.
 */
#include "compare/wording.h"

enum { ASKED_MAX_WORDS = 26 };

static bool stands_for_something(const struct wording *wording, const struct token *token)
{
    bool verb = (token->classes & WORD_VERB) && !(token->classes & WORD_MOSTLY_NOUN) && token->person < 0;
    return !token->punct && (wording_name(wording, token) || (token->term && !verb && !(token->classes & (WORD_PRONOUN | WORD_ADVERB))));
}

/* A name, or a word that stands for something, among the tokens before `i`. */
static bool has_antecedent(const struct wording *wording, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (stands_for_something(wording, &wording->tokens[k]))
            return true;
    return false;
}

/* "it" that stands for nothing: "it is time to …", "it is clear that …". */
static bool is_expletive(const struct wording *wording, size_t i)
{
    if (!written(&wording->tokens[i], "it") || i + 1 >= wording->n || !(wording->tokens[i + 1].classes & (WORD_BE | WORD_MODAL)))
        return false;
    for (size_t k = i + 2; k < wording->n && k <= i + 6; k++)
        if (written(&wording->tokens[k], "to") || written(&wording->tokens[k], "that"))
            return true;
    return false;
}

/* How ill a pronoun that nothing in the question explains is met: 1 "her", which the statements may explain; 2 "you", "this". */
static int looseness(const struct wording *wording, size_t i)
{
    static const char *const OWN[] = {"his", "its", "their", "theirs", "himself", "herself", "itself", "themselves", "hers"};
    static const char *const THIRD[] = {"he", "she", "they", "him", "her", "them"};
    static const char *const POINTING[] = {"this", "these", "those", "such", "here"};
    static const char *const SPOKEN[] = {"you", "your", "yours", "we", "us", "our", "ours", "i", "me", "my", "mine", "myself"};
    const struct token *token = &wording->tokens[i];
    if (token->punct)
        return 0;
    if (IS_ONE_OF(token, POINTING)) /* "on this matter", but not "this was" */
        return 2 * (i < wording->group || i + 1 >= wording->n || wording->tokens[i + 1].punct || (wording->tokens[i + 1].classes & (WORD_BE | WORD_PREPOSITION)) ||
               (wording->tokens[i + 1].classes & WORD_VERB && !(wording->tokens[i + 1].classes & WORD_MOSTLY_NOUN)));
    if (written(token, "it") || written(token, "its")) /* whatever it was taken for: a thing is seldom found rightly */
        return written(token, "its") ? 2 * !has_antecedent(wording, i) : is_expletive(wording, i) ? 0 : i > wording->group ? 1 : 2;
    if (wording_name(wording, token))
        return 0;
    if (IS_ONE_OF(token, SPOKEN))
        return 2;
    bool joined = false; /* in a clause of its own behind a subject: most often that subject */
    for (size_t k = wording->group + 1; k < i; k++)
        joined |= (wording->tokens[k].classes & (WORD_SUBORDINATE | WORD_RELATIVE)) || written(&wording->tokens[k], "that");
    if (IS_ONE_OF(token, OWN) || (IS_ONE_OF(token, THIRD) && joined))
        return !has_antecedent(wording, i);
    return IS_ONE_OF(token, THIRD) ? 1 : (token->classes & WORD_FIRST) ? 2 : 0;
}

/* "they want money, he said", "Trump fell: it was": a second sentence in the first. */
static bool runs_on(const struct wording *wording, size_t i)
{
    static const char *const SUBJECTS[] = {"i", "he", "she", "they", "we", "it", "you", "there", "oh"};
    static const char *const CUES[] = {"said", "says", "added", "wrote", "tweeted", "think", "believe"};
    const struct token *token = &wording->tokens[i];
    if (!token->punct)
        return false;
    if (strchr(":;?!", token->punct) || (token->punct == '.' && i + 1 < wording->n && wording->tokens[i + 1].begin > token->end && (i == 0 || wording->tokens[i - 1].n_bytes > SHORT_FORM_MAX)))
        return true;
    size_t next = i + 1;
    while (next < wording->n && (written(&wording->tokens[next], "and") || written(&wording->tokens[next], "but") || written(&wording->tokens[next], "so")))
        next++;
    if ((token->punct != ',' && token->punct != '-') || next >= wording->n)
        return false;
    const struct token *after = &wording->tokens[next];
    return IS_ONE_OF(after, SUBJECTS) || (next + 1 < wording->n && wording_name(wording, after)) || IS_ONE_OF(after, CUES) || (next + 1 < wording->n && IS_ONE_OF(&wording->tokens[next + 1], CUES));
}

/* Whether the verb group stands where a subject ends: not behind "Sorry it's", "Bad day for those hoping …". */
static bool is_subject(const struct wording *wording)
{
    const struct token *first = &wording->tokens[0];
    const struct token *verb = &wording->tokens[wording->group], *head = verb - 1;
    bool singular = head->person >= 0 && wording->record->people[head->person].kind == HEARSAY_KIND_PERSON && !(head->classes & WORD_PRONOUN);
    bool base = !(verb->classes & (WORD_BE | WORD_HAVE | WORD_MODAL | WORD_PARTICIPLE | WORD_DO)) && !ends_with(verb, "s") && !ends_with(verb, "ed");
    bool bare_do = (verb->classes & WORD_DO) && wording->group + 1 < wording->n && (verb[1].classes & WORD_DETERMINER) && !(verb[1].classes & WORD_NEGATOR);
    if ((first->classes & WORD_PREPOSITION) || (singular && base) || bare_do) /* "that Winfrey run", "do the repeal" */
        return false;
    bool opened = (first->classes & (WORD_DETERMINER | WORD_PRONOUN | WORD_NUMBER | WORD_NEGATOR)) || first->possessive || first->person >= 0 || written(first, "there") ||
                  (first->bytes[0] >= 'A' && first->bytes[0] <= 'Z' && first->begin > wording->claim->span.end - wording->claim->span.begin);
    for (size_t i = 0; i < wording->group; i++) {
        const struct token *token = &wording->tokens[i];
        if ((token->punct && token->punct != '.') || (token->classes & (WORD_RELATIVE | WORD_SUBORDINATE)) || written(token, "that"))
            return false;
        opened |= token->person >= 0 || (token->bytes[0] >= 'A' && token->bytes[0] <= 'Z' && i > 0);
    }
    return opened || wording->group <= 2;
}

int wording_flaw(const struct wording *wording)
{
    int worst = 0;
    const struct token *first = &wording->tokens[0], *last = &wording->tokens[wording->n - 1];
    size_t n_content = 0, n_words = 0;
    if (wording->group && wording->clause->turns && !is_subject(wording))
        return 2;
    while (last > first && last->punct)
        last--;
    bool whole = wording->group && !wording->clause->turns; /* "Is it so that as a child she …" */
    if ((!whole && first->classes & (WORD_RELATIVE | WORD_SUBORDINATE | WORD_CONDITION)) || written(first, "what") || written(first, "to") || (written(first, "any") && !wording->clause->negative))
        return 2;
    if ((last->classes & (WORD_DETERMINER | WORD_PREPOSITION | WORD_SUBORDINATE | WORD_RELATIVE | WORD_CONDITION) && !(last->classes & WORD_ADVERB)) || written(last, "and") || written(last, "or") || written(last, "to"))
        return 2;
    for (size_t i = 0; i < wording->n; i++) {
        const struct token *token = &wording->tokens[i];
        n_words += !token->punct;
        n_content += !token->punct && token->term;
        int loose = !(whole && i < wording->group) && runs_on(wording, i) ? 2 : looseness(wording, i);
        worst = loose > worst ? loose : worst;
    }
    bool subject = !wording->group || has_antecedent(wording, wording->group) || is_expletive(wording, 0) || written(first, "there");
    return !subject || n_content < 3 || n_words > ASKED_MAX_WORDS ? 2 : worst;
}
