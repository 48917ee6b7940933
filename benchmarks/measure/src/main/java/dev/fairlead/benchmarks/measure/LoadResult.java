package dev.fairlead.benchmarks.measure;

import java.util.HashMap;
import java.util.Map;

/**
 * What the load generator says at its end: one line of {@code key=value}.
 *
 * @param values by key
 */
record LoadResult(Map<String, String> values) {
    LoadResult {
        values = Map.copyOf(values);
    }

    static LoadResult parse(String line) {
        Map<String, String> values = new HashMap<>();
        for (String pair : line.strip().split(" ")) {
            int at = pair.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("not key=value: \"" + pair + "\" in \"" + line + "\"");
            }
            values.put(pair.substring(0, at), pair.substring(at + 1));
        }
        return new LoadResult(values);
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in " + values);
        }
        return value;
    }

    double number(String key) {
        return Double.parseDouble(text(key));
    }
}
