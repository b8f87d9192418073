/* The tables, made step by step.
 *
 * `user_version` is the number of steps a file has gone through; a step once released is never changed, a new need is a new step. Names say
 * the layer: read_ is written once, decided_ is written once, derived_ may be emptied and made again from the two. Triggers hold
 * the first two to it, whoever writes.
 * Full text: FTS5 without a copy of the text (content=''), which stands in read_article already. Rows of derived_said whose statement is gone stay
 * behind until the index is made again: their numbers are never given out twice (AUTOINCREMENT), so no query sees them.
 */
#include <string.h>

#include "store/store.h"

#define WRITTEN_ONCE(table)                                                                                            \
    "CREATE TRIGGER " table "_keeps BEFORE UPDATE ON " table " BEGIN SELECT RAISE(ABORT, 'what was kept is never changed'); END;" \
    "CREATE TRIGGER " table "_stays BEFORE DELETE ON " table " BEGIN SELECT RAISE(ABORT, 'what was kept is never removed'); END;"

static const char *const STEPS[] = {
    /* 1: the case, and what was read */
    "CREATE TABLE case_about (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;"
    "INSERT INTO case_about VALUES ('uid', lower(hex(randomblob(16)))), ('generation', 0);"
    "CREATE TABLE read_article (article INTEGER PRIMARY KEY AUTOINCREMENT, hash INTEGER NOT NULL, id TEXT, input TEXT, url TEXT,"
    " outlet TEXT, published TEXT, byline TEXT, title TEXT, text TEXT NOT NULL, added TEXT NOT NULL) STRICT;"
    "CREATE INDEX read_article_hash ON read_article (hash);" WRITTEN_ONCE("read_article"),

    /* 2: what was derived */
    "CREATE TABLE derived_by (derivation INTEGER PRIMARY KEY, model TEXT NOT NULL, rules INTEGER NOT NULL, UNIQUE (model, rules)) STRICT;"
    "CREATE TABLE derived_record (article INTEGER PRIMARY KEY REFERENCES read_article, derivation INTEGER NOT NULL REFERENCES derived_by,"
    " record TEXT NOT NULL) STRICT;"
    "CREATE TABLE derived_shelf (article INTEGER PRIMARY KEY REFERENCES read_article, day TEXT, outlet TEXT, n_attributions INTEGER NOT NULL) STRICT;"
    "CREATE TABLE derived_speaker (speaker INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind INTEGER NOT NULL,"
    " same_as INTEGER NOT NULL) STRICT;"
    "CREATE INDEX derived_speaker_same ON derived_speaker (same_as);"
    "CREATE TABLE derived_title (speaker INTEGER NOT NULL REFERENCES derived_speaker, title TEXT NOT NULL, PRIMARY KEY (speaker, title)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE derived_statement (statement INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES read_article,"
    " number INTEGER NOT NULL, speaker INTEGER REFERENCES derived_speaker, through TEXT, naming INTEGER NOT NULL, access INTEGER NOT NULL,"
    " form INTEGER NOT NULL, day TEXT, outlet TEXT, said TEXT, about TEXT, clock TEXT NOT NULL, begin_point INTEGER NOT NULL, end_point INTEGER NOT NULL, begin_byte INTEGER NOT NULL, facts TEXT NOT NULL,"
    " UNIQUE (article, number)) STRICT;"
    "CREATE INDEX derived_statement_speaker ON derived_statement (speaker, day);"
    "CREATE INDEX derived_statement_day ON derived_statement (day);"
    "CREATE INDEX derived_statement_clock ON derived_statement (clock);"
    "CREATE TABLE derived_kept (name TEXT PRIMARY KEY, generation INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;",

    /* 3: what persons decided, and where that shows */
    "CREATE TABLE decided_decision (decision INTEGER PRIMARY KEY, origin TEXT NOT NULL, origin_number INTEGER NOT NULL, kind TEXT NOT NULL,"
    " undoes INTEGER REFERENCES decided_decision, correction TEXT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL, made TEXT NOT NULL,"
    " UNIQUE (origin, origin_number)) STRICT;"
    "CREATE TABLE decided_bears (article INTEGER NOT NULL REFERENCES read_article, decision INTEGER NOT NULL REFERENCES decided_decision,"
    " PRIMARY KEY (article, decision)) STRICT, WITHOUT ROWID;" WRITTEN_ONCE("decided_decision") WRITTEN_ONCE("decided_bears")
    "CREATE TABLE derived_stands (decision INTEGER PRIMARY KEY REFERENCES decided_decision) STRICT;"
    "CREATE TABLE derived_applied (article INTEGER NOT NULL, number INTEGER NOT NULL, decision INTEGER NOT NULL, PRIMARY KEY (article, number, decision)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX derived_applied_decision ON derived_applied (decision);",

    /* 4: words */
    "CREATE VIRTUAL TABLE derived_words USING fts5 (title, text, content='', tokenize='unicode61 remove_diacritics 2');"
    "CREATE VIRTUAL TABLE derived_said USING fts5 (words, content='', tokenize='unicode61 remove_diacritics 2');",

    /* 5: what the accounts said when they were last worked out */
    "CREATE TABLE derived_changed (speaker INTEGER NOT NULL, change TEXT NOT NULL) STRICT;"
    "CREATE INDEX derived_changed_speaker ON derived_changed (speaker);"
    "CREATE TABLE derived_origin (article INTEGER PRIMARY KEY, origin INTEGER NOT NULL) STRICT;",

    /* 6: what a filter asks stands in the index that gives the order, so that counting hits and paging read no row that is not shown */
    "DROP INDEX derived_statement_day; DROP INDEX derived_statement_clock;"
    "CREATE INDEX derived_statement_days ON derived_statement (day, statement, naming, access, form, outlet, speaker);"
    "CREATE INDEX derived_statement_clocks ON derived_statement (clock, statement, naming, access, form, day, outlet, speaker);",
};

int schema_version(void)
{
    return (int)(sizeof STEPS / sizeof *STEPS);
}

int schema_upgrade(sqlite3 *db, int from, int to)
{
    int code = SQLITE_OK;
    for (int step = from; step < to && code == SQLITE_OK; step++)
        code = sqlite3_exec(db, STEPS[step], NULL, NULL, NULL);
    return code;
}

/* ---- is a file what its version says ---- */

static const char LISTING[] = "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY name";

static bool same_listing(sqlite3_stmt *a, sqlite3_stmt *b)
{
    for (;;) {
        int one = sqlite3_step(a), other = sqlite3_step(b);
        if (one != other || one != SQLITE_ROW)
            return one == other && one == SQLITE_DONE;
        for (int column = 0; column < 2; column++) {
            const char *left = (const char *)sqlite3_column_text(a, column), *right = (const char *)sqlite3_column_text(b, column);
            if (!left || !right || strcmp(left, right) != 0)
                return false;
        }
    }
}

bool schema_is_ours(sqlite3 *db)
{
    sqlite3 *fresh = NULL;
    sqlite3_stmt *a = NULL, *b = NULL;
    bool same = sqlite3_open_v2(":memory:", &fresh, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
                schema_upgrade(fresh, 0, schema_version()) == SQLITE_OK && sqlite3_prepare_v2(db, LISTING, -1, &a, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(fresh, LISTING, -1, &b, NULL) == SQLITE_OK && same_listing(a, b);
    sqlite3_finalize(a);
    sqlite3_finalize(b);
    sqlite3_close(fresh);
    return same;
}
