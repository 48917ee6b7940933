package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireFrame;
import dev.fairlead.it.wire.WirePeer;
import dev.fairlead.it.wire.WireServer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client's session ends. */
class ClientCloseIT {
    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();

    /** Closes itself where it is told to. */
    @ClientEndpoint
    public static class Closing {
        final String where;
        final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

        Closing(String where) {
            this.where = where;
        }

        private void closeIf(String here, Session session) throws Exception {
            if (where.equals(here)) {
                session.close(new CloseReason(CloseCodes.getCloseCode(4000), here));
            }
        }

        @OnOpen
        public void open(Session session) throws Exception {
            closeIf("onOpen", session);
        }

        @OnMessage
        public void message(String text, Session session) throws Exception {
            closeIf("onMessage", session);
        }

        @OnClose
        public void close(Session session, CloseReason reason) throws Exception {
            closeIf("onClose", session);
            closed.complete(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onOpen", "onMessage", "another thread", "the caller"})
    void closeIsHeardOnBothSidesWhereverItIsCalled(String where) throws Exception {
        try (WireServer wire = new WireServer(peer -> {
            peer.accept();
            peer.text("go");
        })) {
            Closing endpoint = new Closing(where);
            Session session = container.connectToServer(endpoint, wire.uri("/"));
            CloseReason reason = new CloseReason(CloseCodes.getCloseCode(4000), where);
            if (where.equals("another thread")) {
                CompletableFuture.runAsync(() -> closeUnchecked(session, reason));
            } else if (where.equals("the caller")) {
                session.close(reason);
            }
            WireFrame close = wire.next().read();
            assertThat(close.closeCode()).isEqualTo(4000);
            assertThat(close.closeReason()).isEqualTo(where);
            CloseReason heard = endpoint.closed.get(10, TimeUnit.SECONDS);
            assertThat(heard.getCloseCode().getCode()).isEqualTo(4000);
            assertThat(heard.getReasonPhrase()).isEqualTo(where);
            assertThat(session.isOpen()).isFalse();
        }
    }

    private static void closeUnchecked(Session session, CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onCloseHasRunWhenCloseReturns() throws Exception {
        Closing endpoint = new Closing("nowhere");
        try (WireServer wire = WireServer.accepting()) {
            container.connectToServer(endpoint, wire.uri("/")).close();
        }
        assertThat(endpoint.closed).isDone();
        assertThat(endpoint.closed.join().getCloseCode()).isEqualTo(CloseCodes.NORMAL_CLOSURE);
    }

    @Test
    void serversCloseIsAnsweredWithItsCode() throws Exception {
        Closing endpoint = new Closing("nowhere");
        try (WireServer wire = WireServer.accepting();
                Session session = container.connectToServer(endpoint, wire.uri("/"))) {
            WirePeer peer = wire.next();
            peer.send(true, WireFrame.CLOSE, new byte[] {0x0f, (byte) 0xa1, 'x'});
            assertThat(peer.read().closeCode()).isEqualTo(4001);
            CloseReason heard = endpoint.closed.get(10, TimeUnit.SECONDS);
            assertThat(heard.getCloseCode().getCode()).isEqualTo(4001);
            assertThat(heard.getReasonPhrase()).isEqualTo("x");
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void idleSessionOfOneMillisecondEndsWithACloseFrameAndHears1006() throws Exception {
        try (WireServer wire = WireServer.accepting()) {
            Closing endpoint = new Closing("nowhere");
            Session session = container.connectToServer(endpoint, wire.uri("/"));
            session.setMaxIdleTimeout(1);
            assertThat(wire.next().read().opcode()).isEqualTo(WireFrame.CLOSE);
            assertThat(endpoint.closed.get(10, TimeUnit.SECONDS).getCloseCode())
                    .isEqualTo(CloseCodes.CLOSED_ABNORMALLY);
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void lostConnectionIsHeardAs1006() throws Exception {
        try (WireServer wire = WireServer.accepting()) {
            Closing endpoint = new Closing("nowhere");
            Session session = container.connectToServer(endpoint, wire.uri("/"));
            wire.next().close();
            assertThat(endpoint.closed.get(10, TimeUnit.SECONDS).getCloseCode())
                    .isEqualTo(CloseCodes.CLOSED_ABNORMALLY);
            assertThat(session.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"mask, 81 81 00 00 00 00 61, 1002", "rsv, d1 01 61, 1002", "utf-8, 81 01 ff, 1007",
        "opcode, 83 00, 1002", "continuation, 80 00, 1002", "long ping, 89 7e 00 7e, 1002",
        "close of one byte, 88 01 03, 1002"})
    void framesThatNoServerMaySendEndTheSession(String what, String hex, int code) throws Exception {
        try (WireServer wire = WireServer.accepting()) {
            Closing endpoint = new Closing("nowhere");
            container.connectToServer(endpoint, wire.uri("/"));
            WirePeer peer = wire.next();
            peer.raw(HexFormat.ofDelimiter(" ").parseHex(hex));
            assertThat(peer.read().closeCode()).isEqualTo(code);
            assertThat(peer.readEof()).isTrue();
            assertThat(endpoint.closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode()).isEqualTo(code);
        }
    }
}
