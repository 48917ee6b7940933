package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Any head of a request: it is refused with a status that fits, or accepted with headers that a client which sent it
 * accepts.
 *
 * <p>Input: text, in lines: method, version, then header lines {@code name: value}.
 */
public final class RequestFuzzer {
    private RequestFuzzer() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", -1);
        Headers headers = new Headers();
        for (int i = 2; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            try {
                headers.add(lines[i].substring(0, Math.max(0, colon)), Token.trim(lines[i].substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                // a host doesn't hand over what is no header
                continue;
            }
        }
        ServerHandshake.isUpgrade(headers);
        ServerHandshake handshake;
        try {
            handshake = ServerHandshake.of(lines[0], lines.length > 1 ? lines[1] : "", headers);
        } catch (HandshakeException e) {
            assertThat(e.status()).isIn(400, 405, 426);
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(ServerHandshake.isUpgrade(headers)).isTrue();
        accept(handshake);
    }

    private static void accept(ServerHandshake handshake) {
        String chosen = handshake.subprotocols().isEmpty() ? ""
                : handshake.subprotocols().get(handshake.subprotocols().size() - 1);
        Headers response = handshake.accept(chosen, handshake.extensions());
        ClientHandshake client = new ClientHandshake(handshake.key(), handshake.subprotocols(), handshake.extensions());
        try {
            ClientHandshake.Answer answer = client.verify(101, response);
            assertThat(answer.subprotocol()).isEqualTo(chosen);
            assertThat(answer.extensions()).isEqualTo(handshake.extensions());
            // and a server reads back what that client would send
            ServerHandshake again = ServerHandshake.of("GET", "HTTP/1.1", client.request("example.com"));
            assertThat(List.of(again.key(), again.subprotocols(), again.extensions())).isEqualTo(
                    List.of(handshake.key(), handshake.subprotocols(), handshake.extensions()));
        } catch (HandshakeException e) {
            throw new AssertionError(response.toString(), e);
        }
    }
}
