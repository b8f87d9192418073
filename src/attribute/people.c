/* people: from raw attributions to a record of who speaks: the steps of this family in their order.
 *
 * Names are found and merged; sources are resolved in text order, so that "he" may lean on the speaker before; what has no source of its own
 * inherits; then chains, access, and when, where and to whom. People who neither speak nor are links nor surely persons are not given out.
 */
#include <stdlib.h>
#include <string.h>

#include "attribute/cast.h"

/* ---- appositions: "X, the top prosecutor," gives X a title ---- */

static uint32_t role_in(const struct cast *c, uint32_t first, uint32_t end)
{
    uint32_t found = UINT32_MAX;
    for (uint32_t i = first; i < end && !cast_one_of(c, i, "of for in who that with at on to from and"); i++)
        if (c->flags[i] & LEX_ROLE)
            found = i;
    return found;
}

/* The comma that ends an apposition begun after the comma at `comma`, or 0. */
static uint32_t next_stop(const struct cast *c, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end && i < from + 16; i++)
        if (cast_one_of(c, i, ", — – ; . :"))
            return i;
    return from + 16 < end ? 0 : end;
}

static void after_name(struct cast *c, const struct mention *m)
{
    uint32_t comma = m->name_last + 1, end = cast_sentence(c, m->name_last).end;
    if (comma + 1 >= end || !cast_is(c, comma, ","))
        return;
    uint32_t first = comma + 1, stop = next_stop(c, first, end);
    uint32_t role = stop ? role_in(c, first, stop) : UINT32_MAX;
    bool opens = cast_one_of(c, first, "a an the his her their its one") || c->at[first] >= 0 || (c->flags[first] & (LEX_MODIFIER | LEX_ROLE));
    if (role == UINT32_MAX || !opens || (c->at[first] >= 0 && c->mentions[c->at[first]].kind == NAME_PERSON && c->mentions[c->at[first]].name_last + 1 == stop))
        return;
    if (cast_one_of(c, first, "a an the"))
        first++;
    if (first <= role && role - first < 8)
        cast_title(c, m->entity, cast_copy(c, first, role));
    struct entity *e = &c->entities[m->entity];
    if (!e->gender)
        e->gender = c->flags[role] & LEX_FEMALE ? 'f' : c->flags[role] & LEX_MALE ? 'm' : 0;
    e->certain = true;
}

static void before_name(struct cast *c, const struct mention *m)
{
    struct word_run s = cast_sentence(c, m->first);
    if (m->first < s.begin + 2 || !cast_is(c, m->first - 1, ",") || !(c->flags[m->first - 2] & LEX_ROLE) || c->at[m->first - 2] >= 0)
        return;
    uint32_t role = m->first - 2, first = role;
    while (first > s.begin && role - first < 6 && ((c->flags[first - 1] & (LEX_MODIFIER | LEX_ROLE)) || cast_capital(c, first - 1) ||
                                                   cast_one_of(c, first - 1, "' s oldest eldest youngest daughter's son")))
        first--;
    cast_title(c, m->entity, cast_copy(c, first, role));
    struct entity *e = &c->entities[m->entity];
    if (!e->gender)
        e->gender = c->flags[role] & LEX_FEMALE ? 'f' : c->flags[role] & LEX_MALE ? 'm' : 0;
}

static void appositions(struct cast *c)
{
    for (size_t k = 0; k < c->n_names; k++) {
        const struct mention *m = &c->mentions[k];
        if (m->entity >= 0 && c->entities[m->entity].kind == HEARSAY_KIND_PERSON) {
            after_name(c, m);
            before_name(c, m);
        }
    }
}

/* ---- speakers ---- */

static uint32_t begin_of(const struct raw_attribution *a)
{
    uint32_t b = a->n_content ? a->content[0].first : a->cue.first;
    if (!raw_absent(a->cue) && a->cue.first < b)
        b = a->cue.first;
    return b;
}

