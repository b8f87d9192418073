/* The question in words, out of the clause that says it most plainly.
 *
 * Method: the clause's own words, its first auxiliary put before the subject, or do / does / did for a verb without one; negators left out, so that
 * the question is put in the affirmative; "I" and resolved pronouns become names; quotation marks go. A clause that cannot be turned round is asked
 * about whole ("Is it so that …"), a charge or a denial without a verb as what it charges ("accused X of Ving": "Did X V"); any other is quoted
 * as it stands. Whether a reader could be asked it (no pronoun that nothing explains, nothing cut, no second sentence) is told too: what he
 * could not is not shown. Why the text's words: a reader can find them; nothing is added that no article said. Source: own.
 */
#include "compare/wording.h"

#include <stdio.h>

enum { QUESTION_MAX_BYTES = 400, QUESTION_MAX_WORDS = 32, WORD_MAX = 40, LOOK_BYTES = 1 << 16 };

/* Whom a pronoun means; HEARSAY_NONE: nobody that could be named. */
static int meant_by(const struct wording *wording, const struct token *token)
{
    if (!(token->classes & WORD_PRONOUN))
        return HEARSAY_NONE;
    return token->classes & WORD_FIRST ? wording->record->attributions[wording->claim->attribution].speaker : token->person;
}

/* "his office", "Trump and his aides", "She and fellow leaders": a name that needs another. */
static bool leans(const char *name)
{
    static const char *const OWN[] = {"his ", "her ", "their ", "its ", "my ", "our ", "he ", "she ", "they ", "we "};
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        for (const char *at = name; (at = strcasestr(at, OWN[i])); at++)
            if (at == name || at[-1] == ' ')
                return true;
    return false;
}

const char *wording_name(const struct wording *wording, const struct token *token)
{
    int person = meant_by(wording, token);
    if (person < 0)
        return NULL;
    const struct hearsay_person *who = &wording->record->people[person];
    bool we = written(token, "we") || written(token, "us") || written(token, "our") || written(token, "ours");
    bool self = ends_with(token, "self") || ends_with(token, "selves"); /* "he shot himself" */
    return we || self || who->kind == HEARSAY_KIND_UNNAMED || leans(who->name) ? NULL : who->name;
}

/* One word, with the blank or the mark that stands before it. */
static void put(struct wording *wording, const char *word, size_t n)
{
    if (wording->out.length && !strchr("- ", wording->out.data[wording->out.length - 1]))
        buffer_append(&wording->out, " ", 1);
    buffer_append(&wording->out, word, n);
    wording->last = NULL;
}

static bool is_joined(const struct token *left, const struct token *right)
{
    return left && right && left->bytes + left->n_bytes == right->bytes;
}

/* "the protesters' targets": an apostrophe that closes no quotation. */
static bool is_plural_owner(const struct wording *wording, const struct token *token)
{
    const char *after = token->bytes + token->n_bytes, *begin = wording->record->text + wording->claim->byte;
    size_t width = *after == '\'' ? 1 : strncmp(after, "\xE2\x80\x99", 3) == 0 ? 3 : 0, n = (size_t)(token->bytes - begin);
    if (!width || token->possessive || after[width] != ' ' || after[-1] != 's')
        return false;
    bool quoted = memmem(begin, n, "\xE2\x80\x98", 3) || memmem(begin, n, " '", 2) || begin[0] == '\'' || (wording->claim->byte && begin[-1] == '\'');
    return !quoted;
}

/* A word as it stands in the text: "$3,500", "G-20" and "U.S." keep their marks. */
static void put_plain(struct wording *wording, const struct token *token)
{
    bool sign = token->bytes > wording->record->text && token->bytes[-1] == '$';
    if (is_joined(wording->last, token))
        buffer_append(&wording->out, token->bytes, token->n_bytes);
    else if (sign) {
        put(wording, "$", 1);
        buffer_append(&wording->out, token->bytes, token->n_bytes);
    } else
        put(wording, token->bytes, token->n_bytes);
    if (memchr(token->bytes, '.', token->n_bytes) && token->bytes[token->n_bytes] == '.')
        buffer_append(&wording->out, ".", 1);
    if (is_plural_owner(wording, token))
        buffer_puts(&wording->out, "'");
    wording->last = token;
}

