package dev.fairlead.samples.chat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Talks to the chat as the page does. */
final class Browser extends Endpoint implements AutoCloseable {
    private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private Session session;

    static Browser open(int port, String room) throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(ChatEndpoint.SUBPROTOCOL))
                .build();
        Browser browser = new Browser();
        browser.session = ContainerProvider.getWebSocketContainer().connectToServer(
                browser, config, URI.create("ws://127.0.0.1:" + port + "/chat/" + room));
        return browser;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) text ->
                events.add(Json.createReader(new StringReader(text)).readObject()));
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
        closed.complete(reason);
    }

    Session session() {
        return session;
    }

    void send(String command) throws IOException {
        session.getBasicRemote().sendText(command);
    }

    void join(String nickname, String key) throws IOException {
        send(Json.createObjectBuilder().add("type", "join").add("nickname", nickname).add("key", key).build().toString());
    }

    void say(String text) throws IOException {
        send(Json.createObjectBuilder().add("type", "say").add("text", text).build().toString());
    }

    /** The next event, in short: its type, and what it is about. */
    String next() throws InterruptedException {
        JsonObject event = events.poll(10, TimeUnit.SECONDS);
        if (event == null) {
            return "nothing";
        }
        String type = event.getString("type");
        return switch (type) {
            case "welcome" -> "welcome " + event.getString("nickname") + " " + event.getJsonArray("members")
                    + " history " + event.getJsonArray("history").size();
            case "joined", "left" -> type + " " + event.getString("nickname") + " " + event.getJsonArray("members");
            case "said" -> "said " + event.getString("nickname") + ": " + event.getString("text");
            default -> type + " " + event.getString("reason");
        };
    }

    void leave() throws IOException {
        session.close();
    }

    CloseReason closeReason() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
