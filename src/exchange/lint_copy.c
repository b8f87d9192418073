/* Statements whose words are another article's.
 *
 * Method: every run of eight words of the drafts is hashed; the other articles are read once, and each of their runs that is known is followed to both sides, word by word. A
 * statement keeps its longest run. Words that are quoted are the speaker's, not the writer's: at least five of a run stand outside quotation marks, so that two reporters who heard one
 * sentence are not taken for copies. Time grows with the length of all articles together. Source: shared word runs, as Broder (1997) has them.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/vector.h"
#include "exchange/lint.h"
#include "report/accounts.h"

enum { WORDS_OF_ARTICLE_MAX = 1 << 22, CHAIN_MAX = 32 };

struct word {
    uint32_t hash, begin, end; /* code points */
    bool quoted;
};
struct words {
    struct word *items; /* malloc'd */
    size_t n, capacity;
};
/* The drafts' runs by their hash: slot → the first run, run → the next of that slot; 0: none, else index + 1. */
struct runs {
    uint32_t *slots, *next;
    size_t n_slots; /* a power of two */
};
/* The longest run that a statement shares with an article. */
struct match {
    int other;
    size_t n_words;
    struct hearsay_span here, there;
};

/* The bytes of the point at `s`, and whether it belongs to a word. Apostrophes part words, so that both kinds are alike. */
static size_t point_bytes(const unsigned char *s, size_t n, bool *letter)
{
    size_t bytes = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    *letter = s[0] < 0x80 ? isalnum(s[0]) != 0 : !(s[0] == 0xE2 && n > 1 && (s[1] == 0x80 || s[1] == 0x81)) && !(s[0] == 0xC2);
    return bytes < n ? bytes : n;
}

/* "1: opens, -1: closes, 2: either. */
static int quote_mark(const unsigned char *s, size_t n)
{
    if (s[0] == '"')
        return 2;
    if (n < 3 || s[0] != 0xE2 || s[1] != 0x80)
        return 0;
    return s[2] == 0x9C ? 1 : s[2] == 0x9D ? -1 : 0;
}

static bool words_read(struct words *words, const struct hearsay_record *record)
{
    const unsigned char *s = (const unsigned char *)record->text;
    struct word word = {0};
    bool quoted = false;
    uint32_t point = 0;
    words->n = 0;
    for (size_t at = 0; at <= record->n_bytes;) {
        bool letter = false;
        size_t bytes = at < record->n_bytes ? point_bytes(s + at, record->n_bytes - at, &letter) : 1;
        if (letter) {
            word.begin = word.hash ? word.begin : point;
            for (size_t i = 0; i < bytes; i++)
                word.hash = ((word.hash ? word.hash : 2166136261u) ^ (uint32_t)tolower(s[at + i])) * 16777619u; /* FNV-1a */
            word.hash += !word.hash;
        } else if (word.hash) {
            word.end = point;
            word.quoted = quoted;
            if (!VECTOR_ROOM(words->items, words->n, words->capacity, WORDS_OF_ARTICLE_MAX))
                return words->n == WORDS_OF_ARTICLE_MAX; /* of a longer one the rest is not compared */
            words->items[words->n++] = word;
            word.hash = 0;
        }
        if (at < record->n_bytes && !letter) {
            int mark = quote_mark(s + at, record->n_bytes - at);
            quoted = mark == 2 ? !quoted : mark ? mark > 0 : s[at] == '\n' ? false : quoted;
        }
        at += bytes;
        point++;
    }
    return true;
}

static uint64_t run_hash(const struct word *words)
{
    uint32_t run[LINT_RUN_WORDS];
    for (int i = 0; i < LINT_RUN_WORDS; i++)
        run[i] = words[i].hash;
    return XXH3_64bits(run, sizeof run);
}

static bool runs_make(struct runs *runs, const struct words *draft)
{
    runs->n_slots = 1024;
    while (runs->n_slots < 2 * draft->n)
        runs->n_slots *= 2;
    runs->slots = calloc(runs->n_slots, sizeof *runs->slots);
    runs->next = calloc(draft->n + 1, sizeof *runs->next);
    if (!runs->slots || !runs->next)
        return false;
    for (size_t i = 0; i + LINT_RUN_WORDS <= draft->n; i++) {
        size_t slot = run_hash(draft->items + i) & (runs->n_slots - 1);
        runs->next[i] = runs->slots[slot];
        runs->slots[slot] = (uint32_t)i + 1;
    }
    return true;
}

static void runs_release(struct runs *runs)
{
    free(runs->slots);
    free(runs->next);
}

/* How the words from `a` and from `b` go on alike. */
static size_t alike(const struct words *x, size_t a, const struct words *y, size_t b)
{
    size_t n = 0;
    while (a + n < x->n && b + n < y->n && x->items[a + n].hash == y->items[b + n].hash)
        n++;
    return n;
}

/* ---- statements ---- */

/* The statements of a draft, by the words of the sentence around each. */
struct statement {
    size_t attribution, first, last;      /* words of the sentence: [first, last) */
    size_t inside_first, inside_last;     /* of the statement itself */
    struct match match;
};

