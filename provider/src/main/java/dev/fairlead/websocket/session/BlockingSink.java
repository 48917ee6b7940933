package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.Message;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import jakarta.websocket.EncodeException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;

/**
 * Sends encoded objects and waits, or as a reply, which may leave together with others.
 *
 * @param session the session
 * @param reply   whether they are what a handler of messages returned
 * @param wishes  what extensions are told of them
 */
record BlockingSink(JakartaSession session, boolean reply, OutgoingMessage wishes) implements ObjectEncoder.Sink {
    @Override
    public void text(String text) throws IOException {
        send(Message.text(text, false, true, wishes));
    }

    @Override
    public void binary(ByteBuffer data) throws IOException {
        send(session.binary(data, false, true, wishes));
        data.position(data.limit());
    }

    private void send(Message message) throws IOException {
        if (reply) {
            session.connection().reply(message);
        } else {
            session.connection().send(message, null);
        }
    }

    @Override
    public void textStream(ObjectEncoder.Producer<Writer> producer) throws IOException, EncodeException {
        SendWriter writer = new SendWriter(session, reply, wishes);
        boolean complete = false;
        try {
            producer.writeTo(writer);
            complete = true;
        } finally {
            if (!complete) {
                writer.abandon();
            }
        }
        writer.close();
    }

    @Override
    public void binaryStream(ObjectEncoder.Producer<OutputStream> producer) throws IOException, EncodeException {
        SendStream stream = new SendStream(session, reply, wishes);
        boolean complete = false;
        try {
            producer.writeTo(stream);
            complete = true;
        } finally {
            if (!complete) {
                stream.abandon();
            }
        }
        stream.close();
    }
}
