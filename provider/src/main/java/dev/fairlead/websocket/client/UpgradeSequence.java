package dev.fairlead.websocket.client;

import dev.fairlead.websocket.ClientAccess.Credentials;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ClientNegotiation;
import dev.fairlead.websocket.protocol.extension.ExtensionFailedException;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.handshake.ClientHandshake;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The requests that it takes to open one connection: the first, and those that redirects and challenges ask for. Each has
 * a connection of its own; all have one deadline. The listener sees each request and the last response. Not thread-safe.
 */
final class UpgradeSequence {
    private static final int UNAUTHORIZED = 401;
    private static final String AUTHORIZATION = "Authorization";

    private final UpgradeRequest request;
    private final Settings settings;
    private final Workers workers;
    private final SelectorLoop loop;
    private final Deadline deadline;
    private final Answers answers;

    private URI uri;
    private Target target;
    private String authorization;
    private boolean foreign;
    private int redirects;
    private boolean asked;
    private Head last;

    UpgradeSequence(UpgradeRequest request, Settings settings, Workers workers, SelectorLoop loop)
            throws HandshakeException {
        this.request = request;
        this.settings = settings;
        this.workers = workers;
        this.loop = loop;
        this.deadline = Deadline.after(settings.openTimeout());
        this.answers = new Answers(settings.clientAccess().credentials(), "WWW-Authenticate");
        this.uri = request.uri();
        this.target = Target.of(uri);
    }

    /**
     * Asks until a server upgrades or refuses.
     *
     * @return the connection, not started
     * @throws IOException        if there is no connection, TLS fails, or the time is over
     * @throws HandshakeException if the answer isn't acceptable
     */
    Upgraded run() throws IOException, HandshakeException {
        try {
            Optional<Upgraded> upgraded = ask();
            while (upgraded.isEmpty()) {
                upgraded = ask();
            }
            return upgraded.get();
        } finally {
            tell();
        }
    }

    /** The listener learns how it ended, before the answer is judged. */
    private void tell() {
        if (asked) {
            asked = false;
            request.listener().afterResponse(last == null ? 0 : last.status(), last == null ? new Headers() : last.headers());
        }
    }

