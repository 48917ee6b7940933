package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.container.HttpUpgrader;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ServerHandshake;
import dev.fairlead.websocket.servlet.internal.ProtocolSwitch;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Does opening handshakes of servlet requests: for the filter, and for {@code upgradeHttpToWebSocket}. Thread-safe. */
final class ServletUpgrader implements HttpUpgrader {
    private final FairleadServerContainer container;
    private final ProtocolSwitch protocolSwitch;
    private final HttpSessions sessions;

    ServletUpgrader(FairleadServerContainer container, ProtocolSwitch protocolSwitch, HttpSessions sessions) {
        this.container = container;
        this.protocolSwitch = protocolSwitch;
        this.sessions = sessions;
    }

    /** Whether a request looks like a handshake, a good one or not. Anything else is not ours. */
    static boolean isHandshake(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        if (upgrade == null) {
            return request.getHeader("Sec-WebSocket-Key") != null;
        }
        return upgrade.equals("websocket") || ServerHandshake.isUpgrade(new Headers().add("Upgrade", upgrade));
    }

    @Override
    public void upgrade(Object request, Object response, ServerEndpointConfig config, Map<String, String> pathParameters)
            throws IOException, DeploymentException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new IllegalArgumentException("upgradeHttpToWebSocket takes an HttpServletRequest and an"
                    + " HttpServletResponse here");
        }
        if (!isHandshake(http)) {
            throw new IllegalStateException("the request is no WebSocket handshake: it has no Upgrade: websocket");
        }
        try {
            accept(http, answer, new FairleadServerContainer.Match(config, pathParameters));
        } catch (HandshakeException e) {
            if (e.status() == HttpServletResponse.SC_BAD_REQUEST
                    || e.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED
                    || e.status() == HandshakeRefusal.UPGRADE_REQUIRED) {
                throw new IllegalStateException("the request is no WebSocket handshake: " + e.getMessage(), e);
            }
            HandshakeRefusal.send(answer, e);
        } catch (ServletException e) {
            throw new DeploymentException("the request can't be upgraded: " + e.getMessage(), e);
        }
    }

    /** Upgrades a request, or answers why not. */
    void upgrade(HttpServletRequest request, HttpServletResponse response, FairleadServerContainer.Match match)
            throws IOException, ServletException {
        try {
            accept(request, response, match);
        } catch (HandshakeException e) {
            HandshakeRefusal.send(response, e);
        } catch (DeploymentException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    private void accept(HttpServletRequest request, HttpServletResponse response, FairleadServerContainer.Match match)
            throws IOException, ServletException, HandshakeException, DeploymentException {
        AcceptedUpgrade accepted = container.upgrade(match, new ServletExchange(request));
        boolean switched = false;
        try {
            switchProtocols(request, response, sessions.watch(request, accepted));
            switched = true;
        } finally {
            if (!switched) {
                accepted.abandon();
            }
        }
    }

    private void switchProtocols(HttpServletRequest request, HttpServletResponse response, AcceptedUpgrade accepted)
            throws IOException, ServletException {
        accepted.responseHeaders().asMap().forEach((name, values) -> {
            response.setHeader(name, values.get(0));
            values.subList(1, values.size()).forEach(value -> response.addHeader(name, value));
        });
        protocolSwitch.switchProtocols(unwrap(request), response, accepted);
    }

    /** The application has stopped. */
    void close() {
        protocolSwitch.close();
    }

    private static HttpServletRequest unwrap(HttpServletRequest request) {
        HttpServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper && wrapper.getRequest() instanceof HttpServletRequest next) {
            inner = next;
        }
        return inner;
    }

    /** How a handshake that failed is answered: status, headers, and one line that says why. */
    private static final class HandshakeRefusal {
        static final int UPGRADE_REQUIRED = 426;

        private HandshakeRefusal() {
        }

        static void send(HttpServletResponse response, HandshakeException refusal) throws IOException {
            byte[] reason = (refusal.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
            response.resetBuffer();
            response.setStatus(refusal.status());
            refusal.headers().asMap().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            response.setContentType("text/plain;charset=UTF-8");
            response.setContentLength(reason.length);
            response.getOutputStream().write(reason);
            response.flushBuffer();
        }
    }
}
