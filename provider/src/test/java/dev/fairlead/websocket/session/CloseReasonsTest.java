package dev.fairlead.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.CloseStatus;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseReasonsTest {
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1006, 1011, 3000, 4999})
    void aReasonIsAStatusAndBack(int code) {
        CloseReason reason = CloseReasons.reason(new CloseStatus(code, "why"));
        assertThat(reason.getCloseCode().getCode()).isEqualTo(code);
        assertThat(CloseReasons.status(reason)).isEqualTo(new CloseStatus(code, "why"));
    }

    @Test
    void codesOfJakartaAreItsConstants() {
        assertThat(CloseReasons.reason(new CloseStatus(1001, "")).getCloseCode()).isSameAs(CloseCodes.GOING_AWAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 5000})
    void aCodeThatJakartaDoesNotKnowIsToldAllTheSame(int code) {
        assertThat(CloseReasons.reason(new CloseStatus(code, "")).getCloseCode().getCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {1005, 1006, 1015})
    void aCodeThatMayNotBeSentLeavesAFrameWithoutOne(int code) {
        assertThat(CloseReasons.onWire(new CloseStatus(code, "secret"))).isEqualTo(new CloseStatus(1005, ""));
    }

    @Test
    void otherCodesAreSentWithTheirReason() {
        assertThat(CloseReasons.onWire(new CloseStatus(1001, "bye"))).isEqualTo(new CloseStatus(1001, "bye"));
    }
}
