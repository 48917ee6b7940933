package dev.fairlead.websocket.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A stream without encryption. Holds no buffer of its own. */
final class PlainStream implements SocketStream {
    private static final int READ_BUFFER_SIZE = 16 * 1024;
    /**
     * What is offered to the socket at a time. The JDK copies all that it is offered into a direct buffer, for each
     * call anew, and keeps the buffer for the thread: 32 MiB offered to a slow peer would be copied over and over.
     */
    private static final int MAX_OFFER = 128 * 1024;
    /** So many buffers in a call are enough to be worth it everywhere, and not too many anywhere. */
    private static final int MAX_BUFFERS = 64;

    private final SocketChannel channel;
    private boolean lastReadFilled;

    PlainStream(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int readBufferSize() {
        return READ_BUFFER_SIZE;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = channel.read(target);
        lastReadFilled = !target.hasRemaining();
        return count;
    }

    @Override
    public boolean mayHaveMore() {
        return lastReadFilled;
    }

    @Override
    public boolean write(ByteBuffer... data) throws IOException {
        int first = 0;
        while (true) {
            while (first < data.length && !data[first].hasRemaining()) {
                first++;
            }
            if (first == data.length) {
                return true;
            }
            if (!offer(data, first)) {
                return false;
            }
        }
    }

    /** One gathering write. Returns whether the socket took all that it was offered. */
    private boolean offer(ByteBuffer[] data, int first) throws IOException {
        int offered = 0;
        int next = first;
        while (next < data.length && next - first < MAX_BUFFERS && offered + data[next].remaining() <= MAX_OFFER) {
            offered += data[next].remaining();
            next++;
        }
        if (next > first) {
            return channel.write(data, first, next - first) == offered;
        }
        ByteBuffer large = data[first];
        int limit = large.limit();
        large.limit(large.position() + MAX_OFFER);
        try {
            channel.write(large);
            return !large.hasRemaining();
        } finally {
            large.limit(limit);
        }
    }

    @Override
    public boolean hasOutput() {
        return false;
    }

    @Override
    public boolean end() throws IOException {
        channel.shutdownOutput();
        return true;
    }

    @Override
    public void releaseInput() {
        // none held
    }

    @Override
    public void releaseOutput() {
        // none held
    }
}