static bool is_title_case(const struct token *token)
{
    if (token->n_bytes < 2 || token->bytes[0] < 'A' || token->bytes[0] > 'Z')
        return false;
    for (size_t i = 1; i < token->n_bytes; i++)
        if (token->bytes[i] < 'a' || token->bytes[i] > 'z')
            return false;
    return true;
}

static bool is_letter(char c) { return (unsigned char)c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

/* Whether the article has the word in lower case too: then its capital opened a sentence. */
static bool stands_lower(const struct wording *wording, const struct token *token)
{
    const char *text = wording->record->text;
    size_t n = wording->record->n_bytes < LOOK_BYTES ? wording->record->n_bytes : LOOK_BYTES;
    char lower[WORD_MAX];
    if (token->n_bytes >= WORD_MAX || (token->person >= 0 && wording->record->people[token->person].kind == HEARSAY_KIND_PERSON))
        return false;
    memcpy(lower, token->bytes, token->n_bytes);
    lower[0] = (char)(lower[0] | 32);
    for (const char *at = text; (at = memmem(at, n - (size_t)(at - text), lower, token->n_bytes)); at++)
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[token->n_bytes]))
            return true;
    return false;
}

/* A capital that the word has from the sentence it opened, and not of its own. */
static bool loses_capital(const struct wording *wording, const struct token *token)
{
    static const char *const OPENERS[] = {"there", "several", "most", "many", "few", "more", "people", "police", "officers", "officials", "investigators"};
    static const uint32_t COMMON = WORD_DETERMINER | WORD_PREPOSITION | WORD_SUBORDINATE | WORD_PRONOUN | WORD_NEGATOR;
    if (!is_title_case(token) && !written(token, "a"))
        return false;
    if (token->classes & WORD_PRONOUN)
        return true;
    bool first = true; /* but for adverbs: "Now the report" */
    for (const struct token *before = wording->tokens; before < token; before++)
        first &= (before->classes & WORD_ADVERB) != 0;
    return first && ((token->classes & COMMON) || IS_ONE_OF(token, OPENERS) || stands_lower(wording, token));
}

/* In full once, then the last name; a third time reads badly. */
static void put_name(struct wording *wording, int person, const char *name)
{
    const char *last = strrchr(name, ' ');
    size_t n = 0;
    while (n < wording->n_named && wording->named[n] != person)
        n++;
    bool again = n < wording->n_named, person_name = wording->record->people[person].kind == HEARSAY_KIND_PERSON;
    if (!again && wording->n_named < NAMED_MAX)
        wording->named[wording->n_named++] = person;
    name = again && last && person_name ? last + 1 : name;
    wording->flawed |= again && wording->n_named == NAMED_MAX && wording->named[1] == person;
    wording->flawed |= again && !person_name && last; /* "Would military leaders refuse what military leaders …" */
    if (again && wording->n_named < NAMED_MAX)
        wording->named[wording->n_named++] = person;
    put(wording, name, strlen(name));
    if (strncmp(name, "The ", 4) == 0 && !wording->out.failed)
        wording->out.data[wording->out.length - strlen(name)] = 't';
}

/* The auxiliary as it opens a question, for a subject that is a name where it was "I". */
static const char *opener(const struct token *token, const struct token *next, bool first_person)
{
    static const struct { const char *mark, *word; } MARKS[] = {{"'re", "are"}, {"'ve", "have"}, {"'ll", "will"}, {"wo", "will"}, {"ca", "can"},
                                                                 {"cannot", "can"}, {"'m", "is"}, {"am", "is"}};
    char plain[8];
    size_t n = token->n_bytes;
    snprintf(plain, sizeof plain, "%.*s", (int)(n < 7 ? n : 7), token->bytes);
    if (n > 3 && strncmp(token->bytes, "\xE2\x80\x99", 3) == 0)
        snprintf(plain, sizeof plain, "'%.*s", (int)(n - 3 < 5 ? n - 3 : 5), token->bytes + 3);
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (strcasecmp(plain, MARKS[i].mark) == 0)
            return MARKS[i].word;
    bool participle = next && ((next->classes & WORD_PARTICIPLE) || written(next, "been"));
    if (strcmp(plain, "'s") == 0)
        return participle ? "has" : "is";
    if (strcmp(plain, "'d") == 0)
        return participle ? "had" : "would";
    if (first_person && strcasecmp(plain, "have") == 0)
        return "has";
    if (first_person && strcasecmp(plain, "do") == 0)
        return "does";
    return NULL;
}

