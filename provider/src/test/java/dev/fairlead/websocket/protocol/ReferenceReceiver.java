package dev.fairlead.websocket.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** What a receiver without extensions has to make of a whole stream: read slowly and simply, frame by frame. */
final class ReferenceReceiver {
    private final int limit;
    private final Events events;
    private final ByteBuffer in;
    private final boolean masked;
    private Opcode type;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    ReferenceReceiver(Role role, byte[] bytes, int limit) {
        this.limit = limit;
        events = Events.whole().limit(limit);
        in = ByteBuffer.wrap(bytes);
        masked = role == Role.SERVER;
    }

    Events read() {
        while (events.status == null && in.hasRemaining()) {
            int code = frame();
            if (code > 0) {
                events.log.add("reply close " + code);
                events.onEnd(new CloseStatus(code, ""), new ProtocolException(code, ""));
            }
        }
        return events;
    }

    private int frame() {
        int flags = in.get() & 0xFF;
        boolean fin = (flags & 0x80) != 0;
        Opcode opcode = Opcode.of(flags & 15);
        if ((flags & 0x70) != 0 || opcode == null || opcode.isControl() && !fin
                || !opcode.isControl() && (opcode == Opcode.CONTINUATION) == (type == null)) {
            return CloseCode.PROTOCOL_ERROR;
        }
        if (!in.hasRemaining()) {
            return 0;
        }
        int second = in.get() & 0xFF;
        long length = second & 0x7F;
        if ((second & 0x80) != 0 != masked || opcode.isControl() && length > 125) {
            return CloseCode.PROTOCOL_ERROR;
        }
        if (length == 126) {
            if (in.remaining() < 2) {
                return skip();
            }
            length = in.getShort() & 0xFFFF;
            if (length < 126) {
                return CloseCode.PROTOCOL_ERROR;
            }
        } else if (length == 127) {
            if (in.remaining() < 8) {
                return in.hasRemaining() && in.get(in.position()) < 0 ? CloseCode.PROTOCOL_ERROR : skip();
            }
            length = in.getLong();
            if (length < 65536) {
                return CloseCode.PROTOCOL_ERROR;
            }
        }
        if (masked && in.remaining() < 4) {
            return skip();
        }
        byte[] key = new byte[4];
        if (masked) {
            in.get(key);
        }
        if (!opcode.isControl() && length > limit - message.size()) {
            if (type == null) {
                type = opcode;
            }
            return CloseCode.MESSAGE_TOO_BIG;
        }
        boolean whole = in.remaining() >= length;
        byte[] payload = new byte[(int) Math.min(length, in.remaining())];
        in.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i % 4];
        }
        if (opcode.isControl()) {
            return whole ? control(opcode, payload) : 0;
        }
        if (type == null) {
            type = opcode;
        }
        message.writeBytes(payload);
        return data(fin && whole);
    }

    private int control(Opcode opcode, byte[] payload) {
        ByteBuffer data = ByteBuffer.wrap(payload);
        switch (opcode) {
            case PING -> {
                events.onReply(new Reply(Opcode.PONG, data));
                events.onPing(data);
            }
            case PONG -> events.onPong(data);
            default -> {
                if (payload.length == 0) {
                    events.log.add("reply close");
                    events.onEnd(new CloseStatus(1005, ""), null);
                    return 0;
                }
                if (payload.length == 1 || !CloseCode.isValidOnWire(data.getShort(0) & 0xFFFF)) {
                    return CloseCode.PROTOCOL_ERROR;
                }
                byte[] reason = Arrays.copyOfRange(payload, 2, payload.length);
                if (!isText(reason)) {
                    return CloseCode.INVALID_FRAME_PAYLOAD_DATA;
                }
                int code = data.getShort(0) & 0xFFFF;
                events.log.add("reply close " + code);
                events.onEnd(new CloseStatus(code, new String(reason, UTF_8)), null);
            }
        }
        return 0;
    }

    private int data(boolean last) {
        byte[] bytes = message.toByteArray();
        if (type == Opcode.TEXT && !(last ? isText(bytes) : isStartOfText(bytes))) {
            return CloseCode.INVALID_FRAME_PAYLOAD_DATA;
        }
        if (last) {
            if (type == Opcode.TEXT) {
                events.onText(new String(bytes, UTF_8), true);
            } else {
                events.onBinary(ByteBuffer.wrap(bytes), true);
            }
            message.reset();
            type = null;
        }
        return 0;
    }

    private int skip() {
        in.position(in.limit());
        return 0;
    }

    private static boolean isText(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isStartOfText(byte[] bytes) {
        for (String ending : new String[] {"", "\u0080",
            "\u0090", "\u00a0", "\u0080\u0080", "\u0090\u0080", "\u00a0\u0080",
            "\u0080\u0080\u0080", "\u0090\u0080\u0080"}) {
            byte[] end = ending.getBytes(ISO_8859_1);
            byte[] both = Arrays.copyOf(bytes, bytes.length + end.length);
            System.arraycopy(end, 0, both, bytes.length, end.length);
            if (isText(both)) {
                return true;
            }
        }
        return false;
    }
}
