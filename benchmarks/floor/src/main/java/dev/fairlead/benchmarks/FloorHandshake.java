package dev.fairlead.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * An opening handshake.
 *
 * @param request      its first line
 * @param key          of the client
 * @param deflate      the offer of permessage-deflate that is taken, if any
 */
record FloorHandshake(String request, String key, Optional<String> deflate) {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String END = "\r\n\r\n";
    private static final String SERVER_RESETS = "server_no_context_takeover";
    private static final String CLIENT_RESETS = "client_no_context_takeover";

    /** Takes a request from a buffer once it is complete; else the buffer stays as it is. */
    static Optional<FloorHandshake> read(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(in.position(), bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END);
        if (end < 0) {
            return Optional.empty();
        }
        in.position(in.position() + end + END.length());
        // zlib's window is of 15 bits here, so an offer that asks for less isn't for us
        Optional<String> deflate = header(text, "Sec-WebSocket-Extensions").flatMap(offers -> Arrays.stream(offers.split(","))
                .map(String::strip).filter(offer -> offer.startsWith("permessage-deflate"))
                .filter(offer -> !offer.contains("server_max_window_bits")).findFirst());
        return Optional.of(new FloorHandshake(text.substring(0, text.indexOf('\r')),
                header(text, "Sec-WebSocket-Key").orElse(""), deflate));
    }

    private static Optional<String> header(String request, String name) {
        for (int at = request.indexOf('\n') + 1; at > 0; at = request.indexOf('\n', at) + 1) {
            if (request.regionMatches(true, at, name, 0, name.length()) && request.charAt(at + name.length()) == ':') {
                return Optional.of(request.substring(at + name.length() + 1, request.indexOf('\r', at)).strip());
            }
        }
        return Optional.empty();
    }

    boolean broadcast() {
        return request.startsWith("GET /broadcast");
    }

    boolean serverResets() {
        return deflate.orElse("").contains(SERVER_RESETS);
    }

    boolean clientResets() {
        return deflate.orElse("").contains(CLIENT_RESETS);
    }

    byte[] response() {
        String extensions = deflate.isEmpty() ? "" : "Sec-WebSocket-Extensions: permessage-deflate"
                + (serverResets() ? "; " + SERVER_RESETS : "") + (clientResets() ? "; " + CLIENT_RESETS : "") + "\r\n";
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept() + "\r\n" + extensions + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private String accept() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
