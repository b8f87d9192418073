/* Sentences: where a run of end marks, with what closes behind it, ends one.
 *
 * Method: rules over words, from left to right, one paragraph at a time. At each end mark the scanner takes the whole run of end
 * marks and the closing quotation marks and brackets behind it, and asks three things: does white space follow; how does the
 * next word begin; and, for a single full stop, is the word before it an abbreviation, an initial or a number.
 * Why rules: they are right where it matters here (quotations, titles, initials), can be read, and need no memory; a learned
 * splitter gains only on texts without capitals. A sentence is used to break windows and to look for a cue near a quotation.
 * Every question looks at a bounded number of words, so that the whole is linear.
 * Source: the boundary classes of Grefenstette and Tapanainen 1994; the list of hard cases in Gillick 2009, "Sentence boundary
 * detection and the problem with the U.S.".
 */
#include "text/abbreviations.h"
#include "text/cut.h"
#include "text/points.h"

enum { LOOK_AHEAD = 4, SPEAKER_MOST = 5, ENUMERATOR_MOST = 3 };
enum { ELLIPSIS = 0x2026, IDEOGRAPHIC_STOP = 0x3002, WIDE_EXCLAMATION = 0xFF01, WIDE_QUESTION = 0xFF1F };
enum { LEFT_SINGLE = 0x2018, RIGHT_SINGLE, LEFT_DOUBLE = 0x201C, RIGHT_DOUBLE, LEFT_ANGLES = 0xAB, RIGHT_ANGLES = 0xBB };
enum { EN_DASH = 0x2013, EM_DASH, LAST_INLINE_MARK = 0x2020 };

/* One paragraph and the sentence that is being made. */
struct splitter {
    const struct text *text;
    const struct word *words;
    uint32_t begin, end; /* the sentence's first word; the end of the paragraph */
};

/* A run of end marks, words [first, closers), and what closes behind it, [closers, next). */
struct ending {
    uint32_t first, closers, next;
    uint32_t n_stops; /* how many full stops, an ellipsis sign being three */
    bool asks;        /* holds ? or ! */
    bool wide;        /* an end mark that no white space follows */
};

static uint32_t first_point(const struct splitter *s, uint32_t i)
{
    return point_at(s->text, s->words[i].begin);
}

/* White space between word i - 1 and word i. */
static bool spaced(const struct splitter *s, uint32_t i)
{
    return s->words[i].begin > s->words[i - 1].end;
}

static bool is_end_mark(uint32_t point)
{
    return point == '.' || point == '!' || point == '?' || point == ELLIPSIS || point == IDEOGRAPHIC_STOP ||
           point == WIDE_EXCLAMATION || point == WIDE_QUESTION;
}

static bool is_bracket_closing(uint32_t point)
{
    return point == ')' || point == ']' || point == '}';
}

/* A mark that can close; “ cannot. */
static bool is_quotation_mark(uint32_t point)
{
    return point == '"' || point == '\'' || point == LEFT_SINGLE || point == RIGHT_SINGLE || point == RIGHT_DOUBLE ||
           point == LEFT_ANGLES || point == RIGHT_ANGLES;
}

/* A mark behind the end mark. One that nothing opened in this paragraph still closes when white space follows it. */
static bool closes(const struct splitter *s, uint32_t i)
{
    uint32_t point = first_point(s, i);
    if (s->words[i].quote == QUOTE_CLOSING)
        return true;
    if (spaced(s, i))
        return false;
    return is_bracket_closing(point) || (is_quotation_mark(point) && (i + 1 == s->end || spaced(s, i + 1)));
}

static struct ending ending_at(const struct splitter *s, uint32_t i)
{
    struct ending e = {.first = i};
    for (; i < s->end && is_end_mark(first_point(s, i)); i++) {
        uint32_t point = first_point(s, i);
        e.n_stops += point == '.' ? 1 : point == ELLIPSIS ? 3 : 0;
        e.asks |= point == '!' || point == '?' || point == WIDE_EXCLAMATION || point == WIDE_QUESTION;
        e.wide |= point == IDEOGRAPHIC_STOP || point == WIDE_EXCLAMATION || point == WIDE_QUESTION;
    }
    e.closers = i;
    while (i < s->end && closes(s, i))
        i++;
    e.next = i;
    return e;
}

