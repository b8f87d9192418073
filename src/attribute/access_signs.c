/* access_signs: looks in the text for what bears on whether a speaker could know: who the speaker is, whether the statement tells of the
 * speaker's own doings, what the cue does, and whether the article puts the speaker into a meeting, a call or the room.
 *
 * Each sign is a closed rule over words and entities, so that a judgement can name the words that show it. Importance is no sign: how often an
 * article names somebody is, since accounts of an event turn on those who took part in it. */
#include <string.h>

#include "attribute/access.h"

static void set(struct access_signs *s, enum access_sign sign, uint32_t first, uint32_t last)
{
    if (!s->has[sign]) {
        s->has[sign] = true;
        s->shown[sign] = (struct raw_span){first, last};
    }
}

static void mark(struct access_signs *s, enum access_sign sign, bool has)
{
    if (has)
        set(s, sign, 1, 0);
}

static bool any(const struct cast *c, struct raw_span span, const char *list, uint32_t *at)
{
    for (uint32_t i = span.first; !raw_absent(span) && i <= span.last && i < c->n; i++)
        if (cast_one_of(c, i, list)) {
            *at = i;
            return true;
        }
    return false;
}

/* A word of `list` in a title of the entity. */
static bool titled(const struct entity *e, const char *const *list, size_t n)
{
    for (uint32_t t = 0; t < e->n_titles; t++)
        for (size_t k = 0; k < n; k++)
            if (strcasestr(e->titles[t], list[k]))
                return true;
    return false;
}

#define TITLED(e, ...) titled((e), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static const char AGENTS[] = "spokesman spokeswoman spokesperson spokespeople spokesmen representatives representative lawyer lawyers attorney attorneys counsel aide aides "
                             "press adviser advisers counselor secretary-press communications office team campaign";

/* ---- who the speaker is ---- */

static void speaker_signs(struct cast *c, const struct entity *e, struct raw_span source, enum hearsay_naming naming, struct access_signs *s)
{
    uint32_t at;
    mark(s, SIGN_DOCUMENT, naming == HEARSAY_NAMING_DOCUMENT);
    mark(s, SIGN_NAMED, naming == HEARSAY_NAMING_NAMED);
    mark(s, SIGN_ROLE, naming == HEARSAY_NAMING_ROLE);
    mark(s, SIGN_COLLECTIVE, naming == HEARSAY_NAMING_COLLECTIVE);
    mark(s, SIGN_ANONYMOUS, naming == HEARSAY_NAMING_ANONYMOUS);
    mark(s, SIGN_OUTLET, e->outlet != -1);
    mark(s, SIGN_COUNTRY, e->place);
    mark(s, SIGN_INSTITUTION, e->kind == HEARSAY_KIND_ORGANIZATION && !e->place && e->outlet == -1);
    if (e->kind == HEARSAY_KIND_ORGANIZATION && (strcasestr(e->name, "white house") || strcasestr(e->name, "department") || strcasestr(e->name, "ministry") ||
                                                 strcasestr(e->name, "pentagon") || strcasestr(e->name, "kremlin") || strcasestr(e->name, "administration")))
        mark(s, SIGN_FOREIGN_STATE, true);
    if (TITLED(e, "spokes", "press secretary", "counselor", "lawyer", "attorney for", "aide", "representative for", "communications", "press sec", "economic adviser"))
        mark(s, SIGN_SPEAKS_FOR, true);
    else if (e->kind != HEARSAY_KIND_PERSON && any(c, source, AGENTS, &at))
        set(s, SIGN_SPEAKS_FOR, at, at);
    mark(s, SIGN_LEGISLATOR, TITLED(e, "rep.", "rep ", "sen.", "senator", "representative", "congress", "lawmaker", "house speaker", "minority leader", "majority leader") ||
                                 strcasestr(e->name, "democrats") || strcasestr(e->name, "republicans") || strcasestr(e->name, "lawmakers"));
    mark(s, SIGN_EXPERT, TITLED(e, "analyst", "professor", "expert", "scholar", "fellow", "economist", "historian", "columnist", "researcher", "strategist") ||
                             strcasestr(e->name, "critics") || strcasestr(e->name, "experts") || strcasestr(e->name, "analysts"));
    if (naming != HEARSAY_NAMING_NAMED && (any(c, source, "familiar briefed knowledge privy informed knowledgeable aware direct", &at) ||
                                           strstr(e->name, "familiar") || strstr(e->name, "knowledge of") || strstr(e->name, "briefed") || strstr(e->name, "informed")))
        mark(s, SIGN_FAMILIAR, true);
    mark(s, SIGN_OFFICIALS, e->kind == HEARSAY_KIND_UNNAMED && strcasestr(e->name, "official"));
}

