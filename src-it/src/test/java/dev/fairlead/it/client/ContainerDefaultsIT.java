package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireFrame;
import dev.fairlead.it.wire.WirePeer;
import dev.fairlead.it.wire.WireServer;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.FairleadWebSocketContainer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Extension;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The container's defaults are where a session starts; the session's own values are nobody else's. */
class ContainerDefaultsIT {
    private FairleadWebSocketContainer container;
    private WireServer server;

    @BeforeEach
    void start() throws Exception {
        container = new FairleadWebSocketContainer(Settings.DEFAULTS);
        server = WireServer.accepting();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        container.close();
    }

    /** Notes what it hears. */
    @ClientEndpoint
    public static class Noting {
        final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

        @OnMessage
        public void text(String text) {
            notes.add("text " + text);
        }

        @OnMessage
        public void binary(ByteBuffer data) {
            notes.add("binary " + data.remaining());
        }

        @OnClose
        public void close(CloseReason reason) {
            notes.add("closed " + reason.getCloseCode().getCode());
        }

        String next() throws InterruptedException {
            return notes.poll(10, TimeUnit.SECONDS);
        }
    }

    private Session connect(Noting endpoint) throws Exception {
        return container.connectToServer(endpoint, server.uri("/"));
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(container.getDefaultAsyncSendTimeout()).isEqualTo(-1);
        assertThat(container.getDefaultMaxSessionIdleTimeout()).isZero();
        assertThat(container.getDefaultMaxTextMessageBufferSize()).isEqualTo(1 << 20);
        assertThat(container.getDefaultMaxBinaryMessageBufferSize()).isEqualTo(1 << 20);
        assertThat(container.getInstalledExtensions()).extracting(Extension::getName).contains("permessage-deflate");
    }

    @Test
    void whatWasSetIsReturnedAlsoWhereItMeansOff() {
        for (int value : new int[] {-1, 0, 1, 5000, Integer.MAX_VALUE}) {
            container.setAsyncSendTimeout(value);
            container.setDefaultMaxSessionIdleTimeout(value);
            container.setDefaultMaxTextMessageBufferSize(value);
            container.setDefaultMaxBinaryMessageBufferSize(value);
            assertThat(container.getDefaultAsyncSendTimeout()).isEqualTo(value);
            assertThat(container.getDefaultMaxSessionIdleTimeout()).isEqualTo(value);
            assertThat(container.getDefaultMaxTextMessageBufferSize()).isEqualTo(value);
            assertThat(container.getDefaultMaxBinaryMessageBufferSize()).isEqualTo(value);
        }
        container.setAsyncSendTimeout(Long.MAX_VALUE);
        container.setDefaultMaxSessionIdleTimeout(Long.MAX_VALUE);
        assertThat(container.getDefaultAsyncSendTimeout()).isEqualTo(Long.MAX_VALUE);
        assertThat(container.getDefaultMaxSessionIdleTimeout()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sessionStartsWithTheDefaultsOfItsTimeAndKeepsItsOwn() throws Exception {
        container.setAsyncSendTimeout(1234);
        container.setDefaultMaxSessionIdleTimeout(60_000);
        container.setDefaultMaxTextMessageBufferSize(100);
        container.setDefaultMaxBinaryMessageBufferSize(200);
        try (Session session = connect(new Noting())) {
            container.setDefaultMaxSessionIdleTimeout(70_000);
            container.setDefaultMaxTextMessageBufferSize(300);
            container.setDefaultMaxBinaryMessageBufferSize(400);
            assertThat(session.getAsyncRemote().getSendTimeout()).isEqualTo(1234);
            assertThat(session.getMaxIdleTimeout()).isEqualTo(60_000);
            assertThat(session.getMaxTextMessageBufferSize()).isEqualTo(100);
            assertThat(session.getMaxBinaryMessageBufferSize()).isEqualTo(200);

            session.getAsyncRemote().setSendTimeout(1);
            session.setMaxIdleTimeout(2);
            session.setMaxIdleTimeout(80_000);
            session.setMaxTextMessageBufferSize(3);
            session.setMaxBinaryMessageBufferSize(4);
            try (Session next = connect(new Noting())) {
                assertThat(next.getAsyncRemote().getSendTimeout()).isEqualTo(1234);
                assertThat(next.getMaxIdleTimeout()).isEqualTo(70_000);
                assertThat(next.getMaxTextMessageBufferSize()).isEqualTo(300);
                assertThat(next.getMaxBinaryMessageBufferSize()).isEqualTo(400);
            }
            assertThat(container.getDefaultMaxTextMessageBufferSize()).isEqualTo(300);
        }
    }

    @Test
    void messageOfTheDefaultSizeIsHeardAndALongerOneEndsTheSessionWith1009() throws Exception {
        container.setDefaultMaxTextMessageBufferSize(10);
        container.setDefaultMaxBinaryMessageBufferSize(20);
        Noting endpoint = new Noting();
        try (Session session = connect(endpoint)) {
            WirePeer peer = server.next();
            peer.text("0123456789");
            assertThat(endpoint.next()).isEqualTo("text 0123456789");
            peer.send(true, WireFrame.BINARY, new byte[20]);
            assertThat(endpoint.next()).isEqualTo("binary 20");
            peer.send(false, WireFrame.BINARY, new byte[20]);
            peer.send(true, WireFrame.CONTINUATION, new byte[1]);
            assertThat(peer.read().closeCode()).isEqualTo(1009);
            assertThat(endpoint.next()).isEqualTo("closed 1009");
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void idleSessionOfTheDefaultTimeoutEndsAndOneThatSwitchedItOffStays() throws Exception {
        container.setDefaultMaxSessionIdleTimeout(150);
        Noting lasting = new Noting();
        try (Session session = connect(lasting)) {
            session.setMaxIdleTimeout(0);
            Noting ending = new Noting();
            connect(ending);
            assertThat(ending.next()).isEqualTo("closed 1006");
            assertThat(session.isOpen()).isTrue();
            server.next().text("still there");
            assertThat(lasting.next()).isEqualTo("text still there");
        }
    }

    @Test
    void closeOfTheContainerEndsItsSessionsWith1001() throws Exception {
        Noting endpoint = new Noting();
        Session session = connect(endpoint);
        WirePeer peer = server.next();
        Thread closing = new Thread(container::close);
        closing.start();
        assertThat(peer.read().closeCode()).isEqualTo(1001);
        peer.send(true, WireFrame.CLOSE, new byte[] {3, (byte) 0xe9});
        peer.close();
        closing.join(20_000);
        assertThat(closing.isAlive()).isFalse();
        assertThat(endpoint.next()).isEqualTo("closed 1001");
        assertThat(session.isOpen()).isFalse();
    }
}
