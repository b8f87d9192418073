/* Names that may be one's, offered to a person and never made one by themselves.
 *
 * Method: two persons' names are offered when one may be short for the other (names_may_be_one), or when they differ by one letter of one word ("Sergei Lavrov",
 * "Sergey Lavrov"); two bodies' names when only "the" parts them. Names that end in one word, and names that begin alike, are compared with one another, not all with all. A name
 * that may be short for two who are not one themselves ("Roe", with a Jane and a Paul Roe) is left out of the list; its own page tells both. What a person decided ("not-same")
 * is not offered again.
 * Why offered: a wrong merge makes one person contradict himself, and no rule on names tells a father from his son.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vector.h"
#include "report/json.h"
#include "store/store.h"

enum { BUCKET_MOST = 100, PAIRS_MOST = 2000, OFFERS_SHOWN = 50, MAY_BE_SHOWN = 10, ALIKE_LEAST = 4, APART_MOST = 1 << 16 };

struct namesake {
    int64_t speaker, statements;
    const char *name, *key;
    const char *last;   /* the word that its fellows share … */
    size_t n_last;
    size_t n_beginning; /* … or the bytes: all but the last word, and that one's first letter */
    size_t n_words;
    bool person;
};
struct pair { const struct namesake *from, *into; };
struct apart { int64_t one, other; };

/* ---- do two names look like one's ---- */

static bool has_digit(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (isdigit((unsigned char)s[i]))
            return true;
    return false;
}

/* One letter more, less, or another, and not the first. */
static bool one_letter_apart(const char *a, size_t n, const char *b, size_t m)
{
    size_t few = n < m ? n : m, many = n < m ? m : n, begin = 0, end = 0;
    if (few < ALIKE_LEAST || many - few > 1 || has_digit(a, n) || has_digit(b, m))
        return false;
    while (begin < few && a[begin] == b[begin])
        begin++;
    while (end < few - begin && a[n - 1 - end] == b[m - 1 - end])
        end++;
    return begin > 0 && begin + end + 1 >= many;
}

/* Two words at least, of which one is spelled otherwise. */
static bool spelled_alike(const char *a, const char *b)
{
    size_t n_words = 0, n_other = 0;
    for (; *a && *b; n_words++) {
        size_t n = strcspn(a, " "), m = strcspn(b, " ");
        if (n != m || memcmp(a, b, n) != 0) {
            if (n_other++ || !one_letter_apart(a, n, b, m))
                return false;
        }
        a += n + strspn(a + n, " ");
        b += m + strspn(b + m, " ");
    }
    return !*a && !*b && n_words > 1 && n_other == 1;
}

static const char *without_the(const char *key)
{
    return strncmp(key, "the ", 4) == 0 ? key + 4 : key;
}

static bool alike(const struct namesake *a, const struct namesake *b)
{
    if (a->person != b->person || (a->n_words == b->n_words && a->key[0] != b->key[0])) /* the second is the quick way out of most pairs */
        return false;
    if (!a->person)
        return strcmp(without_the(a->key), without_the(b->key)) == 0;
    return names_may_be_one(a->key, b->key) || spelled_alike(a->key, b->key);
}

/* ---- names ---- */

static bool is_mark(const char *word, size_t n)
{
    return (n == 2 && (memcmp(word, "jr", n) == 0 || memcmp(word, "sr", n) == 0)) || (n == 3 && memcmp(word, "iii", n) == 0);
}

static size_t word_before(const char *key, size_t end)
{
    while (end > 0 && key[end - 1] != ' ')
        end--;
    return end;
}

static size_t n_words(const char *key)
{
    size_t n = *key != 0;
    for (; *key; key++)
        n += *key == ' ';
    return n;
}

static bool is_name(enum hearsay_kind kind)
{
    return kind == HEARSAY_KIND_PERSON || kind == HEARSAY_KIND_ORGANIZATION;
}

/* The strings are borrowed. */
static struct namesake namesake_of(int64_t speaker, const char *name, const char *key, enum hearsay_kind kind, int64_t statements)
{
    size_t end = strlen(key), begin = word_before(key, end);
    if (begin > 0 && is_mark(key + begin, end - begin)) {
        end = begin - 1;
        begin = word_before(key, end);
    }
    return (struct namesake){.speaker = speaker, .statements = statements, .name = name, .key = key, .last = key + begin, .n_last = end - begin,
                             .n_beginning = begin + (begin < end), .n_words = n_words(key), .person = kind == HEARSAY_KIND_PERSON};
}

/* ---- whom a person parted ---- */

static bool are_apart(const struct offers *offers, int64_t one, int64_t other)
{
    for (size_t i = 0; i < offers->n_apart; i++)
        if ((offers->apart[i].one == one && offers->apart[i].other == other) || (offers->apart[i].one == other && offers->apart[i].other == one))
            return true;
    return false;
}

