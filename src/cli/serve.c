/* hearsay serve: the page of a case, until it is interrupted.
 *
 * The signals that end a program are held back and asked for between two looks at the clock: so the server ends in order, the article
 * that is being read is finished, and no global is needed. What is being worked out of a large case may take long: after a second the program
 * ends all the same, and by a second signal at once. The case loses nothing by it, for what was committed stands (docs/figures/case.md, `kill -9`).
 */
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

enum { ENDING_SECONDS = 1 };

static void tell_address(void *user, const char *address)
{
    bool *told = user;
    *told = output_write(address, strlen(address)) && output_write("\n", 1);
}

static void ending_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGHUP);
}

static void leave(int signal)
{
    (void)signal;
    _exit(EXIT_DONE);
}

static bool goes_on(void *user)
{
    const bool *told = user;
    const struct timespec now = {0};
    sigset_t signals;
    ending_signals(&signals);
    if (*told && sigtimedwait(&signals, NULL, &now) < 0)
        return true;
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = leave}, NULL);
    alarm(ENDING_SECONDS);
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
    return false;
}

static int run(const struct arguments *arguments)
{
    struct hearsay *hearsay;
    sigset_t signals;
    bool told = true;
    struct hearsay_serving serving = {.port = arguments->port, .ready = tell_address, .goes_on = goes_on, .user = &told};
    ending_signals(&signals);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    enum hearsay_status status = hearsay_new(&arguments->options, &hearsay);
    if (status == HEARSAY_OK)
        status = hearsay_serve(hearsay, arguments->case_file, &serving);
    if (status != HEARSAY_OK)
        complain("%s", hearsay_message(hearsay)[0] ? hearsay_message(hearsay) : hearsay_status_text(status));
    hearsay_free(hearsay);
    return status == HEARSAY_OK && told ? EXIT_DONE : EXIT_ERROR;
}

const struct command command_serve = {
    .name = "serve",
    .usage = "--case FILE serve [--port N]",
    .summary = "the page of a case, for a browser on this machine",
    .about = "Serves the page of a case to this machine alone, and prints its address on a\n"
             "line of its own once it answers. The case is made if it is not there. Articles\n"
             "can be dropped in, read, searched and corrected there. Ctrl-C ends it.\n",
    .examples = "  hearsay --case story.case serve\n"
                "  hearsay --case story.case serve --port 8080\n",
    .bit = COMMAND_SERVE,
    .run = run,
};
