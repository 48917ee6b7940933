package dev.fairlead.benchmarks.codec;

import java.util.List;

/**
 * Connections that send in turn, each another message of the cycle, so that neither a processor's cache nor its branch predictor
 * knows the next one. Not thread-safe.
 */
public final class SendingConnections implements Turn {
    private static final int STEP = 31;

    private final Sending sending;
    private final byte[][] cycle;
    private final int connections;
    private long turn;
    private long bytesOut;
    private long bytesIn;

    /**
     * Begins with connections that have sent nothing.
     *
     * @param sending     their halves; this closes them
     * @param cycle       the messages
     * @param connections how many
     */
    public SendingConnections(Sending sending, List<byte[]> cycle, int connections) {
        this.sending = sending;
        this.cycle = cycle.toArray(byte[][]::new);
        this.connections = connections;
    }

    /** Sends the next message on the next connection. */
    @Override
    public int next() {
        int connection = (int) (turn % connections);
        byte[] message = cycle[(int) (((long) connection * STEP + turn / connections) % cycle.length)];
        turn++;
        int length = sending.send(connection, message);
        bytesIn += message.length;
        bytesOut += length;
        return length;
    }

    /**
     * What is left of the bytes.
     *
     * @return bytes sent by bytes of the messages since the beginning
     */
    public double ratio() {
        return (double) bytesOut / bytesIn;
    }

    @Override
    public void close() {
        sending.close();
    }
}
