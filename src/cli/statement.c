/* A statement of a case for a person: where it was printed, who says it through whom and to whom, what kind of word it is, and the sentence around
 * with the place in [brackets].
 *
 * The library's snippet is cut between words; here it is cut further, to the sentences that hold the place, where their ends are plain to see. A miss
 * costs nothing but some words too many.
 */
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

enum { MARKS_MAX = 64 };

struct pair {
    const char *word, *shown;
};

static const char *look_up(const struct pair *pairs, const char *word)
{
    while (pairs->word && (!word || strcmp(pairs->word, word) != 0))
        pairs++;
    return pairs->shown;
}

const char *naming_said(const char *naming)
{
    static const struct pair pairs[] = {{"named", "named"}, {"role", "by role, not by name"}, {"collective", "a body, not a person"},
                                        {"anonymous", "not named"}, {"document", "a document"}, {NULL, "no source given"}};
    return look_up(pairs, naming);
}

const char *access_said(const char *access)
{
    static const struct pair pairs[] = {{"in-room", "in the room"}, {"told", "was told"}, {"document", "from a document"}, {NULL, "access not known"}};
    return look_up(pairs, access);
}

static const char *form_words(const char *form)
{
    static const struct pair pairs[] = {{"direct", "quoted"}, {"mixed", "partly quoted"}, {"indirect", "paraphrased"}, {NULL, NULL}};
    return look_up(pairs, form);
}

/* What is usual is not mentioned. */
static const char *act_words(const char *act)
{
    static const struct pair pairs[] = {{"ask", "question"}, {"deny", "denial"}, {"confirm", "confirmation"}, {"promise", "promise"}, {"order", "order"},
                                        {"believe", "belief"}, {"want", "wish"}, {"feel", "feeling"}, {"agree", "agreement"}, {"disagree", "disagreement"},
                                        {"concede", "concession"}, {"accuse", "accusation"}, {"warn", "warning"}, {"refuse-to-say", "refusal to say"},
                                        {"learn", "learnt"}, {"hearsay", "hearsay"}, {NULL, NULL}};
    return look_up(pairs, act);
}

/* ---- the sentence around ---- */

struct snippet {
    const char *words;
    size_t *at;              /* the byte of each character; one more at the end */
    size_t n;                /* characters */
};

static bool snippet_read(struct snippet *out, const char *words)
{
    size_t bytes = strlen(words);
    *out = (struct snippet){.words = words, .at = malloc((bytes + 1) * sizeof *out->at)};
    if (!out->at)
        return false;
    for (size_t i = 0; i < bytes; i++)
        if (((unsigned char)words[i] & 0xC0) != 0x80)
            out->at[out->n++] = i;
    out->at[out->n] = bytes;
    return true;
}

static bool is_one_of(const struct snippet *snippet, size_t i, const char *characters)
{
    size_t n = snippet->at[i + 1] - snippet->at[i];
    for (const char *at = characters; *at;) {
        size_t step = 1;
        while (((unsigned char)at[step] & 0xC0) == 0x80)
            step++;
        if (step == n && memcmp(at, snippet->words + snippet->at[i], n) == 0)
            return true;
        at += step;
    }
    return false;
}

static bool is_capital(const struct snippet *snippet, size_t i)
{
    char byte = snippet->words[snippet->at[i]];
    return byte >= 'A' && byte <= 'Z';
}

/* "Mr.", "Sen.", "U.S.": a full stop behind a short capitalised word, or behind a single letter, ends nothing. */
static bool is_abbreviation(const struct snippet *snippet, size_t stop)
{
    size_t begin = stop;
    while (begin > 0 && !is_one_of(snippet, begin - 1, " (\"“‘'."))
        begin--;
    return begin < stop && (stop - begin == 1 || (stop - begin < 4 && is_capital(snippet, begin)));
}

