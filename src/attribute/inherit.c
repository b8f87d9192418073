/* Contents without a cue: quotations that inherit their speaker; and hearsay, which has no speaker at all.
 *
 * Method, quotations. A quotation paragraph right behind one whose last quotation was never closed is the same utterance going on, as
 * newspapers print it: its words become one more content of that attribution. A quotation with no cue of its own that follows an
 * attribution in the same paragraph, or fills the next one, has the same speaker but is a statement of its own: it points to
 * the attribution whose speaker it inherits. All other contents without a cue are dropped: nobody can be named for them.
 * Method, hearsay. An attribution without a source whose cue says that others say so ("reportedly", "is believed to", "rumors"), or that
 * somebody who is not named has said it ("was announced", "is accused of"): nobody near may then be taken for the source.
 * Why not the model alone: in its training texts a quotation without a cue is marked only where another of the same speaker is near.
 */
#include <string.h>

#include "attribute/cues.h"
#include "attribute/extract.h"
#include "attribute/run.h"
#include "base/vector.h"

enum { QUOTATION_WORDS_MIN = 3 };
static const float SAME_PARAGRAPH = .8f, NEXT_PARAGRAPH = .6f; /* how sure the flow makes the speaker */
static const float BY_RULE = .5f;

static uint32_t paragraph_of(const struct work *work, uint32_t word)
{
    return work->words->words[word].paragraph;
}

static bool is_mark(uint8_t quote)
{
    return quote == QUOTE_OPENING || quote == QUOTE_CLOSING;
}

static uint32_t last_word(const struct raw_attribution *raw)
{
    uint32_t last = raw->content[raw->n_content - 1].last;
    if (!raw_absent(raw->cue) && raw->cue.last > last)
        last = raw->cue.last;
    return !raw_absent(raw->source) && raw->source.last > last ? raw->source.last : last;
}

/* Every word of the paragraph stands in one quotation, and there are enough of them. */
static bool wholly_quoted(const struct work *work, struct word_run p)
{
    uint32_t n = 0;
    for (uint32_t i = p.begin; i < p.end; i++) {
        const struct word *word = &work->words->words[i];
        if (word->shape != SHAPE_PUNCT && (word->quote == QUOTE_OUTSIDE || is_mark(word->quote)))
            return false;
        n += word->shape != SHAPE_PUNCT;
    }
    return n >= QUOTATION_WORDS_MIN;
}

/* Does the paragraph end inside a quotation? */
static bool left_open(const struct work *work, uint32_t paragraph)
{
    struct word_run p = work->words->paragraphs[paragraph];
    uint8_t quote = work->words->words[p.end - 1].quote;
    return quote == QUOTE_DOUBLE || quote == QUOTE_SINGLE || quote == QUOTE_SINGLE_IN_DOUBLE;
}

/* ------------------------------------------------------------------ who spoke last */

/* For each paragraph the attribution with a cue whose content ends last in it, or -1. */
static bool last_speakers(const struct work *work, int **out)
{
    const struct raw_list *list = &work->raw;
    int *last = ARENA_NEW(work->arena, int, work->words->n_paragraphs);
    *out = last;
    if (!last)
        return false;
    memset(last, -1, work->words->n_paragraphs * sizeof *last);
    for (size_t i = 0; i < list->n; i++) {
        const struct raw_attribution *raw = &list->items[i];
        if (raw_absent(raw->cue))
            continue;
        uint32_t end = last_word(raw);
        int *best = &last[paragraph_of(work, end)];
        if (*best < 0 || last_word(&list->items[*best]) < end)
            *best = (int)i;
    }
    return true;
}

/* The nearest attribution with a source that ends before `word` in its paragraph, or -1. */
static int before_in_paragraph(const struct work *work, uint32_t word)
{
    int best = -1;
    for (size_t i = 0; i < work->raw.n; i++) {
        const struct raw_attribution *raw = &work->raw.items[i];
        if (raw_absent(raw->cue) || raw_absent(raw->source))
            continue;
        uint32_t end = last_word(raw);
        if (end < word && paragraph_of(work, end) == paragraph_of(work, word) &&
            (best < 0 || last_word(&work->raw.items[best]) < end))
            best = (int)i;
    }
    return best;
}

static void inherit(struct raw_attribution *raw, int from, float sure)
{
    raw->inherits = from;
    raw->why = "quotation without a cue";
    raw->p_source_link = sure;
    raw->p_content_link = 1; /* the link that it lacks is no doubt about it */
}

/* ------------------------------------------------------------------ contents that no cue claimed */

