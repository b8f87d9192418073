/* addressee: to whom a statement was made: the noun phrase after "told", or after "to" where the cue is "said" or the like.
 *
 * Method: the words that follow the verb of telling up to the first word that cannot belong to a noun phrase, not into the content. Their text is
 * the answer; who it is, where the article names it, is told by people's mentions. Nothing there: NULL. */
#include "attribute/cast.h"

enum { PHRASE_MAX = 9 };
static const char TELL[] = "told tell tells telling assured assures assuring informed informs warned warns warning reminded asked asks asking advised briefed notified urged "
                           "urges ordered promised convinced persuaded thanked instructed lectured";
static const char SAY[] = "said say says saying wrote writes writing testified explained confirmed suggested admitted complained spoke speaking described announced mentioned replied "
                          "conceded acknowledged repeated boasted vowed pledged lied expressed conveyed revealed";
static const char STOP[] = ", . : ; that he she they it we i on in during at after before about when while as by if how why what whether to of for against into because not earlier last this later "
                           "yesterday today following ahead via through with and but said says";

const char *addressee_of(struct cast *c, size_t index, struct raw_span *words)
{
    const struct raw_attribution *a = &c->work->raw.items[index];
    *words = (struct raw_span){1, 0};
    if (a->cue.first > a->cue.last)
        return NULL;
    uint32_t end = cast_sentence(c, a->cue.first).end, first = 0;
    for (uint32_t i = a->cue.first; i <= a->cue.last && !first; i++) {
        if (cast_one_of(c, i, TELL) && !cast_one_of(c, i + 1, "by"))
            first = i + 1;
        else if (cast_one_of(c, i, SAY) && cast_is(c, i + 1, "to"))
            first = i + 2;
    }
    if (!first || first >= end || raw_in_content(a, first) || (a->source.first <= first && first <= a->source.last))
        return NULL;
    uint32_t last = first;
    bool person = c->at[first] >= 0 || cast_one_of(c, first, "me us him her them him") || !(cast_one_of(c, first, STOP) || (c->flags[first] & LEX_TIME));
    if (!person || cast_one_of(c, first, "laughs laughter applause cheers boos jeers gasps groans chuckles") || c->words[first].shape == SHAPE_PUNCT)
        return NULL;
    bool pronoun = cast_one_of(c, first, "me us him them") || (cast_is(c, first, "her") && !(c->flags[first + 1 < c->n ? first + 1 : first] & (LEX_ROLE | LEX_GROUP | LEX_PEOPLE)));
    while (!pronoun && last + 1 < end && last - first < PHRASE_MAX && !raw_in_content(a, last + 1)) {
        uint32_t k = last + 1;
        bool inside_name = c->at[k] >= 0 && c->mentions[c->at[k]].name_first < k;
        bool of_name = cast_one_of(c, k, "of and") && k + 1 < end && cast_capital(c, k + 1) && cast_capital(c, k - 1);
        bool apostrophe = cast_is(c, k, "'");
        if (!inside_name && !of_name && !apostrophe && (cast_one_of(c, k, STOP) || c->words[k].shape == SHAPE_PUNCT || (c->flags[k] & LEX_TIME)))
            break;
        last = k;
    }
    *words = (struct raw_span){first, last};
    return cast_copy(c, first, last);
}
