package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.deflate.MessageInflater;
import dev.fairlead.websocket.protocol.extension.deflate.MessageInflaterContract;
import dev.fairlead.websocket.protocol.extension.deflate.Messages;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class RawInflaterTest extends MessageInflaterContract {
    private final TestDecoders decoders = new TestDecoders();

    @Override
    protected MessageInflater create(int windowBits, boolean contextTakeover) {
        return decoders.inflater(windowBits, contextTakeover);
    }

    @Override
    protected int lent() {
        return decoders.lent();
    }

    private static ByteBuffer hex(String bytes) {
        return ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(bytes));
    }

    /** A message in one dynamic block. */
    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        byte[] out = new byte[plain.length + 100];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }

    @Test
    void refusesADistanceThatLeavesTheWindowWithinAMessage() throws Exception {
        // at the end of the message, and far from it
        for (int behind : new int[] {0, 500}) {
            byte[] plain = new Messages(3).noise(600 + behind);
            System.arraycopy(plain, 0, plain, 300, 300);
            byte[] payload = deflated(plain);
            assertThat(create(9, true).inflate(ByteBuffer.wrap(payload), true, -1).remaining())
                    .isEqualTo(plain.length);
            assertThatThrownBy(() -> create(8, true).inflate(ByteBuffer.wrap(payload), true, -1))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("a distance of 300 in a window of 256");
        }
    }

    @Test
    void refusesAMessageWhoseLastBlockTakesTheTailAsItsData() {
        assertThatThrownBy(() -> create(8, true).inflate(hex("00 04 00 fb ff"), true, -1))
                .isInstanceOf(ProtocolException.class).hasMessageContaining("without the empty block");
    }

    @Test
    void keepsNothingInADecoderBetweenParts() throws Exception {
        byte[] plain = new Messages(5).json(3000);
        byte[] payload = deflated(plain);
        DecoderPool forgetful = new DecoderPool() {
            @Override
            public BlockDecoder lend() {
                return new BlockDecoder();
            }

            @Override
            public void release(BlockDecoder decoder) {
            }
        };
        RawInflater inflater = new RawInflater(forgetful, 12, true);
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        for (int i = 0; i < payload.length; i++) {
            ByteBuffer part = inflater.inflate(ByteBuffer.wrap(payload, i, 1), i == payload.length - 1, -1);
            inflated.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
        }
        assertThat(inflated.toByteArray()).isEqualTo(plain);
    }

    @Test
    void allocatesLittleMoreThanTheLimitForABomb() {
        byte[] payload = deflated(new byte[64 << 20]);
        MessageInflater inflater = create(15, true);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> inflater.inflate(ByteBuffer.wrap(payload), true, 1 << 20))
                .isInstanceOf(ProtocolException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3 << 20);
    }
}
