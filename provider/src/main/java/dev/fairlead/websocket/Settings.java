package dev.fairlead.websocket;

import java.time.Duration;
import java.util.Objects;

/**
 * All settings of a container, with defaults that are safe. Immutable. Each can be given by the builder, or as the user
 * property, servlet context parameter or system property that {@code docs/settings.md} lists ({@code fairlead.} and the
 * name here; durations in milliseconds).
 *
 * @param openTimeout how long a client waits for the TCP connection, TLS and the answer to its handshake
 * @param closeTimeout how long the peer has to answer a close frame and to end the stream
 * @param sendTimeout how long a blocking send waits for the peer to take its bytes
 * @param idleTimeout the default of {@code getDefaultMaxSessionIdleTimeout}: without a frame in either direction
 *                    for that long, a session is closed; zero is off
 * @param pingInterval how often a ping is sent to each peer; zero is off
 * @param pingTimeout how long a peer has to answer such a ping before the session is closed
 * @param maxTextMessageSize the default of {@code getDefaultMaxTextMessageBufferSize}: bytes of UTF-8 of a text
 *                           message that is delivered whole
 * @param maxBinaryMessageSize the default of {@code getDefaultMaxBinaryMessageBufferSize}: bytes of a binary
 *                             message that is delivered whole
 * @param sendQueueSize bytes that may wait for a slow peer in one session's send queue
 * @param slowConsumer what happens when an asynchronous send meets a full queue
 * @param maxHeaders how many header fields a client takes in a response
 * @param maxHeaderLength bytes of one line of a response's head that a client takes
 * @param perMessageDeflate whether permessage-deflate is offered and accepted where an endpoint says nothing of
 *                          its own
 * @param deflate how permessage-deflate is negotiated and how hard it compresses, where an endpoint says nothing of
 *                its own; its parameters begin with {@code fairlead.perMessageDeflate.}
 * @param origins which {@code Origin} a server accepts, before the endpoint's configurator is asked
 * @param clientAccess through which proxy, as whom and after how many redirects a client gets to its servers
 */
