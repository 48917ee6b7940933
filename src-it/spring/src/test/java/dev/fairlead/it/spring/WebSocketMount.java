package dev.fairlead.it.spring;

import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.servlet.Fairlead;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Mounts Fairlead, and takes leave of everybody before Boot cuts the connections. */
@Component
public class WebSocketMount implements ServletContextInitializer {
    private volatile FairleadServerContainer container;

    @Override
    public void onStartup(ServletContext context) throws ServletException {
        container = Fairlead.install(context);
    }

    @EventListener(ContextClosedEvent.class)
    void goAway() {
        if (container != null) {
            container.stop();
        }
    }
}
