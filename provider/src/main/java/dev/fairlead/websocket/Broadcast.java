package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Sends one message to many sessions: it is encoded once, compressed once for all sessions that can share that, and made
 * a frame once.
 * <pre>{@code
 * @OnMessage
 * public void say(Session session, String text) {
 *     Broadcast.send(session.getOpenSessions(), text);
 * }
 * }</pre>
 * A call waits for nobody. Each session that can be written to gets the message at once. Each other one has it in its
 * send queue, in order with its other sends and never in the middle of a message that is sent in parts; there, all
 * sessions refer to the same bytes. A queue that is full (see {@link Settings#sendQueueSize}) is that session's alone:
 * the message fails for it, and with {@link Settings.SlowConsumer#CLOSE} the session is closed with 1013. Nothing waits
 * for room, so {@link Settings.SlowConsumer#BLOCK} does as {@link Settings.SlowConsumer#FAIL} here.
 *
 * <p>Sessions that are closed are passed over, and what fails for one session changes nothing for the others: see
 * {@link BroadcastResult}. A session of another implementation, or one whose wrapper has a remote endpoint of its own,
 * is sent the message by its {@link Session#getAsyncRemote()}, and shares nothing; what that throws is a failure of that
 * session. Clients' sessions share all but the mask, which is each connection's own.
 *
 * <p>All methods may be called by any thread. Of two calls at once, each session gets the messages one after the other,
 * in any order.
 */
public final class Broadcast {
    private Broadcast() {
    }

    /**
     * Sends a text message.
     *
     * @param sessions to whom; gone through once, by this thread
     * @param text     the message
     * @return how it goes
     */
    public static BroadcastResult send(Iterable<? extends Session> sessions, String text) {
        return send(sessions, text, OutgoingMessage.ORDINARY);
    }

    /**
     * Sends a text message with a wish.
     *
     * @param sessions to whom; gone through once, by this thread
     * @param text     the message
     * @param wishes   what each session's extensions are told: {@link OutgoingMessage#UNCOMPRESSED} for what is compressed
     *                 already or has a secret in it, see {@link PerMessageDeflate#uncompressed(RemoteEndpoint.Async)}.
     *                 Sessions of other implementations don't know of it
     * @return how it goes
     */
    public static BroadcastResult send(Iterable<? extends Session> sessions, String text, OutgoingMessage wishes) {
        Objects.requireNonNull(text, "text");
        return send(sessions, new BroadcastMessage.Whole(SharedFrame.text(text).with(wishes),
                (remote, handler) -> remote.sendText(text, handler)));
    }

    /**
     * Sends a binary message.
     *
     * @param sessions to whom; gone through once, by this thread
     * @param data     the message, between position and limit, which are left alone; copied, and the caller's again when
     *                 the method returns
     * @return how it goes
     */
    public static BroadcastResult send(Iterable<? extends Session> sessions, ByteBuffer data) {
        return send(sessions, data, OutgoingMessage.ORDINARY);
    }

    /**
     * Sends a binary message with a wish.
     *
     * @param sessions to whom; gone through once, by this thread
     * @param data     as in {@link #send(Iterable, ByteBuffer)}
     * @param wishes   as in {@link #send(Iterable, String, OutgoingMessage)}
     * @return how it goes
     */
    public static BroadcastResult send(Iterable<? extends Session> sessions, ByteBuffer data, OutgoingMessage wishes) {
        SharedFrame message = SharedFrame.binary(data).with(wishes);
        return send(sessions, new BroadcastMessage.Whole(message,
                (remote, handler) -> remote.sendBinary(message.frame().payload(), handler)));
    }

    /**
     * Sends a binary message.
     *
     * @param sessions to whom; gone through once, by this thread
     * @param data     the message; copied, and the caller's again when the method returns
     * @return how it goes
     */
    public static BroadcastResult send(Iterable<? extends Session> sessions, byte[] data) {
        return send(sessions, ByteBuffer.wrap(data));
    }

    /**
     * Sends an object as {@link RemoteEndpoint.Async#sendObject(Object)} does: an encoder of the sessions' endpoint makes a
     * message of it, or it is a string, a {@link ByteBuffer}, a {@code byte[]}, or a primitive's box. It is encoded once for
     * all sessions of an endpoint, by an encoder instance that one of them has; where that fails, the session's part fails.
     *
     * @param sessions to whom; gone through once, by this thread
     * @param object   the message
     * @return how it goes
     */
    public static BroadcastResult sendObject(Iterable<? extends Session> sessions, Object object) {
        return send(sessions, new BroadcastMessage.Encoded(Objects.requireNonNull(object, "object")));
    }

    private static BroadcastResult send(Iterable<? extends Session> sessions, BroadcastMessage message) {
        BroadcastResult result = new BroadcastResult();
        try {
            for (Session session : sessions) {
                send(session, message, result);
            }
        } finally {
            result.allOffered();
        }
        return result;
    }

    private static void send(Session session, BroadcastMessage message, BroadcastResult result) {
        BroadcastResult.Receipt receipt = result.receipt(session);
        try {
            if (session instanceof BroadcastReceiver) {
                offer((BroadcastReceiver) session, message, receipt);
            } else if (!session.isOpen()) {
                receipt.passedOver();
            } else if (session.getAsyncRemote() instanceof BroadcastReceiver) {
                offer((BroadcastReceiver) session.getAsyncRemote(), message, receipt);
            } else {
                message.sendBy(session.getAsyncRemote(), ended -> receipt.endedElsewhere(failure(ended)));
            }
        } catch (RuntimeException | EncodeException | IOException e) {
            receipt.endedElsewhere(e);
        }
    }

    private static void offer(BroadcastReceiver receiver, BroadcastMessage message, BroadcastResult.Receipt receipt)
            throws EncodeException, IOException {
        SharedFrame frame = message.frameFor(receiver);
        if (frame == null || !receiver.offer(frame, receipt)) {
            receipt.passedOver();
        }
    }

    private static Throwable failure(SendResult ended) {
        if (ended.isOK()) {
            return null;
        }
        Throwable why = ended.getException();
        return why != null ? why : new IllegalStateException("the session's SendResult isn't OK, and has no exception");
    }
}
