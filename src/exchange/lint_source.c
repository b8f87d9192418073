/* Whether a source is one person who is not named, by the words that name it.
 *
 * Method: the source's own phrase; where that is a pronoun, the phrase in which its person is first mentioned. "One of …", "another", "a", "an" and a singular head make
 * one; numbers, "several", "officials", "people" make more, and so does what only sounds singular ("a group of aides"). What is neither is not taken for one.
 */
#include <ctype.h>
#include <string.h>

#include "exchange/lint.h"
#include "report/spans.h"

enum { WORDS_MAX = 24, WORD_MAX = 24 };

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
                                        "for",   "that",     "which", "whose", "speaking", "privy", "within", "by",   "involved", "working", "based", "present", "under", NULL};
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

static bool is_singular_head(const struct phrase *phrase)
{
    size_t head = phrase->n;
    for (size_t i = 1; i < phrase->n && head == phrase->n; i++)
        head = is_one_of(phrase->words[i], ENDS_HEAD) ? i : head;
    const char *word = phrase->words[head - 1];
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
        return true;
    for (size_t i = first; i < phrase->n; i++) /* "an official and a diplomat" */
        if (strcmp(phrase->words[i], "and") == 0 || strcmp(phrase->words[i], "or") == 0)
            return false;
    return is_one_of(word, ONE) ? is_singular_head(phrase) : first == 1 && is_singular_head(phrase);
}

static bool is_pronoun(const struct phrase *phrase)
{
    static const char *const PRONOUNS[] = {"he", "she", "who", "him", "her", "i", NULL};
    return phrase->n == 1 && is_one_of(phrase->words[0], PRONOUNS);
}

bool lint_is_one_unnamed(const struct hearsay_record *record, const struct text *text, const struct hearsay_attribution *attribution)
{
    struct phrase phrase;
    if (attribution->naming != HEARSAY_NAMING_ANONYMOUS || attribution->n_chain != 1 || span_empty(attribution->source))
        return false;
    const struct hearsay_person *person = attribution->speaker >= 0 && (size_t)attribution->speaker < record->n_people
                                              ? &record->people[attribution->speaker] : NULL;
    if (!person || person->kind != HEARSAY_KIND_UNNAMED)
        return false;
    phrase_read(&phrase, text, attribution->source);
    if (is_pronoun(&phrase) && person->n_mentions)
        phrase_read(&phrase, text, person->mentions[0]);
    return is_one(&phrase);
}
