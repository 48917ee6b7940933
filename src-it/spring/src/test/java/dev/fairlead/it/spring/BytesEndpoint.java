package dev.fairlead.it.spring;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Autowired;

/** A programmatic endpoint that Spring creates. */
public class BytesEndpoint extends Endpoint {
    @Autowired
    private Prices prices;

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(byte[].class, article -> {
            String price = prices.of(new String(article, StandardCharsets.UTF_8));
            session.getAsyncRemote().sendText(price);
        });
    }
}
