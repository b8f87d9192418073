/* hearsay: who said what, on whose word.
 *
 * The one public header. A program opens a context (`hearsay_new`), reads inputs with it (`hearsay_read`), and receives one
 * record for each article: its people and its attributions, every one a set of offsets into the article's own text.
 * Records may be set side by side (`hearsay_compare`). Nothing here says who is right.
 *
 * Offsets are code points (Unicode scalar values) into the record's `text`, [begin, end).
 *
 * Ownership. What a `_new` or `_compare` returns belongs to the caller and is given back with the `_free` of the same name; a record
 * that a callback receives belongs to the callback's caller unless `hearsay_record_keep` is called, and is then freed
 * with `hearsay_record_free`. Strings and arrays inside a record live as long as the record. A `char *` output is freed with `free`.
 *
 * Errors. What can fail returns `enum hearsay_status`; the words for it stand in `hearsay_message(context)` until the next call
 * on that context. The library never exits, prints or aborts.
 *
 * Threads. One context is used by one thread at a time; it runs its own worker threads inside `hearsay_read`. Callbacks
 * arrive on the calling thread, in the order of the inputs. Records are immutable: any number of threads may look at one.
 */
#ifndef HEARSAY_H
#define HEARSAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HEARSAY_VERSION "0.1.0"
#define HEARSAY_NONE (-1) /* an absent index */

#if defined(__GNUC__)
#define HEARSAY_API __attribute__((visibility("default")))
#else
#define HEARSAY_API
#endif

/* One table makes the codes, their names and their texts. */
#define HEARSAY_STATUS_TABLE(X)                                                                     \
    X(OK, "done")                                                                                   \
    X(NOTHING, "nothing found")                                                                     \
    X(ARGUMENT, "unusable argument")                                                                \
    X(MEMORY, "out of memory")                                                                      \
    X(IO, "input or output failed")                                                                 \
    X(INPUT, "unusable input")                                                                      \
    X(TOO_LARGE, "too large")                                                                       \
    X(MODEL, "unusable model file")                                                                 \
    X(STOPPED, "stopped by the caller")                                                             \
    X(UNSUPPORTED, "not supported here")

enum hearsay_status {
#define X(code, text) HEARSAY_##code,
    HEARSAY_STATUS_TABLE(X)
#undef X
};

/* An offset pair in code points, [begin, end); begin == end means absent. */
struct hearsay_span {
    uint32_t begin, end;
};

enum hearsay_form { HEARSAY_FORM_DIRECT, HEARSAY_FORM_MIXED, HEARSAY_FORM_INDIRECT };
enum hearsay_kind {
    HEARSAY_KIND_PERSON, HEARSAY_KIND_ORGANIZATION, HEARSAY_KIND_GROUP, HEARSAY_KIND_DOCUMENT, HEARSAY_KIND_UNNAMED
};
enum hearsay_naming {
    HEARSAY_NAMING_NONE, /* null: there is no source */
    HEARSAY_NAMING_NAMED, HEARSAY_NAMING_ROLE, HEARSAY_NAMING_COLLECTIVE, HEARSAY_NAMING_ANONYMOUS, HEARSAY_NAMING_DOCUMENT
};
enum hearsay_access {
    HEARSAY_ACCESS_UNKNOWN, HEARSAY_ACCESS_IN_ROOM, HEARSAY_ACCESS_TOLD, HEARSAY_ACCESS_DOCUMENT
};
/* What the cue does with the content. The name in JSON is the lower-case word; `_` is written `-`. */
#define HEARSAY_ACT_TABLE(X)                                                                        \
    X(STATE, "state") X(ASK, "ask") X(DENY, "deny") X(CONFIRM, "confirm") X(PROMISE, "promise")     \
    X(ORDER, "order") X(BELIEVE, "believe") X(WANT, "want") X(FEEL, "feel") X(AGREE, "agree")       \
    X(DISAGREE, "disagree") X(CONCEDE, "concede") X(ACCUSE, "accuse") X(WARN, "warn")               \
    X(REFUSE, "refuse-to-say") X(LEARN, "learn") X(HEARSAY, "hearsay")
