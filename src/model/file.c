/* Opening a weights file.
 *
 * Purpose: to hand out pointers into a mapped file that no later code needs to doubt.
 * Method: sizes first, then the header's checksum, then the table entry by entry against the file's end and the entry before, then
 *   every tensor's checksum. Numbers of the file are used only after the comparison that makes them harmless; sums are made in
 *   64 bits from numbers already known to be small. The checksums guard against accidents, not against malice: a file made to
 *   deceive with right checksums still only yields finite floats and bytes inside the mapping.
 * Why a mapping: threads and processes share the pages, and int8 matrices are multiplied where they lie.
 *   The price: a file that another program cuts short while it is mapped ends this one (SIGBUS); replace models by rename.
 */
#include "model/file.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#ifndef MAP_POPULATE
#define MAP_POPULATE 0
#endif

static enum hearsay_status refuse(const struct model_file *f, struct error *e, const char *why, uint64_t place) {
    return error_set(e, HEARSAY_MODEL, "model file '%s' %s (byte %" PRIu64 ")", f->path, why, place);
}

/* ---- mapping ---- */

static enum hearsay_status map_descriptor(struct model_file *f, int fd, struct error *e) {
    struct stat s;
    if (fstat(fd, &s)) return error_set(e, HEARSAY_MODEL, "cannot look at model file '%s': %m", f->path);
    if (S_ISDIR(s.st_mode)) return error_set(e, HEARSAY_MODEL, "model file '%s' is a folder", f->path);
    if (!S_ISREG(s.st_mode)) return error_set(e, HEARSAY_MODEL, "model file '%s' is not a regular file", f->path);
    if (s.st_size == 0) return error_set(e, HEARSAY_MODEL, "model file '%s' is empty", f->path);
    if ((uint64_t)s.st_size > FORMAT_MAX_BYTES)
        return error_set(e, HEARSAY_MODEL, "model file '%s' has %" PRIu64 " bytes, more than %" PRIu64 ", the most a model may have",
                         f->path, (uint64_t)s.st_size, FORMAT_MAX_BYTES);
    void *map = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    if (map == MAP_FAILED) return error_set(e, HEARSAY_MODEL, "cannot map model file '%s': %m", f->path);
    f->bytes = map;
    f->n_bytes = (size_t)s.st_size;
    return HEARSAY_OK;
}

