package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.handshake.Headers;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handshake that its host accepts and never opens. */
class AcceptedSessionTest {
    private final FairleadServerContainer container =
            new FairleadServerContainer(Settings.DEFAULTS, AcceptedSessionTest.class.getClassLoader());
    private final HttpSessions.Member member = new HttpSessions().join("s1");
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void stop() {
        container.stop();
    }

    private AcceptedSession accept(HttpSessions.Member joined) {
        return new AcceptedSession(container, null,
                new ServerUpgrade.Agreed(new Headers(), List.of(new Closing()), null, Settings.DEFAULTS),
                container.sessionCount().handshakeBegins(Duration.ofDays(1)), joined);
    }

    @Test
    void anAbandonedHandshakeLeavesItsHttpSession() {
        AcceptedSession accepted = accept(member);
        accepted.abandon();
        assertThat(member.begin(null)).isFalse();
    }

    @Test
    void nobodyWaitsForAnAbandonedHandshake() {
        AcceptedSession accepted = accept(null);
        assertThat(container.sessionCount().handshakes()).isEqualTo(1);
        accepted.abandon();
        assertThat(container.sessionCount().handshakes()).isZero();
    }

    @Test
    void extensionsOfAnAbandonedHandshakeAreClosedOnceEvenIfTheyFail() {
        AcceptedSession accepted = accept(member);
        accepted.abandon();
        accepted.abandon();
        assertThat(heard).containsExactly("extension closed");
    }

    @Test
    void anAbandonedHandshakeThatIsOpenedClosesItsTransport() {
        AcceptedSession accepted = accept(member);
        accepted.abandon();
        accepted.open(new Unused());
        assertThat(heard).containsExactly("extension closed", "transport closed");
    }

    private final class Closing implements NegotiatedExtension {
        @Override
        public String name() {
            return "closing";
        }

        @Override
        public List<ExtensionParameter> parameters() {
            return List.of();
        }

        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            return incoming;
        }

        @Override
        public Frame encode(Frame outgoing) {
            return outgoing;
        }

        @Override
        public void close() {
            heard.add("extension closed");
            throw new IllegalStateException("against the contract");
        }
    }

    private final class Unused implements Transport {
        @Override
        public void start(TransportListener listener) {
            heard.add("transport started");
        }

        @Override
        public boolean write(ByteBuffer[] buffers, WriteCallback callback) {
            heard.add("transport written to");
            return true;
        }

        @Override
        public void close() {
            heard.add("transport closed");
        }

        @Override
        public void abort() {
            heard.add("transport aborted");
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
}
