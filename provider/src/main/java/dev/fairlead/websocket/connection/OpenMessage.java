package dev.fairlead.websocket.connection;

/**
 * The message that is being sent in parts, if there is one, and who sends it. The parts of one message are sent by one
 * thread, or all by callbacks of the endpoint, whichever threads they run on, or all through one stream. Guarded by the
 * lock of the sending side.
 */
final class OpenMessage {
    /** A thread, or the endpoint's turn. */
    private Object party;
    private Object stream;

    boolean exists() {
        return party != null;
    }

    boolean isOf(Object sender) {
        return party == sender;
    }

    /**
     * Whether a message is the next part of this one.
     *
     * @param sender who sends it
     * @param through the stream that it is sent through, or null
     */
    boolean isContinuedBy(Message message, Object sender, Object through) {
        if (through != null) {
            return through == stream;
        }
        return stream == null && message.isPart() && (party == sender || isAbandoned());
    }

    /** A thread that has ended can't go on: whoever comes next may. */
    private boolean isAbandoned() {
        return party instanceof Thread && !((Thread) party).isAlive();
    }

    void begin(Object sender, Object through) {
        party = sender;
        stream = through;
    }

    void end() {
        party = null;
        stream = null;
    }
}
