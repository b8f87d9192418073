/* A weights file, mapped and checked. */
#ifndef MODEL_FILE_H
#define MODEL_FILE_H

#include "base/base.h"
#include "model/format.h"

struct model_file {
    const char *path; /* the caller's; for messages while opening */
    const uint8_t *bytes;
    size_t n_bytes;
    struct format_header header; /* a checked copy */
    const struct format_tensor *tensors;
};

/* Maps the file and checks all that does not depend on what the model is: size, magic, version, bounds, order, checksums. */
enum hearsay_status model_file_open(const char *path, struct model_file *, struct error *);
void model_file_close(struct model_file *);

/* The tensor of that name, type and shape. Every float in it is finite. */
enum hearsay_status model_file_tensor(const struct model_file *, const char *name, enum format_type, uint32_t rows, uint32_t columns,
                                      const struct format_tensor **, struct error *);
const float *model_file_floats(const struct model_file *, const struct format_tensor *); /* values, or the scales of int8 */

#endif
