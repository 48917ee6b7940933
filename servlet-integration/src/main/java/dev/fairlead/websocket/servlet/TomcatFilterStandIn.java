package dev.fairlead.websocket.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Takes the name of Tomcat's own WebSocket filter in the web fragment, so that Tomcat can't add it: Tomcat's would fail on
 * a server container that isn't Tomcat's. It does nothing.
 */
public final class TomcatFilterStandIn implements Filter {
    /** Called by the servlet container. */
    public TomcatFilterStandIn() {
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
    }
}
