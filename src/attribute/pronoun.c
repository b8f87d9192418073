/* pronoun: whom "he", "she", "they", "it", "who" and "I" stand for as the source of an attribution.
 *
 * Method: every entity mentioned shortly before is a candidate if gender and number allow; it is weighed by what news writing favours: the
 * speaker of the attribution before, the subject of a sentence, what is near and often named, and against what stands inside a quotation, in
 * the genitive or after a preposition. The heaviest wins. "I" in a quotation is its speaker; "who" is the name just before it.
 * Why weights and not a learned resolver: sources are a narrow case, the training data is machine output, and each reason can be told.
 * Source: Lappin and Leass 1994; the weights were set on the twelve open stories other than the development story (docs/figures/people.md).
 */
#include <math.h>
#include <string.h>

#include "attribute/cast.h"

enum { REACH_WORDS = 260, REACH_PARAGRAPHS = 5, NEIGHBOURS = 200 };
enum number { NUMBER_HE, NUMBER_SHE, NUMBER_THEY, NUMBER_IT, NUMBER_WHO, NUMBER_I, NUMBER_NONE };

static enum number number_of(const struct cast *c, uint32_t word)
{
    if (cast_one_of(c, word, "he him his himself"))
        return NUMBER_HE;
    if (cast_one_of(c, word, "she her hers herself"))
        return NUMBER_SHE;
    if (cast_one_of(c, word, "they them their themselves both"))
        return NUMBER_THEY;
    if (cast_one_of(c, word, "it its itself"))
        return NUMBER_IT;
    if (cast_one_of(c, word, "who whom whose which that"))
        return NUMBER_WHO;
    if (cast_one_of(c, word, "i me my myself we us our ourselves") && !(cast_is(c, word, "us") && cast_capital(c, word)))
        return NUMBER_I;
    return NUMBER_NONE;
}

bool pronoun_is(const struct cast *c, uint32_t word) { return word < c->n && number_of(c, word) != NUMBER_NONE; }

/* "I": the speaker of the smallest content that the word stands in. */
static int enclosing_speaker(const struct cast *c, size_t self, uint32_t word)
{
    const struct raw_list *raw = &c->work->raw;
    int best = -1, parent = raw->items[self].parent;
    uint32_t size = UINT32_MAX;
    if (parent >= 0 && (size_t)parent < raw->n && raw_in_content(&raw->items[parent], word) && c->speaker[parent] >= 0)
        return c->speaker[parent];
    size_t from = self > NEIGHBOURS ? self - NEIGHBOURS : 0, to = self + NEIGHBOURS < raw->n ? self + NEIGHBOURS : raw->n;
    for (size_t j = from; j < to; j++) {
        const struct raw_attribution *a = &raw->items[j];
        if (j == self || c->speaker[j] < 0 || !raw_in_content(a, word))
            continue;
        uint32_t n = a->content[a->n_content - 1].last - a->content[0].first;
        if (n < size) {
            size = n;
            best = c->speaker[j];
        }
    }
    return best;
}

/* The last person named from `first` up to `end`, not as a genitive. */
static int person_before(const struct cast *c, uint32_t first, uint32_t end)
{
    for (uint32_t k = end; k-- > first && end - k < 16;)
        if (c->at[k] >= 0 && c->mentions[c->at[k]].entity >= 0 && c->entities[c->mentions[c->at[k]].entity].kind == HEARSAY_KIND_PERSON &&
            !cast_possessive(c, c->mentions[c->at[k]].name_last))
            return c->mentions[c->at[k]].entity;
    return -1;
}

/* Does the noun phrase that ends before `k` go on to the left of it? */
static bool phrase_breaks(const struct cast *c, uint32_t k)
{
    return (c->words[k].shape == SHAPE_PUNCT && !cast_one_of(c, k, "' -")) || c->words[k].quote == QUOTE_CLOSING || cast_quoted(c, k) ||
           cast_one_of(c, k, "and or but that which who said says is was are were") || (cast_verb(c, k) && !cast_one_of(c, k + 1, "by on in from to at for of"));
}

/* "court filings from the state of New York that said": the document at the head of the noun phrase, past what hangs on it by prepositions; or -1. */
static int paper_before(struct cast *c, size_t self, uint32_t begin, uint32_t end)
{
    uint32_t paper = end;
    bool hangs = false;
    for (uint32_t k = end; k-- > begin && end - k < 18 && !phrase_breaks(c, k);) {
        bool noun = (c->flags[k] & (LEX_DOC | LEX_STATEMENT)) && !cast_capital(c, k) && !cast_is(c, k, "intelligence");
        if (noun && (hangs || k + 1 == end))
            paper = k;
        hangs |= cast_one_of(c, k, "of from by in on at for to about");
    }
    if (paper == end)
        return -1;
    uint32_t first = paper;
    while (first > begin && paper - first < 5 && !cast_one_of(c, first, "a an the his her its their") && !phrase_breaks(c, first - 1) && !cast_one_of(c, first - 1, "to of by from in on at with for as") && !cast_verb(c, first - 1))
        first--;
    enum hearsay_naming naming;
    const char *why;
    return source_resolve(c, self, (struct raw_span){first, end - 1}, &naming, &why);
}

