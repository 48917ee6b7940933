package dev.fairlead.websocket.servlet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mounted application as its users see it. */
@Timeout(60)
class MountingTest {
    private final Application application = new Application();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws Exception {
        application.stop();
    }

    @ParameterizedTest
    @EnumSource
    void endpointIsReachedBelowTheContextPath(Application.Host host) throws Exception {
        application.start(host);
        Peer peer = connect("/app/echo/x%20y", null);
        peer.socket.sendText("hello", true);
        assertThat(peer.messages.poll(5, SECONDS)).isEqualTo("x y: hello");
        peer.socket.sendClose(1000, "").join();
        assertThat(peer.closed.get(5, SECONDS)).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void whatThePeerSaysWhileTheEndpointSpeaksInOnOpenIsHeard(Application.Host host) throws Exception {
        application.start(host);
        for (int i = 0; i < 100; i++) {
            Peer peer = connect("/app/greeting", null);
            peer.socket.sendText("hello", true);
            assertThat(peer.messages.poll(5, SECONDS)).isEqualTo("welcome");
            assertThat(peer.messages.poll(5, SECONDS)).as("connection %s", i).isEqualTo("hello");
            peer.socket.abort();
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherRequestsPassToTheApplication(Application.Host host) throws Exception {
        application.start(host);
        assertThat(get("/app/plain", null).body()).isEqualTo("servlet /plain");
        assertThat(get("/app/echo/x", null).body()).isEqualTo("servlet /echo/x");
        try (RawClient client = new RawClient(application.port(), "/app/nowhere", "")) {
            assertThat(client.head).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedHandshakeHasItsStatusHeadersAndReason(Application.Host host) throws Exception {
        application.start(host);
        try (RawClient client = RawClient.request(application.port(), """
                GET /app/echo/x HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 12
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """)) {
            assertThat(client.head).startsWith("HTTP/1.1 426").contains("Sec-WebSocket-Version: 13\r\n")
                    .containsIgnoringCase("\r\nContent-Type: text/plain;charset=utf-8\r\n");
            assertThat(client.read(20)).hasSize(20).doesNotContain("<");
        }
    }

    @ParameterizedTest
    @EnumSource
    void handshakeThatForgotToAskForTheUpgradeIsRefused(Application.Host host) throws Exception {
        application.start(host);
        try (RawClient client = RawClient.request(application.port(), """
                GET /app/echo/x HTTP/1.1
                Host: localhost
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """)) {
            assertThat(client.head).startsWith("HTTP/1.1 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void servletUpgradesThroughWrappers(Application.Host host) throws Exception {
        application.start(host);
        Peer peer = connect("/app/upgrade", null);
        peer.socket.sendText("hello", true);
        assertThat(peer.messages.poll(5, SECONDS)).isEqualTo("upgraded: hello");
        peer.socket.abort();
    }

    @ParameterizedTest
    @EnumSource
    void upgradeOfAnOrdinaryRequestIsIllegal(Application.Host host) throws Exception {
        application.start(host);
        assertThat(get("/app/upgrade", null).statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void logoutClosesTheUsersSockets(Application.Host host) throws Exception {
        application.start(host);
        String cookie = enter();
        Peer peer = connect("/app/echo/x", cookie);
        get("/app/leave", cookie);
        assertThat(peer.closed.get(5, SECONDS)).isEqualTo(1008);
    }

    @ParameterizedTest
    @EnumSource
    void endOfTheHttpSessionClosesTheUsersSockets(Application.Host host) throws Exception {
        application.start(host);
        String cookie = enter();
        Peer peer = connect("/app/echo/x", cookie);
        get("/app/forget", cookie);
        assertThat(peer.closed.get(5, SECONDS)).isEqualTo(1008);
    }

    @ParameterizedTest
    @EnumSource
    void socketsFollowTheHttpSessionToItsNewId(Application.Host host) throws Exception {
        application.start(host);
        String cookie = enter();
        Peer peer = connect("/app/echo/x", cookie);
        String renamed = cookie(get("/app/rename", cookie));
        get("/app/plain", renamed);
        peer.socket.sendText("still here", true);
        assertThat(peer.messages.poll(5, SECONDS)).isEqualTo("x: still here");
        get("/app/forget", renamed);
        assertThat(peer.closed.get(5, SECONDS)).isEqualTo(1008);
    }

    @ParameterizedTest
    @EnumSource
    void stopTellsThePeersThatTheServerGoesAway(Application.Host host) throws Exception {
        application.start(host);
        Peer peer = connect("/app/echo/x", null);
        peer.socket.sendText("hello", true);
        assertThat(peer.messages.poll(5, SECONDS)).isEqualTo("x: hello");
        application.stop();
        assertThat(peer.closed.get(5, SECONDS)).isEqualTo(1001);
    }

    @ParameterizedTest
    @EnumSource
    void undeployedApplicationLeavesNoThreadAndNoClassLoaderBehind(Application.Host host) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        application.start(host);
        Peer peer = connect("/app/echo/x", null);
        peer.socket.sendText("hello", true);
        assertThat(peer.messages.poll(5, SECONDS)).isEqualTo("x: hello");
        application.undeploy();
        assertThat(peer.closed.get(5, SECONDS)).isEqualTo(1001);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .noneMatch(thread -> thread.getName().startsWith("fairlead"))
                .noneMatch(thread -> thread.getContextClassLoader() != null
                        && thread.getContextClassLoader() == application.loader().get()));
        await().untilAsserted(() -> {
            // Jetty's selector refers to the connection that it served last until it serves another
            new Socket("127.0.0.1", application.port()).close();
            System.gc();
            assertThat(application.loader().get()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void contextParametersAreSettings(Application.Host host) throws Exception {
        application.with("fairlead.maxTextMessageSize", "5").start(host);
        Peer peer = connect("/app/echo/x", null);
        peer.socket.sendText("123456", true);
        assertThat(peer.closed.get(5, SECONDS)).isEqualTo(1009);
    }

    @ParameterizedTest
    @EnumSource
    void oneLineSaysWhichTransportWasChosen(Application.Host host) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Logger logger = Logger.getLogger("dev.fairlead.websocket.servlet");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new java.util.logging.SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        logger.addHandler(handler);
        try {
            application.start(host);
        } finally {
            logger.removeHandler(handler);
        }
        String transport = switch (host) {
            case TOMCAT -> "tomcat transport (Apache Tomcat/";
            case TOMCAT_SERVLET -> "servlet transport (forced by fairlead.transport)";
            case JETTY -> "jetty transport (jetty/";
            case UNDERTOW -> "servlet transport (Undertow";
        };
        assertThat(lines).singleElement().asString().contains("\"/app\"", transport);
    }

    @Test
    void transportThatDoesNotFitFailsTheDeploymentWithAReason() {
        assertThatThrownBy(() -> application.with(Fairlead.TRANSPORT, "tomcat").start(Application.Host.JETTY))
                .hasStackTraceContaining("fairlead.transport=tomcat doesn't fit jetty/");
    }

    @Test
    void unknownTransportFailsTheDeploymentWithTheChoices() {
        assertThatThrownBy(() -> application.with(Fairlead.TRANSPORT, "netty").start(Application.Host.JETTY))
                .hasStackTraceContaining("fairlead.transport is \"netty\"; it must be auto, tomcat, jetty, servlet");
    }

    @Test
    void settingThatIsOutOfRangeFailsTheDeploymentWithItsName() {
        assertThatThrownBy(() -> application.with("fairlead.sendQueueSize", "0").start(Application.Host.JETTY))
                .hasStackTraceContaining("fairlead.sendQueueSize");
    }

    private String enter() throws Exception {
        HttpResponse<String> response = get("/app/enter", null);
        assertThat(response.statusCode()).isEqualTo(200);
        return cookie(response);
    }

    private static String cookie(HttpResponse<String> response) {
        // the last one counts: a login may have changed the session's id
        var cookies = response.headers().allValues("Set-Cookie");
        return cookies.get(cookies.size() - 1).replaceFirst(";.*", "");
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + path));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Peer connect(String path, String cookie) throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (cookie != null) {
            builder.header("Cookie", cookie);
        }
        Peer peer = new Peer();
        peer.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + application.port() + path), peer).get(5, SECONDS);
        return peer;
    }

    private static final class Peer implements WebSocket.Listener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            messages.add(data.toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
