/* Opening and closing a model: the file's tensors bound to their places by name and shape. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/private.h"

/* Binds one tensor after another; after the first failure the rest do nothing. */
struct binder {
    const struct model_file *file;
    enum hearsay_status status;
    struct error *error;
};

static const struct format_tensor *bind(struct binder *b, const char *prefix, const char *name, enum format_type type,
                                        uint32_t rows, uint32_t columns) {
    char full[sizeof((struct format_tensor *)0)->name];
    const struct format_tensor *t = NULL;
    snprintf(full, sizeof full, "%s%s", prefix, name);
    if (!b->status) b->status = model_file_tensor(b->file, full, type, rows, columns, &t, b->error);
    return t;
}

static const float *bind_floats(struct binder *b, const char *prefix, const char *name, uint32_t rows, uint32_t columns) {
    const struct format_tensor *t = bind(b, prefix, name, FORMAT_FLOAT, rows, columns);
    return t ? model_file_floats(b->file, t) : NULL;
}

static struct model_norm bind_norm(struct binder *b, const char *prefix) {
    return (struct model_norm){bind_floats(b, prefix, "weight", MODEL_WIDTH, 1), bind_floats(b, prefix, "bias", MODEL_WIDTH, 1)};
}

static struct model_dense bind_dense(struct binder *b, const char *prefix, uint32_t n_out, uint32_t n_in) {
    return (struct model_dense){bind_floats(b, prefix, "weight", n_out, n_in), bind_floats(b, prefix, "bias", n_out, 1)};
}

static struct kernel_matrix bind_matrix(struct binder *b, const char *prefix, uint32_t n_out, uint32_t n_in) {
    struct kernel_matrix m = {.n_out = n_out, .n_in = n_in};
    const struct format_tensor *t = bind(b, prefix, "weight", FORMAT_INT8_PANELS, n_out, n_in);
    if (t) m.panels = (const int8_t *)b->file->bytes + t->offset, m.scale = model_file_floats(b->file, t);
    m.bias = bind_floats(b, prefix, "bias", n_out, 1);
    m.smooth = bind_floats(b, prefix, "smooth", n_in, 1);
    return m;
}

static void bind_layer(struct binder *b, uint32_t i, struct model_layer *l) {
    struct { const char *name; struct kernel_matrix *matrix; uint32_t n_out, n_in; } parts[] = {
        {"attention.qkv.", &l->qkv, 3 * MODEL_WIDTH, MODEL_WIDTH}, {"attention.o.", &l->o, MODEL_WIDTH, MODEL_WIDTH},
        {"ffn.up.", &l->up, MODEL_FEED, MODEL_WIDTH}, {"ffn.down.", &l->down, MODEL_WIDTH, MODEL_FEED}};
    char prefix[48];
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        snprintf(prefix, sizeof prefix, "layer.%u.%s", (unsigned)i, parts[k].name);
        *parts[k].matrix = bind_matrix(b, prefix, parts[k].n_out, parts[k].n_in);
    }
    snprintf(prefix, sizeof prefix, "layer.%u.attention.norm.", (unsigned)i);
    l->attention_norm = bind_norm(b, prefix);
    snprintf(prefix, sizeof prefix, "layer.%u.ffn.norm.", (unsigned)i);
    l->feed_norm = bind_norm(b, prefix);
}

static void bind_embeddings(struct binder *b, struct model_private *p) {
    const struct format_header *h = &p->file.header;
    const struct format_tensor *word = bind(b, "embeddings.", "word.weight", FORMAT_INT8_ROWS, h->n_pieces, MODEL_WIDTH);
    if (word) p->word = (const int8_t *)p->file.bytes + word->offset, p->word_scale = model_file_floats(&p->file, word);
    p->position = bind_floats(b, "embeddings.", "position.weight", h->n_positions, MODEL_WIDTH);
    p->shape = bind_floats(b, "embeddings.", "shape.weight", MODEL_KINDS, MODEL_WIDTH);
    p->quote = bind_floats(b, "embeddings.", "quote.weight", MODEL_KINDS, MODEL_WIDTH);
    p->embeddings_norm = bind_norm(b, "embeddings.norm.");
}

static struct model_link_features bind_features(struct binder *b, const char *prefix) {
    return (struct model_link_features){bind_floats(b, prefix, "distance", 20, 1), bind_floats(b, prefix, "between", 4, 1),
                                        bind_floats(b, prefix, "paragraph", 3, 1)};
}

