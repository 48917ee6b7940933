package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeflateSettingsTest {
    private static DeflateSettings read(DeflateSettings base, Map<String, String> parameters) {
        return DeflateSettings.of(parameters::get).over(base);
    }

    @Test
    void readsEveryParameter() {
        assertThat(read(DeflateSettings.DEFAULTS, Map.of(
                "fairlead.perMessageDeflate.level", "9",
                "fairlead.perMessageDeflate.strategy", "filtered",
                "fairlead.perMessageDeflate.minimumSize", " 64 ",
                "fairlead.perMessageDeflate.serverMaxWindowBits", "10",
                "fairlead.perMessageDeflate.clientMaxWindowBits", "15",
                "fairlead.perMessageDeflate.serverNoContextTakeover", "true",
                "fairlead.perMessageDeflate.clientNoContextTakeover", "TRUE",
                "fairlead.perMessageDeflate.requireClientMaxWindowBits", "true")))
                .isEqualTo(DeflateSettings.builder().level(9).strategy(DeflateStrategy.FILTERED).minimumSize(64)
                        .serverMaxWindowBits(10).clientMaxWindowBits(15).serverNoContextTakeover(true)
                        .clientNoContextTakeover(true).requireClientMaxWindowBits(true).build());
    }

    @Test
    void keepsTheBaseWhereAParameterIsMissing() {
        DeflateSettings base = DeflateSettings.builder().level(7).serverNoContextTakeover(true)
                .strategy(DeflateStrategy.HUFFMAN_ONLY).build();
        assertThat(read(base, Map.of())).isEqualTo(base);
        assertThat(read(base, Map.of("fairlead.perMessageDeflate.serverNoContextTakeover", "false"))
                .get(DeflateSetting.SERVER_NO_CONTEXT_TAKEOVER)).contains(false);
    }

    @ParameterizedTest
    @CsvSource({
        "level, 0, 1 to 9",
        "level, 10, 1 to 9",
        "level, fast, 1 to 9",
        "level, -1, 1 to 9",
        "minimumSize, -1, 0 to 2147483647",
        "minimumSize, 99999999999, 0 to 2147483647",
        "serverMaxWindowBits, 7, 8 to 15",
        "serverMaxWindowBits, 16, 8 to 15",
        "clientMaxWindowBits, '', 8 to 15",
        "serverNoContextTakeover, yes, true or false",
        "clientNoContextTakeover, 1, true or false",
        "requireClientMaxWindowBits, '', true or false",
        "memoryLevel, 0, 1 to 9",
        "memoryLevel, 10, 1 to 9",
        "onlyIfSmaller, no, true or false",
        "codec, zlib, fairlead or jdk",
        "tables, none, shared or connection",
        "clientWindowOffer, bare, 'none, without_value or with_value'",
        "strategy, best, 'default, filtered, huffman_only, rle or fixed'"
    })
    void refusesAWrongValueByNameAndRange(String name, String value, String range) {
        assertThatThrownBy(() -> read(DeflateSettings.DEFAULTS, Map.of("fairlead.perMessageDeflate." + name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fairlead.perMessageDeflate." + name + " is " + value + "; it must be " + range);
    }

    @Test
    void refusesAWrongValueOfTheBuilder() {
        assertThatThrownBy(() -> DeflateSettings.builder().level(12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fairlead.perMessageDeflate.level is 12; it must be 1 to 9");
        assertThatThrownBy(() -> PerMessageDeflate.client().memoryLevel(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fairlead.perMessageDeflate.memoryLevel is 0; it must be 1 to 9");
        assertThatThrownBy(() -> PerMessageDeflate.server().strategy(null))
                .isInstanceOf(NullPointerException.class).hasMessage("strategy");
    }
}
