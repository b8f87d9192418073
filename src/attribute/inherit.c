/* Contents without a cue: quotations that inherit their speaker; and hearsay, which has no speaker at all.
 *
 * Method, quotations. A quotation paragraph right behind one whose last quotation was never closed is the same utterance going on, as
 * newspapers print it: its words become one more content of that attribution. A quotation with no cue of its own that follows an
 * attribution in the same paragraph, or fills the next one, has the same speaker but is a statement of its own: it points to
 * the attribution whose speaker it inherits. All other contents without a cue are dropped: nobody can be named for them.
 * Method, hearsay. An attribution without a source whose cue says that others say so ("reportedly", "is believed to", "rumors").
 * Why not the model alone: in its training texts a quotation without a cue is marked only where another of the same speaker is near.
 */
#include <string.h>

#include "attribute/cues.h"
#include "attribute/extract.h"
#include "attribute/run.h"
#include "base/vector.h"

enum { QUOTATION_WORDS_MIN = 3 };
static const float SAME_PARAGRAPH = .8f, NEXT_PARAGRAPH = .6f; /* how sure the flow makes the speaker */

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

/* Removes attributions that have neither cue nor somebody to inherit from. */
static void drop_unclaimed(struct raw_list *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) /* those with a cue stand first in every section, and nothing points behind itself */
        if (!raw_absent(list->items[i].cue) || list->items[i].inherits != HEARSAY_NONE)
            list->items[n++] = list->items[i];
    list->n = n;
}

/* ------------------------------------------------------------------ hearsay */

static bool is_passive(const struct work *work, struct raw_span cue, uint32_t at)
{
    struct cue_form form = cue_form_at(work, at);
    size_t n = strlen(form.s);
    bool participle = (n > 3 && !strcmp(form.s + n - 2, "ed")) || cue_form_is(work, at, "said thought known understood seen");
    for (uint32_t i = cue.first; participle && i < at; i++)
        if (cue_form_is(work, i, "is are was were be been being s"))
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
                                          "suspected speculated estimated claimed") && is_passive(work, cue, i))
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

enum hearsay_status inherit_all(struct work *work)
{
    int *last;
    if (!last_speakers(work, &last))
        return HEARSAY_MEMORY;
    for (size_t i = 0; i < work->raw.n; i++)
        if (raw_absent(work->raw.items[i].cue))
            settle_content(work, i, last);
    drop_unclaimed(&work->raw);
    mark_hearsay(work);
    (void)left_open;
    return HEARSAY_OK;
}
