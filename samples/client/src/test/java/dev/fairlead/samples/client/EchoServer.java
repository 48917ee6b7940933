package dev.fairlead.samples.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Enough of RFC 6455 to return short unfragmented frames of one client: a server API isn't on this class path. It is a
 * slow one: what it returns leaves together with the pong that a ping asks for; who closes before gets nothing more.
 */
final class EchoServer implements AutoCloseable {
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int FIN_PONG = 0x8A;

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));

    EchoServer() throws IOException {
        Thread thread = new Thread(this::serve, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Protocol: parrot\r\nSec-WebSocket-Accept: " + accept(key(in)) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream replies = new ByteArrayOutputStream();
            int opcode;
            do {
                int first = in.readUnsignedByte();
                opcode = first & 0xf;
                byte[] payload = new byte[in.readUnsignedByte() & 0x7f];
                byte[] mask = in.readNBytes(4);
                in.readFully(payload);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                if (opcode == CLOSE) {
                    replies.reset();
                }
                replies.write(opcode == PING ? FIN_PONG : first);
                replies.write(payload.length);
                replies.writeBytes(payload);
                if (opcode == CLOSE || opcode == PING) {
                    replies.writeTo(out);
                    replies.reset();
                }
            } while (opcode != CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString().lines()
                .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
                .map(line -> line.substring(18).strip())
                .findFirst().orElseThrow();
    }

    private static String accept(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
