package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds a peer's bytes by hand, valid or not, without the code under test. */
public final class Wire {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean masked;
    private int key = 0x11_AF_03_F9;

    private Wire(boolean masked) {
        this.masked = masked;
    }

    /** What a client sends: masked frames. */
    public static Wire ofClient() {
        return new Wire(true);
    }

    /** What a server sends. */
    public static Wire ofServer() {
        return new Wire(false);
    }

    /** What the peer of a role sends. */
    public static Wire to(Role role) {
        return new Wire(role == Role.SERVER);
    }

    public Wire text(String text) {
        return frame(true, Opcode.TEXT, utf8(text));
    }

    public Wire binary(int... data) {
        return frame(true, Opcode.BINARY, bytes(data));
    }

    public Wire ping(String data) {
        return frame(true, Opcode.PING, utf8(data));
    }

    public Wire pong(String data) {
        return frame(true, Opcode.PONG, utf8(data));
    }

    public Wire close(int code, String reason) {
        byte[] text = utf8(reason);
        return frame(true, Opcode.CLOSE,
                ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
    }

    public Wire frame(boolean fin, Opcode opcode, String payload) {
        return frame(fin, opcode, utf8(payload));
    }

    public Wire frame(boolean fin, Opcode opcode, byte[] payload) {
        return frame((fin ? 0x80 : 0) | opcode.code(), payload);
    }

    /** A frame with any first byte. */
    public Wire frame(int flags, byte[] payload) {
        header(flags, payload.length);
        return payload(payload);
    }

    /** A header alone; the payload may follow with {@link #payload}. */
    public Wire header(int flags, long length) {
        int mask = masked ? 0x80 : 0;
        bytes.write(flags);
        if (length < 126) {
            bytes.write(mask | (int) length);
        } else if (length < 65536) {
            bytes.write(mask | 126);
            number(length, 2);
        } else {
            bytes.write(mask | 127);
            number(length, 8);
        }
        if (masked) {
            key = key * 31 + 7;
            number(key, 4);
        }
        return this;
    }

    public Wire payload(byte[] payload) {
        for (int i = 0; i < payload.length; i++) {
            bytes.write(masked ? payload[i] ^ key >> 8 * (3 - i % 4) : payload[i]);
        }
        return this;
    }

    public Wire raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] bytes(int... values) {
        byte[] array = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            array[i] = (byte) values[i];
        }
        return array;
    }

    private void number(long number, int size) {
        for (int i = size - 1; i >= 0; i--) {
            bytes.write((int) (number >> 8 * i));
        }
    }
}
