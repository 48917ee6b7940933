package dev.fairlead.it.suite;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An endpoint for each form that an {@code @OnMessage} method can have. */
public final class MessageForms {
    private MessageForms() {
    }

    /** A whole text. */
    @ServerEndpoint("/string")
    public static class WholeText {
        @OnMessage
        public String on(String text) {
            return "whole " + text;
        }
    }

    /** Text in parts. */
    @ServerEndpoint("/string-parts")
    public static class TextParts {
        @OnMessage
        public void on(boolean last, String part, Session session) throws IOException {
            session.getBasicRemote().sendText(part.length() + (last ? " last" : " more"));
        }
    }

    /** Text to be read. */
    @ServerEndpoint("/reader")
    public static class TextReader {
        @OnMessage
        public String on(Reader reader) throws IOException {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return "read " + text;
        }
    }

    /** Whole bytes. */
    @ServerEndpoint("/bytes")
    public static class WholeBytes {
        @OnMessage
        public byte[] on(byte[] data) {
            return reversed(data);
        }
    }

    /** Bytes in parts. */
    @ServerEndpoint("/bytes-parts")
    public static class BytesParts {
        @OnMessage
        public void on(Session session, byte[] part, boolean last) throws IOException {
            session.getBasicRemote().sendText(part.length + (last ? " last" : " more"));
        }
    }

    /** A whole buffer. */
    @ServerEndpoint("/buffer")
    public static class WholeBuffer {
        @OnMessage
        public ByteBuffer on(ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return ByteBuffer.wrap(reversed(bytes));
        }
    }

    /** Buffers in parts. */
    @ServerEndpoint("/buffer-parts")
    public static class BufferParts {
        @OnMessage
        public void on(ByteBuffer part, boolean last, Session session) throws IOException {
            session.getBasicRemote().sendText(part.remaining() + (last ? " last" : " more"));
        }
    }

    /** Bytes to be read. */
    @ServerEndpoint("/stream")
    public static class ByteStream {
        @OnMessage
        public String on(InputStream in) throws IOException {
            return "read " + in.readAllBytes().length;
        }
    }

    /** A number. */
    @ServerEndpoint("/int")
    public static class IntNumber {
        @OnMessage
        public int on(int number) {
            return number + 1;
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName());
        }
    }

    /** A boxed number. */
    @ServerEndpoint("/double")
    public static class BoxedDouble {
        @OnMessage
        public Double on(Double number) {
            return number / 2;
        }
    }

    /** A truth value. */
    @ServerEndpoint("/boolean")
    public static class Truth {
        @OnMessage
        public boolean on(boolean value) {
            return !value;
        }
    }

    /** A character. */
    @ServerEndpoint("/char")
    public static class Letter {
        @OnMessage
        public char on(char value) {
            return Character.toUpperCase(value);
        }
    }

    /** Text, bytes and pongs in one endpoint, with a path parameter each. */
    @ServerEndpoint("/all/{name}")
    public static class All {
        @OnMessage
        public String text(@PathParam("name") String name, String text) {
            return name + " text " + text;
        }

        @OnMessage
        public String bytes(byte[] data, @PathParam("name") String name) {
            return name + " bytes " + data.length;
        }

        @OnMessage
        public String pong(PongMessage pong, Session session) {
            ByteBuffer data = pong.getApplicationData();
            return "pong " + StandardCharsets.UTF_8.decode(data);
        }
    }

    /** What the coders carry. */
    public record Point(int x, int y) {
        static Point parse(String text) {
            String[] parts = text.split(",");
            return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        Point mirrored() {
            return new Point(y, x);
        }

        String shown() {
            return x + "," + y;
        }
    }

    /** Text to points. */
    public static class PointDecoder implements Decoder.Text<Point> {
        @Override
        public Point decode(String text) throws DecodeException {
            try {
                return Point.parse(text);
            } catch (NumberFormatException e) {
                throw new DecodeException(text, "no point", e);
            }
        }

        @Override
        public boolean willDecode(String text) {
            return text.contains(",");
        }
    }

    /** Points to text. */
    public static class PointEncoder implements Encoder.Text<Point> {
        @Override
        public String encode(Point point) {
            return "text " + point.shown();
        }
    }

    /** Points as text. */
    @ServerEndpoint(value = "/point", decoders = PointDecoder.class, encoders = PointEncoder.class)
    public static class PointText {
        @OnMessage
        public Point on(Point point) {
            return point.mirrored();
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + " " + error.getMessage());
        }
    }

    /** Characters to points. */
    public static class PointReader implements Decoder.TextStream<Point> {
        @Override
        public Point decode(Reader reader) throws IOException {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return Point.parse(text.toString());
        }
    }

    /** Points to characters. */
    public static class PointWriter implements Encoder.TextStream<Point> {
        @Override
        public void encode(Point point, Writer writer) throws IOException {
            writer.write("written ");
            writer.write(point.shown());
        }
    }

    /** Points as streamed text. */
    @ServerEndpoint(value = "/point-reader", decoders = PointReader.class, encoders = PointWriter.class)
    public static class PointTextStream {
        @OnMessage
        public Point on(Point point) {
            return point.mirrored();
        }
    }

    /** Bytes to points. */
    public static class PointBytesDecoder implements Decoder.Binary<Point> {
        @Override
        public Point decode(ByteBuffer bytes) {
            return new Point(bytes.getInt(), bytes.getInt());
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return bytes.remaining() == 8;
        }
    }

    /** Points to bytes. */
    public static class PointBytesEncoder implements Encoder.Binary<Point> {
        @Override
        public ByteBuffer encode(Point point) {
            return ByteBuffer.allocate(8).putInt(point.x()).putInt(point.y()).flip();
        }
    }

    /** Points as bytes. */
    @ServerEndpoint(value = "/point-bytes", decoders = PointBytesDecoder.class, encoders = PointBytesEncoder.class)
    public static class PointBytes {
        @OnMessage
        public Point on(Point point) {
            return point.mirrored();
        }
    }

    /** A stream of bytes to points. */
    public static class PointInput implements Decoder.BinaryStream<Point> {
        @Override
        public Point decode(InputStream in) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
            return new Point(bytes.getInt(), bytes.getInt());
        }
    }

    /** Points to a stream of bytes. */
    public static class PointOutput implements Encoder.BinaryStream<Point> {
        @Override
        public void encode(Point point, OutputStream out) throws IOException, EncodeException {
            out.write(ByteBuffer.allocate(8).putInt(point.x()).putInt(point.y()).array());
        }
    }

    /** Points as streamed bytes. */
    @ServerEndpoint(value = "/point-stream", decoders = PointInput.class, encoders = PointOutput.class)
    public static class PointByteStream {
        @OnMessage
        public Point on(Point point) {
            return point.mirrored();
        }
    }

    private static byte[] reversed(byte[] data) {
        byte[] result = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            result[i] = data[data.length - 1 - i];
        }
        return result;
    }
}
