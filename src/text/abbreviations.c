/* Word lists of the sentence splitter.
 *
 * Method: sorted tables, searched by halves. Lists are short on purpose: a case that no list names is decided by what follows it.
 * Source: the abbreviations of news English as The Associated Press Stylebook prescribes them, and those of British papers.
 */
#include <stdlib.h>
#include <string.h>

#include "text/abbreviations.h"

enum { LISTED_MOST_BYTES = 15 };

struct abbreviated {
    char form[LISTED_MOST_BYTES + 1];
    enum abbreviation kind;
    bool capital; /* only when written with a capital: "Sat.", not "sat." */
};

/* Sorted by form; the unit test checks it. */
static const struct abbreviated abbreviations[] = {
    {"adj", ABBREVIATION_TITLE, true},          {"adm", ABBREVIATION_TITLE, true},          {"al", ABBREVIATION_OTHER, false},
    {"ala", ABBREVIATION_OTHER, true},          {"amb", ABBREVIATION_TITLE, true},          {"approx", ABBREVIATION_NUMBER, false},
    {"apr", ABBREVIATION_MONTH, true},          {"ariz", ABBREVIATION_OTHER, true},         {"ark", ABBREVIATION_OTHER, true},
    {"art", ABBREVIATION_NUMBER, true},         {"assn", ABBREVIATION_OTHER, true},         {"asst", ABBREVIATION_TITLE, false},
    {"atty", ABBREVIATION_TITLE, true},         {"aug", ABBREVIATION_MONTH, true},          {"ave", ABBREVIATION_OTHER, true},
    {"bldg", ABBREVIATION_OTHER, true},         {"blvd", ABBREVIATION_OTHER, true},         {"brig", ABBREVIATION_TITLE, true},
    {"bros", ABBREVIATION_OTHER, true},         {"ca", ABBREVIATION_NUMBER, false},         {"calif", ABBREVIATION_OTHER, true},
    {"capt", ABBREVIATION_TITLE, true},         {"cf", ABBREVIATION_OTHER, false},          {"ch", ABBREVIATION_NUMBER, false},
    {"cmdr", ABBREVIATION_TITLE, true},         {"co", ABBREVIATION_OTHER, true},           {"col", ABBREVIATION_TITLE, true},
    {"colo", ABBREVIATION_OTHER, true},         {"comdr", ABBREVIATION_TITLE, true},        {"cong", ABBREVIATION_TITLE, true},
    {"conn", ABBREVIATION_OTHER, true},         {"corp", ABBREVIATION_OTHER, true},         {"cpl", ABBREVIATION_TITLE, true},
    {"cpt", ABBREVIATION_TITLE, true},          {"dec", ABBREVIATION_MONTH, true},          {"del", ABBREVIATION_OTHER, true},
    {"dept", ABBREVIATION_OTHER, false},        {"det", ABBREVIATION_TITLE, true},          {"dist", ABBREVIATION_OTHER, true},
    {"dr", ABBREVIATION_TITLE, true},           {"ed", ABBREVIATION_OTHER, true},           {"eds", ABBREVIATION_OTHER, true},
    {"eq", ABBREVIATION_NUMBER, false},         {"esq", ABBREVIATION_OTHER, true},          {"est", ABBREVIATION_OTHER, false},
    {"etc", ABBREVIATION_OTHER, false},         {"ext", ABBREVIATION_NUMBER, false},        {"feb", ABBREVIATION_MONTH, true},
    {"fig", ABBREVIATION_NUMBER, false},        {"figs", ABBREVIATION_NUMBER, false},       {"fla", ABBREVIATION_OTHER, true},
    {"fr", ABBREVIATION_TITLE, true},           {"fri", ABBREVIATION_MONTH, true},          {"ft", ABBREVIATION_TITLE, true},
    {"ga", ABBREVIATION_OTHER, true},           {"gen", ABBREVIATION_TITLE, true},          {"gov", ABBREVIATION_TITLE, true},
    {"govs", ABBREVIATION_TITLE, true},         {"hon", ABBREVIATION_TITLE, true},          {"ill", ABBREVIATION_OTHER, true},
    {"inc", ABBREVIATION_OTHER, true},          {"ind", ABBREVIATION_OTHER, true},          {"insp", ABBREVIATION_TITLE, true},
    {"jan", ABBREVIATION_MONTH, true},          {"jr", ABBREVIATION_OTHER, true},           {"jul", ABBREVIATION_MONTH, true},
    {"jun", ABBREVIATION_MONTH, true},          {"kan", ABBREVIATION_OTHER, true},          {"ky", ABBREVIATION_OTHER, true},
    {"la", ABBREVIATION_OTHER, true},           {"lt", ABBREVIATION_TITLE, true},           {"ltd", ABBREVIATION_OTHER, true},
    {"maj", ABBREVIATION_TITLE, true},          {"mar", ABBREVIATION_MONTH, true},          {"mass", ABBREVIATION_OTHER, true},
    {"md", ABBREVIATION_OTHER, true},           {"messrs", ABBREVIATION_TITLE, true},       {"mfg", ABBREVIATION_OTHER, true},
    {"mgr", ABBREVIATION_TITLE, true},          {"mich", ABBREVIATION_OTHER, true},         {"minn", ABBREVIATION_OTHER, true},
    {"miss", ABBREVIATION_OTHER, true},         {"mlle", ABBREVIATION_TITLE, true},         {"mme", ABBREVIATION_TITLE, true},
    {"mo", ABBREVIATION_OTHER, true},           {"mon", ABBREVIATION_MONTH, true},          {"mont", ABBREVIATION_OTHER, true},
    {"mr", ABBREVIATION_TITLE, true},           {"mrs", ABBREVIATION_TITLE, true},          {"ms", ABBREVIATION_TITLE, true},
    {"msgr", ABBREVIATION_TITLE, true},         {"mt", ABBREVIATION_TITLE, true},           {"neb", ABBREVIATION_OTHER, true},
    {"nev", ABBREVIATION_OTHER, true},          {"no", ABBREVIATION_NUMBER, false},         {"nos", ABBREVIATION_NUMBER, false},
    {"nov", ABBREVIATION_MONTH, true},          {"oct", ABBREVIATION_MONTH, true},          {"okla", ABBREVIATION_OTHER, true},
    {"op", ABBREVIATION_NUMBER, false},         {"ore", ABBREVIATION_OTHER, true},          {"pa", ABBREVIATION_OTHER, true},
    {"pfc", ABBREVIATION_TITLE, true},          {"phd", ABBREVIATION_OTHER, true},          {"pp", ABBREVIATION_NUMBER, false},
    {"pres", ABBREVIATION_TITLE, true},         {"prof", ABBREVIATION_TITLE, true},         {"profs", ABBREVIATION_TITLE, true},
    {"pvt", ABBREVIATION_TITLE, true},          {"rd", ABBREVIATION_OTHER, true},           {"rep", ABBREVIATION_TITLE, true},
    {"reps", ABBREVIATION_TITLE, true},         {"ret", ABBREVIATION_OTHER, false},         {"rev", ABBREVIATION_TITLE, true},
    {"sat", ABBREVIATION_MONTH, true},          {"sec", ABBREVIATION_TITLE, true},          {"sen", ABBREVIATION_TITLE, true},
    {"sens", ABBREVIATION_TITLE, true},         {"sep", ABBREVIATION_MONTH, true},          {"sept", ABBREVIATION_MONTH, true},
    {"sgt", ABBREVIATION_TITLE, true},          {"sq", ABBREVIATION_OTHER, false},          {"sr", ABBREVIATION_OTHER, true},
    {"st", ABBREVIATION_TITLE, true},           {"ste", ABBREVIATION_TITLE, true},          {"sun", ABBREVIATION_MONTH, true},
    {"supt", ABBREVIATION_TITLE, true},         {"tenn", ABBREVIATION_OTHER, true},         {"tex", ABBREVIATION_OTHER, true},
    {"thu", ABBREVIATION_MONTH, true},          {"thurs", ABBREVIATION_MONTH, true},        {"tue", ABBREVIATION_MONTH, true},
    {"tues", ABBREVIATION_MONTH, true},         {"univ", ABBREVIATION_OTHER, true},         {"v", ABBREVIATION_TITLE, false},
    {"va", ABBREVIATION_OTHER, true},           {"vol", ABBREVIATION_NUMBER, true},         {"vols", ABBREVIATION_NUMBER, true},
    {"vs", ABBREVIATION_TITLE, false},          {"vt", ABBREVIATION_OTHER, true},           {"wash", ABBREVIATION_OTHER, true},
    {"wed", ABBREVIATION_MONTH, true},          {"wis", ABBREVIATION_OTHER, true},          {"wisc", ABBREVIATION_OTHER, true},
    {"wyo", ABBREVIATION_OTHER, true},
};

