package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.deflate.Messages;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private final Scratch scratch = new Scratch();

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private byte[] write(Window window, byte[] plain, int expected, boolean endOfMessage) throws ProtocolException {
        window.open(expected, plain.length, scratch);
        window.append(plain, 0, plain.length);
        return bytes(window.take(endOfMessage));
    }

    /** What precedes the next byte of output, as far as the window reaches. */
    private byte[] context(Window window) {
        window.open(0, 0, scratch);
        byte[] context =
                Arrays.copyOfRange(window.output, Math.max(0, window.position - window.size), window.position);
        window.take(false);
        return context;
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {8, 9, 12, 15})
    void hasTheEndOfAllOutputBeforeTheNextOneWhateverWasExpected(int windowBits) throws Exception {
        Messages messages = new Messages(windowBits);
        Window window = new Window(windowBits, true);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            byte[] plain = messages.noise(messages.below(messages.below(10) == 0 ? 150_000 : 600));
            assertThat(write(window, plain, messages.below(2 * plain.length + 1), true)).isEqualTo(plain);
            all.writeBytes(plain);
            byte[] sent = all.toByteArray();
            assertThat(context(window)).as("message %d", i)
                    .isEqualTo(Arrays.copyOfRange(sent, Math.max(0, sent.length - window.size), sent.length));
            assertThat(window.held()).isLessThanOrEqualTo(window.size + Math.max(window.size / 4, 768) + Window.SPARE);
        }
    }

    @Test
    void growsWithUse() throws Exception {
        Window window = new Window(15, true);
        assertThat(window.held()).isZero();
        write(window, new byte[100], 100, true);
        assertThat(window.held()).isLessThan(1000);
    }

    @Test
    void holdsNothingBehindAMessageWithoutContextTakeover() throws Exception {
        Window window = new Window(15, false);
        write(window, new byte[5000], 100, false);
        assertThat(context(window)).hasSize(5000);
        write(window, new byte[10], 100, true);
        assertThat(window.held()).isZero();
        assertThat(context(window)).isEmpty();
    }

    @Test
    void handsLargeOutputOverAndKeepsNothingMuchLargerAliveForIt() throws Exception {
        Window window = new Window(12, true);
        window.open(400_000, -1, scratch);
        window.append(new byte[400_000], 0, 400_000);
        byte[] written = window.output;
        assertThat(window.take(true).array()).isSameAs(written);
        window.open(400_000, -1, scratch);
        window.append(new byte[100], 0, 100);
        assertThat(window.take(true).array()).hasSize(100);
    }

    @Test
    void doesNotShareWhatItGivesAway() throws Exception {
        Window window = new Window(8, true);
        for (int expected : new int[] {10, 3000}) {
            window.open(expected, -1, scratch);
            window.append(new byte[] {1, 2, 3}, 0, 3);
            ByteBuffer plain = window.take(true);
            Arrays.fill(plain.array(), (byte) 9);
            assertThat(context(window)).endsWith(1, 2, 3);
        }
    }

    @Test
    void growsUpToTheLimitAndNoFurther() throws Exception {
        for (int limit : new int[] {0, 1, 500, 70_000, 300_000}) {
            Window window = new Window(10, true);
            window.open(100, limit, scratch);
            for (int written = 0; written < limit; written++) {
                window.append(new byte[1], 0, 1);
            }
            assertThatThrownBy(() -> window.append(new byte[1], 0, 1)).isInstanceOf(ProtocolException.class)
                    .hasMessageContaining(limit + " bytes");
            assertThat(window.output.length).isLessThanOrEqualTo(Math.max(96 * 1024 + 512, limit + 1024 + 300));
            assertThat(bytes(window.take(true))).hasSize(limit);
        }
    }

    @Test
    void hasTheWholeWindowBeforeItsOutputWhenThatGrows() throws Exception {
        byte[] plain = new Messages(6).noise(1000);
        for (int expected : new int[] {0, 400, 5000}) {
            Window window = new Window(8, true);
            write(window, plain, 0, true);
            window.open(expected, -1, scratch);
            window.makeRoom(window.end - window.position + 1);
            assertThat(Arrays.copyOfRange(window.output, window.position - 256, window.position))
                    .isEqualTo(Arrays.copyOfRange(plain, 1000 - 256, 1000));
        }
    }

    @Test
    void keepsAPlaceBehindTheOutputThatMayBeOverwritten() throws Exception {
        Window window = new Window(8, true);
        for (int expected : new int[] {0, 100, 5000, 200_000}) {
            window.open(expected, -1, scratch);
            assertThat(window.output.length - window.end).isGreaterThanOrEqualTo(Window.SPARE);
            window.makeRoom(window.end - window.position + 1);
            assertThat(window.output.length - window.end).isGreaterThanOrEqualTo(Window.SPARE);
            window.take(true);
        }
    }
}