/* The dots of "U.S.". */
static bool initial_dot(const struct cast *c, uint32_t i) { return i > 0 && cast_is(c, i, ".") && c->words[i - 1].end - c->words[i - 1].begin == 1; }

/* "who": the name right before it, else what the noun phrase before it stands for. */
static int just_before(struct cast *c, size_t self, uint32_t word)
{
    struct word_run sentence = cast_sentence(c, word);
    uint32_t end = word;
    for (uint32_t k = word; k-- > sentence.begin + 1 && cast_is(c, word, "who") && cast_is(c, word - 1, "and");) /* "Hu, who sought it, and who said" */
        if (cast_is(c, k, "who"))
            return just_before(c, self, k);
    while (end > sentence.begin && cast_one_of(c, end - 1, ", — – ( ) .") && word - end < 3)
        end--;
    if (end > sentence.begin + 4 && cast_is(c, end - 2, "-") && cast_one_of(c, end - 3, "r d i")) /* "Berg, R-Ohio, who" */
        end -= cast_one_of(c, end - 4, ", (") ? 4 : 3;
    bool who = cast_one_of(c, word, "who whom whose"), comma = end < word && !cast_is(c, end, ".");
    int paper = who ? -1 : paper_before(c, self, sentence.begin, end);
    if (paper >= 0)
        return paper;
    if (end > sentence.begin && c->at[end - 1] >= 0 && c->mentions[c->at[end - 1]].entity >= 0) {
        int entity = c->mentions[c->at[end - 1]].entity, person = who && comma && (c->entities[entity].kind == HEARSAY_KIND_ORGANIZATION || c->entities[entity].kind == HEARSAY_KIND_GROUP)
                                                                      ? person_before(c, sentence.begin, c->mentions[c->at[end - 1]].first)
                                                                      : -1;
        return person >= 0 ? person : entity; /* "Hu, the editor of the Times, who" */
    }
    if (who && comma) /* "everyone, left and right, who": an aside without a noun of persons is passed over */
        for (uint32_t k = end; k-- > sentence.begin + 1 && end - k < 5 && !c->flags[end - 1] && c->at[k] < 0;)
            if (cast_is(c, k, ",")) {
                end = k;
                break;
            }
    uint32_t begin = end;
    while (begin > sentence.begin && end - begin < 8 && (c->words[begin - 1].shape != SHAPE_PUNCT || initial_dot(c, begin - 1)) && !cast_verb(c, begin - 1) &&
           !cast_one_of(c, begin - 1, "that and but from to by with of for against among as than said says is was are were including between while when back citing cited told had has have about into after before"))
        begin--;
    enum hearsay_naming naming;
    const char *why;
    int entity = begin < end && (begin + 1 < end || !pronoun_is(c, begin)) ? source_resolve(c, self, (struct raw_span){begin, end - 1}, &naming, &why) : -1;
    bool body = entity >= 0 && (c->entities[entity].kind == HEARSAY_KIND_ORGANIZATION || c->entities[entity].kind == HEARSAY_KIND_DOCUMENT);
    int person = who && body && end < word ? person_before(c, sentence.begin, begin) : -1;
    entity = person >= 0 ? person : entity;
    bool aside = who && entity >= 0 && c->entities[entity].kind == HEARSAY_KIND_UNNAMED && begin > sentence.begin + 1 && cast_is(c, begin - 1, ",") && c->at[begin - 2] >= 0;
    int named = aside ? c->mentions[c->at[begin - 2]].entity : -1; /* "Dunn, the top negotiator, who" */
    if (named >= 0 && c->entities[named].kind == HEARSAY_KIND_PERSON)
        return named;
    for (uint32_t k = word; entity < 0 && k-- > sentence.begin && word - k < 12;)
        if (c->at[k] >= 0)
            entity = c->mentions[c->at[k]].entity;
    return entity;
}

