/* The one option table, and the parser that reads the command line by it.
 *
 * Options may stand before, between and behind the inputs; `--` ends them; `--name VALUE` and `--name=VALUE` are the same.
 * Why not getopt_long: it prints in its own words, keeps global state, and the table is wanted for the help as well.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

enum { QUESTION_FILE_MAX_BYTES = 1 << 20, WIDTH_MOST = 1000, THREADS_MOST = 256, PORT_MOST = 65535, LIMIT_MOST = 1000, OFFSET_MOST = 1000000000 };

struct option {
    const char *name;     /* without the dashes */
    char letter;          /* 0: none */
    const char *value;    /* what the help calls its value; NULL: it takes none */
    unsigned commands;
    bool (*set)(struct arguments *, const char *value); /* false: told */
    const char *help;
};

static bool set_json(struct arguments *out, const char *value)
{
    (void)value;
    out->format = CLI_FORMAT_JSON;
    return true;
}

static bool set_flat(struct arguments *out, const char *value)
{
    (void)value;
    return out->flat = true;
}

static bool set_help(struct arguments *out, const char *value)
{
    (void)value;
    return out->help = true;
}

static bool set_version(struct arguments *out, const char *value)
{
    (void)value;
    return out->version = true;
}

static bool set_folder(struct arguments *out, const char *value)
{
    out->folder = value;
    return true;
}

static bool set_case(struct arguments *out, const char *value)
{
    out->case_file = value;
    return true;
}

static bool set_speaker(struct arguments *out, const char *value)
{
    out->search.speaker = value;
    return true;
}

static bool set_outlet(struct arguments *out, const char *value)
{
    out->search.outlet = value;
    return true;
}

static bool set_after(struct arguments *out, const char *value)
{
    out->search.after = value;
    return true;
}

static bool set_before(struct arguments *out, const char *value)
{
    out->search.before = value;
    return true;
}

static bool set_who(struct arguments *out, const char *value)
{
    out->who = value;
    return true;
}

static bool set_reason(struct arguments *out, const char *value)
{
    out->reason = value;
    return true;
}

static bool set_reversed(struct arguments *out, const char *value)
{
    (void)value;
    return out->reversed = true;
}

static bool set_model(struct arguments *out, const char *value)
{
    out->options.model = value;
    return true;
}

static bool set_kernel(struct arguments *out, const char *value)
{
    out->options.kernel = value;
    return true;
}

struct choice {
    const char *name;
    int code;
};

static bool choose(const char *option, const char *value, const struct choice *choices, int *out)
{
    for (; choices->name; choices++) {
        if (strcmp(choices->name, value) == 0) {
            *out = choices->code;
            return true;
        }
    }
    complain("unknown value '%s' for '--%s'; 'hearsay COMMAND --help' lists what there is", value, option);
    return false;
}

static bool set_format(struct arguments *out, const char *value)
{
    static const struct choice choices[] = {
        {"terminal", CLI_FORMAT_TERMINAL}, {"json", CLI_FORMAT_JSON}, {"brat", CLI_FORMAT_BRAT}, {NULL, 0}};
    int code = 0;
    bool known = choose("format", value, choices, &code);
    out->format = (enum cli_format)code;
    return known;
}

static bool set_accounts_format(struct arguments *out, const char *value)
{
    static const struct choice choices[] = {
        {"terminal", CLI_FORMAT_TERMINAL}, {"json", CLI_FORMAT_JSON}, {"html", CLI_FORMAT_HTML}, {NULL, 0}};
    int code = 0;
    bool known = choose("format", value, choices, &code);
    out->format = (enum cli_format)code;
    return known;
}

static bool set_export_format(struct arguments *out, const char *value)
{
    static const struct choice choices[] = {
        {"html", CLI_FORMAT_HTML}, {"jsonl", CLI_FORMAT_JSONL}, {"csv", CLI_FORMAT_CSV}, {"brat", CLI_FORMAT_BRAT},
        {"webannotation", CLI_FORMAT_WEBANNOTATION}, {"ftm", CLI_FORMAT_FTM}, {"stix", CLI_FORMAT_STIX}, {NULL, 0}};
    int code = 0;
    bool known = choose("format", value, choices, &code);
    out->format = (enum cli_format)code;
    return known;
}

