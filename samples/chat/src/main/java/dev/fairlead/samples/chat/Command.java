package dev.fairlead.samples.chat;

/** What a browser asks for. */
public sealed interface Command {
    /**
     * Enters the room of the path.
     *
     * @param nickname the name wanted
     * @param key      a secret of the browser tab: who comes back with the same one gets its nickname back, although the
     *                 server may not know yet that the old connection is gone; empty for none
     */
    record Join(String nickname, String key) implements Command {
    }

    /**
     * Says something to the room.
     *
     * @param text what is said
     */
    record Say(String text) implements Command {
    }
}
