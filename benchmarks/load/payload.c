/*
 * Messages, and the frames that carry them: masked, compressed and cut before the clock starts, so that the generator costs
 * little more than its system calls.
 *
 * Without context takeover each message is compressed on its own. With it, the cycle of messages is compressed twice by
 * one deflater. The cycle is longer than any window, so the frames of the second round are valid after each round that
 * follows: every connection sends the first round once, and then the second for ever. The server's inflater has all the work
 * of a real context.
 */
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_IN_CYCLE = 64, LEAST_BYTES = 1 << 16, MOST_BYTES = 4 << 20, MEMORY_LEVEL = 8, FLUSH_TAIL = 4 };

static struct bytes *messages, *first_round, *second_round;
static size_t cycle;
static uint64_t random_state;

uint64_t next_random(void)              /* splitmix64 */
{
    uint64_t z = random_state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static unsigned below(unsigned bound)
{
    return (unsigned)(next_random() >> 33) % bound;
}

/* One record of JSON: an event with an id, a time, a user, figures and some words. */
static size_t put_record(char *out, size_t room)
{
    static const char *const kinds[] = {"trade", "quote", "order", "cancel", "heartbeat", "snapshot"};
    static const char *const names[] = {"Alice Martin", "Bob Keller", "Chen Wei", "Dana Novak", "Egor Petrov",
                                        "Fatima Rahman", "Grace Okafor", "Henrik Lund"};
    static const char *const words[] = {"limit", "price", "partial", "fill", "retry", "market", "session", "client",
                                        "timeout", "accepted", "rejected", "pending", "gateway", "upstream", "batch",
                                        "delta"};
    int n = snprintf(out, room,
                     "{\"id\":%u,\"ts\":17%011llu,\"type\":\"%s\",\"user\":{\"id\":\"u-%05u\",\"name\":\"%s\"},"
                     "\"price\":%u.%02u,\"qty\":%u,\"live\":%s,\"note\":\"",
                     below(1 << 24), (unsigned long long)(next_random() % 100000000000u), kinds[below(6)], below(100000),
                     names[below(8)], below(1000), below(100), below(500), below(2) ? "true" : "false");
    for (unsigned i = 0, count = 3 + below(6); i < count; i++)
        n += snprintf(out + n, room - (size_t)n, "%s%s", i ? " " : "", words[below(16)]);
    n += snprintf(out + n, room - (size_t)n, "\"},");
    return (size_t)n;
}

void make_messages(void)
{
    random_state = options.seed;
    cycle = options.size ? MOST_BYTES / options.size : MOST_IN_CYCLE;
    if (cycle > MOST_IN_CYCLE) cycle = MOST_IN_CYCLE;
    if (cycle < 2) cycle = 2;
    while (options.size && cycle * options.size < LEAST_BYTES) cycle *= 2;
    messages = allocate(cycle, sizeof *messages);
    char record[512];
    for (size_t i = 0; i < cycle; i++) {
        messages[i] = (struct bytes){allocate(options.size + 1, 1), options.size};
        for (size_t at = 0; at < options.size;) {
            size_t n = put_record(record, sizeof record), left = options.size - at;
            memcpy(messages[i].at + at, record, n < left ? n : left);
            at += n < left ? n : left;
        }
    }
}

const struct bytes *message(uint64_t number)
{
    return &messages[number % cycle];
}

const struct bytes *frames_of(uint64_t number)
{
    return number < cycle ? &first_round[number] : &second_round[number % cycle];
}

/* Appends a masked frame; returns its length. */
size_t put_frame(uint8_t *out, int first_byte, const uint8_t *payload, size_t length)
{
    size_t header = 2;
    out[0] = (uint8_t)first_byte;
    if (length < 126) {
        out[1] = (uint8_t)(0x80 | length);
    } else {
        int size = length < 65536 ? 2 : 8;
        out[1] = (uint8_t)(0x80 | (size == 2 ? 126 : 127));
        for (int i = size; i > 0; i--) out[header++] = (uint8_t)((uint64_t)length >> 8 * (i - 1));
    }
    uint32_t key = (uint32_t)next_random() | 1;
    uint8_t *mask = out + header;
    memcpy(mask, &key, 4);
    for (size_t i = 0; i < length; i++) mask[4 + i] = payload[i] ^ mask[i & 3];
    return header + 4 + length;
}

static struct bytes cut(const uint8_t *payload, size_t length, bool compressed)
{
    size_t parts = (size_t)options.fragments, part = length / parts, at = 0;
    struct bytes b = {allocate(length + 14 * parts, 1), 0};
    for (size_t i = 0; i < parts; i++) {
        bool last = i == parts - 1;
        size_t n = last ? length - at : part;
        int opcode = i ? 0 : options.binary ? 2 : 1;
        b.length += put_frame(b.at + b.length, opcode | (last ? 0x80 : 0) | (compressed && !i ? 0x40 : 0),
                              payload + at, n);
        at += n;
    }
    return b;
}

static struct bytes *make_round(z_stream *deflater)
{
    struct bytes *round = allocate(cycle, sizeof *round);
    size_t room = options.size + options.size / 1000 + 64;
    uint8_t *out = allocate(room, 1);
    for (size_t i = 0; i < cycle; i++) {
        if (!deflater) {
            round[i] = cut(messages[i].at, options.size, false);
            continue;
        }
        if (negotiated.client_resets) deflateReset(deflater);
        deflater->next_in = messages[i].at;
        deflater->avail_in = (uInt)options.size;
        deflater->next_out = out;
        deflater->avail_out = (uInt)room;
        if (deflate(deflater, Z_SYNC_FLUSH) != Z_OK || deflater->avail_in || !deflater->avail_out) fail("deflate failed");
        round[i] = cut(out, room - deflater->avail_out - FLUSH_TAIL, true);
    }
    free(out);
    return round;
}

void make_frames(void)
{
    if (first_round) return;
    if (!negotiated.deflate) {
        first_round = second_round = make_round(NULL);
        return;
    }
    z_stream deflater = {0};
    if (deflateInit2(&deflater, options.level, Z_DEFLATED, -negotiated.client_bits, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        fail("zlib has no window of %d bits for raw deflate", negotiated.client_bits);
    first_round = make_round(&deflater);
    second_round = negotiated.client_resets ? first_round : make_round(&deflater);
    deflateEnd(&deflater);
}
