package dev.fairlead.websocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.Settings;
import jakarta.websocket.ContainerProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client needs the provider and {@code jakarta.websocket-client-api}, and nothing else. */
@Timeout(60)
class ClientOnlyClassPathTest {
    @Test
    void connectsWithoutTheServerApi() throws Exception {
        URL[] classPath = {location(Settings.class), location(ContainerProvider.class), location(getClass())};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader clientOnly = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(clientOnly);
            assertThatThrownBy(() -> clientOnly.loadClass("jakarta.websocket.server.ServerContainer"))
                    .isInstanceOf(ClassNotFoundException.class);
            Callable<?> program = (Callable<?>) clientOnly.loadClass(ClientOnlyProgram.class.getName())
                    .getConstructor()
                    .newInstance();
            assertThat(program.call()).isEqualTo(List.of("permessage-deflate", "hello"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
