package dev.fairlead.it.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that is nobody's implementation: it reads the head of each request, and the test answers as it likes. Its
 * connections are reset when it ends.
 */
public final class WireServer implements AutoCloseable {
    private static final int WAIT = 10;

    /** What to do with a connection whose request was read; runs on the server's thread. */
    public interface Conversation {
        /** Talks; the connection stays open afterwards. */
        void with(WirePeer peer) throws Exception;
    }

    private final ServerSocket socket;
    private final List<WirePeer> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<WirePeer> peers = new LinkedBlockingQueue<>();
    private final Conversation conversation;

    /** A server that talks to one connection after the other. */
    public WireServer(Conversation conversation) throws IOException {
        this.conversation = conversation;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "wire-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that answers every request with the same, see {@link WirePeer#answer}. */
    public static WireServer answering(String answer) throws IOException {
        return new WireServer(peer -> peer.answer(answer));
    }

    /** A server that accepts every handshake, with more headers. */
    public static WireServer accepting(String... headers) throws IOException {
        return new WireServer(peer -> peer.accept(headers));
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                WirePeer peer = new WirePeer(socket.accept());
                all.add(peer);
                peers.add(peer);
                peer.readRequest();
                conversation.with(peer);
            } catch (SocketException e) {
                // closed, or the client has given up: the test says whether it should have
            } catch (Exception e) {
                throw new IllegalStateException("the test's own server failed", e);
            }
        }
    }

    /** Where a path of this server is. */
    public URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** The next connection; waits for it. */
    public WirePeer next() throws InterruptedException {
        WirePeer peer = peers.poll(WAIT, TimeUnit.SECONDS);
        if (peer == null) {
            throw new IllegalStateException("nobody connected");
        }
        return peer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (WirePeer peer : all) {
            peer.reset();
        }
    }
}
