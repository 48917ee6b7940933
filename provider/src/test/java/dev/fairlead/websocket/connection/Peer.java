package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.ProtocolListener;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The other end of a {@link MemoryTransport}: makes frames for it, and reads what it wrote. For the test's thread. */
public final class Peer implements ProtocolListener {
    private final MemoryTransport transport;
    private final Protocol protocol;
    private final List<String> events = new ArrayList<>();
    private CloseStatus end;
    private int read;
    private boolean partial;

    public Peer(Role role, MemoryTransport transport) {
        this.transport = transport;
        this.protocol = new Protocol(role, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, this);
    }

    /** What was written so far: {@code text:…}, {@code binary:…}, {@code ping:…}, {@code pong:…}, {@code close:…}. */
    public List<String> events() {
        List<byte[]> writes = transport.writes();
        for (; read < writes.size(); read++) {
            protocol.receive(ByteBuffer.wrap(writes.get(read).clone()));
        }
        return events;
    }

    /** From now on, parts are told one by one, as {@code text+:…}. */
    public Peer partial() {
        partial = true;
        return this;
    }

    public CloseStatus end() {
        events();
        return end;
    }

    /** Frames in one array, so that they arrive at once. */
    public interface Frames {
        void append(Protocol protocol) throws ProtocolException;
    }

    /** Encodes frames. */
    public byte[] encode(Frames frames) {
        try {
            frames.append(protocol);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
        return drain();
    }

    private byte[] drain() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer buffer : protocol.output().take()) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            bytes.writeBytes(copy);
        }
        return bytes.toByteArray();
    }

    public void send(String text) {
        transport.feed(encode(p -> p.sendText(text, true)));
    }

    public void send(byte[] data) {
        transport.feed(encode(p -> p.sendBinary(ByteBuffer.wrap(data), true)));
    }

    public void close(int code, String reason) {
        transport.feed(encode(p -> p.sendClose(code, reason)));
    }

    /** Sends the replies that reading {@link #events} demanded. */
    public void answer() {
        events();
        byte[] bytes = drain();
        if (bytes.length > 0) {
            transport.feed(bytes);
        }
    }

    @Override
    public boolean wantsParts(Opcode type) {
        return partial;
    }

    @Override
    public long maxMessageSize(Opcode type) {
        return 1 << 28;
    }

    @Override
    public void onText(String text, boolean last) {
        events.add((last ? "text:" : "text+:") + text);
    }

    @Override
    public void onBinary(ByteBuffer data, boolean last) {
        events.add((last ? "binary:" : "binary+:") + data.remaining());
    }

    @Override
    public void onPing(ByteBuffer data) {
        events.add("ping:" + StandardCharsets.UTF_8.decode(data));
    }

    @Override
    public void onPong(ByteBuffer data) {
        events.add("pong:" + StandardCharsets.UTF_8.decode(data));
    }

    @Override
    public void onReply(Reply reply) {
        try {
            protocol.send(reply);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void onEnd(CloseStatus status, ProtocolException failure) {
        end = status;
        events.add("close:" + status.code() + (status.reason().isEmpty() ? "" : " " + status.reason()));
    }
}
