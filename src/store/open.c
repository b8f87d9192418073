/* Opening a case: what the file is, whether it is whole, and the steps that it lacks.
 *
 * A case may come from anybody. So it is checked before it is used: a database; ours (application id); not newer than we are; as long as its header says; its
 * schema exactly the one that our own steps make, so that no foreign trigger or view ever runs. Checked page by page it is not: that would take
 * seconds at every command, and a damaged page is told when it is met.
 * Write-ahead log: readers never wait for the writer. synchronous=FULL: a decision that was told as kept outlives a power cut.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

enum { APPLICATION_ID = 0x48525359 /* HRSY */, BUSY_MS = 10000, CACHE_KIB = 16384 };

static enum hearsay_status pragma(struct hearsay_case *file, const char *name, int64_t *out)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA %.40s", name);
    return sql_number(file, out, sql, "");
}

/* Another's database, a newer one's, or one that was cut off. A fresh file is all zeros. */
static enum hearsay_status check_identity(struct hearsay_case *file, int64_t *version)
{
    int64_t id = 0, tables = 0;
    enum hearsay_status status = pragma(file, "application_id", &id);
    if (status == HEARSAY_OK)
        status = pragma(file, "user_version", version);
    if (status == HEARSAY_OK)
        status = sql_number(file, &tables, "SELECT count(*) FROM sqlite_schema", "");
    if (status != HEARSAY_OK)
        return status;
    bool fresh = id == 0 && *version == 0 && tables == 0;
    if (!fresh && id != APPLICATION_ID)
        return case_error(file, HEARSAY_INPUT, "'%.300s': a database of another program, not a case file", file->path);
    if (*version > schema_version())
        return case_error(file, HEARSAY_UNSUPPORTED, "'%.300s': made by a newer hearsay (version %lld of the file; this one knows %d)", file->path,
                          (long long)*version, schema_version());
    if (*version < 0 || (!fresh && *version == 0))
        return case_error(file, HEARSAY_INPUT, "'%.300s': damaged (no version)", file->path);
    if (file->read_only && *version < schema_version())
        return case_error(file, HEARSAY_IO, "'%.300s': %s, and read-only", file->path, fresh ? "empty, no case yet" : "of an older hearsay");
    return HEARSAY_OK;
}

/* The header counts the pages; a file that is shorter, with no log beside it, was cut off. */
static enum hearsay_status check_length(struct hearsay_case *file)
{
    int64_t pages = 0, page_bytes = 0;
    struct stat about;
    enum hearsay_status status = pragma(file, "page_count", &pages);
    if (status == HEARSAY_OK)
        status = pragma(file, "page_size", &page_bytes);
    const char *name = sqlite3_db_filename(file->db, "main"); /* of a link: what it points to, beside which the log stands */
    struct stat log_about;
    bool has_log = name && stat(sqlite3_filename_wal(name), &log_about) == 0 && log_about.st_size > 0;
    if (status == HEARSAY_OK && !has_log && stat(file->path, &about) == 0 && about.st_size < pages * page_bytes)
        return case_error(file, HEARSAY_INPUT, "'%.300s': damaged (cut off: %lld of %lld bytes)", file->path, (long long)about.st_size,
                          (long long)(pages * page_bytes));
    return status;
}

static enum hearsay_status upgrade(struct hearsay_case *file)
{
    int64_t version = 0;
    char sql[96];
    enum hearsay_status status = case_write(file);
    if (status != HEARSAY_OK)
        return status;
    status = check_identity(file, &version); /* another process may have been quicker */
    if (status == HEARSAY_OK && version < schema_version()) {
        snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, schema_version());
        if (schema_upgrade(file->db, (int)version, schema_version()) != SQLITE_OK || sqlite3_exec(file->db, sql, NULL, NULL, NULL) != SQLITE_OK)
            status = sql_failed(file);
    }
    return case_done(file, status);
}

