package dev.fairlead.websocket.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A peer on a plain socket that knows nothing of WebSocket, and may misbehave. */
final class RawClient implements AutoCloseable {
    private static final String UPGRADE = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    /** What speaks over a connected socket. */
    interface Layer {
        Socket over(Socket plain) throws IOException;
    }

    private final Socket below = new Socket();
    final Socket socket;
    final String head;

    /** Connects, and sends bytes together with the request. */
    RawClient(int port, String pipelined) throws IOException {
        this(port, "/", pipelined);
    }

    RawClient(int port, String path, String pipelined) throws IOException {
        this(UPGRADE.formatted(path) + pipelined, port);
    }

    private RawClient(String request, int port) throws IOException {
        this(plain -> plain, request, port);
    }

    private RawClient(Layer layer, String request, int port) throws IOException {
        below.connect(new InetSocketAddress("127.0.0.1", port));
        socket = layer.over(below);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        send(request);
        head = readHead();
    }

    /** Connects with something over the plain socket. */
    static RawClient on(Layer layer, int port, String pipelined) throws IOException {
        return new RawClient(layer, UPGRADE.formatted("/") + pipelined, port);
    }

    /** Sends any request, its lines divided by line feeds. */
    static RawClient request(int port, String request) throws IOException {
        return new RawClient(request.replace("\n", "\r\n"), port);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Counts bytes to the end of the stream. */
    long readToEnd() throws IOException {
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        int n;
        while ((n = socket.getInputStream().read(buffer)) >= 0) {
            count += n;
        }
        return count;
    }

    void reset() throws IOException {
        below.setSoLinger(true, 0);
        below.close();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
