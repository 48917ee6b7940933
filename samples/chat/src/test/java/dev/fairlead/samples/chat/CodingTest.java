package dev.fairlead.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.websocket.DecodeException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodingTest {
    private static final Event.Said SAID = new Event.Said("Ada", "\"hi\" </script>", Instant.parse("2026-11-22T12:00:00Z"));
    private static final String SAID_JSON =
            "{\"type\":\"said\",\"nickname\":\"Ada\",\"text\":\"\\\"hi\\\" </script>\",\"at\":\"2026-11-22T12:00:00Z\"}";

    private final CommandDecoder decoder = new CommandDecoder();
    private final EventEncoder encoder = new EventEncoder();

    @Test
    void readsCommands() throws Exception {
        assertThat(decoder.decode("{\"type\":\"join\",\"nickname\":\"Ada\",\"key\":\"k\"}"))
                .isEqualTo(new Command.Join("Ada", "k"));
        assertThat(decoder.decode("{\"type\":\"join\",\"nickname\":\"Ada\"}")).isEqualTo(new Command.Join("Ada", ""));
        assertThat(decoder.decode("{\"type\":\"say\",\"text\":\"hello\"}")).isEqualTo(new Command.Say("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[]", "{}", "{\"type\":1}", "{\"type\":\"fly\"}", "{\"type\":\"say\"}",
        "{\"type\":\"say\",\"text\":{}}", "{\"type\":\"say\",\"text\":\"a\"", "{\"type\":\"join\"}"})
    void refusesWhatIsNoCommand(String text) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> decoder.decode(text));
    }

    @Test
    void writesEvents() throws Exception {
        assertThat(encoder.encode(new Event.Welcome("lobby", "Ada", List.of("Ada", "bob"), List.of(SAID)))).isEqualTo(
                "{\"type\":\"welcome\",\"room\":\"lobby\",\"nickname\":\"Ada\",\"members\":[\"Ada\",\"bob\"],"
                        + "\"history\":[" + SAID_JSON + "]}");
        assertThat(encoder.encode(SAID)).isEqualTo(SAID_JSON);
        assertThat(encoder.encode(new Event.Joined("bob", List.of("bob"))))
                .isEqualTo("{\"type\":\"joined\",\"nickname\":\"bob\",\"members\":[\"bob\"]}");
        assertThat(encoder.encode(new Event.Left("bob", List.of())))
                .isEqualTo("{\"type\":\"left\",\"nickname\":\"bob\",\"members\":[]}");
        assertThat(encoder.encode(new Event.Refused("no"))).isEqualTo("{\"type\":\"refused\",\"reason\":\"no\"}");
    }
}
