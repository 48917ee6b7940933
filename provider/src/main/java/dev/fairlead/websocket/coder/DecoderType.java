package dev.fairlead.websocket.coder;

import dev.fairlead.websocket.session.MessageReceiver.Kind;
import jakarta.websocket.Decoder;
import java.lang.reflect.Type;

/**
 * One of the forms that a decoder class has, and what it decodes to.
 *
 * @param decoder the application's class
 * @param form    text or binary, message or stream
 * @param type    what the decoder makes
 */
record DecoderType(Class<? extends Decoder> decoder, Form form, Type type) {
    /** The interfaces of which a decoder implements one or more. */
    enum Form {
        TEXT(Decoder.Text.class, Kind.TEXT),
        TEXT_STREAM(Decoder.TextStream.class, Kind.TEXT),
        BINARY(Decoder.Binary.class, Kind.BINARY),
        BINARY_STREAM(Decoder.BinaryStream.class, Kind.BINARY);

        private final Class<? extends Decoder> contract;
        private final Kind kind;

        Form(Class<? extends Decoder> contract, Kind kind) {
            this.contract = contract;
            this.kind = kind;
        }

        Class<? extends Decoder> contract() {
            return contract;
        }

        Kind kind() {
            return kind;
        }
    }
}