static void put_token(struct wording *wording, const struct token *token)
{
    const char *name = wording_name(wording, token);
    bool mark = token->bytes[0] == '\'' || (token->n_bytes > 3 && memcmp(token->bytes, "\xE2\x80\x99", 3) == 0);
    if (mark) { /* "'m" behind a name that stands for "I" */
        const char *whole = opener(token, NULL, true);
        bool named = token > wording->tokens && wording_name(wording, token - 1);
        if (named && whole)
            put(wording, whole, strlen(whole));
        else
            buffer_append(&wording->out, token->bytes, token->n_bytes);
        return;
    }
    if (token->punct) {
        /* Marks inside the clause stay, the last one goes. */
        char before = token->bytes > wording->record->text ? token->bytes[-1] : ' ';
        bool spaced = token->bytes[0] != '-' || before == ' '; /* "two - or three", and any dash proper */
        bool hyphen = token->punct == '-' && !spaced && (is_joined(wording->last, token) || before == '.'); /* "U.S.-led" */
        if (token->punct == '-' && spaced && !(token > wording->tokens && token[-1].punct == '-'))
            buffer_puts(&wording->out, " \xE2\x80\x94");
        bool short_form = token->punct == '.' && is_joined(wording->last, token) && wording->last->n_bytes <= SHORT_FORM_MAX; /* "Mr. Smith" */
        if (token->punct == ',' || token->punct == ':' || hyphen || short_form)
            buffer_append(&wording->out, &token->punct, 1);
        if (hyphen && token->bytes[1] == ' ') /* "terror- or hate-related" */
            buffer_puts(&wording->out, " ");
        wording->last = hyphen || (is_joined(wording->last, token) && wording->last->bytes[0] <= '9') ? token : NULL;
        return;
    }
    if (!name && loses_capital(wording, token)) { /* "The report" no longer opens the sentence */
        char first = (char)(token->bytes[0] | 32);
        put(wording, &first, 1);
        buffer_append(&wording->out, token->bytes + 1, token->n_bytes - 1u);
        if (token->possessive && !(token->classes & WORD_DETERMINER))
            buffer_puts(&wording->out, "'s");
    } else if (!name) {
        put_plain(wording, token);
        if (token->possessive && !(token->classes & WORD_DETERMINER))
            buffer_puts(&wording->out, "'s");
    }
    if (!name)
        return;
    put_name(wording, meant_by(wording, token), name);
    if (written(token, "his") || written(token, "her") || written(token, "their") || written(token, "my") || written(token, "its"))
        buffer_puts(&wording->out, "'s");
}

/* By its ending, or "outspent", "overheard": a verb that is listed, behind a prefix. */
static bool is_participle(const struct wording *wording, const struct token *token)
{
    static const char *const PREFIXES[] = {"out", "over", "under", "fore", "mis", "re"};
    char lower[WORD_MAX];
    if (ends_with(token, "ed"))
        return true;
    if (token->n_bytes >= WORD_MAX)
        return false;
    for (size_t i = 0; i < token->n_bytes; i++)
        lower[i] = (char)(token->bytes[i] | 32);
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        size_t n = strlen(PREFIXES[i]);
        if (token->n_bytes <= n + 2 || memcmp(lower, PREFIXES[i], n) != 0)
            continue;
        const struct lexeme *verb = lexicon_find(wording->comparison->lexicon, lower + n, token->n_bytes - n);
        if (verb && (verb->classes & WORD_PARTICIPLE))
            return true;
    }
    return false;
}

