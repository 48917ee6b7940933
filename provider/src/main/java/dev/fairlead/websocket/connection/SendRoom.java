package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings;
import java.io.IOException;

/** Whether there is room in the send queue, and what is done where there is none. All with the sending side's lock held. */
final class SendRoom {
    private final Connection connection;
    private final SendLock lock;
    private final SendState state;
    private final SendQueue queue;
    private final Writer writer;

    SendRoom(Connection connection, SendLock lock, SendState state, SendQueue queue, Writer writer) {
        this.connection = connection;
        this.lock = lock;
        this.state = state;
        this.queue = queue;
        this.writer = writer;
    }

    /**
     * Waits for room; a message that is larger than the queue has room when nothing else waits.
     *
     * @param policy who finds no room waits for it, if it says so
     * @throws FullQueueException if there is none, or none before the deadline
     */
    void await(Message message, Deadline deadline, Settings.SlowConsumer policy) throws IOException {
        int limit = connection.settings().sendQueueSize();
        while (load() > 0 && load() + message.size() > limit) {
            state.requireOpen();
            if (!writer.writeUnlocked() && (policy != Settings.SlowConsumer.BLOCK || !lock.await(deadline))) {
                throw new FullQueueException("the peer of session " + connection.id() + " is slow: " + load()
                        + " of at most " + limit + " bytes wait to be sent (fairlead.sendQueueSize, "
                        + "fairlead.slowConsumer)");
            }
        }
    }

    private long load() {
        return queue.waitingBytes() + writer.load();
    }
}
