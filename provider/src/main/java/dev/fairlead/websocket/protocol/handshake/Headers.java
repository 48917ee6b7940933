package dev.fairlead.websocket.protocol.handshake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP header fields: names ignore case, values keep their order. Not thread-safe. */
public final class Headers {
    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Creates an empty set of fields. */
    public Headers() {
    }

    /**
     * Copies fields.
     *
     * @param other names to values
     */
    public Headers(Map<String, List<String>> other) {
        other.forEach((name, values) -> values.forEach(value -> add(name, value)));
    }

    /**
     * Adds a value behind those that the name has.
     *
     * @param name  a token
     * @param value without line breaks
     * @return this
     */
    public Headers add(String name, String value) {
        Objects.requireNonNull(value, name);
        fields.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(value);
        return this;
    }

    /**
     * Replaces all values of a name.
     *
     * @param name  a token
     * @param value without line breaks
     * @return this
     */
    public Headers set(String name, String value) {
        fields.remove(name);
        return add(name, value);
    }

    /**
     * Removes all values of a name.
     *
     * @param name a token
     */
    public void remove(String name) {
        fields.remove(name);
    }

    /**
     * All values of a name.
     *
     * @param name in any case
     * @return in the order of the message; empty if there are none
     */
    public List<String> all(String name) {
        List<String> values = fields.get(name);
        return values == null ? List.of() : Collections.unmodifiableList(values);
    }

    /**
     * The first value of a name.
     *
     * @param name in any case
     * @return the value, if there is one
     */
    public Optional<String> first(String name) {
        List<String> values = fields.get(name);
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * The elements of a header that is a list of tokens divided by commas, over all its lines.
     *
     * @param name in any case
     * @return the elements, trimmed, empty ones left out
     */
    public List<String> tokens(String name) {
        List<String> tokens = new ArrayList<>();
        for (String line : all(name)) {
            for (String token : line.split(",")) {
                String trimmed = token.strip();
                if (!trimmed.isEmpty()) {
                    tokens.add(trimmed);
                }
            }
        }
        return tokens;
    }

    /**
     * Whether a list of tokens has one, ignoring case.
     *
     * @param name  of the header
     * @param token what to look for
     * @return true if it stands there
     */
    public boolean hasToken(String name, String token) {
        for (String present : tokens(name)) {
            if (present.toLowerCase(Locale.ROOT).equals(token.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /**
     * All fields.
     *
     * @return an unmodifiable copy, looked up ignoring case
     */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    /** One field a line. */
    @Override
    public String toString() {
        return new LinkedHashMap<>(fields).toString();
    }
}