static void speak(struct cast *c, size_t i, struct hearsay_attribution *out)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    enum hearsay_naming naming;
    const char *why;
    struct raw_span source = a->source;
    if (raw_absent(source) && a->cue.first < a->cue.last && pronoun_is(c, a->cue.first) && !cast_one_of(c, a->cue.first, "that which"))
        source = (struct raw_span){a->cue.first, a->cue.first}; /* "he said" taken for one cue */
    if (raw_absent(source))
        return;
    int entity = source_resolve(c, i, source, &naming, &why);
    c->speaker[i] = entity;
    c->why[i] = why;
    out->naming = naming;
    if (entity < 0)
        return;
    struct entity *e = &c->entities[entity];
    e->last_word = source.last;
    bool known = c->at[source.first] >= 0 || c->at[source.last] >= 0;
    if (source.first < e->first_word)
        e->first_word = source.first;
    cast_mark(c, entity, source.first, source.last, why);
    if (!known)
        e->n_mentions++;
}

static bool passive(const struct cast *c, const struct raw_attribution *a)
{
    bool be = false;
    bool accused = false; /* "is accused of": by whom is not said */
    for (uint32_t i = a->cue.first; i <= a->cue.last; i++) {
        be |= cast_one_of(c, i, "is was are were been being be");
        accused |= cast_one_of(c, i, "accused charged identified");
    }
    return be && (accused || cast_one_of(c, a->cue.last, "said believed reported thought expected known considered alleged understood rumored told seen called described"));
}

/* "…, saying on Twitter that": a cue without a source has the subject of its sentence, which is the source of another attribution there or the
 * first name in it. True when that settles it (also: that it is nobody). */
static bool subject_of_cue(struct cast *c, size_t i, struct hearsay_attribution *out, const struct hearsay_attribution *all)
{
    const struct raw_list *raw = &c->work->raw;
    const struct raw_attribution *a = &raw->items[i];
    if (raw_absent(a->cue) || a->inherits >= 0)
        return false;
    if (passive(c, a))
        return true; /* "it is believed": nobody is named */
    struct word_run s = cast_sentence(c, a->cue.first);
    for (size_t j = i; j-- > 0 && i - j < 12;) {
        const struct raw_attribution *b = &raw->items[j];
        if (c->speaker[j] >= 0 && !raw_absent(b->source) && b->source.first >= s.begin && b->source.last < a->cue.first && b->parent == a->parent) {
            c->speaker[i] = c->speaker[j];
            c->why[i] = "the subject of the sentence";
            out->naming = all[j].naming;
            return true;
        }
    }
    for (uint32_t k = s.begin; k < a->cue.first && k < s.begin + 12; k++)
        if (c->at[k] >= 0 && c->mentions[c->at[k]].entity >= 0 && !cast_possessive(c, c->mentions[c->at[k]].name_last) && !cast_quoted(c, k)) {
            c->speaker[i] = c->mentions[c->at[k]].entity;
            c->why[i] = "the subject of the sentence";
            out->naming = c->entities[c->speaker[i]].naming;
            return true;
        }
    return false;
}

/* "concerns about the plan grew": a noun that somebody has, and no quotation. Nobody is named. */
static bool anyones(const struct cast *c, const struct raw_attribution *a)
{
    bool verb = raw_absent(a->cue) || a->inherits >= 0 || !a->n_content || cast_quoted(c, a->content[0].first) || c->words[a->content[0].first].quote == QUOTE_OPENING;
    for (uint32_t k = a->cue.first; !verb && k <= a->cue.last; k++)
        verb = cast_verb(c, k);
    return !verb && c->work->model;
}

