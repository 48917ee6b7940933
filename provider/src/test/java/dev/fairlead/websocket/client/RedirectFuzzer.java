package dev.fairlead.websocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Any {@code Location}: it is refused, or leads to a host and a port by a request whose first lines are well-formed.
 *
 * <p>Input: 1 where the first request was encrypted, then the location.
 */
public final class RedirectFuzzer {
    private RedirectFuzzer() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        boolean secure = data.length > 0 && (data[0] & 1) != 0;
        String location = new String(data, Math.min(1, data.length), Math.max(0, data.length - 1),
                StandardCharsets.ISO_8859_1).replaceAll("[\0\r\n]", "");
        URI from = URI.create((secure ? "wss" : "ws") + "://example.com/a/b?c");
        Head head = new Head(302, "Found", new Headers().add("Location", location));
        try {
            Optional<URI> to = Redirect.of(from, head);
            assertThat(to).isPresent();
            Target target = Target.of(to.get());
            assertThat(target.secure() || !secure).as("still encrypted").isTrue();
            assertThat(target.port()).isBetween(1, 65535);
            assertThat(target.host()).isNotEmpty();
            assertThat(target.hostHeader()).matches("[!-~&&[^/?#@]]+");
            assertThat(target.requestTarget()).matches("/[!-~&&[^#]]*");
            assertThat(URI.create(Target.show(to.get())).getRawAuthority()).doesNotContain("@");
        } catch (HandshakeException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
