package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionHeaderTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            a                             | a
            a,b                           | a, b
            a ,b ; c                      | a, b; c
            ,a,,b,                        | a, b
            a;b=c;d                       | a; b=c; d
            a; b = c ; d = "e"            | a; b=c; d=e
            a; b="c\\d"                   | a; b=cd
            a; b; b=1; b=2, a             | a; b; b=1; b=2, a
            x-webkit-deflate-frame;a=15,z | x-webkit-deflate-frame; a=15, z
            """)
    void readsLists(String value, String normal) throws HandshakeException {
        List<ExtensionOffer> offers = ExtensionHeader.parse(List.of(value));
        assertThat(ExtensionHeader.print(offers)).isEqualTo(normal);
        assertThat(ExtensionHeader.parse(List.of(normal))).isEqualTo(offers);
    }

    @Test
    void readsTabsAsSpaces() throws HandshakeException {
        assertThat(ExtensionHeader.print(ExtensionHeader.parse(List.of("\ta\t;\tb\t=\t1\t,\tc\t"))))
                .isEqualTo("a; b=1, c");
    }

    @Test
    void readsNoLineAsNothing() throws HandshakeException {
        assertThat(ExtensionHeader.parse(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "a;", "a; ,b", ";a", "a b", "a; b=", "a; b=, c", "a; =c", "a; b c", "a; b=\"",
        "a; b=\"c", "a; b=\"c\\", "a; b=\"\"", "a; b=\"c d\"", "a; b=\"c,d\"", "a; b=\"c\"d", "a=b", "\"a\"",
        "a; \"b\"", "a/b", "a\u00e9", "a; b=c=d", "a\u0000"})
    void refusesWhatIsNoList(String value) {
        HandshakeException e = catchThrowableOfType(HandshakeException.class,
                () -> ExtensionHeader.parse(List.of("fine", value)));
        assertThat(e).isNotNull();
        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasMessageContaining("Sec-WebSocket-Extensions");
    }
}