static void settle_content(struct work *work, size_t at, const int *last)
{
    struct raw_attribution *raw = &work->raw.items[at];
    uint32_t paragraph = paragraph_of(work, raw->content[0].first);
    if (attribute_form(work, raw) != HEARSAY_FORM_DIRECT ||
        raw->content[0].last - raw->content[0].first + 1 < QUOTATION_WORDS_MIN)
        return;
    int from = before_in_paragraph(work, raw->content[0].first);
    if (from >= 0)
        inherit(raw, from, SAME_PARAGRAPH);
    else if (paragraph > 0 && last[paragraph - 1] >= 0 && wholly_quoted(work, work->words->paragraphs[paragraph]))
        inherit(raw, last[paragraph - 1], NEXT_PARAGRAPH);
}

/* Removes attributions that have neither cue nor somebody to inherit from. False: memory. */
static bool drop_unclaimed(struct work *work)
{
    bool *keep = ARENA_NEW(work->arena, bool, work->raw.n);
    for (size_t i = 0; keep && i < work->raw.n; i++)
        keep[i] = !raw_absent(work->raw.items[i].cue) || work->raw.items[i].inherits != HEARSAY_NONE;
    return keep && raw_list_keep(work, keep);
}

/* ------------------------------------------------------------------ paragraphs that go on */

static bool *touched_paragraphs(const struct work *work)
{
    bool *touched = ARENA_NEW(work->arena, bool, work->words->n_paragraphs);
    for (size_t i = 0; touched && i < work->raw.n; i++) {
        const struct raw_attribution *raw = &work->raw.items[i];
        for (uint32_t k = 0; k < raw->n_content; k++)
            touched[paragraph_of(work, raw->content[k].first)] = true;
        if (!raw_absent(raw->cue))
            touched[paragraph_of(work, raw->cue.first)] = true;
    }
    return touched;
}

/* Gives a quotation paragraph to the attribution `from`: as one more content where it is the same utterance, else as a statement. */
static enum hearsay_status go_on(struct work *work, struct raw_span span, int from, bool same_utterance)
{
    struct raw_attribution *raw = &work->raw.items[from];
    if (same_utterance && raw->n_content < RAW_CONTENT_MAX) {
        raw->content[raw->n_content++] = span;
        return HEARSAY_OK;
    }
    if (!VECTOR_ROOM(work->raw.items, work->raw.n, work->raw.capacity, RAW_LIST_MAX))
        return HEARSAY_MEMORY;
    raw = &work->raw.items[work->raw.n++];
    *raw = (struct raw_attribution){.source = RAW_ABSENT, .cue = RAW_ABSENT, .content = {span}, .n_content = 1, .parent = HEARSAY_NONE,
                                    .p_cue = 1, .p_content = 1, .p_source = 1, .p_content_link = 1};
    inherit(raw, from, NEXT_PARAGRAPH);
    return HEARSAY_OK;
}

/* Quotation paragraphs in which the model saw nothing at all. */
static enum hearsay_status continue_quotations(struct work *work, int *last)
{
    const struct words *words = work->words;
    const bool *touched = touched_paragraphs(work);
    enum hearsay_status status = touched ? HEARSAY_OK : HEARSAY_MEMORY;
    for (uint32_t p = 1; !status && p < words->n_paragraphs; p++) {
        struct word_run run = words->paragraphs[p];
        uint8_t end = words->words[run.begin - 1].quote;
        if (touched[p] || last[p - 1] < 0 || (end != QUOTE_CLOSING && !left_open(work, p - 1)) || !wholly_quoted(work, run))
            continue;
        status = go_on(work, (struct raw_span){run.begin, run.end - 1}, last[p - 1], left_open(work, p - 1));
        last[p] = last[p - 1];
    }
    return status;
}

/* ------------------------------------------------------------------ hearsay */

/* "is believed", "was told"; also "long accused of", where the auxiliary is left out. */
static bool is_passive(const struct work *work, struct raw_span cue, uint32_t at)
{
    if (at < cue.last && cue_form_is(work, at, "accused blamed criticized criticised") && cue_form_is(work, at + 1, "of for"))
        return true;
    struct cue_form form = cue_form_at(work, at);
    size_t n = strlen(form.s);
    bool participle = (n > 3 && !strcmp(form.s + n - 2, "ed")) || cue_form_is(work, at, "said thought known understood seen told");
    for (uint32_t i = cue.first; participle && i < at; i++)
        if (cue_form_is(work, i, "is are was were been s"))
            return true;
    return false;
}

