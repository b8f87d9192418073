/* Where the model file is.
 *
 * The folder that the caller names, else the one in $HEARSAY_MODEL: if it is not there, that is an error, for whoever names a folder
 * means it. Else `models` and `../models` beside the program, or `../share/hearsay`, so that an installed tree may be moved; else the
 * installed data folder.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hearsay/context.h"

#define MODEL_NAME "english.hear"
#define JUDGE_NAME "judge.hear"

static char *join(const char *folder, const char *rest)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", folder, rest) < 0 ? NULL : path;
}

/* The folder of the running program, without a slash at its end; NULL where the system does not tell. */
static char *program_folder(void)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return NULL;
    path[n] = 0;
    char *slash = strrchr(path, '/');
    if (!slash)
        return NULL;
    *slash = 0;
    return strdup(path);
}

static enum hearsay_status named(const char *folder, char **path, struct error *error)
{
    *path = join(folder, MODEL_NAME);
    if (!*path)
        return error_set(error, HEARSAY_MEMORY, "out of memory");
    if (access(*path, F_OK) == 0)
        return HEARSAY_OK;
    free(*path);
    *path = NULL;
    return error_set(error, HEARSAY_MODEL, "'%.300s': no model file '" MODEL_NAME "' in this folder", folder);
}

static enum hearsay_status found(char **path, struct error *error)
{
    static const char *const beside[] = {"models/" MODEL_NAME, "../models/" MODEL_NAME, "../share/hearsay/" MODEL_NAME};
    char *program = program_folder();
    for (size_t i = 0; program && i < sizeof beside / sizeof *beside; i++) {
        *path = join(program, beside[i]);
        if (*path && access(*path, F_OK) == 0) {
            free(program);
            return HEARSAY_OK;
        }
        free(*path);
    }
    *path = join(data_folder(), MODEL_NAME);
    if (*path && access(*path, F_OK) == 0) {
        free(program);
        return HEARSAY_OK;
    }
    free(*path);
    *path = NULL;
    error_set(error, HEARSAY_MODEL, "no model file '" MODEL_NAME "' in '%.150s/models', '%.150s/../models' or '%.100s'",
              program ? program : ".", program ? program : ".", data_folder());
    free(program);
    return HEARSAY_MODEL;
}

enum hearsay_status model_path_find(const char *folder, char **path, struct error *error)
{
    const char *wanted = folder ? folder : getenv("HEARSAY_MODEL");
    *path = NULL;
    return wanted && *wanted ? named(wanted, path, error) : found(path, error);
}

char *judge_path_beside(const char *model_path)
{
    const char *slash = strrchr(model_path, '/');
    char *path = NULL;
    return asprintf(&path, "%.*s" JUDGE_NAME, (int)(slash ? slash + 1 - model_path : 0), model_path) < 0 ? NULL : path;
}

bool judge_is_there(const struct hearsay *hearsay)
{
    return hearsay->judge_path && access(hearsay->judge_path, F_OK) == 0;
}