/* One of the contract's words, which the library takes as they are. */
static bool set_word(const char *option, const char *value, const struct choice *choices, const char **out)
{
    int code;
    *out = value;
    return choose(option, value, choices, &code);
}

static bool set_naming(struct arguments *out, const char *value)
{
    static const struct choice choices[] = {{"named", 0}, {"role", 0}, {"collective", 0}, {"anonymous", 0}, {"document", 0}, {NULL, 0}};
    return set_word("naming", value, choices, &out->search.naming);
}

static bool set_access(struct arguments *out, const char *value)
{
    static const struct choice choices[] = {{"in-room", 0}, {"told", 0}, {"document", 0}, {"unknown", 0}, {NULL, 0}};
    return set_word("access", value, choices, &out->search.access);
}

static bool set_form(struct arguments *out, const char *value)
{
    static const struct choice choices[] = {{"direct", 0}, {"mixed", 0}, {"indirect", 0}, {NULL, 0}};
    return set_word("form", value, choices, &out->search.form);
}

static bool set_as(struct arguments *out, const char *value)
{
    static const struct choice choices[] = {
        {"auto", HEARSAY_FORMAT_AUTO}, {"text", HEARSAY_FORMAT_TEXT}, {"ndjson", HEARSAY_FORMAT_NDJSON}, {NULL, 0}};
    int code = 0;
    bool known = choose("as", value, choices, &code);
    out->as = (enum hearsay_format)code;
    return known;
}

static bool set_number(const char *option, const char *value, unsigned most, unsigned *out)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(value, &end, 10);
    if (value[0] >= '0' && value[0] <= '9' && *end == 0 && errno == 0 && number <= most) {
        *out = (unsigned)number;
        return true;
    }
    complain("'%s' for '--%s' is not a number from 0 to %u", value, option, most);
    return false;
}

static bool set_threads(struct arguments *out, const char *value)
{
    return set_number("threads", value, THREADS_MOST, &out->options.n_threads);
}

static bool set_port(struct arguments *out, const char *value)
{
    return set_number("port", value, PORT_MOST, &out->port);
}

static bool set_limit(struct arguments *out, const char *value)
{
    return set_number("limit", value, LIMIT_MOST, &out->search.limit);
}

static bool set_offset(struct arguments *out, const char *value)
{
    return set_number("offset", value, OFFSET_MOST, &out->search.offset);
}

static bool set_width(struct arguments *out, const char *value)
{
    return set_number("width", value, WIDTH_MOST, &out->width);
}

static bool add_question(struct arguments *out, const char *question)
{
    if (out->n_questions == CLI_QUESTIONS_MAX) {
        complain("more than %d questions", CLI_QUESTIONS_MAX);
        return false;
    }
    const char **grown = realloc(out->questions, (out->n_questions + 1) * sizeof *grown);
    if (!grown) {
        complain("out of memory");
        return false;
    }
    out->questions = grown;
    out->questions[out->n_questions++] = question;
    return true;
}

static bool set_question(struct arguments *out, const char *value)
{
    if (value[strspn(value, " \t\r\n")])
        return add_question(out, value);
    complain("an empty question");
    return false;
}

/* The file's bytes, zero-terminated; NULL: told. */
static char *read_questions(const char *path)
{
    char *bytes = malloc(QUESTION_FILE_MAX_BYTES + 1);
    size_t n = 0;
    ssize_t got = -1;
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    while (bytes && fd >= 0 && n < QUESTION_FILE_MAX_BYTES && (got = read(fd, bytes + n, QUESTION_FILE_MAX_BYTES - n)) > 0)
        n += (size_t)got;
    if (!bytes)
        complain("out of memory");
    else if (got < 0)
        complain("'%s': %m", path);
    else if (n == QUESTION_FILE_MAX_BYTES)
        complain("'%s': questions of more than %d KiB", path, QUESTION_FILE_MAX_BYTES >> 10);
    if (fd > STDIN_FILENO)
        close(fd);
    if (!bytes || got < 0 || n == QUESTION_FILE_MAX_BYTES) {
        free(bytes);
        return NULL;
    }
    bytes[n] = 0;
    return bytes;
}

