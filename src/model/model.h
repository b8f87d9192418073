/* model: the weight file, the kernels, the encoder and its heads. docs/model.md says what is computed; docs/weights.md the file.
 * A model is read-only, mapped, and shared by threads; each thread has its own scratch, made once, so that the forward pass allocates nothing. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/base.h"
#include "text/text.h"

enum { MODEL_WIDTH = 384, MODEL_TAGS = 7, MODEL_LINK = 128, MODEL_WINDOW = 256 };
enum model_tag { TAG_O, TAG_B_SOURCE, TAG_I_SOURCE, TAG_B_CUE, TAG_I_CUE, TAG_B_CONTENT, TAG_I_CONTENT };

/* What the heads need beyond matrices; pointers into the mapped file, float32. */
struct model_crf { const float *transition /* [7][7] from, to */, *start, *end; };
struct model_link_features { const float *distance /* [20] */, *between /* [4] */, *paragraph /* [3] */; };
struct model_calibration { const char *const *features; const float *weights; size_t n; float bias; };

struct model {
    struct vocabulary *vocabulary;
    const char *const *pos_labels; size_t n_pos;
    const char *const *ner_labels; size_t n_ner;
    struct model_crf crf;
    struct model_link_features content_features, source_features;
    struct model_calibration calibration; /* n == 0: none in the file */
    bool judges;                          /* a judge of (question, claim): the encoder and `model_judge` alone; no tags, no links */
    const char *version, *licence, *commit; /* of the weights */
    struct model_private *private;        /* mapping, tensors, kernels */
};

/* `kernel` NULL: the best. Checks magic, version, bounds, shapes and checksums; every failure names the file and the place. */
enum hearsay_status model_open(const char *path, const char *kernel, struct model **out, struct error *);
void model_close(struct model *);
const char *model_kernel(const struct model *); /* the kernel in use */

struct model_scratch;
enum hearsay_status model_scratch_new(const struct model *, struct model_scratch **out);
void model_scratch_free(struct model_scratch *);

/* One window: `n` <= MODEL_WINDOW pieces with their shapes and quote states; writes hidden[n][384]. */
void model_encode(const struct model *, struct model_scratch *, const int32_t *pieces, const uint8_t *shapes,
                  const uint8_t *quotes, uint32_t n, float *hidden);

/* A judge's answer to one input (docs/judge.md): shares of beside the point, yes and no, which add up to 1. */
void model_judge(const struct model *, struct model_scratch *, const int32_t *pieces, const uint8_t *shapes, const uint8_t *parts, uint32_t n,
                 float *hidden /* [n][384], room to work in */, float answer[3]);

/* Heads over word vectors h[n][384] (n <= MODEL_WINDOW). Best label an index into the model's labels. */
void model_tags(const struct model *, struct model_scratch *, const float *h, uint32_t n, float *emissions /* [n][7] */);
void model_labels(const struct model *, struct model_scratch *, const float *h, uint32_t n, uint8_t *pos, uint8_t *ner);

/* Span vectors for links: h_first, h_last [384] each → out[128]. */
enum model_span_head { SPAN_CONTENT, SPAN_CONTENT_CUE, SPAN_SOURCE, SPAN_SOURCE_CUE };
void model_span(const struct model *, struct model_scratch *, enum model_span_head, const float *h_first, const float *h_last,
                float *out);
float model_link_content(const struct model *, const float *content, const float *cue); /* content' bilinear cue */
float model_link_source(const struct model *, const float *cue, const float *source);   /* cue' bilinear source */
float model_null_content(const struct model *, const float *content);
float model_null_source(const struct model *, const float *cue);

#endif
