package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fairlead.websocket.protocol.handshake.Headers;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeRequestTest {
    private static ServerHandshakeRequest of(Headers headers, ConnectionEnd end) {
        return new ServerHandshakeRequest(new StubExchange("GET", headers, end), Map.of());
    }

    private static ServerHandshakeRequest accepting(String... languages) {
        Headers headers = new Headers();
        for (String language : languages) {
            headers.add("accept-language", language);
        }
        return of(headers, new ConnectionEnd(null, -1, () -> null));
    }

    private static ServerHandshakeRequest at(String address, int port, Supplier<String> hostName) {
        return of(new Headers(), new ConnectionEnd(address, port, hostName));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr                          | fr
            de-AT                       | de-AT
            en-gb;q=0.3, pt-BR;q=0.8    | pt-BR
            *;q=0.9, nl;q=0.1           | nl
            sv;q=0, fi;q=0.2            | fi
            """)
    void preferredLocaleIsTheOneWithTheHighestWeight(String header, String locale) {
        assertThat(accepting(header).getPreferredLocale().toLanguageTag()).isEqualTo(locale);
    }

    @Test
    void preferredLocaleIsSoughtInAllLinesOfTheHeader() {
        assertThat(accepting("en;q=0.5", "it").getPreferredLocale()).isEqualTo(Locale.ITALIAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "sv;q=0", "", ";;=", "en;q=high"})
    void preferredLocaleIsTheServersWhereTheHeaderNamesNone(String header) {
        assertThat(accepting(header).getPreferredLocale()).isEqualTo(Locale.getDefault());
        assertThat(accepting().getPreferredLocale()).isEqualTo(Locale.getDefault());
    }

    @Test
    void endsAreAsTheHostTellsThem() {
        ServerHandshakeRequest request = at("192.0.2.7", 4711, () -> "seven.example");

        assertThat(request.getLocalAddress()).isEqualTo("192.0.2.7");
        assertThat(request.getLocalHostName()).isEqualTo("seven.example");
        assertThat(request.getLocalPort()).isEqualTo(4711);
        assertThat(request.getRemoteAddress()).isEqualTo("192.0.2.7");
        assertThat(request.getRemoteHostName()).isEqualTo("seven.example");
        assertThat(request.getRemotePort()).isEqualTo(4711);
    }

    @Test
    void addressThatIsNoIpAddressIsShownAsItIs() {
        ServerHandshakeRequest request = at("/run/web.socket", -1, () -> null);

        assertThat(request.getRemoteAddress()).isEqualTo("/run/web.socket");
        assertThat(request.getRemoteHostName()).isEqualTo("/run/web.socket");
        assertThat(request.getRemotePort()).isEqualTo(-1);
    }

    @Test
    void hostIsAskedForANameOnlyWhenItIsWantedAndNeverAfterTheHandshake() {
        AtomicInteger asked = new AtomicInteger();
        ServerHandshakeRequest request = at("192.0.2.7", 1, () -> "name " + asked.incrementAndGet());

        assertThat(request.getRemoteAddress()).isEqualTo("192.0.2.7");
        assertThat(asked).hasValue(0);
        assertThat(request.getRemoteHostName()).isEqualTo("name 1");
        request.end();
        assertThat(request.getRemoteHostName()).isEqualTo("192.0.2.7");
        assertThat(asked).hasValue(1);
        assertThatIllegalStateException().isThrownBy(() -> request.isUserInRole("any"));
    }

    @Test
    void certificateChainIsNullWithoutOne() {
        assertThat(at(null, -1, () -> null).getUserX509CertificateChain()).isNull();
    }
}
