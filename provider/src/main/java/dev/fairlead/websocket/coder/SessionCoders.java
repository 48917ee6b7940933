package dev.fairlead.websocket.coder;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.session.ObjectEncoder;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The encoders and decoders of one connection: each class has one instance, which is initialized before the endpoint's
 * onOpen and destroyed behind its onClose. Created and ended by the session's thread; used by many.
 */
public final class SessionCoders implements ObjectEncoder {
    private final Coders coders;
    private final InstanceProvider instances;
    private volatile Map<Class<?>, Object> byClass = Map.of();

    /**
     * Creates coders that aren't open yet.
     *
     * @param coders    what the endpoint lists
     * @param instances creates them
     */
    public SessionCoders(Coders coders, InstanceProvider instances) {
        this.coders = coders;
        this.instances = instances;
    }

    /**
     * Creates and initializes all encoders and decoders. One that fails is left out.
     *
     * @param config  given to init
     * @param onError told what failed
     */
    public void open(EndpointConfig config, Consumer<Throwable> onError) {
        int count = coders.encoderClasses().size() + coders.decoderClasses().size();
        if (count == 0) {
            return;
        }
        Map<Class<?>, Object> created = new LinkedHashMap<>(count);
        for (List<? extends Class<?>> classes : List.of(coders.encoderClasses(), coders.decoderClasses())) {
            for (Class<?> type : classes) {
                if (!created.containsKey(type)) {
                    create(type, config, onError).ifPresent(coder -> created.put(type, coder));
                }
            }
        }
        byClass = created;
    }

    private Optional<Object> create(Class<?> type, EndpointConfig config, Consumer<Throwable> onError) {
        Object coder = null;
        try {
            coder = instances.create(type);
            init(coder, config);
            return Optional.of(coder);
        } catch (Throwable e) {
            onError.accept(e);
            if (coder != null) {
                giveBack(coder, onError);
            }
            return Optional.empty();
        }
    }

    /** A class that is both has one method for both. */
    private static void init(Object coder, EndpointConfig config) {
        if (coder instanceof Encoder encoder) {
            encoder.init(config);
        } else {
            ((Decoder) coder).init(config);
        }
    }

    /**
     * Destroys all encoders and decoders, in the order in which they were created.
     *
     * @param onError told what failed
     */
    public void close(Consumer<Throwable> onError) {
        Map<Class<?>, Object> ended = byClass;
        byClass = Map.of();
        for (Object coder : ended.values()) {
            try {
                destroy(coder);
            } catch (Throwable e) {
                onError.accept(e);
            }
            giveBack(coder, onError);
        }
    }

    private static void destroy(Object coder) {
        if (coder instanceof Encoder encoder) {
            encoder.destroy();
        } else {
            ((Decoder) coder).destroy();
        }
    }

    private void giveBack(Object coder, Consumer<Throwable> onError) {
        try {
            instances.destroy(coder);
        } catch (Throwable e) {
            onError.accept(e);
        }
    }

    Decoder decoder(Class<? extends Decoder> type) throws DecodeException {
        Object decoder = byClass.get(type);
        if (decoder == null) {
            throw new DecodeException("", "decoder " + type.getName() + " could not be initialized, or the session is closed");
        }
        return (Decoder) decoder;
    }

    /**
     * What messages of a type are made of.
     *
     * @param type of a message handler
     * @return see {@link Coders#messageTypes}
     */
    public List<MessageType> messageTypes(Type type) {
        return coders.messageTypes(type);
    }

    @Override
    public void encode(Object object, Sink sink) throws EncodeException, IOException {
        EncoderType type = coders.encoderFor(object.getClass()).orElse(null);
        if (type != null) {
            encode(type, object, sink);
        } else if (object instanceof String text) {
            sink.text(text);
        } else if (object instanceof ByteBuffer data) {
            sink.binary(data);
        } else if (object instanceof byte[] data) {
            sink.binary(ByteBuffer.wrap(data));
        } else if (TextConversion.to(object.getClass()).isPresent()) {
            sink.text(object.toString());
        } else {
            throw new EncodeException(object, "no encoder takes " + object.getClass().getName()
                    + "; list one in the encoders of the endpoint");
        }
    }

    @Override
    public Object kind() {
        return coders;
    }

    @SuppressWarnings("unchecked")
    private void encode(EncoderType type, Object object, Sink sink) throws EncodeException, IOException {
        Object encoder = byClass.get(type.encoder());
        if (encoder == null) {
            throw new EncodeException(object, "encoder " + type.encoder().getName()
                    + " could not be initialized, or the session is closed");
        }
        switch (type.form()) {
            case TEXT -> sink.text(((Encoder.Text<Object>) encoder).encode(object));
            case BINARY -> sink.binary(((Encoder.Binary<Object>) encoder).encode(object));
            case TEXT_STREAM -> sink.textStream(writer -> ((Encoder.TextStream<Object>) encoder).encode(object, writer));
            case BINARY_STREAM ->
                    sink.binaryStream(stream -> ((Encoder.BinaryStream<Object>) encoder).encode(object, stream));
        }
    }
}
