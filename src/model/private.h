/* What the files of this room share: the model's tensors by name, and a thread's scratch. */
#ifndef MODEL_PRIVATE_H
#define MODEL_PRIVATE_H

#include "model/file.h"
#include "model/kernel.h"
#include "model/model.h"

enum {
    MODEL_FEED = 1536, MODEL_HEADS = 12, MODEL_KINDS = 8 /* rows of the shape and the quote table */,
    MODEL_MAX_LABELS = 255 /* a label's index is a byte */,
    MODEL_BLOCK = 64 /* rows that pass the feed-forward half together: their 1,536 floats each stay in the second cache */
};

struct model_norm {
    const float *gain, *bias; /* [384] */
};
struct model_layer {
    struct kernel_matrix qkv; /* [12 heads x (32 query, 32 key, 32 value), 384] */
    struct kernel_matrix o;   /* [384, 384] */
    struct kernel_matrix up, down; /* [1536, 384], [384, 1536] */
    struct model_norm attention_norm, feed_norm;
};
struct model_dense {
    const float *weight, *bias; /* [n_out, n_in], [n_out] */
};

struct model_private {
    struct model_file file;
    struct arena arena; /* strings and label tables */
    const struct kernel *kernel;
    const int8_t *word;        /* [n_pieces, 384] */
    const float *word_scale;   /* [n_pieces] */
    const float *position, *shape, *quote; /* [n_positions, 384], [8, 384], [8, 384] */
    struct model_norm embeddings_norm;
    struct model_layer *layers; /* [n_layers] */
    struct model_dense tag, pos, ner, span[4] /* [128, 768], by enum model_span_head */, content_null, source_null /* [1, 128] */;
    struct model_dense judge;  /* [3, 384] */
    const float *content_bilinear, *source_bilinear; /* [128, 128] */
};

/* Every pointer is into `memory`, cut once; the sizes are the largest that a window needs. */
struct model_scratch {
    struct kernel_rows rows;      /* [256][384] */
    struct kernel_rows feed_rows; /* [64][1536] */
    float *qkv;                   /* [256][96]: one head */
    float *attention;             /* KERNEL_WORK(256) */
    float *wide;                  /* [256][384] of all heads, or [64][1536] of the feed-forward half */
    float *narrow;                /* [256][384]: what is added to the residual */
    void *memory;
};

/* JSON at the front of the file → labels, calibration, version (metadata.c). */
enum hearsay_status model_metadata(struct model *, struct error *);

#endif
