/* serve: the parts of the local page and its REST interface. Sees the case through hearsay.h, and of the store's inside two things that spare
 * parsing the accounts again: the case's generation (accounts.c), the drawing of origins out of accounts at hand. */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "hearsay.h"
#include <jansson.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/base.h"

enum {
    SERVE_READERS = 8,                /* cases open for reading, so at most as many answers made at once */
    SERVE_CONNECTIONS_MAX = 192,
    SERVE_IDLE_SECONDS = 20,          /* a connection that says nothing is closed */
    SERVE_HEADER_BYTES = 32 << 10,
    SERVE_PATH_BYTES = 200,
    SERVE_VALUE_BYTES = 1000,         /* one value of a query */
    SERVE_BODY_BYTES = 64 << 10,      /* a correction */
    SERVE_UPLOAD_BYTES = 64 << 20,    /* articles */
    SERVE_UPLOADS_MAX = 4,            /* bodies of articles on their way at once */
    SERVE_REPLY_BYTES = 256 << 20,
    SERVE_JOBS_MAX = 64,              /* additions waiting; as many that are done are remembered */
    SERVE_TOKEN_BYTES = 32,           /* random bytes; as hexadecimal digits it is twice as long */
    SERVE_PAGE = 50,                  /* rows a page */
    SERVE_READER_FLAGS = 0            /* not read-only: what is derived on being asked for is kept in the file */
};

/* ---- cases open for reading (readers.c). Each has a context of its own, which shares the model. ---- */

struct reader {
    struct hearsay *context;
    struct hearsay_case *file;
};
struct readers {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    const char *path;
    struct hearsay *model; /* the context that lends its model */
    struct reader all[SERVE_READERS];
    bool taken[SERVE_READERS];
};
bool readers_init(struct readers *, struct hearsay *model, const char *path);
void readers_release(struct readers *); /* nobody may hold one */
/* NULL after ten seconds without a free one, or when the file cannot be opened; *status says which. */
struct reader *readers_take(struct readers *, enum hearsay_status *status);
void readers_give(struct readers *, struct reader *);

/* A context of one thread that shares `model`, with the case opened. On failure nothing is left open; the words stand in `error`. */
enum hearsay_status reader_open(struct hearsay *model, const char *path, unsigned flags, struct reader *, struct error *);
void reader_close(struct reader *);

/* ---- additions, one after another in the background (jobs.c) ---- */

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED };
struct job {
    unsigned number; /* from 1; 0: an empty place */
    enum job_state state;
    char *name;      /* what a person calls it: the file's name or the title */
    char *bytes;     /* the body, until it has been read */
    size_t n_bytes;
    struct hearsay_record fields; /* plain text: what the person told of it; strings belong to the job */
    bool plain;                   /* else the bytes are a file of any kind that hearsay reads */
    uint64_t bytes_done, added, known, troubles;
    struct error words; /* why it failed, or the first trouble of an article */
};
struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    bool begun, stop;
    struct hearsay *context; /* this thread's alone while it runs */
    const char *path;
    unsigned n_made;
    struct job all[SERVE_JOBS_MAX * 2];
};
enum hearsay_status jobs_begin(struct jobs *, struct hearsay *, const char *path);
void jobs_end(struct jobs *); /* the article being read is finished first */
/* Takes the bytes and strings of `job`, whatever comes of it. 0: too many wait; else the job's number. */
unsigned jobs_put(struct jobs *, struct job *job);
void job_clear(struct job *);
bool jobs_busy(struct jobs *); /* something waits or is being read */
bool jobs_json(struct jobs *, unsigned number, struct buffer *out); /* number 0: all; false: there is none */

/* ---- the accounts, parsed once for each change (accounts.c) ---- */

struct accounts {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    bool begun, stop;
    struct jobs *jobs;
    struct reader reader;  /* the thread's own */
    json_t *json;          /* NULL: not yet; never changed, only replaced */
    int64_t has, wanted;   /* the generation of `json`, and the one that was asked for */
    double seconds, ended; /* how long the last making took, and when it was over */
    unsigned n_failed;
    enum hearsay_status failed; /* of the last failure */
    struct error words;
};
struct server;
enum hearsay_status accounts_begin(struct accounts *, struct hearsay *model, const char *path, struct jobs *, struct error *);
void accounts_end(struct accounts *); /* what is being made is finished first */
/* The accounts, given back with json_decref; read only. *old: something came in since, newer ones are on their way. `patient`: rather waits, and never takes old
 * ones. HEARSAY_STOPPED: none yet. The caller may hold no reader. */
enum hearsay_status accounts_take(struct server *, bool patient, json_t **out, bool *old, struct error *error);
void accounts_want(struct server *); /* somebody will soon ask */

