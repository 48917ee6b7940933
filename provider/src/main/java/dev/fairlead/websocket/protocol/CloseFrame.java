package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Utf8Validator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The payload of close frames (RFC 6455 sections 5.5.1 and 7.4). */
final class CloseFrame {
    /** How many bytes a reason may have: a control frame's 125 without the code. */
    static final int MAX_REASON = 123;

    private static final int CODE_SIZE = 2;

    private CloseFrame() {
    }

    /** Reads a payload: an empty one has the code 1005. */
    static CloseStatus parse(ByteBuffer payload) throws ProtocolException {
        if (!payload.hasRemaining()) {
            return new CloseStatus(CloseCode.NO_STATUS_RECEIVED, "");
        }
        if (payload.remaining() < CODE_SIZE) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "close frame with half a code");
        }
        int code = payload.getShort(payload.position()) & 0xFFFF;
        if (!CloseCode.isValidOnWire(code)) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "close frame with the code " + code);
        }
        byte[] reason = new byte[payload.remaining() - CODE_SIZE];
        payload.get(payload.position() + CODE_SIZE, reason);
        Utf8Validator validator = new Utf8Validator();
        if (validator.validate(reason, 0, reason.length) >= 0 || !validator.isComplete()) {
            throw new ProtocolException(CloseCode.INVALID_FRAME_PAYLOAD_DATA, "close reason that isn't UTF-8");
        }
        return new CloseStatus(code, new String(reason, StandardCharsets.UTF_8));
    }

    /**
     * Makes a payload.
     *
     * @throws IllegalArgumentException if the code may not be sent or the reason is too long
     */
    static ByteBuffer payload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        if (code == CloseCode.NO_STATUS_RECEIVED) {
            if (text.length > 0) {
                throw new IllegalArgumentException("a close frame without a code has no reason: " + reason);
            }
            return ByteBuffer.allocate(0);
        }
        if (!CloseCode.isValidOnWire(code)) {
            throw new IllegalArgumentException("close code " + code + " may not be sent");
        }
        if (text.length > MAX_REASON) {
            throw new IllegalArgumentException("close reason of " + text.length + " bytes, more than " + MAX_REASON);
        }
        return ByteBuffer.allocate(CODE_SIZE + text.length).putShort((short) code).put(text).flip();
    }

    /** The start of a text that fits as a reason, cut between characters. */
    static String fit(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_REASON) {
            return text;
        }
        int end = MAX_REASON;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
