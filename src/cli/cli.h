/* The program's own parts. It sees the library through hearsay.h alone. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <hearsay.h>

enum { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_ERROR = 2 };

enum { CLI_QUESTIONS_MAX = 10000 };

enum cli_format {
    CLI_FORMAT_TERMINAL, CLI_FORMAT_JSON, CLI_FORMAT_BRAT, CLI_FORMAT_HTML,
    CLI_FORMAT_JSONL, CLI_FORMAT_CSV, CLI_FORMAT_WEBANNOTATION, CLI_FORMAT_FTM, CLI_FORMAT_STIX
};

/* What the command line says. Strings are the command line's own, questions read from a file excepted. */
struct arguments {
    struct hearsay_options options;
    enum hearsay_format as;
    enum cli_format format;
    bool flat, help, version;
    unsigned width;           /* 0: the terminal's */
    unsigned port;            /* 0: any free one */
    const char *folder;       /* -o: a folder (read), a file (export) */
    const char *case_file;    /* --case */
    struct hearsay_search search; /* --speaker, --outlet ...; its words are the inputs */
    const char *who, *reason; /* --who, --reason */
    bool reversed;
    const char **questions;
    size_t n_questions;
    char *question_file;      /* the bytes behind questions that stood in a file */
    const char **inputs;
    size_t n_inputs;
};

struct command {
    const char *name, *usage, *summary, *about, *examples;
    const char *case_usage;   /* how it is used on a case, where it can do without */
    unsigned bit;             /* which options it takes */
    int (*run)(const struct arguments *);
};
enum {
    COMMAND_READ = 1, COMMAND_ACCOUNTS = 2, COMMAND_EXPORT = 4, COMMAND_IMPORT = 8, COMMAND_LINT = 16, COMMAND_SERVE = 32, COMMAND_ADD = 64,
    COMMAND_SEARCH = 128, COMMAND_SPEAKER = 256, COMMAND_TIMELINE = 512, COMMAND_ORIGINS = 1024, COMMAND_CORRECT = 2048, COMMAND_UNDO = 4096, COMMAND_LOG = 8192,
    COMMAND_DERIVE = 16384,
    COMMAND_FIND = COMMAND_SEARCH | COMMAND_TIMELINE,             /* those that choose among statements */
    COMMAND_DECIDE = COMMAND_CORRECT | COMMAND_UNDO,
    COMMAND_CASE = COMMAND_SERVE | COMMAND_ADD | COMMAND_IMPORT | COMMAND_FIND | COMMAND_SPEAKER | COMMAND_ORIGINS | COMMAND_DECIDE | COMMAND_LOG | COMMAND_DERIVE, /* want a case */
    COMMAND_MAY_CASE = COMMAND_CASE | COMMAND_ACCOUNTS | COMMAND_EXPORT | COMMAND_LINT,
    COMMAND_READS = COMMAND_READ | COMMAND_ACCOUNTS | COMMAND_EXPORT | COMMAND_LINT | COMMAND_ADD,
    COMMAND_ALL = ~0
};

extern const struct command command_read, command_accounts, command_export, command_lint, command_add, command_search, command_speaker, command_timeline,
    command_origins, command_correct, command_undo, command_log, command_import, command_derive, command_serve;
extern const struct command *const commands[]; /* ends with NULL */

/* options.c: fills `out` from the words behind the command; false: told, and out must still be cleared. `command` NULL: those that stand before one. */
bool arguments_parse(const struct command *command, int n, char **words, struct arguments *out);
void arguments_clear(struct arguments *);
/* help.c; each gives the exit status. */
int help_program(void);
int help_command(const struct command *);
void options_list(const struct command *, void (*line)(void *user, const char *left, const char *right), void *user);

/* message.c: one line on standard error, `hearsay: …`. Untrusted bytes in it are made harmless. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* output.c: standard output, whole lines at a time. False: it failed, and that was told. */
bool output_write(const char *bytes, size_t n);
bool output_close(void);
struct hearsay_terminal output_terminal(const struct arguments *); /* how wide, in colour or not */

/* progress.c: a line on standard error while long work goes on, where that is a terminal. */
struct progress {
    bool wanted, shown;
    double begun, last; /* seconds */
};
void progress_begin(struct progress *);
void progress_show(struct progress *, const struct hearsay_progress *);
void progress_clear(struct progress *); /* before anything else is written to the terminal */

/* gather.c: the records of several inputs, kept until something is done with them together. */
struct gathering {
    struct hearsay_record **records;
    size_t n, capacity;
    struct progress progress;
    bool failed; /* and that was told */
};
/* Adds the inputs' records; gives the exit status: done, nothing, error (told). */
int gather(struct hearsay *, const struct arguments *, const char *const *inputs, size_t n_inputs, struct gathering *);
/* Adds a record of the caller's, which it then owns also after a failure. False: told. */
bool gathering_take(struct gathering *, struct hearsay_record *);
void gathering_release(struct gathering *);
/* HEARSAY_OK or HEARSAY_NOTHING with *accounts set; else told, and NULL. */
enum hearsay_status compare_gathered(struct hearsay *, const struct arguments *, const struct gathering *, struct hearsay_accounts **accounts);

/* case.c: opens the case, does the work, closes it; gives the exit status. */
typedef int case_work(struct hearsay *, struct hearsay_case *, const struct arguments *);
int case_run(const struct arguments *, unsigned flags, case_work *);
unsigned case_flags(const struct arguments *); /* for those that look, and keep in the case what they worked out if they can */
int case_failed(struct hearsay *, enum hearsay_status); /* tells it; gives the exit status */
int case_write_json(char *json, size_t n, int exit_status); /* frees it; gives `exit_status`, or that of an error, which is told */
int case_tell_added(const struct arguments *, const struct hearsay_added *);
/* From here on an interrupt or SIGTERM ends the program at once, with words: for work in which each article is a transaction of its own. */
void case_end_in_words(void);
/* The inputs with blanks between; `phrases`: one that has blanks in it stands in double quotes. To be freed; NULL: told. */
char *joined_inputs(const struct arguments *, bool phrases);
const char *decider(const struct arguments *); /* correct.c: who decides; NULL: told */

/* file.c: writes the whole file or leaves what was there. False: told. */
bool file_write(const char *path, const char *bytes, size_t n);
bool write_whole(int fd, const char *bytes, size_t n); /* false: not told, but in errno */

/* folder.c: a folder that takes one file an article. */
struct folder;
struct folder *folder_open(const char *path);
/* Writes NAME.ending for the article `id`, whatever the id holds; never over another article of this run. False: told. */
bool folder_write(struct folder *, const char *id, const char *ending, const char *bytes, size_t n);
void folder_close(struct folder *);

#endif
