/* What the commands of a case write for a person: lines set to the terminal's width, every word of them harmless to it. Only the library's JSON goes in. */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include <jansson.h>
#include <stdio.h>

#include "cli.h"

struct sheet {
    struct hearsay_terminal terminal;
    FILE *out, *line;        /* what is set; the line that is being put together, or NULL */
    char *bytes, *words;     /* their bytes */
    size_t n, n_words;
    bool failed;             /* out of memory */
};

void sheet_begin(struct sheet *, const struct arguments *);
void sheet_add(struct sheet *, const char *format, ...) __attribute__((format(printf, 2, 3))); /* to the line; untrusted words are welcome */
void sheet_line(struct sheet *, unsigned first, unsigned rest); /* sets the line, if there is one: indented by `first`, what follows by `rest` */
void sheet_say(struct sheet *, unsigned first, unsigned rest, const char *format, ...) __attribute__((format(printf, 4, 5))); /* a line of its own */
void sheet_blank(struct sheet *);
/* Writes it all out; gives `exit_status`, or that of an error, which is told. */
int sheet_end(struct sheet *, int exit_status);

/* ---- the library's JSON ---- */

const char *text_at(const json_t *, const char *key); /* NULL: null, or not there */
json_int_t number_at(const json_t *, const char *key); /* 0: null, or not there */
json_t *parse_json(char *json);                       /* frees it; NULL: told */
const char *plural(json_int_t n);                     /* "s", or "" for one */

/* statement.c: statements as docs/case.md has them. */
struct statements {
    struct sheet *sheet;
    bool speaker;            /* name who speaks */
    bool by_day;             /* under the day of the clock, not under their article */
    json_int_t article;      /* the last one that was headed; 0: none */
    char day[11];            /* the last day that was headed */
};
void statement_put(struct statements *, const json_t *statement);
/* "Capital Dispatch, 2024-05-17", or the id where the outlet is not known. */
void add_outlet(struct sheet *, const json_t *object, const char *id_key);
const char *naming_said(const char *naming); /* "by role, not by name"; NULL gives what `accounts` says then */
const char *access_said(const char *access);

/* decision.c: an entry of the log, with the words that it is about. */
struct decisions {
    struct sheet *sheet;
    struct hearsay_case *file;
    json_int_t article;      /* whose record is at hand; 0: none */
    json_t *record;
};
void decision_put(struct decisions *, const json_t *entry);
void decisions_end(struct decisions *);
/* The log's entry: decision `number`, or with 0 the last one. A new reference; NULL: told. */
json_t *decision_of(struct hearsay *, struct hearsay_case *, json_int_t number);
/* One decision that was just made, as JSON or for a person; gives the exit status. */
int decision_tell(struct hearsay *, struct hearsay_case *, const struct arguments *, json_int_t number);

#endif
