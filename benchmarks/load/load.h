/*
 * The load generator: one thread, epoll, and every frame that it sends built before the clock starts. Its parts:
 *
 *   main.c        options
 *   modes.c       echo, connect, idle, broadcast: who sends when, and the line of results
 *   payload.c     messages and the frames that carry them
 *   connection.c  sockets, the opening handshake, the event loop
 *   stream.c      their bytes, with TLS or without
 *   frames.c      what comes back, checked as it streams in
 *   server.c      what the server process uses
 *   latency.c     a histogram
 */
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <zlib.h>

enum mode { ECHO, CONNECT, IDLE, BROADCAST };

struct options {
    enum mode mode;
    int port, connections, depth, fragments, sources, opening, level, messages_each, verify;
    size_t size;
    bool binary, tls;
    const char *path, *extensions;
    double warm_up, seconds, rate, settle;
    uint64_t seed;
    pid_t server;
};
extern struct options options;

/* What the server agreed to; the same on all connections. */
struct negotiated {
    bool deflate, server_resets, client_resets;
    int client_bits, server_bits;
};
extern struct negotiated negotiated;

struct bytes {
    uint8_t *at;
    size_t length;
};

enum state { CONNECTING, SECURING, UPGRADING, OPEN, CLOSING, CLOSED };

struct connection {
    int fd;
    struct ssl_st *tls;                 /* OpenSSL's SSL; NULL without */
    enum state state;
    bool ended;                         /* TLS has been closed by the server */
    bool inflates;                      /* compressed messages are inflated and compared */
    bool blocked;                       /* the socket takes nothing more for now */
    uint32_t credit;                    /* how many messages may be sent now */
    uint64_t sent, received;
    size_t written;                     /* bytes of the message after the last one sent that are written already */
    uint64_t *sent_at;                  /* ring of times */
    uint64_t started;
    struct {
        char *text;
        size_t length;
    } response;
    struct {
        uint8_t header[10];
        unsigned header_length;
        bool begun;
        uint64_t left;                  /* payload bytes still to come */
    } frame;
    struct {
        bool begun, compressed;
        size_t seen;                    /* bytes of the message seen so far */
    } message;
    struct {
        uint8_t payload[125];
        size_t length;
    } control;
    z_stream *inflater;
};

/* The connections and what was counted on them. */
struct load {
    struct connection *connections;
    int open, closed, started;
    bool sending;                       /* new messages may start */
    bool measuring;
    uint64_t done, compressed, bytes_in, bytes_out, missed;
    uint32_t ring;                      /* a mask: messages in flight of a connection fit into the ring */
};
extern struct load load;

/* main.c */
void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
void *allocate(size_t count, size_t size);
uint64_t now(void);                     /* nanoseconds */

/* payload.c */
uint64_t next_random(void);
void make_messages(void);
void make_frames(void);                 /* once it is known what was negotiated */
const struct bytes *message(uint64_t number);
const struct bytes *frames_of(uint64_t number);
size_t put_frame(uint8_t *out, int first_byte, const uint8_t *payload, size_t length);

/* connection.c */
void prepare_connections(void);
void start(struct connection *c);
void send_close(struct connection *c);
void closed(struct connection *c);
void flush(struct connection *c, uint64_t time);
void pump(uint64_t until);
void open_all(void);
void close_all(void);

/* stream.c: as the calls for a socket, errno included, but stream_write writes all or is false */
void prepare_tls(void);
bool secured(struct connection *c);     /* goes on with the handshake of TLS; whether it is done */
ssize_t stream_read(struct connection *c, uint8_t *in, size_t size);
ssize_t stream_writev(struct connection *c, const struct iovec *out, int count);
bool stream_write(struct connection *c, const void *bytes, size_t length);
void stream_close(struct connection *c);

/* frames.c */
void receive(struct connection *c, const uint8_t *in, size_t length, uint64_t time);

/* modes.c */
void opened(struct connection *c);
void message_received(struct connection *c, uint64_t time);
void connection_ended(struct connection *c);
uint64_t give_paced_credit(uint64_t time, uint64_t until);
void run_mode(void);

/* server.c */
struct usage {
    uint64_t time, done, compressed, bytes_in;
    double cpu, own_cpu;                /* seconds */
    double compilers, collectors;       /* seconds of a JVM's threads */
};
struct usage usage_now(void);

/* latency.c */
void latency_add(uint64_t nanoseconds);
double latency_us(double quantile);

/* Pumps until the condition holds or so many seconds are over. */
#define PUMP_UNTIL(condition, limit)                                   \
    do {                                                               \
        uint64_t end_ = now() + (uint64_t)((limit) * 1e9);             \
        while (!(condition) && now() < end_) pump(end_);               \
    } while (0)

#endif
