package dev.fairlead.websocket.client;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends one message to a server of its own and returns the answer; run by {@link ClientOnlyClassPathTest}. */
public final class ClientOnlyProgram implements Callable<String> {
    @Override
    public String call() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig config) {
                session.addMessageHandler(String.class, answer::complete);
            }
        };
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        try (EchoServer server = new EchoServer();
                Session session = ContainerProvider.getWebSocketContainer()
                        .connectToServer(endpoint, config, URI.create(server.uri()))) {
            session.getBasicRemote().sendText("hello");
            return answer.get(20, TimeUnit.SECONDS);
        }
    }
}
