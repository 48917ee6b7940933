package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireFrame;
import dev.fairlead.it.wire.WirePeer;
import dev.fairlead.it.wire.WireServer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an annotated client's methods take and return, as the server sees it on the wire. */
class ClientFormsIT {
    /** Text, and what is sent in return. */
    @ClientEndpoint
    public static class Texts {
        @OnMessage
        public String on(Session session, String text) {
            return text + " " + session.isOpen();
        }
    }

    /** Text in parts. */
    @ClientEndpoint
    public static class TextParts {
        @OnMessage
        public String on(String part, boolean last, Session session) {
            return part + " " + last;
        }
    }

    /** Text as a stream. */
    @ClientEndpoint
    public static class Readers {
        @OnMessage
        public String on(Reader reader) throws IOException {
            StringWriter all = new StringWriter();
            reader.transferTo(all);
            return "read " + all;
        }
    }

    /** A number in, a number out. */
    @ClientEndpoint
    public static class Numbers {
        @OnMessage
        public long on(int number) {
            return number + 1L;
        }
    }

    /** Bytes in an array. */
    @ClientEndpoint
    public static class Arrays {
        @OnMessage
        public byte[] on(byte[] data) {
            return new byte[] {data[1], data[0]};
        }
    }

    /** Bytes in a buffer, which is returned from where it stands. */
    @ClientEndpoint
    public static class Buffers {
        @OnMessage
        public ByteBuffer on(ByteBuffer data) {
            data.get();
            return data;
        }
    }

    /** Bytes as a stream, text in return. */
    @ClientEndpoint
    public static class Streams {
        @OnMessage
        public String on(InputStream data) throws IOException {
            return "read " + data.readAllBytes().length;
        }
    }

    /** Pongs. */
    @ClientEndpoint
    public static class Pongs {
        @OnMessage
        public String on(PongMessage pong) {
            return "pong " + StandardCharsets.UTF_8.decode(pong.getApplicationData());
        }
    }

    /** A word. */
    public record Word(String letters) {
    }

    /** Decodes and encodes words, but not bad ones. */
    public static class Words implements Decoder.Text<Word>, Encoder.Text<Word> {
        @Override
        public void init(EndpointConfig config) {
            // nothing to prepare
        }

        @Override
        public void destroy() {
            // nothing to give back
        }

        @Override
        public Word decode(String text) throws DecodeException {
            if (text.equals("bad")) {
                throw new DecodeException(text, "a bad word");
            }
            return new Word(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public String encode(Word word) throws EncodeException {
            if (word.letters().equals("worse")) {
                throw new EncodeException(word, "a worse word");
            }
            return "word " + word.letters();
        }
    }

    /** Words in, words out; says what failed. */
    @ClientEndpoint(decoders = Words.class, encoders = Words.class)
    public static class Coded {
        @OnMessage
        public Word on(Word word) {
            return word;
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + " " + error.getMessage());
        }
    }

    /** Tells how it lives. */
    public static class LivingWords extends Words {
        static final List<String> LIVES = new CopyOnWriteArrayList<>();

        @Override
        public void init(EndpointConfig config) {
            LIVES.add("init");
        }

        @Override
        public void destroy() {
            LIVES.add("destroy");
        }
    }

    /** Has coders whose lives are told. */
    @ClientEndpoint(decoders = LivingWords.class, encoders = LivingWords.class)
    public static class Living extends Coded {
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(Texts.class, WireFrame.TEXT, "a", WireFrame.TEXT, "a true"),
                Arguments.of(TextParts.class, WireFrame.TEXT, "a", WireFrame.TEXT, "a true"),
                Arguments.of(Readers.class, WireFrame.TEXT, "a", WireFrame.TEXT, "read a"),
                Arguments.of(Numbers.class, WireFrame.TEXT, "2147483647", WireFrame.TEXT, "2147483648"),
                Arguments.of(Arrays.class, WireFrame.BINARY, "ab", WireFrame.BINARY, "ba"),
                Arguments.of(Buffers.class, WireFrame.BINARY, "abc", WireFrame.BINARY, "bc"),
                Arguments.of(Streams.class, WireFrame.BINARY, "abc", WireFrame.TEXT, "read 3"),
                Arguments.of(Pongs.class, WireFrame.PONG, "abc", WireFrame.TEXT, "pong abc"),
                Arguments.of(Coded.class, WireFrame.TEXT, "yes", WireFrame.TEXT, "word yes"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void messageIsAnswered(Class<?> endpoint, int opcode, String sent, int answerOpcode, String answer)
            throws Exception {
        try (WireServer server = WireServer.accepting();
                Session session = ContainerProvider.getWebSocketContainer()
                        .connectToServer(endpoint, server.uri("/"))) {
            WirePeer peer = server.next();
            peer.send(true, opcode, sent.getBytes(StandardCharsets.UTF_8));
            WireFrame frame = peer.read();
            assertThat(frame.opcode()).isEqualTo(answerOpcode);
            assertThat(frame.text()).isEqualTo(answer);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    void failuresOfCodersGoToOnErrorAndTheSessionStaysOpen() throws Exception {
        try (WireServer server = WireServer.accepting()) {
            try (Session session = ContainerProvider.getWebSocketContainer().connectToServer(Living.class,
                    server.uri("/"))) {
                WirePeer peer = server.next();
                peer.text("bad");
                assertThat(peer.read().text()).isEqualTo("DecodeException a bad word");
                peer.text("worse");
                assertThat(peer.read().text()).isEqualTo("EncodeException a worse word");
                peer.text("good");
                assertThat(peer.read().text()).isEqualTo("word good");
                assertThat(session.isOpen()).isTrue();
                assertThat(LivingWords.LIVES).isNotEmpty().containsOnly("init");
            }
            long created = LivingWords.LIVES.stream().filter("init"::equals).count();
            Awaitility.await().untilAsserted(() ->
                    assertThat(LivingWords.LIVES).filteredOn("destroy"::equals).hasSize((int) created));
        }
    }

    /** Takes five characters, and complains. */
    @ClientEndpoint
    public static class Limited {
        @OnMessage(maxMessageSize = 5)
        public String on(String text) {
            return text;
        }

        @OnError
        public void error(Session session, Throwable error) {
            session.getAsyncRemote().sendText("too late");
        }
    }

    @Test
    void messageOverTheMethodsLimitEndsTheSessionWith1009BeforeAnythingElse() throws Exception {
        try (WireServer server = WireServer.accepting()) {
            ContainerProvider.getWebSocketContainer().connectToServer(Limited.class, server.uri("/"));
            WirePeer peer = server.next();
            peer.text("12345");
            assertThat(peer.read().text()).isEqualTo("12345");
            peer.text("123456");
            assertThat(peer.read().closeCode()).isEqualTo(1009);
        }
    }
}