/* A quotation that goes on: the nearest speaker before in this paragraph or the one before, else the next in this paragraph. */
static void inherit(struct cast *c, size_t i, struct hearsay_attribution *out, const struct hearsay_attribution *all)
{
    const struct raw_list *raw = &c->work->raw;
    uint32_t here = c->words[begin_of(&raw->items[i])].paragraph;
    long best = -1;
    if (subject_of_cue(c, i, out, all) || anyones(c, &raw->items[i]))
        return;
    int from = raw->items[i].inherits; /* the extractor's own finding goes first */
    if (from >= 0 && (size_t)from < raw->n && c->speaker[from] >= 0)
        best = from;
    for (size_t j = i; j-- > 0 && best < 0 && i - j < 16;) {
        uint32_t there = c->words[begin_of(&raw->items[j])].paragraph;
        if (here > there + 1)
            break;
        if (c->speaker[j] >= 0 && raw->items[j].parent == raw->items[i].parent)
            best = (long)j;
    }
    for (size_t j = i + 1; from < 0 && j < raw->n && j - i < 8; j++) {
        if (c->words[begin_of(&raw->items[j])].paragraph != here)
            break;
        bool nearer = best < 0 || c->words[begin_of(&raw->items[best])].paragraph != here;
        if (c->speaker[j] >= 0 && !raw_absent(raw->items[j].source) && nearer && raw->items[j].parent == raw->items[i].parent) {
            best = (long)j;
            break;
        }
    }
    for (size_t j = i + 1; best < 0 && j < raw->n && j - i < 4; j++)
        if (c->speaker[j] >= 0 && c->words[begin_of(&raw->items[j])].paragraph <= here + 1)
            best = (long)j;
    if (best >= 0) {
        c->speaker[i] = c->speaker[best];
        c->why[i] = "the quotation goes on";
        out->naming = all[best].naming;
    }
}

/* Words without a source in a post that the article shows are the poster's. */
static bool posted(struct cast *c, size_t i, struct hearsay_attribution *out)
{
    int poster = chain_poster(c, begin_of(&c->work->raw.items[i]));
    if (poster < 0)
        return false;
    c->speaker[i] = poster;
    c->why[i] = "who signed the post";
    out->naming = c->entities[poster].naming;
    return true;
}

/* ---- what is given out ---- */

static bool number_people(struct cast *c, const struct hearsay_attribution *out, size_t n_raw, size_t *n_people)
{
    bool *used = ARENA_NEW(c->arena, bool, c->n_entities + 1);
    if (!used)
        return false;
    for (size_t i = 0; i < n_raw; i++)
        for (size_t k = 0; k < out[i].n_chain; k++)
            used[out[i].chain[k]] = true;
    *n_people = 0;
    for (size_t e = 0; e < c->n_entities; e++)
        if (used[e] || (c->entities[e].kind == HEARSAY_KIND_PERSON && c->entities[e].certain && c->entities[e].n_mentions))
            c->entities[e].id = (int)(*n_people)++;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct mention *x = *(const struct mention *const *)a, *y = *(const struct mention *const *)b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->last < y->last ? -1 : x->last > y->last;
}

/* Mentions of all people, sorted by person and place: counted, laid out one person after the other, then sorted within each. */
static bool give_mentions(struct cast *c, struct hearsay_person *people, size_t n_people)
{
    size_t *count = ARENA_NEW(c->arena, size_t, n_people + 1);
    const struct mention **order = ARENA_NEW(c->arena, const struct mention *, c->n_mentions + 1);
    if (!count || !order)
        return false;
    for (size_t k = 0; k < c->n_mentions; k++)
        if (c->mentions[k].entity >= 0 && c->entities[c->mentions[k].entity].id >= 0)
            count[c->entities[c->mentions[k].entity].id + 1]++;
    for (size_t p = 0; p < n_people; p++)
        count[p + 1] += count[p];
    for (size_t k = 0; k < c->n_mentions; k++)
        if (c->mentions[k].entity >= 0 && c->entities[c->mentions[k].entity].id >= 0)
            order[count[c->entities[c->mentions[k].entity].id]++] = &c->mentions[k];
    size_t begin = 0;
    for (size_t p = 0; p < n_people; p++) {
        size_t n = count[p] - begin;
        qsort(order + begin, n, sizeof *order, by_place);
        struct hearsay_span *spans = ARENA_NEW(c->arena, struct hearsay_span, n + 1);
        const char **why = ARENA_NEW(c->arena, const char *, n + 1);
        if (!spans || !why)
            return false;
        size_t kept = 0;
        for (size_t k = 0; k < n; k++) {
            const struct mention *m = order[begin + k];
            struct hearsay_span s = words_span(c->work->words, m->first, m->last);
            if (kept && span_overlaps(spans[kept - 1], s)) {
                if (spans[kept - 1].end - spans[kept - 1].begin < s.end - s.begin)
                    spans[kept - 1] = s;
                continue;
            }
            spans[kept] = s;
            why[kept++] = m->why ? m->why : "named here";
        }
        people[p].mentions = spans;
        people[p].mention_why = why;
        people[p].n_mentions = kept;
        begin = count[p];
    }
    return true;
}

