package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ZlibInflaterTest extends MessageInflaterContract {
    private final TestPool pool = new TestPool();

    @Override
    protected MessageInflater create(int windowBits, boolean contextTakeover) {
        return new ZlibCodec(pool).inflater(windowBits, contextTakeover);
    }

    @Override
    protected int lent() {
        return pool.lent - pool.returned;
    }

    private static ByteBuffer hex(String bytes) {
        return ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(bytes));
    }

    @Test
    void holdsAStreamWithinAMessageOnly() throws Exception {
        MessageInflater inflater = create(15, true);
        inflater.inflate(hex("f2 48 cd"), false, -1);
        assertThat(pool.returned).isZero();
        inflater.inflate(hex("c9 c9 07 00"), true, -1);
        assertThat(pool.returned).isOne();
        inflater.inflate(hex("f2 48 cd"), false, -1);
        inflater.close();
        assertThat(pool.returned).isEqualTo(2).isEqualTo(pool.lent);
    }
}
