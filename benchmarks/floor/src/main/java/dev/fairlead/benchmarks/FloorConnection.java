package dev.fairlead.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** One connection. A message is one frame: fragments aren't joined. */
final class FloorConnection {
    /** A payload of that size isn't copied to the other replies, but written from where it was read. */
    private static final int IN_PLACE = 4 << 10;
    private static final int LEAST_KEPT = 1 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final FloorThread thread;
    private boolean open;
    private boolean listens;
    private FloorDeflate deflate;
    /** The beginning of a frame, or null. */
    private ByteBuffer begun;
    /** What the socket didn't take, or null. */
    private ByteBuffer unsent;

    FloorConnection(SocketChannel channel, SelectionKey key, FloorThread thread) {
        this.channel = channel;
        this.key = key;
        this.thread = thread;
    }

    /** Reads, or writes what the socket didn't take. */
    void ready() {
        try {
            if (unsent == null) {
                read();
            } else {
                channel.write(unsent);
                if (!unsent.hasRemaining()) {
                    unsent = null;
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
        } catch (IOException | DataFormatException e) {
            close();
        }
    }

    private void read() throws IOException, DataFormatException {
        ByteBuffer in = begun == null ? thread.input.clear() : begun;
        if (channel.read(in) < 0) {
            close();
            return;
        }
        in.flip();
        if (!open) {
            upgrade(in);
        }
        if (open) {
            frames(in);
            flush();
        }
        keep(in);
    }

    private void upgrade(ByteBuffer in) {
        Optional<FloorHandshake> complete = FloorHandshake.read(in);
        if (complete.isEmpty()) {
            return;
        }
        FloorHandshake handshake = complete.get();
        if (handshake.deflate().isPresent()) {
            deflate = new FloorDeflate(thread, handshake.clientResets(), handshake.serverResets());
        }
        listens = handshake.broadcast();
        if (listens) {
            thread.listeners.add(this);
        }
        thread.output.put(handshake.response());
        flush();
        open = true;
    }

    /** What is left of a read waits for the rest of its frame, in a buffer that has room for it. */
    private void keep(ByteBuffer in) {
        if (!in.hasRemaining() || !channel.isOpen()) {
            begun = null;
            return;
        }
        int needed = Math.max(LEAST_KEPT, open ? FloorFrame.size(in) : 2 * in.remaining());
        if (in == begun && in.capacity() >= needed) {
            in.compact();
        } else {
            begun = ByteBuffer.allocateDirect(needed).put(in);
        }
    }

    private void frames(ByteBuffer in) throws DataFormatException {
        int limit = in.limit();
        for (int size = FloorFrame.size(in); size <= in.remaining() && channel.isOpen(); size = FloorFrame.size(in)) {
            int first = in.get(in.position()) & 0xff;
            int from = in.position() + FloorFrame.head(in);
            int to = in.position() + size;
            FloorFrame.unmask(in, from, to);
            frame(first, in.limit(to).position(from));
            in.limit(limit).position(to);
        }
    }

    private void frame(int first, ByteBuffer payload) throws DataFormatException {
        switch (first & FloorFrame.OPCODE) {
            case FloorFrame.CLOSE -> {
                reply(first, payload);
                flush();
                close();
            }
            case FloorFrame.PING -> reply(FloorFrame.FIN | FloorFrame.PONG, payload);
            case FloorFrame.PONG -> {
                // nobody asked
            }
            default -> message(first, payload);
        }
    }

    private void message(int first, ByteBuffer payload) throws DataFormatException {
        boolean packed = (first & FloorFrame.RSV1) != 0;
        int plainFirst = first & ~FloorFrame.RSV1;
        ByteBuffer plain = packed ? deflate.inflate(payload) : payload;
        if (thread.strings && (first & FloorFrame.OPCODE) == FloorFrame.TEXT) {
            plain = throughString(plain);
        }
        if (!listens) {
            send(plainFirst, plain, packed);
            return;
        }
        int from = plain.position();
        int to = plain.limit();
        for (FloorConnection listener : thread.listeners) {
            listener.send(plainFirst, plain.limit(to).position(from), listener.deflate != null);
            listener.flush();
        }
    }

    private void send(int first, ByteBuffer plain, boolean pack) {
        if (pack) {
            reply(first | FloorFrame.RSV1, deflate.deflate(plain));
        } else {
            reply(first, plain);
        }
    }

    private static ByteBuffer throughString(ByteBuffer text) {
        byte[] bytes = new byte[text.remaining()];
        text.get(bytes);
        return ByteBuffer.wrap(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a frame to the replies. A large one goes out from where it is, behind them. */
    private void reply(int first, ByteBuffer payload) {
        ByteBuffer output = thread.output;
        int length = payload.remaining();
        int header = FloorFrame.headerFor(length);
        int from = payload.position() - header;
        boolean copy = length < IN_PLACE || from < 0;
        if (!copy || output.remaining() < header + length) {
            flush();
        }
        if (copy && output.remaining() >= header + length) {
            FloorFrame.putHeader(output, first, length);
            output.put(payload);
        } else if (from < 0) {
            FloorFrame.putHeader(output, first, length);
            flush();
            write(payload);
        } else {
            // a server's header fits where the client's was, which has a mask
            FloorFrame.putHeader(payload.position(from), first, length);
            write(payload.position(from));
        }
    }

    private void flush() {
        ByteBuffer output = thread.output.flip();
        if (output.hasRemaining()) {
            write(output);
        }
        output.clear();
    }

    private void write(ByteBuffer bytes) {
        if (!channel.isOpen()) {
            return;
        }
        if (unsent == null) {
            try {
                channel.write(bytes);
            } catch (IOException e) {
                // the client has gone, which is nothing to the sender of a broadcast
                close();
                return;
            }
            if (bytes.hasRemaining()) {
                unsent = ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip();
                key.interestOps(SelectionKey.OP_WRITE);
            }
        } else {
            unsent = ByteBuffer.allocateDirect(unsent.remaining() + bytes.remaining()).put(unsent).put(bytes).flip();
        }
    }

    private void close() {
        thread.listeners.remove(this);
        if (deflate != null) {
            deflate.end();
        }
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("nio: " + e);
        }
    }
}