static bool set_questions(struct arguments *out, const char *value)
{
    if (out->question_file) {
        complain("'--questions' given twice");
        return false;
    }
    out->question_file = read_questions(value);
    if (!out->question_file)
        return false;
    for (char *line = out->question_file, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = 0;
        line[strcspn(line, "\r")] = 0;
        if (line[strspn(line, " \t")] && !add_question(out, line))
            return false;
    }
    if (out->n_questions == 0)
        complain("'%s': no questions in it", value);
    return out->n_questions > 0;
}

static const struct option options[] = {
    {"json", 0, NULL, COMMAND_ALL & ~(COMMAND_EXPORT | COMMAND_SERVE), set_json, "write JSON instead of text for a person"},
    {"format", 0, "FORMAT", COMMAND_READ, set_format, "terminal, json, or brat (standoff, as PolNeAR has it)"},
    {"format", 0, "FORMAT", COMMAND_ACCOUNTS, set_accounts_format, "terminal, json, or html (one page that opens anywhere)"},
    {"format", 0, "FORMAT", COMMAND_EXPORT, set_export_format, "html, jsonl, csv, brat, webannotation, ftm or stix"},
    {"flat", 0, NULL, COMMAND_READ, set_flat, "brat: the outermost attributions alone, one role a token"},
    {"output", 'o', "DIR", COMMAND_READ, set_folder, "write one file an article into this folder"},
    {"output", 'o', "FILE", COMMAND_EXPORT, set_folder, "write into this file (default: standard output)"},
    {"case", 0, "FILE", COMMAND_MAY_CASE, set_case, "the case file; may stand before the command"},
    {"speaker", 0, "NAME", COMMAND_FIND, set_speaker, "said by NAME, or by whom a part of a name means"},
    {"outlet", 0, "NAME", COMMAND_FIND, set_outlet, "printed by this outlet"},
    {"after", 0, "DAY", COMMAND_FIND, set_after, "printed on this day, such as 2017-07-07, or later"},
    {"before", 0, "DAY", COMMAND_FIND, set_before, "printed on this day or earlier"},
    {"naming", 0, "HOW", COMMAND_FIND, set_naming, "source named, role, collective, anonymous, document"},
    {"access", 0, "HOW", COMMAND_FIND, set_access, "source in-room, told, document, unknown"},
    {"form", 0, "FORM", COMMAND_FIND, set_form, "direct, mixed or indirect"},
    {"limit", 0, "N", COMMAND_FIND, set_limit, "show at most N (default: 50; at most 1000)"},
    {"offset", 0, "N", COMMAND_FIND, set_offset, "leave out the first N"},
    {"reason", 0, "TEXT", COMMAND_DECIDE, set_reason, "why, for those who read the log"},
    {"who", 0, "NAME", COMMAND_DECIDE, set_who, "who decides (default: $USER)"},
    {"reversed", 0, NULL, COMMAND_CORRECT, set_reversed, "same-question: yes to the one is no to the other"},
    {"question", 0, "TEXT", COMMAND_ACCOUNTS | COMMAND_EXPORT, set_question, "answer this yes-or-no question (repeatable)"},
    {"questions", 0, "FILE", COMMAND_ACCOUNTS | COMMAND_EXPORT, set_questions, "answer the questions in FILE, one a line"},
    {"port", 0, "N", COMMAND_SERVE, set_port, "the port on this machine (default: any that is free)"},
    {"as", 0, "KIND", COMMAND_READS, set_as, "read inputs as text or ndjson, whatever they look like"},
    {"width", 0, "N", COMMAND_ALL & ~(COMMAND_SERVE | COMMAND_ADD | COMMAND_IMPORT | COMMAND_DERIVE | COMMAND_EXPORT), set_width, "columns of text for a person (default: the terminal's)"},
    {"threads", 0, "N", COMMAND_ALL, set_threads, "threads (default: the processors this process may use)"},
    {"model", 0, "DIR", COMMAND_ALL, set_model, "the folder with the model file 'english.hear'"},
    {"kernel", 0, "NAME", COMMAND_ALL, set_kernel, "scalar, avx2, vnni or neon (default: the best there is)"},
    {"help", 'h', NULL, COMMAND_ALL, set_help, "this help"},
    {"version", 0, NULL, COMMAND_ALL, set_version, "the version"},
};
enum { N_OPTIONS = sizeof options / sizeof *options };

