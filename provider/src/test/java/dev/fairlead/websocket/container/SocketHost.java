package dev.fairlead.websocket.container;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.container.FairleadServerContainer.Match;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import jakarta.websocket.DeploymentException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The smallest host of a server container: plain sockets, a thread for each. A request's {@code X-User} is its authenticated
 * user, {@code X-Session} its HTTP session.
 */
final class SocketHost implements AutoCloseable {
    private final FairleadServerContainer container;
    private final ServerSocket server;
    private volatile Runnable beforeOpen = () -> { };

    SocketHost(FairleadServerContainer container) throws IOException {
        this.container = container;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** Runs between the answer to a handshake and the opening of its session. */
    void beforeOpen(Runnable task) {
        beforeOpen = task;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "socket-host");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Request request = Request.read(in, socket);
            OutputStream out = socket.getOutputStream();
            try {
                Optional<Match> match = container.match(request.requestUri().getPath());
                if (match.isEmpty()) {
                    throw new HandshakeException(404, "no endpoint");
                }
                AcceptedUpgrade upgrade = container.upgrade(match.get(), request);
                out.write(head(101, upgrade.responseHeaders()));
                SocketTransport transport = new SocketTransport(socket, in);
                beforeOpen.run();
                upgrade.open(transport);
                transport.read();
            } catch (HandshakeException e) {
                out.write(head(e.status(), e.headers().add("X-Message", e.getMessage()).add("Content-Length", "0")));
                socket.close();
            }
        } catch (EOFException e) {
            close(socket); // the client has gone before it asked
        } catch (IOException | DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(int status, Headers headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        headers.asMap().forEach((name, values) ->
                values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n")));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        container.stop();
    }

    private record Request(String method, String target, String httpVersion, Headers headers, Socket socket)
            implements ServerExchange {
        static Request read(InputStream in, Socket socket) throws IOException {
            String[] lines = readHead(in).split("\r\n");
            String[] first = lines[0].split(" ");
            Headers headers = new Headers();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.add(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
            }
            return new Request(first[0], first[1], first[2], headers, socket);
        }

        private static String readHead(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException("no request");
                }
                head.write(b);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        @Override
        public URI requestUri() {
            return URI.create("ws://" + headers.first("Host").orElseThrow() + target);
        }

        @Override
        public boolean secure() {
            return false;
        }

        @Override
        public Principal userPrincipal() {
            return headers.first("X-User").<Principal>map(name -> () -> name).orElse(null);
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("admin");
        }

        @Override
        public Object httpSession() {
            return httpSessionId();
        }

        @Override
        public String httpSessionId() {
            return headers.first("X-Session").orElse(null);
        }

        @Override
        public List<X509Certificate> clientCertificates() {
            return List.of();
        }

        @Override
        public ConnectionEnd local() {
            return end(socket.getLocalAddress(), socket.getLocalPort());
        }

        @Override
        public ConnectionEnd remote() {
            return end(socket.getInetAddress(), socket.getPort());
        }
    }

    private static ConnectionEnd end(InetAddress address, int port) {
        return new ConnectionEnd(address.getHostAddress(), port, address::getHostAddress);
    }

    private static final class SocketTransport implements Transport {
        private final Socket socket;
        private final InputStream in;
        private volatile TransportListener listener;

        SocketTransport(Socket socket, InputStream in) {
            this.socket = socket;
            this.in = in;
        }

        @Override
        public void start(TransportListener started) {
            listener = started;
        }

        void read() {
            byte[] buffer = new byte[8192];
            try {
                boolean more = listener != null;
                while (more) {
                    int count = in.read(buffer);
                    if (count < 0) {
                        listener.onEof();
                        return;
                    }
                    more = listener.onBytes(ByteBuffer.wrap(buffer, 0, count));
                }
            } catch (IOException e) {
                listener.onFailure(e);
            }
        }

        @Override
        public boolean write(ByteBuffer[] buffers, WriteCallback callback) throws IOException {
            OutputStream out = socket.getOutputStream();
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                out.write(bytes);
            }
            return true;
        }

        @Override
        public void close() {
            try {
                socket.shutdownOutput();
                socket.close();
            } catch (IOException e) {
                // closed before
            }
        }

        @Override
        public void abort() {
            close();
        }

        @Override
        public SocketAddress localAddress() {
            return socket.getLocalSocketAddress();
        }

        @Override
        public SocketAddress remoteAddress() {
            return socket.getRemoteSocketAddress();
        }
    }
}
