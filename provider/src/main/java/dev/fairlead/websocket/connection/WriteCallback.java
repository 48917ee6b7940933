package dev.fairlead.websocket.connection;

import java.io.IOException;

/** Told how a {@link Transport#write} ended that didn't end at once. */
public interface WriteCallback {
    /** Everything was written. */
    void onWritten();

    /**
     * The stream is broken.
     *
     * @param cause why
     */
    void onWriteFailed(IOException cause);
}