/* Whether a sentence seems to end before the blank at i. */
static bool ends_before(const struct snippet *snippet, size_t i)
{
    size_t last = i;
    if (i == 0 || i + 1 >= snippet->n || !is_one_of(snippet, i, " ") || !(is_capital(snippet, i + 1) || is_one_of(snippet, i + 1, "\"“‘'")))
        return false;
    while (last > 0 && is_one_of(snippet, last - 1, "\"”’')"))
        last--;
    return last > 0 && (is_one_of(snippet, last - 1, "?!") || (is_one_of(snippet, last - 1, ".") && !is_abbreviation(snippet, last - 1)));
}

struct mark {
    size_t begin, end;
};

/* Words of a phrase stand in one mark. */
static size_t read_marks(const json_t *marks, const struct snippet *snippet, struct mark out[MARKS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(marks) && n < MARKS_MAX; i++) {
        const json_t *pair = json_array_get(marks, i);
        size_t begin = (size_t)json_integer_value(json_array_get(pair, 0)), end = (size_t)json_integer_value(json_array_get(pair, 1));
        if (begin >= end || end > snippet->n || (n && begin < out[n - 1].end))
            continue;
        if (n && begin == out[n - 1].end + 1 && is_one_of(snippet, out[n - 1].end, " "))
            out[n - 1].end = end;
        else
            out[n++] = (struct mark){begin, end};
    }
    return n;
}

static void add_characters(struct sheet *sheet, const struct snippet *snippet, size_t begin, size_t end)
{
    sheet_add(sheet, "%.*s", (int)(snippet->at[end] - snippet->at[begin]), snippet->words + snippet->at[begin]);
}

static void add_sentence(struct sheet *sheet, const struct snippet *snippet, const struct mark *marks, size_t n, bool whole_before)
{
    size_t begin = n ? marks[0].begin : 0, end = n ? marks[n - 1].end : snippet->n;
    while (begin > 0 && !ends_before(snippet, begin - 1))
        begin--;
    while (end < snippet->n && !ends_before(snippet, end))
        end++;
    sheet_add(sheet, "%s", begin == 0 && !whole_before ? "… " : "");
    size_t at = begin;
    for (size_t i = 0; i < n; i++) {
        add_characters(sheet, snippet, at, marks[i].begin);
        sheet_add(sheet, "[");
        add_characters(sheet, snippet, marks[i].begin, marks[i].end);
        sheet_add(sheet, "]");
        at = marks[i].end;
    }
    add_characters(sheet, snippet, at, end);
    bool ends = end < snippet->n || (end > 0 && is_one_of(snippet, end - 1, ".?!\"”’"));
    sheet_add(sheet, "%s", ends ? "" : " …");
}

static void put_sentence(struct sheet *sheet, const json_t *one)
{
    struct mark marks[MARKS_MAX];
    struct snippet snippet;
    const char *words = text_at(one, "snippet");
    if (!words || !snippet_read(&snippet, words)) {
        sheet->failed |= words != NULL;
        return;
    }
    size_t n = read_marks(json_object_get(one, "marks"), &snippet, marks);
    json_int_t place = json_integer_value(json_array_get(json_object_get(one, "span"), 0));
    add_sentence(sheet, &snippet, marks, n, n && (json_int_t)marks[0].begin >= place);
    sheet_line(sheet, 6, 6);
    free(snippet.at);
}

/* ---- the line above it ---- */

void add_outlet(struct sheet *sheet, const json_t *object, const char *id_key)
{
    const char *outlet = text_at(object, "outlet"), *published = text_at(object, "published"), *id = text_at(object, id_key);
    sheet_add(sheet, "%s", outlet ? outlet : id ? id : "no outlet");
    if (published)
        sheet_add(sheet, ", %.10s", published);
}

/* Nearest to the statement first, as `read` has it. */
static void add_who(struct sheet *sheet, const json_t *one)
{
    const char *speaker = text_at(one, "speaker");
    sheet_add(sheet, " · %s", speaker ? speaker : "(no source)");
}

