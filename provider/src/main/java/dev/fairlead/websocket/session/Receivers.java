package dev.fairlead.websocket.session;

import dev.fairlead.websocket.session.MessageReceiver.Kind;
import jakarta.websocket.MessageHandler;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The receivers of one session, at most one for each native type, and the application's handlers behind them. Thread-safe. */
final class Receivers {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile MessageReceiver text;
    private volatile MessageReceiver binary;
    private volatile MessageReceiver pong;
    private Map<MessageHandler, List<MessageReceiver>> handlers;

    /** Who takes messages of a native type; null if nobody does. */
    MessageReceiver of(Kind kind) {
        return switch (kind) {
            case TEXT -> text;
            case BINARY -> binary;
            case PONG -> pong;
        };
    }

    /** Adds one. */
    void add(MessageReceiver receiver) {
        lock.lock();
        try {
            requireFree(receiver.kind());
            set(receiver.kind(), receiver);
        } finally {
            lock.unlock();
        }
    }

    /** Adds all receivers of a handler, or none. */
    void add(MessageHandler handler, List<MessageReceiver> all) {
        lock.lock();
        try {
            for (MessageReceiver receiver : all) {
                requireFree(receiver.kind());
            }
            for (MessageReceiver receiver : all) {
                set(receiver.kind(), receiver);
            }
            if (handlers == null) {
                handlers = new IdentityHashMap<>(4);
            }
            handlers.put(handler, all);
        } finally {
            lock.unlock();
        }
    }

    /** Removes a handler's receivers; a message that one of them is in the middle of stays its own. */
    void remove(MessageHandler handler) {
        lock.lock();
        try {
            List<MessageReceiver> all = handlers == null ? null : handlers.remove(handler);
            if (all == null) {
                return;
            }
            for (MessageReceiver receiver : all) {
                set(receiver.kind(), null);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The application's handlers. */
    Set<MessageHandler> handlers() {
        lock.lock();
        try {
            Set<MessageHandler> copy = new LinkedHashSet<>();
            if (handlers != null) {
                copy.addAll(handlers.keySet());
            }
            return Collections.unmodifiableSet(copy);
        } finally {
            lock.unlock();
        }
    }

    private void requireFree(Kind kind) {
        if (of(kind) != null) {
            throw new IllegalStateException("the session has a handler of " + kind.name().toLowerCase(Locale.ROOT)
                    + " messages already; remove that one first (Session.removeMessageHandler)");
        }
    }

    private void set(Kind kind, MessageReceiver receiver) {
        switch (kind) {
            case TEXT -> text = receiver;
            case BINARY -> binary = receiver;
            default -> pong = receiver;
        }
    }
}
