package dev.fairlead.websocket.protocol.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server or proxy asks of a client that must say who it is (RFC 9110 section 11.3).
 *
 * @param scheme     as {@code Basic} or {@code Digest}
 * @param parameters names to values, unquoted; looked up ignoring case
 */
public record Challenge(String scheme, Map<String, String> parameters) {
    /**
     * Reads the lines of {@code WWW-Authenticate} or {@code Proxy-Authenticate}. What can't be read ends its line:
     * the challenges in front of it count.
     *
     * @param lines the values of the header
     * @return the challenges in order
     */
    public static List<Challenge> parse(List<String> lines) {
        List<Challenge> challenges = new ArrayList<>();
        lines.forEach(line -> new Line(line).read(challenges));
        return challenges;
    }

    /**
     * The part that the user's name and password are for.
     *
     * @return null if the challenge names none
     */
    public String realm() {
        return parameters.get("realm");
    }

    /** Reads one line from left to right. A name without {@code =} behind it begins the next challenge. */
    private static final class Line {
        private final String text;
        private int at;

        Line(String text) {
            this.text = text;
        }

        void read(List<Challenge> challenges) {
            Map<String, String> parameters = null;
            while (skip(" \t,")) {
                String name = token();
                if (name.isEmpty()) {
                    return;
                }
                int behind = at;
                skip(" \t");
                if (parameters == null || at == text.length() || text.charAt(at) != '=') {
                    at = behind;
                    parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    challenges.add(new Challenge(name, parameters));
                } else {
                    at++;
                    skip(" \t");
                    String value = value();
                    if (value == null) {
                        return;
                    }
                    parameters.put(name, value);
                }
            }
        }

        /** Returns whether something is left. */
        private boolean skip(String what) {
            while (at < text.length() && what.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at < text.length();
        }

        private String token() {
            int start = at;
            while (at < text.length() && Token.isTokenChar(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private String value() {
            if (at == text.length() || text.charAt(at) != '"') {
                String token = token();
                return token.isEmpty() ? null : token;
            }
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return value.toString();
                }
                if (c == '\\' && at + 1 < text.length()) {
                    c = text.charAt(++at);
                }
                value.append(c);
            }
            return null;
        }
    }
}