/* "had" and "has" open a question only before a participle: "had no plan" → "Did … have". */
static bool is_main_have(const struct wording *wording, size_t i)
{
    if (!(wording->tokens[i].classes & WORD_HAVE) || written(&wording->tokens[i], "'d") || written(&wording->tokens[i], "\xE2\x80\x99" "d"))
        return false;
    for (size_t k = i + 1; k < wording->n; k++) {
        const struct token *token = &wording->tokens[k];
        bool between = (token->classes & (WORD_NEGATOR | WORD_ADVERB)) || ends_with(token, "ly") || written(token, "almost");
        if (between && !(token->classes & WORD_VERB))
            continue;
        bool verb = (token->classes & WORD_VERB) && !(token->classes & WORD_MOSTLY_NOUN); /* "have spread" */
        return !verb && !(token->classes & (WORD_PARTICIPLE | WORD_BE | WORD_HAVE | WORD_DO)) && !is_participle(wording, token);
    }
    return true;
}

static void lemma_of(const struct wording *wording, const struct token *token, char lemma[LEMMA_MAX])
{
    char lower[LEMMA_MAX];
    struct normal_word word;
    size_t n = token->n_bytes < LEMMA_MAX - 1 ? token->n_bytes : LEMMA_MAX - 1;
    for (size_t i = 0; i < n; i++)
        lower[i] = (char)(token->bytes[i] >= 'A' && token->bytes[i] <= 'Z' ? token->bytes[i] + 32 : token->bytes[i]);
    lexicon_normal(wording->comparison->lexicon, lower, n, &word);
    snprintf(lemma, LEMMA_MAX, "%s", token->classes & WORD_HAVE ? "have" : token->classes & WORD_DO ? "do" : word.lemma);
}

/* Puts the opening word of the question; tells how many tokens of the verb group it used up, and the verb to say in its base form. */
static size_t put_opener(struct wording *wording, size_t group, bool first_person)
{
    static const char *const NOTHING[] = {"no", "nothing", "none", "nobody"};
    const struct token *verb = &wording->tokens[group];
    const char *word;
    char own[LEMMA_MAX];
    bool auxiliary = (verb->classes & (WORD_BE | WORD_MODAL | WORD_DO | WORD_HAVE)) && !is_main_have(wording, group);
    if (auxiliary && (verb->classes & WORD_DO) && group + 1 < wording->n && !(wording->tokens[group + 1].classes & (WORD_NEGATOR | WORD_ADVERB | WORD_VERB)))
        auxiliary = false; /* "did it" */
    if (auxiliary && (verb->classes & WORD_DO) && group + 1 < wording->n && IS_ONE_OF(verb + 1, NOTHING))
        auxiliary = false; /* "did nothing wrong" */
    if (auxiliary) {
        const struct token *next = NULL;
        for (size_t i = group + 1; i < wording->n && !next; i++)
            if (!(wording->tokens[i].classes & (WORD_NEGATOR | WORD_ADVERB)))
                next = &wording->tokens[i];
        word = opener(verb, next, first_person);
        if (!word) {
            snprintf(own, sizeof own, "%.*s", (int)(verb->n_bytes < LEMMA_MAX - 1 ? verb->n_bytes : LEMMA_MAX - 1), verb->bytes);
            word = own;
        }
    } else {
        bool past = (verb->classes & WORD_PARTICIPLE) || ends_with(verb, "ed") || written(verb, "had") || written(verb, "did");
        word = wording->support = past ? "did" : first_person || ends_with(verb, "s") ? "does" : "do";
        lemma_of(wording, verb, wording->lemma);
    }
    char capital = (char)(word[0] >= 'a' && word[0] <= 'z' ? word[0] - 32 : word[0]);
    buffer_append(&wording->out, &capital, 1);
    buffer_puts(&wording->out, word + 1);
    return group + 1;
}

