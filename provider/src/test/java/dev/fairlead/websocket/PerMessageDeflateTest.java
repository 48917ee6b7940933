package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.DeflateSettings.WindowOffer;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerMessageDeflateTest {
    @Deflate(level = 6, serverMaxWindowBits = 10)
    private static final class Annotated {
    }

    @Deflate(enabled = false, level = 6)
    private static final class SwitchedOff {
    }

    @Deflate
    private static final class SwitchedOn {
    }

    @Deflate(level = 11)
    private static final class Wrong {
    }

    private static Deflate annotation(Class<?> endpoint) {
        return endpoint.getAnnotation(Deflate.class);
    }

    private static List<String> answer(ServerExtension extension, ExtensionParameter... offer) {
        return extension.accept(List.of(offer), List.of()).map(Accepted::parameters).orElseThrow().stream()
                .map(ExtensionParameter::toString).toList();
    }

    private static String offer(ClientExtension extension) {
        return new ExtensionOffer(extension.name(), extension.offer()).toString();
    }

    @Test
    void aServerLimitsBothWindowsUnlessItIsToldOtherwise() {
        assertThat(answer(PerMessageDeflate.server().build(), ExtensionParameter.flag("client_max_window_bits")))
                .containsExactly("server_max_window_bits=12", "client_max_window_bits=12");
        assertThat(answer(PerMessageDeflate.server().build())).containsExactly("server_max_window_bits=12");
        assertThat(answer(PerMessageDeflate.server().serverMaxWindowBits(15).build())).isEmpty();
    }

    @Test
    void aServersBuilderReachesEveryParameter() {
        ServerExtension extension = PerMessageDeflate.server().serverMaxWindowBits(9).clientMaxWindowBits(10)
                .serverNoContextTakeover(true).clientNoContextTakeover(true).requireClientMaxWindowBits(true).level(9)
                .strategy(DeflateStrategy.HUFFMAN_ONLY).minimumSize(5).build();
        assertThat(answer(extension, ExtensionParameter.flag("client_max_window_bits"))).containsExactly(
                "server_no_context_takeover", "client_no_context_takeover", "server_max_window_bits=9",
                "client_max_window_bits=10");
        assertThat(extension.accept(List.of(), List.of())).isEmpty();
        assertThat(extension).hasToString("permessage-deflate[serverMaxWindowBits=9, clientMaxWindowBits=10, "
                + "serverNoContextTakeover=true, clientNoContextTakeover=true, requireClientMaxWindowBits=true, "
                + "level=9, memoryLevel=automatic, strategy=HUFFMAN_ONLY, tables=SHARED, minimumSize=5, onlyIfSmaller=true]");
    }

    @Test
    void aClientOffersThatItsWindowCanBeLimited() {
        assertThat(offer(PerMessageDeflate.client().build()))
                .isEqualTo("permessage-deflate; client_max_window_bits");
        assertThat(offer(PerMessageDeflate.client().clientWindowOffer(WindowOffer.NONE).build()))
                .isEqualTo("permessage-deflate");
        assertThat(PerMessageDeflate.client().build()).hasToString("permessage-deflate[offer=permessage-deflate; "
                + "client_max_window_bits, clientMaxWindowBits=12, level=1, memoryLevel=automatic, strategy=DEFAULT, "
                + "tables=SHARED, minimumSize=automatic, onlyIfSmaller=true]");
    }

    @Test
    void aClientSaysItsWindowWhereItIsSetUnlessItIsToldOtherwise() {
        assertThat(offer(PerMessageDeflate.client().clientMaxWindowBits(10).build()))
                .isEqualTo("permessage-deflate; client_max_window_bits=10");
        assertThat(offer(PerMessageDeflate.client().clientMaxWindowBits(10)
                .clientWindowOffer(WindowOffer.WITHOUT_VALUE).build()))
                .isEqualTo("permessage-deflate; client_max_window_bits");
        assertThat(offer(PerMessageDeflate.client().clientWindowOffer(WindowOffer.WITH_VALUE).build()))
                .isEqualTo("permessage-deflate; client_max_window_bits=12");
        assertThat(PerMessageDeflate.client().clientMaxWindowBits(10).clientWindowOffer(WindowOffer.NONE).build())
                .asString().contains("[offer=permessage-deflate, clientMaxWindowBits=10");
    }

    @Test
    void aClientsBuilderReachesEveryParameter() {
        assertThat(offer(PerMessageDeflate.client().serverMaxWindowBits(9).clientMaxWindowBits(10)
                .serverNoContextTakeover(true).clientNoContextTakeover(true).build()))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                        + "server_max_window_bits=9; client_max_window_bits=10");
    }

    @Test
    void areJakartasExtensionsToo() {
        Extension client = PerMessageDeflate.client().clientMaxWindowBits(10).build();
        assertThat(client.getName()).isEqualTo("permessage-deflate");
        assertThat(client.getParameters()).singleElement().satisfies(parameter -> {
            assertThat(parameter.getName()).isEqualTo("client_max_window_bits");
            assertThat(parameter.getValue()).isEqualTo("10");
        });
        assertThat(PerMessageDeflate.server().build().getName()).isEqualTo("permessage-deflate");
    }

    @Test
    void refuseAWrongValueByNameAndRange() {
        assertThatThrownBy(() -> PerMessageDeflate.server().serverMaxWindowBits(16).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("serverMaxWindowBits is 16")
                .hasMessageContaining("8 to 15");
    }

    @Test
    void followTheContainersSettings() {
        assertThat(PerMessageDeflate.server(Settings.DEFAULTS, null)).isPresent();
        assertThat(PerMessageDeflate.client(Settings.DEFAULTS, null)).isPresent();
        Settings off = Settings.builder().perMessageDeflate(false).build();
        assertThat(PerMessageDeflate.server(off, null)).isEmpty();
        assertThat(PerMessageDeflate.client(off, null)).isEmpty();
        Settings small = Settings.builder().deflate(DeflateSettings.builder().serverMaxWindowBits(9).build()).build();
        assertThat(answer(PerMessageDeflate.server(small, null).orElseThrow()))
                .containsExactly("server_max_window_bits=9");
        assertThat(offer(PerMessageDeflate.client(small, null).orElseThrow()))
                .isEqualTo("permessage-deflate; server_max_window_bits=9; client_max_window_bits");
    }

    @Test
    void followAnEndpointsAnnotationAndTheContainersSettingsBehindIt() {
        Settings settings = Settings.builder()
                .deflate(DeflateSettings.builder().level(9).serverMaxWindowBits(9).minimumSize(7).build()).build();
        assertThat(PerMessageDeflate.server(settings, annotation(Annotated.class)).orElseThrow())
                .asString().contains("serverMaxWindowBits=10", "level=6", "minimumSize=7");
        assertThat(PerMessageDeflate.client(settings, annotation(Annotated.class)).orElseThrow())
                .asString().contains("server_max_window_bits=10", "level=6", "minimumSize=7");
    }

    @Test
    void canBeSwitchedOffAndOnByAnAnnotation() {
        assertThat(PerMessageDeflate.server(Settings.DEFAULTS, annotation(SwitchedOff.class))).isEmpty();
        assertThat(PerMessageDeflate.client(Settings.DEFAULTS, annotation(SwitchedOff.class))).isEmpty();
        Settings off = Settings.builder().perMessageDeflate(false).build();
        assertThat(PerMessageDeflate.server(off, annotation(SwitchedOn.class))).isPresent();
        assertThat(PerMessageDeflate.client(off, annotation(SwitchedOn.class))).isPresent();
    }

    private record Listed(String getName, List<Parameter> getParameters) implements Extension {
        private record Stated(String getName, String getValue) implements Parameter {
        }

        static Listed of(String... namesAndValues) {
            List<Parameter> parameters = new ArrayList<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                parameters.add(new Stated(namesAndValues[i], namesAndValues[i + 1]));
            }
            return new Listed("permessage-deflate", parameters);
        }
    }

    @Test
    void canBeStatedInJakartasTermsOnAServer() {
        assertThat(answer(PerMessageDeflate.serverOf(Settings.DEFAULTS, Listed.of()),
                ExtensionParameter.flag("client_max_window_bits")))
                .containsExactly("server_max_window_bits=12", "client_max_window_bits=12");
        assertThat(answer(PerMessageDeflate.serverOf(Settings.DEFAULTS, Listed.of("server_max_window_bits", "10",
                "client_max_window_bits", "9", "server_no_context_takeover", "", "client_no_context_takeover", null)),
                ExtensionParameter.flag("client_max_window_bits")))
                .containsExactly("server_no_context_takeover", "client_no_context_takeover",
                        "server_max_window_bits=10", "client_max_window_bits=9");
    }

    @Test
    void canBeStatedInJakartasTermsOnAClient() {
        assertThat(offer(PerMessageDeflate.clientOf(Settings.DEFAULTS, Listed.of()))).isEqualTo("permessage-deflate");
        assertThat(offer(PerMessageDeflate.clientOf(Settings.DEFAULTS, Listed.of("client_max_window_bits", ""))))
                .isEqualTo("permessage-deflate; client_max_window_bits");
        assertThat(offer(PerMessageDeflate.clientOf(Settings.DEFAULTS, Listed.of("client_max_window_bits", "10",
                "server_max_window_bits", "9", "server_no_context_takeover", ""))))
                .isEqualTo("permessage-deflate; server_no_context_takeover; server_max_window_bits=9; "
                        + "client_max_window_bits=10");
    }

    @Test
    void refuseWhatIsStatedWrongInJakartasTerms() {
        for (Listed wrong : List.of(Listed.of("server_max_window_bits", "16"), Listed.of("unknown", ""))) {
            assertThatThrownBy(() -> PerMessageDeflate.clientOf(Settings.DEFAULTS, wrong))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("permessage-deflate: ");
            assertThatThrownBy(() -> PerMessageDeflate.serverOf(Settings.DEFAULTS, wrong))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("permessage-deflate: ");
        }
    }

    @Test
    void refuseAWrongAnnotation() {
        assertThatThrownBy(() -> PerMessageDeflate.server(Settings.DEFAULTS, annotation(Wrong.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("@Deflate: fairlead.perMessageDeflate.level is 11; it must be 1 to 9");
    }
}
