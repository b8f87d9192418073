/* The weights file as it lies on disk; docs/weights.md is the description for people. All numbers little-endian. */
#ifndef MODEL_FORMAT_H
#define MODEL_FORMAT_H

#include <stdint.h>

/* A byte above 127 and both kinds of line end: a transfer that treats the file as text is noticed at once. */
#define FORMAT_MAGIC "\x89HEAR\r\n\x1a"

enum { FORMAT_VERSION = 1, FORMAT_ALIGN = 64, FORMAT_MAX_TENSORS = 1024, FORMAT_MAX_METADATA = 1 << 20, FORMAT_MAX_LAYERS = 48 };
#define FORMAT_MAX_BYTES ((uint64_t)1 << 30)

struct format_header {
    char magic[8];
    uint32_t version, n_tensors;
    uint64_t file_bytes;
    uint64_t metadata_offset, metadata_bytes; /* JSON */
    uint32_t n_layers, n_pieces;              /* n_pieces: the vocabulary's size */
    uint32_t n_positions, reserved;
    uint64_t checksum; /* XXH3-64 of the header (this field zero), then the table, then the metadata, each seeded by the one before */
};

enum format_type {
    FORMAT_TEXT = 1,       /* bytes; shape [bytes] */
    FORMAT_FLOAT = 2,      /* float32, row-major */
    FORMAT_INT8_ROWS = 3,  /* int8, row-major, one float32 scale a row */
    FORMAT_INT8_PANELS = 4 /* int8 in panels (kernel.h), one float32 scale an output row */
};

/* The table follows the header at once. Tensors stand in the order of their offsets. */
struct format_tensor {
    char name[56]; /* zero-padded, at least one zero */
    uint32_t type, n_dimensions;
    uint32_t shape[2];      /* [0] rows (outputs), [1] columns (inputs); 1 where there is no second dimension */
    uint64_t offset, bytes; /* of values, padding and scales together; offset a multiple of 64 */
    uint64_t scales_offset; /* from the start of the file, a multiple of 64; 0: none */
    uint64_t checksum;      /* XXH3-64 of those bytes */
    uint64_t reserved[3];
};

_Static_assert(sizeof(struct format_header) == 64, "the header has 64 bytes");
_Static_assert(sizeof(struct format_tensor) == 128, "a table entry has 128 bytes");

#endif
