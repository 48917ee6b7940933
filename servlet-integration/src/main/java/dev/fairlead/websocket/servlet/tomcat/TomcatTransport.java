package dev.fairlead.websocket.servlet.tomcat;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.PendingWrite;
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
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The byte stream over one socket of Tomcat. */
final class TomcatTransport extends StreamTransport {
    private static final System.Logger LOG = System.getLogger(TomcatTransport.class.getName());

    private final SocketWrapperBase<?> socket;

    /** Tomcat gives a closed socket's buffers to the next one: held while they are in use, so never for long. */
    private final ReentrantLock channel = new ReentrantLock();

    TomcatTransport(ApplicationScope scope, AcceptedUpgrade upgrade, SocketWrapperBase<?> socket) {
        super(scope, upgrade);
        this.socket = socket;
    }

    void open() {
        // what becomes of the connection is asked again by the event that follows
        open(null);
    }

    SocketState readable() {
        return switch (read()) {
            case WAIT -> SocketState.UPGRADED;
            case REST -> SocketState.SUSPENDED;
            case END -> SocketState.CLOSED;
        };
    }

    void broken(IOException cause) {
        expire(cause);
    }

    @Override
    protected int fill(ByteBuffer buffer) throws IOException {
        channel.lock();
        try {
            if (socket.isClosed()) {
                throw new ClosedChannelException();
            }
            int n = socket.read(false, buffer);
            buffer.flip();
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
        channel.lock();
        try {
            SocketChannel plain = plainChannel();
            if (plain == null) {
                return false;
            }
            plain.shutdownOutput();
            socket.setReadTimeout(LINGER.toMillis());
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the output was closed before", e);
            return false;
        } finally {
            channel.unlock();
        }
    }

    /** The channel below, or null if it is encrypted, closed, or of another kind. */
    private SocketChannel plainChannel() {
        return socket.getSocket() instanceof NioChannel nio && !(nio instanceof SecureNioChannel) && !socket.isClosed()
                ? nio.getIOChannel() : null;
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
    }

    /** A closed socket would go on to offer the peer what it didn't take. */
    private void forgetUnwritten() {
        channel.lock();
        try {
            SocketChannel plain = plainChannel();
            if (plain != null) {
                plain.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the socket was closed before", e);
        } finally {
            channel.unlock();
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
