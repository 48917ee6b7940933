package dev.fairlead.websocket.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameWriterTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            true,  0,    TEXT,         0,           8100
            true,  0,    TEXT,         125,         817d
            true,  0,    BINARY,       126,         827e007e
            false, 0,    BINARY,       65535,       027effff
            false, 0,    CONTINUATION, 65536,       007f0000000000010000
            true,  0,    CONTINUATION, 5000000000,  807f000000012a05f200
            true,  0x40, TEXT,         1,           c101
            false, 0x20, TEXT,         1,           2101
            false, 0x10, TEXT,         1,           1101
            true,  0x70, BINARY,       1,           f201
            true,  0,    CLOSE,        2,           8802
            true,  0,    PING,         5,           8905
            true,  0,    PONG,         5,           8a05
            """)
    void writesTheShortestHeader(boolean fin, String rsv, Opcode opcode, long length, String hex) {
        byte[] plain = new byte[20];
        int bits = Integer.decode(rsv);
        int end = FrameWriter.writeHeader(plain, 3, fin, bits, opcode, length);
        assertThat(end - 3).isEqualTo(FrameWriter.headerSize(length, false)).isEqualTo(hex.length() / 2);
        assertThat(HexFormat.of().formatHex(plain, 3, end)).isEqualTo(hex);

        byte[] masked = new byte[20];
        int maskedEnd = FrameWriter.writeHeader(masked, 3, fin, bits, opcode, length, 0x80FF017F);
        assertThat(maskedEnd - 3).isEqualTo(FrameWriter.headerSize(length, true)).isEqualTo(end - 3 + 4)
                .isLessThanOrEqualTo(FrameWriter.MAX_HEADER_SIZE);
        plain[4] |= (byte) 0x80;
        assertThat(HexFormat.of().formatHex(masked, 3, maskedEnd))
                .isEqualTo(HexFormat.of().formatHex(plain, 3, end) + "80ff017f");
    }
}
