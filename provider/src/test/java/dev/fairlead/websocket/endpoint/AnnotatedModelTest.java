package dev.fairlead.websocket.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.coder.Coders;
import dev.fairlead.websocket.session.MessageReceiver.Kind;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each nested class is an endpoint. */
class AnnotatedModelTest {
    public static class TwoOpens {
        @OnOpen
        public void one() {
        }

        @OnOpen
        public void two() {
        }
    }

    public static class OpenWithThrowable {
        @OnOpen
        public void open(Session session, EndpointConfig config, Throwable error) {
        }
    }

    public static class CloseWithConfig {
        @OnClose
        public void close(EndpointConfig config) {
        }
    }

    public static class TwoReasons {
        @OnClose
        public void close(CloseReason one, CloseReason other) {
        }
    }

    public static class ErrorWithoutThrowable {
        @OnError
        public void failed(Session session) {
        }
    }

    public static class ErrorWithException {
        @OnError
        public void failed(Exception error) {
        }
    }

    public static class TwoSessions {
        @OnOpen
        public void open(Session one, Session other) {
        }
    }

    public static class PathParamOfOtherType {
        @OnOpen
        public void open(@PathParam("price") BigDecimal price) {
        }
    }

    public static class NoMessage {
        @OnMessage
        public void message(Session session) {
        }
    }

    public static class NoDecoder {
        @OnMessage
        public void message(BigDecimal number) {
        }
    }

    public static class TextWithInt {
        @OnMessage
        public void message(String text, int number) {
        }
    }

    public static class ThreeParameters {
        @OnMessage
        public void message(String text, boolean last, int number) {
        }
    }

    public static class ReaderInParts {
        @OnMessage
        public void message(Reader reader, boolean last) {
        }
    }

    public static class StreamInParts {
        @OnMessage
        public void message(InputStream stream, boolean last) {
        }
    }

    public static class PongInParts {
        @OnMessage
        public void message(PongMessage pong, boolean last) {
        }
    }

    public static class TwoTexts {
        @OnMessage
        public void whole(String text) {
        }

        @OnMessage
        public void parts(boolean last, String text) {
        }
    }

    public static class TwoBinaries {
        @OnMessage
        public void bytes(byte[] data) {
        }

        @OnMessage
        public void stream(InputStream data) {
        }
    }

    public static class TwoPongs {
        @OnMessage
        public void one(PongMessage pong) {
        }

        @OnMessage
        public void two(PongMessage pong) {
        }
    }

    public static class Unlimited {
        @OnMessage(maxMessageSize = Integer.MAX_VALUE + 1L)
        public void message(String text) {
        }
    }

    public static class NotPublic {
        @OnMessage
        void message(String text) {
        }
    }

    public static class ReturnsWhatNobodyEncodes {
        @OnMessage
        public BigDecimal on(String text) {
            return new BigDecimal(text);
        }
    }

    /** What a method says of its return value may be less than what it returns. */
    public static class ReturnsSomething {
        @OnMessage
        public Object text(String text) {
            return text;
        }

        @OnMessage
        public Comparable<?> bytes(ByteBuffer data) {
            return data.remaining();
        }

        @OnMessage
        public Void pong(PongMessage pong) {
            return null;
        }
    }

    static Arguments[] faults() {
        return new Arguments[] {
            Arguments.of(TwoOpens.class, "keep one of the two"),
            Arguments.of(OpenWithThrowable.class, "open has a parameter java.lang.Throwable"),
            Arguments.of(CloseWithConfig.class, "close has a parameter jakarta.websocket.EndpointConfig"),
            Arguments.of(TwoReasons.class, "close has a parameter jakarta.websocket.CloseReason"),
            Arguments.of(ErrorWithoutThrowable.class, "failed has no parameter of type Throwable; add one"),
            Arguments.of(ErrorWithException.class, "failed has a parameter java.lang.Exception"),
            Arguments.of(TwoSessions.class, "two parameters of type Session; keep one"),
            Arguments.of(PathParamOfOtherType.class, "@PathParam(\"price\") on a java.math.BigDecimal; use String"),
            Arguments.of(NoMessage.class, "message has no parameter for the message; add one"),
            Arguments.of(NoDecoder.class, "java.math.BigDecimal, which no decoder makes; list one"),
            Arguments.of(TextWithInt.class, "keep one, or make the second a boolean"),
            Arguments.of(ReturnsWhatNobodyEncodes.class, "on returns java.math.BigDecimal, which no encoder takes; list one"),
            Arguments.of(ThreeParameters.class, "3 parameters that may be the message; keep one"),
            Arguments.of(ReaderInParts.class, "only String, byte[] and ByteBuffer come in parts"),
            Arguments.of(StreamInParts.class, "only String, byte[] and ByteBuffer come in parts"),
            Arguments.of(PongInParts.class, "only String, byte[] and ByteBuffer come in parts"),
            Arguments.of(TwoTexts.class, "takes text messages as"),
            Arguments.of(TwoBinaries.class, "takes binary messages as"),
            Arguments.of(TwoPongs.class, "takes pong messages as"),
            Arguments.of(Unlimited.class, "maxMessageSize 2147483648; it must be -1 to 2147483647"),
            Arguments.of(NotPublic.class, "message has @OnMessage but isn't public; make it public"),
        };
    }

