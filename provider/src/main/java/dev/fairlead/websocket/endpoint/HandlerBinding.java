package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.coder.MessageType;
import dev.fairlead.websocket.coder.SessionCoders;
import dev.fairlead.websocket.coder.TypeResolver;
import dev.fairlead.websocket.session.HandlerBinder;
import dev.fairlead.websocket.session.MessageReceiver;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds an application's message handlers with the decoders of one session.
 *
 * @param coders of the session
 */
record HandlerBinding(SessionCoders coders) implements HandlerBinder {
    @Override
    public List<MessageReceiver> bind(MessageHandler handler) {
        List<MessageReceiver> receivers = new ArrayList<>(2);
        if (handler instanceof MessageHandler.Whole<?> whole) {
            receivers.addAll(whole(argument(handler, MessageHandler.Whole.class), whole));
        }
        if (handler instanceof MessageHandler.Partial<?> partial) {
            receivers.add(partial(argument(handler, MessageHandler.Partial.class), partial));
        }
        if (receivers.isEmpty()) {
            throw new IllegalArgumentException(handler.getClass().getName()
                    + " is neither a MessageHandler.Whole nor a MessageHandler.Partial; implement one of them");
        }
        return receivers;
    }

    private static Type argument(MessageHandler handler, Class<?> generic) {
        Type type = TypeResolver.argument(handler.getClass(), generic);
        if (type == null) {
            throw new IllegalArgumentException("the message type of " + handler.getClass().getName()
                    + " can't be found in its class; say it: addMessageHandler(Class, handler)");
        }
        return type;
    }

    @Override
    public <T> List<MessageReceiver> bindWhole(Class<T> type, MessageHandler.Whole<T> handler) {
        return whole(type, handler);
    }

    @Override
    public <T> List<MessageReceiver> bindPartial(Class<T> type, MessageHandler.Partial<T> handler) {
        return List.of(partial(type, handler));
    }

    @SuppressWarnings("unchecked")
    private List<MessageReceiver> whole(Type type, MessageHandler.Whole<?> handler) {
        List<MessageType> types = coders.messageTypes(type);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("no decoder makes " + type.getTypeName() + " for "
                    + handler.getClass().getName() + "; list one in the decoders of the endpoint");
        }
        List<MessageReceiver> receivers = new ArrayList<>(types.size());
        for (MessageType one : types) {
            receivers.add(new WholeReceiver(one, coders, (MessageHandler.Whole<Object>) handler));
        }
        return receivers;
    }

    @SuppressWarnings("unchecked")
    private static MessageReceiver partial(Type type, MessageHandler.Partial<?> handler) {
        if (type == String.class) {
            return new TextPartReceiver((MessageHandler.Partial<String>) handler);
        }
        if (type == ByteBuffer.class || type == byte[].class) {
            return new BinaryPartReceiver(type == byte[].class, (MessageHandler.Partial<Object>) handler);
        }
        throw new IllegalArgumentException(type.getTypeName() + " doesn't come in parts, as " + handler.getClass().getName()
                + " wants it; use String, ByteBuffer or byte[]");
    }

    private record WholeReceiver(MessageType type, SessionCoders coders, MessageHandler.Whole<Object> handler)
            implements MessageReceiver {
        @Override
        public Kind kind() {
            return type.kind();
        }

        @Override
        public void onText(String text, boolean last) throws Exception {
            handler.onMessage(type.decode(text, coders));
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) throws Exception {
            handler.onMessage(type.decode(data, coders));
        }

        @Override
        public void onPong(PongMessage pong) {
            handler.onMessage(pong);
        }
    }

    private record TextPartReceiver(MessageHandler.Partial<String> handler) implements MessageReceiver {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public boolean partial() {
            return true;
        }

        @Override
        public void onText(String text, boolean last) {
            handler.onMessage(text, last);
        }
    }

    private record BinaryPartReceiver(boolean bytes, MessageHandler.Partial<Object> handler) implements MessageReceiver {
        @Override
        public Kind kind() {
            return Kind.BINARY;
        }

        @Override
        public boolean partial() {
            return true;
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            handler.onMessage(bytes ? MessageType.bytes(data) : data, last);
        }
    }
}
