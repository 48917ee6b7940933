package dev.fairlead.samples.chat;

import java.util.List;

/** Reaches many members at once. */
public interface Audience {
    /**
     * Hands one event to each of some members without waiting for the network.
     *
     * @param members to whom
     * @param event   what happened
     */
    void tell(List<Member> members, Event event);
}