static bool give_people(struct cast *c, struct hearsay_attribution *out, size_t n_raw, struct hearsay_person **people, size_t *n_people)
{
    if (!number_people(c, out, n_raw, n_people))
        return false;
    *people = ARENA_NEW(c->arena, struct hearsay_person, *n_people + 1);
    if (!*people)
        return false;
    for (size_t e = 0; e < c->n_entities; e++) {
        const struct entity *from = &c->entities[e];
        if (from->id < 0)
            continue;
        struct hearsay_person *to = &(*people)[from->id];
        const char **titles = ARENA_NEW(c->arena, const char *, from->n_titles + 1);
        if (!titles)
            return false;
        memcpy(titles, from->titles, from->n_titles * sizeof *titles);
        *to = (struct hearsay_person){.name = from->name, .kind = from->kind, .titles = titles, .n_titles = from->n_titles};
    }
    for (size_t i = 0; i < n_raw; i++) {
        out[i].speaker = c->speaker[i] < 0 || !out[i].n_chain ? HEARSAY_NONE : c->entities[c->speaker[i]].id;
        for (size_t k = 0; k < out[i].n_chain; k++)
            ((int *)(uintptr_t)out[i].chain)[k] = c->entities[out[i].chain[k]].id;
    }
    return give_mentions(c, *people, *n_people);
}

/* "X said that Y knew of it", "wanted it", "you can say that": what goes on in another's mind, and what anybody might say, is told on X's word. */
static bool told_of(const struct cast *c, size_t i)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    enum hearsay_act act = attribute_act(c->work, a);
    bool anybody = !raw_absent(a->source) && cast_one_of(c, a->source.first, "you one anyone anybody nobody everybody everyone someone somebody no") && a->source.last <= a->source.first + 1;
    bool doing = false; /* "discussed the plan", "was informed of it": what was done, not what was stated */
    for (uint32_t k = a->cue.first; k <= a->cue.last; k++)
        doing |= cast_one_of(c, k, "discussed discuss discusses discussing ordered refused refuses blamed saw") ||
                 (cast_is(c, k, "assured") && k > a->cue.first && cast_is(c, k - 1, "rest")) ||
                 (cast_one_of(c, k, "informed briefed") && k > a->cue.first && cast_one_of(c, k - 1, "was were been being routinely regularly fully"));
    bool learnt = act == HEARSAY_ACT_LEARN && !cast_one_of(c, a->cue.last, "found concluded determined ruled discovered evidence detected find finds finding findings conclude concludes determine determines recall recalled recalls remember remembered remembers"); /* those are findings */
    bool felt = act == HEARSAY_ACT_FEEL && cast_quoted(c, a->cue.first);
    bool settled = cast_is(c, a->cue.last, "determined") && a->cue.last > a->cue.first && cast_one_of(c, a->cue.last - 1, "had has have"); /* no wish */
    bool wanted = act == HEARSAY_ACT_WANT && !settled && !cast_one_of(c, a->cue.last, "for preferred favored favoured");
    return raw_absent(a->source) || pronoun_empty(c, a) || anybody || doing || learnt || felt || wanted;
}

static void tellers(struct cast *c, struct hearsay_attribution *out)
{
    const struct raw_list *raw = &c->work->raw;
    for (size_t i = 0; i < raw->n; i++) {
        int teller = raw->items[i].parent;
        if (teller < 0 || (size_t)teller >= raw->n || c->speaker[teller] < 0 || raw_absent(raw->items[i].cue) || !told_of(c, i))
            continue;
        c->speaker[i] = c->speaker[teller];
        c->why[i] = "what another thinks or might say: on the word of the one who tells it";
        out[i].naming = out[teller].naming;
    }
}

