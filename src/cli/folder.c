/* A folder that takes one file an article.
 *
 * Ids are whatever an input says. In a file's name stands of them only what can do no harm: no slash, no control character, no dot or dash at the
 * head, at most NAME_BYTES; what is too long ends in a hash of the whole. A second article of the same name in one run gets a number.
 * Each file is written beside its place and then renamed, so that nobody sees half of one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

enum { NAME_BYTES = 180, NUMBERS_MOST = 1000000 };

struct folder {
    const char *path;
    int fd;
    uint64_t *used;    /* hashes of the names given out in this run; 0: free. A power of two, at most half full */
    size_t n, capacity;
};

struct folder *folder_open(const char *path)
{
    struct folder *folder = calloc(1, sizeof *folder);
    if (!folder) {
        complain("out of memory");
        return NULL;
    }
    folder->path = path;
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        folder->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    else
        folder->fd = -1;
    if (folder->fd < 0) {
        complain("'%s': %m", path);
        free(folder);
        return NULL;
    }
    return folder;
}

void folder_close(struct folder *folder)
{
    if (!folder)
        return;
    close(folder->fd);
    free(folder->used);
    free(folder);
}

/* FNV-1a: names are short, and a clash costs no more than a number behind the name. */
static uint64_t hash(const char *s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 0x100000001b3u;
    return h ? h : 1;
}

/* True: it was not there. */
static bool insert(uint64_t *used, size_t capacity, uint64_t h)
{
    size_t at = h & (capacity - 1);
    while (used[at] && used[at] != h)
        at = (at + 1) & (capacity - 1);
    bool fresh = used[at] == 0;
    used[at] = h;
    return fresh;
}

/* Takes the name if nobody has it. False in *good: out of memory. */
static bool take_name(struct folder *folder, const char *name, bool *good)
{
    *good = true;
    if (folder->n * 2 >= folder->capacity) {
        size_t capacity = folder->capacity ? folder->capacity * 2 : 1024;
        uint64_t *grown = calloc(capacity, sizeof *grown);
        if (!grown)
            return *good = false;
        for (size_t i = 0; i < folder->capacity; i++)
            if (folder->used[i])
                insert(grown, capacity, folder->used[i]);
        free(folder->used);
        folder->used = grown;
        folder->capacity = capacity;
    }
    bool fresh = insert(folder->used, folder->capacity, hash(name));
    folder->n += fresh;
    return fresh;
}

static void safe_name(const char *id, char out[NAME_BYTES + 32])
{
    size_t n = 0, length = strlen(id);
    for (; id[n] && n < NAME_BYTES; n++) {
        unsigned char byte = (unsigned char)id[n];
        out[n] = byte < 0x20 || byte == 0x7F || strchr("/\\:*?\"<>|", byte) ? '_' : (char)byte;
    }
    while (n > 0 && n < length && (id[n] & 0xC0) == 0x80) /* not inside a character */
        n--;
    out[n] = 0;
    if (out[0] == '.' || out[0] == '-')
        out[0] = '_';
    if (n == 0)
        snprintf(out, NAME_BYTES + 32, "article");
    else if (n < length)
        snprintf(out + n, NAME_BYTES + 32 - n, "-%016llx", (unsigned long long)hash(id));
}

/* A name that no other article of this run has. False: told. */
static bool fresh_name(struct folder *folder, const char *id, char *out, size_t room)
{
    char name[NAME_BYTES + 32];
    bool good = true;
    safe_name(id, name);
    snprintf(out, room, "%s", name);
    if (take_name(folder, out, &good))
        return true;
    for (unsigned number = 2; good && number < NUMBERS_MOST; number++) {
        snprintf(out, room, "%s-%u", name, number);
        if (take_name(folder, out, &good)) {
            complain("'%s': a second article of this id; written as '%s'", id, out);
            return true;
        }
    }
    complain(good ? "'%s': too many articles of this id" : "'%s': out of memory", id);
    return false;
}

bool folder_write(struct folder *folder, const char *id, const char *ending, const char *bytes, size_t n)
{
    char name[NAME_BYTES + 64], path[NAME_BYTES + 96], aside[64];
    if (!fresh_name(folder, id, name, sizeof name))
        return false;
    snprintf(path, sizeof path, "%s%s", name, ending);
    snprintf(aside, sizeof aside, ".hearsay-%ld.tmp", (long)getpid());
    int fd = openat(folder->fd, aside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    bool written = fd >= 0 && write_whole(fd, bytes, n);
    int number = errno;
    if (fd >= 0 && close(fd) != 0 && written) {
        written = false;
        number = errno;
    }
    if (written && renameat(folder->fd, aside, folder->fd, path) == 0)
        return true;
    if (written)
        number = errno;
    if (fd >= 0)
        unlinkat(folder->fd, aside, 0);
    errno = number;
    complain("'%s/%s': %m", folder->path, path);
    return false;
}