/* "any" for the "no" of an object, nothing for other negators. */
static bool put_negator(struct wording *wording, const struct token *token, bool in_subject)
{
    if (!(token->classes & WORD_NEGATOR))
        return false;
    if (written(token, "no") || written(token, "neither") || written(token, "none"))
        put(wording, "any", 3);
    else if (written(token, "nobody") || (written(token, "no") && in_subject))
        put(wording, "anybody", 7);
    else if (written(token, "nothing"))
        put(wording, "anything", 8);
    else if (written(token, "nor"))
        put(wording, "or", 2);
    return true;
}

/* "absolutely" of "absolutely nothing", which becomes "anything". */
static bool strengthens_negator(const struct wording *wording, size_t i)
{
    return i + 1 < wording->n && (wording->tokens[i].classes & WORD_ADVERB) && ends_with(&wording->tokens[i], "ly") &&
           (written(&wording->tokens[i + 1], "no") || written(&wording->tokens[i + 1], "nothing") || written(&wording->tokens[i + 1], "none"));
}

static void put_clause(struct wording *wording, size_t group)
{
    size_t subject = group;
    while (subject > 1 && ((wording->tokens[subject - 1].classes & WORD_ADVERB) || written(&wording->tokens[subject - 1], "hereby")))
        subject--;
    bool first_person = subject > 0 && (wording->tokens[subject - 1].classes & WORD_FIRST) && wording_name(wording, &wording->tokens[subject - 1]);
    size_t after = put_opener(wording, group, first_person), n_words = 0;
    size_t begin = 0;
    while (begin + 1 < group && (wording->tokens[begin].classes & WORD_ADVERB)) /* "Now it is time" */
        begin++;
    for (size_t i = begin; i < group; i++)
        if (!put_negator(wording, &wording->tokens[i], true))
            put_token(wording, &wording->tokens[i]);
    if (wording->support)
        put(wording, wording->lemma, strlen(wording->lemma));
    for (size_t i = after; i < wording->n && n_words < QUESTION_MAX_WORDS; i++, n_words++)
        if (!strengthens_negator(wording, i) && !put_negator(wording, &wording->tokens[i], false))
            put_token(wording, &wording->tokens[i]);
    wording->flawed |= strcmp(wording->lemma, "have") == 0 && after < wording->n && (wording->tokens[after].classes & WORD_VERB) && !(wording->tokens[after].classes & WORD_MOSTLY_NOUN);
}

static void put_rest(struct wording *wording, size_t begin)
{
    for (size_t i = begin; i < wording->n; i++)
        put_token(wording, &wording->tokens[i]);
}

/* A clause whose subject cannot change places with its verb: asked about whole. */
static void put_whole(struct wording *wording)
{
    buffer_puts(&wording->out, "Is it so that");
    put_rest(wording, 0);
}

static bool is_verb_ing(const struct token *token)
{
    return !token->punct && (token->classes & WORD_VERB) && ends_with(token, "ing");
}

/* "Ving …" as "Did" SUBJECT "V …". False: no such words. `subject` NULL: the tokens before `verb`. */
static bool put_doing(struct wording *wording, size_t verb, const char *subject, size_t n_subject)
{
    char lemma[LEMMA_MAX];
    size_t at = verb;
    while (at < wording->n && ((wording->tokens[at].classes & WORD_ADVERB) || ends_with(&wording->tokens[at], "ly")))
        at++;
    if (at >= wording->n)
        return false;
    bool being = written(&wording->tokens[at], "being"), having = written(&wording->tokens[at], "having");
    if (!being && !having && !is_verb_ing(&wording->tokens[at]))
        return false;
    buffer_puts(&wording->out, being ? "Was" : having ? "Had" : "Did");
    if (subject)
        put(wording, subject, strlen(subject));
    for (size_t i = 0; i < n_subject; i++)
        put_token(wording, &wording->tokens[i]);
    for (size_t i = verb; i < at; i++)
        put_token(wording, &wording->tokens[i]);
    lemma_of(wording, &wording->tokens[at], lemma);
    if (!being && !having)
        put(wording, lemma, strlen(lemma));
    put_rest(wording, at + 1);
    return true;
}