static bool is_single_capital(const struct splitter *s, uint32_t i)
{
    return s->words[i].end == s->words[i].begin + 1 && (point_kinds(first_point(s, i)) & POINT_UPPER);
}

/* "U.S", "a.m", "e.g": a letter, a full stop and a letter, without white space. */
static bool ends_acronym(const struct splitter *s, uint32_t i)
{
    return i >= s->begin + 2 && !spaced(s, i) && !spaced(s, i - 1) && first_point(s, i - 1) == '.' &&
           s->words[i].end == s->words[i].begin + 1 && s->words[i - 2].end == s->words[i - 2].begin + 1;
}

/* What the next sentence would begin with, opening marks and dashes passed over. */
struct beginning {
    uint32_t word;   /* index; the paragraph's end when there is none near */
    bool opens;      /* an opening quotation mark or bracket stands before it */
    bool dash;
    bool lower, digit, mark;
};

static bool passed_over(const struct splitter *s, uint32_t i, struct beginning *b)
{
    uint32_t point = first_point(s, i);
    bool opens = s->words[i].quote == QUOTE_OPENING || point == '(' || point == '[' || point == LEFT_DOUBLE ||
                 point == LEFT_SINGLE;
    bool dash = point == '-' || point == EN_DASH || point == EM_DASH;
    b->opens |= opens;
    b->dash |= dash;
    return opens || dash || point == '#' || point == '@' || point == '$';
}

static struct beginning beginning_at(const struct splitter *s, uint32_t i)
{
    struct beginning b = {.word = i};
    for (uint32_t n = 0; n < LOOK_AHEAD && b.word < s->end && passed_over(s, b.word, &b); n++)
        b.word++;
    if (b.word < s->end) {
        uint32_t point = first_point(s, b.word);
        b.lower = (point_kinds(point) & POINT_LOWER) && s->words[b.word].shape != SHAPE_MIXED; /* "iPhone" */
        b.digit = point_kinds(point) & POINT_DIGIT;
        b.mark = !point_is_word(point);
    }
    return b;
}

/* `"Is it?" Smith asked.`: capitals and then a verb of speech. */
static bool speaker_follows(const struct splitter *s, uint32_t i)
{
    uint32_t last = s->end - i > SPEAKER_MOST ? i + SPEAKER_MOST : s->end;
    for (uint32_t k = i; k < last; k++) {
        if (tells_of_speech(s->text, &s->words[k]))
            return k > i;
        bool name = (point_kinds(first_point(s, k)) & POINT_UPPER) || first_point(s, k) == '.';
        if (!name || (k == i && commonly_begins_sentence(s->text, &s->words[k])))
            return false;
    }
    return false;
}

/* "2." or "B." at the head of a list's item. */
static bool enumerates(const struct splitter *s, uint32_t i)
{
    const struct word *word = &s->words[i];
    bool number = word->shape == SHAPE_DIGITS && word->end - word->begin <= ENUMERATOR_MOST;
    return i == s->begin && (number || is_single_capital(s, i));
}

/* "p.m." ends a sentence unless the day or the time zone follows. */
static bool is_half_of_day(const struct splitter *s, uint32_t i)
{
    const struct word *first = &s->words[i - 2];
    return word_is(s->text, &s->words[i], "m") && (word_is(s->text, first, "a") || word_is(s->text, first, "p"));
}

