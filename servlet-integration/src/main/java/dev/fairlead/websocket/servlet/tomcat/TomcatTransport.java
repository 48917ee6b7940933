package dev.fairlead.websocket.servlet.tomcat;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.PendingWrite;
import dev.fairlead.websocket.servlet.internal.ReadInterest;
import dev.fairlead.websocket.servlet.internal.ReadLoops;
import dev.fairlead.websocket.servlet.internal.StreamTransport;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The byte stream over one socket of Tomcat. */
final class TomcatTransport extends StreamTransport {
    private static final System.Logger LOG = System.getLogger(TomcatTransport.class.getName());

    private final SocketWrapperBase<?> socket;

    /** Tomcat gives a closed socket's buffers to the next one: held while they are in use, so never for long. */
    private final ReentrantLock channel = new ReentrantLock();

    /**
     * The channel below, or null if it is encrypted or of another kind. Unlike all that Tomcat has above it, it is never used
     * for another connection.
     */
    private final SocketChannel plain;

    /** Whether Tomcat's own buffer has been emptied, which nobody fills any more; the reading thread's. */
    private boolean direct;

    /** Whether bytes have come by an event of Tomcat: what only opens and closes is left to Tomcat. The reading thread's. */
    private boolean heard;

    private final TomcatLoops loops;
    /** Where the loops have this stream; null as long as Tomcat tells of its bytes. */
    private volatile ReadInterest interest;

    TomcatTransport(ApplicationScope scope, AcceptedUpgrade upgrade, SocketWrapperBase<?> socket, TomcatLoops loops) {
        super(scope, upgrade);
        this.socket = socket;
        this.loops = loops;
        this.plain = socket instanceof NioEndpoint.NioSocketWrapper nio && !(nio.getSocket() instanceof SecureNioChannel)
                ? nio.getSocket().getIOChannel() : null;
    }

    void open() {
        // what becomes of the connection is asked again by the event that follows
        open(null);
    }

    SocketState readable() {
        return switch (read()) {
            case WAIT -> isLeftToLoop() ? SocketState.SUSPENDED : SocketState.UPGRADED;
            case REST -> SocketState.SUSPENDED;
            // if it isn't over, a thread of the loops reads, which looks after the rest
            case END -> isDropped() ? SocketState.CLOSED : SocketState.SUSPENDED;
        };
    }

    /** A loop has told of bytes. */
    private void readableInLoop() {
        switch (read()) {
            case WAIT -> {
                if (!isLeftToLoop()) {
                    socket.registerReadInterest();
                }
            }
            case REST -> { }
            case END -> {
                if (isDropped()) {
                    socket.processSocket(SocketEvent.DISCONNECT, true);
                }
            }
        }
    }

    /** Has a loop tell of bytes, if it can; a stream that waits for its peer's end is timed by Tomcat. */
    private boolean isLeftToLoop() {
        if (!heard || isClosed()) {
            return false;
        }
        ReadInterest known = interest;
        if (known == null) {
            ReadLoops running = loops.on(socket);
            if (running == null) {
                return false;
            }
            known = running.register(plain, this::readableInLoop, socket::registerReadInterest);
            if (known == null) {
                return false;
            }
            interest = known;
        }
        known.want();
        return true;
    }

    /** The socket is closed as soon as both selectors have let go of it. */
    void forget() {
        ReadInterest known = interest;
        if (known != null) {
            known.cancel();
        }
    }

    void broken(IOException cause) {
        expire(cause);
    }

    @Override
    protected int fill(ByteBuffer buffer) throws IOException {
        if (direct) {
            int n = plain.read(buffer);
            buffer.flip();
            heard |= n > 0;
            return n;
        }
        int room = buffer.remaining();
        channel.lock();
        try {
            if (socket.isClosed()) {
                throw new ClosedChannelException();
            }
            int n = socket.read(false, buffer);
            buffer.flip();
            direct = plain != null && n < room;
            return n;
        } catch (EOFException e) {
            return -1;
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            if (isEncryptedEnd()) {
                return -1;
            }
            throw e;
        } finally {
            channel.unlock();
        }
    }

