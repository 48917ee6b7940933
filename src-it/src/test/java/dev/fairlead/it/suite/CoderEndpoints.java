package dev.fairlead.it.suite;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/** Coders that choose each other, have generic superclasses, and fail. */
public final class CoderEndpoints {
    private CoderEndpoints() {
    }

    /** What is coded here. */
    public static class Fruit {
        final String name;

        Fruit(String name) {
            this.name = name;
        }
    }

    /** A kind of it. */
    public static class Apple extends Fruit {
        Apple(String name) {
            super(name);
        }
    }

    /** A kind of that. */
    public static class Boskoop extends Apple {
        Boskoop(String name) {
            super(name);
        }
    }

    /** Asks whether it decodes in its turn, and remembers that it was asked. */
    abstract static class Choosy implements Decoder.Text<Fruit> {
        private final String name;

        Choosy(String name) {
            this.name = name;
        }

        @Override
        public boolean willDecode(String text) {
            if (text.equals("throw in " + name)) {
                throw new IllegalArgumentException("asked " + name);
            }
            return text.contains(name);
        }

        @Override
        public Fruit decode(String text) throws DecodeException {
            if (text.endsWith("decode")) {
                throw new DecodeException(text, "decoded by " + name);
            }
            if (text.endsWith("fail")) {
                throw new IllegalStateException("failed in " + name);
            }
            return new Fruit(name + " made " + text);
        }
    }

    /** Is asked first. */
    public static class First extends Choosy {
        public First() {
            super("one");
        }
    }

    /** Is asked second. */
    public static class Second extends Choosy {
        public Second() {
            super("two");
        }
    }

    /** Decodes by the first decoder that wants to. */
    @ServerEndpoint(value = "/choosy", decoders = {First.class, Second.class})
    public static class Choice {
        @OnMessage
        public String on(Fruit fruit) {
            return fruit.name;
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + ": " + error.getMessage());
        }
    }

    /** Encodes all fruit. */
    public static class FruitText implements Encoder.Text<Fruit> {
        @Override
        public String encode(Fruit fruit) {
            return "fruit " + fruit.name;
        }
    }

    /** Encodes apples, or fails. */
    public static class AppleText implements Encoder.Text<Apple> {
        @Override
        public String encode(Apple apple) throws EncodeException {
            return switch (apple.name) {
                case "checked" -> throw new EncodeException(apple, "not encoded");
                case "unchecked" -> throw new IllegalStateException("not encoded");
                default -> "apple " + apple.name;
            };
        }
    }

    /** Sends what an encoder for the class, or for its superclass, takes. */
    @ServerEndpoint(value = "/fruit", encoders = {FruitText.class, AppleText.class})
    public static class Fruits {
        @OnMessage
        public Fruit on(String text, Session session) throws IOException, EncodeException {
            String[] words = text.split(" ");
            Fruit fruit = words[0].equals("boskoop") ? new Boskoop(words[1])
                    : words[0].equals("apple") ? new Apple(words[1]) : new Fruit(words[1]);
            if (words.length == 2) {
                return fruit;
            }
            if (words[2].equals("basic")) {
                session.getBasicRemote().sendObject(fruit);
            } else {
                session.getAsyncRemote().sendObject(fruit, result -> {
                    if (!result.isOK()) {
                        session.getAsyncRemote().sendText("result " + result.getException().getClass().getSimpleName());
                    }
                });
            }
            return null;
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + ": " + error.getMessage());
        }
    }

    /** What decoders of collections have in common. */
    abstract static class Collected<E, C extends LinkedList<E>> implements Decoder.Text<C> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    /** Decodes a type with type arguments, which its superclass's variables hide. */
    public static class Sets extends Collected<Set<String>, LinkedList<Set<String>>> {
        @Override
        public LinkedList<Set<String>> decode(String text) {
            return new LinkedList<>(List.of(new HashSet<>(List.of(text.split(",")))));
        }
    }

    /** Encodes what has type arguments. */
    public static class ListText implements Encoder.Text<List<Set<String>>> {
        @Override
        public String encode(List<Set<String>> list) {
            return "list of " + list.get(0).size();
        }
    }

    /** Takes and returns what has type arguments. */
    @ServerEndpoint(value = "/generic", decoders = Sets.class, encoders = ListText.class)
    public static class Generic {
        @OnMessage
        public List<Set<String>> on(LinkedList<Set<String>> sets) {
            return new ArrayList<>(sets);
        }
    }

    /** Takes the place of the built-in conversion to Integer. */
    public static class Roman implements Decoder.Text<Integer>, Encoder.Text<Integer> {
        @Override
        public void init(EndpointConfig config) {
            // both interfaces have it
        }

        @Override
        public void destroy() {
            // likewise
        }

        @Override
        public boolean willDecode(String text) {
            return text.startsWith("I");
        }

        @Override
        public Integer decode(String text) {
            return text.length();
        }

        @Override
        public String encode(Integer number) {
            return "I".repeat(number);
        }
    }

    /** Counts in the user's numbers. */
    @ServerEndpoint(value = "/roman", decoders = Roman.class, encoders = Roman.class)
    public static class Counting {
        @OnMessage
        public int on(int number) {
            return number + 1;
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName());
        }
    }

    /** Reads characters and bytes, some only, and fails when told. */
    public static class FromStreams implements Decoder.TextStream<Fruit>, Decoder.BinaryStream<Fruit> {
        @Override
        public Fruit decode(Reader reader) throws DecodeException, IOException {
            char[] start = new char[4];
            String text = new String(start, 0, reader.read(start));
            return switch (text) {
                case "io ." -> throw new IOException("not read");
                case "bad." -> throw new DecodeException(text, "not decoded");
                default -> new Fruit(text);
            };
        }

        @Override
        public Fruit decode(InputStream in) throws IOException {
            return new Fruit(new String(in.readNBytes(4), StandardCharsets.US_ASCII));
        }
    }

    /** Writes characters, in pieces, and fails when told. */
    public static class ToWriter implements Encoder.TextStream<Fruit> {
        @Override
        public void encode(Fruit fruit, Writer writer) throws EncodeException, IOException {
            if (fruit.name.equals("half")) {
                throw new EncodeException(fruit, "not written");
            }
            writer.write("written ");
            writer.append(fruit.name).append('!');
        }
    }

    /** Writes bytes. */
    public static class ToStream implements Encoder.BinaryStream<StringBuilder> {
        @Override
        public void encode(StringBuilder text, OutputStream out) throws IOException {
            out.write(1);
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Reads and writes by streams. */
    @ServerEndpoint(value = "/streams", decoders = FromStreams.class, encoders = {ToWriter.class, ToStream.class})
    public static class Streams {
        private int messages;

        @OnMessage
        public Object on(Fruit fruit) {
            messages++;
            return messages % 2 == 1 ? fruit : new StringBuilder(fruit.name);
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            messages = 0;
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + ": " + error.getMessage());
        }
    }

    /** Decodes bytes, and shows that each question has the whole message. */
    public static class Curious implements Decoder.Binary<Fruit> {
        @Override
        public boolean willDecode(ByteBuffer bytes) {
            bytes.get();
            return true;
        }

        @Override
        public Fruit decode(ByteBuffer bytes) {
            return new Fruit("bytes " + bytes.remaining());
        }
    }

    /** Takes fruit from text and from bytes with one method. */
    @ServerEndpoint(value = "/both", decoders = {Curious.class, First.class})
    public static class Both {
        @OnMessage
        public String on(Fruit fruit) {
            return fruit.name;
        }
    }
}