/* A full stop after an abbreviation, an initial or a list's number ends a sentence only where the next word says so. */
static bool stop_ends(const struct splitter *s, const struct ending *e, const struct beginning *b)
{
    if (e->first == s->begin || spaced(s, e->first))
        return true;
    uint32_t before = e->first - 1;
    enum abbreviation abbreviation = abbreviation_of(s->text, &s->words[before]);
    if (e->next > e->closers) /* "(Texas Sen.) Smith" */
        return abbreviation != ABBREVIATION_TITLE;
    const struct word *next = &s->words[b->word];
    bool common = !b->dash && next->shape != SHAPE_LOWER && commonly_begins_sentence(s->text, next);
    if (enumerates(s, before) && !b->opens)
        return false;
    if (ends_acronym(s, before) && is_half_of_day(s, before))
        return common || (next->shape == SHAPE_TITLE && !is_single_capital(s, b->word) && !tells_of_time(s->text, next));
    if (ends_acronym(s, before) || is_single_capital(s, before))
        return common;
    switch (abbreviation) {
    case ABBREVIATION_TITLE: return false;
    case ABBREVIATION_NUMBER: return !b->digit;
    case ABBREVIATION_MONTH: return !b->digit && common;
    case ABBREVIATION_OTHER: return common;
    default: return true;
    }
}

/* "said.The": a lower-case word, the end mark and a capital, with nothing between; not a name with a point in it. */
static bool glued_end(const struct splitter *s, const struct ending *e, const struct beginning *b)
{
    if (e->wide)
        return true;
    if (e->first == s->begin || b->mark || b->lower || b->digit)
        return false;
    const struct word *before = &s->words[e->first - 1], *next = &s->words[b->word];
    bool long_enough = before->shape == SHAPE_LOWER && before->end - before->begin > 1;
    return (long_enough || e->next > e->closers) && next->shape == SHAPE_TITLE && !spaced(s, e->first);
}

static bool ends_sentence(const struct splitter *s, const struct ending *e)
{
    struct beginning b = beginning_at(s, e->next);
    if (b.word == s->end)
        return true;
    if (!spaced(s, e->next))
        return glued_end(s, e, &b);
    bool closed = e->next > e->closers, quotes_on = b.opens && !e->asks;
    if (b.mark && !b.opens)
        return b.word > e->next || first_point(s, b.word) > LAST_INLINE_MARK; /* a bullet; not a comma, a colon, a slash */
    if (b.lower)
        return quotes_on && !closed && e->n_stops == 1 && stop_ends(s, e, &b);
    if (closed && !b.opens && (e->asks || e->n_stops > 1) && speaker_follows(s, b.word))
        return false;
    if (e->asks)
        return true;
    if (e->n_stops > 1 && e->first > s->begin && spaced(s, e->first)) /* a pause, set between blanks */
        return b.opens || commonly_begins_sentence(s->text, &s->words[b.word]);
    return e->n_stops != 1 || stop_ends(s, e, &b);
}

/* One past the last word of the sentence that begins at s->begin. Marks alone are no sentence while something follows. */
static uint32_t sentence_end(const struct splitter *s)
{
    bool has_word = false;
    for (uint32_t i = s->begin; i < s->end;) {
        if (!is_end_mark(first_point(s, i))) {
            has_word |= s->words[i].shape != SHAPE_PUNCT;
            i++;
            continue;
        }
        struct ending e = ending_at(s, i);
        if (e.next == s->end || (has_word && ends_sentence(s, &e)))
            return e.next;
        i = e.next;
    }
    return s->end;
}

/* Numbers the words' sentences; gives how many there are. */
static uint32_t number_sentences(const struct text *text, struct words *words)
{
    uint32_t n = 0;
    for (uint32_t p = 0; p < words->n_paragraphs; p++) {
        struct splitter s = {text, words->words, words->paragraphs[p].begin, words->paragraphs[p].end};
        while (s.begin < s.end) {
            uint32_t end = sentence_end(&s);
            for (; s.begin < end; s.begin++)
                words->words[s.begin].sentence = n;
            n++;
        }
    }
    return n;
}

enum hearsay_status sentences_make(struct arena *arena, const struct text *text, struct words *words)
{
    words->n_sentences = number_sentences(text, words);
    words->sentences = ARENA_NEW(arena, struct word_run, words->n_sentences);
    if (!words->sentences)
        return HEARSAY_MEMORY;
    for (uint32_t i = 0; i < words->n_words; i++) {
        struct word_run *run = &words->sentences[words->words[i].sentence];
        if (run->end == 0)
            run->begin = i;
        run->end = i + 1;
    }
    return HEARSAY_OK;
}
