package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.coder.MessageType;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.session.MessageReceiver.Kind;
import java.util.List;

/**
 * An {@code @OnMessage} method.
 *
 * @param method  what is called
 * @param types   how messages become its argument: one for each native type that it takes
 * @param partial whether it takes messages in parts
 * @param maxSize of a whole message in bytes; -1 for what the session says
 * @param wishes  what extensions are told of what it returns
 */
record MessageMethod(EndpointMethod method, List<MessageType> types, boolean partial, long maxSize,
        OutgoingMessage wishes) {
    boolean takes(Kind kind) {
        return types.stream().anyMatch(type -> type.kind() == kind);
    }
}
