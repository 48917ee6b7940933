package dev.fairlead.websocket.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The client works with jakarta.websocket-client-api alone: no class of the server's API is ever asked for. */
class ClientOnlyTest {
    @Test
    void connectsWithoutTheServersApi() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ClientLoader loader = new ClientLoader()) {
            Thread.currentThread().setContextClassLoader(loader);
            Callable<?> program = (Callable<?>) loader.loadClass(Program.class.getName()).getConstructor().newInstance();

            assertThat(program.call()).isEqualTo("dev.fairlead.websocket.container.FairleadWebSocketContainer: IOException");
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("jakarta.websocket.server.ServerEndpoint"));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Sees the provider, the API of clients, this test, and the JDK. */
    private static final class ClientLoader extends URLClassLoader {
        ClientLoader() throws MalformedURLException {
            super(new URL[] {
                Path.of("target", "classes").toUri().toURL(),
                Path.of("target", "test-classes").toUri().toURL(),
                WebSocketContainer.class.getProtectionDomain().getCodeSource().getLocation()
            }, ClassLoader.getPlatformClassLoader());
        }
    }

    /** What a client's main method does. */
    public static final class Program implements Callable<String> {
        /** Connects to a port where nobody listens. */
        @Override
        public String call() throws Exception {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                port = socket.getLocalPort();
            }
            WebSocketContainer container = ContainerProvider.getWebSocketContainer();
            String connected = "connected";
            try {
                container.connectToServer(Endpoint.class, URI.create("ws://127.0.0.1:" + port + "/"));
            } catch (IOException e) {
                connected = "IOException";
            }
            return container.getClass().getName() + ": " + connected;
        }
    }

    /** An endpoint. */
    @ClientEndpoint
    public static final class Endpoint {
    }
}
