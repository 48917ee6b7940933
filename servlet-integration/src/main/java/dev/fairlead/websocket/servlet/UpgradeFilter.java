package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Upgrades handshakes to deployed endpoints; everything else passes. Ahead of the application's filters. */
final class UpgradeFilter implements Filter {
    private final FairleadServerContainer container;
    private final ServletUpgrader upgrader;
    private final HttpSessions sessions;
    private final Runnable stop;

    /** Takes also what ends all sessions. */
    UpgradeFilter(FairleadServerContainer container, ServletUpgrader upgrader, HttpSessions sessions, Runnable stop) {
        this.container = container;
        this.upgrader = upgrader;
        this.sessions = sessions;
        this.stop = stop;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<FairleadServerContainer.Match> match =
                ServletUpgrader.isHandshake(http) ? container.match(path(http)) : Optional.empty();
        if (match.isPresent()) {
            upgrader.upgrade(http, answer, match.get());
        } else {
            pass(http, answer, chain);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String session = sessions.mayLogOut(request);
        chain.doFilter(request, response);
        if (session != null) {
            sessions.ended(request, session);
        }
    }

    /** The path behind the context path, decoded by the container. */
    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** The application stops; its endpoints can still be called. */
    @Override
    public void destroy() {
        stop.run();
        upgrader.close();
    }
}
