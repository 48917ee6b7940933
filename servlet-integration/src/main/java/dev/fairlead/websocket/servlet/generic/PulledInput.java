package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads from containers that keep to the letter of the specification: they call back once after {@code isReady} has
 * returned false. Nothing is read while the endpoint is busy: its own thread reads, or has the streams' thread read again
 * when it is done.
 */
final class PulledInput implements ReadListener {
    private static final System.Logger LOG = System.getLogger(PulledInput.class.getName());
    private static final int READ_SIZE = 8192;

    private final ServletInputStream in;
    private final ApplicationScope scope;
    private final Deliveries deliveries;
    private final StreamThread streams;
    private final GenericTransport transport;

    /** The endpoint has not consumed yet what was read; by the streams' thread. */
    private boolean busy;

    PulledInput(ServletInputStream in,
                ApplicationScope scope,
                Deliveries deliveries,
                StreamThread streams,
                GenericTransport transport) {
        this.in = in;
        this.scope = scope;
        this.deliveries = deliveries;
        this.streams = streams;
        this.transport = transport;
    }

    @Override
    public void onDataAvailable() {
        streams.called();
        if (streams.isKnown()) {
            readOnce();
        } else {
            deliveries.run(this::pull);
        }
    }

    /** By the streams' thread: reads what the endpoint's thread is to consume before more is read. */
    private void readOnce() {
        if (busy) {
            return;
        }
        byte[] array = scope.buffers().acquire(READ_SIZE);
        try {
            while (!busy && transport.isReadable() && in.isReady()) {
                int n = in.read(array, 0, READ_SIZE);
                if (n > 0 && !transport.isClosed()) {
                    busy = true;
                    byte[] copy = Arrays.copyOf(array, n);
                    deliveries.run(() -> consume(copy));
                }
            }
            if (in.isFinished()) {
                end();
            }
        } catch (IOException | RuntimeException e) {
            // Undertow throws a NullPointerException when it finds the end of a stream whose output is closed
            onError(e);
        } finally {
            scope.buffers().release(array);
        }
    }

    /** By the streams' thread: the endpoint is not waited for any more. */
    void readOn() {
        busy = false;
        readOnce();
    }

    private void consume(byte[] data) {
        transport.deliver(ByteBuffer.wrap(data));
        streams.run(this::readOn);
    }

    /** By the endpoint's thread. */
    private void pull() {
        byte[] array = scope.buffers().acquire(READ_SIZE);
        try {
            while (transport.wantsMore() && in.isReady()) {
                int n = in.read(array, 0, READ_SIZE);
                if (n > 0) {
                    transport.deliver(ByteBuffer.wrap(array, 0, n));
                }
            }
            if (in.isFinished()) {
                transport.deliverEof();
            }
        } catch (IOException | IllegalStateException e) {
            transport.deliverFailure(e);
        } finally {
            scope.buffers().release(array);
        }
    }

    /** Undertow doesn't say it when it was found out by reading; over TLS it goes on looking, unless the input is closed. */
    private void end() {
        deliveries.run(transport::deliverEof);
        if (streams.isKnown()) {
            try {
                in.close();
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "the ended input was broken when it was closed", e);
            }
        }
        transport.peerEnded();
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    @Override
    public void onError(Throwable cause) {
        deliveries.run(() -> transport.deliverFailure(cause));
        transport.peerEnded();
    }
}
