package dev.fairlead.websocket.protocol.handshake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** HTTP header fields: names ignore case, fields and values keep their order. Not thread-safe. */
public final class Headers {
    /** A name as it was first written, and its values. */
    private record Field(String name, List<String> values) {
    }

    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** Creates an empty set of fields. */
    public Headers() {
    }

    /**
     * Copies fields.
     *
     * @param other names to values
     * @throws IllegalArgumentException if a name is no token or a value has a line break
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
     * @throws IllegalArgumentException if the name is no token or the value has a line break
     */
    public Headers add(String name, String value) {
        if (!Token.isToken(name)) {
            throw new IllegalArgumentException("not the name of a header field: " + name);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0') {
                throw new IllegalArgumentException("the value of " + name + " has a line break or a zero at " + i);
            }
        }
        fields.computeIfAbsent(key(name), unused -> new Field(name, new ArrayList<>(1))).values.add(value);
        return this;
    }

    /**
     * Replaces all values of a name.
     *
     * @param name  a token
     * @param value without line breaks
     * @return this
     * @throws IllegalArgumentException if the name is no token or the value has a line break
     */
    public Headers set(String name, String value) {
        remove(name);
        return add(name, value);
    }

    /**
     * Removes all values of a name.
     *
     * @param name a token
     */
    public void remove(String name) {
        fields.remove(key(name));
    }

    /**
     * All values of a name.
     *
     * @param name in any case
     * @return in the order of the message; empty if there are none
     */
    public List<String> all(String name) {
        Field field = fields.get(key(name));
        return field == null ? List.of() : Collections.unmodifiableList(field.values);
    }

    /**
     * The first value of a name.
     *
     * @param name in any case
     * @return the value, if there is one
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
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
                String trimmed = Token.trim(token);
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
        return tokens(name).stream().anyMatch(token::equalsIgnoreCase);
    }

    /**
     * Visits each value with its name, in order: one line of a message each.
     *
     * @param visitor takes name and value
     */
    public void forEach(BiConsumer<String, String> visitor) {
        fields.values().forEach(field -> field.values.forEach(value -> visitor.accept(field.name, value)));
    }

    /**
     * All fields.
     *
     * @return an unmodifiable copy, looked up ignoring case
     */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.values().forEach(field -> copy.put(field.name, List.copyOf(field.values)));
        return Collections.unmodifiableMap(copy);
    }

    /** As in a message, one line a value. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.toString();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