enum hearsay_act {
#define X(code, name) HEARSAY_ACT_##code,
    HEARSAY_ACT_TABLE(X)
#undef X
};

/* One that speaks, is spoken to, or is spoken through. */
struct hearsay_person {
    const char *name;                    /* the fullest name that the text gives */
    enum hearsay_kind kind;
    const char *const *titles;           /* as written, n_titles of them */
    size_t n_titles;
    const struct hearsay_span *mentions; /* in text order */
    const char *const *mention_why;      /* for each mention, the rule or model that resolved it */
    size_t n_mentions;
};

struct hearsay_attribution {
    int parent;                         /* the attribution in whose content this one stands, or HEARSAY_NONE */
    struct hearsay_span source, cue;    /* absent: begin == end */
    const struct hearsay_span *content; /* in text order; several: one discontinuous content */
    size_t n_content;
    enum hearsay_form form;
    enum hearsay_act act;
    bool negated;                       /* the act did not take place: "did not say" */
    int speaker;                        /* index into the record's people, or HEARSAY_NONE */
    const int *chain;                   /* from whom the article cites down to the speaker; ends with `speaker` */
    size_t n_chain;
    enum hearsay_naming naming;
    enum hearsay_access access;
    struct hearsay_span access_evidence;
    const char *addressee, *when, *where; /* NULL: the text does not say */
    const char *why;                    /* the rule or model that made it, in words */
    double confidence;                  /* calibrated: the share of such attributions that are right */
};

struct hearsay_diagnostic {
    enum hearsay_status status;
    const char *message; /* lower case, subject in 'quotes', no full stop */
    uint64_t offset;     /* code points into the text or, for an input that gave no article, bytes into it */
};

/* One article and all that was found in it. Absent strings are NULL. */
struct hearsay_record {
    const char *id, *input, *url, *outlet, *published, *byline, *title;
    const char *text; /* UTF-8, checked */
    size_t n_bytes;
    uint32_t n_points;
    const struct hearsay_person *people;
    size_t n_people;
    const struct hearsay_attribution *attributions; /* in the order of their cues, or contents where there is no cue */
    size_t n_attributions;
    const struct hearsay_diagnostic *diagnostics;
    size_t n_diagnostics;
};

/* The bytes of a span: *n of them, starting at the pointer returned. The span must lie inside the record's text. */
HEARSAY_API const char *hearsay_record_slice(const struct hearsay_record *, struct hearsay_span, size_t *n);

/* ------------------------------------------------------------------ context */

struct hearsay;

struct hearsay_options {
    const char *model;  /* the folder of model files; NULL: $HEARSAY_MODEL, beside the program, the installed data folder */
    unsigned n_threads; /* 0: the processors this process may use */
    const char *kernel; /* "scalar", "avx2", "vnni", "neon"; NULL: the best this processor has */
};

/* Maps the model and makes the worker states. On failure *out still holds a context that tells why with `hearsay_message` (or NULL
 * when memory ran out) and must be freed. `options` may be NULL. */
HEARSAY_API enum hearsay_status hearsay_new(const struct hearsay_options *options, struct hearsay **out);
HEARSAY_API void hearsay_free(struct hearsay *);
HEARSAY_API const char *hearsay_message(const struct hearsay *);
HEARSAY_API const char *hearsay_status_text(enum hearsay_status);
HEARSAY_API const char *hearsay_version(void);

/* ------------------------------------------------------------------ reading */

enum hearsay_format { HEARSAY_FORMAT_AUTO, HEARSAY_FORMAT_TEXT, HEARSAY_FORMAT_NDJSON };

struct hearsay_progress {
    size_t n_inputs, input;       /* how many inputs, and the one being read */
    uint64_t n_articles, n_words; /* done so far */
    uint64_t bytes_done, bytes;   /* of all inputs; bytes == 0: not known */
};

