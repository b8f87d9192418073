/* A record's text with the byte of every code point. */
#include "report/spans.h"

bool report_text(struct arena *arena, const struct hearsay_record *record, struct text *out)
{
    uint32_t *byte_at = ARENA_NEW(arena, uint32_t, record->n_bytes + 1), n = 0;
    if (!byte_at || record->n_bytes > UINT32_MAX / 4)
        return false;
    for (size_t i = 0; i < record->n_bytes; i++)
        if ((record->text[i] & 0xC0) != 0x80)
            byte_at[n++] = (uint32_t)i;
    byte_at[n] = (uint32_t)record->n_bytes;
    *out = (struct text){record->text, record->n_bytes, n, byte_at};
    return true;
}

struct hearsay_span span_inside(const struct text *text, struct hearsay_span span)
{
    if (span.end > text->n_points)
        span.end = text->n_points;
    if (span.begin > span.end)
        span.begin = span.end;
    return span;
}
