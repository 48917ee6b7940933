package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @Test
    void ignoresTheCaseOfNamesAndKeepsOrder() {
        Headers headers = new Headers().add("B", "1").add("A", "2").add("b", "3");
        assertThat(headers.all("b")).containsExactly("1", "3");
        assertThat(headers.first("a")).contains("2");
        assertThat(headers.first("c")).isEmpty();
        assertThat(headers.toString()).isEqualTo("B: 1\r\nB: 3\r\nA: 2\r\n");
        assertThat(headers.asMap().get("B")).containsExactly("1", "3");
        assertThat(headers.set("b", "4").all("B")).containsExactly("4");
        headers.remove("B");
        assertThat(headers.all("b")).isEmpty();
    }

    @Test
    void copiesMaps() {
        assertThat(new Headers(Map.of("A", List.of("1", "2"))).all("a")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0"})
    void refusesValuesThatWouldBeginAnotherLine(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Headers().add("A", value)).withMessageContaining("A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\n", "\u00e9"})
    void refusesNamesThatAreNoToken(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Headers().add(name, "x"));
    }
}
