package dev.fairlead.it.spring;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** An annotated endpoint that is a bean. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@ServerEndpoint(value = "/prices", configurator = BeanConfigurator.class)
public class PriceEndpoint {
    private final Prices prices;

    PriceEndpoint(Prices prices) {
        this.prices = prices;
    }

    @OnMessage
    public String answer(String question, Session session) {
        return switch (question) {
            case "who" -> session.getUserPrincipal().getName();
            case "implementation" -> session.getClass().getName() + " of " + session.getContainer().getClass().getName();
            default -> prices.of(question);
        };
    }
}
