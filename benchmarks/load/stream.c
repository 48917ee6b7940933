/* The bytes of a connection, as they are or through TLS: one protocol and one cipher, so that all servers do the same work. */
#include "load.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef WITH_TLS
#include <openssl/err.h>
#include <openssl/ssl.h>

enum { RECORD = 16 << 10, READ_AHEAD = 64 << 10 };

static SSL_CTX *context;

static void tls_failed(const char *what)
{
    char why[256] = "the connection was lost";
    unsigned long error = ERR_get_error();
    if (error) ERR_error_string_n(error, why, sizeof why);
    fail("%s: %s", what, why);
}

void prepare_tls(void)
{
    if (!options.tls) return;
    context = SSL_CTX_new(TLS_client_method());
    if (!context || !SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION)
        || !SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256"))
        tls_failed("TLS 1.3 isn't available");
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    /* a message that doesn't leave at once is gathered anew, to another place */
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (options.mode == IDLE) SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_read_buffer_len(context, READ_AHEAD);
}

/* What a call that returned 0 or less was about: true if it has to be tried again later. */
static bool later(struct connection *c, int result)
{
    int error = SSL_get_error(c->tls, result);
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

bool secured(struct connection *c)
{
    if (!c->tls) {
        c->tls = SSL_new(context);
        if (!c->tls || !SSL_set_fd(c->tls, c->fd)) tls_failed("TLS");
        SSL_set_connect_state(c->tls);
    }
    ERR_clear_error();
    int result = SSL_do_handshake(c->tls);
    if (result != 1 && !later(c, result)) tls_failed("TLS handshake");
    return result == 1;
}

/* Reads record after record, as a read of the socket takes all there is. */
static ssize_t tls_read(struct connection *c, uint8_t *in, size_t size)
{
    size_t total = 0;
    while (total < size) {
        ERR_clear_error();
        int n = SSL_read(c->tls, in + total, (int)(size - total));
        if (n <= 0) {
            if (!later(c, n)) c->ended = true;
            break;
        }
        total += (size_t)n;
    }
    if (total || c->ended) return (ssize_t)total;
    errno = EAGAIN;
    return -1;
}

/* Writes records that are as full as can be. One that was begun goes on with the next call, which has to bring the same bytes. */
static ssize_t tls_write(struct connection *c, const struct iovec *out, int count)
{
    static uint8_t record[RECORD];
    size_t total = 0, skip = 0;
    for (int first = 0; first < count;) {
        size_t length = 0;
        for (int i = first; i < count && length < RECORD; i++) {
            size_t from = i == first ? skip : 0, n = out[i].iov_len - from;
            if (n > RECORD - length) n = RECORD - length;
            memcpy(record + length, (const uint8_t *)out[i].iov_base + from, n);
            length += n;
        }
        ERR_clear_error();
        int written = SSL_write(c->tls, record, (int)length);
        if (written <= 0) {
            errno = later(c, written) ? EAGAIN : ECONNRESET;
            return total && errno == EAGAIN ? (ssize_t)total : -1;
        }
        total += (size_t)written;
        skip += (size_t)written;
        while (first < count && skip >= out[first].iov_len) skip -= out[first++].iov_len;
    }
    return (ssize_t)total;
}

static void tls_end(struct connection *c)
{
    ERR_clear_error();
    SSL_shutdown(c->tls);
    SSL_free(c->tls);
    c->tls = NULL;
}

#else

void prepare_tls(void)
{
    if (options.tls) fail("--tls needs OpenSSL, which wasn't there when this was built: apt-get install libssl-dev, make -B");
}

bool secured(struct connection *c)
{
    return c->tls;
}

static ssize_t tls_read(struct connection *c, uint8_t *in, size_t size)
{
    return recv(c->fd, in, size, 0);
}

static ssize_t tls_write(struct connection *c, const struct iovec *out, int count)
{
    return writev(c->fd, out, count);
}

static void tls_end(struct connection *c)
{
    c->tls = NULL;
}
#endif

ssize_t stream_read(struct connection *c, uint8_t *in, size_t size)
{
    return c->tls ? tls_read(c, in, size) : read(c->fd, in, size);
}

ssize_t stream_writev(struct connection *c, const struct iovec *out, int count)
{
    return c->tls ? tls_write(c, out, count) : writev(c->fd, out, count);
}

bool stream_write(struct connection *c, const void *bytes, size_t length)
{
    struct iovec out = {(void *)bytes, length};
    return stream_writev(c, &out, 1) == (ssize_t)length;
}

void stream_close(struct connection *c)
{
    if (c->tls) tls_end(c);
    close(c->fd);
}
