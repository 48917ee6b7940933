package dev.fairlead.it.client;

import dev.fairlead.websocket.server.Server;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;

/** Fairlead's own server, for its client. */
final class OwnServer implements AutoCloseable {
    private final Server server;

    OwnServer(Class<?>... endpoints) throws DeploymentException, IOException {
        server = Server.builder().host("127.0.0.1").port(0).endpoint(endpoints).build().start();
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        server.close();
    }

    /** Returns what it gets, or does what it is told. */
    @ServerEndpoint(value = "/talk", subprotocols = {"v2", "v1"})
    public static class Talk {
        @OnMessage
        public String text(String text, Session session) throws IOException {
            String[] words = text.split(" ", 3);
            switch (words[0]) {
                case "close" -> session.close(
                        new CloseReason(CloseCodes.getCloseCode(Integer.parseInt(words[1])), words[2]));
                case "ping" -> session.getBasicRemote().sendPing(ByteBuffer.wrap(words[1].getBytes()));
                case "parts" -> {
                    session.getBasicRemote().sendText(words[1], false);
                    session.getBasicRemote().sendText(words[2], true);
                }
                case "subprotocol" -> {
                    return session.getNegotiatedSubprotocol();
                }
                default -> {
                    return text;
                }
            }
            return null;
        }

        @OnMessage
        public ByteBuffer binary(ByteBuffer data) {
            return data;
        }
    }
}
