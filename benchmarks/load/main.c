/* Options, and what every part needs. */
#define _GNU_SOURCE
#include "load.h"
#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { OTHER_FILES = 32 };

struct options options = {.port = 8080, .connections = 1, .depth = 1, .fragments = 1, .sources = 16, .opening = 128,
                          .level = 6, .size = 64, .verify = 8, .path = "/echo", .extensions = "", .warm_up = 1,
                          .seconds = 3, .settle = 1, .seed = 1};

static const struct option NAMES[] = {
    {"port", 1, 0, 'p'}, {"path", 1, 0, 'P'}, {"conns", 1, 0, 'c'}, {"depth", 1, 0, 'd'}, {"size", 1, 0, 's'},
    {"binary", 0, 0, 'b'}, {"frags", 1, 0, 'f'}, {"ext", 1, 0, 'x'}, {"warmup", 1, 0, 'w'}, {"time", 1, 0, 't'},
    {"pid", 1, 0, 'i'}, {"seed", 1, 0, 'S'}, {"verify", 1, 0, 'v'}, {"rate", 1, 0, 'r'}, {"level", 1, 0, 'l'},
    {"messages", 1, 0, 'k'}, {"srcs", 1, 0, 'a'}, {"opening", 1, 0, 'I'}, {"settle", 1, 0, 'T'},
    {"tls", 0, 0, 'e'}, {0, 0, 0, 0}};

static const char USAGE[] =
    "usage: wsload [options] echo|connect|idle|broadcast\n"
    "  --port N --path /P     where, always on 127.0.0.1       --pid N       the server's process: its CPU time\n"
    "  --conns N              connections                      --ext OFFER   Sec-WebSocket-Extensions to offer\n"
    "  --depth N              messages under way, of each connection (broadcast: of the sender)\n"
    "  --size N --binary      payload, in bytes                --frags N     frames for each message\n"
    "  --level N              of the client's compression      --seed N      of the messages and masks\n"
    "  --warmup S --time S    seconds                          --settle S    of silence: before a broadcast, after idle's\n"
    "  --rate N               echo: messages a second in all, evenly; their latency counts from when they are due\n"
    "  --messages N           connect, idle: messages of each connection\n"
    "  --verify N             inflate on each Nth connection; 0 checks no content\n"
    "  --srcs N --opening N   source addresses from 127.0.0.1 on; handshakes at once\n"
    "  --tls                  TLS 1.3 with TLS_AES_128_GCM_SHA256, whatever the certificate\n";

void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("wsload: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory) fail("out of memory");
    return memory;
}

uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void usage(void)
{
    fputs(USAGE, stderr);
    exit(2);
}

static void read_options(int argc, char **argv)
{
    for (int o; (o = getopt_long(argc, argv, "", NAMES, NULL)) != -1;)
        switch (o) {
        case 'p': options.port = atoi(optarg); break;
        case 'P': options.path = optarg; break;
        case 'c': options.connections = atoi(optarg); break;
        case 'd': options.depth = atoi(optarg); break;
        case 's': options.size = strtoul(optarg, NULL, 10); break;
        case 'b': options.binary = true; break;
        case 'f': options.fragments = atoi(optarg); break;
        case 'x': options.extensions = optarg; break;
        case 'w': options.warm_up = atof(optarg); break;
        case 't': options.seconds = atof(optarg); break;
        case 'i': options.server = atoi(optarg); break;
        case 'S': options.seed = strtoull(optarg, NULL, 10); break;
        case 'v': options.verify = atoi(optarg); break;
        case 'r': options.rate = atof(optarg); break;
        case 'l': options.level = atoi(optarg); break;
        case 'k': options.messages_each = atoi(optarg); break;
        case 'a': options.sources = atoi(optarg); break;
        case 'I': options.opening = atoi(optarg); break;
        case 'T': options.settle = atof(optarg); break;
        case 'e': options.tls = true; break;
        default: usage();
        }
    static const char *const modes[] = {"echo", "connect", "idle", "broadcast"};
    int mode = 0;
    while (mode < 4 && (optind >= argc || strcmp(argv[optind], modes[mode]))) mode++;
    if (mode == 4 || options.connections < 1 || options.depth < 1 || options.fragments < 1 || options.opening < 1) usage();
    options.mode = (enum mode)mode;
}

static void need_files(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    rlim_t needed = (rlim_t)options.connections + OTHER_FILES;
    if (limit.rlim_max < needed)
        fail("%d connections need %lu open files, and the limit is %lu: raise it with ulimit -n, for the server, too",
             options.connections, (unsigned long)needed, (unsigned long)limit.rlim_max);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

int main(int argc, char **argv)
{
    read_options(argc, argv);
    need_files();
    signal(SIGPIPE, SIG_IGN);
    make_messages();
    prepare_connections();
    run_mode();
    return 0;
}
