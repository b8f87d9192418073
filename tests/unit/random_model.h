/* Writes a weights file of the right shapes and drawn numbers, so that no test needs the trained one. */
#ifndef TESTS_RANDOM_MODEL_H
#define TESTS_RANDOM_MODEL_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "model/format.h"

enum { RANDOM_PIECES = 128, RANDOM_LABELS = 3 };

struct random_model {
    uint8_t *bytes;
    size_t n_bytes, capacity;
    struct format_tensor tensors[256];
    uint32_t n_tensors, n_layers, seed;
};

static inline uint32_t random_bits(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* -1 .. 1 */
static inline float random_float(uint32_t *seed) { return ((float)(random_bits(seed) % 20001u) - 10000.0f) / 10000.0f; }

/* `n` bytes at the next place that is a multiple of 64; the file is built without its front, which `random_model_bytes` puts before it. */
static inline uint8_t *random_place(struct random_model *m, size_t n) {
    size_t at = (m->n_bytes + 63) / 64 * 64;
    if (at + n > m->capacity) {
        m->capacity = 2 * (at + n);
        m->bytes = realloc(m->bytes, m->capacity);
        if (!m->bytes) abort();
    }
    memset(m->bytes + m->n_bytes, 0, at + n - m->n_bytes);
    m->n_bytes = at + n;
    return m->bytes + at;
}

static inline struct format_tensor *random_entry(struct random_model *m, const char *name, uint32_t type, uint32_t rows,
                                                 uint32_t columns) {
    struct format_tensor *t = &m->tensors[m->n_tensors++];
    snprintf(t->name, sizeof t->name, "%s", name);
    t->type = type;
    t->n_dimensions = columns == 1 ? 1 : 2;
    t->shape[0] = rows;
    t->shape[1] = columns;
    return t;
}

static inline void random_floats(struct random_model *m, const char *prefix, const char *name, uint32_t rows, uint32_t columns,
                                 float around, float size) {
    char full[56];
    snprintf(full, sizeof full, "%s%s", prefix, name);
    struct format_tensor *t = random_entry(m, full, FORMAT_FLOAT, rows, columns);
    size_t n = (size_t)rows * columns;
    uint8_t *to = random_place(m, 4 * n);
    for (size_t i = 0; i < n; i++) {
        float x = around + size * random_float(&m->seed);
        memcpy(to + 4 * i, &x, 4);
    }
    t->offset = m->n_bytes - 4 * n;
    t->bytes = 4 * n;
}

static inline void random_int8(struct random_model *m, const char *prefix, uint32_t type, uint32_t rows, uint32_t columns) {
    char full[56];
    snprintf(full, sizeof full, "%sweight", prefix);
    struct format_tensor *t = random_entry(m, full, type, rows, columns);
    size_t n = (size_t)rows * columns;
    uint8_t *to = random_place(m, n);
    for (size_t i = 0; i < n; i++) to[i] = (uint8_t)random_bits(&m->seed);
    t->offset = m->n_bytes - n;
    to = random_place(m, 4 * rows);
    for (size_t i = 0; i < rows; i++) {
        float scale = (1.5f + random_float(&m->seed)) / 2000;
        memcpy(to + 4 * i, &scale, 4);
    }
    t->scales_offset = m->n_bytes - 4 * rows;
    t->bytes = m->n_bytes - t->offset;
}

static inline void random_dense(struct random_model *m, const char *prefix, uint32_t rows, uint32_t columns) {
    random_floats(m, prefix, "weight", rows, columns, 0, .1f);
    random_floats(m, prefix, "bias", rows, 1, 0, .1f);
}

static inline void random_norm(struct random_model *m, const char *prefix) {
    random_floats(m, prefix, "weight", 384, 1, 1, .2f);
    random_floats(m, prefix, "bias", 384, 1, 0, .1f);
}

static inline void random_layer(struct random_model *m, unsigned i) {
    static const struct { const char *name; uint32_t rows, columns; } parts[] = {
        {"attention.qkv.", 1152, 384}, {"attention.o.", 384, 384}, {"ffn.up.", 1536, 384}, {"ffn.down.", 384, 1536}};
    char prefix[48];
    for (size_t k = 0; k < 4; k++) {
        snprintf(prefix, sizeof prefix, "layer.%u.%s", i, parts[k].name);
        random_int8(m, prefix, FORMAT_INT8_PANELS, parts[k].rows, parts[k].columns);
        random_floats(m, prefix, "bias", parts[k].rows, 1, 0, .1f);
        random_floats(m, prefix, "smooth", parts[k].columns, 1, 1, .5f);
    }
    snprintf(prefix, sizeof prefix, "layer.%u.attention.norm.", i);
    random_norm(m, prefix);
    snprintf(prefix, sizeof prefix, "layer.%u.ffn.norm.", i);
    random_norm(m, prefix);
}

static inline void random_heads(struct random_model *m) {
    static const char *const spans[] = {"head.link.content.", "head.link.content_cue.", "head.link.source.", "head.link.source_cue."};
    static const char *const kinds[] = {"head.link.content_", "head.link.source_"};
    random_dense(m, "head.tag.", 7, 384);
    random_floats(m, "head.tag.", "transition", 7, 7, 0, 1);
    random_floats(m, "head.tag.", "start", 7, 1, 0, 1);
    random_floats(m, "head.tag.", "end", 7, 1, 0, 1);
    random_dense(m, "head.pos.", RANDOM_LABELS, 384);
    random_dense(m, "head.ner.", RANDOM_LABELS, 384);
    for (int i = 0; i < 4; i++) random_dense(m, spans[i], 128, 768);
    for (int i = 0; i < 2; i++) {
        char prefix[48];
        random_floats(m, kinds[i], "bilinear", 128, 128, 0, .1f);
        snprintf(prefix, sizeof prefix, "%snull.", kinds[i]);
        random_dense(m, prefix, 1, 128);
        random_floats(m, kinds[i], "distance", 20, 1, 0, 1);
        random_floats(m, kinds[i], "between", 4, 1, 0, 1);
        random_floats(m, kinds[i], "paragraph", 3, 1, 0, 1);
    }
}

/* [PAD], then some of the special pieces at their usual places, letters, and made-up words. */
static inline void random_vocabulary(struct random_model *m) {
    char lines[RANDOM_PIECES * 12];
    size_t n = 0;
    for (int i = 0; i < RANDOM_PIECES; i++) {
        const char *special = i == 0 ? "[PAD]" : i == 100 ? "[UNK]" : i == 101 ? "[CLS]" : i == 102 ? "[SEP]" : i == 103 ? "[MASK]" : NULL;
        if (special) n += (size_t)snprintf(lines + n, sizeof lines - n, "%s\n", special);
        else if (i <= 26) n += (size_t)snprintf(lines + n, sizeof lines - n, "%c\n", 'a' + i - 1);
        else if (i <= 52) n += (size_t)snprintf(lines + n, sizeof lines - n, "##%c\n", 'a' + i - 27);
        else n += (size_t)snprintf(lines + n, sizeof lines - n, "w%d\n", i);
    }
    struct format_tensor *t = random_entry(m, "vocabulary", FORMAT_TEXT, (uint32_t)n, 1);
    memcpy(random_place(m, n), lines, n);
    t->offset = m->n_bytes - n;
    t->bytes = n;
}

/* The header's checksum for what stands in `file` now. */
static inline void random_model_seal(uint8_t *file) {
    struct format_header h;
    memcpy(&h, file, sizeof h);
    h.checksum = 0;
    XXH64_hash_t sum = XXH3_64bits(&h, sizeof h);
    sum = XXH3_64bits_withSeed(file + sizeof h, h.n_tensors * sizeof(struct format_tensor), sum);
    h.checksum = XXH3_64bits_withSeed(file + h.metadata_offset, (size_t)h.metadata_bytes, sum);
    memcpy(file, &h, sizeof h);
}

/* The whole file, malloc'd. */
static inline uint8_t *random_model_bytes(uint32_t n_layers, uint32_t seed, size_t *n_bytes) {
    static const char metadata[] = "{\"version\": \"test\", \"licence\": \"none\", \"commit\": \"none\", \"sources\": [],"
                                   " \"pos_labels\": [\"A\", \"B\", \"C\"], \"ner_labels\": [\"O\", \"B-X\", \"I-X\"],"
                                   " \"calibration\": {\"features\": [\"one\", \"two\"], \"weights\": [0.5, -1], \"bias\": 0.25}}";
    struct random_model m = {.seed = seed, .n_layers = n_layers};
    random_int8(&m, "embeddings.word.", FORMAT_INT8_ROWS, RANDOM_PIECES, 384);
    random_floats(&m, "embeddings.", "position.weight", 256, 384, 0, .1f);
    random_floats(&m, "embeddings.", "shape.weight", 8, 384, 0, .1f);
    random_floats(&m, "embeddings.", "quote.weight", 8, 384, 0, .1f);
    random_norm(&m, "embeddings.norm.");
    for (unsigned i = 0; i < n_layers; i++) random_layer(&m, i);
    random_heads(&m);
    random_vocabulary(&m);
    size_t table = m.n_tensors * sizeof *m.tensors, front = (sizeof(struct format_header) + table + sizeof metadata - 1 + 63) / 64 * 64;
    for (uint32_t i = 0; i < m.n_tensors; i++) {
        struct format_tensor *t = &m.tensors[i];
        t->checksum = XXH3_64bits(m.bytes + t->offset, (size_t)t->bytes);
        t->offset += front;
        if (t->scales_offset) t->scales_offset += front;
    }
    struct format_header h = {.version = FORMAT_VERSION, .n_tensors = m.n_tensors, .file_bytes = front + m.n_bytes,
                              .metadata_offset = sizeof h + table, .metadata_bytes = sizeof metadata - 1, .n_layers = n_layers,
                              .n_pieces = RANDOM_PIECES, .n_positions = 256};
    memcpy(h.magic, FORMAT_MAGIC, 8);
    uint8_t *file = calloc(1, front + m.n_bytes);
    if (!file) abort();
    memcpy(file, &h, sizeof h);
    memcpy(file + sizeof h, m.tensors, table);
    memcpy(file + sizeof h + table, metadata, sizeof metadata - 1);
    memcpy(file + front, m.bytes, m.n_bytes);
    free(m.bytes);
    random_model_seal(file);
    *n_bytes = front + m.n_bytes;
    return file;
}

/* Writes `bytes` to a new file; its name goes into path[64], to be unlinked by the caller. */
static inline void random_file(char path[64], const void *bytes, size_t n) {
    snprintf(path, 64, "/tmp/hearsay-model-XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0) abort();
    for (size_t at = 0; at < n;) {
        ssize_t wrote = write(fd, (const char *)bytes + at, n - at);
        if (wrote <= 0) abort();
        at += (size_t)wrote;
    }
    close(fd);
}

static inline void random_model_file(char path[64], uint32_t n_layers, uint32_t seed) {
    size_t n;
    uint8_t *bytes = random_model_bytes(n_layers, seed, &n);
    random_file(path, bytes, n);
    free(bytes);
}

#endif
