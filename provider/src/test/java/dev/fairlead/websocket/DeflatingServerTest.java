package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeflatingServerTest {
    private static DeflatingServer with(int bits) {
        return (DeflatingServer) PerMessageDeflate.server().serverMaxWindowBits(bits).build();
    }

    @Test
    void isEqualToOneWithTheSameSettings() {
        DeflatingServer twelve = with(12);
        assertThat(twelve).isEqualTo(twelve).isEqualTo(new DeflatingServer(twelve.factory())).isNotEqualTo(with(11))
                .isNotEqualTo(twelve.factory()).hasSameHashCodeAs(new DeflatingServer(twelve.factory()));
    }
}
