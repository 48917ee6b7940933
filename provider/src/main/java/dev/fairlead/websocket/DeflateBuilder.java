package dev.fairlead.websocket;

import dev.fairlead.websocket.DeflateSettings.Codec;
import dev.fairlead.websocket.DeflateSettings.Tables;
import dev.fairlead.websocket.DeflateSettings.WindowOffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects settings of permessage-deflate, for a server, a client or a container: each method says one. Not
 * thread-safe. Every method throws {@link IllegalArgumentException} for a value out of range, with the setting's name
 * and the range.
 *
 * @param <B> the builder itself
 */
public abstract sealed class DeflateBuilder<B extends DeflateBuilder<B>>
        permits DeflateSettings.Builder, PerMessageDeflate.ServerBuilder, PerMessageDeflate.ClientBuilder {
    private final Map<DeflateSetting<?>, Object> values = new LinkedHashMap<>();

    DeflateBuilder() {
    }

    abstract B self();

    /** What was set so far. */
    final DeflateSettings settings() {
        return new DeflateSettings(values);
    }

    /**
     * Sets any setting.
     *
     * @param setting which
     * @param value   its value
     * @param <T>     the type of its values
     * @return this
     * @throws IllegalArgumentException if the value is out of range; the message has name and range
     */
    public <T> B set(DeflateSetting<T> setting, T value) {
        values.put(setting, setting.require(value));
        return self();
    }

    /**
     * The largest window of the server's compression. A server keeps to it, 12 unless it is set, and accepts clients
     * that ask for less; a client asks for it, and asks nothing unless it is set.
     *
     * @param value 8 to 15, for 256 bytes to 32 KiB. A connection that takes its context over keeps up to a window and
     *              a half of history for each direction
     * @return this
     */
    public B serverMaxWindowBits(int value) {
        return set(DeflateSetting.SERVER_MAX_WINDOW_BITS, value);
    }

    /**
     * The largest window of the client's compression, 12 unless it is set. A server tells it to the clients that can be
     * told; a client keeps to it.
     *
     * @param value 8 to 15, for 256 bytes to 32 KiB. Many clients built on zlib can't do 8
     * @return this
     */
    public B clientMaxWindowBits(int value) {
        return set(DeflateSetting.CLIENT_MAX_WINDOW_BITS, value);
    }

    /**
     * What a client's offer says of its window. Unless it is set, the offer has the value of {@link
     * #clientMaxWindowBits} if that is set, and {@code client_max_window_bits} alone if not. Without effect on a
     * server.
     *
     * @param value nothing, the parameter alone, or the parameter with the value
     * @return this
     */
    public B clientWindowOffer(WindowOffer value) {
        return set(DeflateSetting.CLIENT_WINDOW_OFFER, value);
    }

    /**
     * Whether a server declines compression with clients whose window can't be limited to {@link #clientMaxWindowBits}:
     * those whose offer lacks {@code client_max_window_bits}. False unless it is set. Without effect on a client.
     *
     * @param value true to decline them
     * @return this
     */
    public B requireClientMaxWindowBits(boolean value) {
        return set(DeflateSetting.REQUIRE_CLIENT_MAX_WINDOW_BITS, value);
    }

    /**
     * Whether the server forgets each message before the next; false unless it is set. That spares its history; small
     * messages get larger.
     *
     * @param value true on a server to do so, on a client to demand it
     * @return this
     */
    public B serverNoContextTakeover(boolean value) {
        return set(DeflateSetting.SERVER_NO_CONTEXT_TAKEOVER, value);
    }

    /**
     * Whether the client forgets each message before the next; false unless it is set. That spares the server's history
     * of it.
     *
     * @param value true on a server to demand it, on a client to do so
     * @return this
     */
    public B clientNoContextTakeover(boolean value) {
        return set(DeflateSetting.CLIENT_NO_CONTEXT_TAKEOVER, value);
    }

    /**
     * How hard this end compresses; 1 unless it is set.
     *
     * @param value 1 (fastest) to 9 (smallest)
     * @return this
     */
    public B level(int value) {
        return set(DeflateSetting.LEVEL, value);
    }

    /**
     * How much memory this end compresses with. Unless it is set, as much as suits the window: 5 at 12 bits. Of
     * {@link Codec#FAIRLEAD} only.
     *
     * @param value 1 (least) to 9 (most)
     * @return this
     */
    public B memoryLevel(int value) {
        return set(DeflateSetting.MEMORY_LEVEL, value);
    }

    /**
     * What kind of data this end compresses; {@link DeflateStrategy#DEFAULT} unless it is set.
     *
     * @param value the strategy
     * @return this
     */
    public B strategy(DeflateStrategy value) {
        return set(DeflateSetting.STRATEGY, value);
    }

    /**
     * Which messages this end compresses. Unless it is set, all where the context is taken over, and those of at least
     * 96 bytes where it isn't. Of a message in parts nobody knows how long it gets: it is compressed in any case.
     *
     * @param value messages of fewer bytes are sent as they are
     * @return this
     */
    public B minimumSize(int value) {
        return set(DeflateSetting.MINIMUM_SIZE, value);
    }

    /**
     * Whether a whole message that compression doesn't make smaller is sent as it is; true unless it is set. Then it is
     * no context for later messages either.
     *
     * @param value false to send every message compressed that isn't too small
     * @return this
     */
    public B onlyIfSmaller(boolean value) {
        return set(DeflateSetting.ONLY_IF_SMALLER, value);
    }

    /**
     * Which code compresses; {@link Codec#FAIRLEAD} unless it is set. Where the JDK's can't do what other settings ask
     * for, the deployment fails.
     *
     * @param value the codec
     * @return this
     */
    public B codec(Codec value) {
        return set(DeflateSetting.CODEC, value);
    }

    /**
     * Where the tables are in which matches are looked up; {@link Tables#SHARED} unless it is set. Of
     * {@link Codec#FAIRLEAD} only.
     *
     * @param value shared, or with each connection
     * @return this
     */
    public B tables(Tables value) {
        return set(DeflateSetting.TABLES, value);
    }
}
