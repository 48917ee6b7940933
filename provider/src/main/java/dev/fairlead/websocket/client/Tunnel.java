package dev.fairlead.websocket.client;

import dev.fairlead.websocket.ClientAccess.Credentials;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** Opens connections through an HTTP proxy, with CONNECT (RFC 9110 section 9.3.6, RFC 6455 section 4.1). */
final class Tunnel {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Target proxy;
    private final Settings settings;
    private final BufferAllocator buffers;

    Tunnel(Target proxy, Settings settings, BufferAllocator buffers) {
        this.proxy = proxy;
        this.settings = settings;
        this.buffers = buffers;
    }

    /**
     * Connects to a server. A proxy that asks who is there is answered on a new connection.
     *
     * @param target   the server
     * @param loop     tells when the socket is ready
     * @param deadline until when
     * @return the connection, plain, as if it led to the server
     * @throws IOException        if the proxy can't be reached
     * @throws HandshakeException if the proxy refuses; the message names the settings
     */
    OpenConnection open(Target target, SelectorLoop loop, Deadline deadline) throws IOException, HandshakeException {
        Credentials credentials = settings.clientAccess().proxyCredentials();
        Answers answers = new Answers(credentials, "Proxy-Authenticate");
        String authority = target.toString();
        String authorization = null;
        while (true) {
            OpenConnection connection = connect(loop, deadline);
            boolean open = false;
            try {
                Head head = ask(connection, authority, authorization);
                if (head.status() / 100 == 2) {
                    connection.leadsTo(target);
                    open = true;
                    return connection;
                }
                Optional<String> answer = head.status() == PROXY_AUTHENTICATION_REQUIRED
                        ? answers.next(head, "CONNECT", authority) : Optional.empty();
                authorization = answer.orElseThrow(() -> refused(head, authority, credentials));
            } finally {
                if (!open) {
                    connection.close();
                }
            }
        }
    }

    private OpenConnection connect(SelectorLoop loop, Deadline deadline) throws IOException {
        try {
            return OpenConnection.connect(proxy, loop, deadline);
        } catch (SocketTimeoutException late) {
            SocketTimeoutException named = new SocketTimeoutException(unreachable(late));
            named.initCause(late);
            throw named;
        } catch (InterruptedIOException interrupted) {
            throw interrupted;
        } catch (IOException failure) {
            throw new IOException(unreachable(failure), failure);
        }
    }

    private static String unreachable(IOException failure) {
        return "the proxy can't be reached: " + failure.getMessage() + " (setting proxy)";
    }

    private Head ask(OpenConnection connection, String authority, String authorization)
            throws IOException, HandshakeException {
        Headers headers = new Headers().add("Host", authority);
        if (authorization != null) {
            headers.add("Proxy-Authorization", authorization);
        }
        UpgradeExchange exchange = new UpgradeExchange(connection, buffers);
        exchange.send("CONNECT " + authority, headers, "take a CONNECT");
        Head head = exchange.receive(settings, "a CONNECT");
        if (head.status() / 100 == 2 && exchange.early() != null) {
            throw new HandshakeException(head.status(),
                    "the proxy " + proxy + " sent something through the tunnel before anything was asked");
        }
        return head;
    }

    private HandshakeException refused(Head head, String authority, Credentials credentials) {
        String why = head.status() != PROXY_AUTHENTICATION_REQUIRED ? " (setting proxy)"
                : credentials == null ? ": it asks who is there; set fairlead.proxyUser and fairlead.proxyPassword"
                : ": it doesn't take fairlead.proxyUser and fairlead.proxyPassword, or not for its realm, or asks for"
                        + " something else than Basic or Digest";
        return new HandshakeException(head.status(),
                "the proxy " + proxy + " answered " + head.status() + " to CONNECT " + authority + why, head.headers());
    }
}
