/* phrase: cuts the words of a source down to the segment that holds its head.
 *
 * Method: punctuation and conjunctions fall off the ends; the first segment ends before a comma, a relative, a preposition, or a participle with its
 * preposition; "a handful of" and its like are passed over. Its last word is the head. Why no parser: see source.c.
 */
#include <ctype.h>
#include <string.h>

#include "attribute/phrase.h"

static const char EDGE[] = ", . ; : ( ) [ ] \" “ ” ‘ ' — – - but and by from of that while as like with though";

static bool edge(const struct cast *c, uint32_t i)
{
    return c->words[i].shape == SHAPE_PUNCT || c->words[i].quote == QUOTE_OPENING || c->words[i].quote == QUOTE_CLOSING;
}

/* The "s" of "'s". */
static bool genitive(const struct cast *c, uint32_t i)
{
    return i > 0 && cast_is(c, i, "s") && cast_is(c, i - 1, "'");
}

/* Cuts punctuation, conjunctions and a genitive off the ends. */
bool phrase_trim(const struct cast *c, struct phrase *p)
{
    while (p->first <= p->last && (edge(c, p->first) || (p->first < p->last && (cast_one_of(c, p->first, EDGE) || genitive(c, p->first)))))
        p->first++;
    while (p->last > p->first && (edge(c, p->last) || genitive(c, p->last))) {
        if (cast_is(c, p->last, ".") && c->words[p->last - 1].end - c->words[p->last - 1].begin == 1)
            break;
        p->last--;
    }
    return p->first <= p->last;
}

static bool boundary(const struct cast *c, uint32_t i)
{
    if (i > 0 && cast_is(c, i - 1, "-") && cast_tight(c, i - 1))
        return false; /* "editor-in-chief" */
    if (cast_is(c, i, ",") && i > 0 && i + 1 < c->n && c->words[i - 1].shape == SHAPE_DIGITS && c->words[i + 1].shape == SHAPE_DIGITS)
        return false; /* "a May 15, 2016 email" */
    if (cast_one_of(c, i, "close present made aware seen")) /* "a close associate" */
        return cast_one_of(c, i + 1, "to at in by of for with from during");
    return cast_one_of(c, i, ", ( — – ; who whom whose which that of for in with from at on to familiar privy briefed speaking signed released "
                             "published by about into under including including knowledgeable as inside within outside near among "
                             "involved working involved traveling obtained reviewed himself herself itself themselves");
}

/* "a handful of", "two of the", "a number of": the head comes after. The last word of such an opening, or first - 1. */
static uint32_t quantifier(const struct cast *c, const struct phrase *p)
{
    uint32_t i = p->first;
    while (i <= p->last && i < p->first + 4 && (cast_one_of(c, i, "a an at least the about more than nearly some") || i == p->first))
        if (cast_is(c, i + 1, "of"))
            break;
        else
            i++;
    bool of = i < p->last && cast_is(c, i + 1, "of") &&
              cast_one_of(c, i, "handful number group trove batch cache thousands hundreds dozen dozens couple series majority one two three four five six several some many most few both each none score scores lot host half all members");
    return of ? i + 1 : p->first - 1;
}

static bool ends_in(const char *word, const char *end)
{
    size_t n = strlen(word), m = strlen(end);
    return n > m + 2 && strcmp(word + n - m, end) == 0;
}

/* "emails hacked from", "a poll last week": a participle with its preposition, or a time, ends the segment. */
static bool trailing(const struct cast *c, uint32_t i)
{
    if (ends_in(c->lower[i], "ed") && cast_one_of(c, i + 1, "from by in with to on of at for about as over up out"))
        return true;
    return (cast_one_of(c, i, "last this earlier next") && cast_one_of(c, i + 1, "week month year summer fall spring winter this")) || ((c->flags[i] & LEX_TIME) && cast_capital(c, i));
}

void phrase_segment(const struct cast *c, struct phrase *p)
{
    p->end = p->last;
    uint32_t skip = quantifier(c, p) + 1;
    for (uint32_t i = (skip > p->first ? skip : p->first) + 1; i <= p->last; i++) {
        if (cast_is(c, i, "and") && cast_one_of(c, i + 1, "his her its their")) {
            p->end = i - 1;
            break;
        }
        bool in_name = c->at[i] >= 0 && c->mentions[c->at[i]].name_first < i && c->mentions[c->at[i]].name_last >= i;
        bool opens = i == p->first + 1 && cast_one_of(c, p->first, "a an the this that"); /* "a May 3 email", "the last email" */
        if (!in_name && (boundary(c, i) || (!opens && trailing(c, i)))) {
            p->end = i - 1;
            break;
        }
    }
    while (p->end > p->first && (edge(c, p->end) && !cast_is(c, p->end, ".")))
        p->end--;
    p->head = p->end;
    if (cast_is(c, p->head, ".") && p->head > p->first)
        p->head--;
    p->definite = cast_one_of(c, p->first, "the this that these those his her their its our my") || cast_capital(c, p->first);
    p->indefinite = cast_one_of(c, p->first, "a an one another some two three four five six several many multiple any no");
    if (p->indefinite)
        p->definite = false;
}

bool phrase_has_word(const char *phrase, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = phrase; n && (at = strcasestr(at, word)); at += n)
        if ((at == phrase || !isalnum((unsigned char)at[-1])) && !isalnum((unsigned char)at[n]))
            return true;
    return false;
}
