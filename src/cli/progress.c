/* A line on standard error while long work goes on, where that is a terminal. Nothing shows in the first second. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void put(const char *line, size_t n)
{
    if (write(STDERR_FILENO, line, n) < 0)
        return; /* the terminal is gone; the work goes on */
}

void progress_begin(struct progress *progress)
{
    *progress = (struct progress){.wanted = isatty(STDERR_FILENO), .begun = now()};
    progress->last = progress->begun + 0.8;
}

void progress_show(struct progress *progress, const struct hearsay_progress *state)
{
    char line[160], share[32] = "", speed[48] = "";
    double time = now();
    if (!progress->wanted || time - progress->last < 0.2)
        return;
    if (state->bytes)
        snprintf(share, sizeof share, "%3.0f %%, ", 100.0 * (double)state->bytes_done / (double)state->bytes);
    if (state->n_words)
        snprintf(speed, sizeof speed, ", %.0f words a second", (double)state->n_words / (time - progress->begun));
    int n = snprintf(line, sizeof line, "\r\033[K%s%llu article%s%s", share, (unsigned long long)state->n_articles, state->n_articles == 1 ? "" : "s", speed);
    if (n > 0 && (size_t)n < sizeof line)
        put(line, (size_t)n);
    progress->last = time;
    progress->shown = true;
}

void progress_clear(struct progress *progress)
{
    if (progress->shown)
        put("\r\033[K", 4);
    progress->shown = false;
}
