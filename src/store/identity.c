/* Who is who across the articles of a case.
 *
 * Method: within an article the extractor has found the fullest name; across articles two are one person when those names are the same once case, accents,
 * punctuation and double blanks are gone, or when a person of flesh and blood has said so ("merge", "split"). A person of whom only a description
 * is known ("officials") is a row of its own kind, and never the same as a name.
 * Why no more: a wrong merge makes one person contradict himself, and a reader undoes a split name faster than a mixed one. Better merging belongs in this file.
 * Folding by utf8proc (Unicode NFKD, case folded, marks dropped).
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "store/store.h"

enum { NAME_MAX_BYTES = 4096, CANDIDATES_MAX = 20 };

static bool is_letter(utf8proc_int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/* Letters and digits, folded, one blank between words. What stands between two letters without a blank ("O'Neil", "U.S.") is dropped, a dash is a blank. */
static void put_folded(const char *folded, size_t n, char out[IDENTITY_KEY_BYTES])
{
    size_t used = 0;
    bool gap = false;
    for (size_t at = 0; at < n;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)folded + at, (utf8proc_ssize_t)(n - at), &point);
        if (step <= 0)
            break;
        if (is_letter(point)) {
            if (used + (size_t)step + 2 > IDENTITY_KEY_BYTES)
                break;
            if (gap && used)
                out[used++] = ' ';
            memcpy(out + used, folded + at, (size_t)step);
            used += (size_t)step;
            gap = false;
        } else {
            gap |= point == '-' || point == '/' || utf8proc_category(point) == UTF8PROC_CATEGORY_ZS || point < 0x20 || utf8proc_category(point) == UTF8PROC_CATEGORY_PD;
        }
        at += (size_t)step;
    }
    out[used] = 0;
}

void identity_key(const char *name, char out[IDENTITY_KEY_BYTES])
{
    utf8proc_uint8_t *folded = NULL;
    size_t n = name ? strnlen(name, NAME_MAX_BYTES) : 0;
    out[0] = 0;
    utf8proc_ssize_t length = n ? utf8proc_map((const utf8proc_uint8_t *)name, (utf8proc_ssize_t)n, &folded,
                                               UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK) : 0;
    if (length > 0)
        put_folded((const char *)folded, (size_t)length, out);
    free(folded);
}

void identity_person_key(const struct hearsay_person *person, char out[IDENTITY_KEY_BYTES])
{
    identity_key(person->name, out);
    size_t n = strlen(out);
    if (person->kind != HEARSAY_KIND_UNNAMED)
        return;
    if (n + 2 > IDENTITY_KEY_BYTES)
        n--;
    memmove(out + 1, out, n);
    out[0] = '?';
    out[n + 1] = 0;
}

void identity_outlet_key(const char *name, char out[IDENTITY_KEY_BYTES])
{
    identity_key(name, out);
    size_t n = strlen(out);
    if (n > 4 && memcmp(out, "the ", 4) == 0)
        memmove(out, out + 4, n - 4 + 1);
}

int64_t identity_row(struct hearsay_case *file, const struct hearsay_person *person)
{
    char key[IDENTITY_KEY_BYTES];
    int64_t row = 0;
    identity_person_key(person, key);
    if (sql_number(file, &row, "SELECT speaker FROM derived_speaker WHERE key = ?", "s", key) != HEARSAY_OK || row)
        return row;
    if (sql_run(file, "INSERT INTO derived_speaker (key, name, kind, same_as) SELECT ?, ?, ?, 1 + coalesce(max(speaker), 0) FROM derived_speaker", "ssi", key,
                person->name, (int64_t)person->kind) != HEARSAY_OK)
        return 0;
    return sqlite3_last_insert_rowid(file->db);
}

/* Among those whose names hold all the words of the key: who says most. */
static int64_t find_by_words(struct hearsay_case *file, const char *key)
{
    int64_t found = 0;
    char padded[IDENTITY_KEY_BYTES + 2];
    snprintf(padded, sizeof padded, " %s ", key);
    sql_number(file, &found,
               "SELECT s.same_as FROM derived_speaker s WHERE instr(' ' || s.key || ' ', ?) > 0 AND s.key NOT LIKE '?%'"
               " ORDER BY (SELECT count(*) FROM derived_statement t WHERE t.speaker IN (SELECT speaker FROM derived_speaker o WHERE o.same_as = s.same_as)) DESC, s.speaker LIMIT 1",
               "s", padded);
    return found;
}

int64_t identity_find(struct hearsay_case *file, const char *name, bool loosely)
{
    char key[IDENTITY_KEY_BYTES + 1] = "?";
    int64_t found = 0;
    identity_key(name, key + 1);
    if (!key[1])
        return 0;
    sql_number(file, &found, "SELECT same_as FROM derived_speaker WHERE key = ?", "s", key + 1);
    if (!found && loosely)
        found = find_by_words(file, key + 1);
    if (!found)
        sql_number(file, &found, "SELECT same_as FROM derived_speaker WHERE key = ?", "s", key);
    return found;
}

/* ---- merges ---- */

/* The row of a name that a person wrote; made if nobody is called so yet. */
static int64_t row_of_name(struct hearsay_case *file, const char *name)
{
    char key[IDENTITY_KEY_BYTES + 1] = "?";
    int64_t row = 0;
    identity_key(name, key + 1);
    sql_number(file, &row, "SELECT speaker FROM derived_speaker WHERE key = ?", "s", key + 1);
    if (!row)
        sql_number(file, &row, "SELECT speaker FROM derived_speaker WHERE key = ?", "s", key);
    return row ? row : identity_row(file, &(struct hearsay_person){.name = name, .kind = HEARSAY_KIND_PERSON});
}

static enum hearsay_status merge(struct hearsay_case *file, const char *correction)
{
    json_t *fields = json_loads(correction, 0, NULL);
    const char *from = json_string_value(json_object_get(fields, "speaker")), *into = json_string_value(json_object_get(fields, "into"));
    int64_t one = from ? row_of_name(file, from) : 0, other = into ? row_of_name(file, into) : 0;
    json_decref(fields);
    if (!one || !other)
        return HEARSAY_OK;
    return sql_run(file,
                   "UPDATE derived_speaker SET same_as = (SELECT same_as FROM derived_speaker WHERE speaker = ?)"
                   " WHERE same_as = (SELECT same_as FROM derived_speaker WHERE speaker = ?)", "ii", other, one);
}

enum hearsay_status identity_merge(struct hearsay_case *file)
{
    enum hearsay_status status = sql_run(file, "UPDATE derived_speaker SET same_as = speaker WHERE same_as <> speaker", "");
    if (status != HEARSAY_OK)
        return status;
    sqlite3_stmt *merges = sql_ask(file, "SELECT correction FROM derived_stands JOIN decided_decision USING (decision) WHERE kind = 'merge' ORDER BY decision", "");
    while (status == HEARSAY_OK && sql_next(merges))
        status = merge(file, sql_string(merges, 0));
    enum hearsay_status ended = sql_end(file, merges);
    return status == HEARSAY_OK ? ended : status;
}
