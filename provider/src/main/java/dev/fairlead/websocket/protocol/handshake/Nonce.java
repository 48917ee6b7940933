package dev.fairlead.websocket.protocol.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The nonce of an opening handshake and the proof that it was read (RFC 6455 sections 4.1 and 4.2.2). */
final class Nonce {
    private static final int SIZE = 16;
    private static final int BASE64_LENGTH = 24;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {
    }

    /** A fresh value of {@code Sec-WebSocket-Key}. */
    static String create() {
        byte[] nonce = new byte[SIZE];
        RANDOM.nextBytes(nonce);
        return Base64.getEncoder().encodeToString(nonce);
    }

    /** Whether a value of {@code Sec-WebSocket-Key} is 16 bytes in Base64. */
    static boolean isValid(String key) {
        if (key.length() != BASE64_LENGTH) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == SIZE;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The value of {@code Sec-WebSocket-Accept} that answers a key. */
    static String accept(String key) {
        try {
            byte[] proof = MessageDigest.getInstance("SHA-1")
                    .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(proof);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
