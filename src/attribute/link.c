/* Which cue has which content, and which source: spans to attributions.
 *
 * Method: every content scores every cue near it, and "none"; every cue scores every source near it, and "none"; a score is a bilinear
 * product of the two spans' vectors plus what distance, paragraphs and other cues in between are worth; softmax; the best wins.
 * Contents that chose one cue are one discontinuous content. A cue that nothing chose, which hardly exists in news, then takes a content
 * that had it in second place and can be spared. Why not solved jointly: a content has one cue and a cue one source, but not the other
 * way round, so independent choices are right but for that case.
 * Source: Dozat, Manning 2017 (biaffine scores); docs/model.md has the features.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "attribute/run.h"
#include "base/vector.h"

enum {
    PARAGRAPHS_APART_MAX = 2,
    SPARE_REACH = 256, /* spans on either side of a cue in vain */
    NEAR_MAX = 64 /* partners tried on either side: more than two paragraphs of any real text hold; bounds the work on others */
};
static const float SECOND_LEAST = .02f;

static uint8_t distance_bucket(uint32_t gap)
{
    static const uint32_t upper[] = {0, 1, 2, 4, 7, 12, 20, 40, 80};
    uint8_t bucket = 0;
    while (bucket < sizeof upper / sizeof *upper && gap > upper[bucket])
        bucket++;
    return bucket;
}

struct link_features link_features(const struct span *other, const struct span *cue, uint32_t n_between, uint32_t n_paragraphs)
{
    bool cue_first = cue->first < other->first;
    const struct span *left = cue_first ? cue : other, *right = cue_first ? other : cue;
    uint32_t gap = right->first > left->last ? right->first - left->last - 1 : 0;
    return (struct link_features){(uint8_t)(distance_bucket(gap) + 10 * cue_first), (uint8_t)(n_between < 3 ? n_between : 3),
                                  (uint8_t)(n_paragraphs < 2 ? n_paragraphs : 2)};
}

/* The spans of one role, as indices into the list; `rank[i]` is how many of them start before span i of the list. */
struct roll {
    uint32_t *items, n, *rank;
    float (*vectors)[MODEL_LINK]; /* as the one that is chosen; [n] */
};

static bool roll_make(struct arena *arena, const struct span_list *spans, enum role role, struct roll *roll)
{
    roll->n = 0;
    roll->items = ARENA_NEW(arena, uint32_t, spans->n);
    roll->rank = ARENA_NEW(arena, uint32_t, spans->n);
    if (!roll->items || !roll->rank)
        return false;
    for (uint32_t i = 0; i < spans->n; i++) {
        roll->rank[i] = roll->n;
        if (spans->items[i].role == role)
            roll->items[roll->n++] = i;
    }
    roll->vectors = arena_alloc(arena, roll->n, sizeof *roll->vectors);
    return roll->vectors;
}

struct linker {
    const struct work *work;
    const struct run *run;
    const float (*hidden)[MODEL_WIDTH];
    const struct span_list *spans;
    struct roll cues, sources;
};

static void vector_of(const struct linker *l, enum model_span_head head, uint32_t i, float *out)
{
    const struct span *s = &l->spans->items[i];
    model_span(l->work->model, l->work->scratch, head, l->hidden[s->first], l->hidden[s->last], out);
}

static bool near(const struct linker *l, uint32_t a, uint32_t b)
{
    uint32_t x = l->spans->items[a].first, y = l->spans->items[b].first;
    uint32_t p = l->run->paragraph[x], q = l->run->paragraph[y];
    return l->run->group[x] == l->run->group[y] && (p > q ? p - q : q - p) <= PARAGRAPHS_APART_MAX;
}

/* The score of span `i` (a content, or a cue that looks for a source) with candidate `k` of the roll. */
static float pair_score(const struct linker *l, uint32_t i, const float *vector, const struct roll *roll, uint32_t k)
{
    bool content = roll == &l->cues;
    uint32_t cue = content ? roll->items[k] : i, other = content ? i : roll->items[k];
    uint32_t cue_rank = l->cues.rank[cue], other_rank = l->cues.rank[other];
    uint32_t between = cue < other ? other_rank - cue_rank - 1 : cue_rank - other_rank;
    const struct span *c = &l->spans->items[cue], *o = &l->spans->items[other];
    uint32_t p = l->run->paragraph[c->first], q = l->run->paragraph[o->first];
    struct link_features f = link_features(o, c, between, p > q ? p - q : q - p);
    const struct model *m = l->work->model;
    const struct model_link_features *w = content ? &m->content_features : &m->source_features;
    float bilinear = (content ? model_link_content : model_link_source)(m, vector, roll->vectors[k]);
    return bilinear + w->distance[f.distance] + w->between[f.between] + w->paragraph[f.paragraph];
}