struct hearsay_reader {
    enum hearsay_format format;
    /* One article's record, in input order. Return false to stop; `hearsay_read` then returns HEARSAY_STOPPED. */
    bool (*record)(void *user, struct hearsay_record *);
    /* An input, or one article of it, that could not be read. The others are still read. May be NULL. */
    void (*trouble)(void *user, const char *input, const struct hearsay_diagnostic *);
    /* Called now and then. May be NULL. */
    void (*progress)(void *user, const struct hearsay_progress *);
    void *user;
    /* Asked on the library's reading thread, one article after the other, before the model sees it: true leaves it out. May be NULL. */
    bool (*skip)(void *user, const struct hearsay_record *fields);
};

/* Reads every input ("-" is standard input), extracts over the context's threads, delivers in order. HEARSAY_OK when at
 * least one article was read; HEARSAY_NOTHING when every input was empty; the first trouble's status when none could be read. */
HEARSAY_API enum hearsay_status hearsay_read(struct hearsay *, const char *const *inputs, size_t n_inputs,
                                             const struct hearsay_reader *);

/* The same for one article that the caller holds: `fields` gives what is known (only `text` and `n_bytes` are needed). */
HEARSAY_API enum hearsay_status hearsay_read_article(struct hearsay *, const struct hearsay_record *fields,
                                                     struct hearsay_record **out);

/* Inside the record callback: the record now belongs to the caller. */
HEARSAY_API void hearsay_record_keep(struct hearsay_record *);
HEARSAY_API void hearsay_record_free(struct hearsay_record *);

/* ------------------------------------------------------------------ writing */

/* Each makes one zero-terminated string, freed with free(); `*n` (may be NULL) is its length. */

/* The contract's JSON object, one line without the line feed. */
HEARSAY_API enum hearsay_status hearsay_record_json(const struct hearsay_record *, char **out, size_t *n);

/* PolNeAR's brat standoff. `flat`: the outermost attributions alone, one role a token. */
HEARSAY_API enum hearsay_status hearsay_record_brat(const struct hearsay_record *, bool flat, char **out, size_t *n);

struct hearsay_terminal {
    unsigned width; /* columns; at least 40 is used */
    bool colour;    /* ANSI colours */
};
/* One text of whatever origin, set into lines: the first indented by `first` columns, the others by `rest`. Control characters, marks that hide or
 * reorder, and blanks beyond one do not come through. */
HEARSAY_API enum hearsay_status hearsay_terminal_lines(const char *text, const struct hearsay_terminal *, unsigned first, unsigned rest, char **out, size_t *n);
/* For a person: the passages with their attributions marked, readable without colour. Safe for a terminal whatever the article holds. */
HEARSAY_API enum hearsay_status hearsay_record_terminal(const struct hearsay_record *, const struct hearsay_terminal *,
                                                        char **out, size_t *n);

/* ------------------------------------------------------------------ comparing */

enum hearsay_answer { HEARSAY_ANSWER_UNSURE, HEARSAY_ANSWER_YES, HEARSAY_ANSWER_NO };
enum hearsay_relation_kind {
    HEARSAY_RELATION_OPPOSES, HEARSAY_RELATION_AGREES, HEARSAY_RELATION_DENIES, HEARSAY_RELATION_CHANGED,
    HEARSAY_RELATION_SAME_ORIGIN
};

