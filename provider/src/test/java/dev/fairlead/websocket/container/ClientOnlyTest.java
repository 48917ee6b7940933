package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The client runs with jakarta.websocket-client-api alone. */
class ClientOnlyTest {
    @ClientEndpoint
    public static class Echo {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    /** Loads Fairlead anew, and knows no class of the server's API. */
    private static final class WithoutServerApi extends ClassLoader {
        WithoutServerApi() {
            super(ClientOnlyTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.websocket.server.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.fairlead.websocket.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void connectsWithoutTheServersApi() throws Exception {
        ClassLoader loader = new WithoutServerApi();
        Object provider = loader.loadClass(FairleadContainerProvider.class.getName()).getConstructor().newInstance();
        var getContainer = provider.getClass().getDeclaredMethod("getContainer");
        getContainer.setAccessible(true);
        WebSocketContainer container = (WebSocketContainer) getContainer.invoke(provider);
        assertThat(container.getClass().getClassLoader()).isSameAs(loader);
        assertThat(container.getInstalledExtensions()).hasSize(1);
        assertThat(getContainer.invoke(provider)).isSameAs(container);
        Class<?> endpoint = loader.loadClass(Echo.class.getName());
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // it gets as far as the socket: the endpoint was read
        assertThatThrownBy(() -> container.connectToServer(endpoint, URI.create("ws://127.0.0.1:" + port + "/")))
                .isInstanceOf(IOException.class);
    }
}
