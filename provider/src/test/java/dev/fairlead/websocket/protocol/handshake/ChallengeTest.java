package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChallengeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Basic realm="a b"                              | Basic {realm=a b}
            basic realm=simple                             | basic {realm=simple}
            Digest realm = "x" , nonce="n=1,2"             | Digest {nonce=n=1,2, realm=x}
            Basic realm="say \\"so\\""                     | Basic {realm=say "so"}
            Negotiate                                      | Negotiate {}
            , Negotiate,, Basic realm="a",                 | Negotiate {} Basic {realm=a}
            Digest realm="a", qop="auth", Basic realm="b"  | Digest {qop=auth, realm=a} Basic {realm=b}
            """)
    void challengesOfALineAreReadInOrder(String line, String expected) {
        assertThat(String.join(" ", Challenge.parse(List.of(line)).stream()
                .map(challenge -> challenge.scheme() + " " + challenge.parameters()).toList())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Basic realm="a", Digest realm="open   | 2
            Basic realm="a", Digest realm=        | 2
            "quoted"                              | 0
            Basic realm="a", ;                    | 1
            """)
    void whatCannotBeReadEndsTheLineAndTheOthersCount(String line, int count) {
        assertThat(Challenge.parse(List.of(line, "Basic realm=last"))).hasSize(count + 1)
                .last().isEqualTo(new Challenge("Basic", Map.of("realm", "last")));
    }

    @Test
    void namesOfParametersIgnoreCase() {
        assertThat(Challenge.parse(List.of("Basic REALM=\"a\"")).get(0).realm()).isEqualTo("a");
    }
}
