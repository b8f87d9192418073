/* base: memory, strings and errors that every other room stands on. Includes nothing of the project but hearsay.h. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hearsay.h"

/* ---- arena: many small allocations that die together (arena.c). Not for two threads at once. ---- */

struct arena_block;
struct arena {
    struct arena_block *blocks;
    size_t used_bytes, max_bytes; /* total handed out, and the cap after which allocation fails; 0: no cap */
};

void arena_init(struct arena *, size_t max_bytes);
void arena_release(struct arena *); /* frees everything; the arena is empty and usable again */

/* `n` zeroed elements of `size` bytes, aligned to 16; NULL when memory or the cap is exhausted or n * size overflows. */
void *arena_alloc(struct arena *, size_t n, size_t size) __attribute__((warn_unused_result));
#define ARENA_NEW(arena, type, n) ((type *)arena_alloc((arena), (n), sizeof(type)))
char *arena_strndup(struct arena *, const char *s, size_t n);           /* zero-terminated copy */
char *arena_printf(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- buffer: a growing run of bytes, always zero-terminated, with a maximum (buffer.c) ---- */

struct buffer {
    char *data; /* malloc'd; NULL while empty */
    size_t length, capacity, max;
    bool failed; /* an append did not fit or memory ran out; later appends do nothing */
};

void buffer_init(struct buffer *, size_t max_bytes);
void buffer_release(struct buffer *);
void buffer_clear(struct buffer *); /* keeps the memory */
bool buffer_append(struct buffer *, const void *bytes, size_t n);
bool buffer_puts(struct buffer *, const char *s);
bool buffer_printf(struct buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Gives the bytes to the caller, who frees them; the buffer is empty again. HEARSAY_MEMORY when it had failed. */
enum hearsay_status buffer_take(struct buffer *, char **out, size_t *n);

/* ---- growing arrays: `items` malloc'd, doubled, capped (vector.h keeps the macro) ---- */

/* Makes room for one more element in `*items` (n used, *capacity allocated, `size` bytes each). False: memory or `max_items`. */
bool vector_reserve(void *items, size_t n, size_t *capacity, size_t size, size_t max_items);

/* ---- errors: the words for the last failure ---- */

struct error {
    char message[512];
};
/* Writes the words (cut to fit, control characters replaced) and returns `status`. `error` may be NULL. */
enum hearsay_status error_set(struct error *, enum hearsay_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ---- days (day.c) ---- */

struct day { int year, month, day; }; /* month and day 0: not known */
long day_number(struct day);          /* of days since 1970-01-01, which was a Thursday */
struct day day_of_number(long);
bool day_parse(const char *s, struct day *out); /* "2017-07-07", whatever follows; false: none. The month may be too short for the day */
int digits_value(const char *s, size_t n);     /* the number that the first `n` characters are, at most nine; -1: they are none */

/* ---- UTF-8 (utf8.c; decoding by utf8proc) ---- */

/* A checked text: UTF-8 bytes, and the byte offset of every code point. */
struct text {
    const char *bytes;       /* zero-terminated; may hold U+FFFD where the input was bad */
    size_t n_bytes;
    uint32_t n_points;
    const uint32_t *byte_at; /* [n_points + 1] */
};
/* Copies `bytes` into the arena, each maximal bad sequence replaced by U+FFFD (as WHATWG says) and NUL by U+FFFD. `n_bad` counts the replacements,
 * `first_bad` is the code point offset of the first. A leading byte order mark is kept as U+FEFF (offsets must stay those of the file). */
enum hearsay_status text_check(struct arena *, const char *bytes, size_t n, struct text *out, size_t *n_bad,
                               uint32_t *first_bad);
uint32_t text_point(const struct text *, uint32_t at);             /* the code point at an offset; 0 past the end */
bool span_empty(struct hearsay_span);
bool span_holds(struct hearsay_span outer, struct hearsay_span inner);
bool span_overlaps(struct hearsay_span, struct hearsay_span);
char *text_copy(struct arena *, const struct text *, struct hearsay_span); /* zero-terminated UTF-8 of the span, white space runs → one blank */

/* ---- names.c ---- */

/* Whether two names may be one's, so that what they both say is not two voices. NULL or an unnamed source: false. */
bool names_may_be_one(const char *a, const char *b);

#endif
