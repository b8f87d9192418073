/* Whether a reader who has read none of the articles could be asked a question.
 *
 * Method: closed rules over the clause's tokens, each for one way in which a clause turned round reads badly: a pronoun that nothing explains, a
 * second sentence, words cut off, no subject. Why rules: what is not asked is not shown, and the reason must be one that can be read.
 * Precision first: what is doubtful is not asked. Source: own, from reading the questions that were asked.
 */
#include "compare/wording.h"

enum { ASKED_MAX_WORDS = 26, LEAD_MAX_POINTS = 80 };

bool wording_finite(const struct token *token)
{
    static const char *const FINITE[] = {"is", "are", "was", "were", "am", "has", "had", "does", "did", "will", "would", "can", "could", "should", "must", "may", "might"};
    return IS_ONE_OF(token, FINITE);
}

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

/* "it" that stands for nothing: "it is time to …", "it would be wrong to …", "it is clear that …"; but not "it is going to". */
static bool is_expletive(const struct wording *wording, size_t i)
{
    static const char *const OWN[] = {"going", "trying", "about", "supposed", "expected", "meant", "designed", "set", "likely", "unlikely", "able", "ready"};
    if (!written(&wording->tokens[i], "it"))
        return false;
    size_t verb = i + 1;
    while (verb < wording->n && (wording->tokens[verb].classes & (WORD_MODAL | WORD_ADVERB)) && !(wording->tokens[verb].classes & WORD_BE))
        verb++;
    if (verb >= wording->n || !((wording->tokens[verb].classes & WORD_BE) || written(&wording->tokens[verb], "take")))
        return false;
    for (size_t k = verb + 1; k < wording->n && k <= verb + 6; k++) {
        if (IS_ONE_OF(&wording->tokens[k], OWN))
            return false;
        if (written(&wording->tokens[k], "to") || written(&wording->tokens[k], "that"))
            return true;
    }
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

/* What may open a clause behind the verb, so that a second finite verb is in order: "who", "that", "and", "he said he was". */
static bool opens_clause(const struct wording *wording, const struct token *token)
{
    static const char *const WORDS[] = {"that", "what", "how", "why", "than", "as", "and", "but", "or", "so", "like"};
    static const char *const TAKING[] = {"show", "mean", "fear", "see", "find", "learn", "hear", "realize", "ensure", "worry", "assume", "agree", "reveal", "argue",
                                         "warn", "glad", "happy", "confident", "convinced", "concerned", "sorry", "afraid", "sure", "aware", "wish", "hope"};
    bool main = token == &wording->tokens[wording->group], taking = IS_ONE_OF(token, TAKING);
    if (main && wording->group + 1 < wording->n && (token[1].classes & WORD_PREPOSITION)) /* "added to the bill" */
        return false;
    for (size_t i = 0; i < sizeof TAKING / sizeof *TAKING; i++)
        taking |= main && strcmp(wording->lemma, TAKING[i]) == 0;
    return token->punct || taking || (token->classes & (WORD_RELATIVE | WORD_SUBORDINATE | WORD_CONDITION | WORD_RAISE | WORD_SPEAK | WORD_IGNORANT)) || IS_ONE_OF(token, WORDS);
}

/* "the officer involved in it is a member": two finite verbs, and nothing that opens a second clause: the first was none. */
static bool has_second_verb(const struct wording *wording)
{
    size_t i = wording->group + 1;
    if (wording->support && opens_clause(wording, &wording->tokens[wording->group]))
        return false;
    while (i < wording->n && (wording->tokens[i].classes & (WORD_ADVERB | WORD_NEGATOR)))
        i++;
    for (i += !wording->support; i < wording->n; i++) {
        const struct token *token = &wording->tokens[i], *before = token - 1;
        if (opens_clause(wording, token))
            return false;
        bool base = written(token, "have") && !(before->classes & WORD_MODAL) && !written(before, "to") && i + 1 < wording->n && (token[1].classes & (WORD_BE | WORD_PARTICIPLE));
        if ((wording_finite(token) || base) && !(before->classes & WORD_DETERMINER))
            return true;
    }
    return false;
}

/* "…, their work was called", "and hundreds more were hurt": a finite verb soon behind a comma or an "and" at token i, and nothing that opens a clause before. */
static bool joins_sentence(const struct wording *wording, size_t i)
{
    const struct token *mark = &wording->tokens[i];
    bool comma = mark->punct == ',', joint = written(mark, "and") || written(mark, "but") || written(mark, "or");
    if ((!comma && !joint) || i <= wording->group)
        return false;
    for (size_t k = wording->group; k < i && joint; k++)
        if (opens_clause(wording, &wording->tokens[k]) && !wording->tokens[k].punct)
            return false;
    for (size_t k = i + 1; k < wording->n && k <= i + 8; k++) {
        const struct token *token = &wording->tokens[k];
        if (token->punct || (token->classes & (WORD_RELATIVE | WORD_SUBORDINATE | WORD_CONDITION)) || written(token, "that") || written(token, "to") || written(token, "what"))
            return false;
        if (wording_finite(token) && !(token[-1].classes & WORD_DETERMINER) && k > i + 1)
            return true;
    }
    return false;
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

/* What no subject has: "why", "the person the woman", "Dayton to prosecute". */
static bool breaks_subject(const struct wording *wording, size_t i)
{
    static const char *const ASKING[] = {"what", "why", "how", "whether"};
    static const char *const ARTICLES[] = {"the", "a", "an"};
    static const char *const JOINTS[] = {"and", "or", "nor", "but", "than", "as", "both", "half", "such", "all", "not", "only", "even", "like", "because", "times", "least"};
    const struct token *token = &wording->tokens[i], *before = token - 1;
    if (IS_ONE_OF(token, ASKING))
        return true;
    if (i == 0)
        return false;
    if ((written(token, "to") && before->person >= 0) || (wording_finite(token) && !(before->classes & WORD_DETERMINER)))
        return true;
    bool loose = before->punct || (before->classes & (WORD_PREPOSITION | WORD_DETERMINER | WORD_NUMBER | WORD_ADVERB | WORD_VERB)) || IS_ONE_OF(before, JOINTS);
    return IS_ONE_OF(token, ARTICLES) && !loose;
}

/* Whether what stands before the verb, up to a preposition, is several. `names`: a capital word that ends in s counts ("Republicans", but "Texas"). */
static bool is_several(const struct wording *wording, bool names)
{
    static const char *const SEVERAL[] = {"people", "police", "men", "women", "children", "media", "many", "most", "some", "few", "several", "both", "others", "majority",
                                          "half", "percent", "all", "none", "they", "we", "you", "i", "these", "those", "data", "staff", "folks", "two", "three"};
    bool several = false;
    for (size_t i = 0; i < wording->group; i++) {
        const struct token *token = &wording->tokens[i];
        if (i > 0 && (token->classes & WORD_PREPOSITION))
            break;
        bool capital = token->bytes[0] >= 'A' && token->bytes[0] <= 'Z' && i > 0;
        bool plural = (names || !capital) && token->n_bytes > 3 && token->bytes[token->n_bytes - 1] == 's' && !ends_with(token, "ss") && !ends_with(token, "us") && !ends_with(token, "is");
        bool pair = written(token, "and") && i + 1 < wording->group && (wording->tokens[wording->group - 1].person >= 0);
        several |= (plural && !token->possessive) || pair || IS_ONE_OF(token, SEVERAL);
    }
    return several;
}

/* "a new repeal bill", "God for his return", "two groups with suspected ties": a noun that was taken for the verb does not agree with what stands before it. */
static bool agrees(const struct wording *wording)
{
    const struct token *before = &wording->tokens[wording->group - 1];
    if (before->possessive && !(before->classes & WORD_PRONOUN)) /* "Kim's wishes" */
        return false;
    if (strcmp(wording->support, "do") == 0)
        return is_several(wording, true);
    if (strcmp(wording->support, "does") == 0)
        return (before->classes & WORD_FIRST) || (!is_several(wording, false) && !(before->classes & WORD_PARTICIPLE));
    return true;
}

/* "information collected by them", "the officer involved in it", "people believed to be": a participle that only describes. */
static bool only_describes(const struct wording *wording)
{
    static const char *const NEED_OBJECT[] = {"base", "involve", "use", "hold", "place", "design", "pose", "aim", "dress", "send", "make", "take", "give", "bring", "put", "create",
                                              "develop", "collect", "remove", "issue", "release", "own", "name", "fund", "adopt", "identify", "charge", "kill", "expose", "impose", "know"};
    static const char *const HELD[] = {"believe", "intend", "expect", "force", "allow", "suppose", "require", "think", "say"};
    size_t next = wording->group + 1;
    if (next >= wording->n || strcmp(wording->support, "did") != 0)
        return false;
    const struct token *after = &wording->tokens[next], *before = &wording->tokens[wording->group - 1];
    bool newly = wording->group > 1 && ends_with(before, "ly") && (wording->tokens[wording->group - 2].classes & WORD_DETERMINER); /* "the newly disclosed emails" */
    if (written(after, "by") || newly)
        return true;
    for (size_t i = 0; i < sizeof NEED_OBJECT / sizeof *NEED_OBJECT; i++)
        if (strcmp(wording->lemma, NEED_OBJECT[i]) == 0 && ((after->classes & WORD_PREPOSITION) || written(after, "as")))
            return true;
    for (size_t i = 0; i < sizeof HELD / sizeof *HELD; i++)
        if (strcmp(wording->lemma, HELD[i]) == 0 && written(after, "to") && next + 1 < wording->n && (after[1].classes & (WORD_BE | WORD_HAVE | WORD_VERB)) && !wording->tokens[0].possessive &&
            wording->tokens[wording->group - 1].person < 0 && !(wording->tokens[wording->group - 1].classes & WORD_PRONOUN))
            return true;
    return false;
}

/* Whether the verb group stands where a subject ends: not behind "Sorry it's", "Bad day for those hoping …". */
static bool is_subject(const struct wording *wording)
{
    const struct token *first = &wording->tokens[0];
    while (first + 1 < &wording->tokens[wording->group] && (first->classes & WORD_ADVERB)) /* "even with the diplomats …" */
        first++;
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
        if (breaks_subject(wording, i))
            return false;
        opened |= token->person >= 0 || (token->bytes[0] >= 'A' && token->bytes[0] <= 'Z' && i > 0);
    }
    return opened || wording->group <= 2;
}

/* Where the cue begins in the text; NULL: it does not stand shortly before the clause. */
static const char *cue_before(const struct wording *wording)
{
    const struct hearsay_span cue = wording->record->attributions[wording->claim->attribution].cue, content = wording->claim->span;
    const char *text = wording->record->text;
    size_t byte = wording->claim->byte;
    if (cue.begin >= cue.end || cue.end > content.begin || content.begin - cue.begin > LEAD_MAX_POINTS || wording->tokens[0].bytes > text + byte + LEAD_MAX_POINTS)
        return NULL;
    for (uint32_t points = content.begin - cue.begin; points && byte;)
        points -= ((unsigned char)text[--byte] & 0xC0) != 0x80;
    return text + byte;
}

/* Whether the words of the cue take a clause without "that": "said", "believes", and not "issued", "looking for", "testified about". Behind those stands a noun,
 * and a verb in it is none. */
static bool follows_as_clause(const struct wording *wording)
{
    static const char *const TAKING[] = {"say", "tell", "claim", "argue", "think", "believe", "insist", "add", "note", "suggest", "know", "hope", "acknowledge", "admit", "confirm", "concede",
                                         "deny", "warn", "feel", "show", "report", "announce", "expect", "fear", "mean", "assert", "allege", "contend", "maintain", "reiterate", "testify",
                                         "tweet", "write", "reveal", "indicate", "find", "hear", "see", "understand", "agree", "worry", "predict", "guess", "swear", "promise", "pledge",
                                         "vow", "stress", "emphasize", "conclude", "declare", "explain", "learn", "recall", "remember", "repeat", "respond", "reply", "state", "suspect",
                                         "imply", "complain", "estimate", "ensure", "assume", "doubt", "wish", "decide", "discover", "assure", "inform", "remind", "convince", "boast",
                                         "joke", "that", "how", "whether", "accord", "observe", "speculate", "realize", "recognize", "tout", "caution", "continue", "ask", "post"};
    static const char *const ENDS[] = {"of", "about", "for", "on", "against", "with", "from", "into", "at", "to", "by", "a", "an", "the", "his", "her", "its", "their"};
    const char *at = cue_before(wording), *end = wording->tokens[0].bytes;
    bool taking = false, closed = false, accord = false;
    if (!at)
        return true;
    while (at < end) {
        struct normal_word word;
        char lower[LEMMA_MAX];
        size_t m = 0;
        while (at < end && ((*at | 32) < 'a' || (*at | 32) > 'z'))
            at++;
        for (; at < end && (*at | 32) >= 'a' && (*at | 32) <= 'z'; at++)
            if (m + 1 < LEMMA_MAX)
                lower[m++] = (char)(*at | 32);
        lower[m] = '\0';
        if (!m)
            break;
        lexicon_normal(wording->comparison->lexicon, lower, m, &word);
        closed = false;
        for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
            closed |= strcmp(lower, ENDS[i]) == 0;
        for (size_t i = 0; i < sizeof TAKING / sizeof *TAKING; i++)
            taking |= strcmp(word.lemma, TAKING[i]) == 0 || strcmp(lower, TAKING[i]) == 0;
        accord |= strncmp(lower, "accord", 6) == 0;
    }
    return accord || (taking && !closed);
}

int wording_flaw(const struct wording *wording)
{
    int worst = 0;
    const struct token *first = &wording->tokens[0], *last = &wording->tokens[wording->n - 1];
    size_t n_content = 0, n_words = 0;
    if (wording->group && wording->clause->turns && (!is_subject(wording) || has_second_verb(wording)))
        return 2;
    if (wording->support && (!agrees(wording) || only_describes(wording) || !follows_as_clause(wording)))
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
        int loose = !(whole && i < wording->group) && (runs_on(wording, i) || joins_sentence(wording, i)) ? 2 : looseness(wording, i);
        worst = loose > worst ? loose : worst;
    }
    bool subject = !wording->group || has_antecedent(wording, wording->group) || is_expletive(wording, 0) || written(first, "there");
    return !subject || n_content < 3 || n_words > ASKED_MAX_WORDS ? 2 : worst;
}
