/* Sockets, the opening handshake, and the event loop. */
#define _GNU_SOURCE
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 64, EVENTS = 256, LARGEST_RESPONSE = 4096 };

struct load load;
struct negotiated negotiated;

static int epoll;
static char request[2048];
static size_t request_length;

void prepare_connections(void)
{
    prepare_tls();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    load.connections = allocate((size_t)options.connections, sizeof *load.connections);
    for (load.ring = 1; load.ring < (uint32_t)options.depth; load.ring *= 2) continue;
    load.ring--;
    bool offers = *options.extensions;
    int n = snprintf(request, sizeof request,
                     "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s%s%s\r\n",
                     options.path, options.port, offers ? "Sec-WebSocket-Extensions: " : "", options.extensions,
                     offers ? "\r\n" : "");
    if (n >= (int)sizeof request) fail("the offer is too long");
    request_length = (size_t)n;
}

void start(struct connection *c)
{
    static unsigned turn;
    uint64_t *ring = c->sent_at;
    memset(c, 0, sizeof *c);
    c->sent_at = ring ? ring : allocate(load.ring + 1, sizeof *ring);
    c->started = now();
    c->inflates = options.verify && (c - load.connections) % options.verify == 0;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->fd < 0) fail("socket: %s", strerror(errno));
    int one = 1;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct sockaddr_in address = {.sin_family = AF_INET};
    if (options.sources > 1) {          /* 127.0.0.1 and following, for more ports than one address has */
        setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + turn++ % (unsigned)options.sources);
        if (bind(c->fd, (struct sockaddr *)&address, sizeof address)) fail("bind: %s", strerror(errno));
    }
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((uint16_t)options.port);
    if (connect(c->fd, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS)
        fail("connect: %s", strerror(errno));
    struct epoll_event events = {EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = c}};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &events)) fail("epoll_ctl: %s", strerror(errno));
}

void closed(struct connection *c)
{
    stream_close(c);
    load.closed++;
    load.open--;
    c->state = CLOSED;
    free(c->response.text);
    c->response.text = NULL;
    if (c->inflater) {
        inflateEnd(c->inflater);
        free(c->inflater);
        c->inflater = NULL;
    }
    connection_ended(c);
}

void send_close(struct connection *c)
{
    uint8_t frame[16], normal[2] = {0x03, 0xe8};
    c->state = CLOSING;
    size_t n = put_frame(frame, 0x88, normal, sizeof normal);
    if (c->blocked || !stream_write(c, frame, n)) closed(c);
}

/* Writes as many messages as there is credit for, several in one system call. */
void flush(struct connection *c, uint64_t time)
{
    while (c->credit && !c->blocked) {
        struct iovec out[AT_ONCE];
        uint32_t n = 0;
        for (; n < AT_ONCE && n < c->credit; n++) {
            const struct bytes *frames = frames_of(c->sent + n);
            size_t skip = n ? 0 : c->written;
            out[n] = (struct iovec){frames->at + skip, frames->length - skip};
            if (!skip && options.rate == 0) c->sent_at[(c->sent + n) & load.ring] = time;
        }
        ssize_t written = stream_writev(c, out, (int)n);
        if (written < 0) {
            if (errno != EAGAIN) fail("write: %s", strerror(errno));
            c->blocked = true;
            return;
        }
        load.bytes_out += (uint64_t)written;
        for (uint32_t i = 0; i < n; i++) {
            if ((size_t)written < out[i].iov_len) {
                c->written = (i ? 0 : c->written) + (size_t)written;
                c->blocked = true;
                break;
            }
            written -= (ssize_t)out[i].iov_len;
            c->written = 0;
            c->sent++;
            c->credit--;
        }
    }
}

static int window_bits(const char *header, const char *name)
{
    const char *at = strcasestr(header, name);
    int bits = 15;
    if (at && sscanf(at + strlen(name), " = \"%d", &bits) != 1) sscanf(at + strlen(name), " =%d", &bits);
    return bits;
}

