/*
 * The floor in C: one thread on epoll that unmasks and returns frames where they were read, all replies to one read in one
 * write. Nothing is checked, and fragments aren't joined. Its parts:
 *
 *   main.c        the event loop
 *   connection.c  reading, and what a socket didn't take
 *   frames.c      headers, masks, replies, broadcasts
 *   deflate.c     permessage-deflate with zlib's defaults: level 6, windows of 15 bits, memory level 8
 *   handshake.c   the opening handshake
 */
#ifndef FLOOR_H
#define FLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

enum {
    LARGEST_HEADER = 14,
    FLUSH_TAIL = 4,                     /* what zlib ends a flushed message with, and no message has */
    LARGEST_MESSAGE = 33 << 20
};

struct bytes {
    uint8_t *at;
    size_t length;
};

struct deflate {
    z_stream in, out;
    bool resets_in, resets_out;
};

struct connection {
    int fd;
    bool open, closed, listens;
    struct deflate *deflate;            /* or NULL */
    struct bytes begun;                 /* the beginning of a frame */
    size_t room;                        /* of begun */
    struct bytes unsent;                /* what the socket didn't take */
    struct connection *next_listener;
};

/* main.c */
void wait_for(struct connection *c, uint32_t events);

/* connection.c */
void readable(struct connection *c);
void writable(struct connection *c);
void send_bytes(struct connection *c, const uint8_t *at, size_t length);
void end(struct connection *c);

/* frames.c */
extern struct connection *listeners;
size_t frame_size(const uint8_t *in, size_t length);    /* more than length if the header isn't there */
size_t take_frames(struct connection *c, uint8_t *in, size_t length);

/* deflate.c: both results are in buffers that the next call uses again, with room for a header before and a tail behind */
struct deflate *new_deflate(bool resets_in, bool resets_out);
void free_deflate(struct deflate *d);
struct bytes inflate_message(struct deflate *d, uint8_t *in, size_t length);
struct bytes deflate_message(struct deflate *d, uint8_t *in, size_t length);

/* handshake.c */
size_t upgrade(struct connection *c, const uint8_t *in, size_t length);     /* how many bytes it took, 0: not complete */

#endif