    private static AnnotatedModel model(Class<?> endpoint) throws DeploymentException {
        return new AnnotatedModel(endpoint, new Coders(List.of(), List.of()), PathParamReader.annotations());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesABadClassAndSaysWhatMendsIt(Class<?> endpoint, String message) {
        assertThatThrownBy(() -> model(endpoint)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(endpoint.getName()).hasMessageContaining(message);
    }

    public static class Anything {
        @OnOpen
        public void open(@PathParam("a") int a, EndpointConfig config, @PathParam("b") String b, Session session) {
        }

        @OnClose
        public static void close(CloseReason reason, Session session) {
        }

        @OnError
        public void error(Throwable error) {
        }

        @OnMessage(maxMessageSize = 5)
        public int text(@PathParam("a") Long a, Session session, int number) {
            return number;
        }

        @OnMessage
        public void binary(boolean last, ByteBuffer data, Session session) {
        }

        @OnMessage
        public void pong(PongMessage pong, @PathParam("b") Character b) {
        }
    }

    @Test
    void takesParametersInAnyOrder() throws Exception {
        AnnotatedModel model = model(Anything.class);
        assertThat(model.onOpen()).isNotNull();
        assertThat(model.onClose()).isNotNull();
        assertThat(model.onError()).isNotNull();
        assertThat(model.onMessage()).hasSize(3);
        assertThat(model.onMessage()).filteredOn(m -> m.takes(Kind.TEXT)).extracting(MessageMethod::maxSize)
                .containsExactly(5L);
        assertThat(model.onMessage()).filteredOn(m -> m.takes(Kind.BINARY)).extracting(MessageMethod::partial)
                .containsExactly(true);
    }

    public abstract static class Parent<T> {
        @OnOpen
        public void open() {
        }

        @OnMessage
        public void message(T message) {
        }
    }

    public static class Inheriting extends Parent<String> {
    }

    public static class OverridingWithout extends Parent<String> {
        @Override
        public void message(String message) {
        }
    }

    public static class OverridingWith extends Parent<String> {
        @Override
        @OnOpen
        public void open() {
        }

        @Override
        @OnMessage
        public void message(String message) {
        }
    }

    public static class AddingSecond extends Parent<String> {
        @OnOpen
        public void other() {
        }
    }

    @Test
    void hasTheMethodsOfItsSuperclass() throws Exception {
        assertThat(model(Inheriting.class).onOpen()).isNotNull();
        assertThat(model(Inheriting.class).onMessage()).hasSize(1);
    }

    @Test
    void doesNotInheritAnnotationsOfWhatItOverrides() throws Exception {
        assertThat(model(OverridingWithout.class).onOpen()).isNotNull();
        assertThat(model(OverridingWithout.class).onMessage()).isEmpty();
    }

    @Test
    void countsAnOverriddenMethodOnce() throws Exception {
        assertThat(model(OverridingWith.class).onOpen()).hasToString(OverridingWith.class.getName() + ".open");
        assertThat(model(OverridingWith.class).onMessage()).hasSize(1);
    }

    @Test
    void refusesASecondMethodBesideAnInheritedOne() {
        assertThatThrownBy(() -> model(AddingSecond.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("open has @OnOpen as other has");
    }

    /** Encodes any number. */
    public static class NumberText implements Encoder.Text<Number> {
        @Override
        public String encode(Number number) {
            return number.toString();
        }
    }

    @Test
    void takesAReturnValueThatAnEncoderMayTake() throws Exception {
        Coders none = new Coders(List.of(), List.of());
        assertThat(new AnnotatedModel(ReturnsSomething.class, none, PathParamReader.NONE).onMessage()).hasSize(3);
        Coders numbers = new Coders(List.of(NumberText.class), List.of());
        assertThat(new AnnotatedModel(ReturnsWhatNobodyEncodes.class, numbers, PathParamReader.NONE).onMessage()).hasSize(1);
    }
}
