package dev.fairlead.benchmarks.client;

import java.util.HashMap;
import java.util.Map;

/**
 * What a client is told to do: one line of words, the mode and then {@code key=value}.
 *
 * @param mode   {@code echo}, {@code connect} or {@code idle}
 * @param values by key
 */
record Turn(String mode, Map<String, String> values) {
    Turn {
        values = Map.copyOf(values);
    }

    static Turn parse(String line) {
        String[] words = line.strip().split(" +");
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int at = words[i].indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("not key=value: " + words[i]);
            }
            values.put(words[i].substring(0, at), words[i].substring(at + 1));
        }
        return new Turn(words[0], values);
    }

    int port() {
        return Integer.parseInt(values.get("port"));
    }

    int connections() {
        return Integer.parseInt(values.get("conns"));
    }

    /** Messages under way, of each connection. */
    int depth() {
        return Integer.parseInt(values.getOrDefault("depth", "1"));
    }

    /** Bytes of a message. */
    int size() {
        return Integer.parseInt(values.getOrDefault("size", "64"));
    }

    boolean binary() {
        return flag("binary");
    }

    /** Whether permessage-deflate is offered. */
    boolean deflate() {
        return flag("deflate");
    }

    /** Whether messages are sent as return values of an annotated method, not by a blocking send. */
    boolean returns() {
        return flag("returns");
    }

    double warmUp() {
        return Double.parseDouble(values.getOrDefault("warmup", "1"));
    }

    double seconds() {
        return Double.parseDouble(values.getOrDefault("time", "1"));
    }

    private boolean flag(String key) {
        return Boolean.parseBoolean(values.getOrDefault(key, "false"));
    }
}
