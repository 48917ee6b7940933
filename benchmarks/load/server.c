/* What the server process uses: all of its CPU time, and the parts that a JVM's compilers and collectors have of it. */
#include "load.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double clock_seconds(clockid_t id)
{
    struct timespec t = {0};
    clock_gettime(id, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool read_line(const char *file, char *line, int size)
{
    FILE *f = fopen(file, "r");
    bool read = f && fgets(line, size, f);
    if (f) fclose(f);
    return read;
}

/* A compiler's thread may end in between; what it used is then missing here, never in the total. */
static void add_threads(struct usage *u)
{
    char name[320], line[128];
    snprintf(name, sizeof name, "/proc/%d/task", options.server);
    DIR *tasks = opendir(name);
    for (struct dirent *task; tasks && (task = readdir(tasks));) {
        if (task->d_name[0] == '.') continue;
        snprintf(name, sizeof name, "/proc/%d/task/%s/comm", options.server, task->d_name);
        if (!read_line(name, line, sizeof line)) continue;
        bool compiler = strstr(line, "CompilerThre");
        bool collector = strstr(line, "GC Thread") || !strncmp(line, "G1 ", 3);
        if (!compiler && !collector) continue;
        snprintf(name, sizeof name, "/proc/%d/task/%s/schedstat", options.server, task->d_name);
        if (!read_line(name, line, sizeof line)) continue;
        double seconds = (double)strtoull(line, NULL, 10) / 1e9;
        if (compiler) u->compilers += seconds;
        else u->collectors += seconds;
    }
    if (tasks) closedir(tasks);
}

struct usage usage_now(void)
{
    struct usage u = {.time = now(), .done = load.done, .compressed = load.compressed, .bytes_in = load.bytes_in};
    u.own_cpu = clock_seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (options.server) {
        clockid_t id;
        if (clock_getcpuclockid(options.server, &id)) fail("no process %d", options.server);
        u.cpu = clock_seconds(id);
        add_threads(&u);
    }
    return u;
}
