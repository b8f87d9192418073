/* A growing run of bytes with a maximum.
 *
 * Method: doubling, never past the maximum; the first append that does not fit marks the buffer failed, so that a writer may
 * append without looking and ask once at the end. Bytes that did not fit are never written in part.
 * Source: curl's dynbuf.c, whose every buffer must name its maximum.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { BUFFER_LEAST = 64 };

void buffer_init(struct buffer *buffer, size_t max_bytes)
{
    *buffer = (struct buffer){.max = max_bytes < SIZE_MAX ? max_bytes : SIZE_MAX - 1};
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer, buffer->max);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->data)
        buffer->data[0] = 0;
}

/* Room for `n` more bytes and the zero. */
static bool buffer_reserve(struct buffer *buffer, size_t n)
{
    if (buffer->failed || n > buffer->max - buffer->length) {
        buffer->failed = true;
        return false;
    }
    size_t need = buffer->length + n + 1;
    if (need <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity > buffer->max / 2 ? buffer->max + 1 : buffer->capacity * 2;
    if (capacity < BUFFER_LEAST)
        capacity = BUFFER_LEAST;
    if (capacity < need)
        capacity = need;
    char *data = realloc(buffer->data, capacity);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

bool buffer_append(struct buffer *buffer, const void *bytes, size_t n)
{
    if (!buffer_reserve(buffer, n))
        return false;
    if (n)
        memcpy(buffer->data + buffer->length, bytes, n);
    buffer->length += n;
    buffer->data[buffer->length] = 0;
    return true;
}

bool buffer_puts(struct buffer *buffer, const char *s)
{
    return buffer_append(buffer, s, strlen(s));
}

bool buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) {
        buffer->failed = true;
        return false;
    }
    if (!buffer_reserve(buffer, (size_t)n))
        return false;
    va_start(args, format);
    vsnprintf(buffer->data + buffer->length, (size_t)n + 1, format, args);
    va_end(args);
    buffer->length += (size_t)n;
    return true;
}

enum hearsay_status buffer_take(struct buffer *buffer, char **out, size_t *n)
{
    bool good = buffer_reserve(buffer, 0); /* an empty buffer gives an empty string */
    *out = NULL;
    if (n)
        *n = 0;
    if (good) {
        buffer->data[buffer->length] = 0;
        *out = buffer->data;
        if (n)
            *n = buffer->length;
        buffer->data = NULL;
    }
    buffer_release(buffer);
    return good ? HEARSAY_OK : HEARSAY_MEMORY;
}
