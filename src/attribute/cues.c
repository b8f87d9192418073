/* What the rules ask of single words: their lower-case forms, and whether a stretch could hold a cue at all. */
#include <string.h>

#include "attribute/cues.h"

struct cue_form cue_form_at(const struct work *work, uint32_t word)
{
    struct cue_form form = {{0}};
    if (word >= work->words->n_words)
        return form;
    const struct word *w = &work->words->words[word];
    for (uint32_t at = w->begin, n = 0; at < w->end && n < CUE_WORD_MAX; at++) {
        uint32_t c = text_point(work->text, at);
        if (c == 0x2019 || c == 0x2018)
            c = '\'';
        form.s[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c < 128 ? (char)c : '_';
    }
    return form;
}

bool cue_form_is(const struct work *work, uint32_t word, const char *one_of)
{
    struct cue_form form = cue_form_at(work, word);
    size_t n = strlen(form.s);
    for (const char *at = n ? one_of : ""; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == n && !memcmp(at, form.s, n))
            return true;
    return false;
}

bool cue_likely(const struct work *work, struct raw_span span)
{
    for (uint32_t i = span.first; i <= span.last; i++) {
        struct cue_form form = cue_form_at(work, i);
        const struct cue_word *entry = cue_word_find(form.s);
        if (entry && (!(entry->flags & CUE_WEAK)))
            return true;
    }
    return false;
}
