package dev.fairlead.websocket.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextConversionTest {
    static Arguments[] values() {
        return new Arguments[] {
            Arguments.of(String.class, "x", "x"),
            Arguments.of(boolean.class, "TRUE", true),
            Arguments.of(Boolean.class, "no", false),
            Arguments.of(byte.class, "-128", (byte) -128),
            Arguments.of(char.class, "€", '€'),
            Arguments.of(char.class, "Echo", 'E'),
            Arguments.of(Short.class, "7", (short) 7),
            Arguments.of(int.class, "-5", -5),
            Arguments.of(Long.class, "9223372036854775807", Long.MAX_VALUE),
            Arguments.of(float.class, "1.5", 1.5f),
            Arguments.of(Double.class, "1e3", 1000.0),
        };
    }

    @ParameterizedTest
    @MethodSource("values")
    void converts(Class<?> type, String text, Object value) throws Exception {
        assertThat(TextConversion.to(type).orElseThrow().convert(text)).isEqualTo(value);
    }

    static Arguments[] nonsense() {
        return new Arguments[] {
            Arguments.of(byte.class, "128"), Arguments.of(Character.class, ""),
            Arguments.of(int.class, "1.5"), Arguments.of(Long.class, "x"), Arguments.of(double.class, "one"),
        };
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void failsWithTheText(Class<?> type, String text) {
        assertThatThrownBy(() -> TextConversion.to(type).orElseThrow().convert(text))
                .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.getText()).isEqualTo(text))
                .hasMessageContaining(TypeResolver.box(type).getSimpleName());
    }

    @Test
    void knowsNoOtherTypes() {
        assertThat(TextConversion.to(Number.class)).isEmpty();
        assertThat(TextConversion.to(void.class)).isEmpty();
    }
}
