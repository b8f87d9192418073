/* A run: the words that the extractor reads in one pass. A section of the article is one; the contents of all attributions of a depth,
 * set one under another as if they were paragraphs of their own, are one (nest.c). Every step works on arrays over the run.
 * Private to this room. */
#ifndef ATTRIBUTE_RUN_H
#define ATTRIBUTE_RUN_H

#include "attribute/attribute.h"

enum { RUN_WORDS_MAX = 8192 }; /* bounds what is held at a time: 1.6 KB a word */

struct run {
    uint32_t n;
    const uint32_t *word;      /* [n] index into the article's words, rising inside a group */
    const uint32_t *paragraph; /* [n] equal numbers stand together; one chain of tags each */
    const uint32_t *group;     /* [n] links never cross groups; whole paragraphs each */
    const uint8_t *quote;      /* [n] quote state */
    const int32_t *piece;      /* [n] a piece that stands for the word's own, or -1 */
};

/* ---- scores.c ---- */

struct window {
    uint32_t first, end; /* words of the run */
};
/* Cuts a run into overlapping windows. False: memory. */
bool scores_windows(struct arena *, const struct work *, const struct run *, struct window **out, uint32_t *n);

/* Encodes the run: fills out->emissions and out->hidden, and pos and ner where they are not NULL (all [run->n]). */
enum hearsay_status scores_run(struct arena *, const struct work *, const struct run *, struct scores *out);

/* ---- decode.c: pure functions of arrays ---- */

enum role { ROLE_SOURCE, ROLE_CUE, ROLE_CONTENT, N_ROLES };
struct span {
    uint32_t first, last; /* words of the run, both inside */
    enum role role;
    float p;              /* the chain's probability of exactly this span */
};
struct span_list {
    struct span *items;
    uint32_t n;
};

/* The best path through the chain of `n` words. `back` is scratch, [n][7]. */
void decode_tags(const struct model_crf *, const float (*emissions)[MODEL_TAGS], uint32_t n, uint8_t (*back)[MODEL_TAGS],
                 uint8_t *tags);
/* Spans of every paragraph of the run, in order, with their probabilities. */
enum hearsay_status decode_run(struct arena *, const struct model_crf *, const struct run *, const float (*emissions)[MODEL_TAGS],
                               struct span_list *out);

/* ---- link.c ---- */

/* The symbolic features of a pair, as docs/model.md has them. `n_between` cues start between the two. */
struct link_features {
    uint8_t distance, between, paragraph;
};
struct link_features link_features(const struct span *other, const struct span *cue, uint32_t n_between, uint32_t n_paragraphs);

/* For every span the index of its partner in the list, or UINT32_MAX: a content's cue, a cue's source; and the probability of the choice. */
struct links {
    uint32_t *partner, *second; /* the choice, and the partner that came next: what was chosen had "none" won, or the loser */
    float *p, *p_second;
};
/* A cue that nothing chose takes a content that can be spared: one that chose no cue, or a cue that has others, and that had this one
 * in second place with at least a small probability. */
void link_fill_cues(const struct span_list *, struct links *, uint32_t *n_contents);
enum hearsay_status link_run(struct arena *, const struct work *, const struct run *, const float (*hidden)[MODEL_WIDTH],
                             const struct span_list *, struct links *out);
/* Spans and links to attributions, appended to `list` in the article's words, in the order of their cues. Contents without a cue follow,
 * each alone; a cue without content is dropped. `parents[group]` is what a group's attributions stand in; NULL: nothing. */
enum hearsay_status link_assemble(struct arena *, const struct run *, const struct span_list *, struct links *,
                                  const int *parents, struct raw_list *list);

/* ---- extract.c ---- */

/* All three steps over one run. */
enum hearsay_status extract_run(struct arena *, struct work *, const struct run *, const int *parents, struct scores *,
                                struct raw_list *);

/* ---- raw spans ---- */

static const struct raw_span RAW_ABSENT = {1, 0};
enum { RAW_LIST_MAX = 1 << 22 };

#endif
