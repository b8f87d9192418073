/* What the case file and the page are to offer. It moves to hearsay.h when all of it works: until then nothing of it is built or promised. */
#ifndef STORE_CASE_H
#define STORE_CASE_H

#include "hearsay.h"

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
/* All that one said: {"speaker", "names", "titles", "statements": [… as hits, with addressee, when, where], "changed": […]}. */
HEARSAY_API enum hearsay_status hearsay_case_speaker(struct hearsay_case *, const char *name, char **json, size_t *n);
/* Everybody who speaks: {"speakers": [{"name", "kind", "statements", "articles"}]}. */
HEARSAY_API enum hearsay_status hearsay_case_speakers(struct hearsay_case *, char **json, size_t *n);
/* Two clocks, when it was said and what time it is about: {"entries": [{"said", "about", "published", … as hits}]}. */
HEARSAY_API enum hearsay_status hearsay_case_timeline(struct hearsay_case *, const struct hearsay_search *, char **json, size_t *n);
/* {"articles": [{"article", "id", "title", "outlet", "published", "url", "attributions", "origin"}], "total"}; `limit` as in a search. */
HEARSAY_API enum hearsay_status hearsay_case_articles(struct hearsay_case *, unsigned limit, unsigned offset, char **json, size_t *n);
/* The contract's record with the decisions of persons in it; each attribution that one bears on has "decided": [decision numbers]. */
HEARSAY_API enum hearsay_status hearsay_case_article(struct hearsay_case *, int64_t article, char **json, size_t *n);
/* The contract's accounts over the whole case, decisions in it, claims with "case_article"; kept until something changes. */
HEARSAY_API enum hearsay_status hearsay_case_accounts(struct hearsay_case *, const char *const *questions, size_t n_questions, char **json, size_t *n);
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

#endif
