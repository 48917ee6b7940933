package dev.fairlead.websocket.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void masksAtEveryOffsetLengthAndPhase() {
        int key = 0x9A_01_F7_3C;
        byte[] keyBytes = {(byte) 0x9A, 0x01, (byte) 0xF7, 0x3C};
        byte[] plain = new byte[64];
        new Random(1).nextBytes(plain);
        for (int offset = 0; offset < 10; offset++) {
            for (int length = 0; length < 40; length++) {
                for (int phase = 0; phase < 9; phase++) {
                    byte[] expected = plain.clone();
                    for (int i = 0; i < length; i++) {
                        expected[offset + i] ^= keyBytes[(phase + i) % 4];
                    }
                    byte[] masked = plain.clone();
                    Mask.apply(masked, offset, length, key, phase);
                    assertThat(masked).as("offset %d length %d phase %d", offset, length, phase).isEqualTo(expected);
                    Mask.apply(masked, offset, length, key, phase);
                    assertThat(masked).isEqualTo(plain);
                }
            }
        }
    }

    @Test
    void leavesEverythingAsItIsWithTheKeyZero() {
        byte[] bytes = {1, 2, 3};
        Mask.apply(bytes, 0, 3, 0, 1);
        assertThat(bytes).containsExactly(1, 2, 3);
    }
}
