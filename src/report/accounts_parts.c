/* What the writers of accounts share: claims and their words, the sentence round a statement, where a question belongs. */
#include <string.h>

#include "report/accounts.h"

enum {
    SENTENCE_POINTS = 240, /* of a sentence, to either side of the statement */
    LOOK_BACK = 256,
};

const struct hearsay_attribution *claim_attribution(const struct hearsay_accounts *accounts, const struct hearsay_claim *claim)
{
    return &accounts->records[claim->article]->attributions[claim->attribution];
}

const char *claim_speaker(const struct hearsay_claim *claim)
{
    return claim->speaker ? claim->speaker : "nobody is named";
}

const char *claim_link(const struct hearsay_accounts *accounts, const struct hearsay_claim *claim, size_t link)
{
    const struct hearsay_record *record = accounts->records[claim->article];
    int person = claim_attribution(accounts, claim)->chain[link];
    return person >= 0 && (size_t)person < record->n_people ? record->people[person].name : NULL;
}

bool claims_alike(const struct hearsay_accounts *accounts, const struct hearsay_claim *a, const struct hearsay_claim *b)
{
    return a->answer == b->answer && a->origin == b->origin &&
           claim_attribution(accounts, a)->n_chain == claim_attribution(accounts, b)->n_chain && strcmp(claim_speaker(a), claim_speaker(b)) == 0;
}

bool claim_follows(const struct hearsay_accounts *accounts, const struct hearsay_question *question, size_t i)
{
    for (size_t k = i > LOOK_BACK ? i - LOOK_BACK : 0; k < i; k++)
        if (claims_alike(accounts, &question->claims[k], &question->claims[i]))
            return true;
    return false;
}

size_t claims_also(const struct hearsay_accounts *accounts, const struct hearsay_question *question, size_t i, size_t also[], size_t max, size_t *more)
{
    size_t n = 0;
    *more = 0;
    for (size_t k = i + 1; k < question->n_claims; k++) {
        const struct hearsay_claim *claim = &question->claims[k];
        bool known = claim->article == question->claims[i].article;
        for (size_t s = 0; s < n && !known; s++)
            known = question->claims[also[s]].article == claim->article;
        if (known || !claims_alike(accounts, &question->claims[i], claim))
            continue;
        if (n < max)
            also[n++] = k;
        else
            ++*more;
    }
    return n;
}

static bool same_speakers(const struct hearsay_question *question, int a, int b)
{
    return strcmp(claim_speaker(&question->claims[a]), claim_speaker(&question->claims[b])) == 0;
}

bool relation_follows(const struct hearsay_question *question, size_t i)
{
    const struct hearsay_relation *one = &question->relations[i];
    bool turns = one->kind != HEARSAY_RELATION_DENIES && one->kind != HEARSAY_RELATION_CHANGED;
    for (size_t k = i > LOOK_BACK ? i - LOOK_BACK : 0; k < i; k++) {
        const struct hearsay_relation *other = &question->relations[k];
        if (other->kind != one->kind)
            continue;
        if (same_speakers(question, other->from, one->from) && same_speakers(question, other->to, one->to))
            return true;
        if (turns && same_speakers(question, other->from, one->to) && same_speakers(question, other->to, one->from))
            return true;
    }
    return false;
}

/* ---- sentences ---- */

/* "Mr." and "U.S.": the dot of a short word that began with a capital. */
static bool is_abbreviation(const struct text *text, uint32_t dot)
{
    uint32_t begin = dot;
    while (begin > 0 && dot - begin <= 4 && text_point(text, begin - 1) != ' ' && text_point(text, begin - 1) != '\n')
        begin--;
    uint32_t first = text_point(text, begin);
    return text_point(text, dot) == '.' && dot > begin && dot - begin <= 4 && first >= 'A' && first <= 'Z';
}

