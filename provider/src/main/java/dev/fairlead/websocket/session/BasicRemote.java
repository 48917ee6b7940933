package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.Message;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;

/** Sends and waits. Threads that send at once take turns. Thread-safe. */
final class BasicRemote extends Remote implements RemoteEndpoint.Basic {
    BasicRemote(JakartaSession session) {
        super(session);
    }

    @Override
    public void sendText(String text) throws IOException {
        Arguments.require(text, "text");
        connection().send(Message.text(text), null);
    }

    @Override
    public void sendText(String part, boolean last) throws IOException {
        Arguments.require(part, "text");
        connection().send(Message.textPart(part, last), null);
    }

    @Override
    public void sendBinary(ByteBuffer data) throws IOException {
        Arguments.require(data, "data");
        connection().send(session.binary(data, false, true), null);
        data.position(data.limit());
    }

    @Override
    public void sendBinary(ByteBuffer part, boolean last) throws IOException {
        Arguments.require(part, "data");
        connection().send(session.binary(part, true, last), null);
        part.position(part.limit());
    }

    @Override
    public OutputStream getSendStream() {
        return new SendStream(session, false);
    }

    @Override
    public Writer getSendWriter() {
        return new SendWriter(session, false);
    }

    @Override
    public void sendObject(Object object) throws IOException, EncodeException {
        Arguments.require(object, "object");
        session.encoder().encode(object, new BlockingSink(session, false));
    }
}
