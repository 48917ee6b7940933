package dev.fairlead.websocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "ws://example.com/chat,              example.com, 80,   example.com,         /chat",
        "wss://example.com/chat,             example.com, 443,  example.com,         /chat",
        "WSS://example.com/,                 example.com, 443,  example.com,         /",
        "ws://example.com,                   example.com, 80,   example.com,         /",
        "ws://example.com?a=b,               example.com, 80,   example.com,         /?a=b",
        "ws://example.com:8080/a,            example.com, 8080, example.com:8080,    /a",
        "ws://example.com:/a,                example.com, 80,   example.com,         /a",
        "ws://example.com:80/a,              example.com, 80,   example.com,         /a",
        "ws://example.com:443/a,             example.com, 443,  example.com:443,     /a",
        "wss://example.com:443/a,            example.com, 443,  example.com,         /a",
        "wss://example.com:80/a,             example.com, 80,   example.com:80,      /a",
        "ws://127.0.0.1:9/a,                 127.0.0.1,   9,    127.0.0.1:9,         /a",
        "ws://[::1]/a,                       ::1,         80,   [::1],               /a",
        "ws://[::1]:8080/a,                  ::1,         8080, [::1]:8080,          /a",
        "ws://[fe80::1%25eth0]:8080/a,       fe80::1%eth0, 8080, [fe80::1]:8080,     /a",
        "ws://my_host:8080/a,                my_host,     8080, my_host:8080,        /a",
        "ws://bücher.example/a,              xn--bcher-kva.example, 80, xn--bcher-kva.example, /a",
        "ws://user:secret@example.com:81/a,  example.com, 81,   example.com:81,      /a",
        "ws://h/a%2Fb%20c;x=1//d?q=%26&r=%3F, h,          80,   h,                   /a%2Fb%20c;x=1//d?q=%26&r=%3F",
        "ws://h/ä?ö=€,                       h,           80,   h,                   /%C3%A4?%C3%B6=%E2%82%AC",
        "ws://h//double,                     h,           80,   h,                   //double",
    })
    void leadsToHostAndPort(String uri, String host, int port, String hostHeader, String requestTarget)
            throws Exception {
        boolean secure = uri.toLowerCase().startsWith("wss:");
        assertThat(Target.of(URI.create(uri))).isEqualTo(new Target(secure, host, port, hostHeader, requestTarget));
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/a,        scheme must be ws or wss",
        "/a,                          scheme must be ws or wss",
        "ws:opaque,                   no host",
        "ws:///a,                     no host",
        "ws://:8080/a,                no host",
        "ws://example.com:0/a,        port",
        "ws://example.com:65536/a,    port",
        "ws://example.com:9999999999/a, port",
        "ws://example.com/a#part,     fragment",
        "ws://example.com/a#,         fragment",
        // in ASCII they are a space and a letter, and a slash
        "ws://ex\u00b4mple.com/a,     valid name",
        "ws://example.com\uff0fx/a,   valid name",
    })
    void refusesWhatIsNoWebSocketUri(String uri, String why) {
        assertThatThrownBy(() -> Target.of(URI.create(uri)))
                .isInstanceOfSatisfying(HandshakeException.class, refused -> assertThat(refused.status()).isZero())
                .hasMessageContaining(why);
    }

    @Test
    void keepsSecretsOutOfMessages() {
        assertThat(Target.show(URI.create("ws://user:secret@example.com:81/a?token=secret#x")))
                .isEqualTo("ws://example.com:81/a");
    }
}
