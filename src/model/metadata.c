/* The metadata of a weights file: JSON, because people and other programs read it too.
 * All strings are copied into the model's arena; what is missing or of another type refuses the file. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "model/private.h"

static enum hearsay_status refuse(const struct model *m, struct error *e, const char *key) {
    return error_set(e, HEARSAY_MODEL, "model file '%s': '%s' is missing from its metadata or not as expected",
                     m->private->file.path, key);
}

static enum hearsay_status read_string(struct model *m, const json_t *root, const char *key, const char **out, struct error *e) {
    const json_t *value = json_object_get(root, key);
    if (!json_is_string(value)) return refuse(m, e, key);
    *out = arena_strndup(&m->private->arena, json_string_value(value), json_string_length(value));
    return *out ? HEARSAY_OK : error_set(e, HEARSAY_MEMORY, "out of memory");
}

static enum hearsay_status read_strings(struct model *m, const json_t *root, const char *key, size_t max, const char *const **out,
                                        size_t *n, struct error *e) {
    const json_t *list = json_object_get(root, key), *item;
    size_t i, count = json_array_size(list); /* 0 for what is no list */
    if (!count || count > max) return refuse(m, e, key);
    const char **strings = ARENA_NEW(&m->private->arena, const char *, count);
    if (!strings) return error_set(e, HEARSAY_MEMORY, "out of memory");
    json_array_foreach(list, i, item) {
        if (!json_is_string(item)) return refuse(m, e, key);
        strings[i] = arena_strndup(&m->private->arena, json_string_value(item), json_string_length(item));
        if (!strings[i]) return error_set(e, HEARSAY_MEMORY, "out of memory");
    }
    *out = strings;
    *n = count;
    return HEARSAY_OK;
}

static bool read_float(const json_t *value, float *out) {
    if (!json_is_number(value)) return false;
    *out = (float)json_number_value(value);
    return isfinite(*out);
}

static enum hearsay_status read_calibration(struct model *m, const json_t *root, struct error *e) {
    struct model_calibration *c = &m->calibration;
    const json_t *calibration = json_object_get(root, "calibration"), *weights = json_object_get(calibration, "weights"), *item;
    if (json_is_null(calibration)) return HEARSAY_OK; /* n stays 0 */
    size_t i, n;
    enum hearsay_status status = read_strings(m, calibration, "features", 256, &c->features, &n, e);
    if (status) return status;
    if (json_array_size(weights) != n || !read_float(json_object_get(calibration, "bias"), &c->bias)) return refuse(m, e, "calibration");
    float *w = ARENA_NEW(&m->private->arena, float, n);
    if (!w) return error_set(e, HEARSAY_MEMORY, "out of memory");
    json_array_foreach(weights, i, item)
        if (!read_float(item, &w[i])) return refuse(m, e, "calibration");
    c->weights = w;
    c->n = n;
    return HEARSAY_OK;
}

static enum hearsay_status read_all(struct model *m, const json_t *root, struct error *e) {
    enum hearsay_status status;
    if ((status = read_string(m, root, "version", &m->version, e))) return status;
    if ((status = read_string(m, root, "licence", &m->licence, e))) return status;
    if ((status = read_string(m, root, "commit", &m->commit, e))) return status;
    m->judges = json_is_string(json_object_get(root, "task")) && strcmp(json_string_value(json_object_get(root, "task")), "judge") == 0;
    if (m->judges) return HEARSAY_OK;
    if ((status = read_strings(m, root, "pos_labels", MODEL_MAX_LABELS, &m->pos_labels, &m->n_pos, e))) return status;
    if ((status = read_strings(m, root, "ner_labels", MODEL_MAX_LABELS, &m->ner_labels, &m->n_ner, e))) return status;
    return read_calibration(m, root, e);
}

enum hearsay_status model_metadata(struct model *m, struct error *e) {
    const struct model_file *f = &m->private->file;
    json_error_t why;
    json_t *root = json_loadb((const char *)f->bytes + f->header.metadata_offset, (size_t)f->header.metadata_bytes,
                              JSON_REJECT_DUPLICATES, &why);
    if (!root)
        return error_set(e, HEARSAY_MODEL, "model file '%s': its metadata are not JSON: %s (byte %llu)", f->path, why.text,
                         (unsigned long long)f->header.metadata_offset + (unsigned)why.position);
    enum hearsay_status status = read_all(m, root, e);
    json_decref(root);
    return status;
}