static void check_response(const char *response)
{
    static bool known;
    static char first[256];
    if (strncmp(response, "HTTP/1.1 101", 12)) fail("no upgrade:\n%s", response);
    if (!strstr(response, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) fail("a wrong Sec-WebSocket-Accept:\n%s", response);
    char extensions[sizeof first] = "";
    const char *header = strcasestr(response, "\r\nSec-WebSocket-Extensions:");
    if (header) {
        header += 27;
        header += strspn(header, " ");
        size_t n = strcspn(header, "\r");
        if (n >= sizeof extensions) fail("a long Sec-WebSocket-Extensions");
        memcpy(extensions, header, n);
    }
    if (known) {
        if (strcmp(extensions, first)) fail("one answer was '%s', another '%s'", first, extensions);
        return;
    }
    known = true;
    strcpy(first, extensions);
    negotiated.deflate = strstr(extensions, "permessage-deflate");
    negotiated.server_resets = strcasestr(extensions, "server_no_context_takeover");
    negotiated.client_resets = strcasestr(extensions, "client_no_context_takeover");
    negotiated.client_bits = window_bits(extensions, "client_max_window_bits");
    negotiated.server_bits = window_bits(extensions, "server_max_window_bits");
}

/* Takes bytes of the response; returns how many belong to it once it is complete, else 0. */
static size_t take_response(struct connection *c, const uint8_t *in, size_t length)
{
    if (!c->response.text) c->response.text = allocate(LARGEST_RESPONSE + 1, 1);
    size_t had = c->response.length, room = LARGEST_RESPONSE - had, n = length < room ? length : room;
    memcpy(c->response.text + had, in, n);
    c->response.length += n;
    c->response.text[c->response.length] = 0;
    char *end = strstr(c->response.text, "\r\n\r\n");
    if (!end) {
        if (c->response.length == LARGEST_RESPONSE) fail("the response is too long");
        return 0;
    }
    size_t taken = (size_t)(end + 4 - c->response.text) - had;
    end[2] = 0;
    check_response(c->response.text);
    free(c->response.text);
    c->response.text = NULL;
    c->state = OPEN;
    load.open++;
    make_frames();
    opened(c);
    return taken;
}

static void send_request(struct connection *c)
{
    c->state = UPGRADING;
    if (!stream_write(c, request, request_length)) fail("could not send the request");
}

static void connected(struct connection *c)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error) fail("connect: %s", strerror(error));
    if (options.tls) c->state = SECURING;
    else send_request(c);
}

static void readable(struct connection *c, bool ends)
{
    static uint8_t in[256 << 10];
    for (;;) {
        ssize_t n = stream_read(c, in, sizeof in);
        if (n < 0 && errno == EAGAIN) return;
        if (n <= 0) {
            if (c->state != CLOSING)
                fail("connection %ld was lost: %s", (long)(c - load.connections), n ? strerror(errno) : "end of stream");
            closed(c);
            return;
        }
        load.bytes_in += (uint64_t)n;
        size_t at = 0;
        int fd = c->fd;
        if (c->state == UPGRADING && !(at = take_response(c, in, (size_t)n))) continue;
        if ((size_t)n > at) receive(c, in + at, (size_t)n - at, now());
        if (c->state == CLOSED || c->state == CONNECTING || c->fd != fd) return;
        if ((size_t)n < sizeof in && !ends && !c->ended) return;
    }
}

static void event(struct connection *c, uint32_t events)
{
    if (c->state == CLOSED) return;
    if (events & EPOLLOUT) {
        c->blocked = false;
        if (c->state == CONNECTING) connected(c);
    }
    if (c->state == SECURING) {
        if (!secured(c)) return;
        send_request(c);
    }
    bool ends = events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR);
    if (events & EPOLLIN || ends) readable(c, ends);
    if (c->credit && !c->blocked && c->state == OPEN) flush(c, now());
}

void pump(uint64_t until)
{
    struct epoll_event events[EVENTS];
    uint64_t time = now();
    until = give_paced_credit(time, until);
    uint64_t wait = until > time ? until - time : 0;
    if (wait > 50000000) wait = 50000000;
    struct timespec timeout = {0, (long)wait};
    int n = epoll_pwait2(epoll, events, EVENTS, &timeout, NULL);
    for (int i = 0; i < n; i++) event(events[i].data.ptr, events[i].events);
}

void open_all(void)
{
    while (load.open < options.connections) {
        while (load.started < options.connections && load.started - load.open < options.opening)
            start(&load.connections[load.started++]);
        int before = load.open;
        PUMP_UNTIL(load.open > before, 10);
        if (load.open == before) fail("only %d of %d connections opened", load.open, options.connections);
    }
}

void close_all(void)
{
    for (int i = 0; i < options.connections; i++)
        if (load.connections[i].state == OPEN) send_close(&load.connections[i]);
    PUMP_UNTIL(load.open <= 0, 5);
}
