package dev.fairlead.websocket.coder;

import jakarta.websocket.Encoder;

/**
 * One of the forms that an encoder class has, and what it encodes.
 *
 * @param encoder the application's class
 * @param form    text or binary, message or stream
 * @param type    the class of the objects that it takes, with their subclasses
 */
record EncoderType(Class<? extends Encoder> encoder, Form form, Class<?> type) {
    /** The interfaces of which an encoder implements one or more. */
    enum Form {
        TEXT(Encoder.Text.class),
        TEXT_STREAM(Encoder.TextStream.class),
        BINARY(Encoder.Binary.class),
        BINARY_STREAM(Encoder.BinaryStream.class);

        private final Class<? extends Encoder> contract;

        Form(Class<? extends Encoder> contract) {
            this.contract = contract;
        }

        Class<? extends Encoder> contract() {
            return contract;
        }
    }
}
