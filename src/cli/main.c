/* hearsay: who said what, on whose word. The program: finds the command, parses its options, runs it. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

const struct command *const commands[] = {&command_read, &command_accounts, &command_export, &command_lint, &command_add, &command_search, &command_speaker,
                                         &command_timeline, &command_origins, &command_correct, &command_undo, &command_log, &command_import,
                                         &command_derive, &command_serve, NULL};

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* A descriptor that the shell closed must not be given to a file of ours, or messages would end up in it. */
static bool hold_descriptors(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static int show_version(void)
{
    static const char words[] = "hearsay " HEARSAY_VERSION "\n";
    return output_write(words, sizeof words - 1) && output_close() ? EXIT_DONE : EXIT_ERROR;
}

static int run(const struct command *command, int n, char **words)
{
    struct arguments arguments;
    int status = EXIT_ERROR;
    if (arguments_parse(command, n, words, &arguments))
        status = arguments.help      ? help_command(command)
                 : arguments.version ? show_version()
                                     : command->run(&arguments);
    arguments_clear(&arguments);
    return status;
}

int main(int argc, char **argv)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL); /* a reader that went away is an error of write(2) */
    if (!hold_descriptors())
        return EXIT_ERROR;
    const char *first = argc > 1 ? argv[1] : NULL;
    if (!first) {
        complain("no command; 'hearsay --help' lists them");
        return EXIT_ERROR;
    }
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0)
        return help_program();
    if (strcmp(first, "--version") == 0)
        return show_version();
    if (strncmp(first, "--case=", 7) == 0 && argc > 2) { /* the case may stand before the command, too */
        argv[1] = argv[2];
        argv[2] = (char *)first;
        first = argv[1];
    } else if (strcmp(first, "--case") == 0 && argc > 3) {
        char *case_words[] = {argv[1], argv[2]};
        argv[1] = argv[3];
        argv[2] = case_words[0];
        argv[3] = case_words[1];
        first = argv[1];
    }
    const struct command *command = find_command(first);
    if (strcmp(first, "help") == 0)
        return argc > 2 && find_command(argv[2]) ? help_command(find_command(argv[2])) : help_program();
    if (!command) {
        complain("unknown %s '%s'; 'hearsay --help' lists what there is", first[0] == '-' ? "option" : "command", first);
        return EXIT_ERROR;
    }
    return run(command, argc - 2, argv + 2);
}