static void weight_signs(const struct cast *c, const struct entity *e, struct access_signs *s)
{
    uint32_t most = 0;
    for (size_t k = 0; k < c->n_entities && k < 4096; k++)
        if (c->entities[k].kind == HEARSAY_KIND_PERSON && c->entities[k].n_mentions > most)
            most = c->entities[k].n_mentions;
    mark(s, SIGN_FIRST, e->kind == HEARSAY_KIND_PERSON && e->n_mentions == most);
    mark(s, SIGN_OFTEN, e->n_mentions >= 5 && 3 * e->n_mentions >= most);
    mark(s, SIGN_ONCE, e->n_mentions <= 2);
}

/* ---- the statement ---- */

static bool own_pronoun(const struct cast *c, const struct entity *e, uint32_t i)
{
    if (e->kind == HEARSAY_KIND_PERSON || e->kind == HEARSAY_KIND_UNNAMED) {
        if (e->plural)
            return cast_one_of(c, i, "they their them");
        return (e->gender != 'f' && cast_one_of(c, i, "he his him himself")) || (e->gender != 'm' && cast_one_of(c, i, "she her herself"));
    }
    return cast_one_of(c, i, "it its they their");
}

static const char PAST_WORDS[] = "was were had did been told said met went gave made took knew saw heard called wrote spoke asked brought got put left sent ve";

static bool past_word(const struct cast *c, uint32_t i)
{
    size_t n = i < c->n ? strlen(c->lower[i]) : 0;
    return cast_one_of(c, i, PAST_WORDS) || (n > 4 && strcmp(c->lower[i] + n - 2, "ed") == 0 && !cast_one_of(c, i, "need united indeed"));
}

static bool past_near(const struct cast *c, uint32_t i)
{
    for (uint32_t k = i + 1; k < i + 4; k++)
        if (past_word(c, k))
            return true;
    return false;
}

static void word_signs(const struct cast *c, const struct entity *e, uint32_t i, bool quoted, bool opens, struct access_signs *s)
{
    if (quoted && cast_one_of(c, i, "i me my myself mine") && !cast_is(c, i + 1, "."))
        set(s, SIGN_I, i, i);
    if (quoted && cast_one_of(c, i, "i we") && past_near(c, i))
        set(s, SIGN_I_PAST, i, i);
    if (cast_one_of(c, i, "i we he she they") && cast_one_of(c, i + 1, "think believe hope expect guess suppose don thinks believes want wants"))
        set(s, SIGN_I_VIEW, i, i);
    if (quoted && cast_one_of(c, i, "we us our ours") && !(cast_is(c, i, "us") && cast_capital(c, i)))
        set(s, SIGN_WE, i, i);
    if (!quoted && own_pronoun(c, e, i)) {
        set(s, SIGN_SELF, i, i);
        if (opens)
            set(s, SIGN_SELF_OPENS, i, i);
    }
    int32_t m = c->at[i];
    if (m >= 0 && c->mentions[m].entity >= 0 && c->entities[c->mentions[m].entity].kind == HEARSAY_KIND_PERSON)
        set(s, &c->entities[c->mentions[m].entity] == e ? SIGN_SELF_NAMED : SIGN_OTHERS, i, i);
    if (past_word(c, i))
        set(s, SIGN_PAST, i, i);
    if (m >= 0 && s->has[SIGN_OTHERS] && &c->entities[c->mentions[m].entity < 0 ? 0 : c->mentions[m].entity] != e && past_near(c, c->mentions[m].name_last))
        set(s, SIGN_OTHERS_PAST, i, i);
    if (cast_one_of(c, i, "will would should must may might could going ll shall can"))
        set(s, SIGN_FUTURE, i, i);
    if (cast_one_of(c, i, "think believe want wants hope expect feel good bad wrong right best great terrible"))
        set(s, SIGN_OPINION, i, i);
}

