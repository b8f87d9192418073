/* The help, made from the tables. Every example in it is run by the tests. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static int write_help(FILE *memory, char **text, size_t *n)
{
    bool whole = memory && !ferror(memory);
    if (memory)
        whole &= fclose(memory) == 0;
    if (!whole)
        complain("out of memory");
    int status = whole && output_write(*text, *n) && output_close() ? EXIT_DONE : EXIT_ERROR;
    free(*text);
    return status;
}

static void put_usage(FILE *out, const char *first, const char *rest, const struct command *command)
{
    fprintf(out, "%shearsay %s\n", first, command->usage);
    if (command->case_usage)
        fprintf(out, "%shearsay %s\n", rest, command->case_usage);
}

int help_program(void)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    if (out) {
        fputs("hearsay: who said what in news articles, on whose word\n\nusage:\n", out);
        for (size_t i = 0; commands[i]; i++)
            put_usage(out, "  ", "  ", commands[i]);
        fputs("\ncommands:\n", out);
        for (size_t i = 0; commands[i]; i++)
            fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
        fputs("\n'hearsay COMMAND --help' tells more; 'man hearsay' tells all.\n"
              "\nexit status: 0 done, 1 nothing found, 2 an error that stopped the run\n"
              "\nexamples:\n", out);
        for (size_t i = 0; commands[i]; i++)
            fprintf(out, "%.*s\n", (int)strcspn(commands[i]->examples, "\n"), commands[i]->examples); /* the first of each */
    }
    return write_help(out, &text, &n);
}

static void option_line(void *out, const char *left, const char *right)
{
    fprintf(out, "  %-18s %s\n", left, right);
}

int help_command(const struct command *command)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    if (out) {
        put_usage(out, "usage: ", "       ", command);
        fprintf(out, "\n%s\noptions:\n", command->about);
        options_list(command, option_line, out);
        fprintf(out, "\nexamples:\n%s", command->examples);
    }
    return write_help(out, &text, &n);
}
