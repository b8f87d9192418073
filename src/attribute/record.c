/* From a checked text to a finished record: words, attributions, people; offsets instead of words. */
#include <string.h>

#include "attribute/attribute.h"
#include "attribute/extract.h"
#include "attribute/run.h"

static struct hearsay_span offsets(const struct words *words, struct raw_span s)
{
    return raw_absent(s) ? (struct hearsay_span){0, 0} : words_span(words, s.first, s.last);
}

static bool write_one(const struct work *work, const struct raw_attribution *raw, struct hearsay_attribution *out)
{
    struct hearsay_span *content = ARENA_NEW(work->arena, struct hearsay_span, raw->n_content);
    if (!content)
        return false;
    for (uint32_t k = 0; k < raw->n_content; k++)
        content[k] = offsets(work->words, raw->content[k]);
    *out = (struct hearsay_attribution){
        .parent = raw->parent, .source = offsets(work->words, raw->source), .cue = offsets(work->words, raw->cue),
        .content = content, .n_content = raw->n_content, .form = attribute_form(work, raw), .act = attribute_act(work, raw),
        .negated = attribute_negated(work, raw), .speaker = HEARSAY_NONE, .why = raw->why, .confidence = raw->confidence};
    return true;
}

/* A quotation without a cue that nobody was found for has the speaker of another attribution, and with it all that is known of the speaker. */
static void inherit_speakers(const struct raw_list *raw, struct hearsay_attribution *out)
{
    for (size_t i = 0; i < raw->n; i++) {
        int from = raw->items[i].inherits;
        if (from == HEARSAY_NONE || out[i].speaker != HEARSAY_NONE)
            continue;
        out[i].speaker = out[from].speaker;
        out[i].chain = out[from].chain;
        out[i].n_chain = out[from].n_chain;
        out[i].naming = out[from].naming;
        out[i].access = out[from].access;
        out[i].access_evidence = out[from].access_evidence;
    }
}

static enum hearsay_status fill(struct work *work, struct hearsay_record *record)
{
    struct hearsay_attribution *out = ARENA_NEW(work->arena, struct hearsay_attribution, work->raw.n);
    struct hearsay_person *people = NULL;
    size_t n_people = 0;
    if (!out)
        return HEARSAY_MEMORY;
    for (size_t i = 0; i < work->raw.n; i++)
        if (!write_one(work, &work->raw.items[i], &out[i]))
            return HEARSAY_MEMORY;
    enum hearsay_status status = attribute_people(work, record, out, &people, &n_people);
    if (status)
        return status;
    inherit_speakers(&work->raw, out);
    record->attributions = out;
    record->n_attributions = work->raw.n;
    record->people = people;
    record->n_people = n_people;
    return HEARSAY_OK;
}

enum hearsay_status attribute_record(struct arena *arena, const struct model *model, struct model_scratch *scratch,
                                     const struct text *text, struct hearsay_record *record)
{
    struct words words;
    if (!(text = boilerplate_hidden(arena, text)))
        return HEARSAY_MEMORY;
    struct work work = {.arena = arena, .model = model, .scratch = scratch, .text = text, .words = &words};
    enum hearsay_status status = words_make(arena, text, model->vocabulary, &words);
    if (!status)
        status = attribute_extract(&work);
    if (!status)
        status = enclose_all(&work);
    if (!status)
        status = fill(&work, record);
    raw_list_release(&work.raw);
    return status;
}
