package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.coder.MessageType;
import dev.fairlead.websocket.coder.SessionCoders;
import dev.fairlead.websocket.session.HandlerBinder;
import dev.fairlead.websocket.session.JakartaSession;
import dev.fairlead.websocket.session.MessageReceiver;
import dev.fairlead.websocket.session.ObjectEncoder;
import dev.fairlead.websocket.session.SessionEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;
import java.util.Map;

/** An annotated endpoint in one session. */
public final class AnnotatedEndpoint implements SessionEndpoint {
    private final AnnotatedModel model;
    private final EndpointInstance instance;
    private final PathParameters path;
    private final SessionCoders coders;

    /**
     * Creates the endpoint of one session.
     *
     * @param model          of the instance's class
     * @param instance       the application's object
     * @param pathParameters the URI template's variables
     */
    public AnnotatedEndpoint(AnnotatedModel model, EndpointInstance instance, Map<String, String> pathParameters) {
        this.model = model;
        this.instance = instance;
        this.path = pathParameters.isEmpty() ? PathParameters.NONE : new PathParameters(pathParameters);
        this.coders = new SessionCoders(model.coders(), instance.provider());
    }

    @Override
    public void onOpen(JakartaSession session, EndpointConfig config) throws Exception {
        coders.open(config, error -> onError(session, error));
        for (MessageMethod method : model.onMessage()) {
            for (MessageType type : method.types()) {
                session.addReceiver(new Receiver(session, method, type));
            }
        }
        if (model.onOpen() != null) {
            call(model.onOpen(), session, config, false);
        }
    }

    @Override
    public void onClose(JakartaSession session, CloseReason reason) throws Exception {
        if (model.onClose() != null) {
            call(model.onClose(), session, reason, false);
        }
    }

    @Override
    public void onError(JakartaSession session, Throwable error) {
        if (model.onError() == null) {
            ErrorLog.unhandled(model.endpoint(), session, error);
            return;
        }
        try {
            call(model.onError(), session, error, false);
        } catch (Throwable e) {
            ErrorLog.failed(model.endpoint(), "@OnError", e);
        }
    }

    private Object call(EndpointMethod method, JakartaSession session, Object subject, boolean last) throws Exception {
        try {
            return method.call(instance.object(), session, path, subject, last);
        } catch (Throwable e) {
            throw AnnotatedEndpoint.<Exception>unchecked(e);
        }
    }

    /** Throws whatever the application threw, as it is: onError is to see that. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public void release() {
        coders.close(error -> ErrorLog.failed(model.endpoint(), "a coder's destroy", error));
        instance.release();
    }

    @Override
    public HandlerBinder handlers() {
        return new HandlerBinding(coders);
    }

    @Override
    public ObjectEncoder encoder() {
        return coders;
    }

    private final class Receiver implements MessageReceiver {
        private final JakartaSession session;
        private final MessageMethod method;
        private final MessageType type;

        Receiver(JakartaSession session, MessageMethod method, MessageType type) {
            this.session = session;
            this.method = method;
            this.type = type;
        }

        @Override
        public Kind kind() {
            return type.kind();
        }

        @Override
        public boolean partial() {
            return method.partial();
        }

        @Override
        public long maxMessageSize() {
            return type.isSized() && method.maxSize() >= 0 ? method.maxSize() : -1;
        }

        @Override
        public void onText(String text, boolean last) throws Exception {
            deliver(type.decode(text, coders), last);
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) throws Exception {
            deliver(type.decode(data, coders), last);
        }

        @Override
        public void onPong(PongMessage pong) throws Exception {
            deliver(pong, true);
        }

        private void deliver(Object message, boolean last) throws Exception {
            Object reply = call(method.method(), session, message, last);
            if (reply != null) {
                session.reply(reply, method.wishes());
            }
        }
    }
}
