package dev.fairlead.websocket.container;

import dev.fairlead.websocket.session.JakartaSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The authenticated sessions of each HTTP session: they end with it (specification section 7.2). A session belongs to it
 * from the accepted handshake on: the HTTP session may end before the endpoint has been opened. Thread-safe.
 */
final class HttpSessions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<Member>> byId = new HashMap<>();

    /** What has become, or is about to become, a session. All fields are guarded by the lock. */
    final class Member {
        private String httpSessionId;
        private JakartaSession session;

        private Member(String httpSessionId) {
            this.httpSessionId = httpSessionId;
        }

        /**
         * The session begins.
         *
         * @return false if the HTTP session has ended meanwhile
         */
        boolean begin(JakartaSession begun) {
            lock.lock();
            try {
                session = begun;
                return httpSessionId != null;
            } finally {
                lock.unlock();
            }
        }

        /** The session has ended. */
        void end() {
            lock.lock();
            try {
                if (httpSessionId != null) {
                    byId.computeIfPresent(httpSessionId, (unused, members) ->
                            members.remove(this) && members.isEmpty() ? null : members);
                    httpSessionId = null;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** A handshake of an authenticated user was accepted. */
    Member join(String httpSessionId) {
        Member member = new Member(httpSessionId);
        lock.lock();
        try {
            byId.computeIfAbsent(httpSessionId, unused -> new HashSet<>()).add(member);
        } finally {
            lock.unlock();
        }
        return member;
    }

    /** An HTTP session has another id. */
    void rename(String oldId, String newId) {
        lock.lock();
        try {
            Set<Member> members = byId.remove(oldId);
            if (members != null) {
                byId.computeIfAbsent(newId, unused -> new HashSet<>()).addAll(members);
                members.forEach(member -> member.httpSessionId = newId);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * An HTTP session has ended.
     *
     * @return its sessions that have begun; the others find it out when they begin
     */
    List<JakartaSession> end(String id) {
        List<JakartaSession> sessions = new ArrayList<>();
        lock.lock();
        try {
            Set<Member> members = byId.remove(id);
            if (members != null) {
                for (Member member : members) {
                    member.httpSessionId = null;
                    if (member.session != null) {
                        sessions.add(member.session);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        return sessions;
    }
}
