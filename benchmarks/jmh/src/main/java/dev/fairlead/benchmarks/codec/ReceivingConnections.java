package dev.fairlead.benchmarks.codec;

/** Connections that receive in turn, at several places of the same stream. Not thread-safe. */
public final class ReceivingConnections implements Turn {
    private final Receiving receiving;
    private final PayloadStream stream;
    private final long[] received;
    private long turn;

    /**
     * Begins with connections that have received enough to have a full window.
     *
     * @param receiving   their halves; this closes them
     * @param stream      what they receive
     * @param connections how many
     */
    public ReceivingConnections(Receiving receiving, PayloadStream stream, int connections) {
        this.receiving = receiving;
        this.stream = stream;
        received = new long[connections];
        for (int i = 0; i < connections; i++) {
            PayloadStream.Opening opening = stream.opening(i);
            receiving.receive(i, opening.payload());
            received[i] = opening.next();
        }
    }

    /** Receives the next payload on the next connection. */
    @Override
    public int next() {
        return receive((int) (turn++ % received.length));
    }

    private int receive(int connection) {
        int length = receiving.receive(connection, stream.payload(received[connection]++));
        if (length != stream.size()) {
            throw new IllegalStateException(length + " bytes where the message had " + stream.size());
        }
        return length;
    }

    @Override
    public void close() {
        receiving.close();
    }
}
