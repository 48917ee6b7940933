package dev.fairlead.it.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What endpoints note and tests read, and the other way round. An application has classes of its own, which are gone when
 * it is undeployed; the notes are the JVM's. Thread-safe.
 */
final class Notes {
    private static final String PROPERTY = Notes.class.getName();

    private Notes() {
    }

    @SuppressWarnings("unchecked")
    private static Map<String, BlockingQueue<String>> all() {
        return (Map<String, BlockingQueue<String>>) System.getProperties()
                .computeIfAbsent(PROPERTY, unused -> new ConcurrentHashMap<>());
    }

    private static BlockingQueue<String> of(String key) {
        return all().computeIfAbsent(key, unused -> new LinkedBlockingQueue<>());
    }

    /** Adds a note. */
    static void add(String key, String what) {
        of(key).add(what);
    }

    /** Takes the oldest note; waits for it. */
    static String next(String key) {
        try {
            String noted = of(key).poll(10, TimeUnit.SECONDS);
            return noted == null ? "nothing noted for " + key : noted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Lets {@link #pause} return. */
    static void go(String key) {
        add("go " + key, "go");
    }

    /** Waits for {@link #go}. */
    static void pause(String key) {
        next("go " + key);
    }

    /** The notes that nobody has taken, for keys that begin so. */
    static List<String> left(String prefix) {
        List<String> left = new ArrayList<>();
        all().forEach((key, notes) -> {
            if (key.startsWith(prefix)) {
                notes.forEach(note -> left.add(key + ": " + note));
            }
        });
        return left;
    }
}
