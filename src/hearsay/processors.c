/* How many threads this process may keep busy.
 *
 * Method: the processors of its affinity mask, but no more than the quota of its control group (version 2, rounded up). Why not the
 * machine's count: in a container it is the host's, and threads without a processor only wait for one another.
 * Source: sched_getaffinity(2); the kernel's cgroup-v2.rst, "cpu.max".
 */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#include "hearsay/context.h"

/* 0: no quota, or none that can be read. */
static unsigned quota_processors(void)
{
    char line[64] = "", *end;
    FILE *file = fopen("/sys/fs/cgroup/cpu.max", "re");
    if (!file)
        return 0;
    size_t n = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[n] = 0;
    unsigned long quota = strtoul(line, &end, 10); /* "max PERIOD" gives 0 */
    unsigned long period = strtoul(end, NULL, 10);
    if (end == line || quota == 0 || period == 0 || quota / period > THREADS_MAX)
        return 0;
    return (unsigned)((quota + period - 1) / period);
}

unsigned processors_usable(void)
{
    cpu_set_t set;
    unsigned n = 1, quota = quota_processors();
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        n = (unsigned)CPU_COUNT(&set);
    if (quota && quota < n)
        n = quota;
    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : n;
}