typedef char listed[LISTED_MOST_BYTES + 1];

static const listed beginners[] = {
    "a", "according", "additionally", "after", "all", "also", "although", "among", "an", "and", "another", "any", "are",
    "as", "asked", "at", "because", "before", "but", "by", "can", "despite", "did", "do", "does", "during", "each",
    "earlier", "even", "every", "finally", "for", "from", "had", "has", "have", "he", "her", "here", "his", "how",
    "however", "i", "if", "in", "indeed", "instead", "is", "it", "its", "last", "later", "let", "many", "maybe",
    "meanwhile", "more", "moreover", "most", "much", "my", "neither", "no", "nor", "not", "now", "on", "once", "one",
    "only", "or", "other", "others", "our", "perhaps", "several", "she", "since", "so", "some", "still", "such", "that",
    "the", "their", "then", "there", "these", "they", "this", "those", "though", "through", "thus", "to", "under", "unlike",
    "until", "was", "we", "well", "were", "what", "when", "where", "whether", "which", "while", "who", "why", "will",
    "with", "without", "would", "yet", "you", "your",
};

static const listed speaking[] = {
    "added", "announced", "asked", "asking", "asks", "began", "begged", "called", "chanted", "cried", "demanded", "demands",
    "exclaimed", "inquired", "joked", "pleaded", "posted", "quipped", "read", "replied", "responded", "said", "says",
    "screamed", "shouted", "shouts", "tells", "told", "tweeted", "wondered", "wonders", "wrote", "yelled", "yells",
};

