package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.Uncompressed;
import dev.fairlead.websocket.coder.Coders;
import dev.fairlead.websocket.coder.MessageType;
import dev.fairlead.websocket.coder.TypeResolver;
import dev.fairlead.websocket.endpoint.Signatures.Message;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.session.MessageReceiver.Kind;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an annotated endpoint's class says: its methods, checked and ready to be called, and its coders. Made once, at
 * deployment. Immutable.
 */
public final class AnnotatedModel {
    private static final Set<Class<?>> PARTIAL_TYPES = Set.of(String.class, byte[].class, ByteBuffer.class);

    private final Class<?> endpoint;
    private final Coders coders;
    private final EndpointMethod onOpen;
    private final EndpointMethod onClose;
    private final EndpointMethod onError;
    private final List<MessageMethod> onMessage = new ArrayList<>();

    /**
     * Checks a class.
     *
     * @param endpoint   the class
     * @param coders     what it lists
     * @param pathParams {@link PathParamReader#annotations} on a server, {@link PathParamReader#NONE} on a client
     * @throws DeploymentException if it can't be used; the message names class, member and mend
     */
    public AnnotatedModel(Class<?> endpoint, Coders coders, PathParamReader pathParams) throws DeploymentException {
        this.endpoint = endpoint;
        this.coders = coders;
        Signatures signatures = new Signatures(endpoint, pathParams);
        AnnotatedMethods methods = new AnnotatedMethods(endpoint);
        for (Method method : methods.all()) {
            if (!Modifier.isPublic(method.getModifiers())) {
                throw signatures.bad(method, "has " + AnnotatedMethods.names(method) + " but isn't public; make it public");
            }
            if (method.isAnnotationPresent(Uncompressed.class) && !returnsMessage(method)) {
                throw signatures.bad(method, "has @Uncompressed but returns no message; take it off, or return the message "
                        + "from an @OnMessage method. What is sent is left uncompressed by PerMessageDeflate.uncompressed");
            }
        }
        Method open = single(signatures, methods, OnOpen.class);
        Method close = single(signatures, methods, OnClose.class);
        Method error = single(signatures, methods, OnError.class);
        this.onOpen = open == null ? null : signatures.onOpen(open);
        this.onClose = close == null ? null : signatures.onClose(close);
        this.onError = error == null ? null : signatures.onError(error);
        for (Method method : methods.with(OnMessage.class)) {
            addMessageMethod(signatures, method);
        }
    }

    private static Method single(Signatures signatures, AnnotatedMethods methods, Class<? extends Annotation> annotation)
            throws DeploymentException {
        List<Method> found = methods.with(annotation);
        if (found.size() > 1) {
            throw signatures.bad(found.get(1), "has @" + annotation.getSimpleName() + " as "
                    + found.get(0).getName() + " has; keep one of the two");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private void addMessageMethod(Signatures signatures, Method method) throws DeploymentException {
        long maxSize = method.getAnnotation(OnMessage.class).maxMessageSize();
        if (maxSize > Integer.MAX_VALUE) {
            throw signatures.bad(method, "has maxMessageSize " + maxSize + "; it must be -1 to " + Integer.MAX_VALUE);
        }
        Message signature = signatures.onMessage(method);
        Class<?> type = TypeResolver.erase(signature.type());
        List<MessageType> types;
        if (signature.partial()) {
            if (!PARTIAL_TYPES.contains(type)) {
                throw signatures.bad(method, "has a boolean that tells the last part beside a " + type.getName()
                        + "; only String, byte[] and ByteBuffer come in parts");
            }
            types = List.of(MessageType.part(type));
        } else {
            types = coders.messageTypes(signature.type());
        }
        if (types.isEmpty()) {
            throw signatures.bad(method, "has a message parameter of type " + signature.type().getTypeName()
                    + ", which no decoder makes; list one in the decoders of the endpoint");
        }
        for (MessageType one : types) {
            for (MessageMethod other : onMessage) {
                if (other.takes(one.kind())) {
                    throw signatures.bad(method, "takes " + describe(one.kind()) + " messages as " + other.method()
                            + " does; an endpoint has one @OnMessage method for each native type");
                }
            }
        }
        checkReturnType(signatures, method);
        onMessage.add(new MessageMethod(new EndpointMethod(method, signature.arguments()), types, signature.partial(),
                maxSize, wishes(method)));
    }

    private static OutgoingMessage wishes(Method method) {
        return method.isAnnotationPresent(Uncompressed.class) ? OutgoingMessage.UNCOMPRESSED : OutgoingMessage.ORDINARY;
    }

    private static boolean returnsMessage(Method method) {
        Class<?> returned = method.getReturnType();
        return method.isAnnotationPresent(OnMessage.class) && returned != void.class && returned != Void.class;
    }

    private void checkReturnType(Signatures signatures, Method method) throws DeploymentException {
        Type returned = TypeResolver.resolve(method.getGenericReturnType(), endpoint, method.getDeclaringClass());
        if (returned != void.class && returned != Void.class && !coders.mayEncode(returned)) {
            throw signatures.bad(method, "returns " + returned.getTypeName()
                    + ", which no encoder takes; list one in the encoders of the endpoint, or return nothing");
        }
    }

    private static String describe(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The endpoint's class.
     *
     * @return as it was given
     */
    public Class<?> endpoint() {
        return endpoint;
    }

    Coders coders() {
        return coders;
    }

    EndpointMethod onOpen() {
        return onOpen;
    }

    EndpointMethod onClose() {
        return onClose;
    }

    EndpointMethod onError() {
        return onError;
    }

    List<MessageMethod> onMessage() {
        return onMessage;
    }
}
