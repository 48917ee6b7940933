package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.Message;
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

    private final JakartaSession session;
    private final boolean reply;
    /** What was written and not sent; null before the first write. */
    private StringBuilder buffer;
    private boolean begun;
    private boolean closed;

    /**
     * Creates a writer.
     *
     * @param reply whether it is what a handler of messages returned
     */
    SendWriter(JakartaSession session, boolean reply) {
        this.session = session;
        this.reply = reply;
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
        requireOpen();
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
        requireOpen();
        if (buffer != null && buffer.length() > 0) {
            begun = true;
            String part = buffer.toString();
            buffer.setLength(0);
            send(Message.textPart(part, false));
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        if (buffer != null) {
            String rest = buffer.toString();
            if (begun) {
                send(Message.textPart(rest, true));
            } else if (reply) {
                session.connection().reply(Message.text(rest));
            } else {
                send(Message.text(rest));
            }
        }
        closed = true;
    }

    /** Sends nothing more, but for the end of a message that has been begun. */
    void abandon() throws IOException {
        if (begun) {
            close();
        }
        closed = true;
    }

    private void send(Message message) throws IOException {
        boolean sent = false;
        try {
            session.connection().send(message, begun ? this : null);
            sent = true;
        } finally {
            closed |= !sent;
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the send writer is closed");
        }
    }
}
