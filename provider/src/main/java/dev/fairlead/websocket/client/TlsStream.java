package dev.fairlead.websocket.client;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A stream encrypted by an {@link SSLEngine}. Holds a buffer only for a record that has come or gone in part: none
 * while the connection is idle.
 */
final class TlsStream implements SocketStream {
    private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};
    private static final ByteBuffer NO_INPUT = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final BufferAllocator buffers;

    /** Encrypted bytes that aren't a whole record yet; null for none. */
    private ByteBuffer input;
    private boolean lastReadFilled;
    private boolean moreInput;
    private boolean inputEnded;

    /** Reading writes, too: answers of the TLS protocol. */
    private final ReentrantLock writing = new ReentrantLock();
    /** Encrypted bytes that the socket hasn't taken yet; null for none. Guarded by the lock. */
    private ByteBuffer output;

    TlsStream(SocketChannel channel, SSLEngine engine, BufferAllocator buffers) {
        this.channel = channel;
        this.engine = engine;
        this.buffers = buffers;
    }

    /**
     * Goes on with the TLS handshake as far as it gets. Delegated tasks run on the calling thread.
     *
     * @return the operation of {@link SelectionKey} to wait for before the next call; 0 when the handshake is done
     * @throws IOException if it fails; the peer has been told, if it could be
     */
    int handshake() throws IOException {
        byte[] scratch = null;
        try {
            while (true) {
                if (!write()) {
                    return SelectionKey.OP_WRITE;
                }
                switch (engine.getHandshakeStatus()) {
                    case NOT_HANDSHAKING, FINISHED -> {
                        return 0;
                    }
                    case NEED_TASK -> runTasks();
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        if (scratch == null) {
                            scratch = buffers.acquire(readBufferSize());
                        }
                        if (read(ByteBuffer.wrap(scratch)) == -1) {
                            throw new EOFException("the peer ended TLS before its handshake was done");
                        }
                        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
                            return SelectionKey.OP_READ;
                        }
                    }
                    case NEED_WRAP -> {
                        // done by the next write
                    }
                }
            }
        } catch (SSLException failure) {
            sendAlert(failure);
            throw failure;
        } finally {
            if (scratch != null) {
                buffers.release(scratch);
            }
        }
    }

    /** The engine may have a reason for the peer; it is lost if the socket doesn't take it at once. */
    private void sendAlert(SSLException failure) {
        try {
            write();
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    @Override
    public int readBufferSize() {
        return engine.getSession().getApplicationBufferSize();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int before = target.position();
        moreInput = false;
        boolean going = true;
        while (going && !inputEnded) {
            SSLEngineResult result = engine.unwrap(input == null ? NO_INPUT : input, target);
            boolean produced = target.position() > before;
            switch (result.getStatus()) {
                case OK -> going = answer(result);
                case CLOSED -> inputEnded = true;
                case BUFFER_UNDERFLOW -> {
                    // A failure of the next read must not swallow what this one has brought.
                    moreInput = produced && lastReadFilled;
                    going = !produced && fill();
                }
                case BUFFER_OVERFLOW -> {
                    if (!produced) {
                        throw new SSLException("TLS record larger than " + target.remaining() + " bytes");
                    }
                    moreInput = true;
                    going = false;
                }
            }
        }
        if (input != null && !input.hasRemaining()) {
            releaseInput();
        }
        int count = target.position() - before;
        return count == 0 && inputEnded ? -1 : count;
    }

    /** Does what the engine wants done after a record. Returns whether reading goes on. */
    private boolean answer(SSLEngineResult result) throws IOException {
        HandshakeStatus status = result.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            runTasks();
            status = engine.getHandshakeStatus();
        }
        if (status == HandshakeStatus.NEED_WRAP) {
            write();
        }
        if (status == HandshakeStatus.FINISHED) {
            // The caller decides whether to go on. The JDK says this of session tickets, too.
            moreInput = input.hasRemaining();
            return false;
        }
        return result.bytesConsumed() > 0 || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Reads encrypted bytes behind those that are there. Returns whether any came. */
    private boolean fill() throws IOException {
        int packet = engine.getSession().getPacketBufferSize();
        if (input == null) {
            input = ByteBuffer.wrap(buffers.acquire(packet)).limit(0);
        }
        if (input.remaining() == input.capacity()) {
            ByteBuffer larger = ByteBuffer.wrap(buffers.acquire(Math.max(packet, 2 * input.capacity())));
            larger.put(input).flip();
            buffers.release(input.array());
            input = larger;
        }
        input.compact();
        int count;
        try {
            count = channel.read(input);
            lastReadFilled = !input.hasRemaining();
        } finally {
            input.flip();
        }
        if (count < 0) {
            throw new EOFException("the peer ended the stream without close_notify of TLS: it may have been cut off");
        }
        return count > 0;
    }

    @Override
    public boolean mayHaveMore() {
        return moreInput;
    }

    @Override
    public boolean write(ByteBuffer... data) throws IOException {
        writing.lock();
        try {
            int first = 0;
            while (true) {
                if (!drain()) {
                    return false;
                }
                while (first < data.length && !data[first].hasRemaining()) {
                    first++;
                }
                if (first == data.length && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                    return true;
                }
                if (first == data.length) {
                    wrap(NOTHING, 0);
                } else {
                    wrap(data, first);
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /** Makes records until the data or the room for them is used up; at least one. */
    private void wrap(ByteBuffer[] data, int first) throws IOException {
        int packet = engine.getSession().getPacketBufferSize();
        output = ByteBuffer.wrap(buffers.acquire(packet));
        SSLEngineResult result;
        try {
            do {
                result = engine.wrap(data, first, data.length - first, output);
            } while (result.bytesConsumed() > 0 && data[data.length - 1].hasRemaining()
                    && output.remaining() >= packet);
        } finally {
            output.flip();
        }
        if (!output.hasRemaining()) {
            releaseOutput();
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new ClosedChannelException();
            }
            throw new SSLException("TLS takes no data now (" + result.getStatus() + ", " + result.getHandshakeStatus()
                    + "): renegotiation while data is being written isn't supported");
        }
    }

    /** Writes encrypted bytes. Returns whether the socket took them all. */
    private boolean drain() throws IOException {
        if (output != null) {
            channel.write(output);
            if (output.hasRemaining()) {
                return false;
            }
            releaseOutput();
        }
        return true;
    }

    @Override
    public boolean hasOutput() {
        writing.lock();
        try {
            return output != null;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public boolean end() throws IOException {
        writing.lock();
        try {
            engine.closeOutbound();
            while (drain()) {
                if (engine.isOutboundDone()) {
                    channel.shutdownOutput();
                    return true;
                }
                wrap(NOTHING, 0);
            }
            return false;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void releaseInput() {
        if (input != null) {
            buffers.release(input.array());
            input = null;
        }
    }

    @Override
    public void releaseOutput() {
        writing.lock();
        try {
            if (output != null) {
                buffers.release(output.array());
                output = null;
            }
        } finally {
            writing.unlock();
        }
    }
}
