package dev.fairlead.websocket.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server that answers each opening handshake, each on its connection. */
final class AnsweringPeer implements AutoCloseable {
    static final String ACCEPTED = """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: ACCEPT

            """;

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    /** Answers with what a function makes of the request. */
    AnsweringPeer(Function<String, String> answer) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Background.run(() -> {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                String head = UpgradePeer.readHead(socket.getInputStream());
                requests.add(head);
                socket.getOutputStream().write(UpgradePeer.response(head, answer.apply(head)));
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
