package dev.fairlead.it.client;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that has the provider and the client API, and nothing else; run by {@link ClientOnlyIT}. */
public final class ClientOnlyProgram {
    private static final CompletableFuture<String> ANSWER = new CompletableFuture<>();

    private ClientOnlyProgram() {
    }

    /** Hears the answer. */
    @ClientEndpoint
    public static class Guest {
        @OnMessage
        public void message(String text) {
            ANSWER.complete(text);
        }
    }

    /**
     * Asks a server that returns what it gets, and prints what it finds.
     *
     * @param arguments the server's URI
     */
    public static void main(String[] arguments) throws Exception {
        for (String absent : new String[] {"jakarta.servlet.Servlet", "jakarta.websocket.server.ServerEndpoint"}) {
            try {
                Class.forName(absent);
                System.out.println(absent + " is there");
            } catch (ClassNotFoundException e) {
                System.out.println("without " + absent);
            }
        }
        URI uri = URI.create(arguments[0]);
        try (Session session = ContainerProvider.getWebSocketContainer().connectToServer(Guest.class, uri)) {
            System.out.println("module " + session.getClass().getModule().getName());
            session.getBasicRemote().sendText("hello");
            System.out.println(ANSWER.get(20, TimeUnit.SECONDS));
        }
        System.out.println("end");
    }
}
