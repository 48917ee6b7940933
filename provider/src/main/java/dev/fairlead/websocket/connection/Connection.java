package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.ProtocolListener;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One open WebSocket connection: the protocol's state, the send queue and the timers over a transport. What is received is
 * delivered on the transport's thread, one thread at a time; sends may come from any thread.
 *
 * <p>It ends once: by the close handshake, a timeout, a violation or a broken stream; {@link ConnectionListener#onClosed}
 * is the last call of the listener, and never runs beside another. Thread-safe.
 */
public final class Connection {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    private static final AtomicLong IDS = new AtomicLong();
    /** How long a peer that was idle has to answer the close frame. */
    private static final long IDLE_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How long the receiving side may still tell how the connection ended when a write has failed. */
    private static final long BROKEN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long a peer that broke the rules must be quiet: closing earlier could destroy the close frame under way. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Role role;
    private final Transport transport;
    private final ConnectionListener listener;
    private final ConnectionRuntime runtime;
    private final Settings settings;
    private final String id;
    private final Protocol protocol;
    private final Sender sender;
    private final Turn turn = new Turn(this::ended);

    private volatile Timers timers;
    /** Whether the reading thread collects what it sends; written by that thread alone. */
    private boolean corking;
    private byte[] pinged;

    /** Guards how it ends. */
    private final ReentrantLock endLock = new ReentrantLock();
    private volatile CloseStatus status;
    private Exception cause;
    private volatile boolean closeReceived;
    private volatile boolean receivingEnded;
    private volatile boolean closesWhenDrained;
    private volatile boolean streamClosed;
    private volatile boolean listenerEnded;

    /**
     * Creates a connection; {@link #open} opens it.
     *
     * @param role       which end this is
     * @param transport  the byte stream, not started
     * @param extensions what was negotiated
     * @param listener   takes what is received
     * @param runtime    threads, timers and buffers
     * @param settings   limits and timeouts
     */
    public Connection(Role role, Transport transport, ExtensionPipeline extensions, ConnectionListener listener,
            ConnectionRuntime runtime, Settings settings) {
        this.role = role;
        this.transport = transport;
        this.listener = listener;
        this.runtime = runtime;
        this.settings = settings;
        this.id = Long.toString(IDS.incrementAndGet(), Character.MAX_RADIX);
        Receiver receiver = new Receiver();
        this.protocol = new Protocol(role, extensions, runtime.buffers(), receiver);
        this.sender = new Sender(this, transport, protocol);
    }

    /** Opens: calls the listener's onOpen on this thread, then begins to read. Called once. */
    public void open() {
        if (settings.pingInterval().toNanos() > 0) {
            timers().setKeepalive(settings.pingInterval().toNanos(), settings.pingTimeout().toNanos());
        }
        turn.enter();
        try {
            listener.onOpen();
        } catch (RuntimeException e) {
            broken(e);
        } catch (Error e) {
            broken(e);
            throw e;
        } finally {
            turn.leave();
            transport.start(new Receiving());
        }
    }

    /**
     * Names the connection in logs.
     *
     * @return always the same object; unique in this JVM
     */
    public String id() {
        return id;
    }

    /**
     * The byte stream.
     *
     * @return for its addresses
     */
    public Transport transport() {
        return transport;
    }

    /**
     * Whether messages can be sent and received.
     *
     * @return false once a close frame was sent or received, or the stream broke
     */
    public boolean isOpen() {
        return !sender.isClosed() && !receivingEnded && status == null;
    }

    // ---- sending

    /**
     * Sends a message or a part of one, after those of others that are in the middle of one. It has left for the socket
     * when the method returns, unless batching is on.
     *
     * @param message the message
     * @param stream  the object that all parts of this message are sent with, or null: then they are sent by the same
     *                thread, or all by the endpoint's callbacks
     * @throws java.net.SocketTimeoutException if that took longer than the send timeout
     * @throws IOException                     if it can't be sent
     * @throws IllegalStateException           if this thread is in the middle of another message
     */
    public void send(Message message, Object stream) throws IOException {
        sender.send(message, stream);
    }

    /**
     * Sends what a handler of messages returned: as {@link #send(Message, Object)}, but replies to frames that came
     * together may leave together.
     *
     * @param message the message; what it refers to may not be changed later
     * @throws IOException           if it can't be sent
     * @throws IllegalStateException if this thread is in the middle of another message
     */
    public void reply(Message message) throws IOException {
        sender.reply(message);
    }

    /**
     * Sends a whole message without waiting for it; the send is told how it ended. A full queue is dealt with as the
     * settings say.
     *
     * @param send          the message
     * @param timeoutMillis how long it may take; zero or less for any time
     * @throws IllegalStateException if this thread is in the middle of another message
     */
    public void send(AsyncSend send, long timeoutMillis) {
        sender.send(send, timeoutMillis);
    }

    /**
     * Takes a send back that isn't encoded yet.
     *
     * @param send the send
     * @return whether it was; then {@link AsyncSend#completed} isn't called
     */
    public boolean cancel(AsyncSend send) {
        return sender.cancel(send);
    }

    /**
     * Sends a ping.
     *
     * @param data at most 125 bytes
     * @throws IOException if it can't be sent
     */
    public void ping(ByteBuffer data) throws IOException {
        sender.sendControl(Opcode.PING, data);
    }

    /**
     * Sends a pong.
     *
     * @param data at most 125 bytes
     * @throws IOException if it can't be sent
     */
    public void pong(ByteBuffer data) throws IOException {
        sender.sendControl(Opcode.PONG, data);
    }

    /**
     * Whether sends are collected until {@link #flush}.
     *
     * @return false unless set
     */
    public boolean isBatching() {
        return sender.isBatching();
    }

    /**
     * Sets whether sends are collected until {@link #flush} or until 64 KiB have come together.
     *
     * @param allowed false writes what was collected
     * @throws IOException if that fails
     */
    public void setBatching(boolean allowed) throws IOException {
        sender.setBatching(allowed);
    }

    /**
     * Writes all that was collected and waits until it has left.
     *
     * @throws IOException if it can't be sent
     */
    public void flush() throws IOException {
        sender.flushAndWait();
    }

    /** Writes what was collected, without waiting. */
    public void hurry() {
        sender.flush();
    }

    // ---- closing

    /**
     * Sends a close frame behind all that was accepted before. Does nothing if one was sent or received before. Doesn't
     * wait for the answer.
     *
     * @param wire     the code, which may be 1005 for a frame without one, and the reason for the peer
     * @param reported what {@link ConnectionListener#onClosed} is told
     */
    public void close(CloseStatus wire, CloseStatus reported) {
        close(wire, reported, settings.closeTimeout().toNanos());
    }

    private void close(CloseStatus wire, CloseStatus reported, long answerNanos) {
        if (sender.close(wire, reported)) {
            closeWithin(answerNanos);
        }
    }

    private void closeWithin(long nanos) {
        if (nanos > 0) {
            timers().closeWithin(nanos);
        }
    }

    /**
     * Drops the stream; sends that wait fail, and the connection ends with 1006, unless how it ends is known already.
     *
     * @param why what the sends are told
     */
    void abort(IOException why) {
        sender.fail(why);
        streamClosed = true;
        transport.abort();
        CloseStatus local = sender.localClose();
        end(local != null ? local : new CloseStatus(CloseCode.ABNORMAL_CLOSURE, cut(why.getMessage())),
                local != null ? null : why);
    }

    /** Ends the connection for its listener: at once, or when the thread that is inside leaves. */
    private void end(CloseStatus how, Exception why) {
        endLock.lock();
        try {
            if (status == null) {
                status = how;
                cause = why;
            }
        } finally {
            endLock.unlock();
        }
        if (turn.end()) {
            runtime.execute(turn::runEnd);
        }
    }

    /** The last to run in the turn. */
    private void ended() {
        try {
            if (cause != null) {
                listener.onFailed(cause);
            }
            listener.onClosed(status);
        } finally {
            listenerEnded = true;
            if (!closeReceived && sender.localClose() == null) {
                sender.fail(new IOException("session " + id + " is closed"));
            }
            sender.release();
            if (streamClosed && timers != null) {
                timers.stop();
            }
        }
    }

    private void closeStream() {
        streamClosed = true;
        transport.close();
        if (timers != null && listenerEnded) {
            timers.stop();
        }
    }

    /** A reason for a log or for a close status: one line, at most 75 characters. */
    private static String cut(String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= 75 ? text : text.substring(0, 72) + "...";
    }

    // ---- what the sender asks and tells

    ConnectionRuntime runtime() {
        return runtime;
    }

    Settings settings() {
        return settings;
    }

    Deadline sendDeadline() {
        return Deadline.after(settings.sendTimeout());
    }

    /** Who sends: the endpoint, whichever thread it is in, or else the thread. */
    Object sendingParty() {
        return turn.isMine() ? turn : Thread.currentThread();
    }

    /** Whether this thread reads, and collects what it sends without waiting. */
    boolean isCorking() {
        return turn.isMine() && corking;
    }

    void wrote() {
        if (timers != null) {
            timers.written();
        }
    }

    /** Everything has been written after the close frame. */
    void drained() {
        if (closesWhenDrained) {
            closeStream();
        }
        if (listenerEnded) {
            sender.release();
        }
    }

    /** The stream takes no more. If the peer has said why, the receiving side finds it; it has a moment for that. */
    void writeFailed(IOException why) {
        LOG.log(Level.DEBUG, () -> "[" + id + "] write failed: " + why);
        if (listenerEnded) {
            sender.release();
            closeStream();
        } else if (!closeReceived) {
            timers().closeWithin(BROKEN_NANOS);
        }
    }

    /** An extension can't encode: the connection fails. */
    IOException encodingFailed(ProtocolException why) {
        LOG.log(Level.WARNING, "[{0}] an extension failed to encode a message: {1}", id, cut(why.getMessage()));
        CloseStatus how = new CloseStatus(why.closeCode(), cut(why.getMessage()));
        close(how, how);
        return new IOException("the message can't be encoded: " + why.getMessage(), why);
    }

    /** A send met a full queue, and the settings say what that means. */
    void slowConsumer() {
        CloseStatus how = new CloseStatus(CloseCode.TRY_AGAIN_LATER, "too slow");
        close(how, how);
    }

    /** Tells of a limit that was met: the first time for all connections, else only where somebody looks closely. */
    void warnOnce(String setting, String message) {
        if (runtime.warnsFirst(setting)) {
            LOG.log(Level.WARNING, "[{0}] {1}; further ones are logged at DEBUG", id, message);
        } else {
            LOG.log(Level.DEBUG, "[{0}] {1}", id, message);
        }
    }

    // ---- what the timers ask and tell; the methods that act run on the executor

    Timers timers() {
        Timers now = timers;
        if (now != null) {
            return now;
        }
        endLock.lock();
        try {
            if (timers == null) {
                timers = new Timers(this);
            }
            return timers;
        } finally {
            endLock.unlock();
        }
    }

    /**
     * Sets the idle timeout, counted from now.
     *
     * @param millis how long no frame may go in either direction; zero or less for any time
     */
    public void setIdleTimeout(long millis) {
        if (millis > 0 || timers != null) {
            timers().setIdle(Math.max(0, millis));
        }
    }

    boolean isReading() {
        return turn.isTaken();
    }

    boolean sendsExpire(long now) {
        return sender.expire(now);
    }

    void armDeadlines(Timers waiting) {
        sender.armDeadlines(waiting);
    }

    void sendTimedOut() {
        String what = "the peer of session " + id
                + " didn't take a message within the send timeout (RemoteEndpoint.Async.setSendTimeout)";
        warnOnce("setSendTimeout", what);
        abort(new SocketTimeoutException(what));
    }

    void closeTimedOut() {
        LOG.log(Level.DEBUG, "[{0}] the peer didn''t end the connection within the close timeout", id);
        abort(new IOException("session " + id + " is closed"));
    }

    void lingered() {
        closeStream();
    }

    void idleTimedOut(long millis) {
        String reason = "idle for " + millis + " ms";
        LOG.log(Level.DEBUG, "[{0}] {1}", id, reason);
        closeByTimeout(reason);
    }

    void pingTimedOut() {
        String reason = "no answer to a ping within " + settings.pingTimeout().toMillis() + " ms";
        LOG.log(Level.DEBUG, "[{0}] {1}", id, reason);
        closeByTimeout(reason);
    }

    private void closeByTimeout(String reason) {
        close(new CloseStatus(CloseCode.GOING_AWAY, reason), new CloseStatus(CloseCode.ABNORMAL_CLOSURE, reason),
                Math.min(settings.closeTimeout().toNanos(), IDLE_CLOSE_NANOS));
    }

    void keepalive() {
        ByteBuffer data = ByteBuffer.allocate(Long.BYTES).putLong(0, System.nanoTime());
        endLock.lock();
        try {
            pinged = data.array();
        } finally {
            endLock.unlock();
        }
        sender.keepalive(data);
    }

    /** Whether a pong answers a ping of ours, which is none of the application's business. */
    private boolean answersKeepalive(ByteBuffer data) {
        endLock.lock();
        try {
            if (pinged == null || !data.equals(ByteBuffer.wrap(pinged))) {
                return false;
            }
            pinged = null;
            return true;
        } finally {
            endLock.unlock();
        }
    }

    // ---- receiving

    /** Takes bytes from the transport. */
    private final class Receiving implements TransportListener {
        @Override
        public boolean onBytes(ByteBuffer data) {
            if (timers != null) {
                timers.received();
            }
            if (!turn.enter()) {
                data.position(data.limit());
                return !streamClosed;
            }
            corking = true;
            try {
                protocol.receive(data);
            } catch (RuntimeException e) {
                broken(e);
            } catch (Error e) {
                broken(e);
                throw e;
            } finally {
                corking = false;
                try {
                    sender.uncork();
                } finally {
                    turn.leave();
                }
            }
            return !streamClosed;
        }

        @Override
        public void onEof() {
            if (turn.enter()) {
                try {
                    protocol.receiveEof();
                } finally {
                    turn.leave();
                }
            }
            closeStream();
        }

        @Override
        public void onFailure(IOException why) {
            LOG.log(Level.DEBUG, () -> "[" + id + "] the stream broke: " + why);
            receivingEnded = true;
            abort(why);
        }

    }

    /** The listener threw what it shouldn't, or an error of the JVM: the rest of the bytes has no meaning any more. */
    private void broken(Throwable thrown) {
        LOG.log(Level.ERROR, "[" + id + "] closed, as a callback failed", thrown);
        CloseStatus how = new CloseStatus(CloseCode.INTERNAL_ERROR, "");
        close(how, how);
        end(how, null);
    }

    /** Takes what the protocol makes of the bytes. */
    private final class Receiver implements ProtocolListener {
        @Override
        public boolean wantsParts(Opcode type) {
            return listener.wantsParts(type);
        }

        @Override
        public long maxMessageSize(Opcode type) {
            return listener.maxMessageSize(type);
        }

        @Override
        public void onText(String text, boolean last) {
            listener.onText(text, last);
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            listener.onBinary(data, last);
        }

        @Override
        public void onPong(ByteBuffer data) {
            if (!answersKeepalive(data)) {
                listener.onPong(data);
            }
        }

        @Override
        public void onReply(Reply reply) {
            if (reply.opcode() == Opcode.CLOSE) {
                closeReceived = true;
            }
            sender.reply(reply);
        }

        @Override
        public void onEnd(CloseStatus how, ProtocolException violation) {
            receivingEnded = true;
            CloseStatus local = sender.localClose();
            if (local != null) {
                end(local, null);
            } else {
                end(how, violation);
            }
            endStream(how, violation != null);
        }

        /**
         * The server ends the stream first (RFC 6455 section 7.1.1), as soon as its close frame is out; the client waits
         * for it. A peer that broke the rules may be sending still.
         */
        private void endStream(CloseStatus how, boolean violated) {
            closesWhenDrained = !violated && role == Role.SERVER;
            if (how.code() == CloseCode.ABNORMAL_CLOSURE || closesWhenDrained && sender.isDrained()) {
                closeStream();
                return;
            }
            closeWithin(settings.closeTimeout().toNanos());
            if (violated) {
                timers().linger(LINGER_NANOS);
            }
        }
    }
}
