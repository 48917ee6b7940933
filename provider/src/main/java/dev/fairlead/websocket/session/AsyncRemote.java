package dev.fairlead.websocket.session;

import dev.fairlead.websocket.BroadcastReceiver;
import dev.fairlead.websocket.connection.Message;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;

/** Sends without waiting; what can't leave at once is queued. Thread-safe. */
final class AsyncRemote extends Remote implements RemoteEndpoint.Async, BroadcastReceiver {
    /** What this is a view of, which has the timeout; this itself if it is none. */
    private final AsyncRemote origin;
    private volatile long timeout;

    AsyncRemote(JakartaSession session, long timeout) {
        super(session, OutgoingMessage.ORDINARY);
        this.origin = this;
        this.timeout = timeout;
    }

    private AsyncRemote(AsyncRemote origin, OutgoingMessage wishes) {
        super(origin.session, wishes);
        this.origin = origin;
    }

    @Override
    public AsyncRemote with(OutgoingMessage others) {
        return others == wishes ? this : new AsyncRemote(origin, others);
    }

    @Override
    public long getSendTimeout() {
        return origin.timeout;
    }

    @Override
    public void setSendTimeout(long millis) {
        requireOpen();
        origin.timeout = millis;
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        Arguments.require(text, "text");
        Arguments.require(handler, "handler");
        send(text(text), handler);
    }

    @Override
    public Future<Void> sendText(String text) {
        Arguments.require(text, "text");
        return send(text(text));
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        Arguments.require(data, "data");
        Future<Void> future = send(binary(data));
        data.position(data.limit());
        return future;
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        Arguments.require(data, "data");
        Arguments.require(handler, "handler");
        Message message = binary(data);
        data.position(data.limit());
        send(message, handler);
    }

    @Override
    public Future<Void> sendObject(Object object) {
        Arguments.require(object, "object");
        try {
            return send(message(object));
        } catch (IOException | EncodeException | RuntimeException e) {
            SendFuture failed = new SendFuture(session, null);
            failed.completed(e);
            return failed;
        }
    }

    @Override
    public void sendObject(Object object, SendHandler handler) {
        Arguments.require(object, "object");
        Arguments.require(handler, "handler");
        Message message;
        try {
            message = message(object);
        } catch (IOException | EncodeException | RuntimeException e) {
            new HandlerSend(session, null, handler).completed(e);
            return;
        }
        send(message, handler);
    }

    @Override
    public boolean offer(SharedFrame message, Outcome outcome) {
        // somebody's wrapper may have a view of it that wishes something of its own
        return session.offer(wishes == OutgoingMessage.ORDINARY ? message : message.with(wishes), outcome);
    }

    @Override
    public Object encoders() {
        return session.encoders();
    }

    @Override
    public SharedFrame encode(Object object) throws EncodeException, IOException {
        return session.encode(object);
    }

    private Message message(Object object) throws IOException, EncodeException {
        MessageSink sink = new MessageSink(session, wishes);
        session.encoder().encode(object, sink);
        return sink.message();
    }

    private Future<Void> send(Message message) {
        SendFuture future = new SendFuture(session, message);
        connection().send(future, origin.timeout);
        return future;
    }

    private void send(Message message, SendHandler handler) {
        connection().send(new HandlerSend(session, message, handler), origin.timeout);
    }
}
