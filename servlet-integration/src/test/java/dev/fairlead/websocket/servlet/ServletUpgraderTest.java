package dev.fairlead.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A container that accepts a handshake and then doesn't switch protocols. */
class ServletUpgraderTest {
    private static final Map<String, String> HANDSHAKE = Map.of("upgrade", "websocket", "connection", "Upgrade",
            "host", "localhost", "sec-websocket-version", "13", "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");

    /** Is never opened. */
    public static final class Unopened extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            throw new IllegalStateException("was opened");
        }
    }

    private final FairleadServerContainer container =
            new FairleadServerContainer(Settings.DEFAULTS, ServletUpgraderTest.class.getClassLoader());

    @AfterEach
    void stop() {
        container.stop();
    }

    @Test
    void aHandshakeIsAbandonedWhenTheContainerFailsToSwitch() {
        AtomicReference<AcceptedUpgrade> accepted = new AtomicReference<>();
        ServletUpgrader upgrader = new ServletUpgrader(container, (request, response, upgrade) -> {
            accepted.set(upgrade);
            throw new ServletException("no stream today");
        }, new HttpSessions(container));
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Unopened.class, "/unopened").build();
        assertThatThrownBy(() -> upgrader.upgrade(request(), response(),
                new FairleadServerContainer.Match(config, Map.of())))
                .isInstanceOf(ServletException.class).hasMessage("no stream today");
        AtomicReference<String> called = new AtomicReference<>();
        accepted.get().open(proxy(Transport.class, (method, arguments) -> {
            called.set(method);
            return null;
        }));
        assertThat(called).hasValue("close");
    }

    private static HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> "GET";
            case "getProtocol" -> "HTTP/1.1";
            case "getRequestURL" -> new StringBuffer("http://localhost/unopened");
            case "getHeaderNames" -> Collections.enumeration(HANDSHAKE.keySet());
            case "getHeaders" -> Collections.enumeration(List.of(HANDSHAKE.get((String) arguments[0])));
            case "isSecure" -> false;
            case "getLocalPort", "getRemotePort" -> 0;
            default -> null;
        });
    }

    private static HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (method, arguments) -> null);
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName(), arguments)));
    }
}
