package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that throws: the exception comes out, and the rest of the buffer is still good. */
class ListenerFailureTest {
    /** Throws at every event, after it wrote it down. */
    private static final class Throwing extends Events {
        private boolean asked;

        @Override
        public boolean wantsParts(Opcode type) {
            asked = !asked;
            if (asked) {
                throw new IllegalStateException("asked");
            }
            return super.wantsParts(type);
        }

        @Override
        public void onText(String text, boolean last) {
            super.onText(text, last);
            throw new IllegalStateException("text");
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            super.onBinary(data, last);
            throw new IllegalStateException("binary");
        }

        @Override
        public void onPing(ByteBuffer data) {
            super.onPing(data);
            throw new IllegalStateException("ping");
        }

        @Override
        public void onPong(ByteBuffer data) {
            super.onPong(data);
            throw new IllegalStateException("pong");
        }

        @Override
        public void onEnd(CloseStatus endStatus, ProtocolException endFailure) {
            super.onEnd(endStatus, endFailure);
            throw new IllegalStateException("end");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNothing(boolean parts) {
        byte[] bytes = Wire.ofClient().text("a").frame(false, Opcode.TEXT, "b\u20ac").ping("p")
                .frame(true, Opcode.CONTINUATION, "c").pong("q").binary(1, 2).close(1000, "").text("x").toBytes();
        Events calm = new Events();
        calm.parts = parts;
        ProtocolReceiveTest.receive(Role.SERVER, calm, bytes);

        for (int size : new int[] {1, 7, bytes.length}) {
            Throwing events = new Throwing();
            events.parts = parts;
            CountingAllocator allocator = new CountingAllocator();
            Protocol protocol = new Protocol(Role.SERVER, ExtensionPipeline.EMPTY, allocator, events);
            List<String> thrown = new ArrayList<>();
            byte[] copy = bytes.clone();
            for (int i = 0; i < copy.length; i += size) {
                ByteBuffer data = ByteBuffer.wrap(copy, i, Math.min(size, copy.length - i));
                for (boolean done = false; !done; ) {
                    try {
                        protocol.receive(data);
                        done = true;
                        assertThat(data.hasRemaining()).isFalse();
                    } catch (IllegalStateException e) {
                        thrown.add(e.getMessage());
                    }
                }
            }
            assertThat(events.log).isEqualTo(calm.log);
            assertThat(thrown).contains("asked", "text", "binary", "ping", "pong", "end");
            assertThat(allocator.lent).isEmpty();
            assertThat(protocol.isReceivingEnded()).isTrue();
        }
    }
}
