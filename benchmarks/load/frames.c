/*
 * What comes back, checked as it streams in: length and order of all messages, the content of all that aren't compressed, and
 * the content of the compressed ones on each options.verify-th connection, which has a real inflater.
 */
#include "load.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIN = 0x80, RSV1 = 0x40, MASKED = 0x80, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, CONTROL = 8 };

static void plain(struct connection *c, const uint8_t *in, size_t length)
{
    const struct bytes *expected = message(c->received);
    if (length > expected->length - c->message.seen) fail("message %llu is too long", (unsigned long long)c->received);
    if (options.verify && memcmp(expected->at + c->message.seen, in, length))
        fail("message %llu differs", (unsigned long long)c->received);
    c->message.seen += length;
}

static void compressed(struct connection *c, const uint8_t *in, size_t length)
{
    static uint8_t out[64 << 10];
    if (!c->inflater) {
        c->inflater = allocate(1, sizeof *c->inflater);
        if (inflateInit2(c->inflater, -15) != Z_OK) fail("inflateInit2 failed");
    }
    z_stream *z = c->inflater;
    z->next_in = (uint8_t *)in;
    z->avail_in = (uInt)length;
    do {
        z->next_out = out;
        z->avail_out = sizeof out;
        int status = inflate(z, Z_SYNC_FLUSH);
        if (status == Z_STREAM_END) inflateReset(z);
        else if (status != Z_OK && status != Z_BUF_ERROR) fail("inflate: %d %s", status, z->msg ? z->msg : "");
        if (sizeof out > z->avail_out) plain(c, out, sizeof out - z->avail_out);
    } while (z->avail_in || !z->avail_out);
}

static void begin_frame(struct connection *c)
{
    int opcode = c->frame.header[0] & 15, length = c->frame.header[1] & 127;
    if (c->frame.header[1] & MASKED) fail("a masked frame from the server");
    c->frame.left = length < 126 ? (uint64_t)length : 0;
    for (unsigned i = 2; i < c->frame.header_length; i++) c->frame.left = c->frame.left << 8 | c->frame.header[i];
    c->frame.begun = true;
    if (opcode & CONTROL) {
        c->control.length = 0;
        return;
    }
    if ((opcode == 0) != c->message.begun) fail("unexpected opcode %d", opcode);
    if (!opcode) return;
    if (opcode != (options.binary ? BINARY : TEXT)) fail("unexpected opcode %d", opcode);
    c->message.begun = true;
    c->message.seen = 0;
    c->message.compressed = c->frame.header[0] & RSV1;
    if (c->message.compressed && !negotiated.deflate) fail("RSV1 without permessage-deflate");
}

static void frame_payload(struct connection *c, const uint8_t *in, size_t length)
{
    if (c->frame.header[0] & CONTROL) {
        if (c->control.length + length > sizeof c->control.payload) fail("a long control frame");
        memcpy(c->control.payload + c->control.length, in, length);
        c->control.length += length;
    } else if (!c->message.compressed) {
        plain(c, in, length);
    } else if (c->inflates) {
        compressed(c, in, length);
    }
}

static void end_control(struct connection *c, int opcode)
{
    const uint8_t *payload = c->control.payload;
    size_t length = c->control.length;
    if (opcode == CLOSE) {
        if (c->state != CLOSING)
            fail("closed by the server: %d %.*s", length > 1 ? payload[0] << 8 | payload[1] : 0,
                 length > 2 ? (int)length - 2 : 0, (const char *)payload + 2);
        closed(c);
    } else if (opcode == PING) {
        uint8_t pong[140];
        size_t n = put_frame(pong, FIN | 10, payload, length);
        if (!c->written && !c->blocked && !stream_write(c, pong, n)) fail("could not send a pong");
    }
}

static void end_frame(struct connection *c, uint64_t time)
{
    static const uint8_t tail[] = {0, 0, 0xff, 0xff};
    int opcode = c->frame.header[0] & 15;
    c->frame.begun = false;
    c->frame.header_length = 0;
    if (opcode & CONTROL) {
        end_control(c, opcode);
    } else if (c->frame.header[0] & FIN) {
        if (c->message.compressed && c->inflates) compressed(c, tail, sizeof tail);
        if ((!c->message.compressed || c->inflates) && c->message.seen != options.size)
            fail("message %llu is short", (unsigned long long)c->received);
        c->message.begun = false;
        message_received(c, time);
    }
}

static unsigned header_size(const struct connection *c)
{
    if (c->frame.header_length < 2) return 2;
    int length = c->frame.header[1] & 127;
    return length < 126 ? 2 : length == 126 ? 4 : 10;
}

void receive(struct connection *c, const uint8_t *in, size_t length, uint64_t time)
{
    while (length) {
        if (!c->frame.begun) {
            while (c->frame.header_length < header_size(c)) {
                if (!length) return;
                c->frame.header[c->frame.header_length++] = *in++;
                length--;
            }
            begin_frame(c);
        }
        size_t n = length < c->frame.left ? length : (size_t)c->frame.left;
        if (n) frame_payload(c, in, n);
        in += n;
        length -= n;
        c->frame.left -= n;
        if (c->frame.left) return;
        int fd = c->fd;
        end_frame(c, time);
        if (c->state == CLOSED || c->state == CONNECTING || c->fd != fd) return;
    }
}
