/* enclose: outer and inner attributions that the reading of spans left side by side, or left out, where the sentence is plain.
 *
 * Method: three formulas of the trade. A ", according to" at the end of a sentence holds for all of it. What follows "and that" is said by whom the
 * clause before it names. And a content that begins with the verb of another's attitude ("the aides favored a strike, an official said") has an inner
 * attribution, whose source is the subject before the verb. Nothing is moved that stands in a content already.
 * Why rules: the training texts hold the outermost attributions alone, and these forms leave no choice.
 */
#include "attribute/cues.h"
#include "attribute/extract.h"
#include "attribute/run.h"
#include "base/vector.h"

enum { NEIGHBOURS = 16 };
static const float BY_RULE = .6f;

static uint32_t sentence_of(const struct work *work, uint32_t word) { return work->words->words[word].sentence; }

static uint32_t first_word(const struct raw_attribution *a)
{
    uint32_t first = raw_anchor(a).first;
    if (!raw_absent(a->source) && a->source.first < first)
        first = a->source.first;
    return a->content[0].first < first ? a->content[0].first : first;
}

static uint32_t last_word(const struct raw_attribution *a)
{
    uint32_t last = a->content[a->n_content - 1].last;
    if (!raw_absent(a->cue) && a->cue.last > last)
        last = a->cue.last;
    return !raw_absent(a->source) && a->source.last > last ? a->source.last : last;
}

/* "…, according to the officials." at the end of the sentence. */
static bool closes_sentence(const struct work *work, const struct raw_attribution *a)
{
    return !raw_absent(a->cue) && !raw_absent(a->source) && cue_form_is(work, a->cue.first, "according") && a->cue.first > 0 &&
           cue_form_is(work, a->cue.first - 1, ",") && a->source.first > a->cue.first && a->content[0].first < a->cue.first;
}

static void enclose_before(struct work *work, size_t i)
{
    struct raw_attribution *a = &work->raw.items[i];
    if (!closes_sentence(work, a))
        return;
    for (size_t j = i; j-- > 0 && i - j < NEIGHBOURS;) {
        struct raw_attribution *b = &work->raw.items[j];
        bool same = sentence_of(work, first_word(b)) == sentence_of(work, a->cue.first) && last_word(b) < a->cue.first;
        if (same && b->parent == a->parent && !raw_absent(b->cue) && !cue_form_is(work, b->cue.first, "according"))
            b->parent = (int)i;
    }
}

/* "said that …, and that Trump told him": the second clause hangs on the same verb. */
static void enclose_conjunct(struct work *work, size_t i)
{
    struct raw_attribution *b = &work->raw.items[i];
    uint32_t first = first_word(b);
    if (raw_absent(b->cue) || first < 2 || !cue_form_is(work, first - 1, "that") || !cue_form_is(work, first - 2, "and but"))
        return;
    for (size_t j = i; j-- > 0 && i - j < NEIGHBOURS;) {
        const struct raw_attribution *a = &work->raw.items[j];
        if (a->parent == b->parent && !raw_absent(a->cue) && !raw_absent(a->source) && sentence_of(work, a->cue.first) == sentence_of(work, first) &&
            last_word(a) < first) {
            b->parent = (int)j;
            return;
        }
    }
}

/* ---- inner attributions that were not read ---- */

/* Verbs before which a name is their subject. Those of the second list take a clause without a mark ("said it rained"). */
static const char SAY[] = "said says told tells asked asks responded replied answered testified wrote writes warned insisted claimed claims argued argues thinks thought believed believes";
static const char BARE[] = "said says claimed claims thinks thought believed believes";
static const char PRONOUNS[] = "he she they it i we you";

static bool is_capital(const struct work *work, uint32_t word)
{
    uint32_t c = text_point(work->text, work->words->words[word].begin);
    return c >= 'A' && c <= 'Z';
}

static bool is_verb(const struct work *work, uint32_t word)
{
    const struct model *model = work->model;
    return model && work->scores.pos && model->n_pos && model->pos_labels[work->scores.pos[word]][0] == 'V';
}

