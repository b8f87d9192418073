/* A finished record without the scaffolding that made it.
 *
 * While an article is worked on, its arena holds the encoder's vectors: kilobytes for every word. Whoever keeps a thousand records to
 * set them side by side must not keep those. So the record is copied into an arena of its own size and the large one dies
 * at once. The copy costs microseconds where the encoder takes milliseconds.
 */
#include <string.h>

#include "hearsay/compact.h"

/* A copy in progress: after a failure every call gives NULL, and `failed` is asked once at the end. */
struct copying {
    struct arena *arena;
    bool failed;
};

static void *copy_array(struct copying *copying, const void *from, size_t n, size_t size)
{
    if (!from || n == 0)
        return NULL;
    void *to = arena_alloc(copying->arena, n, size);
    copying->failed |= !to;
    return to ? memcpy(to, from, n * size) : NULL;
}

static const char *copy_string(struct copying *copying, const char *from)
{
    return from ? copy_array(copying, from, strlen(from) + 1, 1) : NULL;
}

static const char *const *copy_strings(struct copying *copying, const char *const *from, size_t n)
{
    const char **to = copy_array(copying, from, n, sizeof *from);
    for (size_t i = 0; to && i < n; i++)
        to[i] = copy_string(copying, from[i]);
    return to;
}

static struct hearsay_person *copy_people(struct copying *copying, const struct hearsay_record *from)
{
    struct hearsay_person *to = copy_array(copying, from->people, from->n_people, sizeof *to);
    for (size_t i = 0; to && i < from->n_people; i++) {
        to[i].name = copy_string(copying, to[i].name);
        to[i].titles = copy_strings(copying, to[i].titles, to[i].n_titles);
        to[i].mention_why = copy_strings(copying, to[i].mention_why, to[i].n_mentions);
        to[i].mentions = copy_array(copying, to[i].mentions, to[i].n_mentions, sizeof *to[i].mentions);
    }
    return to;
}

static struct hearsay_attribution *copy_attributions(struct copying *copying, const struct hearsay_record *from)
{
    struct hearsay_attribution *to = copy_array(copying, from->attributions, from->n_attributions, sizeof *to);
    for (size_t i = 0; to && i < from->n_attributions; i++) {
        to[i].content = copy_array(copying, to[i].content, to[i].n_content, sizeof *to[i].content);
        to[i].chain = copy_array(copying, to[i].chain, to[i].n_chain, sizeof *to[i].chain);
        to[i].addressee = copy_string(copying, to[i].addressee);
        to[i].when = copy_string(copying, to[i].when);
        to[i].where = copy_string(copying, to[i].where);
        to[i].why = copy_string(copying, to[i].why);
    }
    return to;
}

static struct hearsay_diagnostic *copy_diagnostics(struct copying *copying, const struct hearsay_record *from)
{
    struct hearsay_diagnostic *to = copy_array(copying, from->diagnostics, from->n_diagnostics, sizeof *to);
    for (size_t i = 0; to && i < from->n_diagnostics; i++)
        to[i].message = copy_string(copying, to[i].message);
    return to;
}

static void copy_record(struct copying *copying, const struct hearsay_record *from, struct hearsay_record *to)
{
    *to = *from;
    to->id = copy_string(copying, from->id);
    to->input = copy_string(copying, from->input);
    to->url = copy_string(copying, from->url);
    to->outlet = copy_string(copying, from->outlet);
    to->published = copy_string(copying, from->published);
    to->byline = copy_string(copying, from->byline);
    to->title = copy_string(copying, from->title);
    to->text = copy_array(copying, from->text, from->n_bytes + 1, 1);
    to->people = copy_people(copying, from);
    to->attributions = copy_attributions(copying, from);
    to->diagnostics = copy_diagnostics(copying, from);
}

struct article *article_compact(const struct article *from)
{
    struct article *to = article_new();
    if (!to)
        return NULL;
    struct copying copying = {.arena = &to->arena};
    copy_record(&copying, &from->fields, &to->fields);
    if (copying.failed) {
        article_free(to);
        return NULL;
    }
    /* `text`, with its offset of every code point, was for the work; a record has its bytes alone. */
    to->text = (struct text){.bytes = to->fields.text, .n_bytes = to->fields.n_bytes, .n_points = to->fields.n_points};
    return to;
}
