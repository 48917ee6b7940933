package dev.fairlead.websocket.protocol.handshake;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the head of an HTTP/1.1 response as it arrives, within limits. Not thread-safe. */
public final class ResponseParser {
    /**
     * The head of a response.
     *
     * @param status  HTTP status
     * @param reason  the reason phrase, maybe empty
     * @param headers the fields
     */
    public record Head(int status, String reason, Headers headers) {
    }

    /**
     * Creates a parser.
     *
     * @param maxHeaders    how many fields it takes
     * @param maxLineLength how many bytes a line may have
     */
    public ResponseParser(int maxHeaders, int maxLineLength) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes bytes. Those behind the head are left in the buffer.
     *
     * @param data what arrived
     * @return the head once it is complete
     * @throws HandshakeException if it isn't HTTP/1.1 or a limit is exceeded
     */
    public Optional<Head> parse(ByteBuffer data) throws HandshakeException {
        throw new UnsupportedOperationException();
    }
}
