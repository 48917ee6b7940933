package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Lends the working memory of the compression, so that no connection owns any. Thread-safe. Which of the engines that come
 * back are kept is the pool's business.
 *
 * <p>An engine remembers whom it was lent to last. If that one gets it again it need not be shown the history, so an engine
 * has a place in the pool that can be asked for.
 */
public interface EnginePool {
    /** The place to ask for where there is none to prefer. */
    int ANY = -1;

    /**
     * Lends an engine.
     *
     * @param size  of the engine
     * @param place to look first, as {@link #release} returned it, or {@link #ANY}
     * @return the caller's until it is released
     */
    DeflateEngine lend(EngineSize size, int place);

    /**
     * Takes an engine back. One that failed isn't given back.
     *
     * @param engine as it was left
     * @return its place, or {@link #ANY} if it isn't kept
     */
    int release(DeflateEngine engine);
}
