package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ClientNegotiation;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.ServerNegotiation;
import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate.WindowOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The truth tables of both sides, row by row (RFC 7692 section 7.1). */
class DeflateNegotiationTest {
    private final RecordingCodec codec = new RecordingCodec();

    /** Parses {@code a; b=1}; an empty string is no parameters. */
    private static List<ExtensionParameter> parameters(String text) {
        List<ExtensionParameter> parameters = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (String part : text.split(";")) {
                String[] pair = part.trim().split("=", 2);
                parameters.add(new ExtensionParameter(pair[0], pair.length == 1 ? null : pair[1]));
            }
        }
        return parameters;
    }

    private static String text(List<ExtensionParameter> parameters) {
        StringJoiner text = new StringJoiner("; ");
        for (ExtensionParameter parameter : parameters) {
            text.add(parameter.toString());
        }
        return text.toString();
    }

    /** A parameter where the column has a value: absent, there, "no value", or a number. */
    private static String parameter(String name, String column) {
        return switch (column) {
            case "absent" -> "";
            case "there", "no value" -> name;
            default -> name + "=" + column;
        };
    }

    @Nested
    class OfAServer {
        private ServerDeflate server(int serverWindow, int clientWindow, boolean serverForgets, boolean clientForgets,
                boolean required) {
            return new ServerDeflate(serverWindow, clientWindow, serverForgets, clientForgets, required,
                    Compression.DEFAULT, codec);
        }

        private String answer(ServerDeflate server, String offer) {
            Optional<Accepted> answer = server.accept(parameters(offer), List.of());
            answer.ifPresent(accepted ->
                    assertThat(accepted.extension().parameters()).isEqualTo(accepted.parameters()));
            return answer.map(accepted -> text(accepted.parameters())).orElse("declined");
        }

        @ParameterizedTest
        @CsvSource({
            // config, offer, answer, server's context
            "false, absent, absent, 15",
            "false, there,  there,  15-",
            "true,  absent, there,  15-",
            "true,  there,  there,  15-"
        })
        void serverNoContextTakeover(boolean config, String offer, String answer, String deflater) {
            assertThat(answer(server(15, 15, config, false, false), parameter("server_no_context_takeover", offer)))
                    .isEqualTo(parameter("server_no_context_takeover", answer));
            assertThat(codec.deflater).isEqualTo(deflater);
            assertThat(codec.inflater).isEqualTo("15");
        }

        @ParameterizedTest
        @CsvSource({
            // config, offer, answer, client's context
            "false, absent, absent, 15",
            "false, there,  there,  15-",
            "true,  absent, there,  15-",
            "true,  there,  there,  15-"
        })
        void clientNoContextTakeover(boolean config, String offer, String answer, String inflater) {
            assertThat(answer(server(15, 15, false, config, false), parameter("client_no_context_takeover", offer)))
                    .isEqualTo(parameter("client_no_context_takeover", answer));
            assertThat(codec.inflater).isEqualTo(inflater);
            assertThat(codec.deflater).isEqualTo("15");
        }

        @ParameterizedTest
        @CsvSource({
            // config, offer, answer, server's window
            "15, absent, absent, 15",
            "12, absent, 12,     12",
            "8,  absent, 8,      8",
            "15, 15,     15,     15",
            "15, 8,      8,      8",
            "15, 11,     11,     11",
            "12, 15,     12,     12",
            "12, 12,     12,     12",
            "12, 9,      9,      9",
            "8,  15,     8,      8"
        })
        void serverMaxWindowBits(int config, String offer, String answer, String deflater) {
            assertThat(answer(server(config, 15, false, false, false), parameter("server_max_window_bits", offer)))
                    .isEqualTo(parameter("server_max_window_bits", answer));
            assertThat(codec.deflater).isEqualTo(deflater);
            assertThat(codec.inflater).isEqualTo("15");
        }

        @ParameterizedTest
        @CsvSource({
            // config, required, offer, answer, client's window
            "15, false, absent,   absent, 15",
            "15, true,  absent,   absent, 15",
            "12, false, absent,   absent, 15",
            "15, false, no value, absent, 15",
            "12, false, no value, 12,     12",
            "12, true,  no value, 12,     12",
            "8,  false, no value, 8,      8",
            "15, false, 15,       absent, 15",
            "15, false, 10,       10,     10",
            "12, false, 15,       12,     12",
            "12, true,  15,       12,     12",
            "12, false, 12,       12,     12",
            "12, false, 8,        8,      8"
        })
        void clientMaxWindowBits(int config, boolean required, String offer, String answer, String inflater) {
            assertThat(answer(server(15, config, false, false, required), parameter("client_max_window_bits", offer)))
                    .isEqualTo(parameter("client_max_window_bits", answer));
            assertThat(codec.inflater).isEqualTo(inflater);
            assertThat(codec.deflater).isEqualTo("15");
        }

        @Test
        void declinesAClientThatCanNotBeToldItsWindowWhereThatIsRequired() {
            assertThat(answer(server(15, 12, false, false, true), "")).isEqualTo("declined");
            assertThat(answer(server(15, 12, false, false, true), "server_max_window_bits=10")).isEqualTo("declined");
        }

        @ParameterizedTest
        @ValueSource(strings = {
            "server_max_window_bits",
            "server_max_window_bits=",
            "server_max_window_bits=7",
            "server_max_window_bits=16",
            "server_max_window_bits=08",
            "server_max_window_bits=010",
            "server_max_window_bits=+9",
            "server_max_window_bits=-9",
            "server_max_window_bits=1e1",
            "server_max_window_bits=1\u0660",
            "server_max_window_bits=99999999999",
            "server_max_window_bits=\"10\"",
            "client_max_window_bits=",
            "client_max_window_bits=7",
            "client_max_window_bits=16",
            "client_max_window_bits=012",
            "server_no_context_takeover=true",
            "server_no_context_takeover=",
            "client_no_context_takeover=1",
            "server_no_context_takeover; server_no_context_takeover",
            "client_no_context_takeover; client_no_context_takeover",
            "server_max_window_bits=10; server_max_window_bits=10",
            "server_max_window_bits=10; server_max_window_bits=11",
            "client_max_window_bits; client_max_window_bits=10",
            "client_max_window_bits; client_max_window_bits",
            "mux",
            "client_max_window_bits; unknown=1",
            "Server_No_Context_Takeover"
        })
        void declinesAnOfferThatIsNotValid(String offer) {
            assertThat(answer(server(15, 15, false, false, false), offer)).isEqualTo("declined");
            assertThat(codec.deflater).isNull();
        }

        @Test
        void answersAllParametersTogether() {
            assertThat(answer(server(15, 11, false, false, true), "client_max_window_bits; server_max_window_bits=10; "
                    + "server_no_context_takeover; client_no_context_takeover"))
                    .isEqualTo("server_no_context_takeover; client_no_context_takeover; "
                            + "server_max_window_bits=10; client_max_window_bits=11");
            assertThat(codec.deflater).isEqualTo("10-");
            assertThat(codec.inflater).isEqualTo("11-");
        }

        @Test
        void takesTheFallbackOfAClientWhoseFirstOfferItDeclines() {
            List<Accepted> answers = ServerNegotiation.negotiate(List.of(server(15, 15, false, false, false)), List.of(
                    new ExtensionOffer("permessage-deflate", parameters("unknown")),
                    new ExtensionOffer("permessage-deflate", parameters("server_max_window_bits=9")),
                    new ExtensionOffer("permessage-deflate", parameters(""))));
            assertThat(answers).hasSize(1);
            assertThat(text(answers.get(0).parameters())).isEqualTo("server_max_window_bits=9");
        }

        @Test
        void refusesAWindowOutOfRangeByName() {
            assertThatThrownBy(() -> server(7, 15, false, false, false)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("serverMaxWindowBits is 7; it must be 8 to 15");
            assertThatThrownBy(() -> server(15, 16, false, false, false)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("clientMaxWindowBits is 16; it must be 8 to 15");
        }
    }

    @Nested
    class OfAClient {
        private ClientDeflate client(int serverWindow, int clientWindow, WindowOffer offer, boolean serverForgets,
                boolean clientForgets) {
            return new ClientDeflate(serverWindow, clientWindow, offer, serverForgets, clientForgets,
                    Compression.DEFAULT, codec);
        }

        private ClientDeflate plain() {
            return client(15, 15, WindowOffer.ABSENT, false, false);
        }

        /** The halves that were made, or "fails". */
        private String confirm(ClientDeflate client, String answer) {
            try {
                NegotiatedExtension extension = client.confirm(parameters(answer), List.of());
                assertThat(extension.parameters()).containsExactlyInAnyOrderElementsOf(parameters(answer));
                return codec.deflater + " " + codec.inflater;
            } catch (ExtensionNegotiationException e) {
                assertThat(e).hasMessageContaining("permessage-deflate");
                return "fails";
            }
        }

        @ParameterizedTest
        @CsvSource({
            // config, offer
            "15, 15, ABSENT,        false, false, ''",
            "15, 15, WITHOUT_VALUE, false, false, client_max_window_bits",
            "15, 15, WITH_VALUE,    false, false, client_max_window_bits=15",
            "15, 9,  WITH_VALUE,    false, false, client_max_window_bits=9",
            "15, 9,  WITHOUT_VALUE, false, false, client_max_window_bits",
            "10, 9,  ABSENT,        false, false, server_max_window_bits=10",
            "15, 15, ABSENT,        true,  false, server_no_context_takeover",
            "15, 15, ABSENT,        false, true,  client_no_context_takeover",
            "8,  8,  WITH_VALUE,    true,  true,  'server_no_context_takeover; client_no_context_takeover; "
                    + "server_max_window_bits=8; client_max_window_bits=8'"
        })
        void offers(int serverWindow, int clientWindow, WindowOffer offer, boolean serverForgets, boolean clientForgets,
                String expected) {
            assertThat(text(client(serverWindow, clientWindow, offer, serverForgets, clientForgets).offer()))
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            // offer, answer, server's context
            "false, absent, 15 15",
            "false, there,  15 15-",
            "true,  absent, fails",
            "true,  there,  15 15-"
        })
        void serverNoContextTakeover(boolean offer, String answer, String halves) {
            assertThat(confirm(client(15, 15, WindowOffer.ABSENT, offer, false),
                    parameter("server_no_context_takeover", answer))).isEqualTo(halves);
        }

        @ParameterizedTest
        @CsvSource({
            // offer, answer, client's context
            "false, absent, 15 15",
            "false, there,  15- 15",
            "true,  absent, 15- 15",
            "true,  there,  15- 15"
        })
        void clientNoContextTakeover(boolean offer, String answer, String halves) {
            assertThat(confirm(client(15, 15, WindowOffer.ABSENT, false, offer),
                    parameter("client_no_context_takeover", answer))).isEqualTo(halves);
        }

        @ParameterizedTest
        @CsvSource({
            // offer (15 is absent), answer, server's window
            "15, absent,   15 15",
            "15, 15,       15 15",
            "15, 8,        15 8",
            "12, absent,   fails",
            "12, 12,       15 12",
            "12, 9,        15 9",
            "12, 13,       fails",
            "15, no value, fails",
            "12, no value, fails",
            "15, 7,        fails",
            "15, 16,       fails",
            "15, 09,       fails"
        })
        void serverMaxWindowBits(int offer, String answer, String halves) {
            assertThat(confirm(client(offer, 15, WindowOffer.ABSENT, false, false),
                    parameter("server_max_window_bits", answer))).isEqualTo(halves);
        }

        @ParameterizedTest
        @CsvSource({
            // own window, offer, answer, client's window
            "15, ABSENT,        absent,   15 15",
            "12, ABSENT,        absent,   12 15",
            "15, ABSENT,        15,       fails",
            "15, ABSENT,        10,       fails",
            "15, WITHOUT_VALUE, absent,   15 15",
            "12, WITHOUT_VALUE, absent,   12 15",
            "15, WITHOUT_VALUE, 15,       15 15",
            "15, WITHOUT_VALUE, 8,        8 15",
            "12, WITHOUT_VALUE, 15,       12 15",
            "12, WITHOUT_VALUE, 9,        9 15",
            "12, WITH_VALUE,    absent,   12 15",
            "12, WITH_VALUE,    12,       12 15",
            "12, WITH_VALUE,    8,        8 15",
            "12, WITH_VALUE,    13,       fails",
            "15, WITHOUT_VALUE, no value, fails",
            "12, WITH_VALUE,    no value, fails",
            "15, ABSENT,        no value, fails",
            "15, WITHOUT_VALUE, 7,        fails",
            "15, WITHOUT_VALUE, 010,      fails"
        })
        void clientMaxWindowBits(int config, WindowOffer offer, String answer, String halves) {
            assertThat(confirm(client(15, config, offer, false, false), parameter("client_max_window_bits", answer)))
                    .isEqualTo(halves);
        }

        @ParameterizedTest
        @ValueSource(strings = {
            "unknown",
            "server_no_context_takeover; server_no_context_takeover",
            "client_no_context_takeover; client_no_context_takeover",
            "server_max_window_bits=9; server_max_window_bits=9",
            "server_no_context_takeover=yes",
            "client_no_context_takeover="
        })
        void failsOnAnAnswerThatIsNotValid(String answer) {
            assertThat(confirm(plain(), answer)).isEqualTo("fails");
        }

        @Test
        void saysWhatIsWrongWithAnAnswer() {
            assertThatThrownBy(() -> plain().confirm(parameters("server_max_window_bits=7"), List.of())).hasMessage(
                    "permessage-deflate: server_max_window_bits=7: "
                            + "server_max_window_bits must have a value of 8 to 15");
            assertThatThrownBy(() -> plain().confirm(parameters("client_max_window_bits=9"), List.of())).hasMessage(
                    "the server's answer to permessage-deflate has client_max_window_bits, which wasn't offered");
        }

        @Test
        void takesTheAnswerToItsFallback() throws Exception {
            List<NegotiatedExtension> extensions = ClientNegotiation.confirm(
                    List.of(client(10, 15, WindowOffer.ABSENT, false, false), plain()),
                    List.of(new ExtensionOffer("permessage-deflate", List.of())));
            assertThat(extensions).hasSize(1);
            assertThat(codec.inflater).isEqualTo("15");
        }
    }
}
