package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.Message;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import java.io.IOException;
import java.io.Writer;
import java.util.Objects;

/**
 * A writer whose characters become one text message. What fits into its buffer leaves as a whole when the writer is
 * closed; a larger message leaves in parts, and the messages of others wait for its end. Closed without a write, it sends
 * nothing. For one thread at a time.
 */
final class SendWriter extends Writer {
    private static final int BUFFER = 8192;

    private final StreamedMessage message;
    private final OutgoingMessage wishes;
    /** What was written and not sent; null before the first write. */
    private StringBuilder buffer;

    /**
     * Creates a writer.
     *
     * @param reply  whether it is what a handler of messages returned
     * @param wishes what extensions are told of its message
     */
    SendWriter(JakartaSession session, boolean reply, OutgoingMessage wishes) {
        this.wishes = wishes;
        message = new StreamedMessage(session, reply);
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, chars.length);
        prepare(length).append(chars, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, text.length());
        prepare(length).append(text, offset, offset + length);
    }

    @Override
    public void write(int c) throws IOException {
        prepare(1).append((char) c);
    }

    private StringBuilder prepare(int more) throws IOException {
        message.requireOpen();
        if (buffer == null) {
            buffer = new StringBuilder();
        } else if (buffer.length() + more > BUFFER) {
            flush();
        }
        return buffer;
    }

    /** Sends what was written so far as a part of the message. */
    @Override
    public void flush() throws IOException {
        message.requireOpen();
        if (buffer != null && buffer.length() > 0) {
            String part = buffer.toString();
            buffer.setLength(0);
            message.sendPart(Message.text(part, true, false, wishes));
        }
    }

    @Override
    public void close() throws IOException {
        if (message.isClosed()) {
            return;
        }
        if (buffer != null) {
            String rest = buffer.toString();
            message.sendEnd(Message.text(rest, message.isBegun(), true, wishes));
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