static enum hearsay_status configure(struct hearsay_case *file)
{
    char sql[160];
    snprintf(sql, sizeof sql, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL; PRAGMA cache_size = -%d", CACHE_KIB);
    sqlite3_busy_timeout(file->db, BUSY_MS);
    sqlite3_extended_result_codes(file->db, 0);
    sqlite3_db_config(file->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return sqlite3_exec(file->db, sql, NULL, NULL, NULL) == SQLITE_OK ? HEARSAY_OK : sql_failed(file);
}

/* The checks, cheapest first; the log is turned on only in a file that is ours. */
static enum hearsay_status check(struct hearsay_case *file)
{
    int64_t version = 0;
    enum hearsay_status status = configure(file);
    if (status == HEARSAY_OK)
        status = check_identity(file, &version);
    if (status == HEARSAY_OK)
        status = check_length(file);
    if (status == HEARSAY_OK && !file->read_only)
        status = sql_run(file, "PRAGMA journal_mode = WAL", "");
    if (status == HEARSAY_OK && version < schema_version())
        status = upgrade(file);
    if (status == HEARSAY_OK && !schema_is_ours(file->db))
        status = case_error(file, HEARSAY_INPUT, "'%.300s': damaged, or changed by another program: its tables are not those of a case", file->path);
    return status;
}

static enum hearsay_status connect(struct hearsay_case *file, int flags, bool immutable)
{
    const char *name = file->path;
    char *uri = NULL;
    if (immutable) { /* SQLite wants to write its shared memory beside a file with a log; where it cannot, and nothing stands in a log, it need not */
        char *escaped = sqlite3_mprintf("%s", file->path);
        uri = escaped && !strpbrk(escaped, "?#%") ? sqlite3_mprintf("file:%s?immutable=1", escaped) : NULL;
        sqlite3_free(escaped);
        if (!uri)
            return case_error(file, HEARSAY_IO, "'%.300s': its folder is read-only", file->path);
        name = uri;
        flags |= SQLITE_OPEN_URI;
    }
    int code = sqlite3_open_v2(name, &file->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_free(uri);
    return code == SQLITE_OK ? HEARSAY_OK : file->db ? sql_failed(file) : case_memory(file);
}

static enum hearsay_status open_file(struct hearsay_case *file, unsigned flags)
{
    struct stat about;
    bool there = stat(file->path, &about) == 0;
    if (there && !S_ISREG(about.st_mode))
        return case_error(file, HEARSAY_INPUT, "'%.300s': not a file", file->path);
    if (!there && (file->read_only || !(flags & HEARSAY_CASE_CREATE)))
        return case_error(file, HEARSAY_IO, "'%.300s': no such case; 'hearsay --case %.100s add INPUT' makes it", file->path, file->path);
    if (there && !file->read_only && access(file->path, W_OK) != 0)
        return case_error(file, HEARSAY_IO, "'%.300s': read-only", file->path);
    int mode = file->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (flags & HEARSAY_CASE_CREATE ? SQLITE_OPEN_CREATE : 0);
    enum hearsay_status status = connect(file, mode, false);
    if (status == HEARSAY_OK)
        status = check(file);
    int code = file->db ? sqlite3_errcode(file->db) & 0xFF : SQLITE_OK;
    if (status == HEARSAY_IO && file->read_only && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
        sqlite3_close(file->db);
        file->db = NULL;
        status = connect(file, mode, true);
        if (status == HEARSAY_OK)
            status = check(file);
    }
    return status;
}

enum hearsay_status hearsay_case_open(struct hearsay *context, const char *path, unsigned flags, struct hearsay_case **out)
{
    *out = NULL;
    context->error.message[0] = 0;
    struct hearsay_case *file = calloc(1, sizeof *file);
    if (!file || !path || !(file->path = strdup(path))) {
        free(file);
        return error_set(&context->error, path ? HEARSAY_MEMORY : HEARSAY_ARGUMENT, path ? "out of memory" : "no case file named");
    }
    file->context = context;
    file->read_only = flags & HEARSAY_CASE_READ_ONLY;
    enum hearsay_status status = open_file(file, flags);
    if (status == HEARSAY_OK)
        *out = file;
    else
        hearsay_case_close(file);
    return status;
}

void hearsay_case_close(struct hearsay_case *file)
{
    if (!file)
        return;
    sqlite3_close_v2(file->db);
    free(file->path);
    free(file);
}
