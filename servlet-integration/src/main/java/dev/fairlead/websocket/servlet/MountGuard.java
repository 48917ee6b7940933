package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Keeps Fairlead's container where applications look for it, when another initializer takes the place. Spring Boot mounts
 * the server's own WebSocket behind whatever the application mounts.
 */
final class MountGuard implements ServletContextAttributeListener {
    private static final Logger LOG = System.getLogger("dev.fairlead.websocket.servlet");

    private final FairleadServerContainer container;

    MountGuard(FairleadServerContainer container) {
        this.container = container;
    }

    @Override
    public void attributeReplaced(ServletContextAttributeEvent event) {
        ServletContext context = event.getServletContext();
        if (!event.getName().equals(Fairlead.ATTRIBUTE) || context.getAttribute(Fairlead.ATTRIBUTE) == container) {
            return;
        }
        Object other = context.getAttribute(Fairlead.ATTRIBUTE);
        context.setAttribute(Fairlead.ATTRIBUTE, container);
        LOG.log(Level.INFO, "Fairlead stays the WebSocket of context \"{0}\", though {1} was mounted behind it;"
                + " leave that one''s jar out to save its start", context.getContextPath(), other.getClass().getName());
    }
}
