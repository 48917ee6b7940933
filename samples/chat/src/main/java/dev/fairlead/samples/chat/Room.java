package dev.fairlead.samples.chat;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A room: who is in it and what was said last. Thread-safe. Events are delivered under the room's lock, so that everybody
 * sees them in the same order; {@link Member#deliver} and {@link Audience#tell} therefore never wait.
 */
public final class Room {
    /** How many messages a newcomer is shown. */
    static final int HISTORY = 50;

    private record Seat(String nickname, String key) {
        boolean clashesWith(String other) {
            return nickname.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
        }
    }

    private final String name;
    private final Clock clock;
    private final Audience audience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Member, Seat> seats = new LinkedHashMap<>();
    private final Deque<Event.Said> history = new ArrayDeque<>();

    Room(String name, Clock clock, Audience audience) {
        this.name = name;
        this.clock = clock;
        this.audience = audience;
    }

    /** Lets a member in, tells it what it missed, and tells the others. */
    void join(Member member, Command.Join join) throws RefusedException {
        String nickname = Rules.nickname(join.nickname());
        lock.lock();
        try {
            if (seats.containsKey(member)) {
                throw new RefusedException("You are in this room already.");
            }
            boolean back = makeWay(nickname, join.key());
            seats.put(member, new Seat(nickname, join.key()));
            member.deliver(new Event.Welcome(name, nickname, members(), List.copyOf(history)));
            if (!back) {
                tellOthers(member, new Event.Joined(nickname, members()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection that the same browser tab had before; tells whether there was one. */
    private boolean makeWay(String nickname, String key) throws RefusedException {
        for (Map.Entry<Member, Seat> entry : seats.entrySet()) {
            Seat seat = entry.getValue();
            if (seat.clashesWith(nickname)) {
                if (key.isEmpty() || !seat.key().equals(key)) {
                    throw new RefusedException(seat.nickname() + " is here already. Please choose another nickname.");
                }
                seats.remove(entry.getKey());
                entry.getKey().replaced();
                return true;
            }
        }
        return false;
    }

    /** Says something to all members, the speaker too. */
    void say(Member member, Command.Say say) throws RefusedException {
        String text = Rules.text(say.text());
        lock.lock();
        try {
            Seat seat = seats.get(member);
            if (seat == null) {
                throw new RefusedException("Please join the room first.");
            }
            Event.Said said = new Event.Said(seat.nickname(), text, clock.instant());
            if (history.size() == HISTORY) {
                history.removeFirst();
            }
            history.addLast(said);
            tellOthers(null, said);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a member go, if it is here. */
    void leave(Member member) {
        lock.lock();
        try {
            Seat seat = seats.remove(member);
            if (seat != null) {
                tellOthers(member, new Event.Left(seat.nickname(), members()));
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return seats.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void tellOthers(Member except, Event event) {
        audience.tell(seats.keySet().stream().filter(member -> member != except).toList(), event);
    }

    private List<String> members() {
        return seats.values().stream().map(Seat::nickname).sorted(String.CASE_INSENSITIVE_ORDER).toList();
    }
}
