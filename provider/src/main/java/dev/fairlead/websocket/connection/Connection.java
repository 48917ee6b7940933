package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One open WebSocket connection: the protocol's state, the send queue and the timers over a transport. What is received is
 * delivered on the transport's thread, one thread at a time; sends may come from any thread.
 *
 * <p>It ends once: by the close handshake, a timeout, a violation or a broken stream; {@link ConnectionListener#onClosed}
 * is the last call of the listener, and never runs beside another. Thread-safe.
 */
public final class Connection {
    private static final AtomicLong IDS = new AtomicLong();

    private final Transport transport;
    private final ConnectionListener listener;
    private final ConnectionRuntime runtime;
    private final Settings settings;
    private final String id;
    private final Ending ending;
    private final Receiver receiver;
    private final Protocol protocol;
    private final Sender sender;
    private final LazyTimers timers;
    private final ConnectionFailures failures;

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
        this.transport = transport;
        this.listener = listener;
        this.runtime = runtime;
        this.settings = settings;
        this.id = Long.toString(IDS.incrementAndGet(), Character.MAX_RADIX);
        this.ending = new Ending(this, role, transport, listener);
        this.timers = new LazyTimers(this, ending);
        this.failures = new ConnectionFailures(this, ending);
        this.receiver = new Receiver(this, listener, ending);
        this.protocol = new Protocol(role, extensions, runtime.buffers(), receiver);
        this.sender = new Sender(this, transport, protocol);
    }

    /** Opens: calls the listener's onOpen on this thread, then begins to read. Called once. */
    public void open() {
        timers.setKeepalive(settings.pingInterval().toNanos(), settings.pingTimeout().toNanos());
        runtime.streams().add(this);
        Turn turn = ending.turn();
        turn.enter();
        try {
            listener.onOpen();
        } catch (RuntimeException e) {
            failures.callbackFailed(e);
        } catch (Error e) {
            failures.callbackFailed(e);
            throw e;
        } finally {
            leaveAndRead(turn);
        }
    }

    private void leaveAndRead(Turn turn) {
        try {
            turn.leave();
        } finally {
            transport.start(receiver);
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
     * As {@link #takesMessages}, but for a thread that isn't in the endpoint the end of a connection begins when the
     * listener is told: who learns of it within {@link ConnectionListener#onClosed} finds the connection closed, and who
     * finds it closed finds also what the listener has done. To that end the method waits for a listener that is being
     * told, at most 50 ms.
     *
     * @return false once a close frame was sent or received, or the stream broke
     */
    public boolean isOpen() {
        if (takesMessages()) {
            return true;
        }
        if (ending.turn().isMine()) {
            return false;
        }
        boolean open = ending.isToBeTold();
        if (!open) {
            ending.awaitTold();
        }
        return open;
    }

    /**
     * Whether messages can be sent and received, right now and for any thread; doesn't wait.
     *
     * @return false once a close frame was sent or received, or the stream broke
     */
    public boolean takesMessages() {
        return !sender.isClosed() && !receiver.isEnded() && !ending.isDecided();
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
        sender.blocking().send(message, stream);
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
        sender.blocking().reply(message);
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
        sender.async().send(send, timeoutMillis);
    }

    /**
     * Sends a message to this connection as to one of many: as {@link #send(AsyncSend, long)}, but never waits for room,
     * whatever the settings say, and queues the message behind one that this thread is in the middle of.
     *
     * @param send          the message
     * @param timeoutMillis how long it may take; zero or less for any time
     */
    public void offer(AsyncSend send, long timeoutMillis) {
        sender.async().offer(send, timeoutMillis);
    }

    /**
     * Takes a send back that isn't encoded yet.
     *
     * @param send the send
     * @return whether it was; then {@link AsyncSend#completed} isn't called
     */
    public boolean cancel(AsyncSend send) {
        return sender.async().cancel(send);
    }

    /**
     * Sends a ping.
     *
     * @param data at most 125 bytes
     * @throws IOException if it can't be sent
     */
    public void ping(ByteBuffer data) throws IOException {
        sender.control(Opcode.PING, data);
    }

    /**
     * Sends a pong.
     *
     * @param data at most 125 bytes
     * @throws IOException if it can't be sent
     */
    public void pong(ByteBuffer data) throws IOException {
        sender.control(Opcode.PONG, data);
    }

    /**
     * Whether sends are collected until {@link #flush}.
     *
     * @return false unless set
     */
    public boolean isBatching() {
        return sender.collector().isBatching();
    }

    /**
     * Sets whether sends are collected until {@link #flush} or until 64 KiB have come together.
     *
     * @param allowed false writes what was collected
     * @throws IOException if that fails
     */
    public void setBatching(boolean allowed) throws IOException {
        sender.collector().setBatching(allowed);
        if (!allowed) {
            sender.blocking().flush();
        }
    }

    /**
     * Writes all that was collected and waits until it has left.
     *
     * @throws IOException if it can't be sent
     */
    public void flush() throws IOException {
        sender.blocking().flush();
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

    /**
     * The same for the application: {@link ConnectionListener#onClosed} has been called when the method returns, unless a
     * thread is in the endpoint, which calls it when it leaves. What the peer sends until it answers is dropped.
     *
     * @param wire     the code, which may be 1005 for a frame without one, and the reason for the peer
     * @param reported what {@link ConnectionListener#onClosed} is told
     */
    public void closeHere(CloseStatus wire, CloseStatus reported) {
        if (takesMessages()) {
            ending.begin();
        }
        close(wire, reported);
        CloseStatus local = sender.localClose();
        if (local != null) {
            ending.decideHere(local, null);
        } else {
            ending.brokenHere(sender.failure());
        }
    }

    /** The same with the time that the peer has to answer; 0 for any time. */
    void close(CloseStatus wire, CloseStatus reported, long answerNanos) {
        if (sender.close(wire, reported)) {
            timers.closeWithin(answerNanos);
        }
    }

    void abort(IOException why) {
        ending.abort(why);
    }

    /**
     * Sets the idle timeout, counted from now.
     *
     * @param millis how long no frame may go in either direction; zero or less for any time
     */
    public void setIdleTimeout(long millis) {
        timers.setIdle(millis);
    }

    /**
     * Runs code of the application on a thread of its own; may be called by any thread, under any lock.
     *
     * @param task called later, without a lock
     */
    public void tell(Runnable task) {
        // the application's executor may run what it is given at once: not here
        runtime.execute(() -> runtime.executeEndpoint(task));
    }

    // ---- for the other classes of the package

    Protocol protocol() {
        return protocol;
    }

    Sender sender() {
        return sender;
    }

    LazyTimers timers() {
        return timers;
    }

    ConnectionFailures failures() {
        return failures;
    }

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
        return ending.turn().isMine() ? ending.turn() : Thread.currentThread();
    }

    boolean isCorking() {
        return receiver.isCorking();
    }

    boolean isReceivingEnded() {
        return receiver.isEnded();
    }

    void drained() {
        ending.drained();
    }

    /** Whether a thread is in the endpoint, so that nothing is read. */
    boolean isReading() {
        return ending.turn().isTaken();
    }

    void closeStream() {
        ending.closeStream();
    }
}
