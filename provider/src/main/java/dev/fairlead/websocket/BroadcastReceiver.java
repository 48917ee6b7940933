package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.SharedFrame;
import jakarta.websocket.EncodeException;
import java.io.IOException;

/**
 * What takes the messages of a {@link Broadcast}: Fairlead's sessions, and their asynchronous remotes, by which a session
 * is known that is wrapped. Not for applications to implement.
 */
public interface BroadcastReceiver {
    /** Told how a message's way to one receiver ended. */
    interface Outcome {
        /**
         * The message has left, or failed. Called once, by any thread, perhaps under a lock: neither blocks nor calls the
         * application.
         *
         * @param failure null if it has left
         * @return what is to be run for the application without a lock, or null
         */
        Runnable ended(Throwable failure);
    }

    /**
     * Queues a message behind all that was accepted before, and writes it if nothing is in the way. Never waits.
     *
     * @param message what all receivers share
     * @param outcome told how it ended, unless the method returns false
     * @return false if the session is closed
     */
    boolean offer(SharedFrame message, Outcome outcome);

    /**
     * What encodes objects for the session.
     *
     * @return the same object for all sessions whose encoders are the same
     */
    Object encoders();

    /**
     * Encodes an object as {@link jakarta.websocket.RemoteEndpoint.Async#sendObject(Object)} does.
     *
     * @param object what the application sends
     * @return the message, for all with the same {@link #encoders}; null if the session is closed
     * @throws EncodeException if there is no encoder, or it fails
     * @throws IOException     what an encoder throws
     */
    SharedFrame encode(Object object) throws EncodeException, IOException;
}
