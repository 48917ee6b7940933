package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads from containers that keep to the letter of the specification: they call back once after {@code isReady} has
 * returned false. The thread that runs the endpoint reads, so that nothing is read while the endpoint is busy.
 */
final class PulledInput implements ReadListener {
    private static final int READ_SIZE = 8192;

    private final ServletInputStream in;
    private final ApplicationScope scope;
    private final Deliveries deliveries;
    private final GenericTransport transport;

    PulledInput(ServletInputStream in, ApplicationScope scope, Deliveries deliveries, GenericTransport transport) {
        this.in = in;
        this.scope = scope;
        this.deliveries = deliveries;
        this.transport = transport;
    }

    @Override
    public void onDataAvailable() {
        deliveries.run(this::pull);
    }

    private void pull() {
        byte[] array = scope.buffers().acquire(READ_SIZE);
        try {
            while (transport.wantsMore() && in.isReady()) {
                int n = in.read(array, 0, Math.min(array.length, READ_SIZE));
                if (n < 0) {
                    transport.deliverEof();
                } else if (n > 0) {
                    transport.deliver(ByteBuffer.wrap(array, 0, n));
                }
            }
        } catch (IOException | IllegalStateException e) {
            transport.deliverFailure(e);
        } finally {
            scope.buffers().release(array);
        }
    }

    @Override
    public void onAllDataRead() {
        deliveries.run(transport::deliverEof);
    }

    @Override
    public void onError(Throwable cause) {
        deliveries.run(() -> transport.deliverFailure(cause));
    }
}
