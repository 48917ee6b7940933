package dev.fairlead.samples.chat;

/** Who may be in a room. */
public interface Member {
    /**
     * Hands over an event without waiting for the network.
     *
     * @param event what happened
     */
    void deliver(Event event);

    /** The same browser tab came back on another connection: this one is of no use any more. */
    void replaced();
}
