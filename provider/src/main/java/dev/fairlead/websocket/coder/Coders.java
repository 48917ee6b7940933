package dev.fairlead.websocket.coder;

import dev.fairlead.websocket.session.MessageReceiver.Kind;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The encoders and decoders that an endpoint lists: which class fits which type. Found once, at deployment; the instances
 * are in the {@link SessionCoders} of each connection. Thread-safe.
 */
public final class Coders {
    private final List<Class<? extends Encoder>> encoderClasses;
    private final List<Class<? extends Decoder>> decoderClasses;
    private final List<EncoderType> encoders = new ArrayList<>();
    private final List<DecoderType> decoders = new ArrayList<>();
    private final ConcurrentMap<Class<?>, Optional<EncoderType>> encodersByClass = new ConcurrentHashMap<>();

    /**
     * Reads what each class encodes or decodes.
     *
     * @param config names the classes, in order of preference
     * @throws DeploymentException if one can't be used; the message names it
     */
    public Coders(EndpointConfig config) throws DeploymentException {
        this(config.getEncoders(), config.getDecoders());
    }

    /**
     * Reads what each class encodes or decodes.
     *
     * @param encoders in order of preference
     * @param decoders in order of preference
     * @throws DeploymentException if one can't be used; the message names it
     */
    public Coders(List<Class<? extends Encoder>> encoders, List<Class<? extends Decoder>> decoders)
            throws DeploymentException {
        this.encoderClasses = distinct(encoders);
        this.decoderClasses = distinct(decoders);
        for (Class<? extends Encoder> encoder : encoderClasses) {
            addEncoder(encoder);
        }
        for (Class<? extends Decoder> decoder : decoderClasses) {
            addDecoder(decoder);
        }
    }

    private static <T> List<T> distinct(List<T> classes) {
        Set<T> once = classes == null ? Set.of() : new LinkedHashSet<>(classes);
        return List.copyOf(once);
    }

    private void addEncoder(Class<? extends Encoder> encoder) throws DeploymentException {
        checkCreatable("encoder", encoder);
        int before = encoders.size();
        for (EncoderType.Form form : EncoderType.Form.values()) {
            if (form.contract().isAssignableFrom(encoder)) {
                Type type = TypeResolver.argument(encoder, form.contract());
                encoders.add(new EncoderType(encoder, form, type == null ? Object.class : TypeResolver.erase(type)));
            }
        }
        if (encoders.size() == before) {
            throw new DeploymentException("encoder " + encoder.getName() + " implements none of Encoder.Text,"
                    + " Encoder.TextStream, Encoder.Binary and Encoder.BinaryStream; let it implement one");
        }
    }

    private void addDecoder(Class<? extends Decoder> decoder) throws DeploymentException {
        checkCreatable("decoder", decoder);
        int before = decoders.size();
        for (DecoderType.Form form : DecoderType.Form.values()) {
            if (form.contract().isAssignableFrom(decoder)) {
                Type type = TypeResolver.argument(decoder, form.contract());
                decoders.add(new DecoderType(decoder, form, type == null ? Object.class : type));
            }
        }
        if (decoders.size() == before) {
            throw new DeploymentException("decoder " + decoder.getName() + " implements none of Decoder.Text,"
                    + " Decoder.TextStream, Decoder.Binary and Decoder.BinaryStream; let it implement one");
        }
    }

    private static void checkCreatable(String role, Class<?> coder) throws DeploymentException {
        if (coder.isInterface() || Modifier.isAbstract(coder.getModifiers())) {
            throw new DeploymentException(role + ' ' + coder.getName() + " is abstract; list a class that can be created");
        }
        try {
            if (Modifier.isPublic(coder.getDeclaredConstructor().getModifiers())) {
                return;
            }
        } catch (NoSuchMethodException e) {
            // said below
        }
        throw new DeploymentException(role + ' ' + coder.getName()
                + " has no public constructor without parameters; add one");
    }

    List<Class<? extends Encoder>> encoderClasses() {
        return encoderClasses;
    }

    List<Class<? extends Decoder>> decoderClasses() {
        return decoderClasses;
    }

    /**
     * How messages become objects of a type. The application's decoders come first; the built-in conversions hold for
     * types without one.
     *
     * @param type of a parameter or of a message handler
     * @return one for each native type that it can come from; empty if no decoder fits
     */
    public List<MessageType> messageTypes(Type type) {
        List<MessageType> found = new ArrayList<>(2);
        for (Kind kind : List.of(Kind.TEXT, Kind.BINARY)) {
            List<DecoderType> fitting = decoders.stream()
                    .filter(d -> d.form().kind() == kind && TypeResolver.isAssignable(type, d.type())).toList();
            if (!fitting.isEmpty()) {
                found.add(new MessageType(kind, TypeResolver.erase(type), fitting));
            }
        }
        if (found.isEmpty()) {
            builtIn(TypeResolver.erase(type)).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<MessageType> builtIn(Class<?> type) {
        Kind kind = null;
        if (type == Reader.class || TextConversion.to(type).isPresent()) {
            kind = Kind.TEXT;
        } else if (type == byte[].class || type == ByteBuffer.class || type == InputStream.class) {
            kind = Kind.BINARY;
        } else if (type == PongMessage.class) {
            kind = Kind.PONG;
        }
        return Optional.ofNullable(kind).map(known -> new MessageType(known, type, List.of()));
    }

    /**
     * Whether objects that a method says it returns may find an encoder. The object's own class decides when it is sent; a
     * method that says less of it has the benefit of the doubt.
     *
     * @param type what the method says it returns
     * @return false if no listed encoder and no built-in one takes any object of the type
     */
    public boolean mayEncode(Type type) {
        Class<?> returned = TypeResolver.box(TypeResolver.erase(type));
        if (encoders.stream().anyMatch(encoder -> mayMeet(returned, TypeResolver.box(encoder.type())))) {
            return true;
        }
        return ByteBuffer.class.isAssignableFrom(returned) || returned.isAssignableFrom(ByteBuffer.class)
                || returned.isAssignableFrom(byte[].class)
                || TextConversion.types().stream().anyMatch(returned::isAssignableFrom);
    }

    private static boolean mayMeet(Class<?> returned, Class<?> encoded) {
        return encoded.isAssignableFrom(returned) || returned.isAssignableFrom(encoded)
                || returned.isInterface() && !Modifier.isFinal(encoded.getModifiers())
                || encoded.isInterface() && !Modifier.isFinal(returned.getModifiers());
    }

    /**
     * The encoder that fits a class best: of the application's that take it or a superclass, the most specific; the first
     * of equals.
     *
     * @param type the class of an object
     * @return empty if none fits
     */
    Optional<EncoderType> encoderFor(Class<?> type) {
        if (encoders.isEmpty()) {
            return Optional.empty();
        }
        return encodersByClass.computeIfAbsent(type, this::mostSpecific);
    }

    private Optional<EncoderType> mostSpecific(Class<?> type) {
        EncoderType best = null;
        for (EncoderType encoder : encoders) {
            Class<?> taken = TypeResolver.box(encoder.type());
            if (taken.isAssignableFrom(type)
                    && (best == null || best.type() != encoder.type() && best.type().isAssignableFrom(taken))) {
                best = encoder;
            }
        }
        return Optional.ofNullable(best);
    }
}