void options_list(const struct command *command, void (*line)(void *user, const char *left, const char *right), void *user)
{
    for (size_t i = 0; i < N_OPTIONS; i++) {
        char left[64], letter[5] = "";
        if (!(options[i].commands & command->bit))
            continue;
        if (options[i].letter)
            snprintf(letter, sizeof letter, "-%c, ", options[i].letter);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, options[i].name, options[i].value ? " " : "",
                 options[i].value ? options[i].value : "");
        line(user, left, options[i].help);
    }
}

static const struct option *find_option(const struct command *command, const char *word, size_t n)
{
    for (size_t i = 0; i < N_OPTIONS; i++) {
        const struct option *option = &options[i];
        bool same = word[1] == '-' ? strlen(option->name) == n - 2 && strncmp(option->name, word + 2, n - 2) == 0
                                   : option->letter == word[1];
        if (same && option->commands & command->bit)
            return option;
    }
    complain("unknown option '%.*s'; see 'hearsay %s --help'", (int)n, word, command->name);
    return NULL;
}

/* One option at words[*at], its value behind `=`, behind the letter, or in the next word. */
static bool parse_option(const struct command *command, int n, char **words, int *at, struct arguments *out)
{
    const char *word = words[*at], *value = NULL;
    bool is_long = word[1] == '-';
    size_t name_bytes = is_long ? strcspn(word, "=") : 2;
    const struct option *option = find_option(command, word, name_bytes);
    if (!option)
        return false;
    if (word[name_bytes])
        value = word + name_bytes + is_long;
    if (value && !option->value) {
        complain("'%.*s' takes no value", (int)name_bytes, word);
        return false;
    }
    if (option->value && !value) {
        if (*at + 1 >= n) {
            complain("'%s' wants a value: %s", word, option->value);
            return false;
        }
        value = words[++*at];
    }
    return option->set(out, value);
}

static bool check(const struct command *command, const struct arguments *out)
{
    if (out->help || out->version)
        return true;
    bool whole_case = out->case_file && command->bit & (COMMAND_ACCOUNTS | COMMAND_EXPORT);
    bool no_input = whole_case || command->bit & (COMMAND_SERVE | COMMAND_LOG | COMMAND_DERIVE);
    bool may_lack = no_input || command->bit & (COMMAND_FIND | COMMAND_ORIGINS | COMMAND_SPEAKER | COMMAND_UNDO);
    if (command->bit & COMMAND_CASE && !out->case_file)
        complain("no case; 'hearsay --case FILE %s'", command->name);
    else if (!may_lack && out->n_inputs == 0)
        complain("%s", command->bit & COMMAND_CORRECT ? "no correction; 'hearsay correct --help' lists them"
                                                        : "no input; name files, or '-' for standard input");
    else if (whole_case && out->n_inputs > 0)
        complain("'%s' of a case takes no input; 'add' puts '%s' into it", command->name, out->inputs[0]);
    else if (no_input && out->n_inputs > 0)
        complain("'%s' takes no input; '%s'", command->name, out->inputs[0]);
    else if (command->bit & COMMAND_UNDO && out->n_inputs > 1)
        complain("'undo' takes one number at a time");
    else if (out->flat && out->format != CLI_FORMAT_BRAT)
        complain("'--flat' goes with '--format brat'");
    else
        return true;
    return false;
}

bool arguments_parse(const struct command *command, int n, char **words, struct arguments *out)
{
    bool inputs_alone = false;
    *out = (struct arguments){0};
    out->inputs = calloc((size_t)n + 1, sizeof *out->inputs);
    if (!out->inputs) {
        complain("out of memory");
        return false;
    }
    for (int at = 0; at < n; at++) {
        const char *word = words[at];
        if (!inputs_alone && strcmp(word, "--") == 0)
            inputs_alone = true;
        else if (inputs_alone || word[0] != '-' || word[1] == 0)
            out->inputs[out->n_inputs++] = word;
        else if (!parse_option(command, n, words, &at, out))
            return false;
    }
    return check(command, out);
}

void arguments_clear(struct arguments *arguments)
{
    free(arguments->inputs);
    free(arguments->questions);
    free(arguments->question_file);
}
