/* One output file: written beside its place and then renamed, so that nobody sees half of one and a failure leaves what was there. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

bool write_whole(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

static bool told(const char *path)
{
    complain("'%s': %m", path);
    return false;
}

bool file_write(const char *path, const char *bytes, size_t n)
{
    char aside[PATH_MAX];
    struct stat there;
    /* A pipe or a device is written to where it is. */
    bool special = stat(path, &there) == 0 && !S_ISREG(there.st_mode);
    if (!special && snprintf(aside, sizeof aside, "%s.%ld.tmp", path, (long)getpid()) >= (int)sizeof aside) {
        errno = ENAMETOOLONG;
        return told(path);
    }
    const char *to = special ? path : aside;
    int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | (special ? 0 : O_NOFOLLOW), 0666);
    bool written = fd >= 0 && write_whole(fd, bytes, n);
    int number = errno;
    if (fd >= 0 && close(fd) != 0 && written) {
        written = false;
        number = errno;
    }
    if (written && (special || rename(aside, path) == 0))
        return true;
    number = written ? errno : number;
    if (fd >= 0 && !special)
        unlink(aside);
    errno = number;
    return told(path);
}
