package dev.fairlead.websocket.client;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends one message to a server of its own, and returns the answer behind the names of the installed extensions; run by
 * {@link ClientOnlyClassPathTest}.
 */
public final class ClientOnlyProgram implements Callable<List<String>> {
    private static final CompletableFuture<String> ANSWER = new CompletableFuture<>();

    /** Annotated, so that the annotations are read without the server's. */
    @ClientEndpoint
    public static class Endpoint {
        @OnMessage
        public void message(String text) {
            ANSWER.complete(text);
        }
    }

    @Override
    public List<String> call() throws Exception {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        List<String> seen = new ArrayList<>();
        for (Extension extension : container.getInstalledExtensions()) {
            seen.add(extension.getName());
        }
        try (EchoServer server = new EchoServer();
                Session session = container.connectToServer(Endpoint.class, URI.create(server.uri()))) {
            session.getBasicRemote().sendText("hello");
            seen.add(ANSWER.get(20, TimeUnit.SECONDS));
        }
        return seen;
    }
}
