/* Standard output, whole lines at a time.
 *
 * An interrupt ends the program at once, but not inside a write: what was written stays whole lines. So the signals that end a
 * program are held back while a line goes out, and the library's threads never take them.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

enum { WIDTH_USUAL = 80, WIDTH_LEAST = 40, WIDTH_MOST = 1000 };

static bool output_failed(int number)
{
    errno = number;
    complain("standard output: %m");
    return false;
}

bool output_write(const char *bytes, size_t n)
{
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, &before);
    int number = write_whole(STDOUT_FILENO, bytes, n) ? 0 : errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return number == 0 || output_failed(number);
}

bool output_close(void)
{
    return close(STDOUT_FILENO) == 0 || output_failed(errno);
}

static unsigned terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    unsigned long told = columns ? strtoul(columns, NULL, 10) : 0;
    return told >= WIDTH_LEAST && told <= WIDTH_MOST ? (unsigned)told : WIDTH_USUAL;
}

struct hearsay_terminal output_terminal(const struct arguments *arguments)
{
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    bool plain = (no_colour && *no_colour) || (term && strcmp(term, "dumb") == 0) || arguments->folder;
    return (struct hearsay_terminal){.width = arguments->width ? arguments->width : terminal_width(),
                                     .colour = !plain && isatty(STDOUT_FILENO)};
}