/* "denied knowing", "threatened to": what the statement is about is the source's own doing. */
static bool implied(const struct cast *c, const struct raw_attribution *a)
{
    uint32_t i = a->n_content ? a->content[0].first : c->n;
    size_t n = i < c->n ? strlen(c->lower[i]) : 0;
    return n > 4 && (strcmp(c->lower[i] + n - 3, "ing") == 0 || (cast_is(c, i, "to"))) && !cast_one_of(c, i, "nothing something anything everything");
}

/* What the statement begins with: its subject, roughly. */
static void subject_signs(const struct cast *c, const struct raw_attribution *a, const struct entity *e, struct access_signs *s)
{
    uint32_t i = a->n_content ? a->content[0].first : c->n, end = i + 4;
    for (; i < end && i < c->n; i++) {
        int32_t m = c->at[i];
        if (m >= 0 && c->mentions[m].entity >= 0) {
            const struct entity *about = &c->entities[c->mentions[m].entity];
            if (about != e && !cast_possessive(c, c->mentions[m].name_last))
                set(s, about->kind == HEARSAY_KIND_PERSON ? SIGN_ABOUT_PERSON : SIGN_ABOUT_BODY, i, i);
            return;
        }
        if (cast_one_of(c, i, "it that this there these those nothing everything what"))
            set(s, SIGN_ABOUT_IT, i, i);
        if (own_pronoun(c, e, i) || cast_one_of(c, i, "i we they he she is was were are has had"))
            return;
    }
}

static void content_signs(const struct cast *c, const struct raw_attribution *a, const struct entity *e, struct access_signs *s)
{
    subject_signs(c, a, e, s);
    mark(s, SIGN_SHORT, a->n_content && a->content[a->n_content - 1].last - a->content[0].first < 6);
    mark(s, SIGN_IMPLIED, implied(c, a));
    for (uint32_t k = 0; k < a->n_content; k++)
        for (uint32_t i = a->content[k].first; i <= a->content[k].last && i < c->n; i++) {
            bool quoted = cast_quoted(c, i);
            word_signs(c, e, i, quoted, i <= a->content[k].first + 2, s);
            if (quoted)
                mark(s, SIGN_QUOTED, true);
        }
}

/* ---- the cue ---- */

static void cue_signs(const struct cast *c, const struct raw_attribution *a, struct access_signs *s)
{
    static const struct { enum access_sign sign; const char *words; } cues[] = {
        {SIGN_DENIES, "denied deny denies denying denial denials disputed disputes disputing rejected rejects rejecting dismissed refuted rebutted pushed contradicted"},
        {SIGN_TESTIFIES, "testified testimony testify testifying testifies deposition"},
        {SIGN_WRITES, "wrote writes writing tweeted tweet tweets posted letter texted"},
        {SIGN_ACCUSES, "accused accuses accusing blamed blames blaming called calling calls criticized slammed labeled accusation argued argue argues argument questioned warned "
                       "suggested charged contended"},
        {SIGN_BELIEVES, "believes believe believed thinks thought wants wanted hopes expects doubts doubted suspects favored views feels"},
        {SIGN_TELLS_OWN, "recalled recounted described describes describing revealed admitted admits admitting acknowledged acknowledges confirmed confirms explained remembered "
                         "complained complaining claims claim claimed alleged alleges"},
        {SIGN_COMMITS, "vowed promised threatened refused declined announced announces declared pledged offered agreed insisted"},
    };
    uint32_t at;
    for (size_t k = 0; k < sizeof cues / sizeof cues[0]; k++)
        if (any(c, a->cue, cues[k].words, &at))
            set(s, cues[k].sign, at, at);
}