/* The subject right before a verb: a pronoun, a name, or "the" with one noun. Absent where it is anything else. */
static struct raw_span subject_before(const struct work *work, uint32_t verb, uint32_t begin)
{
    if (verb <= begin)
        return RAW_ABSENT;
    uint32_t last = verb - 1, first = last;
    if (cue_form_is(work, last, PRONOUNS))
        return (struct raw_span){last, last};
    if (is_capital(work, last)) {
        while (first > begin && is_capital(work, first - 1) && !cue_form_is(work, first - 1, "and but then that so when"))
            first--;
        return (struct raw_span){first, last};
    }
    if (last > begin && cue_form_is(work, last - 1, "the") && work->words->words[last].shape != SHAPE_PUNCT)
        return (struct raw_span){last - 1, last};
    return RAW_ABSENT;
}

static bool is_mark(const struct work *work, uint32_t word)
{
    uint8_t quote = work->words->words[word].quote;
    return quote == QUOTE_OPENING || quote == QUOTE_CLOSING || quote == QUOTE_SINGLE_IN_DOUBLE;
}

/* The first word of what is said: after "that", a comma, a colon or a quotation mark within a few words, or at once after a verb that needs none. 0: neither. */
static uint32_t content_after(const struct work *work, uint32_t verb, uint32_t last)
{
    for (uint32_t i = verb + 1; i <= last && i < verb + 6; i++) {
        bool mark = cue_form_is(work, i, ": that") || (cue_form_is(work, i, ",") && !cue_form_is(work, verb, "told tells asked asks")); /* "told his wife, a nurse" */
        if (mark || is_mark(work, i))
            return i + mark <= last ? i + mark : 0;
        if (is_verb(work, i))
            break;
    }
    bool clause = verb < last && !is_verb(work, verb + 1) && (cue_form_is(work, verb + 1, "the a an he she it they his her their no there we i you") || is_capital(work, verb + 1));
    return clause && cue_form_is(work, verb, BARE) ? verb + 1 : 0;
}

static enum hearsay_status add_inner(struct work *work, int parent, struct raw_span source, struct raw_span cue, struct raw_span content)
{
    if (!VECTOR_ROOM(work->raw.items, work->raw.n, work->raw.capacity, RAW_LIST_MAX))
        return HEARSAY_MEMORY;
    struct raw_attribution *raw = &work->raw.items[work->raw.n++];
    *raw = (struct raw_attribution){.source = source, .cue = cue, .content = {content}, .n_content = 1, .parent = parent, .inherits = HEARSAY_NONE,
                                    .p_cue = BY_RULE, .p_content = BY_RULE, .p_source = BY_RULE, .p_content_link = 1, .p_source_link = 1, .why = "a plain clause inside a content"};
    raw->confidence = work->model ? confidence_of(work, raw) : BY_RULE;
    return HEARSAY_OK;
}

/* For each word the smallest content that holds it, and whether a cue or a source does: -1, the attribution, or TAKEN. */
enum { TAKEN = -2 };

static uint32_t size_of(const struct raw_attribution *a)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < a->n_content; k++)
        n += a->content[k].last - a->content[k].first + 1;
    return n;
}

static int *innermost(const struct work *work)
{
    uint32_t n = work->words->n_words;
    int *in = ARENA_NEW(work->arena, int, n);
    for (uint32_t i = 0; in && i < n; i++)
        in[i] = -1;
    for (size_t k = 0; in && k < work->raw.n; k++) {
        const struct raw_attribution *a = &work->raw.items[k];
        for (uint32_t c = 0; c < a->n_content; c++)
            for (uint32_t i = a->content[c].first; i <= a->content[c].last; i++)
                if (in[i] < 0 || size_of(&work->raw.items[in[i]]) > size_of(a))
                    in[i] = (int)k;
    }
    for (size_t k = 0; in && k < work->raw.n; k++) {
        const struct raw_attribution *a = &work->raw.items[k];
        for (uint32_t i = a->cue.first; !raw_absent(a->cue) && i <= a->cue.last; i++)
            in[i] = TAKEN;
        for (uint32_t i = a->source.first; !raw_absent(a->source) && i <= a->source.last; i++)
            in[i] = TAKEN;
    }
    return in;
}

