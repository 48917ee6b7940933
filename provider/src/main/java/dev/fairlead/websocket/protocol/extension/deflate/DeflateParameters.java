package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of one offer of permessage-deflate, or of one answer (RFC 7692 section 7.1).
 *
 * @param serverNoContextTakeover whether {@code server_no_context_takeover} is there
 * @param clientNoContextTakeover whether {@code client_no_context_takeover} is there
 * @param serverMaxWindowBits     8 to 15, or {@link #ABSENT}
 * @param clientMaxWindowBits     8 to 15, {@link #ABSENT}, or {@link #WITHOUT_VALUE}
 */
record DeflateParameters(boolean serverNoContextTakeover, boolean clientNoContextTakeover, int serverMaxWindowBits,
        int clientMaxWindowBits) {
    /** The extension's registered name. */
    static final String EXTENSION = "permessage-deflate";

    /** A window parameter that isn't there. */
    static final int ABSENT = 0;
    /** A window parameter that stands alone, which only an offer's {@code client_max_window_bits} may. */
    static final int WITHOUT_VALUE = -1;

    /** The smallest window, 256 bytes. */
    static final int MIN_WINDOW_BITS = 8;
    /** The largest window, 32 KiB: what holds where nothing is said. */
    static final int MAX_WINDOW_BITS = 15;

    private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
    private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

    /**
     * Reads an offer or an answer.
     *
     * @param parameters in their order
     * @return what they say
     * @throws ExtensionNegotiationException for an unknown or repeated parameter, and for one with a value that it
     *                                       can't have. That {@code client_max_window_bits} needs a value in an answer
     *                                       is left to the caller
     */
    static DeflateParameters parse(List<ExtensionParameter> parameters) throws ExtensionNegotiationException {
        boolean serverNoContextTakeover = false;
        boolean clientNoContextTakeover = false;
        int serverMaxWindowBits = ABSENT;
        int clientMaxWindowBits = ABSENT;
        for (ExtensionParameter parameter : parameters) {
            switch (parameter.name()) {
                case SERVER_NO_CONTEXT_TAKEOVER -> {
                    requireFirst(!serverNoContextTakeover, parameter);
                    requireNoValue(parameter);
                    serverNoContextTakeover = true;
                }
                case CLIENT_NO_CONTEXT_TAKEOVER -> {
                    requireFirst(!clientNoContextTakeover, parameter);
                    requireNoValue(parameter);
                    clientNoContextTakeover = true;
                }
                case SERVER_MAX_WINDOW_BITS -> {
                    requireFirst(serverMaxWindowBits == ABSENT, parameter);
                    serverMaxWindowBits = windowBits(parameter);
                }
                case CLIENT_MAX_WINDOW_BITS -> {
                    requireFirst(clientMaxWindowBits == ABSENT, parameter);
                    clientMaxWindowBits = parameter.value() == null ? WITHOUT_VALUE : windowBits(parameter);
                }
                default -> throw invalid(parameter, "isn't a parameter of " + EXTENSION);
            }
        }
        return new DeflateParameters(serverNoContextTakeover, clientNoContextTakeover, serverMaxWindowBits,
                clientMaxWindowBits);
    }

    /**
     * As they stand in a header.
     *
     * @return the parameters in the order of RFC 7692 section 7.1
     */
    List<ExtensionParameter> toList() {
        List<ExtensionParameter> parameters = new ArrayList<>(4);
        if (serverNoContextTakeover) {
            parameters.add(ExtensionParameter.flag(SERVER_NO_CONTEXT_TAKEOVER));
        }
        if (clientNoContextTakeover) {
            parameters.add(ExtensionParameter.flag(CLIENT_NO_CONTEXT_TAKEOVER));
        }
        addWindow(parameters, SERVER_MAX_WINDOW_BITS, serverMaxWindowBits);
        addWindow(parameters, CLIENT_MAX_WINDOW_BITS, clientMaxWindowBits);
        return parameters;
    }

    private static void addWindow(List<ExtensionParameter> parameters, String name, int bits) {
        if (bits != ABSENT) {
            parameters.add(new ExtensionParameter(name, bits == WITHOUT_VALUE ? null : Integer.toString(bits)));
        }
    }

    /** A window that was negotiated: {@link #MAX_WINDOW_BITS} where nothing was said. */
    static int windowOf(int bits) {
        return bits == ABSENT ? MAX_WINDOW_BITS : bits;
    }

    /** How a window is said: not at all where it is the largest. */
    static int parameterOf(int window) {
        return window == MAX_WINDOW_BITS ? ABSENT : window;
    }

    /**
     * Checks a configured window.
     *
     * @param name the setting
     * @param bits its value
     * @throws IllegalArgumentException unless it is 8 to 15
     */
    static void requireWindowBits(String name, int bits) {
        if (bits < MIN_WINDOW_BITS || bits > MAX_WINDOW_BITS) {
            throw new IllegalArgumentException(name + " is " + bits + "; it must be 8 to 15");
        }
    }

    // "a decimal integer value between 8 to 15, without leading zeroes" (sections 7.1.2.1 and 7.1.2.2)
    private static int windowBits(ExtensionParameter parameter) throws ExtensionNegotiationException {
        String value = parameter.value() == null ? "" : parameter.value();
        return switch (value) {
            case "8", "9", "10", "11", "12", "13", "14", "15" -> Integer.parseInt(value);
            default -> throw invalid(parameter, "must have a value of 8 to 15");
        };
    }

    private static void requireNoValue(ExtensionParameter parameter) throws ExtensionNegotiationException {
        if (parameter.value() != null) {
            throw invalid(parameter, "has no value");
        }
    }

    private static void requireFirst(boolean first, ExtensionParameter parameter) throws ExtensionNegotiationException {
        if (!first) {
            throw invalid(parameter, "may stand only once");
        }
    }

    private static ExtensionNegotiationException invalid(ExtensionParameter parameter, String rule) {
        return new ExtensionNegotiationException(EXTENSION + ": " + parameter + ": " + parameter.name() + " " + rule);
    }
}
