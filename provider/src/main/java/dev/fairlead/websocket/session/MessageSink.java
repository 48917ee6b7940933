package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.Message;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import jakarta.websocket.EncodeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;

/** Keeps the message that an object is encoded to, so that it can be queued. */
final class MessageSink implements ObjectEncoder.Sink {
    private final JakartaSession session;
    private final OutgoingMessage wishes;
    private Message message;

    /**
     * Creates a sink without a message.
     *
     * @param wishes what extensions are told of it
     */
    MessageSink(JakartaSession session, OutgoingMessage wishes) {
        this.session = session;
        this.wishes = wishes;
    }

    /** What the object was encoded to. */
    Message message() {
        return message;
    }

    @Override
    public void text(String text) {
        message = Message.text(text, false, true, wishes);
    }

    @Override
    public void binary(ByteBuffer data) {
        message = session.binary(data, false, true, wishes);
    }

    @Override
    public void textStream(ObjectEncoder.Producer<Writer> producer) throws IOException, EncodeException {
        StringWriter writer = new StringWriter();
        producer.writeTo(writer);
        message = Message.text(writer.toString(), false, true, wishes);
    }

    @Override
    public void binaryStream(ObjectEncoder.Producer<OutputStream> producer) throws IOException, EncodeException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        producer.writeTo(stream);
        message = Message.binary(ByteBuffer.wrap(stream.toByteArray()), false, true, wishes);
    }
}
