package dev.fairlead.websocket.session;

import jakarta.websocket.MessageHandler;
import java.util.List;

/** Turns an application's message handlers into receivers, with the decoders of one session. */
public interface HandlerBinder {
    /**
     * Binds a handler whose message type is found in its class.
     *
     * @param handler the application's
     * @return one receiver for each native type that it takes
     * @throws IllegalArgumentException if the type can't be found, as with a lambda, or no decoder fits it
     */
    List<MessageReceiver> bind(MessageHandler handler);

    /**
     * Binds a handler of whole messages.
     *
     * @param type    the message type
     * @param handler the application's
     * @param <T>     the message type
     * @return one receiver for each native type that it takes
     * @throws IllegalArgumentException if no decoder fits the type
     */
    <T> List<MessageReceiver> bindWhole(Class<T> type, MessageHandler.Whole<T> handler);

    /**
     * Binds a handler of message parts.
     *
     * @param type    String, ByteBuffer or byte[]
     * @param handler the application's
     * @param <T>     the message type
     * @return one receiver
     * @throws IllegalArgumentException if the type is none of these
     */
    <T> List<MessageReceiver> bindPartial(Class<T> type, MessageHandler.Partial<T> handler);
}
