package dev.fairlead.websocket.session;

import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A stream whose bytes become one binary message. What fits into its buffer leaves as a whole when the stream is closed; a
 * larger message leaves in parts, and the messages of others wait for its end. Closed without a write, it sends nothing.
 * For one thread at a time.
 */
final class SendStream extends OutputStream {
    private static final int FIRST_BUFFER = 512;
    private static final int BUFFER = 8192;
    private static final byte[] EMPTY = {};

    private final JakartaSession session;
    private final StreamedMessage message;
    private final OutgoingMessage wishes;
    private byte[] buffer = EMPTY;
    private int count;
    private boolean used;

    /**
     * Creates a stream.
     *
     * @param reply  whether it is what a handler of messages returned
     * @param wishes what extensions are told of its message
     */
    SendStream(JakartaSession session, boolean reply, OutgoingMessage wishes) {
        this.wishes = wishes;
        this.session = session;
        this.message = new StreamedMessage(session, reply);
    }

    @Override
    public void write(int b) throws IOException {
        message.requireOpen();
        used = true;
        if (count == BUFFER) {
            sendPart(buffer, 0, count);
            count = 0;
        }
        reserve(1);
        buffer[count++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        message.requireOpen();
        used = true;
        if (count + length > BUFFER) {
            flush();
            if (length >= BUFFER) {
                sendPart(bytes, offset, length);
                return;
            }
        }
        reserve(length);
        System.arraycopy(bytes, offset, buffer, count, length);
        count += length;
    }

    private void reserve(int more) {
        if (count + more > buffer.length) {
            int size = Math.max(FIRST_BUFFER, Integer.highestOneBit(count + more) << 1);
            buffer = Arrays.copyOf(buffer, Math.min(BUFFER, size));
        }
    }

    /** Sends what was written so far as a part of the message. */
    @Override
    public void flush() throws IOException {
        message.requireOpen();
        if (count > 0) {
            sendPart(buffer, 0, count);
            count = 0;
        }
    }

    private void sendPart(byte[] bytes, int offset, int length) throws IOException {
        message.sendPart(session.binary(ByteBuffer.wrap(bytes, offset, length), true, false, wishes));
    }

    @Override
    public void close() throws IOException {
        if (message.isClosed()) {
            return;
        }
        if (used) {
            message.sendEnd(session.binary(ByteBuffer.wrap(buffer, 0, count), message.isBegun(), true, wishes));
        }
        message.close();
    }

    /** Sends nothing more, but for the end of a message that has been begun. */
    void abandon() throws IOException {
        if (message.isBegun()) {
            close();
        }
        message.close();
    }
}
