/* The list below a passage: for each attribution who, through whom, and how sure; what was said stands shortened beside the cue.
 * What stands inside another's content is indented below it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/page.h"
#include "report/spans.h"

enum { CONTENT_SHOWN = 110, STEP_COLUMNS = 4, DEPTH_MAX = 6, TITLES_SHOWN = 2 };

static const struct hearsay_person *person_at(const struct page *page, int index)
{
    return index >= 0 && (size_t)index < page->record->n_people ? &page->record->people[index] : NULL;
}

static void put_span(struct page *page, struct hearsay_span span)
{
    span = span_inside(&page->text, span);
    for (uint32_t at = span.begin; at < span.end; at++)
        flow_point(&page->flow, text_point(&page->text, at));
}

/* "Mr." and "Sen." stand before a name, "foreign minister" behind it. */
static bool stands_before(const char *title)
{
    size_t n = strlen(title);
    return n > 0 && title[n - 1] == '.' && !strchr(title, ' ');
}

static void put_person(struct page *page, const struct hearsay_person *person)
{
    size_t shown = 0;
    for (size_t i = 0; i < person->n_titles && !shown; i++) {
        if (!stands_before(person->titles[i]))
            continue;
        flow_puts(&page->flow, person->titles[i]);
        flow_puts(&page->flow, " ");
        shown = 1;
    }
    flow_puts(&page->flow, person->name);
    shown = 0;
    for (size_t i = 0; i < person->n_titles && shown < TITLES_SHOWN; i++) {
        if (stands_before(person->titles[i]))
            continue;
        flow_puts(&page->flow, ", ");
        flow_puts(&page->flow, person->titles[i]);
        shown++;
    }
}

/* Nearest to the statement first: "Vladimir Putin, through Sergey Lavrov". */
static void put_who(struct page *page, const struct hearsay_attribution *one)
{
    const struct hearsay_person *speaker = person_at(page, one->speaker);
    flow_style(&page->flow, STYLE_STRONG);
    if (speaker)
        put_person(page, speaker);
    else if (!span_empty(one->source))
        put_span(page, one->source);
    else
        flow_puts(&page->flow, "(no source)");
    flow_style(&page->flow, STYLE_NONE);
    for (size_t i = one->n_chain; i-- > 0;) {
        const struct hearsay_person *through = person_at(page, one->chain[i]);
        if (!through || (i + 1 == one->n_chain && one->chain[i] == one->speaker))
            continue;
        flow_puts(&page->flow, ", through ");
        flow_puts(&page->flow, through->name);
    }
}

/* The content's beginning, up to about CONTENT_SHOWN characters and to the end of a word. */
static void put_content(struct page *page, const struct hearsay_attribution *one)
{
    uint32_t shown = 0;
    for (size_t i = 0; i < one->n_content; i++) {
        struct hearsay_span span = span_inside(&page->text, one->content[i]);
        if (i)
            flow_puts(&page->flow, " … ");
        for (uint32_t at = span.begin; at < span.end; at++, shown++) {
            uint32_t point = text_point(&page->text, at);
            if (shown >= CONTENT_SHOWN && point_is_space(point)) {
                flow_puts(&page->flow, " …");
                return;
            }
            flow_point(&page->flow, point);
        }
    }
}

/* " (to reporters; Friday; Hamburg)" */
static void put_where(struct page *page, const struct hearsay_attribution *one)
{
    const char *const parts[] = {one->addressee, one->when, one->where};
    const char *before = " (";
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i])
            continue;
        flow_puts(&page->flow, before);
        flow_puts(&page->flow, i == 0 ? "to " : "");
        flow_puts(&page->flow, parts[i]);
        before = "; ";
    }
    flow_puts(&page->flow, before[0] == ';' ? ")" : "");
}

static const char *act_tag(const struct hearsay_attribution *one)
{
    static const char *const tags[] = {"statement", "question", "denial", "confirmation", "promise", "order", "belief", "wish", "feeling",
                                       "agreement", "disagreement", "concession", "accusation", "warning", "refusal to say",
                                       "learnt", "hearsay"};
    return (size_t)one->act < sizeof tags / sizeof *tags ? tags[one->act] : NULL;
}

