package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ZlibCodecTest {
    private final ZlibCodec codec = new ZlibCodec(new TestPool());

    private ServerDeflate server(Compression compression) {
        return new ServerDeflate(12, 12, false, false, false, compression, codec);
    }

    private ClientDeflate client(Compression compression) {
        return new ClientDeflate(15, 12, ClientDeflate.WindowOffer.ABSENT, false, false, compression, codec);
    }

    private void assertRefused(Compression compression, String... saying) {
        assertThatThrownBy(() -> server(compression)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(saying);
        assertThatThrownBy(() -> client(compression)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(saying);
    }

    @Test
    void refusesWhatItCannotDoAndSaysWhatCan() {
        assertRefused(Compression.DEFAULT.withMemoryLevel(5), "memory level 8 only, not 5", "set codec to fairlead");
        assertRefused(Compression.DEFAULT.withStrategy(Strategy.RLE), "strategy rle", "set codec to fairlead");
        assertRefused(Compression.DEFAULT.withStrategy(Strategy.FIXED), "strategy fixed", "set codec to fairlead");
        assertRefused(Compression.DEFAULT.withTables(Tables.CONNECTION), "set tables to shared", "codec to fairlead");
    }

    @Test
    void takesWhatItCanDo() {
        assertThatCode(() -> server(Compression.DEFAULT.withMemoryLevel(8).withLevel(9)
                .withStrategy(Strategy.HUFFMAN_ONLY).withOnlyIfSmaller(false))).doesNotThrowAnyException();
        assertThatCode(() -> client(Compression.DEFAULT)).doesNotThrowAnyException();
    }
}
