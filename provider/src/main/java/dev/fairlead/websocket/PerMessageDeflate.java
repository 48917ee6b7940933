package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate;
import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate.WindowOffer;
import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.DeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.ServerDeflate;
import dev.fairlead.websocket.protocol.extension.deflate.ZlibCodec;
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

    private static final DeflateCodec CODEC = new ZlibCodec(ZlibStreams.SHARED);

    /** The window where nothing is said: a larger one gains little and costs memory and time for each message. */
    private static final int DEFAULT_WINDOW_BITS = 12;
    private static final int MAX_WINDOW_BITS = 15;

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
     * What a server's endpoint has that lists no permessage-deflate of its own.
     *
     * @param settings   the container's
     * @param annotation the endpoint's, or null
     * @return empty where it is switched off
     * @throws IllegalArgumentException if the annotation has a wrong value; the message names it and its range
     */
    public static Optional<ServerExtension> server(Settings settings, Deflate annotation) {
        return isEnabled(settings, annotation)
                ? Optional.of(new Server(factory(effective(settings, annotation))))
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
                ? Optional.of(new Client(factory(effective(settings, annotation), true)))
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
            return new Server(factory(settings.deflate()).withLimits(parameters(listed)));
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
            return new Client(factory(settings.deflate(), true).withOffer(parameters(listed)));
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
     * compressed already, and for secrets. The length of a compressed message tells how much of it was said before; where
     * a message has a secret beside text that an attacker chooses, and the attacker sees lengths, the secret can be guessed
     * piece by piece (the attacks CRIME and BREACH; RFC 7692 section 8). What the view sends is no context for later
     * messages either.
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
        return annotation == null ? settings.deflate() : settings.deflate().with(annotation);
    }

    private static ServerDeflate factory(DeflateSettings settings) {
        return new ServerDeflate(
                said(settings.serverMaxWindowBits(), DEFAULT_WINDOW_BITS),
                said(settings.clientMaxWindowBits(), DEFAULT_WINDOW_BITS),
                settings.serverNoContextTakeover(),
                settings.clientNoContextTakeover(),
                settings.requireClientMaxWindowBits(),
                compression(settings),
                CODEC);
    }

    private static ClientDeflate factory(DeflateSettings settings, boolean offerClientMaxWindowBits) {
        WindowOffer offer = WindowOffer.ABSENT;
        if (offerClientMaxWindowBits) {
            offer = settings.clientMaxWindowBits() == DeflateSettings.UNSET
                    ? WindowOffer.WITHOUT_VALUE
                    : WindowOffer.WITH_VALUE;
        }
        return new ClientDeflate(
                said(settings.serverMaxWindowBits(), MAX_WINDOW_BITS),
                said(settings.clientMaxWindowBits(), DEFAULT_WINDOW_BITS),
                offer,
                settings.serverNoContextTakeover(),
                settings.clientNoContextTakeover(),
                compression(settings),
                CODEC);
    }

    private static Compression compression(DeflateSettings settings) {
        return Compression.DEFAULT
                .withLevel(said(settings.level(), Compression.DEFAULT.level()))
                .withStrategy(settings.strategy().strategy())
                .withMinimumSize(said(settings.minimumSize(), Compression.AUTOMATIC));
    }

    private static int said(int value, int otherwise) {
        return value == DeflateSettings.UNSET ? otherwise : value;
    }

    /** A server's factory in Jakarta's dress. */
    private record Server(ServerDeflate factory) implements ServerExtension {
        @Override
        public String name() {
            return factory.name();
        }

        @Override
        public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
            return factory.accept(offer, accepted);
        }

        @Override
        public String toString() {
            return name() + "[serverMaxWindowBits=" + factory.serverMaxWindowBits()
                    + ", clientMaxWindowBits=" + factory.clientMaxWindowBits()
                    + ", serverNoContextTakeover=" + factory.serverNoContextTakeover()
                    + ", clientNoContextTakeover=" + factory.clientNoContextTakeover()
                    + ", requireClientMaxWindowBits=" + factory.requireClientMaxWindowBits()
                    + describe(factory.compression()) + "]";
        }
    }

    /** A client's factory in Jakarta's dress. */
    private record Client(ClientDeflate factory) implements ClientExtension {
        @Override
        public String name() {
            return factory.name();
        }

        @Override
        public List<ExtensionParameter> offer() {
            return factory.offer();
        }

        @Override
        public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted)
                throws ExtensionNegotiationException {
            return factory.confirm(response, accepted);
        }

        @Override
        public String toString() {
            return name() + "[offer=" + new ExtensionOffer(name(), offer())
                    + ", clientMaxWindowBits=" + factory.clientMaxWindowBits()
                    + describe(factory.compression()) + "]";
        }
    }

    private static String describe(Compression compression) {
        return ", level=" + compression.level() + ", strategy=" + compression.strategy() + ", minimumSize="
                + (compression.minimumSize() == Compression.AUTOMATIC ? "automatic" : compression.minimumSize());
    }

    /**
     * What both roles can say. Not thread-safe.
     *
     * @param <B> the builder itself
     */
    public abstract static sealed class Builder<B extends Builder<B>> {
        final DeflateSettings.Builder settings = DeflateSettings.builder();

        private Builder() {
        }

        abstract B self();

        /**
         * How hard this end compresses; 1 unless it is set.
         *
         * @param value 1 (fastest) to 9 (smallest)
         * @return this
         */
        public B level(int value) {
            settings.level(value);
            return self();
        }

        /**
         * What kind of data this end compresses.
         *
         * @param value the strategy
         * @return this
         */
        public B strategy(DeflateStrategy value) {
            settings.strategy(value);
            return self();
        }

        /**
         * Which messages this end compresses. Unless it is set, all where the context is taken over, and those of at
         * least 96 bytes where it isn't. A message that wouldn't get smaller is never compressed.
         *
         * @param value messages of fewer bytes are sent as they are
         * @return this
         */
        public B minimumSize(int value) {
            settings.minimumSize(value);
            return self();
        }

        /**
         * The largest window of the server's compression. A server keeps to it, 12 unless it is set, and accepts
         * clients that ask for less; a client asks for it, and asks nothing unless it is set.
         *
         * @param value 8 to 15, for 256 bytes to 32 KiB
         * @return this
         */
        public B serverMaxWindowBits(int value) {
            settings.serverMaxWindowBits(value);
            return self();
        }

        /**
         * The largest window of the client's compression, 12 unless it is set. A server tells it to the clients that
         * can be told; a client keeps to it, and its offer says a value that is set.
         *
         * @param value 8 to 15, for 256 bytes to 32 KiB. Many clients built on zlib can't do 8
         * @return this
         */
        public B clientMaxWindowBits(int value) {
            settings.clientMaxWindowBits(value);
            return self();
        }

        /**
         * Whether the server forgets each message before the next. That spares its history; small messages get larger.
         *
         * @param value true on a server to do so, on a client to demand it
         * @return this
         */
        public B serverNoContextTakeover(boolean value) {
            settings.serverNoContextTakeover(value);
            return self();
        }

        /**
         * Whether the client forgets each message before the next. That spares the server's history of it.
         *
         * @param value true on a server to demand it, on a client to do so
         * @return this
         */
        public B clientNoContextTakeover(boolean value) {
            settings.clientNoContextTakeover(value);
            return self();
        }
    }

    /** Builds a server's permessage-deflate. Not thread-safe. */
    public static final class ServerBuilder extends Builder<ServerBuilder> {
        private ServerBuilder() {
        }

        @Override
        ServerBuilder self() {
            return this;
        }

        /**
         * Whether to decline compression with clients whose window can't be limited to
         * {@link #clientMaxWindowBits(int)}: those whose offer lacks {@code client_max_window_bits}.
         *
         * @param value true to decline them
         * @return this
         */
        public ServerBuilder requireClientMaxWindowBits(boolean value) {
            settings.requireClientMaxWindowBits(value);
            return this;
        }

        /**
         * Builds it.
         *
         * @return immutable
         * @throws IllegalArgumentException if a value is out of range; the message names it and the range
         */
        public ServerExtension build() {
            return new Server(factory(settings.build()));
        }
    }

    /** Builds a client's permessage-deflate. Not thread-safe. */
    public static final class ClientBuilder extends Builder<ClientBuilder> {
        private boolean offerClientMaxWindowBits = true;

        private ClientBuilder() {
        }

        @Override
        ClientBuilder self() {
            return this;
        }

        /**
         * Whether the offer has {@code client_max_window_bits}, so that the server can limit the client's window. True
         * unless it is set.
         *
         * @param value false to leave it out
         * @return this
         */
        public ClientBuilder offerClientMaxWindowBits(boolean value) {
            offerClientMaxWindowBits = value;
            return this;
        }

        /**
         * Builds it.
         *
         * @return immutable
         * @throws IllegalArgumentException if a value is out of range; the message names it and the range
         */
        public ClientExtension build() {
            return new Client(factory(settings.build(), offerClientMaxWindowBits));
        }
    }
}
