package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Lends the working memory of the compression, so that no connection owns any. Thread-safe; never blocks. How much of
 * what comes back is kept is the pool's business. What failed isn't given back.
 */
public interface EnginePool {
    /** The place to ask for where none is known, and the place of contexts that have none. */
    int ANYWHERE = -1;

    /** The place to ask for where none is wanted: what the context is left with isn't going to be of use. */
    int NOWHERE = -2;

    /**
     * Lends an engine.
     *
     * @param memoryLevel 1 to 9
     * @return the caller's until it is released
     */
    DeflateEngine engine(int memoryLevel);

    /**
     * Takes an engine back.
     *
     * @param engine as it was left
     */
    void release(DeflateEngine engine);

    /**
     * Lends a context. It still has what it was left with: who gets the one again that he had last is spared to show
     * it his history.
     *
     * @param size  of the context
     * @param place where to look first: the {@link MatchContext#place()} of the one before, {@link #ANYWHERE} or
     *              {@link #NOWHERE}
     * @return the caller's until it is released
     */
    MatchContext context(ContextSize size, int place);

    /**
     * Takes a context back.
     *
     * @param context as it was left
     */
    void release(MatchContext context);
}
