/* Whether a source is one person who is not named, by the words that name it; whether words that nobody is said to have said were said at all.
 *
 * Method: the source's own phrase; where that is a pronoun, the phrase in which its person is first mentioned. "One of …", "another", "a", "an" and a singular head make
 * one; numbers, "several", "officials", "people" make more, and so does what only sounds singular ("a group of aides"). What is neither is not taken for one.
 * "The comedian", of whom no "a comedian" was told before, is somebody whom the article names in another place; only those whom articles use to leave unnamed ("the official")
 * are taken all the same. A thing that speaks ("a sign", "the agreement") is not a source that could be named. "Is expected to" is a forecast of the writer's, "reportedly" is not.
 */
#include <ctype.h>
#include <string.h>

#include "exchange/lint.h"
#include "report/spans.h"

enum { WORDS_MAX = 24, WORD_MAX = 24, MENTIONS_LOOKED_AT = 64, STATEMENT_WORDS = 4 };

struct phrase {
    char words[WORDS_MAX][WORD_MAX];
    size_t n;
};

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

static const char *const MORE[] = {"two",  "three",    "four",     "five",  "six",   "seven", "eight",   "nine",  "ten",  "dozen", "dozens", "several", "many", "some",  "all",   "both",
                                   "few",  "multiple", "numerous", "these", "those", "they",  "others",  "various", "most", "we",   "people", "sources", "officials", NULL};
static const char *const ONE[] = {"one", "another", "a", "an", "he", "she", NULL};
static const char *const OF_MANY[] = {"number", "group", "pair", "handful", "dozen", "majority", "series", "couple", "few", "lot", "team", "range", "string", "variety", NULL};
static const char *const ENDS_HEAD[] = {"of",    "in",       "with",  "who",   "familiar", "close", "at",     "from", "briefed", "near",    "on",    "inside", "to",
                                        "for",   "that",     "which", "whose", "speaking", "privy", "within", "by",   "involved", "working", "based", "present", "under", "today", "yesterday", NULL};
static const char *const USUAL[] = {"official", "source", "aide",   "adviser",    "advisor",  "diplomat", "person",   "insider", "operative", "strategist", "staffer", "employee",
                                    "lawmaker", "executive", "banker", "ambassador", "delegate", "officer",  "investigator", NULL};
static const char *const THINGS[] = {"sign",   "ad",     "piece",    "article",  "editorial", "request", "email",  "e-mail", "directive", "policy",  "letter",   "memo",   "report",
                                     "study",  "poll",   "survey",   "law",      "order",     "text",    "tweet",  "post",   "headline",  "banner",  "poster",   "book",   "film",
                                     "video",  "filing", "lawsuit",  "bill",     "rule",      "cohort",  "left",   "right",  "pandemic",  "world",   "nation",   "country", "market",
                                     "economy", "paper", "newspaper", "website", "story",     "column",  "word",   "line",   "rumor",     "rumour",  "theory",   "case",   "court",
                                     "screen", "bio",   "site",     "archive",  "transcript", "picture", "image",  "photo",  NULL};
static const char *const THING_ENDS[] = {"ment", "tion", "sion", "ity", "ism", "ship", "ance", "ence", NULL};
/* How the words begin by which something was said, and it is not told by whom. */
static const char *const SAID[] = {"said", "report", "alleg", "suppos", "believ", "thought", "rumo", "purport", "accus", "claim", "understood", "reveal", "blame", "suspect", NULL};
static const char *const JOINS[] = {"the", "a", "an", "and", "or", "as", "than", "his", "her", "their", "its", "then", "former", "senior", "top", "one", "another", NULL};
static const char *const PLURAL[] = {"people", "men", "women", "police", "staff", "children", "media", "press", "authorities", NULL};

/* The phrase's words in lower case, as far as its first comma. */
static void phrase_read(struct phrase *phrase, const struct text *text, struct hearsay_span span)
{
    phrase->n = 0;
    size_t length = 0;
    span = span_inside(text, span);
    for (uint32_t at = span.begin; at <= span.end && phrase->n < WORDS_MAX; at++) {
        uint32_t point = at < span.end ? text_point(text, at) : ' ';
        if (point < 0x80 && (isalnum((int)point) || point == '-')) {
            if (length < WORD_MAX - 1)
                phrase->words[phrase->n][length++] = (char)tolower((int)point);
            continue;
        }
        if (length)
            phrase->words[phrase->n++][length] = 0;
        length = 0;
        if (point == ',')
            break;
    }
}

static const char *head_of(const struct phrase *phrase)
{
    size_t head = phrase->n;
    for (size_t i = 1; i < phrase->n && head == phrase->n; i++)
        head = is_one_of(phrase->words[i], ENDS_HEAD) ? i : head;
    return phrase->words[head - 1];
}

static bool is_thing(const struct phrase *phrase)
{
    const char *word = head_of(phrase);
    size_t n = strlen(word);
    for (const char *const *end = THING_ENDS; *end; end++)
        if (n > strlen(*end) + 1 && strcmp(word + n - strlen(*end), *end) == 0)
            return true;
    return is_one_of(word, THINGS);
}