/* Does a clause begin with the word: first in its content or sentence, or after a conjunction that does not ask or suppose? */
static bool opens_clause(const struct work *work, uint32_t word, uint32_t begin)
{
    return word == begin || word == work->words->sentences[sentence_of(work, word)].begin || is_mark(work, word - 1) ||
           cue_form_is(work, word - 1, "that and but because when though although while after before how why then :");
}

/* "Nancy said, no", "the president answered that it was" inside the content of attribution in[verb]. */
static enum hearsay_status inner_saying(struct work *work, const int *in, uint32_t verb)
{
    const struct raw_attribution *a = &work->raw.items[in[verb]];
    struct raw_span content = RAW_ABSENT;
    for (uint32_t k = 0; k < a->n_content; k++)
        if (a->content[k].first <= verb && verb <= a->content[k].last)
            content = a->content[k];
    uint32_t begin = work->words->sentences[sentence_of(work, verb)].begin, end = work->words->sentences[sentence_of(work, verb)].end;
    struct raw_span source = subject_before(work, verb, begin > content.first ? begin : content.first);
    if (raw_absent(source) || in[source.first] != in[verb] || !opens_clause(work, source.first, content.first))
        return HEARSAY_OK;
    uint32_t last = content.last < end - 1 ? content.last : end - 1, first = content_after(work, verb, last);
    while (first && last > first && work->words->words[last].shape == SHAPE_PUNCT)
        last--;
    if (!first || work->words->words[last].shape == SHAPE_PUNCT || is_verb(work, first) || in[first] != in[verb] || (first == last && cue_form_is(work, first, "it him her them me us")))
        return HEARSAY_OK;
    return add_inner(work, in[verb], source, (struct raw_span){verb, verb}, (struct raw_span){first, last});
}

/* "The aides favored a strike, an official said", where the content was taken to begin with the verb: the words before it are its subject. */
static enum hearsay_status inner_attitude(struct work *work, const int *in, size_t i)
{
    const struct raw_attribution *a = &work->raw.items[i];
    struct raw_span content = a->content[0];
    uint32_t begin = work->words->sentences[sentence_of(work, content.first)].begin;
    const struct cue_word *entry = cue_word_find(cue_form_at(work, content.first).s);
    if (raw_absent(a->cue) || raw_absent(a->source) || a->source.first < content.last || a->cue.first < content.last || content.first < begin + 1 ||
        content.last < content.first + 2 || !entry || (entry->flags & CUE_WEAK) || (work->scores.pos && !is_verb(work, content.first)) || in[content.first] != (int)i)
        return HEARSAY_OK;
    for (uint32_t k = begin; k < content.first; k++)
        if (in[k] != -1 || is_verb(work, k) || is_mark(work, k))
            return HEARSAY_OK;
    uint32_t last = content.first - 1;
    while (last > begin && work->words->words[last].shape == SHAPE_PUNCT)
        last--;
    return add_inner(work, (int)i, (struct raw_span){begin, last}, (struct raw_span){content.first, content.first}, (struct raw_span){content.first + 1, content.last});
}

enum hearsay_status enclose_all(struct work *work)
{
    enum hearsay_status status = HEARSAY_OK;
    for (size_t i = 0; i < work->raw.n; i++) {
        enclose_before(work, i);
        enclose_conjunct(work, i);
    }
    size_t n = work->raw.n;
    const int *in = innermost(work);
    if (!in)
        return HEARSAY_MEMORY;
    for (uint32_t i = 0; !status && i < work->words->n_words; i++)
        if (in[i] >= 0 && cue_form_is(work, i, SAY) && (!work->scores.pos || is_verb(work, i)))
            status = inner_saying(work, in, i);
    for (size_t i = 0; !status && i < n; i++)
        status = inner_attitude(work, in, i);
    return status || work->raw.n == n ? status : raw_list_sort(&work->raw);
}