/* ---- the rosters of the article ---- */

static const char EVENTS[] = "meeting meetings met meet call calls phone conversation conversations spoke talks dinner lunch briefing session negotiations";

/* The sentences that name the speaker: a meeting, or the plain word that the speaker was there. */
static void roster_signs(const struct cast *c, size_t speaker, size_t here, struct access_signs *s)
{
    uint32_t last_sentence = UINT32_MAX, looked = 0;
    size_t from = here > CAST_LOOK ? here - CAST_LOOK : 0;
    for (size_t k = from; k < c->n_names && k < here + CAST_LOOK && looked < 64; k++) {
        const struct mention *m = &c->mentions[k];
        if (m->entity != (int)speaker || c->words[m->first].sentence == last_sentence)
            continue;
        last_sentence = c->words[m->first].sentence;
        looked++;
        struct word_run r = cast_sentence(c, m->first);
        for (uint32_t i = r.begin; i < r.end; i++) {
            if (cast_quoted(c, i))
                continue;
            uint32_t gap = i > m->last ? i - m->last : m->first - i;
            if (cast_one_of(c, i, EVENTS) && gap <= 12)
                set(s, SIGN_MEETING, r.begin, r.end - 1);
            if ((cast_one_of(c, i, "attended attending witnessed participated overheard listened joined") && gap <= 8) ||
                (cast_is(c, i, "in") && cast_is(c, i + 1, "the") && cast_one_of(c, i + 2, "room meeting") && gap <= 8))
                set(s, SIGN_PRESENT, r.begin, r.end - 1);
        }
    }
}

/* Does another attribution of the same speaker tell of the speaker's own doings; do others speak of the speaker? */
static void article_signs(const struct cast *c, size_t self, struct access_signs *s)
{
    const struct raw_list *raw = &c->work->raw;
    int speaker = c->speaker[self];
    size_t from = self > 200 ? self - 200 : 0, to = self + 200 < raw->n ? self + 200 : raw->n;
    for (size_t j = from; j < to && !(s->has[SIGN_OWN_STORY] && s->has[SIGN_TALKED_ABOUT]); j++) {
        const struct raw_attribution *a = &raw->items[j];
        for (uint32_t k = 0; k < a->n_content; k++)
            for (uint32_t i = a->content[k].first; i <= a->content[k].last && i < c->n; i++) {
                int32_t m = c->at[i];
                if (c->speaker[j] == speaker && j != self && cast_quoted(c, i) && cast_one_of(c, i, "i we") && past_near(c, i))
                    set(s, SIGN_OWN_STORY, i, i);
                if (c->speaker[j] != speaker && m >= 0 && c->mentions[m].entity == speaker)
                    set(s, SIGN_TALKED_ABOUT, i, i);
            }
    }
}

void access_signs_find(struct cast *c, size_t i, const struct hearsay_attribution *out, struct access_signs *s)
{
    const struct raw_attribution *a = &c->work->raw.items[i];
    memset(s, 0, sizeof *s);
    mark(s, SIGN_ANY, true);
    if (c->speaker[i] < 0)
        return;
    const struct entity *e = &c->entities[c->speaker[i]];
    uint32_t at;
    speaker_signs(c, e, a->source, out->naming, s);
    weight_signs(c, e, s);
    content_signs(c, a, e, s);
    cue_signs(c, a, s);
    article_signs(c, i, s);
    roster_signs(c, (size_t)c->speaker[i], a->n_content ? cast_names_before(c, a->content[0].first) : 0, s);
    for (size_t k = 0; k + 1 < out->n_chain; k++)
        mark(s, c->entities[out->chain[k]].outlet != -1 ? SIGN_TO_OUTLET : SIGN_RELAYED, true);
    if (!raw_absent(a->source) && any(c, a->source, "room attended present witnessed", &at))
        set(s, SIGN_PRESENT, a->source.first, a->source.last);
}
