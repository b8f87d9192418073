/* What the cue does with the content (states, asks, denies …), and whether it is said not to have done so.
 *
 * Method: refusals to speak first, since they look like negations; then phrases whose meaning is not their words' ("call for", "rule
 * out"); then the first word of the cue that the table of cue words knows, verbs before others, a weak verb ("made", "expressed")
 * only where nothing else follows. A negation counts when it stands before that word and governs it.
 * Why rules: no corpus marks these classes; a table can be read and corrected.
 */
#include <string.h>

#include "attribute/cues.h"
#include "attribute/run.h"

enum { CUE_WORDS_MAX = 32, AUXILIARIES_MAX = 5 };

/* The cue's words with their entries, and a little of what stands around them. */
struct view {
    const struct work *work;
    uint32_t first, n; /* words first … first + n - 1 */
    struct cue_form forms[CUE_WORDS_MAX];
    const struct cue_word *entries[CUE_WORDS_MAX];
    bool negates[CUE_WORDS_MAX];
};

static bool is_in(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(word, list[i]))
            return true;
    return false;
}
#define IS_IN(word, ...) is_in((word), (const char *const[]){__VA_ARGS__}, sizeof (const char *const[]){__VA_ARGS__} / sizeof(char *))

/* "not", "never", the t of "didn't"; and not the one of "not only" or "could not resist". */
static bool negates_at(const struct work *work, uint32_t word)
{
    struct cue_form form = cue_form_at(work, word);
    bool negation = IS_IN(form.s, "not", "never", "cannot", "without", "neither", "nor", "didnt", "doesnt", "dont");
    if (!strcmp(form.s, "t") && word >= 2 && cue_form_is(work, word - 1, "'")) {
        struct cue_form before = cue_form_at(work, word - 2);
        size_t n = strlen(before.s);
        negation = n && before.s[n - 1] == 'n';
    }
    return negation && !cue_form_is(work, word + 1, "only just merely simply necessarily alone resist help miss missed fail failed hesitate");
}

static void view_make(const struct work *work, struct raw_span span, struct view *view)
{
    view->work = work;
    view->first = span.first;
    view->n = raw_absent(span) ? 0 : span.last - span.first + 1;
    if (view->n > CUE_WORDS_MAX)
        view->n = CUE_WORDS_MAX;
    for (uint32_t i = 0; i < view->n; i++) {
        view->forms[i] = cue_form_at(work, span.first + i);
        view->entries[i] = cue_word_find(view->forms[i].s);
        if (i > 0 && view->entries[i] && !strcmp(view->forms[i].s, "resist") && IS_IN(view->forms[i - 1].s, "not", "t", "cannot"))
            view->entries[i] = NULL; /* "could not resist saying" says */
        view->negates[i] = negates_at(work, span.first + i);
    }
}

static const char *lemma(const struct view *view, uint32_t i)
{
    return view->entries[i] ? view->entries[i]->word : view->forms[i].s;
}

static bool is_verb(const struct view *view, uint32_t i)
{
    const struct scores *scores = &view->work->scores;
    const struct model *model = view->work->model;
    if (!scores->pos || !model || !model->n_pos)
        return false;
    const char *label = model->pos_labels[scores->pos[view->first + i]];
    return label[0] == 'V' && label[1] == 'B';
}

/* The place of the word that names the act, or view->n. */
static uint32_t head(const struct view *view)
{
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < view->n; i++) {
            const struct cue_word *entry = view->entries[i];
            bool weak = entry && entry->flags & CUE_WEAK;
            if (entry && (pass == 2 || (!weak && (pass == 1 || is_verb(view, i)))))
                return i;
        }
    return view->n;
}

/* ------------------------------------------------------------------ phrases */

