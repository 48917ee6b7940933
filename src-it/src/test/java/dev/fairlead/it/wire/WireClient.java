package dev.fairlead.it.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A WebSocket client that is nobody's implementation: a blocking socket that sends and shows every byte, right or wrong.
 * A read that takes more than ten seconds fails.
 */
public final class WireClient implements AutoCloseable {
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
    private static final int READ_TIMEOUT = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private HttpAnswer answer;

    private WireClient(URI uri) throws IOException {
        this(uri, 0);
    }

    private WireClient(URI uri, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), READ_TIMEOUT);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 << 10));
        out = socket.getOutputStream();
    }

    /** Connects and does the handshake; fails unless it is accepted. */
    public static WireClient open(URI uri, String... headers) throws IOException {
        return checked(new WireClient(uri), uri, headers);
    }

    /** The same with a small receive buffer, so that a sender feels soon that nobody reads. */
    public static WireClient openNarrow(URI uri) throws IOException {
        return checked(new WireClient(uri, 4096), uri);
    }

    /** The same with bytes that leave in one write with the handshake. */
    public static WireClient openWith(URI uri, byte[] more) throws IOException {
        WireClient client = new WireClient(uri);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(handshake(uri).getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(more);
        client.raw(all.toByteArray());
        client.readAnswer();
        return client.checked();
    }

    private static WireClient checked(WireClient client, URI uri, String... headers) throws IOException {
        client.request(handshake(uri, headers));
        return client.checked();
    }

    private WireClient checked() throws IOException {
        if (answer.status() != 101) {
            close();
            throw new IOException("handshake refused: " + answer);
        }
        return this;
    }

    /** Sends a request and returns what was answered, whatever it was. */
    public static HttpAnswer exchange(URI uri, String request) throws IOException {
        try (WireClient client = new WireClient(uri)) {
            client.request(request);
            return client.answer;
        }
    }

    /** Sends a correct handshake and returns what was answered. */
    public static HttpAnswer handshakeAnswer(URI uri, String... headers) throws IOException {
        return exchange(uri, handshake(uri, headers));
    }

    /** A correct handshake with more headers. */
    public static String handshake(URI uri, String... headers) {
        return requestLine(uri) + "Host: " + uri.getAuthority() + "\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    /** The first line of a GET request. */
    public static String requestLine(URI uri) {
        String query = uri.getRawQuery();
        return "GET " + uri.getRawPath() + (query == null ? "" : "?" + query) + " HTTP/1.1\r\n";
    }

    private void request(String request) throws IOException {
        raw(request.getBytes(StandardCharsets.ISO_8859_1));
        readAnswer();
    }

    private void readAnswer() throws IOException {
        String line = readLine();
        int status = Integer.parseInt(line.split(" ")[1]);
        Map<String, List<String>> headers = new TreeMap<>();
        for (line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        answer = new HttpAnswer(status, headers, status == 101 ? "" : body(headers));
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private String body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length").get(0));
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
        if (headers.containsKey("transfer-encoding")) {
            StringBuilder body = new StringBuilder();
            for (int length = chunkLength(); length > 0; length = chunkLength()) {
                body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                readLine();
            }
            return body.toString();
        }
        return "";
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(readLine(), 16);
    }

    /** The answer to the handshake. */
    public HttpAnswer answer() {
        return answer;
    }

    /** Sends a text message. */
    public void text(String text) throws IOException {
        send(true, 0, WireFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a binary message. */
    public void binary(byte[] data) throws IOException {
        send(true, 0, WireFrame.BINARY, data);
    }

    /** Sends a ping. */
    public void ping(String data) throws IOException {
        send(true, 0, WireFrame.PING, data.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a close frame. */
    public void close(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        send(true, 0, WireFrame.CLOSE, payload);
    }

    /** Sends a masked frame. */
    public void send(boolean fin, int rsv, int opcode, byte[] payload) throws IOException {
        raw(encode(fin, rsv, opcode, payload));
    }

    /** A masked frame with the shortest length. */
    public static byte[] encode(boolean fin, int rsv, int opcode, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write((fin ? 0x80 : 0) | rsv << 4 | opcode);
        int length = payload.length;
        if (length < 126) {
            frame.write(0x80 | length);
        } else if (length < 1 << 16) {
            frame.write(0x80 | 126);
            frame.write(length >> 8);
            frame.write(length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) length >> shift));
            }
        }
        frame.writeBytes(MASK);
        byte[] masked = new byte[length];
        for (int i = 0; i < length; i++) {
            masked[i] = (byte) (payload[i] ^ MASK[i & 3]);
        }
        frame.writeBytes(masked);
        return frame.toByteArray();
    }

    /** Sends bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads a frame. */
    public WireFrame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a server's frame is masked");
        }
        long length = second;
        if (second == 126) {
            length = in.readUnsignedShort();
        } else if (second == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new WireFrame((first & 0x80) != 0, first >> 4 & 7, first & 15, payload);
    }

    /** Reads a text message, however many frames it has, and returns it. */
    public String readText() throws IOException {
        return new String(readMessage(WireFrame.TEXT), StandardCharsets.UTF_8);
    }

    /** Reads a binary message, however many frames it has, and returns it. */
    public byte[] readBinary() throws IOException {
        return readMessage(WireFrame.BINARY);
    }

    private byte[] readMessage(int opcode) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int expected = opcode;
        while (true) {
            WireFrame frame = read();
            if (frame.opcode() != expected) {
                throw new IOException("expected opcode " + expected + ", got " + frame);
            }
            message.writeBytes(frame.payload());
            if (frame.fin()) {
                return message.toByteArray();
            }
            expected = WireFrame.CONTINUATION;
        }
    }

    /** Sends a text and returns the text that comes back. */
    public String ask(String text) throws IOException {
        text(text);
        return readText();
    }

    /** Reads up to a close frame and returns it; other frames are skipped. */
    public WireFrame readClose() throws IOException {
        WireFrame frame = read();
        while (frame.opcode() != WireFrame.CLOSE) {
            frame = read();
        }
        return frame;
    }

    /** Whether the server has ended the stream; waits for it. */
    public boolean readEof() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException e) {
            return true;
        } catch (java.net.SocketException e) {
            return true; // reset: an end, too
        }
    }

    /** Ends this side of the stream only. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection without a close frame. */
    public void drop() throws IOException {
        socket.close();
    }

    /** How long a read may take, in milliseconds. */
    public void readTimeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Drops the connection. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