struct hearsay_claim {
    int article, attribution; /* index into the records compared, and into that record's attributions */
    struct hearsay_span clause; /* the part of the content that answers */
    const char *speaker;        /* the fullest name that the articles together give; NULL: none */
    enum hearsay_answer answer;
    int origin;               /* claims of one number share an origin */
    double confidence;        /* that the answer is so; 0: not known */
    const char *why;          /* the rule or model that judged it, or why it was not judged */
};
struct hearsay_relation {
    enum hearsay_relation_kind kind;
    int from, to;  /* index into the question's claims */
    bool reported; /* an article says so; else we infer it */
    const char *why;
    double confidence;
};
struct hearsay_question {
    const char *text;
    const struct hearsay_claim *claims;
    size_t n_claims;
    const struct hearsay_relation *relations;
    size_t n_relations;
    int origins_least, origins_most; /* of the claims that answer yes or no */
};
struct hearsay_accounts {
    const struct hearsay_record *const *records; /* the caller's, in the caller's order */
    const int *origins;                          /* for each record: articles of one number are copies of one another */
    size_t n_records;
    const struct hearsay_question *questions;
    size_t n_questions;
    bool asked; /* the questions are the caller's own, in his order, also those that nothing answers */
    const int64_t *numbers; /* of a case: each record's number in it, shown where a statement's place is; NULL: none */
    size_t n_left_out; /* of a large case: articles that what was asked was not held against, for they share fewer words with it */
};

/* Sets the records side by side; they must outlive the accounts. HEARSAY_NOTHING (and *out set, without questions) when nothing meets.
 * `questions` (n of them; 0: find them) are answered instead of found. */
HEARSAY_API enum hearsay_status hearsay_compare(struct hearsay *, const struct hearsay_record *const *records,
                                                size_t n_records, const char *const *questions, size_t n_questions,
                                                struct hearsay_accounts **out);
HEARSAY_API void hearsay_accounts_free(struct hearsay_accounts *);
HEARSAY_API enum hearsay_status hearsay_accounts_json(const struct hearsay_accounts *, char **out, size_t *n);
HEARSAY_API enum hearsay_status hearsay_accounts_terminal(const struct hearsay_accounts *, const struct hearsay_terminal *,
                                                          char **out, size_t *n);

/* ------------------------------------------------------------------ exchange */

enum hearsay_export {
    HEARSAY_EXPORT_HTML,          /* one self-contained page: accounts, claims with their sentences, origins; no script */
    HEARSAY_EXPORT_JSONL,         /* the contract's record, one line an article: what `import` reads back */
    HEARSAY_EXPORT_CSV,           /* one row an attribution; no cell can be a formula */
    HEARSAY_EXPORT_BRAT,          /* PolNeAR's standoff, articles one after the other, each headed by a comment */
    HEARSAY_EXPORT_WEBANNOTATION, /* W3C Web Annotation, JSON-LD */
    HEARSAY_EXPORT_FTM,           /* FollowTheMoney entities, one a line */
    HEARSAY_EXPORT_STIX           /* STIX 2.1, one bundle */
};
/* The same in another format. `accounts` may be NULL: then relations and questions are left out. Nothing written asserts a verdict. */
HEARSAY_API enum hearsay_status hearsay_export(struct hearsay *, enum hearsay_export, const struct hearsay_record *const *records, size_t n_records,
                                               const struct hearsay_accounts *accounts, char **out, size_t *n);

/* ------------------------------------------------------------------ for a writer */

/* What a statement of a draft rests on, where that wants a look. Precision before completeness; statements that nobody is said to have made are not judged. */
enum hearsay_doubt {
    HEARSAY_DOUBT_UNNAMED,  /* one source alone, and it is not named */
    HEARSAY_DOUBT_NONE,     /* no source: "reportedly", "is said to" */
    HEARSAY_DOUBT_COPY,     /* another article's words; `attribution` HEARSAY_NONE: the draft as a whole is one text with it */
    HEARSAY_DOUBT_CONTRARY  /* another article has the contrary, and the draft does not tell */
};
struct hearsay_finding {
    enum hearsay_doubt doubt;
    int record, attribution;       /* the draft, and the statement in it */
    struct hearsay_span statement;
    int other;                     /* the other article's record, or HEARSAY_NONE */
    struct hearsay_span other_at;  /* the place in it */
    const char *why;               /* in words */
};
struct hearsay_lint {
    const struct hearsay_record *const *records; /* the caller's */
    size_t n_drafts, n_records;
    const struct hearsay_finding *findings;      /* by draft and place */
    size_t n_findings, n_statements;             /* statements that were looked at */
};
/* The first `n_drafts` records are drafts, the others what they may be copied from or contradicted by. The records must outlive the result.
 * HEARSAY_NOTHING (and *out set, without findings) when nothing wants a look. */
