package dev.fairlead.benchmarks.hot;

import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import jakarta.websocket.DeploymentException;

/** A container with the annotated endpoint {@link Echo} and one open connection to it, all of the provider but a socket. */
final class EchoConnection implements AutoCloseable {
    private final FairleadServerContainer container =
            new FairleadServerContainer(Settings.DEFAULTS, EchoConnection.class.getClassLoader());
    private final MemoryTransport transport;
    private final ClientFrames frames;

    /**
     * Opens the connection.
     *
     * @param message  what its client sends
     * @param deflate  whether it does so compressed, and is answered likewise
     * @param readSize the most bytes of one read
     */
    EchoConnection(Message message, boolean deflate, int readSize) throws DeploymentException, HandshakeException {
        transport = new MemoryTransport(readSize);
        frames = new ClientFrames(message, deflate);
        container.addEndpoint(Echo.class);
        AcceptedUpgrade upgrade =
                container.upgrade(container.match("/echo").orElseThrow(), MemoryExchange.offering(deflate));
        if (deflate != upgrade.responseHeaders().all("Sec-WebSocket-Extensions").toString().contains("deflate")) {
            throw new IllegalStateException("not what was negotiated: " + upgrade.responseHeaders());
        }
        upgrade.open(transport);
        if (frames.opening() != null) {
            transport.add(frames.opening());
            transport.read();
        }
    }

    /**
     * Receives messages that came together, and answers them.
     *
     * @param messages how many
     * @return bytes of all answers so far
     */
    long exchange(int messages) {
        for (int i = 0; i < messages; i++) {
            transport.add(frames.next());
        }
        transport.read();
        if (transport.isClosed()) {
            throw new IllegalStateException("the connection has ended");
        }
        return transport.bytes();
    }

    /** How many writes there were. */
    long writes() {
        return transport.writes();
    }

    @Override
    public void close() {
        transport.read();
        container.stop();
    }
}
