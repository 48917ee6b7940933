package dev.fairlead.websocket.fuzz;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

/** What is fuzzed: each a class with the static method that Jazzer calls, which throws where something is wrong. */
public enum FuzzTarget {
    /** Bytes behind the opening handshake. */
    RECEIVE("dev.fairlead.websocket.protocol.ReceiveFuzzer"),
    /** The head of a request, as its host has read it. */
    REQUEST("dev.fairlead.websocket.protocol.handshake.RequestFuzzer"),
    /** The bytes of a response. */
    RESPONSE("dev.fairlead.websocket.protocol.handshake.ResponseFuzzer"),
    /** {@code Sec-WebSocket-Extensions} and the negotiation of permessage-deflate. */
    EXTENSIONS("dev.fairlead.websocket.protocol.extension.deflate.ExtensionsFuzzer"),
    /** Compressed messages of a peer. */
    INFLATE("dev.fairlead.websocket.protocol.extension.deflate.InflateFuzzer"),
    /** Messages that are compressed, in any way and with all settings. */
    DEFLATE("dev.fairlead.websocket.protocol.extension.deflate.DeflateFuzzer"),
    /** Broadcasts to connections with settings of their own. */
    BROADCAST("dev.fairlead.websocket.protocol.extension.deflate.BroadcastFuzzer"),
    /** Templates, paths and queries of endpoints. */
    PATHS("dev.fairlead.websocket.container.PathFuzzer"),
    /** Where a response sends a client, and how a client says who it is. */
    REDIRECT("dev.fairlead.websocket.client.RedirectFuzzer");

    static final String METHOD = "fuzzerTestOneInput";

    private final String className;

    FuzzTarget(String className) {
        this.className = className;
    }

    /** Where its code is. */
    String className() {
        return className;
    }

    /** As on the command line, and of its corpus. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its code. */
    MethodHandle method() throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findStatic(Class.forName(className), METHOD,
                MethodType.methodType(void.class, byte[].class));
    }
}