    /** One request. Empty if the next one is to be sent. */
    private Optional<Upgraded> ask() throws IOException, HandshakeException {
        OpenConnection connection = connect();
        boolean opened = false;
        try {
            if (target.secure()) {
                connection.encrypt(request.sslContext(), workers.buffers());
            }
            Optional<Upgraded> upgraded = upgrade(connection);
            opened = upgraded.isPresent();
            return upgraded;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    private OpenConnection connect() throws IOException, HandshakeException {
        Optional<Target> proxy = ProxyChoice.of(target, settings.clientAccess());
        return proxy.isEmpty()
                ? OpenConnection.connect(target, loop, deadline)
                : new Tunnel(proxy.get(), settings, workers.buffers()).open(target, loop, deadline);
    }

    private Optional<Upgraded> upgrade(OpenConnection connection) throws IOException, HandshakeException {
        List<ExtensionOffer> offers = offers(request.extensions());
        String key = ClientHandshake.newKey();
        Headers headers = handshake(key, request.subprotocols(), offers).request(target.hostHeader());
        last = null;
        asked = true;
        request.listener().beforeRequest(headers);
        boolean own = headers.first(AUTHORIZATION).isPresent();
        authorize(headers);
        // The response is held against what is really sent: the listener may have changed it.
        ClientHandshake sent = handshake(headers.first("Sec-WebSocket-Key").orElse(key),
                headers.tokens("Sec-WebSocket-Protocol"), offers);

        UpgradeExchange exchange = new UpgradeExchange(connection, workers.buffers());
        exchange.send("GET " + target.requestTarget(), headers, "take the opening handshake");
        last = exchange.receive(settings, "the opening handshake");
        if (isRedirected() || isChallenged(own)) {
            return Optional.empty();
        }
        tell();
        return Optional.of(upgraded(sent, connection, exchange));
    }

    /** Secrets are for the server that the application named, not for one that it redirects to. */
    private void authorize(Headers headers) {
        if (foreign) {
            headers.remove(AUTHORIZATION);
            headers.remove("Cookie");
        } else if (authorization != null && headers.first(AUTHORIZATION).isEmpty()) {
            headers.set(AUTHORIZATION, authorization);
        }
    }

    private boolean isRedirected() throws HandshakeException {
        int allowed = settings.clientAccess().maxRedirects();
        Optional<URI> next = allowed == 0 ? Optional.empty() : Redirect.of(uri, last);
        if (next.isEmpty()) {
            return false;
        }
        if (++redirects > allowed) {
            throw new HandshakeException(last.status(),
                    "more than " + allowed + " redirects, the last to " + Target.show(next.get())
                            + " (setting maxRedirects)", last.headers());
        }
        Target first = Target.of(request.uri());
        uri = next.get();
        target = Target.of(uri);
        foreign = foreign || !first.hasOriginOf(target);
        authorization = null;
        return true;
    }

    private boolean isChallenged(boolean own) throws HandshakeException {
        if (last.status() != UNAUTHORIZED || own) {
            return false;
        }
        Credentials credentials = settings.clientAccess().credentials();
        Optional<String> answer = foreign ? Optional.empty() : answers.next(last, "GET", target.requestTarget());
        if (answer.isEmpty()) {
            throw new HandshakeException(UNAUTHORIZED, "the server answered 401 instead of 101"
                    + (credentials == null ? "; fairlead.user and fairlead.password answer it"
                    : foreign ? "; fairlead.user isn't told to a server that another one redirects to"
                    : "; it doesn't take fairlead.user and fairlead.password, or not for its realm, or asks for"
                            + " something else than Basic or Digest"), last.headers());
        }
        authorization = answer.get();
        return true;
    }

    private Upgraded upgraded(ClientHandshake sent, OpenConnection connection, UpgradeExchange exchange)
            throws IOException, HandshakeException {
        ClientHandshake.Answer answer = sent.verify(last.status(), last.headers());
        List<NegotiatedExtension> extensions = confirm(request.extensions(), answer, last);
        try {
            ClientTransport transport = new ClientTransport(connection.socket(), connection.stream(), exchange.early(),
                    workers, settings.closeTimeout());
            return new Upgraded(uri, transport, answer.subprotocol(), extensions, last.headers());
        } catch (RuntimeException | Error e) {
            ExtensionPipeline.closeAfter(e, extensions);
            throw e;
        }
    }

    private static ClientHandshake handshake(String key, List<String> subprotocols, List<ExtensionOffer> offers)
            throws HandshakeException {
        try {
            return new ClientHandshake(key, subprotocols, offers);
        } catch (IllegalArgumentException notToBeSent) {
            HandshakeException refused = new HandshakeException(0, notToBeSent.getMessage());
            refused.initCause(notToBeSent);
            throw refused;
        }
    }

    private static List<NegotiatedExtension> confirm(List<? extends ClientExtensionFactory> offered,
            ClientHandshake.Answer answer, Head head) throws HandshakeException {
        try {
            return ClientNegotiation.confirm(offered, answer.extensions());
        } catch (ExtensionNegotiationException | ExtensionFailedException | IllegalStateException failure) {
            HandshakeException refused = new HandshakeException(head.status(), failure.getMessage(), head.headers());
            refused.initCause(failure);
            throw refused;
        }
    }

    private static List<ExtensionOffer> offers(List<? extends ClientExtensionFactory> factories)
            throws HandshakeException {
        try {
            return ClientNegotiation.offers(factories);
        } catch (ExtensionFailedException failure) {
            HandshakeException refused = new HandshakeException(0, failure.getMessage());
            refused.initCause(failure);
            throw refused;
        }
    }
}
