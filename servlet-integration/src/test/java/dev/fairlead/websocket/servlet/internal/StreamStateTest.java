package dev.fairlead.websocket.servlet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.servlet.internal.StreamState.Drop;
import dev.fairlead.websocket.servlet.internal.StreamTransport.Next;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamStateTest {
    private final StreamState state = new StreamState();
    private final List<Object> written = new ArrayList<>();

    private PendingWrite pending() {
        return new PendingWrite(new WriteCallback() {
            @Override
            public void onWritten() {
                written.add("written");
            }

            @Override
            public void onWriteFailed(IOException cause) {
                written.add(cause.getClass());
            }
        });
    }

    @Test
    void oneThreadReadsAtATime() {
        assertThat(state.enter()).isTrue();
        assertThat(state.enter()).isFalse();
        assertThat(state.leave(true)).isEqualTo(Next.WAIT);
        assertThat(state.enter()).isTrue();
    }

    @Test
    void restsWhileNobodyListensOrWantsMore() {
        state.enter();
        assertThat(state.leave(false)).isEqualTo(Next.REST);
        state.enter();
        state.stop();
        assertThat(state.leave(true)).isEqualTo(Next.REST);
    }

    @Test
    void waitsForThePeersEndOnceThisEndHasClosed() {
        state.enter();
        state.stop();
        assertThat(state.close()).isTrue();
        assertThat(state.endOutput()).as("a thread reads and finds it").isFalse();
        assertThat(state.leave(true)).isEqualTo(Next.WAIT);
    }

    @Test
    void aConnectionAtRestIsWokenWhenItsOutputEnds() {
        state.enter();
        state.leave(false);
        state.close();
        assertThat(state.endOutput()).isTrue();
        assertThat(state.endOutput()).as("woken once").isFalse();
    }

    @Test
    void endsWhenBothSidesHaveEnded() throws Exception {
        state.enter();
        state.endInput();
        assertThat(state.leave(true)).as("this end may write still").isEqualTo(Next.REST);
        state.beginWrite();
        state.endWrite();
        state.close();
        state.endOutput();
        state.enter();
        assertThat(state.leave(true)).isEqualTo(Next.END);
        assertThat(state.enter()).isFalse();
        assertThat(state.isDropped()).isTrue();
    }

    @Test
    void theOutputEndsBehindTheWriteThatIsUnderWay() throws Exception {
        state.beginWrite();
        assertThat(state.close()).isFalse();
        assertThatCode(() -> state.expect(pending())).as("its next piece").doesNotThrowAnyException();
        assertThat(state.endWrite()).isTrue();
        assertThatThrownBy(state::beginWrite).isInstanceOf(ClosedChannelException.class);
        assertThat(state.close()).as("closed once").isFalse();
    }

    @Test
    void droppingFailsTheWriteThatIsUnderWay() throws Exception {
        PendingWrite write = pending();
        state.beginWrite();
        state.expect(write);
        assertThat(write.returned()).isFalse();
        assertThat(state.drop()).isEqualTo(Drop.AT_REST);
        state.failPending();
        assertThat(written).containsExactly(ClosedChannelException.class);
        assertThatThrownBy(() -> state.expect(pending())).isInstanceOf(ClosedChannelException.class);
        assertThat(state.endWrite()).as("there is no output to end").isFalse();
    }

    @Test
    void aThreadThatReadsEndsWhatWasDropped() {
        state.enter();
        assertThat(state.drop()).isEqualTo(Drop.WHILE_READ);
        assertThat(state.drop()).isEqualTo(Drop.AGAIN);
        assertThat(state.leave(true)).isEqualTo(Next.END);
    }

    @Test
    void aFailureIsNewsUnlessTheStreamHadEnded() {
        assertThat(state.fail()).isTrue();
        assertThat(state.isDropped()).isTrue();
        StreamState closed = new StreamState();
        closed.close();
        assertThat(closed.fail()).isFalse();
        StreamState ended = new StreamState();
        ended.endInput();
        assertThat(ended.fail()).isFalse();
    }
}
