package dev.fairlead.it.spring;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.socket.WebSocketHttpHeaders;

/** The application on a free port, with one user. */
final class RunningShop implements AutoCloseable {
    static final String USER = "ada";
    private static final String PASSWORD = "engine";

    private final ServletWebServerApplicationContext context;

    /** Started once for all tests that leave it running; Boot stops it when the JVM ends. */
    private static final class Shared {
        static final RunningShop SHOP = new RunningShop();
    }

    static RunningShop shared() {
        return Shared.SHOP;
    }

    RunningShop() {
        context = (ServletWebServerApplicationContext) SpringApplication.run(ShopApplication.class,
                "--server.address=127.0.0.1", "--server.port=0", "--spring.main.banner-mode=off",
                "--spring.security.user.name=" + USER, "--spring.security.user.password=" + PASSWORD,
                "--logging.level.dev.fairlead=INFO");
    }

    ServletWebServerApplicationContext context() {
        return context;
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + context.getWebServer().getPort() + path);
    }

    static String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    static WebSocketHttpHeaders headers() {
        WebSocketHttpHeaders headers = new WebSocketHttpHeaders();
        headers.add("Authorization", authorization());
        return headers;
    }

    /** Connects with the standard's client, as the user. */
    Session connect(String path, Received received, String... subprotocols) throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(subprotocols))
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.put("Authorization", List.of(authorization()));
                    }
                })
                .build();
        return ContainerProvider.getWebSocketContainer().connectToServer(received, config, uri("ws", path));
    }

    /** Connects without a user. */
    Session connectUnknown(String path) throws Exception {
        return ContainerProvider.getWebSocketContainer().connectToServer(new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig config) {
                // it isn't expected to open
            }
        }, ClientEndpointConfig.Builder.create().build(), uri("ws", path));
    }

    @Override
    public void close() {
        context.close();
    }
}