/* ---- one request and its answer ---- */

struct server {
    struct hearsay *context;
    const char *path;  /* of the case */
    const char *name;  /* the path without its folders */
    atomic_uint port; /* known once the server listens */
    char token[SERVE_TOKEN_BYTES * 2 + 1];
    struct readers readers;
    struct jobs jobs;
    struct accounts accounts;
    pthread_mutex_t decide; /* holds `decider` */
    struct reader decider;  /* the case open for corrections */
    atomic_uint n_uploads;
};

struct route;
struct call {
    struct server *server;
    struct MHD_Connection *connection;
    const struct route *route;
    const char *path;
    long long number;      /* what stood for {n} in the path */
    struct reader *reader; /* set when the route reads the case */
    json_t *accounts;      /* set when the route needs them */
    bool accounts_old;
    struct buffer body;    /* what was sent */
    bool uploads;          /* counted in n_uploads */
    bool refused;          /* an answer is already under way */
    /* the answer */
    unsigned code;
    const char *type, *location, *file_name;
    unsigned again;        /* not 0: after so many seconds a browser comes again by itself */
    const void *fixed;     /* bytes that outlive the server, instead of `out` */
    size_t n_fixed;
    const char *etag;
    char nonce[SERVE_TOKEN_BYTES * 2 + 1]; /* not empty: the answer's style stands in it, marked with this */
    struct buffer out;
    struct arena arena;    /* what lives as long as the call */
};

/* One value of the query, checked (UTF-8, no NUL, bounded); NULL: absent, empty or unusable. */
const char *call_value(struct call *, const char *key);
int call_number(struct call *, const char *key, int usual, int most);
/* The answer becomes this refusal, as a page or as JSON, whichever was asked for. `words` may be NULL. */
void call_refuse(struct call *, unsigned code, const char *words);
/* A case function's outcome: the parsed JSON (json_decref), or NULL and the call refused. Takes `json`. */
json_t *call_parse(struct call *, enum hearsay_status, char *json);
unsigned status_code(enum hearsay_status);

struct route {
    const char *method, *pattern; /* {n} stands for a number */
    void (*handle)(struct call *);
    unsigned needs;
};
enum { NEEDS_CASE = 1, NEEDS_TOKEN = 2, NEEDS_UPLOAD = 4, IS_API = 8, NEEDS_ACCOUNTS = 16 };
extern const struct route routes[]; /* ends with .method NULL */
/* The route; NULL: *code says why (404, 405). */
const struct route *route_find(const char *method, const char *path, long long *number, unsigned *code);

/* guard.c: 0 when the request may pass, else the code of the refusal and its words. */
unsigned guard_check(const struct server *, struct MHD_Connection *, const struct route *, const char **words);
void guard_headers(struct MHD_Response *, const char *nonce);
bool token_make(char *token);

/* request.c: libmicrohttpd's side. */
enum MHD_Result request_answer(void *server, struct MHD_Connection *, const char *url, const char *method, const char *version,
                               const char *data, size_t *n_data, void **state);
void request_over(void *server, struct MHD_Connection *, void **state, enum MHD_RequestTerminationCode);

/* ---- files of page/ and docs/openapi.yaml, made part of the program (embed.py) ---- */

struct asset {
    const char *path, *type, *etag;
    const unsigned char *bytes;
    size_t n;
};
extern const struct asset assets[]; /* ends with .path NULL */
void serve_asset(struct call *);

/* ---- api.c, api_write.c ---- */

void api_articles(struct call *);
void api_article(struct call *);
void api_search(struct call *);
void api_people(struct call *);
void api_person(struct call *);
void api_timeline(struct call *);
void api_questions(struct call *);
void api_question(struct call *);
void api_origins(struct call *);
void api_log(struct call *);
void api_export(struct call *);
void api_jobs(struct call *);
void api_job(struct call *);
void api_add(struct call *);
void api_correct(struct call *);
void api_undo(struct call *);
/* The query's search fields. */
struct hearsay_search call_search(struct call *);
/* The question that the path names, borrowed from the call's accounts; NULL: refused. */
const json_t *call_question(struct call *);

/* ---- pages ---- */

void page_questions(struct call *);
void page_question(struct call *);
void page_ask(struct call *);
void page_articles(struct call *);
void page_article(struct call *);
void page_people(struct call *);
void page_person(struct call *);
void page_timeline(struct call *);
void page_search(struct call *);
void page_log(struct call *);
void page_add(struct call *);
void page_refusal(struct call *, unsigned code, const char *words);
void page_wait(struct call *, const char *words); /* comes again by itself */

#endif