static void add_company(struct sheet *sheet, const json_t *one)
{
    const json_t *chain = json_object_get(one, "chain");
    const char *addressee = text_at(one, "addressee");
    for (size_t i = json_array_size(chain); i-- > 1;) {
        const char *through = json_string_value(json_array_get(chain, i - 1));
        sheet_add(sheet, ", through %s", through ? through : "somebody");
    }
    if (addressee)
        sheet_add(sheet, ", to %s", addressee);
}

static void add_tags(struct sheet *sheet, const json_t *one)
{
    const char *const tags[] = {act_words(text_at(one, "act")), json_is_true(json_object_get(one, "negated")) ? "did not take place" : NULL,
                                form_words(text_at(one, "form")), text_at(one, "naming") ? naming_said(text_at(one, "naming")) : NULL,
                                text_at(one, "access") && strcmp(text_at(one, "access"), "unknown") != 0 ? access_said(text_at(one, "access")) : NULL};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tags[i])
            sheet_add(sheet, " · %s", tags[i]);
}

static void add_when(struct sheet *sheet, const json_t *one, bool by_day)
{
    const char *when = text_at(one, "when"), *where = text_at(one, "where"), *about = text_at(one, "about");
    if (about)
        sheet_add(sheet, " · about %s", about);
    if (when && !(by_day && text_at(one, "said")))
        sheet_add(sheet, " · said %s", when);
    if (where)
        sheet_add(sheet, " · %s", where);
}

static void add_decided(struct sheet *sheet, const json_t *one)
{
    const json_t *decided = json_object_get(one, "decided");
    for (size_t i = 0; i < json_array_size(decided); i++)
        sheet_add(sheet, "%s %lld", i ? "," : json_array_size(decided) == 1 ? " · decision" : " · decisions", (long long)json_integer_value(json_array_get(decided, i)));
}

static void head_article(struct statements *in, const json_t *one)
{
    const char *title = text_at(one, "title"), *id = text_at(one, "id");
    if (in->article == number_at(one, "article"))
        return;
    if (in->article)
        sheet_blank(in->sheet);
    in->article = number_at(one, "article");
    add_outlet(in->sheet, one, "id");
    if (title || text_at(one, "outlet"))
        sheet_add(in->sheet, " · %s", title ? title : id ? id : "");
    sheet_line(in->sheet, 0, 2);
}

/* Under a day it is told whether that is when it was said or, for want of that, printed. */
static void add_printed(struct sheet *sheet, const json_t *one)
{
    const char *outlet = text_at(one, "outlet"), *id = text_at(one, "id");
    if (text_at(one, "said"))
        sheet_add(sheet, " · said then, printed %.10s in ", text_at(one, "published") ? text_at(one, "published") : "");
    else
        sheet_add(sheet, " · printed then in ");
    sheet_add(sheet, "%s", outlet ? outlet : id);
}

/* The day on which it was said, or printed where that is not known. */
static void head_day(struct statements *in, const json_t *one)
{
    const char *said = text_at(one, "said"), *published = text_at(one, "published");
    char day[sizeof in->day];
    snprintf(day, sizeof day, "%.10s", said ? said : published ? published : "no day");
    if (strcmp(day, in->day) == 0)
        return;
    if (in->day[0])
        sheet_blank(in->sheet);
    memcpy(in->day, day, sizeof day);
    sheet_say(in->sheet, 0, 0, "%s", day);
}

void statement_put(struct statements *in, const json_t *one)
{
    struct sheet *sheet = in->sheet;
    const json_t *attribution = json_object_get(one, "attribution");
    (in->by_day ? head_day : head_article)(in, one);
    if (json_is_integer(attribution))
        sheet_add(sheet, "%lld:%lld", (long long)number_at(one, "article"), (long long)json_integer_value(attribution));
    else
        sheet_add(sheet, "article %lld · in nobody's statement", (long long)number_at(one, "article"));
    if (json_is_integer(attribution) && in->speaker)
        add_who(sheet, one);
    add_company(sheet, one);
    if (in->by_day)
        add_printed(sheet, one);
    add_when(sheet, one, in->by_day);
    add_tags(sheet, one);
    add_decided(sheet, one);
    sheet_line(sheet, 2, 6);
    put_sentence(sheet, one);
}
