package dev.fairlead.websocket.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.session.MessageReceiver.Kind;
import dev.fairlead.websocket.session.ObjectEncoder;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodersTest {
    static final List<String> LOG = new ArrayList<>();

    /** What decoders make. */
    public record Animal(String name) {
    }

    public static class Beast {
    }

    public static class Cat extends Beast {
    }

    public static class Kitten extends Cat {
    }

    public static class OnlyA implements Decoder.Text<Animal> {
        @Override
        public void init(EndpointConfig config) {
            LOG.add("init A");
        }

        @Override
        public boolean willDecode(String s) {
            LOG.add("ask A");
            return s.startsWith("a");
        }

        @Override
        public Animal decode(String s) {
            return new Animal("A:" + s);
        }

        @Override
        public void destroy() {
            LOG.add("destroy A");
        }
    }

    public static class Anything implements Decoder.Text<Animal> {
        @Override
        public boolean willDecode(String s) {
            LOG.add("ask B");
            return !s.isEmpty();
        }

        @Override
        public Animal decode(String s) {
            return new Animal("B:" + s);
        }
    }

    public static class FromBytes implements Decoder.Binary<Animal> {
        @Override
        public boolean willDecode(ByteBuffer bytes) {
            bytes.get();
            return true;
        }

        @Override
        public Animal decode(ByteBuffer bytes) {
            return new Animal("bytes:" + StandardCharsets.UTF_8.decode(bytes));
        }
    }

    public static class Streams implements Decoder.TextStream<Animal>, Decoder.BinaryStream<Animal> {
        @Override
        public Animal decode(Reader reader) throws IOException {
            StringWriter all = new StringWriter();
            reader.transferTo(all);
            return new Animal("reader:" + all);
        }

        @Override
        public Animal decode(InputStream is) throws IOException {
            return new Animal("stream:" + new String(is.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public static class Sets implements Decoder.Text<LinkedList<HashSet<String>>> {
        @Override
        public boolean willDecode(String s) {
            return true;
        }

        @Override
        public LinkedList<HashSet<String>> decode(String s) {
            return new LinkedList<>(List.of(new HashSet<>(List.of(s))));
        }
    }

    public static class Shouting implements Decoder.Text<String> {
        @Override
        public boolean willDecode(String s) {
            return true;
        }

        @Override
        public String decode(String s) {
            return s + "!";
        }
    }

    public static class Failing implements Decoder.Text<Beast> {
        @Override
        public void init(EndpointConfig config) {
            throw new IllegalStateException("no init");
        }

        @Override
        public boolean willDecode(String s) {
            return true;
        }

        @Override
        public Beast decode(String s) {
            return new Beast();
        }
    }

    public static class Hidden implements Decoder.Text<Beast> {
        Hidden(int argument) {
        }

        @Override
        public boolean willDecode(String s) {
            return true;
        }

        @Override
        public Beast decode(String s) {
            return new Beast();
        }
    }

    public static class BeastText implements Encoder.Text<Beast> {
        @Override
        public String encode(Beast beast) {
            return "beast";
        }
    }

    public static class CatText implements Encoder.Text<Cat> {
        @Override
        public String encode(Cat cat) {
            return "cat";
        }
    }

    public static class IntegerText implements Encoder.Text<Integer> {
        @Override
        public String encode(Integer number) {
            return "#" + number;
        }
    }

    public static class AnimalStreams implements Encoder.TextStream<Animal>, Encoder.BinaryStream<Number> {
        @Override
        public void encode(Animal animal, Writer writer) throws IOException {
            writer.write(animal.name());
        }

        @Override
        public void encode(Number number, OutputStream os) throws IOException {
            os.write(number.intValue());
        }
    }

    /** Keeps what is sent. */
    static final class Sent implements ObjectEncoder.Sink {
        final List<String> messages = new ArrayList<>();

        @Override
        public void text(String text) {
            messages.add("text " + text);
        }

        @Override
        public void binary(ByteBuffer data) {
            messages.add("binary " + data.remaining());
        }

        @Override
        public void textStream(ObjectEncoder.Producer<Writer> producer) throws IOException, EncodeException {
            StringWriter writer = new StringWriter();
            producer.writeTo(writer);
            messages.add("writer " + writer);
        }

        @Override
        public void binaryStream(ObjectEncoder.Producer<OutputStream> producer) throws IOException, EncodeException {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            producer.writeTo(stream);
            messages.add("stream " + stream.size());
        }
    }

    private final EndpointConfig config = ClientEndpointConfig.Builder.create().build();

    private static Coders decoders(Class<?>... classes) throws DeploymentException {
        List<Class<? extends Decoder>> decoders = new ArrayList<>();
        for (Class<?> type : classes) {
            decoders.add(type.asSubclass(Decoder.class));
        }
        return new Coders(List.of(), decoders);
    }

    private SessionCoders open(Coders coders) {
        SessionCoders session = new SessionCoders(coders, InstanceProvider.CONSTRUCTORS);
        session.open(config, error -> LOG.add("error " + error.getMessage()));
        return session;
    }

    private Object text(Coders coders, Type type, String message) throws Exception {
        return coders.messageTypes(type).get(0).decode(message, open(coders));
    }

    private Object binary(Coders coders, Type type, String message) throws Exception {
        return coders.messageTypes(type).get(0)
                .decode(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), open(coders));
    }

    @Test
    void asksDecodersInTheOrderOfTheList() throws Exception {
        LOG.clear();
        Coders coders = decoders(OnlyA.class, Anything.class);
        assertThat(text(coders, Animal.class, "ant")).isEqualTo(new Animal("A:ant"));
        assertThat(text(coders, Animal.class, "bee")).isEqualTo(new Animal("B:bee"));
        assertThat(LOG).containsExactly("init A", "ask A", "init A", "ask A", "ask B");
    }

    @Test
    void failsWhenNoDecoderTakesAMessage() throws Exception {
        Coders coders = decoders(OnlyA.class);
        assertThatThrownBy(() -> text(coders, Animal.class, "bee")).isInstanceOf(DecodeException.class)
                .hasMessageContaining("Animal");
    }

    @Test
    void decodesBinaryMessagesAndStreams() throws Exception {
        assertThat(binary(decoders(FromBytes.class), Animal.class, "ox")).isEqualTo(new Animal("bytes:ox"));
        Coders streams = decoders(Streams.class);
        assertThat(streams.messageTypes(Animal.class)).extracting(MessageType::kind)
                .containsExactly(Kind.TEXT, Kind.BINARY);
        assertThat(text(streams, Animal.class, "ox")).isEqualTo(new Animal("reader:ox"));
        assertThat(streams.messageTypes(Animal.class).get(1).decode(ByteBuffer.wrap(new byte[] {'o', 'x'}), open(streams)))
                .isEqualTo(new Animal("stream:ox"));
    }

    List<HashSet<String>> listOfSets;
    List<String> listOfStrings;

    @Test
    void comparesTypeArguments() throws Exception {
        Coders coders = decoders(Sets.class);
        Type sets = CodersTest.class.getDeclaredField("listOfSets").getGenericType();
        Type strings = CodersTest.class.getDeclaredField("listOfStrings").getGenericType();
        assertThat(coders.messageTypes(sets)).hasSize(1);
        assertThat(coders.messageTypes(LinkedList.class)).hasSize(1);
        assertThat(coders.messageTypes(strings)).isEmpty();
    }

    @Test
    void hasDefaultsThatAnApplicationsDecoderOverrides() throws Exception {
        assertThat(text(decoders(), String.class, "x")).isEqualTo("x");
        assertThat(text(decoders(), int.class, "7")).isEqualTo(7);
        assertThat(text(decoders(Shouting.class), String.class, "x")).isEqualTo("x!");
        assertThat(text(decoders(), Reader.class, "x")).isInstanceOf(Reader.class);
        assertThat(binary(decoders(), byte[].class, "x")).isEqualTo(new byte[] {'x'});
        assertThat(binary(decoders(), ByteBuffer.class, "x")).isEqualTo(ByteBuffer.wrap(new byte[] {'x'}));
        assertThat(((InputStream) binary(decoders(), InputStream.class, "x")).readAllBytes()).hasSize(1);
        assertThat(decoders().messageTypes(PongMessage.class)).extracting(MessageType::kind).containsExactly(Kind.PONG);
        assertThat(decoders().messageTypes(Animal.class)).isEmpty();
    }

    @Test
    void copiesBytesOnlyWhereTheyAreAPartOfAnArray() {
        byte[] array = {1, 2, 3};
        assertThat(MessageType.bytes(ByteBuffer.wrap(array))).isSameAs(array);
        assertThat(MessageType.bytes(ByteBuffer.wrap(array, 1, 1))).containsExactly(2);
    }

    @Test
    void createsInitializesAndDestroysPerSession() throws Exception {
        LOG.clear();
        SessionCoders session = open(decoders(OnlyA.class));
        session.close(error -> LOG.add("error " + error));
        session.close(error -> LOG.add("error " + error));
        assertThat(LOG).containsExactly("init A", "destroy A");
    }

    @Test
    void reportsACoderThatFailsToInitialize() throws Exception {
        LOG.clear();
        Coders coders = decoders(Failing.class, OnlyA.class);
        SessionCoders session = open(coders);
        assertThat(LOG).containsExactly("error no init", "init A");
        assertThatThrownBy(() -> coders.messageTypes(Beast.class).get(0).decode("x", session))
                .isInstanceOf(DecodeException.class).hasMessageContaining("Failing");
    }

    @Test
    void refusesCodersThatCannotBeCreated() {
        assertThatThrownBy(() -> decoders(Hidden.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("Hidden").hasMessageContaining("public constructor");
        assertThatThrownBy(() -> decoders(Decoder.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("abstract");
    }

    private List<String> sent(List<Class<? extends Encoder>> encoders, Object... objects) throws Exception {
        SessionCoders session = open(new Coders(encoders, List.of()));
        Sent sent = new Sent();
        for (Object object : objects) {
            session.encode(object, sent);
        }
        return sent.messages;
    }

    @Test
    void choosesTheMostSpecificEncoder() throws Exception {
        assertThat(sent(List.of(BeastText.class, CatText.class), new Beast(), new Cat(), new Kitten()))
                .containsExactly("text beast", "text cat", "text cat");
        assertThat(sent(List.of(CatText.class, BeastText.class), new Kitten())).containsExactly("text cat");
    }

    @Test
    void encodesByDefaultWhatNoEncoderTakes() throws Exception {
        assertThat(sent(List.of(), "x", 1, 'c', 1.5, true, new byte[2], ByteBuffer.allocate(3))).containsExactly(
                "text x", "text 1", "text c", "text 1.5", "text true", "binary 2", "binary 3");
        assertThat(sent(List.of(IntegerText.class), 1)).containsExactly("text #1");
        assertThat(sent(List.of(AnimalStreams.class), new Animal("ox"), 5)).containsExactly("writer ox", "stream 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsWithoutAnEncoder(boolean others) {
        assertThatThrownBy(() -> sent(others ? List.of(CatText.class) : List.of(), new Beast()))
                .isInstanceOf(EncodeException.class).hasMessageContaining("Beast").hasMessageContaining("encoders");
    }
}