static bool says_hearsay(const struct work *work, struct raw_span cue)
{
    for (uint32_t i = cue.first; i <= cue.last; i++) {
        const struct cue_word *entry = cue_word_find(cue_form_at(work, i).s);
        if (entry && (entry->act == HEARSAY_ACT_HEARSAY || !strcmp(entry->word, "speculation")))
            return true;
        if (entry && cue_form_is(work, i, "said believed thought reported alleged expected understood presumed assumed feared considered "
                                          "suspected speculated estimated claimed announced revealed disclosed told accused blamed "
                                          "criticized criticised") && is_passive(work, cue, i))
            return true;
    }
    return false;
}

static void mark_hearsay(struct work *work)
{
    for (size_t i = 0; i < work->raw.n; i++) {
        struct raw_attribution *raw = &work->raw.items[i];
        if (raw_absent(raw->source) && !raw_absent(raw->cue) && says_hearsay(work, raw->cue))
            raw->hearsay = true;
    }
}

/* The edge of a clause: what a rule can see of it. */
static bool clause_edge(const struct work *work, uint32_t word)
{
    return is_mark(work->words->words[word].quote) || cue_form_is(work, word, ", ; : . ! ? ( ) - > that which who because although while but and how whether when if where what than for");
}

static struct raw_span clause_before(const struct work *work, uint32_t word)
{
    uint32_t first = word, begin = work->words->sentences[work->words->words[word].sentence].begin;
    while (first > begin && !clause_edge(work, first - 1))
        first--;
    return (struct raw_span){first, word - 1};
}

static struct raw_span clause_behind(const struct work *work, uint32_t word)
{
    uint32_t end = word + 1, stop = work->words->sentences[work->words->words[word].sentence].end;
    while (end < stop && !(is_mark(work->words->words[end].quote) || cue_form_is(work, end, ", ; : . ! ? ( )")))
        end++;
    return (struct raw_span){word + 1, end - 1};
}

/* Which words an attribution holds, or stands beside with its cue. */
static uint8_t *held_words(const struct work *work)
{
    uint32_t n = work->words->n_words;
    uint8_t *held = ARENA_NEW(work->arena, uint8_t, n);
    for (size_t i = 0; held && i < work->raw.n; i++) {
        const struct raw_attribution *raw = &work->raw.items[i];
        for (uint32_t k = 0; k < raw->n_content; k++)
            memset(held + raw->content[k].first, 1, raw->content[k].last - raw->content[k].first + 1);
        if (!raw_absent(raw->source))
            memset(held + raw->source.first, 1, raw->source.last - raw->source.first + 1);
        for (uint32_t k = raw->cue.first ? raw->cue.first - 1 : 0; !raw_absent(raw->cue) && k <= raw->cue.last + 1 && k < n; k++)
            held[k] = 1;
    }
    return held;
}

static bool all_free(const uint8_t *held, struct raw_span span)
{
    for (uint32_t i = span.first; i <= span.last; i++)
        if (held[i])
            return false;
    return true;
}

/* "reportedly" and its like where the model saw no attribution: the clause around the word is what others say. */
static enum hearsay_status add_hearsay(struct work *work)
{
    const uint8_t *held = held_words(work);
    if (!held)
        return HEARSAY_MEMORY;
    for (uint32_t i = 0; i < work->words->n_words; i++) {
        if (held[i] || !cue_form_is(work, i, "reportedly allegedly supposedly purportedly"))
            continue;
        struct raw_span parts[] = {clause_before(work, i), clause_behind(work, i)};
        struct raw_attribution raw = {.source = RAW_ABSENT, .cue = {i, i}, .parent = HEARSAY_NONE, .inherits = HEARSAY_NONE, .hearsay = true,
                                      .p_cue = BY_RULE, .p_content = 1, .p_source = 1, .p_content_link = 1, .p_source_link = 1,
                                      .why = "a word that marks hearsay"};
        for (int k = 0; k < 2; k++)
            if (!raw_absent(parts[k]) && all_free(held, parts[k]))
                raw.content[raw.n_content++] = parts[k];
        if (!raw.n_content)
            continue;
        if (!VECTOR_ROOM(work->raw.items, work->raw.n, work->raw.capacity, RAW_LIST_MAX))
            return HEARSAY_MEMORY;
        work->raw.items[work->raw.n++] = raw;
    }
    return HEARSAY_OK;
}

enum hearsay_status inherit_all(struct work *work)
{
    int *last;
    if (!last_speakers(work, &last))
        return HEARSAY_MEMORY;
    for (size_t i = 0; i < work->raw.n; i++)
        if (raw_absent(work->raw.items[i].cue))
            settle_content(work, i, last);
    enum hearsay_status status = continue_quotations(work, last);
    if (!status && !drop_unclaimed(work))
        status = HEARSAY_MEMORY;
    mark_hearsay(work);
    return status ? status : add_hearsay(work);
}