/* How ill an entity fits the pronoun: 0 well, below -50 not at all. */
static double agreement(const struct entity *e, enum number number)
{
    bool person = e->kind == HEARSAY_KIND_PERSON, unnamed = e->kind == HEARSAY_KIND_UNNAMED, document = e->kind == HEARSAY_KIND_DOCUMENT;
    switch (number) {
    case NUMBER_HE:
    case NUMBER_SHE: {
        char wanted = number == NUMBER_HE ? 'm' : 'f';
        if (!(person || unnamed) || e->plural || (e->gender && e->gender != wanted))
            return -99;
        if (!e->certain && (unnamed || e->n_mentions < 2))
            return -99; /* perhaps no person at all */
        return (e->gender ? 0 : -0.8) - (e->certain ? 0 : e->n_mentions >= 3 ? 0.4 : 1.2);
    }
    case NUMBER_THEY:
        if (document || (person && e->gender))
            return -99;
        return e->plural ? 1 : unnamed ? -1 : person ? -3 : e->place ? -2.5 : -0.8;
    default:
        return person || e->plural || unnamed ? -99 : e->place ? -0.8 : 0;
    }
}

static bool genitive(const struct cast *c, uint32_t last)
{
    return cast_possessive(c, last) || (last > 0 && cast_is(c, last, "s") && cast_is(c, last - 1, "'"));
}

static bool subject(const struct cast *c, const struct mention *m)
{
    if (genitive(c, m->last))
        return false;
    struct word_run s = cast_sentence(c, m->first);
    return m->first <= s.begin + 2 || m->of_source;
}

/* The sentence before the one of `word` that is not wholly a quotation. */
static uint32_t sentence_before(const struct cast *c, uint32_t word)
{
    uint32_t s = c->words[word].sentence;
    for (uint32_t steps = 0; s > 0 && steps < 5; steps++) {
        struct word_run r = c->work->words->sentences[--s];
        if (r.begin < r.end && !cast_quoted(c, r.begin) && c->words[r.begin].quote != QUOTE_OPENING)
            return s;
    }
    return UINT32_MAX;
}

/* A name right after "the" only qualifies a noun: "the Smith allegations". */
static bool qualifies(const struct cast *c, const struct mention *m)
{
    return m->first > 0 && m->first == m->name_first && cast_one_of(c, m->first - 1, "the a");
}

static double position(const struct cast *c, const struct mention *m, uint32_t word)
{
    double score = -(double)(word - m->last) / 30;
    uint32_t sentence = c->words[m->first].sentence;
    if (subject(c, m) && !cast_quoted(c, m->first)) {
        if (sentence == c->words[word].sentence)
            score += 1.2;
        else if (sentence == sentence_before(c, word))
            score += 1.8;
    }
    if (qualifies(c, m))
        score -= 1;
    if (c->words[m->last].paragraph == c->words[word].paragraph)
        score += 0.8;
    if (subject(c, m))
        score += 1.0;
    if (cast_quoted(c, m->name_last) && !cast_quoted(c, word))
        score -= 2.5;
    if (cast_possessive(c, m->name_last))
        score -= 0.6;
    if (m->first > 0 && cast_one_of(c, m->first - 1, "of to with by for from in on at about against against and"))
        score -= 0.7;
    return score;
}

/* The speaker of the nearest attribution before the word, and whether it stands in the same paragraph. */
static int speaker_before(const struct cast *c, size_t self, uint32_t word, bool *same)
{
    const struct raw_list *raw = &c->work->raw;
    int best = -1;
    uint32_t nearest = 0;
    for (size_t j = self; j-- > 0 && self - j < 40;) {
        const struct raw_attribution *a = &raw->items[j];
        if (c->speaker[j] < 0 || a->source.first > a->source.last || a->source.last >= word || genitive(c, a->source.last) || raw_in_content(&raw->items[self], a->source.first))
            continue;
        bool later = best < 0 || c->words[a->source.first].sentence > c->words[nearest].sentence;
        bool opens = best >= 0 && c->words[a->source.first].sentence == c->words[nearest].sentence && a->source.first < nearest && a->parent < 0;
        if (later || opens) { /* of one sentence the first: the subject of its main clause */
            nearest = a->source.first;
            best = c->speaker[j];
        }
    }
    *same = best >= 0 && c->words[nearest].paragraph == c->words[word].paragraph;
    if (best >= 0 && c->words[word].paragraph - c->words[nearest].paragraph > 2)
        best = -1;
    return best;
}

/* What hardly says anything: a town, and what is perhaps no name at all. */
static bool speechless(const struct entity *e)
{
    const struct place *place = e->place ? gazetteer_place(e->key) : NULL;
    return !e->certain || (e->place && !(place && (place->kind == PLACE_COUNTRY || place->kind == PLACE_CAPITAL)));
}

/* "it goes without saying", "it is claimed", "it made no sense": nothing is meant by "it". */
bool pronoun_empty(const struct cast *c, const struct raw_attribution *a)
{
    if (raw_absent(a->source) || raw_absent(a->cue) || a->source.first != a->source.last || !cast_is(c, a->source.first, "it"))
        return false;
    for (uint32_t k = a->cue.first; k <= a->cue.last; k++)
        if (cast_one_of(c, k, "sense without turns turned") || (cast_one_of(c, k, "claimed alleged believed reported understood rumored known said clear worth") && k > a->cue.first && cast_one_of(c, k - 1, "is was s been also widely")))
            return true;
    return false;
}

