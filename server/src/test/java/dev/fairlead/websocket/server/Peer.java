package dev.fairlead.websocket.server;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A client that keeps what comes. */
final class Peer extends Endpoint implements AutoCloseable {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private Session session;

    static Peer connect(String uri) throws Exception {
        return connect(uri, null);
    }

    static Peer connect(String uri, SSLContext tls) throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().sslContext(tls).build();
        Peer peer = new Peer();
        peer.session = ContainerProvider.getWebSocketContainer().connectToServer(peer, config, URI.create(uri));
        return peer;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) received::add);
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
        closed.complete(reason);
    }

    void send(String text) throws Exception {
        session.getBasicRemote().sendText(text);
    }

    String ask(String text) throws Exception {
        send(text);
        return received.poll(10, TimeUnit.SECONDS);
    }

    CloseReason closeReason() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
