package dev.fairlead.it.suite;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.TreeMap;

/** Endpoints that show which API an application sees, and what the next version of it adds. */
public final class ApiEndpoints {
    private ApiEndpoints() {
    }

    /** Calls what the request has, by name: the API of the build or of the server may not know it. */
    public static class Asking extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            Map<String, String> seen = new TreeMap<>();
            for (String method : new String[] {"getUserX509CertificateChain", "getLocalAddress", "getLocalHostName",
                "getLocalPort", "getRemoteAddress", "getRemoteHostName", "getRemotePort", "getPreferredLocale"}) {
                seen.put(method, call(request, method));
            }
            config.getUserProperties().putAll(seen);
        }

        private static String call(HandshakeRequest request, String method) {
            try {
                return String.valueOf(request.getClass().getMethod(method).invoke(request));
            } catch (ReflectiveOperationException e) {
                return e.toString();
            }
        }
    }

    /** Answers for one connection. */
    @ServerEndpoint(value = "/api", configurator = Asking.class)
    public static class Api {
        @OnMessage
        public String on(String what, Session session) {
            return switch (what) {
                case "server api" -> HandshakeRequest.class.getPackage().getImplementationVersion();
                case "client api" -> Session.class.getPackage().getImplementationVersion();
                default -> (String) session.getUserProperties().get(what);
            };
        }
    }
}
