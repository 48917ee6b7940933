package dev.fairlead.websocket.coder;

import dev.fairlead.websocket.session.MessageReceiver.Kind;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** How messages of one native type become objects of one class. Immutable. */
public final class MessageType {
    private final Kind kind;
    private final Class<?> type;
    private final List<DecoderType> decoders;
    private final Optional<TextConversion> conversion;

    MessageType(Kind kind, Class<?> type, List<DecoderType> decoders) {
        this.kind = kind;
        this.type = type;
        this.decoders = decoders;
        this.conversion = TextConversion.to(type);
    }

    /**
     * How parts of messages become an argument.
     *
     * @param type String, byte[] or ByteBuffer
     * @return without any decoder
     */
    public static MessageType part(Class<?> type) {
        return new MessageType(type == String.class ? Kind.TEXT : Kind.BINARY, type, List.of());
    }

    /**
     * Which messages it is made of.
     *
     * @return the native type
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether {@code @OnMessage}'s maximum size holds: not where the application reads the message as a stream.
     *
     * @return false for a Reader or an InputStream
     */
    public boolean isSized() {
        return !decoders.isEmpty() || type != Reader.class && type != InputStream.class;
    }

    /**
     * Makes an object of a text message.
     *
     * @param text   the message
     * @param coders of the session
     * @return what an application's method is given
     * @throws DecodeException if no decoder takes the message, or the one that does fails
     * @throws IOException     what a decoder throws
     */
    public Object decode(String text, SessionCoders coders) throws DecodeException, IOException {
        for (DecoderType candidate : decoders) {
            Decoder decoder = coders.decoder(candidate.decoder());
            if (candidate.form() == DecoderType.Form.TEXT_STREAM) {
                return ((Decoder.TextStream<?>) decoder).decode(new StringReader(text));
            }
            if (((Decoder.Text<?>) decoder).willDecode(text)) {
                return ((Decoder.Text<?>) decoder).decode(text);
            }
        }
        if (!decoders.isEmpty()) {
            throw new DecodeException(text, "no decoder for " + type.getName() + " takes this text message");
        }
        return conversion.isPresent() ? conversion.get().convert(text) : new StringReader(text);
    }

    /**
     * Makes an object of a binary message.
     *
     * @param data   the message; belongs to the object from now on
     * @param coders of the session
     * @return what an application's method is given
     * @throws DecodeException if no decoder takes the message, or the one that does fails
     * @throws IOException     what a decoder throws
     */
    public Object decode(ByteBuffer data, SessionCoders coders) throws DecodeException, IOException {
        for (DecoderType candidate : decoders) {
            Decoder decoder = coders.decoder(candidate.decoder());
            if (candidate.form() == DecoderType.Form.BINARY_STREAM) {
                return ((Decoder.BinaryStream<?>) decoder).decode(stream(data.duplicate()));
            }
            if (((Decoder.Binary<?>) decoder).willDecode(data.duplicate())) {
                return ((Decoder.Binary<?>) decoder).decode(data.duplicate());
            }
        }
        if (!decoders.isEmpty()) {
            throw new DecodeException(data, "no decoder for " + type.getName() + " takes this binary message");
        }
        if (type == ByteBuffer.class) {
            return data;
        }
        return type == byte[].class ? bytes(data) : stream(data);
    }

    /**
     * The bytes of a buffer, without a copy where they fill its array.
     *
     * @param data array-backed
     * @return exactly its remaining bytes
     */
    public static byte[] bytes(ByteBuffer data) {
        if (data.hasArray() && data.arrayOffset() == 0 && data.position() == 0
                && data.remaining() == data.array().length) {
            return data.array();
        }
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        return copy;
    }

    private static InputStream stream(ByteBuffer data) {
        return data.hasArray()
                ? new ByteArrayInputStream(data.array(), data.arrayOffset() + data.position(), data.remaining())
                : new ByteArrayInputStream(bytes(data));
    }
}