static bool is_singular_head(const struct phrase *phrase)
{
    const char *word = head_of(phrase);
    size_t n = strlen(word);
    bool ends_in_s = n > 1 && word[n - 1] == 's' && word[n - 2] != 's';
    return !ends_in_s && !is_one_of(word, PLURAL);
}

static bool is_one(const struct phrase *phrase)
{
    size_t first = phrase->n && strcmp(phrase->words[0], "the") == 0 ? 1 : 0;
    if (phrase->n <= first)
        return false;
    const char *word = phrase->words[first];
    if (is_one_of(word, MORE) || isdigit((unsigned char)word[0]))
        return false;
    if (first + 1 < phrase->n && is_one_of(phrase->words[first + 1], OF_MANY))
        return false;
    if (strcmp(word, "one") == 0 || strcmp(word, "another") == 0)
        return phrase->n > first + 1 || word[0] == 'a'; /* "one can imagine": anybody */
    for (size_t i = first; i < phrase->n; i++) /* "an official and a diplomat" */
        if (strcmp(phrase->words[i], "and") == 0 || strcmp(phrase->words[i], "or") == 0)
            return false;
    return is_one_of(word, ONE) ? is_singular_head(phrase) : first == 1 && is_singular_head(phrase);
}

static bool is_capital(uint32_t point)
{
    return point < 0x80 && isupper((int)point);
}

/* The phrase gives the name after all: "a columnist Jane Roe", "one of the architects, Representative Jane Roe": two capitalised words behind a word that no name
 * follows as its object ("an aide to Jane Roe"), or behind a comma. */
static bool is_named_inside(const struct text *text, struct hearsay_span source)
{
    bool may_follow = false, open = false;
    unsigned n_capitals = 0;
    source = span_inside(text, source);
    for (uint32_t at = source.begin; at < source.end;) {
        uint32_t begin = at;
        struct phrase word;
        while (at < source.end && text_point(text, at) != ' ')
            at++;
        phrase_read(&word, text, (struct hearsay_span){begin, at});
        if (is_capital(text_point(text, begin))) {
            n_capitals++;
        } else {
            may_follow = word.n && begin > source.begin && !is_one_of(word.words[0], ENDS_HEAD) && !is_one_of(word.words[0], JOINS);
            n_capitals = 0;
        }
        bool comma = at > begin && text_point(text, at - 1) == ',', last = at == source.end;
        if (n_capitals >= 2 && (may_follow || open) && (comma || last))
            return true;
        if (comma) {
            open = true;
            may_follow = false;
            n_capitals = 0;
        }
        while (at < source.end && text_point(text, at) == ' ')
            at++;
    }
    return false;
}

static bool is_pronoun(const struct phrase *phrase)
{
    static const char *const PRONOUNS[] = {"he", "she", "who", "him", "her", "i", NULL};
    return phrase->n == 1 && is_one_of(phrase->words[0], PRONOUNS);
}

/* "A comedian" stands somewhere, or he is one of those whom articles leave unnamed. */
static bool is_introduced(const struct hearsay_person *person, const struct text *text, const struct phrase *definite)
{
    struct phrase phrase;
    if (is_one_of(head_of(definite), USUAL))
        return true;
    for (size_t i = 0; i < person->n_mentions && i < MENTIONS_LOOKED_AT; i++) {
        phrase_read(&phrase, text, person->mentions[i]);
        if (phrase.n && is_one_of(phrase.words[0], ONE) && !is_pronoun(&phrase))
            return true;
    }
    return false;
}

/* "Described the task", "pointed to the calendar": too few words to be a statement in others' words. */
static bool says_little(const struct text *text, const struct hearsay_attribution *attribution)
{
    struct phrase phrase;
    if (attribution->form != HEARSAY_FORM_INDIRECT || attribution->n_content != 1)
        return false;
    phrase_read(&phrase, text, attribution->content[0]);
    return phrase.n < STATEMENT_WORDS;
}

bool lint_was_said(const struct text *text, const struct hearsay_attribution *attribution)
{
    struct phrase phrase;
    phrase_read(&phrase, text, attribution->cue);
    for (size_t i = 0; i < phrase.n; i++)
        for (const char *const *begin = SAID; *begin; begin++)
            if (strncmp(phrase.words[i], *begin, strlen(*begin)) == 0)
                return true;
    return false;
}

bool lint_is_one_unnamed(const struct hearsay_record *record, const struct text *text, const struct hearsay_attribution *attribution)
{
    struct phrase phrase;
    if (attribution->naming != HEARSAY_NAMING_ANONYMOUS || attribution->n_chain != 1 || span_empty(attribution->source))
        return false;
    const struct hearsay_person *person = attribution->speaker >= 0 && (size_t)attribution->speaker < record->n_people
                                              ? &record->people[attribution->speaker] : NULL;
    if (!person || person->kind != HEARSAY_KIND_UNNAMED || says_little(text, attribution) || is_named_inside(text, attribution->source))
        return false;
    phrase_read(&phrase, text, attribution->source);
    if (is_pronoun(&phrase) && person->n_mentions)
        phrase_read(&phrase, text, person->mentions[0]);
    return is_one(&phrase) && !is_thing(&phrase) && (strcmp(phrase.words[0], "the") != 0 || is_introduced(person, text, &phrase));
}