/* A choice, and what came second among the partners ("none" is not counted there). */
struct choice {
    uint32_t first, second;
    float p, p_second;
};

/* Lets span `i` choose among the partners near it and none. */
static struct choice choose(const struct linker *l, uint32_t i, const float *vector, const struct roll *roll, float none)
{
    uint32_t at = roll->rank[i], low = at, high = at, n = 0, best = UINT32_MAX, next = UINT32_MAX;
    float scores[2 * NEAR_MAX], top = none, sum = 0;
    while (low > 0 && at - low < NEAR_MAX && near(l, i, roll->items[low - 1]))
        low--;
    while (high < roll->n && high - at < NEAR_MAX && near(l, i, roll->items[high]))
        high++;
    for (uint32_t k = low; k < high; k++, n++) {
        scores[n] = pair_score(l, i, vector, roll, k);
        top = scores[n] > top ? scores[n] : top;
        if (best == UINT32_MAX || scores[n] > scores[best]) {
            next = best;
            best = n;
        } else if (next == UINT32_MAX || scores[n] > scores[next]) {
            next = n;
        }
    }
    for (uint32_t k = 0; k < n; k++)
        sum += expf(scores[k] - top);
    sum += expf(none - top);
    if (best != UINT32_MAX && scores[best] <= none) { /* nothing is chosen; the best of the partners comes second */
        next = best;
        best = UINT32_MAX;
    }
    return (struct choice){best == UINT32_MAX ? UINT32_MAX : roll->items[low + best], next == UINT32_MAX ? UINT32_MAX : roll->items[low + next],
                           1 / sum, next == UINT32_MAX ? 0 : expf(scores[next] - top) / sum};
}

static void link_all(const struct linker *l, struct links *out)
{
    float vector[MODEL_LINK];
    const struct model *m = l->work->model;
    for (uint32_t i = 0; i < l->spans->n; i++) {
        enum role role = l->spans->items[i].role;
        struct choice choice = {UINT32_MAX, UINT32_MAX, 0, 0};
        if (role == ROLE_CONTENT) {
            vector_of(l, SPAN_CONTENT, i, vector);
            choice = choose(l, i, vector, &l->cues, model_null_content(m, vector));
        } else if (role == ROLE_CUE) {
            vector_of(l, SPAN_SOURCE_CUE, i, vector);
            choice = choose(l, i, vector, &l->sources, model_null_source(m, vector));
        }
        out->partner[i] = choice.first;
        out->second[i] = choice.second;
        out->p[i] = choice.p;
        out->p_second[i] = choice.p_second;
    }
}

enum hearsay_status link_run(struct arena *arena, const struct work *work, const struct run *run, const float (*hidden)[MODEL_WIDTH],
                             const struct span_list *spans, struct links *out)
{
    struct linker l = {.work = work, .run = run, .hidden = hidden, .spans = spans};
    *out = (struct links){ARENA_NEW(arena, uint32_t, spans->n), ARENA_NEW(arena, uint32_t, spans->n), ARENA_NEW(arena, float, spans->n),
                          ARENA_NEW(arena, float, spans->n)};
    if (!out->partner || !out->second || !out->p || !out->p_second || !roll_make(arena, spans, ROLE_CUE, &l.cues) || !roll_make(arena, spans, ROLE_SOURCE, &l.sources))
        return HEARSAY_MEMORY;
    for (uint32_t k = 0; k < l.cues.n; k++)
        vector_of(&l, SPAN_CONTENT_CUE, l.cues.items[k], l.cues.vectors[k]);
    for (uint32_t k = 0; k < l.sources.n; k++)
        vector_of(&l, SPAN_SOURCE, l.sources.items[k], l.sources.vectors[k]);
    link_all(&l, out);
    return HEARSAY_OK;
}

/* ------------------------------------------------------------------ assembling */

