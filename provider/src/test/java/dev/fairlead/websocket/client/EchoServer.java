package dev.fairlead.websocket.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.ProtocolListener;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.ServerNegotiation;
import dev.fairlead.websocket.protocol.frame.Opcode;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ServerHandshake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/** A blocking server that echoes messages, a thread for each connection; "close" as a text makes it close with 4001. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final boolean tls;

    EchoServer() throws IOException {
        this(ServerSocketFactory.getDefault(), false);
    }

    EchoServer(ServerSocketFactory factory, boolean tls) throws IOException {
        server = factory.createServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
        this.tls = tls;
        Background.run(() -> {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Background.run(() -> serve(socket));
            }
        });
    }

    String uri() {
        return (tls ? "wss" : "ws") + "://localhost:" + server.getLocalPort();
    }

    private boolean serve(Socket socket) throws Exception {
        try (socket) {
            socket.setTcpNoDelay(true);
            String[] head = UpgradePeer.readHead(socket.getInputStream()).split("\r\n");
            Headers headers = new Headers();
            for (int i = 1; i < head.length; i++) {
                int colon = head[i].indexOf(':');
                headers.add(head[i].substring(0, colon), head[i].substring(colon + 1).strip());
            }
            ServerHandshake handshake = ServerHandshake.of("GET", "HTTP/1.1", headers);
            List<Accepted> accepted = ServerNegotiation.negotiate(List.of(PerMessageDeflate.server().build()),
                    handshake.extensions());
            StringBuilder response = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
            handshake.accept(handshake.subprotocols().isEmpty() ? null : handshake.subprotocols().get(0),
                    accepted.stream()
                            .map(each -> new ExtensionOffer(each.extension().name(), each.parameters()))
                            .toList())
                    .asMap()
                    .forEach((name, values) -> response.append(name).append(": ").append(values.get(0)).append("\r\n"));
            socket.getOutputStream().write(response.append("\r\n").toString().getBytes(ISO_8859_1));
            echo(socket, new ExtensionPipeline(accepted.stream().map(Accepted::extension).toList()));
            return true;
        } finally {
            sockets.remove(socket);
        }
    }

    private static void echo(Socket socket, ExtensionPipeline extensions) throws IOException {
        Echo echo = new Echo();
        echo.protocol = new Protocol(Role.SERVER, extensions, BufferAllocator.UNPOOLED, echo);
        byte[] buffer = new byte[16 * 1024];
        while (!echo.protocol.isReceivingEnded()) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                echo.protocol.receiveEof();
            } else {
                echo.protocol.receive(ByteBuffer.wrap(buffer, 0, count));
            }
            while (echo.protocol.output().size() > 0) {
                ByteBuffer[] output = echo.protocol.output().take();
                for (ByteBuffer part : output) {
                    int offset = part.arrayOffset() + part.position();
                    socket.getOutputStream().write(part.array(), offset, part.remaining());
                }
                echo.protocol.output().release(output);
            }
        }
        echo.protocol.release();
    }

    private static final class Echo implements ProtocolListener {
        private Protocol protocol;

        @Override
        public boolean wantsParts(Opcode type) {
            return false;
        }

        @Override
        public long maxMessageSize(Opcode type) {
            return 64 << 20;
        }

        @Override
        public void onText(String text, boolean last) {
            try {
                if (text.equals("close")) {
                    protocol.sendClose(4001, "as asked");
                } else {
                    protocol.sendText(text, last);
                }
            } catch (ProtocolException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            try {
                protocol.sendBinary(data, last);
            } catch (ProtocolException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void onPong(ByteBuffer data) {
            // not asked for
        }

        @Override
        public void onReply(Reply reply) {
            try {
                protocol.send(reply);
            } catch (ProtocolException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void onEnd(CloseStatus status, ProtocolException failure) {
            // the loop sees it
        }
    }

    /** Cuts all connections. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
