package dev.fairlead.samples.chat;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The rooms, made when somebody enters. An empty one is kept with its history until its place is needed. Thread-safe. */
public final class Rooms {
    private final int limit;
    private final Clock clock;
    private final Audience audience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Room> rooms = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Creates a house without rooms.
     *
     * @param limit    how many rooms there may be
     * @param clock    tells when something was said
     * @param audience reaches the members of a room
     */
    public Rooms(int limit, Clock clock, Audience audience) {
        this.limit = limit;
        this.clock = clock;
        this.audience = audience;
    }

    /**
     * Enters a room.
     *
     * @param name   the room's name
     * @param member who enters
     * @param join   under which nickname
     * @return the room
     * @throws RefusedException if a name isn't acceptable or taken, or all rooms are in use
     */
    public Room enter(String name, Member member, Command.Join join) throws RefusedException {
        Rules.room(name);
        // Held while joining: a room that is about to be entered isn't empty for anybody else.
        lock.lock();
        try {
            Room room = rooms.get(name);
            boolean made = room == null;
            if (made) {
                makeWay();
                room = new Room(name, clock, audience);
            }
            room.join(member, join);
            if (made) {
                rooms.put(name, room);
            }
            return room;
        } finally {
            lock.unlock();
        }
    }

    private void makeWay() throws RefusedException {
        if (rooms.size() < limit) {
            return;
        }
        for (Map.Entry<String, Room> entry : rooms.entrySet()) {
            if (entry.getValue().isEmpty()) {
                rooms.remove(entry.getKey());
                return;
            }
        }
        throw new RefusedException("All " + limit + " rooms are in use. Please enter one of them.");
    }
}
