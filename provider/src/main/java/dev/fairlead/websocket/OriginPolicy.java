package dev.fairlead.websocket;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which {@code Origin} headers a server accepts (RFC 6455 section 10.2). A request without one is no browser's and passes.
 */
public final class OriginPolicy {
    private static final OriginPolicy ANY = new OriginPolicy(Set.of(), false);
    private static final OriginPolicy SAME = new OriginPolicy(Set.of(), true);

    private final Set<String> allowed;
    private final boolean same;

    private OriginPolicy(Set<String> allowed, boolean same) {
        this.allowed = allowed;
        this.same = same;
    }

    /**
     * Every origin passes.
     *
     * @return the policy
     */
    public static OriginPolicy any() {
        return ANY;
    }

    /**
     * Only pages of the host and port that the request names pass.
     *
     * @return the policy
     */
    public static OriginPolicy sameOrigin() {
        return SAME;
    }

    /**
     * Only the listed origins pass.
     *
     * @param origins as {@code https://example.org}, compared ignoring case
     * @return the policy
     * @throws IllegalArgumentException if none are given, or one has no scheme
     */
    public static OriginPolicy of(String... origins) {
        if (origins.length == 0) {
            throw new IllegalArgumentException("fairlead.origins lists no origin; say any, same-origin, or list them");
        }
        Set<String> allowed = new TreeSet<>();
        for (String origin : origins) {
            if (!origin.contains("://")) {
                throw new IllegalArgumentException("fairlead.origins has " + origin
                        + ", which isn't an origin; write it as https://example.org");
            }
            allowed.add(origin.strip().toLowerCase(Locale.ROOT));
        }
        return new OriginPolicy(allowed, false);
    }

    /**
     * Reads a policy.
     *
     * @param text {@code any}, {@code same-origin}, or origins divided by commas
     * @return the policy
     * @throws IllegalArgumentException if it is none of these
     */
    public static OriginPolicy parse(String text) {
        return switch (text.strip()) {
            case "any" -> ANY;
            case "same-origin" -> SAME;
            default -> of(text.strip().split("\\s*,\\s*"));
        };
    }

    /**
     * Whether a request passes.
     *
     * @param origin     the header, or null
     * @param selfOrigin the scheme, host and port that the request was sent to, as {@code https://example.org}
     * @return true if it may go on
     */
    public boolean accepts(String origin, String selfOrigin) {
        if (origin == null || this == ANY) {
            return true;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        return same ? lower.equals(selfOrigin.toLowerCase(Locale.ROOT)) : allowed.contains(lower);
    }

    /** As it is read by {@link #parse}. */
    @Override
    public String toString() {
        return this == ANY ? "any" : same ? "same-origin" : String.join(",", allowed);
    }
}
