/* store: the case file. What the files of this room share; the outside sees the hearsay_case_* of hearsay.h.
 *
 *   sql.c      prepared statements, transactions, and what SQLite's failures are called
 *   schema.c   the tables, step by step                     open.c      opening and checking a file
 *   parse.c    record JSON into a record                    known.c     is this article here already
 *   add.c      inputs into the case                         shelve.c    a record into the indexes
 *   identity.c who is who across articles                   moment.c    what time a statement is about
 *   decided.c  a record with the decisions in it            correct.c   a correction checked and kept
 *   log.c      undoing, the log                             query.c     words into a safe FTS query
 *   place.c    where words stand, and the text around       hits.c      statements as JSON
 *   search.c   search, timeline                             people.c    speakers
 *   shelf.c    articles, one article                        accounts.c  accounts of the whole case, kept
 *   verdicts.c decisions applied to accounts                origins.c   who stands behind an answer
 *   transfer.c export, import                              render.c    the accounts as a text, records
 *   derive.c   what other weights derived, made again   offers.c    names that may be one's
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "hearsay.h"
#include <sqlite3.h>

#include "base/base.h"
#include "hearsay/context.h"

enum { STORE_RULES = 1, STORE_TOTAL_MAX = 10000, STORE_LIMIT_USUAL = 50, STORE_LIMIT_MAX = 1000, STORE_JSON_MAX = 1 << 30 };

struct json_t;

struct hearsay_case {
    struct hearsay *context;
    sqlite3 *db;
    char *path;
    bool read_only;
};

/* ---- sql.c. `types`: one letter a value: i int64_t, s string (may be NULL), t text and its size_t, d double ---- */

/* A statement with its values bound; NULL: it failed, and the words are in the context. Strings must live until it ends. */
sqlite3_stmt *sql_ask(struct hearsay_case *, const char *sql, const char *types, ...);
bool sql_bind(struct hearsay_case *, sqlite3_stmt *, const char *types, ...); /* resets it and binds again */
bool sql_next(sqlite3_stmt *);                                                /* true: a row; NULL has none */
/* Ends the statement: HEARSAY_OK when it went through, else what went wrong with it (NULL: failed at once). */
enum hearsay_status sql_end(struct hearsay_case *, sqlite3_stmt *);
/* For a statement that is used again and again: runs it to its end. */
enum hearsay_status sql_again(struct hearsay_case *, sqlite3_stmt *);
enum hearsay_status sql_run(struct hearsay_case *, const char *sql, const char *types, ...);
/* The first column of the first row; `*out` stays as it is when there is none. */
enum hearsay_status sql_number(struct hearsay_case *, int64_t *out, const char *sql, const char *types, ...);
enum hearsay_status sql_failed(struct hearsay_case *); /* the connection's last failure as a status, with words */
const char *sql_string(sqlite3_stmt *, int column);    /* NULL for NULL */

enum hearsay_status case_look(struct hearsay_case *);   /* one state of the file until case_done */
enum hearsay_status case_write(struct hearsay_case *);  /* nobody else writes until case_done */
enum hearsay_status case_done(struct hearsay_case *, enum hearsay_status); /* commits what went well, rolls back what did not; gives the status */
enum hearsay_status case_changed(struct hearsay_case *); /* in a write: what was kept of the whole case is out of date */
enum hearsay_status case_error(struct hearsay_case *, enum hearsay_status, const char *format, ...) __attribute__((format(printf, 3, 4)));
enum hearsay_status case_memory(struct hearsay_case *);
int64_t case_generation(struct hearsay_case *);
void store_now(char out[32]); /* UTC, "2026-01-31T12:00:00Z" */
/* The writer's bytes become the caller's. */
enum hearsay_status store_give(struct hearsay_case *, struct buffer *, enum hearsay_status, char **json, size_t *n);

/* ---- schema.c ---- */

int schema_version(void);
int schema_upgrade(sqlite3 *, int from, int to); /* an SQLite code; inside the caller's transaction */
bool schema_is_ours(sqlite3 *);                  /* its tables, indexes and triggers are those of the newest version, no more and no less */

/* ---- known.c ---- */

int64_t known_hash(const struct hearsay_record *fields);
/* The number of the article with this content, or 0; -1: the file failed. */
int64_t known_find(sqlite3 *, int64_t hash, const struct hearsay_record *fields);

/* ---- identity.c: who is who across articles. The only place that decides which two names are one person ---- */

