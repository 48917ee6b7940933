/* permessage-deflate with zlib's defaults. */
#include "floor.h"
#include <stdlib.h>
#include <string.h>

enum { LEVEL = 6, WINDOW_BITS = 15, MEMORY_LEVEL = 8, SLACK = 1 << 16 };

static const uint8_t TAIL[FLUSH_TAIL] = {0, 0, 0xff, 0xff};

/* Of pages that are never touched no memory is used. */
static uint8_t inflated[LARGEST_HEADER + LARGEST_MESSAGE], deflated[LARGEST_HEADER + LARGEST_MESSAGE + SLACK];

struct deflate *new_deflate(bool resets_in, bool resets_out)
{
    struct deflate *d = calloc(1, sizeof *d);
    d->resets_in = resets_in;
    d->resets_out = resets_out;
    inflateInit2(&d->in, -WINDOW_BITS);
    deflateInit2(&d->out, LEVEL, Z_DEFLATED, -WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
    return d;
}

void free_deflate(struct deflate *d)
{
    if (!d) return;
    inflateEnd(&d->in);
    deflateEnd(&d->out);
    free(d);
}

struct bytes inflate_message(struct deflate *d, uint8_t *in, size_t length)
{
    uint8_t saved[FLUSH_TAIL], *out = inflated + LARGEST_HEADER;
    if (d->resets_in) inflateReset(&d->in);
    memcpy(saved, in + length, sizeof saved);
    memcpy(in + length, TAIL, sizeof TAIL);
    d->in.next_in = in;
    d->in.avail_in = (uInt)length + FLUSH_TAIL;
    d->in.next_out = out;
    d->in.avail_out = LARGEST_MESSAGE;
    inflate(&d->in, Z_SYNC_FLUSH);
    memcpy(in + length, saved, sizeof saved);
    return (struct bytes){out, (size_t)(d->in.next_out - out)};
}

struct bytes deflate_message(struct deflate *d, uint8_t *in, size_t length)
{
    uint8_t *out = deflated + LARGEST_HEADER;
    if (!length) {                      /* zlib flushes nothing twice */
        *out = 0;
        return (struct bytes){out, 1};
    }
    if (d->resets_out) deflateReset(&d->out);
    d->out.next_in = in;
    d->out.avail_in = (uInt)length;
    d->out.next_out = out;
    d->out.avail_out = LARGEST_MESSAGE + SLACK;
    deflate(&d->out, Z_SYNC_FLUSH);
    return (struct bytes){out, (size_t)(d->out.next_out - out) - FLUSH_TAIL};
}
