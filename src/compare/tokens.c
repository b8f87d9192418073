/* A content cut into the words that comparison looks at, each with its term.
 *
 * Method: runs of letters and digits; contractions are split ("didn't" → did, n't; "he's" → he, 's), possessive marks dropped, "U.S."
 * kept whole. A word inside a mention of a person is that person: the last word of the mention carries the person's term and the others carry none, so
 * that "he", "the president" and "Donald Trump" are one term. "I" in a quotation is its speaker.
 * Why its own tokens and not text/: a record keeps its text and no words, and comparing needs no word pieces. Source: own.
 */
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

enum { MENTION_MAX_POINTS = 60, WORD_BYTES_MAX = 120 };

static int by_begin(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

static bool index_bytes(struct reading *reading, struct arena *arena)
{
    const struct hearsay_record *record = reading->record;
    uint32_t *byte_at = ARENA_NEW(arena, uint32_t, (size_t)record->n_points + 1), points = 0;
    if (!byte_at)
        return false;
    size_t i = 0;
    for (; i < record->n_bytes; i++)
        if (((unsigned char)record->text[i] & 0xC0) != 0x80) {
            byte_at[points++] = (uint32_t)i;
            if (points > record->n_points)
                break;
        }
    while (points <= record->n_points)
        byte_at[points++] = (uint32_t)record->n_bytes;
    reading->byte_at = byte_at;
    return true;
}

/* In text order, the outer of two that overlap; how many are left. */
static size_t keep_outer(struct mention *mentions, size_t n)
{
    size_t kept = 0;
    if (n > 1)
        qsort(mentions, n, sizeof *mentions, by_begin);
    for (size_t i = 0; i < n; i++)
        if (!kept || mentions[i].begin >= mentions[kept - 1].end)
            mentions[kept++] = mentions[i];
    return kept;
}

bool reading_open(struct reading *reading, struct arena *arena, const struct hearsay_record *record, int index)
{
    size_t n = 0;
    reading->record = record;
    reading->index = index;
    for (size_t p = 0; p < record->n_people; p++)
        n += record->people[p].n_mentions;
    reading->mentions = ARENA_NEW(arena, struct mention, n + 1);
    if (!reading->mentions || !index_bytes(reading, arena))
        return false;
    n = 0;
    for (size_t p = 0; p < record->n_people; p++)
        for (size_t m = 0; m < record->people[p].n_mentions; m++) {
            struct hearsay_span span = record->people[p].mentions[m];
            if (span.begin < span.end && span.end <= record->n_points && span.end - span.begin <= MENTION_MAX_POINTS)
                reading->mentions[n++] = (struct mention){span.begin, span.end, (int)p};
        }
    reading->n_mentions = keep_outer(reading->mentions, n);
    return true;
}

bool reading_window(struct reading *reading, struct arena *arena, const struct hearsay_record *record, int index, struct hearsay_span window,
                    uint32_t byte, struct hearsay_record *room)
{
    size_t n = 0, most = 0;
    *room = *record;
    room->text = record->text + byte;
    room->n_bytes = record->n_bytes - byte;
    room->n_points = window.end - window.begin;
    reading->record = room;
    reading->index = index;
    for (size_t p = 0; p < record->n_people; p++)
        for (size_t m = 0; m < record->people[p].n_mentions; m++)
            most += record->people[p].mentions[m].begin >= window.begin && record->people[p].mentions[m].end <= window.end;
    reading->mentions = ARENA_NEW(arena, struct mention, most + 1);
    if (!reading->mentions || !index_bytes(reading, arena))
        return false;
    for (size_t p = 0; p < record->n_people; p++)
        for (size_t m = 0; m < record->people[p].n_mentions; m++) {
            struct hearsay_span span = record->people[p].mentions[m];
            if (span.begin >= window.begin && span.end <= window.end && span.begin < span.end && span.end - span.begin <= MENTION_MAX_POINTS)
                reading->mentions[n++] = (struct mention){span.begin - window.begin, span.end - window.begin, (int)p};
        }
    reading->n_mentions = keep_outer(reading->mentions, n);
    return true;
}

static const struct mention *mention_at(const struct reading *reading, uint32_t at)
{
    size_t low = 0, high = reading->n_mentions;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (reading->mentions[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < reading->n_mentions && reading->mentions[low].begin <= at ? &reading->mentions[low] : NULL;
}

enum kind { KIND_BLANK, KIND_WORD, KIND_APOSTROPHE, KIND_DOT, KIND_PUNCT };

/* What the code point at `bytes` is to a word; curly quotation marks and dashes are blanks or punctuation, other letters are letters. */
static enum kind kind_of(const char *bytes, char *punct)
{
    unsigned char c = (unsigned char)bytes[0];
    *punct = (char)c;
    if (c < 0x80) {
        if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'))
            return KIND_WORD;
        return c == '\'' ? KIND_APOSTROPHE : c == '.' ? KIND_DOT : strchr("?!,;:()-", c) && c ? KIND_PUNCT : KIND_BLANK;
    }
    unsigned char d = (unsigned char)bytes[1], e = c >= 0xE0 ? (unsigned char)bytes[2] : 0;
    if (c == 0xE2 && d == 0x80) {
        if (e == 0x99)
            return KIND_APOSTROPHE;
        if (e == 0x93 || e == 0x94) { /* dashes */
            *punct = '-';
            return KIND_PUNCT;
        }
        return KIND_BLANK;
    }
    return c == 0xC2 && d < 0xC0 ? KIND_BLANK : KIND_WORD;
}

struct cut {
    const struct reading *reading;
    term_id speaker;
    struct token *out;
    size_t n, max;
};

static void set_term(struct cut *cut, struct token *token, const struct normal_word *word)
{
    const struct reading *reading = cut->reading;
    const struct mention *mention = mention_at(reading, token->begin);
    token->person = mention ? mention->person : HEARSAY_NONE;
    if (mention) {
        bool last = mention->end <= token->end || mention->end - token->end <= 2; /* "Trump’s" */
        term_id term = last ? roster_term(reading->roster, reading->index, mention->person) : 0;
        bool named = reading->record->people[mention->person].kind == HEARSAY_KIND_PERSON;
        /* Of an institution's mention every word counts; of a pronoun for it, its name's last. */
        if (named || (token->classes & WORD_PRONOUN)) {
            token->term = term;
            return;
        }
    } else if ((token->classes & WORD_FIRST) && cut->speaker) {
        token->term = cut->speaker;
        return;
    }
    if (token->classes & WORD_STOP)
        return;
    token->term = terms_intern(reading->terms, word->concept, strlen(word->concept));
    if (word->opposite[0])
        token->opposite = terms_intern(reading->terms, word->opposite, strlen(word->opposite));
}

static void add_word(struct cut *cut, uint32_t begin, uint32_t end, const char *bytes, size_t n_bytes, bool possessive)
{
    if (cut->n == cut->max || n_bytes == 0)
        return;
    char lower[WORD_BYTES_MAX];
    size_t m = 0;
    for (size_t i = 0; i < n_bytes && m + 1 < sizeof lower; i++) {
        if (i + 2 < n_bytes && memcmp(bytes + i, "\xE2\x80\x99", 3) == 0) {
            lower[m++] = '\'';
            i += 2;
        } else {
            lower[m++] = (char)(bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i]);
        }
    }
    struct normal_word word;
    lexicon_normal(cut->reading->lexicon, lower, m, &word);
    struct token *token = &cut->out[cut->n++];
    *token = (struct token){.begin = begin, .end = end, .bytes = bytes, .n_bytes = (uint16_t)(n_bytes > 0xFFFF ? 0xFFFF : n_bytes),
                            .possessive = possessive, .classes = word.classes};
    if (m == 2 && memcmp(lower, "us", 2) == 0 && bytes[0] == 'U') /* the country, not the pronoun */
        token->classes &= ~(uint32_t)(WORD_FIRST | WORD_PRONOUN | WORD_STOP);
    if ((token->classes & WORD_DETERMINER) && (token->classes & WORD_PRONOUN))
        token->possessive = true; /* "my movements" are not me */
    if (lower[0] >= '0' && lower[0] <= '9')
        token->classes |= WORD_NUMBER;
    set_term(cut, token, &word);
}

/* Splits the mark of a contraction or a possessive off a word that ends in an apostrophe and letters. */
static void add_contracted(struct cut *cut, uint32_t begin, uint32_t end, const char *bytes, size_t n_bytes)
{
    static const struct { const char *ending; size_t n; } ENDINGS[] = {{"n't", 3}, {"'re", 3}, {"'ve", 3}, {"'ll", 3}, {"'s", 2}, {"'d", 2}, {"'m", 2}};
    char tail[8] = "";
    size_t mark = n_bytes, width = 0;
    for (size_t i = 0; i < n_bytes; i++)
        if (bytes[i] == '\'' || (i + 2 < n_bytes && memcmp(bytes + i, "\xE2\x80\x99", 3) == 0)) {
            mark = i;
            width = bytes[i] == '\'' ? 1 : 3;
        }
    size_t letters = n_bytes - mark - (width ? width : 0);
    if (width && letters <= 2) {
        bool not = letters == 1 && mark > 1 && (bytes[mark - 1] | 32) == 'n' && (bytes[mark + width] | 32) == 't';
        size_t at = 0;
        if (not)
            tail[at++] = 'n';
        tail[at++] = '\'';
        for (size_t i = 0; i < letters; i++)
            tail[at++] = (char)(bytes[mark + width + i] | 32);
        for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
            if (strcmp(tail, ENDINGS[i].ending) != 0)
                continue;
            uint32_t points = (uint32_t)ENDINGS[i].n;
            size_t bytes_cut = letters + width + (not ? 1 : 0);
            size_t before = cut->n;
            add_word(cut, begin, end - points, bytes, n_bytes - bytes_cut, false);
            bool pronoun = cut->n > before && (cut->out[before].classes & (WORD_PRONOUN | WORD_RELATIVE | WORD_DETERMINER));
            bool there = cut->n > before && cut->out[before].n_bytes == 5 && strncasecmp(cut->out[before].bytes, "there", 5) == 0;
            if (strcmp(tail, "'s") == 0 && !pronoun && !there) {
                if (cut->n > before)
                    cut->out[before].possessive = true;
            } else if (cut->n < cut->max) {
                struct normal_word word;
                lexicon_normal(cut->reading->lexicon, tail, strlen(tail), &word);
                cut->out[cut->n++] = (struct token){.begin = end - points, .end = end, .bytes = bytes + n_bytes - bytes_cut,
                                                    .n_bytes = (uint16_t)bytes_cut, .classes = word.classes, .person = HEARSAY_NONE};
            }
            return;
        }
    }
    add_word(cut, begin, end, bytes, n_bytes, false);
}

/* An apostrophe and an s, and no more of a word; `n` code points are left. */
static bool owns(const uint32_t *byte_at, uint32_t n, const char *text)
{
    char ignored;
    return n >= 2 && kind_of(text + byte_at[0], &ignored) == KIND_APOSTROPHE && text[byte_at[1]] == 's' && (n == 2 || kind_of(text + byte_at[2], &ignored) != KIND_WORD);
}

size_t tokens_read(const struct reading *reading, struct hearsay_span span, term_id speaker, struct token *out, size_t max)
{
    struct cut cut = {reading, speaker, out, 0, max};
    const char *text = reading->record->text;
    if (span.end > reading->record->n_points)
        span.end = reading->record->n_points;
    for (uint32_t at = span.begin; at < span.end && cut.n < max;) {
        char punct, ignored;
        enum kind kind = kind_of(text + reading->byte_at[at], &punct);
        if (kind != KIND_WORD) {
            if (kind == KIND_PUNCT || kind == KIND_DOT)
                out[cut.n++] = (struct token){.begin = at, .end = at + 1, .bytes = text + reading->byte_at[at], .n_bytes = 1, .punct = punct,
                                              .person = HEARSAY_NONE};
            at++;
            continue;
        }
        uint32_t end = at;
        bool marked = false;
        for (; end < span.end; end++) {
            enum kind here = kind_of(text + reading->byte_at[end], &ignored);
            if (here == KIND_WORD)
                continue;
            bool inside = (here == KIND_APOSTROPHE || here == KIND_DOT) && end + 1 < span.end &&
                          kind_of(text + reading->byte_at[end + 1], &ignored) == KIND_WORD;
            /* A dot joins single letters ("U.S") and digits ("1.5"), nothing longer. */
            if (inside && here == KIND_DOT) {
                char after = text[reading->byte_at[end + 1]], before = text[reading->byte_at[end - 1]];
                bool single = end - at == 1 || (end >= at + 2 && text[reading->byte_at[end - 2]] == '.');
                bool address = after >= 'a' && after <= 'z' && ((before | 32) >= 'a' && (before | 32) <= 'z'); /* "State.gov" */
                bool digits = after >= '0' && after <= '9' && before >= '0' && before <= '9';
                inside = single || digits || address;
            }
            if (!inside)
                break;
            marked |= here == KIND_APOSTROPHE;
        }
        const char *bytes = text + reading->byte_at[at];
        size_t n_bytes = reading->byte_at[end] - reading->byte_at[at];
        if (marked)
            add_contracted(&cut, at, end, bytes, n_bytes);
        else
            add_word(&cut, at, end, bytes, n_bytes, false);
        /* The dot of an abbreviation ends no sentence. */
        if (end < span.end && text[reading->byte_at[end]] == '.' && end - at >= 2 && text[reading->byte_at[end - 2]] == '.') {
            end++;
            if (cut.n && owns(&reading->byte_at[end], span.end - end, text)) { /* "the U.S.'s hope" */
                out[cut.n - 1].possessive = true;
                end += 2;
            }
        }
        at = end;
    }
    return cut.n;
}