enum { IDENTITY_KEY_BYTES = 512 };
/* The name as it is compared: folded, without accents, punctuation and titles' dots, blanks single. Empty: nothing in it. */
void identity_key(const char *name, char out[IDENTITY_KEY_BYTES]);
void identity_person_key(const struct hearsay_person *, char out[IDENTITY_KEY_BYTES]); /* an unnamed one is nobody else's namesake */
void identity_outlet_key(const char *name, char out[IDENTITY_KEY_BYTES]);
/* The speaker's row, made when it is not there; 0: failed. */
int64_t identity_row(struct hearsay_case *, const struct hearsay_person *);
/* Who is meant by a name: the row that stands for all that are the same; 0: nobody. */
int64_t identity_find(struct hearsay_case *, const char *name, bool loosely);
/* Works out anew who is the same as whom, from the merges that stand. In a write. */
enum hearsay_status identity_merge(struct hearsay_case *);

/* ---- offers.c: names that may be one's, for a person to decide ---- */

enum { OFFERS_NAMES_MAX = 10000 };
struct offers {
    struct hearsay_case *file;
    struct arena arena;
    struct namesake *names;
    struct pair *pairs;
    struct apart *apart;
    size_t n, capacity, n_pairs, pairs_capacity, n_apart, apart_capacity;
};
void offers_open(struct offers *, struct hearsay_case *);
bool offers_add(struct offers *, int64_t speaker, const char *name, const char *key, enum hearsay_kind, int64_t statements); /* false: out of memory */
enum hearsay_status offers_put(struct offers *, struct buffer *out); /* ", \"offers\": […]" */
void offers_close(struct offers *);
enum hearsay_status offers_of(struct hearsay_case *, int64_t speaker, struct buffer *out); /* ", \"may_be\": […]" */

/* ---- moment.c ---- */

/* The first ten characters, if they are a date; else out is empty. */
void moment_day(const char *published, char out[11]);
/* The first time that the words speak of: "2019-03-04", "2019-03" or "2019"; else empty. `day` is when they were published; may be empty. */
void moment_about(const char *words, size_t n, const char *day, char out[11]);

/* ---- decided.c ---- */

/* A record as the case has it now. */
struct kept {
    struct hearsay_record *record;   /* freed with kept_release */
    int64_t article;
    struct kept_mark { int attribution; int64_t decision; } *marks; /* attribution HEARSAY_NONE: no longer one */
    size_t n_marks;
    struct kept_struck { struct hearsay_attribution attribution; int64_t decision; } *struck;
    size_t n_struck;
    char added[32], model[80];
    int64_t rules;
};
/* `merged`: names are those that persons agreed on; without, those that index rows are made of. HEARSAY_NOTHING: no such article. */
enum hearsay_status kept_load(struct hearsay_case *, int64_t article, bool merged, struct kept *out);
void kept_release(struct kept *);
/* The attribution whose content covers the spans best, or HEARSAY_NONE. */
int kept_at_place(const struct hearsay_record *, const struct hearsay_span *, size_t n);
struct hearsay_span spans_hull(const struct hearsay_span *, size_t n);

/* ---- add.c, shelve.c ---- */

/* Keeps a new article with its record, in the caller's write. *known: it was here. */
enum hearsay_status add_record(struct hearsay_case *, const struct hearsay_record *, const char *model, bool *known, int64_t *article);
/* The record derived of an article, in the place of the one before; the index rows are shelve_again's. In a write. */
enum hearsay_status add_derived(struct hearsay_case *, const struct hearsay_record *, const char *model, int64_t article);
void add_model_name(const struct hearsay *, char out[80]); /* which weights */
/* Writes the index rows of an article anew. In a write. */
enum hearsay_status shelve(struct hearsay_case *, const struct kept *);
enum hearsay_status shelve_again(struct hearsay_case *, int64_t article);

/* ---- correct.c, log.c ---- */

struct decision {
    const char *origin;               /* the case that it was made in; NULL: this one */
    int64_t origin_number, undoes;    /* 0: its own number; 0: none */
    const char *kind, *correction, *who, *reason, *made;
};
/* Keeps a decision that was checked, and all that follows from it. `articles` (numbers) may be NULL. In a write. */
enum hearsay_status correct_insert(struct hearsay_case *, const struct decision *, const struct json_t *articles, int64_t *decision);

/* Which decisions stand; index rows of the articles that they bear on. In a write, after a decision was kept. */
enum hearsay_status log_settle(struct hearsay_case *, int64_t decision);

/* ---- query.c ---- */