static const struct phrase {
    const char *words; /* lemmas */
    enum hearsay_act act;
} phrases[] = {
    {"no comment", HEARSAY_ACT_REFUSE}, {"remain silent", HEARSAY_ACT_REFUSE}, {"stay mum", HEARSAY_ACT_REFUSE},
    {"call for", HEARSAY_ACT_WANT}, {"would like", HEARSAY_ACT_WANT}, {"look forward", HEARSAY_ACT_WANT},
    {"look to", HEARSAY_ACT_WANT}, {"in hope", HEARSAY_ACT_WANT}, {"mean to", HEARSAY_ACT_WANT}, {"open to", HEARSAY_ACT_WANT},
    {"call on", HEARSAY_ACT_ORDER}, {"call upon", HEARSAY_ACT_ORDER}, {"tell to", HEARSAY_ACT_ORDER},
    {"point out", HEARSAY_ACT_STATE}, {"make clear", HEARSAY_ACT_STATE}, {"see to it", HEARSAY_ACT_STATE},
    {"rule out", HEARSAY_ACT_DENY}, {"not guilty", HEARSAY_ACT_DENY}, {"plead guilty", HEARSAY_ACT_CONCEDE},
    {"speak out against", HEARSAY_ACT_ACCUSE}, {"lash out", HEARSAY_ACT_ACCUSE}, {"take aim", HEARSAY_ACT_ACCUSE},
    {"go after", HEARSAY_ACT_ACCUSE}, {"find fault", HEARSAY_ACT_ACCUSE}, {"hit out", HEARSAY_ACT_ACCUSE},
    {"argue against", HEARSAY_ACT_DISAGREE}, {"vote against", HEARSAY_ACT_DISAGREE}, {"push back", HEARSAY_ACT_DISAGREE},
    {"take issue", HEARSAY_ACT_DISAGREE}, {"come out against", HEARSAY_ACT_DISAGREE}, {"turn down", HEARSAY_ACT_DISAGREE},
    {"in favor", HEARSAY_ACT_AGREE}, {"in favour", HEARSAY_ACT_AGREE}, {"stand by", HEARSAY_ACT_AGREE},
    {"come out in favor", HEARSAY_ACT_AGREE}, {"find out", HEARSAY_ACT_LEARN}, {"no doubt", HEARSAY_ACT_BELIEVE},
    {"sound the alarm", HEARSAY_ACT_WARN}, {"make the case", HEARSAY_ACT_AGREE}, {"shy away", HEARSAY_ACT_DISAGREE},
    {"shied away", HEARSAY_ACT_DISAGREE}, {"go without", HEARSAY_ACT_STATE},
};

static bool phrase_at(const struct view *view, uint32_t i, const char *words)
{
    for (; *words; i++) {
        size_t n = strcspn(words, " ");
        if (i >= view->n)
            return false;
        const char *is = lemma(view, i);
        if (strlen(is) != n || memcmp(is, words, n))
            return false;
        words += n + (words[n] == ' ');
    }
    return true;
}

static const struct phrase *phrase_find(const struct view *view)
{
    for (uint32_t i = 0; i < view->n; i++)
        for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++)
            if (phrase_at(view, i, phrases[k].words))
                return &phrases[k];
    return NULL;
}

/* ------------------------------------------------------------------ refusals */

/* The first entry after place `i` that is no weak verb, or any. */
static const struct cue_word *next_entry(const struct view *view, uint32_t i)
{
    const struct cue_word *found = NULL;
    for (i++; i < view->n && !found; i++)
        found = view->entries[i];
    return found;
}

/* "declined to comment", "refused to say"; "refused to support" is none. */
static bool declines(const struct view *view, uint32_t i)
{
    const char *word = lemma(view, i);
    bool declined = !strcmp(word, "decline") || !strcmp(word, "demur");
    if (!declined && strcmp(word, "refuse") && strcmp(word, "refusal"))
        return false;
    const struct cue_word *next = next_entry(view, i);
    return next ? next->flags & CUE_SPEECH : declined;
}

/* "would not say", "did not respond to requests": silence, not the negation of a statement. */
static bool keeps_silent(const struct view *view, uint32_t i)
{
    if (!view->negates[i])
        return false;
    const struct cue_word *next = next_entry(view, i);
    if (!next || !(next->flags & CUE_SPEECH))
        return false;
    if (IS_IN(next->word, "comment", "respond", "reply", "return", "elaborate", "specify", "disclose", "divulge", "answer"))
        return true;
    for (uint32_t k = 0; k < i; k++)
        if (IS_IN(view->forms[k].s, "would", "wouldn", "will", "won"))
            return true;
    return false;
}

static bool refuses(const struct view *view)
{
    for (uint32_t i = 0; i < view->n; i++)
        if (declines(view, i) || keeps_silent(view, i))
            return true;
    return false;
}

/* ------------------------------------------------------------------ acts */

/* One question and nothing else. */
static bool is_question(const struct work *work, const struct raw_attribution *raw)
{
    uint32_t n_marks = 0, n_ends = 0;
    for (uint32_t k = 0; k < raw->n_content; k++)
        for (uint32_t i = raw->content[k].first; i <= raw->content[k].last; i++) {
            n_marks += cue_form_is(work, i, "?");
            n_ends += cue_form_is(work, i, ". ! ?");
        }
    return n_marks == 1 && n_ends == 1;
}

