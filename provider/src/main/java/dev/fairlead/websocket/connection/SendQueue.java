package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * The asynchronous sends of a connection that haven't ended: those that wait for the end of another message, and those
 * that are encoded and on their way. Guarded by the lock of the sending side; {@link #completeDue} is called without it.
 */
final class SendQueue {
    private final ConnectionRuntime runtime;
    private final SendList waiting = new SendList();
    private final SendList encoded = new SendList();
    private long waitingBytes;
    private volatile Completions completions;

    SendQueue(ConnectionRuntime runtime) {
        this.runtime = runtime;
    }

    /** Bytes of messages that aren't encoded, about. */
    long waitingBytes() {
        return waitingBytes;
    }

    /** Adds a send whose message can't be encoded yet. */
    void addWaiting(AsyncSend send) {
        waiting.add(send);
        waitingBytes += send.message.size();
    }

    /** Adds a send whose message ends at that place of the output. */
    void addEncoded(AsyncSend send, long end) {
        send.end = end;
        encoded.add(send);
    }

    /** Takes a waiting send back. */
    boolean cancel(AsyncSend send) {
        if (!waiting.remove(send)) {
            return false;
        }
        waitingBytes -= send.message.size();
        return true;
    }

    /** Encodes all that wait, in order; one that can't be encoded has ended then, and the connection is to. */
    void encodeWaiting(Protocol protocol) throws ProtocolException {
        for (AsyncSend send = waiting.poll(); send != null; send = waiting.poll()) {
            waitingBytes -= send.message.size();
            try {
                send.message.encode(protocol);
            } catch (ProtocolException | RuntimeException | Error e) {
                // neither list has it any more: nobody else would tell its sender
                settle(send, new IOException("the message can't be encoded: " + e.getMessage(), e));
                throw e;
            }
            addEncoded(send, protocol.output().appended());
        }
    }

    /** Everything up to an end in the output has left. */
    void written(long end) {
        for (AsyncSend send = encoded.first(); send != null && send.hasLeft(end); send = encoded.first()) {
            settle(encoded.poll(), null);
        }
    }

    /** Those that aren't encoded fail. */
    void failWaiting(IOException cause) {
        for (AsyncSend send = waiting.poll(); send != null; send = waiting.poll()) {
            settle(send, cause);
        }
        waitingBytes = 0;
    }

    /** Those that are encoded fail. */
    void failEncoded(IOException cause) {
        for (AsyncSend send = encoded.poll(); send != null; send = encoded.poll()) {
            settle(send, cause);
        }
    }

    /**
     * Fails what waits for too long.
     *
     * @return whether a send that is encoded has taken too long: only cutting the stream ends it
     */
    boolean expire(long now) {
        AsyncSend send = waiting.first();
        while (send != null) {
            AsyncSend following = send.next;
            if (send.isLate(now)) {
                cancel(send);
                settle(send, new SocketTimeoutException("another message was in the way for longer than the send "
                        + "timeout (RemoteEndpoint.Async.setSendTimeout)"));
            }
            send = following;
        }
        for (send = encoded.first(); send != null; send = send.next) {
            if (send.isLate(now)) {
                return true;
            }
        }
        return false;
    }

    /** Lets the timers consider all deadlines. */
    void considerDeadlines(Timers timers) {
        consider(encoded, timers);
        consider(waiting, timers);
    }

    private static void consider(SendList sends, Timers timers) {
        for (AsyncSend send = sends.first(); send != null; send = send.next) {
            if (send.timed) {
                timers.consider(send.deadline);
            }
        }
    }

    /** A send has ended; its application is told by {@link #completeDue}. */
    void settle(AsyncSend send, IOException cause) {
        if (!send.callsApplication()) {
            send.completed(cause);
            return;
        }
        send.failure = cause;
        if (completions == null) {
            completions = new Completions(runtime);
        }
        completions.add(send);
    }

    /**
     * Tells the application how its sends ended; called without the lock.
     *
     * @param elsewhere true on a thread where the application may not be called
     */
    void completeDue(boolean elsewhere) {
        Completions some = completions;
        if (some != null) {
            some.run(elsewhere);
        }
    }
}
