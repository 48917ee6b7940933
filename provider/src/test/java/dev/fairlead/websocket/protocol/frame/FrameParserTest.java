package dev.fairlead.websocket.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.Role;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameParserTest {
    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Parses frames and skips their payload. */
    private static void parse(FrameParser parser, ByteBuffer data) throws ProtocolException {
        while (parser.parseHeader(data)) {
            parser.parsePayload(data, Integer.MAX_VALUE);
            if (parser.remaining() > 0) {
                return;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            8100,                     true,  TEXT,   0
            0200,                     false, BINARY, 0
            817d,                     true,  TEXT,   125
            827e007e,                 true,  BINARY, 126
            827effff,                 true,  BINARY, 65535
            827f0000000000010000,     true,  BINARY, 65536
            827f7fffffffffffffff,     true,  BINARY, 9223372036854775807
            8a7d,                     true,  PONG,   125
            """)
    void readsHeadersByteByByte(String header, boolean fin, Opcode opcode, long length) throws ProtocolException {
        FrameParser parser = new FrameParser(Role.CLIENT, 0);
        byte[] bytes = hex(header).array();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(parser.parseHeader(ByteBuffer.wrap(bytes, i, 1))).isEqualTo(i == bytes.length - 1);
        }
        assertThat(parser.fin()).isEqualTo(fin);
        assertThat(parser.opcode()).isEqualTo(opcode);
        assertThat(parser.length()).isEqualTo(length);
        assertThat(parser.remaining()).isEqualTo(length);
    }

    @Test
    void unmasksWhereItLies() throws ProtocolException {
        ByteBuffer example = ByteBuffer.wrap(hex("ffff 8185 37fa213d 7f9f4d5158 89").array(), 2, 12).slice();
        FrameParser parser = new FrameParser(Role.SERVER, 0);
        assertThat(parser.parseHeader(example)).isTrue();
        assertThat(parser.parsePayload(example, 2)).isEqualTo(2);
        assertThat(parser.remaining()).isEqualTo(3);
        assertThat(parser.parseHeader(example)).as("still the same frame").isTrue();
        assertThat(parser.parsePayload(example, Integer.MAX_VALUE)).isEqualTo(3);
        assertThat(new String(example.array(), 8, 5)).isEqualTo("Hello");
        assertThat(parser.parseHeader(example)).isFalse();
        assertThat(parser.isBetweenMessages()).isFalse();
    }

    /** The byte that shows the violation is the last one of each row; it is found there and not earlier. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            CLIENT, c1,                           reserved bits 0x40
            CLIENT, a1,                           reserved bits 0x20
            CLIENT, 91,                           reserved bits 0x10
            CLIENT, c9,                           reserved bits 0x40
            CLIENT, 83,                           reserved opcode 0x3
            CLIENT, 87,                           reserved opcode 0x7
            CLIENT, 8b,                           reserved opcode 0xb
            CLIENT, 8f,                           reserved opcode 0xf
            CLIENT, 08,                           fragmented close frame
            CLIENT, 09,                           fragmented ping frame
            CLIENT, 0a,                           fragmented pong frame
            CLIENT, 887e,                         close frame with more than 125
            CLIENT, 897e,                         ping frame with more than 125
            CLIENT, 8a7f,                         pong frame with more than 125
            CLIENT, 8180,                         masked frame of a server
            CLIENT, 8985,                         masked frame of a server
            SERVER, 8100,                         without a mask
            SERVER, 8900,                         without a mask
            SERVER, 8800,                         without a mask
            CLIENT, 80,                           continuation frame without
            CLIENT, 00,                           continuation frame without
            CLIENT, 8100 80,                      continuation frame without
            CLIENT, 0100 8000 80,                 continuation frame without
            CLIENT, 0100 81,                      text frame inside a fragmented text
            CLIENT, 0200 8900 01,                 text frame inside a fragmented binary
            CLIENT, 0100 0000 82,                 binary frame inside a fragmented text
            CLIENT, 817e0000,                     shortest form
            CLIENT, 817e007d,                     shortest form
            CLIENT, 817f000000000000007e,         shortest form
            CLIENT, 817f000000000000ffff,         shortest form
            CLIENT, 817f80,                       highest bit
            CLIENT, 817fff,                       highest bit
            SERVER, 81ff80,                       highest bit
            """)
    void failsAtTheFirstByteThatIsWrong(Role role, String bytes, String reason) throws ProtocolException {
        byte[] all = hex(bytes).array();
        FrameParser parser = new FrameParser(role, 0);
        parse(parser, ByteBuffer.wrap(all, 0, all.length - 1));
        ProtocolException e = catchThrowableOfType(ProtocolException.class,
                () -> parse(parser, ByteBuffer.wrap(all, all.length - 1, 1)));
        assertThat(e).isNotNull();
        assertThat(e.closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR);
        assertThat(e).hasMessageContaining(reason);
        ProtocolException atOnce = catchThrowableOfType(ProtocolException.class,
                () -> parse(new FrameParser(role, 0), ByteBuffer.wrap(all)));
        assertThat(atOnce).hasMessage(e.getMessage());
    }

    @Test
    void takesReservedBitsThatHaveAnOwner() throws ProtocolException {
        FrameParser parser = new FrameParser(Role.CLIENT, Frame.RSV1 | Frame.RSV3);
        assertThat(parser.parseHeader(hex("d100"))).isTrue();
        assertThat(parser.rsv()).isEqualTo(Frame.RSV1 | Frame.RSV3);
        assertThat(catchThrowableOfType(ProtocolException.class, () -> parser.parseHeader(hex("f1"))))
                .hasMessageContaining("0x20");
    }

    @Test
    void knowsWhichMessageAFrameBelongsTo() throws ProtocolException {
        FrameParser parser = new FrameParser(Role.CLIENT, 0);
        assertThat(parser.isBetweenMessages()).isTrue();
        parse(parser, hex("0200"));
        assertThat(parser.messageType()).isEqualTo(Opcode.BINARY);
        assertThat(parser.isBetweenMessages()).isFalse();
        parse(parser, hex("8900 0000"));
        assertThat(parser.messageType()).isEqualTo(Opcode.BINARY);
        parse(parser, hex("8000"));
        assertThat(parser.isBetweenMessages()).isTrue();
        parse(parser, hex("8101"));
        assertThat(parser.messageType()).isEqualTo(Opcode.TEXT);
        assertThat(parser.isBetweenMessages()).isFalse();
        parser.parsePayload(hex("41"), 1);
        assertThat(parser.isBetweenMessages()).isTrue();
    }
}
