/* Headers, masks, replies, broadcasts. */
#include "floor.h"
#include <string.h>

enum { CLOSE = 8, PING = 9, PONG = 10, OPCODE = 15, RSV1 = 0x40, FIN = 0x80, MASK = 4, IN_PLACE = 4 << 10 };

struct connection *listeners;

static uint8_t output[512 << 10];
static size_t output_length;

static size_t header_size(unsigned length_field)
{
    return length_field < 126 ? 2 : length_field == 126 ? 4 : 10;
}

size_t frame_size(const uint8_t *in, size_t length)
{
    if (length < 2) return LARGEST_HEADER;
    unsigned field = in[1] & 127;
    size_t header = header_size(field), payload = field < 126 ? field : 0;
    if (length < header + MASK) return LARGEST_HEADER;
    for (size_t i = 2; i < header; i++) payload = payload << 8 | in[i];
    return header + MASK + payload;
}

static void unmask(uint8_t *at, size_t length, const uint8_t *key)
{
    uint32_t once;
    memcpy(&once, key, sizeof once);
    uint64_t twice = (uint64_t)once << 32 | once, word;
    size_t i = 0;
    for (; i + sizeof word <= length; i += sizeof word) {
        memcpy(&word, at + i, sizeof word);
        word ^= twice;
        memcpy(at + i, &word, sizeof word);
    }
    for (; i < length; i++) at[i] ^= ((const uint8_t *)&once)[i & 3];
}

static size_t put_header(uint8_t *out, int first, size_t length)
{
    unsigned field = length < 126 ? (unsigned)length : length < 65536 ? 126 : 127;
    size_t size = header_size(field);
    out[0] = (uint8_t)first;
    out[1] = (uint8_t)field;
    for (size_t i = size; i > 2; length >>= 8) out[--i] = (uint8_t)length;
    return size;
}

static void flush(struct connection *c)
{
    send_bytes(c, output, output_length);
    output_length = 0;
}

/* Small payloads are joined; a large one goes out from where it is, its header in the room before it. */
static void reply(struct connection *c, int first, uint8_t *payload, size_t length)
{
    if (length < IN_PLACE) {
        if (output_length + LARGEST_HEADER + length > sizeof output) flush(c);
        output_length += put_header(output + output_length, first, length);
        memcpy(output + output_length, payload, length);
        output_length += length;
    } else {
        uint8_t header[LARGEST_HEADER];
        size_t size = put_header(header, first, length);
        flush(c);
        memcpy(payload - size, header, size);
        send_bytes(c, payload - size, size + length);
    }
}

static void send_message(struct connection *c, int first, struct bytes plain, bool pack)
{
    if (pack) {
        plain = deflate_message(c->deflate, plain.at, plain.length);
        first |= RSV1;
    }
    reply(c, first, plain.at, plain.length);
}

static void message(struct connection *c, int first, uint8_t *payload, size_t length)
{
    bool packed = first & RSV1;
    struct bytes plain = packed ? inflate_message(c->deflate, payload, length) : (struct bytes){payload, length};
    if (!c->listens) {
        send_message(c, first & ~RSV1, plain, packed);
        return;
    }
    for (struct connection *l = listeners; l; l = l->next_listener) {
        send_message(l, first & ~RSV1, plain, l->deflate);
        flush(l);
    }
}

size_t take_frames(struct connection *c, uint8_t *in, size_t length)
{
    uint8_t *at = in;
    for (size_t size; !c->closed && (size = frame_size(at, length)) <= length; at += size, length -= size) {
        size_t head = header_size(at[1] & 127) + MASK;
        uint8_t *payload = at + head;
        unmask(payload, size - head, payload - MASK);
        switch (at[0] & OPCODE) {
        case CLOSE:
            reply(c, at[0], payload, size - head);
            flush(c);
            end(c);
            break;
        case PING: reply(c, FIN | PONG, payload, size - head); break;
        case PONG: break;
        default: message(c, at[0], payload, size - head);
        }
    }
    flush(c);
    return (size_t)(at - in);
}
