package dev.fairlead.it.spring;

import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.BinaryWebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Spring's own handlers. */
@Configuration
@EnableWebSocket
public class HandlerConfiguration implements WebSocketConfigurer {
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(new Text(), "/text");
        registry.addHandler(new Binary(), "/binary");
        registry.addHandler(new Text(), "/sockjs").withSockJS();
    }

    /** The implementation below a session of Spring's. */
    static String implementation(WebSocketSession session) {
        return ((StandardWebSocketSession) session).getNativeSession().getClass().getName();
    }

    private static final class Text extends TextWebSocketHandler {
        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
            String answer = switch (message.getPayload()) {
                case "who" -> session.getPrincipal().getName();
                case "implementation" -> implementation(session);
                case "extensions" -> session.getExtensions().toString();
                default -> message.getPayload();
            };
            session.sendMessage(new TextMessage(answer));
        }
    }

    private static final class Binary extends BinaryWebSocketHandler {
        @Override
        protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws IOException {
            session.sendMessage(new BinaryMessage(message.getPayload()));
        }
    }
}
