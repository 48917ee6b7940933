package dev.fairlead.websocket.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Takes the name of Tomcat's own WebSocket filter, so that Tomcat can't add it: Tomcat's would fail on a server container
 * that isn't Tomcat's. It is in the web fragment; where no fragment is read, it is registered. It does nothing.
 */
public final class TomcatFilterStandIn implements Filter {
    private static final String NAME = "Tomcat WebSocket (JSR356) Filter";

    /** Called by the servlet container. */
    public TomcatFilterStandIn() {
    }

    static void register(ServletContext context) {
        if (context.getClass().getName().startsWith("org.apache.catalina.") && context.getFilterRegistration(NAME) == null) {
            context.addFilter(NAME, new TomcatFilterStandIn());
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
    }
}
