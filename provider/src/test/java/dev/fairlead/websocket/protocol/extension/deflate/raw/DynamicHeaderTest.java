package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.ProtocolException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DynamicHeaderTest {
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final BitReader in = new BitReader();
    private final DynamicHeader header = new DynamicHeader();

    /** A header whose code lengths are written with these lengths of their codes, by symbol. */
    private static BitString start(int literals, int distances, int... codeLengthLengths) {
        BitString bits = new BitString().add(literals - 257, 5).add(distances - 1, 5).add(19 - 4, 4);
        for (int symbol : ORDER) {
            bits.add(symbol < codeLengthLengths.length ? codeLengthLengths[symbol] : 0, 3);
        }
        return bits;
    }

    /** Literal 0, the end and the first length have codes: 1, 2 and 2 bits; one distance, of one bit. */
    private static BitString complete() {
        // codes: 0 -> 00, 1 -> 01, 2 -> 10, 18 -> 11
        return start(258, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2)
                .addCode(1, 2).addCode(3, 2).add(138 - 11, 7).addCode(3, 2).add(117 - 11, 7)
                .addCode(2, 2).addCode(2, 2).addCode(1, 2);
    }

    private boolean read(byte[] bytes) throws ProtocolException {
        in.open(bytes, 0, bytes.length, 0);
        return header.read(in);
    }

    @Test
    void readsBothCodes() throws Exception {
        BitString bits = complete();
        assertThat(read(bits.add(0b1111_1111_1111, 12).toBytes())).isTrue();
        assertThat(in.bitPosition()).isEqualTo(bits.length() - 12);
        assertThat(header.literals.mask).isEqualTo(3);
        assertThat(header.literals.entries[0]).isNegative();
        assertThat(header.literals.entries[1] & DecodeTable.EXCEPTIONAL).isNotZero();
        assertThat(DecodeTable.value(header.literals.entries[3], 3)).isEqualTo(3);
        assertThat(DecodeTable.value(header.distances.entries[0], 0)).isOne();
    }

    @Test
    void isReadInFullOrNotAtAll() throws Exception {
        byte[] bytes = complete().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(read(Arrays.copyOf(bytes, length))).as("%d bytes", length).isFalse();
        }
        assertThat(read(bytes)).isTrue();
    }

    @Test
    void canRepeatFromOneCodeIntoTheOther() throws Exception {
        // codes: 18 -> 0, 1 -> 10, 16 -> 11; symbols 256 and 257, and two distances, have one bit each
        BitString bits = start(258, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1)
                .addCode(0, 1).add(138 - 11, 7).addCode(0, 1).add(118 - 11, 7).addCode(2, 2).addCode(3, 2).add(0, 2);
        assertThat(read(bits.toBytes())).isTrue();
        assertThat(header.literals.entries[0] & DecodeTable.INVALID).isZero();
        assertThat(DecodeTable.value(header.literals.entries[1], 1)).isEqualTo(3);
        assertThat(DecodeTable.value(header.distances.entries[0], 0)).isOne();
        assertThat(DecodeTable.value(header.distances.entries[1], 1)).isEqualTo(2);
    }

    @Test
    void refusesMoreCodesThanThereAre() {
        assertThatThrownBy(() -> read(start(287, 1).toBytes())).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("287 literal/length codes");
        assertThatThrownBy(() -> read(start(257, 31).toBytes())).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("31 distance codes");
    }

    @Test
    void refusesACodeOfCodeLengthsThatCannotBe() {
        assertThatThrownBy(() -> read(start(257, 1, 1).toBytes())).hasMessageContaining("incomplete");
        assertThatThrownBy(() -> read(start(257, 1).toBytes())).hasMessageContaining("incomplete");
        assertThatThrownBy(() -> read(start(257, 1, 1, 1, 1).toBytes())).hasMessageContaining("over-subscribed");
    }

    @Test
    void refusesARepetitionOfNothing() {
        // codes: 1 -> 0, 16 -> 1
        BitString bits = start(257, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1).addCode(1, 1).add(0, 10);
        assertThatThrownBy(() -> read(bits.toBytes())).hasMessageContaining("repeats the one before");
    }

    @Test
    void refusesMoreLengthsThanItAnnounced() {
        // codes: 1 -> 0, 18 -> 1; 258 lengths are announced, 259 come
        BitString bits = start(257, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
                .addCode(1, 1).add(138 - 11, 7).addCode(1, 1).add(121 - 11, 7);
        assertThatThrownBy(() -> read(bits.toBytes())).hasMessageContaining("more code lengths");
    }

    @Test
    void refusesABlockThatCannotEnd() {
        // 258 lengths, all of them zero
        BitString bits = start(257, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
                .addCode(1, 1).add(127, 7).addCode(1, 1).add(120 - 11, 7);
        assertThatThrownBy(() -> read(bits.toBytes())).hasMessageContaining("without a code for its end");
    }
}
