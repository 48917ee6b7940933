package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.Message;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;

/** Sends and waits. Threads that send at once take turns. Thread-safe. */
final class BasicRemote extends Remote implements RemoteEndpoint.Basic {
    BasicRemote(JakartaSession session, OutgoingMessage wishes) {
        super(session, wishes);
    }

    @Override
    public BasicRemote with(OutgoingMessage others) {
        return others == wishes ? this : new BasicRemote(session, others);
    }

    @Override
    public void sendText(String text) throws IOException {
        Arguments.require(text, "text");
        connection().send(text(text), null);
    }

    @Override
    public void sendText(String part, boolean last) throws IOException {
        Arguments.require(part, "text");
        connection().send(Message.text(part, true, last, wishes), null);
    }

    @Override
    public void sendBinary(ByteBuffer data) throws IOException {
        Arguments.require(data, "data");
        connection().send(binary(data), null);
        data.position(data.limit());
    }

    @Override
    public void sendBinary(ByteBuffer part, boolean last) throws IOException {
        Arguments.require(part, "data");
        connection().send(session.binary(part, true, last, wishes), null);
        part.position(part.limit());
    }

    @Override
    public OutputStream getSendStream() {
        return new SendStream(session, false, wishes);
    }

    @Override
    public Writer getSendWriter() {
        return new SendWriter(session, false, wishes);
    }

    @Override
    public void sendObject(Object object) throws IOException, EncodeException {
        Arguments.require(object, "object");
        session.encoder().encode(object, new BlockingSink(session, false, wishes));
    }
}
