package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.it.wire.WireServer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints and URIs that are wrong by themselves: a {@code DeploymentException}, before anything is connected. */
class BadClientIT {
    private static WireServer server;
    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();

    @BeforeAll
    static void start() throws Exception {
        server = WireServer.accepting();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Lacks its annotation. */
    public static class NotAnnotated {
        @OnOpen
        public void open() {
            throw new AssertionError("opened");
        }
    }

    /** Has its annotation on the superclass only: annotations aren't inherited. */
    public static class OnlyTheSuperclassIsAnnotated extends Good {
    }

    /** Nothing is wrong here. */
    @ClientEndpoint
    public static class Good {
        @OnMessage
        public void message(String text) {
            throw new AssertionError("message");
        }
    }

    /** Can't be created. */
    @ClientEndpoint
    public abstract static class Abstract {
    }

    /** Can't be created from outside. */
    @ClientEndpoint
    public static class WithArguments {
        public WithArguments(String name) {
            throw new AssertionError(name);
        }
    }

    /** Can't be created without its outer instance. */
    @ClientEndpoint
    public class Inner {
    }

    /** Fails to be created. */
    @ClientEndpoint
    public static class Throwing {
        public Throwing() {
            throw new UnsupportedOperationException("in the constructor");
        }
    }

    /** Has a configurator that can't be created. */
    @ClientEndpoint(configurator = PrivateConfigurator.class)
    public static class BadConfigurator {
    }

    /** Has no public constructor. */
    public static final class PrivateConfigurator extends ClientEndpointConfig.Configurator {
        private PrivateConfigurator() {
        }
    }

    /** Has a decoder that can't be created. */
    @ClientEndpoint(decoders = AbstractDecoder.class)
    public static class BadDecoder {
        @OnMessage
        public void message(BigDecimal number) {
            throw new AssertionError("message");
        }
    }

    /** Can't be created. */
    public abstract static class AbstractDecoder implements Decoder.Text<BigDecimal> {
    }

    /** Takes a type that nobody decodes. */
    @ClientEndpoint
    public static class NoDecoder {
        @OnMessage
        public void message(BigDecimal number) {
            throw new AssertionError("message");
        }
    }

    /** Has two methods for text. */
    @ClientEndpoint
    public static class TwoTexts extends Good {
        @OnMessage
        public void reader(Reader text) {
            throw new AssertionError("message");
        }
    }

    /** Takes a reader in parts. */
    @ClientEndpoint
    public static class ReaderInParts {
        @OnMessage
        public void message(Reader text, boolean last) {
            throw new AssertionError("message");
        }
    }

    /** Has two methods for its open. */
    @ClientEndpoint
    public static class TwoOpens {
        @OnOpen
        public void one() {
            throw new AssertionError("opened");
        }

        @OnOpen
        public void two(Session session) {
            throw new AssertionError("opened");
        }
    }

    /** Has two methods for its close. */
    @ClientEndpoint
    public static class TwoCloses {
        @OnClose
        public void one() {
            throw new AssertionError("closed");
        }

        @OnClose
        public void two(CloseReason reason) {
            throw new AssertionError("closed");
        }
    }

    /** Wants of an error what there isn't. */
    @ClientEndpoint
    public static class ErrorWithText {
        @OnError
        public void error(Throwable error, String text) {
            throw new AssertionError("error");
        }
    }

    /** Isn't told the error. */
    @ClientEndpoint
    public static class ErrorWithoutThrowable {
        @OnError
        public void error(Session session) {
            throw new AssertionError("error");
        }
    }

    static Stream<Class<?>> badClasses() {
        return Stream.of(NotAnnotated.class, OnlyTheSuperclassIsAnnotated.class, Abstract.class, WithArguments.class,
                Inner.class, Throwing.class, BadConfigurator.class, BadDecoder.class, NoDecoder.class, TwoTexts.class,
                ReaderInParts.class, TwoOpens.class, TwoCloses.class, ErrorWithText.class, ErrorWithoutThrowable.class);
    }

    @ParameterizedTest
    @MethodSource("badClasses")
    void badClassIsNamed(Class<?> endpoint) {
        assertThatThrownBy(() -> container.connectToServer(endpoint, server.uri("/")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(endpoint == BadDecoder.class ? AbstractDecoder.class.getName()
                        : endpoint == BadConfigurator.class ? PrivateConfigurator.class.getName() : endpoint.getName());
    }

    @Test
    void instanceOfABadClassIsRefusedToo() {
        assertThatThrownBy(() -> container.connectToServer(new TwoOpens(), server.uri("/")))
                .isInstanceOf(DeploymentException.class);
    }

    /** Can't be created. */
    public abstract static class AbstractEndpoint extends Endpoint {
    }

    private static final class Quiet extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            throw new AssertionError("opened");
        }
    }

    @Test
    void programmaticClassThatCannotBeCreatedIsRefused() {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        assertThatThrownBy(() -> container.connectToServer(AbstractEndpoint.class, config, server.uri("/")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(AbstractEndpoint.class.getName());
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/, ws or wss",
        "/path, ws or wss",
        "ws:/path, host",
        "ws:opaque, host",
        "ws://127.0.0.1:0/, port",
        "ws://127.0.0.1:65536/, port",
        "ws://127.0.0.1/#part, fragment"})
    void badUriIsRefusedAndSaysWhatIsWrong(URI uri, String what) {
        assertThatThrownBy(() -> container.connectToServer(new Good(), uri))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "comma,", "", "v\u00e4"})
    void subprotocolThatIsNoTokenIsRefused(String subprotocol) {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(subprotocol))
                .build();
        assertThatThrownBy(() -> container.connectToServer(new Quiet(), config, server.uri("/")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("subprotocol");
    }

    private record Listed(String getName, List<Parameter> getParameters) implements Extension {
    }

    private record Named(String getName, String getValue) implements Extension.Parameter {
    }

    @ParameterizedTest
    @CsvSource({"'x-a, x-b', size, 1", "x-a, 'si;ze', 1", "x-a, size, 1 2"})
    void extensionThatHasNoPlaceInAHeaderIsRefused(String name, String parameter, String value) {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .extensions(List.of(new Listed(name, List.of(new Named(parameter, value)))))
                .build();
        assertThatThrownBy(() -> container.connectToServer(new Quiet(), config, server.uri("/")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("token");
    }

    @Test
    void containerConnectsAfterAllThat() throws Exception {
        try (Session session = container.connectToServer(Good.class, server.uri("/"))) {
            assertThat(session.isOpen()).isTrue();
        }
    }
}
