/*
 * Who sends when, and the line of results.
 *
 *   echo       each connection keeps some messages under way, or all together send at a given rate
 *   connect    each connection opens, sends its messages, closes and begins again
 *   idle       each connection sends its messages once, 64 connections at a time; then all stay open and silent until
 *              standard input ends
 *   broadcast  the first connection sends, and all receive
 *
 * cpu_us is what the server process spent per message within the measured seconds (connect: per connection; broadcast: per
 * delivery); jit_us and gc_us are the parts of a JVM's compilers and collectors in it.
 */
#include "load.h"
#include <stdio.h>
#include <unistd.h>

enum { ACTIVE = 64 };

static const char *const NAMES[] = {"echo", "connect", "idle", "broadcast"};

static uint32_t *undelivered;           /* broadcast: by message in flight */
static uint64_t pace_step, pace_next;
static int pace_turn, idle_turn, idle_done;

static void give(struct connection *c, uint32_t messages)
{
    c->credit += messages;
    flush(c, now());
}

void opened(struct connection *c)
{
    if (options.mode != CONNECT) return;
    if (load.sending && options.messages_each) give(c, (uint32_t)options.messages_each);
    else send_close(c);
}

void connection_ended(struct connection *c)
{
    if (options.mode != CONNECT) return;
    load.done++;
    if (load.measuring) latency_add(now() - c->started);
    if (load.sending) start(c);
}

static void next_idle_connection(void)
{
    if (idle_turn < options.connections)
        give(&load.connections[idle_turn++],
             (uint32_t)(options.depth < options.messages_each ? options.depth : options.messages_each));
}

static void delivered(uint64_t number, uint64_t time)
{
    struct connection *sender = &load.connections[0];
    uint32_t slot = number & load.ring;
    if (load.measuring) latency_add(time - sender->sent_at[slot]);
    if (--undelivered[slot] == 0) {
        undelivered[slot] = (uint32_t)options.connections;
        if (load.sending) give(sender, 1);
    }
}

void message_received(struct connection *c, uint64_t time)
{
    uint64_t number = c->received++;
    if (c->message.compressed) load.compressed++;
    if (options.mode != CONNECT) load.done++;
    switch (options.mode) {
    case ECHO:
        if (load.measuring) latency_add(time - c->sent_at[number & load.ring]);
        if (load.sending && options.rate == 0) c->credit++;
        break;
    case CONNECT:
        if (c->received == (uint64_t)options.messages_each) send_close(c);
        break;
    case IDLE:
        if (c->sent + c->credit < (uint64_t)options.messages_each) {
            c->credit++;
        } else if (c->received == (uint64_t)options.messages_each) {
            idle_done++;
            next_idle_connection();
        }
        break;
    case BROADCAST:
        delivered(number, time);
        break;
    }
}

/* With a rate: one message for each step, on the connections in turn; its latency counts from when it was due. */
uint64_t give_paced_credit(uint64_t time, uint64_t until)
{
    if (!pace_step || !load.sending) return until;
    for (; pace_next <= time; pace_next += pace_step) {
        struct connection *c = &load.connections[pace_turn];
        pace_turn = (pace_turn + 1) % options.connections;
        uint64_t number = c->sent + c->credit;
        if (number - c->received > load.ring) {
            load.missed++;
            continue;
        }
        c->sent_at[number & load.ring] = pace_next;
        c->credit++;
        flush(c, time);
    }
    return pace_next < until ? pace_next : until;
}

static bool drained(void)
{
    for (int i = 0; i < options.connections; i++) {
        const struct connection *c = &load.connections[i];
        const struct connection *from = options.mode == BROADCAST ? &load.connections[0] : c;
        if (c->state == OPEN && c->received < from->sent + from->credit) return false;
    }
    return true;
}

