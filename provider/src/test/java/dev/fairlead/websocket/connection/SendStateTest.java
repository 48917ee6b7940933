package dev.fairlead.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SendStateTest {
    private final SendState state = new SendState("x1");

    @Test
    void beginsOpen() {
        assertThat(state.isClosed()).isFalse();
        assertThat(state.isBroken()).isFalse();
        assertThat(state.localClose()).isNull();
        assertThatCode(state::requireOpen).doesNotThrowAnyException();
    }

    @Test
    void aClosedOneAcceptsNothingButWritesWhatItHas() {
        state.close();
        assertThatThrownBy(state::requireOpen).isInstanceOf(IOException.class).hasMessage("session x1 is closed");
        assertThatCode(state::requireUnbroken).doesNotThrowAnyException();
        assertThat(state.isBroken()).isFalse();
    }

    @Test
    void aFailedOneTellsTheFirstCause() {
        IOException first = new IOException("reset");
        state.fail(first);
        state.fail(new IOException("closed afterwards"));
        assertThat(state.isBroken()).isTrue();
        assertThatThrownBy(state::requireUnbroken).isInstanceOf(IOException.class).hasMessage("reset").hasCause(first);
    }

    @Test
    void theCauseOfAFailureCountsMoreThanTheClose() {
        state.close();
        state.fail(new IOException("reset"));
        assertThatThrownBy(state::requireOpen).hasMessage("reset");
    }

    @Test
    void aReleasedOneWritesNothing() {
        state.release();
        assertThat(state.isReleased()).isTrue();
        assertThat(state.isBroken()).isTrue();
    }
}
