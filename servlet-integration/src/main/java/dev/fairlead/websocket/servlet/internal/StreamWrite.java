package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.connection.WriteCallback;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One write of a transport, a piece at a time: a piece is begun when the one before has ended. */
final class StreamWrite implements WriteCallback {
    private final StreamTransport transport;
    private final WriteWindow window;
    private final WriteCallback callback;

    /**
     * Creates a write that isn't begun.
     *
     * @param callback told of an end that comes after {@link #advance} has returned
     */
    StreamWrite(StreamTransport transport, ByteBuffer[] buffers, WriteCallback callback) {
        this.transport = transport;
        this.window = new WriteWindow(buffers);
        this.callback = callback;
    }

    /**
     * Writes until something has to be waited for.
     *
     * @return true if everything was written
     */
    boolean advance() throws IOException {
        while (window.next()) {
            if (transport.writeNow(window.buffers())) {
                continue;
            }
            PendingWrite piece = new PendingWrite(this);
            transport.state().expect(piece);
            transport.flush(window.buffers(), piece);
            if (!piece.returned()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void onWritten() {
        transport.scope().run(this::advanceLater);
    }

    private void advanceLater() {
        try {
            if (advance()) {
                transport.written();
                callback.onWritten();
            }
        } catch (IOException e) {
            transport.written();
            callback.onWriteFailed(e);
        }
    }

    @Override
    public void onWriteFailed(IOException cause) {
        transport.written();
        transport.scope().run(() -> callback.onWriteFailed(cause));
    }
}
