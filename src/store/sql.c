/* Prepared statements, transactions, and what SQLite's failures are called.
 *
 * Every value is bound, every statement is a constant of this program or put together from such constants. What goes wrong is told with the
 * file's name and in words that say what a person may do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/store.h"

enum hearsay_status case_error(struct hearsay_case *file, enum hearsay_status status, const char *format, ...)
{
    struct error words;
    char raw[sizeof words.message];
    va_list args;
    va_start(args, format);
    vsnprintf(raw, sizeof raw, format, args);
    va_end(args);
    return error_set(&file->context->error, status, "%s", raw);
}

enum hearsay_status case_memory(struct hearsay_case *file)
{
    return case_error(file, HEARSAY_MEMORY, "'%.300s': out of memory", file->path);
}

enum hearsay_status sql_failed(struct hearsay_case *file)
{
    const char *path = file->path;
    switch (sqlite3_errcode(file->db) & 0xFF) {
    case SQLITE_FULL:
        return case_error(file, HEARSAY_IO, "'%.300s': the disk is full; what was kept before is whole", path);
    case SQLITE_READONLY:
        return case_error(file, HEARSAY_IO, "'%.300s': read-only", path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return case_error(file, HEARSAY_IO, "'%.300s': another program is writing to it; try again when it is done", path);
    case SQLITE_NOTADB:
        return case_error(file, HEARSAY_INPUT, "'%.300s': not a case file", path);
    case SQLITE_CORRUPT:
        return case_error(file, HEARSAY_INPUT, "'%.300s': damaged (%s); take a copy that was kept, or what sqlite3's '.recover' saves", path, sqlite3_errmsg(file->db));
    case SQLITE_NOMEM:
        return case_memory(file);
    case SQLITE_IOERR:
        return case_error(file, HEARSAY_IO, "'%.300s': reading or writing failed (%s)", path, sqlite3_errmsg(file->db));
    case SQLITE_CANTOPEN:
        return case_error(file, HEARSAY_IO, "'%.300s': cannot be opened, or its folder cannot be written", path);
    case SQLITE_TOOBIG:
        return case_error(file, HEARSAY_TOO_LARGE, "'%.300s': too large for a case", path);
    default:
        return case_error(file, HEARSAY_IO, "'%.300s': %s", path, sqlite3_errmsg(file->db));
    }
}

static bool bind_all(sqlite3_stmt *statement, const char *types, va_list args)
{
    int code = SQLITE_OK;
    for (int i = 1; *types && code == SQLITE_OK; types++, i++) {
        const char *text;
        switch (*types) {
        case 'i':
            code = sqlite3_bind_int64(statement, i, va_arg(args, int64_t));
            break;
        case 'd':
            code = sqlite3_bind_double(statement, i, va_arg(args, double));
            break;
        case 's':
            code = sqlite3_bind_text(statement, i, va_arg(args, const char *), -1, SQLITE_STATIC);
            break;
        default:
            text = va_arg(args, const char *);
            code = sqlite3_bind_text64(statement, i, text, va_arg(args, size_t), SQLITE_STATIC, SQLITE_UTF8);
        }
    }
    return code == SQLITE_OK;
}

static sqlite3_stmt *ask(struct hearsay_case *file, const char *sql, const char *types, va_list args)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(file->db, sql, -1, &statement, NULL) == SQLITE_OK && bind_all(statement, types, args))
        return statement;
    sql_failed(file);
    sqlite3_finalize(statement);
    return NULL;
}

sqlite3_stmt *sql_ask(struct hearsay_case *file, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = ask(file, sql, types, args);
    va_end(args);
    return statement;
}

bool sql_bind(struct hearsay_case *file, sqlite3_stmt *statement, const char *types, ...)
{
    va_list args;
    if (!statement)
        return false;
    sqlite3_reset(statement);
    va_start(args, types);
    bool bound = bind_all(statement, types, args);
    va_end(args);
    if (!bound)
        sql_failed(file);
    return bound;
}

bool sql_next(sqlite3_stmt *statement)
{
    return statement && sqlite3_step(statement) == SQLITE_ROW;
}

/* What the connection's last failure was, where no words of it were kept. */
static enum hearsay_status failure(struct hearsay_case *file)
{
    int code = sqlite3_errcode(file->db) & 0xFF;
    return code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE ? case_memory(file) : sql_failed(file);
}

enum hearsay_status sql_end(struct hearsay_case *file, sqlite3_stmt *statement)
{
    if (!statement)
        return failure(file);
    int code = sqlite3_reset(statement);
    enum hearsay_status status = code == SQLITE_OK ? HEARSAY_OK : sql_failed(file);
    sqlite3_finalize(statement);
    return status;
}

enum hearsay_status sql_again(struct hearsay_case *file, sqlite3_stmt *statement)
{
    if (!statement)
        return failure(file);
    while (sqlite3_step(statement) == SQLITE_ROW)
        ;
    return sqlite3_reset(statement) == SQLITE_OK ? HEARSAY_OK : sql_failed(file);
}

enum hearsay_status sql_run(struct hearsay_case *file, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = ask(file, sql, types, args);
    va_end(args);
    while (sql_next(statement))
        ;
    return sql_end(file, statement);
}

enum hearsay_status sql_number(struct hearsay_case *file, int64_t *out, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *statement = ask(file, sql, types, args);
    va_end(args);
    if (sql_next(statement))
        *out = sqlite3_column_int64(statement, 0);
    return sql_end(file, statement);
}

const char *sql_string(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

enum hearsay_status case_look(struct hearsay_case *file)
{
    return sql_run(file, "BEGIN", "");
}

enum hearsay_status case_write(struct hearsay_case *file)
{
    if (file->read_only)
        return case_error(file, HEARSAY_IO, "'%.300s': opened to be read, not written", file->path);
    return sql_run(file, "BEGIN IMMEDIATE", "");
}

enum hearsay_status case_done(struct hearsay_case *file, enum hearsay_status status)
{
    if ((status == HEARSAY_OK || status == HEARSAY_NOTHING) && sqlite3_get_autocommit(file->db) == 0) {
        enum hearsay_status committed = sql_run(file, "COMMIT", "");
        if (committed != HEARSAY_OK)
            status = committed;
    }
    if (sqlite3_get_autocommit(file->db) == 0) /* the words of the first failure stay */
        sqlite3_exec(file->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

enum hearsay_status case_changed(struct hearsay_case *file)
{
    return sql_run(file, "UPDATE case_about SET value = value + 1 WHERE name = 'generation'", "");
}

int64_t case_generation(struct hearsay_case *file)
{
    int64_t generation = -1;
    return sql_number(file, &generation, "SELECT value FROM case_about WHERE name = 'generation'", "") == HEARSAY_OK ? generation : -1;
}

void store_now(char out[32])
{
    struct tm parts;
    time_t now = time(NULL);
    if (!gmtime_r(&now, &parts) || strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        out[0] = 0;
}

enum hearsay_status store_give(struct hearsay_case *file, struct buffer *out, enum hearsay_status status, char **json, size_t *n)
{
    if ((status == HEARSAY_OK || status == HEARSAY_NOTHING) && buffer_take(out, json, n) != HEARSAY_OK)
        status = case_memory(file);
    buffer_release(out);
    return status;
}
