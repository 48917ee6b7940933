package dev.fairlead.samples.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.server.Server;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ways to register an extension, on a real server with a real client. */
class RegistrationTest {
    @ServerEndpoint("/echo")
    @Deflate(enabled = false)
    public static class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    private static final class Inbox extends Endpoint {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) messages::add);
        }
    }

    /** What was negotiated with an endpoint that echoes. */
    private static String negotiate(ServerEndpointConfig endpoint, ClientEndpointConfig config) throws Exception {
        Server.Builder builder = Server.builder().host("127.0.0.1").port(0);
        try (Server server = (endpoint == null ? builder.endpoint(Echo.class) : builder.endpoint(endpoint)).build()) {
            server.start();
            Inbox inbox = new Inbox();
            try (Session session = ContainerProvider.getWebSocketContainer().connectToServer(inbox, config,
                    URI.create("ws://127.0.0.1:" + server.port() + "/echo"))) {
                for (int i = 0; i < 3; i++) {
                    session.getBasicRemote().sendText("message " + i);
                    assertThat(inbox.messages.poll(5, TimeUnit.SECONDS)).isEqualTo("message " + i);
                }
                return session.getNegotiatedExtensions().stream().map(RegistrationTest::text)
                        .collect(Collectors.joining(", "));
            }
        }
    }

    private static String text(Extension extension) {
        return extension.getName() + extension.getParameters().stream()
                .map(parameter -> "; " + parameter.getName() + "=" + parameter.getValue())
                .collect(Collectors.joining());
    }

    @Test
    void forAWholeApplicationByServiceLoader() throws Exception {
        assertThat(negotiate(null, ClientEndpointConfig.Builder.create().build()))
                .isEqualTo("sequence-number; bytes=4");
    }

    @Test
    void forOneEndpoint() throws Exception {
        assertThat(negotiate(ServerEndpointConfig.Builder.create(Echo.class, "/echo")
                .extensions(List.of(new ServerSequenceNumbers(2)))
                .build(), ClientEndpointConfig.Builder.create()
                        .extensions(List.of(new ClientSequenceNumbers(3)))
                        .build())).isEqualTo("sequence-number; bytes=2");
    }
}