/* The content that cue `cue` may have, or UINT32_MAX. */
static uint32_t content_to_spare(const struct span_list *spans, const struct links *links, const uint32_t *n_contents, uint32_t cue)
{
    uint32_t best = UINT32_MAX, low = cue > SPARE_REACH ? cue - SPARE_REACH : 0;
    for (uint32_t i = low; i < spans->n && i < cue + SPARE_REACH; i++) {
        bool spare = links->partner[i] == UINT32_MAX || n_contents[links->partner[i]] > 1;
        if (spans->items[i].role == ROLE_CONTENT && spare && links->second[i] == cue && links->p_second[i] >= SECOND_LEAST &&
            (best == UINT32_MAX || links->p_second[i] > links->p_second[best]))
            best = i;
    }
    return best;
}

void link_fill_cues(const struct span_list *spans, struct links *links, uint32_t *n_contents)
{
    for (uint32_t cue = 0; cue < spans->n; cue++) {
        if (spans->items[cue].role != ROLE_CUE || n_contents[cue])
            continue;
        uint32_t content = content_to_spare(spans, links, n_contents, cue);
        if (content == UINT32_MAX)
            continue;
        if (links->partner[content] != UINT32_MAX)
            n_contents[links->partner[content]]--;
        links->partner[content] = cue;
        links->p[content] = links->p_second[content];
        n_contents[cue] = 1;
    }
}

static struct raw_span in_article(const struct run *run, const struct span *s)
{
    return (struct raw_span){run->word[s->first], run->word[s->last]};
}

static struct raw_attribution *raw_push(struct raw_list *list, int parent)
{
    if (!VECTOR_ROOM(list->items, list->n, list->capacity, RAW_LIST_MAX))
        return NULL;
    struct raw_attribution *raw = &list->items[list->n++];
    *raw = (struct raw_attribution){.source = RAW_ABSENT, .cue = RAW_ABSENT, .parent = parent, .why = "model", .inherits = HEARSAY_NONE,
                                    .p_cue = 1, .p_content = 1, .p_source = 1, .p_content_link = 1, .p_source_link = 1};
    return raw;
}

static void raw_add_content(struct raw_attribution *raw, struct raw_span content, float p, float p_link)
{
    if (raw->n_content == RAW_CONTENT_MAX)
        return;
    raw->content[raw->n_content++] = content;
    raw->p_content = p < raw->p_content ? p : raw->p_content;
    raw->p_content_link = p_link < raw->p_content_link ? p_link : raw->p_content_link;
}

/* An attribution for each cue that a content chose; `made[i]` is its index, or -1. */
static bool push_cues(const struct run *run, const struct span_list *spans, const struct links *links, const int *parents,
                      const uint32_t *n_contents, int *made, struct raw_list *list)
{
    for (uint32_t i = 0; i < spans->n; i++) {
        const struct span *cue = &spans->items[i];
        made[i] = -1;
        if (cue->role != ROLE_CUE || !n_contents[i])
            continue;
        struct raw_attribution *raw = raw_push(list, parents ? parents[run->group[cue->first]] : HEARSAY_NONE);
        if (!raw)
            return false;
        made[i] = (int)(list->n - 1);
        raw->cue = in_article(run, cue);
        raw->p_cue = cue->p;
        raw->p_source_link = links->p[i];
        if (links->partner[i] != UINT32_MAX) {
            const struct span *source = &spans->items[links->partner[i]];
            raw->source = in_article(run, source);
            raw->p_source = source->p;
        }
    }
    return true;
}

enum hearsay_status link_assemble(struct arena *arena, const struct run *run, const struct span_list *spans,
                                  struct links *links, const int *parents, struct raw_list *list)
{
    int *made = ARENA_NEW(arena, int, spans->n);
    uint32_t *n_contents = ARENA_NEW(arena, uint32_t, spans->n);
    if (!made || !n_contents)
        return HEARSAY_MEMORY;
    for (uint32_t i = 0; i < spans->n; i++)
        if (spans->items[i].role == ROLE_CONTENT && links->partner[i] != UINT32_MAX)
            n_contents[links->partner[i]]++;
    link_fill_cues(spans, links, n_contents);
    if (!push_cues(run, spans, links, parents, n_contents, made, list))
        return HEARSAY_MEMORY;
    for (uint32_t i = 0; i < spans->n; i++) {
        const struct span *content = &spans->items[i];
        if (content->role != ROLE_CONTENT)
            continue;
        struct raw_attribution *raw = links->partner[i] != UINT32_MAX
                                          ? &list->items[made[links->partner[i]]]
                                          : raw_push(list, parents ? parents[run->group[content->first]] : HEARSAY_NONE);
        if (!raw)
            return HEARSAY_MEMORY;
        raw_add_content(raw, in_article(run, content), content->p, links->p[i]);
    }
    return HEARSAY_OK;
}
