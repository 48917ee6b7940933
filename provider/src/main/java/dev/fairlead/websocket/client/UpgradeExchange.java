package dev.fairlead.websocket.client;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ResponseParser;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a request without a body over a connection and reads the head of the response. */
final class UpgradeExchange {
    private final OpenConnection connection;
    private final BufferAllocator buffers;
    private ByteBuffer early;

    UpgradeExchange(OpenConnection connection, BufferAllocator buffers) {
        this.connection = connection;
        this.buffers = buffers;
    }

    /**
     * Sends a request.
     *
     * @param what    method and target
     * @param headers the fields
     * @param failure completes "HOST didn't ... within"
     */
    void send(String what, Headers headers, String failure) throws IOException {
        StringBuilder request = new StringBuilder(512);
        request.append(what).append(" HTTP/1.1\r\n");
        Map<String, List<String>> fields = headers.asMap();
        // The first field by custom (RFC 9110 section 7.2).
        append(request, "Host", fields.getOrDefault("Host", List.of(connection.target().hostHeader())));
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            if (!field.getKey().equalsIgnoreCase("Host")) {
                append(request, field.getKey(), field.getValue());
            }
        }
        request.append("\r\n");
        connection.write(ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.UTF_8)), failure);
    }

    private static void append(StringBuilder request, String name, List<String> values) {
        for (String value : values) {
            request.append(name).append(": ").append(value).append("\r\n");
        }
    }

    /**
     * Reads the head of the response.
     *
     * @param settings its limits
     * @param what     was asked, for messages
     * @return the head
     * @throws HandshakeException if it isn't HTTP, or too large
     */
    Head receive(Settings settings, String what) throws IOException, HandshakeException {
        ResponseParser parser = new ResponseParser(settings.maxHeaders(), settings.maxHeaderLength());
        byte[] array = buffers.acquire(connection.stream().readBufferSize());
        try {
            while (true) {
                ByteBuffer data = ByteBuffer.wrap(array);
                if (connection.read(data, "answer " + what) < 0) {
                    throw new EOFException(connection.target() + " ended the connection before it answered " + what);
                }
                Optional<Head> head = parser.parse(data.flip());
                if (head.isPresent()) {
                    if (data.hasRemaining()) {
                        early = ByteBuffer.allocate(data.remaining()).put(data).flip();
                    }
                    return head.get();
                }
            }
        } finally {
            buffers.release(array);
        }
    }

    /** What came behind the response; null for nothing. */
    ByteBuffer early() {
        return early;
    }
}
