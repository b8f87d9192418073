/* A command that works on a case: opens it, does the work, closes it; and what such commands share. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli.h"

int case_failed(struct hearsay *hearsay, enum hearsay_status status)
{
    const char *words = hearsay_message(hearsay);
    complain("%s", words[0] ? words : hearsay_status_text(status));
    return status == HEARSAY_NOTHING ? EXIT_NOTHING : EXIT_ERROR;
}

int case_run(const struct arguments *arguments, unsigned flags, case_work *work)
{
    struct hearsay *hearsay;
    struct hearsay_case *file = NULL;
    enum hearsay_status status = hearsay_new(&arguments->options, &hearsay);
    if (status == HEARSAY_OK)
        status = hearsay_case_open(hearsay, arguments->case_file, flags, &file);
    int exit_status = status == HEARSAY_OK ? work(hearsay, file, arguments) : case_failed(hearsay, status);
    hearsay_case_close(file);
    hearsay_free(hearsay);
    return exit_status;
}

unsigned case_flags(const struct arguments *arguments)
{
    return access(arguments->case_file, W_OK) == 0 ? 0 : HEARSAY_CASE_READ_ONLY;
}

int case_write_json(char *json, size_t n, int exit_status)
{
    bool written = output_write(json, n) && output_write("\n", 1) && output_close();
    free(json);
    return written ? exit_status : EXIT_ERROR;
}

int case_tell_added(const struct arguments *arguments, const struct hearsay_added *added)
{
    char line[160];
    const char *format = arguments->format == CLI_FORMAT_JSON ? "{\"added\": %llu, \"known\": %llu}\n" : "%llu added, %llu known already\n";
    int n = snprintf(line, sizeof line, format, (unsigned long long)added->added, (unsigned long long)added->known);
    return output_write(line, (size_t)n) && output_close() ? EXIT_DONE : EXIT_ERROR;
}

/* Only what a signal handler may do: no printf, no lock. The line of the progress, if there may be one, is wiped first. */
static void end(int number)
{
    static const char WIPE[] = "\r\033[K", WORDS[] = "hearsay: stopped; what is done so far is in the case, and the same command goes on from there\n";
    struct termios terminal;
    bool wiped = tcgetattr(STDERR_FILENO, &terminal) != 0 || write(STDERR_FILENO, WIPE, sizeof WIPE - 1) > 0;
    bool told = write(STDERR_FILENO, WORDS, sizeof WORDS - 1) > 0;
    (void)wiped, (void)told; /* nobody is left to tell */
    raise(number); /* SA_RESETHAND: now it ends the program, and the shell sees by what */
}

/* Who started the program with the signal ignored (a shell in the background) means that. */
static void end_in_words(int number)
{
    struct sigaction action = {.sa_handler = end, .sa_flags = SA_RESETHAND | SA_NODEFER}, before;
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

void case_end_in_words(void)
{
    end_in_words(SIGINT);
    end_in_words(SIGTERM);
}

char *joined_inputs(const struct arguments *arguments, bool phrases)
{
    size_t n = 1;
    for (size_t i = 0; i < arguments->n_inputs; i++)
        n += strlen(arguments->inputs[i]) + 3;
    char *out = malloc(n), *at = out;
    if (!out)
        complain("out of memory");
    for (size_t i = 0; out && i < arguments->n_inputs; i++) {
        const char *word = arguments->inputs[i];
        bool phrase = phrases && strchr(word, ' ') && !strchr(word, '"');
        at += snprintf(at, n - (size_t)(at - out), phrase ? "%s\"%s\"" : "%s%s", i ? " " : "", word);
    }
    if (out)
        *at = 0;
    return out;
}