/* "It" after a sentence that a paper opens ("The letter arrived. It said"): the paper; or -1. */
static int paper_of_subject(struct cast *c, size_t self, uint32_t word)
{
    uint32_t before = sentence_before(c, word);
    struct word_run here = cast_sentence(c, word), s = before == UINT32_MAX ? here : c->work->words->sentences[before];
    if (word > here.begin + 2 || before == UINT32_MAX || c->words[s.begin].paragraph + 1 < c->words[word].paragraph || !cast_one_of(c, s.begin, "the a an his her their its this"))
        return -1;
    for (uint32_t k = s.begin + 1; k < s.end && k < s.begin + 7 && c->words[k].shape != SHAPE_PUNCT; k++) {
        if (cast_verb(c, k) || cast_one_of(c, k, "of to for in on at with by from and that who"))
            return -1;
        bool more = k + 1 < s.end && !cast_verb(c, k + 1) && !cast_one_of(c, k + 1, "of to for in on at with by from and that which , will would is was has had");
        if ((c->flags[k] & (LEX_DOC | LEX_STATEMENT)) && !cast_capital(c, k) && !more) {
            enum hearsay_naming naming;
            const char *why;
            return source_resolve(c, self, (struct raw_span){s.begin, k}, &naming, &why);
        }
    }
    return -1;
}

static int weigh(struct cast *c, size_t self, uint32_t word, enum number number, const char **why)
{
    bool same;
    int before = speaker_before(c, self, word, &same), best = -1;
    bool quoted = cast_quoted(c, word);
    int around = number == NUMBER_IT ? -1 : enclosing_speaker(c, self, word);
    int outer = quoted ? around : -1; /* a speaker does not say "he" of himself in his own words, but the article does */
    if (outer < 0 && quoted && same && number != NUMBER_IT)
        outer = before;
    double best_score = -50;
    /* The names before the word, and the sources marked last (they stand after the names in the table). */
    size_t names = cast_names_before(c, word), marks = c->n_mentions - c->n_names;
    size_t n = (names < REACH_WORDS ? names : REACH_WORDS) + (marks < NEIGHBOURS ? marks : NEIGHBOURS);
    for (size_t step = 0; step < n; step++) {
        bool mark = step < marks && step < NEIGHBOURS;
        size_t back = mark ? step : step - (marks < NEIGHBOURS ? marks : NEIGHBOURS);
        const struct mention *m = &c->mentions[(mark ? c->n_mentions : names) - 1 - back];
        if (m->entity < 0 || m->last >= word || m->last + REACH_WORDS < word ||
            c->words[word].paragraph - c->words[m->last].paragraph > REACH_PARAGRAPHS)
            continue;
        const struct entity *e = &c->entities[m->entity];
        double score = agreement(e, number);
        if (number == NUMBER_IT && m->entity != before && speechless(e))
            continue;
        if (score < -50 || m->entity == outer || raw_in_content(&c->work->raw.items[self], m->first))
            continue;
        score += position(c, m, word) + 0.5 * log(1 + (double)e->n_mentions) + (m->entity == before ? (same ? 2.2 : 1.2) : 0) +
                 (!quoted && m->entity == around ? 2 : 0);
        if (score > best_score) {
            best_score = score;
            best = m->entity;
        }
    }
    *why = best < 0 ? NULL : best == before ? "pronoun: the speaker before" : "pronoun: the most prominent that fits";
    return best;
}

int pronoun_resolve(struct cast *c, size_t i, uint32_t word, const char **why)
{
    enum number number = number_of(c, word);
    int entity = -1;
    *why = NULL;
    if (number == NUMBER_I) {
        if ((entity = enclosing_speaker(c, i, word)) >= 0)
            *why = "first person: the speaker of the quotation";
        else if ((entity = chain_poster(c, word)) >= 0)
            *why = "first person: who signed the post";
        return entity;
    }
    if (number == NUMBER_WHO) {
        if ((entity = just_before(c, i, word)) >= 0)
            *why = "relative pronoun: the name before it";
        return entity;
    }
    if (number == NUMBER_IT && word == c->work->raw.items[i].source.first && pronoun_empty(c, &c->work->raw.items[i]))
        return -1;
    if (number == NUMBER_IT && (entity = paper_of_subject(c, i, word)) >= 0) {
        *why = "pronoun: the paper that the sentence before speaks of";
        return entity;
    }
    return number == NUMBER_NONE ? -1 : weigh(c, i, word, number, why);
}
