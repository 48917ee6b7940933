package dev.fairlead.it.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client's connection as a {@link WireServer} has it: every byte, right or wrong. A read fails after ten seconds. */
public final class WirePeer implements AutoCloseable {
    private static final int READ_TIMEOUT = 10_000;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final CompletableFuture<List<String>> request = new CompletableFuture<>();
    private final List<Integer> maskingKeys = new CopyOnWriteArrayList<>();

    WirePeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    void readRequest() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            lines.add(line);
        }
        request.complete(lines);
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new SocketException("ended in the head of the request");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The first line of the request; waits for it. */
    public String requestLine() throws Exception {
        return request.get(READ_TIMEOUT, TimeUnit.MILLISECONDS).get(0);
    }

    /** The values of the request's headers of a name, as they came; waits for them. */
    public List<String> headers(String name) throws Exception {
        return request.get(READ_TIMEOUT, TimeUnit.MILLISECONDS).stream().skip(1)
                .filter(line -> line.substring(0, line.indexOf(':')).equalsIgnoreCase(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }

    /** What {@code Sec-WebSocket-Accept} has to say. */
    public String acceptValue() throws Exception {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((headers("Sec-WebSocket-Key").get(0) + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Accepts the handshake, with more headers. */
    public void accept(String... headers) throws Exception {
        raw(acceptance(headers).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The response that accepts the handshake, with more headers. */
    public String acceptance(String... headers) throws Exception {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + acceptValue() + "\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
    }

    /** Sends text in which a line feed stands for a line's end, and {@code ACCEPT} for {@link #acceptValue}. */
    public void answer(String text) throws Exception {
        raw(text.replace("\n", "\r\n").replace("ACCEPT", acceptValue()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends a frame of less than 126 bytes. */
    public void send(boolean fin, int opcode, byte[] payload) throws IOException {
        raw(frame(fin, opcode, payload));
    }

    /** Sends a text message of less than 126 bytes. */
    public void text(String text) throws IOException {
        send(true, WireFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An unmasked frame of less than 126 bytes. */
    public static byte[] frame(boolean fin, int opcode, byte[] payload) {
        if (payload.length > 125) {
            throw new IllegalArgumentException(payload.length + " bytes are too many");
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((fin ? 0x80 : 0) | opcode);
        frame.write(payload.length);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Reads a frame, which has to be masked. */
    public WireFrame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((second & 0x80) == 0) {
            throw new IOException("a client's frame isn't masked");
        }
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        int key = in.readInt();
        maskingKeys.add(key);
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (key >> 24 - 8 * (i & 3));
        }
        return new WireFrame((first & 0x80) != 0, first >> 4 & 7, first & 15, payload);
    }

    /** The masking keys of the frames that were read. */
    public List<Integer> maskingKeys() {
        return maskingKeys;
    }

    /** Whether the client has ended the stream; waits for it. */
    public boolean readEof() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true; // reset: an end, too
        }
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** Ends the connection. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
