/* Bytes of one input, a block at a time.
 *
 * Method: read(2) into one block; before each read, poll(2) with a short time limit, so that a reader that waits on a pipe
 * or a terminal notices that nobody wants its bytes any more. Why not stdio: it says neither how far it is nor when it waits.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/source.h"

enum { STOP_CHECK_MS = 100 };

static enum hearsay_status system_error(struct error *error, const char *input, int number)
{
    char words[128];
    const char *reason = strerror_r(number, words, sizeof words);
    return error_set(error, HEARSAY_IO, "'%.300s': %s", input, reason);
}

static enum hearsay_status source_open_file(struct source *source, struct error *error)
{
    struct stat about;
    bool standard = strcmp(source->input, "-") == 0;
    source->fd = standard ? STDIN_FILENO : open(source->input, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (source->fd < 0 || fstat(source->fd, &about) != 0)
        return system_error(error, source->input, errno);
    if (S_ISDIR(about.st_mode))
        return error_set(error, HEARSAY_IO, "'%.300s': is a directory", source->input);
    if (S_ISREG(about.st_mode) && !standard)
        source->size = (uint64_t)about.st_size;
    return HEARSAY_OK;
}

enum hearsay_status source_open(struct source *source, const char *input, struct error *error)
{
    *source = (struct source){.input = input, .fd = -1};
    enum hearsay_status status = source_open_file(source, error);
    if (status == HEARSAY_OK && !(source->block = malloc(SOURCE_BLOCK_BYTES)))
        status = error_set(error, HEARSAY_MEMORY, "'%.300s': out of memory", input);
    if (status != HEARSAY_OK)
        source_close(source);
    return status;
}

/* True when bytes, or the end, can be read without waiting; false when the caller's stop came first. */
static bool source_wait(const struct source *source)
{
    struct pollfd about = {.fd = source->fd, .events = POLLIN};
    while (source->stop && poll(&about, 1, STOP_CHECK_MS) <= 0)
        if (atomic_load(source->stop))
            return false;
    return true;
}

enum hearsay_status source_more(struct source *source, struct error *error)
{
    if (source->begin > 0) {
        memmove(source->block, source->block + source->begin, source->end - source->begin);
        source->end -= source->begin;
        source->begin = 0;
    }
    while (!source->ended && source->end < SOURCE_BLOCK_BYTES) {
        if (!source_wait(source))
            return error_set(error, HEARSAY_STOPPED, "'%.300s': stopped", source->input);
        ssize_t n = read(source->fd, source->block + source->end, SOURCE_BLOCK_BYTES - source->end);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (n < 0)
            return system_error(error, source->input, errno);
        source->ended = n == 0;
        source->end += (size_t)n;
        break;
    }
    return HEARSAY_OK;
}

enum hearsay_status source_fill(struct source *source, struct error *error)
{
    if (source->begin < source->end || source->ended)
        return HEARSAY_OK;
    return source_more(source, error);
}

void source_take(struct source *source, size_t n)
{
    source->begin += n;
    source->done += n;
}

void source_close(struct source *source)
{
    if (source->fd > STDIN_FILENO)
        close(source->fd);
    free(source->block);
    source->fd = -1;
    source->block = NULL;
}