static void print_negotiated(void)
{
    printf("mode=%s connections=%d size=%zu pmd=%s", NAMES[options.mode], options.connections, options.size,
           !negotiated.deflate ? "off" : negotiated.server_resets ? "reset" : "takeover");
    if (negotiated.deflate) printf(" server_bits=%d client_bits=%d", negotiated.server_bits, negotiated.client_bits);
}

static void begin(void)
{
    load.sending = true;
    if (options.mode == CONNECT) {
        for (int i = 0; i < options.connections; i++) start(&load.connections[i]);
    } else if (options.rate > 0) {
        pace_step = (uint64_t)(1e9 / options.rate);
        pace_next = now();
    } else if (options.mode == BROADCAST) {
        PUMP_UNTIL(false, options.settle); /* a server may answer the handshake before it counts the session as open */
        give(&load.connections[0], (uint32_t)options.depth);
    } else {
        for (int i = 0; i < options.connections; i++) give(&load.connections[i], (uint32_t)options.depth);
    }
    PUMP_UNTIL(false, options.warm_up);
}

static void end(void)
{
    load.sending = false;
    if (options.mode == CONNECT) {
        PUMP_UNTIL(load.closed > 0 && load.open <= 0, 2);
        return;
    }
    PUMP_UNTIL(drained(), 10);
    if (!drained()) fail("some messages did not come back");
    close_all();
}

static void measure(void)
{
    begin();
    struct usage a = usage_now();
    load.measuring = true;
    PUMP_UNTIL(false, options.seconds);
    load.measuring = false;
    struct usage b = usage_now();
    end();
    double seconds = (double)(b.time - a.time) / 1e9, n = (double)(b.done - a.done), us = 1e6 / (n > 0 ? n : 1);
    print_negotiated();
    printf(" depth=%d fragments=%d n=%.0f secs=%.2f rate=%.0f cpu_us=%.3f jit_us=%.3f gc_us=%.3f cores=%.2f client_us=%.3f"
           " p50=%.1f p99=%.1f p999=%.1f rx_b=%.1f packed=%.2f missed=%llu\n",
           options.depth, options.fragments, n, seconds, n / seconds, (b.cpu - a.cpu) * us,
           (b.compilers - a.compilers) * us, (b.collectors - a.collectors) * us, (b.cpu - a.cpu) / seconds,
           (b.own_cpu - a.own_cpu) * us, latency_us(.5), latency_us(.99), latency_us(.999),
           (double)(b.bytes_in - a.bytes_in) * us / 1e6, (double)(b.compressed - a.compressed) * us / 1e6,
           (unsigned long long)load.missed);
}

static void idle(void)
{
    struct usage a = usage_now();
    load.sending = true;
    if (options.messages_each) {
        for (int i = 0; i < ACTIVE; i++) next_idle_connection();
        for (uint64_t before = UINT64_MAX; idle_done < options.connections && before != load.done;) {
            before = load.done;
            PUMP_UNTIL(idle_done == options.connections, 10);
        }
        if (idle_done < options.connections) fail("some messages did not come back");
    }
    load.sending = false;
    struct usage b = usage_now();
    PUMP_UNTIL(false, options.settle);
    double n = (double)(b.done - a.done), us = 1e6 / (n > 0 ? n : 1);
    print_negotiated();
    printf(" n=%.0f secs=%.2f cpu_us=%.3f rx_b=%.1f packed=%.2f\n", n, (double)(b.time - a.time) / 1e9,
           (b.cpu - a.cpu) * us, (double)(b.bytes_in - a.bytes_in) * us / 1e6,
           (double)(b.compressed - a.compressed) * us / 1e6);
    fflush(stdout);
    char ignored;
    while (read(STDIN_FILENO, &ignored, 1) > 0) continue;
    close_all();
}

void run_mode(void)
{
    undelivered = allocate(load.ring + 1, sizeof *undelivered);
    for (uint32_t i = 0; i <= load.ring; i++) undelivered[i] = (uint32_t)options.connections;
    if (options.mode != CONNECT) open_all();
    if (options.mode == IDLE) idle();
    else measure();
}
