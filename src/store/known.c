/* Is this article in the case already?
 *
 * XXH3 finds candidates, the content itself decides: an article made to collide with another is kept all the same. What counts is what was printed
 * and where; the article's id and the file that it came from do not, so that a story fetched twice is one article, and one that two outlets print is two.
 */
#include <string.h>
#include <xxhash.h>

#include "store/store.h"

enum { N_FIELDS = 6 };

static void content_of(const struct hearsay_record *record, const char *out[N_FIELDS])
{
    const char *all[N_FIELDS] = {record->url, record->outlet, record->published, record->byline, record->title, record->text};
    memcpy(out, all, sizeof all);
}

int64_t known_hash(const struct hearsay_record *record)
{
    const char *content[N_FIELDS];
    XXH64_hash_t hash = 0;
    content_of(record, content);
    for (int i = 0; i < N_FIELDS; i++) {
        size_t n = !content[i] ? 0 : i == N_FIELDS - 1 ? record->n_bytes : strlen(content[i]);
        hash = XXH3_64bits_withSeed(content[i] ? content[i] : "", n, hash + (content[i] != NULL));
    }
    return (int64_t)hash;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

int64_t known_find(sqlite3 *db, int64_t hash, const struct hearsay_record *record)
{
    sqlite3_stmt *ask = NULL;
    const char *content[N_FIELDS];
    int64_t found = 0;
    content_of(record, content);
    int code = sqlite3_prepare_v2(db, "SELECT article, url, outlet, published, byline, title, text FROM read_article WHERE hash = ?", -1, &ask, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(ask, 1, hash);
    while (code == SQLITE_OK && !found && sqlite3_step(ask) == SQLITE_ROW) {
        bool alike = true;
        for (int i = 0; i < N_FIELDS; i++)
            alike &= same(content[i], (const char *)sqlite3_column_text(ask, i + 1));
        found = alike ? sqlite3_column_int64(ask, 0) : 0;
    }
    if (ask && sqlite3_reset(ask) != SQLITE_OK)
        code = SQLITE_ERROR;
    sqlite3_finalize(ask);
    return code == SQLITE_OK ? found : -1;
}