static bool ends_sentence(const struct text *text, uint32_t at)
{
    uint32_t point = text_point(text, at), after = text_point(text, at + 1);
    if (point == '\n')
        return true;
    bool mark = point == '.' || point == '?' || point == '!';
    bool closing = (point == '"' || point == 0x201D) && at > 0 && strchr(".?!", (int)(text_point(text, at - 1) & 0x7F)) && text_point(text, at - 1) < 0x80;
    return (mark || closing) && after == ' ' && !is_abbreviation(text, at) && !(text_point(text, at + 2) >= 'a' && text_point(text, at + 2) <= 'z');
}

struct hearsay_span sentence_around(const struct text *text, struct hearsay_span content)
{
    struct hearsay_span sentence = content;
    for (int n = 0; n < SENTENCE_POINTS && sentence.begin > 0 && !ends_sentence(text, sentence.begin - 1); n++)
        sentence.begin--;
    bool inside = sentence.end > 0 && !ends_sentence(text, sentence.end - 1);
    for (int n = 0; inside && n < SENTENCE_POINTS && sentence.end < text->n_points; n++) {
        if (text_point(text, sentence.end) == '\n')
            break;
        if (ends_sentence(text, sentence.end++))
            break;
    }
    return sentence;
}

/* ---- words ---- */

const char *naming_phrase(enum hearsay_naming naming)
{
    static const char *const PHRASES[] = {"no source given", "named", "by role, not by name", "a body, not a person", "not named", "a document"};
    return PHRASES[naming];
}

const char *access_phrase(enum hearsay_access access)
{
    static const char *const PHRASES[] = {"access not known", "in the room", "was told", "from a document"};
    return PHRASES[access];
}

const char *answer_word(enum hearsay_answer answer)
{
    static const char *const WORDS[] = {"unsure", "yes", "no"};
    return WORDS[answer];
}

const char *relation_word(enum hearsay_relation_kind kind)
{
    static const char *const WORDS[] = {"opposes", "agrees", "denies", "changed", "same-origin"};
    return WORDS[kind];
}

/* ---- the whole ---- */

enum standing question_standing(const struct hearsay_question *question)
{
    bool yes = false, no = false, others = false, near = false;
    const struct hearsay_claim *first = NULL;
    for (size_t i = 0; i < question->n_claims; i++) {
        const struct hearsay_claim *claim = &question->claims[i];
        if (claim->answer == HEARSAY_ANSWER_UNSURE) {
            near = true;
            continue;
        }
        first = first ? first : claim;
        yes |= claim->answer == HEARSAY_ANSWER_YES;
        no |= claim->answer == HEARSAY_ANSWER_NO;
        others |= claim->origin != first->origin && strcmp(claim_speaker(claim), claim_speaker(first)) != 0 && !names_may_be_one(claim->speaker, first->speaker);
    }
    return yes && no ? STANDING_DISPUTED : others ? STANDING_AGREED : near ? STANDING_NEAR : STANDING_REPEATED;
}

size_t count_answers(const struct hearsay_question *question)
{
    size_t n = 0;
    for (size_t i = 0; i < question->n_claims; i++)
        n += question->claims[i].answer != HEARSAY_ANSWER_UNSURE;
    return n;
}

size_t count_outlets(const struct hearsay_accounts *accounts)
{
    size_t n = 0;
    for (size_t i = 0; i < accounts->n_records; i++) {
        bool known = !accounts->records[i]->outlet;
        for (size_t k = i > 2 * LOOK_BACK ? i - 2 * LOOK_BACK : 0; k < i && !known; k++)
            known = accounts->records[k]->outlet && strcmp(accounts->records[k]->outlet, accounts->records[i]->outlet) == 0;
        n += !known;
    }
    return n;
}

size_t count_texts(const struct hearsay_accounts *accounts)
{
    int most = 0;
    for (size_t i = 0; i < accounts->n_records; i++)
        most = accounts->origins[i] > most ? accounts->origins[i] : most;
    return (size_t)most;
}