HEARSAY_API enum hearsay_status hearsay_lint(struct hearsay *, const struct hearsay_record *const *records, size_t n_drafts, size_t n_records,
                                             struct hearsay_lint **out);
HEARSAY_API void hearsay_lint_free(struct hearsay_lint *);
HEARSAY_API enum hearsay_status hearsay_lint_json(const struct hearsay_lint *, char **out, size_t *n);
HEARSAY_API enum hearsay_status hearsay_lint_terminal(const struct hearsay_lint *, const struct hearsay_terminal *, char **out, size_t *n);

/* ------------------------------------------------------------------ case file */

/* One SQLite database that keeps what was read, what was derived from it, and what a person decided (docs/case.md). What these return as
 * `json` is one zero-terminated object (docs/case.md has the fields), freed with free(). A case is used by one thread at a time; any number of
 * cases, processes and threads may have the same file open: one writes at a time, readers never wait for it. */
struct hearsay_case;

enum { HEARSAY_CASE_CREATE = 1, HEARSAY_CASE_READ_ONLY = 2 };

/* Opens, checks and (unless read-only) migrates the file. The context must outlive the case. On failure `hearsay_message(context)` tells why. */
HEARSAY_API enum hearsay_status hearsay_case_open(struct hearsay *, const char *path, unsigned flags, struct hearsay_case **out);
HEARSAY_API void hearsay_case_close(struct hearsay_case *);

struct hearsay_added {
    uint64_t added, known;       /* articles new to the case; articles that it had already */
};
/* Reads the inputs and keeps each article in a transaction of its own, in input order. Articles that the case has are not read again by
 * the model. `reader` may be NULL; its `record` is called for each new article. */
HEARSAY_API enum hearsay_status hearsay_case_add(struct hearsay_case *, const char *const *inputs, size_t n_inputs,
                                                 const struct hearsay_reader *reader, struct hearsay_added *added);
/* The same for one article that the caller holds. */
HEARSAY_API enum hearsay_status hearsay_case_add_article(struct hearsay_case *, const struct hearsay_record *fields, struct hearsay_added *added);

/* Reads again every article whose record is of other weights or rules than those in use (an imported one too), each in a transaction of its own; what persons
 * decided stays. `step` (may be NULL) hears how many of n are done and returns false to stop: HEARSAY_STOPPED, and the next call goes on from there. `added`: how
 * many were read again, how many needed not. HEARSAY_NOTHING when none did. */
HEARSAY_API enum hearsay_status hearsay_case_derive(struct hearsay_case *, bool (*step)(void *user, uint64_t done, uint64_t n), void *user,
                                                    struct hearsay_added *added);