static void bind_heads(struct binder *b, struct model *m) {
    static const char *const spans[] = {"head.link.content.", "head.link.content_cue.", "head.link.source.", "head.link.source_cue."};
    struct model_private *p = m->private;
    p->tag = bind_dense(b, "head.tag.", MODEL_TAGS, MODEL_WIDTH);
    m->crf = (struct model_crf){bind_floats(b, "head.tag.", "transition", MODEL_TAGS, MODEL_TAGS),
                                bind_floats(b, "head.tag.", "start", MODEL_TAGS, 1), bind_floats(b, "head.tag.", "end", MODEL_TAGS, 1)};
    p->pos = bind_dense(b, "head.pos.", (uint32_t)m->n_pos, MODEL_WIDTH);
    p->ner = bind_dense(b, "head.ner.", (uint32_t)m->n_ner, MODEL_WIDTH);
    for (int i = 0; i < 4; i++) p->span[i] = bind_dense(b, spans[i], MODEL_LINK, 2 * MODEL_WIDTH);
    p->content_bilinear = bind_floats(b, "head.link.", "content_bilinear", MODEL_LINK, MODEL_LINK);
    p->source_bilinear = bind_floats(b, "head.link.", "source_bilinear", MODEL_LINK, MODEL_LINK);
    p->content_null = bind_dense(b, "head.link.content_null.", 1, MODEL_LINK);
    p->source_null = bind_dense(b, "head.link.source_null.", 1, MODEL_LINK);
    m->content_features = bind_features(b, "head.link.content_");
    m->source_features = bind_features(b, "head.link.source_");
}

static enum hearsay_status check_sizes(const struct model_file *f, struct error *e) {
    const struct format_header *h = &f->header;
    if (h->n_layers < 1 || h->n_layers > FORMAT_MAX_LAYERS || h->n_positions < MODEL_WINDOW || h->n_pieces < 1)
        return error_set(e, HEARSAY_MODEL, "model file '%s' has %u layers, %u positions and %u pieces, which this program cannot run",
                         f->path, (unsigned)h->n_layers, (unsigned)h->n_positions, (unsigned)h->n_pieces);
    return HEARSAY_OK;
}

static enum hearsay_status bind_vocabulary(struct binder *b, struct model *m) {
    const struct format_tensor *t = bind(b, "", "vocabulary", FORMAT_TEXT, 0, 1);
    if (!t) return b->status;
    const char *lines = (const char *)b->file->bytes + t->offset;
    size_t n_lines = 0;
    for (size_t i = 0; i < t->bytes; i++) n_lines += lines[i] == '\n';
    if (n_lines != b->file->header.n_pieces || lines[t->bytes - 1] != '\n')
        return error_set(b->error, HEARSAY_MODEL, "model file '%s': its vocabulary has %zu lines for %u pieces", b->file->path, n_lines,
                         (unsigned)b->file->header.n_pieces);
    return vocabulary_new(lines, (size_t)t->bytes, &m->vocabulary, b->error);
}

static enum hearsay_status bind_all(struct model *m, struct error *e) {
    struct model_private *p = m->private;
    struct binder b = {.file = &p->file, .error = e};
    if ((b.status = check_sizes(&p->file, e)) || (b.status = model_metadata(m, e))) return b.status;
    p->layers = ARENA_NEW(&p->arena, struct model_layer, p->file.header.n_layers);
    if (!p->layers) return error_set(e, HEARSAY_MEMORY, "out of memory");
    bind_embeddings(&b, p);
    for (uint32_t i = 0; i < p->file.header.n_layers; i++) bind_layer(&b, i, &p->layers[i]);
    if (m->judges) p->judge = bind_dense(&b, "head.judge.", 3, MODEL_WIDTH);
    else bind_heads(&b, m);
    return b.status ? b.status : bind_vocabulary(&b, m);
}

static enum hearsay_status choose_kernel(struct model_private *p, const char *name, struct error *e) {
    bool known;
    p->kernel = kernel_find(name, &known);
    if (p->kernel) return HEARSAY_OK;
    if (known) return error_set(e, HEARSAY_UNSUPPORTED, "this processor cannot run the kernel '%s'", name);
    return error_set(e, HEARSAY_ARGUMENT, "there is no kernel '%s'", name);
}

enum hearsay_status model_open(const char *path, const char *kernel, struct model **out, struct error *e) {
    *out = NULL;
    struct model *m = calloc(1, sizeof *m);
    struct model_private *p = calloc(1, sizeof *p);
    if (!m || !p) {
        free(m);
        free(p);
        return error_set(e, HEARSAY_MEMORY, "out of memory");
    }
    m->private = p;
    arena_init(&p->arena, (size_t)4 << 20);
    enum hearsay_status status = choose_kernel(p, kernel, e);
    if (!status) status = model_file_open(path, &p->file, e);
    if (!status) status = bind_all(m, e);
    p->file.path = NULL; /* the caller's; only messages while opening need it */
    if (status) model_close(m);
    else *out = m;
    return status;
}

void model_close(struct model *m) {
    if (!m) return;
    vocabulary_free(m->vocabulary);
    model_file_close(&m->private->file);
    arena_release(&m->private->arena);
    free(m->private);
    free(m);
}

const char *model_kernel(const struct model *m) { return m->private->kernel->name; }
