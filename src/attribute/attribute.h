/* attribute: who said what, on whose word. Takes a checked text with its words, gives people and attributions. */
#ifndef ATTRIBUTE_ATTRIBUTE_H
#define ATTRIBUTE_ATTRIBUTE_H

#include "model/model.h"
#include "text/text.h"

/* What the encoder says of every word of one text (scores.c). Lives in an arena. */
struct scores {
    float (*emissions)[MODEL_TAGS]; /* [n_words]; in a `work`: NULL once the spans are made */
    float (*hidden)[MODEL_WIDTH];   /* [n_words]; likewise: a long text is read in sections, and 1.5 KB a word are not kept */
    uint8_t *pos, *ner;             /* [n_words], label indices of the model */
};

/* An attribution while it is being made: words, not offsets yet. `last` is inclusive; first > last means absent. */
struct raw_span { uint32_t first, last; };
enum { RAW_CONTENT_MAX = 16 };
struct raw_attribution {
    struct raw_span source, cue, content[RAW_CONTENT_MAX]; /* content in text order */
    uint32_t n_content;
    int parent;            /* index into the list, or HEARSAY_NONE */
    float p_cue, p_content, p_source, p_content_link, p_source_link; /* probabilities behind the confidence */
    double confidence;
    const char *why;       /* static text: "model", "quotation without a cue", … */
    bool hearsay;          /* unattributed: "reportedly" */
    int inherits;          /* the attribution whose speaker this quotation without a cue has, or HEARSAY_NONE */
};
static inline bool raw_absent(struct raw_span s) { return s.first > s.last; }
/* Where it stands: its cue, else its source, else what it says. */
static inline struct raw_span raw_anchor(const struct raw_attribution *a)
{
    return !raw_absent(a->cue) ? a->cue : !raw_absent(a->source) ? a->source : a->content[0];
}
static inline bool raw_in_content(const struct raw_attribution *a, uint32_t word)
{
    for (uint32_t k = 0; k < a->n_content; k++)
        if (a->content[k].first <= word && word <= a->content[k].last)
            return true;
    return false;
}
struct raw_list { struct raw_attribution *items; size_t n, capacity; }; /* malloc'd */
void raw_list_release(struct raw_list *);

/* A view of one article while it is worked on; the steps below fill it from left to right. */
struct work {
    struct arena *arena;          /* dies with the article */
    const struct model *model;
    struct model_scratch *scratch;
    const struct text *text;
    const struct words *words;
    struct scores scores;
    struct raw_list raw;
};

/* extract.c: fills scores.pos, scores.ner and raw. Windows, encoder and heads (scores.c), spans (decode.c), links (link.c), quotations
 * without a cue and hearsay (inherit.c), attributions inside contents (nest.c), confidence (confidence.c). */
enum hearsay_status attribute_extract(struct work *);
/* form.c, act.c: direct / mixed / indirect; what the cue does; negation. */
enum hearsay_form attribute_form(const struct work *, const struct raw_attribution *);
enum hearsay_act attribute_act(const struct work *, const struct raw_attribution *);
bool attribute_negated(const struct work *, const struct raw_attribution *);
/* people.c, chain.c, naming.c, access.c: fills people, and speaker, chain, naming, access, addressee, when, where of `out` (one for each raw attribution, in order). */
enum hearsay_status attribute_people(struct work *, const struct hearsay_record *fields, struct hearsay_attribution *out,
                                     struct hearsay_person **people, size_t *n_people);

/* boilerplate.c: the text with what a site's templates put into it blanked, code point for code point; the same text where there is nothing. NULL: memory. */
const struct text *boilerplate_hidden(struct arena *, const struct text *);

/* All of it: from a record whose fields and text are set to one whose people and attributions are. Everything made lives in `arena`. */
enum hearsay_status attribute_record(struct arena *, const struct model *, struct model_scratch *, const struct text *,
                                     struct hearsay_record *);

#endif