/* "pleaded [not guilty]", "entered a plea of [guilty]": what is pleaded stands in the content. */
static bool pleads(const struct view *view, uint32_t at, const struct raw_attribution *raw, enum hearsay_act *act)
{
    if (at == view->n || !raw->n_content || !IS_IN(lemma(view, at), "plea", "plead"))
        return false;
    uint32_t first = raw->content[0].first;
    bool not = cue_form_is(view->work, first, "not");
    *act = not ? HEARSAY_ACT_DENY : HEARSAY_ACT_CONCEDE;
    return cue_form_is(view->work, first + not, "guilty");
}

enum hearsay_act attribute_act(const struct work *work, const struct raw_attribution *raw)
{
    struct view view;
    if (raw->hearsay)
        return HEARSAY_ACT_HEARSAY;
    view_make(work, raw->cue, &view);
    if (refuses(&view))
        return HEARSAY_ACT_REFUSE;
    const struct phrase *phrase = phrase_find(&view);
    uint32_t at = head(&view);
    enum hearsay_act pleaded, act = phrase ? phrase->act : at < view.n ? view.entries[at]->act : HEARSAY_ACT_STATE;
    if (act != HEARSAY_ACT_STATE || phrase)
        return !phrase && pleads(&view, at, raw, &pleaded) ? pleaded : act;
    if (at < view.n && !strcmp(lemma(&view, at), "tell") && raw->n_content && cue_form_is(work, raw->content[0].first, "to"))
        return HEARSAY_ACT_ORDER;
    return is_question(work, raw) && attribute_form(work, raw) == HEARSAY_FORM_DIRECT ? HEARSAY_ACT_ASK : act;
}

/* ------------------------------------------------------------------ negation */

/* A negation before word `at`, with nothing but auxiliaries and adverbs between. */
static bool negated_before(const struct work *work, uint32_t at)
{
    uint32_t sentence = work->words->words[at].sentence;
    for (uint32_t k = 1; k <= AUXILIARIES_MAX && k <= at && work->words->words[at - k].sentence == sentence; k++) {
        struct cue_form form = cue_form_at(work, at - k);
        size_t n = strlen(form.s);
        if (negates_at(work, at - k))
            return true;
        bool adverb = n > 3 && !strcmp(form.s + n - 2, "ly");
        if (!adverb && !IS_IN(form.s, "did", "does", "do", "has", "have", "had", "is", "was", "were", "are", "be", "been", "will", "would",
                                "can", "could", "should", "may", "might", "must", "ever", "yet", "even", "also", "still", "'"))
            return false;
    }
    return false;
}

/* "failed to say", "stopped short of saying", "has yet to say", "no longer believes", "no reason to think". */
static bool prevented(const struct view *view, uint32_t at)
{
    for (uint32_t i = 0; i < at; i++) {
        const char *form = view->forms[i].s;
        if (IS_IN(form, "refrained", "refrain", "neglected", "no"))
            return true;
        if (i + 1 < at && IS_IN(form, "failed", "fails", "failing", "fail") && !strcmp(view->forms[i + 1].s, "to"))
            return true;
        if (i + 1 < at && !strcmp(form, "yet") && !strcmp(view->forms[i + 1].s, "to"))
            return true;
        if (i + 1 < at && !strcmp(form, "stopped") && !strcmp(view->forms[i + 1].s, "short"))
            return true;
    }
    return false;
}

/* "No one said", "Neither campaign said", "Not everyone agrees": a source that is none, right before its cue. */
static bool nobody(const struct work *work, const struct raw_attribution *raw)
{
    uint32_t first = raw->source.first, last = raw->source.last;
    if (raw_absent(raw->source) || last >= raw->cue.first || raw->cue.first - last > AUXILIARIES_MAX)
        return false;
    return cue_form_is(work, first, "no nobody none neither nothing") || (first > 0 && cue_form_is(work, first - 1, "not no neither nor"));
}

bool attribute_negated(const struct work *work, const struct raw_attribution *raw)
{
    struct view view;
    view_make(work, raw->cue, &view);
    if (!view.n || refuses(&view))
        return false;
    if (nobody(work, raw))
        return true;
    uint32_t at = head(&view);
    if (at == view.n)
        at = view.n - 1;
    for (uint32_t i = 0; i < at; i++)
        if (view.negates[i])
            return true;
    bool nothing = at + 1 < view.n && !strcmp(view.forms[at + 1].s, "no"); /* "offered no proof" */
    return nothing || prevented(&view, at) || negated_before(work, raw->cue.first);
}
