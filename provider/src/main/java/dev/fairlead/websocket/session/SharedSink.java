package dev.fairlead.websocket.session;

import dev.fairlead.websocket.protocol.extension.SharedFrame;
import jakarta.websocket.EncodeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;

/** Keeps the message that an object is encoded to, for many sessions. */
final class SharedSink implements ObjectEncoder.Sink {
    private SharedFrame frame;

    /** What the object was encoded to. */
    SharedFrame frame() {
        return frame;
    }

    @Override
    public void text(String text) {
        frame = SharedFrame.text(text);
    }

    @Override
    public void binary(ByteBuffer data) {
        frame = SharedFrame.binary(data);
    }

    @Override
    public void textStream(ObjectEncoder.Producer<Writer> producer) throws IOException, EncodeException {
        StringWriter writer = new StringWriter();
        producer.writeTo(writer);
        text(writer.toString());
    }

    @Override
    public void binaryStream(ObjectEncoder.Producer<OutputStream> producer) throws IOException, EncodeException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        producer.writeTo(stream);
        binary(ByteBuffer.wrap(stream.toByteArray()));
    }
}