static enum hearsay_status read_apart(struct offers *offers)
{
    bool whole = true;
    sqlite3_stmt *rows = sql_ask(offers->file, "SELECT correction FROM derived_stands JOIN decided_decision USING (decision) WHERE kind = 'not-same'", "");
    while (whole && sql_next(rows)) {
        json_t *fields = json_loads(sql_string(rows, 0), 0, NULL);
        const char *one = json_string_value(json_object_get(fields, "speaker")), *other = json_string_value(json_object_get(fields, "into"));
        struct apart apart = {one ? identity_find(offers->file, one, false) : 0, other ? identity_find(offers->file, other, false) : 0};
        json_decref(fields);
        whole = VECTOR_ROOM(offers->apart, offers->n_apart, offers->apart_capacity, APART_MOST);
        if (whole)
            offers->apart[offers->n_apart++] = apart;
    }
    enum hearsay_status status = sql_end(offers->file, rows);
    return whole ? status : case_memory(offers->file);
}

/* ---- pairs ---- */

static int by_weight(const struct namesake *a, const struct namesake *b)
{
    return a->statements != b->statements ? (a->statements < b->statements) - (a->statements > b->statements) : (a->speaker > b->speaker) - (a->speaker < b->speaker);
}

static int compare_bytes(const char *a, size_t n, const char *b, size_t m)
{
    int order = memcmp(a, b, n < m ? n : m);
    return order ? order : (n > m) - (n < m);
}

/* Two orders, and what names that stand together in them have in common. */
static int same_last(const struct namesake *a, const struct namesake *b)
{
    return compare_bytes(a->last, a->n_last, b->last, b->n_last);
}

static int same_beginning(const struct namesake *a, const struct namesake *b)
{
    return compare_bytes(a->key, a->n_beginning, b->key, b->n_beginning);
}

static int by_last(const void *a, const void *b)
{
    const struct namesake *x = *(const struct namesake *const *)a, *y = *(const struct namesake *const *)b;
    int order = same_last(x, y);
    return order ? order : by_weight(x, y);
}

static int by_beginning(const void *a, const void *b)
{
    const struct namesake *x = *(const struct namesake *const *)a, *y = *(const struct namesake *const *)b;
    int order = same_beginning(x, y);
    return order ? order : by_weight(x, y);
}

/* The fuller name stays: more words, else more letters, else more statements. */
static bool is_fuller(const struct namesake *a, const struct namesake *b)
{
    size_t n = a->n_words, m = b->n_words, bytes = strlen(a->key), others = strlen(b->key);
    if (n != m)
        return n > m;
    return bytes != others && !spelled_alike(a->key, b->key) ? bytes > others : by_weight(a, b) < 0;
}

static bool add_pair(struct offers *offers, const struct namesake *a, const struct namesake *b)
{
    bool turned = is_fuller(a, b);
    if (!alike(a, b) || are_apart(offers, a->speaker, b->speaker) || offers->n_pairs == PAIRS_MOST)
        return true;
    if (!VECTOR_ROOM(offers->pairs, offers->n_pairs, offers->pairs_capacity, PAIRS_MOST))
        return false;
    offers->pairs[offers->n_pairs++] = (struct pair){turned ? b : a, turned ? a : b};
    return true;
}

/* False: out of memory. */
static bool find_pairs(struct offers *offers, const struct namesake **sorted, bool by_beginnings)
{
    int (*same)(const struct namesake *, const struct namesake *) = by_beginnings ? same_beginning : same_last;
    qsort(sorted, offers->n, sizeof *sorted, by_beginnings ? by_beginning : by_last);
    for (size_t i = 0; i < offers->n; i++)
        for (size_t k = i + 1; k < offers->n && k < i + BUCKET_MOST && same(sorted[i], sorted[k]) == 0; k++) {
            bool seen = by_beginnings && same_last(sorted[i], sorted[k]) == 0;
            if (!seen && !add_pair(offers, sorted[i], sorted[k]))
                return false;
        }
    return true;
}

/* The name may be another's as well, who is not this one. */
static bool is_ambiguous(const struct offers *offers, const struct pair *pair)
{
    for (size_t i = 0; i < offers->n_pairs; i++) {
        const struct pair *other = &offers->pairs[i];
        if (other->from == pair->from && other->into != pair->into && !alike(other->into, pair->into))
            return true;
    }
    return false;
}

static int64_t gain(const struct pair *pair)
{
    return pair->from->statements < pair->into->statements ? pair->from->statements : pair->into->statements;
}

static int by_gain(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    return gain(x) != gain(y) ? (gain(x) < gain(y)) - (gain(x) > gain(y)) : by_weight(x->into, y->into) ? by_weight(x->into, y->into) : by_weight(x->from, y->from);
}

