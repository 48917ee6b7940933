package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.Settings;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application from which a class is missing. */
class MissingClassTest {
    /** Isn't there when the application is deployed. */
    public static class Missing implements Decoder.Text<StringBuilder> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public StringBuilder decode(String text) throws DecodeException {
            return new StringBuilder(text);
        }

        /** Is all right alone. */
        @ServerEndpoint("/nested")
        public static class Nested {
            @OnMessage
            public String on(String text) {
                return text;
            }
        }
    }

    /** Takes it. */
    @ServerEndpoint("/taking")
    public static class Taking {
        @OnMessage
        public void on(Missing missing) {
        }
    }

    /** Lists it. */
    @ServerEndpoint(value = "/listing", decoders = Missing.class)
    public static class Listing {
        @OnMessage
        public void on(StringBuilder text) {
        }
    }

    /** Has the endpoints, but not the class that is missing. */
    private static final class Incomplete extends ClassLoader {
        Incomplete() {
            super(MissingClassTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Missing.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.startsWith(MissingClassTest.class.getName() + "$") ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private final ClassLoader loader = new Incomplete();
    private final FairleadServerContainer container = new FairleadServerContainer(Settings.DEFAULTS, loader);

    @AfterEach
    void stop() {
        container.stop();
    }

    @Test
    void endpointInAClassThatIsMissingIsDeployed() throws Exception {
        container.deployScanned(Set.of(loader.loadClass(Missing.Nested.class.getName())));
        assertThat(container.match("/nested")).isPresent();
    }

    @Test
    void endpointThatTakesAClassThatIsMissingIsNamedTogetherWithIt() throws Exception {
        Class<?> taking = loader.loadClass(Taking.class.getName());
        assertThatThrownBy(() -> container.deployScanned(Set.of(taking))).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Taking.class.getName()).hasMessageContaining("MissingClassTest$Missing")
                .hasMessageContaining("can't be loaded");
    }

    @Test
    void endpointThatListsAClassThatIsMissingIsNamed() throws Exception {
        Class<?> listing = loader.loadClass(Listing.class.getName());
        assertThatThrownBy(() -> container.addEndpoint(listing)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Listing.class.getName()).hasMessageContaining("can't be loaded");
        assertThatThrownBy(() -> container.deployScanned(Set.of(listing))).isInstanceOf(DeploymentException.class);
    }
}