enum { QUERY_TERMS_MAX = 64, QUERY_BYTES_MAX = 4096 };
struct query_word { char bytes[128]; size_t n; bool prefix; };
struct query {
    struct buffer fts;                /* what MATCH takes: every word quoted */
    struct query_word words[QUERY_TERMS_MAX]; /* folded, for finding the place */
    size_t n_words;
};
/* HEARSAY_NOTHING: no word in it. */
enum hearsay_status query_read(struct hearsay_case *, const char *words, struct query *);

/* ---- place.c ---- */

struct place {
    struct buffer snippet;
    struct hearsay_span marks[32];    /* in the snippet */
    size_t n_marks;
};
/* One token of a text as FTS5's unicode61 cuts it, folded. False: no more. `*at` is a byte, `*point` its offset. */
struct place_token { uint32_t begin, end; size_t begin_byte; char bytes[128]; size_t n; };
bool place_token(const char *s, size_t n, size_t *at, uint32_t *point, struct place_token *out);
bool place_matches(const struct query *, const struct place_token *);
/* Where the words stand closest together, and the byte where that begins; false: nowhere. */
bool place_find(const char *text, size_t n, const struct query *, struct hearsay_span *out, size_t *byte);
/* The text around the span, which begins at `byte`: marks are the query's words or, without a query, the spans. The snippet must be released also after false. */
bool place_snippet(const char *text, size_t n, struct hearsay_span, size_t byte, const struct query *, const struct hearsay_span *spans, size_t n_spans, struct place *out);

/* ---- hits.c ---- */

struct hits {
    struct hearsay_case *file;
    const struct query *query;        /* NULL: none */
    bool moments;                     /* with "said" and "about" */
    sqlite3_stmt *statement, *article, *innermost, *decided, *name;
    size_t n;
};
/* `query` may be NULL. To be closed also after a failure. */
enum hearsay_status hits_open(struct hits *, struct hearsay_case *, const struct query *, bool moments);
enum hearsay_status hits_statement(struct hits *, struct buffer *, int64_t statement);
enum hearsay_status hits_article(struct hits *, struct buffer *, int64_t article);
void hits_close(struct hits *);
void key_string(struct buffer *, const char *key, const char *value);
void key_column(struct buffer *, const char *key, sqlite3_stmt *, int column); /* a string or null */
void key_number(struct buffer *, const char *key, sqlite3_stmt *, int column); /* a number or null */

/* ---- accounts.c, verdicts.c ---- */

/* The row of derived_kept that holds the accounts; behind the name stands " judged" where the trained judge had a part in them. Raise the number with every
 * change of src/compare by which the same records give other accounts: those that an older program kept are then made anew. */
#define ACCOUNTS_KEPT "accounts 6"
#define ACCOUNTS_KEPT_ANY "name LIKE 'accounts%'" /* whoever made them */

struct whole {
    struct kept *kept;                /* all articles, in the order of their numbers */
    const struct hearsay_record **records;
    size_t n;
    size_t n_all; /* that the case has: more than n where a question chose some */
    int64_t generation;
    struct hearsay_accounts *compared; /* as hearsay_compare gave them */
    struct hearsay_accounts *accounts; /* with the decisions in them; lives in the arena */
    struct arena arena;
};
/* With questions those articles that they are held against (chosen_articles), else all. */
enum hearsay_status whole_load(struct hearsay_case *, const char *const *questions, size_t n_questions, struct whole *);
enum hearsay_status whole_compare(struct hearsay_case *, const char *const *questions, size_t n, struct whole *);
void whole_keep(struct hearsay_case *, const struct whole *); /* the accounts, where no questions of one's own were asked; without them again nothing is lost */
void whole_release(struct whole *);
/* The accounts with "same question" and "not opposed" in them. */
/* ---- chosen.c ---- */

/* The numbers, ascending, of the articles that the questions are held against: all, if none are asked. `n_all`: how many the case has. To be freed also after a failure. */
enum hearsay_status chosen_articles(struct hearsay_case *, const char *const *questions, size_t n_questions, int64_t **numbers, size_t *n, size_t *n_all);

enum hearsay_status verdicts_apply(struct hearsay_case *, struct whole *);
/* origins.c: what hearsay_case_origins gives, out of the accounts' JSON; a new reference, NULL: out of memory. */
struct json_t *origins_draw(const struct json_t *accounts, int question);
/* Two places of a correction that is about two: record and attribution of each. False: one is not there. */
bool verdicts_places(const struct whole *, const struct json_t *correction, int record[2], int attribution[2]);

#endif
