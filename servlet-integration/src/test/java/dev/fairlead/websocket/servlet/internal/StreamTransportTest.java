package dev.fairlead.websocket.servlet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.handshake.Headers;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream without a container: the test is the container's threads. */
class StreamTransportTest {
    private final List<String> heard = new ArrayList<>();
    private Runnable whileItOpens = () -> { };
    private Runnable whileItReads = () -> { };
    private final Stream stream = new Stream();

    private final class Stream extends StreamTransport {
        private final List<Integer> rooms = new ArrayList<>();
        private boolean emptied;
        private int bytes;

        Stream() {
            super(new ApplicationScope(StreamTransportTest.class.getClassLoader(), BufferAllocator.UNPOOLED, Runnable::run,
                    () -> { }), new Upgrade());
        }

        Next opened() {
            return open(null);
        }

        Next readable(int count) {
            bytes = count;
            return read();
        }

        void broken() {
            expire(new IOException("reset"));
        }

        @Override
        protected int fill(ByteBuffer buffer) {
            rooms.add(buffer.remaining());
            int n = Math.min(bytes, buffer.remaining());
            bytes -= n;
            buffer.limit(n);
            return n;
        }

        @Override
        protected boolean isDrained(ByteBuffer filled) {
            return emptied && filled.remaining() < filled.capacity();
        }

        @Override
        protected void flush(ByteBuffer[] buffers, PendingWrite write) {
            write.succeeded();
        }

        @Override
        protected boolean shutdownOutput() {
            heard.add("output shut");
            return true;
        }

        @Override
        protected void resume() {
            heard.add("resumed");
        }

        @Override
        protected void drop(boolean reading) {
            heard.add(reading ? "dropped under a reader" : "dropped");
        }

        @Override
        public SocketAddress localAddress() {
            return null;
        }

        @Override
        public SocketAddress remoteAddress() {
            return null;
        }
    }

    private final class Upgrade implements AcceptedUpgrade, TransportListener {
        @Override
        public Headers responseHeaders() {
            return new Headers();
        }

        @Override
        public void open(Transport opened) {
            opened.start(this);
            whileItOpens.run();
        }

        @Override
        public void abandon() {
            heard.add("abandoned");
        }

        @Override
        public boolean onBytes(ByteBuffer data) {
            heard.add("bytes:" + data.remaining());
            whileItReads.run();
            return true;
        }

        @Override
        public void onEof() {
            heard.add("eof");
        }

        @Override
        public void onFailure(IOException cause) {
            heard.add("failure:" + cause.getMessage());
        }
    }

    @Test
    void nothingIsReadBehindAReadThatHasTakenAll() {
        stream.emptied = true;
        stream.opened();
        assertThat(stream.readable(100)).isEqualTo(StreamTransport.Next.WAIT);
        assertThat(stream.rooms).hasSize(1);
    }

    @Test
    void whatMayHaveStayedBehindIsReadToItsEnd() {
        stream.opened();
        assertThat(stream.readable(100)).isEqualTo(StreamTransport.Next.WAIT);
        assertThat(stream.rooms).hasSize(2);
    }

    @Test
    void readsGrowWithWhatComesAndShrinkAgain() {
        stream.emptied = true;
        stream.opened();
        stream.readable(100_000);
        stream.readable(70_000);
        stream.readable(10);
        stream.readable(10);
        int small = 16 * 1024;
        int large = 64 * 1024;
        assertThat(stream.rooms).containsExactly(small, large, large, large, large, large, small);
        assertThat(heard).containsExactly("bytes:16384", "bytes:65536", "bytes:18080", "bytes:65536", "bytes:4464", "bytes:10",
                "bytes:10");
    }

    @Test
    void aStreamWhosePeerSendsNothingMoreEndsWithTheThreadThatCloses() {
        stream.opened();
        whileItReads = stream::closeBehindPeer;
        assertThat(stream.readable(6)).isEqualTo(StreamTransport.Next.END);
        assertThat(heard).containsExactly("bytes:6", "output shut");
    }

    @Test
    void aStreamWhosePeerMaySendWaitsForItsEnd() {
        stream.opened();
        whileItReads = stream::close;
        assertThat(stream.readable(6)).isEqualTo(StreamTransport.Next.WAIT);
        assertThat(heard).containsExactly("bytes:6", "output shut");
    }

    @Test
    void aConnectionThatBreaksIsToldSo() {
        assertThat(stream.opened()).isEqualTo(StreamTransport.Next.WAIT);
        stream.broken();
        assertThat(heard).containsExactly("failure:reset");
        assertThat(stream.isDropped()).isTrue();
    }

    @Test
    void aConnectionThatBreaksWhileItIsOpenedIsToldSoByTheThreadThatOpens() {
        whileItOpens = stream::broken;
        assertThat(stream.opened()).isEqualTo(StreamTransport.Next.END);
        assertThat(heard).containsExactly("failure:reset");
    }

    @Test
    void aConnectionThatBreaksWhileItIsReadIsToldSoOnceByTheThreadThatReads() {
        stream.opened();
        whileItReads = () -> {
            stream.broken();
            stream.broken();
            heard.add("handled");
        };
        assertThat(stream.readable(3)).isEqualTo(StreamTransport.Next.END);
        stream.broken();
        assertThat(heard).containsExactly("bytes:3", "handled", "failure:reset");
    }

    @Test
    void aStreamThatIsClosedIsReadToThePeersEnd() {
        stream.opened();
        stream.close();
        assertThat(stream.readable(3)).isEqualTo(StreamTransport.Next.WAIT);
        assertThat(heard).as("what comes still isn't delivered").containsExactly("output shut");
        stream.broken();
        assertThat(heard).containsExactly("output shut");
    }

    @Test
    void anAbortUnderAReaderLeavesTheEndToIt() {
        stream.opened();
        whileItReads = stream::abort;
        assertThat(stream.readable(3)).isEqualTo(StreamTransport.Next.END);
        assertThat(heard).containsExactly("bytes:3", "dropped under a reader");
    }
}
