package dev.fairlead.websocket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.server.application.Echo;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
    @Test
    void servesAnAnnotatedEndpoint() throws Exception {
        try (Server server = local().endpoint(Echo.class).build().start();
                Peer peer = Peer.connect("ws://127.0.0.1:" + server.port() + "/echo")) {
            assertThat(server.port()).isPositive();
            assertThat(peer.ask("hello")).isEqualTo("hello");
        }
    }

    @Test
    void servesAProgrammaticEndpointBehindAContextPath() throws Exception {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Shout.class, "/shout").build();
        try (Server server = local().contextPath("/app").endpoint(config).build().start();
                Peer peer = Peer.connect("ws://127.0.0.1:" + server.port() + "/app/shout")) {
            assertThat(peer.ask("hello")).isEqualTo("HELLO");
        }
    }

    @Test
    void servesFilesBesideTheEndpoints() throws Exception {
        try (Server server = local().endpoint(Echo.class).staticFiles("files").build().start();
                Peer peer = Peer.connect("ws://127.0.0.1:" + server.port() + "/echo")) {
            HttpResponse<String> page = get(server, "/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<title>A page</title>");
            assertThat(page.headers().firstValue("Server")).isEmpty();
            assertThat(get(server, "/missing.html").statusCode()).isEqualTo(404);
            assertThat(peer.ask("hello")).isEqualTo("hello");
        }
    }

    @Test
    void takesSettings() throws Exception {
        Settings settings = Settings.builder().maxTextMessageSize(5).build();
        try (Server server = local().endpoint(Echo.class).settings(settings).build().start();
                Peer peer = Peer.connect("ws://127.0.0.1:" + server.port() + "/echo")) {
            assertThat(peer.ask("12345")).isEqualTo("12345");
            peer.send("123456");
            assertThat(peer.closeReason().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        }
    }

    @Test
    void stoppingClosesSessionsAsGoingAway() throws Exception {
        Server server = local().endpoint(Echo.class).build().start();
        int port = server.port();
        Peer peer = Peer.connect("ws://127.0.0.1:" + port + "/echo");
        assertThat(peer.ask("hello")).isEqualTo("hello");

        server.stop();
        server.stop();

        assertThat(peer.closeReason().getCloseCode()).isEqualTo(CloseCodes.GOING_AWAY);
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }

    @Test
    void whoStopsTooWaitsForTheStop() throws Exception {
        Server server = local().endpoint(LeavesLate.class).build().start();
        int port = server.port();
        Peer peer = Peer.connect("ws://127.0.0.1:" + port + "/late");
        assertThat(peer.ask("hello")).isEqualTo("hello");
        Thread first = new Thread(server::stop);
        first.start();
        LeavesLate.LEAVING.await();
        Thread second = new Thread(server::stop);
        second.start();
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

        LeavesLate.LEAVE.countDown();

        second.join();
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
        first.join();
    }

    @Test
    void joinWaitsForTheStop() throws Exception {
        Server server = local().endpoint(Echo.class).build().start();
        Thread stopper = new Thread(server::stop);
        stopper.start();

        server.join();

        stopper.join();
        assertThatIllegalStateException().isThrownBy(server::port).withMessageContaining("isn't running");
    }

    @Test
    void joinOfAStoppedServerReturns() throws Exception {
        Server server = local().endpoint(Echo.class).build();
        assertThatIllegalStateException().isThrownBy(server::join).withMessageContaining("call start()");
        server.start().stop();

        server.join();
    }

    @Test
    void aBadEndpointFailsTheStartAndNothingStaysOpen() throws Exception {
        int port = freePort();
        Server server = local().port(port).endpoint(Echo.class, TwoTextMethods.class).build();

        assertThatExceptionOfType(DeploymentException.class).isThrownBy(server::start)
                .withMessageContaining(TwoTextMethods.class.getName());
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Server server = local().port(other.getLocalPort()).endpoint(Echo.class).build();

            assertThatExceptionOfType(IOException.class).isThrownBy(server::start)
                    .withMessageStartingWith("port " + other.getLocalPort() + " of 127.0.0.1 can't be listened on");
        }
    }

    @Test
    void missingFilesAreNamed() {
        assertThatExceptionOfType(IOException.class).isThrownBy(local().staticFiles("nowhere").build()::start)
                .withMessageContaining("nowhere");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(local().tls(Path.of("nowhere.p12"), new char[0]).build()::start)
                .withMessageContaining("nowhere.p12");
    }

    @Test
    void startsOnce() throws Exception {
        try (Server server = local().build().start()) {
            assertThatIllegalStateException().isThrownBy(server::start);
        }
        assertThatIllegalStateException().isThrownBy(Server.builder().build()::port);
    }

    @Test
    void aServerThatNeverStartedStopsQuietly() {
        Server server = Server.builder().build();
        server.stop();
        assertThatIllegalStateException().isThrownBy(server::start);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void portsHaveARange(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> Server.builder().port(port)).withMessageContaining("65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app", "/app/"})
    void contextPathsHaveAForm(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> Server.builder().contextPath(path));
    }

    private static Server.Builder local() {
        return Server.builder().host("127.0.0.1").port(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(Server server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A programmatic endpoint. */
    public static class Shout extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text ->
                    session.getAsyncRemote().sendText(text.toUpperCase(Locale.ROOT)));
        }
    }

    /** An endpoint that takes its time to close. */
    @ServerEndpoint("/late")
    public static class LeavesLate {
        static final CountDownLatch LEAVING = new CountDownLatch(1);
        static final CountDownLatch LEAVE = new CountDownLatch(1);

        @OnMessage
        public String echo(String text) {
            return text;
        }

        @OnClose
        public void close() throws InterruptedException {
            LEAVING.countDown();
            LEAVE.await();
        }
    }

    /** An endpoint that can't be deployed. */
    @ServerEndpoint("/bad")
    public static class TwoTextMethods {
        @OnMessage
        public void one(String text) {
        }

        @OnMessage
        public void two(String text) {
        }
    }
}
