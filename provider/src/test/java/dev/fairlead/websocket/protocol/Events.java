package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Writes down what a listener is told, one line an event. */
class Events implements ProtocolListener {
    final List<String> log = new ArrayList<>();
    boolean parts;
    long maxMessageSize = 1 << 20;
    ProtocolException failure;
    CloseStatus status;

    static Events whole() {
        return new Events();
    }

    static Events inParts() {
        Events events = new Events();
        events.parts = true;
        return events;
    }

    Events limit(long limit) {
        maxMessageSize = limit;
        return this;
    }

    @Override
    public boolean wantsParts(Opcode type) {
        return parts;
    }

    @Override
    public long maxMessageSize(Opcode type) {
        return maxMessageSize;
    }

    @Override
    public void onText(String text, boolean last) {
        log.add("text " + text + (last ? "" : " ..."));
    }

    @Override
    public void onBinary(ByteBuffer data, boolean last) {
        log.add("binary " + hex(data) + (last ? "" : " ..."));
    }

    @Override
    public void onPing(ByteBuffer data) {
        log.add("ping " + hex(data));
    }

    @Override
    public void onPong(ByteBuffer data) {
        log.add("pong " + hex(data));
    }

    @Override
    public void onReply(Reply reply) {
        if (reply.opcode() == Opcode.PONG) {
            log.add("reply pong " + hex(reply.payload()));
        } else if (!reply.payload().hasRemaining()) {
            log.add("reply close");
        } else {
            log.add("reply close " + (reply.payload().getShort(0) & 0xFFFF));
        }
    }

    @Override
    public void onEnd(CloseStatus endStatus, ProtocolException endFailure) {
        status = endStatus;
        failure = endFailure;
        log.add("end " + endStatus.code() + (endFailure == null ? " " + endStatus.reason() : " failed"));
    }

    static String hex(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(data.position(), bytes);
        return bytes.length <= 64 ? HexFormat.of().formatHex(bytes) : bytes.length + " bytes " + hash(bytes);
    }

    private static int hash(byte[] bytes) {
        return Arrays.hashCode(bytes);
    }
}
