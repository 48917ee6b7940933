package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The four forms of {@code connectToServer}, with every kind of class that they take. */
class ConnectIT {
    private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();
    private static OwnServer server;
    private static WebSocketContainer container;

    @BeforeAll
    static void start() throws Exception {
        server = new OwnServer(OwnServer.Talk.class);
        container = ContainerProvider.getWebSocketContainer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Sends when it is opened, and keeps what comes. */
    @ClientEndpoint
    public static class Annotated {
        @OnOpen
        public void open(Session session) {
            session.getAsyncRemote().sendText(getClass().getSimpleName());
        }

        @OnMessage
        public void message(String text) {
            HEARD.add(text);
        }
    }

    /** Inherits its methods, not its annotation. */
    @ClientEndpoint
    public static final class Inheriting extends Annotated {
    }

    /** Belongs to an instance of the test. */
    @ClientEndpoint
    public final class Inner extends Annotated {
        private final String greeting = ConnectIT.this.getClass().getSimpleName();

        @Override
        @OnMessage
        public void message(String text) {
            HEARD.add(greeting.equals("ConnectIT") ? text : "no outer instance");
        }
    }

    /** The same without annotations. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, HEARD::add);
            session.getAsyncRemote().sendText(getClass().getSimpleName());
        }
    }

    private interface Form {
        Session connect(URI uri) throws Exception;
    }

    private static Arguments form(String said, Form form) {
        return Arguments.of(said, form);
    }

    static Stream<Arguments> forms() {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        Annotated unnamed = new Annotated();
        return Stream.of(
                form("Annotated", uri -> container.connectToServer(Annotated.class, uri)),
                form("Annotated", uri -> container.connectToServer(unnamed, uri)),
                form("Inheriting", uri -> container.connectToServer(Inheriting.class, uri)),
                form("Inner", uri -> container.connectToServer(new ConnectIT().new Inner(), uri)),
                form("Programmatic", uri -> container.connectToServer(Programmatic.class, config, uri)),
                form("Programmatic", uri -> container.connectToServer(new Programmatic(), config, uri)),
                form("", uri -> container.connectToServer(new Programmatic() {
                    // a class without a name
                }, config, uri)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void endpointOpensAndHears(String said, Form form) throws Exception {
        try (Session session = form.connect(server.uri("/talk"))) {
            assertThat(session.isOpen()).isTrue();
            assertThat(HEARD.poll(10, TimeUnit.SECONDS)).isEqualTo(said);
        }
    }

    /** Keeps its sessions. */
    @ClientEndpoint
    public static class Keeping {
        final List<Session> sessions = new CopyOnWriteArrayList<>();
        final List<String> ids = new CopyOnWriteArrayList<>();
        final List<String> calls = new CopyOnWriteArrayList<>();
        volatile boolean closed;

        private void keep(String call, Session session) {
            calls.add(call);
            sessions.add(session);
            ids.add(session.getId());
        }

        @OnOpen
        public void open(Session session) {
            keep("open", session);
        }

        @OnMessage
        public void message(String text, Session session) {
            keep(text, session);
            throw new IllegalStateException("for onError");
        }

        @OnError
        public void error(Session session, Throwable error) throws Exception {
            keep(error.getMessage(), session);
            session.close();
        }

        @OnClose
        public void close(Session session, CloseReason reason) {
            keep("close", session);
            closed = true;
        }
    }

    @Test
    void everyCallAndTheCallerGetTheSameSessionWithTheSameId() throws Exception {
        Keeping endpoint = new Keeping();
        Session session = container.connectToServer(endpoint, server.uri("/talk"));
        String id = session.getId();
        session.getBasicRemote().sendText("message");
        Awaitility.await().until(() -> endpoint.closed);
        assertThat(endpoint.calls).containsExactly("open", "message", "for onError", "close");
        assertThat(endpoint.sessions).allSatisfy(given -> assertThat(given).isSameAs(session));
        assertThat(endpoint.ids).allSatisfy(given -> assertThat(given).isSameAs(id));
        assertThat(session.getId()).isSameAs(id);
    }

    @Test
    void sessionTellsWhereItLeads() throws Exception {
        URI uri = server.uri("/talk?room=a%20b&room=c");
        try (Session session = container.connectToServer(new Keeping(), uri)) {
            assertThat(session.getContainer()).isSameAs(container);
            assertThat(session.getRequestURI()).isEqualTo(uri);
            assertThat(session.getQueryString()).isEqualTo("room=a%20b&room=c");
            assertThat(session.getRequestParameterMap()).containsEntry("room", List.of("a b", "c"));
            assertThat(session.getPathParameters()).isEmpty();
            assertThat(session.getProtocolVersion()).isEqualTo("13");
            assertThat(session.getNegotiatedSubprotocol()).isEmpty();
            assertThat(session.getUserPrincipal()).isNull();
        }
    }

    @Test
    void instanceThatIsConnectedTwiceHasTwoOpenSessions() throws Exception {
        Keeping endpoint = new Keeping();
        try (Session one = container.connectToServer(endpoint, server.uri("/talk"));
                Session stranger = container.connectToServer(new Keeping(), server.uri("/talk"))) {
            try (Session other = container.connectToServer(endpoint, server.uri("/talk"))) {
                assertThat(one.getId()).isNotEqualTo(other.getId());
                assertThat(one.getOpenSessions()).containsExactlyInAnyOrder(one, other);
                assertThat(stranger.getOpenSessions()).containsExactly(stranger);
            }
            Awaitility.await().until(() -> one.getOpenSessions().size() == 1);
            assertThat(one.getOpenSessions()).containsExactly(one);
        }
    }
}
