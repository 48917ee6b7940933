package dev.fairlead.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.Role;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Message handlers that an application adds and removes, and what else a session tells. */
class MessageHandlersTest {
    private final Sessions sessions = new Sessions();
    private final List<String> received = new ArrayList<>();
    private final MessageHandler.Whole<String> text = message -> received.add("text:" + message);
    private final MessageHandler.Whole<ByteBuffer> binary = message -> received.add("binary:" + message.remaining());
    private final MessageHandler.Partial<String> parts = (part, last) -> received.add((last ? "last:" : "part:") + part);

    @BeforeEach
    void open() {
        sessions.open();
    }

    @AfterEach
    void stop() {
        sessions.close();
    }

    @Test
    void takesOneHandlerForEachNativeType() {
        sessions.session.addMessageHandler(String.class, text);
        sessions.session.addMessageHandler(ByteBuffer.class, binary);
        assertThatThrownBy(() -> sessions.session.addMessageHandler(String.class, parts))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("text");
        assertThat(sessions.session.getMessageHandlers()).containsExactlyInAnyOrder(text, binary);
        sessions.peer.send("hello");
        sessions.peer.send(new byte[3]);
        assertThat(received).containsExactly("text:hello", "binary:3");
    }

    @Test
    void aPlaceIsFreeAgainWhenItsHandlerWasRemoved() {
        sessions.session.addMessageHandler(String.class, text);
        sessions.session.removeMessageHandler(text);
        assertThat(sessions.session.getMessageHandlers()).isEmpty();
        sessions.peer.send("nobody takes it");
        sessions.session.addMessageHandler(String.class, parts);
        sessions.peer.send("parts");
        assertThat(received).containsExactly("last:parts");
    }

    @Test
    void aHandlerKeepsAMessageThatItHasBegun() {
        sessions.session.addMessageHandler(String.class, parts);
        sessions.transport.feed(sessions.peer.encode(p -> p.sendText("a", false)));
        sessions.session.removeMessageHandler(parts);
        sessions.session.addMessageHandler(String.class, text);
        sessions.transport.feed(sessions.peer.encode(p -> p.sendText("b", true)));
        sessions.peer.send("c");
        assertThat(received).containsExactly("part:a", "last:b", "text:c");
    }

    @Test
    void aHandlerThatIsAddedInTheMiddleTakesTheNextMessage() {
        sessions.transport.feed(sessions.peer.encode(p -> p.sendText("a", false)));
        sessions.session.addMessageHandler(String.class, text);
        sessions.transport.feed(sessions.peer.encode(p -> p.sendText("b", true)));
        sessions.peer.send("c");
        assertThat(received).containsExactly("text:c");
    }

    @Test
    void handlersThatAreNullAreRefused() {
        assertThatThrownBy(() -> sessions.session.addMessageHandler(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sessions.session.addMessageHandler(String.class, (MessageHandler.Whole<String>) null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sessions.session.addMessageHandler(String.class, (MessageHandler.Partial<String>) null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sessions.session.removeMessageHandler(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePongHandlerTakesPongs() {
        sessions.session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> { });
        assertThatThrownBy(() -> sessions.session.addMessageHandler(PongMessage.class,
                (MessageHandler.Whole<PongMessage>) pong -> { })).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pong");
    }

    @Test
    void tellsWhatTheHandshakeToldUntilItHasEnded() throws Exception {
        JakartaSession session = sessions.session;
        assertThat(session.getId()).isSameAs(session.getId());
        assertThat(session.getProtocolVersion()).isEqualTo("13");
        assertThat(session.getRequestURI()).hasToString("ws://example.org/chat/a?x=1&y=2");
        assertThat(session.getQueryString()).isEqualTo("x=1&y=2");
        assertThat(session.getRequestParameterMap()).containsEntry("x", List.of("1"));
        assertThat(session.getPathParameters()).containsEntry("room", "a");
        assertThat(session.getNegotiatedSubprotocol()).isEmpty();
        assertThat(session.getNegotiatedExtensions()).isEmpty();
        assertThat(session.isSecure()).isFalse();
        assertThat(session.getUserPrincipal()).isNull();
        assertThat(session.getOpenSessions()).containsExactly(session);
        assertThat(session.getMaxTextMessageBufferSize()).isEqualTo(1 << 20);
        session.setMaxTextMessageBufferSize(10);
        assertThat(session.getMaxTextMessageBufferSize()).isEqualTo(10);
        session.setMaxIdleTimeout(-5);
        assertThat(session.getMaxIdleTimeout()).isEqualTo(-5);
        assertThat(session.getBasicRemote()).isSameAs(session.getBasicRemote());
        assertThat(session.getAsyncRemote().getSendTimeout()).isEqualTo(-1);

        sessions.onClose = (closing, reason) -> {
            assertThat(closing.getRequestURI()).isNotNull();
            assertThat(closing.getUserProperties()).isEmpty();
            assertThat(closing.getOpenSessions()).isEmpty();
        };
        sessions.peer.close(1000, "");
        assertThat(sessions.released).isTrue();
        assertThat(sessions.errors).isEmpty();
        assertThat(session.isOpen()).isFalse();
        assertThat(session.getId()).isNotNull();
        session.close();
        assertThatThrownBy(session::getRequestURI).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::getBasicRemote).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::getUserProperties).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.addMessageHandler(String.class, text)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLimitOfTheSessionHoldsForReceiversWithoutTheirOwn() {
        sessions.session.addMessageHandler(String.class, text);
        sessions.session.setMaxTextMessageBufferSize(3);
        sessions.peer.send("abc");
        sessions.peer.send("abcd");
        assertThat(received).containsExactly("text:abc");
        assertThat(sessions.closed.getCloseCode().getCode()).isEqualTo(1009);
    }

    @Test
    void messagesThatNobodyTakesHaveNoLimit() {
        sessions.session.setMaxTextMessageBufferSize(3);
        sessions.peer.send("abcdefgh");
        assertThat(sessions.session.isOpen()).isTrue();
        assertThat(sessions.role).isEqualTo(Role.SERVER);
    }
}
