/* Reading, and what a socket didn't take. */
#include "floor.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { INPUT = 256 << 10, LEAST_KEPT = 1 << 10 };

static uint8_t input[INPUT + FLUSH_TAIL];

static void release(struct connection *c)
{
    for (struct connection **l = &listeners; c->listens && *l; l = &(*l)->next_listener)
        if (*l == c) {
            *l = c->next_listener;
            break;
        }
    free_deflate(c->deflate);
    close(c->fd);
    free(c->begun.at);
    free(c->unsent.at);
    free(c);
}

/* Only shuts it down: whoever called may still refer to it. Its own next event, or the end of this one, releases it. */
void end(struct connection *c)
{
    if (c->closed) return;
    c->closed = true;
    shutdown(c->fd, SHUT_RDWR);
    free(c->unsent.at);
    c->unsent = (struct bytes){0};
    wait_for(c, EPOLLIN);
}

void send_bytes(struct connection *c, const uint8_t *at, size_t length)
{
    if (c->closed || !length) return;
    if (!c->unsent.length) {
        ssize_t written = write(c->fd, at, length);
        if (written < 0 && errno != EAGAIN) {
            end(c);
            return;
        }
        if (written > 0) {
            at += written;
            length -= (size_t)written;
        }
        if (!length) return;
        wait_for(c, EPOLLOUT);
    }
    c->unsent.at = realloc(c->unsent.at, c->unsent.length + length);
    memcpy(c->unsent.at + c->unsent.length, at, length);
    c->unsent.length += length;
}

void writable(struct connection *c)
{
    ssize_t written = write(c->fd, c->unsent.at, c->unsent.length);
    if (written < 0) {
        if (errno != EAGAIN) release(c);
        return;
    }
    c->unsent.length -= (size_t)written;
    memmove(c->unsent.at, c->unsent.at + written, c->unsent.length);
    if (c->unsent.length) return;
    free(c->unsent.at);
    c->unsent.at = NULL;
    wait_for(c, EPOLLIN);
}

/* What is left of a read waits for the rest of its frame, with room for it. */
static void keep(struct connection *c, const uint8_t *at, size_t length)
{
    size_t needed = c->open ? frame_size(at, length) : 2 * length;
    if (needed < LEAST_KEPT) needed = LEAST_KEPT;
    if (!length) {
        free(c->begun.at);
        c->begun.at = NULL;
    } else if (c->begun.at && c->room >= needed) {
        memmove(c->begun.at, at, length);
    } else {
        uint8_t *fresh = malloc(needed + FLUSH_TAIL);
        memcpy(fresh, at, length);
        free(c->begun.at);
        c->begun.at = fresh;
        c->room = needed;
    }
    c->begun.length = length;
}

void readable(struct connection *c)
{
    uint8_t *in = c->begun.at ? c->begun.at : input;
    size_t length = c->begun.length, room = c->begun.at ? c->room : INPUT, taken = 0;
    ssize_t n = c->closed ? 0 : read(c->fd, in + length, room - length);
    if (n <= 0) {
        if (n == 0 || errno != EAGAIN) release(c);
        return;
    }
    length += (size_t)n;
    if (!c->open) taken = upgrade(c, in, length);
    if (c->open) taken += take_frames(c, in + taken, length - taken);
    if (c->closed) release(c);
    else keep(c, in + taken, length - taken);
}
