package dev.fairlead.websocket.session;

import jakarta.websocket.EncodeException;
import java.io.IOException;

/** Encodes objects with the encoders of one session. Called by many threads at once. */
public interface ObjectEncoder {
    /** Where an encoded object goes. */
    interface Sink {
        /**
         * Sends a whole text message.
         *
         * @param text the message
         * @throws IOException if it can't be sent
         */
        void text(String text) throws IOException;

        /**
         * Sends a whole binary message.
         *
         * @param data the message
         * @throws IOException if it can't be sent
         */
        void binary(java.nio.ByteBuffer data) throws IOException;

        /**
         * Lets an encoder write a text message.
         *
         * @param producer what it does with the writer, which is closed behind it
         * @throws IOException     if it can't be sent
         * @throws EncodeException what the encoder throws
         */
        void textStream(Producer<java.io.Writer> producer) throws IOException, EncodeException;

        /**
         * Lets an encoder write a binary message.
         *
         * @param producer what it does with the stream, which is closed behind it
         * @throws IOException     if it can't be sent
         * @throws EncodeException what the encoder throws
         */
        void binaryStream(Producer<java.io.OutputStream> producer) throws IOException, EncodeException;
    }

    /**
     * Writes one object.
     *
     * @param <W> a writer or a stream
     */
    interface Producer<W> {
        /**
         * Writes it.
         *
         * @param out where to
         * @throws IOException     if it can't be sent
         * @throws EncodeException what the encoder throws
         */
        void writeTo(W out) throws IOException, EncodeException;
    }

    /**
     * Encodes an object and sends it.
     *
     * @param object what the application sends; strings, buffers, primitives and byte[] included
     * @param sink   where to
     * @throws EncodeException if there is no encoder, or it fails
     * @throws IOException     what the sink throws
     */
    void encode(Object object, Sink sink) throws EncodeException, IOException;

    /**
     * What the encoders are: the sessions of an endpoint have instances of their own of the same ones.
     *
     * @return the same object for all that encode alike
     */
    default Object kind() {
        return this;
    }
}
