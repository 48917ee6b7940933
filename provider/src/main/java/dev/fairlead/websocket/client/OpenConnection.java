package dev.fairlead.websocket.client;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * A connection while it is opened: connected, encrypted, read and written by one thread that waits for it, until a
 * deadline. An exception leaves it to be closed. Not thread-safe.
 */
final class OpenConnection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** How long a peer has to end a connection whose TLS handshake has failed. */
    private static final Duration ALERT_TIME = Duration.ofMillis(500);

    private Target target;
    private final Deadline deadline;
    private final Opening opening;
    private final ClientSocket socket;
    private SocketStream stream;

    private OpenConnection(Target target, Deadline deadline, Opening opening, ClientSocket socket) {
        this.target = target;
        this.deadline = deadline;
        this.opening = opening;
        this.socket = socket;
        this.stream = new PlainStream(socket.channel());
    }

    /**
     * Connects to the first address that answers. Each of several has its share of the time.
     *
     * @param target   where to
     * @param loop     tells when the socket is ready
     * @param deadline until when
     * @return the connection, plain
     * @throws IOException if none answers: what the last one's failure was, with the others' suppressed
     */
    static OpenConnection connect(Target target, SelectorLoop loop, Deadline deadline) throws IOException {
        InetAddress[] addresses = Resolver.resolve(target, deadline);
        IOException failure = null;
        for (int i = 0; i < addresses.length; i++) {
            try {
                return connect(target, addresses[i], loop, deadline, addresses.length - i);
            } catch (InterruptedIOException interrupted) {
                if (!(interrupted instanceof SocketTimeoutException)) {
                    throw interrupted;
                }
                failure = add(interrupted, failure);
            } catch (IOException refused) {
                failure = add(new IOException("no connection to " + target + " at " + addresses[i].getHostAddress()
                        + ": " + refused.getMessage(), refused), failure);
            }
        }
        throw failure;
    }

    private static IOException add(IOException latest, IOException earlier) {
        if (earlier != null) {
            latest.addSuppressed(earlier);
        }
        return latest;
    }

    private static OpenConnection connect(Target target, InetAddress address, SelectorLoop loop, Deadline deadline,
            int attempts) throws IOException {
        Opening opening = new Opening(target);
        ClientSocket socket = ClientSocket.open(loop, opening);
        try {
            if (!socket.channel().connect(new InetSocketAddress(address, target.port()))) {
                do {
                    opening.await(socket, SelectionKey.OP_CONNECT, deadline.share(attempts), "accept a connection");
                } while (!socket.channel().finishConnect());
            }
            return new OpenConnection(target, deadline, opening, socket);
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /**
     * Encrypts the connection from here on.
     *
     * @param context configures TLS
     * @param buffers for records
     * @throws IOException if TLS fails; the message names host and reason
     */
    void encrypt(SSLContext context, BufferAllocator buffers) throws IOException {
        SSLEngine engine = TlsClient.engine(context, target);
        TlsStream tls = new TlsStream(socket.channel(), engine, buffers);
        stream = tls;
        try {
            engine.beginHandshake();
            for (int wanted = tls.handshake(); wanted != 0; wanted = tls.handshake()) {
                opening.await(socket, wanted, deadline, "finish the TLS handshake");
            }
        } catch (SSLException failure) {
            leaveTimeForTheAlert(failure);
            throw TlsClient.failed(target, failure);
        }
    }

    /**
     * Closing a socket with unread bytes resets the connection, and the alert that tells the peer what is wrong is lost:
     * so what the peer sends is read away until it ends, or the time is over.
     */
    private void leaveTimeForTheAlert(SSLException failure) {
        Deadline brief = Deadline.after(ALERT_TIME);
        ByteBuffer rest = ByteBuffer.allocate(1024);
        try {
            socket.channel().shutdownOutput();
            for (int count = 0; count != -1 && brief.left() > 0; count = socket.channel().read(rest.clear())) {
                if (count == 0) {
                    opening.await(socket, SelectionKey.OP_READ, brief, "end a TLS handshake that has failed");
                }
            }
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /**
     * Writes all of a buffer.
     *
     * @param data what to write
     * @param what completes "HOST didn't ... within"
     */
    void write(ByteBuffer data, String what) throws IOException {
        while (!stream.write(data)) {
            opening.await(socket, SelectionKey.OP_WRITE, deadline, what);
        }
    }

    /**
     * Reads at least one byte.
     *
     * @param target of the bytes, with room for {@link SocketStream#readBufferSize}
     * @param what   completes "HOST didn't ... within"
     * @return how many; -1 at the end
     */
    int read(ByteBuffer target, String what) throws IOException {
        try {
            int count = stream.read(target);
            while (count == 0) {
                if (stream.hasOutput()) {
                    write(NOTHING, what);
                } else if (!stream.mayHaveMore()) {
                    opening.await(socket, SelectionKey.OP_READ, deadline, what);
                }
                count = stream.read(target);
            }
            return count;
        } catch (SSLException failure) {
            throw TlsClient.failed(this.target, failure);
        }
    }

    /** A proxy has made a tunnel of it. */
    void leadsTo(Target server) {
        target = server;
        opening.waitsFor(server);
    }

    Target target() {
        return target;
    }

    ClientSocket socket() {
        return socket;
    }

    SocketStream stream() {
        return stream;
    }

    /** Gives the connection up. */
    void close() {
        socket.close();
        stream.releaseInput();
        stream.releaseOutput();
    }
}