public record Settings(
        Duration openTimeout,
        Duration closeTimeout,
        Duration sendTimeout,
        Duration idleTimeout,
        Duration pingInterval,
        Duration pingTimeout,
        int maxTextMessageSize,
        int maxBinaryMessageSize,
        int sendQueueSize,
        SlowConsumer slowConsumer,
        int maxHeaders,
        int maxHeaderLength,
        boolean perMessageDeflate,
        DeflateSettings deflate,
        OriginPolicy origins,
        ClientAccess clientAccess) {
    /** What holds where nothing is said. */
    public static final Settings DEFAULTS = builder().build();

    /**
     * Creates settings.
     *
     * @param openTimeout          how long a client waits for the TCP connection, TLS and the answer to its handshake
     * @param closeTimeout         how long the peer has to answer a close frame and to end the stream
     * @param sendTimeout          how long a blocking send waits for the peer to take its bytes
     * @param idleTimeout          the default of {@code getDefaultMaxSessionIdleTimeout}: without a frame in either direction
     *                             for that long, a session is closed; zero is off
     * @param pingInterval         how often a ping is sent to each peer; zero is off
     * @param pingTimeout          how long a peer has to answer such a ping before the session is closed
     * @param maxTextMessageSize   the default of {@code getDefaultMaxTextMessageBufferSize}: bytes of UTF-8 of a text
     *                             message that is delivered whole
     * @param maxBinaryMessageSize the default of {@code getDefaultMaxBinaryMessageBufferSize}: bytes of a binary
     *                             message that is delivered whole
     * @param sendQueueSize        bytes that may wait for a slow peer in one session's send queue
     * @param slowConsumer         what happens when an asynchronous send meets a full queue
     * @param maxHeaders           how many header fields a client takes in a response
     * @param maxHeaderLength      bytes of one line of a response's head that a client takes
     * @param perMessageDeflate    whether permessage-deflate is offered and accepted where an endpoint says nothing of
     *                             its own
     * @param deflate              how permessage-deflate is negotiated and how hard it compresses, where an endpoint says
     *                             nothing of its own
     * @param origins              which {@code Origin} a server accepts, before the endpoint's configurator is asked
     * @param clientAccess         through which proxy, as whom and after how many redirects a client gets to its servers
     * @throws IllegalArgumentException if a value is out of range; the message names the setting and the range
     */
    public Settings {
        requireDuration("openTimeout", openTimeout);
        requireDuration("closeTimeout", closeTimeout);
        requireDuration("sendTimeout", sendTimeout);
        requireDuration("idleTimeout", idleTimeout);
        requireDuration("pingInterval", pingInterval);
        requireDuration("pingTimeout", pingTimeout);
        requirePositive("maxTextMessageSize", maxTextMessageSize);
        requirePositive("maxBinaryMessageSize", maxBinaryMessageSize);
        requirePositive("sendQueueSize", sendQueueSize);
        Objects.requireNonNull(slowConsumer, "slowConsumer");
        requirePositive("maxHeaders", maxHeaders);
        requirePositive("maxHeaderLength", maxHeaderLength);
        Objects.requireNonNull(deflate, "deflate");
        Objects.requireNonNull(origins, "origins");
        Objects.requireNonNull(clientAccess, "clientAccess");
    }

    private static void requireDuration(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("fairlead." + name + " is " + value.toMillis()
                    + " ms; it must be 0 (off) to 86400000 ms");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("fairlead." + name + " is " + value + "; it must be 1 to 2147483647");
        }
    }

    /** What happens when an asynchronous send meets a full send queue. */
    public enum SlowConsumer {
        /** The caller waits until there is room, at most the send timeout. */
        BLOCK,
        /** The send fails: its {@code SendResult} has the exception. */
        FAIL,
        /** The session is closed with 1013. */
        CLOSE
    }

    /**
     * A builder with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder with these values.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.openTimeout = openTimeout;
        builder.closeTimeout = closeTimeout;
        builder.sendTimeout = sendTimeout;
        builder.idleTimeout = idleTimeout;
        builder.pingInterval = pingInterval;
        builder.pingTimeout = pingTimeout;
        builder.maxTextMessageSize = maxTextMessageSize;
        builder.maxBinaryMessageSize = maxBinaryMessageSize;
        builder.sendQueueSize = sendQueueSize;
        builder.slowConsumer = slowConsumer;
        builder.maxHeaders = maxHeaders;
        builder.maxHeaderLength = maxHeaderLength;
        builder.perMessageDeflate = perMessageDeflate;
        builder.deflate = deflate;
        builder.origins = origins;
        builder.clientAccess = clientAccess;
        return builder;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private Duration openTimeout = Duration.ofSeconds(10);
        private Duration closeTimeout = Duration.ofSeconds(10);
        private Duration sendTimeout = Duration.ofSeconds(20);
        private Duration idleTimeout = Duration.ZERO;
        private Duration pingInterval = Duration.ZERO;
        private Duration pingTimeout = Duration.ofSeconds(20);
        private int maxTextMessageSize = 1 << 20;
        private int maxBinaryMessageSize = 1 << 20;
        private int sendQueueSize = 1 << 20;
        private SlowConsumer slowConsumer = SlowConsumer.BLOCK;
        private int maxHeaders = 100;
        private int maxHeaderLength = 8192;
        private boolean perMessageDeflate = true;
        private DeflateSettings deflate = DeflateSettings.DEFAULTS;
        private OriginPolicy origins = OriginPolicy.any();
        private ClientAccess clientAccess = ClientAccess.DEFAULTS;

        private Builder() {
        }

        /**
         * Sets {@link Settings#openTimeout}.
         *
         * @param value how long a client waits for the TCP connection, TLS and the answer to its handshake
         * @return this
         */
        public Builder openTimeout(Duration value) {
            this.openTimeout = value;
            return this;
        }

        /**
         * Sets {@link Settings#closeTimeout}.
         *
         * @param value how long the peer has to answer a close frame and to end the stream
         * @return this
         */
        public Builder closeTimeout(Duration value) {
            this.closeTimeout = value;
            return this;
        }

        /**
         * Sets {@link Settings#sendTimeout}.
         *
         * @param value how long a blocking send waits for the peer to take its bytes
         * @return this
         */
        public Builder sendTimeout(Duration value) {
            this.sendTimeout = value;
            return this;
        }

        /**
         * Sets {@link Settings#idleTimeout}.
         *
         * @param value the default of {@code getDefaultMaxSessionIdleTimeout}: without a frame in either direction
         *              for that long, a session is closed; zero is off
         * @return this
         */
        public Builder idleTimeout(Duration value) {
            this.idleTimeout = value;
            return this;
        }

        /**
         * Sets {@link Settings#pingInterval}.
         *
         * @param value how often a ping is sent to each peer; zero is off
         * @return this
         */
        public Builder pingInterval(Duration value) {
            this.pingInterval = value;
            return this;
        }

        /**
         * Sets {@link Settings#pingTimeout}.
         *
         * @param value how long a peer has to answer such a ping before the session is closed
         * @return this
         */
        public Builder pingTimeout(Duration value) {
            this.pingTimeout = value;
            return this;
        }

        /**
         * Sets {@link Settings#maxTextMessageSize}.
         *
         * @param value the default of {@code getDefaultMaxTextMessageBufferSize}: bytes of UTF-8 of a text message
         *              that is delivered whole
         * @return this
         */
        public Builder maxTextMessageSize(int value) {
            this.maxTextMessageSize = value;
            return this;
        }

        /**
         * Sets {@link Settings#maxBinaryMessageSize}.
         *
         * @param value the default of {@code getDefaultMaxBinaryMessageBufferSize}: bytes of a binary message that
         *              is delivered whole
         * @return this
         */
        public Builder maxBinaryMessageSize(int value) {
            this.maxBinaryMessageSize = value;
            return this;
        }

        /**
         * Sets {@link Settings#sendQueueSize}.
         *
         * @param value bytes that may wait for a slow peer in one session's send queue
         * @return this
         */
        public Builder sendQueueSize(int value) {
            this.sendQueueSize = value;
            return this;
        }

        /**
         * Sets {@link Settings#slowConsumer}.
         *
         * @param value what happens when an asynchronous send meets a full queue
         * @return this
         */
        public Builder slowConsumer(SlowConsumer value) {
            this.slowConsumer = value;
            return this;
        }

        /**
         * Sets {@link Settings#maxHeaders}.
         *
         * @param value how many header fields a client takes in a response
         * @return this
         */
        public Builder maxHeaders(int value) {
            this.maxHeaders = value;
            return this;
        }

        /**
         * Sets {@link Settings#maxHeaderLength}.
         *
         * @param value bytes of one line of a response's head that a client takes
         * @return this
         */
        public Builder maxHeaderLength(int value) {
            this.maxHeaderLength = value;
            return this;
        }

        /**
         * Sets {@link Settings#perMessageDeflate}.
         *
         * @param value whether permessage-deflate is offered and accepted where an endpoint says nothing of its own
         * @return this
         */
        public Builder perMessageDeflate(boolean value) {
            this.perMessageDeflate = value;
            return this;
        }

        /**
         * Sets {@link Settings#deflate}.
         *
         * @param value how permessage-deflate is negotiated and how hard it compresses, where an endpoint says nothing
         *              of its own
         * @return this
         */
        public Builder deflate(DeflateSettings value) {
            this.deflate = value;
            return this;
        }

        /**
         * Sets {@link Settings#origins}.
         *
         * @param value which {@code Origin} a server accepts, before the endpoint's configurator is asked
         * @return this
         */
        public Builder origins(OriginPolicy value) {
            this.origins = value;
            return this;
        }

        /**
         * Sets {@link Settings#clientAccess}.
         *
         * @param value through which proxy, as whom and after how many redirects a client gets to its servers
         * @return this
         */
        public Builder clientAccess(ClientAccess value) {
            this.clientAccess = value;
            return this;
        }

        /**
         * The settings.
         *
         * @return immutable
         * @throws IllegalArgumentException if a value is out of range
         */
        public Settings build() {
            return new Settings(openTimeout,
                    closeTimeout,
                    sendTimeout,
                    idleTimeout,
                    pingInterval,
                    pingTimeout,
                    maxTextMessageSize,
                    maxBinaryMessageSize,
                    sendQueueSize,
                    slowConsumer,
                    maxHeaders,
                    maxHeaderLength,
                    perMessageDeflate,
                    deflate,
                    origins,
                    clientAccess);
        }
    }
}
