package dev.fairlead.websocket.protocol.extension.deflate;

import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Lends native zlib streams of raw deflate, so that no connection owns one. Thread-safe. Which of the streams that come
 * back are kept is the pool's business; it ends those that it doesn't keep.
 */
public interface ZlibPool {
    /**
     * Lends a deflater in its first state.
     *
     * @param level    1 to 9
     * @param strategy what it is tuned for
     * @return the caller's until it is released
     */
    Deflater deflater(int level, Strategy strategy);

    /**
     * Takes a deflater back.
     *
     * @param deflater as it was left
     * @param level    the one that it was lent for
     * @param strategy likewise
     */
    void release(Deflater deflater, int level, Strategy strategy);

    /**
     * Lends an inflater in its first state.
     *
     * @return the caller's until it is released
     */
    Inflater inflater();

    /**
     * Takes an inflater back.
     *
     * @param inflater as it was left
     */
    void release(Inflater inflater);
}
