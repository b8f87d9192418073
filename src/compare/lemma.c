/* From a word as written to what it is compared by.
 *
 * Method: an irregular or listed form gives its lemma; else a verb's endings are taken off as long as a listed verb remains; else a
 * plural's. The concept is the lemma's synonym group, or the lemma without its derivational ending, so that "interfere" and "interference",
 * "accept" and "acceptance" meet. Why not a full stemmer: Porter's joins "general" and "generate"; the few endings here are taken off
 * long words only. Source: own, after Porter (1980), step 4.
 */
#include "compare/lexicon.h"

#include <stdio.h>
#include <string.h>

static bool ends(const char *word, size_t n, const char *ending)
{
    size_t m = strlen(ending);
    return n > m && memcmp(word + n - m, ending, m) == 0;
}

static bool is_verb(const struct lexicon *lexicon, const char *word, size_t n)
{
    const struct lexeme *entry = lexicon_find(lexicon, word, n);
    return entry && (entry->classes & WORD_VERB) && !entry->lemma;
}

static bool is_vowel(char c) { return c && strchr("aeiou", c); }

/* "hop", whose forms double the last letter: "hoped" is none of them. */
static bool doubles(const char *stem, size_t n)
{
    return n >= 3 && !is_vowel(stem[n - 1]) && is_vowel(stem[n - 2]) && !is_vowel(stem[n - 3]);
}

/* The verb that `stem` (a word less its ending) is a form of: as it is, with an e, with its last letter single, or y for i. */
static bool verb_of(const struct lexicon *lexicon, char *stem, size_t n)
{
    if (n < 2 || n + 2 > LEMMA_MAX)
        return false;
    if (stem[n - 1] == stem[n - 2] && is_verb(lexicon, stem, n - 1)) {
        stem[n - 1] = '\0';
        return true;
    }
    memcpy(stem + n, "e", 2);
    bool with_e = is_verb(lexicon, stem, n + 1);
    if (with_e && doubles(stem, n))
        return true;
    stem[n] = '\0';
    if (is_verb(lexicon, stem, n))
        return true;
    if (with_e) {
        memcpy(stem + n, "e", 2);
        return true;
    }
    if (stem[n - 1] == 'i') {
        stem[n - 1] = 'y';
        return is_verb(lexicon, stem, n);
    }
    return false;
}

/* A regular form of a listed verb: its lemma in `lemma`, its classes. */
static uint32_t regular_verb(const struct lexicon *lexicon, const char *word, size_t n, char lemma[LEMMA_MAX])
{
    static const struct { const char *ending; uint32_t classes; } ENDINGS[] = {
        {"ing", WORD_VERB}, {"ed", WORD_VERB | WORD_PARTICIPLE}, {"es", WORD_VERB}, {"s", WORD_VERB}};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        if (!ends(word, n, ENDINGS[i].ending))
            continue;
        size_t m = n - strlen(ENDINGS[i].ending);
        memcpy(lemma, word, m);
        lemma[m] = '\0';
        /* behind an s alone nothing was dropped: "hats" is no form of "hate", "loss" none of "lose" */
        if (ENDINGS[i].ending[0] == 's' ? is_verb(lexicon, lemma, m) : verb_of(lexicon, lemma, m)) {
            const struct lexeme *verb = lexicon_find(lexicon, lemma, strlen(lemma));
            /* "attacks" is a noun if "attack" mostly is; "attacked" never is. */
            uint32_t noun = i >= 2 && verb ? verb->classes & WORD_MOSTLY_NOUN : 0;
            return ENDINGS[i].classes | noun | (verb ? verb->classes & ~(uint32_t)(WORD_VERB | WORD_MOSTLY_NOUN) : 0);
        }
    }
    return 0;
}

static void plural(const char *word, size_t n, char lemma[LEMMA_MAX])
{
    memcpy(lemma, word, n);
    lemma[n] = '\0';
    if (n > 4 && ends(word, n, "ies"))
        memcpy(lemma + n - 3, "y", 2);
    else if (n > 4 && (ends(word, n, "sses") || ends(word, n, "xes") || ends(word, n, "ches") || ends(word, n, "shes")))
        lemma[n - 2] = '\0';
    else if (n > 3 && word[n - 1] == 's' && !ends(word, n, "ss") && !ends(word, n, "us") && !ends(word, n, "is"))
        lemma[n - 1] = '\0';
}

/* Takes the derivational ending off a long word. */
static void stem(char *word)
{
    static const char *const ENDINGS[] = {"ization", "ation", "ition", "ment", "ance", "ence", "ate", "ion", "ity", "ing", "ive", "ed", "er", "or",
                                          "ly"};
    size_t n = strlen(word);
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        size_t m = strlen(ENDINGS[i]);
        if (n >= m + 5 && ends(word, n, ENDINGS[i])) {
            n -= m;
            break;
        }
    }
    if (n > 4 && (word[n - 1] == 'e' || word[n - 1] == 'y' || word[n - 1] == 'i'))
        n--;
    word[n] = '\0';
}

static void find_concept(const struct lexicon *lexicon, const char *word, size_t n, struct normal_word *out)
{
    const struct lexeme *entry = lexicon_find(lexicon, word, n);
    if (!entry || !entry->concept)
        entry = lexicon_find(lexicon, out->lemma, strlen(out->lemma));
    if (entry && (entry->concept || entry->opposite)) {
        const char *concept = entry->concept ? entry->concept : entry->word;
        snprintf(out->concept, sizeof out->concept, "%s", concept);
        const struct lexeme *first = lexicon_find(lexicon, concept, strlen(concept));
        if (first && first->opposite)
            snprintf(out->opposite, sizeof out->opposite, "%s", first->opposite);
        return;
    }
    snprintf(out->concept, sizeof out->concept, "%s", out->lemma);
    if (!(out->classes & WORD_NUMBER))
        stem(out->concept);
}

void lexicon_normal(const struct lexicon *lexicon, const char *word, size_t n, struct normal_word *out)
{
    if (n > LEMMA_MAX - 1)
        n = LEMMA_MAX - 1;
    out->opposite[0] = '\0';
    const struct lexeme *entry = lexicon_find(lexicon, word, n);
    out->classes = entry ? entry->classes : 0;
    if (entry && entry->lemma) {
        snprintf(out->lemma, sizeof out->lemma, "%s", entry->lemma);
        const struct lexeme *base = lexicon_find(lexicon, entry->lemma, strlen(entry->lemma));
        out->classes |= base ? base->classes & ~(uint32_t)(WORD_MOSTLY_NOUN | WORD_STOP) : 0;
    } else if (entry && (entry->classes & (WORD_STOP | WORD_VERB))) {
        memcpy(out->lemma, word, n);
        out->lemma[n] = '\0';
    } else {
        uint32_t classes = regular_verb(lexicon, word, n, out->lemma);
        if (!classes)
            plural(word, n, out->lemma);
        if (!classes) { /* "allegations" stands for a statement as "allegation" does */
            const struct lexeme *base = lexicon_find(lexicon, out->lemma, strlen(out->lemma));
            classes = base ? base->classes & ~(uint32_t)WORD_STOP : 0;
        }
        out->classes |= classes;
    }
    find_concept(lexicon, word, n, out);
}
