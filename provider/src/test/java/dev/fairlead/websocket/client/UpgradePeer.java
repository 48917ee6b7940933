package dev.fairlead.websocket.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;

/** A server that answers one opening handshake as it is told. */
final class UpgradePeer implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** What to answer to the head of a request. */
    interface Answer {
        void write(String request, Socket socket) throws Exception;
    }

    final ServerSocket server;
    final CompletableFuture<String> request = new CompletableFuture<>();
    private final CompletableFuture<Socket> socket;

    UpgradePeer(Answer answer) throws IOException {
        this(ServerSocketFactory.getDefault(), answer);
    }

    UpgradePeer(ServerSocketFactory sockets, Answer answer) throws IOException {
        server = sockets.createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        socket = Background.run(() -> {
            Socket accepted = server.accept();
            String head = readHead(accepted.getInputStream());
            request.complete(head);
            answer.write(head, accepted);
            return accepted;
        });
    }

    /** Answers with text, in which {@code ACCEPT} stands for the right value of Sec-WebSocket-Accept. */
    static UpgradePeer answering(String text) throws IOException {
        return new UpgradePeer((request, socket) -> socket.getOutputStream().write(response(request, text)));
    }

    static byte[] response(String request, String text) throws Exception {
        String key = header(request, "Sec-WebSocket-Key");
        byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
        return text.replace("\n", "\r\n").replace("ACCEPT", Base64.getEncoder().encodeToString(digest))
                .getBytes(ISO_8859_1);
    }

    static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse(null);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The connection, once it was answered. */
    Socket socket() throws Exception {
        return socket.get();
    }

    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("ended in the head: " + head);
            }
            head.write(b);
        }
        return head.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket accepted = socket.isDone() && !socket.isCompletedExceptionally() ? socket.join() : null;
        if (accepted != null && !accepted.isClosed()) {
            accepted.setSoLinger(true, 0);
            accepted.close();
        }
    }
}