/* "The Times, citing two officials, said": the words are the officials', through the Times. The entity cited, or -1. */
static int cited(struct cast *c, size_t i, enum hearsay_naming *naming)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    struct word_run s = cast_sentence(c, a->cue.first);
    for (uint32_t k = s.begin; k + 1 < s.end; k++) {
        bool inside = false, own = a->cue.first == a->cue.last && k == a->cue.first;
        for (uint32_t p = 0; p < a->n_content; p++)
            inside |= a->content[p].first <= k && k <= a->content[p].last;
        if (!cast_is(c, k, "citing") || inside || own || cast_quoted(c, k))
            continue;
        uint32_t end = k + 1;
        while (end < s.end && end - k < 18 && !cast_one_of(c, end, ", ; said says reported . that"))
            end++;
        const char *why;
        int entity = end > k + 1 ? source_resolve(c, i, (struct raw_span){k + 1, end - 1}, naming, &why) : -1;
        return entity == c->speaker[i] ? -1 : entity;
    }
    return -1;
}

static void citations(struct cast *c, struct hearsay_attribution *out)
{
    for (size_t i = 0; i < c->work->raw.n; i++) {
        const struct raw_attribution *a = &c->work->raw.items[i];
        if (c->speaker[i] < 0 || raw_absent(a->cue) || raw_absent(a->source))
            continue;
        enum hearsay_naming naming;
        int outlet = c->speaker[i], entity = c->entities[outlet].outlet == -1 ? -1 : cited(c, i, &naming);
        if (entity < 0 || c->entities[entity].kind == HEARSAY_KIND_DOCUMENT)
            continue;
        c->speaker[i] = entity;
        c->why[i] = "whom the outlet cites";
        out[i].naming = naming;
        c->outlet[i] = c->entities[outlet].publisher ? OUTLET_PUBLISHER : outlet;
    }
}

static bool fill(struct cast *c, struct hearsay_attribution *out)
{
    const struct raw_list *raw = &c->work->raw;
    for (size_t i = 0; i < raw->n; i++)
        c->speaker[i] = -1;
    for (size_t i = 0; i < raw->n; i++)
        speak(c, i, &out[i]);
    for (size_t i = 0; i < raw->n; i++) /* "I" and "who" may need a speaker that stood later */
        if (c->speaker[i] < 0)
            speak(c, i, &out[i]);
    for (size_t i = 0; i < raw->n; i++)
        if (c->speaker[i] < 0 && raw_absent(raw->items[i].source) && !raw->items[i].hearsay && !posted(c, i, &out[i]))
            inherit(c, i, &out[i], out);
    for (size_t i = 0; i < raw->n; i++) /* "I" in a quotation that only now has its speaker */
        if (c->speaker[i] < 0)
            speak(c, i, &out[i]);
    tellers(c, out);
    if (!chain_prepare(c))
        return false;
    citations(c, out);
    for (size_t i = 0; i < raw->n; i++) {
        if (!chain_make(c, i, &out[i]))
            return false;
        access_judge(c, i, &out[i]);
        struct raw_span words;
        out[i].addressee = addressee_of(c, i, &words);
        out[i].when = when_said(c, i);
        out[i].where = where_said(c, i);
    }
    return !c->failed;
}

enum hearsay_status attribute_people(struct work *work, const struct hearsay_record *fields, struct hearsay_attribution *out,
                                     struct hearsay_person **people, size_t *n_people)
{
    struct cast cast;
    bool done = cast_init(&cast, work, fields) && names_find(&cast) && names_merge(&cast);
    if (done) {
        appositions(&cast);
        done = fill(&cast, out) && give_people(&cast, out, work->raw.n, people, n_people);
    }
    cast_release(&cast);
    return done ? HEARSAY_OK : HEARSAY_MEMORY;
}
