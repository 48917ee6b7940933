package dev.fairlead.websocket.servlet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A web application with Fairlead inside, from which Jetty hides its own classes. */
@Timeout(60)
class JettyWebApplicationTest implements WebSocket.Listener {
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty, 1, 1);
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(directory.resolve("WEB-INF"));
        Files.writeString(directory.resolve("WEB-INF/web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <listener>
                    <listener-class>dev.fairlead.websocket.servlet.WebApplication</listener-class>
                  </listener>
                </web-app>
                """);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        WebAppContext application = new WebAppContext(directory.toString(), "/");
        application.setExtraClasspath(Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(path -> path.endsWith("classes") || path.contains("fairlead"))
                .collect(Collectors.joining(";")));
        contexts.addHandler(application);
        jetty.setHandler(contexts);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    @Test
    void endpointAnswersThroughTheBridge() throws Exception {
        WebSocket socket = connect();
        assertThat(ask(socket, "hello")).isEqualTo("hello");
        assertThat(ask(socket, "jetty")).isEqualTo("hidden");
        assertThat(ask(socket, "loader")).isEqualTo("WebAppClassLoader");
        socket.abort();
    }

    @Test
    void undeployedApplicationLeavesNoClassLoaderBehind() throws Exception {
        WebSocket socket = connect();
        assertThat(ask(socket, "hello")).isEqualTo("hello");
        WeakReference<ClassLoader> loader = undeploy();
        socket.abort();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).isNull();
        });
    }

    private WeakReference<ClassLoader> undeploy() throws Exception {
        WebAppContext application = (WebAppContext) contexts.getHandlers().get(0);
        WeakReference<ClassLoader> loader = new WeakReference<>(application.getClassLoader());
        application.stop();
        contexts.removeHandler(application);
        application.destroy();
        return loader;
    }

    private WebSocket connect() throws Exception {
        return HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/asked"), this).get(5, SECONDS);
    }

    private String ask(WebSocket socket, String question) throws Exception {
        socket.sendText(question, true);
        return messages.poll(5, SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        messages.add(data.toString());
        webSocket.request(1);
        return null;
    }
}