/* "X of Ving …", "X for the attack": what somebody is charged with. */
static bool put_charge(struct wording *wording)
{
    bool several = wording->n > 0 && ends_with(&wording->tokens[0], "s") && wording->tokens[0].person < 0;
    size_t of = 1;
    while (of < wording->n && !written(&wording->tokens[of], "of") && !written(&wording->tokens[of], "for"))
        of++;
    if (of + 1 >= wording->n || of > 8)
        return false;
    for (size_t i = 0; i < of; i++)
        if (wording->tokens[i].classes & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL)) /* "that X was aware of" is no charge */
            return false;
    wording->group = 0;
    if (put_doing(wording, of + 1, NULL, of))
        return true;
    for (size_t i = 0; i < of; i++)
        several |= written(&wording->tokens[i], "and");
    buffer_puts(&wording->out, several ? "Were" : "Was");
    for (size_t i = 0; i < of; i++)
        put_token(wording, &wording->tokens[i]);
    put(wording, "responsible for", strlen("responsible for"));
    put_rest(wording, of + 1);
    return true;
}

/* "denied knowing X", "denied any involvement in X": what the denier is said to have done. */
static bool put_denied(struct wording *wording)
{
    static const char *const HAD[] = {"involvement", "role", "part", "knowledge", "contact", "contacts", "connection", "connections", "link", "links", "hand", "ties"};
    int person = wording->record->attributions[wording->claim->attribution].speaker;
    const char *name = person >= 0 ? wording->record->people[person].name : NULL;
    if (!name || wording->record->people[person].kind == HEARSAY_KIND_UNNAMED || !wording->n)
        return false;
    if (put_doing(wording, 0, name, 0))
        return true;
    size_t noun = written(&wording->tokens[0], "any") || written(&wording->tokens[0], "a");
    for (size_t i = 0; noun < wording->n && i < sizeof HAD / sizeof *HAD; i++)
        if (written(&wording->tokens[noun], HAD[i])) {
            buffer_puts(&wording->out, "Did");
            put(wording, name, strlen(name));
            buffer_puts(&wording->out, " have any");
            put_rest(wording, noun);
            return true;
        }
    return false;
}

/* Nothing to turn round: the words as they stand. */
static void put_quoted(struct wording *wording)
{
    const struct hearsay_record *record = wording->record;
    size_t begin = wording->claim->byte, n = 0;
    for (uint32_t points = 0; begin + n < record->n_bytes && points < wording->clause->span.end - wording->claim->span.begin;)
        points += ((unsigned char)record->text[begin + ++n] & 0xC0) != 0x80;
    if (n > 200)
        for (n = 200; n > 150 && record->text[begin + n] != ' ';)
            n--;
    while (n && ((unsigned char)record->text[begin + n] & 0xC0) == 0x80)
        n--;
    buffer_puts(&wording->out, "Is it so: \"");
    for (size_t i = 0; i < n; i++)
        buffer_append(&wording->out, record->text[begin + i] == '\n' || record->text[begin + i] == '"' ? " " : &record->text[begin + i], 1);
    buffer_puts(&wording->out, "\"");
}

/* The clause's words, read into `wording`; without a finite verb, those of its whole span. */
static void read_words(struct wording *wording, const struct reading *reading, struct hearsay_span window)
{
    const struct clause *clause = wording->clause;
    struct hearsay_span said = clause->said_end > clause->said_begin && clause->finite ? (struct hearsay_span){clause->said_begin, clause->said_end} : clause->span;
    said.begin -= window.begin;
    said.end -= window.begin;
    wording->n = tokens_read(reading, said, wording->claim->name, wording->tokens, COMPARE_TOKENS_MAX);
    while (wording->n && strchr(".,-", wording->tokens[wording->n - 1].punct ? wording->tokens[wording->n - 1].punct : ' '))
        wording->n--;
    while (clause->finite && wording->group < wording->n && wording->tokens[wording->group].begin + window.begin < clause->group_begin)
        wording->group++;
}

