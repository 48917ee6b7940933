package dev.fairlead.samples.chat;

import java.time.Instant;
import java.util.List;

/** What a browser is told. */
public sealed interface Event {
    /**
     * The room was entered.
     *
     * @param room     its name
     * @param nickname the newcomer's
     * @param members  all nicknames, the newcomer's too, in alphabetical order
     * @param history  what was said last, the oldest first
     */
    record Welcome(String room, String nickname, List<String> members, List<Said> history) implements Event {
    }

    /**
     * Somebody else entered.
     *
     * @param nickname who
     * @param members  all nicknames now
     */
    record Joined(String nickname, List<String> members) implements Event {
    }

    /**
     * Somebody left.
     *
     * @param nickname who
     * @param members  all nicknames now
     */
    record Left(String nickname, List<String> members) implements Event {
    }

    /**
     * Somebody, perhaps the receiver, said something.
     *
     * @param nickname who
     * @param text     what
     * @param at       when
     */
    record Said(String nickname, String text, Instant at) implements Event {
    }

    /**
     * A command wasn't carried out.
     *
     * @param reason why, and what to do
     */
    record Refused(String reason) implements Event {
    }
}