static size_t word_at(const struct words *words, uint32_t point)
{
    size_t low = 0, high = words->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->items[middle].end <= point)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct statement *statements_read(struct linting *linting, size_t draft, const struct words *words, size_t *n)
{
    const struct hearsay_record *record = linting->lint.records[draft];
    const struct text *text = lint_text(linting, draft);
    struct statement *all = calloc(record->n_attributions + 1, sizeof *all);
    *n = 0;
    for (size_t i = 0; all && text && i < record->n_attributions; i++) {
        if (!lint_is_statement(record, i))
            continue;
        struct hearsay_span inside = lint_statement(&record->attributions[i]), sentence = sentence_around(text, inside);
        all[(*n)++] = (struct statement){i, word_at(words, sentence.begin), word_at(words, sentence.end), word_at(words, inside.begin), word_at(words, inside.end), {0}};
    }
    if (!text) {
        free(all);
        return NULL;
    }
    return all;
}

static size_t overlap(size_t a, size_t a_end, size_t b, size_t b_end)
{
    size_t begin = a > b ? a : b, end = a_end < b_end ? a_end : b_end;
    return end > begin ? end - begin : 0;
}

/* The run [first, first + n) of the draft stands in the other article at word `there`. */
static void offer(struct statement *statement, const struct words *draft, size_t first, size_t n, const struct words *other, size_t there, int record)
{
    size_t begin = first > statement->first ? first : statement->first;
    size_t end = first + n < statement->last ? first + n : statement->last;
    size_t plain = 0;
    if (end <= begin || end - begin < LINT_RUN_WORDS || end - begin <= statement->match.n_words ||
        overlap(begin, end, statement->inside_first, statement->inside_last) < LINT_INSIDE_WORDS)
        return;
    for (size_t i = begin; i < end; i++)
        plain += !draft->items[i].quoted;
    if (plain < LINT_PLAIN_WORDS)
        return;
    size_t at = there + (begin - first);
    statement->match = (struct match){record, end - begin, {draft->items[begin].begin, draft->items[end - 1].end},
                                      {other->items[at].begin, other->items[at + (end - begin) - 1].end}};
}

/* Statements come by place but may overlap: all that the run touches are offered it. */
static void offer_all(struct statement *statements, size_t n, const struct words *draft, size_t first, size_t length, const struct words *other, size_t there, int record)
{
    for (size_t i = 0; i < n; i++)
        if (statements[i].first < first + length && statements[i].last > first)
            offer(&statements[i], draft, first, length, other, there, record);
}

static void scan(const struct runs *runs, const struct words *draft, struct statement *statements, size_t n, const struct words *other, int record)
{
    for (size_t at = 0; at + LINT_RUN_WORDS <= other->n;) {
        size_t longest = 0;
        uint32_t run = runs->slots[run_hash(other->items + at) & (runs->n_slots - 1)];
        for (int k = 0; run && k < CHAIN_MAX; k++, run = runs->next[run - 1]) {
            size_t length = alike(draft, run - 1, other, at);
            if (length < LINT_RUN_WORDS)
                continue;
            offer_all(statements, n, draft, run - 1, length, other, at, record);
            longest = length > longest ? length : longest;
        }
        at += longest >= LINT_RUN_WORDS ? longest - LINT_RUN_WORDS + 2 : 1; /* a run that ends here may begin another */
    }
}

static bool tell(struct linting *linting, size_t draft, const struct statement *statements, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct match *match = &statements[i].match;
        char why[96];
        if (!match->n_words)
            continue;
        snprintf(why, sizeof why, "%zu words in a row are that article's", match->n_words);
        struct hearsay_finding finding = {HEARSAY_DOUBT_COPY,
                                          (int)draft,
                                          (int)statements[i].attribution,
                                          lint_statement(&linting->lint.records[draft]->attributions[statements[i].attribution]),
                                          match->other,
                                          match->there,
                                          why};
        if (!lint_add(linting, &finding))
            return false;
    }
    return true;
}

static enum hearsay_status copies_of(struct linting *linting, size_t draft)
{
    const struct hearsay_lint *lint = &linting->lint;
    struct words mine = {0}, other = {0};
    struct runs runs = {0};
    size_t n = 0;
    bool good = words_read(&mine, lint->records[draft]) && runs_make(&runs, &mine);
    struct statement *statements = good ? statements_read(linting, draft, &mine, &n) : NULL;
    good = statements != NULL;
    for (size_t i = lint->n_drafts; good && n && i < lint->n_records; i++) {
        good = words_read(&other, lint->records[i]);
        if (good)
            scan(&runs, &mine, statements, n, &other, (int)i);
    }
    good = good && tell(linting, draft, statements, n);
    free(statements);
    free(mine.items);
    free(other.items);
    runs_release(&runs);
    return good ? HEARSAY_OK : HEARSAY_MEMORY;
}

enum hearsay_status lint_copies(struct linting *linting)
{
    enum hearsay_status status = HEARSAY_OK;
    for (size_t i = 0; i < linting->lint.n_drafts && status == HEARSAY_OK && linting->lint.n_records > linting->lint.n_drafts; i++)
        status = copies_of(linting, i);
    return status;
}