/* Whether a second predicate or sentence is joined at token i: "and that …", ", but …", "and are …". It is left out: the question is the first. */
static bool joins_another(const struct wording *wording, size_t i)
{
    const struct token *token = &wording->tokens[i], *after = token + 1;
    bool but = written(token, "but"), comma = token[-1].punct == ',';
    if (i + 2 >= wording->n || !(but || written(token, "and") || written(token, "or")))
        return false;
    if (but && comma)
        return true;
    for (size_t k = wording->group; k < i; k++) /* "those who came and are …" */
        if (wording->tokens[k].classes & (WORD_RELATIVE | WORD_SUBORDINATE | WORD_CONDITION))
            return false;
    bool sentence = written(after, "that");
    if (sentence || wording_finite(after))
        return true;
    /* "did X and called Y": after "did" the second verb would have to change its form */
    const struct token *verb = &wording->tokens[wording->group];
    bool simple = !(verb->classes & (WORD_BE | WORD_HAVE | WORD_MODAL | WORD_DO)) || is_main_have(wording, wording->group);
    bool finite = (after->classes & WORD_VERB) && !(after->classes & WORD_MOSTLY_NOUN) && (ends_with(after, "s") || (simple && (after->classes & WORD_PARTICIPLE)));
    return finite && !(token[-1].classes & WORD_PARTICIPLE);
}

static void leave_out(struct wording *wording)
{
    for (size_t i = wording->group + 2; wording->group && wording->clause->turns && i < wording->n; i++)
        if (joins_another(wording, i))
            wording->n = i;
    while (wording->n && wording->tokens[wording->n - 1].punct)
        wording->n--;
}

/* True: turned into a question; false: nothing was put. */
static bool put_question(struct wording *wording)
{
    bool grouped = wording->clause->finite && wording->group > 0 && wording->group < wording->n;
    if (!wording->n)
        return false;
    if (wording->claim->accuse && !wording->clause->negative && put_charge(wording))
        return true;
    if (grouped && wording->clause->turns)
        put_clause(wording, wording->group);
    else if (grouped)
        put_whole(wording);
    else
        return wording->clause->flipped && put_denied(wording);
    return true;
}

char *wording_ask(const struct comparison *comparison, struct arena *arena, const struct clause *clause, enum asking *asks)
{
    struct wording wording = {.comparison = comparison, .clause = clause, .claim = &comparison->claims[clause->claim]};
    struct reading reading = {.lexicon = comparison->lexicon, .terms = comparison->terms, .roster = comparison->roster};
    struct arena local;
    struct hearsay_record room;
    wording.record = comparison->records[wording.claim->record];
    buffer_init(&wording.out, QUESTION_MAX_BYTES);
    arena_init(&local, 0);
    struct hearsay_span window = {wording.claim->span.begin, wording.claim->span.end};
    *asks = ASKING_NOT;
    if (reading_window(&reading, &local, wording.record, wording.claim->record, window, wording.claim->byte, &room)) {
        read_words(&wording, &reading, window);
        leave_out(&wording);
        if (put_question(&wording))
            *asks = wording.flawed ? ASKING_NOT : (enum asking)(ASKING_WELL - wording_flaw(&wording));
        else
            put_quoted(&wording);
    }
    while (wording.out.length && strchr(" ,:", wording.out.data[wording.out.length - 1]))
        wording.out.data[--wording.out.length] = '\0';
    buffer_puts(&wording.out, "?");
    /* a question too long for the buffer was cut by it: what fits is kept */
    char *text = wording.out.data ? arena_strndup(arena, wording.out.data, wording.out.length) : arena_strndup(arena, "?", 1);
    buffer_release(&wording.out);
    arena_release(&local);
    return text;
}

char *wording_make(const struct comparison *comparison, struct arena *arena, const struct clause *clause)
{
    enum asking asks;
    return wording_ask(comparison, arena, clause, &asks);
}

enum asking wording_asks(const struct comparison *comparison, const struct clause *clause)
{
    struct arena local;
    enum asking asks;
    arena_init(&local, 0);
    wording_ask(comparison, &local, clause, &asks);
    arena_release(&local);
    return asks;
}