static enum hearsay_status map_file(struct model_file *f, struct error *e) {
    int fd = open(f->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* O_NONBLOCK: a pipe without a writer must not hang us */
    if (fd < 0) return error_set(e, HEARSAY_MODEL, "cannot open model file '%s': %m", f->path);
    enum hearsay_status status = map_descriptor(f, fd, e);
    close(fd);
    return status;
}

/* ---- header and table ---- */

static enum hearsay_status check_header(struct model_file *f, struct error *e) {
    const struct format_header *h = &f->header;
    size_t have = f->n_bytes < sizeof h->magic ? f->n_bytes : sizeof h->magic;
    if (memcmp(f->bytes, FORMAT_MAGIC, have)) return refuse(f, e, "is not a hearsay model: it begins otherwise", 0);
    if (f->n_bytes < sizeof *h) return refuse(f, e, "is cut short: it ends inside its header", f->n_bytes);
    memcpy(&f->header, f->bytes, sizeof *h);
    if (h->version != FORMAT_VERSION)
        return error_set(e, HEARSAY_MODEL, "model file '%s' has format version %" PRIu32 "; this program reads version %d", f->path,
                         h->version, FORMAT_VERSION);
    if (h->file_bytes != f->n_bytes)
        return error_set(e, HEARSAY_MODEL, "model file '%s' %s: it should have %" PRIu64 " bytes and has %zu", f->path,
                         f->n_bytes < h->file_bytes ? "is cut short" : "is altered", h->file_bytes, f->n_bytes);
    if (!h->n_tensors || h->n_tensors > FORMAT_MAX_TENSORS) return refuse(f, e, "is altered: its header counts too many or no tensors", 12);
    uint64_t table_end = sizeof *h + (uint64_t)h->n_tensors * sizeof(struct format_tensor);
    if (h->metadata_offset != table_end || h->metadata_bytes > FORMAT_MAX_METADATA || table_end + h->metadata_bytes > f->n_bytes)
        return refuse(f, e, "is altered: its metadata do not follow its table", 24);
    return HEARSAY_OK;
}

static enum hearsay_status check_header_sum(const struct model_file *f, struct error *e) {
    struct format_header bare = f->header;
    bare.checksum = 0;
    XXH64_hash_t sum = XXH3_64bits(&bare, sizeof bare);
    sum = XXH3_64bits_withSeed(f->tensors, f->header.n_tensors * sizeof *f->tensors, sum);
    sum = XXH3_64bits_withSeed(f->bytes + f->header.metadata_offset, (size_t)f->header.metadata_bytes, sum);
    if (sum != f->header.checksum) return refuse(f, e, "is altered: header, table or metadata do not match their checksum", 56);
    return HEARSAY_OK;
}

static uint64_t round_up(uint64_t n) { return (n + FORMAT_ALIGN - 1) / FORMAT_ALIGN * FORMAT_ALIGN; }

/* The bytes that type and shape ask for; false when they make no sense. */
static bool layout(const struct format_tensor *t, uint64_t *bytes, uint64_t *scales_offset) {
    uint64_t n = (uint64_t)t->shape[0] * t->shape[1];
    *scales_offset = 0;
    if (n == 0 || n > FORMAT_MAX_BYTES || t->n_dimensions < 1 || t->n_dimensions > 2) return false;
    switch (t->type) {
    case FORMAT_TEXT: *bytes = n; return t->n_dimensions == 1;
    case FORMAT_FLOAT: *bytes = 4 * n; return true;
    case FORMAT_INT8_ROWS:
    case FORMAT_INT8_PANELS:
        *scales_offset = t->offset + round_up(n);
        *bytes = round_up(n) + 4 * (uint64_t)t->shape[0];
        return true;
    default: return false;
    }
}

static enum hearsay_status check_tensor(const struct model_file *f, uint32_t i, uint64_t *end, struct error *e) {
    const struct format_tensor *t = &f->tensors[i];
    uint64_t place = sizeof f->header + (uint64_t)i * sizeof *t, bytes, scales;
    if (memchr(t->name, 0, sizeof t->name) == NULL || !t->name[0]) return refuse(f, e, "is altered: a tensor without a proper name", place);
    if (t->offset % FORMAT_ALIGN || t->offset < *end || t->offset > f->n_bytes || t->bytes > f->n_bytes - t->offset)
        return refuse(f, e, "is altered: a tensor lies outside the file or over another", place);
    if (!layout(t, &bytes, &scales) || bytes != t->bytes || scales != t->scales_offset)
        return refuse(f, e, "is altered: a tensor's type, shape and size do not agree", place);
    if (XXH3_64bits(f->bytes + t->offset, (size_t)t->bytes) != t->checksum)
        return error_set(e, HEARSAY_MODEL, "model file '%s' is altered: tensor '%s' (%" PRIu64 " bytes from byte %" PRIu64
                         ") does not match its checksum", f->path, t->name, t->bytes, t->offset);
    *end = t->offset + t->bytes;
    return HEARSAY_OK;
}

static enum hearsay_status check_all(struct model_file *f, struct error *e) {
    enum hearsay_status status = check_header(f, e);
    if (status) return status;
    f->tensors = (const void *)(f->bytes + sizeof f->header);
    if ((status = check_header_sum(f, e))) return status;
    uint64_t end = f->header.metadata_offset + f->header.metadata_bytes;
    for (uint32_t i = 0; i < f->header.n_tensors && !status; i++) status = check_tensor(f, i, &end, e);
    return status;
}

enum hearsay_status model_file_open(const char *path, struct model_file *f, struct error *e) {
    *f = (struct model_file){.path = path};
    enum hearsay_status status = map_file(f, e);
    if (!status) status = check_all(f, e);
    if (status) model_file_close(f);
    return status;
}

void model_file_close(struct model_file *f) {
    if (f->bytes) munmap((void *)f->bytes, f->n_bytes);
    f->bytes = NULL;
}

/* ---- tensors ---- */

const float *model_file_floats(const struct model_file *f, const struct format_tensor *t) {
    return (const void *)(f->bytes + (t->scales_offset ? t->scales_offset : t->offset));
}

/* Not finite: all bits of the exponent are set. */
static bool all_finite(const float *x, size_t n) {
    uint32_t bad = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, x + i, sizeof bits);
        bad |= (bits & 0x7f800000u) == 0x7f800000u;
    }
    return !bad;
}

enum hearsay_status model_file_tensor(const struct model_file *f, const char *name, enum format_type type, uint32_t rows,
                                      uint32_t columns, const struct format_tensor **out, struct error *e) {
    const struct format_tensor *t = NULL;
    for (uint32_t i = 0; i < f->header.n_tensors && !t; i++)
        if (!strcmp(f->tensors[i].name, name)) t = &f->tensors[i];
    if (!t) return error_set(e, HEARSAY_MODEL, "model file '%s' has no tensor '%s'", f->path, name);
    if (t->type != type || (rows && t->shape[0] != rows) || t->shape[1] != columns)
        return error_set(e, HEARSAY_MODEL, "model file '%s': tensor '%s' has type %" PRIu32 " and shape [%" PRIu32 ", %" PRIu32
                         "], expected type %d and [%" PRIu32 ", %" PRIu32 "]",
                         f->path, name, t->type, t->shape[0], t->shape[1], type, rows, columns);
    if (type != FORMAT_TEXT && !all_finite(model_file_floats(f, t), (size_t)t->shape[0] * (type == FORMAT_FLOAT ? columns : 1)))
        return error_set(e, HEARSAY_MODEL, "model file '%s': tensor '%s' holds what is not a finite number", f->path, name);
    *out = t;
    return HEARSAY_OK;
}
