/* The WordPiece vocabulary: from a piece to its number.
 *
 * Method: one copy of the lines and an open-addressed table of numbers, at most half full, hashed by XXH3. "##ing" is kept as "ing"
 * with another seed, so that a look-up needs no copy with the prefix before it.
 * Why a table and not a trie: nearly every word is a piece as a whole, and the longest candidate is tried first.
 * Source of the format: Devlin et al. 2019, vocab.txt of BERT.
 */
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "text/vocabulary.h"

enum { VOCABULARY_MAX_BYTES = 16 << 20, VOCABULARY_MAX_PIECES = 1 << 20 };

struct piece {
    uint32_t begin, length; /* into `bytes`, without "##" */
    bool continues;
};

struct vocabulary {
    char *bytes;
    struct piece *pieces;
    uint32_t n_pieces;
    int32_t *table; /* number of a piece, or -1; `mask` + 1 places */
    uint32_t mask;
    uint32_t longest_bytes;
    int32_t unknown;
};

static uint64_t piece_hash(const char *bytes, size_t n, bool continues)
{
    return XXH3_64bits_withSeed(bytes, n, continues);
}

int32_t vocabulary_part(const struct vocabulary *vocabulary, const char *bytes, size_t n, bool continues)
{
    if (n > vocabulary->longest_bytes)
        return -1;
    for (uint32_t at = (uint32_t)piece_hash(bytes, n, continues);; at++) {
        int32_t id = vocabulary->table[at & vocabulary->mask];
        if (id < 0)
            return -1;
        const struct piece *piece = &vocabulary->pieces[id];
        if (piece->length == n && piece->continues == continues && memcmp(vocabulary->bytes + piece->begin, bytes, n) == 0)
            return id;
    }
}

int32_t vocabulary_find(const struct vocabulary *vocabulary, const char *piece, size_t n)
{
    bool continues = n > 2 && piece[0] == '#' && piece[1] == '#';
    return continues ? vocabulary_part(vocabulary, piece + 2, n - 2, true) : vocabulary_part(vocabulary, piece, n, false);
}

int32_t vocabulary_unknown(const struct vocabulary *vocabulary)
{
    return vocabulary->unknown;
}

uint32_t vocabulary_longest(const struct vocabulary *vocabulary)
{
    return vocabulary->longest_bytes;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    free(vocabulary->bytes);
    free(vocabulary->pieces);
    free(vocabulary->table);
    free(vocabulary);
}

static void insert(struct vocabulary *vocabulary, int32_t id)
{
    const struct piece *piece = &vocabulary->pieces[id];
    uint32_t at = (uint32_t)piece_hash(vocabulary->bytes + piece->begin, piece->length, piece->continues);
    while (vocabulary->table[at & vocabulary->mask] >= 0)
        at++;
    vocabulary->table[at & vocabulary->mask] = id;
}

/* One piece a line; a carriage return before the line feed belongs to the line's end. */
static bool add_line(struct vocabulary *vocabulary, uint32_t begin, uint32_t end)
{
    const char *line = vocabulary->bytes + begin;
    uint32_t n = end - begin;
    if (n && line[n - 1] == '\r')
        n--;
    if (n == 0 || vocabulary_find(vocabulary, line, n) >= 0)
        return false;
    bool continues = n > 2 && line[0] == '#' && line[1] == '#';
    uint32_t skip = continues ? 2 : 0, id = vocabulary->n_pieces++;
    vocabulary->pieces[id] = (struct piece){begin + skip, n - skip, continues};
    if (n - skip > vocabulary->longest_bytes)
        vocabulary->longest_bytes = n - skip;
    insert(vocabulary, (int32_t)id);
    return true;
}

static enum hearsay_status add_lines(struct vocabulary *vocabulary, uint32_t n_bytes, struct error *error)
{
    for (uint32_t begin = 0; begin < n_bytes;) {
        const char *feed = memchr(vocabulary->bytes + begin, '\n', n_bytes - begin);
        uint32_t end = feed ? (uint32_t)(feed - vocabulary->bytes) : n_bytes;
        if (!add_line(vocabulary, begin, end))
            return error_set(error, HEARSAY_MODEL, "vocabulary line %u is empty or stands twice", vocabulary->n_pieces + 1);
        begin = end + 1;
    }
    vocabulary->unknown = vocabulary_find(vocabulary, "[UNK]", 5);
    return vocabulary->unknown < 0 ? error_set(error, HEARSAY_MODEL, "vocabulary without '[UNK]'") : HEARSAY_OK;
}

static uint32_t count_lines(const char *lines, size_t n_bytes)
{
    uint32_t n = 1;
    for (size_t i = 0; i < n_bytes; i++)
        n += lines[i] == '\n';
    return n;
}

static struct vocabulary *vocabulary_alloc(const char *lines, size_t n_bytes, uint32_t n_lines)
{
    struct vocabulary *vocabulary = calloc(1, sizeof *vocabulary);
    if (!vocabulary)
        return NULL;
    for (vocabulary->mask = 1; vocabulary->mask < 2 * n_lines; vocabulary->mask = vocabulary->mask * 2 + 1)
        ;
    size_t table_bytes = ((size_t)vocabulary->mask + 1) * sizeof *vocabulary->table;
    vocabulary->bytes = malloc(n_bytes + 1);
    vocabulary->pieces = calloc(n_lines, sizeof *vocabulary->pieces);
    vocabulary->table = malloc(table_bytes);
    if (!vocabulary->bytes || !vocabulary->pieces || !vocabulary->table) {
        vocabulary_free(vocabulary);
        return NULL;
    }
    if (n_bytes)
        memcpy(vocabulary->bytes, lines, n_bytes);
    memset(vocabulary->table, 0xFF, table_bytes);
    return vocabulary;
}

enum hearsay_status vocabulary_new(const char *lines, size_t n_bytes, struct vocabulary **out, struct error *error)
{
    *out = NULL;
    if (n_bytes > VOCABULARY_MAX_BYTES)
        return error_set(error, HEARSAY_MODEL, "vocabulary of more than %d bytes", VOCABULARY_MAX_BYTES);
    uint32_t n_lines = count_lines(lines, n_bytes);
    if (n_lines > VOCABULARY_MAX_PIECES)
        return error_set(error, HEARSAY_MODEL, "vocabulary of more than %d pieces", VOCABULARY_MAX_PIECES);
    struct vocabulary *vocabulary = vocabulary_alloc(lines, n_bytes, n_lines);
    if (!vocabulary)
        return error_set(error, HEARSAY_MEMORY, "no memory for the vocabulary");
    enum hearsay_status status = add_lines(vocabulary, (uint32_t)n_bytes, error);
    if (status != HEARSAY_OK) {
        vocabulary_free(vocabulary);
        return status;
    }
    *out = vocabulary;
    return HEARSAY_OK;
}
