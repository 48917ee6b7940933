package dev.fairlead.websocket.session;

import dev.fairlead.websocket.BroadcastReceiver;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.Connection;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.connection.Message;
import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A session over one connection. Thread-safe, as Jakarta wants it. Once {@code onClose} has ended, its methods throw
 * {@link IllegalStateException}, but for {@code getId}, {@code isOpen} and {@code close}.
 */
public final class JakartaSession implements Session, BroadcastReceiver {
    /** A limit that no message reaches. */
    private static final int NO_LIMIT = Integer.MAX_VALUE - 8;

    private final SessionInfo info;
    private final ApplicationLoader loader;
    private final SessionEndpoint endpoint;
    private final OpenSessions openSessions;
    private final Receivers receivers = new Receivers();
    private final Connection connection;

    private volatile int maxTextSize;
    private volatile int maxBinarySize;
    private volatile long maxIdle;
    private volatile BasicRemote basic;
    private volatile AsyncRemote async;
    private volatile boolean ended;

    private JakartaSession(Role role, Transport transport, ExtensionPipeline extensions, SessionInfo info,
            SessionEndpoint endpoint, OpenSessions open, ConnectionRuntime runtime, Settings settings) {
        this.info = info;
        this.loader = new ApplicationLoader(info.classLoader());
        this.endpoint = endpoint;
        this.openSessions = open;
        SessionEvents events = new SessionEvents(this, endpoint, receivers, runtime);
        this.connection = new Connection(role, transport, extensions, events, runtime, settings);
        maxTextSize = settings.maxTextMessageSize();
        maxBinarySize = settings.maxBinaryMessageSize();
        maxIdle = settings.idleTimeout().toMillis();
    }

    /**
     * Opens a session: calls the endpoint's onOpen on this thread, then starts the transport. If onOpen throws, onError is
     * called and the session stays open, unless the application closes it.
     *
     * @param role       which end this is
     * @param transport  the byte stream, not started
     * @param extensions what was negotiated
     * @param info       what the handshake tells
     * @param endpoint   the endpoint of this session
     * @param open       where the session is counted while it is open
     * @param runtime    threads, timers and buffers
     * @param settings   limits and timeouts
     * @return the session
     */
    public static JakartaSession open(Role role, Transport transport, ExtensionPipeline extensions, SessionInfo info,
            SessionEndpoint endpoint, OpenSessions open, ConnectionRuntime runtime, Settings settings) {
        JakartaSession session = new JakartaSession(role, transport, extensions, info, endpoint, open, runtime, settings);
        session.connection.open();
        return session;
    }

    /**
     * What the handshake told.
     *
     * @return for good
     */
    public SessionInfo info() {
        return info;
    }

    /**
     * Closes the session on behalf of the container: sends a close frame with the reason, and tells the endpoint
     * the same reason, once the peer has answered or the close timeout is over. Doesn't block.
     *
     * @param reason as 1001 when the application stops, 1008 when its HTTP session ends
     */
    public void closeByContainer(CloseReason reason) {
        CloseStatus reported = CloseReasons.status(reason);
        connection.close(CloseReasons.onWire(reported), reported);
    }

    /**
     * Adds a receiver that an annotated endpoint binds itself.
     *
     * @param receiver for a native type that has none
     * @throws IllegalStateException if the native type has one
     */
    public void addReceiver(MessageReceiver receiver) {
        receivers.add(receiver);
    }

    /**
     * Sends what an {@code @OnMessage} method returned. As a blocking send, but replies to messages that came together
     * may leave together.
     *
     * @param object encoded as {@code sendObject} does
     * @param wishes what extensions are told of it
     * @throws EncodeException if there is no encoder, or it fails
     * @throws IOException     if it can't be sent
     */
    public void reply(Object object, OutgoingMessage wishes) throws EncodeException, IOException {
        endpoint.encoder().encode(object, new BlockingSink(this, true, wishes));
    }

    // ---- for the other classes of the package

    Connection connection() {
        return connection;
    }

    ApplicationLoader loader() {
        return loader;
    }

    ObjectEncoder encoder() {
        return endpoint.encoder();
    }

    long maxTextSize() {
        return maxTextSize;
    }

    long maxBinarySize() {
        return maxBinarySize;
    }

    /** The endpoint is about to be told that the session is open. */
    void begin() {
        connection.setIdleTimeout(maxIdle);
        openSessions.add(this);
    }

    /** No callback follows: the session is of no use any more. */
    void end() {
        ended = true;
        openSessions.remove(this);
    }

    /** Data that may be referred to after the call: a copy while sends are collected, as their callers don't wait. */
    Message binary(ByteBuffer data, boolean part, boolean last, OutgoingMessage wishes) {
        ByteBuffer kept = connection.isBatching()
                ? ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip() : data;
        return Message.binary(kept, part, last, wishes);
    }

    private void requireNotEnded() {
        if (ended) {
            throw new IllegalStateException("session " + getId() + " is closed");
        }
    }

