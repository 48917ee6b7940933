package dev.fairlead.websocket.container;

import dev.fairlead.websocket.session.OpenSessions;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The open sessions of each client endpoint; one without sessions is forgotten. Thread-safe. */
final class ClientSessions {
    private static final class Group {
        private final OpenSessions sessions = new OpenSessions();
        private int members;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Group> groups = new IdentityHashMap<>();

    /** A session of the endpoint is going to be opened. */
    OpenSessions enter(Object endpoint) {
        lock.lock();
        try {
            Group group = groups.computeIfAbsent(endpoint, unused -> new Group());
            group.members++;
            return group.sessions;
        } finally {
            lock.unlock();
        }
    }

    /** A session of the endpoint has ended. */
    void leave(Object endpoint) {
        lock.lock();
        try {
            Group group = groups.get(endpoint);
            if (--group.members == 0) {
                groups.remove(endpoint);
            }
        } finally {
            lock.unlock();
        }
    }
}
