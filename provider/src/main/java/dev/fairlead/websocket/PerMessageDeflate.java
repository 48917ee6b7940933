package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import jakarta.websocket.Extension;
import jakarta.websocket.RemoteEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes permessage-deflate (RFC 7692) for endpoints that want it otherwise than their container:
 * <pre>{@code
 * ServerEndpointConfig.Builder.create(Ticker.class, "/ticker")
 *         .extensions(List.of(PerMessageDeflate.server().serverMaxWindowBits(10).level(6).build()))
 *         .build();
 * ClientEndpointConfig.Builder.create()
 *         .extensions(List.of(PerMessageDeflate.client().serverNoContextTakeover(true).build()))
 *         .build();
 * }</pre>
 * What is made is immutable and can be used by any number of endpoints. For annotated endpoints there is
 * {@link Deflate}, for a container {@link Settings#perMessageDeflate} and {@link Settings#deflate}.
 */
public final class PerMessageDeflate {
    /** The extension's registered name. */
    public static final String NAME = "permessage-deflate";

    /** The window where nothing is said: a larger one gains little and costs memory and time for each message. */
    static final int DEFAULT_WINDOW_BITS = 12;

    private static final Extension OFF = new Off();

    private PerMessageDeflate() {
    }

    /**
     * A builder for a server's endpoints, with the defaults.
     *
     * @return a new builder
     */
    public static ServerBuilder server() {
        return new ServerBuilder();
    }

    /**
     * A builder for a client's endpoints, with the defaults: the offer is
     * {@code permessage-deflate; client_max_window_bits}.
     *
     * @return a new builder
     */
    public static ClientBuilder client() {
        return new ClientBuilder();
    }

    /**
     * What an endpoint of either side lists that wants no permessage-deflate, whatever its container has.
     *
     * @return always the same; its name is the extension's
     */
    public static Extension off() {
        return OFF;
    }

    /**
     * What a server's endpoint has that lists no permessage-deflate of its own.
     *
     * @param settings   the container's
     * @param annotation the endpoint's, or null
     * @return empty where it is switched off
     * @throws IllegalArgumentException if the annotation has a wrong value; the message names it and its range
     */
    public static Optional<ServerExtension> server(Settings settings, Deflate annotation) {
        return isEnabled(settings, annotation)
                ? Optional.of(DeflatingServer.of(effective(settings, annotation)))
                : Optional.empty();
    }

    /**
     * What a client's endpoint has that lists no permessage-deflate of its own.
     *
     * @param settings   the container's
     * @param annotation the endpoint's, or null
     * @return empty where it is switched off
     * @throws IllegalArgumentException if the annotation has a wrong value; the message names it and its range
     */
    public static Optional<ClientExtension> client(Settings settings, Deflate annotation) {
        return isEnabled(settings, annotation)
                ? Optional.of(DeflatingClient.of(effective(settings, annotation)))
                : Optional.empty();
    }

    /**
     * What stands for an extension named permessage-deflate that a server's endpoint lists in Jakarta's terms only, as
     * portable programs do.
     *
     * @param settings the container's, for what the parameters don't state
     * @param listed   its parameters are the limits: as {@code server_max_window_bits=10}
     * @return the extension
     * @throws IllegalArgumentException if a parameter isn't valid; the message names it
     */
    public static ServerExtension serverOf(Settings settings, Extension listed) {
        try {
            return DeflatingServer.of(settings.deflate()).withLimits(parameters(listed));
        } catch (ExtensionNegotiationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * What stands for an extension named permessage-deflate that a client's endpoint lists in Jakarta's terms only, as
     * portable programs do.
     *
     * @param settings the container's, for the level and the like
     * @param listed   its parameters are the offer
     * @return the extension
     * @throws IllegalArgumentException if a parameter isn't valid; the message names it
     */
    public static ClientExtension clientOf(Settings settings, Extension listed) {
        try {
            return DeflatingClient.of(settings.deflate()).withOffer(parameters(listed));
        } catch (ExtensionNegotiationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    // in Jakarta's terms, a parameter without a value has the empty string
    private static List<ExtensionParameter> parameters(Extension listed) {
        List<ExtensionParameter> parameters = new ArrayList<>();
        for (Extension.Parameter parameter : listed.getParameters()) {
            String value = parameter.getValue();
            parameters.add(new ExtensionParameter(parameter.getName(),
                    value == null || value.isEmpty() ? null : value));
        }
        return parameters;
    }

    /**
     * A view of a remote whose messages leave uncompressed, also where permessage-deflate was negotiated: for what is
     * compressed already, and for secrets. The length of a compressed message tells how much of it was said before;
     * where a message has a secret beside text that an attacker chooses, and the attacker sees lengths, the secret can
     * be guessed piece by piece (the attacks CRIME and BREACH; RFC 7692 section 8). What the view sends is no context
     * for later messages either.
     *
     * <p>It holds for whole messages, parts, streams, writers and objects. A message in parts is as its first part is.
     *
     * @param remote of a session of Fairlead, or a view of it
     * @return the view, as thread-safe as the remote; it costs an object of a few words, and may be kept
     * @throws IllegalArgumentException if the remote isn't Fairlead's
     */
    public static RemoteEndpoint.Basic uncompressed(RemoteEndpoint.Basic remote) {
        return (RemoteEndpoint.Basic) uncompressedView(remote);
    }

    /**
     * A view of a remote whose messages leave uncompressed, as {@link #uncompressed(RemoteEndpoint.Basic)} has it.
     *
     * @param remote of a session of Fairlead, or a view of it
     * @return the view, as thread-safe as the remote; its send timeout is the remote's
     * @throws IllegalArgumentException if the remote isn't Fairlead's
     */
    public static RemoteEndpoint.Async uncompressed(RemoteEndpoint.Async remote) {
        return (RemoteEndpoint.Async) uncompressedView(remote);
    }

    private static FairleadRemote uncompressedView(RemoteEndpoint remote) {
        if (remote instanceof FairleadRemote ours) {
            return ours.with(OutgoingMessage.UNCOMPRESSED);
        }
        throw new IllegalArgumentException((remote == null ? "null" : "a " + remote.getClass().getName())
                + " isn't a remote of Fairlead; pass what getBasicRemote or getAsyncRemote of a session returned, as it is");
    }

    private static boolean isEnabled(Settings settings, Deflate annotation) {
        return annotation == null ? settings.perMessageDeflate() : annotation.enabled();
    }

    private static DeflateSettings effective(Settings settings, Deflate annotation) {
        return annotation == null ? settings.deflate() : DeflateSettings.of(annotation).over(settings.deflate());
    }

    /** Builds a server's permessage-deflate. Not thread-safe. */
    public static final class ServerBuilder extends DeflateBuilder<ServerBuilder> {
        private ServerBuilder() {
        }

        @Override
        ServerBuilder self() {
            return this;
        }

        /**
         * Builds it. What isn't set is the default, not the container's setting.
         *
         * @return immutable
         * @throws IllegalArgumentException if the codec can't do what the settings ask for; the message names the mend
         */
        public ServerExtension build() {
            return DeflatingServer.of(settings());
        }
    }

    /** Builds a client's permessage-deflate. Not thread-safe. */
    public static final class ClientBuilder extends DeflateBuilder<ClientBuilder> {
        private ClientBuilder() {
        }

        @Override
        ClientBuilder self() {
            return this;
        }

        /**
         * Builds it. What isn't set is the default, not the container's setting.
         *
         * @return immutable
         * @throws IllegalArgumentException if the codec can't do what the settings ask for; the message names the mend
         */
        public ClientExtension build() {
            return DeflatingClient.of(settings());
        }
    }

    private static final class Off implements Extension {
        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public List<Parameter> getParameters() {
            return List.of();
        }

        @Override
        public String toString() {
            return NAME + "[off]";
        }
    }
}
