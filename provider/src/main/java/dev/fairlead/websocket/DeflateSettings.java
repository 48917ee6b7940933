package dev.fairlead.websocket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How permessage-deflate (RFC 7692) is negotiated and how hard it compresses, where an endpoint says nothing of its
 * own. Immutable. Each value can be given as the parameter {@code fairlead.perMessageDeflate.} and the name here.
 *
 * <p>A smaller window means less memory and a little more to send: an idle connection keeps at most one and a half
 * windows of history in each direction whose context is taken over.
 *
 * @param level                      1 (fastest) to 9 (smallest); {@link #UNSET} for 1
 * @param strategy                   the kind of data
 * @param minimumSize                messages of fewer bytes are sent as they are; {@link #UNSET} for 0 where the
 *                                   context is taken over, and 96 where it isn't
 * @param serverMaxWindowBits        8 to 15: a server's own window is at most 2 to the power of it; a client asks
 *                                   servers for it. {@link #UNSET} for 12 on a server, and for asking nothing on a
 *                                   client
 * @param clientMaxWindowBits        8 to 15: a server tells clients that can be told to use no larger window; a
 *                                   client's own is at most that, and its offer says so. {@link #UNSET} for 12, which a
 *                                   client keeps to without saying it
 * @param serverNoContextTakeover    whether a server forgets each message before the next; a client demands it
 * @param clientNoContextTakeover    whether a client forgets each message before the next; a server demands it
 * @param requireClientMaxWindowBits whether a server declines compression with clients whose window it can't limit to
 *                                   {@code clientMaxWindowBits}
 */
public record DeflateSettings(
        int level,
        DeflateStrategy strategy,
        int minimumSize,
        int serverMaxWindowBits,
        int clientMaxWindowBits,
        boolean serverNoContextTakeover,
        boolean clientNoContextTakeover,
        boolean requireClientMaxWindowBits) {
    /** Stands for the default of a number. */
    public static final int UNSET = -1;

    /** What holds where nothing is said. */
    public static final DeflateSettings DEFAULTS = builder().build();

    /** Every parameter begins with it. */
    private static final String PREFIX = "fairlead.perMessageDeflate.";

    /**
     * Creates settings.
     *
     * @param level                      1 (fastest) to 9 (smallest); {@link #UNSET} for 1
     * @param strategy                   the kind of data
     * @param minimumSize                messages of fewer bytes are sent as they are; {@link #UNSET} for 0 where the
     *                                   context is taken over, and 96 where it isn't
     * @param serverMaxWindowBits        8 to 15: a server's own window is at most 2 to the power of it; a client asks
     *                                   servers for it. {@link #UNSET} for 12 on a server, and for asking nothing on a
     *                                   client
     * @param clientMaxWindowBits        8 to 15: a server tells clients that can be told to use no larger window; a
     *                                   client's own is at most that, and its offer says so. {@link #UNSET} for 12,
     *                                   which a client keeps to without saying it
     * @param serverNoContextTakeover    whether a server forgets each message before the next; a client demands it
     * @param clientNoContextTakeover    whether a client forgets each message before the next; a server demands it
     * @param requireClientMaxWindowBits whether a server declines compression with clients whose window it can't limit
     *                                   to {@code clientMaxWindowBits}
     * @throws IllegalArgumentException if a value is out of range; the message names the setting and the range
     */
    public DeflateSettings {
        requireRange("level", level, 1, 9);
        Objects.requireNonNull(strategy, "strategy");
        requireRange("minimumSize", minimumSize, 0, Integer.MAX_VALUE);
        requireRange("serverMaxWindowBits", serverMaxWindowBits, 8, 15);
        requireRange("clientMaxWindowBits", clientMaxWindowBits, 8, 15);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value != UNSET && (value < least || value > most)) {
            throw wrong(name, Integer.toString(value), least + " to " + most);
        }
    }

    private static IllegalArgumentException wrong(String name, String value, String range) {
        return new IllegalArgumentException(PREFIX + name + " is " + value + "; it must be " + range);
    }

    /**
     * Reads settings from parameters, as a servlet context's or an endpoint's user properties.
     *
     * @param base       what holds where a parameter is missing
     * @param parameters gives the value of a parameter, or null
     * @return the settings
     * @throws IllegalArgumentException if a value is wrong; the message names the parameter and the range
     */
    public static DeflateSettings of(DeflateSettings base, UnaryOperator<String> parameters) {
        return new DeflateSettings(
                number(parameters, "level", base.level, "1 to 9"),
                strategy(parameters, base.strategy),
                number(parameters, "minimumSize", base.minimumSize, "0 to 2147483647"),
                number(parameters, "serverMaxWindowBits", base.serverMaxWindowBits, "8 to 15"),
                number(parameters, "clientMaxWindowBits", base.clientMaxWindowBits, "8 to 15"),
                flag(parameters, "serverNoContextTakeover", base.serverNoContextTakeover),
                flag(parameters, "clientNoContextTakeover", base.clientNoContextTakeover),
                flag(parameters, "requireClientMaxWindowBits", base.requireClientMaxWindowBits));
    }

    private static int number(UnaryOperator<String> parameters, String name, int base, String range) {
        String value = parameters.apply(PREFIX + name);
        if (value == null) {
            return base;
        }
        try {
            int number = Integer.parseInt(value.trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, like a negative one
        }
        throw wrong(name, value, range);
    }

    private static boolean flag(UnaryOperator<String> parameters, String name, boolean base) {
        String value = parameters.apply(PREFIX + name);
        if (value == null) {
            return base;
        }
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, value, "true or false");
        };
    }

    private static DeflateStrategy strategy(UnaryOperator<String> parameters, DeflateStrategy base) {
        String value = parameters.apply(PREFIX + "strategy");
        if (value == null) {
            return base;
        }
        for (DeflateStrategy strategy : DeflateStrategy.values()) {
            if (strategy.name().equalsIgnoreCase(value.trim())) {
                return strategy;
            }
        }
        throw wrong("strategy", value, "one of " + Arrays.toString(DeflateStrategy.values()));
    }

    /**
     * These settings with what an endpoint's annotation says instead.
     *
     * @param annotation the endpoint's
     * @return the settings of the endpoint
     * @throws IllegalArgumentException if a value is wrong; the message names the setting and the range
     */
    DeflateSettings with(Deflate annotation) {
        return new DeflateSettings(
                said(annotation.level(), level),
                annotation.strategy() == DeflateStrategy.DEFAULT ? strategy : annotation.strategy(),
                said(annotation.minimumSize(), minimumSize),
                said(annotation.serverMaxWindowBits(), serverMaxWindowBits),
                said(annotation.clientMaxWindowBits(), clientMaxWindowBits),
                annotation.serverNoContextTakeover() || serverNoContextTakeover,
                annotation.clientNoContextTakeover() || clientNoContextTakeover,
                annotation.requireClientMaxWindowBits() || requireClientMaxWindowBits);
    }

    private static int said(int value, int otherwise) {
        return value == UNSET ? otherwise : value;
    }

    /**
     * A builder with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private int level = UNSET;
        private DeflateStrategy strategy = DeflateStrategy.DEFAULT;
        private int minimumSize = UNSET;
        private int serverMaxWindowBits = UNSET;
        private int clientMaxWindowBits = UNSET;
        private boolean serverNoContextTakeover;
        private boolean clientNoContextTakeover;
        private boolean requireClientMaxWindowBits;

        private Builder() {
        }

        /**
         * Sets {@link DeflateSettings#level}.
         *
         * @param value 1 (fastest) to 9 (smallest)
         * @return this
         */
        public Builder level(int value) {
            level = value;
            return this;
        }

        /**
         * Sets {@link DeflateSettings#strategy}.
         *
         * @param value the kind of data
         * @return this
         */
        public Builder strategy(DeflateStrategy value) {
            strategy = value;
            return this;
        }

        /**
         * Sets {@link DeflateSettings#minimumSize}.
         *
         * @param value bytes
         * @return this
         */
        public Builder minimumSize(int value) {
            minimumSize = value;
            return this;
        }

        /**
         * Sets {@link DeflateSettings#serverMaxWindowBits}.
         *
         * @param value 8 to 15
         * @return this
         */
        public Builder serverMaxWindowBits(int value) {
            serverMaxWindowBits = value;
            return this;
        }

        /**
         * Sets {@link DeflateSettings#clientMaxWindowBits}.
         *
         * @param value 8 to 15
         * @return this
         */
        public Builder clientMaxWindowBits(int value) {
            clientMaxWindowBits = value;
            return this;
        }

        /**
         * Sets {@link DeflateSettings#serverNoContextTakeover}.
         *
         * @param value whether a server forgets each message
         * @return this
         */
        public Builder serverNoContextTakeover(boolean value) {
            serverNoContextTakeover = value;
            return this;
        }

        /**
         * Sets {@link DeflateSettings#clientNoContextTakeover}.
         *
         * @param value whether a client forgets each message
         * @return this
         */
        public Builder clientNoContextTakeover(boolean value) {
            clientNoContextTakeover = value;
            return this;
        }

        /**
         * Sets {@link DeflateSettings#requireClientMaxWindowBits}.
         *
         * @param value whether a server declines clients whose window it can't limit
         * @return this
         */
        public Builder requireClientMaxWindowBits(boolean value) {
            requireClientMaxWindowBits = value;
            return this;
        }

        /**
         * The settings.
         *
         * @return immutable
         * @throws IllegalArgumentException if a value is out of range
         */
        public DeflateSettings build() {
            return new DeflateSettings(level, strategy, minimumSize, serverMaxWindowBits, clientMaxWindowBits,
                    serverNoContextTakeover, clientNoContextTakeover, requireClientMaxWindowBits);
        }
    }
}
