/* One line on standard error, in one write, so that lines of several processes do not mix. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

/* Command lines hold anything: what a terminal would obey becomes '?'. Bytes above ASCII are left to it, but for C1 and the
 * marks that reorder a line, whose UTF-8 begins C2 8x/9x, E2 80 8x-AF and E2 81 A6-A9. */
static void make_harmless(char *s)
{
    for (unsigned char *at = (unsigned char *)s; *at; at++) {
        bool c1 = at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0;
        bool reorders = at[0] == 0xE2 && ((at[1] == 0x80 && ((at[2] >= 0x8B && at[2] <= 0x8F) || (at[2] >= 0xA8 && at[2] <= 0xAE))) ||
                                          (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
        if (*at < 0x20 || *at == 0x7F)
            *at = '?';
        else if (c1)
            at[0] = at[1] = '?';
        else if (reorders)
            at[0] = at[1] = at[2] = '?';
    }
}

void complain(const char *format, ...)
{
    char line[1024] = "hearsay: ";
    size_t head = strlen(line);
    int number = errno;
    va_list args;
    va_start(args, format);
    errno = number; /* for %m */
    int n = vsnprintf(line + head, sizeof line - head - 1, format, args);
    va_end(args);
    size_t length = head + (n < 0 ? 0 : (size_t)n < sizeof line - head - 1 ? (size_t)n : sizeof line - head - 2);
    line[length] = 0;
    make_harmless(line);
    line[length] = '\n';
    if (write(STDERR_FILENO, line, length + 1) < 0)
        return; /* there is nobody left to tell */
}