/* What kind of word it is, in a few words; what is usual or not known is not mentioned. */
static void put_tags(struct page *page, const struct hearsay_attribution *one)
{
    static const char *const forms[] = {"quoted", "partly quoted", "paraphrased"};
    static const char *const namings[] = {NULL, "named", "known by role", "a group", "not named", "a document"};
    static const char *const accesses[] = {NULL, "was there", "was told", "has it from a document"};
    char sure[32];
    double share = isfinite(one->confidence) ? fmin(fmax(one->confidence, 0), 1) : 0;
    snprintf(sure, sizeof sure, "%d %% sure", (int)lround(share * 100));
    const char *const tags[] = {act_tag(one), one->negated ? "did not take place" : NULL, forms[(unsigned)one->form % 3],
                                namings[(unsigned)one->naming % 6], accesses[(unsigned)one->access % 4], sure};
    flow_style(&page->flow, STYLE_FAINT);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (!tags[i])
            continue;
        if (i)
            flow_puts(&page->flow, " · ");
        flow_puts(&page->flow, tags[i]);
    }
    flow_style(&page->flow, STYLE_NONE);
}

/* The cue without the mark that leads over to the content: ours stands there. */
static void put_cue(struct page *page, const struct hearsay_attribution *one)
{
    struct hearsay_span cue = span_inside(&page->text, one->cue);
    while (!span_empty(cue) && strchr(":,-", (int)text_point(&page->text, cue.end - 1) & 0x7F) &&
           text_point(&page->text, cue.end - 1) < 0x80)
        cue.end--;
    put_span(page, cue);
    put_where(page, one);
    if (!span_empty(cue))
        flow_puts(&page->flow, ": ");
}

static void put_attribution(struct page *page, size_t i, unsigned depth)
{
    const struct hearsay_attribution *one = &page->record->attributions[i];
    unsigned text_at = page->margin + (depth < DEPTH_MAX ? depth : DEPTH_MAX) * STEP_COLUMNS;
    char number[32];
    snprintf(number, sizeof number, "%*zu", (int)page->margin - 2, i + 1);
    flow_begin(&page->flow, text_at - page->margin, text_at);
    flow_fixed(&page->flow, number, page->margin);
    put_who(page, one);
    flow_end(&page->flow);
    flow_begin(&page->flow, text_at, text_at);
    put_cue(page, one);
    put_content(page, one);
    flow_end(&page->flow);
    flow_begin(&page->flow, text_at, text_at);
    put_tags(page, one);
    flow_end(&page->flow);
}

/* Depth first without recursion: an article may nest as deep as it likes. */
static void put_tree(struct page *page, size_t root)
{
    const struct passages *passages = &page->passages;
    unsigned depth = 0;
    int at = (int)root;
    for (;;) {
        put_attribution(page, (size_t)at, depth);
        if (passages->first_child[at] != HEARSAY_NONE) {
            at = passages->first_child[at];
            depth++;
            continue;
        }
        while (at != (int)root && passages->next[at] == HEARSAY_NONE) {
            at = page->record->attributions[at].parent;
            depth--;
        }
        if (at == (int)root)
            return;
        at = passages->next[at];
    }
}

void page_list(struct page *page, const struct passage *passage)
{
    for (size_t i = 0; i < passage->n_roots; i++)
        put_tree(page, passage->roots[i]);
}

struct cited {
    size_t n, person;
};

static int by_count(const void *a, const void *b)
{
    const struct cited *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return x->person < y->person ? -1 : x->person > y->person;
}

void page_speakers(struct page *page)
{
    const struct hearsay_record *record = page->record;
    struct cited *cited = ARENA_NEW(&page->arena, struct cited, record->n_people);
    if (!cited || !record->n_people)
        return;
    for (size_t i = 0; i < record->n_people; i++)
        cited[i].person = i;
    for (size_t i = 0; i < record->n_attributions; i++)
        if (person_at(page, record->attributions[i].speaker))
            cited[record->attributions[i].speaker].n++;
    qsort(cited, record->n_people, sizeof *cited, by_count);
    if (!cited[0].n)
        return;
    flow_begin(&page->flow, 0, 2);
    flow_style(&page->flow, STYLE_STRONG);
    flow_puts(&page->flow, "On whose word: ");
    flow_style(&page->flow, STYLE_NONE);
    for (size_t i = 0; i < record->n_people && cited[i].n; i++) {
        char times[32];
        snprintf(times, sizeof times, " ×%zu", cited[i].n);
        flow_puts(&page->flow, i ? " · " : "");
        flow_puts(&page->flow, record->people[cited[i].person].name);
        flow_puts(&page->flow, cited[i].n > 1 ? times : "");
    }
    flow_end(&page->flow);
}
