package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.fuzz.FuzzInput;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Any bytes as the response to a client: a head or a {@link HandshakeException}, the same however the bytes were cut,
 * within the limits; what an accepted response says is what was asked for, and a challenge is answered or not.
 *
 * <p>Input: the cut, then the response. The key is the one of RFC 6455 section 1.3.
 */
public final class ResponseFuzzer {
    private static final int MAX_HEADERS = 8;
    private static final int MAX_LINE = 200;
    private static final ClientHandshake HANDSHAKE = new ClientHandshake("dGhlIHNhbXBsZSBub25jZQ==",
            List.of("chat", "superchat"), List.of(new ExtensionOffer("permessage-deflate", List.of())));

    private ResponseFuzzer() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        int how = input.next();
        byte[] response = input.rest();
        Parsed whole = parse(response, -1);
        assertThat(parse(response, how)).isEqualTo(whole);
        if (whole.head != null) {
            check(whole.head);
        }
    }

    /** What came of it: fields as text, since headers aren't compared. */
    private record Parsed(String text, int left, Head head) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Parsed parsed && text.equals(parsed.text) && left == parsed.left;
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private static Parsed parse(byte[] response, int how) {
        ResponseParser parser = new ResponseParser(MAX_HEADERS, MAX_LINE);
        Parsed[] parsed = {new Parsed("incomplete", 0, null)};
        int[] from = {0};
        try {
            if (how < 0) {
                parsed[0] = parse(parser, response, 0, response.length);
            } else {
                FuzzInput.cut(how, response.length, to -> {
                    if (parsed[0].text.equals("incomplete")) {
                        parsed[0] = parse(parser, response, from[0], to);
                        from[0] = to;
                    }
                });
            }
        } catch (Refused e) {
            return new Parsed("refused: " + e.getMessage(), 0, null);
        }
        return parsed[0];
    }

    private static Parsed parse(ResponseParser parser, byte[] response, int from, int to) {
        ByteBuffer piece = ByteBuffer.wrap(response, from, to - from);
        try {
            Optional<Head> head = parser.parse(piece);
            if (head.isEmpty()) {
                assertThat(piece.hasRemaining()).isFalse();
                return new Parsed("incomplete", 0, null);
            }
            return new Parsed(head.get().status() + " " + head.get().reason() + '\n' + head.get().headers(),
                    response.length - to + piece.remaining(), head.get());
        } catch (HandshakeException e) {
            throw new Refused(e.getMessage());
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private static void check(Head head) {
        assertThat(head.status()).isBetween(101, 999);
        int[] fields = {0};
        head.headers().forEach((name, value) -> {
            fields[0]++;
            assertThat(Token.isToken(name)).isTrue();
            assertThat(value).doesNotContain("\r", "\n", "\0");
            assertThat(name.length() + value.length()).isLessThan(MAX_LINE);
        });
        assertThat(fields[0]).isLessThanOrEqualTo(MAX_HEADERS);
        try {
            ClientHandshake.Answer answer = HANDSHAKE.verify(head.status(), head.headers());
            assertThat(answer.subprotocol()).isIn("", "chat", "superchat");
        } catch (HandshakeException e) {
            assertThat(e.status()).isEqualTo(head.status());
        }
        List<Challenge> challenges = Challenge.parse(head.headers().all("WWW-Authenticate"));
        Authentication.isStale(challenges);
        new Authentication("Mufasa", "Circle of Life", null).answer(challenges, "GET", "/", "0a4f113b")
                // it becomes a header of a request
                .ifPresent(value -> new Headers().add("Authorization", value));
    }
}
