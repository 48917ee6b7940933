package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.SharedFrame;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a broadcast sends. One call of {@link Broadcast} has it, in one thread. */
interface BroadcastMessage {
    /**
     * What a receiver is given.
     *
     * @return null if it is closed
     * @throws EncodeException if there is no encoder, or it fails
     * @throws IOException     what an encoder throws
     */
    SharedFrame frameFor(BroadcastReceiver receiver) throws EncodeException, IOException;

    /** Sends the same by the remote of somebody else's session. */
    void sendBy(RemoteEndpoint.Async remote, SendHandler handler);

    /** The same frame for everybody. */
    record Whole(SharedFrame frame, BiConsumer<RemoteEndpoint.Async, SendHandler> otherwise) implements BroadcastMessage {
        @Override
        public SharedFrame frameFor(BroadcastReceiver receiver) {
            return frame;
        }

        @Override
        public void sendBy(RemoteEndpoint.Async remote, SendHandler handler) {
            otherwise.accept(remote, handler);
        }
    }

    /** An object that is encoded once for all sessions with the same encoders. */
    final class Encoded implements BroadcastMessage {
        private final Object object;
        private final Map<Object, SharedFrame> frames = new IdentityHashMap<>();

        Encoded(Object object) {
            this.object = object;
        }

        @Override
        public SharedFrame frameFor(BroadcastReceiver receiver) throws EncodeException, IOException {
            SharedFrame frame = frames.get(receiver.encoders());
            if (frame == null) {
                // what fails isn't kept: a session that is just closing has no encoders any more, others have
                frame = receiver.encode(object);
                if (frame != null) {
                    frames.put(receiver.encoders(), frame);
                }
            }
            return frame;
        }

        @Override
        public void sendBy(RemoteEndpoint.Async remote, SendHandler handler) {
            remote.sendObject(object, handler);
        }
    }
}