/* What to look for; NULL and 0: any. Every string is taken literally, whatever it holds. */
struct hearsay_search {
    const char *words;           /* all of them, in the article's text or title; "in double quotes": the phrase */
    const char *speaker, *outlet;
    const char *after, *before;  /* published, YYYY-MM-DD, both included */
    const char *naming, *access, *form; /* the contract's words */
    unsigned limit, offset;      /* limit 0: 50; at most 1000 */
};
/* {"total", "hits": [{"article", "id", "outlet", "published", "title", "attribution", "span", "snippet", "marks", "speaker", "chain", "naming", …}]} */
HEARSAY_API enum hearsay_status hearsay_case_search(struct hearsay_case *, const struct hearsay_search *, char **json, size_t *n);
/* All that one said: {"speaker", "names", "titles", "statements": [… as hits, with addressee, when, where], "changed": […], "may_be": [names]}. */
HEARSAY_API enum hearsay_status hearsay_case_speaker(struct hearsay_case *, const char *name, char **json, size_t *n);
/* Everybody who speaks, and names that may be one's: {"speakers": [{"name", "kind", "statements", "articles"}], "offers": [{"speaker", "into", "statements"}]}. */
HEARSAY_API enum hearsay_status hearsay_case_speakers(struct hearsay_case *, char **json, size_t *n);
/* Two clocks, when it was said and what time it is about: {"entries": [{"said", "about", "published", … as hits}]}. */
HEARSAY_API enum hearsay_status hearsay_case_timeline(struct hearsay_case *, const struct hearsay_search *, char **json, size_t *n);
/* {"articles": [{"article", "id", "title", "outlet", "published", "url", "attributions", "origin"}], "total"}; `limit` as in a search. */
HEARSAY_API enum hearsay_status hearsay_case_articles(struct hearsay_case *, unsigned limit, unsigned offset, char **json, size_t *n);
/* The contract's record with the decisions of persons in it; each attribution that one bears on has "decided": [decision numbers]. */
HEARSAY_API enum hearsay_status hearsay_case_article(struct hearsay_case *, int64_t article, char **json, size_t *n);
/* The contract's accounts over the whole case, decisions in it, claims with "case_article"; kept until something changes. */
HEARSAY_API enum hearsay_status hearsay_case_accounts(struct hearsay_case *, const char *const *questions, size_t n_questions, char **json, size_t *n);
/* The same for a person, and in a format for others; each statement has its place in the case, ARTICLE:ATTRIBUTION. Statuses as above. */
HEARSAY_API enum hearsay_status hearsay_case_accounts_terminal(struct hearsay_case *, const char *const *questions, size_t n_questions,
                                                               const struct hearsay_terminal *, char **out, size_t *n);
HEARSAY_API enum hearsay_status hearsay_case_accounts_export(struct hearsay_case *, enum hearsay_export, const char *const *questions, size_t n_questions,
                                                             char **out, size_t *n);
/* Every article's record with the decisions of persons in it, in the order of their numbers. The callback owns what it is given
 * (hearsay_record_free), and returns false to stop. */
HEARSAY_API enum hearsay_status hearsay_case_records(struct hearsay_case *, bool (*record)(void *user, struct hearsay_record *), void *user);
/* Who stands behind an answer: {"question", "nodes": [{"id", "kind", "label", …}], "edges": [{"from", "to", "kind", "certain"}], "least", "most"}. */
HEARSAY_API enum hearsay_status hearsay_case_origins(struct hearsay_case *, int question, char **json, size_t *n);
/* One decision: {"kind": "speaker" | "merge" | "split" | "not-attribution" | "same-question" | "not-opposed", …, "reason", "who"}; *decision its number. */
HEARSAY_API enum hearsay_status hearsay_case_correct(struct hearsay_case *, const char *correction, int64_t *decision);
/* Undoing is a decision too; nothing is ever removed from the log. `decision` 0: the last one that still stands. */
HEARSAY_API enum hearsay_status hearsay_case_undo(struct hearsay_case *, int64_t decision, const char *who, const char *reason);
HEARSAY_API enum hearsay_status hearsay_case_log(struct hearsay_case *, char **json, size_t *n);
HEARSAY_API enum hearsay_status hearsay_case_export(struct hearsay_case *, enum hearsay_export, char **out, size_t *n);
/* Our JSONL, or the decisions of another case (its file): idempotent. */
HEARSAY_API enum hearsay_status hearsay_case_import(struct hearsay_case *, const char *path, struct hearsay_added *added);

/* ------------------------------------------------------------------ serving */

struct hearsay_serving {
    unsigned port;                                         /* 0: any free one */
    void (*ready)(void *user, const char *address);        /* once it answers: "http://127.0.0.1:PORT/" and the write token's page */
    bool (*goes_on)(void *user);                           /* asked a few times a second; false: stop */
    void *user;
};
/* Serves the page and the REST interface of a case on the loopback address until `goes_on` says no. */
HEARSAY_API enum hearsay_status hearsay_serve(struct hearsay *, const char *case_path, const struct hearsay_serving *);

#ifdef __cplusplus
}
#endif
#endif