    /**
     * Whether the peer has said in TLS that it ends. Tomcat's channel takes that for a failure of its own, unless the end of
     * the socket has come before it is read again.
     */
    private boolean isEncryptedEnd() {
        if (!(socket.getSocket() instanceof SecureNioChannel secure)) {
            return false;
        }
        SSLEngine engine = secure.getSslEngine();
        return engine != null && engine.isInboundDone();
    }

    /** What TLS has decrypted may be more than it returned, and the poller doesn't know of that. */
    @Override
    protected boolean isDrained(ByteBuffer filled) {
        return direct && filled.remaining() < filled.capacity();
    }

    @Override
    protected boolean writeNow(ByteBuffer[] buffers) throws IOException {
        if (plain == null || Thread.currentThread().isInterrupted()) {
            // an interrupted thread would close the channel behind Tomcat's back
            return false;
        }
        ByteBuffer last = buffers[buffers.length - 1];
        long n;
        do {
            n = buffers.length == 1 ? plain.write(last) : plain.write(buffers);
        } while (n > 0 && last.hasRemaining());
        return !last.hasRemaining();
    }

    @Override
    protected void flush(ByteBuffer[] buffers, PendingWrite write) {
        if (!socket.hasAsyncIO()) {
            flushBlocking(buffers, write);
            return;
        }
        socket.write(SocketWrapperBase.BlockingMode.CLASSIC,
                -1,
                TimeUnit.MILLISECONDS,
                write,
                SocketWrapperBase.COMPLETE_WRITE_WITH_COMPLETION,
                Completion.INSTANCE,
                buffers);
    }

    /** For connectors that were told {@code useAsyncIO="false"}: their write events wait for the reading thread. */
    private void flushBlocking(ByteBuffer[] buffers, PendingWrite write) {
        try {
            for (ByteBuffer buffer : buffers) {
                socket.write(true, buffer);
            }
            socket.flush(true);
            write.succeeded();
        } catch (IOException e) {
            write.failed(e);
        }
    }

    @Override
    protected boolean shutdownOutput() {
        if (plain == null) {
            return false;
        }
        channel.lock();
        try {
            if (socket.isClosed()) {
                return false;
            }
            plain.shutdownOutput();
            ((NioEndpoint.NioSocketWrapper) socket).updateLastRead();
            socket.setReadTimeout(LINGER.toMillis());
            if (interest != null) {
                forget();
                socket.registerReadInterest();
            }
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the output was closed before", e);
            return false;
        } finally {
            channel.unlock();
        }
    }

    @Override
    protected void resume() {
        socket.processSocket(SocketEvent.OPEN_READ, true);
    }

    @Override
    protected void drop(boolean reading) {
        forgetUnwritten();
        if (reading) {
            closeSocket();
        } else {
            // a socket that is closed while no thread of Tomcat has it can leave its processor behind in Tomcat's set
            socket.processSocket(SocketEvent.DISCONNECT, true);
        }
    }

    private void closeSocket() {
        channel.lock();
        try {
            socket.close();
        } finally {
            channel.unlock();
        }
        forget();
    }

    /** A closed socket would go on to offer the peer what it didn't take. */
    private void forgetUnwritten() {
        try {
            if (plain != null) {
                plain.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the socket was closed before", e);
        }
    }

    @Override
    public SocketAddress localAddress() {
        return address(socket.getLocalAddr(), socket.getLocalPort());
    }

    @Override
    public SocketAddress remoteAddress() {
        return address(socket.getRemoteAddr(), socket.getRemotePort());
    }

    private static SocketAddress address(String host, int port) {
        if (host == null || port < 0) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            return InetSocketAddress.createUnresolved(host, port);
        }
    }

    private static final class Completion implements CompletionHandler<Long, PendingWrite> {
        static final Completion INSTANCE = new Completion();

        @Override
        public void completed(Long bytes, PendingWrite write) {
            write.succeeded();
        }

        @Override
        public void failed(Throwable cause, PendingWrite write) {
            write.failed(cause);
        }
    }
}
