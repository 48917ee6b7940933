package dev.fairlead.websocket.server.application;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Found by its package. */
@ServerEndpoint("/echo")
public class Echo {
    @OnMessage
    public String text(String message) {
        return message;
    }
}