    private long asyncTimeout() {
        AsyncRemote remote = async;
        if (remote != null) {
            return remote.getSendTimeout();
        }
        WebSocketContainer container = info.container();
        return container == null ? -1 : container.getDefaultAsyncSendTimeout();
    }

    // ---- BroadcastReceiver

    @Override
    public boolean offer(SharedFrame message, Outcome outcome) {
        if (!connection.takesMessages()) {
            return false;
        }
        connection.offer(new BroadcastSend(this, Message.shared(message), outcome), asyncTimeout());
        return true;
    }

    @Override
    public Object encoders() {
        return endpoint.encoder().kind();
    }

    @Override
    public SharedFrame encode(Object object) throws EncodeException, IOException {
        if (!connection.takesMessages()) {
            return null;
        }
        SharedSink sink = new SharedSink();
        endpoint.encoder().encode(object, sink);
        return sink.frame();
    }

    // ---- jakarta.websocket.Session

    @Override
    public WebSocketContainer getContainer() {
        requireNotEnded();
        return info.container();
    }

    @Override
    public void addMessageHandler(MessageHandler handler) {
        requireNotEnded();
        Arguments.require(handler, "handler");
        receivers.add(handler, endpoint.handlers().bind(handler));
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        requireNotEnded();
        Arguments.require(type, "type");
        Arguments.require(handler, "handler");
        receivers.add(handler, endpoint.handlers().bindWhole(type, handler));
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        requireNotEnded();
        Arguments.require(type, "type");
        Arguments.require(handler, "handler");
        receivers.add(handler, endpoint.handlers().bindPartial(type, handler));
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        requireNotEnded();
        return receivers.handlers();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        requireNotEnded();
        Arguments.require(handler, "handler");
        receivers.remove(handler);
    }

    @Override
    public String getProtocolVersion() {
        requireNotEnded();
        return "13";
    }

    @Override
    public String getNegotiatedSubprotocol() {
        requireNotEnded();
        return info.subprotocol();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        requireNotEnded();
        return Collections.unmodifiableList(info.negotiatedExtensions());
    }

    @Override
    public boolean isSecure() {
        requireNotEnded();
        return info.secure();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public long getMaxIdleTimeout() {
        requireNotEnded();
        return maxIdle;
    }

    @Override
    public void setMaxIdleTimeout(long milliseconds) {
        requireNotEnded();
        maxIdle = milliseconds;
        connection.setIdleTimeout(milliseconds);
    }

    @Override
    public void setMaxBinaryMessageBufferSize(int length) {
        requireNotEnded();
        maxBinarySize = length <= 0 ? NO_LIMIT : Math.min(length, NO_LIMIT);
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        requireNotEnded();
        return maxBinarySize;
    }

    @Override
    public void setMaxTextMessageBufferSize(int length) {
        requireNotEnded();
        maxTextSize = length <= 0 ? NO_LIMIT : Math.min(length, NO_LIMIT);
    }

    @Override
    public int getMaxTextMessageBufferSize() {
        requireNotEnded();
        return maxTextSize;
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        requireNotEnded();
        AsyncRemote remote = async;
        if (remote == null) {
            // two threads may make two: the timeout of the one that is kept is what counts
            remote = new AsyncRemote(this, asyncTimeout());
            async = remote;
        }
        return remote;
    }

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        requireNotEnded();
        BasicRemote remote = basic;
        if (remote == null) {
            remote = new BasicRemote(this, OutgoingMessage.ORDINARY);
            basic = remote;
        }
        return remote;
    }

    @Override
    public String getId() {
        return connection.id();
    }

    @Override
    public void close() throws IOException {
        close(CloseReasons.NORMAL);
    }

    /**
     * Closes the session: the peer is told the reason behind all that was sent before. Doesn't wait for its answer: the
     * endpoint's onClose has been called when the method returns, or is called as soon as the thread that is in the
     * endpoint leaves it. Messages that the peer had under way are dropped. A code that may not be sent, as 1005, 1006 or
     * 1015, is told the endpoint alone: the peer gets a close frame without a code.
     */
    @Override
    public void close(CloseReason reason) throws IOException {
        CloseStatus reported = CloseReasons.status(reason == null ? CloseReasons.NORMAL : reason);
        connection.closeHere(CloseReasons.onWire(reported), reported);
    }

    @Override
    public URI getRequestURI() {
        requireNotEnded();
        return info.requestUri();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        requireNotEnded();
        return Collections.unmodifiableMap(info.requestParameters());
    }

    @Override
    public String getQueryString() {
        requireNotEnded();
        return info.requestUri().getRawQuery();
    }

    @Override
    public Map<String, String> getPathParameters() {
        requireNotEnded();
        return Collections.unmodifiableMap(info.pathParameters());
    }

    @Override
    public Map<String, Object> getUserProperties() {
        requireNotEnded();
        return info.userProperties();
    }

    @Override
    public Principal getUserPrincipal() {
        requireNotEnded();
        return info.userPrincipal();
    }

    @Override
    public Set<Session> getOpenSessions() {
        requireNotEnded();
        return openSessions.open();
    }

    @Override
    public String toString() {
        return "session " + getId() + " of " + info.requestUri();
    }
}