static void put_pairs(struct offers *offers, struct buffer *out)
{
    size_t shown = 0;
    if (offers->n_pairs)
        qsort(offers->pairs, offers->n_pairs, sizeof *offers->pairs, by_gain);
    for (size_t i = 0; i < offers->n_pairs && shown < OFFERS_SHOWN; i++) {
        const struct pair *pair = &offers->pairs[i];
        if (is_ambiguous(offers, pair))
            continue;
        buffer_puts(out, shown++ ? ", {\"speaker\": " : "{\"speaker\": ");
        json_put_string(out, pair->from->name);
        key_string(out, "into", pair->into->name);
        buffer_printf(out, ", \"statements\": [%lld, %lld]}", (long long)pair->from->statements, (long long)pair->into->statements);
    }
}

/* ---- what the room asks ---- */

void offers_open(struct offers *offers, struct hearsay_case *file)
{
    *offers = (struct offers){.file = file};
    arena_init(&offers->arena, 0);
}

void offers_close(struct offers *offers)
{
    arena_release(&offers->arena);
    free(offers->names);
    free(offers->pairs);
    free(offers->apart);
}

bool offers_add(struct offers *offers, int64_t speaker, const char *name, const char *key, enum hearsay_kind kind, int64_t statements)
{
    if (!is_name(kind) || !key || !*key)
        return true;
    name = arena_strndup(&offers->arena, name, strlen(name));
    key = arena_strndup(&offers->arena, key, strlen(key));
    if (!name || !key || !VECTOR_ROOM(offers->names, offers->n, offers->capacity, OFFERS_NAMES_MAX))
        return false;
    offers->names[offers->n++] = namesake_of(speaker, name, key, kind, statements);
    return true;
}

enum hearsay_status offers_put(struct offers *offers, struct buffer *out)
{
    const struct namesake **sorted = ARENA_NEW(&offers->arena, const struct namesake *, offers->n + 1);
    enum hearsay_status status = sorted ? read_apart(offers) : case_memory(offers->file);
    for (size_t i = 0; sorted && i < offers->n; i++)
        sorted[i] = &offers->names[i];
    if (status == HEARSAY_OK && !(find_pairs(offers, sorted, false) && find_pairs(offers, sorted, true)))
        status = case_memory(offers->file);
    buffer_puts(out, ", \"offers\": [");
    if (status == HEARSAY_OK)
        put_pairs(offers, out);
    buffer_puts(out, "]");
    return status;
}

/* All names that share the last word, or the beginning, with this one, by their statements. */
static sqlite3_stmt *ask_fellows(struct hearsay_case *file, const struct namesake *self, char padded[IDENTITY_KEY_BYTES + 2])
{
    snprintf(padded, IDENTITY_KEY_BYTES + 2, " %.*s ", (int)self->n_last, self->last);
    return sql_ask(file, "SELECT r.speaker, r.name, r.key, r.kind, (SELECT count(*) FROM derived_speaker s JOIN derived_statement t USING (speaker) WHERE s.same_as = r.speaker) n"
                         " FROM derived_speaker r WHERE r.same_as = r.speaker AND r.speaker <> ?1 AND (instr(' ' || r.key || ' ', ?2) > 0 OR instr(r.key, ?3) = 1) AND n > 0"
                         " ORDER BY n DESC, r.name", "ist", self->speaker, padded, self->key, self->n_beginning);
}

static enum hearsay_status put_fellows(struct offers *offers, const struct namesake *self, struct buffer *out)
{
    char padded[IDENTITY_KEY_BYTES + 2];
    size_t shown = 0;
    sqlite3_stmt *rows = ask_fellows(offers->file, self, padded);
    while (shown < MAY_BE_SHOWN && sql_next(rows)) {
        enum hearsay_kind kind = (enum hearsay_kind)sqlite3_column_int(rows, 3);
        struct namesake other = namesake_of(sqlite3_column_int64(rows, 0), sql_string(rows, 1), sql_string(rows, 2), kind, sqlite3_column_int64(rows, 4));
        if (!is_name(kind) || !alike(self, &other) || are_apart(offers, self->speaker, other.speaker))
            continue;
        buffer_puts(out, shown++ ? ", " : "");
        json_put_string(out, other.name);
    }
    return sql_end(offers->file, rows);
}

enum hearsay_status offers_of(struct hearsay_case *file, int64_t speaker, struct buffer *out)
{
    struct offers offers;
    offers_open(&offers, file);
    enum hearsay_status status = read_apart(&offers);
    sqlite3_stmt *row = sql_ask(file, "SELECT name, key, kind FROM derived_speaker WHERE speaker = ?", "i", speaker);
    if (sql_next(row) && !offers_add(&offers, speaker, sql_string(row, 0), sql_string(row, 1), (enum hearsay_kind)sqlite3_column_int(row, 2), 0))
        status = case_memory(file);
    enum hearsay_status ended = sql_end(file, row);
    status = status == HEARSAY_OK ? ended : status;
    buffer_puts(out, ", \"may_be\": [");
    if (status == HEARSAY_OK && offers.n)
        status = put_fellows(&offers, &offers.names[0], out);
    buffer_puts(out, "]");
    offers_close(&offers);
    return status;
}
