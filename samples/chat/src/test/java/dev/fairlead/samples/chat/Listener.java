package dev.fairlead.samples.chat;

import java.util.ArrayList;
import java.util.List;

/** A member that remembers. */
final class Listener implements Member {
    static final Audience EACH = (members, event) -> members.forEach(member -> member.deliver(event));

    final List<Event> events = new ArrayList<>();
    boolean replaced;

    @Override
    public void deliver(Event event) {
        events.add(event);
    }

    @Override
    public void replaced() {
        replaced = true;
    }

    Event last() {
        return events.get(events.size() - 1);
    }
}
