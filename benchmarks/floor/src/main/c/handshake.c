/* The opening handshake. */
#define _GNU_SOURCE
#include "floor.h"
#include <stdio.h>
#include <string.h>

enum { LARGEST_REQUEST = 8 << 10, KEY = 24, BLOCK = 64, WORDS = 80 };

static const char GUID[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

static uint32_t rotated(uint32_t word, int bits)
{
    return word << bits | word >> (32 - bits);
}

/* One block of SHA-1, RFC 3174 6.1. */
static void sha1_block(uint32_t hash[5], const uint8_t *block)
{
    uint32_t w[WORDS], v[5];
    for (int t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 | (uint32_t)block[4 * t + 2] << 8
               | block[4 * t + 3];
    for (int t = 16; t < WORDS; t++) w[t] = rotated(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    memcpy(v, hash, sizeof v);
    for (int t = 0; t < WORDS; t++) {
        uint32_t mixed = t < 20   ? ((v[1] & v[2]) | (~v[1] & v[3])) + 0x5a827999
                         : t < 40 ? (v[1] ^ v[2] ^ v[3]) + 0x6ed9eba1
                         : t < 60 ? ((v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3])) + 0x8f1bbcdc
                                  : (v[1] ^ v[2] ^ v[3]) + 0xca62c1d6;
        uint32_t next = rotated(v[0], 5) + mixed + v[4] + w[t];
        v[4] = v[3];
        v[3] = v[2];
        v[2] = rotated(v[1], 30);
        v[1] = v[0];
        v[0] = next;
    }
    for (int i = 0; i < 5; i++) hash[i] += v[i];
}

/* The digest of 60 bytes, which with their padding are two blocks. */
static void sha1(const uint8_t *message, uint8_t *digest)
{
    enum { LENGTH = KEY + sizeof GUID - 1 };
    uint8_t padded[2 * BLOCK] = {0};
    uint32_t hash[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    memcpy(padded, message, LENGTH);
    padded[LENGTH] = 0x80;
    padded[sizeof padded - 2] = (uint8_t)(LENGTH * 8 >> 8);
    padded[sizeof padded - 1] = (uint8_t)(LENGTH * 8);
    sha1_block(hash, padded);
    sha1_block(hash, padded + BLOCK);
    for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(hash[i / 4] >> (24 - 8 * (i % 4)));
}

/* Base64 of 20 bytes: 27 characters and one for padding. */
static void base64(const uint8_t *digest, char *out)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 27; i++) {
        int bit = 6 * i, at = bit / 8;
        unsigned pair = (unsigned)digest[at] << 8 | (at < 19 ? digest[at + 1] : 0);
        out[i] = letters[pair >> (10 - bit % 8) & 63];
    }
    strcpy(out + 27, "=");
}

/* zlib's window is of 15 bits here, so an offer that asks for less isn't for us. */
static bool find_offer(const char *request, char *offer, size_t room)
{
    const char *offers = strcasestr(request, "\r\nSec-WebSocket-Extensions:");
    for (const char *at = offers ? offers + 27 : NULL; at; at = *at == ',' ? at + 1 : NULL) {
        size_t length = strcspn(at, ",\r");
        snprintf(offer, room, "%.*s", (int)length, at);
        if (strstr(offer, "permessage-deflate") && !strstr(offer, "server_max_window_bits")) return true;
        at += length;
    }
    return false;
}

static const char *parameter(const char *name, bool agreed)
{
    return agreed ? name : "";
}

size_t upgrade(struct connection *c, const uint8_t *in, size_t length)
{
    char request[LARGEST_REQUEST + 1], offer[256], accept[32], response[512];
    uint8_t key[KEY + sizeof GUID], digest[20];
    if (length > LARGEST_REQUEST) length = LARGEST_REQUEST;
    memcpy(request, in, length);
    request[length] = 0;
    const char *last = strstr(request, "\r\n\r\n"), *given = strcasestr(request, "\r\nSec-WebSocket-Key:");
    if (!last || !given) return 0;
    given += 20;
    given += strspn(given, " ");
    memcpy(key, given, KEY);
    memcpy(key + KEY, GUID, sizeof GUID);
    sha1(key, digest);
    base64(digest, accept);
    int n = snprintf(response, sizeof response,
                     "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Accept: %s\r\n", accept);
    if (find_offer(request, offer, sizeof offer)) {
        c->deflate = new_deflate(strstr(offer, "client_no_context_takeover"), strstr(offer, "server_no_context_takeover"));
        n += snprintf(response + n, sizeof response - (size_t)n, "Sec-WebSocket-Extensions: permessage-deflate%s%s\r\n",
                      parameter("; server_no_context_takeover", c->deflate->resets_out),
                      parameter("; client_no_context_takeover", c->deflate->resets_in));
    }
    n += snprintf(response + n, sizeof response - (size_t)n, "\r\n");
    c->open = true;
    c->listens = !strncmp(request, "GET /broadcast", 14);
    if (c->listens) {
        c->next_listener = listeners;
        listeners = c;
    }
    send_bytes(c, (uint8_t *)response, (size_t)n);
    return (size_t)(last + 4 - request);
}