static const listed times[] = {
    "april", "aug", "august", "central", "dec", "december", "eastern", "feb", "february", "friday", "jan", "january",
    "july", "june", "local", "march", "monday", "mountain", "nov", "november", "oct", "october", "pacific", "saturday",
    "sept", "september", "sunday", "thursday", "tuesday", "wednesday",
};

/* The word in ASCII lower case; false when it is too long to be listed. */
static bool lowered(const struct text *text, const struct word *word, listed out)
{
    const char *bytes = text->bytes + text->byte_at[word->begin];
    size_t n = text->byte_at[word->end] - text->byte_at[word->begin];
    if (n > LISTED_MOST_BYTES)
        return false;
    for (size_t i = 0; i < n; i++)
        out[i] = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] + 'a' - 'A') : bytes[i];
    out[n] = 0;
    return true;
}

/* Every table's element begins with its form. */
static int by_form(const void *key, const void *element)
{
    return strcmp(key, element);
}

static const void *find(const struct text *text, const struct word *word, const void *table, size_t n, size_t size)
{
    listed form;
    return lowered(text, word, form) ? bsearch(form, table, n, size, by_form) : NULL;
}
#define FIND(text, word, table) find((text), (word), (table), sizeof(table) / sizeof *(table), sizeof *(table))

enum abbreviation abbreviation_of(const struct text *text, const struct word *word)
{
    const struct abbreviated *found = FIND(text, word, abbreviations);
    return !found || (found->capital && word->shape == SHAPE_LOWER) ? ABBREVIATION_NONE : found->kind;
}

bool commonly_begins_sentence(const struct text *text, const struct word *word)
{
    return FIND(text, word, beginners);
}

bool tells_of_speech(const struct text *text, const struct word *word)
{
    return FIND(text, word, speaking);
}

bool tells_of_time(const struct text *text, const struct word *word)
{
    return FIND(text, word, times);
}
