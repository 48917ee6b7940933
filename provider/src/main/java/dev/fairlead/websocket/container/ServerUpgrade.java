package dev.fairlead.websocket.container;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionFailedException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.handshake.ExtensionHeader;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ServerHandshake;
import dev.fairlead.websocket.session.SessionInfo;
import jakarta.websocket.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server's side of one opening handshake, in the order of the specification: check, ask the configurator, negotiate. */
final class ServerUpgrade {
    private static final Logger LOGGER = System.getLogger("dev.fairlead.websocket.container");

    /**
     * What was negotiated.
     *
     * @param headers    of the response with status 101
     * @param extensions in the order of negotiation
     * @param info       of the session to come
     * @param settings   of the session to come
     */
    record Agreed(Headers headers, List<NegotiatedExtension> extensions, SessionInfo info, Settings settings) {
    }

    private final FairleadServerContainer container;
    private final Deployment deployment;
    private final ServerExchange exchange;
    private final Map<String, String> pathParameters;

    ServerUpgrade(FairleadServerContainer container, Deployment deployment, ServerExchange exchange,
            Map<String, String> pathParameters) {
        this.container = container;
        this.deployment = deployment;
        this.exchange = exchange;
        this.pathParameters = pathParameters == null ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(pathParameters));
    }

    Agreed negotiate() throws HandshakeException {
        ServerHandshake handshake = ServerHandshake.of(exchange.method(), exchange.httpVersion(), exchange.headers());
        Settings settings = deployment.settings(container.settings());
        if (!settings.origins().accepts(handshake.origin(), origin(exchange.requestUri()))) {
            throw new HandshakeException(403, "origin " + handshake.origin() + " isn't accepted (fairlead.origins)");
        }
        try {
            return negotiate(handshake, settings);
        } catch (ExtensionFailedException e) {
            LOGGER.log(Level.WARNING, "A handshake for " + deployment + " failed: " + e.getMessage(), e);
            throw new HandshakeException(500, "an extension of the endpoint failed");
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The configurator of " + deployment + " failed: " + e, e);
            throw new HandshakeException(500, "the endpoint's configurator failed");
        }
    }

    private Agreed negotiate(ServerHandshake handshake, Settings settings) throws HandshakeException {
        EndpointConfigurator configurator = deployment.configurator();
        if (!configurator.checkOrigin(handshake.origin())) {
            throw new HandshakeException(403, "origin " + handshake.origin() + " isn't accepted by the endpoint");
        }
        String subprotocol = configurator.subprotocol(deployment.config().getSubprotocols(), handshake.subprotocols());
        List<Accepted> accepted = deployment.extensions(settings, container.installedExtensions())
                .negotiate(configurator, handshake.extensions());
        try {
            return agree(handshake, subprotocol, accepted, settings);
        } catch (RuntimeException | Error e) {
            ExtensionPipeline.closeAfter(e, accepted.stream().map(Accepted::extension).toList());
            throw e;
        }
    }

    private Agreed agree(ServerHandshake handshake, String subprotocol, List<Accepted> accepted, Settings settings) {
        EndpointConfigurator configurator = deployment.configurator();
        List<ExtensionOffer> answers = new ArrayList<>();
        List<NegotiatedExtension> extensions = new ArrayList<>();
        List<Extension> shown = new ArrayList<>();
        for (Accepted one : accepted) {
            ExtensionOffer answer = new ExtensionOffer(one.extension().name(), one.parameters());
            answers.add(answer);
            extensions.add(one.extension());
            shown.add(new NamedExtension(answer));
        }
        HandshakeHeaders response = HandshakeHeaders.modifiable(handshake.accept(subprotocol, answers));
        ServerConnectionConfig config =
                new ServerConnectionConfig(deployment.config(), configurator.configurator());
        ServerHandshakeRequest request = new ServerHandshakeRequest(exchange, pathParameters);
        List<String> said = response.getHeaders().get(ExtensionHeader.NAME);
        List<String> negotiated = said == null ? List.of() : List.copyOf(said);
        configurator.modifyHandshake(config, request, response);
        request.end();
        if (!keepsExtensions(response, negotiated)) {
            new ExtensionPipeline(extensions).close();
            extensions.clear();
            shown.clear();
        }
        SessionInfo info = new SessionInfo(container, config, exchange.requestUri(),
                QueryParameters.parse(exchange.requestUri().getRawQuery()), pathParameters, exchange.userPrincipal(),
                subprotocol, List.copyOf(shown), config.getUserProperties(), exchange.secure(), exchange.httpSessionId(),
                container.classLoader());
        return new Agreed(response.toHeaders(), extensions, info, settings);
    }

    /**
     * Whether the extensions are still part of the response. A configurator that takes the header out switches them off;
     * anything else that it says was not negotiated, so the negotiated answer is put back.
     */
    private boolean keepsExtensions(HandshakeHeaders response, List<String> negotiated) {
        List<String> said = response.getHeaders().getOrDefault(ExtensionHeader.NAME, List.of());
        if (negotiated.isEmpty() ? said == null || said.isEmpty() : negotiated.equals(said)) {
            return true;
        }
        if (said == null || said.stream().allMatch(value -> value == null || value.isBlank())) {
            response.getHeaders().remove(ExtensionHeader.NAME);
            return false;
        }
        LOGGER.log(Level.WARNING, "The configurator of " + deployment + " changed " + ExtensionHeader.NAME + " from "
                + negotiated + " to " + said + ", which was not negotiated and is taken back; choose extensions in"
                + " getNegotiatedExtensions");
        response.getHeaders().put(ExtensionHeader.NAME, negotiated);
        return true;
    }

    /** The scheme, host and port that a request was sent to, as an Origin header would say them. */
    static String origin(URI requestUri) {
        boolean secure = requestUri.getScheme().equalsIgnoreCase("wss");
        int port = requestUri.getPort();
        String suffix = port < 0 || port == (secure ? 443 : 80) ? "" : ":" + port;
        return (secure ? "https://" : "http://") + requestUri.getHost() + suffix;
    }
}
